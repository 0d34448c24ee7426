"""Figures of a report, entered once: read group by group, and what each of them comes to."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Tag, TypeAdapter, ValidationInfo, WrapValidator
from pydantic_core import ValidationError

from schemas.report.arithmetic import percentage
from schemas.report.contradictions import contradictions, exact
from schemas.report.counts import Count
from schemas.report.form import Place, known_error, several
from schemas.report.rates import Change, Figure, Goal, Groups, Rate, StatedRate
from schemas.report.values import Open, is_blank

_TOLD_BY = {
    "分子": "rate", "分母": "rate", "numerator": "rate", "denominator": "rate",
    "本期": "change", "上期": "change", "now": "change", "before": "change",
    "比率": "stated", "rate": "stated",
    "目标": "goal", "goal": "goal",
    "数": "count", "number": "count",
}  # fmt: skip


def _kind(data: Any) -> str | None:
    if not isinstance(data, dict):
        return "count"
    kinds = {kind for key, kind in _TOLD_BY.items() if key in data}
    return kinds.pop() if len(kinds) == 1 else None


_AnyFigure = Annotated[
    Annotated[Count, Tag("count")]
    | Annotated[Rate, Tag("rate")]
    | Annotated[Change, Tag("change")]
    | Annotated[StatedRate, Tag("stated")]
    | Annotated[Goal, Tag("goal")],
    Discriminator(_kind),
]
_figure: TypeAdapter[Figure] = TypeAdapter(_AnyFigure)
_TAGS = frozenset(_TOLD_BY.values())


def _read_figures(data: Any, handler: Any, info: ValidationInfo) -> dict[str, dict[str, Figure]]:
    """Figure by figure, so that one mistake does not hide what the others contradict."""
    read: dict[str, dict[str, Figure]] = {}
    errors = []
    for group, name, value, problem in _entries({} if is_blank(data) else data):
        place: Place = tuple(step for step in (group, name) if step)
        if problem:
            # Not where the figure itself is told about.
            is_name = bool(name) and not name.isidentifier()
            errors += several([((*place, "名称") if is_name else place, problem)]).errors()
            continue
        read.setdefault(group, {})
        if not name:
            continue
        try:
            read[group][name] = _figure.validate_python(value, context=info.context)
        except ValidationError as error:
            for told in error.errors():
                # A figure that is only a number has no fields.
                steps = [step for step in told["loc"] if step not in _TAGS] if isinstance(value, dict) else []
                told["loc"] = (*place, *steps)
                errors.append(told)
            read[group][name] = _stand_in(value)
    errors += several(list(contradictions(read))).errors()
    if errors:
        raise ValidationError.from_exception_data("figures", [known_error(error) for error in errors])
    return read


def _stand_in(value: Any) -> Figure:
    """For a figure with a mistake of its own, which those that speak of it are not to be blamed for."""
    try:
        return _figure.validate_python(value, context={"incomplete": True})
    except ValidationError:
        return Count.model_validate({}, context={"incomplete": True})


Figures = Annotated[dict[str, dict[str, _AnyFigure]], WrapValidator(_read_figures)]
"""Groups of figures, each figure by its name: {{ 纠纷.受理 }} in a text is figure 受理 of group 纠纷."""


RESERVED = ("年度", "下一年度", "单位", "简称", "数据")
"""What sentences may name besides groups of figures."""
_NAME_HINT = "名称只能用汉字、字母、数字和下划线，不能以数字开头"


def _entries(data: Any) -> Iterator[tuple[str, str, Any, str]]:
    """Group, name, value and what is wrong with the names; an empty name stands for an empty group."""
    if not isinstance(data, dict):
        yield "", "", None, "应当分组填写，每组下面是“名称: 数”"
        return
    for group, figures in data.items():
        if not str(group).isidentifier():
            yield str(group), "", None, f"“{group}”不能作组名：{_NAME_HINT}"
        elif group in RESERVED:
            yield str(group), "", None, f"“{group}”另有用处，不能作组名；请换一个名称"
        elif is_blank(figures):
            yield str(group), "", None, ""
        elif not isinstance(figures, dict):
            yield str(group), "", None, f"“{group}”是一组数，下面应当分行写“名称: 数”，如 受理: 44件"
        else:
            for name, value in figures.items():
                if not str(name).isidentifier():
                    yield str(group), str(name), None, f"“{name}”不能作数的名称：{_NAME_HINT}"
                elif isinstance(value, dict) and _kind(value) is None:
                    yield str(group), str(name), None, _unclear(value)
                else:
                    yield str(group), str(name), value, ""


def _unclear(value: Mapping[str, Any]) -> str:
    kinds = "数（数）、算出来的比率（分子、分母）、增减（本期、上期）、现成的比率（比率、来源）、目标（目标）"
    given = [key for key in value if key in _TOLD_BY]
    if len(given) > 1:
        return f"“{'”和“'.join(given)}”不能写在一起；一个名称只能是下列之一：{kinds}"
    return f"看不出是哪一种数；请按下列之一填写：{kinds}"


def computed(groups: Groups, group: str, name: str) -> str | Open:
    """What stands in the report for a figure."""
    figure = groups[group][name]
    if isinstance(figure, Rate):
        top, bottom = exact(groups, group, figure.numerator)[0], exact(groups, group, figure.denominator)[0]
        if top is None or not bottom:
            return Open(f"{group}.{name}")
        return percentage(top / bottom, figure.decimals)
    if isinstance(figure, Change):
        now, before = exact(groups, group, figure.now)[0], exact(groups, group, figure.before)[0]
        if now is None or not before:
            return Open(f"{group}.{name}")
        if now == before:
            return "持平"
        word = "增长" if now > before else "下降"
        return word + percentage(abs(now - before) / before, figure.decimals)
    value = (
        figure.number if isinstance(figure, Count) else figure.rate if isinstance(figure, StatedRate) else figure.goal
    )
    return Open(f"{group}.{name}") if isinstance(value, Open) else figure.shown
