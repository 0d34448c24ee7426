import math
from collections import Counter
from collections.abc import Iterator

from drafting.document.draft import LEVELS, Kind
from drafting.document.formats import ParagraphFormat, Section
from drafting.document.layout import Page
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import Paragraph, Place, clause, counted, named, paragraphs, related, section_of
from drafting.rules.layout.samples import REPORT
from drafting.text.sizes import plain

_POINTS = 72 / 25.4
_SINGLE = 1.3
"""What Word makes of single spacing for a Chinese face, in sizes of its type."""
_GAP = 3.0
"""Points above and below a paragraph that together cost a page its last line."""
_FEW = 4
_SLACK = 0.7
"""Points, where the height of a line is worked out from the face."""


@rule(
    code="LAY03",
    slug="wrong-line-spacing",
    name="行距",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》5.2",
    good=(
        Good(REPORT, look=Look()),
        Good(REPORT, look=Look(page={"pitch": 15.6}, kinds={kind: {"exact": 28} for kind in (*LEVELS, Kind.BODY)})),
    ),
    bad=(
        Bad(
            REPORT,
            marks="全年开展法治宣传12次",
            look=Look(page={"pitch": 0}, kinds={Kind.BODY: {"line": 1.5}}),
        ),
        Bad(REPORT, marks="全年开展法治宣传12次", look=Look(kinds={Kind.BODY: {"exact": 24}})),
        Bad(REPORT, marks="全年开展法治宣传12次", look=Look(kinds={Kind.BODY: {"after": 10}})),
    ),
)
def wrong_line_spacing(context: Context) -> Iterator[Flaw]:
    """每面排22行：用文档网格定为每面22行，或者把行距设为固定值28磅至29磅。

    两种做法都算对。“1.5倍行距”“固定值30磅”流传很广，但排不满或排不下22行。
    段与段之间也不另加间距：段后设了10磅，每面就少几行。
    """
    wrong: dict[str, list[Place]] = {}
    for paragraph, told in wrongly_spaced(context):
        wrong.setdefault(told, []).append(paragraph.place)
    page = context.layout.page
    low, high = page.line_spacing
    yield from _gaps(context)
    for told, places in wrong.items():
        yield Flaw(
            places[0].span,
            f"{named(context, places)}的行距是{told}，应为每面{page.lines}行{counted(places)}。",
            related=related(places),
            basis=clause(context, page.clause),
            hint=f"请把行距设为固定值{plain(low)}磅至{plain(high)}磅，或用文档网格定为每面{page.lines}行。",
        )


def wrongly_spaced(context: Context) -> Iterator[tuple[Paragraph, str]]:
    """What the spacing of a paragraph is, where it gives another number of lines."""
    for paragraph in paragraphs(context, Kind.BODY, *LEVELS):
        section = section_of(context, paragraph.block.index)
        told = _wrong(paragraph, section, context.layout.page)
        if told:
            yield paragraph, told


def parted(context: Context) -> list[Paragraph]:
    """Only where the text has gaps throughout: around a table or a heading they are somebody's habit."""
    every = list(paragraphs(context, Kind.BODY, *LEVELS))
    wide = [p for p in every if p.format.before + p.format.after >= _GAP]
    text = sum(p.kind is Kind.BODY for p in every)
    return wide if sum(p.kind is Kind.BODY for p in wide) * 2 > max(text, _FEW) else []


def _gaps(context: Context) -> Iterator[Flaw]:
    wide = parted(context)
    if not wide:
        return
    (before, after), _ = Counter((p.format.before, p.format.after) for p in wide).most_common(1)[0]
    told = "、".join(f"{side}{plain(gap)}磅" for side, gap in (("段前", before), ("段后", after)) if gap)
    page, places = context.layout.page, [p.place for p in wide]
    yield Flaw(
        places[0].span,
        f"{named(context, places)}设了{told}的间距，每面排不满{page.lines}行，应为0磅{counted(places)}。",
        related=related(places),
        basis=clause(context, page.clause),
        hint="请在“段落”中把段前、段后都改为0。",
    )


def _wrong(paragraph: Paragraph, section: Section | None, page: Page) -> str | None:
    look = paragraph.format
    height = _text_height(section, page)
    low, high = page.line_spacing
    spacing, slack = _spacing(look, section, paragraph.size)
    if low - slack <= spacing <= high + slack or math.floor(height / spacing + 0.02) == page.lines:
        return None
    return f"{_named(look)}，每面约{math.floor(height / spacing)}行"


def _text_height(section: Section | None, page: Page) -> float:
    if section is None or section.height is None or section.top is None or section.bottom is None:
        return (page.height - page.top - page.bottom) * _POINTS
    return max(1.0, section.height - section.top - section.bottom) * _POINTS


def _spacing(look: ParagraphFormat, section: Section | None, size: float) -> tuple[float, float]:
    """Points from line to line, and how unsure that is."""
    if look.line_rule == "exact":
        return look.line, 0.05
    single = size * _SINGLE
    grid = section.grid.pitch if section is not None and section.grid.has_lines and look.snap_to_grid else None
    if look.line_rule == "atLeast":
        single, times = max(single, look.line), 1.0
    else:
        times = look.line
    if grid:
        # A line takes as many steps of the grid as it needs.
        return grid * math.ceil(single / grid - 0.01) * times, 0.05
    return single * times, _SLACK


def _named(look: ParagraphFormat) -> str:
    if look.line_rule == "exact":
        return f"固定值{plain(look.line)}磅"
    if look.line_rule == "atLeast":
        return f"最小值{plain(look.line)}磅"
    return {1.0: "单倍行距", 2.0: "2倍行距"}.get(look.line, f"{look.line:.2f}".rstrip("0").rstrip(".") + "倍行距")
