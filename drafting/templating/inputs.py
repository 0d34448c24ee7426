"""Forms that try a template: the smallest and the examples beside it, and others derived from the schema, from small to large."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from drafting.compose.templates import SMALLEST, Template
from drafting.forms.loading import SUFFIXES, load, read_bytes
from drafting.forms.source import FormError
from drafting.readers import ReadError
from drafting.templating.generated import generated
from drafting.templating.made_forms import YEAR, FieldPath, Fixed, Form, Input, made
from drafting.text.patterns import Pattern
from schemas.report import Report
from schemas.report.form import alias
from schemas.report.names import Model, model_in
from schemas.report.parts import Level

_LONG_ORGANS = {
    Level.TOWNSHIP: "云岭彝族回族苗族自治县青禾白族傈僳族彝族乡人民政府",
    Level.STREET: "云岭彝族回族苗族自治县人民政府临川坝子街道办事处",
    Level.COUNTY: "云岭彝族回族苗族傈僳族白族自治县人民政府",
    Level.DEPARTMENT: "云岭彝族回族苗族傈僳族白族自治县农业农村和水务局",
}
_LONG_HEADING = "健全党委领导、政府负责、民主协商、社会协同、公众参与、法治保障、科技支撑的基层治理体系"
_ODD_TEXTS = (
    "一、二级应急响应分别启动，人员按时到岗。",
    "# 号牌和门牌逐户核对，错的当场改正。",
    "@ 符号不作标记，正文照写不误。",
    "| 竖线和 \\ 反斜杠都照原样写出来。",
    "“综合查一次”“一网通办”等做法写进了工作规则，《中华人民共和国宪法》和《中华人民共和国民法典》是学习重点。",
    "𠮷家湾的老人用方言讲解规定，群众听得懂、记得住。",
)
_FACTORS = (0, 1_000_000)
_COUNT = Pattern(r"^([0-9]+)([余多]?(?:[万亿]|[^0-9%％.]*))$")


Example = tuple[str, Form]
"""A form of one's own, with its name."""


def read_examples(folder: Path) -> tuple[Example, ...]:
    """All forms in a folder. Raises FormError or ReadError, with the name of the form in front."""
    found = []
    for path in sorted(entry for entry in folder.iterdir() if entry.suffix.lower() in SUFFIXES):
        if path.name.startswith(("~$", ".")):
            continue
        try:
            _, source = load(path)
        except (FormError, ReadError) as error:
            raise ReadError(f"{path.name} {error}") from None
        found.append((path.name, source.data))
    return tuple(found)


def forms_beside(template: Template) -> tuple[str, ...]:
    names = (entry.name for entry in template.folder.iterdir() if entry.name.endswith((".yaml", ".yml")))
    return tuple(sorted(names, key=lambda name: (name != SMALLEST, name)))


def inputs(template: Template, examples: Iterable[Example] = ()) -> Iterator[Input]:
    """Examples for another level of unit are passed over."""
    for name, form in _written(template, examples):
        yield Input(name, form, {})
        if isinstance(form.get("数据"), dict):
            yield from _other_figures(name, form)
    first, *others = [level for level in Level if level in template.levels] or [Level.TOWNSHIP]
    yield from _derived(first)
    for level in others:
        yield made(f"{level.value}，只填必填的项", level, Fixed(optional=False))
        yield made(f"{level.value}，每一项都填", level, Fixed(count=2))
    yield from generated(first)


def _written(template: Template, examples: Iterable[Example]) -> Iterator[Example]:
    for name in forms_beside(template):
        try:
            form = read_bytes((template.folder / name).read_bytes(), ".yaml").data
        except (ReadError, OSError):
            continue  # a rule says why
        if isinstance(form, dict):
            yield name, form
    for name, form in examples:
        unit = form.get("单位")
        if not template.levels or not isinstance(unit, dict) or unit.get("级别") in template.levels:
            yield name, form


def _other_figures(name: str, form: Form) -> Iterator[Input]:
    """None at all, one less than all, and more than anybody has; forms whose figures then contradict each other are no forms."""
    for factor in _FACTORS:
        yield Input(f"{name}，数都乘{factor}", {**form, "数据": _times(form["数据"], factor)}, {})
    for group, figures in form["数据"].items():
        for figure in figures if isinstance(figures, dict) else ():
            nought = {**figures, figure: _times(figures[figure], 0)}
            yield Input(f"{name}，{group}.{figure}为0", {**form, "数据": {**form["数据"], group: nought}}, {})


def _times(value: Any, factor: int) -> Any:
    if isinstance(value, dict):
        # There is no 0余件.
        kept = {key: inner for key, inner in value.items() if factor or key != "概数"}
        return {key: inner if key in ("小数", "目标") else _times(inner, factor) for key, inner in kept.items()}
    found = _COUNT.match(str(value)) if isinstance(value, (str, int)) else None
    if found is None:
        return value
    return f"{int(found[1]) * factor}{found[2] if factor else found[2].lstrip('余多')}"


def _derived(level: Level) -> Iterator[Input]:
    least = made("只填必填的项", level, Fixed(optional=False))
    yield least
    full = made("每一项都填", level, Fixed(count=2), first_word=1000)
    yield full
    for path in _optional_fields(Report, ()):
        yield _without(full, path)
        alone = _only(least, full, path)
        if alone is not None:
            yield alone
    yield made("每一列只有一项", level, Fixed())
    yield made("每一列有十二项", level, Fixed(count=12))
    for form in (least, full):
        yield _changed(form, "单位名称很长", ("单位", "名称"), _LONG_ORGANS[level])
    announced = f"现将{YEAR}年度推进法治政府建设的情况报告如下："
    yield _changed(full, "引言里已经写明“报告如下”", ("引言",), announced)
    yield _changed(full, "标题很长", ("主要举措和成效", "项目", 0, "标题"), _LONG_HEADING)
    for number, words in enumerate(_ODD_TEXTS, start=1):
        yield _changed(least, f"特殊的文字之{number}", ("主要举措和成效", "项目", 0, "正文"), words)


def _optional_fields(model: Model, path: FieldPath) -> Iterator[FieldPath]:
    """From the outside in; a field inside a list stands for that of each entry."""
    for name, field in model.model_fields.items():
        here = (*path, alias(name, field))
        if not field.is_required() and name not in ("figures", "answered_by"):
            yield here
        below = model_in(field.annotation)
        if below is not None and name != "figures":
            yield from _optional_fields(below, here)


def _without(whole: Input, path: FieldPath) -> Input:
    words = {word: at for word, at in whole.words.items() if at.field[: len(path)] != path}
    return Input(f"没有填“{'.'.join(path)}”", _dropped(whole.form, path), words)


def _dropped(value: Any, path: FieldPath) -> Any:
    if isinstance(value, list):
        return [_dropped(entry, path) for entry in value]
    if not isinstance(value, dict) or not path:
        return value
    if len(path) == 1:
        return {name: entry for name, entry in value.items() if name != path[0]}
    return {name: _dropped(entry, path[1:]) if name == path[0] else entry for name, entry in value.items()}


def _only(least: Input, full: Input, path: FieldPath) -> Input | None:
    """The smallest form with one optional field more; None where the field stands in what is optional itself."""
    value = _at(full.form, path)
    form = None if value is None else _set(least.form, path, value)
    if form is None:
        return None
    words = {word: at for word, at in full.words.items() if at.field[: len(path)] == path}
    return Input(f"必填的项加上“{'.'.join(path)}”", form, words)


def _at(value: Any, path: FieldPath) -> Any:
    for step in path:
        value = value[0] if isinstance(value, list) else value
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _set(value: Any, path: FieldPath, new: Any) -> Any:
    if isinstance(value, list):
        first = _set(value[0], path, new) if value else None
        return None if first is None else [first, *value[1:]]
    if not isinstance(value, dict):
        return None
    if len(path) == 1:
        return {**value, path[0]: new}
    inner = _set(value.get(path[0]), path[1:], new)
    return None if inner is None else {**value, path[0]: inner}


def _changed(of: Input, name: str, path: tuple[str | int, ...], value: Any) -> Input:
    def change(form: Any, rest: tuple[str | int, ...]) -> Any:
        if not rest:
            return value
        if isinstance(form, list):
            return [change(entry, rest[1:]) if number == rest[0] else entry for number, entry in enumerate(form)]
        return {key: change(entry, rest[1:]) if key == rest[0] else entry for key, entry in form.items()}

    return Input(name, change(of.form, path), {})
