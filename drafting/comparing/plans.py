"""What last year's plan set out to do, and where this year's report speaks of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from drafting.comparing.reported import Reported, content, keys_with, unit_stems
from drafting.comparing.wording import in_a_row, is_own, own_pairs, pairs
from drafting.document import Block, Document, Role, Span, Story
from drafting.figures import Quantity
from drafting.figures.quantities import Sentence
from drafting.text.patterns import Pattern

_POINT = Pattern(r"(?<![\u4e00-\u9fff])(?:第?[一二三四五六七八九十]{1,2}是|其[一二三四五六](?=[，、]))")
_END = Pattern("[。！？!?；;]+")
_LEAD_END = Pattern("[，。：；:;,]")
_LABEL = Pattern(r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十0-9]{1,3}[、.．])")
_PLACE = Pattern(
    r"(?:(?<=[在于到、和及与，。；（])|^)[\u4e00-\u9fff]{1,5}?(?:村|社区|屯|寨|组)(?![\u4e00-\u9fff]{0,1}[民级规居务干支委])"
)
"""Where a thing is to be done: another thing may well have been done there."""
_UNDONE = Pattern("没|未能|未(?!成年|来|婚)|尚|仍|滞后|推迟|延期|搁置|压减|来不及|缓慢|暂缓|还[差缺剩]")
_SENTENCE = Pattern("[^。！？；;\n]+")
_SINGLES = Pattern("(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:、[\u4e00-\u9fff](?=[、\u4e00-\u9fff])){2,}")
_THREE = 3
_KIN = (
    ("人", "人次"),
    ("次", "场", "期", "堂", "节", "课", "回", "轮", "场次", "批次"),
    ("个", "处", "所", "座", "家"),
    ("份", "册", "本"),
)
"""Measure words that an answer may use for one another."""
_DOING = frozenset(
    (
        "开展",
        "组织",
        "全年",
        "完成",
        "建立",
        "建成",
        "推进",
        "加强",
        "落实",
        "工作",
        "进行",
        "实施",
        "继续",
        "全乡",
        "全镇",
    )
)
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
    quantities: tuple[Quantity, ...]
    own: frozenset[str]
    """What it speaks of, in pairs of characters that are not in every report."""
    lead: frozenset[str]
    """The same of its first words, which name the thing to be done; what follows says how."""


class Trace(Enum):
    """What this year's report has of an item."""

    NONE = "nothing"
    LITTLE = "next to nothing"
    OTHER_WORDS = "something of the kind, with a count"
    FAULT = "a shortcoming that does not say what became of it"


@dataclass(frozen=True, slots=True)
class Unanswered:
    item: Item
    trace: Trace
    nearest: Span | None
    """The passage of this year's report that shares most with it."""


def unanswered(last: Reported, this: Reported) -> Iterator[Unanswered]:
    """Items of which this year's report, its own plan left out, has nothing or next to nothing."""
    faults = frozenset(block.index for block in content(this, keys_with(this.mandate, "causes")))
    told, with_faults = _Spoken(this, faults), _Spoken(this, frozenset())
    counted = _Counted(this, faults)
    for item in items(last):
        trace = told.trace(item)
        if trace is None:
            continue
        if with_faults.trace(item) is None:
            yield Unanswered(item, Trace.FAULT, with_faults.nearest(item, faults))
            continue
        near = counted.near(item) if trace is Trace.NONE else None
        if near is not None:
            yield Unanswered(item, Trace.OTHER_WORDS, near)
        else:
            yield Unanswered(item, trace, told.nearest(item))


def items(report: Reported) -> Iterator[Item]:
    """Each numbered point of the plan, else each sentence; without those that say nothing of their own."""
    names = frozenset(pair for stem in unit_stems(report) for pair in pairs(stem))
    figures: dict[int, list[Quantity]] = {}
    for sentence in report.sentences:
        figures.setdefault(sentence.block, []).extend(sentence.quantities)
    for span in _spans(report):
        text = _LABEL.sub("", report.document.quote(span))
        above = report.document.trail(span.block)
        # What a heading of its own names goes for the paragraph below it.
        named = above[-1].heading_words if len(above) > 1 else ""
        whole = f"{named}，{text}" if named else text
        if len(frozenset(own_pairs(whole)) - names) < _FEWEST:
            continue
        held = tuple(q for q in figures.get(span.block, ()) if span.start <= q.start < span.end and q.is_count)
        own, lead = (frozenset(own_pairs(_without_places(part))) - names for part in (whole, _lead(whole)))
        if own:
            yield Item(span, text.strip(), held, own, lead)


def _without_places(text: str) -> str:
    return _PLACE.sub("，", text)


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

    def __init__(self, report: Reported, faults: frozenset[int]) -> None:
        """Of `faults` only what says that something was not done answers a plan."""
        self._document = report.document
        self._where: dict[str, list[int]] = {}
        for block in report.document.blocks:
            if block.index in report.planned or not _speaks(block):
                continue
            text = _SINGLES.sub(lambda found: found[0].replace("、", ""), block.text)
            if block.index in faults:
                text = "。".join(said for said in _SENTENCE.findall(text) if _UNDONE.search(said))
            for pair in set(pairs(text)):
                self._where.setdefault(pair, []).append(block.index)

    def trace(self, item: Item) -> Trace | None:
        """None where the report speaks of it."""
        share = self.share(item.own)
        if len(item.lead) >= _FEWEST_OF_LEAD:
            of_lead = self.share(item.lead)
            if not of_lead and share <= _MISSED:
                return Trace.NONE
            return Trace.LITTLE if max(share, of_lead) <= _DOUBTFUL else None
        # "Better trained officers" is answered by whatever was done for it: only the way to it has no answer.
        return Trace.LITTLE if share <= _MISSED else None

    def share(self, wanted: frozenset[str]) -> float:
        return sum(1 for pair in wanted if pair in self._where) / len(wanted)

    def nearest(self, item: Item, among: frozenset[int] | None = None) -> Span | None:
        votes: Counter[int] = Counter()
        for pair in set(pairs(item.text)):
            places = self._where.get(pair, ())
            if len(places) <= _RARE:
                weight = 4 if pair in item.own else 1
                votes.update(dict.fromkeys(places, weight))
        blocks = self._document.blocks
        votes = Counter(
            {
                at: count
                for at, count in votes.items()
                if (among is None or at in among) and not _is_bare_heading(self._document, blocks[at])
            }
        )
        if not votes:
            return None
        block, _ = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        return Span(block, 0, len(blocks[block].text.rstrip()))


class _Counted:
    """Sentences of what was done that count something, to be found by three characters in a row or by the count."""

    def __init__(self, report: Reported, faults: frozenset[int]) -> None:
        self._by_words: dict[str, list[Sentence]] = {}
        self._by_count: dict[tuple[str, Fraction], list[Sentence]] = {}
        for sentence in report.sentences:
            counts = sentence.counts()
            if not counts or sentence.planned or sentence.block in faults:
                continue
            for three in _threes(sentence.text[sentence.start : sentence.end]):
                self._by_words.setdefault(three, []).append(sentence)
            for quantity in counts:
                self._by_count.setdefault((_kin(quantity), quantity.value), []).append(sentence)

    def near(self, item: Item) -> Span | None:
        """Names the same thing and counts it likewise, or counts just as many of something alike."""
        wanted = {_kin(quantity) for quantity in item.quantities}
        text = _without_places(item.text)
        for three in sorted(_threes(text)):
            for sentence in self._few(self._by_words.get(three, [])):
                if not wanted or any(_kin(quantity) in wanted for quantity in sentence.counts()):
                    return _span_of(sentence)
        spoken = set(pairs(text)) - _DOING
        for quantity in item.quantities:
            for sentence in self._few(self._by_count.get((_kin(quantity), quantity.value), [])):
                if quantity.value > 1 and spoken.intersection(pairs(sentence.text[sentence.start : sentence.end])):
                    return _span_of(sentence)
        return None

    def _few(self, found: list[Sentence]) -> list[Sentence]:
        return found if len(found) <= _RARE else []


def _threes(text: str) -> set[str]:
    """Three characters that name something, one pair of them not in every report."""
    return {three for three in in_a_row(text, _THREE) if is_own(three)}


def _kin(quantity: Quantity) -> str:
    return next((kin[0] for kin in _KIN if quantity.unit in kin), quantity.unit)


def _span_of(sentence: Sentence) -> Span:
    text = sentence.text[sentence.start : sentence.end]
    start = sentence.start + len(text) - len(text.lstrip())
    return Span(sentence.block, start, sentence.start + len(text.rstrip()))
