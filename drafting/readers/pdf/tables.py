"""Tables on a page, found by the lines that are drawn around their cells."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

Edge = tuple[float, float, float, float]

_NEAR = 3.0
_MOST_UNITS = 20_000
_MOST_LINES = 1_500


@dataclass(slots=True)
class Grid:
    """One table: where its columns and rows part, and which of its squares are one cell."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Of each square (row, column), the upper left one of its cell."""

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        return self.cells[row, column]

    def right_of(self, cell: tuple[int, int]) -> float:
        return self.xs[max(column for (_, column), root in self.cells.items() if root == cell) + 1]


def grids(edges: Sequence[Edge]) -> list[Grid]:
    """From the top of the page down."""
    level = _merged([(y0, x0, x1) for x0, y0, x1, y1 in edges if y1 - y0 < x1 - x0])
    upright = _merged([(x0, y0, y1) for x0, y0, x1, y1 in edges if y1 - y0 >= x1 - x0])
    if not level or not upright or max(len(level), len(upright)) > _MOST_LINES:
        return []
    found = [grid for levels, uprights in _touching(level, upright) if (grid := _grid(levels, uprights)) is not None]
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    # A table in a table's cell is read as part of that cell.
    return [grid for place, grid in enumerate(found) if not any(_holds(other, grid) for other in found[:place])]


def _holds(outer: Grid, inner: Grid) -> bool:
    return outer.cell_at((inner.xs[0] + inner.xs[-1]) / 2, (inner.ys[0] + inner.ys[-1]) / 2) is not None


_Line = tuple[float, float, float]
"""Where it stands, from where, up to where."""


def _merged(lines: list[_Line]) -> list[_Line]:
    """Pieces of one line, and the two sides of a thin bar, as one."""
    merged: list[_Line] = []
    lines.sort()
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end][0] - lines[start][0] <= _NEAR:
            end += 1
        at = lines[start][0]
        open_from, open_to = None, 0.0
        for _, low, high in sorted(lines[start:end], key=lambda line: line[1]):
            if open_from is None:
                open_from, open_to = low, high
            elif low <= open_to + _NEAR:
                open_to = max(open_to, high)
            else:
                merged.append((at, open_from, open_to))
                open_from, open_to = low, high
        if open_from is not None:
            merged.append((at, open_from, open_to))
        start = end
    return merged


def _touching(level: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    parents = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for i, (y, x0, x1) in enumerate(level):
        for j, (x, y0, y1) in enumerate(upright, start=len(level)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parents[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, line in enumerate((*level, *upright)):
        groups.setdefault(root(i), ([], []))[i >= len(level)].append(line)
    return list(groups.values())


def _grid(level: list[_Line], upright: list[_Line]) -> Grid | None:
    xs, ys = _places(upright), _places(level)
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_UNITS:
        # One column is a frame around text, not a table.
        return None
    roots = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def root(unit: tuple[int, int]) -> tuple[int, int]:
        while roots[unit] != unit:
            roots[unit] = roots[roots[unit]]
            unit = roots[unit]
        return unit

    for row, column in list(roots):
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column + 2 < len(xs) and not _is_drawn(upright, xs[column + 1], y):
            one, other = sorted((root((row, column)), root((row, column + 1))))
            roots[other] = one
        if row + 2 < len(ys) and not _is_drawn(level, ys[row + 1], x):
            one, other = sorted((root((row, column)), root((row + 1, column))))
            roots[other] = one
    cells = {unit: root(unit) for unit in roots}
    return Grid(xs, ys, cells) if len(set(cells.values())) > 1 else None


def _places(lines: list[_Line]) -> list[float]:
    places: list[float] = []
    for at, _, _ in sorted(lines):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _is_drawn(lines: list[_Line], at: float, across: float) -> bool:
    return any(abs(place - at) <= _NEAR and low - 1 <= across <= high + 1 for place, low, high in lines)
