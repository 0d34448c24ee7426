from collections.abc import Iterator
from itertools import groupby

from drafting.comparing.carried import How, shortcomings
from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Subject, rule
from drafting.rules.years.alike import how_alike
from drafting.rules.years.samples import report
from drafting.wording import cut, quoted

_LONGEST = 24
_LAST = "一是村级调解员年龄普遍偏大，整理卷宗困难，调解协议书制作不规范。原因是报酬低。"


@rule(
    code="YOY04",
    slug="repeated-shortcoming",
    name="不足照旧",
    severity=Severity.WARNING,
    subject=Subject.YEARS,
    good=(
        Good(
            report(
                2024,
                shortcomings="一是去年报告的调解员年龄偏大的问题，换了5名，还有3个村没有解决。原因是外出务工的多。",
            ),
            last=report(2023, shortcomings=_LAST),
        ),
    ),
    bad=(
        Bad(
            report(2024, shortcomings=_LAST),
            marks="村级调解员年龄普遍偏大",
            last=report(2023, shortcomings=_LAST),
        ),
    ),
)
def repeated_shortcoming(context: Context) -> Iterator[Flaw]:
    """存在的不足写今年的；去年的没有解决，写明做了什么、还差什么。

    不足一字不改地再写一遍，等于说一年里什么也没有做。老问题可以再写，但要写出变化。
    """
    if context.last is None:
        return
    found = shortcomings(context.last, context)
    # A paragraph may hold several, side by side: they are told together.
    for (_, how), group in groupby(found, key=lambda carried: (carried.span.block, carried.how)):
        same = list(group)
        first, last = same[0], same[-1]
        words = context.document.quote(first.span).strip().rstrip("。；")
        same_words = how_alike(context, first) if how is How.WORD_FOR_WORD else "大部分相同"
        more = f"等{len(same)}处" if len(same) > 1 else ""
        yield Flaw(
            Span(first.span.block, first.span.start, last.span.end),
            f"这条不足{quoted(cut(words, _LONGEST))}{more}与去年的报告{same_words}。",
            certain=how is How.WORD_FOR_WORD,
            last_year=tuple(dict.fromkeys(span for carried in same for span in carried.last)),
            hint="请写明去年以来做了什么、为什么还没有解决；已经解决的删去。",
        )
