"""Which words, paragraphs and pages have to look otherwise, by the rules on layout: what leaves a choice stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting.document import Span
from drafting.document.draft import Kind
from drafting.findings import Severity
from drafting.rules.context import Context
from drafting.rules.layout.places import paragraphs, text_sections
from drafting.rules.layout.wrong_face import wrong_faces
from drafting.rules.layout.wrong_indent import wrongly_begun
from drafting.rules.layout.wrong_line_spacing import parted, wrongly_spaced
from drafting.rules.layout.wrong_size import wrong_sizes

CODES = ("LAY01", "LAY02", "LAY03", "LAY05", "LAY06", "LAY09", "LAY10", "LAY11")
"""Colours and bold words are somebody's marks; page numbers and signatures have places of their own."""


@dataclass(slots=True)
class Words:
    span: Span
    face: str | None = None
    size: float | None = None


@dataclass(slots=True)
class Setting:
    """How a paragraph has to be set; None: as it is."""

    align: str | None = None
    first_line: float | None = None
    """Characters, with no other indent from the left and no typed spaces."""
    size: float = 16.0
    """Of its type, which the characters are counted in."""
    exact: bool = False
    """A fixed line of the profile's height."""
    closed: bool = False
    """No gaps above and below."""


@dataclass(slots=True)
class Dressing:
    words: list[Words] = field(default_factory=list)
    paragraphs: dict[int, Setting] = field(default_factory=dict)
    """By block."""
    papers: list[int] = field(default_factory=list)
    margins: list[int] = field(default_factory=list)
    """Sections, by their place in the document."""

    def __bool__(self) -> bool:
        return bool(self.words or self.paragraphs or self.papers or self.margins)


def dressing(context: Context, codes: frozenset[str]) -> Dressing:
    """What the given rules find wrong for certain."""
    found = Dressing()
    if context.document.formatting is None or not context.dressed:
        return found
    sections = list(context.document.formatting.sections)
    places = [sections.index(section) for section in text_sections(context)]
    found.papers = places if "LAY01" in codes else []
    found.margins = places if "LAY02" in codes else []
    if "LAY05" in codes:
        for wrong, faces in wrong_faces(context):
            if wrong.severity >= Severity.WARNING:
                found.words += [Words(p.span, face=context.layout.dress(p.kind).face) for p in faces]
    if "LAY06" in codes:
        for size, sizes in wrong_sizes(context):
            found.words += [Words(place.span, size=size.wanted) for place in sizes]
    _set(context, codes, found.paragraphs)
    return found


def _set(context: Context, codes: frozenset[str], found: dict[int, Setting]) -> None:
    def setting(block: int, kind: Kind) -> Setting:
        return found.setdefault(block, Setting(size=context.layout.dress(kind).size or 16.0))

    if "LAY03" in codes:
        for paragraph, _ in wrongly_spaced(context):
            setting(paragraph.block.index, paragraph.kind).exact = True
        for paragraph in parted(context):
            setting(paragraph.block.index, paragraph.kind).closed = True
    for code, kind, first_line in _beginnings(context):
        if code in codes:
            own = setting(kind[0], kind[1])
            own.first_line = first_line
            if code != "LAY09":
                own.align = "center" if code == "LAY10" else "left"


def _beginnings(context: Context) -> Iterator[tuple[str, tuple[int, Kind], float]]:
    for paragraph, due in wrongly_begun(context):
        yield "LAY09", (paragraph.block.index, paragraph.kind), due
    for code, kind in (("LAY10", Kind.TITLE), ("LAY11", Kind.ADDRESSEE)):
        for paragraph in paragraphs(context, kind):
            yield code, (paragraph.block.index, kind), 0.0
