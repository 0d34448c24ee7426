"""How long `fazhi check` of one report takes from nothing, side by side with a Python that does nothing, and with other tools.

    python -m benchmarks.starting [--peer NAME=COMMAND]…

COMMAND gets the report as {docx}, {txt} or {yaml}: the same words.
"""

import argparse
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measuring import Paired, paired
from benchmarks.reports import saved, words

_CHARACTERS = 3300
_ROUNDS = 21


def beside_nothing(place: Path) -> Paired:
    command = _ours(place, "docx")
    return _paired(command, [sys.executable, "-c", "pass"])


def beside_peers(place: Path, peers: Mapping[str, str]) -> dict[str, Paired]:
    """Ours over theirs: on the very file that they read."""
    found = {}
    for name, typed in peers.items():
        kind = next(kind for kind in ("docx", "txt", "yaml") if f"{{{kind}}}" in typed)
        theirs = [word.format(**_files(place)) for word in shlex.split(typed)]
        ours = _ours(place, "docx" if kind == "docx" else "txt")
        found[name] = _paired(ours, theirs)
    return found


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> Paired:
    return paired(lambda: _run(ours), lambda: _run(theirs), _ROUNDS, time.perf_counter)


def _ours(place: Path, kind: str) -> list[str]:
    return [str(Path(sys.executable).with_name("fazhi")), "check", _files(place)[kind]]


def _files(place: Path) -> dict[str, str]:
    files = {kind: place / f"report.{kind}" for kind in ("docx", "txt", "yaml")}
    if not files["docx"].exists():
        lines = words(_CHARACTERS)
        files["docx"].write_bytes(saved(lines))
        files["txt"].write_text("\n".join(lines), encoding="utf-8")
        files["yaml"].write_text("".join(f"- {line}\n" for line in lines), encoding="utf-8")
    return {kind: str(file) for kind, file in files.items()}


def _run(command: Sequence[str]) -> None:
    # 1: there is something to tell.
    if subprocess.run(command, capture_output=True, check=False).returncode not in {0, 1}:
        raise SystemExit(f"does not run: {shlex.join(command)}")


def peers_of(typed: Sequence[str]) -> dict[str, str]:
    return dict(one.partition("=")[::2] for one in typed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", action="append", default=[])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = {"python -c pass": beside_nothing(Path(folder))}
        told |= beside_peers(Path(folder), peers_of(chosen.peer))
    for name, pair in told.items():
        ours, theirs = pair.milliseconds
        print(
            f"{pair.ratio:6.2f} ({pair.spread[0]:.2f}-{pair.spread[1]:.2f})  {ours:5.0f} ms : {theirs:5.0f} ms  {name}"
        )


if __name__ == "__main__":
    main()
