import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.following import HUGE, Sort
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rules.noted import faults
from drafting.templating.sources import SourceFile, is_plain, targeted, targets
from drafting.text.patterns import Pattern

_WIDEST = frozenset(
    ["range", "center", "indent", "ljust", "rjust", "zfill", "expandtabs", "wordwrap", "batch", "slice"]
)
_FIELDS = Pattern(r"\{[^{}]*[.\[_][^{}]*\}")
_WIDTH = Pattern(r"%[-+ #0]*[0-9]{5,}|\{[^{}]*:[^{}]*[0-9]{5,}[^{}]*\}")
_NAMES_ATTRIBUTE = frozenset(
    ["map", "selectattr", "rejectattr", "groupby", "sort", "sum", "unique", "join", "min", "max"]
)


@template_rule(
    code="TPL09",
    slug="unsafe-construct",
    name="不安全的写法",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "{{ 单位.简称 }}", "{{ 单位.__class__ }}",
              marks="现将{{ 单位.__class__ }}{{ 年度 }}年度法治政府建设情况报告如下："),
        Patch("县区", "报告.jinja", "'共用.jinja'", "'../共用.jinja'",
              marks="{% from '../共用.jinja' import 各项, 不足, 履职, 结尾 %}"),
        Patch("部门", "报告.jinja", "{{ 结尾(附件, 落款) }}", "{{ 结尾(附件, 落款) }}\n{{ '。' * 10 ** 9 }}",
              marks="{{ '。' * 10 ** 9 }}"),
        Patch("乡镇", "报告.jinja", "{{ 各项(下一年度安排.项目) }}", "{{ 下一年度安排.项目() }}",
              marks="{{ 下一年度安排.项目() }}"),
    ),
)  # fmt: skip
def unsafe_construct(context: TemplateContext) -> Iterator[Fault]:
    """模板只取值、判断、循环和调用宏，引入的文件就在模板的文件夹里。

    以下划线开头的名称通向程序内部，会被拒绝；天文数字会把电脑拖住；算出来的文件名没有人知道是哪个文件。
    """
    yield from faults(context, Sort.UNSAFE)
    for file, tree in context.sources.trees():
        yield from _files(context, file, tree)
        for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Call, nodes.BinExpr)):
            found = _unsafe(node)
            if found is not None:
                quote, message, hint = found
                yield Fault(context.spot(file, node.lineno or 1, quote), message, hint=hint)
    for name, line, quote in context.circles:
        yield Fault(
            context.spot(name, line, quote), f"引入“{quote}”会绕回自己，永远写不完。", hint="请去掉其中一处引入。"
        )


_Found = tuple[str, str, str | None] | None


def _unsafe(node: nodes.Node) -> _Found:
    match node:
        case nodes.Getattr():
            return _underscored(node.attr)
        case nodes.Getitem():
            return _underscored(node.arg.value) if isinstance(node.arg, nodes.Const) else None
        case nodes.Filter():
            return _filter(node)
        case nodes.Call():
            return _call(node)
        case nodes.BinExpr():
            return _product(node)
    return None


def _underscored(name: object) -> _Found:
    if isinstance(name, str) and any(step.startswith("_") for step in name.split(".")):
        return name, f"“{name}”以下划线开头，通向程序内部，模板里不能用。", None
    return None


def _filter(node: nodes.Filter) -> _Found:
    if node.name == "attr":
        return node.name, "模板里不能用 attr 取内容。", "请直接写“单位.名称”这样的名称。"
    if node.name == "format" and isinstance(node.node, nodes.Const):
        return _template_of(node.node.value)
    if node.name == "map" and node.args and isinstance(node.args[0], nodes.Const) and node.args[0].value == "attr":
        return "attr", "模板里不能用 attr 取内容。", "请写 map(attribute='标题') 这样的名称。"
    if node.name in _NAMES_ATTRIBUTE:
        given: list[nodes.Node] = [*node.args, *(each.value for each in node.kwargs if each.key == "attribute")]
        if node.name in ("join", "map"):
            given = given[len(node.args) :]
        for argument in given:
            if isinstance(argument, nodes.Const) and (found := _underscored(argument.value)):
                return found
    return _wide(node.name, node.args)


def _call(node: nodes.Call) -> _Found:
    called = node.node
    name = called.attr if isinstance(called, nodes.Getattr) else called.name if isinstance(called, nodes.Name) else ""
    if name == "format_map":
        return name, "模板里不能用 format_map。", "请用“~”把文字连起来。"
    if name == "format" and isinstance(called, nodes.Getattr):
        if not isinstance(called.node, nodes.Const):
            return name, "format 前面的文字要直接写出来，不能是算出来的。", "请用“~”把文字连起来。"
        return _template_of(called.node.value)
    return _wide(name, node.args)


def _template_of(text: object) -> _Found:
    if not isinstance(text, str):
        return None
    if (found := _WIDTH.search(text)) is not None:
        return found[0], f"“{found[0]}”要写的位数太多。", None
    if (found := _FIELDS.search(text)) is not None:
        return found[0], f"“{found[0]}”用 format 取内容，模板里不能这样写。", "请直接写名称，用“~”连起来。"
    return None


def _wide(name: str, arguments: list[nodes.Expr]) -> _Found:
    if name in _WIDEST:
        for argument in arguments:
            value = _size(argument)
            if value is not None and value > HUGE:
                return name, f"“{name}”里的数太大，会把电脑拖住。", None
    return None


def _product(node: nodes.BinExpr) -> _Found:
    if node.operator not in ("*", "**"):
        return None
    size = _size(node)
    if size is not None and size > HUGE**2:
        return node.operator, "这里算出来的数太大，会把电脑拖住。", None
    for one, other in ((node.left, node.right), (node.right, node.left)):
        length = _length(one)
        times = _size(other)
        if node.operator == "*" and length is not None and times is not None and length * times > HUGE:
            return node.operator, "这里重复的次数太多，会把电脑拖住。", None
    exponent = _size(node.right)
    if node.operator == "**" and _size(node.left) is None and exponent is not None and exponent > 100:
        return node.operator, "这里算出来的数太大，会把电脑拖住。", None
    times = max((size for side in (node.left, node.right) if (size := _size(side)) is not None), default=0)
    if node.operator == "*" and times > HUGE * 1000:
        return node.operator, "这里的数太大；如果是文字，会重复写那么多遍。", None
    return None


def _size(node: nodes.Node) -> float | None:
    """How big a constant calculation comes out, without doing it."""
    if isinstance(node, nodes.Const):
        number = node.value if isinstance(node.value, (int, float)) and not isinstance(node.value, bool) else None
        return None if number is None else float(min(abs(number), 1e300))
    if not isinstance(node, nodes.BinExpr):
        return _size(node.node) if isinstance(node, nodes.UnaryExpr) else None
    left, right = _size(node.left), _size(node.right)
    if left is None or right is None:
        return None
    try:
        match node.operator:
            case "*":
                return left * right
            case "**":
                return float(left**right)
            case "+" | "-":
                return left + right
            case "/" | "//":
                return left / right if right else None
    except (OverflowError, ZeroDivisionError):
        return float("inf")
    return None


def _length(node: nodes.Node) -> int | None:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return len(node.value)
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return len(node.items)
    return None


def _files(context: TemplateContext, file: SourceFile, tree: nodes.Template) -> Iterator[Fault]:
    beside = context.beside
    for node in targeted(tree):
        line = node.lineno or 1
        given: Any = node.template
        named = targets(node)
        entries = given.items if isinstance(given, (nodes.List, nodes.Tuple)) else [given]
        if len(named) < len(entries):
            yield Fault(
                context.spot(file, line),
                "引入的文件名是算出来的，没有人知道会引入哪个文件。",
                hint="请直接写出文件名。",
            )
            continue
        outside = next((name for name in named if not is_plain(name)), None)
        if outside is not None:
            right = re.split(r"[/\\]", outside)[-1]
            found = right if right in beside else None
            yield Fault(
                context.spot(file, line, outside), f"“{outside}”不在模板的文件夹里，不能引入。", suggestion=found,
                hint="只能引入模板文件夹里的文件，或自带的“共用.jinja”；只写文件名。",
            )  # fmt: skip
            continue
        may_lack = isinstance(node, nodes.Include) and node.ignore_missing
        if named and all(name in context.sources.missing for name in named) and not may_lack:
            near = next(iter(get_close_matches(named[0], beside, 1, 0.5)), None)
            perhaps = f"，是不是“{near}”" if near else ""
            yield Fault(
                context.spot(file, line, named[0]), f"模板的文件夹里没有“{named[0]}”{perhaps}。", suggestion=near
            )
