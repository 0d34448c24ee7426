"""Every way in which a file from elsewhere reaches the program, and what one visit costs.

Each runs in a process of its own, whose memory and time are asked of the system: what a process has peaked at it does not give back.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[2]
_FORMS = _ROOT / "examples" / "forms"
REPORT, FORM = _FORMS / "青禾乡2025（简短）.docx", _FORMS / "青禾乡2025（简短）.yaml"
WORKBOOK, TEMPLATE = _FORMS / "青禾乡2025（简短）.xlsx", _ROOT / "templates" / "乡镇"
_KILLED_AFTER = 20.0
_RETURNED = {0, 1, 2}
"""Exit codes that a command gives by itself."""

Place = Callable[[Path, Path], list[str]]
"""From the file and a folder for what is written to the arguments of a command."""


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    said: str
    seconds: float
    """Of work, its children's included: what else the computer does at the time is left out."""
    megabytes: float
    """Above a run of the same door with an innocent file."""

    @property
    def is_calm(self) -> bool:
        """No traceback, no sudden end."""
        return self.code in _RETURNED and "Traceback" not in self.said


def _collected(file: Path, folder: Path) -> list[str]:
    reports = folder / "reports"
    reports.mkdir()
    shutil.copy(file, reports)
    return ["collect", str(reports), "--jobs", "1"]


def _under(settings: Path, folder: Path) -> list[str]:
    shutil.copy(settings, folder / "fazhi.toml")
    shutil.copy(REPORT, folder / "报告.docx")
    return ["check", str(folder / "报告.docx")]


_DOORS: dict[str, tuple[Path | str, Place]] = {
    "check": (REPORT, lambda file, folder: ["check", str(file)]),
    "html": (REPORT, lambda file, folder: ["check", str(file), "--format", "html"]),
    "figures": (REPORT, lambda file, folder: ["figures", str(file)]),
    "fix": (REPORT, lambda file, folder: ["fix", str(file), "-o", str(folder / f"fixed{file.suffix}")]),
    "annotate": (REPORT, lambda file, folder: ["check", str(file), "--annotate", str(folder / "annotated.docx")]),
    "compare": (REPORT, lambda file, folder: ["compare", str(REPORT), str(file)]),
    "last-year": (REPORT, lambda file, folder: ["check", str(REPORT), "--last-year", str(file)]),
    "collect": (REPORT, _collected),
    "roster": ("青禾乡\n", lambda file, folder: [*_collected(REPORT, folder), "--roster", str(file)]),
    "settings": ('[rules]\nignore = ["PUN05"]\n', _under),
    "draft": (FORM, lambda file, folder: ["draft", str(file), "--incomplete", "-o", str(folder / "drafted.docx")]),
    "new": (REPORT, lambda file, folder: ["new", "--from", str(file), "-o", str(folder / "new.yaml")]),
    "base": (REPORT, lambda file, folder: ["draft", str(FORM), "--base", str(file), "-o", str(folder / "drafted.docx")]),
    "template": (
        TEMPLATE,
        lambda file, folder: ["draft", str(FORM), "--template", str(file), "-o", str(folder / "drafted.docx")],
    ),
    "templates": (TEMPLATE, lambda file, folder: ["templates", "check", str(file)]),
    "page check": (REPORT, lambda file, folder: ["check", str(file)]),
    "page county": (REPORT, lambda file, folder: ["county", str(file)]),
    "page roster": ("青禾乡\n", lambda file, folder: ["roster", str(file)]),
    "page form": (FORM, lambda file, folder: ["form", str(file)]),
    "page last": (REPORT, lambda file, folder: ["last", str(file)]),
    "page base": (REPORT, lambda file, folder: ["base", str(file)]),
}  # fmt: skip
"""By name: an innocent file, and the arguments. Those of the page are what its workers are handed."""


def visit(door: str, file: Path) -> Outcome:
    """The memory is that above an innocent visit."""
    outcome = _visited(door, file)
    return Outcome(outcome.code, outcome.said, outcome.seconds, max(0.0, outcome.megabytes - _usual(door)))


@cache
def _usual(door: str) -> float:
    innocent = _DOORS[door][0]
    if isinstance(innocent, Path):
        return _visited(door, innocent).megabytes
    with TemporaryDirectory() as folder:
        file = Path(folder) / "innocent.txt"
        file.write_text(innocent, encoding="utf-8")
        return _visited(door, file).megabytes


def _visited(door: str, file: Path) -> Outcome:
    with TemporaryDirectory() as name:
        folder = Path(name)
        module = "tests.hostile.page" if door.startswith("page ") else "drafting"
        command = [sys.executable, "-m", module, *_DOORS[door][1](file, folder)]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            late = threading.Timer(_KILLED_AFTER, process.kill)
            late.start()
            assert process.stdout is not None
            said = process.stdout.read().decode("utf-8", "replace")
            _, status, used = os.wait4(process.pid, 0)
            late.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
        return Outcome(process.returncode, _plain(said), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


_TAG = re.compile(r"<style.*?</style>|<script.*?</script>|<[^>]*>", re.DOTALL)


def _plain(said: str) -> str:
    """What a page says without its markup."""
    return _TAG.sub("", said) if said.lstrip().lower().startswith("<!doctype") else said
