"""Where signatures and the date stand (GB/T 9704-2012, 7.3.5), by how wide they come out."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.document.draft import DraftBlock, Kind
from drafting.document.layout import Layout
from drafting.ooxml.writer.markup import element
from drafting.ooxml.writer.measures import Measures
from drafting.ooxml.writer.styles import size_of

_SEALED_DATE = 4.0
_UNSEALED = 2.0
_STEP = 2.0
"""The first character of the date stands so many behind that of the signature."""


@dataclass(frozen=True, slots=True)
class Place:
    indent: str
    align: str


def places(group: Sequence[DraftBlock], layout: Layout, measures: Measures, *, sealed: bool) -> list[Place]:
    """One for each of a group of signatures with their date."""
    of_date = layout.dress(Kind.DATE).right
    of_signature = layout.dress(Kind.SIGN_OFF).right
    date = max((_width(block, layout, measures) for block in group if block.kind is Kind.DATE), default=0)
    if sealed:
        found = _sealed(group, layout, measures, date, _SEALED_DATE if of_date is None else of_date)
    else:
        found = _unsealed(group, layout, measures, date, _UNSEALED if of_signature is None else of_signature)
    # A profile that aligns them itself has said where they stand.
    return [
        Place("", "") if layout.dress(block.kind).align else place for block, place in zip(group, found, strict=True)
    ]


def _sealed(group: Sequence[DraftBlock], layout: Layout, measures: Measures, date: int, right: float) -> list[Place]:
    """The signature is centred in a box at the right edge whose middle is the date's."""
    character = _character(Kind.DATE, layout, measures)
    box = min(measures.text_width, date + 2 * round(right * character))
    found = []
    for block in group:
        if block.kind is Kind.DATE:
            found.append(Place(_from_right(right, character), "right"))
        else:
            # A name too long for the box takes more on the left; one too long for a line is parted in equal lines.
            # Half a character to spare: a program that measures a little wider would break the last character off.
            wanted = _line_width(block, layout, measures, measures.text_width) + character // 2
            own = max(box, min(measures.text_width, wanted))
            found.append(Place(element("ind", {"left": measures.text_width - own, "right": 0}), "center"))
    return found


def _unsealed(group: Sequence[DraftBlock], layout: Layout, measures: Measures, date: int, right: float) -> list[Place]:
    character = _character(Kind.SIGN_OFF, layout, measures)
    room = measures.text_width - round(right * character)
    signatures = [block for block in group if block.kind is Kind.SIGN_OFF]
    widths = [_line_width(block, layout, measures, room) for block in signatures]
    longest = max(widths, default=0)
    # Measured from the right edge: where the first characters stand.
    start = round(right * character) + longest
    if signatures and date > longest:
        start = round(right * character) + date + round(_STEP * character)
    found = []
    remaining = iter(widths)
    for block in group:
        if block.kind is Kind.DATE:
            behind = start - round(_STEP * character) - date if signatures else round(right * character)
            found.append(Place(_exactly(max(0, behind), right, character), "right"))
        else:
            own = next(remaining)
            is_parted = own < _width(block, layout, measures)
            left = max(0, measures.text_width - start)
            if is_parted:
                found.append(Place(element("ind", {"left": left, "right": round(right * character)}), "left"))
            else:
                found.append(Place(_exactly(start - own, right, character), "right"))
    return found


def _width(block: DraftBlock, layout: Layout, measures: Measures) -> int:
    return measures.width(block.text.strip(), size_of(layout, block.kind))


def _line_width(block: DraftBlock, layout: Layout, measures: Measures, room: int) -> int:
    """Of the signature, or of one of the equal lines that it has to be parted in."""
    width = _width(block, layout, measures)
    if width <= room:
        return width
    character = _character(block.kind, layout, measures)
    lines = -(-width // (room - character))
    return min(room, -(-width // lines) + character)


def _character(kind: Kind, layout: Layout, measures: Measures) -> int:
    return measures.advance(size_of(layout, kind))


def _from_right(count: float, character: int) -> str:
    return element("ind", {"rightChars": round(count * 100), "right": round(count * character)})


def _exactly(length: int, usual: float, character: int) -> str:
    """In characters where it is the usual number of them, so that a clerk finds it in the dialogue as 右空二字."""
    return _from_right(usual, character) if length == round(usual * character) else element("ind", {"right": length})
