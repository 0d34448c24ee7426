"""The wheel and the sdist, the same bytes wherever and whenever they are built.

    python -m release.building -o dist [--tag v0.1.0]

With --tag nothing is built unless the version, the newest heading of the changelog and the tag are the same and the tree is clean.
"""

import argparse
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]


class ReleaseError(Exception):
    """What is not ready, in one sentence."""


def version() -> str:
    text = (ROOT / "drafting" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found, "drafting/__init__.py holds the version"
    return found[1]


def newest_heading(changelog: str) -> tuple[str, str]:
    """The version that the changelog begins with, and its day; or 未发布."""
    found = re.search(r"^## (\S+?)（(\d{4}-\d{2}-\d{2}|未发布)）$", changelog, re.MULTILINE)
    if not found:
        raise ReleaseError("CHANGELOG.md 的第一个版本应写作“## 0.1.0（2026-01-31）”，还没有发布的写“（未发布）”。")
    return found[1], found[2]


def epoch() -> int:
    """The time that archives give their members: the day of the version, else that of the last commit."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    heading = newest_heading((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    if heading[1] != "未发布":
        return int(datetime.fromisoformat(heading[1]).replace(tzinfo=UTC).timestamp())
    return int(_git("log", "-1", "--format=%ct"))


def ready(tag: str) -> None:
    """Raises ReleaseError unless what is to be released is what the tag says."""
    heading, day = newest_heading((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not version() == heading == tag.removeprefix("v"):
        raise ReleaseError(
            f"三处的版本不一样：drafting/__init__.py 是 {version()}，CHANGELOG.md 是 {heading}，标签是 {tag}。"
        )
    if day == "未发布":
        raise ReleaseError(f"CHANGELOG.md 的 {heading} 还写着“未发布”，请写上发布的日期。")
    if changed := _git("status", "--porcelain"):
        raise ReleaseError(f"工作区有没有提交的改动，请先提交：\n{changed}")


def build(folder: Path, *, only: str | None = None) -> list[Path]:
    """What was built: the sdist and the wheel made of it, or only `wheel` or `sdist`."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [f"--{only}"] if only else []
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", str(folder), str(ROOT)],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch())},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise ReleaseError(f"没有打成包：\n{done.stdout}{done.stderr}")
    made = (path for path in folder.iterdir() if path.name.startswith(f"fazhi-{version()}"))
    return sorted(
        path for path in made if path.name.endswith({"wheel": ".whl", "sdist": ".gz"}.get(only or "", (".whl", ".gz")))
    )


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m release.building", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--tag")
    typed = parser.parse_args(arguments)
    try:
        if typed.tag:
            ready(typed.tag)
        for made in build(typed.output):
            print(made)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
