"""Plain values to a Report, or every mistake in them with its place and in plain Chinese."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from schemas.report import Report
from schemas.report.form import Place
from schemas.report.names import OTHER_NAMES, chinese, model_at, names_of, spellings


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
        return Report.model_validate(data, context={"incomplete": incomplete})
    except ValidationError as error:
        raise ReportError(tuple(_mistake(told) for told in error.errors())) from None


def _mistake(told: Any) -> FieldMistake:
    place, kind = told["loc"], told["type"]
    if kind == "missing":
        sentence = "缺少这一项"
    elif kind == "extra_forbidden":
        sentence = _unknown(place)
    elif kind in ("mistake", "open"):
        sentence = told["ctx"]["sentence"]
    elif kind.startswith(("int_", "greater_", "less_")):
        sentence = f"“{told['input']}”不对；应当是整数，在规定的范围内"
    else:
        sentence = f"“{told['input']}”不合要求；请对照空表单填写"
    return FieldMistake(chinese(place), sentence, kind in ("missing", "open"))


def _unknown(place: Place) -> str:
    name = str(place[-1])
    model = model_at(place[:-1])
    known = list(names_of(model)) if model else sorted(spellings())
    if OTHER_NAMES.get(name) in known:
        return f"没有“{name}”这一项，现在叫“{OTHER_NAMES[name]}”；请改名"
    near = get_close_matches(name, known, 1, 0.5)
    if near:
        return f"没有“{name}”这一项，是不是“{near[0]}”"
    return f"没有“{name}”这一项；请删去，或改用这里可以写的：{'、'.join(known)}"
