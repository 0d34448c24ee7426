"""Effective formats: defaults, styles, numbering and direct formatting laid over each other as Word does it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafting.document.formats import BlockFormat, Formats, FormatSpan, Indent, ParagraphFormat, TextFormat
from drafting.ooxml.measures import half_points, points, whole
from drafting.ooxml.numbering import Numbering
from drafting.ooxml.package import Package, Relationship, W
from drafting.ooxml.sections import read_sections
from drafting.ooxml.styles import StyleSheet, style_of, switch, value
from drafting.ooxml.theme import Theme
from drafting.ooxml.traces import Break, Trace

_Said = dict[str, Any]
"""What one level says of text: only the properties that it names."""


def work_out(
    package: Package,
    relationships: dict[str, Relationship],
    settings: ET.Element | None,
    styles: StyleSheet,
    numbering: Numbering,
    traces: Sequence[Trace | None],
    lengths: Sequence[int],
    breaks: Sequence[Break],
) -> Formats:
    looks = Looks(styles, numbering, Theme(package, relationships, settings))
    blocks = [
        None if trace is None else looks.of_block(trace, length) for trace, length in zip(traces, lengths, strict=True)
    ]
    return Formats(blocks, tuple(read_sections(package, relationships, settings, breaks, looks)))


@dataclass(slots=True)
class Looks:
    """Resolves formats; every combination of styles and direct formatting once."""

    styles: StyleSheet
    numbering: Numbering
    theme: Theme
    _of_style: dict[str | None, _Said] = field(default_factory=dict)
    _of_text: dict[Any, TextFormat] = field(default_factory=dict)
    _of_paragraph: dict[Any, ParagraphFormat] = field(default_factory=dict)
    _of_paragraph_style: dict[str | None, list[ET.Element]] = field(default_factory=dict)

    def of_block(self, trace: Trace, length: int) -> BlockFormat:
        spans: list[FormatSpan] = []
        starts = [max(0, run[0] + trace.label - trace.shift) for run in trace.runs]
        ends = [min(start, length) for start in (*starts[1:], length)]
        first, until, look = 0, 0, None
        around, style_id = trace.properties, style_of(trace.properties)
        for (_, run, paragraph), start, end in zip(trace.runs, starts, ends, strict=False):
            if start >= end:
                continue
            if paragraph is not around:
                around, style_id = paragraph, style_of(paragraph)
            own = self.of_run(run, style_id, trace.table_style)
            if own is not look or start != until:
                if look is not None:
                    spans.append(FormatSpan(first, until, look))
                first, look = start, own
            until = end
        if look is not None:
            spans.append(FormatSpan(first, until, look))
        return BlockFormat(self.of_paragraph(trace), tuple(spans))

    # ---- text ----

    def of_run(self, run: ET.Element | None, style_id: str | None, table_style: str | None = None) -> TextFormat:
        # Thousands of runs look alike: what tells them apart is cheaper to compare than to read.
        key = (style_id, table_style, *[(child.tag, *child.items()) for child in (() if run is None else run)])
        found = self._of_text.get(key)
        if found is None:
            found = self._of_text[key] = self._resolve(style_id, table_style, {} if run is None else self._said(run))
        return found

    def _resolve(self, style_id: str | None, table_style: str | None, direct: _Said) -> TextFormat:
        levels = [self._style(table_style)] if table_style else []
        levels += [self._style(self._paragraph_style(style_id)), self._style(direct.pop("style", None))]
        said = dict(self._default_text)
        for level in levels:
            said |= level
        # A toggle that several kinds of style set goes on and off again (17.7.3), unless it is on for all text.
        for toggle in ("bold", "italic"):
            for_all = bool(self._default_text.get(toggle))
            said[toggle] = for_all or sum(bool(level.get(toggle)) for level in levels) % 2 == 1
        said |= direct
        return TextFormat(**said)

    def _paragraph_style(self, style_id: str | None) -> str | None:
        known = style_id is not None and next(self.styles.chain(style_id), None) is not None
        return style_id if known else self.styles.default_paragraph

    @property
    def _default_text(self) -> _Said:
        if None not in self._of_style:
            defaults = self.styles.defaults()
            run = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
            self._of_style[None] = {} if run is None else self._said(run)
        return self._of_style[None]

    def _style(self, style_id: str | None) -> _Said:
        if style_id is None:
            return {}
        if style_id not in self._of_style:
            said: _Said = {}
            for style in self.styles.chain(style_id):
                run = style.element.find(W + "rPr")
                if run is not None:
                    said = self._said(run) | said
            said.pop("style", None)
            self._of_style[style_id] = said
        return self._of_style[style_id]

    def _said(self, run: ET.Element) -> _Said:
        said: _Said = {}
        for child in run:
            reader = _TEXT.get(child.tag)
            if reader is not None:
                reader(self, child, said)
        return said

    def _fonts(self, element: ET.Element, said: _Said) -> None:
        for key, named, themed in (("face", "eastAsia", "eastAsiaTheme"), ("latin", "ascii", "asciiTheme")):
            theme = element.get(W + themed)
            face = (self.theme.face(theme) if theme else None) or element.get(W + named)
            if face and face.strip():
                said[key] = face.strip()

    def _size(self, element: ET.Element, said: _Said) -> None:
        size = half_points(element.get(W + "val"))
        if size:
            said["size"] = size

    def _bold(self, element: ET.Element, said: _Said) -> None:
        said["bold"] = bool(switch(element))

    def _italic(self, element: ET.Element, said: _Said) -> None:
        said["italic"] = bool(switch(element))

    def _color(self, element: ET.Element, said: _Said) -> None:
        color = (element.get(W + "val") or "auto").upper()
        said["color"] = color if re.fullmatch("[0-9A-F]{6}", color) else None

    def _highlight(self, element: ET.Element, said: _Said) -> None:
        name = value(element)
        said["highlight"] = None if name in (None, "none") else name

    def _spacing(self, element: ET.Element, said: _Said) -> None:
        said["spacing"] = points(element.get(W + "val")) or 0.0

    def _character_style(self, element: ET.Element, said: _Said) -> None:
        said["style"] = value(element)

    # ---- paragraphs ----

    def of_paragraph(self, trace: Trace) -> ParagraphFormat:
        own = trace.properties
        names_list = own is not None and own.find(f"{W}numPr/{W}numId") is not None if trace.listed else False
        said = [(child.tag, *child.items()) for child in (() if own is None else own)]
        around = (trace.typed, trace.is_continued, trace.typed_behind, trace.blank_before)
        key = (trace.listed, names_list, around, *said)
        found = self._of_paragraph.get(key)
        if found is None:
            found = self._of_paragraph[key] = self._resolve_paragraph(trace, own, names_list=names_list)
        return found

    def _resolve_paragraph(self, trace: Trace, own: ET.Element | None, *, names_list: bool) -> ParagraphFormat:
        layers = [*self._layers(style_of(own))]
        indents = [layer.find(W + "ind") for layer in layers]
        if trace.listed is not None:
            place = len(layers) if names_list else _place_of_list(layers)
            indents.insert(place, self.numbering.indents(*trace.listed))
        if own is not None:
            layers.append(own)
            indents.append(own.find(W + "ind"))
        left, right, first_line = _indents(indents)
        spacing = _merged(layer.find(W + "spacing") for layer in layers)
        is_contextual = bool(switch(_last(layers, "contextualSpacing")))
        rule = {"exact": "exact", "atLeast": "atLeast"}.get(spacing.get("lineRule", ""), "auto")
        return ParagraphFormat(
            _align(value(_last(layers, "jc"))),
            left,
            right,
            first_line,
            trace.typed,
            rule,
            _line(spacing.get("line"), rule),
            switch(_last(layers, "snapToGrid")) is not False,
            _gap(spacing, "before", is_contextual=is_contextual),
            _gap(spacing, "after", is_contextual=is_contextual),
            bool(switch(_last(layers, "pageBreakBefore"))),
            own is not None and own.find(W + "framePr") is not None,
            trace.is_continued,
            trace.typed_behind,
            trace.blank_before,
        )

    def _layers(self, style_id: str | None) -> list[ET.Element]:
        """The w:pPr below a paragraph's own, the farthest first."""
        if style_id not in self._of_paragraph_style:
            found = [
                properties
                for style in self.styles.chain(self._paragraph_style(style_id))
                if (properties := style.element.find(W + "pPr")) is not None
            ]
            defaults = self.styles.defaults()
            base = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
            self._of_paragraph_style[style_id] = [*([base] if base is not None else []), *reversed(found)]
        return self._of_paragraph_style[style_id]

    def side_of_paragraph(self, own: ET.Element | None) -> str | None:
        """Of one short line."""
        layers = self._layers(style_of(own))
        align = _align(value(_last([*layers, *([own] if own is not None else [])], "jc")))
        return {"justify": "left", "distribute": None}.get(align, align)


_TEXT = {
    W + "rFonts": Looks._fonts,
    W + "sz": Looks._size,
    W + "b": Looks._bold,
    W + "i": Looks._italic,
    W + "color": Looks._color,
    W + "highlight": Looks._highlight,
    W + "spacing": Looks._spacing,
    W + "rStyle": Looks._character_style,
}

_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "distribute"}


def _align(name: str | None) -> str:
    # The kashida and Thai kinds are justified text too, as far as Chinese is concerned.
    return _ALIGN.get(name or "left", "left" if name in (None, "left", "start") else "justify")


def _place_of_list(layers: list[ET.Element]) -> int:
    """A list's indents lie over the styles, except those of the style that names the list and of nearer ones."""
    named = [place for place, layer in enumerate(layers) if layer.find(f"{W}numPr/{W}numId") is not None]
    return named[-1] if named else len(layers)


def _last(layers: Sequence[ET.Element], name: str) -> ET.Element | None:
    for layer in reversed(layers):
        found = layer.find(W + name)
        if found is not None:
            return found
    return None


def _merged(elements: Iterable[ET.Element | None]) -> dict[str, str]:
    """Attributes are inherited one by one: a style says the spacing, the paragraph only what comes before it."""
    found: dict[str, str] = {}
    for element in elements:
        if element is not None:
            found |= {name.removeprefix(W): text for name, text in element.attrib.items()}
    return found


_FIRST_LINE = ("firstLine", "firstLineChars")
_HANGING = ("hanging", "hangingChars")


def _indents(elements: Iterable[ET.Element | None]) -> tuple[Indent, Indent, Indent]:
    said: dict[str, str] = {}
    for element in elements:
        own = {} if element is None else {name.removeprefix(W): text for name, text in element.attrib.items()}
        # A hanging indent ends a first-line one from below, and the other way round; zero characters end nothing.
        for ours, theirs in ((_FIRST_LINE, _HANGING), (_HANGING, _FIRST_LINE)):
            if ours[0] in own or own.get(ours[1], "0") != "0":
                for name in theirs:
                    said.pop(name, None)
        said |= own
    left = _indent(said, "left") or _indent(said, "start") or Indent()
    right = _indent(said, "right") or _indent(said, "end") or Indent()
    hanging = _indent(said, "hanging")
    if hanging is not None:
        return left, right, Indent(-hanging.points, None if hanging.characters is None else -hanging.characters)
    return left, right, _indent(said, "firstLine") or Indent()


def _indent(said: dict[str, str], name: str) -> Indent | None:
    if name not in said and name + "Chars" not in said:
        return None
    # Zero characters is how Word says that the length beside it holds.
    hundredths = whole(said.get(name + "Chars")) or 0
    return Indent(points(said.get(name)) or 0.0, hundredths / 100 if hundredths else None)


def _gap(said: dict[str, str], side: str, *, is_contextual: bool) -> float:
    if is_contextual or said.get(side + "Autospacing", "0") in ("1", "true", "on"):
        return 0.0
    return points(said.get(side)) or 0.0


def _line(text: str | None, rule: str) -> float:
    if rule == "auto":
        twips = points(text)
        return 1.0 if not twips else twips / 12
    # Negative distances stand in files of old converters and mean the same.
    return abs(points(text) or 12.0)
