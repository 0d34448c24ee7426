"""What a check gives: findings with their places, and what was looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from drafting.document import Cell, Document, Span, Story
from drafting.figures import Ledger


class Severity(IntEnum):
    """How bad; in rising order, so that two can be compared."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Severity":
        return cls[word.upper()]


class Confidence(StrEnum):
    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Edit:
    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Location:
    span: Span
    quote: str
    trail: tuple[str, ...]
    """Headings above, outermost first, and the paragraph below the last one: people cannot count blocks."""
    story: Story = Story.BODY
    paragraph: int | None = None
    """Which block under the last heading of the trail, from 1."""
    line: int | None = None
    page: int | None = None
    cell: Cell | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The way to it in words: headings, then paragraph or cell."""
        if self.cell is not None:
            return (*self.trail, f"表格第{self.cell.row + 1}行第{self.cell.column + 1}列")
        return (*self.trail, *([f"第{self.paragraph}段"] if self.paragraph else []))


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    slug: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    location: Location
    related: tuple[Location, ...] = ()
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()
    """What a program may change by itself: taken together or not at all. Never a figure, a name or a sentence."""
    basis: str | None = None
    hint: str | None = None
    """What to do, in words, where no suggestion can be written into the text."""
    last_year: tuple[Location, ...] = ()
    """In last year's report, whose blocks they count; empty where a finding is about this report alone."""


@dataclass(frozen=True, slots=True)
class Waived:
    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at: never a bare pass."""

    blocks: int
    headings: int
    characters: int
    figures: int | None = None
    checkable: int | None = None
    consistent: int | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    document: Document
    findings: tuple[Finding, ...]
    seen: Seen
    waived: tuple[Waived, ...] = ()
    skipped: tuple[str, ...] = ()
    notices: tuple[str, ...] = field(default=())
    """About the run, not the report: an expired waiver, a settings file that was not used."""
    ledger: Ledger | None = field(default=None, compare=False, repr=False)
    """None where no rule on figures was on."""

    def worst(self) -> Severity | None:
        return max((finding.severity for finding in self.findings), default=None)


_LONGEST_TRAIL = 40


def locate(document: Document, span: Span) -> Location:
    block = document.blocks[span.block]
    above = document.trail(span.block)
    trail = [_short(heading.heading) for heading in above]
    paragraph = None
    if block.is_heading:
        trail.append(_short(block.heading))
    elif above:
        paragraph = document.ordinal(span.block)
    return Location(
        span, document.quote(span), tuple(trail), block.story, paragraph, block.line, block.page, block.cell
    )


def _short(heading: str) -> str:
    heading = heading.rstrip("。：")
    return heading if len(heading) <= _LONGEST_TRAIL else heading[: _LONGEST_TRAIL - 1] + "…"


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(findings, key=lambda f: (f.location.span.block, f.location.span.start, f.code, f.location.span.end))
    )
