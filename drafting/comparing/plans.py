"""What last year's plan set out to do, and where this year's report speaks of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafting.comparing.reported import Reported, unit_stems
from drafting.comparing.wording import own_pairs, pairs
from drafting.document import Block, Document, Role, Span, Story
from drafting.text.patterns import Pattern

_POINT = Pattern(r"(?<![\u4e00-\u9fff])(?:第?[一二三四五六七八九十]{1,2}是|其[一二三四五六](?=[，、]))")
_END = Pattern("[。！？!?；;]+")
_LEAD_END = Pattern("[，。：；:;,]")
_LABEL = Pattern(r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十0-9]{1,3}[、.．])")
_FEWEST = 3
"""Pairs of characters of its own: with fewer, an item is too general to be left unanswered."""
_FEWEST_OF_LEAD = 2
_MISSED, _DOUBTFUL = 0.15, 0.3
_RARE = 16


@dataclass(frozen=True, slots=True)
class Item:
    span: Span
    """Of last year's report."""
    text: str
    own: frozenset[str]
    """What it speaks of, in pairs of characters that are not in every report."""
    lead: frozenset[str]
    """The same of its first words, which name the thing to be done; what follows says how."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    item: Item
    certain: bool
    nearest: Span | None
    """The paragraph of this year's report that shares most with it."""


def unanswered(last: Reported, this: Reported) -> Iterator[Unanswered]:
    """Items of which this year's report, its own plan left out, has nothing or next to nothing."""
    spoken = _Spoken(this)
    for item in items(last):
        share = spoken.share(item.own)
        if len(item.lead) >= _FEWEST_OF_LEAD:
            of_lead = spoken.share(item.lead)
            missed, doubtful = not of_lead and share <= _MISSED, max(share, of_lead) <= _DOUBTFUL
        else:
            # "Better trained officers" is answered by whatever was done for it: only the way to it has no answer.
            missed, doubtful = False, share <= _MISSED
        if missed or doubtful:
            yield Unanswered(item, missed, spoken.nearest(item))


def items(report: Reported) -> Iterator[Item]:
    """Each numbered point of the plan, else each sentence; without those that say nothing of their own."""
    names = frozenset(pair for stem in unit_stems(report) for pair in pairs(stem))
    for span in _spans(report):
        text = _LABEL.sub("", report.document.quote(span))
        above = report.document.trail(span.block)
        # What a heading of its own names goes for the paragraph below it.
        named = above[-1].heading_words if len(above) > 1 else ""
        whole = f"{named}，{text}" if named else text
        own = frozenset(own_pairs(whole)) - names
        if len(own) >= _FEWEST:
            yield Item(span, text.strip(), own, frozenset(own_pairs(_lead(whole))) - names)


def _lead(text: str) -> str:
    counted = _POINT.match(text)
    start = counted.end() if counted is not None else 0
    end = _LEAD_END.search(text, start)
    return text[start : end.start()] if end is not None else text[start:]


def _spans(report: Reported) -> Iterator[Span]:
    """A heading that stands on a line of its own is no item where something stands under it."""
    document = report.document
    sections = [section for section in report.parts.sections if section.heading.index in report.planned]
    for section in sections:
        heading = section.heading
        if heading.is_heading:
            yield from _points(heading, document.text_start(heading), whole=False)
        for block in section.blocks:
            if block.story is not Story.BODY or block.role not in (Role.PARAGRAPH, Role.HEADING):
                continue
            if block.is_heading:
                if not _is_bare_heading(document, block):
                    yield from _points(block, 0, whole=True)
                continue
            above = document.trail(block.index)
            yield from _points(block, 0, whole=bool(above and above[-1] is not heading))


def _is_bare_heading(document: Document, block: Block) -> bool:
    """A heading over what says something, without a word of its own that does."""
    alone = block.is_heading and document.stands_alone(block)
    return block.is_heading and not alone and document.text_start(block) >= len(block.text.rstrip())


def _points(block: Block, start: int, *, whole: bool) -> Iterator[Span]:
    """`whole`: what stands under a heading of its own is one item, unless it counts its points."""
    text = block.text
    starts = [match.start() for match in _POINT.finditer(text, start)]
    if starts:
        edges = [*starts, len(text)]
    elif whole:
        edges = [start, len(text)]
    else:
        edges = [start, *(match.end() for match in _END.finditer(text, start)), len(text)]
    for first, end in pairwise(edges):
        piece = text[first:end].rstrip()
        if piece:
            yield Span(block.index, first, first + len(piece))


def _speaks(block: Block) -> bool:
    return block.is_prose or block.role is Role.ASIDE


class _Spoken:
    """Where a report has which pair of characters."""

    def __init__(self, report: Reported) -> None:
        self._document = report.document
        self._where: dict[str, list[int]] = {}
        for block in report.document.blocks:
            if block.index not in report.planned and _speaks(block):
                for pair in set(pairs(block.text)):
                    self._where.setdefault(pair, []).append(block.index)

    def share(self, wanted: frozenset[str]) -> float:
        return sum(1 for pair in wanted if pair in self._where) / len(wanted)

    def nearest(self, item: Item) -> Span | None:
        votes: Counter[int] = Counter()
        for pair in set(pairs(item.text)):
            places = self._where.get(pair, ())
            if len(places) <= _RARE:
                weight = 4 if pair in item.own else 1
                votes.update(dict.fromkeys(places, weight))
        blocks = self._document.blocks
        votes = Counter({at: count for at, count in votes.items() if not _is_bare_heading(self._document, blocks[at])})
        if not votes:
            return None
        block, _ = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        return Span(block, 0, len(blocks[block].text.rstrip()))

