"""Every way in which a file from elsewhere reaches the program, and what one visit costs.

Each runs in a process of its own, whose memory and time are asked of the system: what a process has peaked at it does not give back.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[2]
_FORMS = _ROOT / "examples" / "forms"
REPORT, FORM = _FORMS / "青禾乡2025（简短）.docx", _FORMS / "青禾乡2025（简短）.yaml"
WORKBOOK, TEMPLATE = _FORMS / "青禾乡2025（简短）.xlsx", _ROOT / "templates" / "乡镇"
_KILLED_AFTER = 60.0
_RETURNED = {0, 1, 2}
"""Exit codes that a command gives by itself."""


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


_LIST, _SETTINGS = "青禾乡\n", '[rules]\nignore = ["PUN05"]\n'
_DOORS: dict[str, tuple[Path | str, tuple[str, ...]]] = {
    "check": (REPORT, ("check", "{file}")),
    "html": (REPORT, ("check", "{file}", "--format", "html")),
    "figures": (REPORT, ("figures", "{file}")),
    "fix": (REPORT, ("fix", "{file}", "-o", "{folder}/fixed{suffix}")),
    "annotate": (REPORT, ("check", "{file}", "--annotate", "{folder}/annotated.docx")),
    "compare": (REPORT, ("compare", str(REPORT), "{file}")),
    "last-year": (REPORT, ("check", str(REPORT), "--last-year", "{file}")),
    "collect": (REPORT, ("collect", "{file}", "--jobs", "1")),
    "roster": (_LIST, ("collect", str(REPORT), "--jobs", "1", "--roster", "{file}")),
    "settings": (_SETTINGS, ("check", "{folder}/报告.docx")),
    "draft": (FORM, ("draft", "{file}", "--incomplete", "-o", "{folder}/drafted.docx")),
    "new": (REPORT, ("new", "--from", "{file}", "-o", "{folder}/new.yaml")),
    "base": (REPORT, ("draft", str(FORM), "--base", "{file}", "-o", "{folder}/drafted.docx")),
    "template": (TEMPLATE, ("draft", str(FORM), "--template", "{file}", "-o", "{folder}/drafted.docx")),
    "templates": (TEMPLATE, ("templates", "check", "{file}")),
    "page check": (REPORT, ("check", "{file}")),
    "page county": (REPORT, ("county", "{file}")),
    "page roster": (_LIST, ("roster", "{file}")),
    "page form": (FORM, ("form", "{file}")),
    "page last": (REPORT, ("last", "{file}")),
    "page base": (REPORT, ("base", "{file}")),
}
"""By name: an innocent file, and the arguments. Those of the page are what its workers are handed."""


def visit(door: str, file: Path) -> Outcome:
    """The memory is that above an innocent visit."""
    outcome = _visited(door, file)
    return Outcome(outcome.code, outcome.said, outcome.seconds, max(0.0, outcome.megabytes - usual(door).megabytes))


@cache
def usual(door: str) -> Outcome:
    """An innocent visit, with all the memory that it takes."""
    innocent = _DOORS[door][0]
    if isinstance(innocent, Path):
        return _visited(door, innocent)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "innocent.txt"
        file.write_text(innocent, encoding="utf-8")
        return _visited(door, file)


def _visited(door: str, file: Path) -> Outcome:
    with TemporaryDirectory() as name:
        folder = Path(name)
        module = "tests.hostile.page" if door.startswith("page ") else "drafting"
        arguments = [word.format(file=file, folder=folder, suffix=file.suffix) for word in _DOORS[door][1]]
        if door == "settings":
            shutil.copy(file, folder / "fazhi.toml")
            shutil.copy(REPORT, folder / "报告.docx")
        command = [sys.executable, "-m", module, *arguments]
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
