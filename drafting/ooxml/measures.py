"""Lengths as files write them."""

import re

_MEASURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


def points(text: str | None) -> float | None:
    """A length in twips, or with a unit as strict files may have it."""
    return _length(text, 20)


def half_points(text: str | None) -> float | None:
    return _length(text, 2)


def _length(text: str | None, parts: int) -> float | None:
    if text is None:
        return None
    try:
        return float(text) / parts
    except ValueError:
        measured = _MEASURE.fullmatch(text.strip())
        return float(measured[1]) * _POINTS[measured[2]] if measured else None
