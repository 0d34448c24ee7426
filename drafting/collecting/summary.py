"""What is kept of a report when it has been checked: words and numbers that fit into a row, and nothing of the file."""

import json
from dataclasses import dataclass, field
from typing import NamedTuple, Self


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report it is, and of which year."""

    unit: str | None
    """Without the county in front and the organ behind: 白石镇, not 朔浦县白石镇人民政府."""
    year: int | None
    county: str = ""
    told: str = ""
    """Where the unit is named: title, sign-off, lead or file name."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words."""

    code: str
    name: str
    severity: str
    """error, warning or info."""
    message: str
    place: str
    advice: str = ""
    quote: str = ""


class Counted(NamedTuple):
    """A figure that counts something, as it can be set beside those of others."""

    thing: str
    """What is counted, with its verb, without whose it is: 受理矛盾纠纷."""
    unit: str
    """The measure word: 件."""
    text: str
    """As it is written: 2.15万人次, 约30件."""
    value: str
    """In plain digits, scaled: 21500."""
    is_exact: bool
    place: str
    part: str = ""
    """Key of the mandated part that it stands in."""


@dataclass(frozen=True, slots=True)
class Summary:
    path: str
    """As the report was found, with / between folders."""
    identity: Identity = field(default=Identity(None, None))
    title: str = ""
    parts: tuple[tuple[str, bool], ...] = ()
    """Key of each required part, and whether it is there; in the mandate's order."""
    written: str = ""
    """The day of the sign-off as ISO has it; empty where there is none."""
    characters: int = 0
    headings: int = 0
    findings: tuple[Told, ...] = ()
    checkable: int = 0
    consistent: int = 0
    notices: tuple[str, ...] = ()
    error: str = ""
    """Why it could not be checked: then there is nothing else."""
    other: str = ""
    """What it is, where it is no yearly report: it is not checked then."""
    has_looks: bool = True
    """Whether its layout could be looked at: that of plain text cannot."""

    def packed(self) -> str:
        """For a store; where it lies is not told, since the same report may lie elsewhere tomorrow."""
        whose = self.identity
        told = [
            (whose.unit, whose.year, whose.county, whose.told),
            self.title,
            self.parts,
            self.written,
            self.characters,
            self.headings,
            [
                (one.code, one.name, one.severity, one.message, one.place, one.advice, one.quote)
                for one in self.findings
            ],
            self.checkable,
            self.consistent,
            self.notices,
            self.error,
            self.other,
            self.has_looks,
        ]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, path: str, packed: str) -> Self:
        whose, title, parts, written, characters, headings, findings, checkable, consistent, notices, *rest = (
            json.loads(packed)
        )
        return cls(
            path,
            Identity(*whose),
            title,
            tuple((key, is_there) for key, is_there in parts),
            written,
            characters,
            headings,
            tuple(Told(*told) for told in findings),
            checkable,
            consistent,
            tuple(notices),
            *rest,
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """The same passage in two reports."""

    first: str
    """Path of the report that comes first."""
    second: str
    first_words: str
    second_words: str
    first_place: str
    second_place: str
    first_differs: tuple[tuple[int, int], ...] = ()
    """Where its words are not the other's: from and to."""
    second_differs: tuple[tuple[int, int], ...] = ()
    first_at: tuple[int, int] = (0, 0)
    """From and to in all that is compared of the report: what overlaps is one passage, however many have it."""
    second_at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that share text beyond what everybody writes."""

    first: str
    second: str
    share: float
    """Of the shorter one's own text, without what is common, from 0 to 1."""
    passages: tuple[Alike, ...] = field(default=())
    """The longest ones, longest first."""
