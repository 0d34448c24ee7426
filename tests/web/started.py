"""The page as a clerk starts it: the command, in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = "import sys; from drafting.cli import main; sys.argv[0] = 'fazhi'; main()"


def start(folder: Path, runtime: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--no-browser", *options],
        cwd=folder,
        env={
            **os.environ,
            "XDG_RUNTIME_DIR": str(runtime),
            "LOCALAPPDATA": str(runtime),
            "PYTHONPATH": str(Path.cwd()),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@contextmanager
def running_page() -> Iterator[str]:
    """The address that lets somebody in."""
    with TemporaryDirectory() as folder, TemporaryDirectory() as runtime:
        process = start(Path(folder), Path(runtime))
        try:
            yield address_of(process)
        finally:
            process.terminate()
            process.communicate(timeout=60)


def address_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/start\?token=\S+", line):
            return found[0]
    raise AssertionError(process.stderr.read() if process.stderr else "")
