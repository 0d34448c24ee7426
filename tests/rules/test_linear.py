"""No rule grows faster than the text: hostile repetitions take about four times as long when four times as long."""

import time

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.document.mandate import shipped_mandate
from drafting.readers.text import from_text
from drafting.rules.catalogue import ALL
from drafting.rules.context import Context
from tests.growing import is_linear

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
    assert is_linear(lambda size: _seconds(piece * (size // len(piece))), 5_000, 20_000)


PARAGRAPHS = {
    "figures": "第{0}村受理矛盾纠纷{0}件，办结{0}件，办结率9{1}.5%，群众满意度9{1}%。" * 4,
    "headings": "（{2}）第{0}项工作。开展宣传{0}次。",
    "arabic numbers": "{0}.第{0}项工作。",
    "the same again": "全年受理矛盾纠纷52件，办结49件，办结率96.15%。",
    "laws": "贯彻《中华人民共和国民法典》《信访条例》第{0}条。",
    "years": "20{0:02.2}年开展培训{0}场次，比上年增加{1}场次。",
}


def _seconds_of_paragraphs(paragraph: str, count: int) -> float:
    numbered = (paragraph.format(str(n), n % 10, "一二三四五六七八九十"[n % 10]) for n in range(10, count + 10))
    document = from_text("\n".join(["某乡2024年度法治政府建设情况报告", "一、主要举措和成效", *numbered]))
    start = time.process_time()
    check_document(document, Settings())
    return time.process_time() - start


@pytest.mark.parametrize("paragraph", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_time_grows_with_the_paragraphs(paragraph: str) -> None:
    assert is_linear(lambda count: _seconds_of_paragraphs(paragraph, count), 100, 800)


@pytest.mark.parametrize("piece", ["1", "其中", "、", "一", "5件、"])
def test_the_longest_line_that_is_read_ends(piece: str) -> None:
    assert _seconds(piece * (99_900 // len(piece))) < 60
