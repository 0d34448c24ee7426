"""Page numbers for a county's own document that has none: its headers and footers keep what they hold."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from drafting.document.layout import Layout
from drafting.ooxml.reader import read_package
from drafting.ooxml.writer import parts
from drafting.ooxml.writer.markup import NAMESPACES
from drafting.ooxml.writer.styles import PAGE_NUMBER


def put_numbers(document: Any, base: bytes, layout: Layout, ids: Mapping[str, str]) -> None:
    document.element.body.get_or_add_sectPr()
    numbered = _numbered(base)
    if "all" in numbered:
        return
    settings = document.settings
    if not settings.odd_and_even_pages_header_footer:
        # The number is on the outer side. A frame could put it there in one footer for all pages, but LibreOffice
        # knows no outer side and prints it over what the footer holds.
        for section in document.sections:
            _repeat_on_even_pages(section)
        settings.odd_and_even_pages_header_footer = True
    for footer, side in _without(document.sections[-1], numbered):
        _put(footer, layout, ids, is_odd=side == "odd")


def _numbered(base: bytes) -> set[str]:
    """The pages of the last section that print a number, as a check would read them."""
    formatting = read_package(base).formatting
    sections = formatting.sections if formatting is not None else ()
    return {number.pages for number in sections[-1].numbers} if sections else set()


def _without(section: Any, numbered: set[str]) -> Iterator[tuple[Any, str]]:
    if "odd" not in numbered:
        yield section.footer, "odd"
    if "even" not in numbered:
        yield section.even_page_footer, "even"
    # A first page without a number is often meant so; where no page has one, nobody thought of it.
    if section.different_first_page_header_footer and not numbered:
        yield section.first_page_footer, "odd"


def _repeat_on_even_pages(section: Any) -> None:
    """The headers and footers that even pages have shown so far."""
    for usual, even in ((section.header, section.even_page_header), (section.footer, section.even_page_footer)):
        # One from before may lie hidden in the file.
        even.is_linked_to_previous = True
        if usual.is_linked_to_previous:
            continue
        even.is_linked_to_previous = False
        root = even._element
        root[:] = [deepcopy(child) for child in usual._element]
        for identifier, relationship in usual.part.rels.items():
            target = relationship.target_ref if relationship.is_external else relationship.target_part
            even.part.rels.add_relationship(relationship.reltype, target, identifier, relationship.is_external)


def _put(footer: Any, layout: Layout, ids: Mapping[str, str], *, is_odd: bool) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    paragraphs = footer.paragraphs
    root = footer._element
    is_blank = len(root) == len(paragraphs) == 1 and next(root.iter(qn("w:r")), None) is None
    style = f'<w:pStyle w:val="{ids[PAGE_NUMBER]}"/>'
    place, number = parts.outer_side(layout, odd=is_odd), parts.page_number(layout, odd=is_odd)
    root.insert(0, parse_xml(f"<w:p {NAMESPACES}><w:pPr>{style}{place}</w:pPr>{number}</w:p>"))
    if is_blank:
        root.remove(root[1])
