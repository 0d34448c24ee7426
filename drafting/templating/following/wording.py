"""How pieces of a template are named in what is told of it."""

from collections.abc import Sequence
from difflib import get_close_matches

from jinja2 import nodes

from drafting.templating import shapes
from drafting.templating.shapes import Kind, Shape

MOST_LISTED = 8
_NEAR = 0.5


def near(name: str, known: Sequence[str]) -> str | None:
    """The name that was meant."""
    otherwise = shapes.called_otherwise(name)
    if otherwise in known:
        return otherwise
    return next(iter(get_close_matches(name, known, 1, _NEAR)), None)


def perhaps(right: str | None) -> str:
    return f"，是不是“{right}”" if right else ""


def dotted(node: nodes.Node | None) -> str | None:
    """A name as people write it: 单位.名称."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    return ".".join([node.name, *reversed(steps)]) if isinstance(node, nodes.Name) else None


def call_text(line: str, name: str) -> str:
    start = line.find(name + "(")
    return line[start : line.find(")", start) + 1] if start >= 0 and ")" in line[start:] else name


def lists_in(shape: Shape, name: str) -> str | None:
    found = [field for field, inner in (shape.fields or {}).items() if inner.kind is Kind.LIST]
    return f"“{name}”里成列的有：{'、'.join(f'{name}.{field}' for field in found)}。" if found else None
