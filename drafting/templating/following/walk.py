"""Where one stands while following a template: what is known, what was told, what was written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from jinja2 import nodes

from drafting.templating import conditions
from drafting.templating.following.blame import Doubts, Place, Sites
from drafting.templating.following.notes import Choice, Note, Sort, Written
from drafting.templating.following.values import part_of
from drafting.templating.shapes import ANYTHING, Kind, Shape
from drafting.templating.sources import SourceFile, Sources

_MOST_STEPS = 30_000
_MOST_WRITTEN = 20_000

Scope = dict[str, Shape]


@dataclass(frozen=True, eq=False)
class Macro:
    node: nodes.Macro
    file: SourceFile
    scope: Scope
    name: str
    alone: bool


class _Body(Protocol):
    def __call__(self, walk: "Walk", body: Sequence[nodes.Node], scope: Scope, /) -> None: ...


class _Value(Protocol):
    def __call__(self, walk: "Walk", node: nodes.Node | None, scope: Scope, /) -> Shape: ...


class Walk:
    def __init__(
        self, sources: Sources, levels: tuple[str, ...], body: _Body, value: _Value, *, follows: bool = True
    ) -> None:
        # Both are handed in: statements hold expressions, and an expression that calls a macro holds statements.
        self._body = body
        self._value = value
        self.sources = sources
        self.levels = levels
        self.follows = follows
        """Goes into macros where they are called."""
        self.file = sources.main
        self.alone = False
        """Reads a file that is imported without context."""
        self.sites: Sites = ()
        self.assumed: dict[str, bool] = {}
        """Conditions that hold here, or do not."""
        self.guard: tuple[Choice, ...] = ()
        self.dead = False
        """Nothing of this is ever written."""
        self.lenient = False
        """Whether a name is there is just what is asked."""
        self.notes: dict[tuple[Sort, Place], Note] = {}
        self.doubts = Doubts()
        self.out: list[Written] = []
        self.whole = True
        """Nothing was left out of what is written."""
        self.steps = 0
        self.macros: dict[int, Macro] = {}
        self.called: set[int] = set()
        self.running: list[int] = []
        self.modules: dict[tuple[str, bool], Scope] = {}
        self.including = [self.file.name]
        self.blocks: dict[str, tuple[nodes.Block, SourceFile]] = {}

    def body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        self._body(self, body, scope)

    def value(self, node: nodes.Node | None, scope: Scope) -> Shape:
        self.steps += 1
        return self._value(self, node, scope)

    def arguments(self, node: nodes.Filter | nodes.Test | nodes.Call, scope: Scope) -> None:
        for argument in node.args:
            self.value(argument, scope)
        for named in node.kwargs:
            self.value(named.value, scope)
        for rest in (node.dyn_args, node.dyn_kwargs):
            if rest is not None:
                self.value(rest, scope)

    @property
    def is_tired(self) -> bool:
        return self.steps > _MOST_STEPS or len(self.out) > _MOST_WRITTEN

    def truth(self, node: nodes.Node, scope: Scope, *, sure: bool) -> bool | None:
        return conditions.truth(node, lambda part: self.quietly(part, scope), self.assumed, sure=sure)

    def quietly(self, node: nodes.Node, scope: Scope) -> Shape:
        notes, doubts, self.notes, self.doubts = self.notes, self.doubts, {}, Doubts()
        try:
            return self.value(node, scope)
        finally:
            self.notes, self.doubts = notes, doubts

    @contextmanager
    def leniently(self, is_lenient: bool) -> Iterator[None]:
        before, self.lenient = self.lenient, self.lenient or is_lenient
        try:
            yield
        finally:
            self.lenient = before

    @contextmanager
    def inside(self, file: SourceFile, *, alone: bool) -> Iterator[None]:
        before = self.file, self.alone
        self.file, self.alone = file, alone
        try:
            yield
        finally:
            self.file, self.alone = before

    @contextmanager
    def taking_in(self, file: SourceFile, *, alone: bool) -> Iterator[None]:
        self.including.append(file.name)
        try:
            with self.inside(file, alone=alone):
                yield
        finally:
            self.including.pop()

    @contextmanager
    def knowing_nothing(self, sites: Sites = ()) -> Iterator[None]:
        """A macro knows no conditions that hold where it is called; nor does a file where it is imported."""
        before = self.sites, self.assumed
        self.sites, self.assumed = sites, {}
        try:
            yield
        finally:
            self.sites, self.assumed = before

    def bind(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
            self.forget(target.name)
        elif isinstance(target, (nodes.Tuple, nodes.List)):
            for each in target.items:
                part = ANYTHING
                if shape.kind is Kind.LIST and shape.element is not None:
                    part = part_of(shape, replace(shape.element, truth=None))
                self.bind(each, part, scope)

    def forget(self, name: str) -> None:
        """What was known of a name is not known of the next value that it stands for."""
        self.assumed = {text: said for text, said in self.assumed.items() if not conditions.mentions(text, name)}

    def write(self, text: str | None, line: int) -> None:
        self.out.append(Written(text, self.file.name, line, self.guard))

    def emit(self, shape: Shape, node: nodes.Node) -> None:
        if shape.written:
            self.out += [replace(piece, guard=self.guard + piece.guard) for piece in shape.written]
        elif shape.kind is not Kind.NOTHING:
            self.write(shape.words, node.lineno or 1)

    def captured(self, body: Sequence[nodes.Node], scope: Scope) -> tuple[Written, ...]:
        """What a body writes, kept from the report."""
        out, guard = self.out, self.guard
        self.out, self.guard = [], ()
        try:
            self.body(body, scope)
            return tuple(self.out)
        finally:
            self.out, self.guard = out, guard

    def tell(
        self, sort: Sort, node: nodes.Node, quote: str, message: str, line: int | None = None, **more: str | None
    ) -> None:
        self.note(self._noted(sort, line or node.lineno or 1, quote, message, **more))

    def note(self, note: Note) -> None:
        self.notes.setdefault((note.sort, (note.file, note.line, note.quote)), note)

    def doubt(self, sort: Sort, node: nodes.Node, quote: str, message: str, base: Shape, **more: str | None) -> None:
        """Told at once, unless a macro was given what it goes wrong with: then the other calls have a say."""
        if not base.given or not self.sites:
            self.tell(sort, node, quote, message, None, **more)
        elif not self.dead:
            note = self._noted(sort, node.lineno or 1, quote, message, **more)
            self.doubts.failed(self._place(node, quote), self.sites, note)

    def sound(self, node: nodes.Node, quote: str, base: Shape) -> None:
        if base.given and self.sites and not self.dead and base.kind is not Kind.ANYTHING:
            self.doubts.passed(self._place(node, quote), self.sites)

    def _place(self, node: nodes.Node, quote: str) -> Place:
        return self.file.name, node.lineno or 1, quote

    def _noted(self, sort: Sort, line: int, quote: str, message: str, **more: str | None) -> Note:
        # The shorter piece where it is written otherwise: 单位["名称"].
        text = self.file.line(line)
        seen = next((piece for piece in (quote, quote.rpartition(".")[2]) if piece in text), "")
        return Note(sort, self.file.name, line, seen, message, **more)
