"""Two years at a glance: how long each part is, how much text was carried over, which figures became what."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.comparing.carried import Share, share
from drafting.comparing.figures import Alike
from drafting.comparing.reported import Reported
from drafting.figures.arithmetic import written


@dataclass(frozen=True, slots=True)
class Part:
    keys: tuple[str, ...]
    """Several where a heading merges them."""
    name: str
    last: int | None
    """Characters under its headings; None where the report has no such part."""
    this: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    thing: str
    last: str
    """As written."""
    this: str
    change: str
    """In words: 增长15%, 提高2个百分点; empty where there is none to tell."""


@dataclass(frozen=True, slots=True)
class Overview:
    unit: str
    """The title of this year's report, which names it."""
    last_year: int | None
    this_year: int | None
    parts: tuple[Part, ...]
    share: Share
    figures: tuple[Figure, ...]


def overview(last: Reported, this: Reported, alike: Sequence[Alike]) -> Overview:
    figures = tuple(Figure(pair.thing, pair.last.shown, pair.this.shown, _change(pair)) for pair in alike)
    parts = tuple(_parts(last, this))
    return Overview(this.document.title, last.time.year, this.time.year, parts, share(last, this), figures)


def _parts(last: Reported, this: Reported) -> list[Part]:
    before, now = _lengths(last), _lengths(this)
    order = {part.key: place for place, part in enumerate(this.mandate.parts)}
    names = {part.key: part.name for part in this.mandate.parts}
    every = sorted({*before, *now}, key=lambda keys: [order[key] for key in keys])
    return [Part(keys, "、".join(names[key] for key in keys), before.get(keys), now.get(keys)) for keys in every]


def _lengths(report: Reported) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for section in report.parts.sections:
        if section.parts:
            texts = [section.heading.text[section.heading.heading_end :], *(block.text for block in section.blocks)]
            length = sum(len("".join(text.split())) for text in texts)
            found[section.parts] = found.get(section.parts, 0) + length
    return found


def _change(pair: Alike) -> str:
    difference = pair.this.value - pair.last.value
    if not difference:
        return "未变"
    grown = difference > 0
    if pair.this.is_rate:
        return f"{'提高' if grown else '下降'}{written(abs(difference) * 100, 2)}个百分点"
    if not pair.last.value:
        return "增加" if grown else "减少"
    return f"{'增长' if grown else '下降'}{written(abs(difference) / pair.last.value * 100, 1)}%"
