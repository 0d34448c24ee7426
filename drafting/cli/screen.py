"""What every command does alike: exit codes, complaints, where results go."""

import sys
from collections.abc import Iterable
from pathlib import Path

DONE, FOUND, FAILED = 0, 1, 2


def speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the code page; a console shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return FAILED


def deliver(data: bytes, output: str | None, *, force: bool, inputs: Iterable[str]) -> str | None:
    """To the screen or into the file; why not, where it cannot be written."""
    if output is None:
        sys.stdout.write(data.decode())
        sys.stdout.flush()
        return None
    from drafting import output as files

    try:
        files.write(Path(output), data, force=force, inputs=tuple(map(Path, inputs)))
    except files.OutputError as error:
        return str(error)
    return None


def nearest(name: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    return f"，是不是 {near[0]}" if near else ""
