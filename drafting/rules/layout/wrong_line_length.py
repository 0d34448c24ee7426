import math
from collections import Counter
from collections.abc import Iterator

from drafting.document.draft import Kind
from drafting.document.formats import Grid, Section, TextFormat
from drafting.document.layout import Page
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, looks, text_sections
from drafting.rules.layout.samples import REPORT
from drafting.text.sizes import plain

_POINTS = 72 / 25.4


@rule(
    code="LAY04",
    slug="wrong-line-length",
    name="每行字数",
    severity=Severity.INFO,
    basis="GB/T 9704—2012《党政机关公文格式》5.2",
    good=(Good(REPORT, look=Look()), Good(REPORT, look=Look(kinds={Kind.BODY: {"spacing": -0.2}}))),
    bad=(Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(kinds={Kind.BODY: {"spacing": 1.0}})),),
)
def wrong_line_length(context: Context) -> Iterator[Flaw]:
    """每行排28个字，靠文档网格或字间距稍稍收紧。

    三号字不收紧是27个字，也不算问题：有的软件做不到恰好28个字。字间距加宽了，或者网格设得不对，才会差得更多。
    """
    page = context.layout.page
    for section in text_sections(context):
        width = _text_width(section, page)
        look = _usual_look(context, section)
        if width is None or look is None or not _is_simple(section.grid):
            continue
        step = look.size + look.spacing + (section.grid.spacing if section.grid.has_characters else 0.0)
        count = math.floor(width / step + 0.02) if step > 0 else 0
        if look.size == context.layout.dress(Kind.BODY).size and count not in (page.characters - 1, page.characters):
            yield Flaw(
                context.head_span,
                f"正文每行约{count}个字，应为{page.characters}个字。",
                basis=clause(context, page.clause),
                hint=f"请检查字间距（现为{plain(step - look.size)}磅）和“布局—页面设置—文档网格”。",
            )
            return


def _is_simple(grid: Grid) -> bool:
    """A wide grid is counted in the size of the standard style, of which programs make different things."""
    return grid.kind != "snapToChars" and abs(grid.spacing) <= 1


def _text_width(section: Section, page: Page) -> float | None:
    """Points; None where the page is set otherwise, which is told elsewhere, or in columns."""
    if section.width is None or section.left is None or section.right is None or section.columns > 1:
        return None
    width = section.width - section.left - section.right
    return width * _POINTS if abs(width - (page.width - page.left - page.right)) <= 2 * page.tolerance else None


def _usual_look(context: Context, section: Section) -> TextFormat | None:
    counted: Counter[TextFormat] = Counter()
    for stretch in context.dressed:
        if stretch.kind is Kind.BODY and section.first <= stretch.block < section.end:
            for start, end, look in looks(context, stretch):
                counted[look] += end - start
    return counted.most_common(1)[0][0] if counted else None
