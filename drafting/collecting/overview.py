"""What a county sees: a row a township, who is missing, what the figures add up to, and who wrote the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drafting.collecting.summary import Counted, Pair, Summary


@dataclass(frozen=True, slots=True)
class Township:
    """A unit and its report: the newest, where it has handed in several."""

    unit: str
    summary: Summary
    superseded: tuple[str, ...] = ()
    """Paths of its other reports of the same year."""
    is_expected: bool = True
    """On the roster, or there is no roster."""
    days_late: int | None = None
    """Of the sign-off behind the day on which reports are due; 0 in time; None where no day is known."""


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of figure over all townships."""

    thing: str
    unit: str
    cells: Mapping[str, tuple[Counted, ...]]
    """By township; several where a report names several."""
    total: str | None
    """In plain digits; None where adding up makes no sense."""
    why_none: str = ""
    """In words, where there is no total."""
    added: int = 0
    """Of how many townships the total is."""
    approximate: int = 0
    """Townships whose figure is approximate: shown, not added."""


@dataclass(frozen=True, slots=True)
class Overview:
    year: int | None
    county: str
    families: Mapping[str, str]
    """Code and name of each family of rules that was on."""
    parts: Mapping[str, str]
    """Key and name of each required part."""
    due: str
    """The day on which reports are due, as ISO has it; empty where no year is known."""
    townships: Sequence[Township]
    """By the roster, else by name."""
    missing: Sequence[str]
    """On the roster, and nothing of theirs is there."""
    unknown: Sequence[Summary]
    """Checked, but nobody can tell whose they are."""
    other_years: Sequence[Summary]
    """Of another year than most."""
    unreadable: Sequence[Summary]
    lines: Sequence[Line]
    pairs: Sequence[Pair]
    has_roster: bool = False
    """Without one nobody can tell who is missing."""
    not_reports: Sequence[Summary] = ()
    """Other papers that lie among the reports, and what this program wrote: neither checked nor counted."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Of the missing: a unit off the roster that may be the same, 金沙乡 for 金沙镇."""
