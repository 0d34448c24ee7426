"""Other looks in somebody's file, for its own words: directly at runs, paragraphs and sections, since styles cannot be tracked."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from drafting.document import Span
from drafting.document.layout import Layout
from drafting.ooxml.editing.lists import track_properties
from drafting.ooxml.editing.manuscript import Manuscript
from drafting.ooxml.editing.parts import Element
from drafting.ooxml.editing.revisions import Pen, label_length, paragraph_properties, set_by
from drafting.ooxml.marks import OUR_NAME
from drafting.ooxml.package import W
from drafting.ooxml.writer.measures import Measures, measure

# In the order of the schema, as far as it matters for what is put in here.
_OF_RUN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs"),
    *("em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"),
)
_OF_PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_OF_SECTION = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
    *("pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection"),
    *("bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
)


_NOT_LOOKS = frozenset(W + name for name in ("rPrChange", "ins", "del", "moveFrom", "moveTo"))


@dataclass(slots=True)
class Tailor:
    manuscript: Manuscript
    layout: Layout
    tracked: bool

    @property
    def _measures(self) -> Measures:
        return measure(self.layout)

    def words(self, span: Span, face: str | None, size: float | None) -> None:
        for unit in self.manuscript.passage(span).units:
            for run in [unit] if unit.tag == W + "r" else unit.iter(W + "r"):
                properties = run.find(W + "rPr")
                if properties is None:
                    properties = run.makeelement(W + "rPr")
                    run.insert(0, properties)
                self._text(properties, face, size, tracked=self.tracked and not _is_in_ours(run))
        paragraph = set_by(self.manuscript, span.block)
        if paragraph is not None and span.start == 0 and label_length(self.manuscript, span.block):
            # An automatic number looks like its paragraph's mark.
            mark = _child(paragraph_properties(paragraph), "rPr", _OF_PARAGRAPH)
            self._text(mark, face, size, tracked=self.tracked)

    def _text(self, properties: Element, face: str | None, size: float | None, *, tracked: bool) -> None:
        before = deepcopy(properties)
        if face is not None:
            fonts = _child(properties, "rFonts", _OF_RUN)
            fonts.attrib.pop(W + "eastAsiaTheme", None)
            fonts.set(W + "eastAsia", face)
        if size is not None:
            for name in ("sz", "szCs"):
                _child(properties, name, _OF_RUN).set(W + "val", str(round(size * 2)))
        if tracked:
            self._track(properties, before, "rPr", lambda child: child.tag not in _NOT_LOOKS)
        self.manuscript.package.touch_part_of(properties)

    def paragraph(
        self, block: int, *, align: str | None, first_line: float | None, size: float, exact: bool, closed: bool
    ) -> None:
        paragraph = set_by(self.manuscript, block)
        if paragraph is None:
            return
        properties = paragraph_properties(paragraph)
        before = deepcopy(properties)
        if exact:
            spacing = _child(properties, "spacing", _OF_PARAGRAPH)
            spacing.set(W + "line", str(self._measures.line_pitch))
            spacing.set(W + "lineRule", "exact")
        if closed:
            _close(_child(properties, "spacing", _OF_PARAGRAPH))
        if first_line is not None:
            self._indent(_child(properties, "ind", _OF_PARAGRAPH), first_line, size)
            Pen(self.manuscript, tracked=self.tracked).strip(block)
        if align is not None:
            _child(properties, "jc", _OF_PARAGRAPH).set(W + "val", align)
        if self.tracked:
            track_properties(self.manuscript, properties, before)
        self.manuscript.package.touch_part_of(paragraph)

    def _indent(self, indent: Element, first_line: float, size: float) -> None:
        for name in ("hanging", "hangingChars", "start", "startChars"):
            indent.attrib.pop(W + name, None)
        for name, count in (("left", 0.0), ("firstLine", first_line)):
            indent.set(f"{W}{name}Chars", str(round(count * 100)))
            indent.set(W + name, str(round(count * self._measures.advance(size))))

    def section(self, place: int, *, paper: bool, margins: bool) -> None:
        section = self.manuscript._reader.breaks[place].properties
        before = deepcopy(section)
        measures = self._measures
        if paper:
            size = _child(section, "pgSz", _OF_SECTION)
            size.set(W + "w", str(measures.page_width))
            size.set(W + "h", str(measures.page_height))
            for name in ("orient", "code"):
                size.attrib.pop(W + name, None)
        if margins:
            edges = _child(section, "pgMar", _OF_SECTION)
            for name in ("top", "bottom", "left", "right"):
                edges.set(W + name, str(getattr(measures, name)))
            edges.set(W + "gutter", "0")
            for name, usual in (("header", 851), ("footer", measures.footer)):
                if edges.get(W + name) is None:
                    edges.set(W + name, str(usual))
        if self.tracked:
            self._track(
                section,
                before,
                "sectPr",
                lambda child: child.tag != W + "sectPrChange" and not child.tag.endswith("Reference"),
            )
        self.manuscript.package.touch_part_of(section)

    def _track(self, now: Element, before: Element, name: str, is_kept: "Callable[[Element], bool]") -> None:
        """Where somebody's change is still open, that already says what it was before."""
        if now.find(f"{W}{name}Change") is not None:
            return
        number = str(self.manuscript.next_id())
        change = now.makeelement(f"{W}{name}Change", {W + "id": number, W + "author": OUR_NAME})
        old = now.makeelement(W + name)
        old.extend([child for child in before if is_kept(child)])
        change.append(old)
        now.append(change)


def _close(spacing: Element) -> None:
    for side in ("before", "after"):
        spacing.attrib.pop(f"{W}{side}Autospacing", None)
        spacing.set(W + side, "0")
        spacing.set(f"{W}{side}Lines", "0")


def _is_in_ours(run: Element) -> bool:
    holder = run.getparent()
    return bool(holder.tag == W + "ins" and holder.get(W + "author") == OUR_NAME)


def _child(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    found = parent.find(W + name)
    if found is None:
        found = parent.makeelement(W + name)
        behind = set(order[order.index(name) + 1 :])
        following = next((child for child in _own(parent) if child.tag.removeprefix(W) in behind), None)
        parent.append(found) if following is None else following.addprevious(found)
    return found


def _own(parent: Element) -> Iterator[Element]:
    return (child for child in parent if child.tag.startswith(W))
