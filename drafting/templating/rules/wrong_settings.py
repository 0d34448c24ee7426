import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from drafting.compose.templates import SETTINGS, SMALLEST
from drafting.findings import Severity
from drafting.forms.loading import read_bytes, validated
from drafting.forms.source import FormError
from drafting.readers import ReadError
from drafting.templating import shapes
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Fault, Patch, Spot, template_rule
from drafting.templating.shapes import Kind, Shape
from schemas.report import Level

_KEYS = ("levels", "not_shown")
_LARGEST = 1_000_000


@template_rule(
    code="TPL16",
    slug="wrong-settings",
    name="设置有误",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "设置.toml", '"街道"', '"街道办"', marks='levels = ["乡镇", "街道办"]'),
        Patch("县区", "设置.toml", "levels =", "level =", marks='level = ["县区"]'),
        Patch("部门", "设置.toml", '"上年安排"', '"上年计划"',
              marks='not_shown = ["表单版本", "上年计划", "单位.级别", "单位.所属"]'),
        Patch("乡镇", "最小表单.yaml", "年度: 2025", "年度: 今年", marks="年度: 今年"),
    ),
)  # fmt: skip
def wrong_settings(context: TemplateContext) -> Iterator[Fault]:
    """设置.toml 写明给哪些级别的单位用、哪些项有意不写；最小表单.yaml 是能用这个模板的最小的表单。

    设置里写错的级别和项不起作用，也没有人发觉；没有最小表单，就没有办法试一试模板还能不能用。
    """
    yield from _settings(context)
    yield from _smallest(context)
    yield from _forms(context)


def _bytes(context: TemplateContext, name: str) -> bytes | Fault:
    path = context.template.folder / name
    try:
        if not path.is_file():
            return Fault(Spot(name, 1), f"模板的文件夹里没有“{name}”。")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        return Fault(Spot(name, 1), f"“{name}”打不开。")
    return data if len(data) <= _LARGEST else Fault(Spot(name, 1), f"“{name}”太大，请检查是否放错了文件。")


def _settings(context: TemplateContext) -> Iterator[Fault]:
    data = _bytes(context, SETTINGS)
    if isinstance(data, Fault):
        yield data
        return
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        yield Fault(Spot(SETTINGS, 1), f"“{SETTINGS}”不是 UTF-8 编码。", hint="请用 UTF-8 另存。")
        return
    try:
        settings = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else max(1, len(text.rstrip("\n").split("\n")))
        if "array" in str(error):
            # The list began where nothing closed it, above the line on which that is noticed.
            above = list(enumerate(text.split("\n")[:number], start=1))
            number = next((n for n, words in reversed(above) if "[" in words and "]" not in words), number)
        yield Fault(
            Spot(SETTINGS, number), "这里的写法读不懂。", hint='请写成 levels = ["乡镇"] 这样的样子，用半角符号。'
        )
        return
    for key, value in settings.items():
        if key not in _KEYS:
            near = next(iter(get_close_matches(key, _KEYS, 1, 0.5)), None)
            perhaps = f"，是不是“{near}”" if near else ""
            yield Fault(_at(text, key, key), f"不认识“{key}”{perhaps}；可用的有：{'、'.join(_KEYS)}。", suggestion=near)
            continue
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            yield Fault(_at(text, key, key), f"“{key}”应当是一列文字。", hint=f'请写成 {key} = ["…", "…"] 的样子。')
            continue
        for entry in value:
            message, right = _level(entry) if key == "levels" else _field(entry)
            if message:
                yield Fault(_at(text, key, entry), message, suggestion=right)


def _at(text: str, key: str, quote: str) -> Spot:
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", line)), 0)
    number = next((n for n in range(first, len(lines)) if quote in lines[n]), first)
    return Spot(SETTINGS, number + 1, quote if quote in lines[number] else "")


def _level(word: str) -> tuple[str, str | None]:
    known = [level.value for level in Level]
    if word in known:
        return "", None
    right = next(iter(get_close_matches(word, known, 1, 0.5)), None)
    return f"“{word}”不是单位的级别；可写：{'、'.join(known)}。", right


def _field(way: str) -> tuple[str, str | None]:
    """Whether the form has a field; lists are passed through: 附件.正文."""
    fields: Any = shapes.names()
    steps: list[str] = []
    for step in way.split("."):
        if fields is None:
            return f"“{'.'.join(steps)}”下面没有分项，没有“{way}”这一项。", None
        if step not in fields:
            right = shapes.called_otherwise(step)
            if right not in fields:
                right = next(iter(get_close_matches(step, list(fields), 1, 0.5)), None)
            meant = right and ".".join([*steps, right, *way.split(".")[len(steps) + 1 :]])
            return f"表单里没有“{way}”这一项" + (f"，是不是“{meant}”。" if meant else "。"), meant
        steps.append(step)
        shape: Shape = fields[step]
        while shape.kind is Kind.LIST and shape.element is not None:
            shape = shape.element
        if shape.kind is Kind.GROUPS:
            return "", None
        fields = shape.fields
    return "", None


def _smallest(context: TemplateContext) -> Iterator[Fault]:
    data = _bytes(context, SMALLEST)
    if isinstance(data, Fault):
        yield Fault(data.spot, data.message, hint="请写一份只有必填项的表单，用来试模板。")


def _forms(context: TemplateContext) -> Iterator[Fault]:
    """The smallest, and the examples beside it."""
    for name in context.forms:
        data = _bytes(context, name)
        if isinstance(data, Fault):
            continue
        what = "最小表单" if name == SMALLEST else "例子"
        try:
            validated(read_bytes(data, ".yaml"))
        except ReadError as error:
            yield Fault(Spot(name, 1), f"{what}读不了：{error}")
        except FormError as error:
            for mistake in error.mistakes:
                line = re.search(r"第(\d+)行", mistake.place)
                where = f"“{mistake.field}”" if mistake.field else "表单"
                yield Fault(Spot(name, int(line[1]) if line else 1), f"{what}的{where}：{mistake.sentence}。")
