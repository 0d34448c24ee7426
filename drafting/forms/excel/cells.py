"""How the cells of the form look, which of them can be typed into, and what may be typed."""

import re
from collections.abc import Sequence
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from drafting.forms.source import FormError, Mistake

_FONT = "微软雅黑"
PLAIN = Font(name=_FONT, size=11)
BOLD = Font(name=_FONT, size=11, bold=True)
TITLE = Font(name=_FONT, size=14, bold=True)
HINT = Font(name=_FONT, size=9, color="808080")
_NEEDED, _FREE, _HEAD, _RESULT = (
    PatternFill("solid", fgColor=color) for color in ("FFF2CC", "EAF3E6", "DDE6F0", "F5F5F5")
)
LINK = Font(name=_FONT, size=11, color="0563C1", underline="single")
_LINE = Side("thin", color="BFBFBF")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_UNLOCKED = Protection(locked=False)
_WARNING = DifferentialStyle(font=Font(color="9C0006", bold=True), fill=PatternFill(bgColor="FFC7CE"))

_LONGEST = 32_000
"""Excel takes 32767 characters in a cell."""
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def new_sheet(book: Workbook, name: str, widths: Sequence[float], *, landscape: bool = True) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "&A　第&P页，共&N页"
    sheet.protection.sheet = True
    # These say what is forbidden. Without a password anybody may take the protection off.
    for action in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, action, False)
    return sheet


def fixed(sheet: Worksheet, row: int, column: int, text: str, font: Font = PLAIN) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = text
    cell.font, cell.alignment = font, _TOP
    return cell


def result(sheet: Worksheet, row: int, column: int, formula: str, font: Font) -> None:
    """A cell that is computed, for the clerk to look at."""
    cell = fixed(sheet, row, column, formula, font)
    cell.fill, cell.border = _RESULT, _BORDER


def note(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Words of last year's, which stay words whatever they begin with."""
    cell = fixed(sheet, row, column, "", HINT)
    cell.fill, cell.border = _RESULT, _BORDER
    if text:
        cell.value = _LIKE_ESCAPED.sub("_x005F_", text)
        cell.data_type = "s"


def head(sheet: Worksheet, row: int, column: int, text: str, font: Font = BOLD) -> None:
    cell = fixed(sheet, row, column, text, font)
    cell.fill, cell.border, cell.alignment = _HEAD, _BORDER, _MIDDLE


def line(sheet: Worksheet, row: int, text: str, font: Font, columns: int) -> None:
    """Words across the sheet."""
    fixed(sheet, row, 1, text, font)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def entry(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any = "",
    *,
    is_needed: bool = False,
    is_words: bool = True,
    is_sample: bool = False,
) -> Cell:
    """A cell to type into. Where it holds words, Excel is to leave alone what looks like a number, a day or a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.font, cell.alignment, cell.border = HINT if is_sample else PLAIN, _TOP, _BORDER
    cell.fill = _NEEDED if is_needed else _FREE
    if is_words:
        cell.number_format = "@"
    if not is_sample:
        cell.protection = _UNLOCKED
    if isinstance(value, str) and value:
        cell.value = _LIKE_ESCAPED.sub("_x005F_", value)
        # Words that begin with = are words, and stay so when somebody edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = int(value[0] in "=+-@")
    elif value != "":
        cell.value = value
    return cell


def pieces(text: str, what: str) -> list[str]:
    """A text in as many cells as it needs, each of whole paragraphs; one at least."""
    found = [""]
    for paragraph in text.split("\n"):
        if len(paragraph) > _LONGEST:
            sentence = f"有一段超过{_LONGEST}字，Excel 的一格放不下；请分成几段"
            raise FormError((Mistake("", what, sentence),))
        if len(found[-1]) + len(paragraph) >= _LONGEST:
            found.append(paragraph)
        else:
            found[-1] = f"{found[-1]}\n{paragraph}" if found[-1] else paragraph
    return found


def fit_rows(sheet: Worksheet) -> None:
    """Rows as high as their words need: a program that opens the file need not do it by itself."""
    across = {str(cells).partition(":")[0]: cells.size["columns"] for cells in sheet.merged_cells.ranges}
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        height = _LOWEST
        for cell in cells:
            if isinstance(cell.value, str) and cell.data_type != "f" and cell.alignment.wrap_text:
                columns = range(cell.column, cell.column + across.get(cell.coordinate, 1))
                width = sum(sheet.column_dimensions[get_column_letter(column)].width for column in columns)
                size = cell.font.size or PLAIN.size
                height = max(height, _lines(cell.value, width * PLAIN.size / size) * size * 1.5 + 3)
        sheet.row_dimensions[row].height = min(height, _HIGHEST)


_LOWEST, _HIGHEST = 20.0, 400.0
"""Points; Excel's rows end at 409."""


def _lines(text: str, width: float) -> int:
    """A Chinese character takes the place of two digits."""
    lengths = (sum(1 if ord(sign) < 0x250 else 2 for sign in paragraph) for paragraph in text.split("\n"))
    return sum(max(1, -int(-length // max(width - 2, 2))) for length in lengths)


def asked(
    sheet: Worksheet,
    cells: str,
    *,
    kind: Literal["list", "custom", "whole", "decimal", "date"] = "list",
    source: str = "",
    choices: Sequence[str] = (),
    between: tuple[str, str] | None = None,
    error: str = "",
    may_differ: bool = False,
) -> None:
    """A drop-down or a check; without an error other values are welcome."""
    first, second = between or (source or '"' + ",".join(choices) + '"', None)
    validation = DataValidation(type=kind, formula1=first, formula2=second, operator="between" if between else None)
    validation.allow_blank = True
    validation.showErrorMessage = bool(error)
    validation.errorStyle = "warning" if may_differ else "stop"
    validation.errorTitle, validation.error = ("请核对", error) if error else (None, None)
    validation.add(cells)
    sheet.add_data_validation(validation)


def warned(sheet: Worksheet, cells: str, formula: str) -> None:
    """Red where the formula holds."""
    sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=_WARNING, formula=[formula]))
