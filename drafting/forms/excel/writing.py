"""A form as a workbook: sheets that a clerk fills in from left to right and from top to bottom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from drafting.forms.excel import figures, values
from drafting.forms.excel.cells import (
    BOLD,
    HINT,
    LINK,
    PLAIN,
    TITLE,
    asked,
    entry,
    fit_rows,
    fixed,
    head,
    line,
    new_sheet,
    pieces,
    warned,
)
from drafting.forms.excel.formulas import no_day
from drafting.forms.excel.layout import (
    ACHIEVEMENTS,
    ATTACHMENT,
    BASIC_COLUMNS,
    BASIC_FIELDS,
    BASICS,
    EXAMPLES,
    FIGURES,
    GOVERNMENT,
    GUIDE,
    INTRODUCTION,
    LEADERS,
    LEVELS,
    NTH,
    OPEN,
    OTHER,
    OTHER_MATTERS,
    PARTY,
    PLAN,
    PROMISES,
    SHEETS,
    SHORTCOMINGS,
    TABLE_COLUMNS,
    TABLE_ITEM,
    TABLE_LABELS,
    TABLE_PART,
    TABLE_PARTS,
    TABLE_ROWS,
    TABLE_TITLE,
    TABLE_TOTAL,
    TABLES,
    VERSION,
    Field,
    squeezed,
)
from drafting.forms.source import Path
from drafting.ooxml.workbook import saved

_HEADER = 4
"""The row of column names in a sheet of texts."""
_SPARE = 20
_TABLES, _TABLE_WIDTH, _TABLE_HEIGHT = 3, 8, 6

Row = tuple[str, ...]


def workbook(data: Mapping[str, Any], notes: Mapping[Path, str]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    guide = new_sheet(book, GUIDE, (16, 62, 18), landscape=False)
    states = {BASICS: _basics(book, data)}
    last = figures.write(book, values.of(data, FIGURES), notes)
    states[FIGURES] = f"COUNTA({FIGURES}!B5:B{last})"
    figures.write_sample(book)
    for part in SHEETS:
        last = _texts(book, part, data)
        column = "A" if part in (SHORTCOMINGS, PROMISES) else "B"
        introductions = f'-COUNTIF({part}!A5:A{last},"{INTRODUCTION}")' if part == SHORTCOMINGS else ""
        states[part] = f"COUNTA({part}!{column}5:{column}{last}){introductions}"
    _tables(book, data)
    _guide(guide, states)
    for sheet in book.worksheets:
        fit_rows(sheet)
    return saved(book)


# 基本情况


def _basics(book: Workbook, data: Any) -> str:
    """Counts the needed fields that are still empty."""
    sheet = new_sheet(book, BASICS, (14, 56, 8, 46), landscape=False)
    line(sheet, 1, BASICS, TITLE, 4)
    line(sheet, 2, "只填有颜色的格：黄色必填，绿色可以不填。填完一格按回车或 Tab 到下一格。", HINT, 4)
    for column, name in enumerate(BASIC_COLUMNS, start=1):
        head(sheet, 3, column, name)
    sheet.freeze_panes, sheet.print_title_rows = "A4", "3:3"
    row, needed = 4, []
    for given in BASIC_FIELDS:
        fixed(sheet, row, 1, given.label, HINT if given.label == VERSION else BOLD)
        fixed(sheet, row, 3, "必填" if given.is_needed else "", HINT)
        fixed(sheet, row, 4, given.hint, HINT)
        value = values.at(data, given.path)
        if given.label == VERSION:
            fixed(sheet, row, 2, values.said(value) or "1", HINT)
            continue
        if given.is_needed:
            needed.append(f'({BASICS}!B{row}="")')
        for piece in _pieces(given, value):
            is_words = given.kind in ("line", "list")
            cell = entry(sheet, row, 2, piece, is_needed=given.is_needed, is_words=is_words)
            if given.kind == "day":
                cell.number_format = "yyyy-mm-dd"
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            _ask_basic(sheet, cell.coordinate, given)
            row += 1
    return "+".join(needed)


def _pieces(given: Field, value: Any) -> Sequence[Any]:
    if given.kind == "day":
        return [values.day(value)]
    if given.kind == "year":
        return [values.number(value)]
    return pieces(values.paragraphs(value), given.label)


def _ask_basic(sheet: Worksheet, cell: str, given: Field) -> None:
    if given.choices:
        asked(sheet, cell, choices=given.choices, error=f"请从列表里选：{'、'.join(given.choices)}。")
    elif given.kind == "year":
        asked(sheet, cell, kind="whole", between=("2000", "2099"), error="请填四位数的年份，如 2025。")
    elif given.kind == "day":
        # The days that Excel counts to 2000-01-01 and 2099-12-31.
        asked(sheet, cell, kind="date", between=("36526", "73050"), error="请填日期，如 2026-1-20。")
        warned(sheet, cell, no_day(cell))


# Sheets of texts

_WITH_ITEMS = {ACHIEVEMENTS: ("标题", "正文"), SHORTCOMINGS: ("不足", "原因"), PLAN: ("标题", "正文")}


def _texts(book: Workbook, part: str, data: Any) -> int:
    """The last row that can be filled in."""
    texts = SHEETS[part]
    sheet = new_sheet(book, part, [column.width for column in texts.columns])
    width = len(texts.columns)
    line(sheet, 1, part, TITLE, width)
    line(sheet, 2, texts.advice, HINT, width)
    for number, column in enumerate(texts.columns, start=1):
        head(sheet, 3, number, column.hint, HINT)
        head(sheet, _HEADER, number, column.name)
    sheet.freeze_panes, sheet.print_title_rows = f"A{_HEADER + 1}", f"{_HEADER}:{_HEADER}"
    rows = list(_rows(part, data))
    last = _HEADER + max(texts.rows, len(rows) + _SPARE)
    for row in range(_HEADER + 1, last + 1):
        given = rows[row - _HEADER - 1] if row - _HEADER <= len(rows) else ("",) * width
        for number, value in enumerate(given, start=1):
            # Of the items only the first is needed; one below it is up to the clerk.
            is_first = (
                part in _WITH_ITEMS and row == _HEADER + 2 and texts.columns[number - 1].name in _WITH_ITEMS[part]
            )
            is_needed = is_first or (given[0] in (PARTY, GOVERNMENT) and number > 1)
            is_long = texts.columns[number - 1].name in ("正文", "表现", "原因", "事项")
            entry(sheet, row, number, value, is_needed=is_needed, is_words=not is_long)
    if texts.kinds and part != SHORTCOMINGS:
        choices = f"请从列表里选：{'、'.join(texts.kinds)}。"
        asked(sheet, f"A{_HEADER + 1}:A{last}", choices=texts.kinds, error=choices)
    if part == PROMISES:
        asked(sheet, f"B{_HEADER + 1}:B{last}", source=_titles(ACHIEVEMENTS))
    return last


def _titles(part: str) -> str:
    """Where the headings of a part stand; some rows more than an empty form has do no harm."""
    return f"{part}!$B${_HEADER + 1}:$B${_HEADER + 200}"


def _rows(part: str, data: Any) -> Iterator[Row]:
    section = values.of(data, part)
    if part == PROMISES:
        for promise in values.filled(section):
            matter = values.paragraphs(values.of(promise, "事项"))
            yield matter, values.said(values.of(promise, "对应举措"))
        return
    if part == OTHER:
        yield from _row(OTHER_MATTERS, "", values.of(data, OTHER_MATTERS))
        for attachment in values.filled(values.of(data, ATTACHMENT)):
            name = values.said(values.of(attachment, "名称")) or OPEN
            yield from _row(ATTACHMENT, name, values.of(attachment, "正文"))
        return
    if part == SHORTCOMINGS:
        yield from _shortcomings(section)
        return
    yield from _row(INTRODUCTION, "", values.of(section, INTRODUCTION))
    for leader in (PARTY, GOVERNMENT) if part == LEADERS else ():
        duty = values.of(section, leader)
        yield from _row(leader, values.said(values.of(duty, "职务")), values.of(duty, "履职"))
    for item in values.filled(values.of(section, "项目")):
        yield from _item(item, 0)


def _row(kind: str, heading: str, text: Any) -> Iterator[Row]:
    first, *more = pieces(values.paragraphs(text), heading or kind)
    yield kind, heading, first
    for piece in more:
        yield "", "", piece


def _item(item: Any, depth: int) -> Iterator[Row]:
    yield from _row(LEVELS[depth], values.said(values.of(item, "标题")) or OPEN, values.of(item, "正文"))
    if depth + 1 < len(LEVELS):
        for inner in values.filled(values.of(item, "小项")):
            yield from _item(inner, depth + 1)


def _shortcomings(section: Any) -> Iterator[Row]:
    for number, piece in enumerate(pieces(values.paragraphs(values.of(section, INTRODUCTION)), SHORTCOMINGS)):
        yield "" if number else INTRODUCTION, piece, ""
    for item in values.filled(values.of(section, "项目")):
        heading = values.said(values.of(item, "不足")) or OPEN
        columns = [pieces(values.paragraphs(values.of(item, name)), heading) for name in ("表现", "原因")]
        for number, (text, cause) in enumerate(zip_longest(*columns, fillvalue="")):
            yield "" if number else heading, text, cause


# 表格


def _tables(book: Workbook, data: Any) -> None:
    blocks = list(_blocks(data))
    blocks += [{} for _ in range(_TABLES - len(blocks))] or [{}]
    width = max(_TABLE_WIDTH, *(len(row) for block in blocks for row in block.get(TABLE_ROWS, [()])), 1)
    sheet = new_sheet(book, TABLES, [30, *[16] * width])
    # A further table is a block copied below, with its labels.
    sheet.protection.sheet = False
    line(sheet, 1, TABLES, TITLE, width + 1)
    advice = "要放进报告的表，一张一块；没有就不填。不够时，把整整一块（从“放在哪一部分”到“各行内容”）复制到下面。"
    line(sheet, 2, advice, HINT, width + 1)
    sheet.freeze_panes = "B3"
    row = 4
    for block in blocks:
        row = _block(sheet, row, block, width) + 1


def _blocks(data: Any) -> Iterator[dict[str, Any]]:
    for part in TABLE_PARTS:
        holder = values.of(data, part)
        holders = values.filled(holder if part == ATTACHMENT else values.of(holder, "项目"))
        titles = [values.said(values.of(item, "名称" if part == ATTACHMENT else "标题")) for item in holders]
        known = Counter(map(squeezed, titles))
        for number, (item, title) in enumerate(zip(holders, titles, strict=True), start=1):
            is_clear = title and known[squeezed(title)] == 1 and not NTH.fullmatch(title)
            for table in values.filled(values.of(item, "表格")):
                yield {
                    TABLE_PART: part,
                    TABLE_ITEM: title if is_clear else f"第{number}项",
                    TABLE_TITLE: values.said(values.of(table, "标题")),
                    TABLE_TOTAL: values.said(values.of(table, "合计")),
                    TABLE_COLUMNS: [values.said(name) or OPEN for name in values.entries(values.of(table, "列"))],
                    TABLE_ROWS: [
                        [" ".join(values.said(cell).split()) for cell in values.entries(row)]
                        for row in values.filled(values.of(table, "行"))
                    ],
                }


def _block(sheet: Worksheet, row: int, block: Mapping[str, Any], width: int) -> int:
    """The row behind the block."""
    for label, hint in TABLE_LABELS.items():
        head(sheet, row, 1, f"{label}\n（{hint}）")
        value = block.get(label, "")
        if label == TABLE_ROWS:
            rows = list(value)
            for number in range(max(_TABLE_HEIGHT, len(rows) + 2)):
                cells = rows[number] if number < len(rows) else ()
                for column in range(width):
                    entry(sheet, row + number, column + 2, cells[column] if column < len(cells) else "")
            return row + max(_TABLE_HEIGHT, len(rows) + 2)
        for column in range(width if label == TABLE_COLUMNS else 1):
            given = value[column] if isinstance(value, list) and column < len(value) else value
            entry(sheet, row, column + 2, "" if isinstance(given, list) else given)
        if label == TABLE_PART:
            asked(sheet, f"B{row}", choices=TABLE_PARTS, error=f"请从列表里选：{'、'.join(TABLE_PARTS)}。")
        elif label == TABLE_TOTAL:
            asked(sheet, f"B{row}", choices=("是", "否"), error="请填“是”或“否”。")
        row += 1
    return row


# 填写说明

_STEPS = (
    "1. 从左到右逐张填写下面的工作表。只填有颜色的格：黄色必填，绿色可以不填；别的格不用动。",
    "2. 正文、表现、原因这些格里，分段按 Alt+回车；也可以接着写在下一行，左边的格空着。",
    "3. 标题前面不写“一、”“（一）”“1.”，序号由程序编排。",
    (
        "4. 报告里的数只在“数据”里填一次。正文里用到时写 {{ 组.名称 }}，如 {{ 纠纷.受理 }}，程序换成那里的数；"
        "量词接着写，如 受理纠纷{{ 纠纷.受理 }}件。比率、增减也这样写，由程序算，不要自己算。"
    ),
    "5. 行不够，在有颜色的行中间插入行。不要的行把内容清空。不要改工作表的名称和列名。",
    "6. 可以另加自己的工作表（如底稿），程序不读。格里写公式的，程序用它显示的结果。",
    "7. 填好保存，交给程序：fazhi draft 表单.xlsx。没填或填错的，程序会说明在哪张工作表的哪一格。",
)
_CONTENTS = {
    BASICS: "单位、年度、标题、主送、引言、落款",
    FIGURES: "报告里的数；比率、增减自动算出来给你看",
    EXAMPLES: "“数据”怎样填，不用填",
    ACHIEVEMENTS: "第一部分，必填",
    SHORTCOMINGS: "第二部分，必填，每条不足都要写原因",
    LEADERS: "第三部分，必填",
    PLAN: "第四部分，必填",
    OTHER: "其他需要报告的情况、附件；没有的不填",
    PROMISES: "上一年报告说要做的，由今年哪项举措落实；不写进报告，可不填",
    TABLES: "要放进报告的表；没有的不填",
}


def _guide(sheet: Worksheet, states: Mapping[str, str]) -> None:
    line(sheet, 1, "法治政府建设年度报告　填写说明", TITLE, 3)
    for row, step in enumerate(_STEPS, start=2):
        line(sheet, row, step, PLAIN, 3)
    start = len(_STEPS) + 3
    for column, name in enumerate(("工作表", "填什么", "填了多少"), start=1):
        head(sheet, start, column, name)
    for row, (name, what) in enumerate(_CONTENTS.items(), start=start + 1):
        link = fixed(sheet, row, 1, name)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{name}!A1")
        link.font = LINK
        fixed(sheet, row, 2, what)
        if name == BASICS:
            missing = states[name]
            fixed(sheet, row, 3, f'=IF({missing}=0,"必填的都填了","还缺"&({missing})&"项必填的")')
        elif name in states:
            fixed(sheet, row, 3, f'=IF({states[name]}=0,"还没有填","填了"&({states[name]})&"项")')
