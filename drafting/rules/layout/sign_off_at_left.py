from collections.abc import Iterator

from drafting.document.draft import Kind
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.heads import CLOSE, beginning
from drafting.rules.layout.places import Paragraph, Place, clause, named, paragraphs, related
from drafting.rules.layout.samples import REPORT
from drafting.text.patterns import Pattern

_PARTED = Pattern(r"\S\s{2,}\S|\S[\u3000\u2003]\S")
"""Organs that sign jointly stand side by side, all across the page."""
_WIDEST = 0.6
"""Of a line: a longer name centred over its date begins at the left."""
_AT_LEFT = 4.0
"""Characters from the left: nothing that belongs to the right begins there, however long the organ's name is."""


@rule(
    code="LAY12",
    slug="sign-off-at-left",
    name="落款位置",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》7.3.5",
    good=(
        Good(REPORT, look=Look()),
        Good(REPORT, look=Look(kinds={Kind.DATE: {"right": 0}})),
    ),
    bad=(
        Bad(REPORT, marks="2025年1月15日", look=Look(kinds={Kind.DATE: {"align": "left"}})),
        Bad(
            REPORT,
            marks="2025年1月15日",
            look=Look(kinds={Kind.DATE: {"align": "left", "right": 0, "typed": "　" * 16}}),
        ),
        Bad(
            REPORT,
            marks="青禾乡人民政府",
            look=Look(kinds={Kind.SIGN_OFF: {"right": 0}, Kind.DATE: {"right": 0}}),
        ),
    ),
)
def sign_off_at_left(context: Context) -> Iterator[Flaw]:
    """署名和成文日期在右下方：加盖印章的，日期右空四字，署名在日期上方居中；不加盖印章的，署名右空二字。

    右边空几个字不计较，只要不是署名和日期都顶着右边。用空格推到右边的，改一个字就会走样，和顶着右边的一样，只作提示。
    """
    widest = context.layout.page.characters * _WIDEST
    every = list(paragraphs(context, Kind.SIGN_OFF, Kind.DATE))
    signed = [p for p in every if len(p.block.text) <= widest and not _PARTED.search(p.block.text)]
    at_left = [p.place for p in signed if _is_at_left(p)]
    centred = [p.place for p in signed if _is_centred(p)]
    typed = [p.place for p in signed if _is_typed(p)]
    at_edge = [p.place for p in signed if _is_at_edge(p)]
    for places, told, severity in (
        (at_left, "靠左，应在右边", None),
        (centred, "居中，应在右边", Severity.INFO),
        (typed, "是敲空格推到右边的", Severity.INFO),
        # A long date under a signature may well reach the edge; both of them do not.
        (at_edge if len(at_edge) == len(every) else [], "顶着右边，右边应当空出几个字", Severity.INFO),
    ):
        if places:
            yield Flaw(
                places[0].span,
                f"{named(context, places)}{told}。",
                related=related(places),
                severity=severity,
                basis=_basis(context, places),
                hint="请删去前面的空格，设为右对齐，再在“段落”中设右侧缩进（加盖印章的，日期右空4字符）。",
            )


def _is_typed(paragraph: Paragraph) -> bool:
    look, begins = paragraph.format, beginning(paragraph)
    indent = look.left.in_characters(paragraph.size) + look.first_line.in_characters(paragraph.size)
    # Beside an indent they only straighten it.
    is_far = begins is not None and begins[1] >= _AT_LEFT
    return look.align in ("left", "justify") and is_far and indent < 1 and len(look.typed) >= _AT_LEFT


def _is_at_edge(paragraph: Paragraph) -> bool:
    """Spaces behind the words push them from the edge in some programs and hang over it in others."""
    look = paragraph.format
    return look.align == "right" and look.right.in_characters(paragraph.size) < CLOSE and not look.typed_behind


def _is_at_left(paragraph: Paragraph) -> bool:
    begins = beginning(paragraph)
    return paragraph.format.align in ("left", "justify") and begins is not None and begins[1] < _AT_LEFT


def _is_centred(paragraph: Paragraph) -> bool:
    begins = beginning(paragraph)
    return paragraph.format.align == "center" and begins is not None and begins[1] < _AT_LEFT


def _basis(context: Context, places: list[Place]) -> str:
    return clause(context, *(context.layout.dress(place.kind).clause for place in places))
