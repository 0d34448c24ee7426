"""A report as templates see it: Chinese names, figures as they stand in the text, words that stay words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from drafting.compose.filters import IN_SENTENCES, chinese_day
from drafting.compose.marked import escape, escape_cell
from drafting.compose.references import Figure, fill, references
from drafting.text.patterns import Pattern
from schemas.report import Report
from schemas.report.counts import Count
from schemas.report.figures import computed
from schemas.report.form import Form, alias
from schemas.report.parts import Table
from schemas.report.values import Open

_OWN_NAME = ("乡", "镇", "街道", "苏木")
"""A township's name says where it is; 司法局 says so with its county only."""
_ORGAN = Pattern(r"(?:人民政府|(?<=街道)办事处)$")


@dataclass(frozen=True, slots=True)
class TextMistake:
    """A sentence of the form that refers to a figure which is not there."""

    place: tuple[str | int, ...]
    sentence: str


def view(report: Report) -> tuple[dict[str, Any], list[TextMistake]]:
    """What a template may name; and what is wrong with the references in the clerk's own sentences."""
    figures = figures_of(report)
    names = {**figures, **_said(report)}
    mistakes: list[TextMistake] = []

    def words(text: str, place: tuple[str | int, ...], escaped: Callable[[str], str]) -> str:
        filled, wrong = fill(text, names, IN_SENTENCES)
        mistakes.extend(TextMistake(place, sentence) for sentence in wrong)
        return escaped(filled)

    def seen(value: Any, place: tuple[str | int, ...], escaped: Callable[[str], str] = escape) -> Any:
        if isinstance(value, Table):
            return {
                "标题": words(str(value.title), (*place, "标题"), escape),
                "列": [words(str(cell), (*place, "列"), escape_cell) for cell in value.columns],
                "行": [
                    [words(cell, (*place, "行", n), escape_cell) for cell in row]
                    for n, row in enumerate(value.all_rows())
                ],
            }
        if isinstance(value, Form):
            return {
                alias(name, field): seen(getattr(value, name), (*place, alias(name, field)))
                for name, field in type(value).model_fields.items()
                if name != "figures"
            }
        if isinstance(value, tuple):
            return [seen(entry, (*place, number)) for number, entry in enumerate(value)]
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, str):
            return words(value, place, escaped)
        return escaped(str(Open(_open_name(place)))) if isinstance(value, Open) else value

    found = seen(report, ())
    found["单位"]["简称"] = found["单位"]["简称"] or escape(_said(report)["简称"])
    found["落款"]["署名"] = found["落款"]["署名"] or [found["单位"]["名称"]]
    found |= {"数据": figures, **_said(report), "单位": found["单位"]}
    return found, mistakes


def _open_name(place: tuple[str | int, ...]) -> str:
    """The way to an open place in words: 存在的不足和原因第2项原因."""
    steps = [step for step in place if step not in ("项目", "小项")]
    return "".join(f"第{step + 1}项" if isinstance(step, int) else step for step in steps)


def figures_of(report: Report) -> dict[str, dict[str, Figure]]:
    groups = report.figures
    return {group: {name: _figure(groups, group, name) for name in figures} for group, figures in groups.items()}


def _figure(groups: Any, group: str, name: str) -> Figure:
    figure, text = groups[group][name], str(computed(groups, group, name))
    if isinstance(figure, Count) and not isinstance(figure.number, Open):
        return Figure(text, figure.measure, has_measure=figure.shows_measure)
    return Figure(text)


def unused_figures(report: Report) -> list[str]:
    """Figures that neither a sentence names nor another figure is computed from."""
    used: set[str] = set()
    for _, text in texts(report):
        used |= {name for name, _, _ in references(text)}
    for group, figures in report.figures.items():
        for figure in figures.values():
            used |= {name if "." in name else f"{group}.{name}" for name in _needs(figure)}
    return [
        f"{group}.{name}"
        for group, figures in report.figures.items()
        for name in figures
        if f"{group}.{name}" not in used
    ]


def _needs(figure: Any) -> Iterator[str]:
    for field in ("numerator", "denominator", "now", "before"):
        if name := getattr(figure, field, ""):
            yield str(name)


def texts(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Everything that a form says in words, each with its place."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from texts(entry, (*place, number))
    elif isinstance(value, Form):
        for name, field in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*place, alias(name, field)))


def _said(report: Report) -> Mapping[str, Any]:
    """What sentences may name besides figures."""
    year, unit = report.year, report.unit
    name = str(Open("单位名称") if isinstance(unit.name, Open) else unit.name)
    return {
        "年度": str(Open("年度")) if isinstance(year, Open) else year,
        "下一年度": str(Open("下一年度")) if isinstance(year, Open) else year + 1,
        "单位": name,
        "简称": unit.short_name or short_name(name, unit.county),
    }


def short_name(name: str, county: str = "") -> str:
    """云岭县青禾乡人民政府 speaks of itself as 青禾乡."""
    own = _ORGAN.sub("", name.removeprefix(county))
    return own if own.endswith(_OWN_NAME) else _ORGAN.sub("", name)


def shown(value: Any) -> str:
    """What a template writes for a value that is no text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return chinese_day(value)
    return str(value)
