"""Plain data as the words and numbers that cells hold."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from drafting.forms.source import Path
from schemas.report.counts import apart
from schemas.report.names import spellings
from schemas.report.values import control_free, is_blank, words

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def of(data: Any, name: str) -> Any:
    """A field under its Chinese name or its English one."""
    if not isinstance(data, Mapping):
        return None
    return next((data[key] for key in (name, *sorted(spellings().get(name, ()))) if key in data), None)


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = of(data, str(step))
    return data


def entries(value: Any) -> list[Any]:
    if is_blank(value):
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def is_empty(value: Any) -> bool:
    """Nothing is filled in, however deep one looks."""
    if isinstance(value, Mapping):
        return all(is_empty(inner) for inner in value.values())
    if isinstance(value, (list, tuple)):
        return all(is_empty(inner) for inner in value)
    return is_blank(value)


def filled(value: Any) -> list[Any]:
    return [entry for entry in entries(value) if not is_empty(entry)]


def said(value: Any) -> str:
    if is_blank(value):
        return ""
    try:
        text = words(value)
    except ValueError:
        text = control_free(str(value))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def paragraphs(value: Any) -> str:
    return "\n".join(text for entry in entries(value) if (text := said(entry)))


def number(value: Any) -> str | int | float:
    """A number as one that Excel computes with, where it is read back as it was typed."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if float(value).is_integer() else value
    text = said(value)
    if re.fullmatch(r"[0-9]{1,15}", text) and str(int(text)) == text:
        return int(text)
    if re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,5}", text) and repr(float(text)) == text:
        return float(text)
    return text


def day(value: Any) -> dt.date | str:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = _ISO_DAY.fullmatch(said(value))
    try:
        return dt.date(*map(int, found.groups())) if found else said(value)
    except ValueError:
        return said(value)


def count(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """10余场次 in the columns of number, approximation and measure word."""
    typed = given.get("数")
    if not isinstance(typed, str):
        return given
    try:
        taken = {_CHINESE[name]: part for name, part in apart(typed).items()}
    except ValueError:
        return given
    # Where a column of its own says something else, both stay for the clerk to decide.
    if any(said(given.get(name, part)) != part for name, part in taken.items() if name != "数"):
        return given
    return {**given, **taken}


_CHINESE = {"number": "数", "about": "概数", "measure": "量词"}
