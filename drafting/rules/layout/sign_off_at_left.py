from collections.abc import Iterator

from drafting.document.draft import Kind
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.heads import beginning
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
        Good(REPORT, look=Look(kinds={Kind.DATE: {"align": "left", "typed": "　" * 16}})),
    ),
    bad=(Bad(REPORT, marks="2025年1月15日", look=Look(kinds={Kind.DATE: {"align": "left"}})),),
)
def sign_off_at_left(context: Context) -> Iterator[Flaw]:
    """署名和成文日期在右下方：加盖印章的，日期右空四字，署名在日期上方居中；不加盖印章的，署名右空二字。

    只指出明显靠左或居中的，右边空几个字不计较。
    """
    widest = context.layout.page.characters * _WIDEST
    signed = [
        p
        for p in paragraphs(context, Kind.SIGN_OFF, Kind.DATE)
        if len(p.block.text) <= widest and not _PARTED.search(p.block.text)
    ]
    at_left = [p.place for p in signed if _is_at_left(p)]
    centred = [p.place for p in signed if _is_centred(p)]
    for places, told in ((at_left, "靠左"), (centred, "居中")):
        if places:
            yield Flaw(
                places[0].span,
                f"{named(context, places)}{told}，应在右边。",
                related=related(places),
                severity=Severity.INFO if told == "居中" else None,
                basis=_basis(context, places),
                hint="请设为右对齐，再设右侧缩进。",
            )


def _is_at_left(paragraph: Paragraph) -> bool:
    begins = beginning(paragraph)
    return paragraph.format.align in ("left", "justify") and begins is not None and begins[1] < _AT_LEFT


def _is_centred(paragraph: Paragraph) -> bool:
    begins = beginning(paragraph)
    return paragraph.format.align == "center" and begins is not None and begins[1] < _AT_LEFT


def _basis(context: Context, places: list[Place]) -> str:
    return clause(context, *(context.layout.dress(place.kind).clause for place in places))
