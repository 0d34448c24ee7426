"""What a condition comes to where that can be known without a form, and which conditions say the same."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from drafting.templating.shapes import Kind, Shape

ShapeOf = Callable[[nodes.Node], Shape]
Assumed = Mapping[str, bool]

_IS: Mapping[str, frozenset[Kind]] = {
    "string": frozenset({Kind.TEXT}),
    "mapping": frozenset({Kind.RECORD, Kind.GROUPS}),
    "iterable": frozenset({Kind.TEXT, Kind.LIST, Kind.RECORD, Kind.GROUPS}),
    "sequence": frozenset({Kind.TEXT, Kind.LIST, Kind.RECORD, Kind.GROUPS}),
    "number": frozenset({Kind.NUMBER, Kind.YES_NO}),
}
_KNOWN = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DAY, Kind.YES_NO, Kind.LIST, Kind.RECORD, Kind.GROUPS})
_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: bool(a == b),
    "ne": lambda a, b: bool(a != b),
    "gt": lambda a, b: bool(a > b),
    "gteq": lambda a, b: bool(a >= b),
    "lt": lambda a, b: bool(a < b),
    "lteq": lambda a, b: bool(a <= b),
}


def key(node: nodes.Node) -> str:
    """Equal for conditions that are written alike, wherever they stand."""
    return repr(node)


def lasts(text: str) -> bool:
    """Whether a condition gives the same when it is asked again."""
    return "Call(" not in text and "name='random'" not in text


def mentions(text: str, name: str) -> bool:
    return f"Name(name={name!r}," in text


def assumptions(node: nodes.Node, said: bool) -> Iterator[tuple[str, bool]]:
    """What is known where a condition is true, or where it is not."""
    if isinstance(node, nodes.Not):
        yield from assumptions(node.node, not said)
        return
    text = key(node)
    if lasts(text):
        yield text, said
    if (isinstance(node, nodes.And) and said) or (isinstance(node, nodes.Or) and not said):
        yield from assumptions(node.left, said)
        yield from assumptions(node.right, said)


def truth(  # noqa: C901 -- a case a kind of expression
    node: nodes.Node, shape_of: ShapeOf, assumed: Assumed, *, sure: bool
) -> bool | None:
    """Sure: whatever a macro is given, and whatever a switch in the template is set to."""
    known = assumed.get(key(node))
    if known is not None:
        return known

    def inner(part: nodes.Node) -> bool | None:
        return truth(part, shape_of, assumed, sure=sure)

    match node:
        case nodes.Const():
            return bool(node.value)
        case nodes.Not():
            value = inner(node.node)
            return None if value is None else not value
        case nodes.And() | nodes.Or():
            return _both(inner(node.left), inner(node.right), decisive=isinstance(node, nodes.Or))
        case nodes.List() | nodes.Tuple():
            return bool(node.items)
        case nodes.Compare():
            return _compared(node, inner, shape_of)
        case nodes.Test():
            return _tested(node, shape_of, sure=sure)
        case nodes.Filter(name="length" | "count") if node.node is not None:
            return inner(node.node)
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            shape = shape_of(node)
            return None if sure and (shape.given or shape.typed) else shape.truth
    return None


def _both(left: bool | None, right: bool | None, *, decisive: bool) -> bool | None:
    if decisive in (left, right):
        return decisive
    return None if None in (left, right) else not decisive


def _compared(node: nodes.Compare, inner: Callable[[nodes.Node], bool | None], shape_of: ShapeOf) -> bool | None:
    if len(node.ops) != 1:
        return None
    left, operator, right = node.expr, node.ops[0].op, node.ops[0].expr
    if (compared := words_compared(node)) is not None and not isinstance(left, nodes.Const):
        shape = shape_of(left)
        return False if shape.choices and not shape.given and not compared[1] & set(shape.choices) else None
    if not isinstance(right, nodes.Const):
        return None
    if isinstance(left, nodes.Const) and operator in _COMPARED and type(left.value) is type(right.value):
        try:
            return _COMPARED[operator](left.value, right.value)
        except TypeError:
            return None
    if isinstance(left, nodes.Filter) and left.name in ("length", "count") and left.node is not None:
        filled = inner(left.node)
        if (operator, right.value) in (("gt", 0), ("ne", 0), ("gteq", 1)):
            return filled
        if (operator, right.value) in (("eq", 0), ("lt", 1)):
            return None if filled is None else not filled
    return None


def _tested(node: nodes.Test, shape_of: ShapeOf, *, sure: bool) -> bool | None:
    if not isinstance(node.node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        return None
    shape = shape_of(node.node)
    if sure and (shape.given or shape.typed):
        return None
    if node.name in ("defined", "undefined"):
        defined = (
            False if shape.kind is Kind.MISSING else True if shape.kind in _KNOWN and not _may_lack(node) else None
        )
        return defined if node.name == "defined" or defined is None else not defined
    if shape.kind not in _KNOWN:
        return None
    if node.name == "none":
        return False if shape.truth is not None else None
    if node.name in _IS and shape.truth is not None:
        return shape.kind in _IS[node.name]
    return None


def _may_lack(node: nodes.Test) -> bool:
    """Groups and figures have the names that the clerk gives them, and a list may be shorter."""
    inner: nodes.Node | None = node.node
    while isinstance(inner, (nodes.Getattr, nodes.Getitem)):
        if isinstance(inner, nodes.Getitem) and not (
            isinstance(inner.arg, nodes.Const) and isinstance(inner.arg.value, str)
        ):
            return True
        inner = inner.node
    return isinstance(inner, nodes.Name) and inner.name == "数据"


def is_asked_for(node: nodes.Name, assumed: Assumed) -> bool:
    """Behind {% if 说明 is defined %} there is one."""
    asked = key(nodes.Test(node, "defined", [], [], None, None))
    return assumed.get(asked, False)


def words_compared(test: nodes.Node) -> tuple[str, frozenset[str]] | None:
    """What is compared with which words: 单位.级别 in ('乡镇', '街道')."""
    if not isinstance(test, nodes.Compare) or len(test.ops) != 1 or test.ops[0].op not in ("eq", "in"):
        return None
    right: Any = test.ops[0].expr
    entries = right.items if isinstance(right, (nodes.List, nodes.Tuple)) and test.ops[0].op == "in" else [right]
    words = [entry.value for entry in entries if isinstance(entry, nodes.Const) and isinstance(entry.value, str)]
    if len(words) < len(entries) or (test.ops[0].op == "in" and entries == [right]):
        return None
    return key(test.expr), frozenset(words)
