"""A form file to a Report; or everything that is wrong with it, from top to bottom."""

from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any, Protocol

from drafting.forms.source import FormError, Mistake, Path, Source
from drafting.readers import ReadError, file_bytes
from drafting.readers.compound import refuse_as_workbook
from drafting.readers.text import decode
from schemas.report import Report
from schemas.report.names import all_names, spellings
from schemas.report.reading import ReportError
from schemas.report.reading import read as read_report

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")
_LARGEST = 16 * 1024 * 1024
_LONGEST = 1_000_000
"""Characters; the longest real form has some ten thousand."""


def load(path: FilePath, *, incomplete: bool = False) -> tuple[Report, Source]:
    """Raises FormError with all mistakes, or ReadError where there is no form to read."""
    source = read(path)
    return validated(source, incomplete=incomplete), source


def read(path: FilePath) -> Source:
    return read_bytes(file_bytes(path, _LARGEST), path.suffix.lower())


def read_bytes(data: bytes, suffix: str = "") -> Source:
    """What the file is, is told by its content; the suffix only tells JSON from YAML where both could be."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # The names in a package are not compressed.
        if b"word/document.xml" in data:
            raise ReadError(
                "这是 Word 文档，不是表单；去年的报告可以用来开始一份新表单：在网页上点“从去年的开始”，或用 fazhi new --from。"
            )
        from drafting.forms.excel import read_workbook

        return read_workbook(data)
    refuse_as_workbook(data)
    if not data.strip():
        raise ReadError("表单是空的；可用 fazhi new 生成一份空表单。")
    if len(data) > 4 * _LONGEST:
        raise FormError((Mistake("", "", "文件太大，不像是一份表单"),))
    try:
        text = decode(data)
    except ReadError:
        raise ReadError(
            "看不出是表单：表单是 .yaml、.json 或 .xlsx 文件；打开是乱码的，请用记事本另存为 UTF-8 再试。"
        ) from None
    if len(text) > _LONGEST:
        raise FormError((Mistake("", "", "文件太大，不像是一份表单"),))
    if suffix == ".json" or (suffix not in (".yaml", ".yml") and text.lstrip().startswith("{")):
        from drafting.forms.json import read_json

        return read_json(text)
    from drafting.forms.yaml import read_yaml

    return read_yaml(text, all_names())


def validated(source: Source, *, incomplete: bool = False) -> Report:
    mistakes = list(source.mistakes)
    report = None
    if not isinstance(source.data, dict):
        mistakes.append(
            Mistake("", "", "看不出是表单：应当从“表单版本: 1”开始，一行一项；可用 fazhi new 生成一份空表单")
        )
    else:
        try:
            report = read_report(source.data, incomplete=incomplete)
        except ReportError as error:
            mistakes += [
                Mistake(place_of(told.place, source), field_name(told.place), told.sentence, told.is_open)
                for told in error.mistakes
            ]
    if mistakes or report is None:
        raise FormError(in_order(mistakes, source))
    return report


def in_order(mistakes: list[Mistake], source: Source) -> tuple[Mistake, ...]:
    last = len(source.order) + 1
    return tuple(sorted(dict.fromkeys(mistakes), key=lambda mistake: source.order.get(mistake.place, last)))


class _Placed(Protocol):
    @property
    def place(self) -> Path: ...
    @property
    def sentence(self) -> str: ...


def with_places(mistakes: Iterable[_Placed], source: Source) -> tuple[Mistake, ...]:
    """Mistakes that were found behind the loading, where they stand in the file."""
    told = [Mistake(place_of(each.place, source), field_name(each.place), each.sentence) for each in mistakes]
    return in_order(told, source)


def place_of(path: Path, source: Source) -> str:
    """Where a field stands or would stand, or the nearest one around it that is there; fields may have either name."""
    raw: list[str | int] = []
    value: Any = source.data
    for step in path:
        names = spellings().get(step, frozenset((step,))) if isinstance(step, str) else frozenset((step,))
        if isinstance(value, dict):
            found = next((name for name in names if name in value), None)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            found = step
        else:
            found = None
        if found is None:
            # A workbook has a cell for what nobody has filled in.
            raw += [name for name in names if (*raw, name) in source.places][:1]
            break
        raw.append(found)
        value = value[found]
    for length in range(len(raw), 0, -1):
        if tuple(raw[:length]) in source.places:
            return source.places[tuple(raw[:length])]
    return ""


def field_name(path: Path) -> str:
    return ".".join(f"第{step + 1}项" if isinstance(step, int) else step for step in path)
