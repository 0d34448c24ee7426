"""Styles, taken one by one: a 350 KB styles.xml beside 14 KB of text would rule the cost of a short report."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from drafting.ooxml.measures import whole
from drafting.ooxml.package import BROKEN, W, parse
from drafting.readers import ReadError

_OPENING = re.compile(rb"<w:style\s[^<>]*>")
"""Nothing is ended by a bracket within it: in XML none stands in an attribute, and what is not XML may have no end."""
_ID = re.compile(rb'\sw:styleId="([^"]*)"')
_DEFAULT = re.compile(rb'w:default="(?:1|true|on)"')
_DEFAULTS, _DEFAULTS_END, _STYLE_END = b"<w:docDefaults>", b"</w:docDefaults>", b"</w:style>"
_LONGEST_ROOT = 20_000
"""Of the first tag, which each style is parsed with."""
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Style:
    style_id: str
    name: str
    based_on: str | None
    num_id: int | None
    ilvl: int | None
    outline: int | None
    hidden: bool | None
    element: ET.Element
    """For its formats, which are worked out only when a rule asks."""


class StyleSheet:
    def __init__(self, data: bytes | None) -> None:
        self._data = data or b""
        self._known: dict[str, Style | None] = {}
        root = re.search(rb"<w:styles\b[^<>]*>", self._data)
        self._root_tag = root[0] if root and len(root[0]) <= _LONGEST_ROOT else b""
        self._places: dict[str, tuple[int, int]] = {}
        self._elements: dict[str, ET.Element] = {}
        self._defaults: ET.Element | None = None
        self.default_paragraph: str | None = None
        self.default_table: str | None = None
        if self._root_tag and b"purl.oclc.org" not in self._root_tag and b"styleId='" not in self._data:
            self._index_text()
        elif self._data:
            # Another prefix or the strict names: rare enough to be read whole.
            self._index_tree(parse(self._data))

    def _index_text(self) -> None:
        behind = 0
        while (match := _OPENING.search(self._data, behind)) is not None:
            behind = match.end()
            found = _ID.search(match[0])
            if found is None or match[0].endswith(b"/>"):
                continue
            style_id = unescape(found[1].decode("utf-8", "replace"))
            end = self._data.find(_STYLE_END, behind)
            if end < 0:
                raise ReadError(BROKEN)
            behind = end + len(_STYLE_END)
            self._places[style_id] = match.start(), behind
            if b"w:default=" in match[0] and _DEFAULT.search(match[0]):
                if b'w:type="paragraph"' in match[0]:
                    self.default_paragraph = style_id
                elif b'w:type="table"' in match[0]:
                    self.default_table = style_id

    def _index_tree(self, root: ET.Element) -> None:
        self._defaults = root.find(W + "docDefaults")
        for element in root.iter(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements[style_id] = element
            if element.get(W + "default") in ("1", "true", "on"):
                if element.get(W + "type") == "paragraph":
                    self.default_paragraph = style_id
                elif element.get(W + "type") == "table":
                    self.default_table = style_id

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and what it is based on, nearest first."""
        for _ in range(_MOST_ANCESTORS):
            style = self._style(style_id) if style_id else None
            if style is None:
                return
            yield style
            style_id = style.based_on

    def defaults(self) -> ET.Element | None:
        """What the file says of all text, below every style."""
        if self._defaults is None:
            start = self._data.find(_DEFAULTS)
            end = self._data.find(_DEFAULTS_END, start) if start >= 0 else -1
            if end >= 0 and self._root_tag:
                found = self._data[start : end + len(_DEFAULTS_END)]
                self._defaults = parse(self._root_tag + found + b"</w:styles>")[0]
        return self._defaults

    def _style(self, style_id: str) -> Style | None:
        if style_id not in self._known:
            element = self._element(style_id)
            self._known[style_id] = None if element is None else _read(style_id, element)
        return self._known[style_id]

    def _element(self, style_id: str) -> ET.Element | None:
        if style_id in self._elements:
            return self._elements[style_id]
        place = self._places.get(style_id)
        if place is None:
            return None
        return parse(self._root_tag + self._data[slice(*place)] + b"</w:styles>")[0]


def _read(style_id: str, element: ET.Element) -> Style:
    return Style(
        style_id,
        value(element.find(W + "name")) or "",
        value(element.find(W + "basedOn")),
        number(element.find(f"{W}pPr/{W}numPr/{W}numId")),
        number(element.find(f"{W}pPr/{W}numPr/{W}ilvl")),
        number(element.find(f"{W}pPr/{W}outlineLvl")),
        switch(element.find(f"{W}rPr/{W}vanish")),
        element,
    )


def style_of(properties: ET.Element | None) -> str | None:
    """The style that a w:pPr names."""
    return None if properties is None else value(properties.find(W + "pStyle"))


def value(element: ET.Element | None) -> str | None:
    return None if element is None else element.get(W + "val")


def number(element: ET.Element | None) -> int | None:
    return whole(value(element))


def switch(element: ET.Element | None) -> bool | None:
    """An on/off property: there without a value is on."""
    if element is None:
        return None
    return element.get(W + "val", "1") not in ("0", "false", "off")
