"""What this year's report has of last year's: paragraphs and shortcomings, word for word or nearly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from drafting.comparing.reported import Reported, content, keys_with
from drafting.comparing.sentences import Likest, Sentence, faults, sentences
from drafting.document import Document, Span

_SHORTEST = 35
"""Characters that are no boilerplate: below, what is the same says little."""
_SHORTEST_FIGURELESS = 48
_SHORTEST_PART = 45
_SHORTEST_SHORTCOMING = 18
_PART = 0.55
_NEAR = 0.72


class How(Enum):
    WORD_FOR_WORD = "word for word"
    FIGURES = "but for the figures"
    PART = "in part"
    NEARLY = "nearly"


@dataclass(frozen=True, slots=True)
class Carried:
    span: Span
    """Of this year's report."""
    last: tuple[Span, ...]
    """Of last year's, a paragraph each."""
    how: How
    has_figures: bool
    weight: int


class _Told:
    """Sentences of last year's report, to be found by their words."""

    def __init__(self, found: Iterable[Sentence]) -> None:
        self.by_words: dict[str, Sentence] = {}
        self.by_frame: dict[str, Sentence] = {}
        for sentence in found:
            self.by_words.setdefault(sentence.words, sentence)
            self.by_frame.setdefault(sentence.frame, sentence)


def paragraphs(last: Reported, this: Reported) -> Iterator[Carried]:
    """Paragraphs of this year that are last year's; the lead and the shortcomings are left to others.

    What was planned and is reported as done in the plan's own words answers the plan and is no copy.
    """
    apart = {block.index for block in content(this, keys_with(this.mandate, "causes"))}
    apart |= {block.index for block in this.parts.lead}
    of_last = [found for block in last.document.blocks if (found := sentences(last.document, block))]
    done = [found for found in of_last if found[0].span.block not in last.planned]
    by_plan = {False: _Against(last.document, done), True: _Against(last.document, of_last)}
    for block in this.document.body():
        if block.index in apart:
            continue
        carried = by_plan[block.index in this.planned].carried(sentences(this.document, block))
        if carried is not None:
            yield carried


class _Against:
    def __init__(self, document: Document, found: list[list[Sentence]]) -> None:
        self._document = document
        self._blocks = [sentences[0].span.block for sentences in found]
        self._told = _Told(sentence for paragraph in found for sentence in paragraph)
        self._likest = Likest("".join(sentence.frame for sentence in paragraph) for paragraph in found)

    def carried(self, own: list[Sentence]) -> Carried | None:
        whole = sum(sentence.weight for sentence in own)
        if whole < _SHORTEST:
            return None
        same = [(one, self._told.by_words.get(one.words)) for one in own if one.weight]
        alike = [(one, self._told.by_frame.get(one.frame)) for one in own if one.weight]
        if all(other for _, other in same):
            return self._found(own, same, How.WORD_FOR_WORD, whole)
        if all(other for _, other in alike):
            return self._found(own, alike, How.FIGURES, whole)
        kept = sum(one.weight for one, other in same if other)
        if kept >= _SHORTEST_PART and kept >= _PART * whole:
            return self._found(own, same, How.PART, kept)
        near = self._likest.find("".join(one.frame for one in own))
        if near is None or near[1] < _NEAR:
            return None
        spans = (_whole(self._document, self._blocks[near[0]]),)
        return Carried(_span(own), spans, How.NEARLY, any(one.has_figures for one in own), whole)

    def _found(
        self,
        own: list[Sentence],
        found: list[tuple[Sentence, Sentence | None]],
        how: How,
        kept: int,
    ) -> Carried:
        there = dict.fromkeys(other.span.block for _, other in found if other is not None)
        has_figures = any(one.has_figures for one, other in found if other is not None)
        of_ours = [one for one, other in found if other is not None] if how is How.PART else own
        return Carried(_span(of_ours), tuple(_whole(self._document, at) for at in there), how, has_figures, kept)


def _span(found: list[Sentence]) -> Span:
    return Span(found[0].span.block, found[0].span.start, found[-1].span.end)


def _whole(document: Document, block: int) -> Span:
    there = document.blocks[block]
    return Span(block, document.text_start(there), len(there.text.rstrip()))


def is_formula(carried: Carried) -> bool:
    """Short and without figures: it may have been said again on purpose."""
    return not carried.has_figures and carried.weight < _SHORTEST_FIGURELESS


def shortcomings(last: Reported, this: Reported) -> Iterator[Carried]:
    """Sentences of this year's shortcomings that are last year's, word for word or nearly."""
    before = _of_shortcomings(last)
    told = _Told(before)
    likest = Likest(sentence.words for sentence in before)
    for sentence in _of_shortcomings(this):
        if sentence.weight < _SHORTEST_SHORTCOMING:
            continue
        same = told.by_words.get(sentence.words)
        if same is not None:
            yield Carried(sentence.span, (same.span,), How.WORD_FOR_WORD, sentence.has_figures, sentence.weight)
            continue
        near = likest.find(sentence.words)
        if near is not None and near[1] >= _NEAR:
            there = before[near[0]]
            yield Carried(sentence.span, (there.span,), How.NEARLY, sentence.has_figures, sentence.weight)


def _of_shortcomings(report: Reported) -> list[Sentence]:
    blocks = content(report, keys_with(report.mandate, "causes"))
    return [fault for block in blocks for fault in faults(report.document, block)]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of this year's text is last year's, in characters that are no boilerplate."""

    own: int
    same: int
    but_for_figures: int


def share(last: Reported, this: Reported) -> Share:
    told = _Told(sentence for block in last.document.blocks for sentence in sentences(last.document, block))
    own = same = alike = 0
    for block in this.document.body():
        for sentence in sentences(this.document, block):
            own += sentence.weight
            if sentence.words in told.by_words:
                same += sentence.weight
            elif sentence.frame in told.by_frame:
                alike += sentence.weight
    return Share(own, same, alike)
