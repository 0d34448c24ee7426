"""A template folder to start from: a copy of a shipped one with the macros that it uses, complete in itself."""

import shutil
import tempfile
from pathlib import Path

from drafting.compose.templates import SHARED, Template, shared_macros


class StartError(Exception):
    """A folder that could not be made; the message says why."""


def start(folder: Path, template: Template) -> tuple[str, ...]:
    """Makes the folder, whole or not at all; the names of its files. Raises StartError."""
    if folder.exists():
        raise StartError(f"“{folder}”已经存在，没有改动；请换一个名称。")
    try:
        with tempfile.TemporaryDirectory(prefix=".fazhi-", dir=folder.parent) as place:
            made = Path(place) / "template"
            made.mkdir()
            for entry in template.folder.iterdir():
                if entry.is_file():
                    (made / entry.name).write_bytes(entry.read_bytes())
            (made / SHARED).write_text(shared_macros(), encoding="utf-8", newline="\n")
            shutil.move(made, folder)
    except FileNotFoundError:
        raise StartError(f"要放模板的文件夹“{folder.parent}”不存在；请先建好。") from None
    except OSError:
        raise StartError(f"“{folder}”建不起来；请检查文件夹权限、名称和磁盘空间。") from None
    return tuple(sorted(entry.name for entry in folder.iterdir()))
