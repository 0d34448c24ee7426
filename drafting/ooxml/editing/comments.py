"""Comments of ours in somebody's file: put on words, known again, taken away; everybody else's stay as they are."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Span, Story
from drafting.ooxml.editing.manuscript import SPACE, Manuscript, unit_of
from drafting.ooxml.editing.parts import Element, new_root
from drafting.ooxml.marks import OUR_NAME
from drafting.ooxml.measures import identifiers
from drafting.ooxml.package import W
from drafting.readers import ReadError

_INITIALS = "法治"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MOST = 32767
"""Word opens no file with more of them (MS-OI29500, 2.1.315)."""
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"

_MARKS = frozenset(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_AROUND = frozenset(
    W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent")
)


@dataclass(frozen=True, slots=True)
class Comment:
    span: Span
    """The words that it is about; where nobody can put a comment on them, it goes to the next best place."""
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Anchor:
    first: Element
    last: Element
    place: object
    """What two anchors on the same words have in common."""


@dataclass(frozen=True, slots=True)
class _Own:
    """A comment that an earlier run has put in."""

    number: str
    paragraphs: tuple[str, ...]
    places: tuple[object, ...]
    """The characters and the paragraphs that it covers."""
    element: Element


def put_comments(manuscript: Manuscript, comments: Sequence[Comment]) -> None:
    """The file has these comments of ours afterwards, and no others: those that are there already stay as they are."""
    part = _Part(manuscript)
    stale = list(_own(manuscript, part))
    if part.count + len(comments) > _MOST:
        raise ReadError(f"要加的批注超过了 Word 能打开的数目（{_MOST}条）；请先用 --select 只查一部分。")
    for comment in reversed(comments):
        # Cut from the end, a long paragraph is gone through once, and not once for each of its comments.
        if manuscript.document.blocks[comment.span.block].story is Story.BODY:
            manuscript.passage(comment.span)
    for comment in comments:
        anchor = _anchor(manuscript, comment.span)
        known = next(
            (own for own in stale if own.paragraphs == comment.paragraphs and anchor.place in own.places), None
        )
        if known is not None:
            stale.remove(known)
        else:
            _mark(manuscript, anchor, part.add(comment.paragraphs))
    _remove(manuscript, part, stale)


# ---- where ----


def _anchor(manuscript: Manuscript, span: Span) -> _Anchor:
    block = manuscript.document.blocks[span.block]
    if block.story is Story.BODY:
        for words in (span, Span(block.index, 0, block.heading_end or len(block.text))):
            # Nothing can stand on an automatic number: what it numbers is marked.
            units = manuscript.passage(words).units
            if units:
                return _Anchor(units[0], units[-1], _characters(manuscript, words, units))
    return _of_paragraph(_holder(manuscript, block.index))


def _characters(manuscript: Manuscript, words: Span, units: Sequence[Element]) -> object:
    """The first and the last character of the units: more than the words where these cannot be cut."""
    origins = manuscript.origins(words.block)

    def reaches(place: int) -> bool:
        origin = origins[place]
        return origin is not None and any(unit_of(origin.node) is unit for unit in (units[0], units[-1]))

    first, last = words.start, words.end - 1
    while origins[first] is None:
        first += 1
    while origins[last] is None:
        last -= 1
    while first > 0 and reaches(first - 1):
        first -= 1
    while last + 1 < len(origins) and reaches(last + 1):
        last += 1
    return (words.block, first), (words.block, last)


def _of_paragraph(paragraph: Element) -> _Anchor:
    content = [child for child in paragraph if child.tag != W + "pPr"]
    if not content:
        content = [paragraph.makeelement(W + "r")]
        paragraph.append(content[0])
    return _Anchor(content[0], content[-1], paragraph)


def _holder(manuscript: Manuscript, block: int) -> Element:
    """The paragraph of the body that holds what stands beside it; Word passes over comments in notes and text boxes."""
    for index in range(block, -1, -1):
        paragraph = manuscript.paragraph(index)
        if paragraph is None:
            continue
        note = next(paragraph.iterancestors(W + "footnote", W + "endnote"), None)
        if note is not None:
            paragraph = _reference(manuscript, note)
        if paragraph is not None and next(paragraph.iterancestors(W + "body"), None) is manuscript.body:
            # The outermost: a text box stands in a paragraph itself.
            return [paragraph, *paragraph.iterancestors(W + "p")][-1]
    found = next(manuscript.body.iter(W + "p"), None)
    if found is None:
        found = manuscript.body.makeelement(W + "p")
        manuscript.body.insert(0, found)
    return found


def _reference(manuscript: Manuscript, note: Element) -> Element | None:
    number = note.get(W + "id")
    for reference in manuscript.root.iter(note.tag + "Reference"):
        if reference.get(W + "id") == number:
            return next(reference.iterancestors(W + "p"), None)
    return None


def _mark(manuscript: Manuscript, anchor: _Anchor, number: str) -> None:
    first, last = _edge(anchor.first, -1), _edge(anchor.last, 1)
    first.addprevious(first.makeelement(W + "commentRangeStart", {W + "id": number}))
    end = last.makeelement(W + "commentRangeEnd", {W + "id": number})
    _behind_marks(last).addnext(end)
    run = last.makeelement(W + "r")
    properties = run.makeelement(W + "rPr")
    # As small as Word's own: in a line of its own height it must not make the line taller.
    properties.append(run.makeelement(W + "sz", {W + "val": "16"}))
    run.append(properties)
    run.append(run.makeelement(W + "commentReference", {W + "id": number}))
    # The reference is no part of somebody's insertion, and no part of a link.
    _behind_marks(_in_paragraph(end)).addnext(run)
    manuscript.package.touch(manuscript.main)


def _edge(unit: Element, side: int) -> Element:
    """A link or an insertion that begins or ends with the words is marked from outside."""
    while unit.getparent().tag in _AROUND and _is_at_edge(unit, side):
        unit = unit.getparent()
    return unit


def _is_at_edge(unit: Element, side: int) -> bool:
    beside = unit.getprevious() if side < 0 else unit.getnext()
    return beside is None or (unit.tag == W + "sdtContent" and side < 0)


def _in_paragraph(element: Element) -> Element:
    while element.getparent().tag in _AROUND:
        element = element.getparent()
    return element


def _behind_marks(element: Element) -> Element:
    behind = element.getnext()
    while behind is not None and _is_end(behind):
        element, behind = behind, behind.getnext()
    return element


def _is_end(element: Element) -> bool:
    return element.tag == W + "commentRangeEnd" or (
        element.tag == W + "r" and element.find(W + "commentReference") is not None and _is_bare(element)
    )


def _is_bare(run: Element) -> bool:
    """Holds a comment's reference and nothing else."""
    return all(child.tag in (W + "rPr", W + "commentReference") for child in run)


# ---- what is there ----


def _own(manuscript: Manuscript, part: "_Part") -> Iterator[_Own]:
    """Ours, but for those that somebody has answered: an answer hangs on what it answers."""
    comments = [comment for comment in part.comments() if comment.get(W + "author") == OUR_NAME]
    answered = part.answered()
    if not comments:
        return
    places = _places(manuscript)
    for comment in comments:
        paragraphs = list(comment.iter(W + "p"))
        if not any(paragraph.get(_PARA_ID) in answered for paragraph in paragraphs):
            number = comment.get(W + "id", "")
            words = tuple("".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in paragraphs)
            yield _Own(number, words, places.get(number, ()), comment)


def _places(manuscript: Manuscript) -> dict[str, tuple[object, ...]]:
    """By number of the comment: its first and last character, and its paragraph where it covers a whole one."""
    characters: dict[Element, tuple[tuple[int, int], tuple[int, int]]] = {}
    for block in manuscript.document.blocks:
        for place, origin in enumerate(manuscript.origins(block.index)):
            if origin is not None:
                first = characters.get(origin.node, ((block.index, place),))[0]
                characters[origin.node] = first, (block.index, place)
    begun: list[Element] = []
    starts: dict[str, tuple[int, int]] = {}
    paragraphs: dict[str, Element] = {}
    last: tuple[int, int] | None = None
    found: dict[str, tuple[object, ...]] = {}
    for element in manuscript.root.iter():
        if element.tag == W + "commentRangeStart":
            begun.append(element)
        elif element in characters:
            here = characters[element]
            starts.update((mark.get(W + "id"), here[0]) for mark in begun)
            begun = []
            last = here[1]
        if element.tag == W + "commentRangeStart":
            paragraphs[element.get(W + "id")] = element.getparent()
        elif element.tag == W + "commentRangeEnd":
            number = element.get(W + "id")
            found[number] = ((starts.get(number), last), paragraphs.get(number))
    return found


def _remove(manuscript: Manuscript, part: "_Part", stale: Iterable[_Own]) -> None:
    numbers = {own.number for own in stale}
    if not numbers:
        return
    for mark in [mark for mark in manuscript.root.iter(*_MARKS) if mark.get(W + "id") in numbers]:
        holder = mark.getparent()
        holder.remove(mark)
        # Where changes are tracked, Word has put the reference into an insertion.
        while holder.tag in (W + "r", W + "ins") and all(child.tag == W + "rPr" for child in holder):
            empty, holder = holder, holder.getparent()
            holder.remove(empty)
    manuscript.package.touch(manuscript.main)
    part.remove([own.element for own in stale])


@dataclass(slots=True)
class _Part:
    """word/comments.xml and what newer programs keep beside it."""

    manuscript: Manuscript
    name: str | None = None
    root: Element | None = None
    count: int = 0
    _next: int = 0

    def __post_init__(self) -> None:
        self.name = self._target("comments")
        self.root = None if self.name is None else self.manuscript.package.xml(self.name)
        marks = [*self.comments(), *self.manuscript.root.iter(*_MARKS)]
        known = set(identifiers(mark.get(W + "id") for mark in marks))
        self.count = len(known)
        self._next = max(known, default=-1) + 1

    def comments(self) -> list[Element]:
        return [] if self.root is None else list(self.root.iter(W + "comment"))

    def add(self, paragraphs: Sequence[str]) -> str:
        """A new comment's number."""
        number = self._next
        self._next += 1
        root = self._made()
        comment = root.makeelement(
            W + "comment", {W + "id": str(number), W + "author": OUR_NAME, W + "initials": _INITIALS}
        )
        for words in paragraphs:
            comment.append(_paragraph(comment, words, is_first=not len(comment)))
        root.append(comment)
        assert self.name is not None
        self.manuscript.package.touch(self.name)
        return str(number)

    def _made(self) -> Element:
        if self.root is None:
            package, main = self.manuscript.package, self.manuscript.main
            self.root = new_root(W + "comments", {"w": W[1:-1]})
            name = self.name or posixpath.join(posixpath.dirname(main), "comments.xml")
            self.name = package.add(main, name, "comments", _TYPE, self.root)
        return self.root

    def answered(self) -> set[str]:
        """The paragraphs that answers hang on, by their ids."""
        return {
            value
            for entry in self._entries("commentsExtended")
            for name, value in entry.items()
            if name.endswith("}paraIdParent")
        }

    def remove(self, comments: Iterable[Element]) -> None:
        """With what other parts say of them: Word finds a file broken that says something of a comment that is not there."""
        gone: set[str] = set()
        for comment in comments:
            gone.update(paragraph.get(_PARA_ID, "") for paragraph in comment.iter(W + "p"))
            comment.getparent().remove(comment)
        assert self.name is not None
        self.manuscript.package.touch(self.name)
        gone.discard("")
        for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
            for entry in self._entries(kind):
                ids = {name.rpartition("}")[2]: value for name, value in entry.items()}
                if ids.get("paraId") in gone or (kind == "commentsExtensible" and ids.get("durableId") in gone):
                    # The last of the three knows a comment by the id that the second gives it.
                    gone.update([ids["durableId"]] if "durableId" in ids else [])
                    self.manuscript.package.touch_part_of(entry)
                    entry.getparent().remove(entry)

    def _entries(self, kind: str) -> list[Element]:
        name = self._target(kind)
        root = None if name is None else self.manuscript.package.xml(name)
        return [] if root is None else list(root)

    def _target(self, kind: str) -> str | None:
        relationships = self.manuscript.package.relationships(self.manuscript.main).values()
        return next((r.target for r in relationships if r.kind == kind and not r.external), None)


def _paragraph(parent: Element, words: str, *, is_first: bool) -> Element:
    """Set plainly: the report's own paragraphs are large, indented and far apart, and a comment takes that over."""

    def made(name: str, *children: Element, **attributes: str) -> Element:
        element = parent.makeelement(W + name, {W + key: value for key, value in attributes.items()})
        element.extend(children)
        return element

    properties = made(
        "pPr",
        made("spacing", before="0", after="0", line="240", lineRule="auto"),
        made("ind", left="0", firstLineChars="0", firstLine="0"),
        made("jc", val="left"),
    )
    text = made("t")
    text.text = words
    if words != words.strip():
        text.set(SPACE, "preserve")
    run = made("r", made("rPr", made("rFonts", hint="eastAsia"), made("sz", val="20")), text)
    mark = [made("r", made("annotationRef"))] if is_first else []
    return made("p", properties, *mark, run)
