from collections.abc import Iterator

from drafting.document.formats import NumberedPages
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, text_sections
from drafting.rules.layout.samples import REPORT
from drafting.rules.looks import SIDES

_PAGES = {"all": "", "odd": "单页", "even": "双页"}
_OUTER = {"odd": "right", "even": "left"}


@rule(
    code="LAY15",
    slug="page-number-side",
    name="页码位置",
    severity=Severity.INFO,
    basis="GB/T 9704—2012《党政机关公文格式》7.5",
    good=(Good(REPORT, look=Look()), Good(REPORT, look=Look(number={"side": "outside"}))),
    bad=(Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(number={"side": "center"})),),
)
def page_number_side(context: Context) -> Iterator[Flaw]:
    """页码在版心下边的外侧：单页居右空一字，双页居左空一字。

    许多地方居中，或者每一面都居右，打印成单面时也说得过去，所以只作提示；单双页左右放反了，才算警告。
    """
    numbers = [number for section in text_sections(context) for number in section.numbers]
    for number in numbers:
        told = _wrong(number)
        if told:
            is_swapped = number.pages in _OUTER and number.side in ("left", "right")
            yield Flaw(
                context.head_span,
                f"{_PAGES[number.pages]}页码{told}，应在版心下边，单页居右空一字、双页居左空一字。",
                severity=Severity.WARNING if is_swapped else None,
                basis=clause(context, context.layout.page_number.clause),
                hint="请在“页眉和页脚”中勾选“奇偶页不同”，单页的页码设为右对齐，双页的设为左对齐。",
            )
            return


def _wrong(number: NumberedPages) -> str | None:
    if number.pages == "first":
        return None
    if number.in_header:
        return "在页眉里"
    if number.side in (None, "outside", _OUTER.get(number.pages)):
        return None
    return SIDES[number.side]
