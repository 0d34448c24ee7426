"""A text cut where marks begin and end, so that marks which overlap become elements which do not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.findings import Severity


@dataclass(frozen=True, slots=True)
class Mark:
    number: int
    severity: Severity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    start: int
    text: str
    severities: tuple[Severity, ...] = ()
    """Of the marks that lie on it, in rising order."""
    begun: tuple[Mark, ...] = ()
    """Those whose first piece it is."""
    ended: tuple[Mark, ...] = ()
    """Those that end behind it; one that lies on no character has no first piece and ends all the same."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pieces(text: str, marks: Iterable[Mark], cut: int = 0) -> Iterator[Piece]:
    """All of the text, in order; `cut` is one more place where a piece ends.

    It takes as long as the text and the marks are long, however many of them lie on one another.
    """
    begun: dict[int, list[Mark]] = {}
    ended: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.number):
        start = min(max(0, mark.start), len(text))
        end = min(max(start, mark.end), len(text))
        lying_there = replace(mark, start=start, end=end)
        if start < end:
            begun.setdefault(start, []).append(lying_there)
        ended.setdefault(end, []).append(lying_there)
    if 0 in ended:
        yield Piece(0, "", ended=tuple(ended[0]))
    open_marks: Counter[Severity] = Counter()
    places = sorted({0, len(text), min(cut, len(text)), *begun, *ended})
    for start, end in pairwise(places):
        if start:
            open_marks.subtract(mark.severity for mark in ended.get(start, ()) if mark.start < mark.end)
        first = begun.get(start, ())
        open_marks.update(mark.severity for mark in first)
        lying = tuple(severity for severity in Severity if open_marks[severity] > 0)
        yield Piece(start, text[start:end], lying, tuple(first), tuple(ended.get(end, ())))
