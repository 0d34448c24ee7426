"""A filled-in workbook to plain data. What an input cell shows counts; our own computed columns are not looked at."""

from collections.abc import Mapping
from typing import Any

from drafting.forms.excel.layout import (
    BASIC_COLUMNS,
    BASIC_FIELDS,
    BASICS,
    COMPUTED,
    COUNT_FIELDS,
    FIGURE_COLUMNS,
    FIGURE_KEYS,
    FIGURES,
    FORM,
    KINDS,
    NEEDED,
    NOT_READ,
    PROMISES,
    SHEETS,
    SHORTCOMINGS,
    TABLE_PART,
    TABLES,
    VERSION,
    Field,
    plain,
)
from drafting.forms.excel.pages import Book, Header, Page
from drafting.forms.excel.tables import read_tables
from drafting.forms.excel.texts import read_part, read_promises, read_shortcomings
from drafting.forms.source import Mistake, Path, Source
from drafting.ooxml.sheets import Cell, read_sheets
from drafting.readers import ReadError

_NOT_OURS = "这个工作簿不是本程序的表单（没有“基本情况”等工作表）；可用 fazhi new -o 表单.xlsx 生成一份空表单。"


def source(data: bytes) -> Source:
    book = Book()
    sheets = read_sheets(data)
    pages = [Page(sheet, number, book) for number, sheet in enumerate(sheets)]
    known = {page.name: page for page in reversed(pages) if page.name in FORM}
    if BASICS not in known and len(known) < 2:
        raise ReadError(_NOT_OURS)
    others = [page for page in pages if page.name not in (*FORM, *NOT_READ)]
    readers = {BASICS: _basics, FIGURES: _figures, SHORTCOMINGS: read_shortcomings, PROMISES: read_promises}
    readers[TABLES] = read_tables
    for name in FORM:
        if name in known:
            readers.get(name, read_part)(known[name])
        else:
            _tell_missing(book, name, others)
    return Source(book.data, book.places, tuple(book.mistakes), book.order())


def _tell_missing(book: Book, name: str, others: list[Page]) -> None:
    keys = {BASICS: BASIC_COLUMNS[:2], FIGURES: FIGURE_KEYS, TABLES: (TABLE_PART,)}
    key = set(keys[name] if name in keys else SHEETS[name].key)
    for page in others:
        if any(key <= {plain(page.said(row, column)) for column in page.columns_in(row)} for row in page.rows[:20]):
            sentence = f"没有工作表“{name}”，这一张看起来就是；请把它的名称改回“{name}”"
            book.mistakes.append(Mistake(f"工作表“{page.sheet.name}”", "", sentence))
            return
    if name in NEEDED:
        sentence = f"没有工作表“{name}”；改了名的请改回来，删去的请从空表单里复制一张"
        book.mistakes.append(Mistake("", "", sentence))


_BASICS = {plain(given.label): given for given in BASIC_FIELDS}


def _basics(page: Page) -> None:
    header = page.header(BASIC_COLUMNS, BASIC_COLUMNS[:2])
    if header is None:
        return
    label_at, value_at = header.columns["项目"], header.columns["填写"]
    values: dict[str, list[tuple[int, str]]] = {}
    last = ""
    for row in page.below(header):
        label, typed = plain(page.said(row, label_at)), page.said(row, value_at)
        if label in values:
            if typed:
                page.tell(row, label_at, f"“{label}”写了两次；请删去一处")
        elif label in _BASICS:
            last = label
            values[label] = [(row, _basic(page, row, value_at, _BASICS[label]))]
        elif typed and not label and last and _BASICS[last].kind in ("text", "list"):
            values[last].append((row, _basic(page, row, value_at, _BASICS[last])))
        elif typed:
            what = f"没有“{label}”这一项" if label else "这一行没有写“项目”"
            page.tell(row, label_at, f"{what}；可以填的有：{'、'.join(_BASICS)}")
    for label, typed_rows in values.items():
        _put(page, _BASICS[label], typed_rows, value_at)


def _basic(page: Page, row: int, column: int, given: Field) -> str:
    text = page.take(row, column, given.path)
    cell = page.sheet.cells.get((row, column))
    return cell.day.isoformat() if given.kind == "day" and cell and cell.day else text


def _put(page: Page, given: Field, typed: list[tuple[int, str]], column: int) -> None:
    lines = [(row, line.strip()) for row, value in typed for line in value.splitlines() if line.strip()]
    if given.kind == "list":
        for number, (row, _) in enumerate(lines):
            page.mark((*given.path, number), row, column)
        if lines:
            page.book.put(given.path, [line for _, line in lines])
    elif lines or given.is_needed or given.label == VERSION:
        page.book.put(given.path, "\n".join(line for _, line in lines) or None)


def _figures(page: Page) -> None:
    header = page.header([*(column.name for column in FIGURE_COLUMNS), *COMPUTED], FIGURE_KEYS)
    if header is None:
        return
    groups: dict[str, dict[str, Any] | None] = {}
    seen: dict[Path, int] = {}
    group_at, name_at = (header.columns[name] for name in FIGURE_KEYS)
    above = ""
    for row in page.below(header):
        typed = [name for name, column in header.columns.items() if name in _INPUTS and page.is_filled(row, column)]
        group = page.take(*page.merged_into(row, group_at))
        name = page.take(row, name_at)
        if not name and not typed:
            if group:
                groups.setdefault(group, None)
                page.mark((FIGURES, group), row, group_at)
        elif not group:
            page.tell(row, group_at, "没有填“组”；每一行都要填" + (f"，如上面的“{above}”" if above else ""))
        elif not name:
            page.tell(row, name_at, "没有填“名称”；这一行说的是什么数，如 受理")
        elif (group, name) in seen:
            page.tell(row, name_at, f"“{group}”里的“{name}”第{seen[group, name]}行已经填过；请改名或删去一行")
        else:
            above = group
            seen[group, name] = row
            page.mark((FIGURES, group), row, group_at)
            page.mark((FIGURES, group, name, "名称"), row, name_at)
            inside = groups.get(group) or {}
            groups[group] = inside
            inside[name] = _figure(page, row, header, (FIGURES, group, name), typed)
    if groups:
        page.book.data[FIGURES] = groups


_INPUTS = frozenset(column.name for column in FIGURE_COLUMNS) - {*FIGURE_KEYS, *COMPUTED}


def _figure(page: Page, row: int, header: Header, path: Path, typed: list[str]) -> Mapping[str, Any]:
    kinds = {KINDS[name]: name for name in reversed(typed) if name in KINDS}
    if not kinds:
        told = "比率" if "来源" in typed and not set(typed) & set(COUNT_FIELDS) else "数"
        kinds = {KINDS[told]: told}
    fields, kind = next(iter(kinds.items()))
    value: dict[str, Any] = {}
    for name in typed:
        page.mark((*path, name), row, header.columns[name])
        if len(kinds) == 1 and name not in fields:
            fitting = "、".join(f"“{told}”" for told, columns in KINDS.items() if name in columns)
            sentence = f"“{name}”要和{fitting}一起填，这一行填的是“{kind}”；请清空这一格"
            page.tell(row, header.columns[name], sentence)
        else:
            value[name] = _value(page, row, header.columns[name], name)
    if len(kinds) == 1:
        for name in _NEEDED[fields[0]]:
            value.setdefault(name, None)
            page.mark((*path, name), row, header.columns.get(name, header.columns["名称"]))
    page.mark(path, row, header.columns.get("数" if kind == "数" else "名称", header.columns["名称"]))
    return value


_NEEDED = {
    "数": ("数",),
    "分子": ("分子", "分母"),
    "本期": ("本期", "上期"),
    "比率": ("比率", "来源"),
    "目标": ("目标",),
}
"""What a kind of figure has to say, by its first field."""


def _value(page: Page, row: int, column: int, name: str) -> Any:
    text = page.take(row, column) or None
    return _number(page.sheet.cells[row, column]) if text and name == "数" else text


def _number(cell: Cell) -> str:
    """A whole number without the decimals that a column may show; anything else as it is shown."""
    if cell.number is not None and cell.number == int(cell.number) and not cell.shown.endswith("%"):
        return str(int(cell.number))
    return cell.shown.strip()
