from collections.abc import Iterator
from datetime import date

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.laws.titles import STATE, citations, laws, slip_of, told_as_past, wrong_titles

_TITLE = "青禾乡2024年法治政府建设年度报告\n"


@rule(
    code="LAW02",
    slug="no-such-title",
    name="名称有误",
    severity=Severity.WARNING,
    good=(_TITLE + "宣传《保障农民工工资支付条例》和《临江县村规民约管理办法》。",),
    bad=(
        Bad(_TITLE + "宣传《农民工权益保障法》。", marks="《农民工权益保障法》"),
        Bad(_TITLE + "宣传《中华人民共和国未成年人保户法》。", marks="《中华人民共和国未成年人保户法》"),
    ),
)
def no_such_title(context: Context) -> Iterator[Flaw]:
    """法律法规和文件的名称一字不差。

    名称写错，等于引用了不存在的文件。不认识的名称不算错：地方法规和文件数不胜数，这里只报已知的误名。
    """
    year = context.time.year
    for citation in citations(context):
        plain = citation.title.removeprefix(STATE)
        entry = wrong_titles().get(citation.title) or wrong_titles().get(plain)
        if entry is None:
            law = slip_of(citation)
            if law is not None:
                right = f"《{law.title}》" if citation.bracketed else law.title
                yield Flaw(citation.span, f"没有《{citation.title}》这部法律，应为《{law.title}》。", suggestion=right)
            continue
        law = laws().get(plain)
        if law is not None and law.until is not None:
            # A title that once was right is the business of the rule on repealed laws.
            continue
        if entry.since and (year is None or date(year, 12, 31) < entry.since):
            continue
        if told_as_past(citation):
            continue
        right = "或".join(f"《{title}》" for title in entry.right)
        one = f"《{entry.right[0]}》" if len(entry.right) == 1 and citation.bracketed else None
        yield Flaw(
            citation.span,
            f"没有《{citation.title}》这个名称，可能是{right}。",
            suggestion=one,
            certain=entry.certain,
        )
