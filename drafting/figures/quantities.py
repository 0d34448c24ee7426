"""The figures of a document where they stand: in which sentence and clause, between which words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from drafting.document import Block, Role, Span
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind, Number, read

_SENTENCE_END = Pattern(r"[。！？!?\n]+")
# A colon before digits belongs to the figure that it announces (办结率：95.45%).
_CLAUSE_END = Pattern(r"[，,；;：:](?:(?<![：:])(?![0-9]{3}(?![0-9]))|(?<=[：:])(?!\s?[0-9０-９]))")
_BRACKET = Pattern(r"[（(〔［\[）)〕］\]]")
_KIN = (("件", "起", "宗", "例", "桩"), ("人", "名", "位"))
_FIRST_OF_KIN = {unit: kin[0] for kin in _KIN for unit in kin}
_TIME = frozenset(
    [
        "天",
        "年",
        "个月",
        "小时",
        "个小时",
        "分钟",
        "周",
        "个工作日",
        "工作日",
        "季度",
        "个季度",
        "岁",
        "个课时",
        "课时",
        "学时",
        "个学时",
    ]
)
_LENGTHS = frozenset(["天", "课时", "个课时", "学时", "个学时", "小时"])
_JOINED = Pattern("[^，。；：、]{1,8}[和及与]")
_SEPARATORS = " 、，,；;：:"
_LINK = Pattern("^[ 、，,；;：:]*(?:以及|和(?!解|谐)|与|及(?!时|格))?")
_MOST = 60
_ROLES = frozenset((Role.PARAGRAPH, Role.HEADING, Role.ASIDE, Role.CELL, Role.ATTACHMENT))


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A figure in its place; equal to none but itself, however alike another may be."""

    index: int
    block: int
    number: Number
    text: str
    """As written, with the measure word."""
    before: str
    """The words of its clause before it, back to the figure before."""
    after: str
    """The words of its clause behind it, up to the next figure."""
    depth: int
    """How many brackets stand open around it."""
    is_count: bool = field(init=False, repr=False)
    """A number of things that can be compared with another: what everything asks of every figure."""

    def __post_init__(self) -> None:
        number = self.number
        counts = number.kind is Kind.COUNT and bool(number.unit) and not number.idiom and number.unit not in _TIME
        object.__setattr__(self, "is_count", counts)

    @property
    def start(self) -> int:
        return self.number.start

    @property
    def end(self) -> int:
        return self.number.end

    @property
    def span(self) -> Span:
        return Span(self.block, self.start, self.end)

    @property
    def with_prefix(self) -> Span:
        return Span(self.block, self.start - len(self.number.prefix), self.end)

    @property
    def shown(self) -> str:
        """With 约 or 近 before it."""
        return self.number.prefix + self.text

    @property
    def value(self) -> Fraction:
        return self.number.value

    @property
    def unit(self) -> str:
        """One measure word for those that count the same things: 件 for 起 and 宗."""
        return _FIRST_OF_KIN.get(self.number.unit, self.number.unit)

    @property
    def is_amount(self) -> bool:
        """A count, or a length of time that can be divided by another."""
        return self.is_count or self.number.unit in _LENGTHS

    @property
    def is_rate(self) -> bool:
        return self.number.kind is Kind.RATE

    @property
    def is_exact(self) -> bool:
        return self.number.is_exact

    @property
    def words(self) -> str:
        return self.before + self.after


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    block: int
    text: str
    """Of the whole block, so that offsets are the block's."""
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    planned: bool = False
    """Speaks of next year: its figures are goals."""

    def between(self, first: Quantity, second: Quantity) -> str:
        return self.text[first.end : second.start]

    def says(self, word: str) -> bool:
        """Asked before each figure is looked at for what is said of few."""
        return self.text.find(word, self.start, self.end) >= 0

    def lead(self, quantity: Quantity, longest: int = 60) -> str:
        """What stands in the sentence before a figure and its 约 or 近."""
        end = quantity.start - len(quantity.number.prefix)
        return self.text[max(self.start, end - longest) : end]

    def clause(self, quantity: Quantity) -> str:
        """The words of its clause before a figure, other figures among them."""
        lead = self.lead(quantity)
        return lead[max(lead.rfind("，"), lead.rfind("；"), lead.rfind("：")) + 1 :]

    def is_listed_with(self, one: Quantity, other: Quantity) -> bool:
        """84件、528件: two numbers of one list."""
        first, second = (one, other) if one.start < other.start else (other, one)
        return not second.before and self.between(first, second) in ("、", "和", "及", "与")

    def said(self, quantity: Quantity) -> str:
        """The words of a figure; in 分别办结84件、528件 those of the first go for both."""
        if not quantity.before:
            for other in reversed(self.quantities):
                if other.start < quantity.start and self.is_listed_with(other, quantity):
                    return self.said(other)
        return quantity.words

    def tail(self, quantity: Quantity) -> str:
        return self.text[quantity.end : self.end]

    def counts(self) -> list[Quantity]:
        return [quantity for quantity in self.quantities if quantity.is_count]

    def amounts(self) -> list[Quantity]:
        return [quantity for quantity in self.quantities if quantity.is_amount]


def read_sentences(blocks: Iterable[Block], planned: frozenset[int]) -> Iterator[list[Sentence]]:
    """The sentences of each block that hold a figure or stand between two that do."""
    index = 0
    for block in blocks:
        if block.role not in _ROLES:
            continue
        start = block.label.end if block.label and block.is_heading else 0
        numbers = [number for number in read(block.text) if number.start >= start]
        if numbers:
            sentences = _sentences(block, numbers, index, block.index in planned)
            index += len(numbers)
            yield sentences


def _sentences(block: Block, numbers: list[Number], index: int, planned: bool) -> list[Sentence]:
    text = block.text
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    edges = [0, *ends, *([len(text)] if not ends or ends[-1] < len(text) else [])]
    cuts = [0, *sorted({m.end() for m in _CLAUSE_END.finditer(text)} | set(ends)), len(text)]
    depths = _Depths(text)
    quantities: list[Quantity] = []
    cut = 0
    # 一次 and 三项 mostly belong to the words around them.
    figures = [number for number in numbers if not number.idiom]
    starts = [number.start for number in figures]
    for position, number in enumerate(numbers):
        while cut + 1 < len(cuts) and cuts[cut + 1] <= number.start:
            cut += 1
        nearest = bisect_left(starts, number.start)
        floor = max(cuts[cut], figures[nearest - 1].end if nearest else 0)
        ceiling = cuts[bisect_left(cuts, number.end, cut + 1)]
        behind = bisect_right(starts, number.start)
        following = starts[behind] if behind < len(starts) else len(text)
        before = text[floor : number.start]
        joined = _JOINED.fullmatch(before) if nearest and floor == figures[nearest - 1].end else None
        if joined:  # 44个村和2个社区
            before = ""
        if nearest and floor == figures[nearest - 1].end and before[:1] not in _SEPARATORS + "和及与":
            before = before.partition("、")[2] or before
        if link := _LINK.match(before):
            before = before[link.end() :]
        after = text[number.end : min(ceiling, following)].rstrip(" ，,；;。！？：:\n")
        if following < ceiling:
            after = after.partition("、")[0]
            after = after[:-1] if _JOINED.fullmatch(after) else after
        written = text[number.start : number.end]
        quantities.append(Quantity(index + position, block.index, number, written, before, after, depths(number.start)))
    found = []
    at = 0
    for start, end in pairwise(edges):
        first = at
        while at < len(quantities) and quantities[at].start < end:
            at += 1
        # Everything looks at all figures of a sentence: one of thousands is cut, or it would take for ever.
        places = range(first + _MOST, at, _MOST)
        bounds = [start, *(quantities[place].start for place in places), end]
        for held_from, (piece_start, piece_end) in zip((first, *places), pairwise(bounds), strict=True):
            held = tuple(quantities[held_from : min(at, held_from + _MOST)])
            found.append(Sentence(block.index, text, piece_start, piece_end, held, planned))
    return found


class _Depths:
    """How many brackets are open at a place; asked from left to right."""

    def __init__(self, text: str) -> None:
        self._brackets = [(match.start(), match[0] in "（(〔［[") for match in _BRACKET.finditer(text)]
        self._at = 0
        self._depth = 0

    def __call__(self, place: int) -> int:
        while self._at < len(self._brackets) and self._brackets[self._at][0] < place:
            self._depth = max(0, self._depth + (1 if self._brackets[self._at][1] else -1))
            self._at += 1
        return self._depth
