"""The words that a template's files hold themselves, line by line, without what the form says."""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafting.templating.sources import SourceFile

FILLED = "\ufffc"
"""Stands for an expression: no digit, no letter, no mark."""


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int
    words: str
    """What is written, with FILLED for each expression."""
    unquoted: str
    """The same with blanks for what stands between raw and endraw, where braces are meant."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text inside an expression: 标题 or '年度报告'."""

    file: str
    line: int
    words: str


def lines(parsing: ImmutableSandboxedEnvironment, file: SourceFile) -> tuple[Line, ...]:
    if file.tree is None:
        return ()
    words: dict[int, list[tuple[str, bool]]] = {}
    is_raw = False
    try:
        for number, kind, text in parsing.lex(file.text):
            if kind in ("raw_begin", "raw_end"):
                is_raw = kind == "raw_begin"
            elif kind == "variable_begin":
                words.setdefault(number, []).append((FILLED, False))
            elif kind == "data":
                for offset, part in enumerate(text.split("\n")):
                    words.setdefault(number + offset, []).append((part, is_raw))
    except TemplateSyntaxError:
        return ()
    return tuple(
        Line(
            file.name,
            number,
            "".join(text for text, _ in parts),
            "".join(" " * len(text) if raw else text for text, raw in parts),
        )
        for number, parts in sorted(words.items())
    )


def literals(file: SourceFile) -> Iterator[Literal]:
    """Texts in expressions that may be written; no names of files, of attributes or of arguments, and nothing compared."""
    if file.tree is None:
        return
    waiting: list[nodes.Node] = [file.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Const):
            if isinstance(node.value, str):
                yield Literal(file.name, node.lineno or 1, node.value)
            continue
        if isinstance(node, (nodes.Compare, nodes.Test, nodes.Getitem)):
            continue
        if isinstance(node, (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            continue
        if isinstance(node, nodes.Filter):
            # An argument of a filter is a word to look for, a name or a separator, but for default's.
            waiting += [node.node] if node.node is not None else []
            waiting += node.args if node.name in ("default", "d") else []
            continue
        if isinstance(node, nodes.Call):
            # What a macro is given it may write; methods are given what they look for.
            waiting += (
                [] if isinstance(node.node, nodes.Getattr) else [*node.args, *(each.value for each in node.kwargs)]
            )
            continue
        waiting += node.iter_child_nodes()
