"""Page set-up, section by section, and the page numbers that their headers and footers print."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from drafting.document.formats import Grid, NumberedPages, Section, TextFormat
from drafting.ooxml.alternatives import MC, alternative
from drafting.ooxml.measures import points, whole
from drafting.ooxml.package import Package, R, Relationship, W
from drafting.ooxml.styles import style_of, switch
from drafting.ooxml.traces import Break
from drafting.text.characters import visible

_MM = 25.4 / 72
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class _Looks(Protocol):
    """What resolves formats."""

    def of_run(self, run: ET.Element | None, style_id: str | None) -> TextFormat: ...
    def side_of_paragraph(self, own: ET.Element | None) -> str | None: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """A page number in a header or footer."""

    text: str
    side: str | None
    format: TextFormat


def read_sections(
    package: Package,
    relationships: Mapping[str, Relationship],
    settings: ET.Element | None,
    breaks: Sequence[Break],
    looks: _Looks,
) -> Iterator[Section]:
    def is_set(name: str) -> bool:
        return settings is not None and bool(switch(settings.find(W + name)))

    known: dict[str, _Found | None] = {}

    def number_in(target: str | None) -> _Found | None:
        if target is None:
            return None
        if target not in known:
            part = package.xml(target)
            known[target] = None if part is None else next(_numbers(part, looks), None)
        return known[target]

    inherited: dict[tuple[str, str], str] = {}
    first = 0
    for section_break in breaks:
        section = section_break.properties
        for place in ("header", "footer"):
            for reference in section.findall(f"{W}{place}Reference"):
                relationship = relationships.get(reference.get(R + "id", ""))
                if relationship is not None and not relationship.external:
                    # A section without a footer of its own goes on with the one before.
                    inherited[place, reference.get(W + "type", "default")] = relationship.target
        has_title_page = bool(switch(section.find(W + "titlePg")))
        kinds = {"default": "odd", "even": "even"} if is_set("evenAndOddHeaders") else {"default": "all"}
        if has_title_page:
            kinds["first"] = "first"
        yield Section(
            first,
            section_break.end,
            **_page(section, at_top=is_set("gutterAtTop")),
            is_mirrored=is_set("mirrorMargins"),
            columns=_whole(section.find(W + "cols"), "num") or 1,
            grid=_grid(section.find(W + "docGrid")),
            numbers=tuple(_shown(section, kinds, inherited, number_in)),
            has_title_page=has_title_page,
        )
        first = section_break.end


def _page(section: ET.Element, *, at_top: bool) -> dict[str, float | None]:
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    page = {name: _millimetres(size, short) for name, short in (("width", "w"), ("height", "h"))}
    # A negative margin is one that a tall header may not push down.
    page |= {name: _millimetres(margins, name) for name in ("top", "bottom", "left", "right")}
    gutter = _millimetres(margins, "gutter") or 0.0
    bound = "top" if at_top else "right" if switch(section.find(W + "rtlGutter")) else "left"
    length = page[bound]
    if length is not None:
        page[bound] = length + gutter
    return page


def _millimetres(element: ET.Element | None, name: str) -> float | None:
    length = None if element is None else points(element.get(W + name))
    return None if length is None else abs(length) * _MM


def _whole(element: ET.Element | None, name: str) -> int | None:
    return None if element is None else whole(element.get(W + name))


def _grid(element: ET.Element | None) -> Grid:
    if element is None:
        return Grid()
    pitch = points(element.get(W + "linePitch"))
    # In 4096ths of a point.
    return Grid(element.get(W + "type", "default"), pitch or None, (_whole(element, "charSpace") or 0) / 4096)


def _shown(
    section: ET.Element,
    kinds: Mapping[str, str],
    parts: Mapping[tuple[str, str], str],
    number_in: Callable[[str | None], _Found | None],
) -> Iterator[NumberedPages]:
    numbering = section.find(W + "pgNumType")
    in_dashes = numbering is not None and numbering.get(W + "fmt") == "numberInDash"
    for kind, pages in kinds.items():
        for place in ("footer", "header"):
            found = number_in(parts.get((place, kind)))
            if found is not None:
                text = found.text.replace("{}", "- {} -") if in_dashes else found.text
                yield NumberedPages(pages, text, found.side, found.format, place == "header")
                break


# ---- what a header or footer prints ----


def _numbers(part: ET.Element, looks: _Looks) -> Iterator[_Found]:
    for paragraph, placed in _paragraphs(part, _Placed()):
        line = _Line()
        line.read(paragraph)
        if not line.has_number:
            continue
        own = paragraph.find(W + "pPr")
        yield _Found(
            " ".join(visible(line.text).split()),
            _side(own, placed, line, looks),
            looks.of_run(line.look, style_of(own)),
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """What stands around a paragraph and says where on the page it is."""

    side: str | None = None
    is_sure: bool = True


def _paragraphs(parent: ET.Element, placed: _Placed) -> Iterator[tuple[ET.Element, _Placed]]:
    for child in parent:
        if child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from _paragraphs(chosen, placed)
        elif child.tag == W + "p":
            yield child, placed
            yield from _paragraphs(child, placed)
        elif child.tag == W + "tbl":
            yield from _paragraphs(child, _Placed(is_sure=False))
        elif child.tag == _DRAWN + "anchor":
            side = child.findtext(f"{_DRAWN}positionH/{_DRAWN}align")
            yield from _paragraphs(child, _Placed(side, side is not None))
        elif child.tag == W + "pict":
            yield from _paragraphs(child, _of_shape(child))
        else:
            yield from _paragraphs(child, placed)


_HORIZONTAL = re.compile(r"mso-position-horizontal:\s*(left|center|right|inside|outside)")


def _of_shape(picture: ET.Element) -> _Placed:
    for shape in picture.iter():
        found = _HORIZONTAL.search(shape.get("style", ""))
        if found is not None:
            return _Placed(found[1])
    return _Placed(is_sure=False)


def _side(own: ET.Element | None, placed: _Placed, line: "_Line", looks: _Looks) -> str | None:
    frame = own.find(W + "framePr") if own is not None else None
    if frame is not None:
        return frame.get(W + "xAlign")
    if placed.side is not None or not placed.is_sure:
        return placed.side
    if line.side is not None or line.has_tab:
        return line.side
    return looks.side_of_paragraph(own)


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_code: bool = True
    look: ET.Element | None = None
    """Of its code, where that says one, else of the character that opens it."""
    is_number: bool = False


@dataclass(slots=True)
class _Line:
    """A paragraph as it is printed, {} for the page number."""

    text: str = ""
    has_number: bool = False
    look: ET.Element | None = None
    is_seen: bool = False
    """The look is that of digits which stand in the file."""
    has_tab: bool = False
    """In front of the number."""
    side: str | None = None
    """Where a tab of the new kind puts the number."""
    fields: list[_Field] = field(default_factory=list)

    def read(self, parent: ET.Element, look: ET.Element | None = None) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self.read(child, child.find(W + "rPr"))
            elif tag == W + "fldSimple":
                if not self._take_number(child.get(W + "instr", ""), _first_look(child)):
                    self.read(child, look)
            elif tag == MC + "AlternateContent":
                chosen = alternative(child)
                if chosen is not None:
                    self.read(chosen, look)
            elif tag in _PRINTED:
                self._print(child, look)
            elif tag not in _ELSEWHERE:
                self.read(child, look)

    def _print(self, element: ET.Element, look: ET.Element | None) -> None:
        tag = element.tag
        if tag == W + "t":
            self._text(element.text or "", look)
        elif tag == W + "fldChar":
            self._border(element.get(W + "fldCharType", ""), look)
        elif tag == W + "instrText":
            if self.fields:
                # The characters that open, part and close a field are not seen, and often left undressed.
                if (element.text or "").strip() and not self.fields[-1].code.strip() and look is not None:
                    self.fields[-1].look = look
                self.fields[-1].code += element.text or ""
        elif tag == W + "pgNum":
            self._number("{}", look)
        elif tag == W + "ptab":
            self.side = self.side if self.has_number else element.get(W + "alignment")
        else:
            self.has_tab = self.has_tab or not self.has_number

    def _text(self, text: str, look: ET.Element | None) -> None:
        if not any(each.in_code for each in self.fields):
            self.text += text
        elif any(each.is_number for each in self.fields) and look is not None and not self.is_seen:
            # What stands behind a number's code is the number as it was last worked out, and how it then looked.
            self.look, self.is_seen = look, True

    def _border(self, kind: str, look: ET.Element | None) -> None:
        if kind == "begin":
            self.fields.append(_Field(look=look))
        elif kind == "separate" and self.fields:
            self.fields[-1].is_number = self._take_number(self.fields[-1].code, self.fields[-1].look)
            self.fields[-1].in_code = self.fields[-1].is_number
        elif kind == "end" and self.fields:
            closed = self.fields.pop()
            if not closed.is_number:
                self._take_number(closed.code, closed.look)

    def _take_number(self, code: str, look: ET.Element | None) -> bool:
        words = code.split()
        if not words or words[0].upper() != "PAGE":
            return False
        self._number("- {} -" if "arabicdash" in code.lower() else "{}", look)
        return True

    def _number(self, text: str, look: ET.Element | None) -> None:
        if not self.has_number:
            self.has_number, self.look = True, look
            self.text += text


_PRINTED = frozenset(W + name for name in ("t", "fldChar", "instrText", "pgNum", "tab", "ptab"))
# Boxes are paragraphs of their own; what was deleted is not printed.
_ELSEWHERE = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "drawing", "pict", "object", "sdtPr", "sdtEndPr")
)


def _first_look(element: ET.Element) -> ET.Element | None:
    run = element.find(W + "r")
    return None if run is None else run.find(W + "rPr")
