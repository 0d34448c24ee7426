"""A report in its file: from the characters that a rule speaks of to the runs that hold them, and back to bytes."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from drafting.document import Document, Span
from drafting.ooxml.alternatives import MC
from drafting.ooxml.editing.origins import Origins, TracingReader
from drafting.ooxml.editing.parts import EditablePackage, Element
from drafting.ooxml.measures import identifiers
from drafting.ooxml.package import W
from drafting.ooxml.reader import read_with
from drafting.ooxml.traces import Origin
from drafting.readers import ReadError

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BLANK = " \t\r\n"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml"

_WHOLE = frozenset([W + "r", MC + "AlternateContent", W + "fldSimple", _MATH + "oMath", _MATH + "oMathPara"])
"""Nothing is put between the parts of these: Word writes fields anew, and a program that takes the other alternative would lose it."""
_CONTROLS = frozenset(["dataBinding", "text", "dropDownList", "comboBox", "date", "checkbox"])
"""Content controls whose text Word sets itself, or keeps to one run."""
_NO_TEXT = frozenset([W + "rPr", W + "lastRenderedPageBreak"])


@dataclass(frozen=True, slots=True)
class Passage:
    """The characters of a span in their file."""

    units: tuple[Element, ...]
    """In order: the w:r that hold them and nothing else; or what cannot be cut, as a formula or a field, whole."""
    is_exact: bool
    """Every character of the span is in a w:r of these, and no other that is read."""
    field: str
    """Code of the field whose result the first character is: Word replaces it when the field is updated."""


class Manuscript:
    """A report that is read as a check reads it and whose file can be changed.

    Everything found by it stays right when runs are cut; who removes or adds text opens the saved bytes anew.
    """

    def __init__(self, data: bytes) -> None:
        self.package = EditablePackage(data)
        self.main = self.package.main_part
        if _STRICT in (self.package.read(self.main) or b"").replace(b"\x00", b""):
            raise ReadError(
                "这是“Strict Open XML”格式的 Word 文件，查得了，但不能在里面做标记；"
                "请在 Word 中另存为“Word 文档（*.docx）”后再试。"
            )
        if b"macroEnabled" in (self.package.read("[Content_Types].xml") or b""):
            raise ReadError(
                "这是带宏的 Word 文件（.docm），查得了，但不能在里面做标记；请在 Word 或 WPS 中另存为 .docx 后再试。"
            )
        document, self._reader = read_with(TracingReader, self.package)
        self.document: Document = document
        self.root: Element = self.package.xml(self.main)
        self.body: Element = self.root.find(W + "body")
        self._last_id: int | None = None

    def origins(self, block: int) -> Origins:
        """Of each character of a block's text: where it is written."""
        return self._reader.origins[block]

    def paragraph(self, block: int) -> Element | None:
        """The w:p that a block is, the first where several are one."""
        return self._reader.paragraphs[block]

    def passage(self, span: Span) -> Passage:
        """Cuts runs at the borders of a span, and gives those between."""
        origins = self.origins(span.block)
        places = [place for place in range(span.start, span.end) if origins[place] is not None]
        if not places:
            return Passage((), is_exact=False, field="")
        self._cut_before(span.block, places[0])
        self._cut_behind(span.block, places[-1])
        units: list[Element] = []
        is_exact = len(places) == span.end - span.start
        for place in places:
            origin = origins[place]
            assert origin is not None
            is_exact = is_exact and _is_cut(origin.node)
            units += [unit for unit in _units(origin.node) if not any(unit is known for known in units[-2:])]
        first = origins[places[0]]
        return Passage(tuple(units), is_exact, first.field if first is not None else "")

    def next_id(self) -> int:
        """One that no mark in the text has yet."""
        if self._last_id is None:
            given = (element.get(W + "id") for part in self._stories() for element in part.iter())
            self._last_id = max(identifiers(given), default=0)
        self._last_id += 1
        return self._last_id

    def save(self) -> bytes:
        return self.package.save()

    def _stories(self) -> Iterator[Element]:
        yield self.root
        for relationship in self.package.relationships(self.main).values():
            if not relationship.external and relationship.kind in _STORIES:
                part = self.package.xml(relationship.target)
                if part is not None:
                    yield part

    # ---- cutting ----

    def _cut_before(self, block: int, place: int) -> None:
        origin = self._cuttable(block, place)
        if origin is None:
            return
        first = self._cut_text(block, place, origin.offset) if origin.node.tag == W + "t" else origin.node
        run = first.getparent()
        before = list(first.itersiblings(preceding=True))
        if any(sibling.tag not in _NO_TEXT for sibling in before):
            self._cut_run(run, first)

    def _cut_behind(self, block: int, place: int) -> None:
        origin = self._cuttable(block, place)
        if origin is None:
            return
        node = origin.node
        if node.tag == W + "t" and origin.offset + 1 < len(node.text):
            self._cut_text(block, place, origin.offset + 1)
        behind = node.getnext()
        if behind is not None:
            self._cut_run(node.getparent(), behind)

    def _cuttable(self, block: int, place: int) -> Origin | None:
        origin = self.origins(block)[place]
        return origin if origin is not None and _is_cut(origin.node) else None

    def _cut_text(self, block: int, place: int, offset: int) -> Element:
        """Two w:t of the one that a character is in; gives the one that begins at the offset."""
        origin = self.origins(block)[place]
        assert origin is not None
        node = origin.node
        text, start = node.text, 0
        if node.get(SPACE) != "preserve":
            # Blanks at its ends are not seen, and would be if they were kept beside a cut.
            start = len(text) - len(text.lstrip(_BLANK))
            text = text.strip(_BLANK)
        cut = offset - start
        if not 0 < cut < len(text):
            return node
        if start:
            self._move(block, place, -1, node, -start)
            self._move(block, place + 1, 1, node, -start)
        rest = node.makeelement(node.tag, dict(node.attrib))
        node.text, rest.text = text[:cut], text[cut:]
        for half in (node, rest):
            if half.text != half.text.strip(_BLANK):
                half.set(SPACE, "preserve")
        node.addnext(rest)
        is_behind = origin.offset >= offset
        self._move(block, place if is_behind else place + 1, 1, rest, -cut, of=node)
        self.package.touch_part_of(node)
        return rest

    def _move(self, block: int, place: int, step: int, to: Element, by: int, of: Element | None = None) -> None:
        """The characters of a node, from one on in one direction, are now found in another, or elsewhere in it."""
        origins = self.origins(block)
        of = to if of is None else of
        while 0 <= place < len(origins):
            origin = origins[place]
            if origin is None or origin.node is not of:
                return
            origins[place] = Origin(to, origin.offset + by, origin.field)
            place += step

    def _cut_run(self, run: Element, first: Element) -> None:
        rest = run.makeelement(run.tag, dict(run.attrib))
        properties = run.find(W + "rPr")
        if properties is not None:
            copy = deepcopy(properties)
            copy.tail = None
            for mark in copy.iter():
                if mark.get(W + "id") is not None:
                    mark.set(W + "id", str(self.next_id()))
            rest.append(copy)
        moved = [first, *first.itersiblings()]
        run.addnext(rest)
        rest.extend(moved)
        self.package.touch_part_of(run)


_STORIES = frozenset(["comments", "footnotes", "endnotes", "header", "footer"])


def unit_of(node: Element) -> Element:
    """What stands for a node in its paragraph: its run, or what is around it and cannot be cut."""
    unit = element = node
    while element is not None and element.tag != W + "p":
        if element.tag in _WHOLE or _is_control(element):
            unit = element
        element = element.getparent()
    return unit


def _is_control(element: Element) -> bool:
    properties = element.find(W + "sdtPr") if element.tag == W + "sdt" else None
    return properties is not None and any(child.tag.rpartition("}")[2] in _CONTROLS for child in properties)


def _is_cut(node: Element) -> bool:
    """Whether the run that holds a node can be cut at it."""
    unit = unit_of(node)
    return unit.tag == W + "r" and node.getparent() is unit and node.tag != W + "fldChar"


def _units(node: Element) -> Iterator[Element]:
    if node.tag == W + "fldChar":
        # The field shows what its code says: from its beginning to its end it is one thing.
        yield unit_of(_beginning(node))
    yield unit_of(node)


def _beginning(end: Element) -> Element:
    open_fields: list[Element] = []
    for border in end.getroottree().getroot().iter(W + "fldChar"):
        kind = border.get(W + "fldCharType")
        if border is end:
            break
        if kind == "begin":
            open_fields.append(border)
        elif kind == "end" and open_fields:
            open_fields.pop()
    return open_fields[-1] if open_fields else end
