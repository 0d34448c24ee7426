"""The tables that age: which there are, up to which day each holds, and their rows. docs/tables.md says how they are kept."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    file: str
    """From the folder of the rules."""
    as_of: date
    """What was there on this day is in the table; what came later may not be."""
    rules: frozenset[str]
    """Those that find less where the table is old."""
    missed: str
    """What came later, in words."""
    about: str


def rows(file: str) -> list[dict[str, str]]:
    return parsed((files(__package__) / file).read_text(encoding="utf-8"))


def parsed(text: str) -> list[dict[str, str]]:
    # A DictReader looks at every row for cells too many or too few; tests/rules/test_tables.py does that once for all.
    names, *found = csv.reader(text.splitlines())
    return [dict(zip(names, row, strict=True)) for row in found]


@cache
def tables() -> tuple[Table, ...]:
    return tuple(
        Table(
            row["name"],
            row["file"],
            date.fromisoformat(row["as_of"]),
            frozenset(row["rules"].split("|")),
            row["missed"],
            row["about"],
        )
        for row in rows("tables.csv")
    )


def dated(listed: Iterable[Table]) -> str:
    """Up to which day they hold, in words; those of one day together."""
    names: dict[date, list[str]] = {}
    for table in listed:
        names.setdefault(table.as_of, []).append(table.name)
    return "，".join(f"{'、'.join(of_day)}截至{_day(as_of)}" for as_of, of_day in names.items())


def outrun(year: int, written: date | None, codes: frozenset[str]) -> tuple[Table, ...]:
    """The tables of these rules that end before what a report of this year may rightly speak of.

    Reports are written from December on, when the year's laws and meetings are known. One that says of itself that it was
    written earlier asks for no more than was known on its day.
    """
    needed = date(year, 12, 1)
    if written is not None:
        needed = min(needed, written)
    return tuple(table for table in tables() if table.rules & codes and table.as_of < needed)


def outrun_words(year: int, listed: tuple[Table, ...]) -> str:
    missed = "，".join(dict.fromkeys(table.missed for table in listed))
    return (
        f"{dated(listed)}，这份报告写的是{year}年度：之后{missed}，可能查不出。请换用新版本的程序，或者由人核对这几项。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
