"""How a fault kind is declared, and the places that sentences are put in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.accuracy.paper import Paper, Para
from drafting.document.draft import Kind

ANYWHERE = ("",)
"""Of a fault that no words of the report show: a part that is missing, the page."""

Plant = Callable[[Paper, Random], Sequence[str] | None]
"""Changes a paper and gives the words on which the fault lies, any of them; None where this paper has no place for it."""


@dataclass(frozen=True)
class Fault:
    code: str
    name: str
    plant: Plant
    also: tuple[str, ...] = ()
    """Codes that may rightly say the same, or follow from it, at the same place."""
    elsewhere: tuple[str, ...] = ()
    """Codes that may follow from it at any place."""
    group: str = ""
    """No two of a group in one report."""
    form: str = ""
    """word: it needs a Word file; typed: numbers that are typed; text: plain text."""
    either: tuple[str, ...] = ()
    """Other codes that tell the same as well as this one."""

    @property
    def codes(self) -> frozenset[str]:
        return frozenset((self.code, *self.either))


FAULTS: list[Fault] = []


def fault(
    code: str,
    name: str,
    *,
    also: tuple[str, ...] = (),
    elsewhere: tuple[str, ...] = (),
    either: tuple[str, ...] = (),
    group: str = "",
    form: str = "",
) -> Callable[[Plant], Plant]:
    def declare(plant: Plant) -> Plant:
        FAULTS.append(Fault(code, name, plant, also, elsewhere, group, form, either))
        return plant

    return declare


_OPEN, _CLOSED = "“‘（《〈", "”’）》〉"


def ends_of_sentences(text: str) -> list[int]:
    """Behind each 。 that stands in no quotation, bracket or title."""
    depth, ends = 0, []
    for place, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSED)
        if character == "。" and depth <= 0:
            ends.append(place + 1)
    return ends


def prose(paper: Paper, part: str = "成效", *, shortest: int = 40) -> list[Para]:
    """Paragraphs with sentences that nothing was planted in."""
    return [
        para
        for para in paper.paras
        if para.part == part
        and not para.taken
        and len(para.text) >= shortest
        and (para.kind is Kind.BODY or 0 < para.head < len(para.text))
    ]


def put(paper: Paper, random: Random, sentence: str, part: str = "成效") -> bool:
    """The sentence among others of some paragraph, which is taken then."""
    there = prose(paper, part) or prose(paper, part, shortest=15)
    if not there:
        return False
    para = random.choice(there)
    ends = [end for end in ends_of_sentences(para.text) if end >= para.head]
    place = random.choice(ends or [len(para.text)])
    para.text = para.text[:place] + sentence + para.text[place:]
    para.taken = True
    return True


def changed(
    paper: Paper, random: Random, pattern: str, change: Callable[[re.Match[str]], str], part: str | None = "成效"
) -> tuple[Para, str] | None:
    """One match of a pattern in some paragraph of prose, changed; gives the paragraph and what stands there now."""
    parts = (part,) if part else ("成效", "不足", "履职", "安排")
    places = [
        (para, match)
        for each in parts
        for para in prose(paper, each, shortest=12)
        for match in re.finditer(pattern, para.text)
        if match.start() >= para.head
    ]
    if not places:
        return None
    para, match = random.choice(places)
    new = change(match)
    para.text = para.text[: match.start()] + new + para.text[match.end() :]
    para.taken = True
    return para, new


def around(para: Para, words: str, reach: int = 6) -> str:
    """The words with a little of what stands about them, so that they are found once."""
    place = para.text.index(words)
    return para.text[max(0, place - reach) : place + len(words) + reach]
