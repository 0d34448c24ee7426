"""A form without what is wrong in it, so that what is right can be shown while somebody is still filling it in."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from drafting.forms.source import Path
from drafting.text.patterns import Pattern
from schemas.report import Report
from schemas.report.reading import ReportError, read

_ROUNDS = 6
_REFERENCE = Pattern(r"\{\{\s*([^{}]*?)\s*\}\}")
_SIGNS = str.maketrans("{｛【[}｝】]", "（（（（））））")
_GONE = object()


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
                _change(rest, place, partial(_instead, _GONE if place in opened else None))
                opened.add(place)
    return rest, None


def unreferred(form: dict[str, Any], wrong: Iterable[tuple[Path, str]]) -> None:
    """References that a sentence complains of stand as open places; the others at the same place stay."""
    for place, sentence in wrong:
        _change(form, place, partial(_in_texts, partial(_marked, sentence)))


def without_signs(form: dict[str, Any], places: Iterable[Path]) -> None:
    """Brackets that are no reference, but were meant for one, become plain ones."""
    for place in places:
        _change(form, place, partial(_in_texts, _plain))


def _instead(new: Any, old: Any) -> Any:
    return new


def _in_texts(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, list):
        return [_in_texts(change, entry) for entry in value]
    return change(value) if isinstance(value, str) else value


def _marked(sentence: str, text: str) -> str:
    def reference(found: Any) -> str:
        is_told = found[0] in sentence or f"{{{{ {found[1]} }}}}" in sentence
        return f"【待填：{found[1]}】" if is_told else str(found[0])

    return _REFERENCE.sub(reference, text)


def _plain(text: str) -> str:
    return text.translate(_SIGNS)


def _change(form: dict[str, Any], place: Path, change: Callable[[Any], Any]) -> None:
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
    if nearest is None:
        return
    container, step = nearest
    new = change(value)
    if new is not _GONE:
        container[step] = new
    elif isinstance(container, dict):
        del container[step]


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copy(entry) for entry in value]
    return value
