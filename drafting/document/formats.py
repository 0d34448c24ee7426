"""How a report looks: effective formats of characters, paragraphs and pages, with every style already worked in.

Only a Word file has them. Working them out costs more than reading the text, so it happens when a rule first asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class TextFormat:
    face: str | None = None
    """The East Asian face as the file names it; None where it names none and each program takes its own."""
    latin: str | None = None
    size: float = 10.0
    """Points. 10 is Word's own where a file says nothing."""
    bold: bool = False
    italic: bool = False
    color: str | None = None
    """Six hexadecimal digits; None: automatic, which prints black."""
    highlight: str | None = None
    """The marker's colour as Word names it; None: not marked."""
    spacing: float = 0.0
    """Points added behind each character."""


@dataclass(frozen=True, slots=True)
class FormatSpan:
    """Code points of one block's text that look alike."""

    start: int
    end: int
    format: TextFormat


@dataclass(frozen=True, slots=True)
class Indent:
    points: float = 0.0
    characters: float | None = None
    """Where the file counts in characters: then they hold, whatever the points say."""

    def in_characters(self, size: float) -> float:
        return self.points / size if self.characters is None else self.characters


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    align: str = "left"
    """left, center, right, justify or distribute."""
    left: Indent = Indent()
    right: Indent = Indent()
    first_line: Indent = Indent()
    """Against the other lines; negative where the first line hangs out."""
    typed: str = ""
    """The spaces typed at the head, which the block's text leaves out; a tab is \\t."""
    line_rule: str = "auto"
    """auto: `line` counts single lines; exact and atLeast: it is points."""
    line: float = 1.0
    snap_to_grid: bool = True
    before: float = 0.0
    after: float = 0.0
    """Points; 0 where programs work them out or leave them out between neighbours of one style."""
    page_break_before: bool = False
    is_framed: bool = False
    """Stands in a frame of its own: where on the page, its indents do not say."""
    is_continued: bool = False
    """Begins behind a line break, so that the first line's indent is not its own."""
    typed_behind: str = ""
    """The spaces typed at the end, which the block's text leaves out."""
    blank_before: int = 0
    """Empty paragraphs right above, with nothing else between."""


@dataclass(frozen=True, slots=True)
class BlockFormat:
    paragraph: ParagraphFormat
    spans: tuple[FormatSpan, ...]
    """In order and without overlap. The label of an automatic number is in none of them: it has a format of its own."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The document grid of a section."""

    kind: str = "default"
    """default (no grid), lines, linesAndChars or snapToChars."""
    pitch: float | None = None
    """Points from line to line."""
    spacing: float = 0.0
    """Points added to each character, where the grid has characters."""

    @property
    def has_lines(self) -> bool:
        return self.kind != "default" and self.pitch is not None

    @property
    def has_characters(self) -> bool:
        return self.kind in ("linesAndChars", "snapToChars")


@dataclass(frozen=True, slots=True)
class NumberedPages:
    """An automatic page number, as the pages of one kind show it."""

    pages: str
    """all, odd, even or first."""
    text: str
    """What is printed, {} for the number."""
    side: str | None
    """left, center, right, outside or inside; None where tabs or tables make it unsure."""
    format: TextFormat
    """Of the number; its digits are printed in the Latin face."""
    in_header: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Page set-up of some blocks. Lengths in millimetres, None where the file does not say."""

    first: int
    end: int
    """Blocks from `first` up to, without, `end`."""
    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    """The gutter is in the margin that it widens."""
    is_mirrored: bool = False
    """Left is inside and right is outside, on odd and even pages alike."""
    columns: int = 1
    grid: Grid = Grid()
    numbers: tuple[NumberedPages, ...] = ()
    has_title_page: bool = False
    """The first page has a header and footer of its own."""

    @property
    def is_landscape(self) -> bool:
        return self.width is not None and self.height is not None and self.width > self.height


@dataclass(frozen=True, slots=True)
class Formats:
    blocks: Sequence[BlockFormat | None]
    """One for each block of the document; None where the file holds no format of it, as of a formula."""
    sections: tuple[Section, ...]


class Formatting:
    """What a reader leaves in a document: the formats, worked out once and only if asked for."""

    def __init__(self, work_out: Callable[[], Formats]) -> None:
        self._work_out = work_out

    @cached_property
    def _formats(self) -> Formats:
        return self._work_out()

    @property
    def blocks(self) -> Sequence[BlockFormat | None]:
        return self._formats.blocks

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._formats.sections
