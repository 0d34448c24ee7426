"""A county's own document under a draft: its letterhead, page, headers, footers and styles stay, our text goes in."""

import io
import zipfile
from typing import Any

from drafting.document.draft import Draft, Kind
from drafting.document.layout import Layout
from drafting.ooxml.measures import identifiers
from drafting.ooxml.package import Package, W
from drafting.ooxml.reader import read_package
from drafting.ooxml.writer import parts
from drafting.ooxml.writer.base_numbers import put_numbers
from drafting.ooxml.writer.base_styles import put_styles
from drafting.ooxml.writer.body import Body
from drafting.ooxml.writer.markup import NAMESPACES, paragraph
from drafting.ooxml.writer.measures import measure
from drafting.ooxml.writer.styles import named_styles
from drafting.readers import ReadError, is_word
from drafting.readers.compound import refuse_locked

_TWIP = 635
"""In the English metric units that python-docx counts in."""
_SAVE_ANEW = "请用 Word 或 WPS 打开它，另存为 .docx 后再试。"


def write_on(base: bytes, draft: Draft, layout: Layout) -> bytes:
    refuse(base)
    # A fifth of a second to import: only who brings a document of his own waits for it.
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(io.BytesIO(base))
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError):
        raise ReadError(f"底版文件用不了：它不是普通的 .docx 文件。{_SAVE_ANEW}") from None
    measures = measure(layout, _text_width(document), has_grid=_has_grid(document))
    ids = put_styles(document, named_styles(layout, measures), layout)
    body = Body(draft, layout, measures, ids, first_bookmark=_last_bookmark(document) + 1)
    _put(document, body.xml(), blank=paragraph(ids[Kind.BODY]))
    put_numbers(document, base, layout, ids)
    _forget_origins(document, draft)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return parts.packed((name, package.read(name)) for name in package.namelist())


def refuse(base: bytes) -> None:
    """A ReadError for everything that the reader of reports refuses, and for macros."""
    try:
        _look_through(base)
    except ReadError as error:
        raise ReadError(f"底版文件用不了：{error}") from None


def _look_through(base: bytes) -> None:
    if not base:
        raise ReadError(f"它是空的。{_SAVE_ANEW}")
    refuse_locked(base)
    if not is_word(base):
        raise ReadError(f"它不是 .docx 文件。{_SAVE_ANEW}")
    package = Package(base)
    names = package.names()
    types = package.read("[Content_Types].xml") or b""
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise ReadError(f"它带有宏。{_SAVE_ANEW}")
    # What is too deep or too long for a check would take everything below seconds.
    read_package(base)
    main = package.xml(package.main_part)
    if main is None or main.find(W + "body") is None:
        raise ReadError(f"它里面没有正文。{_SAVE_ANEW}")
    for name in names:
        if name.endswith((".xml", ".rels")):
            package.xml(name)


def _text_width(document: Any) -> int | None:
    section: Any = document.sections[-1] if len(document.sections) else None
    if section is None or None in (section.page_width, section.left_margin, section.right_margin):
        return None
    width: int = section.page_width - section.left_margin - section.right_margin - (section.gutter or 0)
    return round(width / _TWIP)


def _has_grid(document: Any) -> bool:
    from docx.oxml.ns import qn

    section = next(reversed(list(document.element.body.iter(qn("w:sectPr")))), None)
    grid = section.find(qn("w:docGrid")) if section is not None else None
    return grid is not None and grid.get(qn("w:type"), "default") != "default"


def _last_bookmark(document: Any) -> int:
    from docx.oxml.ns import qn

    return max(identifiers(mark.get(qn("w:id")) for mark in document.element.iter(qn("w:bookmarkStart"))), default=0)


def _put(document: Any, body: str, *, blank: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    place = document.element.body
    own = [child for child in place.iterchildren() if child.tag != qn("w:sectPr")]
    if not any(_shows_something(child) for child in own):
        # An empty document still has a paragraph; it would be a blank line above our title.
        for child in own:
            place.remove(child)
    elif _touches(own[-1]):
        body = blank + body
    last = place[-1] if len(place) and place[-1].tag == qn("w:sectPr") else None
    for child in list(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")):
        if last is None:
            place.append(child)
        else:
            last.addprevious(child)


def _touches(last: Any) -> bool:
    """Whether what follows would stand right under it: no blank line is there, and no page ends with it."""
    from docx.oxml.ns import qn

    ends_page = any(
        element.tag == qn("w:sectPr") or (element.tag == qn("w:br") and element.get(qn("w:type")) == "page")
        for element in last.iter()
    )
    return _shows_something(last) and not ends_page


_SHOWN = ("w:tbl", "w:drawing", "w:pict", "w:object", "w:sym", "w:pBdr", "w:fldSimple", "w:instrText", "m:oMath")


def _shows_something(child: Any) -> bool:
    from docx.oxml.ns import qn

    names = {qn(name) for name in _SHOWN}
    return any(
        element.tag in names or (element.tag == qn("w:t") and (element.text or "").strip()) for element in child.iter()
    )


def _forget_origins(document: Any, draft: Draft) -> None:
    """Who made the base, when, with what and where its own template lies, is nobody's business who reads the report."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.ns import qn

    package = document.part.package
    for identifier, relationship in list(package.rels.items()):
        if relationship.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[identifier]
    core = Part(PackURI("/docProps/core.xml"), parts.CORE_TYPE, parts.core_properties(draft).encode(), package)
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for template in list(document.settings.element.iterchildren(qn("w:attachedTemplate"))):
        document.settings.element.remove(template)
    relationships = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for identifier, relationship in list(relationships.items()):
        if relationship.reltype.endswith("/attachedTemplate"):
            del relationships[identifier]
