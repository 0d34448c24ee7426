"""The packages that are given out: the same bytes from any folder, and a version that stands in one place."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from drafting import __version__
from release import building
from release.building import ReleaseError, newest_heading, ready, version

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_version_stands_in_one_place() -> None:
    assert version() == __version__
    assert newest_heading(CHANGELOG)[0] == __version__
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in project
    assert re.search(r'^path = "drafting/__init__\.py"$', project, re.MULTILINE)


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    return [name for name in listed.stdout.decode().split("\0") if name]


def tree(folder: Path, mode: int) -> Path:
    """What git would give out of what lies here, with other times and other modes, and something that lies about."""
    (folder / "离线").mkdir(parents=True)
    (folder / "离线" / f"{mode}.txt").write_text("x", encoding="utf-8")
    for name in tracked():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
            (folder / name).chmod(mode)
            os.utime(folder / name, (mode * 1_000_000, mode * 1_000_000))
    return folder


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout")
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for place, mode, zone in (("甲", 0o600, "Asia/Shanghai"), ("b/另一处", 0o664, "UTC")):
        root = tree(tmp_path / place, mode)
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1769817600", "TZ": zone}
        subprocess.run(
            [sys.executable, "-m", "release.building", "-o", str(root / "dist")],
            cwd=root, env=environment, capture_output=True, check=True,
        )  # fmt: skip
        made = sorted((root / "dist").iterdir())
        assert [path.name for path in made] == [
            f"fazhi-{__version__}-py3-none-any.whl",
            f"fazhi-{__version__}.tar.gz",
        ]
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in made])
    assert digests[0] == digests[1]

    with zipfile.ZipFile(made[0]) as wheel:
        names = wheel.namelist()
        assert {info.date_time[:3] for info in wheel.infolist()} == {(2026, 1, 31)}
    assert {name.split("/")[0] for name in names} == {"drafting", "schemas", f"fazhi-{__version__}.dist-info"}
    for name in ("drafting/_templates/乡镇/报告.jinja", "drafting/rules/laws/titles.csv", "drafting/rules/tables.csv"):
        assert name in names
    with tarfile.open(made[1]) as sdist:
        kept = {name.partition("/")[2] for name in sdist.getnames()}
    for name in ("starters/打开页面.bat", "templates/乡镇/报告.jinja", "release/offline.py", "docs/tables.md"):
        assert name in kept
    top = {name.partition("/")[0] for name in tracked()} - {".ci", ".github"}
    assert {name.partition("/")[0] for name in kept if name} == top | {"PKG-INFO"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# 更新记录\n\n## 0.2.0（2026-12-01）\n\n## 0.1.0（2026-01-31）\n", ("0.2.0", "2026-12-01")),
        ("## 0.2.0（未发布）\n", ("0.2.0", "未发布")),
    ],
)
def test_the_changelog_begins_with_what_is_next(text: str, wanted: tuple[str, str]) -> None:
    assert newest_heading(text) == wanted


def test_a_changelog_without_a_version_is_told() -> None:
    with pytest.raises(ReleaseError, match="第一个版本应写作"):
        newest_heading("# 更新记录\n\n## 未发布\n")


def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, heading: str, number: str = "0.3.0") -> Path:
    for command in (["init", "-q"], ["config", "user.name", "a"], ["config", "user.email", "a@example.org"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "drafting").mkdir()
    (tmp_path / "drafting" / "__init__.py").write_text(f'__version__ = "{number}"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(f"# 更新记录\n\n## {heading}\n", encoding="utf-8")
    for command in (["add", "."], ["commit", "-qm", "a", "--date", "2026-02-03T00:00:00Z"]):
        subprocess.run(
            ["git", *command], cwd=tmp_path, check=True, env=os.environ | {"GIT_COMMITTER_DATE": "2026-02-03T00:00:00Z"}
        )
    monkeypatch.setattr(building, "ROOT", tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_a_tag_that_says_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(tmp_path, monkeypatch, heading="0.3.0（2026-02-01）")
    ready("v0.3.0")
    with pytest.raises(ReleaseError, match="三处的版本不一样"):
        ready("v0.4.0")


def test_what_is_not_dated_or_not_committed_is_not_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(tmp_path, monkeypatch, heading="0.3.0（未发布）")
    with pytest.raises(ReleaseError, match="还写着“未发布”"):
        ready("v0.3.0")
    (tmp_path / "CHANGELOG.md").write_text("## 0.3.0（2026-02-01）\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match="没有提交的改动"):
        ready("v0.3.0")


def test_archives_bear_the_day_of_the_version_else_of_the_last_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(tmp_path, monkeypatch, heading="0.3.0（未发布）")
    assert building.epoch() == 1_770_076_800
    (tmp_path / "CHANGELOG.md").write_text("## 0.3.0（2026-02-01）\n", encoding="utf-8")
    assert building.epoch() == 1_769_904_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12")
    assert building.epoch() == 12
