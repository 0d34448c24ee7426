"""LibreOffice, where it is installed: one document to another format, in a profile of its own and for a limited time."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

_PATIENCE = 120
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""A document may ask for pictures from the network and bring programs along: neither is looked at."""


class OfficeError(Exception):
    """A conversion that did not come about; the message says what to do."""


def is_installed() -> bool:
    return _program() is not None


def convert(data: bytes, suffix: str, target: str, *, patience: int = _PATIENCE) -> bytes:
    """A document of one suffix (.docx) as one of another (pdf). Raises OfficeError."""
    program = _program()
    if program is None:
        raise OfficeError("没有找到 LibreOffice，转换不了；请安装 LibreOffice，或用 Word、WPS 打开后另存。")
    # Windows keeps files of a program that is just ending locked for a moment; what cannot be deleted then is left behind.
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(data)
        # A profile of its own: one that is open on the desk would take the work over and end at once.
        profile = Path(folder) / "profile"
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--convert-to", target, "--outdir", folder, str(source)),
        ]
        _run(command, patience)
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise OfficeError("LibreOffice 没有转换成功，请用 Word 或 WPS 打开后另存。")
        return result.read_bytes()


def _run(command: list[str], patience: int) -> None:
    # Its first process starts others, so that all of them have to be ended together; nothing waits for what they print.
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, own names
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise OfficeError("LibreOffice 启动不了，请检查安装。") from None
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        raise OfficeError(f"LibreOffice 用了{patience}秒还没有转换完，已经停止。") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603 - no shell, a number
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607 - Windows finds its own
            capture_output=True,
            check=False,
        )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    usual = (
        Path("C:/Program Files/LibreOffice/program/soffice.exe"),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    )
    return next((str(place) for place in usual if place.is_file()), None)
