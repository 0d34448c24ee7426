"""Two hostile reports take about four times as long when each is four times as long."""

import time

import pytest

from drafting.app import check_document
from drafting.app.comparing import compared
from drafting.config import Settings
from drafting.readers.text import from_text
from tests.growing import is_linear

_YOY = Settings(select=frozenset({"YOY"}))
_FRAME = """某县某乡{year}年度法治政府建设情况报告
一、主要举措和成效
{measures}
二、存在的不足和原因
{shortcomings}
三、{next_year}年工作安排
{plan}"""

PARAGRAPHS = {
    "the same again": "依托说事亭化解山林水利争端，全年受理矛盾纠纷52件，比上年增长20%，办结49件，办结率96.15%。",
    "all alike": "第{0}组的茶山边界由老支书带着量了{0}遍，受理矛盾纠纷{0}件，比上年增长{1}%，签了字的{1}户。",
    "points": "一是整治第{0}处烟花爆竹摊点；二是修缮第{0}座风雨廊桥；三是蜂巢议事{0}场，比去年的{1}场增加{1}场。",
    "of one line": "全年受理矛盾纠纷{0}件、{1}件，",
    "one character": "蜂",
    "headings": "（{2}）蜂巢议事{0}。廊桥修缮{1}座。",
}
LONG = {
    "one line of one character": "蜂",
    "one line of figures": "全年受理纠纷5件，比上年增长20%，",
    "一是": "一是蜂巢，",
}


def _report(year: int, text: str) -> str:
    return _FRAME.format(year=year, next_year=year + 1, measures=text, shortcomings=text, plan=text)


def _seconds(before: str, now: str) -> float:
    last, this = from_text(_report(2023, before)), from_text(_report(2024, now))
    start = time.process_time()
    check_document(this, _YOY, last=last)
    compared("去年.txt", last, "今年.txt", this, _YOY)
    return time.process_time() - start


def _numbered(paragraph: str, count: int, off: int) -> str:
    numbers = range(10 + off, count + 10 + off)
    return "\n".join(paragraph.format(str(n), n % 10, "一二三四五六七八九十"[n % 10]) for n in numbers)


@pytest.mark.parametrize("off", [0, 3])
@pytest.mark.parametrize("paragraph", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_time_grows_with_the_paragraphs(paragraph: str, off: int) -> None:
    def seconds(count: int) -> float:
        return _seconds(_numbered(paragraph, count, 0), _numbered(paragraph, count, off))

    assert is_linear(seconds, 40, 320)


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return _seconds(text, text)

    assert is_linear(seconds, 3_000, 12_000)
