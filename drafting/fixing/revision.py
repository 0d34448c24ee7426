"""A document with other words, and for every character where it stood before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.document import Document, Line, Remark, Span
from drafting.document.outline import build
from drafting.findings import Edit
from drafting.text.characters import leading_space, tidy

_NEW = -1
_LONGEST_COMPARED = 400


@dataclass(frozen=True, slots=True)
class _Words:
    """A line's text; an origin for each character, _NEW for one that was not there."""

    text: str
    origins: tuple[int, ...]

    def changed(self, edits: Iterable[Edit]) -> "_Words":
        text, origins = self.text, self.origins
        for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end), reverse=True):
            low, high = edit.span.start, edit.span.end
            text = text[:low] + edit.replacement + text[high:]
            origins = origins[:low] + (_NEW,) * len(edit.replacement) + origins[high:]
        # What now stands at an edge is no part of the line any more, as a reader sees it.
        start, end = leading_space(text), len(tidy(text))
        return _Words(text[start : start + end], origins[start : start + end])


@dataclass(frozen=True, slots=True)
class Revision:
    origin: Document
    document: Document
    """As it reads with the changes; a line that has no words left is gone."""
    places: tuple[int, ...]
    """For each block of it, which block of the origin it was."""
    words: Mapping[int, _Words]
    """By block of the origin, where something changed."""

    @classmethod
    def of(cls, document: Document) -> "Revision":
        return cls(document, document, tuple(range(len(document.blocks))), {})

    def with_edits(self, edits: Sequence[Edit]) -> "Revision":
        """Edits lie in the document as it reads now, apart from each other."""
        by_block: dict[int, list[Edit]] = {}
        for edit in edits:
            by_block.setdefault(edit.span.block, []).extend(smallest(self.document, edit))
        words = dict(self.words)
        for block, own in by_block.items():
            place = self.places[block]
            known = words.get(place) or self._unchanged(place)
            words[place] = known.changed(own)
        return self._rebuilt(words)

    def _unchanged(self, place: int) -> _Words:
        text = self.origin.blocks[place].text
        return _Words(text, tuple(range(len(text))))

    def _rebuilt(self, words: Mapping[int, _Words]) -> "Revision":
        origin = self.origin
        lines: list[Line] = []
        places: list[int] = []
        for place, line in enumerate(origin.lines):
            text = words[place].text if place in words else line.text
            if text or place not in words:
                lines.append(replace(line, text=text))
                places.append(place)
        block_of = {place: block for block, place in enumerate(places)}
        remarks = [_moved(remark, block_of, lines) for remark in origin.remarks]
        document = build(lines, remarks=remarks, properties=origin.properties, skipped=origin.skipped)
        return Revision(origin, document, tuple(places), words)

    def edits(self) -> tuple[Edit, ...]:
        """What leads from the origin to here, in places of the origin, in reading order."""
        return tuple(
            edit
            for place, words in sorted(self.words.items())
            for edit in _differences(place, len(self.origin.blocks[place].text), words)
        )

    def touched(self, edit: Edit) -> Iterator[list[tuple[int, int]]]:
        """Characters of the origin that an edit takes away; of one that only adds words, the two that it stands between."""
        for piece in smallest(self.document, edit):
            block = self.places[piece.span.block]
            origins = (self.words.get(block) or self._unchanged(block)).origins
            low, high = piece.span.start, piece.span.end
            if low < high:
                yield from ([(block, origin)] for origin in origins[low:high] if origin != _NEW)
            elif around := [(block, origin) for origin in origins[max(0, low - 1) : low + 1] if origin != _NEW]:
                yield around

    def now(self, span: Span) -> Span | None:
        """Where words of the origin stand now; None where they are gone."""
        origins = (self.words.get(span.block) or self._unchanged(span.block)).origins
        kept = [place for place, origin in enumerate(origins) if span.start <= origin < span.end]
        if span.block not in self.places or not kept:
            return None
        return Span(self.places.index(span.block), kept[0], kept[-1] + 1)

    def text_of(self, place: int) -> str:
        return self.words[place].text if place in self.words else self.origin.blocks[place].text


def _moved(remark: Remark, block_of: Mapping[int, int], lines: Sequence[Line]) -> Remark:
    """A remark is told on its paragraph, or on one above where that is gone."""
    place = remark.span.block
    while place > 0 and place not in block_of:
        place -= 1
    block = block_of.get(place, 0)
    length = len(lines[block].text) if lines else 0
    return replace(remark, span=Span(block, min(remark.span.start, length), min(remark.span.end, length)))


def smallest(document: Document, edit: Edit) -> Iterator[Edit]:
    """The same change, of no more characters than have to be changed."""
    old, new, span = document.quote(edit.span), edit.replacement, edit.span
    if not new or len(old) > _LONGEST_COMPARED:
        yield edit
        return
    from difflib import SequenceMatcher  # a check has no use for it

    for kind, low, high, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(Span(span.block, span.start + low, span.start + high), new[first:last])


def _differences(place: int, length: int, words: _Words) -> Iterator[Edit]:
    """Runs of characters that went and of such that came."""
    due, new = 0, ""
    for character, origin in zip((*words.text, ""), (*words.origins, length), strict=True):
        if origin == _NEW:
            new += character
            continue
        if origin > due or new:
            yield Edit(Span(place, due, origin), new)
        due, new = origin + 1, ""
