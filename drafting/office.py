"""LibreOffice, where it is installed: one document to another format, in a profile of its own and for a limited time."""

import shutil
import subprocess
import tempfile
from pathlib import Path

_PATIENCE = 120


class OfficeError(Exception):
    """A conversion that did not come about; the message says what to do."""


def is_installed() -> bool:
    return _program() is not None


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """A document of one suffix (.docx) as one of another (pdf). Raises OfficeError."""
    program = _program()
    if program is None:
        raise OfficeError("没有找到 LibreOffice，转换不了；请安装 LibreOffice，或用 Word、WPS 打开后另存。")
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(data)
        # A profile of its own: one that is open on the desk would take the work over and end at once.
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", target, "--outdir", folder, str(source)),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - no shell, own names
        except subprocess.TimeoutExpired:
            raise OfficeError(f"LibreOffice 用了{_PATIENCE}秒还没有转换完，已经停止。") from None
        except OSError:
            raise OfficeError("LibreOffice 启动不了，请检查安装。") from None
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise OfficeError("LibreOffice 没有转换成功，请用 Word 或 WPS 打开后另存。")
        return result.read_bytes()


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    usual = (
        Path("C:/Program Files/LibreOffice/program/soffice.exe"),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    )
    return next((str(place) for place in usual if place.is_file()), None)
