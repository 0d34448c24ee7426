"""Where a look is wrong, and how many places are told in one finding."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Block, Span
from drafting.document.draft import Kind
from drafting.document.formats import FormatSpan, Formatting, ParagraphFormat, Section, TextFormat
from drafting.document.kinds import Stretch
from drafting.document.layout import Dress
from drafting.rules.context import Context
from drafting.rules.looks import KIND_NAMES
from drafting.text.patterns import Pattern

_MOST_RELATED = 4
"""With the place of the finding itself, five."""
_MOST_NAMES = 4
_LONGEST_QUOTE = 20


@dataclass(frozen=True, slots=True)
class Place:
    span: Span
    kind: Kind
    is_whole: bool = True
    """The whole title, heading or paragraph, not words in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The first of the stretches in a block, and how its paragraph is set."""

    block: Block
    kind: Kind
    format: ParagraphFormat
    size: float
    """Of its first characters: what its indents are counted in."""

    @property
    def place(self) -> Place:
        return Place(Span(self.block.index, 0, self.block.heading_end or len(self.block.text)), self.kind)


def paragraphs(context: Context, *kinds: Kind) -> Iterator[Paragraph]:
    """Of the given kinds; those that stand in frames, or begin in the middle of a line, have no place of their own."""
    for stretch in context.dressed:
        if stretch.start or (kinds and stretch.kind not in kinds):
            continue
        look = _formatting(context).blocks[stretch.block]
        if look is None or look.paragraph.is_framed or look.paragraph.is_continued:
            continue
        size = look.spans[0].format.size if look.spans else context.layout.dress(stretch.kind).size or 16.0
        yield Paragraph(context.document.blocks[stretch.block], stretch.kind, look.paragraph, size)


def by_look(
    context: Context, judge: Callable[[TextFormat, Dress], Hashable | None], counts: Pattern
) -> dict[Hashable, list[Place]]:
    """The places that look wrong, by what is wrong with them; `counts` are the characters that show it."""
    found: dict[Hashable, list[Place]] = {}
    # Looks are few and each is one object: a judgement is made once for each kind of paragraph.
    known: dict[tuple[int, Kind], Hashable | None] = {}

    def judgement(look: TextFormat, kind: Kind) -> Hashable | None:
        key = (id(look), kind)
        if key not in known:
            known[key] = judge(look, context.layout.dress(kind))
        return known[key]

    for stretch in context.dressed:
        judged = [(start, end, judgement(look, stretch.kind)) for start, end, look in looks(context, stretch)]
        if all(key is None for _, _, key in judged):
            continue
        text = context.document.blocks[stretch.block].text
        judged = [piece for piece in judged if counts.search(text, piece[0], piece[1])]
        for key, start, end in _joined(judged):
            whole = len(judged) > 0 and all(other == key for _, _, other in judged)
            span = (stretch.start, stretch.end) if whole else (start, end)
            found.setdefault(key, []).append(Place(Span(stretch.block, *span), stretch.kind, whole))
    return found


def looks(context: Context, stretch: Stretch) -> Iterator[tuple[int, int, TextFormat]]:
    look = _formatting(context).blocks[stretch.block]
    spans: Sequence[FormatSpan] = look.spans if look is not None else ()
    for span in spans:
        start, end = max(span.start, stretch.start), min(span.end, stretch.end)
        if start < end:
            yield start, end, span.format


def _joined(judged: list[tuple[int, int, Hashable | None]]) -> Iterator[tuple[Hashable, int, int]]:
    """Wrong pieces, neighbours of one fault as one."""
    open_key: Hashable | None = None
    begin = last = 0
    for start, end, key in judged:
        if key != open_key:
            if open_key is not None:
                yield open_key, begin, last
            open_key, begin = key, start
        last = end
    if open_key is not None:
        yield open_key, begin, last


def _formatting(context: Context) -> Formatting:
    formatting = context.document.formatting
    assert formatting is not None, "nothing is dressed where there are no formats"
    return formatting


def text_sections(context: Context) -> list[Section]:
    """Sections with body text in them; a landscape one holds a wide table, unless there is no other."""
    blocks = [s.block for s in context.dressed if s.kind is Kind.BODY or s.kind.level]
    if not blocks:
        return []
    found = [s for s in _formatting(context).sections if any(s.first <= block < s.end for block in blocks)]
    return [section for section in found if not section.is_landscape] or found


def section_of(context: Context, block: int) -> Section | None:
    return next((s for s in _formatting(context).sections if s.first <= block < s.end), None)


# ---- in words ----


def named(context: Context, places: Sequence[Place]) -> str:
    """What the places are: kinds of paragraphs, or the words themselves where there is but one piece of text."""
    if len(places) == 1 and not places[0].is_whole:
        words = context.document.quote(places[0].span).strip()
        shown = words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"
        return f"{KIND_NAMES[places[0].kind]}中的“{shown}”"
    names = list(dict.fromkeys(KIND_NAMES[place.kind] for place in places))
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


def counted(places: Sequence[Place]) -> str:
    return f"，共{len(places)}处" if len(places) > 1 else ""


def related(places: Sequence[Place]) -> tuple[Span, ...]:
    """The others that a person has to look up: one in each paragraph."""
    by_block = {place.span.block: place.span for place in reversed(places)}
    by_block.pop(places[0].span.block)
    return tuple(by_block[block] for block in sorted(by_block)[:_MOST_RELATED])


def clause(context: Context, *clauses: str) -> str:
    told = "、".join(dict.fromkeys(clause for clause in clauses if clause))
    return context.layout.basis + told
