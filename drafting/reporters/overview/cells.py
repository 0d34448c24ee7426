"""Sheets that are written row by row and kept nowhere: a province's findings would not fit into memory as cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_LONGEST = 32_767
_CUT = "……（太长，这里没有写完）"
_MOST_LINKS = 65_000
"""Excel calls a sheet with more than 65,530 of them damaged."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side("thin", color="D5D9DE")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_FONT = "微软雅黑"

Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    ink: str = ""
    ground: str = ""
    size: float = 10
    middle: bool = False
    framed: bool = True
    underlined: bool = False


PLAIN = Look()
HEAD = Look(bold=True, ground="DDE6F0", middle=True)
TITLE = Look(bold=True, size=16, framed=False)
WORDS = Look(framed=False)
MIDDLE = Look(middle=True)
BOLD = Look(bold=True)
LINK = Look(ink="1B4B85", underlined=True)


@dataclass(frozen=True, slots=True)
class Item:
    """A cell: what is in it, how it looks, where it leads."""

    value: Value
    look: Look = PLAIN
    target: str = ""
    """A file beside the workbook."""
    place: str = ""
    """A cell of this workbook."""


@dataclass(slots=True)
class Sheet:
    book: Workbook
    name: str
    widths: Sequence[float]
    frozen: str = ""
    title_rows: str = ""
    sheet: Any = field(init=False)
    rows: int = 0
    left_out: int = 0
    """Rows that no longer fitted."""
    _links: int = 0
    _styles: dict[tuple[Look, str, bool], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sheet = self.sheet = self.book.create_sheet(self.name)
        for number, width in enumerate(islice(self.widths, MOST_COLUMNS), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = self.frozen or None
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.oddFooter.center.text = "&A　第&P页，共&N页"
        if self.title_rows:
            sheet.print_title_rows = self.title_rows

    def add(self, values: Sequence[Item | Value]) -> None:
        # The last row is kept for saying that there is more.
        if self.rows >= MOST_ROWS - 1:
            self.left_out += 1
            return
        self.rows += 1
        self.sheet.append([self._cell(value) for value in islice(values, MOST_COLUMNS)])

    def end(self) -> None:
        if self.left_out:
            words = f"还有 {self.left_out} 行：Excel 的一张表只放得下 {MOST_ROWS} 行。"
            self.sheet.append([self._cell(Item(words, Look(bold=True, ink="A8201A")))])

    def _cell(self, given: Item | Value) -> Any:
        item = given if isinstance(given, Item) else Item(given)
        value = item.value
        cell = WriteOnlyCell(self.sheet)
        is_formula_like = False
        if isinstance(value, str):
            value = _written(value)
            is_formula_like = value[:1] in {"=", "+", "-", "@"}
            cell.value = value
            # A report's words that begin with = are words, no formula, and an #N/A is no error.
            cell.data_type = "s"
        elif value is not None:
            cell.value = value
        number_format = "General"
        if isinstance(value, (int, Decimal)):
            number_format = "#,##0" if value == int(value) else "#,##0.####"
        self._dress(cell, item.look, number_format, quoted=is_formula_like)
        if (item.target or item.place) and self._links < _MOST_LINKS:
            self._links += 1
            cell.hyperlink = Hyperlink(ref="", target=item.target or None, location=item.place or None)
        return cell

    def _dress(self, cell: Any, look: Look, number_format: str, *, quoted: bool) -> None:
        key = (look, number_format, quoted)
        style = self._styles.get(key)
        if style is None:
            cell.font = Font(
                name=_FONT,
                size=look.size,
                bold=look.bold,
                color=look.ink or None,
                underline="single" if look.underlined else None,
            )
            if look.ground:
                cell.fill = PatternFill("solid", fgColor=look.ground)
            if look.framed:
                cell.border = _BORDER
            horizontal = "center" if look.middle else None
            cell.alignment = Alignment(
                horizontal=horizontal, vertical="center" if look.middle else "top", wrap_text=look.framed
            )
            cell.number_format = number_format
            # Without it a program takes the words for a formula as soon as somebody edits the cell.
            cell.quotePrefix = int(quoted)
            self._styles[key] = cell._style  # noqa: SLF001 - looking up each part of a style anew takes most of the time
        else:
            cell._style = style  # noqa: SLF001


def _written(text: str) -> str:
    text = _LIKE_ESCAPED.sub("_x005F_", _NOT_XML.sub("\ufffd", text))
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def place(sheet: str, row: int, column: int = 1) -> str:
    return f"'{sheet}'!{get_column_letter(column)}{row}"


def widths(given: Mapping[str, float]) -> list[float]:
    return list(given.values())
