"""A report as it is being made: paragraphs with their numbers apart, and how its file is to look.

Faults change it; files.py writes it as text or as a Word file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from drafting.document.draft import LEVELS, Kind

PARTS = ("成效", "不足", "履职", "安排")
CHINESE = "一二三四五六七八九十"


@dataclass(eq=False)
class Para:
    kind: Kind
    text: str
    """Without its number."""
    label: str = ""
    head: int = 0
    """Where the heading's words end in a paragraph that begins with its heading."""
    part: str = ""
    cell: tuple[int, int, int] | None = None
    """Table, row and column."""
    taken: bool = False
    """A fault lies in it, or something that a fault has to leave alone."""
    look: dict[str, Any] = field(default_factory=dict)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Words of it that look otherwise."""
    raw: str = ""
    """XML that a Word file has in it besides the text: what a reader does not see, or sees only on asking."""

    @property
    def whole(self) -> str:
        return self.label + self.text


@dataclass(frozen=True)
class Place:
    """Whose report it is."""

    stem: str
    kind: str
    """乡, 镇, 街道, 县 or a bureau's name."""
    county: str
    villages: tuple[str, ...]

    @property
    def is_township(self) -> bool:
        return self.kind in {"乡", "镇", "街道"}

    @property
    def unit(self) -> str:
        return self.stem + self.kind if self.kind.endswith(("乡", "镇", "街道", "县")) else self.county + self.kind

    @property
    def organ(self) -> str:
        if self.kind == "街道":
            return f"{self.unit}办事处"
        return f"{self.unit}人民政府" if self.is_township or self.kind == "县" else self.unit

    @property
    def word(self) -> str:
        """What it calls itself in 全…, 本…."""
        return {"街道": "街道", "县": "县"}.get(self.kind, self.kind if self.is_township else "系统")

    @property
    def secretary(self) -> str:
        return {"街道": "党工委书记", "县": "县委书记"}.get(self.kind, "党委书记" if self.is_township else "局党组书记")

    @property
    def head(self) -> str:
        titles = {"街道": "办事处主任", "县": "县长", "乡": "乡长", "镇": "镇长"}
        return titles.get(self.kind, "局长")


@dataclass
class Habits:
    """One clerk's."""

    thousands: str = ""
    percent: str = "%"
    places: int = 2


@dataclass
class Paper:
    name: str
    place: Place
    year: int
    random: Random
    habits: Habits
    paras: list[Para] = field(default_factory=list)
    suffix: str = ".txt"
    fragmented: bool = False
    """As Word saves a file that many have worked on; else as our own writer makes it."""
    automatic: bool = False
    """Numbers by Word's lists."""
    styled: bool = False
    """Headings by named styles; else each paragraph is dressed by hand."""
    page: dict[str, Any] = field(default_factory=dict)
    number: dict[str, Any] | None = field(default_factory=dict)
    """How the page number looks, where otherwise; None: there is none."""
    looks: dict[Kind, dict[str, Any]] = field(default_factory=dict)
    author: str = ""
    header: str = ""
    claims: dict[str, tuple[Para, str]] = field(default_factory=dict)
    """Sentences with figures that belong together, by their kind."""
    frames: set[str] = field(default_factory=set)
    """What was drawn from the stock."""
    said: dict[str, list[str]] = field(default_factory=dict)

    def copy(self) -> "Paper":
        """Another one that can be spoiled."""
        paras = [replace(para, look=dict(para.look), words=dict(para.words)) for para in self.paras]
        same = {id(old): new for old, new in zip(self.paras, paras, strict=True)}
        return replace(
            self,
            paras=paras,
            page=dict(self.page),
            number=None if self.number is None else dict(self.number),
            looks=dict(self.looks),
            claims={key: (same[id(para)], text) for key, (para, text) in self.claims.items() if id(para) in same},
        )

    def of_part(self, part: str, *, kinds: tuple[Kind, ...] = (Kind.BODY,)) -> list[Para]:
        return [para for para in self.paras if para.part == part and para.kind in kinds]

    def headings(self, level: int, part: str | None = None) -> list[Para]:
        kind = LEVELS[level - 1]
        return [para for para in self.paras if para.kind is kind and para.label and part in (None, para.part)]

    def first(self, kind: Kind) -> Para | None:
        return next((para for para in self.paras if para.kind is kind), None)

    @property
    def title(self) -> str:
        return "".join(para.text for para in self.paras if para.kind is Kind.TITLE)

    def behind(self, para: Para, *new: Para) -> None:
        place = self.paras.index(para) + 1
        self.paras[place:place] = new

    def remove(self, gone: list[Para]) -> None:
        there = set(map(id, gone))
        self.paras = [para for para in self.paras if id(para) not in there]

    def renumber(self) -> None:
        """The labels of level 1 anew, after parts have come or gone."""
        for number, para in enumerate(self.headings(1)):
            para.label = f"{CHINESE[number]}、"

    def under(self, heading: Para) -> Iterator[Para]:
        """What stands below a heading of level 1 or 2, up to the next of its level or above."""
        start = self.paras.index(heading) + 1
        level = heading.kind.level
        for para in self.paras[start:]:
            if 0 < para.kind.level <= level or para.kind in {Kind.SIGN_OFF, Kind.ATTACHMENT_NOTE, Kind.DATE}:
                return
            yield para
