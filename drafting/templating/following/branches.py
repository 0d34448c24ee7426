"""if and for: what holds inside, and what is known behind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from drafting.templating import conditions, shapes
from drafting.templating.following import unreachable
from drafting.templating.following.notes import Choice, Sort
from drafting.templating.following.values import part_of
from drafting.templating.following.walk import Scope, Walk
from drafting.templating.following.wording import dotted, lists_in
from drafting.templating.shapes import ANYTHING, LOOP, SOME_TEXT, Kind, Shape

_NO_LISTS = frozenset((Kind.RECORD, Kind.TEXT, Kind.NUMBER, Kind.DAY))


def branch(walk: Walk, node: nodes.If, scope: Scope) -> None:
    before, dead, guard = dict(walk.assumed), walk.dead, walk.guard
    arms: list[tuple[nodes.If | None, list[nodes.Node]]] = [(arm, arm.body) for arm in (node, *node.elif_)]
    covered = _all_words(walk, node, scope)
    arms.append((None, node.else_))
    ways = len(arms) - (1 if covered and not node.else_ else 0)
    seen: set[str] = set()
    results: list[Scope] = []
    decided = False
    for way, (arm, body) in enumerate(arms):
        truth: bool | None = None
        if arm is not None:
            walk.value(arm.test, scope)
            unreachable.tell_arm(walk, arm, scope, seen, has_more=way < len(arms) - 2 or bool(node.else_))
            truth = walk.truth(arm.test, scope, sure=False)
        known = dict(walk.assumed)
        if arm is not None:
            walk.assumed.update(conditions.assumptions(arm.test, said=True))
        walk.dead = dead or decided or truth is False
        walk.guard = guard if truth is True or walk.dead else (*guard, choice(node, way, ways))
        inner = dict(scope)
        if walk.dead:
            walk.captured(body, inner)
        else:
            walk.body(body, inner)
            results.append(inner)
        walk.assumed, walk.guard = known, guard
        if arm is not None:
            walk.assumed.update(conditions.assumptions(arm.test, said=False))
        decided = decided or truth is True
    walk.assumed, walk.dead = before, dead
    _merge(walk, scope, results)


def _all_words(walk: Walk, node: nodes.If, scope: Scope) -> bool:
    """Whether the branches name all words that a field can be, so that one of them is always taken."""
    found = [conditions.words_compared(arm.test) for arm in (node, *node.elif_)]
    if not all(found) or len({pair[0] for pair in found if pair}) != 1:
        return False
    first: Any = node.test
    shape = walk.quietly(first.expr, scope)
    possible = frozenset(shape.choices) & frozenset(walk.levels) or frozenset(shape.choices)
    return bool(possible) and possible <= frozenset(word for pair in found if pair for word in pair[1])


def loop(walk: Walk, node: nodes.For, scope: Scope) -> None:
    many = walk.value(node.iter, scope)
    if isinstance(node.iter, nodes.Or) and many.kind is Kind.ANYTHING:
        # 一位负责人 or []: the one that is no list is what the loop goes wrong on.
        sides = (walk.quietly(side, scope) for side in (node.iter.left, node.iter.right))
        many = next((side for side in sides if side.kind in _NO_LISTS), many)
    element = _element(walk, node, many)
    before, guard, dead = dict(walk.assumed), walk.guard, walk.dead
    inner = dict(scope)
    empty = many.kind is Kind.LIST and many.truth is False
    filled = many.truth is True and node.test is None
    if node.else_ and filled and not (many.given or many.typed):
        quote = unreachable.tag(walk, node)
        walk.tell(
            Sort.UNREACHABLE, node, quote, f"“{quote}”后面的 else 永远走不到：这一列至少有一项。",
            hint="请删去 else 的内容。", line=unreachable.else_line(walk, node),
        )  # fmt: skip
    walk.bind(node.target, ANYTHING if node.recursive else element, inner)
    inner["loop"] = LOOP
    walk.forget("loop")
    if node.test is not None:
        walk.value(node.test, inner)
        walk.assumed.update(conditions.assumptions(node.test, said=True))
    walk.dead = dead or empty
    walk.guard = guard if filled else (*guard, Choice(f"for {walk.file.name} {id(node)}", 0, 2))
    if walk.dead:
        walk.captured(node.body, inner)
    else:
        walk.body(node.body, inner)
    walk.assumed, walk.dead = before, dead
    walk.guard = (*guard, Choice(f"for {walk.file.name} {id(node)}", 1, 2))
    if filled:
        walk.captured(node.else_, dict(scope))
    else:
        walk.body(node.else_, dict(scope))
    walk.guard = guard


def _element(walk: Walk, node: nodes.For, many: Shape) -> Shape:
    unpacks = isinstance(node.target, (nodes.Tuple, nodes.List))
    quote = dotted(node.iter) or unreachable.tag(walk, node)
    if many.kind is Kind.LIST:
        walk.sound(node.iter, quote, many)
        return part_of(many, many.element or ANYTHING)
    if many.kind is Kind.GROUPS and not unpacks:
        return SOME_TEXT
    if many.kind is Kind.CALLED and isinstance(many.macro, tuple) and isinstance(node.iter, nodes.Getattr):
        # Under its own quote: that the name is there was found sound under this one.
        walk.doubt(
            Sort.NOT_A_LIST, node, unreachable.tag(walk, node), f"“{quote}”是程序里的算法，不是表单里的一列。", many.macro[0],
            hint=lists_in(many.macro[0], quote.rpartition(".")[0]),
        )  # fmt: skip
        return ANYTHING
    if many.kind in (Kind.ANYTHING, Kind.CALLED, Kind.NOTHING, Kind.LOOP):
        return ANYTHING
    if many.kind is Kind.MISSING:
        return ANYTHING
    walk.doubt(
        Sort.NOT_A_LIST, node, quote, f"“{quote}”是{many.kind}，不是一列，不能用 for 逐项写。", many,
        hint=lists_in(many, quote),
    )  # fmt: skip
    return ANYTHING


def _merge(walk: Walk, scope: Scope, results: Sequence[Scope]) -> None:
    for name in {name for inner in results for name in inner}:
        values = [inner.get(name) for inner in results]
        if any(value is not scope.get(name) for value in values):
            walk.forget(name)
            known = [value for value in values if value is not None]
            merged = known[0]
            for value in known[1:]:
                merged = shapes.joined(merged, value)
            # Where one branch does not set it, the others still may have been taken.
            scope[name] = merged if len(known) == len(values) else replace(merged, truth=None)


def choice(node: nodes.Node, way: int, ways: int) -> Choice:
    """Two conditions that are written alike are one choice; so are one and its opposite."""
    single = isinstance(node, nodes.CondExpr) or (isinstance(node, nodes.If) and not node.elif_)
    if not single or ways != 2:
        return Choice(f"if {id(node)}", way, ways)
    test: Any = node.test  # type: ignore[attr-defined]
    while isinstance(test, nodes.Not):
        test, way = test.node, 1 - way
    return Choice(conditions.key(test), way, 2)
