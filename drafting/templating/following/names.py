"""What a name or a field of one is, and what is told of names that are none."""

from dataclasses import replace

from jinja2 import nodes

from drafting.templating import conditions, shapes
from drafting.templating.following import macros
from drafting.templating.following.notes import Sort
from drafting.templating.following.values import part_of
from drafting.templating.following.walk import Scope, Walk
from drafting.templating.following.wording import MOST_LISTED, dotted, near, perhaps
from drafting.templating.shapes import ANYTHING, SOME_NUMBER, SOME_TEXT, YES_OR_NO, Kind, Shape

_BUILTINS = frozenset(["range", "dict", "lipsum", "cycler", "joiner", "namespace"])


def of_name(walk: Walk, node: nodes.Name, scope: Scope) -> Shape:
    found = scope.get(node.name)
    if found is not None:
        if found.kind is Kind.MISSING:
            macros.missing_argument(walk, node)
        return found
    if node.name in walk.sources.environment.globals:
        return Shape(Kind.CALLED)
    if node.name == "self" or conditions.is_asked_for(node, walk.assumed):
        return ANYTHING
    if node.name.startswith("_"):
        walk.tell(Sort.UNSAFE, node, node.name, f"“{node.name}”以下划线开头，模板里不能用。")
        return ANYTHING
    _unknown(walk, node, scope)
    return ANYTHING


def _unknown(walk: Walk, node: nodes.Name, scope: Scope) -> None:
    name = node.name
    right = near(name, [known for known in scope if not known.startswith("_")])
    if walk.lenient:
        # A name that is asked for first may be left out on purpose, unless it is a slip of the pen.
        if right is not None:
            walk.tell(Sort.UNKNOWN, node, name, f"没有“{name}”这个名称{perhaps(right)}。", suggestion=right)
        return
    if name in _BUILTINS:
        walk.tell(Sort.UNKNOWN, node, name, f"“{name}”在这里不能用。", hint="模板里只能取表单的内容、判断和循环。")
        return
    if walk.alone and name in shapes.names():
        walk.tell(
            Sort.UNKNOWN, node, name, f"导入的文件“{walk.file.name}”看不到表单的“{name}”。",
            hint="请把它作为宏的参数传进来，或在导入时加写 with context。",
        )  # fmt: skip
        return
    ways = shapes.ways_to(name)
    if right is None and len(ways) == 1:
        right = ways[0]
    hint = None
    if right is None and ways:
        hint = f"表单里叫“{name}”的有：{'、'.join(ways[:MOST_LISTED])}。"
    elif right is None:
        hint = f"表单“数据”里的数要写成“数据.组名.数名”；其他可用的名称有：{'、'.join(shapes.names())}。"
    walk.tell(Sort.UNKNOWN, node, name, f"没有“{name}”这个名称{perhaps(right)}。", suggestion=right, hint=hint)


def of_attribute(walk: Walk, node: nodes.Getattr | nodes.Getitem, name: str, base: Shape) -> Shape:
    if name.startswith("_"):
        return ANYTHING
    if base.kind in (Kind.ANYTHING, Kind.CALLED, Kind.MISSING, Kind.NOTHING):
        return ANYTHING
    way = dotted(node) or name
    if base.fields is not None and name in base.fields:
        walk.sound(node, way, base)
        return part_of(base, base.fields[name])
    if name in shapes.methods(base.kind):
        walk.sound(node, way, base)
        return _method(walk, base, name)
    if base.kind is Kind.GROUPS:
        return base.element or SOME_TEXT
    if base.kind is Kind.LIST:
        owner = dotted(node.node) or "这里"
        inside = base.element is not None and base.element.fields is not None and name in base.element.fields
        walk.doubt(
            Sort.NOT_A_LIST, node, way, f"“{owner}”是一列，不能直接写“.{name}”。", base,
            hint=f"请用 {{% for 项 in {owner} %}} 逐项写，" + (f"里面写“项.{name}”。" if inside else "在里面取各项的内容。"),
        )  # fmt: skip
        return ANYTHING
    _no_such_field(walk, node, name, base)
    return ANYTHING


def _no_such_field(walk: Walk, node: nodes.Getattr | nodes.Getitem, name: str, base: Shape) -> None:
    way, owner = dotted(node) or name, dotted(node.node) or "这里"
    known = list(base.fields or ())
    right = near(name, known)
    if walk.lenient and right is None:
        return
    if base.fields is None:
        message = f"“{owner}”是{base.kind}，没有“{name}”。"
    else:
        listed = "" if right else f"；有的是：{'、'.join(known[:MOST_LISTED])}"
        message = f"“{owner}”里没有“{name}”{perhaps(right)}{listed}。"
    is_whole = way in walk.file.line(node.lineno or 1) and "." in way
    suggestion = right and (f"{way.rpartition('.')[0]}.{right}" if is_whole else right)
    walk.doubt(Sort.UNKNOWN, node, way, message, base, suggestion=suggestion)


def _method(walk: Walk, base: Shape, name: str) -> Shape:
    if base.kind is Kind.LOOP:
        number = name in ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
        return SOME_NUMBER if number else YES_OR_NO if name in ("first", "last") else ANYTHING
    if base.kind is Kind.DAY and name in ("year", "month", "day"):
        return SOME_NUMBER
    if base.kind is Kind.TEXT and name in ("measure", "with_measure"):
        return SOME_TEXT
    return Shape(Kind.CALLED, macro=(base, name))


def of_item(walk: Walk, node: nodes.Getitem, scope: Scope) -> Shape:
    base = walk.value(node.node, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return of_attribute(walk, node, node.arg.value, base)
    if isinstance(node.arg, nodes.Slice):
        for child in node.arg.iter_child_nodes():
            walk.value(child, scope)
        return replace(base, truth=None, words=None) if base.kind in (Kind.LIST, Kind.TEXT) else ANYTHING
    walk.value(node.arg, scope)
    if base.kind is Kind.LIST:
        return part_of(base, base.element or ANYTHING)
    if base.kind is Kind.GROUPS:
        return base.element or SOME_TEXT
    return SOME_TEXT if base.kind is Kind.TEXT else ANYTHING
