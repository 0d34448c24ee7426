"""What a statement does to the names in scope, and what it writes."""

from collections.abc import Sequence
from typing import Any

from jinja2 import nodes

from drafting.templating.following import branches, expressions, files, filters, macros
from drafting.templating.following.values import plain_words
from drafting.templating.following.walk import Scope, Walk
from drafting.templating.shapes import ANYTHING, Kind, Shape


def body(walk: Walk, statements: Sequence[nodes.Node], scope: Scope) -> None:
    for node in statements:
        walk.steps += 1
        _statement(walk, node, scope)


def _statement(walk: Walk, node: nodes.Node, scope: Scope) -> None:  # noqa: C901, PLR0912 -- a case a kind of statement
    match node:
        case nodes.Output():
            for part in node.nodes:
                _write(walk, part, scope)
        case nodes.If():
            branches.branch(walk, node, scope)
        case nodes.For():
            branches.loop(walk, node, scope)
        case nodes.Macro():
            macros.define(walk, node, scope)
        case nodes.Assign():
            walk.bind(node.target, walk.value(node.node, scope), scope)
        case nodes.AssignBlock():
            written = walk.captured(node.body, dict(scope))
            shape = Shape(Kind.TEXT, words=plain_words(written), typed=True, written=written)
            walk.bind(node.target, filters.filtered(walk, node.filter, shape, scope) if node.filter else shape, scope)
        case nodes.With():
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                walk.bind(target, walk.value(value, scope), inner)
            walk.body(node.body, inner)
        case nodes.CallBlock():
            _call_block(walk, node, scope)
        case nodes.FilterBlock():
            written = walk.captured(node.body, dict(scope))
            shape = filters.filtered(walk, node.filter, Shape(Kind.TEXT, written=written), scope)
            walk.emit(shape, node)
        case nodes.Import():
            scope[node.target] = files.module(walk, node, scope)
            walk.forget(node.target)
        case nodes.FromImport():
            files.from_import(walk, node, scope)
        case nodes.Include():
            files.include(walk, node, scope)
        case nodes.Extends():
            files.extends(walk, node, scope)
        case nodes.Block():
            files.block(walk, node, scope)
        case _:
            _others(walk, node, scope)


def _others(walk: Walk, node: nodes.Node, scope: Scope) -> None:
    """autoescape and whatever an extension may add: their parts are read, in a scope of their own."""
    inner = dict(scope)
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Expr):
            walk.value(child, inner)
        else:
            walk.body([child], inner)


def _write(walk: Walk, part: nodes.Node, scope: Scope) -> None:
    if isinstance(part, nodes.TemplateData):
        line = part.lineno or 1
        for number, text in enumerate(part.data.split("\n")):
            if number:
                walk.write("\n", line + number - 1)
            if text:
                walk.write(text, line + number)
        return
    walk.emit(walk.value(part, scope), part)


def _call_block(walk: Walk, node: nodes.CallBlock, scope: Scope) -> None:
    inner = {**scope, **{argument.name: ANYTHING for argument in node.args}}
    caller = Shape(Kind.CALLED, written=walk.captured(node.body, inner))
    called: Any = node.call
    if isinstance(called, nodes.Call):
        walk.emit(expressions.call(walk, called, scope, caller), node)
