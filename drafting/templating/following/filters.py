"""What a filter or a method makes of a value."""

from dataclasses import replace

from jinja2 import nodes

from drafting.templating import shapes
from drafting.templating.following.notes import Sort
from drafting.templating.following.values import part_of
from drafting.templating.following.walk import Scope, Walk
from drafting.templating.following.wording import dotted, lists_in, near, perhaps
from drafting.templating.shapes import ANYTHING, SOME_NUMBER, SOME_TEXT, YES_OR_NO, Kind, Shape

_TEXT_FILTERS = frozenset(
    [
        "带量词",
        "顿号",
        "并列",
        "成句",
        "原因",
        "汉字",
        "日期",
        "占",
        "表格",
        "capitalize",
        "center",
        "e",
        "escape",
        "forceescape",
        "format",
        "indent",
        "join",
        "lower",
        "pprint",
        "replace",
        "safe",
        "string",
        "striptags",
        "title",
        "tojson",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "urlize",
        "wordwrap",
        "xmlattr",
        "filesizeformat",
    ]
)
_SAME_WORDS = frozenset(["成句", "safe", "string", "trim", "e", "escape", "forceescape"])
_NUMBER_FILTERS = frozenset(["length", "count", "wordcount", "int", "float", "abs", "round", "sum"])
_SAME_LIST = frozenset(["list", "sort", "reverse", "unique"])
_FEWER = frozenset(["select", "reject", "selectattr", "rejectattr"])
_ONE_OF = frozenset(["first", "last", "random", "min", "max"])
_OF_LISTS = frozenset(["顿号", "并列"])
_CHANGING = frozenset(
    ["append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "popitem", "add", "discard"]
)
_TEXT_METHODS = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "expandtabs",
        "format",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rjust",
        "rstrip",
        "strip",
        "swapcase",
        "title",
        "upper",
        "zfill",
        "strftime",
        "isoformat",
    ]
)
_WORD_LISTS = frozenset(["split", "rsplit", "splitlines"])


def filtered(walk: Walk, node: nodes.Filter, shape: Shape, scope: Scope) -> Shape:
    walk.arguments(node, scope)
    name = node.name
    if name in _OF_LISTS and shape.kind in (Kind.TEXT, Kind.NUMBER, Kind.RECORD, Kind.DAY):
        quote = dotted(node.node) or name
        walk.doubt(
            Sort.NOT_A_LIST, node, quote, f"“{quote}”是{shape.kind}，不是一列，不能用“{name}”连起来。", shape,
            hint=lists_in(shape, quote),
        )  # fmt: skip
        return SOME_TEXT
    if name in _TEXT_FILTERS:
        return Shape(Kind.TEXT, words=shape.words if name in _SAME_WORDS else None, written=shape.written)
    if name == "已引出":
        return YES_OR_NO
    if name == "段落":
        return Shape(Kind.LIST, element=SOME_TEXT)
    if name in _NUMBER_FILTERS:
        return SOME_NUMBER
    if name in ("default", "d"):
        return _default(walk, node, shape, scope)
    if shape.kind is Kind.LIST:
        return _of_list(walk, node, shape)
    if name in ("items", "dictsort", "batch", "slice", "groupby", "map"):
        return Shape(Kind.LIST, element=ANYTHING)
    return ANYTHING


def _default(walk: Walk, node: nodes.Filter, shape: Shape, scope: Scope) -> Shape:
    instead = walk.quietly(node.args[0], scope) if node.args else Shape(Kind.TEXT, words="", truth=False)
    if shape.kind is Kind.MISSING:
        return instead
    if shape.kind is Kind.ANYTHING:
        return ANYTHING
    return replace(shapes.joined(shape, instead), truth=None) if shape.truth is not True else shape


def _of_list(walk: Walk, node: nodes.Filter, many: Shape) -> Shape:
    name, element = node.name, many.element or ANYTHING
    _attributes_named(walk, node, element)
    if name in _SAME_LIST:
        return many
    if name in _FEWER:
        return replace(many, truth=None)
    if name in _ONE_OF:
        return part_of(many, replace(element, truth=element.truth if many.truth else None))
    if name == "map":
        named = next((k.value for k in node.kwargs if k.key == "attribute"), None)
        way = named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None
        inner = element
        for step in way.split(".") if way else ():
            inner = (inner.fields or {}).get(step, ANYTHING)
        return replace(many, element=inner if way else ANYTHING)
    if name in ("batch", "slice"):
        return Shape(Kind.LIST, element=replace(many, truth=None))
    if name in ("groupby", "items", "dictsort"):
        return Shape(Kind.LIST, element=ANYTHING)
    return ANYTHING


def _attributes_named(walk: Walk, node: nodes.Filter, element: Shape) -> None:
    """selectattr('正文'), map(attribute='标题'): names in quotes are names all the same."""
    arguments: list[nodes.Node] = [named.value for named in node.kwargs if named.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "groupby") and node.args:
        arguments.append(node.args[0])
    for argument in arguments:
        if not isinstance(argument, nodes.Const) or not isinstance(argument.value, str):
            continue
        inner = element
        for step in argument.value.split("."):
            if inner.kind is not Kind.RECORD or inner.fields is None or step.startswith("_"):
                break
            if step not in inner.fields and step not in shapes.methods(Kind.RECORD):
                right = near(step, list(inner.fields))
                listed = "" if right else f"；有的是：{'、'.join(inner.fields)}"
                message = f"这一列的各项没有“{step}”{perhaps(right)}{listed}。"
                walk.doubt(Sort.UNKNOWN, argument, step, message, element, suggestion=right)
                break
            inner = inner.fields.get(step, ANYTHING)


def of_method(walk: Walk, node: nodes.Call, base: Shape, method: str) -> Shape:
    if base.kind in (Kind.LIST, Kind.RECORD, Kind.GROUPS):
        if method in _CHANGING or (base.kind is Kind.LIST and method in ("sort", "reverse")):
            walk.tell(
                Sort.UNSAFE, node, dotted(node.node) or method,
                f"“.{method}()”会改动表单的内容，模板里不能用。", hint="请用过滤器，如 sort、select，另取一列。",
            )  # fmt: skip
            return ANYTHING
        if method in ("items", "keys", "values"):
            inner = SOME_TEXT if method == "keys" else ANYTHING
            if method == "values" and base.element is not None:
                inner = base.element
            return Shape(Kind.LIST, element=inner)
        return SOME_NUMBER if method in ("count", "index") else ANYTHING
    if method in _TEXT_METHODS:
        return SOME_TEXT
    if method in _WORD_LISTS:
        return Shape(Kind.LIST, element=SOME_TEXT)
    return ANYTHING
