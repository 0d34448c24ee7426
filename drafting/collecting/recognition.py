"""Whose report it is and of which year: by what the report itself says, and by the name of its file where it says nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Self

from drafting.collecting.summary import Identity
from drafting.document import Document, Role
from drafting.document.units import Unit, place_in, unit_in, units_of
from drafting.document.years import report_time
from drafting.text.dates import years
from drafting.text.patterns import Pattern

_FOUR_DIGITS = Pattern(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_FILE_NAME = "file name"


def identity(document: Document, file_name: str, roster: Sequence[str] = ()) -> Identity:
    year = report_time(document).year
    own = next(units_of(document, roster), None)
    return _identity(
        own or unit_in(PurePosixPath(file_name).stem, roster), _year_of(file_name) if year is None else year
    )


def identity_of_name(file_name: str) -> Identity:
    return _identity(unit_in(PurePosixPath(file_name).stem), _year_of(file_name))


def signatures(document: Document) -> Iterator[str]:
    """Where a report names whose it is, a line each."""
    yield document.title
    for block in reversed(document.blocks):
        if block.role is Role.SIGN_OFF:
            yield "".join(block.text.split())


@dataclass(frozen=True, slots=True)
class Expected:
    """Names of a roster, without counties, looked up by their lengths: thousands cost what ten do."""

    names: frozenset[str]
    lengths: frozenset[int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        known = frozenset(names)
        return cls(known, frozenset(map(len, known)))

    def within(self, text: str) -> list[str]:
        plain = "".join(text.split())
        pieces = (plain[start : start + length] for length in self.lengths for start in range(len(plain) - length + 1))
        return sorted(self.names.intersection(pieces))


def claimed(signed: str, path: str, expected: Expected) -> Unit | None:
    """Whose a report is that does not tell by itself: a name on the roster, or of the folder that it lies in.

    `signed`: as `signatures` gives it.
    """
    *above, file_name = PurePosixPath(path).parts
    folders = [step for step in reversed(above) if step != ".."]
    for text in (*signed.split("\n"), PurePosixPath(file_name).stem, *folders):
        if (found := unit_in(text, expected.within(text))) and found.name in expected.names:
            return found
    return next(filter(None, map(place_in, folders)), None)


def _identity(unit: Unit | None, year: int | None) -> Identity:
    return Identity(unit.name, year, unit.county, unit.told or _FILE_NAME) if unit else Identity(None, year)


def _year_of(file_name: str) -> int | None:
    found = {year.value for year in years(file_name)} or {int(year) for year in _FOUR_DIGITS.findall(file_name)}
    return found.pop() if len(found) == 1 else None
