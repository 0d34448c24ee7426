"""The files that take part in a template, each parsed once; one that is broken does not stop the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from drafting.compose import Template, TemplateError
from drafting.compose.sandbox import Environment
from drafting.compose.templates import SOURCE, beside, loader

_LARGEST = 200_000
"""Characters; the shipped templates have two thousand."""
_DEEPEST = 100
"""Levels of a syntax tree: what is written by hand has a dozen, and Jinja itself gives up at some hundred."""
_MOST_FILES = 50
_LONGEST_NAME = 80

_Targeted = nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a file cannot be read as a template, as Jinja says it."""

    line: int
    said: str
    unclosed: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceFile:
    name: str
    text: str
    tree: nodes.Template | None = None
    broken: Broken | None = None

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True)
class Sources:
    environment: Environment
    files: Mapping[str, SourceFile]
    """报告.jinja first, the others in the order in which they are named."""
    missing: frozenset[str] = field(default=frozenset())

    @property
    def main(self) -> SourceFile:
        return self.files[SOURCE]

    def trees(self) -> Iterator[tuple[SourceFile, nodes.Template]]:
        for file in self.files.values():
            if file.tree is not None:
                yield file, file.tree


def read_sources(template: Template) -> Sources:
    parsing = Environment(loader(template.folder))
    files: dict[str, SourceFile] = {}
    missing: set[str] = set()
    waiting = [SOURCE]
    while waiting and len(files) < _MOST_FILES:
        name = waiting.pop(0)
        if name in files or name in missing:
            continue
        try:
            text = template.source if name == SOURCE else beside(template.folder, name)
        except TemplateError as error:
            files[name] = SourceFile(name, "", broken=Broken(1, str(error)))
            continue
        if text is None:
            missing.add(name)
            continue
        files[name] = file = parse(parsing, name, text)
        if file.tree is not None:
            waiting += [target for node in targeted(file.tree) for target in targets(node) if is_plain(target)]
    return Sources(parsing, files, frozenset(missing))


def parse(parsing: Environment, name: str, text: str) -> SourceFile:
    # Jinja counts a lone carriage return as the end of a line as well.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _LARGEST:
        return SourceFile(name, text, broken=Broken(1, "too large"))
    try:
        # Compiling would fold constants, and 9**9**9 is one.
        tree = parsing.parse(text)
    except TemplateSyntaxError as error:
        return SourceFile(name, text, broken=Broken(max(error.lineno, 1), error.message or ""))
    except (RecursionError, MemoryError, ValueError, OverflowError):
        # ValueError: Python reads no integer of more than 4300 digits.
        return SourceFile(name, text, broken=Broken(1, "too deep"))
    deep = _too_deep(tree)
    return SourceFile(name, text, None, Broken(deep, "too deep")) if deep else SourceFile(name, text, tree)


def _too_deep(tree: nodes.Template) -> int:
    """The line on which a tree becomes too deep to be followed; a chain of a thousand + is as deep as nested brackets."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            return max(node.lineno or 1, 1)
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]
    return 0


def targeted(tree: nodes.Template) -> Iterator[_Targeted]:
    for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        assert isinstance(node, _Targeted)
        yield node


def targets(node: _Targeted) -> list[str]:
    """The files that are named; none where the name is computed."""
    given: Any = node.template
    entries = given.items if isinstance(given, (nodes.List, nodes.Tuple)) else [given]
    return [e.value for e in entries if isinstance(e, nodes.Const) and isinstance(e.value, str)]


def is_plain(name: str) -> bool:
    """The name of a file in the folder, and no way to another place."""
    return bool(name) and len(name) <= _LONGEST_NAME and name not in (".", "..") and not set(name) & set('/\\:\0*?"<>|')
