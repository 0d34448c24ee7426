"""Last year's plan: what is to be answered for this year, and headings to begin the next plan with."""

from collections.abc import Iterator, Sequence
from typing import Any

from drafting.document import Span
from drafting.forms.carry.items import take_label
from drafting.forms.carry.tree import Node, points
from drafting.forms.carry.words import Words

_GENERAL = "是上年安排的导语，没有具体事项"


def add_plan(words: Words, root: Node, promises: list[dict[str, Any]], suggestions: list[dict[str, Any]]) -> None:
    """What was planned is to be answered for; the headings are a beginning for the next plan."""
    before = list(root.text)
    if not root.nodes:
        before, found = points(words.document, root.text)
        for point in found:
            words.take(point.label)
            promises.append(_promise([words.own(span) for span in point.text]))
        if not found and before:
            promises += [_promise([words.own(span)]) for span in before]
            before = []
    for span in before:
        words.leave(span.block, _GENERAL)
    for node in root.nodes:
        lines = []
        for below in node.everything():
            take_label(words, below)
            if below.heading is not None:
                lines.append(words.own(below.heading).rstrip("。：: "))
            lines += [words.own(span) for span in below.text]
        lines += ["　".join(row) for row in _rows(words, node)]
        promises.append(_promise(lines))
        suggestions.append({"标题": words.suggestion(node.heading), "正文": ""})


def _promise(lines: Sequence[str]) -> dict[str, Any]:
    return {"事项": "\n".join(line for line in lines if line), "对应举措": None}


def _rows(words: Words, node: Node) -> Iterator[list[str]]:
    rows: dict[tuple[int, int], list[str]] = {}
    for block in node.cells:
        own = words.own(Span(block.index, 0, len(block.text)))
        place = (block.cell.table, block.cell.row) if block.cell is not None else (-1, block.index)
        rows.setdefault(place, []).append(own)
    yield from rows.values()
