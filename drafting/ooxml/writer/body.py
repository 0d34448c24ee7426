"""Blocks as paragraphs and tables, in their order, with the blank lines between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby, pairwise

from drafting.document.draft import Draft, DraftBlock, Kind
from drafting.document.layout import Layout
from drafting.ooxml.marks import TEXT_BOOKMARK
from drafting.ooxml.writer.markup import element, paragraph, run
from drafting.ooxml.writer.measures import Measures
from drafting.ooxml.writer.sign_off import Place, places
from drafting.ooxml.writer.styles import RUN_IN, dress_of, size_of
from drafting.ooxml.writer.tables import table
from drafting.text.labels import read_label
from drafting.text.patterns import Pattern

_SIGNING = frozenset({Kind.SIGN_OFF, Kind.DATE})
_NOTE_LEAD = Pattern(r"附\s?件\s?[：:]\s*")
_NOTE_NUMBER = Pattern(r"[0-9０-９]{1,2}\s?[.．、]\s?")


@dataclass(slots=True)
class Body:
    draft: Draft
    layout: Layout
    measures: Measures
    ids: Mapping[str, str]
    """Of each style, in the file that is written."""
    first_bookmark: int = 1
    _bookmarks: Iterator[int] = field(init=False)
    _text_number: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self._bookmarks = count(self.first_bookmark)
        self._text_number = count(1)

    def xml(self) -> str:
        blocks = self.draft.blocks
        kept = _kept(blocks)
        placed = self._places()
        notes = self._note_indents()
        pieces: list[str] = []
        for _, group in groupby(range(len(blocks)), key=lambda place: _table_of(blocks, place)):
            indices = list(group)
            first = indices[0]
            if first and _are_parted(blocks[first - 1], blocks[first]):
                pieces.append(paragraph(self.ids[Kind.BODY], keep_next=first - 1 in kept))
            if blocks[first].cell is not None:
                cells = [blocks[place] for place in indices]
                pieces.append(table(cells, self.ids, self.layout, self.measures, keep_last=indices[-1] in kept))
            else:
                pieces.append(
                    self._paragraph(blocks[first], placed.get(first), notes.get(first, ""), keep=first in kept)
                )
        if blocks and blocks[-1].cell is not None:
            # Word wants a paragraph behind the last table.
            pieces.append(paragraph(self.ids[Kind.BODY]))
        return "".join(pieces)

    def _paragraph(self, block: DraftBlock, place: Place | None, note_indent: str, *, keep: bool) -> str:
        if block.kind.level and block.is_run_in:
            heading, text = block.text[: block.heading_end], block.text[block.heading_end :]
            content = run(heading, self.ids[RUN_IN[block.kind.level - 1]]) + run(text)
            return paragraph(self.ids[Kind.BODY], content, keep_next=keep)
        content = run(block.text)
        if block.kind is Kind.BODY and read_label(block.text) is not None:
            content = self._marked_as_text(content)
        if place is not None:
            return paragraph(self.ids[block.kind], content, keep_next=keep, indent=place.indent, align=place.align)
        return paragraph(self.ids[block.kind], content, keep_next=keep, indent=note_indent)

    def _marked_as_text(self, content: str) -> str:
        number, name = next(self._bookmarks), f"{TEXT_BOOKMARK}{next(self._text_number)}"
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def _places(self) -> dict[int, Place]:
        found: dict[int, Place] = {}
        for indices in _groups(self.draft.blocks, _SIGNING):
            group = [self.draft.blocks[index] for index in indices]
            found |= zip(indices, places(group, self.layout, self.measures, sealed=self.draft.sealed), strict=True)
        return found

    def _note_indents(self) -> dict[int, str]:
        """附件： stands two characters from the left; numbers stand under each other, and so do the names."""
        size = size_of(self.layout, Kind.ATTACHMENT_NOTE)
        edge = dress_of(self.layout, Kind.ATTACHMENT_NOTE).first_line
        start = round((2.0 if edge is None else edge) * self.measures.advance(size))
        found: dict[int, str] = {}
        for indices in _groups(self.draft.blocks, frozenset({Kind.ATTACHMENT_NOTE})):
            numbers = start
            for index in indices:
                text = self.draft.blocks[index].text
                lead = _NOTE_LEAD.match(text)
                if lead is not None:
                    numbers = start + self.measures.width(lead[0], size)
                number = _NOTE_NUMBER.match(text[lead.end() if lead else 0 :])
                own = start if lead is not None else numbers
                names = numbers + (self.measures.width(number[0], size) if number else 0)
                attributes = {"left": names, "hanging": names - own} if names > own else {"left": names, "firstLine": 0}
                found[index] = element("ind", {**attributes})
        return found


def _table_of(blocks: Sequence[DraftBlock], place: int) -> tuple[int, int]:
    """Cells of one table have the same key, any other block has its own."""
    cell = blocks[place].cell
    return (-1, place) if cell is None else (cell.table, 0)


def _groups(blocks: Sequence[DraftBlock], kinds: frozenset[Kind]) -> list[list[int]]:
    """Neighbours of these kinds."""
    found: list[list[int]] = []
    for belongs, group in groupby(range(len(blocks)), key=lambda place: blocks[place].kind in kinds):
        if belongs:
            found.append(list(group))
    return found


def _are_parted(before: DraftBlock, after: DraftBlock) -> bool:
    """By a blank line."""
    if after.kind is Kind.ANNEX_MARK:
        return False
    if before.cell is not None and after.cell is not None:
        return True  # Word makes one table of two that touch.
    return (
        (before.kind is Kind.TITLE) > (after.kind is Kind.TITLE)
        or (before.kind is Kind.ANNEX_TITLE) > (after.kind is Kind.ANNEX_TITLE)
        or (before.kind is Kind.ANNEX_MARK and after.kind is Kind.ANNEX_TITLE)
        or (after.kind in _SIGNING and before.kind not in _SIGNING)
        or (after.kind is Kind.ATTACHMENT_NOTE and before.kind is not Kind.ATTACHMENT_NOTE)
    )


def _kept(blocks: Sequence[DraftBlock]) -> frozenset[int]:
    """What stays on the page of what follows: a signature must not stand on a page without any text (7.3.5.4)."""
    kept: set[int] = set()
    for indices in _groups(blocks, _SIGNING):
        place = indices[0] - 1
        while place > 0 and blocks[place].kind is Kind.ATTACHMENT_NOTE:
            kept.add(place)
            place -= 1
        if place >= 0:
            kept.add(place)
        kept.update(before for before, _ in pairwise(indices))
    return frozenset(kept)
