"""The overview of what lies in the store. Reports are taken from there one at a time: ten thousand need no more memory than ten."""

import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar, overload

from drafting.collecting.catalogue import FAMILY
from drafting.collecting.likeness import Listed, pairs
from drafting.collecting.others import Names, left_names
from drafting.collecting.overview import Line, Overview, Township
from drafting.collecting.rules.foreign_name import foreign_name
from drafting.collecting.rules.near_duplicate import near_duplicate
from drafting.collecting.store import Head, Store
from drafting.collecting.summary import Counted, Pair, Summary, Told
from drafting.config import Settings
from drafting.rules.base import Subject
from drafting.rules.catalogue import ALL, FAMILIES

_Key = TypeVar("_Key")
_One = TypeVar("_One")
_FEWEST, _MOST_LINES = 2, 400
_SEVERAL = "有的乡镇写了几个不同的数"
_ALL_ABOUT = "都是概数"
_ONLY_ONE = "只有一个乡镇写了准数"


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


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    counts: Head
    others: tuple[str, ...]


def view(store: Store, settings: Settings, roster: Sequence[str] = (), year: int | None = None) -> Overview:
    heads = list(store.heads())
    read = [head for head in heads if not head.error]
    year = year or _most_common(head.identity.year for head in read)
    of_year = [head for head in read if head.identity.year in (year, None)]
    units = list(_units([head for head in of_year if head.identity.unit], roster))
    due = settings.mandate.submit_by.falls(year) if year is not None else None
    # Whose report cannot be read has handed in nevertheless.
    there = {unit.name for unit in units} | {head.identity.unit for head in heads if head.error and head.identity.unit}

    beside = _Beside(store, units, Names.of([*there, *roster]))

    def township(unit: _Unit) -> Township:
        summary = store.summary(unit.counts.path)
        found = tuple(told for told in beside.told(unit) if settings.is_on(told.code))
        summary = replace(summary, findings=(*summary.findings, *found))
        return Township(unit.name, summary, unit.others, not roster or unit.name in roster, _days_late(summary, due))

    def summaries(wanted: Callable[[Head], bool]) -> Lazy[str, Summary]:
        return Lazy([head.path for head in heads if wanted(head)], store.summary)

    return Overview(
        year,
        _most_common(head.identity.county for head in read if head.identity.county) or "",
        {code: name for code, name in _families().items() if settings.is_on(code)},
        {part.key: part.name for part in settings.mandate.parts if part.required},
        due.isoformat() if due is not None else "",
        Lazy(units, township),
        [name for name in roster if name not in there],
        summaries(lambda head: not head.error and head.identity.year in (year, None) and not head.identity.unit),
        summaries(lambda head: not head.error and head.identity.year not in (year, None)),
        summaries(lambda head: bool(head.error)),
        _lines(store, units),
        beside.pairs,
        has_roster=bool(roster),
    )


def _most_common(values: Iterator[Any]) -> Any:
    counts = Counter(value for value in values if value is not None)
    # Of several as common the one that comes first by itself, not by the order of the files.
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)


def _units(heads: Sequence[Head], roster: Sequence[str]) -> Iterator[_Unit]:
    by_name: dict[str, list[Head]] = {}
    for head in heads:
        by_name.setdefault(str(head.identity.unit), []).append(head)
    place = {name: number for number, name in enumerate(roster)}
    for name in sorted(by_name, key=lambda name: (place.get(name, len(place)), name)):
        *older, newest = sorted(by_name[name], key=lambda head: head.age)
        yield _Unit(name, newest, tuple(head.path for head in reversed(older)))


def _days_late(summary: Summary, due: date | None) -> int | None:
    if due is None or not summary.written:
        return None
    return max(0, (date.fromisoformat(summary.written) - due).days)


def _families() -> dict[str, str]:
    """Of one report, and of many; what two years say needs last year's report."""
    of_one = {rule.family for rule in ALL if rule.subject is Subject.DOCUMENT}
    return {code: name for code, name in FAMILIES.items() if code in of_one} | FAMILY


class _Beside:
    """What can only be said of a report beside those of others."""

    def __init__(self, store: Store, units: Sequence[_Unit], names: Names) -> None:
        self._store = store
        self._names = names
        self._unit_of = {unit.counts.path: unit.name for unit in units}
        self._places: dict[str, list[int]] = {}
        """Of the pairs that a report is one of."""
        self.pairs = self._found([Listed(u.counts.key, u.counts.path, u.counts.identity.county) for u in units])

    def _found(self, listed: Sequence[Listed]) -> Sequence[Pair]:
        connection = self._store.connection
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS pair (place INTEGER PRIMARY KEY, told BLOB)")
        connection.execute("DELETE FROM pair")
        count = 0
        for count, pair in enumerate(pairs(connection, listed), start=1):
            connection.execute("INSERT INTO pair VALUES (?, ?)", (count, pickle.dumps(pair)))
            for path in (pair.first, pair.second):
                self._places.setdefault(path, []).append(count)
        return Lazy(range(1, count + 1), self._pair)

    def _pair(self, place: int) -> Pair:
        told = self._store.connection.execute("SELECT told FROM pair WHERE place = ?", (place,)).fetchone()[0]
        made: Pair = pickle.loads(told)  # noqa: S301 - put there a moment ago
        return made

    def told(self, unit: _Unit) -> Iterator[Told]:
        path = unit.counts.path
        for place in self._places.get(path, ()):
            pair = self._pair(place)
            is_first = pair.first == path
            other = self._unit_of[pair.second if is_first else pair.first]
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
        kept = self._store.prints(unit.counts.key)
        for left in left_names(kept, unit.name, self._names) if kept is not None else ():
            told = left.severity.word
            yield Told(foreign_name.code, foreign_name.name, told, left.message, left.place, left.hint, left.quote)


# ---- figures ----


def _lines(store: Store, units: Sequence[_Unit]) -> Sequence[Line]:
    """Things that several townships count, most of them first."""
    connection = store.connection
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS figure (thing TEXT, unit TEXT, township TEXT, place INTEGER, told TEXT)"
    )
    connection.execute("DELETE FROM figure")
    for unit in units:
        connection.executemany(
            "INSERT INTO figure VALUES (?, ?, ?, ?, ?)",
            (
                (
                    one.thing,
                    one.unit,
                    unit.name,
                    place,
                    "\x1f".join((one.text, one.value, str(one.is_exact), one.place, one.part)),
                )
                for place, one in enumerate(store.summary(unit.counts.path).figures)
            ),
        )
    connection.execute("CREATE INDEX IF NOT EXISTS by_thing ON figure (thing, unit)")
    keys = connection.execute(
        "SELECT thing, unit, count(DISTINCT township) AS townships FROM figure GROUP BY thing, unit "
        "HAVING townships >= ? ORDER BY townships DESC, thing, unit LIMIT ?",
        (_FEWEST, _MOST_LINES),
    ).fetchall()
    order = {unit.name: number for number, unit in enumerate(units)}

    def line(key: tuple[str, str]) -> Line:
        thing, unit = key
        cells: dict[str, list[Counted]] = {}
        rows = connection.execute(
            "SELECT township, told FROM figure WHERE thing = ? AND unit = ? ORDER BY place", (thing, unit)
        )
        for township, told in rows:
            text, value, is_exact, place, part = told.split("\x1f")
            cells.setdefault(township, []).append(Counted(thing, unit, text, value, is_exact == "True", place, part))
        return _added(thing, unit, {name: tuple(cells[name]) for name in sorted(cells, key=order.__getitem__)})

    return Lazy([(thing, unit) for thing, unit, _ in keys], line)


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
