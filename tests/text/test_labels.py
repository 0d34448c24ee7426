"""Numbers at the head of a paragraph, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.labels import Numeral, Shape, Style, read_label
from drafting.text.numerals import parse_chinese, to_chinese


@pytest.mark.parametrize(
    ("text", "label", "value", "numeral", "shape"),
    [
        ("一、总体情况", "一、", 1, Numeral.CHINESE, Shape.POINT),
        ("十二、其他", "十二、", 12, Numeral.CHINESE, Shape.POINT),
        ("一. 总体情况", "一.", 1, Numeral.CHINESE, Shape.POINT),
        ("（三）学法", "（三）", 3, Numeral.CHINESE, Shape.BRACKETS),
        ("(三) 学法", "(三)", 3, Numeral.CHINESE, Shape.BRACKETS),
        ("（三）、学法", "（三）、", 3, Numeral.CHINESE, Shape.BRACKETS),
        ("1.学法", "1.", 1, Numeral.ARABIC, Shape.POINT),
        ("１．学法", "１．", 1, Numeral.ARABIC, Shape.POINT),
        ("1、2024年度主要举措", "1、", 1, Numeral.ARABIC, Shape.POINT),
        ("一、2024年度主要举措", "一、", 1, Numeral.CHINESE, Shape.POINT),
        ("（2）学法", "（2）", 2, Numeral.ARABIC, Shape.BRACKETS),
        ("2）学法", "2）", 2, Numeral.ARABIC, Shape.RIGHT_BRACKET),
        ("③学法", "③", 3, Numeral.CIRCLED, Shape.BARE),
        ("㈡学法", "㈡", 2, Numeral.CHINESE, Shape.BRACKETS),
        ("⑵学法", "⑵", 2, Numeral.ARABIC, Shape.BRACKETS),
        ("第二部分 工作安排", "第二部分", 2, Numeral.CHINESE, Shape.PART),
        ("[bookmark: OLE_LINK3]（二）学法", "（二）", 2, Numeral.CHINESE, Shape.BRACKETS),
        ("Ⅱ、学法", "Ⅱ、", 2, Numeral.ROMAN, Shape.POINT),
    ],
)
def test_a_label_is_read(text: str, label: str, value: int, numeral: Numeral, shape: Shape) -> None:
    found = read_label(text)
    assert found is not None
    assert (found.text, found.value, found.style.numeral, found.style.shape) == (label, value, numeral, shape)
    assert text[found.start : found.end] == label


@pytest.mark.parametrize(
    "text",
    [
        "2024年，全镇推进依法行政。",
        "3.15国际消费者权益日期间",
        "6.5世界环境日",
        "1.5万人参加",
        "1,200户受益",
        "一、二级响应期间",
        "一、二、三产业融合发展",
        "一是抓学习",
        "第一责任人职责",
        "第一，摸清底数",
        "（2024年）",
        "A、B两类风险",
        "12345热线",
        "三重一大事项",
        "十四五时期",
        "正文",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert read_label(text) is None


def test_spaces_behind_a_label_are_counted() -> None:
    found = read_label("（一） 学法")
    assert found is not None
    assert found.space_after == 1


@pytest.mark.parametrize("value", range(1, 100))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert parse_chinese(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("二〇二四", 2024), ("一百零五", 105), ("二十", 20), ("三千", 3000), ("十十", None), ("四议", None)],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert parse_chinese(text) == value


_WRITTEN = [(Numeral.CHINESE, shape) for shape in (Shape.POINT, Shape.BRACKETS, Shape.PART)]
_WRITTEN += [(Numeral.ARABIC, Shape.POINT), (Numeral.ARABIC, Shape.BRACKETS), (Numeral.CIRCLED, Shape.BARE)]


@given(st.sampled_from(_WRITTEN), st.integers(1, 99), st.sampled_from(["", " ", "　"]))
def test_label_that_is_written_is_read_as_it_was(kind: tuple[Numeral, Shape], value: int, space: str) -> None:
    style = Style(*kind)
    value = min(value, 20) if style.numeral is Numeral.CIRCLED else value
    written = style.write(value)

    found = read_label(f"{space}{written}学法用法")

    assert found is not None
    assert (found.text, found.start, found.style, found.value) == (written, len(space), style, value)


@given(st.text(alphabet="一二十百〇（）()[]〔】、.．，。1９①⑴㈠ⅣIVaA第部分章壹拾 　\t至和级户项年: ：", max_size=20))
def test_label_of_any_text_lies_at_its_head(text: str) -> None:
    found = read_label(text)

    if found is not None:
        assert text[found.start : found.end] == found.text != ""
        assert not text[: found.start].strip()
        assert text[found.end + found.space_after :] == text[found.end :].lstrip()
        assert 1 <= found.value < 100
