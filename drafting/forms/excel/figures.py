"""The sheet of figures, and the one that shows how it is filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from drafting.forms.excel import values
from drafting.forms.excel.cells import BOLD, HINT, asked, entry, fixed, head, new_sheet, note, result, warned
from drafting.forms.excel.formulas import Formulas
from drafting.forms.excel.layout import (
    EXAMPLES,
    FIGURE_COLUMNS,
    FIGURE_KEYS,
    FIGURES,
    HELPERS,
    LAST,
    REFERENCE,
    SHOWN,
    Column,
)
from drafting.forms.source import Path
from drafting.ooxml.sheets import letters
from schemas.report.counts import BEFORE, BEHIND, read_parts
from schemas.report.values import is_blank

_HEADER, _LEAST, _SPARE = 4, 80, 20
_MEASURES = ("件", "次", "场次", "人次", "人", "份", "个", "项", "起", "名", "户", "宗", "条", "期", "万元")
_ADVICE = "报告里的数，一个一行，只在这里填一次；比率和增减由程序算。没有的格空着。怎样填，看“数据示例”。"
_SAMPLE = "照这个样子填在“数据”里。这一张只是示例，不用填，也不会写进报告。"
_SAMPLES: tuple[Mapping[str, Any], ...] = (
    {"组": "纠纷", "名称": "受理", "数": 44, "量词": "件", "分项": "邻里、土地、其他"},
    {"组": "纠纷", "名称": "邻里", "数": 25, "量词": "件"},
    {"组": "纠纷", "名称": "土地", "数": 13, "量词": "件"},
    {"组": "纠纷", "名称": "其他", "数": 6, "量词": "件"},
    {"组": "纠纷", "名称": "成功", "数": 42, "量词": "件", "属于": "受理"},
    {"组": "纠纷", "名称": "成功率", "分子": "成功", "分母": "受理"},
    {"组": "纠纷", "名称": "去年受理", "数": 40, "量词": "件"},
    {"组": "纠纷", "名称": "受理增减", "本期": "受理", "上期": "去年受理", "小数": 1},
    {"组": "普法", "名称": "活动", "数": 10, "概数": "余", "量词": "场次"},
    {"组": "普法", "名称": "受众", "数": "2.15万", "量词": "人次"},
    {"组": "普法", "名称": "满意度", "比率": "98%以上", "来源": "县司法局群众满意度调查"},
    {"组": "普法", "名称": "明年活动", "目标": "20场次"},
    {"组": "窗口", "名称": "填错了的", "数": 50, "量词": "件", "属于": "纠纷.受理"},
)


def write(book: Workbook, groups: Any, notes: Mapping[Path, str]) -> int:
    """The last row that can be filled in; `notes` say what a figure was last year."""
    rows = _rows(groups, notes)
    columns = _Columns(FIGURE_COLUMNS)
    if any(LAST.name in row for row in rows):
        columns = _Columns((*FIGURE_COLUMNS[:3], LAST, *FIGURE_COLUMNS[3:]))
    sheet = _sheet(book, FIGURES, _ADVICE, columns)
    last = _HEADER + max(_LEAST, len(rows) + _SPARE)
    _fill(sheet, rows, last, columns, is_sample=False)
    _ask(sheet, last, columns)
    return last


def write_sample(book: Workbook) -> None:
    columns = _Columns(FIGURE_COLUMNS)
    sheet = _sheet(book, EXAMPLES, _SAMPLE, columns)
    _fill(sheet, _SAMPLES, _HEADER + len(_SAMPLES), columns, is_sample=True)


@dataclass(frozen=True, slots=True)
class _Columns:
    shown: tuple[Column, ...]

    def number(self, name: str) -> int:
        return [*(column.name for column in self.shown), *HELPERS].index(name) + 1

    def letter(self, name: str) -> str:
        return letters(self.number(name))


def _last(group: Any, name: Any, notes: Mapping[Path, str]) -> Mapping[str, str]:
    was, source = (notes.get(path, "") for path in ((FIGURES, group, name), (FIGURES, group, name, "来源")))
    source = source.replace(f"{LAST.name}：", "来源：", 1)
    said = "；".join(filter(None, (was.removeprefix(f"{LAST.name}："), source)))
    return {LAST.name: said} if said else {}


def _rows(groups: Any, notes: Mapping[Path, str]) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for group, figures in groups.items() if isinstance(groups, Mapping) else ():
        named = {"组": values.said(group)}
        if isinstance(figures, Mapping):
            rows += [
                {**named, "名称": values.said(name), **_figure(value), **_last(group, name, notes)}
                for name, value in figures.items()
            ]
        else:
            rows.append(named if is_blank(figures) else {**named, "数": values.said(figures)})
    return rows


def _figure(value: Any) -> Mapping[str, Any]:
    given = value if isinstance(value, Mapping) else {"数": value}
    row = {column.name: values.of(given, column.name) for column in FIGURE_COLUMNS}
    row = {name: found for name, found in row.items() if not is_blank(found)}
    if "分项" in row:
        row["分项"] = "；".join("、".join(way) for way in read_parts(row["分项"]))
    return values.count(row)


def _sheet(book: Workbook, name: str, advice: str, columns: _Columns) -> Worksheet:
    sheet = new_sheet(book, name, [column.width for column in columns.shown])
    cell = fixed(sheet, 1, 1, advice, BOLD)
    cell.alignment = Alignment(vertical="center")
    number = 1
    for group, members in groupby(columns.shown, key=lambda column: column.group):
        width = len(list(members))
        for column in range(number, number + width):
            head(sheet, 2, column, group if column == number else "")
        sheet.merge_cells(start_row=2, start_column=number, end_row=2, end_column=number + width - 1)
        number += width
    for number, own in enumerate(columns.shown, start=1):
        head(sheet, 3, number, own.hint, HINT)
        head(sheet, _HEADER, number, own.name)
    for helper in HELPERS:
        fixed(sheet, _HEADER, columns.number(helper), helper, HINT)
        sheet.column_dimensions[columns.letter(helper)].hidden = True
    sheet.freeze_panes, sheet.print_title_rows = f"{columns.letter('数')}{_HEADER + 1}", f"2:{_HEADER}"
    return sheet


def _fill(
    sheet: Worksheet, rows: Sequence[Mapping[str, Any]], last: int, columns: _Columns, *, is_sample: bool
) -> None:
    names = [*(column.name for column in columns.shown), *HELPERS]
    formulas = Formulas({name: columns.letter(name) for name in names}, _HEADER + 1, last)
    for row in range(_HEADER + 1, last + 1):
        given = rows[row - _HEADER - 1] if row - _HEADER <= len(rows) else {}
        for number, column in enumerate(columns.shown, start=1):
            if column.name in (SHOWN, REFERENCE):
                continue
            if column.name == LAST.name:
                note(sheet, row, number, given.get(LAST.name, ""))
                continue
            is_number = column.name in ("数", "小数")
            value = given.get(column.name, "")
            entry(
                sheet, row, number, values.number(value) if is_number else values.said(value),
                is_needed=column.name in FIGURE_KEYS, is_words=not is_number, is_sample=is_sample,
            )  # fmt: skip
        for name, formula in formulas.row(row).items():
            result(sheet, row, columns.number(name), formula, BOLD if name == SHOWN else HINT)
    shown = columns.letter(SHOWN)
    warned(sheet, f"{shown}{_HEADER + 1}:{shown}{last}", f'LEFT(${shown}{_HEADER + 1})="【"')


def _ask(sheet: Worksheet, last: int, columns: _Columns) -> None:
    def cells(name: str) -> str:
        return f"{columns.letter(name)}{_HEADER + 1}:{columns.letter(name)}{last}"

    own = columns.letter("名称")
    names = f"${own}${_HEADER + 1}:${own}${last}"
    asked(
        sheet, cells("数"), kind="decimal", between=("0", "999999999999999"), may_differ=True,
        error="这里一般只填数字，如 44；量词、概数填在后面的格里。确实要写成 2.15万 这样的，请点“是”。",
    )  # fmt: skip
    asked(sheet, cells("小数"), kind="whole", between=("0", "4"), error="保留几位小数，填 0 至 4；不填为 2 位。")
    asked(sheet, cells("概数"), choices=(*BEHIND, *BEFORE), error="请从列表里选；准数不填。")
    asked(sheet, cells("量词"), choices=_MEASURES)
    for name in ("属于", "分子", "分母", "本期", "上期"):
        asked(sheet, cells(name), source=names)
