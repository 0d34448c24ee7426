"""What an expression comes to: its shape."""

from dataclasses import replace

from jinja2 import nodes

from drafting.templating import conditions, shapes
from drafting.templating.following import filters, macros, names, unreachable
from drafting.templating.following.branches import choice
from drafting.templating.following.notes import HUGE, Sort, Written
from drafting.templating.following.values import calculated, concatenated, constant, listed
from drafting.templating.following.walk import Macro, Scope, Walk
from drafting.templating.following.wording import dotted
from drafting.templating.shapes import ANYTHING, NOTHING, SOME_NUMBER, YES_OR_NO, Kind, Shape


def value(walk: Walk, node: nodes.Node | None, scope: Scope) -> Shape:  # noqa: C901, PLR0912 -- a case a kind of expression
    match node:
        case None:
            return NOTHING
        case nodes.Const():
            return constant(node.value)
        case nodes.TemplateData():
            return Shape(Kind.TEXT, words=node.data, typed=True)
        case nodes.Name():
            return names.of_name(walk, node, scope)
        case nodes.Getattr():
            return names.of_attribute(walk, node, node.attr, walk.value(node.node, scope))
        case nodes.Getitem():
            return names.of_item(walk, node, scope)
        case nodes.Call():
            return call(walk, node, scope)
        case nodes.Filter():
            with walk.leniently(node.name in ("default", "d")):
                shape = walk.value(node.node, scope)
            return filters.filtered(walk, node, shape, scope)
        case nodes.Test():
            with walk.leniently(node.name in ("defined", "undefined")):
                walk.value(node.node, scope)
            walk.arguments(node, scope)
            return YES_OR_NO
        case nodes.CondExpr():
            return _either(walk, node, scope)
        case nodes.And() | nodes.Or():
            return _and_or(walk, node, scope)
        case nodes.Not():
            walk.value(node.node, scope)
            return YES_OR_NO
        case nodes.Compare():
            walk.value(node.expr, scope)
            for operand in node.ops:
                walk.value(operand.expr, scope)
            return YES_OR_NO
        case nodes.Concat():
            return concatenated([walk.value(part, scope) for part in node.nodes])
        case nodes.BinExpr():
            return calculated(node, walk.value(node.left, scope), walk.value(node.right, scope))
        case nodes.UnaryExpr():
            walk.value(node.node, scope)
            return SOME_NUMBER
        case nodes.List() | nodes.Tuple():
            return listed([walk.value(item, scope) for item in node.items])
    for child in node.iter_child_nodes():
        walk.value(child, scope)
    return ANYTHING


def _either(walk: Walk, node: nodes.CondExpr, scope: Scope) -> Shape:
    walk.value(node.test, scope)
    truth = walk.truth(node.test, scope, sure=True)
    if truth is not None:
        name = unreachable.condition_text(walk, node)
        walk.tell(
            Sort.UNREACHABLE, node, name, f"这里 if 后面的条件总是{'' if truth else '不'}成立，另一个写法永远用不上。",
            hint=unreachable.why(walk, node.test, scope) or "请核对条件，或只留下用得上的写法。",
        )  # fmt: skip
    assumed = dict(walk.assumed)
    walk.assumed.update(conditions.assumptions(node.test, said=True))
    one = walk.value(node.expr1, scope)
    walk.assumed = {**assumed, **dict(conditions.assumptions(node.test, said=False))}
    other = walk.value(node.expr2, scope) if node.expr2 is not None else NOTHING
    walk.assumed = assumed
    known = walk.truth(node.test, scope, sure=False)
    if known is not None:
        return one if known else other
    return _alternatives(walk, node, one, other)


def _alternatives(walk: Walk, node: nodes.CondExpr, one: Shape, other: Shape) -> Shape:
    """What a macro wrote on one of two ways."""
    if not one.written and not other.written:
        return shapes.joined(one, other)
    pieces: list[Written] = []
    for way, shape in enumerate((one, other)):
        taken = choice(node, way, 2)
        pieces += [replace(piece, guard=(taken, *piece.guard)) for piece in shape.written]
    return Shape(Kind.TEXT, written=tuple(pieces))


def _and_or(walk: Walk, node: nodes.And | nodes.Or, scope: Scope) -> Shape:
    left = walk.value(node.left, scope)
    assumed = dict(walk.assumed)
    walk.assumed.update(conditions.assumptions(node.left, said=isinstance(node, nodes.And)))
    right = walk.value(node.right, scope)
    walk.assumed = assumed
    if isinstance(node, nodes.Or) and left.truth is True and left.kind is right.kind:
        return left
    found = shapes.joined(left, right)
    # 引言 or '' may be nothing, 标题 or '报告' may not.
    if isinstance(node, nodes.Or):
        return replace(found, truth=True if True in (left.truth, right.truth) else None)
    return replace(found, truth=None)


def call(walk: Walk, node: nodes.Call, scope: Scope, caller: Shape | None = None) -> Shape:
    if isinstance(node.node, nodes.Name) and node.node.name == "range" and _is_endless(node):
        return ANYTHING
    called = walk.value(node.node, scope)
    if called.kind is Kind.MACRO and isinstance(called.macro, Macro):
        return macros.call(walk, node, called.macro, scope, caller)
    walk.arguments(node, scope)
    if called.kind is Kind.CALLED:
        if called.written:
            return Shape(Kind.TEXT, written=called.written)
        return filters.of_method(walk, node, *called.macro) if called.macro else ANYTHING
    if called.kind in (Kind.ANYTHING, Kind.LOOP, Kind.MISSING):
        walk.whole = walk.whole and called.kind is not Kind.ANYTHING
        return ANYTHING
    name = dotted(node.node) or "这里"
    walk.tell(
        Sort.UNSAFE,
        node,
        name,
        f"“{name}”是{called.kind}，不是宏，后面不能加括号。",
        hint="请去掉括号和里面的参数。",
    )
    return ANYTHING


def _is_endless(node: nodes.Call) -> bool:
    """A range that unsafe-construct tells, whether or not there is one."""
    return any(
        isinstance(each, nodes.Const) and isinstance(each.value, int) and each.value > HUGE for each in node.args
    )
