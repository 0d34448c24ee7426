"""Which blocks of a report belong to which part of the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafting.document import Block, Role
from drafting.document.mandate import Mandate
from drafting.document.parts import Parts, Section, Told
from drafting.text.patterns import Pattern

_CLOSING = Pattern(r"^(?:特此报告|专此报告|特此说明|以上报告|妥否)[^。]{0,16}[。！]?$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks of one part."""

    part: str
    heading: Block | None
    blocks: tuple[Block, ...]
    is_item: bool = False
    """Its heading is a slogan that heads a measure, not the part."""


def stretches(parts: Parts, mandate: Mandate) -> Iterator[Stretch]:
    nested = {block.index: key for key, block in parts.nested}
    for section in parts.sections:
        blocks = tuple(block for block in section.blocks if not is_closing(block))
        blocks, below = _without_nested(blocks, nested)
        yield from _stretches_of(section, blocks, mandate)
        yield from below


def is_closing(block: Block) -> bool:
    return block.role is Role.PARAGRAPH and _CLOSING.match(block.text.strip()) is not None


def _without_nested(blocks: Sequence[Block], nested: Mapping[int, str]) -> tuple[tuple[Block, ...], list[Stretch]]:
    """A part that stands under a heading of another is taken out from there."""
    rest: list[Block] = []
    found: list[Stretch] = []
    inside: tuple[Block, str] | None = None
    held: list[Block] = []
    for block in blocks:
        if inside is not None and block.is_heading and block.level <= inside[0].level:
            found.append(Stretch(inside[1], inside[0], tuple(held)))
            inside, held = None, []
        if inside is None and block.index in nested:
            inside = (block, nested[block.index])
        elif inside is not None:
            held.append(block)
        else:
            rest.append(block)
    if inside is not None:
        found.append(Stretch(inside[1], inside[0], tuple(held)))
    return tuple(rest), found


def _stretches_of(section: Section, blocks: tuple[Block, ...], mandate: Mandate) -> Iterator[Stretch]:
    if len(section.parts) == 1:
        is_item = section.told is not Told.HEADING and section.parts[0] == "achievements"
        yield Stretch(section.parts[0], section.heading, blocks, is_item)
    elif len(section.parts) == 2:
        yield from _parted(section, blocks, mandate)


def _parted(section: Section, blocks: tuple[Block, ...], mandate: Mandate) -> Iterator[Stretch]:
    """Two parts under one heading: where the words of the second begin."""
    words = section.heading.heading_words if section.heading.is_heading else section.heading.text
    specs = [mandate.part(key) for key in section.parts]
    specs.sort(key=lambda part: found.start() if (found := part.heading_pattern.search(words)) else 0)
    if any(part.content_pattern is None for part in specs):
        return
    hits = [
        [sum(1 for _ in part.content_pattern.finditer(block.text)) if part.content_pattern else 0 for part in specs]
        for block in blocks
    ]
    begins = [place for place, (first, second) in enumerate(hits) if second > first]
    if section.heading.is_run_in or not begins or not any(first > second for first, second in hits[: begins[0]]):
        return
    # The second part begins where nothing of the first comes any more.
    last_of_first = max(place for place, (first, second) in enumerate(hits) if first > second)
    if last_of_first > begins[0]:
        return
    yield Stretch(specs[0].key, section.heading, blocks[: begins[0]])
    yield Stretch(specs[1].key, None, blocks[begins[0] :])
