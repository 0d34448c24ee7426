"""What a form file holds before anybody asks whether it is right: plain values, and where each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    place: str
    """第12行, or sheet and cell; empty where it is about the whole form."""
    field: str
    """The way to the field in Chinese names: 数据.纠纷.成功."""
    sentence: str
    is_open: bool = False
    """Nothing is wrong with it, it is only not filled in."""

    def __str__(self) -> str:
        where = " ".join(part for part in (self.place, self.field) if part)
        return f"{where}：{self.sentence}" if where else self.sentence


class FormError(Exception):
    """A form that cannot be used; all that is wrong with it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Source:
    data: Any
    places: Mapping[Path, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    """Of the file itself: a field given twice, a typed tab."""
    order: Mapping[str, int] = field(default_factory=dict)
    """Where a place stands among the others, so that mistakes are told from top to bottom."""
