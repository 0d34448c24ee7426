"""Other words in somebody's file: tracked changes of ours, or plainly."""

from collections.abc import Callable, Sequence
from copy import deepcopy

from drafting.document import Span, Story
from drafting.findings import Edit
from drafting.ooxml.editing.manuscript import Manuscript, unit_of
from drafting.ooxml.editing.parts import Element
from drafting.ooxml.marks import OUR_NAME
from drafting.ooxml.package import W
from drafting.text.characters import tidy

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INSERTED = frozenset([W + "ins", W + "moveTo"])
_AMBIGUOUS = frozenset("“”‘’·—…")
"""In Latin and in Chinese faces; the hint says which is meant."""
_KEPT = tuple(
    W + name
    for name in (
        *("drawing", "pict", "object", "fldChar", "instrText", "footnoteReference", "endnoteReference"),
        *("br", "sym", "ruby", "t", "tab"),
    )
)
_BEHIND_MARK = frozenset(W + name for name in ("sectPr", "pPrChange"))


def may_change(manuscript: Manuscript, block: int, place: int) -> bool:
    """Whether this character stands in a run of its own words, and not in what a program writes there."""
    if manuscript.document.blocks[block].story in (Story.HEADER, Story.FOOTER):
        # Shown on every page; tracked changes in them are hard to come by in Word.
        return False
    origin = manuscript.origins(block)[place]
    if origin is None:
        return place < label_length(manuscript, block)
    node = origin.node
    return (
        not origin.field
        and node.tag in (W + "t", W + "tab")
        and unit_of(node).tag == W + "r"
        and node.getparent() is unit_of(node)
        and not any(_is_locked(control) for control in node.iterancestors(W + "sdt"))
    )


def _is_locked(control: Element) -> bool:
    lock = control.find(f"{W}sdtPr/{W}lock")
    return lock is not None and lock.get(W + "val") in ("contentLocked", "sdtContentLocked")


def label_length(manuscript: Manuscript, block: int) -> int:
    """Characters of the automatic number before a block's own words."""
    trace = manuscript._reader.traces[block]
    return trace.label if trace is not None else 0


def write_edits(manuscript: Manuscript, edits: Sequence[Edit], *, tracked: bool) -> None:
    """Edits of the own words of blocks; automatic numbers are no words."""
    pen = Pen(manuscript, tracked)
    # From the end: what comes before is found where it was.
    for edit in sorted(edits, key=lambda e: (e.span.block, e.span.start, e.span.end), reverse=True):
        block = manuscript.document.blocks[edit.span.block]
        label = label_length(manuscript, block.index)
        whole = not edit.replacement and (edit.span.start, edit.span.end) == (0, len(block.text))
        start, words = edit.span.start, edit.replacement
        if start < label:
            start, words = label, ""
        if start < edit.span.end or words:
            pen.write(Span(block.index, start, max(start, edit.span.end)), words)
        if whole and block.cell is None:
            pen.join(block.index)


class Pen:
    def __init__(self, manuscript: Manuscript, tracked: bool) -> None:
        self._manuscript = manuscript
        self._tracked = tracked

    def write(self, span: Span, words: str) -> None:
        if span.start < span.end:
            units = self._manuscript.passage(span).units
            if words:
                self._insert(units[-1], _run(units[0], words), before=False)
            mark = None
            for unit in units:
                mark = self._delete(unit, mark)
        else:
            before = span.start > 0 and may_change(self._manuscript, span.block, span.start - 1)
            before = before and span.start > label_length(self._manuscript, span.block)
            near = (
                Span(span.block, span.start - 1, span.start) if before else Span(span.block, span.start, span.start + 1)
            )
            unit = self._manuscript.passage(near).units[0]
            self._insert(unit, _run(unit, words), before=not before)
        self._manuscript.package.touch_part_of(self._manuscript.paragraph(span.block))

    def _insert(self, unit: Element, run: Element, *, before: bool) -> None:
        holder = unit.getparent()
        if not self._tracked or (holder.tag == W + "ins" and _is_ours(holder)):
            unit.addprevious(run) if before else unit.addnext(run)
            return
        mark = self._mark(unit, "ins")
        mark.append(run)
        if holder.tag in _INSERTED:
            # Whoever rejects that insertion keeps ours, and the other way round.
            _split(holder, unit, before=before, number=self._manuscript.next_id)
            unit = holder
        unit.addprevious(mark) if before else unit.addnext(mark)

    def _delete(self, unit: Element, mark: Element | None) -> Element | None:
        """The mark around it, which takes up the next unit too where that stands right behind."""
        holder = unit.getparent()
        if not self._tracked or (holder.tag == W + "ins" and _is_ours(holder)):
            holder.remove(unit)
            if holder.tag in _INSERTED and not len(holder):
                holder.getparent().remove(holder)
            return None
        if mark is None or unit.getprevious() is not mark:
            mark = self._mark(unit, "del")
            unit.addprevious(mark)
        mark.append(unit)
        for text in unit.iter(W + "t"):
            text.tag = W + "delText"
        return mark

    def _mark(self, near: Element, name: str) -> Element:
        number = str(self._manuscript.next_id())
        return near.makeelement(W + name, {W + "id": number, W + "author": OUR_NAME})

    def strip(self, block: int) -> None:
        """Takes away the spaces typed before a block's own words."""
        origins = self._manuscript.origins(block)
        first = next((place for place, origin in enumerate(origins) if origin is not None), None)
        if first is None or not may_change(self._manuscript, block, first):
            return
        unit = self._manuscript.passage(Span(block, first, first + 1)).units[0]
        mark = None
        for run in [run for run in unit.itersiblings(preceding=True) if run.tag == W + "r"][::-1]:
            if _is_blank(run):
                mark = self._delete(run, mark)
                self._manuscript.package.touch_part_of(unit)

    def join(self, block: int) -> None:
        """A paragraph that has lost all its words goes, where another one follows that it can go into."""
        paragraph = self._manuscript.paragraph(block)
        following = None if paragraph is None else _following(paragraph)
        if paragraph is None or following is None or self._is_shared(block, paragraph) or _shows(paragraph):
            return
        if not self._tracked:
            place = 1 if following.find(W + "pPr") is not None else 0
            for child in [child for child in paragraph if child.tag not in (W + "pPr", W + "r")]:
                following.insert(place, child)
                place += 1
            paragraph.getparent().remove(paragraph)
            return
        properties = paragraph_properties(paragraph)
        mark = properties.find(W + "rPr")
        if mark is None:
            mark = properties.makeelement(W + "rPr")
            behind = next((child for child in properties if child.tag in _BEHIND_MARK), None)
            properties.append(mark) if behind is None else behind.addprevious(mark)
        inserted = mark.find(W + "ins")
        mark.insert(0 if inserted is None else 1, self._mark(mark, "del"))

    def _is_shared(self, block: int, paragraph: Element) -> bool:
        """Several lines of one paragraph are several blocks."""
        blocks = range(len(self._manuscript.document.blocks))
        return any(
            other in blocks and self._manuscript.paragraph(other) is paragraph for other in (block - 1, block + 1)
        )


def _following(paragraph: Element) -> Element | None:
    properties = paragraph.find(W + "pPr")
    if properties is not None and (
        properties.find(W + "sectPr") is not None or properties.find(f"{W}rPr/{W}del") is not None
    ):
        return None
    following = paragraph.getnext()
    return following if following is not None and following.tag == W + "p" else None


def _is_blank(run: Element) -> bool:
    """Holds typed spaces and nothing else."""
    things = [child for child in run if child.tag != W + "rPr"]
    return bool(things) and all(
        thing.tag == W + "tab" or (thing.tag == W + "t" and not tidy(thing.text or "")) for thing in things
    )


def _shows(paragraph: Element) -> bool:
    """Whether something is still to be seen of it."""
    return any(
        next(element.iterancestors(W + "del", W + "moveFrom"), None) is None for element in paragraph.iter(*_KEPT)
    )


def _split(holder: Element, unit: Element, *, before: bool, number: Callable[[], int]) -> None:
    """Of an insertion, what stands behind the unit, or from it on, becomes one of its own."""
    rest = [*([unit] if before else []), *unit.itersiblings()]
    first = [child for child in holder if child not in rest]
    if not rest or not first:
        return
    other = holder.makeelement(holder.tag, dict(holder.attrib))
    other.set(W + "id", str(number()))
    if before:
        other.extend(first)
        holder.addprevious(other)
    else:
        other.extend(rest)
        holder.addnext(other)


def _run(model: Element, words: str) -> Element:
    """In the looks of another run."""
    run = model.makeelement(W + "r")
    properties = model.find(W + "rPr")
    if properties is not None:
        properties = deepcopy(properties)
        change = properties.find(W + "rPrChange")
        if change is not None:
            properties.remove(change)
        run.append(properties)
    if _AMBIGUOUS & set(words):
        _hint(run)
    text = run.makeelement(W + "t")
    text.text = words
    text.set(_SPACE, "preserve")
    run.append(text)
    return run


def _hint(run: Element) -> None:
    properties = run.find(W + "rPr")
    if properties is None:
        properties = run.makeelement(W + "rPr")
        run.insert(0, properties)
    fonts = properties.find(W + "rFonts")
    if fonts is None:
        fonts = run.makeelement(W + "rFonts")
        properties.insert(1 if properties.find(W + "rStyle") is not None else 0, fonts)
    fonts.set(W + "hint", "eastAsia")


def set_by(manuscript: Manuscript, block: int) -> Element | None:
    """The paragraph that says how a block is set: where a mark is deleted, that of the one it goes on in."""
    paragraph = manuscript.paragraph(block)
    while paragraph is not None and any(
        paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None for gone in ("del", "moveFrom")
    ):
        following = paragraph.getnext()
        if following is None or following.tag != W + "p":
            break
        paragraph = following
    return paragraph


def paragraph_properties(paragraph: Element) -> Element:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    return properties


def _is_ours(mark: Element) -> bool:
    return bool(mark.get(W + "author") == OUR_NAME)
