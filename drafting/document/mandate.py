"""What a yearly report has to contain, frozen, as a run uses it.

The source and validator of every mandate is schemas.mandate; shipped ones are data beside this file that CI
validates, so that a check needs no pydantic.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from drafting.text.patterns import Pattern

SHIPPED = "法治政府建设年度报告"


@dataclass(frozen=True)
class Element:
    """Something that a part has to speak of, in any of several wordings."""

    key: str
    name: str
    any_of: tuple[str, ...]
    count_in_heading: bool = False

    @cached_property
    def pattern(self) -> Pattern:
        return Pattern("|".join(self.any_of))


@dataclass(frozen=True)
class PartSpec:
    key: str
    name: str
    wording: str
    heading: tuple[str, ...]
    heading_not: tuple[str, ...] = ()
    heading_sure: tuple[str, ...] = ()
    """Wordings that name the part even beside another part's words: a merged heading."""
    distinct: bool = False
    """Has words of its own: a text without any of them is not this part."""
    nested: tuple[str, ...] = ()
    """Wordings by which a lower heading stands for the part: stricter, since lower headings speak of everything."""
    content: tuple[str, ...] = ()
    year_offset: int = 0
    required: bool = True
    elements: tuple[Element, ...] = ()

    @cached_property
    def heading_pattern(self) -> Pattern:
        return Pattern("|".join(self.heading))

    @cached_property
    def heading_not_pattern(self) -> Pattern | None:
        return Pattern("|".join(self.heading_not)) if self.heading_not else None

    @cached_property
    def heading_sure_pattern(self) -> Pattern | None:
        return Pattern("|".join(self.heading_sure)) if self.heading_sure else None

    @cached_property
    def content_pattern(self) -> Pattern | None:
        return Pattern("|".join(self.content)) if self.content else None

    def names_nested(self, heading: str) -> bool:
        return self.names(heading) and (not self.nested or re.search("|".join(self.nested), heading) is not None)

    def overlaps(self, other: "PartSpec", heading: str) -> bool:
        """Whether both are told by the same words of a heading, not each by words of its own."""
        ours, theirs = self.heading_pattern.search(heading), other.heading_pattern.search(heading)
        return bool(ours and theirs and ours.start() < theirs.end() and theirs.start() < ours.end())

    def names_surely(self, heading: str) -> bool:
        return self.heading_sure_pattern is not None and self.heading_sure_pattern.search(heading) is not None

    def names(self, heading: str) -> bool:
        """Whether a heading's words are those of this part."""
        if self.names_surely(heading):
            return True
        refused = self.heading_not_pattern is not None and self.heading_not_pattern.search(heading)
        return not refused and self.heading_pattern.search(heading) is not None


@dataclass(frozen=True)
class Deadline:
    """A day of the year after the reported one; the day itself is in time."""

    month: int
    day: int
    what: str

    def falls(self, report_year: int) -> date:
        return date(report_year + 1, self.month, self.day)


@dataclass(frozen=True)
class Mandate:
    name: str
    subject: tuple[str, ...]
    """Wordings by which a title says that this is the kind of report."""
    genre: tuple[str, ...]
    other_genres: tuple[str, ...]
    """Genres that share the subject and are something else: 要点, 方案, 通知."""
    basis: str
    parts: tuple[PartSpec, ...]
    submit_by: Deadline
    publish_by: Deadline
    separate_headings: bool = False
    """Every part under a level-1 heading of its own is prescribed."""

    @cached_property
    def subject_pattern(self) -> Pattern:
        return Pattern("|".join(self.subject))

    @cached_property
    def genre_pattern(self) -> Pattern:
        return Pattern("|".join(self.genre))

    @cached_property
    def other_genre_pattern(self) -> Pattern | None:
        return Pattern("|".join(self.other_genres)) if self.other_genres else None

    def part(self, key: str) -> PartSpec:
        return next(part for part in self.parts if part.key == key)


def freeze(data: Mapping[str, Any]) -> Mandate:
    """A validated table as a run uses it."""
    return Mandate(
        name=data["name"],
        subject=tuple(data["subject"]),
        genre=tuple(data["genre"]),
        other_genres=tuple(data.get("other_genres", ())),
        basis=data["basis"],
        parts=tuple(
            PartSpec(
                key=part["key"],
                name=part["name"],
                wording=part["wording"],
                heading=tuple(part["heading"]),
                heading_not=tuple(part.get("heading_not", ())),
                heading_sure=tuple(part.get("heading_sure", ())),
                distinct=part.get("distinct", False),
                nested=tuple(part.get("nested", ())),
                content=tuple(part.get("content", ())),
                year_offset=part.get("year_offset", 0),
                required=part.get("required", True),
                elements=tuple(
                    Element(e["key"], e["name"], tuple(e["any_of"]), e.get("count_in_heading", False))
                    for e in part.get("elements", ())
                ),
            )
            for part in data["parts"]
        ),
        submit_by=Deadline(**data["submit_by"]),
        publish_by=Deadline(**data["publish_by"]),
        separate_headings=data.get("separate_headings", False),
    )


@cache
def shipped_mandate(name: str = SHIPPED) -> Mandate:
    import tomllib

    source = files("drafting.document") / "mandates" / f"{name}.toml"
    return freeze(tomllib.loads(source.read_text(encoding="utf-8")))
