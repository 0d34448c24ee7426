"""SET01: who wrote the same as whom, over any number of reports.

Prints are sorted in a database on disk, so that what is in memory is one group of reports with the same print, one
candidate pair, and the texts of the last few reports: as much for ten thousand reports as for three.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from drafting.collecting.alignment import Run, chains, runs, stretch
from drafting.collecting.fingerprints import PIECE, Compared, Passage, Prints, compared, pieces_of
from drafting.collecting.summary import Alike, Pair

_FEWEST_COMMON = 3
_SHARE_OF_COMMON = 3
"""One in so many, and at least so few: what two have may be a copy, what a third of a county has came from the county."""
_ALL_WITH_ALL = 8
"""In larger groups each is compared with the first and the one before it: thirty copies make sixty pairs, not 435."""
_SHORTEST_STRETCH = 28
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
_TEXTS_AT_HAND = 64
_STOPS = frozenset("。；！？，、：“”（） \u3000")
_FARTHEST_STOP = 6
"""A passage is shown from a stop to a stop, if one is so near."""

_TABLES = (
    "CREATE TABLE piece (hash INTEGER, report INTEGER, position INTEGER)",
    "CREATE TABLE common (report INTEGER, position INTEGER)",
    "CREATE TABLE shared (first INTEGER, second INTEGER, one INTEGER, other INTEGER)",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that counts: of several of one unit, only one does."""

    key: str
    """By which its prints are kept."""
    path: str
    county: str = ""
    """What is common is told over each county, and over all."""


def prepare(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS prints (key TEXT PRIMARY KEY, packed BLOB NOT NULL)")


def keep(connection: sqlite3.Connection, key: str, packed: bytes) -> None:
    """Prints, packed as they come from a worker."""
    connection.execute("INSERT OR REPLACE INTO prints VALUES (?, ?)", (key, packed))


def pairs(connection: sqlite3.Connection, reports: Iterable[Listed]) -> Iterator[Pair]:
    """In the order of the paths, whatever the order in which the reports were kept and are listed."""
    listed = sorted(reports, key=lambda report: (report.path, report.key))
    if len({report.county for report in listed if report.county}) < 2:
        # Not every report of a county says which one it is of: those that do are no county of their own.
        listed = [replace(report, county="") for report in listed]
    # Without a name it is a file that SQLite deletes by itself.
    with closing(sqlite3.connect("", isolation_level=None)) as work:
        work.execute("PRAGMA journal_mode = OFF")
        for table in _TABLES:
            work.execute(table)
        work.execute("BEGIN")
        work.executemany("INSERT INTO piece VALUES (?, ?, ?)", _pieces(connection, listed))
        sizes = Counter(report.county for report in listed)
        for rows in _groups(work):
            common, own = _divided(rows, listed, sizes)
            work.executemany("INSERT INTO common VALUES (?, ?)", (row[1:] for row in common))
            work.executemany("INSERT INTO shared VALUES (?, ?, ?, ?)", _linked(own))
        work.execute("COMMIT")
        work.execute("CREATE INDEX of_report ON common (report)")
        yield from _verified(connection, work, listed)


_Row = tuple[int, int, int]
"""Hash, number of the report in the order of the paths, position."""


def _pieces(connection: sqlite3.Connection, listed: Sequence[Listed]) -> Iterator[_Row]:
    for number, report in enumerate(listed):
        packed = _packed(connection, report.key)
        if packed is not None:
            for value, position in pieces_of(packed):
                yield value, number, position


def _packed(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT packed FROM prints WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _groups(work: sqlite3.Connection) -> Iterator[list[_Row]]:
    """The places of one print, wherever it is in more than one report."""
    group: list[_Row] = []
    for row in work.execute("SELECT hash, report, position FROM piece ORDER BY hash, report, position"):
        if group and group[0][0] != row[0]:
            if group[0][1] != group[-1][1]:
                yield group
            group = []
        group.append(row)
    if group and group[0][1] != group[-1][1]:
        yield group


def _divided(rows: Sequence[_Row], listed: Sequence[Listed], sizes: Counter[str]) -> tuple[list[_Row], list[_Row]]:
    """Where the print is common, and where it is a report's own."""
    holders = {report for _, report, _ in rows}
    if len(holders) >= _fewest(len(listed)):
        return list(rows), []
    held = Counter(listed[report].county for report in holders)
    everywhere = {county for county, count in held.items() if county and count >= _fewest(sizes[county])}
    common: list[_Row] = []
    own: list[_Row] = []
    for row in rows:
        (common if listed[row[1]].county in everywhere else own).append(row)
    return common, own


def _fewest(reports: int) -> int:
    """How many of so many have to say the same before it is common."""
    return max(_FEWEST_COMMON, -(-reports // _SHARE_OF_COMMON))


def _linked(rows: Sequence[_Row]) -> Iterator[tuple[int, int, int, int]]:
    """Pairs to look at, with where the print first stands in both."""
    places: dict[int, int] = {}
    for _, report, position in rows:
        places.setdefault(report, position)
    holders = sorted(places)
    if len(holders) <= _ALL_WITH_ALL:
        chosen = set(combinations(holders, 2))
    else:
        chosen = {(holders[0], holder) for holder in holders[1:]} | set(pairwise(holders))
    for first, second in sorted(chosen):
        yield first, second, places[first], places[second]


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


def _verified(connection: sqlite3.Connection, work: sqlite3.Connection, listed: Sequence[Listed]) -> Iterator[Pair]:
    @lru_cache(maxsize=_TEXTS_AT_HAND)
    def text(number: int) -> _Text:
        places = work.execute("SELECT position FROM common WHERE report = ?", (number,))
        packed = _packed(connection, listed[number].key)
        assert packed is not None
        return _opened(listed[number].path, packed, [place for (place,) in places])

    rows = work.execute("SELECT first, second, one, other FROM shared ORDER BY first, second, one, other")
    for (first, second), shared in groupby(rows, key=lambda row: row[:2]):
        anchors = [(one, other) for _, _, one, other in shared]
        # Most pairs share a phrase or two; their texts are not even opened.
        if len(anchors) > 1 and max(map(stretch, chains(anchors))) >= _SHORTEST_STRETCH:
            pair = _pair(text(first), text(second))
            if pair:
                yield pair


def _opened(path: str, packed: bytes, common: Iterable[int]) -> _Text:
    kept = Prints.unpacked(packed)
    seen = compared(kept.passages, kept.names)
    everybody = set(common)
    is_common = bytearray(len(seen.text))
    own: dict[int, tuple[int, ...]] = {}
    for value, position in pieces_of(packed):
        if position in everybody:
            is_common[position : position + PIECE] = b"\x01" * PIECE
        else:
            own[value] = (*own.get(value, ()), position)
    return _Text(path, kept.passages, seen, bytes(is_common), own)


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
    words, place = _shown(first, run.first, run.first_end)
    other_words, other_place = _shown(second, run.second, run.second_end)
    return Alike(first.path, second.path, words, other_words, place, other_place)


def _shown(text: _Text, start: int, end: int) -> tuple[str, str]:
    """As it stands in the report, with the figures and names that were not compared; and where it begins."""
    seen = text.compared
    passage, last = seen.passages[start], seen.passages[end - 1]
    begins, ends = _snapped(text, passage, seen.places[start], last, seen.places[end - 1] + 1)
    if passage == last:
        words = text.passages[passage].text[begins:ends]
    else:
        between = [text.passages[number].text for number in range(passage + 1, last)]
        words = "\n".join((text.passages[passage].text[begins:], *between, text.passages[last].text[:ends]))
    words = words.strip()
    if len(words) > _LONGEST_SHOWN:
        words = words[:_LONGEST_SHOWN].rstrip() + "……"
    return words, text.passages[passage].place


def _snapped(text: _Text, passage: int, start: int, last: int, end: int) -> tuple[int, int]:
    """From a stop to a stop where one is near: a figure or a name at the edge belongs to it."""
    before, behind = text.passages[passage].text, text.passages[last].text
    for place in range(start, max(-1, start - _FARTHEST_STOP - 1), -1):
        if place == 0 or before[place - 1] in _STOPS:
            start = place
            break
    for place in range(end, min(len(behind), end + _FARTHEST_STOP) + 1):
        if place == len(behind) or behind[place] in _STOPS:
            end = min(len(behind), place + 1)
            break
    return start, end
