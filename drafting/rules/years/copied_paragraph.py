from collections.abc import Iterator, Sequence

from drafting.comparing.carried import Carried, How, is_formula, paragraphs
from drafting.comparing.reported import content, keys_with
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Subject, rule
from drafting.rules.years.alike import how_alike
from drafting.rules.years.samples import report
from drafting.wording import cut, quoted

_MANY = 6
_LONGEST = 16
_TRAINED = "全年开展执法培训3次，参训人员47人次，组织旁听庭审2次，14名执法人员全部通过了年度考试。"


@rule(
    code="YOY01",
    slug="copied-paragraph",
    name="照搬去年",
    severity=Severity.WARNING,
    subject=Subject.YEARS,
    good=(
        Good(
            report(2024, measures="全年开展执法培训5次，新增的3名队员跟班两个月后独立办案，案卷评查没有一件重做。"),
            last=report(2023, measures=_TRAINED),
        ),
    ),
    bad=(Bad(report(2024, measures=_TRAINED), marks="全年开展执法培训3次", last=report(2023, measures=_TRAINED)),),
)
def copied_paragraph(context: Context) -> Iterator[Flaw]:
    """每一年写每一年的事，不把去年的段落照搬过来。

    连数字都一样的段落，读的人会怀疑今年有没有做。多半是从去年的报告改起，有几段忘了重写。固定用语、辖区概况、标题和很短的话每年一样，不算照搬。
    """
    if context.last is None:
        return
    leaders = {block.index for block in content(context, keys_with(context.mandate, "party"))}
    sure, doubtful = [], []
    for carried in paragraphs(context.last, context):
        is_sure = carried.how is How.WORD_FOR_WORD and not is_formula(carried)
        # What the leaders have to do every year is told alike every year.
        if is_sure and (carried.has_figures or carried.span.block not in leaders):
            sure.append(carried)
        else:
            doubtful.append(carried)
    yield from _flaws(context, sure, certain=True)
    yield from _flaws(context, doubtful, certain=False)


def _flaws(context: Context, found: Sequence[Carried], *, certain: bool) -> Iterator[Flaw]:
    if len(found) <= _MANY:
        for carried in found:
            yield Flaw(
                carried.span,
                _message(context, carried),
                certain=certain,
                last_year=carried.last,
                hint="请写今年做了什么、做到什么程度；确实没有变化的，可以不写或者写明。",
            )
        return
    first, *others = found
    said = "几乎照搬了去年的报告" if certain else "与去年的报告大同小异"
    yield Flaw(
        first.span,
        f"有{len(found)}段{said}，这里是第一段{_begin(context, first)}。",
        related=tuple(carried.span for carried in others),
        certain=certain,
        last_year=tuple(span for carried in found for span in carried.last[:1]),
        hint="请逐段核对，写今年的情况。",
    )


def _message(context: Context, carried: Carried) -> str:
    begin = _begin(context, carried)
    match carried.how:
        case How.WORD_FOR_WORD:
            figures = "，数字也没有变" if carried.has_figures else ""
            return f"这一段{begin}与去年的报告{how_alike(context, carried)}{figures}。"
        case How.FIGURES:
            return f"这一段{begin}与去年的报告只有数字不同。"
        case How.PART:
            return f"这一段里从{begin}起的话，去年的报告里已经有了。"
        case How.NEARLY:
            return f"这一段{begin}与去年的报告大部分相同。"


def _begin(context: Context, carried: Carried) -> str:
    return quoted(cut(context.document.quote(carried.span).strip(), _LONGEST))
