"""The table of dated events: what a reader of the table relies on."""

import re

import pytest

from drafting.rules.dates.anachronism import Event, events

# Longer than any pattern's optional pieces, and holding none of the table's words.
MENTIONS = [
    "学习贯彻党的二十大精神",
    "二十届三中全会",
    "党的二十届二中、三中全会",
    "按照“七五”普法规划要求",
    "全面推进依法治市",
    "落实“十三五”规划",
]


@pytest.mark.parametrize("event", events(), ids=lambda event: event.name)
def test_a_pattern_never_fits_without_one_of_its_words(event: Event) -> None:
    without = re.sub("|".join(map(re.escape, event.words)), "", event.pattern.pattern)
    assert without != event.pattern.pattern
    for mention in MENTIONS:
        if event.pattern.search(mention):
            assert any(word in mention for word in event.words)


@pytest.mark.parametrize("event", events(), ids=lambda event: event.name)
def test_dates_are_in_order(event: Event) -> None:
    assert event.since or event.until
    assert not (event.since and event.until) or event.since <= event.until
