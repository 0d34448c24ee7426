"""What GitHub runs of ours: that it parses, trusts nobody more than it has to, and says the commands that there are."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
pytestmark = pytest.mark.skipif(not FILES, reason="an sdist has no workflows")
each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def commands(path: Path) -> list[str]:
    return [step["run"] for step in steps(path) if "run" in step]


def test_there_are_the_three() -> None:
    assert [path.name for path in FILES] == ["ci.yml", "release.yml", "site.yml"]


@each
def test_actions_are_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"uses: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_one_action_is_one_version() -> None:
    lines = {line for path in FILES for line in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))}
    assert len({line.partition("@")[0] for line in lines}) == len(lines)


@each
def test_nothing_may_write_unless_the_job_says_so(path: Path) -> None:
    data = read(path)
    assert data["permissions"] in ({}, {"contents": "read"})
    for job in data["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 90
        assert "write-all" not in str(job.get("permissions"))
    writing = [(path.name, name) for name, job in data["jobs"].items() if "write" in str(job.get("permissions"))]
    assert set(writing) <= {("site.yml", "deploy"), ("release.yml", "publish")}


@each
def test_no_expression_is_pasted_into_a_command(path: Path) -> None:
    """A tag may be called what its author likes."""
    assert [command for command in commands(path) if "${{" in command] == []


@each
def test_what_is_checked_out_keeps_no_credentials(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each
def test_make_targets_and_programs_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    for command in commands(path):
        for target in re.findall(r"\bmake ([\w./-]+)", command):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target
        for module in re.findall(r"-m (release\.\w+)", command):
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module
        for script in re.findall(r"\bbash (\S+)", command):
            assert (ROOT / script).is_file(), script
        for example in re.findall(r"examples/[^'\"\s]+", command):
            assert (ROOT / example).is_file(), example


def test_options_of_a_release_are_known() -> None:
    sources = "".join(
        (ROOT / "release" / name).read_text(encoding="utf-8") for name in ("building.py", "offline.py", "bom.py")
    )
    for command in commands(FOLDER / "release.yml"):
        for line in command.replace("\\\n", " ").splitlines():
            if "-m release." in line:
                for word in shlex.split(line.rstrip("|")):
                    assert not word.startswith("--") or f'"{word}"' in sources, word


def test_what_a_release_downloads_is_known_byte_by_byte() -> None:
    job = read(FOLDER / "release.yml")["jobs"]["build"]
    assert re.fullmatch(r"[0-9a-f]{64}", job["env"]["EMBEDDABLE_SHA256"])
    (fetching,) = (command for command in commands(FOLDER / "release.yml") if "curl" in command)
    assert "sha256sum --check" in fetching


def test_every_job_that_publishes_waits_for_windows() -> None:
    assert set(read(FOLDER / "release.yml")["jobs"]["publish"]["needs"]) == {"build", "windows"}
