"""SET01: who wrote the same as whom, over any number of reports.

All of it is done in parcels of one size, and what lies between two steps lies in a database on disk: ten thousand reports
need as much memory as a thousand, and any number of processes can share the work.
"""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import Protocol, TypeVar

from drafting.collecting.alignment import Run, runs
from drafting.collecting.fingerprints import PIECE, Compared, Passage, Prints, compared, count_of, pieces_of
from drafting.collecting.shared_prints import County, candidates, shared
from drafting.collecting.summary import Alike, Pair
from drafting.text.clauses import clipped

_SHORTEST_RUN = 32
"""Compared characters of a sentence or two: less is a phrase that comes to anybody's mind."""
_LEAST_ALIKE = 64
"""A paragraph of some 120 characters, without its figures, names, stops and set phrases, and after a few edits."""
_LEAST_SHARE = 0.02
"""Of a long report: so much of it comes together from what is said everywhere."""
_MOST_SHOWN = 5
_LONGEST_SHOWN = 600
_MOST_PLACES = 3
"""Of one print in one text: a line repeated a hundred times would be compared ten thousand times."""
_STOPS = frozenset("。；！？，、：“”（） \u3000")
_FARTHEST_STOP = 6
_CLAUSE_STOPS = frozenset("。；！？，：\n")
_SENTENCE_STOPS = ("。", "；", "！", "？")
_FARTHEST_CLAUSE = 30
"""A passage is shown from the beginning of a clause to the end of one, if they are so near; else from any stop."""
_NOT_WORDS = _STOPS | _CLAUSE_STOPS | frozenset(" 《》()[]…·—")
_OF_NUMBERS = frozenset("0123456789.,〇零一二两三四五六七八九十百千万亿")
_FEWEST_OF_A_PASSAGE = 16
"""Compared characters: fewer of a paragraph at the edge are not shown."""
_TEXTS_AT_HAND = 16
_PRINTS, _REPORTS, _PAIRS = 10_000, 16, 16
"""In one parcel."""
_BITS = 63
"""Of a print."""
_WAITING = 50_000
"""Prints that are put by together."""

_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS unsorted (key TEXT, path TEXT, county TEXT);
CREATE TEMP TABLE IF NOT EXISTS listed (number INTEGER PRIMARY KEY, key TEXT, path TEXT, county TEXT);
CREATE TEMP TABLE IF NOT EXISTS printed (range INTEGER, prints BLOB);
CREATE INDEX IF NOT EXISTS temp.of_range ON printed (range);
CREATE TEMP TABLE IF NOT EXISTS common (report INTEGER, position INTEGER, PRIMARY KEY (report, position)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS link (parcel INTEGER, range INTEGER, links BLOB, PRIMARY KEY (parcel, range)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS candidate (first INTEGER, second INTEGER, PRIMARY KEY (first, second)) WITHOUT ROWID;
DELETE FROM unsorted;
DELETE FROM listed;
DELETE FROM printed;
DELETE FROM common;
DELETE FROM link;
DELETE FROM candidate
"""

_Parcel = TypeVar("_Parcel")
_Done = TypeVar("_Done")


class Spread(Protocol):
    """As `map`, whoever does the work: results come in the order of the parcels."""

    def __call__(self, work: Callable[[_Parcel], _Done], parcels: Iterable[_Parcel], /) -> Iterator[_Done]: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that counts: of several of one unit, only one does."""

    key: str
    """By which its prints are kept."""
    path: str
    county: str = ""
    """What is common is told over each county, and over all."""


def prepare(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS prints (key TEXT PRIMARY KEY, count INTEGER NOT NULL, packed BLOB NOT NULL)"
    )


def keep(connection: sqlite3.Connection, key: str, packed: bytes) -> None:
    """Prints, packed as they come from a worker."""
    connection.execute("INSERT OR REPLACE INTO prints VALUES (?, ?, ?)", (key, count_of(packed), packed))


def pairs(connection: sqlite3.Connection, reports: Iterable[Listed], spread: Spread = map) -> Iterator[Pair]:
    """In the order of the paths, whatever the order in which the reports were kept and are listed."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    _list(connection, reports)
    work = partial(shared, _county(connection), _REPORTS)
    for number, found in enumerate(spread(work, _ranges_of_prints(connection))):
        connection.executemany(
            "INSERT INTO common VALUES (?, ?)", zip(found.common[::2], found.common[1::2], strict=True)
        )
        connection.executemany(
            "INSERT INTO link VALUES (?, ?, ?)",
            ((parcel, number, links.tobytes()) for parcel, links in found.links.items()),
        )
    for several in spread(candidates, _links(connection)):
        connection.executemany("INSERT INTO candidate VALUES (?, ?)", several)
    for made in spread(_verified, _pairs_with_texts(connection)):
        yield from made


def _list(connection: sqlite3.Connection, reports: Iterable[Listed]) -> None:
    connection.executemany(
        "INSERT INTO unsorted VALUES (?, ?, ?)", ((one.key, one.path, one.county) for one in reports)
    )
    counties = connection.execute("SELECT count(DISTINCT county) FROM unsorted WHERE county <> ''").fetchone()[0]
    # Not every report of a county says which one it is of: those that do are no county of their own.
    county = "county" if counties > 1 else "''"
    connection.execute(
        f"INSERT INTO listed (key, path, county) SELECT key, path, {county} FROM unsorted ORDER BY path, key"  # noqa: S608
    )


def _county(connection: sqlite3.Connection) -> County:
    numbers = {"": 0}
    of_report = array("I", [0])
    for (name,) in connection.execute("SELECT county FROM listed ORDER BY number"):
        of_report.append(numbers.setdefault(name, len(numbers)))
    return County(of_report, Counter(of_report))


def _ranges_of_prints(connection: sqlite3.Connection) -> Iterator["array[int]"]:
    """All prints, the same ones together: hash, report and position in turn."""
    whose = "FROM listed JOIN prints USING (key)"
    count = int(-(-connection.execute(f"SELECT total(count) {whose}").fetchone()[0] // _PRINTS))
    ranges = [array("q") for _ in range(count)]
    waiting = 0
    for number, packed in connection.execute(f"SELECT number, packed {whose} ORDER BY number"):
        for value, position in pieces_of(packed):
            ranges[value * count >> _BITS].extend((value, number, position))
        waiting += count_of(packed)
        if waiting > _WAITING:
            _put_by(connection, ranges)
            waiting = 0
    _put_by(connection, ranges)
    for place in range(count):
        yield _joined("q", connection.execute("SELECT prints FROM printed WHERE range = ?", (place,)))


def _put_by(connection: sqlite3.Connection, ranges: list["array[int]"]) -> None:
    for place, prints in enumerate(ranges):
        if prints:
            connection.execute("INSERT INTO printed VALUES (?, ?)", (place, prints.tobytes()))
            ranges[place] = array("q")


def _joined(code: str, rows: Iterable[tuple[bytes]]) -> "array[int]":
    whole = array(code)
    for (some,) in rows:
        whole.frombytes(some)
    return whole


def _links(connection: sqlite3.Connection) -> Iterator["array[int]"]:
    for (parcel,) in connection.execute("SELECT DISTINCT parcel FROM link ORDER BY parcel"):
        yield _joined("I", connection.execute("SELECT links FROM link WHERE parcel = ?", (parcel,)))


@dataclass(frozen=True, slots=True)
class _Packed:
    """A report as it is handed to whoever compares it."""

    path: str
    prints: bytes
    common: "array[int]"
    """Where a print stands that everybody has."""


_Pairs = tuple[list[tuple[int, int]], dict[int, _Packed]]


def _pairs_with_texts(connection: sqlite3.Connection) -> Iterator[_Pairs]:
    rows = connection.execute("SELECT first, second FROM candidate ORDER BY first, second")
    while several := rows.fetchmany(_PAIRS):
        yield several, {number: _packed(connection, number) for number in {one for pair in several for one in pair}}


def _packed(connection: sqlite3.Connection, number: int) -> _Packed:
    path, packed = connection.execute(
        "SELECT path, packed FROM listed JOIN prints USING (key) WHERE number = ?", (number,)
    ).fetchone()
    common = connection.execute("SELECT position FROM common WHERE report = ?", (number,))
    return _Packed(path, packed, array("I", (position for (position,) in common)))


@dataclass(frozen=True, slots=True)
class _Text:
    """A report at hand."""

    path: str
    passages: tuple[Passage, ...]
    compared: Compared
    is_common: bytes
    """For each compared character, 1 where everybody has it."""
    own: Mapping[int, tuple[int, ...]]
    """Where each print stands that is not common."""

    @property
    def length(self) -> int:
        """Of what is its own."""
        return len(self.is_common) - sum(self.is_common)


def _verified(parcel: _Pairs) -> list[Pair]:
    several, packed = parcel

    @lru_cache(maxsize=_TEXTS_AT_HAND)
    def text(number: int) -> _Text:
        return _opened(packed[number])

    return [pair for first, second in several if (pair := _pair(text(first), text(second)))]


def _opened(packed: _Packed) -> _Text:
    kept = Prints.unpacked(packed.prints)
    seen = compared(kept.passages, kept.names)
    everybody = set(packed.common)
    is_common = bytearray(len(seen.text))
    own: dict[int, tuple[int, ...]] = {}
    for value, position in pieces_of(packed.prints):
        if position in everybody:
            is_common[position : position + PIECE] = b"\x01" * PIECE
        else:
            own[value] = (*own.get(value, ()), position)
    return _Text(packed.path, kept.passages, seen, bytes(is_common), own)


def _pair(first: _Text, second: _Text) -> Pair | None:
    anchors = sorted(
        (one, other)
        for value in first.own.keys() & second.own.keys()
        for one in first.own[value][:_MOST_PLACES]
        for other in second.own[value][:_MOST_PLACES]
    )
    found = [
        (alike, run)
        for each in runs(first.compared.text, second.compared.text, anchors)
        if (run := _trimmed(each, first, second)) and (alike := run.alike) >= _SHORTEST_RUN
    ]
    total = sum(alike for alike, _ in found)
    shorter = min(first.length, second.length)
    if total < max(_LEAST_ALIKE, _LEAST_SHARE * shorter):
        return None
    share = min(1.0, round(total / shorter, 4))
    found.sort(key=lambda each: (-each[0], each[1].first, each[1].second))
    return Pair(
        first.path, second.path, share, tuple(_side_by_side(run, first, second) for _, run in found[:_MOST_SHOWN])
    )


def _trimmed(run: Run, first: _Text, second: _Text) -> Run | None:
    """From the first to the last character that is not everybody's."""
    blocks = [block for piece in run.blocks for block in _own_parts(piece, first, second)]
    if not blocks:
        return None
    (one, other, _), (last_one, last_other, size) = blocks[0], blocks[-1]
    return Run(one, last_one + size, other, last_other + size, tuple(blocks))


def _own_parts(block: tuple[int, int, int], first: _Text, second: _Text) -> Iterator[tuple[int, int, int]]:
    one, other, size = block
    own = [not (first.is_common[one + step] or second.is_common[other + step]) for step in range(size)]
    for is_own, steps in groupby(range(size), key=own.__getitem__):
        if is_own:
            start, *rest = steps
            yield one + start, other + start, 1 + len(rest)


def _side_by_side(run: Run, first: _Text, second: _Text) -> Alike:
    same, other_same = _agreeing(run, first, second)
    own = [place for start, _, size in run.blocks for place in range(start, start + size)]
    of_other = [place for _, start, size in run.blocks for place in range(start, start + size)]
    words, place, differs = _shown(first, own, same)
    other_words, other_place, other_differs = _shown(second, of_other, other_same)
    return Alike(
        first.path,
        second.path,
        words,
        other_words,
        place,
        other_place,
        differs,
        other_differs,
        (run.first, run.first_end),
        (run.second, run.second_end),
    )


_Signs = set[tuple[int, int]]
"""Characters by their passage and their place in it."""


def _agreeing(run: Run, first: _Text, second: _Text) -> tuple[_Signs, _Signs]:
    """What both have, also of what was not compared: figures, names and stops between the same words."""
    one, other = first.compared, second.compared
    same: _Signs = set()
    other_same: _Signs = set()
    for start, other_start, size in _run_together(run.blocks, one.text, other.text):
        for step in range(size):
            here, there = start + step, other_start + step
            same.add((one.passages[here], one.places[here]))
            other_same.add((other.passages[there], other.places[there]))
            if step:
                between, other_between = _between(first, here), _between(second, there)
                words, others = _read(first, between), _read(second, other_between)
                many = _alike_from_the_start(words, others)
                # Of 23 and 28 nobody wants to see the 2 apart.
                while words != others and many and words[many - 1] in _OF_NUMBERS:
                    many -= 1
                same.update(between[:many])
                other_same.update(other_between[:many])
    return same, other_same


def _run_together(blocks: Sequence[tuple[int, int, int]], first: str, second: str) -> Iterator[tuple[int, int, int]]:
    """With what everybody has and therefore no block: it is the same nevertheless."""
    start, other, size = blocks[0]
    for next_start, next_other, next_size in blocks[1:]:
        words, others = first[start + size : next_start], second[other + size : next_other]
        if words == others:
            size = next_start + next_size - start
            continue
        yield start, other, size + _alike_from_the_start(words, others)
        back = _alike_from_the_start(words[::-1], others[::-1])
        start, other, size = next_start - back, next_other - back, next_size + back
    yield start, other, size


def _alike_from_the_start(words: str, others: str) -> int:
    pairs = enumerate(zip(words, others, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(words), len(others)))


def _between(text: _Text, place: int) -> list[tuple[int, int]]:
    """The characters that were not compared before a compared one."""
    seen = text.compared
    passage = seen.passages[place]
    if seen.passages[place - 1] != passage:
        return []
    return [(passage, between) for between in range(seen.places[place - 1] + 1, seen.places[place])]


def _read(text: _Text, signs: Iterable[tuple[int, int]]) -> str:
    return "".join(text.passages[passage].text[place] for passage, place in signs)


def _shown(text: _Text, own: Sequence[int], same: _Signs) -> tuple[str, str, tuple[tuple[int, int], ...]]:
    """As it stands in the report, with the figures and names that were not compared; where it begins; what differs."""
    seen = text.compared
    start, end = _without_thin_ends(text, own[0], own[-1] + 1, own)
    passage, last = seen.passages[start], seen.passages[end - 1]
    begins = _clause_start(text.passages[passage].text, seen.places[start])
    ends = _clause_end(text.passages[last].text, seen.places[end - 1] + 1)
    words: list[str] = []
    is_same: list[bool] = []
    for number in range(passage, last + 1):
        whole = text.passages[number].text
        shown = range(begins if number == passage else 0, ends if number == last else len(whole))
        if words:
            words.append("\n")
            is_same.append(True)
        words += (whole[place] for place in shown)
        is_same += ((number, place) in same for place in shown)
    told = "".join(words)
    before = len(told) - len(told.lstrip())
    told = clipped(told.strip(), _LONGEST_SHOWN)
    return told, text.passages[passage].place, tuple(_differing(told, is_same[before:]))


def _without_thin_ends(text: _Text, start: int, end: int, own: Sequence[int]) -> tuple[int, int]:
    """A clause of the paragraph before or behind is no part of what was copied."""
    passages = text.compared.passages
    held = Counter(passages[place] for place in own)
    while passages[start] != passages[end - 1]:
        if held[passages[start]] < _FEWEST_OF_A_PASSAGE:
            start = next(place for place in range(start, end) if passages[place] != passages[start])
        elif held[passages[end - 1]] < _FEWEST_OF_A_PASSAGE:
            end = next(place for place in range(end - 1, start, -1) if passages[place - 1] != passages[end - 1])
        else:
            break
    return start, end


def _clause_start(words: str, start: int) -> int:
    """The beginning of the clause, where one is near: a figure or a name at the edge belongs to it."""
    for stops, farthest in ((_CLAUSE_STOPS, _FARTHEST_CLAUSE), (_STOPS, _FARTHEST_STOP)):
        for place in range(start, max(-1, start - farthest - 1), -1):
            if place == 0 or words[place - 1] in stops:
                return place
    return start


def _clause_end(words: str, end: int) -> int:
    for stops, farthest in ((_CLAUSE_STOPS, _FARTHEST_CLAUSE), (_STOPS, _FARTHEST_STOP)):
        for place in range(end, min(len(words), end + farthest) + 1):
            if place == len(words) or words[place] in stops:
                return place + 1 if words[place : place + 1] in _SENTENCE_STOPS else place
    return end


def _differing(words: str, is_same: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Without the stops around: they were not compared, and nobody cares."""
    places = range(min(len(words), len(is_same)))
    for agrees, group in groupby(places, key=lambda place: is_same[place]):
        start, *rest = group
        end = rest[-1] + 1 if rest else start + 1
        while start < end and words[start] in _NOT_WORDS:
            start += 1
        while start < end and words[end - 1] in _NOT_WORDS:
            end -= 1
        if not agrees and start < end:
            yield start, end
