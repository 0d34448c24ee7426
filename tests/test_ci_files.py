"""The ready CI definitions: that they parse, say the commands that there are, and catch the files that they are for."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.cli import run

ROOT = Path(__file__).parents[1]
CI = ROOT / "examples" / "ci"
GITHUB = CI / "github" / "fazhi.yml"
GITLAB = CI / "gitlab" / ".gitlab-ci.yml"
GITEE = CI / "gitee" / "fazhi.yml"
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
REPORT = "examples/reports/青禾乡2024年度报告.txt"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def github_commands() -> list[str]:
    (job,) = read(GITHUB)["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def gitlab_commands() -> list[str]:
    return [line for job in read(GITLAB).values() for line in job.get("script", [])]


def gitee_commands() -> list[str]:
    steps = [step for stage in read(GITEE)["stages"] for step in stage["steps"]]
    return [line for step in steps for line in step["commands"].splitlines()]


def fazhi_commands(lines: list[str]) -> list[list[str]]:
    """What follows the program's name, up to what the shell makes of its exit code."""
    found = [re.search(r"(?:^|/)fazhi ((?:check|templates check) .*?)(?: \|\|.*)?$", line) for line in lines]
    return [shlex.split(match[1]) for match in found if match]


EVERY = {"github": github_commands, "gitlab": gitlab_commands, "gitee": gitee_commands}


@pytest.mark.parametrize("place", EVERY)
def test_templates_and_reports_are_checked(place: str) -> None:
    verbs = [command[: command.index("check") + 1] for command in fazhi_commands(EVERY[place]())]

    assert ["check"] in verbs
    assert ["templates", "check"] in verbs


@pytest.mark.parametrize("place", EVERY)
def test_report_commands_run_as_they_are_written(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = tmp_path / "报送材料"
    reports.mkdir()
    (reports / "青禾乡.txt").write_bytes((ROOT / REPORT).read_bytes())
    monkeypatch.chdir(tmp_path)
    for command in fazhi_commands(EVERY[place]()):
        if command[0] == "check":
            arguments = [part.replace("$RUNNER_TEMP", str(tmp_path)) for part in command]
            assert run(arguments) == 0, capsys.readouterr().err


def test_installed_by_constraints_in_an_environment_of_its_own() -> None:
    for path in (GITHUB, GITLAB, GITEE):
        text = path.read_text(encoding="utf-8")
        assert "-m venv" in text
        assert re.search(r"install --quiet -c \S*constraints\.txt", text)


def test_findings_alone_do_not_keep_sarif_from_the_upload() -> None:
    (job,) = read(GITHUB)["jobs"].values()
    steps = job["steps"]
    for number, step in enumerate(steps):
        if "sarif -o" in step.get("run", ""):
            assert step["run"].endswith("|| [ $? -eq 1 ]")
            assert "!cancelled()" in step["if"]
            upload = steps[number + 1]
            written = shlex.split(step["run"])[shlex.split(step["run"]).index("-o") + 1]
            assert upload["with"]["sarif_file"].rpartition("/")[2] == written.rpartition("/")[2]
    categories = [step["with"]["category"] for step in steps if "upload-sarif" in step.get("uses", "")]
    assert len(set(categories)) == len(categories) == 2


def hook(name: str) -> dict[str, Any]:
    (found,) = (hook for hook in read(MANIFEST) if hook["id"] == name)
    assert {"id", "name", "entry", "language"} <= set(found)
    return found  # type: ignore[no-any-return] # YAML


@pytest.mark.parametrize(
    ("path", "caught"),
    [
        ("报送材料/青禾乡.docx", True),
        ("青禾乡.DOCX", True),
        ("甲/乙.md", True),
        ("报送材料/~$青禾乡.docx", False),
        ("青禾乡.doc", False),
        ("报告.jinja", False),
    ],
)
def test_check_hook_takes_reports(path: str, caught: bool) -> None:
    check = hook("fazhi-check")

    assert bool(re.search(check["files"], path) and not re.search(check["exclude"], path)) is caught
    assert check.get("pass_filenames", True)


def test_check_hook_runs() -> None:
    program, *arguments = shlex.split(hook("fazhi-check")["entry"])

    assert program == "fazhi"
    assert run([*arguments, str(ROOT / REPORT)]) == 0


def test_template_hook_starts_for_every_file_of_a_template_and_checks_the_folder() -> None:
    templates = hook("fazhi-templates")

    assert templates["pass_filenames"] is False
    shipped = [path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert len(shipped) > 9
    assert [path for path in shipped if not re.search(templates["files"], path)] == []
    assert not re.search(templates["files"], "examples/forms/青禾乡2025（简短）.yaml")
    assert (ROOT / templates["args"][0]).is_dir()
