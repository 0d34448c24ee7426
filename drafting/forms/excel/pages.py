"""Sheets as they are read: what stands in which cell, under which column name, and what is told about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from drafting.forms.excel.layout import plain
from drafting.forms.source import Mistake, Path
from drafting.ooxml.sheets import Cell, Place, Sheet, letters

_HEADER_WITHIN = 40
"""Rows in which the column names are looked for."""
_LARGEST_MERGED = 1000
_UNREAD = "这里的内容没有对应的列名，不会写进报告；请移到有列名的格里，或者删去"


@dataclass(slots=True)
class Book:
    """What was found so far, and where."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    spots: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Sheet, row and column of each place that is named."""

    def put(self, path: Path, value: Any) -> None:
        inner = self.data
        for step in path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(path[-1])] = value

    def order(self) -> dict[str, int]:
        ordered = sorted(self.spots, key=self.spots.__getitem__)
        return {place: number for number, place in enumerate(ordered)}


@dataclass(frozen=True, slots=True)
class Header:
    row: int
    columns: Mapping[str, int]

    def get(self, name: str) -> int | None:
        return self.columns.get(name)


def _merged(sheet: Sheet) -> Iterator[tuple[Place, Place]]:
    """Each cell of a merged range with the one that holds what is written there."""
    for (top, left), (bottom, right) in sheet.merged[:_LARGEST_MERGED]:
        if (bottom - top + 1) * (right - left + 1) <= _LARGEST_MERGED:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    yield (row, column), (top, left)


class Page:
    """A sheet, and where what is found in it is put."""

    def __init__(self, sheet: Sheet, number: int, book: Book) -> None:
        self.name = sheet.name.strip()
        self.sheet = sheet
        self._number = number
        self.book = book
        self._columns: dict[int, list[int]] = defaultdict(list)
        for row, column in sorted(sheet.cells):
            self._columns[row].append(column)
        self.rows = list(self._columns)
        self._merged = dict(_merged(sheet))

    def place(self, row: int, column: int) -> str:
        place = f"工作表“{self.sheet.name}”{letters(column)}{row}"
        self.book.spots[place] = (self._number, row, column)
        return place

    def mark(self, path: Path, row: int, column: int) -> None:
        self.book.places.setdefault(path, self.place(row, column))

    def tell(self, row: int, column: int, sentence: str, name: str = "") -> None:
        self.book.mistakes.append(Mistake(self.place(row, column), name, sentence))

    def said(self, row: int, column: int | None) -> str:
        cell = self.sheet.cells.get((row, column)) if column else None
        return cell.shown.strip() if cell else ""

    def is_filled(self, row: int, column: int) -> bool:
        """Something is there, be it a formula without a result."""
        return (row, column) in self.sheet.cells and (
            bool(self.said(row, column)) or self.sheet.cells[row, column].is_formula
        )

    def take(self, row: int, column: int | None, path: Path = ()) -> str:
        """What an input cell says; told where it is the failure of a formula."""
        if not column:
            return ""
        if path:
            self.mark(path, row, column)
        cell = self.sheet.cells.get((row, column))
        if cell is None or (cell.is_error and self._failed(row, column, cell)):
            return ""
        if cell.is_formula and not cell.shown:
            self.tell(row, column, "这里是公式，文件里没有它算出的结果；请直接写内容")
        return cell.shown.strip()

    def _failed(self, row: int, column: int, cell: Cell) -> bool:
        what = "公式出了错" if cell.is_formula else "内容出了错"
        self.tell(row, column, f"这一格显示“{cell.shown}”，{what}；请直接写内容")
        return True

    def merged_into(self, row: int, column: int) -> Place:
        return self._merged.get((row, column), (row, column))

    def columns_in(self, row: int) -> Sequence[int]:
        return self._columns.get(row, ())

    def header(self, names: Sequence[str], key: Sequence[str]) -> Header | None:
        """The row that has most of the column names; told where one of those is lost that nothing is read without."""
        best: dict[str, int] = {}
        best_row = 1
        for row in self.rows[:_HEADER_WITHIN]:
            columns: dict[str, int] = {}
            for column in self.columns_in(row):
                columns.setdefault(plain(self.said(row, column)), column)
            known = {name: column for name, column in columns.items() if name in names}
            if len(known) > len(best):
                best, best_row = known, row
        if best:
            self._unknown_columns(best_row, names, set(best.values()))
        lost = [name for name in key if name not in best]
        if not lost:
            return Header(best_row, best)
        self.tell(best_row, 1, f"找不到列名{'、'.join(f'“{name}”' for name in lost)}；请从空表单里复制列名这一行")
        return None

    def _unknown_columns(self, row: int, names: Sequence[str], known: set[int]) -> None:
        missing = [name for name in names if name not in {plain(self.said(row, column)) for column in known}]
        for column in self.columns_in(row):
            name = self.said(row, column)
            if column in known or not name:
                continue
            if plain(name) in names:
                self.tell(row, column, f"列名“{name}”写了两次；请删去一列")
                continue
            near = get_close_matches(plain(name), missing, 1, 0.3)
            if near:
                self.tell(row, column, f"没有“{name}”这一列，是不是“{near[0]}”；请改名")
            elif any(self.said(below, column) for below in self.rows if below > row):
                self.tell(row, column, f"没有“{name}”这一列，下面的内容不会写进报告；请删去这一列")

    def below(self, header: Header) -> Iterator[int]:
        """The rows under a header; content under no header is told once a column."""
        headed = {column for column in self.columns_in(header.row) if self.said(header.row, column)}
        told: set[int] = set()
        for row in self.rows:
            if row <= header.row:
                continue
            for column in self.columns_in(row):
                # What is computed beside the form is the clerk's own affair.
                is_typed = self.said(row, column) and not self.sheet.cells[row, column].is_formula
                if column not in headed and column not in told and is_typed:
                    told.add(column)
                    self.tell(row, column, _UNREAD)
            yield row
