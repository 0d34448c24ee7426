"""Names of fields: English for Chinese, and what people call a field that has another name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from schemas.report import Report
from schemas.report.counts import Count
from schemas.report.form import alias
from schemas.report.parts import (
    Attachment,
    Duty,
    Item,
    Leaders,
    Plan,
    Promise,
    Section,
    Shortcoming,
    Shortcomings,
    SignOff,
    SmallItem,
    SubItem,
    Table,
    Unit,
)
from schemas.report.rates import Change, Goal, Rate, StatedRate
from schemas.report.values import Text

Model = type[BaseModel]

MODELS: tuple[Model, ...] = (
    Report, Unit, Section, Item, SubItem, SmallItem, Table, Shortcomings, Shortcoming, Leaders, Duty, Plan, Promise,
    Attachment, SignOff, Count, Rate, Change, StatedRate, Goal,
)  # fmt: skip

OTHER_NAMES: Mapping[str, str] = {
    "版本": "表单版本",
    "报告年度": "年度",
    "年份": "年度",
    "单位名称": "单位",
    "乡镇": "单位",
    "全称": "名称",
    "层级": "级别",
    "县区": "所属",
    "上级": "所属",
    "所属县区": "所属",
    "主送机关": "主送",
    "前言": "引言",
    "导语": "引言",
    "数字": "数据",
    "指标": "数据",
    "主要举措": "主要举措和成效",
    "主要举措及成效": "主要举措和成效",
    "举措和成效": "主要举措和成效",
    "不足和原因": "存在的不足和原因",
    "存在问题": "存在的不足和原因",
    "存在的问题": "存在的不足和原因",
    "存在的不足": "存在的不足和原因",
    "第一责任人履职": "党政主要负责人履职",
    "党政主要负责人": "党政主要负责人履职",
    "下一步安排": "下一年度安排",
    "下年度安排": "下一年度安排",
    "明年安排": "下一年度安排",
    "主要安排": "下一年度安排",
    "其他情况": "其他需要报告的情况",
    "上年计划": "上年安排",
    "署名单位": "署名",
    "成文日期": "日期",
    "内容": "正文",
    "小标题": "标题",
    "条目": "项目",
    "问题": "不足",
    "成因": "原因",
    "原因分析": "原因",
    "书记": "党委主要负责人",
    "乡长": "政府主要负责人",
    "镇长": "政府主要负责人",
    "单位量词": "量词",
    "数值": "数",
    "值": "数",
    "小数位数": "小数",
    "表": "表格",
    "表头": "列",
}
"""A field that was renamed, or that people know by another name."""


@cache
def spellings() -> Mapping[str, frozenset[str]]:
    """All names under which a field may stand in a form, by its Chinese one."""
    found: dict[str, set[str]] = {}
    for model in MODELS:
        for name, field in model.model_fields.items():
            found.setdefault(alias(name, field), {alias(name, field)}).add(name)
    return {chinese: frozenset(names) for chinese, names in found.items()}


@cache
def all_names() -> frozenset[str]:
    return frozenset(name for names in spellings().values() for name in names)


def model_at(path: Sequence[str | int]) -> type[BaseModel] | None:
    """What a place of the form has to hold, where that is a model with fields of its own."""
    model: type[BaseModel] | None = Report
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        field = field_of(model, step)
        model = model_in(field.annotation) if field else None
    return model


def chinese(path: Sequence[str | int]) -> tuple[str | int, ...]:
    """The way to a field in Chinese names, whichever the form uses."""
    found: list[str | int] = []
    for place, step in enumerate(path):
        model = model_at(path[:place])
        field = model.model_fields.get(step) if model and isinstance(step, str) else None
        found.append(alias(step, field) if field and isinstance(step, str) else step)
    return tuple(found)


def in_chinese(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """A form with the Chinese name of every field that has another one; what is no field stays as it is."""
    if isinstance(value, list):
        return [in_chinese(entry, (*path, number)) for number, entry in enumerate(value)]
    if not isinstance(value, Mapping):
        return value
    names = {key: _chinese_name(path, key) for key in value}
    return {
        # A field that is given under both of its names keeps them, so that neither is lost.
        (key if name in value else name): in_chinese(entry, (*path, name))
        for (key, entry), name in zip(value.items(), names.values(), strict=True)
    }


def _chinese_name(path: tuple[str | int, ...], key: str) -> str:
    if path[:1] == ("数据",):
        fields = (kind.model_fields.get(key) for kind in FIGURES) if len(path) == 3 else ()
        return next((alias(key, field) for field in fields if field), key)
    return str(chinese((*path, key))[-1])


def model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := model_in(inner))), None)


def names_of(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield alias(name, field)


def field_of(model: type[BaseModel], name: str) -> FieldInfo | None:
    """A field by either of its names."""
    return next((field for own, field in model.model_fields.items() if name in (own, field.alias)), None)


_READS_TEXT = next(part for part in get_args(Text) if isinstance(part, PlainValidator))


def holds_text(field: FieldInfo) -> bool:
    """Whether a field takes paragraphs, not one line only."""
    return _READS_TEXT in field.metadata or any(_READS_TEXT in get_args(part) for part in get_args(field.annotation))


FIGURES: tuple[Model, ...] = (Count, Rate, Change, StatedRate, Goal)
"""What a figure may be."""
