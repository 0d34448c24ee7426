"""A form without what is wrong in it, so that what is right can be shown while somebody is still filling it in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from drafting.forms.source import Path
from drafting.text.patterns import Pattern
from schemas.report import Report
from schemas.report.reading import ReportError, read

_ROUNDS = 6
_REFERENCE = Pattern(r"\{\{\s*([^{}]*?)\s*\}\}")


def without(form: Mapping[str, Any]) -> tuple[dict[str, Any], Report | None]:
    """Places with mistakes are left open. None where no report can be made of the rest."""
    rest = _copy(form)
    opened: set[Path] = set()
    # What was hidden behind a mistake comes to light when that is gone.
    for _ in range(_ROUNDS):
        try:
            return rest, read(rest, incomplete=True)
        except ReportError as error:
            for place in dict.fromkeys(told.place for told in error.mistakes):
                # A field that is wrong even where it is empty has a wrong name.
                _change(rest, place, _gone if place in opened else _opened)
                opened.add(place)
    return rest, None


def unreferred(form: dict[str, Any], places: Iterable[Path]) -> dict[str, Any]:
    """References to figures that are not there stand as open places."""
    for place in places:
        _change(form, place, lambda container, step: container.__setitem__(step, _marked(container[step])))
    return form


def _marked(value: Any) -> Any:
    if isinstance(value, str):
        return _REFERENCE.sub("【待填：\\1】", value)
    if isinstance(value, list):
        return [_marked(entry) for entry in value]
    return value


def _opened(container: Any, step: Any) -> None:
    container[step] = None


def _gone(container: Any, step: Any) -> None:
    if isinstance(container, dict):
        del container[step]


def _change(form: dict[str, Any], place: Path, change: Callable[[Any, Any], None]) -> None:
    """At the place, or at the nearest around it that is there."""
    nearest: tuple[Any, str | int] | None = None
    value: Any = form
    for step in place:
        if isinstance(value, dict):
            is_there = step in value
        else:
            is_there = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not is_there:
            break
        nearest = value, step
        value = value[step]
    if nearest is not None:
        change(*nearest)


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copy(entry) for entry in value]
    return value
