"""Plain values to a Report, or every mistake in them with its place and in plain Chinese."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from schemas.report import Report
from schemas.report.counts import Count
from schemas.report.form import Form, Place, alias
from schemas.report.names import OTHER_NAMES, chinese, model_at, model_in, names_of, spellings
from schemas.report.parts import Table
from schemas.report.values import Open


@dataclass(frozen=True, slots=True)
class FieldMistake:
    place: Place
    """The way to the field in Chinese names and positions from 0."""
    sentence: str
    is_open: bool
    """Nothing is wrong with it, it is only not filled in."""


class ReportError(ValueError):
    def __init__(self, mistakes: tuple[FieldMistake, ...]) -> None:
        super().__init__("；".join(mistake.sentence for mistake in mistakes))
        self.mistakes = mistakes


def read(data: Any, *, incomplete: bool = False) -> Report:
    """Raises ReportError. An incomplete report has Open places where something is missing."""
    try:
        report = Report.model_validate(data, context={"incomplete": True})
    except ValidationError as error:
        wrong = [_mistake(told) for told in error.errors()]
        raise ReportError((*wrong, *(() if incomplete else _missing(data, error)))) from None
    missing = () if incomplete else tuple(open_in(report))
    if missing:
        raise ReportError(tuple(FieldMistake(place, "还没有填写", is_open=True) for place in missing))
    return report


def open_in(value: Any, place: Place = ()) -> Iterator[Place]:
    """The places of a report that nobody has filled in."""
    if isinstance(value, Open):
        yield place
    elif isinstance(value, Count):
        # A figure that is only a number has no fields.
        yield from open_in(value.number, place)
    elif isinstance(value, Form):
        if isinstance(value, Table) and not any(value.rows):
            yield (*place, "行")
        for name, field in type(value).model_fields.items():
            yield from open_in(getattr(value, name), (*place, alias(name, field)))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from open_in(entry, (*place, number))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from open_in(entry, (*place, name))


def _missing(data: Any, known: ValidationError) -> Iterator[FieldMistake]:
    """What a form with mistakes lacks besides; a field under a wrong name is not missing as well."""
    misnamed = {
        chinese((*told["loc"][:-1], right))
        for told in known.errors()
        if told["type"] == "extra_forbidden" and (right := _meant(told["loc"]))
    }
    try:
        Report.model_validate(data)
    except ValidationError as error:
        for told in error.errors():
            if told["type"] in ("missing", "open") and chinese(told["loc"]) not in misnamed:
                yield FieldMistake(chinese(told["loc"]), "还没有填写", is_open=True)


def _mistake(told: Any) -> FieldMistake:
    place, kind = told["loc"], told["type"]
    if kind == "extra_forbidden":
        sentence = _unknown(place)
    elif kind == "mistake":
        sentence = told["ctx"]["sentence"]
    elif kind.startswith(("int_", "greater_", "less_")):
        sentence = f"“{told['input']}”不对；应当是整数，在规定的范围内"
    else:
        sentence = f"“{told['input']}”不合要求；请对照空表单填写"
    return FieldMistake(chinese(place), sentence, is_open=False)


def _belongs_below(place: Place) -> str:
    """The field beside it that such a field belongs to: an indent was forgotten."""
    model = model_at(place[:-1])
    if model is None or place[-1] in OTHER_NAMES:
        return ""
    for name, field in model.model_fields.items():
        below = model_in(field.annotation)
        if below is not None and str(place[-1]) in names_of(below) and "tuple" not in str(field.annotation):
            return alias(name, field)
    return ""


def _meant(place: Place) -> str | None:
    """The field that somebody meant by a name that is none."""
    name = str(place[-1])
    model = model_at(place[:-1])
    known = list(names_of(model)) if model else sorted(spellings())
    other = OTHER_NAMES.get(name)
    return other if other in known else next(iter(get_close_matches(name, known, 1, 0.5)), None)


def _unknown(place: Place) -> str:
    name, meant = str(place[-1]), _meant(place)
    below = _belongs_below(place)
    if below:
        return f"“{name}”应当写在“{below}”下面；请在它前面多空两格，并移到“{below}:”之后"
    if meant is None:
        model = model_at(place[:-1])
        known = names_of(model) if model else sorted(spellings())
        return f"没有“{name}”这一项；请删去，或改用这里可以写的：{'、'.join(known)}"
    if OTHER_NAMES.get(name) == meant:
        return f"没有“{name}”这一项，现在叫“{meant}”；请改名"
    return f"没有“{name}”这一项，是不是“{meant}”"
