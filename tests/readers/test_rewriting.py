"""Changes in text files: the bytes that nobody asked to change stay."""

import pytest

from drafting.document import Span
from drafting.findings import Edit
from drafting.readers import read_bytes
from drafting.readers.rewriting import rewritten

_TEXT = "标题\r\n　　\u200b甲,乙\u200b,丙。  \n- 4 -\r\n\n单位\t件数\n全镇\t1,2\n末行\u2028𠮷,尾"


def _edits(data: bytes, *changes: tuple[int, str, str], suffix: str = ".txt") -> list[Edit]:
    document = read_bytes(data, suffix)
    found = []
    for block, old, new in changes:
        start = document.blocks[block].text.index(old)
        found.append(Edit(Span(block, start, start + len(old)), new))
    return found


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_encoding_line_ends_and_everything_else_stay(encoding: str, mark: bytes) -> None:
    data = mark + _TEXT.encode(encoding)
    edits = _edits(data, (1, ",乙,", "，乙，"), (2, "- 4 -", ""), (6, "1,2", "12"), (8, ",", "，"))
    expected = _TEXT.replace("甲,乙\u200b,", "甲，乙，\u200b").replace("- 4 -\r\n", "").replace("1,2", "12")
    changed = rewritten(data, edits).removeprefix(mark).decode(encoding)
    assert changed.replace("\u200b", "") == expected.replace("𠮷,", "𠮷，").replace("\u200b", "")
    assert rewritten(data, edits).startswith(mark)
    assert changed.count("\u200b") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_character_is_written_in_one_way_only(encoding: str) -> None:
    """What encoding the rest anew relies on."""
    for high in range(256):
        for low in range(256):
            pair = bytes((high, low))
            try:
                text = pair.decode(encoding)
            except UnicodeDecodeError:
                continue
            assert text.encode(encoding) == pair


def test_markdown_keeps_its_marks() -> None:
    data = '## 一.成效\n\n- **培养"明白人"**20名,见[附件(一)](a(b).md)\n\n| 单位 | 件,数 |\n| --- | --- |\n> 第 4 页\n'.encode()
    edits = _edits(
        data,
        (0, "一.", "一、"),
        (1, '"明白人"20名,', "“明白人”20名，"),
        (1, "(一)", "（一）"),
        (3, ",", ""),
        suffix=".md",
    )
    edits += [Edit(Span(4, 0, 5), "")]
    assert rewritten(data, edits, markdown=True).decode() == (
        "## 一、成效\n\n- **培养“明白人”20名，**见[附件（一）](a(b).md)\n\n| 单位 | 件数 |\n| --- | --- |\n"
    )


def test_without_edits_nothing_is_touched() -> None:
    assert rewritten(b"\xff\xfeanything", ()) == b"\xff\xfeanything"


def test_the_last_line_without_an_end_goes() -> None:
    data = "报告\n- 4 -".encode()
    assert rewritten(data, _edits(data, (1, "- 4 -", ""))) == "报告\n".encode()
