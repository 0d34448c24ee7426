"""Sentences as they are compared: without numbers in front, spaces and punctuation, and without the year."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafting.comparing.wording import own_size, weight
from drafting.document import Block, Document, Role, Span, Story
from drafting.text.patterns import Pattern

_END = Pattern("[。！？!?；;\n]+")
_FRONT = Pattern(
    r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、](?![0-9])|(?:第?[一二三四五六七八九十]{1,2}是|其[一二三四五])[要]?)\s*"
)
_YEAR = Pattern("(?:20[0-9]{2}|二[〇○零][一二三四五六七八九〇○零]{2})年")
_NOT_WORDS = Pattern(r"[^\w%％‰]|_")
_FIGURE = Pattern(
    r"[0-9０-９]+(?:[.．][0-9０-９]+)?[余多]?[万亿]?[余多]?"
    r"|[一二三四五六七八九十百千两]{1,6}[余多]?(?=[件起人名次场份册项条户家处篇期所个批宗例])"
)
_PREAMBLE = Pattern(
    "^[^。]*?(?:成绩|成效|成果|进展|进步|提升|推进|好转|改善|加强)[^。]*?(?:但是|但(?!书)|然而|不过)(?:也|仍|还|同时|依然)*[，,]?"
)
_SHINGLE = 4
_COMMON = 8
"""A shingle that stands in more texts than this tells nothing."""
_WIDE = str.maketrans("０１２３４５６７８９％", "0123456789%")


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    words: str
    """What is compared: letters and figures, the year left out."""
    frame: str
    """The same with every figure left out as well."""
    weight: int
    """How much of it is no boilerplate, in characters."""

    @property
    def has_figures(self) -> bool:
        return self.words != self.frame


def sentences(document: Document, block: Block) -> list[Sentence]:
    """Of a paragraph, or of what stands behind a heading in the same line."""
    if block.story is not Story.BODY or block.role not in (Role.PARAGRAPH, Role.HEADING):
        return []
    found: list[Sentence] = []
    start, text = document.text_start(block), block.text
    for stop in [*(match.end() for match in _END.finditer(text, start)), len(text)]:
        if stop > start:
            found += _sentence(block.index, text, start, stop)
            start = stop
    return found


def faults(document: Document, block: Block) -> Iterator[Sentence]:
    """Of a paragraph on shortcomings, without 虽然取得了一定成效，但. What there is too little of is no standing fact here."""
    for sentence in sentences(document, block):
        span = sentence.span
        preamble = _PREAMBLE.search(document.quote(span))
        rest = [sentence]
        if preamble is not None:
            rest = list(_sentence(span.block, block.text, span.start + preamble.end(), span.end))
        for fault in rest:
            yield replace(fault, weight=own_size(document.quote(fault.span)))


def _sentence(block: int, text: str, start: int, end: int) -> Iterator[Sentence]:
    written = text[start:end]
    front = _FRONT.match(written)
    start += front.end() if front is not None else len(written) - len(written.lstrip())
    written = text[start:end].rstrip()
    words = key(written)
    if words:
        yield Sentence(Span(block, start, start + len(written)), words, _FIGURE.sub("", words), weight(written))


def key(text: str) -> str:
    return _NOT_WORDS.sub("", _YEAR.sub("年", text.translate(_WIDE)))


class Likest:
    """Finds the text that shares most with another, in time that grows with their length."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._sizes: list[int] = []
        self._where: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            shingles = _shingles(text)
            self._sizes.append(len(shingles))
            for shingle in shingles:
                places = self._where.setdefault(shingle, [])
                if len(places) <= _COMMON:
                    places.append(number)

    def find(self, text: str) -> tuple[int, float] | None:
        """Which one, and the share of what both have in the longer of the two."""
        shingles = _shingles(text)
        votes: Counter[int] = Counter()
        for shingle in shingles:
            places = self._where.get(shingle, ())
            if len(places) <= _COMMON:
                votes.update(places)
        if not votes:
            return None
        number, shared = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        return number, shared / max(len(shingles), self._sizes[number])


def _shingles(text: str) -> set[str]:
    return {text[at : at + _SHINGLE] for at in range(max(1, len(text) - _SHINGLE + 1))}
