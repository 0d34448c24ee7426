"""The overview of what lies in the store. Reports are taken from there one at a time: ten thousand need no more memory than ten."""

import pickle
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, Generic, TypeVar, overload

from drafting.collecting.catalogue import FAMILY
from drafting.collecting.fingerprints import Prints
from drafting.collecting.likeness import Listed, Spread, pairs
from drafting.collecting.others import Names, left_names, may_have_left
from drafting.collecting.overview import Overview, Township
from drafting.collecting.rules.foreign_name import foreign_name
from drafting.collecting.rules.near_duplicate import near_duplicate
from drafting.collecting.settling import COUNTS, OF_YEAR, THERE, settle
from drafting.collecting.store import Store
from drafting.collecting.summary import Pair, Summary, Told
from drafting.collecting.totals import lines_of
from drafting.config import Settings
from drafting.rules.base import Subject
from drafting.rules.catalogue import ALL, FAMILIES

_Key = TypeVar("_Key")
_One = TypeVar("_One")
_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS pair (place INTEGER PRIMARY KEY, first TEXT, second TEXT, share REAL, told BLOB);
CREATE TEMP TABLE IF NOT EXISTS ranked (rank INTEGER PRIMARY KEY, place INTEGER);
CREATE TEMP TABLE IF NOT EXISTS left_in (township INTEGER PRIMARY KEY, told BLOB);
CREATE INDEX IF NOT EXISTS temp.of_first ON pair (first);
CREATE INDEX IF NOT EXISTS temp.of_second ON pair (second);
DELETE FROM pair;
DELETE FROM ranked;
DELETE FROM left_in
"""

_TOGETHER = 16
"""Reports in one parcel."""
_NOBODYS = "path NOT IN (SELECT path FROM whose)"


class Lazy(Sequence[_One], Generic[_Key, _One]):
    """Made each time it is asked for."""

    def __init__(self, keys: Sequence[_Key], make: Callable[[_Key], _One]) -> None:
        self._keys = keys
        self._make = make

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> _One: ...
    @overload
    def __getitem__(self, index: slice) -> "Lazy[_Key, _One]": ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Lazy(self._keys[index], self._make)
        return self._make(self._keys[index])

    def __iter__(self) -> Iterator[_One]:
        return map(self._make, self._keys)


def view(
    store: Store, settings: Settings, roster: Sequence[str] = (), year: int | None = None, spread: Spread = map
) -> Overview:
    """`spread`: who does what takes long."""
    connection = store.connection
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    year = year or _most_common(connection, "year")
    due = settings.mandate.submit_by.falls(year) if year is not None else None
    settled = settle(connection, year, roster)
    found = _found_pairs(connection, spread)
    _find_left(connection, spread)

    def township(number: int) -> Township:
        unit, plain, is_expected, path, packed, left = connection.execute(
            "SELECT name, plain, is_expected, path, summary, told "
            "FROM unit JOIN checked USING (key) LEFT JOIN left_in ON township = number WHERE number = ?",
            (number,),
        ).fetchone()
        summary = _owned(Summary.unpacked(path, packed), plain)
        beside = (*_copied(connection, path), *(pickle.loads(left) if left else ()))  # noqa: S301 - of this very run
        told = (*summary.findings, *(one for one in beside if settings.is_on(one.code)))
        older = connection.execute("SELECT path FROM older WHERE unit = ? ORDER BY place", (number,))
        return Township(
            unit,
            replace(summary, findings=told),
            tuple(path for (path,) in older),
            not roster or bool(is_expected),
            _days_late(summary, due),
        )

    def summary(path: str) -> Summary:
        packed, owner = connection.execute(
            f"SELECT summary, whose.unit {THERE} LEFT JOIN whose USING (path) WHERE path = ?", (path,)
        ).fetchone()
        return _owned(Summary.unpacked(path, packed), owner)

    def aside(which: str) -> Lazy[str, Summary]:
        rows = connection.execute(f"SELECT path {THERE} WHERE {which} ORDER BY path", {"year": year})
        return Lazy([path for (path,) in rows], summary)

    return Overview(
        year,
        _most_common(connection, "county") or "",
        {code: name for code, name in _families().items() if settings.is_on(code)},
        {part.key: part.name for part in settings.mandate.parts if part.required},
        due.isoformat() if due is not None else "",
        Lazy(range(settled.units), township),
        list(settled.missing),
        aside(f"{COUNTS} AND {_NOBODYS}"),
        aside(f"error = '' AND other = '' AND NOT {OF_YEAR}"),
        aside("error <> ''"),
        Lazy(*lines_of(connection)),
        found,
        has_roster=bool(roster),
        not_reports=aside("other <> ''"),
        renamed=dict(settled.renamed),
    )


def _owned(summary: Summary, owner: str | None) -> Summary:
    """Whose it is, where only a roster or its folder could tell."""
    if owner is None or summary.identity.unit is not None:
        return summary
    return replace(summary, identity=replace(summary.identity, unit=owner))


def _most_common(connection: sqlite3.Connection, what: str) -> Any:
    # Of several as common the one that comes first by itself, not by the order of the files.
    row = connection.execute(
        f"SELECT {what} {THERE} WHERE error = '' AND other = '' AND {what} <> '' GROUP BY {what} ORDER BY count(*) DESC, {what} LIMIT 1"
    ).fetchone()
    return row[0] if row else None


def _found_pairs(connection: sqlite3.Connection, spread: Spread) -> Sequence[Pair]:
    rows = connection.execute("SELECT key, path, county FROM unit")
    count = 0
    for count, pair in enumerate(pairs(connection, (Listed(*row) for row in rows), spread), start=1):
        connection.execute(
            "INSERT INTO pair VALUES (?, ?, ?, ?, ?)", (count, pair.first, pair.second, pair.share, pickle.dumps(pair))
        )
    connection.execute("INSERT INTO ranked (place) SELECT place FROM pair ORDER BY share DESC, place")

    def pair_at(rank: int) -> Pair:
        row = connection.execute("SELECT told FROM ranked JOIN pair USING (place) WHERE rank = ?", (rank,)).fetchone()
        return _pair(row[0])

    return Lazy(range(1, count + 1), pair_at)


def _pair(told: bytes) -> Pair:
    made: Pair = pickle.loads(told)  # noqa: S301 - put there a moment ago
    return made


def _copied(connection: sqlite3.Connection, path: str) -> Iterator[Told]:
    rows = connection.execute(
        "SELECT told, name FROM ("
        "SELECT place, share, told, second AS other FROM pair WHERE first = :path "
        "UNION ALL SELECT place, share, told, first FROM pair WHERE second = :path"
        ") JOIN unit ON path = other ORDER BY share DESC, place",
        {"path": path},
    )
    for told, other in rows:
        pair = _pair(told)
        is_first = pair.first == path
        passage = pair.passages[0]
        yield Told(
            near_duplicate.code,
            near_duplicate.name,
            near_duplicate.severity.word,
            f"与{other}的报告有{max(pair.share, 0.01):.0%}的文字近似。",
            passage.first_place if is_first else passage.second_place,
            "请看是谁照抄了谁；照抄的请写成自己的事。",
            passage.first_words if is_first else passage.second_words,
        )


def _find_left(connection: sqlite3.Connection, spread: Spread) -> None:
    """In all reports at once: an overview goes over the townships many times."""
    names = Names.of(
        name for (name,) in connection.execute("SELECT DISTINCT unit FROM whose UNION SELECT name FROM expected")
    )
    for several in spread(_left_in, _with_mentions(connection, names)):
        connection.executemany("INSERT INTO left_in VALUES (?, ?)", several)


_Kept = tuple[int, str, bytes, Names]
"""The number of a township, its name, the prints of its report, and the names in it."""


def _with_mentions(connection: sqlite3.Connection, names: Names) -> Iterator[list[_Kept]]:
    rows = connection.execute(
        "SELECT number, plain, packed, mentions FROM unit JOIN checked USING (key) JOIN prints USING (key) ORDER BY number"
    )
    worth_while = (
        (number, plain, packed, names.those_in(mentions))
        for number, plain, packed, mentions in rows
        if may_have_left(mentions, plain, names)
    )
    while several := list(islice(worth_while, _TOGETHER)):
        yield several


def _left_in(reports: list[_Kept]) -> list[tuple[int, bytes]]:
    found = []
    for number, unit, packed, names in reports:
        told = tuple(
            Told(
                foreign_name.code,
                foreign_name.name,
                left.severity.word,
                left.message,
                left.place,
                left.hint,
                left.quote,
            )
            for left in left_names(Prints.unpacked(packed), unit, names)
        )
        if told:
            found.append((number, pickle.dumps(told)))
    return found


def _days_late(summary: Summary, due: date | None) -> int | None:
    if due is None or not summary.written:
        return None
    return max(0, (date.fromisoformat(summary.written) - due).days)


def _families() -> dict[str, str]:
    """Of one report, and of many; what two years say needs last year's report."""
    of_one = {rule.family for rule in ALL if rule.subject is Subject.DOCUMENT}
    return {code: name for code, name in FAMILIES.items() if code in of_one} | FAMILY
