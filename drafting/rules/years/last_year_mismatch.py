from collections.abc import Iterator
from fractions import Fraction

from drafting.comparing.figures import Alike
from drafting.comparing.said_of_last import Contradiction, contradictions, jumps
from drafting.document import Span
from drafting.figures import Quantity
from drafting.figures.arithmetic import fixed
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Subject, rule
from drafting.rules.years.samples import report

_LONGEST = 24
_LAST = report(2023, measures="全年受理矛盾纠纷80件。")


@rule(
    code="YOY03",
    slug="last-year-mismatch",
    name="与去年的数不符",
    severity=Severity.ERROR,
    subject=Subject.YEARS,
    good=(
        Good(report(2024, measures="全年受理矛盾纠纷92件，比上年增长15%。"), last=_LAST),
        Good(report(2024, measures="全年受理矛盾纠纷92件，较上年的80件增加12件。"), last=_LAST),
        Good(report(2024, measures="全年受理矛盾纠纷92件，比2020年增长30%。"), last=_LAST),
    ),
    bad=(
        Bad(report(2024, measures="全年受理矛盾纠纷92件，比上年增长20%。"), marks="20%", last=_LAST),
        Bad(report(2024, measures="全年受理矛盾纠纷92件，较上年的75件增加17件。"), marks="75件", last=_LAST),
        Bad(report(2024, measures="全年受理矛盾纠纷920件。"), marks="920件", last=_LAST),
    ),
)
def last_year_mismatch(context: Context) -> Iterator[Flaw]:
    """说比上年增减多少，要与去年报告里的数对得上；同一件事的数忽然大很多或小很多，要说明原因。

    去年的报告已经公开，两份一比就看得出来。只比说法相同、各自准确的数，四舍五入和截去尾数都算对；没写明是全年的，只作警告。
    """
    if context.last is None:
        return
    for found in contradictions(context.last, context, context.alike):
        yield _contradicted(context.last, found)
    for pair in jumps(context.alike, context.last.time.year, context.jump):
        yield Flaw(
            pair.this.with_prefix,
            f"“{pair.thing}”去年是{pair.last.shown}，今年是{pair.this.shown}，{_size(pair)}。",
            certain=pair.sure,
            severity=Severity.WARNING,
            last_year=(_with_its_words(context.last, pair.last),),
            hint="请核对有没有多写、少写一位数，单位对不对；确实如此的，写明原因。",
        )


def _size(pair: Alike) -> str:
    ratio = pair.this.value / pair.last.value
    value, unit = (ratio, "倍") if ratio > 1 else (ratio * 100, "%")
    shown = fixed(value, 1).removesuffix(".0")
    about = "" if Fraction(shown) == value else "约"
    return f"{about}是去年的{shown}{unit}" if ratio > 1 else f"只有去年的{about}{shown}{unit}"


def _contradicted(last: Context, found: Contradiction) -> Flaw:
    pair = found.alike
    doubt = "去年的报告里还有别的数，或者今年换了口径，也可能另有所指，请核对。" if found.doubtful else ""
    return Flaw(
        found.stated.with_prefix,
        f"“{pair.thing}”与去年的报告对不上：{found.working}。{doubt}",
        related=() if found.stated is pair.this else (pair.this.with_prefix,),
        certain=not found.doubtful,
        severity=None if found.sure else Severity.WARNING,
        last_year=(_with_its_words(last, pair.last),),
        hint="请核对今年的数和增减幅度；去年的数后来更正过的，请写明。",
    )


def _with_its_words(last: Context, quantity: Quantity) -> Span:
    """A bare number is no place that a person finds: the clause that it ends."""
    text = last.document.blocks[quantity.block].text
    start = max(text.rfind(stop, 0, quantity.start) for stop in "，。；：、") + 1
    return Span(quantity.block, max(start, quantity.start - _LONGEST), quantity.end)
