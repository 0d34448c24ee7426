"""A .docx as lines: one pass over the body, notes and text boxes behind the paragraph that holds them."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from drafting import deadline
from drafting.document import Cell, Document, Line, Properties, Remark, RemarkKind, Span, Story
from drafting.document.formats import Formats, Formatting
from drafting.document.outline import build
from drafting.ooxml.alternatives import MC, alternative
from drafting.ooxml.numbering import Numbering
from drafting.ooxml.package import TOO_MUCH, Package, R, Relationship, W
from drafting.ooxml.styles import StyleSheet, number, switch, value
from drafting.ooxml.traces import Break, Origin, Run, Trace
from drafting.readers import ReadError
from drafting.readers.bounds import LONGEST_PARAGRAPH, MOST_CHARACTERS, TOO_LONG, TOO_MANY_WORDS
from drafting.text.characters import leading_space, tidy, visible

OUR_NAME = "法治报告检查"
"""The author of the comments and changes that this program makes."""

TEXT_BOOKMARK = "_fazhi_text_"
"""Bookmarks that drafts have around text that begins like a heading: Word hides names with an underscore before them, and keeps
a bookmark with its text while people edit."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEEPEST = 200
_MOST_PARAGRAPHS = 100_000
_TOO_DEEP = "文件里的表格或内容嵌套过深，没有读取；请在 Word 或 WPS 中简化后另存再试。"

_SKIPPED = {
    "picture": "图片{}处，图中的文字没有检查。",
    "chart": "图表或图形{}处，其中的文字没有检查。",
    "object": "嵌入的对象（如表格、公式）{}处，其中的内容没有检查。",
    "chunk": "插入的外部内容{}处，没有检查；请在 Word 或 WPS 中打开并另存后再查。",
    "ruby": "注音{}处，没有检查。",
}
# These stand around blocks or runs and are read through.
_GOES_ON = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_THROUGH = _GOES_ON | {W + name for name in ("hyperlink", "fldSimple", "dir", "bdo", "p")}


@dataclass(slots=True)
class _Piece:
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
class _Field:
    code: str = ""
    in_code: bool = True
    """What comes is the field's code, which nobody sees."""
    is_unseen: bool = True
    """In its own code, or in that of a field around it."""
    first_line: int = 0
    """Where its result begins."""

    @property
    def is_contents(self) -> bool:
        return self.code.split(None, 1)[:1] in (["TOC"], ["toc"])


@dataclass(slots=True)
class _Paragraph:
    pieces: list[_Piece]
    held: list[tuple[Story, ET.Element]]
    """Notes and text boxes, to be read behind the paragraph."""
    is_text: bool = False
    is_contents: bool = False
    properties: ET.Element | None = None
    listed: tuple[int, int] | None = None
    elements: list[ET.Element] | None = None
    """The w:p that it is; several where they are joined. Only where the file is to be changed."""

    @property
    def piece(self) -> _Piece:
        return self.pieces[-1]


@dataclass(slots=True)
class _Reader:
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
    carried: _Paragraph | None = None
    """A paragraph whose mark is deleted or hidden: the next one goes on in it."""
    fields: list["_Field"] = field(default_factory=list)
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
        if parent.tag not in _GOES_ON:
            self._flush(story)

    def _block(self, element: ET.Element, story: Story) -> None:
        tag = element.tag
        if tag == W + "p":
            deadline.look()
            known = len(self.lines)
            self._emit(self._paragraph(element), story)
            if len(self.lines) == known and story is Story.BODY and self.carried is None:
                self.blanks = 0 if _shows_something(element) else self.blanks + 1
            properties = element.find(W + "pPr")
            section = properties.find(W + "sectPr") if properties is not None else None
            if section is not None:
                self.breaks.append(Break(section, len(self.lines)))
        elif tag == W + "tbl":
            self._flush(story)
            self._table(element, story)
            self.blanks = 0
        elif tag == _MATH + "oMathPara":
            words = "".join(text.text or "" for text in element.iter(_MATH + "t"))
            self._line(_Piece(words), Line("", story))
        elif tag in _GOES_ON:
            self.blocks(element, story)
        elif tag == MC + "AlternateContent":
            chosen = alternative(element)
            if chosen is not None:
                self.blocks(chosen, story)
        elif tag in (W + "altChunk", W + "subDoc"):
            self.skipped["chunk"] += 1

    def _emit(self, read: tuple[_Paragraph, Line] | None, story: Story) -> None:
        if read is None:
            return
        paragraph, line = read
        for piece in paragraph.pieces:
            self._line(piece, line if line.story is story else replace(line, story=story), paragraph)
        self._held(paragraph, story)

    def _held(self, paragraph: _Paragraph, story: Story) -> None:
        outer, self.fields = self.fields, []
        for held_story, content in paragraph.held:
            # What a header holds stays the header's.
            self.blocks(content, held_story if story is Story.BODY else story)
        self.fields = outer

    def _line(self, piece: _Piece, line: Line, paragraph: _Paragraph | None = None) -> None:
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

    def _paragraph(self, element: ET.Element) -> tuple[_Paragraph, Line] | None:
        """A paragraph with what the file says of it; None where the next one goes on in it, or nothing is seen."""
        self.read += 1
        if self.read > _MOST_PARAGRAPHS:
            raise ReadError(TOO_MUCH)
        own = element.find(W + "pPr")
        properties = _paragraph_properties(own)
        styles = list(self.styles.chain(properties.style_id)) if properties.style_id else []
        paragraph = self.carried or _Paragraph([_Piece()], [])
        self.carried = None
        # Where paragraphs are joined, the last one's mark holds what is said of the whole.
        paragraph.properties = own
        self._property_changes(element, paragraph)
        hidden = bool(next((style.hidden for style in styles if style.hidden is not None), False))
        self._inline(element, paragraph, hidden)
        if (hidden or properties.mark_is_hidden) and not any(piece.text.strip() for piece in paragraph.pieces):
            # Nobody sees it, so nobody sees a number of it; what it hides is told on the paragraph before.
            paragraph.pieces = [piece for piece in paragraph.pieces if piece.remarks]
            return (paragraph, Line("")) if paragraph.pieces or paragraph.held else None
        if not properties.mark_is_deleted:
            self._number(paragraph, properties)
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

    def _number(self, paragraph: _Paragraph, properties: "_Properties") -> None:
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

    def _property_changes(self, element: ET.Element, paragraph: _Paragraph) -> None:
        properties = element.find(W + "pPr")
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

    def _inline(self, parent: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        # Every run comes by here, by the thousand: the bound without the statement.
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ReadError(_TOO_DEEP)
        for child in parent:
            handler = _INLINE.get(child.tag)
            if handler is not None:
                handler(self, child, paragraph, hidden)
            elif child.tag in _THROUGH:
                self._inline(child, paragraph, hidden)
        self.depth -= 1

    def _run(self, run: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
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
        own = switch(properties.find(W + "vanish"))
        if own is not None:
            return own
        style_id = value(properties.find(W + "rStyle"))
        if style_id:
            styled = next((style.hidden for style in self.styles.chain(style_id) if style.hidden is not None), None)
            if styled is not None:
                return styled
        return hidden

    def _text(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        self._append(paragraph, text, element)

    def _append(self, paragraph: _Paragraph, text: str, source: ET.Element) -> None:
        if not self._in_code():
            self.characters += len(text)
            if self.characters > MOST_CHARACTERS:
                raise ReadError(TOO_MANY_WORDS)
            if len(paragraph.piece.text) + len(text) > LONGEST_PARAGRAPH:
                raise ReadError(TOO_LONG)
            paragraph.piece.text += visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))

    def _tab(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        if not paragraph.piece.text.strip():
            paragraph.piece.has_leading_tab = True
        self._append(paragraph, " ", element)

    def _break(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        if not self._in_code():
            running = paragraph.piece.runs[-1:]
            paragraph.pieces.append(_Piece(runs=[(0, *run[1:]) for run in running]))

    def _hyphen(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        self._append(paragraph, "-", element)

    def _symbol(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        # Symbol fonts sit in the private area: which picture they show, only the font knows.
        shown = "□" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0x110000 else chr(code)
        self._append(paragraph, shown, element)

    def _in_code(self) -> bool:
        return bool(self.fields) and self.fields[-1].is_unseen

    def _field_code(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        if self.fields:
            self.fields[-1].code += element.text or ""

    def _field_char(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_code = False
            self.fields[-1].is_unseen = len(self.fields) > 1 and self.fields[-2].is_unseen
            self.fields[-1].first_line = len(self.lines)
        elif kind == "end" and self.fields:
            closed = self.fields.pop()
            if closed.in_code:
                self._append(paragraph, _shown_by_code(closed.code), element)
            elif closed.is_contents:
                self._close_contents(closed, paragraph)

    def _close_contents(self, closed: _Field, paragraph: _Paragraph) -> None:
        """The lines of a table of contents, whatever style they have; only now it is sure that the field ends at all."""
        entries = range(closed.first_line, len(self.lines))
        if all(_is_entry(self.lines[index].text) for index in entries):
            for index in entries:
                self.lines[index] = replace(self.lines[index], contents=True)
            # The field may end in its last entry, or in front of the first paragraph of the text.
            paragraph.is_contents = bool(paragraph.piece.text.strip()) and _is_entry(paragraph.piece.text)

    def _page_break(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        self.page += 1
        self.has_pages = True

    def _note(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
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

    def _drawn(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        boxes = list(_text_boxes(element))
        paragraph.held += [(Story.TEXT_BOX, box) for box in boxes]
        if boxes:
            return
        if element.tag == W + "object":
            self.skipped["object"] += 1
            return
        data = element.find(f".//{_DRAWING}graphicData")
        uri = data.get("uri", "") if data is not None else ""
        if uri.endswith(("/chart", "/diagram", "/chartex")):
            self.skipped["chart"] += 1
        elif uri.endswith("/picture") or element.find(f".//{_VML}imagedata") is not None:
            self.skipped["picture"] += 1

    def _alternate(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        chosen = alternative(element)
        if chosen is not None:
            self._inline(chosen, paragraph, hidden)

    def _ruby(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        self.skipped["ruby"] += 1
        base = element.find(W + "rubyBase")
        if base is not None:
            self._inline(base, paragraph, hidden)

    def _formula(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        self._append(paragraph, "".join(text.text or "" for text in element.iter(_MATH + "t")), element)

    def _inserted(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        start = len(paragraph.piece.text)
        piece = paragraph.piece
        self._inline(element, paragraph, hidden)
        kind = RemarkKind.MOVE if element.tag == W + "moveTo" else RemarkKind.INSERTION
        end = len(piece.text)
        piece.remarks.append((kind, start, end, piece.text[start:end], _is_ours(element)))

    def _deleted(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        words = "".join(text.text or "" for text in element.iter() if text.tag in (W + "delText", W + "t"))
        at = len(paragraph.piece.text)
        kind = RemarkKind.MOVE if element.tag == W + "moveFrom" else RemarkKind.DELETION
        self._remark(paragraph, kind, at, at, words, element)
        # The borders of a deleted field still open and close it for what is not deleted.
        for border in element.iter(W + "fldChar"):
            self._field_char(border, paragraph, hidden)

    def _bookmark(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
        paragraph.is_text = paragraph.is_text or element.get(W + "name", "").startswith(TEXT_BOOKMARK)

    def _comment(self, element: ET.Element, paragraph: _Paragraph, hidden: bool) -> None:
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
        self, paragraph: _Paragraph, kind: RemarkKind, start: int, end: int, words: str, element: ET.Element
    ) -> None:
        paragraph.piece.remarks.append((kind, start, end, words, _is_ours(element)))

    def _table(self, table: ET.Element, story: Story) -> None:
        rows = [row for row in _inside(table, "tr") if not _is_gone(row, "trPr", ("del", "hidden"))]
        cells = [list(_inside(row, "tc")) for row in rows]
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
                if not _is_gone(cell, "tcPr", ("cellDel",)) and not _is_merged_away(properties):
                    self._cell(cell, Cell(place, row_number, column), story)
                column += max(1, span or 1)

    def _cell(self, cell: ET.Element, at: Cell, story: Story) -> None:
        """All paragraphs of a cell are one block; tables in it come behind it."""
        whole = _Piece()
        held: list[_Paragraph] = []
        nested: list[ET.Element] = []
        with _deeper(self):
            for block in _flat(cell):
                if block.tag == W + "tbl":
                    nested.append(block)
                elif (read := self._paragraph(block)) is not None:
                    held.append(read[0])
            if self.carried is not None:
                held.append(self.carried)
                self.carried = None
            for piece in (piece for paragraph in held for piece in paragraph.pieces):
                self._join(whole, piece)
            first = replace(held[0], pieces=[whole]) if held else None
            self._line(whole, Line("", story, cell=at), first)
            for paragraph in held:
                self._held(paragraph, story)
            for table in nested:
                self._table(table, story)

    def _join(self, whole: _Piece, piece: _Piece) -> None:
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


_Handler = Callable[[_Reader, ET.Element, _Paragraph, bool], None]
_INLINE: dict[str, _Handler] = {
    W + "r": _Reader._run,
    W + "t": _Reader._text,
    W + "tab": _Reader._tab,
    W + "ptab": _Reader._tab,
    W + "br": _Reader._break,
    W + "cr": _Reader._break,
    W + "noBreakHyphen": _Reader._hyphen,
    W + "sym": _Reader._symbol,
    W + "fldChar": _Reader._field_char,
    W + "instrText": _Reader._field_code,
    W + "lastRenderedPageBreak": _Reader._page_break,
    W + "footnoteReference": _Reader._note,
    W + "endnoteReference": _Reader._note,
    W + "drawing": _Reader._drawn,
    W + "pict": _Reader._drawn,
    W + "object": _Reader._drawn,
    MC + "AlternateContent": _Reader._alternate,
    W + "ruby": _Reader._ruby,
    _MATH + "oMath": _Reader._formula,
    _MATH + "oMathPara": _Reader._formula,
    W + "ins": _Reader._inserted,
    W + "moveTo": _Reader._inserted,
    W + "del": _Reader._deleted,
    W + "moveFrom": _Reader._deleted,
    W + "commentReference": _Reader._comment,
    W + "bookmarkStart": _Reader._bookmark,
}


_AnyReader = TypeVar("_AnyReader", bound=_Reader)


class _deeper:  # noqa: N801 - reads as a statement
    """Bounds how deep a file may nest, long before Python's own limit."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def __enter__(self) -> None:
        self._reader.depth += 1
        if self._reader.depth > _DEEPEST:
            raise ReadError(_TOO_DEEP)

    def __exit__(self, *_: object) -> None:
        self._reader.depth -= 1


def read_package(data: bytes) -> Document:
    return read_with(_Reader, Package(data))[0]


def read_with(kind: type[_AnyReader], package: Package) -> tuple[Document, _AnyReader]:
    """The document, and the reader that went through the file."""
    try:
        return _read(kind, package)
    except RecursionError:
        raise ReadError(_TOO_DEEP) from None


def _read(kind: type[_AnyReader], package: Package) -> tuple[Document, _AnyReader]:
    main = package.main_part
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        raise ReadError("这不是 Word 文档（可能是表格、演示文稿或压缩包）；请改用 .docx 或 .txt 格式的报告。")
    relationships = package.relationships(main)
    parts = {r.kind: r.target for r in relationships.values() if not r.external}
    styles = StyleSheet(package.read(parts["styles"]) if "styles" in parts else None)
    numbering = Numbering(styles)
    listed = package.xml(parts["numbering"]) if "numbering" in parts else None
    if listed is not None:
        numbering.read(listed)
    reader = kind(package, relationships, styles, numbering)
    reader.blocks(body, Story.BODY)
    last = body.find(W + "sectPr")
    if last is not None:
        reader.breaks.append(Break(last, len(reader.lines)))
    reader.headers_and_footers(root)
    skipped = [_SKIPPED[kind].format(count) for kind, count in reader.skipped.items()]
    skipped += _outside(package, relationships, parts.get("settings", ""))
    skipped += [f"自动编号的格式“{name}”不认识，按阿拉伯数字读。" for name in sorted(numbering.unknown_formats)]
    document = build(
        reader.lines,
        remarks=reader.remarks,
        properties=_properties(package),
        skipped=skipped,
        formatting=Formatting(partial(_formats, reader)),
    )
    return document, reader


def _outside(package: Package, relationships: Mapping[str, Relationship], settings: str) -> Iterator[str]:
    """What a program would run or fetch that opens the file to be seen; links are only followed by people."""
    if any(relationship.kind == "vbaProject" for relationship in relationships.values()):
        yield "文件带有宏，没有运行，也没有检查。"
    known = [*relationships.values(), *(package.relationships(settings).values() if settings else ())]
    fetched = sum(relationship.external and relationship.kind != "hyperlink" for relationship in known)
    if fetched:
        yield f"引用文件之外的内容（模板、图片等）{fetched}处，没有读取。"


def _formats(reader: _Reader) -> Formats:
    # Only the layout rules ask; a check without them does not even load it.
    from drafting.ooxml.formats import work_out

    lengths = [len(line.text) for line in reader.lines]
    return work_out(
        reader.package,
        reader.relationships,
        reader.settings,
        reader.styles,
        reader.numbering,
        reader.traces,
        lengths,
        reader.breaks,
    )


@dataclass(frozen=True, slots=True)
class _Properties:
    style_id: str | None = None
    num_id: int | None = None
    ilvl: int | None = None
    outline: int | None = None
    mark_is_deleted: bool = False
    mark_is_hidden: bool = False
    is_drop_cap: bool = False


def _paragraph_properties(properties: ET.Element | None) -> _Properties:
    if properties is None:
        return _Properties()
    mark = properties.find(W + "rPr")
    frame = properties.find(W + "framePr")
    is_listed = properties.find(W + "numPr") is not None
    return _Properties(
        value(properties.find(W + "pStyle")),
        number(properties.find(f"{W}numPr/{W}numId")) if is_listed else None,
        number(properties.find(f"{W}numPr/{W}ilvl")) if is_listed else None,
        number(properties.find(W + "outlineLvl")),
        mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None),
        mark is not None and bool(switch(mark.find(W + "vanish"))),
        frame is not None and frame.get(W + "dropCap", "none") != "none",
    )


_SHOWN = frozenset(
    W + name
    for name in (
        *("drawing", "pict", "object", "sym", "pBdr", "framePr", "fldChar", "fldSimple", "sectPr", "br", "ruby"),
        *("pageBreakBefore", "numPr", "vanish", "footnoteReference", "endnoteReference"),
    )
) | {_MATH + "oMath"}


def _shows_something(paragraph: ET.Element) -> bool:
    """Of one without text: a picture, a drawn line, a new page; or it is not there at all."""
    return any(element.tag in _SHOWN for element in paragraph.iter())


_OVERSTRUCK = re.compile(r"\\o\s*(?:\\a[a-z]\s*)?\(([^()]*)\)", re.IGNORECASE)


def _shown_by_code(code: str) -> str:
    """What a field without a result shows: characters in a circle (EQ), the words of a button."""
    words = code.split(None, 2)
    if not words:
        return ""
    if words[0].upper() == "EQ":
        found = _OVERSTRUCK.search(code)
        return found[1].replace("，", ",").split(",")[-1].strip() if found else ""
    return words[2].strip() if words[0].upper() == "MACROBUTTON" and len(words) == 3 else ""


def _is_gone(element: ET.Element, properties: str, marks: tuple[str, ...]) -> bool:
    return any(element.find(f"{W}{properties}/{W}{mark}") is not None for mark in marks)


def _is_merged_away(properties: ET.Element | None) -> bool:
    """The lower part of a merged cell: Word shows nothing of what it holds."""
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _text_boxes(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from _text_boxes(chosen)
        else:
            yield from _text_boxes(child)


def _inside(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """Rows or cells, also where a content control stands around them."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _GOES_ON:
            yield from _inside(child, name)


def _flat(parent: ET.Element) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _GOES_ON:
            yield from _flat(child)
        elif child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from _flat(chosen)


_LONGEST_ENTRY = 80
_PAGE_AT_END = re.compile(r"[0-9]\s*$")


def _is_entry(text: str) -> bool:
    """Not the text itself, which a field that was damaged by editing may reach into."""
    return (len(text) <= _LONGEST_ENTRY and "。" not in text) or _PAGE_AT_END.search(text) is not None


def _is_ours(element: ET.Element) -> bool:
    return element.get(W + "author") == OUR_NAME


_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def _properties(package: Package) -> Properties:
    for relationship in package.relationships("").values():
        if relationship.kind == "core-properties" and not relationship.external:
            root = package.xml(relationship.target)
            if root is not None:
                names = (_DC + "creator", _CORE + "lastModifiedBy", _CORE + "category")
                return Properties(*((root.findtext(name) or "").strip() for name in names))
    return Properties()
