"""Whose each report is and which of them counts, among all of them; who on the roster has handed in nothing.

All of it lies in SQL: of ten thousand reports no list is made.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from drafting.collecting.recognition import Expected, claimed
from drafting.document.units import Unit, county_stem, told_of

_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS whose (path TEXT PRIMARY KEY, key TEXT, unit TEXT, county TEXT, counts INTEGER);
CREATE INDEX IF NOT EXISTS temp.whose_unit ON whose (unit, county);
CREATE TEMP TABLE IF NOT EXISTS expected (place INTEGER PRIMARY KEY, name TEXT, county TEXT, is_there INTEGER DEFAULT 0);
CREATE INDEX IF NOT EXISTS temp.expected_name ON expected (name);
CREATE TEMP TABLE IF NOT EXISTS settled (unit TEXT, county TEXT, place INTEGER, PRIMARY KEY (unit, county));
CREATE TEMP TABLE IF NOT EXISTS unit (
  number INTEGER PRIMARY KEY, name TEXT, plain TEXT, path TEXT, key TEXT, county TEXT, is_expected INTEGER
);
CREATE INDEX IF NOT EXISTS temp.of_name ON unit (name);
CREATE INDEX IF NOT EXISTS temp.of_path ON unit (path);
CREATE TEMP TABLE IF NOT EXISTS older (unit INTEGER, place INTEGER, path TEXT, PRIMARY KEY (unit, place)) WITHOUT ROWID;
DELETE FROM whose;
DELETE FROM expected;
DELETE FROM settled;
DELETE FROM unit;
DELETE FROM older
"""
THERE = "FROM present JOIN checked USING (key)"
OF_YEAR = "(year = :year OR year IS NULL)"
COUNTS = f"error = '' AND other = '' AND {OF_YEAR}"
_ONE_COUNTY = """
UPDATE whose SET county = (SELECT max(other.county) FROM whose AS other WHERE other.unit = whose.unit)
WHERE county = '' AND 1 = (SELECT count(DISTINCT other.county) FROM whose AS other WHERE other.unit = whose.unit AND other.county <> '')
AND 2 > (SELECT count(*) FROM expected WHERE name = whose.unit)
"""
"""A report that does not name its county is of the only one that there is."""
_NEWEST_FIRST = """
SELECT settled.unit, settled.county, place, path, whose.key, whose.county
FROM settled JOIN whose ON whose.unit = settled.unit AND whose.county = settled.county JOIN present USING (path) JOIN checked ON checked.key = whose.key
WHERE counts ORDER BY place IS NULL, place, settled.unit, settled.county, written DESC, changed DESC, path DESC
"""
_KINDS = ("乡", "镇", "街道")


@dataclass(frozen=True, slots=True)
class Settled:
    units: int
    """How many there are; the table `unit` has them, numbered from 0."""
    missing: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """Of the missing: one that has handed in, has the same name but for its kind, and is not on the roster."""


def settle(connection: sqlite3.Connection, year: int | None, roster: Sequence[str]) -> Settled:
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.create_function("county_stem", 1, county_stem, deterministic=True)
    expected = [told_of(name) for name in roster]
    connection.executemany(
        "INSERT INTO expected (place, name, county) VALUES (?, ?, ?)",
        ((place, one.name, one.county) for place, one in enumerate(expected)),
    )
    _find_owners(connection, year, Expected.of(one.name for one in expected))
    connection.execute(_ONE_COUNTY)
    connection.execute("INSERT INTO settled SELECT DISTINCT unit, county, NULL FROM whose WHERE counts")
    for place, one in enumerate(expected):
        _match(connection, place, one)
    count = _list_units(connection)
    missing = connection.execute("SELECT name, county FROM expected WHERE NOT is_there ORDER BY place").fetchall()
    return Settled(
        count,
        tuple(_shown(connection, name, county) for name, county in missing),
        tuple(_renamed(connection, missing)),
    )


def _find_owners(connection: sqlite3.Connection, year: int | None, expected: Expected) -> None:
    """Also of what cannot be read: its unit has handed in nevertheless."""
    connection.create_function("claimed_unit", 2, lambda signed, path: _name_of(claimed(signed, path, expected)))
    connection.execute(
        "INSERT INTO whose SELECT path, key, coalesce(unit, claimed_unit(signed, path)) AS owner, county, error = '' "
        f"{THERE} WHERE other = '' AND (error <> '' OR {OF_YEAR}) AND owner IS NOT NULL",
        {"year": year},
    )


def _name_of(unit: Unit | None) -> str | None:
    return unit.name if unit else None


def _match(connection: sqlite3.Connection, place: int, one: Unit) -> None:
    """Without a county on the roster any will do; a report that names none is taken by the first that has found no other."""
    found = connection.execute(
        "SELECT DISTINCT county FROM whose WHERE unit = ? ORDER BY county = '', county", (one.name,)
    ).fetchall()
    fitting = [county for (county,) in found if not one.county or county_stem(county) == county_stem(one.county)]
    free = "SELECT 1 FROM settled WHERE unit = ? AND county = '' AND place IS NOT NULL"
    if not fitting and ("",) in found and not connection.execute(free, (one.name,)).fetchone():
        fitting = [""]
    if fitting:
        connection.execute("UPDATE expected SET is_there = 1 WHERE place = ?", (place,))
    connection.executemany(
        "UPDATE settled SET place = ? WHERE unit = ? AND county = ? AND place IS NULL",
        ((place, one.name, county) for county in fitting),
    )


def _list_units(connection: sqlite3.Connection) -> int:
    """Of several reports of one unit the newest counts. By the roster, else by name."""
    number = -1
    rows = connection.execute(_NEWEST_FIRST)
    for number, ((unit, county, place), reports) in enumerate(groupby(rows, key=lambda row: row[:3])):
        (_, _, _, path, key, _), *older = reports
        connection.execute(
            "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, _shown(connection, unit, county), unit, path, key, county, place is not None),
        )
        connection.executemany(
            "INSERT INTO older VALUES (?, ?, ?)", ((number, place, row[3]) for place, row in enumerate(older))
        )
    return number + 1


def _shown(connection: sqlite3.Connection, name: str, county: str) -> str:
    """With the county in front only where another of them has the same name."""
    several = connection.execute(
        "SELECT count(*) FROM (SELECT county_stem(county) FROM settled WHERE unit = :name UNION SELECT county_stem(county) FROM expected WHERE name = :name AND county <> '')",
        {"name": name},
    ).fetchone()[0]
    return f"{county}{name}" if several > 1 else name


def _renamed(connection: sqlite3.Connection, missing: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, county in missing:
        stem = Unit(name).stem
        for kind in _KINDS:
            row: Any = connection.execute(
                "SELECT name FROM unit WHERE plain = :plain AND NOT is_expected AND (:county = '' OR county IN ('', :county))",
                {"plain": stem + kind, "county": county},
            ).fetchone()
            if row and len(stem) > 1 and stem != name and stem + kind != name:
                yield _shown(connection, name, county), row[0]
                break
