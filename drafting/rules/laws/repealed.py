import re
from collections.abc import Iterator
from datetime import date, timedelta

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.laws.titles import citations, law_of, sentence_around, told_as_past

_TITLE = "青禾乡2024年法治政府建设年度报告\n"


@rule(
    code="LAW01",
    slug="repealed",
    name="已废止",
    severity=Severity.WARNING,
    good=(
        _TITLE + "学习《信访工作条例》，对照《青海省信访条例》规范登记。",
        _TITLE + "宣传《劳动合同法》，讲清原《合同法》已由《民法典》取代。",
    ),
    bad=(
        Bad(_TITLE + "按照国务院《信访条例》办理来信来访。", marks="《信访条例》"),
        Bad(_TITLE + "向村民宣传《婚姻法》。", marks="《婚姻法》"),
    ),
)
def repealed(context: Context) -> Iterator[Flaw]:
    """引用的法律法规在报告年度仍然有效。

    把已经废止的法当现行法来落实、宣传，是报告里最容易被指出的硬伤，多是沿用多年前的稿子。
    """
    year = context.time.year
    if year is None:
        return
    for citation in citations(context):
        law = law_of(citation)
        if law is None or law.until is None or told_as_past(citation):
            continue
        if law.until >= date(year, 1, 1):
            continue
        before, after = sentence_around(citation)
        if re.search(r"(?:取代|代替|替代|废止|失效|历史|沿革|演变|回顾)", before + after):
            continue
        ended = law.until + timedelta(days=1)
        successor = f"，现行的是{law.successor}" if law.successor else ""
        yield Flaw(
            citation.span,
            f"《{citation.title}》自{ended.year}年{ended.month}月{ended.day}日起不再施行{successor}，{year}年度的报告不能当作现行法引用。",
            suggestion=law.successor or None,
            certain=law.certain,
            hint=law.note or None,
        )
