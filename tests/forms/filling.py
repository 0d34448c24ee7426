"""A carried form as it is when somebody has revised every text and filled in every open place."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from drafting.forms.carry import MARK, Carried
from drafting.text.numerals import to_chinese

TEXT_FIELDS = frozenset({"正文", "引言", "表现", "原因", "履职", "其他需要报告的情况"})


def texts(value: Any, name: str = "") -> Iterator[str]:
    """What would be printed as paragraphs."""
    if isinstance(value, Mapping):
        for below, inner in value.items():
            yield from texts(inner, below)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)
    elif name in TEXT_FIELDS and isinstance(value, str):
        yield value


def filled(carried: Carried) -> dict[str, Any]:
    """The figures of last year hold together, so they are filled in again."""
    form = {name: _revised(value, name) for name, value in carried.form.items() if name != "数据"}
    form["年度"] = carried.form["年度"] or "2025"
    form["标题"] = None
    form["单位"] = {**carried.form["单位"], "名称": "青禾乡人民政府", "级别": "乡镇"}
    form["数据"] = {
        group: {name: _figure(carried, group, name, figure) for name, figure in figures.items()}
        for group, figures in (carried.form["数据"] or {}).items()
    }
    leaders = form["党政主要负责人履职"]
    for side, post in (("党委主要负责人", "乡党委书记"), ("政府主要负责人", "乡长")):
        leaders[side]["职务"] = leaders[side]["职务"] or post
    form["落款"] = {**form["落款"], "日期": f"{int(form['年度']) + 1}-01-20", "署名": None, "盖章": "是"}
    return form


def _figure(carried: Carried, group: str, name: str, figure: dict[str, Any]) -> dict[str, Any]:
    last = carried.notes["数据", group, name].removeprefix("上年：")
    if "数" in figure:
        return {**figure, "数": figure["数"] or last}
    if "比率" in figure:
        return {**figure, "比率": last.replace("％", "%"), "来源": "县统计局调查"}
    return {**figure, "目标": last} if "目标" in figure else figure


_ALWAYS_FILLED = {"标题": "抓好工作", "不足": "力量不足", "原因": "人手少。", "履职": "认真履职。", "名称": "清单"}


def _revised(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return dict(value) if name in ("单位", "落款") else _entry(value)
    if isinstance(value, list):
        return _list(value, name)
    if isinstance(value, str) and value and name in (*TEXT_FIELDS, "事项"):
        return "已经改过的话。"
    return _ALWAYS_FILLED.get(name, value)


def _entry(value: Mapping[str, Any]) -> dict[str, Any]:
    if "标题" in value and not _has_words(value):
        return {"标题": "抓好工作", "正文": "抓好了。"}
    revised = {below: _revised(inner, below) for below, inner in value.items()}
    if "列" in revised:
        revised["行"] = revised["行"] or [["5" for _ in revised["列"]]]
    elif "标题" in revised:
        revised["正文"] = revised["正文"] or "抓好了。"
    return revised


def _list(values: list[Any], name: str) -> list[Any]:
    if name == "列":
        return [f"第{to_chinese(place)}列" for place, _ in enumerate(values, start=1)]
    if name == "行":
        return [["5" for _ in row] for row in values]
    if name in ("主送", "附件", "上年安排") and not _has_words(values):
        return []
    entries = [_revised(inner, name) for inner in values]
    for place, entry in enumerate(entries, start=1):
        for heading in ("标题", "不足"):
            if isinstance(entry, dict) and heading in entry:
                entry[heading] += f"之{to_chinese(place)}"
    return entries


def _has_words(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_words(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_has_words(inner) for inner in value)
    return bool(value)


def repeated(carried: Carried, year: str) -> dict[str, Any]:
    """A carried form as it is when everything is the same again as last year, but for the plan, which is empty in it."""
    form: dict[str, Any] = {
        name: _said_again(value, name) for name, value in carried.form.items() if name not in ("数据", "年度")
    }
    form["年度"] = year
    form["数据"] = {
        group: {
            name: _figure(carried, group, name, {**figure, "数": None} if "数" in figure else figure)
            for name, figure in figures.items()
        }
        for group, figures in (carried.form["数据"] or {}).items()
    }
    return form


_LAST = re.compile(r"【待填：上年([^】]*)】")


def _said_again(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return {below: _said_again(inner, below) for below, inner in value.items()}
    if isinstance(value, list):
        return [_said_again(inner, name) for inner in value]
    return _LAST.sub(r"\1", value.replace(MARK, "")) if isinstance(value, str) else value
