"""`fazhi figures --format xlsx`: one sheet of figures, one of checks; of several reports also a row each."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from drafting.app import ReadFile
from drafting.document import Document
from drafting.figures import Relation, Weight
from drafting.ooxml.workbook import saved
from drafting.reporters.ledger.rows import Row, excerpt, place, rows, totals, verdict
from drafting.text.quantities import Kind

_FIGURES = {
    "报告": 26, "文中数字": 16, "数值": 14, "单位": 8, "概数": 8, "动作": 10, "所指": 28, "时间": 14, "范围": 12,
    "核对": 8, "原文": 48, "位置": 40,
}  # fmt: skip
_CHECKS = {"报告": 26, "种类": 12, "结果": 8, "级别": 8, "文中数字": 16, "算式": 56, "应为": 14, "原文": 48, "位置": 40}
_SUMMARY = {"报告": 40, "读出": 8, "可核对": 8, "相符": 8, "不符": 8, "存疑": 8}
_UNREAD = {"报告": 40, "原因": 80}
_HEAD = PatternFill("solid", fgColor="DDE6F0")
_FILLS = {"不符": PatternFill("solid", fgColor="F8D7DA"), "存疑": PatternFill("solid", fgColor="FFF3CD")}
_WORST_FIRST = ("不符", "存疑", "相符")
_LEVELS = {Weight.SURE: "错误", Weight.LIKELY: "警告", Weight.DOUBTFUL: "提示"}
_VALUE = 3

_Cell = str | int | Decimal


def report(files: Iterable[ReadFile]) -> bytes:
    read = list(files)
    book = Workbook()
    _ledgers(book, read)
    if len(read) > 1:
        _summary(book, read)
    if any(file.error for file in read):
        unread = _sheet(book, "读不了", _UNREAD)
        for file in read:
            if file.error:
                _append(unread, (_name(file.path), file.error))
    del book["Sheet"]
    for sheet in book.worksheets:
        sheet.auto_filter.ref = sheet.dimensions
    return saved(book)


def _ledgers(book: Workbook, read: Iterable[ReadFile]) -> None:
    figures, checks = _sheet(book, "数字", _FIGURES), _sheet(book, "核对", _CHECKS)
    for file in read:
        if file.document is not None and file.ledger is not None:
            for row in rows(file.document, file.ledger):
                _figure(figures, _name(file.path), file.document, row)
                for relation in row.relations:
                    _check(checks, _name(file.path), file.document, row, relation)


def _summary(book: Workbook, read: Iterable[ReadFile]) -> None:
    sheet = _sheet(book, "汇总", _SUMMARY)
    for file in read:
        if file.ledger is not None:
            found = totals([file.ledger])
            counts = (found.figures, found.checkable, found.consistent, found.inconsistent, found.doubtful)
            _append(sheet, (_name(file.path), *counts), "不符" if found.inconsistent else "")


def _name(path: str) -> str:
    """As typed; of a full path only folder and file, since a workbook is passed on."""
    typed = Path(path)
    return str(Path(*typed.parts[-2:])) if typed.is_absolute() else path


def _sheet(book: Workbook, title: str, columns: dict[str, int]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append(list(columns))
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    for number, columns_width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = columns_width
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), _HEAD
    return sheet


def _figure(sheet: Worksheet, name: str, document: Document, row: Row) -> None:
    number, subject = row.quantity.number, row.subject
    verdicts = {verdict(relation) for relation in row.relations}
    worst = next((word for word in _WORST_FIRST if word in verdicts), "")
    value = Decimal(number.value.numerator) / Decimal(number.value.denominator)
    about = number.prefix or number.marker or number.suffix
    words = (subject.verb, subject.thing, subject.period, subject.scope, worst)
    _append(
        sheet,
        (
            name, row.place.quote, value, number.unit, about, *words, excerpt(document, row.quantity), place(row.place),
        ),
        worst,
    )  # fmt: skip
    share = number.kind in (Kind.RATE, Kind.POINTS)
    sheet.cell(sheet.max_row, _VALUE).number_format = "0.00##%" if share else "#,##0.####"


def _check(sheet: Worksheet, name: str, document: Document, row: Row, relation: Relation) -> None:
    result = verdict(relation)
    level = "" if relation.holds else _LEVELS[relation.weight]
    working = (row.place.quote, relation.working, relation.expected or "")
    original = excerpt(document, relation.stated)
    _append(sheet, (name, str(relation.tie), result, level, *working, original, place(row.place)), result)


def _append(sheet: Worksheet, values: Sequence[_Cell], result: str = "") -> None:
    sheet.append(list(values))
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if result in _FILLS:
            cell.fill = _FILLS[result]
        if isinstance(cell.value, str):
            # A report's words that begin with = are words, no formula.
            cell.data_type = "s"
