from collections.abc import Iterator

from drafting.document.formats import Section
from drafting.document.layout import Page
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, text_sections
from drafting.rules.layout.samples import REPORT
from drafting.text.sizes import plain

_SIDES = (("top", "上"), ("bottom", "下"), ("left", "左"), ("right", "右"))
_ROUNDING = 0.05


@rule(
    code="LAY02",
    slug="wrong-margins",
    name="页边距",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》5.2",
    good=(
        Good(REPORT, look=Look()),
        Good(REPORT, look=Look(page={"top": 36.5, "bottom": 35.2, "left": 27.5, "right": 26.5})),
    ),
    bad=(
        Bad(
            REPORT,
            marks="青禾乡2024年法治政府建设年度报告",
            look=Look(page={"top": 25.4, "bottom": 25.4, "left": 31.8, "right": 31.8}),
        ),
    ),
)
def wrong_margins(context: Context) -> Iterator[Flaw]:
    """页边距是上37毫米、下35毫米、左28毫米、右26毫米，版心156毫米×225毫米。

    相差1毫米以内都算对，装订线算在它所在的一边。Word 新建的文件是上下25.4毫米、左右31.8毫米，忘了改就是这个数。
    """
    page = context.layout.page
    for section in text_sections(context):
        wrong = list(_wrong(section, page))
        if wrong:
            yield Flaw(
                context.head_span,
                f"页边距不对：{'，'.join(wrong)}。",
                basis=clause(context, page.clause),
                hint="请在“布局—页边距—自定义边距”中改正。",
            )
            return


def _wrong(section: Section, page: Page) -> Iterator[str]:
    for side, name in _SIDES:
        length, wanted = getattr(section, side), getattr(page, side)
        if length is not None and abs(length - wanted) > page.tolerance + _ROUNDING:
            yield f"{name}{plain(length)}毫米，应为{plain(wanted)}毫米"
