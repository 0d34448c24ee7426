"""What the figures of all townships add up to, thing by thing."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

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
        cells: dict[str, list[Counted]] = {}
        rows = connection.execute(
            "SELECT name, written, value, is_exact, stands, part FROM cell JOIN figure USING (key, place) "
            "JOIN unit ON number = unit WHERE line = ? ORDER BY unit, place",
            (place,),
        )
        for unit, text, value, is_exact, stands, part in rows:
            cells.setdefault(unit, []).append(Counted(thing, measure, text, value, bool(is_exact), stands, part))
        return _added(thing, measure, {unit: tuple(told) for unit, told in cells.items()})

    count = connection.execute("SELECT count(*) FROM line").fetchone()[0]
    return range(1, count + 1), line


def _added(thing: str, unit: str, cells: Mapping[str, tuple[Counted, ...]]) -> Line:
    exact = {name: {one.value for one in told if one.is_exact} for name, told in cells.items()}
    only = [values for values in exact.values() if len(values) == 1]
    about = sum(not values for values in exact.values())
    several = any(len(values) > 1 for values in exact.values())
    if several or len(only) < _FEWEST:
        why = _SEVERAL if several else _ONLY_ONE if only else _ALL_ABOUT
        return Line(thing, unit, cells, None, why, 0, about)
    total = sum((Decimal(next(iter(values))) for values in only), Decimal(0))
    return Line(thing, unit, cells, _plain(total), "", len(only), about)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
