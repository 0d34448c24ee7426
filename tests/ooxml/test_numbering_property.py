"""Automatic numbers against a second way of counting, for lists of any shape."""

import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.ooxml.numbering import Numbering
from drafting.ooxml.styles import StyleSheet
from tests.word import abstract_num, level, num

_ROOT = '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:numbering>'
_DEPTHS = 4


def _numbering(*definitions: str) -> Numbering:
    return Numbering(StyleSheet(None), lambda: ET.fromstring(_ROOT.format("".join(definitions))))


def _outline(starts: list[int]) -> str:
    texts = [".".join(f"%{upper + 1}" for upper in range(depth + 1)) + "、" for depth in range(_DEPTHS)]
    return abstract_num(0, [level("decimal", text, start) for text, start in zip(texts, starts, strict=True)])


@settings(max_examples=200)
@given(
    st.lists(st.integers(0, 30), min_size=_DEPTHS, max_size=_DEPTHS),
    st.lists(st.integers(0, _DEPTHS - 1), max_size=40),
)
def test_each_level_counts_below_the_one_above_it(starts: list[int], depths: list[int]) -> None:
    numbering = _numbering(_outline(starts), num(1, 0))

    for place, depth in enumerate(depths):
        expected = []
        for upper in range(depth + 1):
            # Back to the last paragraph that stands higher: what is on this level since then is counted.
            since = next((at for at in range(place, -1, -1) if depths[at] < upper), -1)
            counted = depths[since + 1 : place + 1].count(upper)
            expected.append(str(starts[upper] + max(0, counted - 1)))
        assert numbering.label(1, depth) == ".".join(expected) + "、"


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), max_size=30), st.integers(2, 50))
def test_lists_of_one_definition_go_on_from_each_other_until_one_starts_anew(
    asked: list[tuple[int, int]], start: int
) -> None:
    """The third list has a start of its own, which counts once."""
    both = _outline([1] * _DEPTHS)
    numbering = _numbering(both, num(1, 0), num(2, 0), num(3, 0, {0: start}))
    plain = _numbering(both, num(1, 0))

    for list_id, depth in asked:
        label = numbering.label(list_id, depth)
        assert label.count(".") == depth
        if not any(other == 3 for other, _ in asked):
            assert label == plain.label(1, depth)
    first = [place for place in asked if place == (3, 0)]
    if first:
        again = _numbering(both, num(1, 0), num(2, 0), num(3, 0, {0: start}))
        labels = [again.label(*place) for place in asked]
        assert labels[asked.index((3, 0))] == f"{start}、"
