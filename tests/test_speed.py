"""A check stays cheap: fewer calls than a ceiling, twice as many for twice the text, and less than opening it elsewhere takes."""

import sys
from collections.abc import Callable
from functools import cache, partial
from types import FrameType

from benchmarks.checking import checked, only_read
from benchmarks.measuring import paired
from benchmarks.reports import CHARACTERS_A_PAGE, saved, words

_PAGES = 7
_MOST_CALLS = 27_000
"""For seven pages: a third more than when this was written. Calls are counted, for a clock says something else every time."""
_ROUNDS = 9


@cache
def _report(pages: int, *, in_pieces: bool = False) -> bytes:
    return saved(words(pages * CHARACTERS_A_PAGE), in_pieces=in_pieces)


def _calls(work: Callable[[], object]) -> int:
    """Of functions written in Python, once all that is kept for the next time is there."""
    made = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal made
        made += event == "call"

    work()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


def test_check_of_a_short_report_makes_few_calls() -> None:
    assert _calls(partial(checked, _report(_PAGES))) < _MOST_CALLS


def test_runs_of_few_characters_cost_a_third_more_calls_at_most() -> None:
    whole, in_pieces = _report(_PAGES), _report(_PAGES, in_pieces=True)
    assert _calls(partial(checked, in_pieces)) < 1.35 * _calls(partial(checked, whole))


def test_twice_the_text_makes_twice_the_calls() -> None:
    once, twice = (_calls(partial(checked, _report(pages))) for pages in (4 * _PAGES, 8 * _PAGES))
    assert twice < 2 * 1.1 * once


def test_check_takes_less_than_opening_and_reading_elsewhere() -> None:
    """Half of it, as a rule; half as much again is allowed to a machine that others use too."""
    report = _report(_PAGES)
    assert paired(partial(checked, report), partial(only_read, report), _ROUNDS).ratio < 1.5
