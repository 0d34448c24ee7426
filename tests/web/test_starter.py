"""What is double-clicked on Windows. cmd.exe itself is not tried here: what it needs of the file, and what the file calls."""

import subprocess
import sys
from pathlib import Path

STARTER = Path("starters/打开页面.bat")


def test_cmd_can_read_it() -> None:
    data = STARTER.read_bytes()
    lines = data.split(b"\r\n")
    assert lines[0] == b"@echo off"
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not data.startswith(b"\xef\xbb\xbf")
    # Before this line the bytes of Chinese words are others.
    page = lines.index(b"chcp 65001 >nul")
    assert all(line.isascii() for line in lines[:page])


def test_what_it_calls_is_there() -> None:
    assert "%FAZHI% serve" in STARTER.read_text(encoding="utf-8")
    asked = subprocess.run(
        [sys.executable, "-m", "drafting", "serve", "--help"], capture_output=True, check=True, encoding="utf-8"
    )
    assert asked.stdout.startswith("用法：fazhi serve")
