"""{{ 组.数 }} in a clerk's own sentences: a figure is entered once and written wherever it is named."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from drafting.text.patterns import Pattern

_REFERENCE = Pattern(r"\{\{\s*(?P<words>[^{}]*?)\s*\}\}")
_WORDS = Pattern(r"(?P<name>[^\s.|]+)(?:\s*\.\s*(?P<own>[^\s.|]+))?(?P<filters>(?:\s*\|\s*[^\s|]+)*)")
_STRAY = Pattern(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|\{#|#\}")

Filters = Mapping[str, Callable[[Any], Any]]


def fill(text: str, names: Mapping[str, Any], filters: Filters) -> tuple[str, list[str]]:
    """The text with its figures, and what is wrong with its references."""
    if "{" not in text and "}" not in text and "｛" not in text:
        return text, []
    mistakes: list[str] = []

    def figure(match: Any) -> str:
        value, mistake = _look_up(match["words"], names, filters)
        if mistake:
            mistakes.append(mistake)
            return str(match[0])
        return str(value)

    filled = _REFERENCE.sub(figure, text)
    if not mistakes and (stray := _STRAY.search(_REFERENCE.sub("", text))):
        mistakes.append(f"“{stray[0]}”没有写成 {{{{ 组名.数名 }}}} 的样子；引用数要用两对半角花括号")
    return filled, mistakes


def references(text: str) -> Iterator[str]:
    """The names that a text refers to: 组.数."""
    for match in _REFERENCE.finditer(text):
        words = _WORDS.fullmatch(match["words"])
        if words:
            yield words["name"] + (f".{words['own']}" if words["own"] else "")


def _look_up(words: str, names: Mapping[str, Any], filters: Filters) -> tuple[Any, str]:
    shown = f"{{{{ {words} }}}}"
    parsed = _WORDS.fullmatch(words)
    if parsed is None:
        return None, f"“{shown}”看不懂；应写成 {{{{ 组名.数名 }}}}，不能在里面计算"
    name, own = parsed["name"], parsed["own"]
    if name not in names:
        return None, f"“{shown}”：“数据”里没有“{name}”这一组{_nearest(name, names)}"
    value = names[name]
    if isinstance(value, Mapping):
        if own is None:
            return None, f"“{shown}”只写了组名；请写明哪个数，如 {{{{ {name}.{next(iter(value), '数名')} }}}}"
        if own not in value:
            return None, f"“{shown}”：“数据.{name}”里没有“{own}”{_nearest(own, value)}"
        value = value[own]
    elif own is not None:
        return None, f"“{shown}”：“{name}”不是一组数，后面不能再写“.{own}”"
    for step in (part.strip() for part in parsed["filters"].split("|")[1:]):
        if step not in filters:
            return None, f"“{shown}”：没有“{step}”这种写法{_nearest(step, filters)}"
        value = filters[step](value)
    return value, ""


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near = get_close_matches(name, list(known), 1, 0.4)
    return f"，是不是“{near[0]}”" if near else f"，有的是：{'、'.join(known)}" if known else ""
