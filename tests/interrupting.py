"""A command killed at each of its steps on the disk in turn, or on a disk that is full from some byte on.

    python -m tests.interrupting kill|fill FOLDER INTO ARGUMENT…

FOLDER holds what the command works on. INTO gets a copy of it for each step, as the command left it; what it said is of no interest.
A process of its own, since it forks: the tests run beside threads.
"""

import contextlib
import io
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

_STEPS = {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.link", "sqlite3.connect"}
_MOST_STEPS = 200
FIRST_LIMIT, LAST_LIMIT = 1, 1 << 22


def main() -> None:
    how, folder, into, *command = sys.argv[1:]
    from drafting.cli import run

    def work() -> int:
        return run(command)

    # What it imports is loaded once, not in every child.
    with (
        tempfile.TemporaryDirectory() as place,
        contextlib.chdir(shutil.copytree(folder, Path(place) / "copy")),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        work()
    {"kill": _kill_at_each_step, "fill": _fill}[how](Path(folder), Path(into), work)


def _kill_at_each_step(folder: Path, into: Path, work: Callable[[], int]) -> None:
    for step in count(1):
        assert step < _MOST_STEPS
        copy = into / f"{step:03}"
        shutil.copytree(folder, copy)
        if _forked(copy, work, lambda: _die_at(step)) != signal.SIGKILL:  # noqa: B023 - called at once
            return


def _die_at(step: int) -> None:
    here = str(Path.cwd())
    left = step

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event not in _STEPS or not isinstance(arguments[0], str | os.PathLike):
            return
        if str(Path.cwd() / arguments[0]).startswith(here):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def _fill(folder: Path, into: Path, work: Callable[[], int]) -> None:
    limit = FIRST_LIMIT
    while limit <= LAST_LIMIT:
        copy = into / f"{limit:09}"
        shutil.copytree(folder, copy)
        code = _forked(copy, work, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))  # noqa: B023
        (copy / "exit").write_text(str(code), encoding="ascii")
        limit *= 4


def _forked(place: Path, work: Callable[[], int], before: Callable[[], None]) -> int:
    """Exit code, or the signal that ended it."""
    child = os.fork()
    if not child:
        try:
            os.chdir(place)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            before()
            os._exit(work())
        finally:
            os._exit(70)
    status = os.waitpid(child, 0)[1]
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


if __name__ == "__main__":
    main()
