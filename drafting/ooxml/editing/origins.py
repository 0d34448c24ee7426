"""The reader of reports, noting of every character where in the file it comes from."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from drafting.document import Line
from drafting.ooxml.elements import ParagraphProperties
from drafting.ooxml.lines import LineReader, Paragraph, Piece
from drafting.ooxml.package import W
from drafting.ooxml.traces import Origin
from drafting.text.characters import INVISIBLE, leading_space, tidy, visible

Origins = list[Origin | None]
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = " \t\r\n"


@dataclass(slots=True)
class TracingReader(LineReader):
    origins: list[Origins] = field(default_factory=list)
    """Of each line's characters; None for what is written nowhere: automatic numbers, the break between paragraphs."""
    paragraphs: list[ET.Element | None] = field(default_factory=list)
    """The w:p of each line, the first where several are one."""

    def paragraph(self, element: ET.Element) -> tuple[Paragraph, Line] | None:
        read = LineReader.paragraph(self, element)
        paragraph = read[0] if read is not None else self.carried
        if paragraph is not None:
            paragraph.elements = [*(paragraph.elements or []), element]
        return read

    def append(self, paragraph: Paragraph, text: str, source: ET.Element) -> None:
        piece = paragraph.piece
        known = len(piece.text)
        LineReader.append(self, paragraph, text, source)
        added = len(piece.text) - known
        if added:
            code = self.fields[0].code.strip() if self.fields else ""
            offsets = _offsets(source) if source.tag == W + "t" else range(added)
            if piece.origins is None:
                piece.origins = [None] * known
            piece.origins += [Origin(source, offset, code) for offset in offsets]
            assert len(piece.origins) == len(piece.text)

    def number(self, paragraph: Paragraph, properties: ParagraphProperties) -> None:
        first = paragraph.pieces[0]
        own = _of(first)
        LineReader.number(self, paragraph, properties)
        first.origins = [*([None] * (len(first.text) - len(own))), *own]

    def join(self, whole: Piece, piece: Piece) -> None:
        if whole.origins is None:
            whole.origins = []
        LineReader.join(self, whole, piece)
        own = _tidied(piece)
        whole.origins += [*([None] * (len(whole.text) - len(whole.origins) - len(own))), *own]

    def line(self, piece: Piece, line: Line, paragraph: Paragraph | None = None) -> None:
        known = len(self.lines)
        LineReader.line(self, piece, line, paragraph)
        if len(self.lines) > known:
            self.origins.append(_tidied(piece))
            self.paragraphs.append(paragraph.elements[0] if paragraph is not None and paragraph.elements else None)
            assert len(self.origins[-1]) == len(self.lines[-1].text)


def _of(piece: Piece) -> Origins:
    return piece.origins if piece.origins is not None else [None] * len(piece.text)


def _tidied(piece: Piece) -> Origins:
    seen = [origin for character, origin in zip(piece.text, _of(piece), strict=True) if character not in INVISIBLE]
    start = leading_space(visible(piece.text))
    return seen[start : start + len(tidy(piece.text))]


def _offsets(node: ET.Element) -> list[int]:
    """Of the characters of a w:t that are read."""
    text = node.text or ""
    start, end = 0, len(text)
    if node.get(_SPACE) != "preserve":
        start, end = len(text) - len(text.lstrip(_BLANK)), len(text.rstrip(_BLANK))
    return [offset for offset in range(start, end) if text[offset] not in INVISIBLE]
