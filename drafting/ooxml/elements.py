"""What the elements of a document's XML say by themselves."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.ooxml.alternatives import MC, alternative
from drafting.ooxml.package import W
from drafting.ooxml.styles import number, style_of, switch

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# These stand around blocks or runs and are read through.
GOES_ON = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
THROUGH = GOES_ON | {W + name for name in ("hyperlink", "fldSimple", "dir", "bdo", "p")}


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    style_id: str | None = None
    num_id: int | None = None
    ilvl: int | None = None
    outline: int | None = None
    mark_is_deleted: bool = False
    mark_is_hidden: bool = False
    is_drop_cap: bool = False


def paragraph_properties(properties: ET.Element | None) -> ParagraphProperties:
    if properties is None:
        return ParagraphProperties()
    mark = properties.find(W + "rPr")
    frame = properties.find(W + "framePr")
    is_listed = properties.find(W + "numPr") is not None
    return ParagraphProperties(
        style_of(properties),
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
) | {MATH + "oMath"}


def shows_something(paragraph: ET.Element) -> bool:
    """Of one without text: a picture, a drawn line, a new page; or it is not there at all."""
    return any(element.tag in _SHOWN for element in paragraph.iter())


def is_gone(element: ET.Element, properties: str, marks: tuple[str, ...]) -> bool:
    return any(element.find(f"{W}{properties}/{W}{mark}") is not None for mark in marks)


def is_merged_away(properties: ET.Element | None) -> bool:
    """The lower part of a merged cell: Word shows nothing of what it holds."""
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def text_boxes(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from text_boxes(chosen)
        else:
            yield from text_boxes(child)


def inside(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """Rows or cells, also where a content control stands around them."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in GOES_ON:
            yield from inside(child, name)


def flat(parent: ET.Element) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in GOES_ON:
            yield from flat(child)
        elif child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from flat(chosen)
