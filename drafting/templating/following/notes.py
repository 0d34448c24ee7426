"""What is noted while a template is followed, and what it writes."""

from dataclasses import dataclass
from enum import StrEnum

HUGE = 1_000_000
"""Times that nobody repeats anything in a report."""


class Sort(StrEnum):
    UNKNOWN = "unknown"
    NOT_A_LIST = "not a list"
    UNREACHABLE = "unreachable"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Note:
    sort: Sort
    file: str
    line: int
    quote: str
    message: str
    suggestion: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the ways on which a line may be written or not."""

    key: str
    way: int
    ways: int


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of the marked text; no text where only a form can say what it is."""

    text: str | None
    file: str
    line: int
    guard: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    notes: tuple[Note, ...]
    written: tuple[Written, ...]
    is_whole: bool
    """Nothing was left out of what is written."""
