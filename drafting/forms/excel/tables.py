"""The sheet of tables: blocks with labels on the left, each going to an item or an attachment."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from drafting.forms.excel.layout import (
    ATTACHMENT,
    NTH,
    TABLE_COLUMNS,
    TABLE_ITEM,
    TABLE_LABELS,
    TABLE_PART,
    TABLE_PARTS,
    TABLE_ROWS,
    TABLE_TITLE,
    TABLE_TOTAL,
    plain,
    squeezed,
)
from drafting.forms.excel.pages import Page
from drafting.forms.source import Path
from schemas.report.values import without_number

_Block = dict[str, list[int]]
"""The rows of each label."""


def read_tables(page: Page) -> None:
    """Goes last: a table needs the items it can go to."""
    labels = [at for at in sorted(page.sheet.cells) if plain(page.said(*at)) == TABLE_PART]
    if labels:
        label_at = labels[0][1]
        for block in _blocks(page, labels[0][0], label_at):
            _table(page, block, label_at)
    elif len(page.rows) > 2:
        page.tell(page.rows[0], 1, f"找不到“{TABLE_PART}”；请从空表单里复制一块过来，再填表格")


def _blocks(page: Page, first: int, label_at: int) -> list[_Block]:
    blocks: list[_Block] = []
    current = ""
    for row in page.rows:
        if row < first:
            continue
        label = plain(page.said(row, label_at))
        is_filled = bool(_beside(page, row, label_at))
        if label == TABLE_PART:
            blocks.append({})
        if label in TABLE_LABELS:
            current = label
            if label in blocks[-1] and is_filled:
                page.tell(row, label_at, f"“{label}”写了两次；每张表从“{TABLE_PART}”开始，请复制完整的一块")
            blocks[-1].setdefault(label, []).append(row)
        elif is_filled and not label and current == TABLE_ROWS:
            blocks[-1][TABLE_ROWS].append(row)
        elif is_filled:
            known = "、".join(TABLE_LABELS)
            page.tell(row, label_at, f"看不出这一行是什么；左边应当写{known}之一，“{TABLE_ROWS}”下面可以空着")
    return blocks


def _beside(page: Page, row: int, label_at: int) -> dict[int, str]:
    """What stands to the right of a label, by column from 0."""
    columns = (column for column in page.columns_in(row) if column > label_at and page.is_filled(row, column))
    return {column - label_at - 1: page.take(row, column) for column in columns}


def _table(page: Page, block: _Block, label_at: int) -> None:
    typed = {label: _beside(page, rows[0], label_at) for label, rows in block.items()}
    rows = [(row, found) for row in block.get(TABLE_ROWS, ()) if (found := _beside(page, row, label_at))]
    if not rows and not any(typed.values()):
        return
    single = {}
    for label in (TABLE_PART, TABLE_ITEM, TABLE_TITLE, TABLE_TOTAL):
        value, *more = typed.get(label, {}).items() or [(0, "")]
        single[label] = value[1]
        for column, _ in more:
            page.tell(block[label][0], label_at + 1 + column, f"“{label}”只填一格；请删去这里的内容")
    path = _place(page, block, label_at + 1, single)
    if path is None:
        return
    columns = typed.get(TABLE_COLUMNS, {})
    width = max(columns, default=-1) + 1
    for at, row, column in _marks(block, rows, width):
        page.mark((*path, *at), row, label_at + 1 + column)
    table: dict[str, Any] = {
        "标题": single[TABLE_TITLE] or None,
        "列": [columns.get(number) for number in range(width)] or None,
        # A cell too many stays, so that it is told.
        "行": [[found.get(n, "") for n in range(max(width, max(found) + 1))] for _, found in rows] or None,
    }
    if single[TABLE_TOTAL]:
        table["合计"] = single[TABLE_TOTAL]
    holder = page.book.data[str(path[0])]
    entries = holder if path[0] == ATTACHMENT else holder["项目"]
    entries[path[-3]].setdefault("表格", []).append(table)


def _marks(block: _Block, rows: list[tuple[int, dict[int, str]]], width: int) -> Iterator[tuple[Path, int, int]]:
    """Where in the table, in which row, in which column from 0."""
    names = {
        TABLE_PART: (),
        TABLE_TITLE: ("标题",),
        TABLE_TOTAL: ("合计",),
        TABLE_COLUMNS: ("列",),
        TABLE_ROWS: ("行",),
    }
    for label, name in names.items():
        if label in block:
            yield name, block[label][0], 0
    for number in range(width):
        yield ("列", number), block[TABLE_COLUMNS][0], number
    for number, (row, _) in enumerate(rows):
        yield ("行", number), row, 0


def _place(page: Page, block: _Block, column: int, single: Mapping[str, str]) -> Path | None:
    """Where the table goes, as the path of it."""
    part, item = plain(single[TABLE_PART]), single[TABLE_ITEM]
    part_row = block[TABLE_PART][0]
    item_row = block.get(TABLE_ITEM, [part_row])[0]
    if part and part not in TABLE_PARTS:
        page.tell(part_row, column, f"“{part}”不是放表格的部分；请写{'、'.join(TABLE_PARTS)}之一")
        return None
    if not part and not item:
        page.tell(part_row, column, f"没有写这张表放在哪里；请在“{TABLE_PART}”里选，再照抄“{TABLE_ITEM}”的标题")
        return None
    parts = (part,) if part else TABLE_PARTS
    found = [path for name in parts for path in _matching(page, name, item)]
    if len(found) == 1:
        return found[0]
    where = f"“{part}”里" if part else "各部分里"
    if not item:
        page.tell(item_row, column, "没有写这张表放在哪一项；请照抄那一项的标题，或写 第2项 这样")
    elif found and part:
        page.tell(item_row, column, f"{where}有{len(found)}项都叫“{item}”；请改写成 第2项 这样")
    elif found:
        page.tell(part_row, column, f"叫“{item}”的不止一项；请选这张表放在哪一部分")
    else:
        known = [without_number(_title(entry)) for name in parts for entry in _holders(page, name)]
        near = get_close_matches(without_number(squeezed(item)), filter(None, known), 1, 0.4)
        hint = f"，是不是“{near[0]}”" if near else "；请照抄那一项（二级）的标题"
        page.tell(item_row, column, f"{where}没有“{item}”这一项{hint}")
    return None


def _holders(page: Page, part: str) -> list[dict[str, Any]]:
    """The items or attachments that a table of this part can go to."""
    holder = page.book.data.get(part) or []
    entries: list[dict[str, Any]] = holder.get("项目") or [] if isinstance(holder, dict) else holder
    return entries


def _title(entry: Mapping[str, Any]) -> str:
    return squeezed(entry.get("标题") or entry.get("名称") or "")


def _matching(page: Page, part: str, item: str) -> Iterator[Path]:
    entries = _holders(page, part)
    start = (ATTACHMENT,) if part == ATTACHMENT else (part, "项目")
    numbered = NTH.fullmatch(item)
    if numbered:
        meant = [number for number in range(len(entries)) if number + 1 == int(numbered[1])]
    elif item:
        # A typed number is told where the heading is; the table knows its item all the same.
        meant = [number for number, entry in enumerate(entries) if _title(entry) == squeezed(item)] or [
            number
            for number, entry in enumerate(entries)
            if without_number(_title(entry)) == without_number(squeezed(item))
        ]
    else:
        meant = [0] if len(entries) == 1 else []
    for number in meant:
        yield (*start, number, "表格", len(entries[number].get("表格", ())))
