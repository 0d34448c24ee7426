from collections.abc import Iterator

from drafting.comparing.plans import Trace, Unanswered, unanswered
from drafting.document import Span
from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Subject, rule
from drafting.rules.years.samples import report
from drafting.wording import cut, quoted, shortened

_LONGEST = 24
_PLAN = "（一）整治烟花爆竹违规储存。联合派出所对集镇烟花爆竹零售点逐一检查。"


@rule(
    code="YOY02",
    slug="unanswered-plan",
    name="安排没有下文",
    severity=Severity.WARNING,
    subject=Subject.YEARS,
    good=(
        Good(
            report(2024, measures="检查烟花爆竹零售点11处，取缔无证摊点2处。"),
            last=report(2023, plan=_PLAN),
        ),
        Good(
            report(2024, shortcomings="烟花爆竹零售点没有查完，主要原因是没有执法权。"),
            last=report(2023, plan=_PLAN),
        ),
    ),
    bad=(Bad(report(2024), marks="一、主要举措和成效", last=report(2023, plan=_PLAN)),),
)
def unanswered_plan(context: Context) -> Iterator[Flaw]:
    """去年安排的事，今年要有交代：办了写结果，没办成写原因。

    安排年年写、没有下文，安排就成了空话。这里只按用词比对，说法换了的可能认不出来，由人来判断；“进一步加强”一类没有具体内容的安排不查。
    """
    if context.last is None:
        return
    place = _place(context)
    for missed in unanswered(context.last, context):
        words = context.last.document.quote(missed.item.span).strip().rstrip("。；")
        where = context.last.document.trail(missed.item.span.block)
        plan = f"在{quoted(shortened(where[0].heading_words))}里" if where else ""
        yield Flaw(
            place,
            f"去年{plan}安排的{quoted(shortened(words))}，{_found(context, missed)}。",
            related=() if missed.nearest is None else (missed.nearest,),
            certain=missed.trace is Trace.NONE,
            last_year=(missed.item.span,),
            hint="办了的，请在这一部分写明办得怎样；没有办成的，写进存在的不足并说明原因；换了说法的，不用改。",
        )


def _found(context: Context, missed: Unanswered) -> str:
    nearest = ""
    if missed.nearest is not None:
        nearest = quoted(cut(context.document.quote(missed.nearest).strip(), _LONGEST))
    if missed.trace is Trace.FAULT:
        return f"今年只在存在的不足里提到：{nearest}，看不出办得怎样"
    if missed.trace is Trace.OTHER_WORDS:
        return f"今年的报告里没有同样的说法，{nearest}说的可能是这件事，请核对"
    return "今年的报告里没有找到相应的内容" + (f"，最接近的是{nearest}" if nearest else "")


def _place(context: Context) -> Span:
    """Where the year that is over is told: the first part that is not about what was not reached, or what comes."""
    told = [part.key for part in context.mandate.parts if part.required and not part.year_offset and not part.elements]
    sections = [section for key in told for section in context.parts.sections_of(key)]
    return heading_span(sections[0].heading) if sections else context.head_span
