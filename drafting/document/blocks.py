"""Blocks in reading order, and what else a reader finds in a file."""

from dataclasses import dataclass, field
from enum import StrEnum

from drafting.document.formats import Formatting
from drafting.document.ladder import Rung
from drafting.text.labels import Label
from drafting.text.patterns import Pattern

LONGEST_HEADING = 40
"""What is longer is a numbered paragraph that happens to be one sentence."""
_LONGEST_ALONE = 30
"""The same where nothing stands below it that it could head."""
_SHORTEST_COUNT = 18
_STOPPED = Pattern("[。；;！]\\s*$")
_CLAUSE_END = Pattern("[，；：,;:]")
_FIGURE = Pattern("[0-9０-９][万亿余多]*(?:[%％]|[件起人名次场份册项条户家个处批宗天元倍期堂台辆])")


class Story(StrEnum):
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    TEXT_BOX = "text box"


class Role(StrEnum):
    FRONT = "front"
    """Above the title: document number, secrecy mark, what a web page puts there; a table of contents."""
    TITLE = "title"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    SIGN_OFF = "sign-off"
    DATE = "date"
    ATTACHMENT = "attachment"
    RESIDUE = "residue"
    """A page number or navigation left by a conversion: no content."""
    ASIDE = "aside"
    """Outside the body's flow: headers, footers, notes, text boxes."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one block's text, in code points."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader hands over: one paragraph or cell as it is seen, before anybody asks what it is."""

    text: str
    story: Story = Story.BODY
    cell: Cell | None = None
    line: int | None = None
    page: int | None = None
    outline: int | None = None
    """Heading level 1 to 9 that the file itself names; None where only the wording can tell."""
    title: bool = False
    """The file itself calls this a title."""
    contents: bool = False
    """The file itself calls this a line of the table of contents."""
    is_text: bool = False
    """The file itself says that this is no heading, whatever number it begins with."""


@dataclass(frozen=True, slots=True)
class Block:
    index: int
    text: str
    role: Role
    level: int = 0
    """1 to 4 (or deeper) for headings, else 0."""
    label: Label | None = None
    rung: Rung | None = None
    """Where the label stands in the report's ladder; there whenever a heading has a label."""
    heading_end: int = 0
    """Where the heading's words end: after the first 。 of a run-in heading, else at the end of the text."""
    story: Story = Story.BODY
    cell: Cell | None = None
    line: int | None = None
    page: int | None = None

    @property
    def is_heading(self) -> bool:
        return self.role is Role.HEADING

    @property
    def is_run_in(self) -> bool:
        return self.is_heading and self.heading_end < len(self.text.rstrip())

    @property
    def is_prose(self) -> bool:
        """Text that says something: no title, label line, signature or residue."""
        return self.role in (Role.PARAGRAPH, Role.HEADING, Role.CELL)

    @property
    def heading(self) -> str:
        return self.text[: self.heading_end].strip()

    @property
    def heading_words(self) -> str:
        """The heading without its number and its stop."""
        start = self.label.end if self.label else 0
        return self.text[start : self.heading_end].strip().rstrip("。：:；;")

    @property
    def body_start(self) -> int:
        return self.heading_end if self.is_heading else 0


class RemarkKind(StrEnum):
    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE = "move"
    FORMAT = "format"
    COMMENT = "comment"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the file that is no visible text: a tracked change, a comment, hidden words."""

    kind: RemarkKind
    span: Span
    text: str = ""
    ours: bool = False
    """Made by this program, and to be accepted rather than explained."""


@dataclass(frozen=True, slots=True)
class Properties:
    author: str = ""
    last_modified_by: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    properties: Properties | None = None
    """None where the input has none, as plain text."""
    skipped: tuple[str, ...] = ()
    """What was in the file and could not be read, a sentence each."""
    lines: tuple[Line, ...] = field(default=(), compare=False, repr=False)
    """What the reader handed over, a line a block: what it would be with other words can be worked out from them."""
    formatting: Formatting | None = field(default=None, compare=False, repr=False)
    """How it looks; None where the input has no look, as plain text, and in a result, which outlives the file."""
    _above: tuple[int, ...] = field(init=False, compare=False, repr=False)
    """For each block the nearest heading above it of a higher rank; -1 where there is none."""
    _ordinals: tuple[int, ...] = field(init=False, compare=False, repr=False)
    """For each block which one of its story it is below the last heading, from 1."""
    _body: tuple[Block, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        above: list[int] = []
        ordinals: list[int] = []
        open_headings: list[Block] = []
        counted: dict[Story, int] = {}
        for block in self.blocks:
            if block.is_heading:
                while open_headings and open_headings[-1].level >= block.level:
                    open_headings.pop()
            above.append(open_headings[-1].index if open_headings else -1)
            counted[block.story] = counted.get(block.story, 0) + 1
            ordinals.append(counted[block.story])
            if block.is_heading:
                open_headings.append(block)
                counted = {}
        object.__setattr__(self, "_above", tuple(above))
        object.__setattr__(self, "_ordinals", tuple(ordinals))
        object.__setattr__(self, "_body", tuple(block for block in self.blocks if block.story is Story.BODY))

    def quote(self, span: Span) -> str:
        return self.blocks[span.block].text[span.start : span.end]

    def body(self) -> tuple[Block, ...]:
        return self._body

    def headings(self, level: int | None = None) -> list[Block]:
        return [block for block in self.blocks if block.is_heading and level in (None, block.level)]

    def title_blocks(self) -> list[Block]:
        return [block for block in self.blocks if block.role is Role.TITLE]

    @property
    def title(self) -> str:
        # Titles are spaced out at will: 年 度 报 告.
        return "".join("".join(block.text.split()) for block in self.title_blocks())

    def trail(self, index: int) -> tuple[Block, ...]:
        """The headings above a block, the block itself left out."""
        found: list[Block] = []
        while (index := self._above[index]) >= 0:
            found.append(self.blocks[index])
        return tuple(reversed(found))

    def ordinal(self, index: int) -> int:
        """Which paragraph a block is below the heading above it."""
        return self._ordinals[index]

    def text_start(self, block: Block) -> int:
        """Where a block's text begins: behind a heading, unless its words say as much as a paragraph does."""
        if not block.is_heading:
            return 0
        if self._is_statement(block):
            return block.label.end if block.label else 0
        return block.heading_end

    def stands_alone(self, heading: Block) -> bool:
        """Whether a line with a number is all there is of its point: nothing stands behind or below it."""
        if heading.level == 1 or heading.is_run_in:
            return False
        place = heading.index + 1
        while place < len(self.blocks) and self.blocks[place].role is Role.RESIDUE:
            place += 1
        below = self.blocks[place] if place < len(self.blocks) else None
        return below is None or not below.is_prose or (below.is_heading and below.level <= heading.level)

    def _is_statement(self, heading: Block) -> bool:
        """（一）联合法庭设立巡回审理点，做到快立快审快结。 is no heading to a reader, though it has the number of one."""
        words = "".join(heading.heading_words.split())
        if len(words) < _SHORTEST_COUNT:
            return False
        stopped = _STOPPED.search(heading.text, 0, heading.heading_end) is not None
        if not stopped and (heading.level == 1 or not _CLAUSE_END.search(words)):
            return False
        if _FIGURE.search(words) or len(words) > LONGEST_HEADING:
            return True
        return len(words) > _LONGEST_ALONE and self.stands_alone(heading)

    def children(self, heading: Block) -> list[Block]:
        """The blocks under a heading, to the next one of its own level or above."""
        found = []
        for block in self.blocks[heading.index + 1 :]:
            if block.is_heading and block.level <= heading.level:
                break
            if block.role in (Role.SIGN_OFF, Role.DATE, Role.ATTACHMENT) and block.story is Story.BODY:
                break
            found.append(block)
        return found
