"""No rule grows faster than the text: hostile repetitions take about four times as long when four times as long."""

import time

import pytest

from drafting.document.mandate import shipped_mandate
from drafting.readers.text import from_text
from drafting.rules.catalogue import ALL
from drafting.rules.context import Context

REPEATED = [
    "(a",
    "_",
    "a.",
    "，",
    "“",
    "《",
    "（",
    " ",
    "1",
    "其中",
    "、",
    "一是",
    "人民政府",
    "×",
    "[bookmark: ",
    "法制",
    "二十届一中、",
    "{{",
    "&",
    "学",
    "5件、",
    "5件，其中",
    "占5%，",
    "率5%",
    "由5件增加到6件，增长5%，",
    "每5件",
    "共5件",
    "百分之",
    "1,111",
    "一百",
    "全部办结，",
]


def _seconds(text: str) -> float:
    document = from_text("正文。" + text)
    start = time.process_time()
    context = Context(document, shipped_mandate())
    for rule in ALL:
        list(rule.check(context))
    return time.process_time() - start


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_with_the_length(piece: str) -> None:
    _seconds(piece * 10)  # patterns are compiled at their first use
    short, long = (min(_seconds(piece * (size // len(piece))) for _ in range(2)) for size in (5_000, 20_000))
    # Four is linear, sixteen quadratic; what takes no time at all cannot be compared.
    assert long < 0.1 or long / short < 10


@pytest.mark.parametrize("piece", ["1", "其中", "、", "一", "5件、"])
def test_a_line_of_a_hundred_thousand_characters_is_read(piece: str) -> None:
    assert _seconds(piece * (100_000 // len(piece))) < 60
