"""Required elements of a part, as the mandate names them."""

from collections.abc import Iterator

from drafting.document import Role
from drafting.document.mandate import Element, PartSpec
from drafting.document.parts import Section
from drafting.rules.context import Context


def sections_with(context: Context, key: str) -> Iterator[tuple[PartSpec, Element]]:
    """Parts that are there and have to speak of the element."""
    for part in context.mandate.parts:
        for element in part.elements:
            if element.key == key and any(_has_text(s) for s in context.parts.sections_of(part.key)):
                yield part, element


def speaks_of(section: Section, element: Element) -> bool:
    """In the text; the level-1 heading's own words count only where the mandate says so."""
    heading = section.heading
    texts = [heading.text[heading.body_start :]] if heading.is_heading else []
    texts += [
        block.text for block in section.blocks if block.role in (Role.PARAGRAPH, Role.HEADING, Role.CELL, Role.ASIDE)
    ]
    if element.count_in_heading:
        texts.append(heading.heading)
    return any(element.pattern.search(text) for text in texts)


def _has_text(section: Section) -> bool:
    return section.heading.is_run_in or any(block.is_prose for block in section.blocks)
