"""The lines of a document: one pass over the body, notes and text boxes behind the paragraph that holds them."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drafting import deadline
from drafting.document import Cell, Line, Remark, RemarkKind, Span, Story
from drafting.ooxml.alternatives import MC, alternative
from drafting.ooxml.elements import (
    DRAWING,
    GOES_ON,
    MATH,
    THROUGH,
    VML,
    ParagraphProperties,
    flat,
    inside,
    is_gone,
    is_merged_away,
    paragraph_properties,
    shows_something,
    text_boxes,
)
from drafting.ooxml.fields import Field, is_contents_entry, shown_by_code
from drafting.ooxml.marks import OUR_NAME, TEXT_BOOKMARK, is_ours
from drafting.ooxml.numbering import Numbering
from drafting.ooxml.package import TOO_MUCH, Package, R, Relationship, W
from drafting.ooxml.styles import StyleSheet, number, switch, value
from drafting.ooxml.traces import Break, Origin, Run, Trace
from drafting.readers import ReadError
from drafting.readers.bounds import LONGEST_PARAGRAPH, MOST_CHARACTERS, TOO_LONG, TOO_MANY_WORDS
from drafting.text.characters import leading_space, tidy, visible

TOO_DEEP = "文件里的表格或内容嵌套过深，没有读取；请在 Word 或 WPS 中简化后另存再试。"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEEPEST = 200
_MOST_PARAGRAPHS = 100_000


@dataclass(slots=True)
class Piece:
    """One visible line of a paragraph, with what is remarked on it."""

    text: str = ""
    remarks: list[tuple[RemarkKind, int, int, str, bool]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    label: int = 0
    has_leading_tab: bool = False
    changed: tuple[int, str, str] | None = None
    """Where the last run with a tracked change of its format ends, and whose it is."""
    origins: list[Origin | None] | None = None
    """Of each character; only where the file is to be changed."""


@dataclass(slots=True)
class Paragraph:
    pieces: list[Piece]
    held: list[tuple[Story, ET.Element]]
    """Notes and text boxes, to be read behind the paragraph."""
    is_text: bool = False
    is_contents: bool = False
    properties: ET.Element | None = None
    listed: tuple[int, int] | None = None
    elements: list[ET.Element] | None = None
    """The w:p that it is; several where they are joined. Only where the file is to be changed."""

    @property
    def piece(self) -> Piece:
        return self.pieces[-1]


@dataclass(slots=True)
class LineReader:
    package: Package
    relationships: dict[str, Relationship]
    styles: StyleSheet
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    traces: list[Trace | None] = field(default_factory=list)
    """One for each line."""
    breaks: list[Break] = field(default_factory=list)
    settings: ET.Element | None = None
    table_style: str | None = None
    skipped: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    page: int = 1
    has_pages: bool = False
    blanks: int = 0
    """Empty paragraphs since the last that is seen."""
    carried: Paragraph | None = None
    """A paragraph whose mark is deleted or hidden: the next one goes on in it."""
    fields: list[Field] = field(default_factory=list)
    """Open complex fields; they may go on over several paragraphs."""
    depth: int = 0
    read: int = 0
    """Paragraphs so far, empty ones included."""
    characters: int = 0
    _notes: dict[str, dict[str, ET.Element]] = field(default_factory=dict)
    _comments: dict[str, tuple[str, str]] | None = None

    def blocks(self, parent: ET.Element, story: Story) -> None:
        with _deeper(self):
            for child in parent:
                self._block(child, story)
        if parent.tag not in GOES_ON:
            self._flush(story)

    def _block(self, element: ET.Element, story: Story) -> None:
        tag = element.tag
        if tag == W + "p":
            deadline.look()
            known = len(self.lines)
            self._emit(self.paragraph(element), story)
            if len(self.lines) == known and story is Story.BODY and self.carried is None:
                self.blanks = 0 if shows_something(element) else self.blanks + 1
            properties = element.find(W + "pPr")
            section = properties.find(W + "sectPr") if properties is not None else None
            if section is not None:
                self.breaks.append(Break(section, len(self.lines)))
        elif tag == W + "tbl":
            self._flush(story)
            self._table(element, story)
            self.blanks = 0
        elif tag == MATH + "oMathPara":
            words = "".join(text.text or "" for text in element.iter(MATH + "t"))
            self.line(Piece(words), Line("", story))
        elif tag in GOES_ON:
            self.blocks(element, story)
        elif tag == MC + "AlternateContent":
            chosen = alternative(element)
            if chosen is not None:
                self.blocks(chosen, story)
        elif tag in (W + "altChunk", W + "subDoc"):
            self.skipped["chunk"] += 1

    def _emit(self, read: tuple[Paragraph, Line] | None, story: Story) -> None:
        if read is None:
            return
        paragraph, line = read
        for piece in paragraph.pieces:
            self.line(piece, line if line.story is story else replace(line, story=story), paragraph)
        self._held(paragraph, story)

    def _held(self, paragraph: Paragraph, story: Story) -> None:
        outer, self.fields = self.fields, []
        for held_story, content in paragraph.held:
            # What a header holds stays the header's.
            self.blocks(content, held_story if story is Story.BODY else story)
        self.fields = outer

    def line(self, piece: Piece, line: Line, paragraph: Paragraph | None = None) -> None:
        text = tidy(piece.text)
        shift = leading_space(piece.text)
        if not text:
            if piece.remarks and self.lines:
                # An empty paragraph that holds a remark is no block: it is told on the one before.
                place = len(self.lines) - 1
                self.remarks += [
                    Remark(kind, Span(place, 0, 0), words, ours) for kind, _, _, words, ours in piece.remarks
                ]
            return
        for kind, start, end, words, ours in piece.remarks:
            low, high = max(0, start - shift), max(0, min(len(text), end - shift))
            self.remarks.append(Remark(kind, Span(len(self.lines), min(low, high), high), words, ours))
        self.lines.append(replace(line, text=text, page=self.page if self.has_pages else None))
        self.traces.append(
            None
            if paragraph is None
            else Trace(
                piece.runs,
                shift,
                "\t" if piece.has_leading_tab else piece.text[:shift],
                piece.label,
                paragraph.properties,
                paragraph.listed,
                self.table_style,
                piece is not paragraph.pieces[0],
                piece.text[len(piece.text.rstrip()) :],
                self.blanks,
            )
        )
        self.blanks = 0

    def paragraph(self, element: ET.Element) -> tuple[Paragraph, Line] | None:
        """A paragraph with what the file says of it; None where the next one goes on in it, or nothing is seen."""
        self.read += 1
        if self.read > _MOST_PARAGRAPHS:
            raise ReadError(TOO_MUCH)
        own = element.find(W + "pPr")
        properties = paragraph_properties(own)
        styles = list(self.styles.chain(properties.style_id)) if properties.style_id else []
        paragraph = self.carried or Paragraph([Piece()], [])
        self.carried = None
        # Where paragraphs are joined, the last one's mark holds what is said of the whole.
        paragraph.properties = own
        self._property_changes(own, paragraph)
        hidden = bool(next((style.hidden for style in styles if style.hidden is not None), False))
        self._inline(element, paragraph, hidden)
        if (hidden or properties.mark_is_hidden) and not any(piece.text.strip() for piece in paragraph.pieces):
            # Nobody sees it, so nobody sees a number of it; what it hides is told on the paragraph before.
            paragraph.pieces = [piece for piece in paragraph.pieces if piece.remarks]
            return (paragraph, Line("")) if paragraph.pieces or paragraph.held else None
        if not properties.mark_is_deleted:
            self.number(paragraph, properties)
        if properties.mark_is_deleted or properties.mark_is_hidden or properties.is_drop_cap:
            self.carried = paragraph
            return None
        outline = properties.outline
        if outline is None:
            outline = next((style.outline for style in styles if style.outline is not None), None)
        name = styles[0].name.lower() if styles else ""
        return paragraph, Line(
            "",
            outline=outline + 1 if outline is not None and 0 <= outline < 9 else None,
            title=name in ("title", "标题", "文档标题"),
            contents=paragraph.is_contents or (name.startswith("toc ") and name != "toc heading"),
            is_text=paragraph.is_text,
        )

    def number(self, paragraph: Paragraph, properties: ParagraphProperties) -> None:
        listed = self.numbering.of_paragraph(properties.num_id, properties.ilvl, properties.style_id)
        paragraph.listed = listed
        label = self.numbering.label(*listed) if listed is not None else ""
        if label:
            first = paragraph.pieces[0]
            first.text = label + first.text
            first.label = len(label)
            first.remarks = [(k, s + len(label), e + len(label), words, ours) for k, s, e, words, ours in first.remarks]

    def _flush(self, story: Story) -> None:
        """A paragraph that should go on in the next one, where there is no next one."""
        if self.carried is not None:
            paragraph, self.carried = self.carried, None
            self._emit((paragraph, Line("")), story)

    def _property_changes(self, properties: ET.Element | None, paragraph: Paragraph) -> None:
        if properties is None:
            return
        marks = properties.findall(W + "rPr")
        for kind, changes in (
            (RemarkKind.FORMAT, properties.findall(W + "pPrChange")),
            (RemarkKind.INSERTION, [change for mark in marks for change in mark.findall(W + "ins")]),
            (RemarkKind.DELETION, [change for mark in marks for change in mark.findall(W + "del")]),
        ):
            for change in changes:
                self._remark(paragraph, kind, 0, 0, "", change)

    def _inline(self, parent: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        # Every run comes by here, by the thousand: the bound without the statement.
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ReadError(TOO_DEEP)
        for child in parent:
            handler = _INLINE.get(child.tag)
            if handler is not None:
                handler(self, child, paragraph, hidden)
            elif child.tag in THROUGH:
                self._inline(child, paragraph, hidden)
        self.depth -= 1

    def _run(self, run: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        whose: tuple[str, str] | None = None
        properties = run.find(W + "rPr")
        if properties is not None:
            hidden = self._is_hidden(properties, hidden)
            change = properties.find(W + "rPrChange")
            if change is not None:
                whose = change.get(W + "author", ""), change.get(W + "date", "")
                # Programs cut runs at will: what goes on right behind is the same change, as Word counts them.
                if paragraph.piece.changed != (len(paragraph.piece.text), *whose):
                    at = len(paragraph.piece.text)
                    self._remark(paragraph, RemarkKind.FORMAT, at, at, "", change)
        if hidden:
            words = "".join(text.text or "" for text in run.iter(W + "t"))
            if words.strip():
                at = len(paragraph.piece.text)
                paragraph.piece.remarks.append((RemarkKind.HIDDEN, at, at, words.strip(), False))
            # A field's borders count even where its result is hidden.
            for border in run.findall(W + "fldChar"):
                self._field_char(border, paragraph, hidden)
            return
        piece = paragraph.piece
        begun = (len(piece.text), properties, paragraph.properties)
        piece.runs.append(begun)
        self._inline(run, paragraph, hidden)
        if piece.runs[-1] is begun and paragraph.piece is piece and len(piece.text) == begun[0]:
            # A formula stands in no run: it does not look like the mark of a note or a comment in front of it.
            piece.runs.pop()
        if whose is not None:
            paragraph.piece.changed = len(paragraph.piece.text), *whose

    def _is_hidden(self, properties: ET.Element, hidden: bool) -> bool:
        vanish = properties.find(W + "vanish")
        if vanish is not None:
            return bool(switch(vanish))
        style = properties.find(W + "rStyle")
        if style is not None:
            chain = self.styles.chain(value(style))
            return next((style.hidden for style in chain if style.hidden is not None), hidden)
        return hidden

    def _text(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        self.append(paragraph, text, element)

    def append(self, paragraph: Paragraph, text: str, source: ET.Element) -> None:
        if self._in_code():
            return
        piece = paragraph.pieces[-1]
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise ReadError(TOO_MANY_WORDS)
        if len(piece.text) + len(text) > LONGEST_PARAGRAPH:
            raise ReadError(TOO_LONG)
        # What can be printed holds no character that would be replaced or dropped.
        if not text.isprintable():
            text = visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
        piece.text += text

    def _tab(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        if not paragraph.piece.text.strip():
            paragraph.piece.has_leading_tab = True
        self.append(paragraph, " ", element)

    def _break(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        if not self._in_code():
            running = paragraph.piece.runs[-1:]
            paragraph.pieces.append(Piece(runs=[(0, *run[1:]) for run in running]))

    def _hyphen(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        self.append(paragraph, "-", element)

    def _symbol(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        # Symbol fonts sit in the private area: which picture they show, only the font knows.
        shown = "□" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0x110000 else chr(code)
        self.append(paragraph, shown, element)

    def _in_code(self) -> bool:
        return bool(self.fields) and self.fields[-1].is_unseen

    def _field_code(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        if self.fields:
            self.fields[-1].code += element.text or ""

    def _field_char(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_code = False
            self.fields[-1].is_unseen = len(self.fields) > 1 and self.fields[-2].is_unseen
            self.fields[-1].first_line = len(self.lines)
        elif kind == "end" and self.fields:
            closed = self.fields.pop()
            if closed.in_code:
                self.append(paragraph, shown_by_code(closed.code), element)
            elif closed.is_contents:
                self._close_contents(closed, paragraph)

    def _close_contents(self, closed: Field, paragraph: Paragraph) -> None:
        """The lines of a table of contents, whatever style they have; only now it is sure that the field ends at all."""
        entries = range(closed.first_line, len(self.lines))
        if all(is_contents_entry(self.lines[index].text) for index in entries):
            for index in entries:
                self.lines[index] = replace(self.lines[index], contents=True)
            # The field may end in its last entry, or in front of the first paragraph of the text.
            paragraph.is_contents = bool(paragraph.piece.text.strip()) and is_contents_entry(paragraph.piece.text)

    def _page_break(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        self.page += 1
        self.has_pages = True

    def _note(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        kind = "footnotes" if element.tag == W + "footnoteReference" else "endnotes"
        # A note is shown once, also where it refers to itself.
        note = self._notes_of(kind).pop(element.get(W + "id", ""), None)
        if note is not None:
            paragraph.held.append((Story.NOTE, note))

    def _notes_of(self, kind: str) -> dict[str, ET.Element]:
        if kind not in self._notes:
            root = self._part(kind)
            self._notes[kind] = {note.get(W + "id", ""): note for note in root} if root is not None else {}
        return self._notes[kind]

    def _part(self, kind: str) -> ET.Element | None:
        for relationship in self.relationships.values():
            if relationship.kind == kind and not relationship.external:
                return self.package.xml(relationship.target)
        return None

    def _drawn(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        boxes = list(text_boxes(element))
        paragraph.held += [(Story.TEXT_BOX, box) for box in boxes]
        if boxes:
            return
        if element.tag == W + "object":
            self.skipped["object"] += 1
            return
        data = element.find(f".//{DRAWING}graphicData")
        uri = data.get("uri", "") if data is not None else ""
        if uri.endswith(("/chart", "/diagram", "/chartex")):
            self.skipped["chart"] += 1
        elif uri.endswith("/picture") or element.find(f".//{VML}imagedata") is not None:
            self.skipped["picture"] += 1

    def _alternate(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        chosen = alternative(element)
        if chosen is not None:
            self._inline(chosen, paragraph, hidden)

    def _ruby(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        self.skipped["ruby"] += 1
        base = element.find(W + "rubyBase")
        if base is not None:
            self._inline(base, paragraph, hidden)

    def _formula(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        self.append(paragraph, "".join(text.text or "" for text in element.iter(MATH + "t")), element)

    def _inserted(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        start = len(paragraph.piece.text)
        piece = paragraph.piece
        self._inline(element, paragraph, hidden)
        kind = RemarkKind.MOVE if element.tag == W + "moveTo" else RemarkKind.INSERTION
        end = len(piece.text)
        piece.remarks.append((kind, start, end, piece.text[start:end], is_ours(element)))

    def _deleted(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        words = "".join(text.text or "" for text in element.iter() if text.tag in (W + "delText", W + "t"))
        at = len(paragraph.piece.text)
        kind = RemarkKind.MOVE if element.tag == W + "moveFrom" else RemarkKind.DELETION
        self._remark(paragraph, kind, at, at, words, element)
        # The borders of a deleted field still open and close it for what is not deleted.
        for border in element.iter(W + "fldChar"):
            self._field_char(border, paragraph, hidden)

    def _bookmark(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        paragraph.is_text = paragraph.is_text or element.get(W + "name", "").startswith(TEXT_BOOKMARK)

    def _comment(self, element: ET.Element, paragraph: Paragraph, hidden: bool) -> None:
        author, words = self._comment_of(element.get(W + "id", ""))
        at = len(paragraph.piece.text)
        paragraph.piece.remarks.append((RemarkKind.COMMENT, at, at, words, author == OUR_NAME))

    def _comment_of(self, comment_id: str) -> tuple[str, str]:
        if self._comments is None:
            root = self._part("comments")
            self._comments = {
                comment.get(W + "id", ""): (
                    comment.get(W + "author", ""),
                    "".join(t.text or "" for t in comment.iter(W + "t")),
                )
                for comment in (root if root is not None else ())
            }
        return self._comments.get(comment_id, ("", ""))

    def _remark(
        self, paragraph: Paragraph, kind: RemarkKind, start: int, end: int, words: str, element: ET.Element
    ) -> None:
        paragraph.piece.remarks.append((kind, start, end, words, is_ours(element)))

    def _table(self, table: ET.Element, story: Story) -> None:
        rows = [row for row in inside(table, "tr") if not is_gone(row, "trPr", ("del", "hidden"))]
        cells = [list(inside(row, "tc")) for row in rows]
        if sum(len(row) for row in cells) == 1:
            # One cell alone is a frame around text, not a table.
            self.blocks(cells[0][0], story)
            return
        place = self.tables
        self.tables += 1
        outer, self.table_style = self.table_style, value(table.find(f"{W}tblPr/{W}tblStyle"))
        self._rows(cells, place, story)
        self.table_style = outer

    def _rows(self, cells: list[list[ET.Element]], place: int, story: Story) -> None:
        for row_number, row in enumerate(cells):
            column = 0
            for cell in row:
                properties = cell.find(W + "tcPr")
                span = number(properties.find(W + "gridSpan")) if properties is not None else None
                if not is_gone(cell, "tcPr", ("cellDel",)) and not is_merged_away(properties):
                    self._cell(cell, Cell(place, row_number, column), story)
                column += max(1, span or 1)

    def _cell(self, cell: ET.Element, at: Cell, story: Story) -> None:
        """All paragraphs of a cell are one block; tables in it come behind it."""
        whole = Piece()
        held: list[Paragraph] = []
        nested: list[ET.Element] = []
        with _deeper(self):
            for block in flat(cell):
                if block.tag == W + "tbl":
                    nested.append(block)
                elif (read := self.paragraph(block)) is not None:
                    held.append(read[0])
            if self.carried is not None:
                held.append(self.carried)
                self.carried = None
            for piece in (piece for paragraph in held for piece in paragraph.pieces):
                self.join(whole, piece)
            first = replace(held[0], pieces=[whole]) if held else None
            self.line(whole, Line("", story, cell=at), first)
            for paragraph in held:
                self._held(paragraph, story)
            for table in nested:
                self._table(table, story)

    def join(self, whole: Piece, piece: Piece) -> None:
        text = tidy(piece.text)
        shift = len(whole.text) + (1 if whole.text and text else 0) - leading_space(piece.text)
        whole.remarks += [(k, s + shift, e + shift, words, ours) for k, s, e, words, ours in piece.remarks]
        whole.runs += [(piece.label + start + shift, run, own) for start, run, own in piece.runs]
        whole.text += ("\n" if whole.text and text else "") + text
        if len(whole.text) > LONGEST_PARAGRAPH:
            raise ReadError(TOO_LONG)

    def headers_and_footers(self, root: ET.Element) -> None:
        seen: set[str] = set()
        self.settings = settings = self._part("settings")
        even_differ = settings is not None and bool(switch(settings.find(W + "evenAndOddHeaders")))
        for section in root.iter(W + "sectPr"):
            shown = {"default", *(("even",) if even_differ else ())}
            if switch(section.find(W + "titlePg")):
                shown.add("first")
            for name, story in (("headerReference", Story.HEADER), ("footerReference", Story.FOOTER)):
                for reference in section.findall(W + name):
                    relationship = self.relationships.get(reference.get(R + "id", ""))
                    is_shown = reference.get(W + "type", "default") in shown
                    if not is_shown or relationship is None or relationship.external or relationship.target in seen:
                        continue
                    seen.add(relationship.target)
                    part = self.package.xml(relationship.target)
                    if part is not None:
                        self.blocks(part, story)


_Handler = Callable[[LineReader, ET.Element, Paragraph, bool], None]
_INLINE: dict[str, _Handler] = {
    W + "r": LineReader._run,
    W + "t": LineReader._text,
    W + "tab": LineReader._tab,
    W + "ptab": LineReader._tab,
    W + "br": LineReader._break,
    W + "cr": LineReader._break,
    W + "noBreakHyphen": LineReader._hyphen,
    W + "sym": LineReader._symbol,
    W + "fldChar": LineReader._field_char,
    W + "instrText": LineReader._field_code,
    W + "lastRenderedPageBreak": LineReader._page_break,
    W + "footnoteReference": LineReader._note,
    W + "endnoteReference": LineReader._note,
    W + "drawing": LineReader._drawn,
    W + "pict": LineReader._drawn,
    W + "object": LineReader._drawn,
    MC + "AlternateContent": LineReader._alternate,
    W + "ruby": LineReader._ruby,
    MATH + "oMath": LineReader._formula,
    MATH + "oMathPara": LineReader._formula,
    W + "ins": LineReader._inserted,
    W + "moveTo": LineReader._inserted,
    W + "del": LineReader._deleted,
    W + "moveFrom": LineReader._deleted,
    W + "commentReference": LineReader._comment,
    W + "bookmarkStart": LineReader._bookmark,
}


class _deeper:  # noqa: N801 - reads as a statement
    """Bounds how deep a file may nest, long before Python's own limit."""

    def __init__(self, reader: LineReader) -> None:
        self._reader = reader

    def __enter__(self) -> None:
        self._reader.depth += 1
        if self._reader.depth > _DEEPEST:
            raise ReadError(TOO_DEEP)

    def __exit__(self, *_: object) -> None:
        self._reader.depth -= 1
