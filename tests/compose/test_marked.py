"""Marked text: every line is what it says it is, whatever its words look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compose.marked import MarkedError, escape, escape_cell, read_marked
from drafting.document import Cell
from drafting.document.draft import Draft, Kind


def draft_of(text: str) -> Draft:
    return read_marked(text, organ="青禾乡人民政府", sealed=True)


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in draft_of(text).blocks]


def test_headings_are_numbered_level_by_level() -> None:
    text = "## 甲\n### 乙\n#### 丙\n##### 丁\n##### 戊\n### 己\n#### 庚\n## 辛\n### 壬"

    assert [words for _, words in kinds(text)] == [
        "一、甲", "（一）乙", "1.丙", "（1）丁", "（2）戊", "（二）己", "1.庚", "二、辛", "（一）壬",
    ]  # fmt: skip


def test_run_in_heading_ends_behind_its_first_stop() -> None:
    (_, block) = draft_of("## 甲\n### 强化领导。成立领导小组。").blocks

    assert block.text[: block.heading_end] == "（一）强化领导。"
    assert block.is_run_in


def test_paragraph_that_begins_like_a_heading_stays_a_paragraph() -> None:
    assert kinds(escape("一、乡党委\n# 井号\n@甲\n| 竖线 |\n\\反斜杠")) == [
        (Kind.BODY, "一、乡党委"),
        (Kind.BODY, "# 井号"),
        (Kind.BODY, "@甲"),
        (Kind.BODY, "| 竖线 |"),
        (Kind.BODY, "\\反斜杠"),
    ]


@given(st.text(st.sampled_from("#@|\\一、（）1. n甲\n-"), max_size=40))
def test_escaped_words_come_back_as_paragraphs(words: str) -> None:
    assert kinds(escape(words)) == [(Kind.BODY, line.strip()) for line in words.splitlines() if line.strip()]


@given(st.lists(st.text(st.sampled_from("#@|\\甲乙 n-"), min_size=1, max_size=8), min_size=1, max_size=4))
def test_escaped_cells_come_back_as_cells(cells: list[str]) -> None:
    row = "| " + " | ".join(escape_cell(cell) for cell in cells) + " |"

    assert kinds("|头|\n|---|\n" + row)[1:] == [(Kind.CELL, cell.strip()) for cell in cells]


def test_table_with_head_and_caption() -> None:
    blocks = draft_of("@表题 各村情况\n| 村 | 件 |\n|---|---|\n| 东坡村 | 3 |\n\n| 另表 |").blocks

    assert [(b.kind, b.text, b.cell) for b in blocks] == [
        (Kind.CAPTION, "表1 各村情况", None),
        (Kind.HEAD_CELL, "村", Cell(0, 0, 0)),
        (Kind.HEAD_CELL, "件", Cell(0, 0, 1)),
        (Kind.CELL, "东坡村", Cell(0, 1, 0)),
        (Kind.CELL, "3", Cell(0, 1, 1)),
        (Kind.CELL, "另表", Cell(0, 2, 0)),
    ]


def test_lone_attachment_has_no_number() -> None:
    assert kinds("@附件 统计表\n@另页 统计表") == [
        (Kind.ATTACHMENT_NOTE, "附件：统计表"),
        (Kind.ANNEX_MARK, "附件"),
        (Kind.ANNEX_TITLE, "统计表"),
    ]


def test_annex_has_the_number_of_its_note() -> None:
    assert [text for _, text in kinds("@附件 另附的清单\n@附件 统计表\n@另页 统计表")] == [
        "附件：1.另附的清单", "2.统计表", "附件2", "统计表",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("### 乙", 1, "上面却没有1级标题"),
        ("甲\n#没有空格", 2, "井号后面要有空格"),
        ("## 甲\n###### 六级", 2, "最多到四级"),
        ("@抄送 甲", 1, "没有“@抄送 甲”这种标记"),
        ("| 甲", 1, "以“|”结尾"),
        ("|---|", 1, "紧跟在表头"),
    ],
)
def test_fault_of_a_template_is_told_at_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(MarkedError, match=told) as raised:
        draft_of(text)
    assert raised.value.line == line
