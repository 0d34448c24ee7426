"""The cells of a workbook as a person sees them: what was typed or what a formula gave, shown as the cell shows it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from drafting.ooxml.package import Package, Relationship
from drafting.readers import ReadError

_MOST_CELLS = 200_000
_LONGEST_CELL = 100_000
"""Excel takes 32767 characters."""
_LONGEST_FORMAT = 255
_LONGEST_NUMBER = 9
"""Digits of a row or of a style."""
_BROKEN = "工作簿已损坏或不完整，读不了；请用 Excel 或 WPS 打开并另存为新的 .xlsx 再试。"
_OTHER = "这不是 Excel 工作簿（可能是 Word 文档、演示文稿或压缩包）；请改用 .xlsx 格式的表单。"
_TOO_LONG = "工作簿里有一格的内容过长（超过十万字），不像是一份表单，没有读取；请删去后另存再试。"
_BINARY = "这是二进制的 Excel 文件（.xlsb），读不了；请用 Excel 另存为 .xlsx 再试。"
_OPEN_DOCUMENT = "这是 OpenDocument 表格（.ods），读不了；请另存为 .xlsx 再试。"

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Cell:
    shown: str
    number: Decimal | None = None
    day: date | None = None
    is_formula: bool = False
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    cells: Mapping[Place, Cell]
    """Without the blank ones; a formula whose result was not stored is there, and shows nothing."""
    merged: Sequence[tuple[Place, Place]]
    """First and last cell of each merged range; its content stands in the first."""


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    package = Package(data)
    main = next((r.target for r in package.relationships("").values() if r.kind == "officeDocument"), "")
    if not main.startswith("xl/"):
        raise ReadError(_OPEN_DOCUMENT if b"opendocument.spreadsheet" in (package.read("mimetype") or b"") else _OTHER)
    if main.endswith(".bin"):
        raise ReadError(_BINARY)
    book = package.xml(main)
    if book is None:
        raise ReadError(_BROKEN)
    parts = package.relationships(main)
    reader = _Reader(package, parts, is_1904=_is_1904(book))
    return tuple(reader.sheet(name, part) for name, part in _worksheets(book, parts))


def _numeral(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST_NUMBER else otherwise


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _worksheets(book: Element, parts: Mapping[str, Relationship]) -> Iterator[tuple[str, str]]:
    for element in book.iter():
        if _local(element) == "sheet":
            key = next((value for name, value in element.items() if name.endswith("relationships}id")), "")
            part = parts.get(key)
            # Charts and dialogs are sheets as well.
            if part is not None and part.kind == "worksheet":
                yield element.get("name", ""), part.target


def _is_1904(book: Element) -> bool:
    return any(_local(element) == "workbookPr" and element.get("date1904") in ("1", "true") for element in book)


class _Reader:
    def __init__(self, package: Package, parts: Mapping[str, Relationship], *, is_1904: bool) -> None:
        self._package = package
        self._epoch = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
        targets = {part.kind: part.target for part in parts.values()}
        self._formats = list(_formats(self._part(targets.get("styles"))))
        self._strings = [_text(entry) for entry in self._part(targets.get("sharedStrings")) if _local(entry) == "si"]

    def _part(self, name: str | None) -> Element:
        part = self._package.xml(name) if name else None
        return Element("none") if part is None else part

    def sheet(self, name: str, part: str) -> Sheet:
        cells: dict[Place, Cell] = {}
        merged: list[tuple[Place, Place]] = []
        row = 0
        for element in self._package.elements(part):
            kind = _local(element)
            if kind == "row":
                # Cells and rows may leave out where they are: one behind the one before.
                typed = element.get("r", "")
                row = _numeral(typed, row + 1)
                cells.update(self._row(element, row))
                element.clear()
                if len(cells) > _MOST_CELLS:
                    raise ReadError(f"工作表“{name}”里的内容过多，不像是一份表单；请删去多余的内容后另存再试。")
            elif kind == "mergeCell":
                first, _, last = element.get("ref", "").partition(":")
                corners = _place(first), _place(last)
                if corners[0] and corners[1]:
                    merged.append((corners[0], corners[1]))
            elif kind == "sheetData":
                element.clear()
        return Sheet(name, cells, merged)

    def _row(self, element: Element, row: int) -> Iterator[tuple[Place, Cell]]:
        at = (row, 0)
        for child in element:
            at = _place(child.get("r", "")) or (row, at[1] + 1)
            cell = self._cell(child)
            if cell is not None:
                yield at, cell

    def _cell(self, element: Element) -> Cell | None:
        parts = {_local(part): part for part in element}
        kind, is_formula = element.get("t", "n"), "f" in parts
        raw = self._raw(kind, parts)
        if len(raw) > _LONGEST_CELL:
            raise ReadError(_TOO_LONG)
        if not raw.strip():
            return Cell("", is_formula=True) if is_formula else None
        if kind == "b":
            return Cell("是" if raw.strip() in ("1", "true") else "否", is_formula=is_formula)
        if kind == "e":
            return Cell(raw, is_formula=is_formula, is_error=True)
        if kind == "d":
            try:
                return _day_cell(datetime.fromisoformat(raw.strip()), "yyyy/m/d", is_formula=is_formula)
            except ValueError:
                return Cell(raw, is_formula=is_formula)
        if kind == "n":
            return self._number(raw, _numeral(element.get("s", ""), 0), is_formula=is_formula)
        return Cell(raw, is_formula=is_formula)

    def _raw(self, kind: str, parts: Mapping[str, Element]) -> str:
        raw = (parts["v"].text or "") if "v" in parts else ""
        if kind == "inlineStr":
            return _text(parts["is"]) if "is" in parts else ""
        if kind == "s" and raw:
            return self._shared(raw)
        return _unescaped(raw) if kind in ("str", "e") else raw

    def _shared(self, index: str) -> str:
        try:
            return self._strings[int(index)]
        except (ValueError, IndexError):
            raise ReadError(_BROKEN) from None

    def _number(self, raw: str, style: int, *, is_formula: bool) -> Cell:
        try:
            # Excel computes with 15 digits and stores 17: 0.1+0.2 is 0.30000000000000004 in the file.
            number = Decimal(format(float(raw), ".15g"))
        except (ValueError, InvalidOperation):
            raise ReadError(_BROKEN) from None
        if not number.is_finite():
            return Cell(raw, is_formula=is_formula, is_error=True)
        code = self._formats[style] if style < len(self._formats) else ""
        if _tells_time(code):
            try:
                moment = self._epoch + timedelta(days=float(number))
            except OverflowError:
                moment = None
            if moment is not None:
                return _day_cell(moment, code, is_formula=is_formula)
        return Cell(_shown(number, code), number, is_formula=is_formula)


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def _place(reference: str) -> Place | None:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # Half of a character is none.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(element: Element) -> str:
    """Runs put together, without the reading that Japanese Excel stores beside them."""
    pieces = []
    for child in element:
        if _local(child) == "t":
            pieces.append(child.text or "")
        elif _local(child) == "r":
            pieces += [part.text or "" for part in child if _local(part) == "t"]
    return _unescaped("".join(pieces))


_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    **dict.fromkeys((14, 22), "yyyy/m/d"), **dict.fromkeys((15, 30), "d/m/yy"), 16: "d/m", 17: "m/yy",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    # What Excel and WPS mean by these in Chinese.
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"), **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"), 31: "yyyy年m月d日",
}  # fmt: skip


def _formats(styles: Element) -> Iterator[str]:
    """The number format of each style, by its position."""
    own = {e.get("numFmtId", ""): e.get("formatCode", "") for e in styles.iter() if _local(e) == "numFmt"}
    for group in styles:
        if _local(group) == "cellXfs":
            for style in group:
                key = style.get("numFmtId", "0")
                yield _core(own[key]) if key in own else _BUILT_IN.get(_numeral(key, 0), "")


_DECORATION = re.compile(r'"[^"]*"|\[[^\]]*\]|[_*\\].')
_NUMERIC = re.compile(r"[#0?,]*[#0?](?:\.(?P<decimals>[#0?]*))?(?P<percent>%?)")


def _core(code: str) -> str:
    """The pattern for positive numbers, without colours, fillers and quoted words."""
    return _DECORATION.sub("", code.partition(";")[0][:_LONGEST_FORMAT]).strip()


def _tells_time(code: str) -> bool:
    return code.lower() != "general" and any(letter in code.lower() for letter in "ymdhs")


def _day_cell(moment: datetime, code: str, *, is_formula: bool) -> Cell:
    wanted = code.lower()
    has_day = "d" in wanted or "y" in wanted
    words = f"{moment.year}年" if "y" in wanted else ""
    words += f"{moment.month}月" if has_day and "m" in wanted else ""
    words += f"{moment.day}日" if "d" in wanted else ""
    if not has_day:
        return Cell(f"{moment:%H:%M}", is_formula=is_formula)
    return Cell(words, day=moment.date(), is_formula=is_formula)


def _shown(number: Decimal, code: str) -> str:
    """Rounded as the cell rounds it; without the commas, which a report has not."""
    found = _NUMERIC.fullmatch(code)
    if found is None:
        return format(number, "f")
    places = found["decimals"] or ""
    value = number * 100 if found["percent"] else number
    try:
        value = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return format(number, "f")
    text = format(value, "f")
    optional = len(places) - places.count("0")
    while optional and text.endswith("0") and "." in text:
        text, optional = text[:-1], optional - 1
    return text.rstrip(".") + found["percent"]
