"""What is to be written: paragraphs and cells whose roles are known, not guessed.

A Document is what somebody reads; a Draft is what somebody writes. Every block here becomes one block there.
"""

from dataclasses import dataclass
from enum import StrEnum

from drafting.document.blocks import Cell


class Kind(StrEnum):
    """What a paragraph is to the layout: the writer dresses it so, and the LAY rules look whether it is dressed so."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    LEVEL_1 = "level-1"
    LEVEL_2 = "level-2"
    LEVEL_3 = "level-3"
    LEVEL_4 = "level-4"
    BODY = "body"
    CAPTION = "caption"
    HEAD_CELL = "head-cell"
    CELL = "cell"
    ATTACHMENT_NOTE = "attachment-note"
    """附件：1.… below the text."""
    SIGN_OFF = "sign-off"
    DATE = "date"
    ANNEX_MARK = "annex-mark"
    """附件1 at the head of a page of its own."""
    ANNEX_TITLE = "annex-title"

    @property
    def level(self) -> int:
        """1 to 4 for headings, else 0."""
        return LEVELS.index(self) + 1 if self in LEVELS else 0


LEVELS = (Kind.LEVEL_1, Kind.LEVEL_2, Kind.LEVEL_3, Kind.LEVEL_4)


@dataclass(frozen=True, slots=True)
class DraftBlock:
    kind: Kind
    text: str
    """The number of a heading included, as a reader sees it."""
    heading_end: int = 0
    """Where the heading's words end: behind the first 。 of a run-in heading, else at the end of the text; 0 elsewhere."""
    cell: Cell | None = None
    line: int = 0
    """Of the marked text that this block was read from."""

    @property
    def is_run_in(self) -> bool:
        return 0 < self.heading_end < len(self.text)


@dataclass(frozen=True, slots=True)
class Draft:
    blocks: tuple[DraftBlock, ...]
    organ: str
    """Who writes the report: the only name that goes into the file's properties."""
    sealed: bool = True
    """With a seal the signature stands above the date, centred on it; without one it stands by itself (7.3.5)."""
    category: str = ""
    """What the file's properties say it is."""

    @property
    def title(self) -> str:
        return "".join(block.text for block in self.blocks if block.kind is Kind.TITLE)

    @property
    def text(self) -> str:
        """The draft as plain text, a paragraph a line, the cells of a row parted by tabs."""
        lines: list[str] = []
        row: tuple[int, int] | None = None
        for block in self.blocks:
            here = (block.cell.table, block.cell.row) if block.cell else None
            if here is not None and here == row:
                lines[-1] += "\t" + block.text
            else:
                lines.append(block.text)
            row = here
        return "\n".join(lines) + "\n"
