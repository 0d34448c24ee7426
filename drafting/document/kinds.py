"""Which words of a document the layout prescribes a format for, and as what kind of paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document.blocks import LONGEST_HEADING, Block, Document, Role, Story
from drafting.document.draft import LEVELS, Kind
from drafting.document.letterhead import is_letterhead, letterhead_end
from drafting.text.patterns import Pattern

_LONGEST_CAPTION = 40
_SHORTEST_TITLE = 6
_CAPTION = Pattern(
    r"^(?:续?[表图]\s*[0-9一二三四五六七八九十]|单位\s*[：:]|(?:资料)?来源\s*[：:]|[（(]?单位\s*[：:]|注\s*[0-9]*\s*[：:])"
)
_ANNEX_MARK = Pattern(r"^附\s?(?:件|表|录)?\s?[0-9０-９一二三四五六七八九十]{0,2}\s?[：:]?$")
_SUBTITLE = Pattern(r"^(?:——|—|－|-|（|\()")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points of one block that are of one kind."""

    block: int
    start: int
    end: int
    kind: Kind


def stretches(document: Document) -> tuple[Stretch, ...]:
    """From the title to the date: letterhead, tables, captions, notes and annexes are dressed as each office likes."""
    titles = {document.title, *(block.text for block in document.title_blocks())}
    return tuple(stretch for block in _main_text(document, titles) for stretch in _of(document, block, titles))


def _main_text(document: Document, titles: set[str]) -> Iterator[Block]:
    begun = closed = False
    first = letterhead_end(document)
    for block in document.blocks:
        if block.story is not Story.BODY or block.cell is not None:
            continue
        if block.role in (Role.SIGN_OFF, Role.DATE):
            # Above the text they belong to the title.
            closed = begun
            if begun:
                yield block
        elif closed or (begun and block.role is Role.ATTACHMENT and _ANNEX_MARK.match(block.text)):
            return
        elif block.role in (Role.HEADING, Role.PARAGRAPH):
            begun = begun or not _repeats_title(block, titles)
            yield block
        elif block.role is Role.TITLE:
            if block.index >= first and not is_letterhead(document, block):
                yield block
        elif block.role in (Role.ADDRESSEE, Role.ATTACHMENT):
            yield block


_KINDS = {
    Role.TITLE: Kind.TITLE,
    Role.ADDRESSEE: Kind.ADDRESSEE,
    Role.PARAGRAPH: Kind.BODY,
    Role.ATTACHMENT: Kind.ATTACHMENT_NOTE,
    Role.SIGN_OFF: Kind.SIGN_OFF,
    Role.DATE: Kind.DATE,
}


def _of(document: Document, block: Block, titles: set[str]) -> Iterator[Stretch]:
    if block.is_heading:
        yield from _of_heading(block)
    elif _repeats_title(block, titles):
        yield Stretch(block.index, 0, len(block.text), Kind.TITLE)
    elif not _is_caption(document, block) and not (block.role is Role.TITLE and _SUBTITLE.match(block.text)):
        yield Stretch(block.index, 0, len(block.text), _KINDS[block.role])


def _repeats_title(block: Block, titles: set[str]) -> bool:
    """Behind a cover the title stands once more."""
    return block.role is Role.PARAGRAPH and len(block.text) > _SHORTEST_TITLE and block.text in titles


def _of_heading(block: Block) -> Iterator[Stretch]:
    end = block.heading_end
    if block.level <= len(LEVELS) and len(block.heading_words) <= LONGEST_HEADING:
        yield Stretch(block.index, 0, end, LEVELS[block.level - 1])
    if block.text[end:].strip():
        yield Stretch(block.index, end, len(block.text), Kind.BODY)


def _is_caption(document: Document, block: Block) -> bool:
    if block.role is not Role.PARAGRAPH or len(block.text) > _LONGEST_CAPTION:
        return False
    following = document.blocks[block.index + 1 : block.index + 2]
    above_table = bool(following) and following[0].cell is not None and "。" not in block.text
    return above_table or _CAPTION.match(block.text) is not None
