"""Lengths and numbers as files write them, and what nobody can have meant."""

import re
from collections.abc import Iterable, Iterator

_MEASURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


_LONGEST = 1e6
"""Points; the largest sheet that Word knows has 1,584."""
_LARGEST_WHOLE = 2**31 - 1


def points(text: str | None) -> float | None:
    """A length in twips, or with a unit as strict files may have it."""
    return _length(text, 20)


def half_points(text: str | None) -> float | None:
    return _length(text, 2)


def _length(text: str | None, parts: int) -> float | None:
    if text is None:
        return None
    try:
        length = float(text) / parts
    except ValueError:
        measured = _MEASURE.fullmatch(text.strip())
        if measured is None:
            return None
        length = float(measured[1]) * _POINTS[measured[2]]
    return length if abs(length) <= _LONGEST else None


def whole(text: str | None) -> int | None:
    """Python refuses to read thousands of digits, and Word knows numbers of 32 bits only."""
    try:
        number = int(text or "")
    except ValueError:
        return None
    return number if abs(number) <= _LARGEST_WHOLE else None


def identifiers(texts: Iterable[str | None]) -> Iterator[int]:
    """Those from which one can count on."""
    return (number for text in texts if (number := whole(text)) is not None and 0 <= number < _LARGEST_WHOLE - 1)
