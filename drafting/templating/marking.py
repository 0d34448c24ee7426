"""Which line of a template produced which words: Jinja keeps no such map, so the parsed tree is made to write one.

Before every piece of literal text and every value a mark in private characters is put out; behind the rendering the marks are
taken out of the text and kept as a map.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import nodes

from drafting.compose.sandbox import Environment, Loader
from drafting.compose.templates import SOURCE, Template, compiled, loader, render
from drafting.templating.problems import Spot

_START, _END = "\ue000", "\ue001"
_DIGITS = "".join(chr(0xE010 + digit) for digit in range(10))
_MARK = re.compile(f"{_START}([{_DIGITS}]+){_END}")
_VALUES = str.maketrans(_DIGITS, "0123456789")
_SIGNS = str.maketrans("0123456789", _DIGITS)
_MOST_LINES = 100_000


class MarkingEnvironment(Environment):
    def __init__(self, load: Loader) -> None:
        super().__init__(load)
        self.files: list[str] = []

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        file = filename or name or SOURCE
        if file not in self.files:
            self.files.append(file)
        base = self.files.index(file) * _MOST_LINES
        for output in list(tree.find_all(nodes.Output)):
            output.nodes = [piece for node in output.nodes for piece in _marked(node, base)]
        return tree


def _marked(node: nodes.Expr, base: int) -> Iterator[nodes.Expr]:
    if not isinstance(node, nodes.TemplateData):
        yield _mark(base + node.lineno, node)
        yield node
        return
    for number, piece in enumerate(node.data.splitlines(keepends=True)):
        # A mark on a blank line would be text on it.
        if piece.strip():
            yield _mark(base + node.lineno + number, node)
        yield nodes.TemplateData(piece, lineno=node.lineno, environment=node.environment)


def _mark(value: int, near: nodes.Expr) -> nodes.TemplateData:
    data = _START + str(value).translate(_SIGNS) + _END
    return nodes.TemplateData(data, lineno=near.lineno, environment=near.environment)


@dataclass(frozen=True)
class Traced:
    """Marked text, and where each piece of it comes from."""

    text: str
    starts: tuple[tuple[int, Spot], ...]
    """From which offset on the text comes from which line."""

    @cached_property
    def _offsets(self) -> list[int]:
        return [offset for offset, _ in self.starts]

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def spot(self, line: int, words: str = "") -> Spot:
        """What produced these words on a line of the text, from 1; the line's first words where they are not there."""
        if not self.starts:
            return Spot(SOURCE, 1)
        start = self._lines[min(line, len(self._lines)) - 1]
        end = self.text.find("\n", start)
        there = self.text[start : end if end >= 0 else len(self.text)]
        place = there.find(words) if words else -1
        offset = start + (place if place >= 0 else len(there) - len(there.lstrip()))
        return self.starts[max(0, bisect_right(self._offsets, offset) - 1)][1]

    def most_of(self) -> Spot:
        """What produced most of the text."""
        shares: Counter[Spot] = Counter()
        for (start, spot), end in zip(self.starts, [*self._offsets[1:], len(self.text)], strict=True):
            shares[spot] += end - start
        return max(shares, key=shares.__getitem__, default=Spot(SOURCE, 1))


class Tracer:
    """One template, compiled once for many renderings."""

    def __init__(self, template: Template) -> None:
        self._environment = MarkingEnvironment(loader(template.folder))
        self._compiled = compiled(template, self._environment)
        self._name = template.name

    def __call__(self, names: dict[str, Any]) -> Traced:
        return _read(render(self._name, self._compiled, names), self._environment.files)


def _read(marked: str, files: list[str]) -> Traced:
    pieces: list[str] = []
    starts: list[tuple[int, Spot]] = []
    length = at = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        file, line = divmod(int(match[1].translate(_VALUES)), _MOST_LINES)
        starts.append((length, Spot(files[file], line)))
    pieces.append(marked[at:])
    return Traced("".join(pieces), tuple(starts))
