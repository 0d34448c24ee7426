"""What comes of carrying a form over, and how words that are last year's are marked so that none passes for this year's.

RES01 reports both marks as not filled in, so a text that nobody revised cannot become a finished report.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from drafting.forms.source import Path
from drafting.text.dates import years
from drafting.text.patterns import Pattern
from drafting.text.quantities import read

MARK = "【待修改】"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A piece of last year's report that has no place in the form."""

    place: str
    """Where it stood, in the report's own headings."""
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    form: Mapping[str, Any]
    unplaced: tuple[Unplaced, ...] = ()
    notes: Mapping[Path, str] = field(default_factory=dict)
    """By place in the form: what a figure was last year."""


def marked(text: str) -> str:
    """Every paragraph is marked, since each is revised by itself."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line if line.startswith(MARK) else MARK + line for line in lines if line)


def marked_heading(words: str) -> str | None:
    """A heading says again what it said, unless it names a year or a figure."""
    if not words:
        return None
    return MARK + words if speaks_of_figures(words) and not words.startswith(MARK) else words


def tell_apart(items: Sequence[dict[str, Any]], name: str) -> None:
    """Two headings of one list must differ; the later one is marked to be thought over."""
    seen: set[str] = set()
    for item in items:
        words = item[name]
        if words in seen:
            bare = words.removeprefix(MARK)
            item[name] = next(other for other in _others(bare) if other not in seen)
        if item[name]:
            seen.add(item[name])
        tell_apart(item.get("小项", ()), name)


def _others(bare: str) -> Iterator[str]:
    yield MARK + bare
    for number in count(2):
        yield f"{MARK}{bare}（与上面重名，第{number}处）"


def speaks_of_figures(words: str) -> bool:
    return (
        any(sign.isdigit() for sign in words) or bool(years(words)) or any(not number.idiom for number in read(words))
    )


def gap(words: str) -> str:
    """In place of a figure of last year."""
    return f"【待填：上年{words}】"


_LEFT = Pattern(r"【待(?:修改|填)[^】\n]*】")


def left_to_revise(form: Any, place: Path = ()) -> Iterator[tuple[Path, str]]:
    """Fields that nobody has revised yet, and what is to be done with them."""
    if isinstance(form, str):
        if found := _LEFT.search(form):
            rest = "照今年的情况改好，再删去这几个字" if found[0] == MARK else "请换成今年的"
            yield place, f"还标着“{found[0]}”；{rest}"
    elif isinstance(form, Mapping):
        for name, value in form.items():
            yield from left_to_revise(value, (*place, name))
    elif isinstance(form, list):
        for number, value in enumerate(form):
            yield from left_to_revise(value, (*place, number))


_KEPT = Pattern(r"\{\{[^{}]*\}\}|【[^】\n]*】")


def without_figures(text: str) -> str:
    """Figures typed into a text are last year's; references and marks are not touched."""
    return "".join(_without_figures(text))


def _without_figures(text: str) -> Iterator[str]:
    kept = [match.span() for match in _KEPT.finditer(text)]
    at = 0
    for number in read(text):
        start = number.start - len(number.prefix)
        if number.idiom or any(begin < number.end and start < end for begin, end in kept):
            continue
        yield text[at:start]
        yield gap(text[start : number.end])
        at = number.end
    yield text[at:]
