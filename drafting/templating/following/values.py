"""What comes of constants, joined texts and sums: shapes from shapes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from drafting.templating import shapes
from drafting.templating.following.notes import Written
from drafting.templating.shapes import ANYTHING, NOTHING, Kind, Shape

_LONGEST_WORDS = 10_000


def part_of(parent: Shape, child: Shape) -> Shape:
    if not parent.given and not parent.typed:
        return child
    return replace(child, given=child.given or parent.given, typed=child.typed or parent.typed)


def constant(value: Any) -> Shape:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Shape(Kind.YES_NO, truth=value, typed=True, words="是" if value else "否")
    if isinstance(value, (int, float)):
        return Shape(Kind.NUMBER, truth=bool(value), words=_digits(value), typed=True)
    return Shape(Kind.TEXT, truth=bool(value), words=str(value), typed=True)


def _digits(value: float) -> str | None:
    return str(value) if abs(value) < 10**9 else None


def listed(entries: list[Shape]) -> Shape:
    element = entries[0] if entries else ANYTHING
    for entry in entries[1:]:
        element = shapes.joined(element, entry)
    return Shape(Kind.LIST, element=element, truth=bool(entries), typed=True)


def concatenated(parts: list[Shape]) -> Shape:
    words = [part.words for part in parts]
    if sum(len(word or "") for word in words) > _LONGEST_WORDS:
        # What doubles itself is stopped when it is rendered; here it need not be known.
        words = [None]
    truth = True if any(part.truth for part in parts) else None
    typed = all(part.typed for part in parts)
    if None in words or any(part.written for part in parts):
        return Shape(Kind.TEXT, truth=truth, typed=typed)
    return Shape(Kind.TEXT, truth=truth, typed=typed, words="".join(word for word in words if word is not None))


def calculated(node: nodes.BinExpr, left: Shape, right: Shape) -> Shape:
    if left.kind is Kind.NUMBER and right.kind is Kind.NUMBER:
        words = None
        if node.operator in ("+", "-") and left.words and right.words and (left.words + right.words).isdigit():
            value = int(left.words) + (int(right.words) if node.operator == "+" else -int(right.words))
            words = str(value)
        return Shape(Kind.NUMBER, words=words)
    if node.operator == "+" and left.kind is right.kind is Kind.TEXT:
        return concatenated([left, right])
    if node.operator == "+" and left.kind is right.kind is Kind.LIST:
        return replace(shapes.joined(left, right), truth=True if True in (left.truth, right.truth) else None)
    return ANYTHING


def plain_words(pieces: Iterable[Written]) -> str | None:
    """What is written, where no form and no condition has a say in it."""
    words = []
    for piece in pieces:
        if piece.text is None or piece.guard:
            return None
        words.append(piece.text)
    return "".join(words)
