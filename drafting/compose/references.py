"""{{ 组.数 }} in a clerk's own sentences: a figure is entered once and written wherever it is named."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Self

from drafting.text.patterns import Pattern
from schemas.report.contradictions import nearest

_REFERENCE = Pattern(r"\{\{\s*(?P<words>[^{}]*?)\s*\}\}")
_WORDS = Pattern(
    r"(?:数据\s*[.。．·]\s*)?(?P<name>[^\s.。．·|]+)(?:\s*[.。．·]\s*(?P<own>[^\s.。．·|]+))?(?P<filters>(?:\s*\|\s*[^\s|]+)*)"
)
_STRAY = Pattern(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|\{#|#\}")
_BRACKETED = Pattern(
    r"[{｛【\[](?P<name>[^\s{}｛｝【】\[\].。．·]{1,20})\s*[.。．·]\s*(?P<own>[^\s{}｛｝【】\[\]]{1,20})[}｝】\]]"
)
# What a figure may end or begin with, and what must then not stand beside it once more.
_ENDS = ("%", "万", "亿", "余", "多", "以上", "以下", "左右", "以内")
_BEGINNINGS = ("约", "近", "超过", "超", "逾", "达", "增长", "下降", "持平", "不少于", "至少")

Filters = Mapping[str, Callable[..., Any]]


class Figure(str):
    """A figure as it stands in a sentence, and the word it is counted with."""

    __slots__ = ("has_measure", "measure")
    measure: str
    has_measure: bool
    """The word stands in it already: 500人次以上."""

    def __new__(cls, text: str, measure: str = "", *, has_measure: bool = False) -> Self:
        figure = super().__new__(cls, text)
        figure.measure = measure
        figure.has_measure = has_measure and bool(measure)
        return figure

    @property
    def with_measure(self) -> "Figure":
        return self if self.has_measure else Figure(self + self.measure, self.measure, has_measure=True)


def fill(text: str, names: Mapping[str, Any], filters: Filters) -> tuple[str, list[str]]:
    """The text with its figures, and what is wrong with its references."""
    if not any(sign in text for sign in "{}｛【["):
        return text, []
    mistakes: list[str] = []

    def figure(match: Any) -> str:
        value, mistake = _look_up(match["words"], names, filters)
        mistake = mistake or _twice(match[0], text[: match.start()], value, text[match.end() :])
        if mistake:
            mistakes.append(mistake)
            return str(match[0])
        return str(value)

    filled = _REFERENCE.sub(figure, text)
    rest = _REFERENCE.sub("", text)
    for match in _BRACKETED.finditer(rest):
        if match["own"] in names.get(match["name"], ()):
            mistakes.append(f"“{match[0]}”应写成 {{{{ {match['name']}.{match['own']} }}}}：引用数要用两对半角花括号")
    if not mistakes and (stray := _STRAY.search(rest)):
        mistakes.append(f"“{stray[0]}”没有写成 {{{{ 组名.数名 }}}} 的样子；引用数要用两对半角花括号")
    return filled, mistakes


def _twice(shown: str, before: str, value: Any, behind: str) -> str:
    """A word that the figure brings along and that stands beside it as well."""
    words = str(value)
    if isinstance(value, Figure) and value.has_measure and behind.startswith(value.measure):
        return f"“{shown}”写出来是“{words}”，后面不要再写“{value.measure}”"
    if isinstance(value, Figure) and not value.has_measure and (rest := _rest_of_measure(value.measure, behind)):
        return f"“{shown}”的量词是“{value.measure}”，后面写的却是“{rest}”"
    for end in _ENDS:
        if words.endswith(end) and behind.startswith(end):
            return f"“{shown}”写出来是“{words}”，后面不要再写“{end}”"
    for beginning in _BEGINNINGS:
        if words.startswith(beginning) and before.endswith(beginning):
            return f"“{shown}”写出来是“{words}”，前面不要再写“{beginning}”"
    return ""


def _rest_of_measure(measure: str, behind: str) -> str:
    """人次 behind a figure that is counted in 万人次: the 万 is lost."""
    if measure[:1] in ("万", "亿") and not behind.startswith(measure) and behind.startswith(measure[1:]):
        return measure[1:]
    return ""


def references(text: str) -> Iterator[tuple[str, str, str]]:
    """The names that a text refers to, 组.数, and what stands before and behind each."""
    for match in _REFERENCE.finditer(text):
        words = _WORDS.fullmatch(match["words"])
        if words:
            behind = "" if "带量词" not in words["filters"] else "带量词"
            name = words["name"] + (f".{words['own']}" if words["own"] else "")
            yield name, text[: match.start()], behind + text[match.end() :]


def _look_up(words: str, names: Mapping[str, Any], filters: Filters) -> tuple[Any, str]:
    shown = f"{{{{ {words} }}}}"
    parsed = _WORDS.fullmatch(words)
    if parsed is None:
        return None, f"“{shown}”看不懂；应写成 {{{{ 组名.数名 }}}}，不能在里面计算"
    name, own = parsed["name"], parsed["own"]
    if name not in names:
        return None, f"“{shown}”：“数据”里没有“{name}”这一组{_meant(name, names)}"
    value = names[name]
    if isinstance(value, Mapping):
        if own is None:
            return None, f"“{shown}”只写了组名；请写明哪个数，如 {{{{ {name}.{next(iter(value), '数名')} }}}}"
        if own not in value:
            return None, f"“{shown}”：“数据.{name}”里没有“{own}”{_or_list(own, value)}"
        value = value[own]
    elif own is not None:
        return None, f"“{shown}”：“{name}”不是一组数，后面不能再写“.{own}”"
    for step in (part.strip() for part in parsed["filters"].split("|")[1:]):
        if step not in filters:
            return None, f"“{shown}”：没有“{step}”这种写法{_or_list(step, filters)}"
        value = filters[step](value)
    return value, ""


def _meant(name: str, names: Mapping[str, Any]) -> str:
    """A figure without its group, or group and figure without the stop between them."""
    whole = [
        f"{group}.{own}"
        for group, figures in names.items()
        if isinstance(figures, Mapping)
        for own in figures
        if name in (own, group + own)
    ]
    return f"，是不是“{'”或“'.join(whole)}”" if whole else _or_list(name, names)


def _or_list(name: str, known: Mapping[str, Any]) -> str:
    return nearest(name, known) or (f"，有的是：{'、'.join(known)}" if known else "")
