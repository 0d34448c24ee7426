"""Who is expected to hand in: names in fazhi.toml, or one column of a workbook or of a text."""

from collections.abc import Iterable
from pathlib import Path

from drafting.config import Settings
from drafting.document.units import bare, is_unit
from drafting.readers import ReadError, file_bytes
from drafting.text.patterns import Pattern

_NOT_A_NAME = Pattern(r"^(?:序号|名称|单位|乡镇|单位名称|乡镇名称|报送单位|[0-9.、]*|.*名单|合计)$")
_LONGEST = 60
"""Characters of a name; what is longer is a remark."""
_MOST = 20_000
_NUMBER = Pattern(r"^[0-9]+[.、\s]\s*")


def names(listed: Iterable[str]) -> tuple[str, ...]:
    """As units are recognised; each once, in their order."""
    told = (_NUMBER.sub("", "".join(name.split())) for name in listed if len(name) <= _LONGEST)
    return tuple(dict.fromkeys(bare(name) for name in told if name and not _NOT_A_NAME.match(name)))


def of_settings(settings: Settings) -> tuple[str, ...]:
    """Empty where they name none. Raises ReadError."""
    return read(settings.roster_file) if settings.roster_file else names(settings.roster)


def read(path: Path) -> tuple[str, ...]:
    """Raises ReadError."""
    return names_in(file_bytes(path), path.name)


def names_in(data: bytes, name: str) -> tuple[str, ...]:
    """`name`: of the file, for whoever has to mend it. Raises ReadError."""
    if data.startswith(b"PK\x03\x04"):
        cells = _column(data)
    else:
        from drafting.readers.compound import refuse_as_workbook
        from drafting.readers.text import decode

        refuse_as_workbook(data)
        cells = [line.partition("\t")[0].partition(",")[0] for line in decode(data).splitlines()]
    if len(cells) > _MOST:
        raise ReadError(f"名单“{name}”的内容过多，不像是一份名单；请在第一列一行写一个乡镇。")
    found = names(cells)
    if not found:
        raise ReadError(f"名单“{name}”里没有名称；请在第一列一行写一个乡镇。")
    return found


def _column(data: bytes) -> list[str]:
    """Of the first sheet the column with the most words: numbers may stand before the names, remarks behind them."""
    from drafting.ooxml.sheets import read_sheets

    columns: dict[int, list[str]] = {}
    for sheet in read_sheets(data)[:1]:
        for (_, column), cell in sorted(sheet.cells.items()):
            if cell.number is None and cell.day is None:
                columns.setdefault(column, []).append(cell.shown)
    return max((columns[column] for column in sorted(columns)), key=_likely, default=[])


def _likely(words: list[str]) -> tuple[int, int]:
    found = names(words)
    return sum(is_unit(name) for name in found), len(found)
