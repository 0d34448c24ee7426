"""Killed at any moment, or with a full disk: what is written is whole or not there, and nothing that was given is touched."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.interrupting import FIRST_LIMIT, LAST_LIMIT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, and sends signals")

_ROOT = Path(__file__).parents[2]
_FORM = _ROOT / "examples" / "forms" / "青禾乡2025（简短）.yaml"
_WORD = _ROOT / "examples" / "forms" / "青禾乡2025（简短）.docx"
_OLD = b"what was there before"

COMMANDS: Mapping[str, Sequence[str]] = {
    "draft": ["draft", "form.yaml", "-o", "made.docx"],
    "new": ["new", "--from", "form.yaml", "-o", "made.yaml"],
    "annotate": ["check", "report.docx", "--annotate", "made.docx"],
    "fix": ["fix", "report.docx", "-o", "made.docx"],
    "page": ["check", "report.docx", "-o", "made.html"],
}
COLLECT = ["collect", "reports", "-o", "made.html", "--jobs", "1", "--annotate-into", "back"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    (made / "reports").mkdir(parents=True)
    (made / "form.yaml").write_bytes(_FORM.read_bytes())
    for name in ("report.docx", "reports/1.docx"):
        (made / name).write_bytes(_WORD.read_bytes())
    return made


def interrupted(how: str, folder: Path, command: Sequence[str]) -> list[Path]:
    """As it left the folder, step by step."""
    into = folder.parent / how
    into.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tests.interrupting", how, str(folder), str(into), *command], check=True, cwd=_ROOT
    )
    return sorted(into.iterdir())


def files(folder: Path) -> dict[str, bytes]:
    """What anybody sees: not what begins with a dot, and not what is kept for the next run."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and ".sqlite" not in path.name and path.name != "exit"
    }


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("there", [False, True], ids=["new", "over another"])
def test_killed_at_any_step(folder: Path, command: Sequence[str], *, there: bool) -> None:
    if there:
        (folder / command[-1]).write_bytes(_OLD)
        command = [*command, "--force"]
    given = files(folder)

    *killed, done = interrupted("kill", folder, command)

    whole = files(done)
    assert len(killed) >= 3
    assert whole.keys() - given.keys() == (set() if there else {whole_name(command)})
    assert whole[whole_name(command)] != _OLD
    for left in killed:
        assert files(left) in (given, whole), left.name


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_disk_that_is_full(folder: Path, command: Sequence[str]) -> None:
    (folder / command[-1]).write_bytes(_OLD)
    given = files(folder)

    tried = interrupted("fill", folder, [*command, "--force"])

    codes = {int(left.name): int((left / "exit").read_text(encoding="ascii")) for left in tried}
    assert codes[FIRST_LIMIT] == 2
    assert codes[LAST_LIMIT] in (0, 1)
    assert set(codes.values()) <= {0, 1, 2}
    whole = files(tried[-1])
    for left in tried:
        assert files(left) == (given if codes[int(left.name)] == 2 else whole), left.name
        assert not list(left.rglob(".*")), left.name


def whole_name(command: Sequence[str]) -> str:
    return next(argument for argument in command if argument.startswith("made."))


def test_a_county_killed_at_any_step_goes_on(folder: Path) -> None:
    given = files(folder)

    *killed, done = interrupted("kill", folder, COLLECT)

    whole = files(done)
    assert set(whole) - set(given) == {"made.html", "back/青禾乡反馈意见.docx", "back/青禾乡（批注）.docx"}
    assert len(killed) > 10
    for left in killed:
        found = files(left)
        assert given.items() <= found.items() <= whole.items(), left.name
    for left in killed[:: max(1, len(killed) // 6)]:
        again = subprocess.run(
            [sys.executable, "-m", "drafting", *COLLECT, "--force"],
            cwd=left,
            env={"PYTHONPATH": str(_ROOT), "PATH": ""},
            capture_output=True,
            check=False,
        )
        assert again.returncode in (0, 1), again.stderr.decode()
        assert files(left) == whole, left.name


def test_a_county_on_a_full_disk(folder: Path) -> None:
    given = files(folder)

    tried = interrupted("fill", folder, COLLECT)

    codes = {int(left.name): int((left / "exit").read_text(encoding="ascii")) for left in tried}
    assert codes[FIRST_LIMIT] == 2
    assert codes[LAST_LIMIT] in (0, 1)
    whole = files(tried[-1])
    for left in tried:
        assert codes[int(left.name)] in (0, 1, 2)
        assert given.items() <= files(left).items() <= whole.items(), left.name
