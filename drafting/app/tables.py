"""What changed in the tables between another fazhi and this one."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafting import __version__
from drafting.editions import EditionError, open_edition
from drafting.rules.tables import Table, parsed, rows, tables

_RULES = "drafting/rules/"
_LIST = "tables.csv"
_CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class ChangedRow:
    name: str
    cells: tuple[tuple[str, str, str], ...]
    """Column, as it was, as it is now."""


@dataclass(frozen=True, slots=True)
class ChangedTable:
    table: Table
    was_as_of: date | None
    """None: that version did not say."""
    was_there: bool
    added: tuple[dict[str, str], ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    looked_at: int
    """Rows that were verified again and say what they said."""


@dataclass(frozen=True, slots=True)
class TableChanges:
    where: str
    was: str
    now: str
    tables: tuple[ChangedTable, ...]


def table_changes(typed: str) -> TableChanges:
    """What this version's tables say that those in the folder or wheel do not, and the other way round.

    Raises EditionError.
    """
    edition = open_edition(typed, tuple(_RULES + name for name in (_LIST, *(table.file for table in tables()))))
    texts = {name.removeprefix(_RULES): text for name, text in edition.files.items()}
    if not texts.keys() - {_LIST}:
        raise EditionError(f"“{typed}”里的 fazhi 没有法规表和事件表，比不了。")
    days = {row.get("file"): row.get("as_of") for row in _rows(typed, texts[_LIST])} if _LIST in texts else {}
    changes = tuple(_changed(typed, table, texts.get(table.file), days.get(table.file)) for table in tables())
    return TableChanges(typed, edition.version, __version__, changes)


def _changed(typed: str, table: Table, text: str | None, as_of: str | None) -> ChangedTable:
    now = _by_name(rows(table.file))
    was = _by_name(_rows(typed, text)) if text is not None else {}
    both = [name for name in now if name in was]
    pairs = [(name, tuple(_differing(was[name], now[name]))) for name in both]
    looked_at = sum(was[name].get(_CHECKED, "") != now[name][_CHECKED] for name, cells in pairs if not cells)
    return ChangedTable(
        table,
        _day(as_of),
        text is not None,
        tuple(row for name, row in now.items() if name not in was),
        tuple(name for name in was if name not in now),
        tuple(ChangedRow(name, cells) for name, cells in pairs if cells),
        # A table without the column was never said to be verified, so nothing was verified again.
        looked_at if any(_CHECKED in row for row in was.values()) else 0,
    )


def _rows(typed: str, text: str) -> list[dict[str, str]]:
    try:
        return parsed(text)
    except (ValueError, csv.Error) as error:
        raise EditionError(f"“{typed}”里的表读不出来，可能已经损坏；请换一份。") from error


def _by_name(found: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """By the first cell, which is one row's only."""
    return {next(iter(row.values())): row for row in found if row}


def _differing(was: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for column in (*now, *(name for name in was if name not in now)):
        if column != _CHECKED and column in was and was[column] != now.get(column, ""):
            yield column, was[column], now.get(column, "")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
