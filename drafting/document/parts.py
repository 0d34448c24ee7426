"""Which mandated part each stretch of a report belongs to, computed once for all rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from drafting.document.blocks import Block, Document, Role, Span, Story
from drafting.document.mandate import Mandate, PartSpec
from drafting.document.years import report_time
from drafting.text.dates import years
from drafting.text.patterns import Pattern


class Told(StrEnum):
    """How a section's parts were recognised."""

    HEADING = "heading"
    CONTENT = "content"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Section:
    """A level-1 heading and what stands under it."""

    heading: Block
    blocks: tuple[Block, ...]
    parts: tuple[str, ...]
    """Keys of the mandated parts; more than one where the heading merges them."""
    told: Told
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Parts:
    sections: tuple[Section, ...]
    lead: tuple[Block, ...]
    nested: tuple[tuple[str, Block], ...]
    """Parts that stand only as a lower heading under another part."""

    def sections_of(self, key: str) -> list[Section]:
        return [section for section in self.sections if key in section.parts]

    def has(self, key: str) -> bool:
        return bool(self.sections_of(key)) or any(key == nested for nested, _ in self.nested)

    def part_of(self, block: int) -> str | None:
        """The part that a block belongs to; None in the lead, behind the sign-off and where it is not clear."""
        for section in reversed(self.sections):
            if section.heading.index <= block:
                return section.parts[0] if len(section.parts) == 1 else None
        return None


_LONGEST_HEADING = 45
# A heading names a thing; a sentence about it ends otherwise.
_HEADING_END = Pattern(
    r"(?:情况|成效|成果|成绩|举措|措施|做法|不足|问题|短板|原因|原因分析|分析|职责|责任|安排|打算|计划|思路|方向|事项|工作)$"
)


def find_parts(document: Document, mandate: Mandate) -> Parts:
    starts = [block for block in document.body() if _opens_section(block, mandate)]
    if not any(block.level == 1 for block in starts):
        starts = _without_level_one(document, mandate) or starts
    year = report_time(document).year
    sections: list[Section] = []
    for block, following in zip_longest(starts, starts[1:]):
        end = following.index if following else len(document.blocks)
        content = tuple(_content(document, block.index + 1, end))
        named = named_parts(_words(block), mandate, year)
        told = Told.HEADING if named else Told.NOTHING
        sections.append(Section(block, content, named, told, numbered=block.label is not None))
    sections = _read_unclear(sections, mandate)
    first = starts[0].index if starts else len(document.blocks)
    lead = tuple(b for b in document.body() if b.index < first and b.role in (Role.PARAGRAPH, Role.HEADING))
    return Parts(tuple(sections), lead, tuple(_nested(document, mandate, sections)))


def _content(document: Document, start: int, end: int) -> list[Block]:
    found = []
    for block in document.blocks[start:end]:
        if block.story is Story.BODY and block.role in (Role.SIGN_OFF, Role.DATE, Role.ATTACHMENT):
            break
        if block.role is not Role.RESIDUE:
            found.append(block)
    return found


def _words(block: Block) -> str:
    return block.heading_words if block.is_heading else block.text.strip().rstrip("。：:")


def _opens_section(block: Block, mandate: Mandate) -> bool:
    if block.is_heading:
        return block.level == 1
    return block.role is Role.PARAGRAPH and is_bare_part_heading(block.text, mandate)


def is_bare_part_heading(text: str, mandate: Mandate) -> bool:
    """A line of its own that can only be the heading of a part whose number was lost."""
    words = text.strip()
    if not 4 <= len(words) <= _LONGEST_HEADING or re.search(r"[。；：:！？]", words) or not _HEADING_END.search(words):
        return False
    if re.search(r"现将|如下|以下|[我本全][镇乡县街区局]|附件|^表[0-9]|^(?:虽|但|仍|一是)", words):
        return False
    return any(part.names(words) for part in mandate.parts if part.required)


def _without_level_one(document: Document, mandate: Mandate) -> list[Block]:
    return [
        b for b in document.body() if b.is_heading and b.level == 2 and any(p.names(_words(b)) for p in mandate.parts)
    ]


def named_parts(words: str, mandate: Mandate, year: int | None) -> tuple[str, ...]:
    """The parts that a heading names: by its words, and where two claim the same ones, by the year it speaks of."""
    parts = [part for part in mandate.parts if part.names(words)]
    offsets = {found.value - year for found in years(words)} if year is not None else set()
    if len(offsets) == 1 and offsets <= {0, 1}:
        (offset,) = offsets
        fitting = [part for part in parts if part.year_offset == offset or part.names_surely(words)]
        parts = [part for part in parts if part in fitting or not any(part.overlaps(other, words) for other in fitting)]
    # The optional part counts only where no mandated one is named.
    required = tuple(part.key for part in parts if part.required)
    return required or tuple(part.key for part in parts)


def _read_unclear(sections: Sequence[Section], mandate: Mandate) -> list[Section]:
    """Sections whose heading names no part are read by their content, then by elimination."""
    named = {key for section in sections for key in section.parts}
    required = [part for part in mandate.parts if part.required]
    found = []
    for section in sections:
        key = _part_by_content(section, required, named) if section.told is Told.NOTHING else None
        found.append(_told_by_content(section, key) if key else section)
    return _eliminate(found, required)


def _told_by_content(section: Section, key: str) -> Section:
    return Section(section.heading, section.blocks, (key,), Told.CONTENT, section.numbered)


def _eliminate(sections: list[Section], required: Sequence[PartSpec]) -> list[Section]:
    """A slogan where a part is missing most likely heads that part, if the part has no words of its own."""
    told = {key for section in sections for key in section.parts}
    missing = [part.key for part in required if part.key not in told and not part.distinct]
    unclear = [place for place, section in enumerate(sections) if section.told is Told.NOTHING]
    for place in unclear if missing else ():
        # Two parts missing: the last slogan heads the later one.
        last = len(missing) > 1 and place == unclear[-1] and len(unclear) > 1
        sections[place] = _told_by_content(sections[place], missing[-1] if last else missing[0])
    return sections


def _part_by_content(section: Section, parts: Sequence[PartSpec], named: set[str]) -> str | None:
    texts = [block.text for block in (section.heading, *section.blocks) if block.is_prose]
    if not texts:
        return None
    scores: dict[str, float] = {}
    for part in parts:
        if part.content_pattern is None:
            continue
        hits = sum(1 for text in texts for _ in part.content_pattern.finditer(text))
        # A part that has a heading of its own is seldom told twice, except for measures, which reports split.
        scores[part.key] = hits * (0.5 if part.key in named else 1.0)
    best = max(scores, key=lambda key: scores[key], default=None)
    if best is None or scores[best] == 0:
        return None
    rivals = sorted(scores.values(), reverse=True)
    return best if len(rivals) < 2 or rivals[0] > rivals[1] else None


def _nested(document: Document, mandate: Mandate, sections: Sequence[Section]) -> list[tuple[str, Block]]:
    """Parts without a section of their own that a lower heading names."""
    named = {key for section in sections if section.told is Told.HEADING for key in section.parts}
    starts = {section.heading.index for section in sections}
    found: dict[str, Block] = {}
    for block in document.body():
        if (
            not block.is_heading
            or block.level < 2
            or block.index in starts
            or len(block.heading_words) > _LONGEST_HEADING
        ):
            continue
        for part in mandate.parts:
            if (
                part.required
                and part.key not in named
                and part.key not in found
                and part.names_nested(block.heading_words)
            ):
                found[part.key] = block
    return list(found.items())


def required_parts(mandate: Mandate) -> list[PartSpec]:
    return [part for part in mandate.parts if part.required]


def heading_span(block: Block) -> Span:
    start = len(block.text) - len(block.text.lstrip())
    end = block.heading_end if block.is_heading else len(block.text)
    return Span(block.index, start, max(start, len(block.text[:end].rstrip())))
