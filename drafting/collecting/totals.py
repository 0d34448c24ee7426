"""What the figures of all townships add up to, thing by thing."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from drafting.collecting.overview import Line
from drafting.collecting.summary import Counted

_FEWEST, _MOST_LINES = 2, 400
_SEVERAL = "有的乡镇写了几个不同的数"
_ALL_ABOUT = "都是概数"
_ONLY_ONE = "只有一个乡镇写了准数"
_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS line (place INTEGER PRIMARY KEY, thing TEXT, measure TEXT, UNIQUE (thing, measure));
CREATE TEMP TABLE IF NOT EXISTS cell (line INTEGER, unit INTEGER, place INTEGER, key TEXT, PRIMARY KEY (line, unit, place)) WITHOUT ROWID;
DELETE FROM line;
DELETE FROM cell
"""


def lines_of(connection: sqlite3.Connection) -> tuple[Sequence[int], Callable[[int], Line]]:
    """Things that several townships count, most of them first: numbers, and the line of each. `unit` lists the reports."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO line (thing, measure) SELECT thing, measure FROM unit JOIN figure USING (key) GROUP BY thing, measure "
        "HAVING count(DISTINCT number) >= ? ORDER BY count(DISTINCT number) DESC, thing, measure LIMIT ?",
        (_FEWEST, _MOST_LINES),
    )
    connection.execute(
        "INSERT INTO cell SELECT line.place, number, figure.place, key FROM unit JOIN figure USING (key) "
        "JOIN line USING (thing, measure)"
    )

    def line(place: int) -> Line:
        thing, measure = connection.execute("SELECT thing, measure FROM line WHERE place = ?", (place,)).fetchone()
        return _added(Cells(connection, place, thing, measure))

    count = connection.execute("SELECT count(*) FROM line").fetchone()[0]
    return range(1, count + 1), line


class Cells(Mapping[str, tuple[Counted, ...]]):
    """What each township says of a thing, looked up when it is asked for: thousands say something of some things."""

    def __init__(self, connection: sqlite3.Connection, line: int, thing: str, measure: str) -> None:
        self._connection = connection
        self._line = line
        self.thing = thing
        self.measure = measure

    def __len__(self) -> int:
        count = self._connection.execute("SELECT count(DISTINCT unit) FROM cell WHERE line = ?", (self._line,))
        return int(count.fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        names = self._connection.execute(
            "SELECT DISTINCT name FROM cell JOIN unit ON number = unit WHERE line = ? ORDER BY unit", (self._line,)
        )
        return (name for (name,) in names)

    def __getitem__(self, unit: str) -> tuple[Counted, ...]:
        rows = self._connection.execute(
            "SELECT written, value, is_exact, stands, part FROM unit JOIN cell ON unit = number JOIN figure USING (key, place) "
            "WHERE name = ? AND line = ? ORDER BY place",
            (unit, self._line),
        )
        found = tuple(
            Counted(self.thing, self.measure, text, value, bool(is_exact), stands, part)
            for text, value, is_exact, stands, part in rows
        )
        if not found:
            raise KeyError(unit)
        return found

    def __repr__(self) -> str:
        return repr(dict(self))

    def exact_values(self) -> Iterator[set[str]]:
        """Of each township that says something; empty where it says nothing exact."""
        rows = self._connection.execute(
            "SELECT unit, value, is_exact FROM cell JOIN figure USING (key, place) WHERE line = ? ORDER BY unit, place",
            (self._line,),
        )
        for _, told in groupby(rows, key=lambda row: row[0]):
            yield {value for _, value, is_exact in told if is_exact}


def _added(cells: Cells) -> Line:
    only = about = 0
    several = False
    total = Decimal(0)
    for values in cells.exact_values():
        several = several or len(values) > 1
        about += not values
        if len(values) == 1:
            only += 1
            total += Decimal(values.pop())
    if several or only < _FEWEST:
        why = _SEVERAL if several else _ONLY_ONE if only else _ALL_ABOUT
        return Line(cells.thing, cells.measure, cells, None, why, 0, about)
    return Line(cells.thing, cells.measure, cells, _plain(total), "", only, about)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
