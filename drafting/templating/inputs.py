"""Forms that try a template: the smallest, the examples beside it, and others derived from the schema.

Every word of a derived form stands in no other field, so that a field which no report shows can be told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from drafting.compose.templates import SMALLEST, Template
from drafting.forms.loading import read_bytes
from schemas.report import VERSION, Report
from schemas.report.form import alias
from schemas.report.names import model_in
from schemas.report.parts import Duty, Item, Leaders, Level, Plan, Promise, SignOff, SubItem, Table, Unit

Form = dict[str, Any]
FieldPath = tuple[str, ...]
_YEAR = 2025
_ORGANS = {
    Level.TOWNSHIP: ("青禾乡人民政府", "乡党委书记", "乡长"),
    Level.STREET: ("临川街道办事处", "街道党工委书记", "办事处主任"),
    Level.COUNTY: ("云岭县人民政府", "县委书记", "县长"),
    Level.DEPARTMENT: ("云岭县司法局", "局党组书记", "局长"),
}
_LONG_ORGAN = "云岭彝族回族苗族自治县青禾白族傈僳族彝族乡人民政府"
_LONG_HEADING = "健全党委领导、政府负责、民主协商、社会协同、公众参与、法治保障、科技支撑的基层治理体系"
_ODD_TEXTS = (
    "一、二级应急响应分别启动，人员按时到岗。",
    "# 号牌和门牌逐户核对，错的当场改正。",
    "@ 符号不作标记，正文照写不误。",
    "| 竖线和 \\ 反斜杠都照原样写出来。",
    "“综合查一次”“一网通办”等做法写进了工作规则，《中华人民共和国宪法》和《中华人民共和国民法典》是学习重点。",
    "𠮷家湾的老人用方言讲解规定，群众听得懂、记得住。",
)


_NEEDED = frozenset(
    [
        *((Item, "text"), (SubItem, "text"), (Leaders, "party"), (Leaders, "government")),
        *((Table, name) for name in Table.model_fields),
    ]
)
"""Fields that the schema asks for where nothing stands in for them."""


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    form: Form
    fields: Mapping[str, FieldPath]
    """Words of the form that stand nowhere else in it, and the field each of them is in."""


def inputs(template: Template) -> Iterator[Input]:
    """From small to large."""
    for path in sorted(_examples(template), key=lambda path: path.name != SMALLEST):
        data = read_bytes(path.read_bytes()).data
        if isinstance(data, dict):
            yield Input(path.name, data, {})
    level = next((level for level in Level if level in template.levels), Level.TOWNSHIP)
    yield from _derived(level)


def _examples(template: Template) -> list[Any]:
    return [entry for entry in template.folder.iterdir() if entry.name.endswith((".yaml", ".yml"))]


def _derived(level: Level) -> Iterator[Input]:
    least = _Maker(level, count=1, optional=False).input("只填必填的项")
    yield least
    full = _Maker(level, count=2).input("每一项都填")
    yield full
    for path in _optional_fields(Report, ()):
        yield _without(full, path)
        alone = _only(least, full, path)
        if alone is not None:
            yield alone
    yield _Maker(level, count=1).input("每一列只有一项")
    yield _Maker(level, count=12).input("每一列有十二项")
    yield _changed(full, "单位名称很长", ("单位", "名称"), _LONG_ORGAN)
    yield _changed(full, "标题很长", ("主要举措和成效", "项目", 0, "标题"), _LONG_HEADING)
    for number, words in enumerate(_ODD_TEXTS, start=1):
        yield _changed(least, f"特殊的文字之{number}", ("主要举措和成效", "项目", 0, "正文"), words)


class _Maker:
    def __init__(self, level: Level, *, count: int, optional: bool = True) -> None:
        self._level, self._count, self._optional = level, count, optional
        self._words = (
            "".join(word) for word in product("东西南北上下前后", "坡坝塘岭湾沟坪垭", "头尾里外中边口背阴阳", "村寨屯")
        )
        self._fields: dict[str, FieldPath] = {}

    def input(self, name: str) -> Input:
        form = self._model(Report, ())
        return Input(name, form, dict(self._fields))

    def _model(self, model: type[BaseModel], path: FieldPath) -> Form:
        found: Form = {}
        for name, field in model.model_fields.items():
            here = (*path, alias(name, field))
            if field.is_required() or (model, name) in _NEEDED or (self._optional and name != "figures"):
                value = self._value(model, name, field, here)
                if value is not None:
                    found[here[-1]] = value
        return found

    def _value(self, model: type[BaseModel], name: str, field: Any, path: FieldPath) -> Any:
        fixed = self._fixed(model, name, path)
        if fixed is not _OPEN:
            return fixed
        below = model_in(field.annotation)
        if below is None:
            return self._text(path)
        if "tuple" not in str(field.annotation):
            return self._model(below, path)
        # Many entries of a list have one of each inside.
        count = 1 if self._count > 2 and len(path) > 2 else self._count
        return [self._model(below, path) for _ in range(count)]

    def _fixed(self, model: type[BaseModel], name: str, path: FieldPath) -> Any:
        organ, party, government = _ORGANS[self._level]
        post = party if "党委主要负责人" in path else government
        values: dict[tuple[type[BaseModel], str], Any] = {
            (Report, "form_version"): VERSION,
            (Report, "year"): _YEAR,
            (Report, "title"): f"{organ}关于{_YEAR}年度推进法治政府建设情况的报告",
            (Report, "addressees"): ["中共云岭县委", "云岭县人民政府"],
            (Report, "figures"): None,
            (Unit, "name"): organ,
            (Unit, "short_name"): None,
            (Unit, "level"): self._level.value,
            (Unit, "county"): "云岭县",
            (Plan, "year"): _YEAR + 1,
            (Duty, "post"): post,
            (Promise, "answered_by"): None,
            (SignOff, "day"): f"{_YEAR + 1}-01-20",
            (SignOff, "sealed"): "是",
            (SignOff, "organs"): [organ],
            (Table, "with_total"): "是",
        }
        if (model, name) == (Table, "columns"):
            return ["村", f"{self._word(path)}调解（件）"]
        if (model, name) == (Table, "rows"):
            return [[self._word(path), str(7 + number)] for number in range(2)]
        return values.get((model, name), _OPEN)

    def _text(self, path: FieldPath) -> str:
        word = self._word(path)
        return {
            "标题": f"抓好{word}的重点任务",
            "不足": f"{word}的工作力量不够强",
            "原因": f"{word}人手少、任务重，业务培训跟不上",
            "名称": f"{word}有关情况统计表",
            "事项": f"继续抓好{word}的普法宣传",
        }.get(path[-1], f"{word}的任务分解到人，完成情况按季度公布。")

    def _word(self, path: FieldPath) -> str:
        word = next(self._words)
        self._fields[word] = path
        return word


_OPEN = object()


def _optional_fields(model: type[BaseModel], path: FieldPath) -> Iterator[FieldPath]:
    """From the outside in; a field inside a list stands for that of each entry."""
    for name, field in model.model_fields.items():
        here = (*path, alias(name, field))
        if not field.is_required() and name not in ("figures", "answered_by"):
            yield here
        below = model_in(field.annotation)
        if below is not None and name != "figures":
            yield from _optional_fields(below, here)


def _without(whole: Input, path: FieldPath) -> Input:
    fields = {word: place for word, place in whole.fields.items() if place[: len(path)] != path}
    return Input(f"没有填“{'.'.join(path)}”", _dropped(whole.form, path), fields)


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
    words = {word: place for word, place in full.fields.items() if place[: len(path)] == path}
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


def example_forms(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.yaml"))
