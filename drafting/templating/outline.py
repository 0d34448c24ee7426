"""The headings that a template writes, macros and imports followed, with the conditions under which it does."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafting.document.mandate import Mandate
from drafting.document.parts import named_parts
from drafting.templating.following import Choice, Reading, Written
from drafting.templating.shapes import YEAR

_UNKNOWN = "某"
"""Stands for words of the form: part of no wording of any part."""


@dataclass(frozen=True, slots=True)
class WrittenHeading:
    level: int
    words: str
    is_known: bool
    """All of its words can be told without a form."""
    file: str
    line: int
    guard: tuple[Choice, ...]
    parts: tuple[str, ...] = ()
    """Keys of the mandated parts that it names."""


def headings(reading: Reading, mandate: Mandate) -> tuple[WrittenHeading, ...]:
    found: list[WrittenHeading] = []
    pieces: list[Written] = []
    named: dict[str, tuple[str, ...]] = {}

    def parts_of(words: str) -> tuple[str, ...]:
        if words not in named:
            named[words] = named_parts(words, mandate, YEAR)
        return named[words]

    for piece in (*reading.written, Written("\n", "", 0)):
        if piece.text != "\n":
            pieces.append(piece)
            continue
        heading = _heading(pieces, parts_of)
        if heading is not None:
            found.append(heading)
        pieces = []
    return tuple(found)


def _heading(pieces: list[Written], parts_of: Callable[[str], tuple[str, ...]]) -> WrittenHeading | None:
    start = next((piece for piece in pieces if piece.text is None or piece.text.strip()), None)
    if start is None or start.text is None:
        return None
    line = "".join(_UNKNOWN if piece.text is None else piece.text for piece in pieces).strip()
    marks = len(line) - len(line.lstrip("#"))
    if not 2 <= marks <= 5 or line[marks : marks + 1] not in (" ", "\t", "\u3000"):
        return None
    words = line[marks:].strip()
    is_known = all(piece.text is not None for piece in pieces)
    parts = parts_of(words) if marks == 2 else ()
    return WrittenHeading(marks - 1, words, is_known, start.file, start.line, start.guard, parts)


def always(guards: Sequence[tuple[Choice, ...]]) -> bool:
    """Whether at least one of several lines is written whatever the form says."""
    if any(not guard for guard in guards):
        return True
    ways: dict[str, dict[int, list[tuple[Choice, ...]]]] = defaultdict(lambda: defaultdict(list))
    count: dict[str, int] = {}
    for guard in guards:
        ways[guard[0].key][guard[0].way].append(guard[1:])
        count[guard[0].key] = guard[0].ways
    return any(
        len(branches) == count[key] and all(always(rest) for rest in branches.values())
        for key, branches in ways.items()
    )


def exclusive(one: WrittenHeading, other: WrittenHeading) -> bool:
    """Never both in one report."""
    taken = {choice.key: choice.way for choice in one.guard}
    return any(taken.get(choice.key, choice.way) != choice.way for choice in other.guard)
