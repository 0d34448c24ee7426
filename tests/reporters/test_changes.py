"""The difference as it is shown."""

from pathlib import Path

import pytest

from drafting.app import fix
from drafting.config import Settings
from drafting.reporters import changes
from drafting.reporters.text import Look


def _shown(text: str, folder: Path, *, colour: bool = False) -> str:
    path = folder / "报告.txt"
    path.write_text(text, encoding="utf-8")
    return changes.difference(fix(path, settings=Settings()), Look(colour=colour))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("组织执法轮训,补齐短板。", "- 组织执法轮训▸,◂补齐短板。\n+ 组织执法轮训▸，◂补齐短板。\n"),
        ("全年学法4次。。", "- 全年学法4次。▸。◂\n+ 全年学法4次。\n"),
        ("甲\n- 4 -\n乙", "- ▸- 4 -◂\n"),
        ("24年度完成。", "- 24年度完成。\n+ ▸20◂24年度完成。\n"),
    ],
)
def test_old_words_stand_above_new_ones(text: str, shown: str, tmp_path: Path) -> None:
    assert "".join(line + "\n" for line in _shown(text, tmp_path).splitlines() if line[0] in "+-") == shown


def test_changes_far_apart_are_shown_apart(tmp_path: Path) -> None:
    text = "组织轮训,补齐短板，" + "推进普法宣传工作走深走实，" * 6 + "群众满意,社会稳定。"
    shown = _shown(text, tmp_path)
    assert shown.count("@@\n") == 2
    assert "…" in shown


def test_colours_show_what_changed_without_marks(tmp_path: Path) -> None:
    shown = _shown("组织执法轮训,补齐短板。", tmp_path, colour=True)
    assert "\x1b[1;7;31m,\x1b[0m" in shown
    assert "\x1b[1;7;32m，\x1b[0m" in shown
    assert "▸" not in shown
