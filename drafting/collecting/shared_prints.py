"""Which reports share prints, worked out in parcels that any process can do: by prints first, then by reports."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from drafting.collecting.alignment import chains, stretch

_FEWEST_COMMON = 3
_SHARE_OF_COMMON = 3
"""One in so many, and at least so few: what two have may be a copy, what a third of a county has came from the county."""
_ALL_WITH_ALL = 8
"""In larger groups each is compared with the first and the one before it: thirty copies make sixty pairs, not 435."""
_SHORTEST_STRETCH = 28
_LINK = 4
"""Numbers in one link: two reports, and where the print first stands in each."""
_ROW = 3

_Row = tuple[int, int, int]
"""Hash, number of the report in the order of the paths, position."""


@dataclass(frozen=True, slots=True)
class County:
    """Of all reports: what a print is common in."""

    of_report: "array[int]"
    """By number of the report, from 1 on; 0 where it does not say."""
    sizes: Counter[int]

    @property
    def reports(self) -> int:
        return len(self.of_report) - 1


@dataclass(frozen=True, slots=True)
class Shared:
    """Of a range of prints."""

    common: "array[int]"
    """Report and position in turn, of prints that a report has in common with everybody."""
    links: dict[int, "array[int]"]
    """By parcel of the second report."""


def shared(county: County, together: int, printed: "array[int]") -> Shared:
    """`together`: second reports in a parcel of links. `printed`: hash, report and position in turn."""
    common = array("I")
    links: dict[int, array[int]] = {}
    for _, group in groupby(_repeated(printed), key=lambda row: row[0]):
        everybodys, own = _divided(list(group), county)
        for _, report, position in everybodys:
            common.extend((report, position))
        for link in _linked(own):
            links.setdefault(link[1] // together, array("I")).extend(link)
    return Shared(common, links)


def _repeated(printed: "array[int]") -> list[_Row]:
    """Prints that are in more than one report, sorted."""
    hashes, reports, positions = (printed[place::_ROW] for place in range(_ROW))
    seen: dict[int, int] = {}
    again = {value for value, report in zip(hashes, reports, strict=True) if seen.setdefault(value, report) != report}
    return sorted(row for row in zip(hashes, reports, positions, strict=True) if row[0] in again)


def _divided(rows: Sequence[_Row], county: County) -> tuple[Sequence[_Row], Sequence[_Row]]:
    """Where the print is common, and where it is a report's own."""
    holders = {report for _, report, _ in rows}
    if len(holders) >= _fewest(county.reports):
        return rows, ()
    held = Counter(county.of_report[report] for report in holders)
    everywhere = {place for place, count in held.items() if place and count >= _fewest(county.sizes[place])}
    if not everywhere:
        return (), rows
    is_common = [county.of_report[report] in everywhere for _, report, _ in rows]
    return (
        [row for row, common in zip(rows, is_common, strict=True) if common],
        [row for row, common in zip(rows, is_common, strict=True) if not common],
    )


def _fewest(reports: int) -> int:
    """How many of so many have to say the same before it is common."""
    return max(_FEWEST_COMMON, -(-reports // _SHARE_OF_COMMON))


def _linked(rows: Sequence[_Row]) -> Iterator[tuple[int, int, int, int]]:
    """Pairs to look at, with where the print first stands in both."""
    places: dict[int, int] = {}
    for _, report, position in rows:
        places.setdefault(report, position)
    holders = sorted(places)
    chosen: Iterable[tuple[int, int]]
    if len(holders) <= _ALL_WITH_ALL:
        chosen = combinations(holders, 2)
    else:
        chosen = sorted({(holders[0], holder) for holder in holders[1:]} | set(pairwise(holders)))
    for first, second in chosen:
        yield first, second, places[first], places[second]


def candidates(links: "array[int]") -> list[tuple[int, int]]:
    """Pairs that share more than a phrase or two; the texts of all others are not even opened."""
    rows = sorted(zip(*(links[place::_LINK] for place in range(_LINK)), strict=True))
    found = []
    for pair, of_pair in groupby(rows, key=lambda row: row[:2]):
        anchors = [row[2:] for row in of_pair]
        if len(anchors) > 1 and max(map(stretch, chains(anchors))) >= _SHORTEST_STRETCH:
            found.append(pair)
    return found
