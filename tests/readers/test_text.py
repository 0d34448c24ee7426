"""Plain text and Markdown give the same document whatever the encoding and the line ends."""

import pytest

from drafting.document import Role
from drafting.readers import read_bytes
from drafting.readers.text import from_text

TEXT = "青禾乡2024年法治政府建设年度报告\n一、主要举措和成效\n（一）学法。全年4次。\n青禾乡人民政府\n2025年1月15日\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    document = read_bytes(TEXT.replace("\n", end).encode(encoding))
    assert document.blocks == from_text(TEXT).blocks


def test_markdown_gives_the_same_words() -> None:
    markdown = (
        "---\ntitle: x\n---\n# 青禾乡2024年法治政府建设年度报告\n\n## 一、主要举措和成效\n\n**（一）学法。**全年4次。\n\n"
        "青禾乡人民政府\n\n2025年1月15日\n"
    )
    document = read_bytes(markdown.encode(), ".md")
    expected = from_text(TEXT)
    assert [(b.text, b.role, b.level) for b in document.blocks] == [(b.text, b.role, b.level) for b in expected.blocks]


def test_markdown_tables_and_links_are_text() -> None:
    document = read_bytes(
        "# 报告\n\n正文见[县政府网站](https://example.cn/a(b))。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n".encode(),
        ".md",
    )
    assert [b.text for b in document.blocks] == ["报告", "正文见县政府网站。", "甲", "乙", "1", "2"]


def test_indents_and_invisible_characters_are_left_out() -> None:
    document = from_text("　　\u200b一、总体情况\ufeff\n    正文。")
    assert [block.text for block in document.blocks] == ["一、总体情况", "正文。"]


def test_a_heading_and_its_page_behind_a_tab_are_contents_and_no_table() -> None:
    text = "一、主要成效\n全年学法4次。\n（一）存在的不足。普法形式单一。\n二、下一步\n再接再厉。\n"
    document = from_text("目录\n一、\t主要成效\t1\n（一）存在的不足\t3\n二、下一步\t12\n" + text)
    assert [block.role for block in document.blocks[:4]] == [Role.FRONT] * 4
    assert not any(block.cell for block in document.blocks)

    rows = from_text(text + "一、普法宣传\t12\n二、执法检查\t5\n三、纠纷调解\t31\n")
    assert sum(block.cell is not None for block in rows.blocks) == 6
