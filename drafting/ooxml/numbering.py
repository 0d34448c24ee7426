"""Automatic numbers as the labels that a reader sees. How Word counts: docs/word-notes/numbering.md."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field

from drafting.ooxml.measures import whole
from drafting.ooxml.number_formats import format_number
from drafting.ooxml.package import W
from drafting.ooxml.styles import StyleSheet, number, switch, value
from drafting.text.patterns import Pattern

_PLACE = Pattern(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    number_format: str
    text: str
    restart: int | None
    is_legal: bool
    style: str | None
    hidden: bool
    suffix: str
    """What Word puts behind the number: tab, space or nothing."""
    element: ET.Element
    """For its indents, which few ask for."""


@dataclass(frozen=True, slots=True)
class _Abstract:
    levels: dict[int, Level]
    style_link: str | None
    """numStyleLink: the list is defined where that style points."""


@dataclass(frozen=True, slots=True)
class _Num:
    abstract: int
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(slots=True)
class Numbering:
    styles: StyleSheet
    part: Callable[[], ET.Element | None] | None = None
    """What the file defines, read when the first paragraph is in a list: hardly any is where numbers are typed."""
    _definitions: dict[int, ET.Element] = field(default_factory=dict)
    """As they stand in the file: it defines lists by the dozen, and uses one or two."""
    _abstracts: dict[int, _Abstract] = field(default_factory=dict)
    """Those that a paragraph has asked for."""
    _nums: dict[int, _Num] = field(default_factory=dict)
    # Counts belong to the abstract definition: two lists of one definition go on from each other.
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)
    unknown_formats: set[str] = field(default_factory=set)

    def _read(self, root: ET.Element) -> None:
        for element in root.iter(W + "abstractNum"):
            self._definitions[_identifier(element, "abstractNumId")] = element
        for element in root.findall(W + "num"):
            starts, levels = {}, {}
            for override in element.findall(W + "lvlOverride"):
                ilvl = _identifier(override, "ilvl")
                start, lvl = number(override.find(W + "startOverride")), override.find(W + "lvl")
                if lvl is not None:
                    levels[ilvl] = _level(lvl)
                    starts[ilvl] = levels[ilvl].start
                if start is not None:
                    starts[ilvl] = start
            self._nums[_identifier(element, "numId")] = _Num(
                number(element.find(W + "abstractNumId")) or 0, starts, levels
            )

    def of_paragraph(self, num_id: int | None, ilvl: int | None, style_id: str | None) -> tuple[int, int] | None:
        """List and level of a paragraph, its own or from the nearest style that gives them."""
        listed_by: str | None = None
        for style in self.styles.chain(style_id or self.styles.default_paragraph):
            if num_id is None and style.num_id is not None:
                num_id, listed_by = style.num_id, style.style_id
            if ilvl is None and style.ilvl is not None:
                ilvl = style.ilvl
        if not num_id or num_id not in self._lists():
            return None
        if ilvl is None:
            ilvl = self._level_of_style(num_id, listed_by)
        return num_id, ilvl

    def _lists(self) -> dict[int, _Num]:
        if self.part is not None:
            root, self.part = self.part(), None
            if root is not None:
                self._read(root)
        return self._nums

    def _level_of_style(self, num_id: int, style_id: str | None) -> int:
        if style_id is not None:
            for ilvl, level in self._levels(num_id).items():
                if level.style == style_id:
                    return ilvl
        return 0

    def label(self, num_id: int, ilvl: int) -> str:
        """Counts the paragraph and gives its number, without what stands between number and text."""
        num = self._lists()[num_id]
        levels = self._levels(num_id)
        level = levels.get(ilvl)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._definition(num.abstract), {})
        if ilvl in num.starts and (num_id, ilvl) not in self._started:
            self._started.add((num_id, ilvl))
            counts[ilvl] = num.starts[ilvl]
        else:
            counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else level.start
        for deeper in [place for place in counts if place > ilvl]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or restart > deeper or (restart > 0 and ilvl < restart):
                del counts[deeper]
        if level.hidden or level.number_format == "bullet":
            return ""
        label = _PLACE.sub(lambda place: self._shown(int(place[1]) - 1, level, levels, counts), level.text)
        # Behind a mark or a bracket the gap is Word's own; behind a bare numeral it keeps number and text apart.
        return label + " " if label[-1:].isalnum() and level.suffix != "nothing" else label

    def indents(self, num_id: int, ilvl: int) -> ET.Element | None:
        level = self._levels(num_id).get(ilvl)
        return None if level is None else level.element.find(f"{W}pPr/{W}ind")

    def _shown(self, place: int, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        shown = levels.get(place)
        if shown is None:
            return ""
        count = counts.get(place, shown.start)
        number_format = "decimal" if level.is_legal and shown.number_format != "none" else shown.number_format
        text = format_number(count, number_format)
        if text is None:
            self.unknown_formats.add(number_format)
            return str(count)
        return text

    def _levels(self, num_id: int) -> dict[int, Level]:
        num = self._lists()[num_id]
        abstract = self._abstract(self._definition(num.abstract))
        return {**(abstract.levels if abstract else {}), **num.levels}

    def _definition(self, abstract_id: int) -> int:
        """Follows numStyleLink to the definition that holds the levels."""
        for _ in range(8):
            abstract = self._abstract(abstract_id)
            if abstract is None or abstract.style_link is None or abstract.levels:
                return abstract_id
            linked = next((s.num_id for s in self.styles.chain(abstract.style_link) if s.num_id), None)
            if linked is not None and linked in self._lists():
                abstract_id = self._lists()[linked].abstract
                continue
            named = (
                i for i, other in self._definitions.items() if value(other.find(W + "styleLink")) == abstract.style_link
            )
            abstract_id = next(named, abstract_id)
        return abstract_id

    def _abstract(self, abstract_id: int) -> _Abstract | None:
        if abstract_id not in self._abstracts and abstract_id in self._definitions:
            element = self._definitions[abstract_id]
            levels = {_identifier(lvl, "ilvl"): _level(lvl) for lvl in element.findall(W + "lvl")}
            self._abstracts[abstract_id] = _Abstract(levels, value(element.find(W + "numStyleLink")))
        return self._abstracts.get(abstract_id)


def _identifier(element: ET.Element, name: str) -> int:
    given = whole(element.get(W + name))
    return -1 if given is None else given


def _level(element: ET.Element) -> Level:
    # Formats newer than the schema stand in mc:AlternateContent beside an older one.
    number_formats = [found for found in element.iter(W + "numFmt") if value(found) != "custom"]
    return Level(
        number(element.find(W + "start")) or 0 if element.find(W + "start") is not None else 0,
        (value(number_formats[0]) or "decimal") if number_formats else "decimal",
        value(element.find(W + "lvlText")) or "",
        number(element.find(W + "lvlRestart")),
        bool(switch(element.find(W + "isLgl"))),
        value(element.find(W + "pStyle")),
        bool(switch(element.find(f"{W}rPr/{W}vanish"))),
        value(element.find(W + "suff")) or "tab",
        element,
    )
