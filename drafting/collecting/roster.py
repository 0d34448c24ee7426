"""Who is expected to hand in: names in fazhi.toml, or one column of a workbook or of a text."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from drafting.config import Settings
from drafting.document.units import is_unit, told_of
from drafting.readers import ReadError, file_bytes
from drafting.text.patterns import Pattern

_NOT_A_NAME = Pattern(
    r"^(?:序号|编号|名称|单位|乡镇|街道|单位名称|乡镇名称|乡镇（街道）|报送单位|备注|联系人|[0-9.、]*|.*名单|合计|总计|[0-9]+个|.*[。！？].*|.{81,})$"
)
_NUMBER = Pattern(r"^[(（]?[0-9]+[)）]?(?:[.．、\s]\s*|(?=[\u4e00-\u9fff]))")
_MOST = 20_000
"""Cells of a roster."""
_BETWEEN = Pattern(r"[、，；]")
_COMMA = Pattern(r"[,;]")


def names(listed: Iterable[str]) -> tuple[str, ...]:
    """As units are recognised, with the county where it is told; each once, in their order."""
    told = ("".join(_NUMBER.sub("", name.strip()).split()) for line in listed for name in _in_line(line))
    units = [told_of(name) for name in told if name and not _NOT_A_NAME.match(name)]
    with_county = {unit.name for unit in units if unit.county}
    # Somebody who names the county once and leaves it out the next time means one township.
    return tuple(
        dict.fromkeys(unit.county + unit.name for unit in units if unit.county or unit.name not in with_county)
    )


def _in_line(line: str) -> Iterator[str]:
    """Several names; behind a comma also what somebody noted beside one."""
    pieces = _COMMA.split(line)
    are_units = sum(is_unit(told_of("".join(piece.split())).name) for piece in pieces)
    for piece in pieces if 2 * are_units > len(pieces) else pieces[:1]:
        yield from _BETWEEN.split(piece)


def of_settings(settings: Settings) -> tuple[str, ...]:
    """Empty where they name none. Raises ReadError."""
    return read(settings.roster_file) if settings.roster_file else names(settings.roster)


def read(path: Path) -> tuple[str, ...]:
    """Raises ReadError, which names the file."""
    try:
        data = file_bytes(path)
    except ReadError as error:
        raise ReadError(f"名单“{path.name}”：{error}") from None
    return names_in(data, path.name)


def names_in(data: bytes, name: str) -> tuple[str, ...]:
    """`name`: of the file, for whoever has to mend it. Raises ReadError."""
    cells = _cells(data, name)
    if len(cells) > _MOST:
        raise ReadError(f"名单“{name}”的内容过多，不像是一份名单；请在第一列一行写一个乡镇。")
    found = names(cells)
    if not found:
        raise ReadError(f"名单“{name}”里没有名称；请在第一列一行写一个乡镇。")
    return found


def _cells(data: bytes, name: str) -> Sequence[str]:
    try:
        if data.startswith(b"PK\x03\x04"):
            return _likeliest(_columns_of_sheet(data))
        from drafting.readers.compound import refuse_as_workbook
        from drafting.readers.text import decode

        refuse_as_workbook(data)
        lines = decode(data).splitlines()
    except ReadError as error:
        raise ReadError(f"名单“{name}”：{error}") from None
    if not _is_table(lines, name):
        return lines
    columns: dict[int, list[str]] = {}
    try:
        for row in csv.reader(lines, delimiter=_delimiter(lines)):
            for column, cell in enumerate(row):
                columns.setdefault(column, []).append(cell)
    except csv.Error:
        raise ReadError(f"名单“{name}”读不了；请用 Excel 打开它，另存为 .xlsx 后再试。") from None
    return _likeliest(columns)


def _is_table(lines: Sequence[str], name: str) -> bool:
    return name.lower().endswith(".csv") or sum("\t" in line for line in lines) * 2 > len(lines)


def _delimiter(lines: Sequence[str]) -> str:
    return max("\t,;", key=lambda sign: sum(sign in line for line in lines))


def _columns_of_sheet(data: bytes) -> dict[int, list[str]]:
    """Of the first sheet."""
    from drafting.ooxml.sheets import read_sheets

    columns: dict[int, list[str]] = {}
    for sheet in read_sheets(data)[:1]:
        for (_, column), cell in sorted(sheet.cells.items()):
            if cell.number is None and cell.day is None:
                columns.setdefault(column, []).append(cell.shown)
    return columns


def _likeliest(columns: Mapping[int, list[str]]) -> list[str]:
    """The column with the most units: numbers may stand before the names, remarks behind them."""
    return max((columns[column] for column in sorted(columns)), key=_likely, default=[])


def _likely(words: list[str]) -> tuple[int, int]:
    found = names(words)
    return sum(is_unit(name) for name in found), len(found)
