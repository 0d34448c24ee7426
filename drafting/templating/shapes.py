"""What each name is that a template may use, worked out from the form's models as drafting.compose.view presents them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from drafting.compose.references import Figure
from schemas.report import Report
from schemas.report.form import Form, alias
from schemas.report.names import OTHER_NAMES
from schemas.report.parts import SignOff, Table, Unit
from schemas.report.values import Open


class Kind(StrEnum):
    TEXT = "一段文字"
    NUMBER = "一个数"
    DAY = "一个日期"
    YES_NO = "是或否"
    LIST = "一列"
    RECORD = "分项填写的一组内容"
    GROUPS = "按名称取用的数据"
    MACRO = "一个宏"
    MODULE = "导入的文件"
    LOOP = "循环的序号"
    NOTHING = "空"
    MISSING = "没有给的参数"
    CALLED = "一种算法"
    ANYTHING = "不能预知的内容"


@dataclass(frozen=True, slots=True)
class Shape:
    kind: Kind
    fields: Mapping[str, "Shape"] | None = None
    """Of a record or a module."""
    element: "Shape | None" = None
    """Of a list; of the figures, what any name gives."""
    truth: bool | None = None
    """What a condition makes of it, where every valid form gives the same."""
    words: str | None = None
    """How it reads in the report, with stand-ins for what the form says: 2025 for the year; None where nobody can know."""
    choices: tuple[str, ...] = ()
    """All words that it can be."""
    given: bool = False
    """An argument of the macro that is being read, or part of one: another call may give something else."""
    typed: bool = False
    """Written into the template itself: a switch, a constant."""
    macro: Any = None
    written: tuple[Any, ...] = ()
    """What a macro wrote, where the value is what it gave."""


ANYTHING = Shape(Kind.ANYTHING)
NOTHING = Shape(Kind.NOTHING, truth=False)
MISSING = Shape(Kind.MISSING)
SOME_TEXT = Shape(Kind.TEXT)
SOME_NUMBER = Shape(Kind.NUMBER)
YES_OR_NO = Shape(Kind.YES_NO)
LOOP = Shape(Kind.LOOP, truth=True)
YEAR = 2025
"""Stands for the year wherever words are needed: which one does not matter."""

_METHODS = {
    Kind.TEXT: (str, Figure),
    Kind.NUMBER: (int, float),
    Kind.DAY: (dt.date,),
    Kind.YES_NO: (bool,),
    Kind.LIST: (list, tuple),
    Kind.RECORD: (dict,),
    Kind.GROUPS: (dict,),
}
_LOOP = frozenset(
    [
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "depth",
        "depth0",
        "previtem",
        "nextitem",
        "cycle",
        "changed",
    ]
)
_MACRO = frozenset(["name", "arguments", "catch_kwargs", "catch_varargs", "caller"])


@cache
def methods(kind: Kind) -> frozenset[str]:
    """What the values of a kind answer to besides the form's own names."""
    if kind is Kind.LOOP:
        return _LOOP
    if kind is Kind.MACRO:
        return _MACRO
    return frozenset(name for python in _METHODS.get(kind, ()) for name in dir(python) if not name.startswith("_"))


@cache
def names() -> Mapping[str, Shape]:
    """Every name that a template may use, without those that it makes itself."""
    found = {
        alias(name, field): _field(field, Report) for name, field in Report.model_fields.items() if name != "figures"
    }
    unit, sign_off = found["单位"], found["落款"]
    assert unit.fields is not None
    assert sign_off.fields is not None
    organs = replace(sign_off.fields["署名"], truth=True)
    year = Shape(Kind.NUMBER, truth=True, words=str(YEAR))
    figure = Shape(Kind.TEXT)
    group = Shape(Kind.GROUPS, element=figure)
    return {
        **found,
        "表单版本": Shape(Kind.NUMBER, truth=True),
        "单位": replace(unit, fields={**unit.fields, "简称": Shape(Kind.TEXT, words="本单位")}),
        "落款": replace(sign_off, fields={**sign_off.fields, "署名": organs}),
        "数据": Shape(Kind.GROUPS, element=group),
        "年度": year,
        "下一年度": replace(year, words=str(YEAR + 1)),
        "简称": Shape(Kind.TEXT, words="本单位"),
    }


@cache
def _record(model: type[Form]) -> Shape:
    fields = {alias(name, field): _field(field, model) for name, field in model.model_fields.items()}
    if model is Table:
        fields = {name: shape for name, shape in fields.items() if name != "合计"}
    if model is Unit:
        fields["名称"] = replace(fields["名称"], words="本单位")
    return Shape(Kind.RECORD, fields=fields, truth=True)


def _field(field: Any, model: type[Form]) -> Shape:
    shape = _of(field.annotation)
    if not field.is_required() and not (model is SignOff and shape.kind is Kind.YES_NO):
        return replace(shape, truth=None)
    if shape.kind is Kind.LIST:
        # A required list has at least one entry: schemas.report.form.Filled.
        return replace(shape, truth=True)
    return shape


def _of(annotation: Any) -> Shape:
    if get_origin(annotation) is Annotated:
        return _of(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        inner = [kind for kind in get_args(annotation) if kind not in (Open, type(None))]
        shape = _of(inner[0]) if len(inner) == 1 else ANYTHING
        return replace(shape, truth=None) if type(None) in get_args(annotation) else shape
    if get_origin(annotation) is tuple:
        element = get_args(annotation)[0]
        # A cell is plain and may be blank; a line is not.
        return Shape(Kind.LIST, element=SOME_TEXT if element is str else _of(element))
    if isinstance(annotation, type):
        return _plain(annotation)
    return ANYTHING


def _plain(kind: type) -> Shape:
    if issubclass(kind, Form):
        return _record(kind)
    if issubclass(kind, Enum):
        return Shape(Kind.TEXT, truth=True, choices=tuple(str(member.value) for member in kind))
    if issubclass(kind, bool):
        return YES_OR_NO
    if issubclass(kind, int):
        return Shape(Kind.NUMBER, truth=True)
    if issubclass(kind, dt.date):
        return Shape(Kind.DAY, truth=True)
    return Shape(Kind.TEXT, truth=True) if issubclass(kind, str) else ANYTHING


def joined(one: Shape, other: Shape) -> Shape:
    """What a value is that is one or the other."""
    if one == other:
        return one
    if one.kind is Kind.NOTHING or other.kind is Kind.NOTHING:
        kept = other if one.kind is Kind.NOTHING else one
        return replace(kept, truth=None, words=None, written=())
    if one.kind is not other.kind or one.fields != other.fields or one.macro is not other.macro:
        return ANYTHING
    element = one.element
    if one.element is not None and other.element is not None:
        element = joined(one.element, other.element)
    return replace(
        one,
        element=element,
        truth=one.truth if one.truth == other.truth else None,
        words=None,
        choices=(),
        given=one.given or other.given,
        typed=one.typed and other.typed,
        written=(*one.written, *other.written),
    )


def ways_to(name: str) -> list[str]:
    """Where in the view a field of that name is: 单位.名称."""
    return [way for way in _ways(names(), "") if way.rpartition(".")[2] == name]


def _ways(fields: Mapping[str, Shape], before: str) -> Iterator[str]:
    for name, shape in fields.items():
        yield before + name
        if shape.kind is Kind.RECORD and shape.fields is not None:
            yield from _ways(shape.fields, f"{before}{name}.")


@cache
def english() -> Mapping[str, str]:
    """Names of fields as code uses them, which templates do not know."""
    from schemas.report.names import MODELS

    return {name: alias(name, field) for model in MODELS for name, field in model.model_fields.items()}


def called_otherwise(name: str) -> str | None:
    """What a field is called that people know by another name."""
    return OTHER_NAMES.get(name) or english().get(name)
