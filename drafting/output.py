"""Files that are written: whole or not at all, never over something that is there."""

import os
import tempfile
from pathlib import Path


class OutputError(Exception):
    """A file that could not be written; the message says what to do."""


def write(path: Path, data: bytes, *, force: bool = False, inputs: tuple[Path, ...] = ()) -> None:
    """Writes beside the target and then moves, so that a full disk or a cut leaves no half file."""
    if any(_is_same(path, source) for source in inputs):
        raise OutputError(f"“{path.name}”就是送查的文件，不能写在它上面；请换一个文件名。")
    if path.is_dir():
        raise OutputError(f"“{path.name}”是文件夹，不能当作文件来写；请写明文件名。")
    if path.exists() and not force:
        raise OutputError(f"“{path.name}”已经存在，没有覆盖；请换一个文件名，或加上 --force。")
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".fazhi-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
        temporary = None
    except FileNotFoundError:
        raise OutputError(f"要写入的文件夹“{path.parent}”不存在；请先建好文件夹。") from None
    except OSError:
        raise OutputError(f"“{path.name}”写不进去；请检查文件夹权限和磁盘空间。") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _is_same(path: Path, source: Path) -> bool:
    try:
        return path.exists() and source.exists() and path.samefile(source)
    except OSError:
        return False
