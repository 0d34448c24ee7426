"""A filled-in workbook to plain data. What is shown in an input cell counts; our own computed columns are not looked at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from drafting.forms.excel.layout import (
    ATTACHMENT,
    BASIC_COLUMNS,
    BASIC_FIELDS,
    BASICS,
    COMPUTED,
    COUNT_FIELDS,
    FIGURE_COLUMNS,
    FIGURE_KEYS,
    FIGURES,
    FORM,
    GOVERNMENT,
    INTRODUCTION,
    KINDS,
    LEADERS,
    LEVELS,
    NEEDED,
    NOT_READ,
    NTH,
    OTHER,
    OTHER_MATTERS,
    PARTY,
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
    plain,
    squeezed,
)
from drafting.forms.source import Mistake, Path, Source
from drafting.ooxml.sheets import Cell, Sheet, letters, read_sheets
from drafting.readers import ReadError

_NOT_OURS = "这个工作簿不是本程序的表单（没有“基本情况”等工作表）；可用 fazhi new -o 表单.xlsx 生成一份空表单。"
_HEADER_WITHIN = 40
"""Rows in which the column names are looked for."""
_UNREAD = "这里的内容没有对应的列名，不会写进报告；请移到有列名的格里，或者删去"


def source(data: bytes) -> Source:
    book = _Book(read_sheets(data))
    book.read()
    spots = sorted(book.spots.items(), key=lambda spot: spot[1])
    return Source(
        book.data, book.places, tuple(book.mistakes), {place: number for number, (place, _) in enumerate(spots)}
    )


class _Page:
    """A sheet, and where what is found in it is put."""

    def __init__(self, sheet: Sheet, number: int, book: "_Book") -> None:
        self.name = sheet.name.strip()
        self.sheet = sheet
        self._number = number
        self._book = book
        self.rows = sorted({row for row, _ in sheet.cells})

    def place(self, row: int, column: int) -> str:
        place = f"工作表“{self.sheet.name}”{letters(column)}{row}"
        self._book.spots[place] = (self._number, row, column)
        return place

    def mark(self, path: Path, row: int, column: int) -> None:
        self._book.places.setdefault(path, self.place(row, column))

    def tell(self, row: int, column: int, sentence: str, name: str = "") -> None:
        self._book.mistakes.append(Mistake(self.place(row, column), name, sentence))

    def said(self, row: int, column: int | None) -> str:
        cell = self.sheet.cells.get((row, column)) if column else None
        return cell.shown.strip() if cell else ""

    def take(self, row: int, column: int | None, path: Path = ()) -> str:
        """What an input cell says; told where it is the failure of a formula."""
        if not column:
            return ""
        if path:
            self.mark(path, row, column)
        cell = self.sheet.cells.get((row, column))
        if cell is None or (cell.is_error and self._failed(row, column, cell)):
            return ""
        if cell.is_formula and not cell.shown:
            self.tell(row, column, "这里是公式，文件里没有它算出的结果；请直接写内容")
        return cell.shown.strip()

    def _failed(self, row: int, column: int, cell: Cell) -> bool:
        what = "公式出了错" if cell.is_formula else "内容出了错"
        self.tell(row, column, f"这一格显示“{cell.shown}”，{what}；请直接写内容")
        return True

    def merged_into(self, row: int, column: int) -> tuple[int, int]:
        for first, last in self.sheet.merged:
            if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                return first
        return row, column

    def columns_in(self, row: int) -> list[int]:
        return sorted(column for at, column in self.sheet.cells if at == row)


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: Mapping[str, int]

    def get(self, name: str) -> int | None:
        return self.columns.get(name)


@dataclass(slots=True)
class _Entry:
    """A row of a sheet of texts, with the rows below that go on with it."""

    kind: str
    row: int
    heading: str
    heading_at: int
    text_at: tuple[int, int]
    paragraphs: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


class _Book:
    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.data: dict[str, Any] = {}
        self.places: dict[Path, str] = {}
        self.mistakes: list[Mistake] = []
        self.spots: dict[str, tuple[int, int, int]] = {}
        pages = [_Page(sheet, number, self) for number, sheet in enumerate(sheets)]
        self._pages = {page.name: page for page in reversed(pages) if page.name in FORM}
        self._others = [page for page in pages if page.name not in (*FORM, *NOT_READ)]

    def read(self) -> None:
        if BASICS not in self._pages and len(self._pages) < 2:
            raise ReadError(_NOT_OURS)
        for name in FORM:
            if name not in self._pages:
                self._tell_missing(name)
        readers = {BASICS: self._basics, FIGURES: self._figures, SHORTCOMINGS: self._shortcomings}
        readers |= {PROMISES: self._promises, TABLES: self._tables}
        for name in FORM:
            if name in self._pages:
                readers.get(name, self._part)(self._pages[name])

    def _tell_missing(self, name: str) -> None:
        keys = {BASICS: BASIC_COLUMNS[:2], FIGURES: FIGURE_KEYS, **{key: texts.key for key, texts in SHEETS.items()}}
        key = keys.get(name, (TABLE_PART,))
        for page in self._others:
            if any(set(key) <= {plain(page.said(row, c)) for c in page.columns_in(row)} for row in page.rows[:20]):
                sentence = f"没有工作表“{name}”，这一张看起来就是；请把它的名称改回“{name}”"
                self.mistakes.append(Mistake(f"工作表“{page.sheet.name}”", "", sentence))
                return
        if name in NEEDED:
            sentence = f"没有工作表“{name}”；改了名的请改回来，删去的请从空表单里复制一张"
            self.mistakes.append(Mistake("", "", sentence))

    def _header(self, page: _Page, names: Sequence[str], key: Sequence[str]) -> _Header | None:
        """The row that has most of the column names; told where one of those is lost that nothing is read without."""
        best: dict[str, int] = {}
        best_row = 1
        for row in page.rows[:_HEADER_WITHIN]:
            columns: dict[str, int] = {}
            for column in page.columns_in(row):
                columns.setdefault(plain(page.said(row, column)), column)
            known = {name: column for name, column in columns.items() if name in names}
            if len(known) > len(best):
                best, best_row = known, row
        if best:
            self._unknown_columns(page, best_row, names, set(best.values()))
        lost = [name for name in key if name not in best]
        if not lost:
            return _Header(best_row, best)
        page.tell(best_row, 1, f"找不到列名{'、'.join(f'“{name}”' for name in lost)}；请从空表单里复制列名这一行")
        return None

    def _unknown_columns(self, page: _Page, row: int, names: Sequence[str], known: set[int]) -> None:
        missing = [name for name in names if name not in {plain(page.said(row, column)) for column in known}]
        for column in page.columns_in(row):
            name = page.said(row, column)
            if column in known or not name:
                continue
            if plain(name) in names:
                page.tell(row, column, f"列名“{name}”写了两次；请删去一列")
                continue
            near = get_close_matches(plain(name), missing, 1, 0.3)
            if near:
                page.tell(row, column, f"没有“{name}”这一列，是不是“{near[0]}”；请改名")
            elif any(page.said(below, column) for below in page.rows if below > row):
                page.tell(row, column, f"没有“{name}”这一列，下面的内容不会写进报告；请删去这一列")

    def _below(self, page: _Page, header: _Header) -> Iterator[int]:
        """The rows under a header; content under no header is told once a column."""
        headed = {column for column in page.columns_in(header.row) if page.said(header.row, column)}
        told: set[int] = set()
        for row in page.rows:
            if row <= header.row:
                continue
            for column in page.columns_in(row):
                # What is computed beside the form is the clerk's own affair.
                is_typed = page.said(row, column) and not page.sheet.cells[row, column].is_formula
                if column not in headed and column not in told and is_typed:
                    told.add(column)
                    page.tell(row, column, _UNREAD)
            yield row

    def _put(self, path: Path, value: Any) -> None:
        inner = self.data
        for step in path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(path[-1])] = value

    # 基本情况

    def _basics(self, page: _Page) -> None:
        header = self._header(page, BASIC_COLUMNS, BASIC_COLUMNS[:2])
        if header is None:
            return
        fields = {plain(entry.label): entry for entry in BASIC_FIELDS}
        values: dict[str, list[tuple[int, str]]] = {}
        last = ""
        label_at, value_at = header.columns["项目"], header.columns["填写"]
        for row in self._below(page, header):
            label, typed = plain(page.said(row, label_at)), page.said(row, value_at)
            if label in values and typed:
                page.tell(row, label_at, f"“{label}”写了两次；请删去一处")
            elif label in fields:
                last = label
                values[label] = [(row, self._basic(page, row, value_at, fields[label]))]
            elif typed and (label or not last or fields[last].kind not in ("text", "list")):
                known = "、".join(entry.label for entry in BASIC_FIELDS)
                what = f"没有“{label}”这一项" if label else "这一行没有写“项目”"
                page.tell(row, label_at, f"{what}；可以填的有：{known}")
            elif typed:
                values[last].append((row, self._basic(page, row, value_at, fields[last])))
        for label, entries in values.items():
            self._put_basic(page, fields[label], entries, value_at)

    @staticmethod
    def _basic(page: _Page, row: int, column: int, entry: Field) -> str:
        text = page.take(row, column, entry.path)
        cell = page.sheet.cells.get((row, column))
        return cell.day.isoformat() if entry.kind == "day" and cell and cell.day else text

    def _put_basic(self, page: _Page, entry: Field, typed: list[tuple[int, str]], column: int) -> None:
        text = "\n".join(value for _, value in typed if value)
        if entry.kind == "list":
            lines = [(row, line.strip()) for row, value in typed for line in value.splitlines() if line.strip()]
            for number, (row, _) in enumerate(lines):
                page.mark((*entry.path, number), row, column)
            if lines:
                self._put(entry.path, [line for _, line in lines])
        elif text or entry.is_needed or entry.label == VERSION:
            self._put(entry.path, text or None)

    # 数据

    def _figures(self, page: _Page) -> None:
        names = [*(column.name for column in FIGURE_COLUMNS), *COMPUTED]
        header = self._header(page, names, FIGURE_KEYS)
        if header is None:
            return
        groups: dict[str, dict[str, Any] | None] = {}
        seen: dict[tuple[str, str], int] = {}
        group_above = ""
        for row in self._below(page, header):
            typed = {
                name: page.take(row, column)
                for name, column in header.columns.items()
                if name not in (*FIGURE_KEYS, *COMPUTED) and page.said(row, column)
            }
            group = page.take(*page.merged_into(row, header.columns["组"]))
            name = page.take(row, header.columns["名称"])
            if not name and not typed:
                if page.said(row, header.columns["组"]):
                    groups.setdefault(group, None)
                    page.mark((FIGURES, group), row, header.columns["组"])
                continue
            if not group or not name:
                what = "组" if not group else "名称"
                like = f"，如上面的“{group_above}”" if not group and group_above else ""
                page.tell(row, header.columns[what], f"没有填“{what}”；每一行都要填{like}")
                continue
            group_above = group
            if (group, name) in seen:
                sentence = f"“{group}”里的“{name}”第{seen[group, name]}行已经填过；请改名或删去一行"
                page.tell(row, header.columns["名称"], sentence)
                continue
            seen[group, name] = row
            page.mark((FIGURES, group), row, header.columns["组"])
            inside = groups.get(group) or {}
            groups[group] = inside
            inside[name] = self._figure(page, row, header, (FIGURES, group, name), typed)
        if groups:
            self.data[FIGURES] = groups

    def _figure(self, page: _Page, row: int, header: _Header, path: Path, typed: dict[str, str]) -> dict[str, Any]:
        kinds = [name for name in KINDS if name in typed]
        if not kinds:
            kinds = ["比率" if "来源" in typed and not typed.keys() & set(COUNT_FIELDS) else "数"]
        value: dict[str, Any] = {}
        for name, text in typed.items():
            page.mark((*path, name), row, header.columns[name])
            if len({KINDS[kind] for kind in kinds}) == 1 and name not in KINDS[kinds[0]]:
                fitting = "、".join(f"“{kind}”" for kind, columns in KINDS.items() if name in columns)
                page.tell(
                    row, header.columns[name], f"“{name}”要和{fitting}一起填，这一行填的是“{kinds[0]}”；请清空这一格"
                )
            elif name == "分项":
                value[name] = [part for part in _BETWEEN_NAMES.split(text) if part]
            else:
                value[name] = _number(page.sheet.cells[row, header.columns[name]]) if name == "数" else text
        for name in {"比率": ("比率", "来源"), "数": ("数",)}.get(kinds[0], KINDS[kinds[0]][:2]):
            if len(kinds) <= 2 and name not in value and name in KINDS[kinds[0]][:2] and name in header.columns:
                value[name] = None
                page.mark((*path, name), row, header.columns[name])
        page.mark(path, row, header.columns.get(kinds[0] if kinds == ["数"] else "名称", header.columns["名称"]))
        return value

    # The parts

    def _part(self, page: _Page) -> None:
        texts = SHEETS[page.name]
        header = self._header(page, [column.name for column in texts.columns], texts.key)
        if header is None:
            return
        entries = list(self._entries(page, header))
        if page.name == OTHER:
            self._other(page, entries)
            return
        part = self.data.setdefault(page.name, {})
        heading_at = header.columns[texts.columns[1].name]
        page.mark((page.name,), header.row, heading_at)
        page.mark((page.name, "项目"), header.row + 1, heading_at)
        for entry in entries:
            if entry.kind == INTRODUCTION:
                page.mark((page.name, INTRODUCTION), *entry.text_at)
                if entry.heading:
                    page.tell(entry.row, entry.heading_at, "“引言”没有标题；请清空这一格，内容写在“正文”里")
                if entry.text:
                    part[INTRODUCTION] = "\n".join(filter(None, (part.get(INTRODUCTION), entry.text)))
            elif entry.kind in (PARTY, GOVERNMENT):
                path = (page.name, entry.kind)
                page.mark(path, entry.row, entry.heading_at)
                page.mark((*path, "职务"), entry.row, entry.heading_at)
                page.mark((*path, "履职"), *entry.text_at)
                if entry.kind in part and (entry.heading or entry.text):
                    page.tell(entry.row, entry.heading_at, f"“{entry.kind}”写了两次；请合并成一行")
                part.setdefault(entry.kind, {"职务": entry.heading or None, "履职": entry.text or None})
        items = self._items(page, [entry for entry in entries if entry.kind in LEVELS])
        if items or page.name != LEADERS:
            part["项目"] = items

    def _entries(self, page: _Page, header: _Header) -> Iterator[_Entry]:
        texts = SHEETS[page.name]
        kind_at, heading_at, text_at = (header.get(column.name) for column in texts.columns)
        if heading_at is None:
            return
        rows = list(self._below(page, header))
        has_depth = any(_kind(page.said(row, kind_at)) in LEVELS[1:] for row in rows)
        entry: _Entry | None = None
        for row in rows:
            label, heading = page.said(row, kind_at), page.take(row, heading_at)
            text = page.take(row, text_at)
            kind = _kind(label)
            if label and kind not in texts.kinds:
                page.tell(row, kind_at or heading_at, f"“{label}”不能写在这里；请选{'、'.join(texts.kinds)}之一")
                continue
            if not label and not heading:
                if text and entry is None and INTRODUCTION in texts.kinds:
                    entry = _Entry(INTRODUCTION, row, "", heading_at, (row, text_at or heading_at))
                if text and entry is not None:
                    entry.paragraphs.append(text)
                elif text:
                    page.tell(row, heading_at, f"这一段没有标题；请在左边填上“{texts.columns[1].name}”")
                continue
            if not label:
                kind = ATTACHMENT if page.name == OTHER else LEVELS[0]
                if has_depth or page.name == LEADERS:
                    choices = "、".join(kind for kind in texts.kinds if kind != INTRODUCTION)
                    page.tell(row, kind_at or heading_at, f"没有填“{texts.columns[0].name}”；请选{choices}之一")
            if label and not heading and not text and kind in (*LEVELS, ATTACHMENT):
                continue
            if entry is not None:
                yield entry
            entry = _Entry(kind, row, heading, heading_at, (row, text_at or heading_at), [text] if text else [])
        if entry is not None:
            yield entry

    def _items(self, page: _Page, entries: Sequence[_Entry]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        above: list[tuple[dict[str, Any], Path]] = []
        for entry in entries:
            depth = LEVELS.index(entry.kind)
            if depth > len(above):
                sentence = (
                    f"{entry.kind}前面要先有{LEVELS[depth - 1]}；请改选“层次”，或在上面补上{LEVELS[depth - 1]}的标题"
                )
                page.tell(entry.row, entry.heading_at, sentence)
                depth = len(above)
            above = above[:depth]
            if above:
                siblings, path = above[-1][0].setdefault("小项", []), (*above[-1][1], "小项")
            else:
                siblings, path = items, (page.name, "项目")
            path = (*path, len(siblings))
            item: dict[str, Any] = {"标题": entry.heading or None}
            page.mark(path, entry.row, entry.heading_at)
            page.mark((*path, "标题"), entry.row, entry.heading_at)
            page.mark((*path, "正文"), *entry.text_at)
            if entry.text:
                item["正文"] = entry.text
            elif depth == len(LEVELS) - 1:
                item["正文"] = None
            siblings.append(item)
            above.append((item, path))
        return items

    def _other(self, page: _Page, entries: Sequence[_Entry]) -> None:
        attachments: list[dict[str, Any]] = []
        for entry in entries:
            if entry.kind == OTHER_MATTERS:
                page.mark((OTHER_MATTERS,), *entry.text_at)
                if entry.heading:
                    page.tell(entry.row, entry.heading_at, f"“{OTHER_MATTERS}”没有标题；请清空这一格，内容写在“正文”里")
                if entry.text:
                    self.data[OTHER_MATTERS] = "\n".join(filter(None, (self.data.get(OTHER_MATTERS), entry.text)))
                continue
            path = (ATTACHMENT, len(attachments))
            page.mark(path, entry.row, entry.heading_at)
            page.mark((*path, "名称"), entry.row, entry.heading_at)
            page.mark((*path, "正文"), *entry.text_at)
            attachments.append({"名称": entry.heading or None, **({"正文": entry.text} if entry.text else {})})
        if attachments:
            self.data[ATTACHMENT] = attachments

    def _shortcomings(self, page: _Page) -> None:
        names = [column.name for column in SHEETS[SHORTCOMINGS].columns]
        header = self._header(page, names, SHEETS[SHORTCOMINGS].key)
        if header is None:
            return
        part = self.data.setdefault(SHORTCOMINGS, {})
        items: list[dict[str, Any]] = []
        at = {name: header.get(name) for name in names}
        first = header.columns["不足"]
        page.mark((SHORTCOMINGS,), header.row, first)
        page.mark((SHORTCOMINGS, "项目"), header.row + 1, first)
        in_introduction = False
        for row in self._below(page, header):
            heading, text, cause = (page.take(row, at[name]) for name in names)
            if plain(heading) == INTRODUCTION or (in_introduction and not heading and not cause):
                in_introduction = True
                page.mark((SHORTCOMINGS, INTRODUCTION), row, at["表现"] or first)
                if text:
                    part[INTRODUCTION] = "\n".join(filter(None, (part.get(INTRODUCTION), text)))
                if cause:
                    page.tell(row, header.columns["原因"], "“引言”这一行不写原因；请移到下面那条不足里")
                continue
            if not heading and not text and not cause:
                continue
            if heading or not items or in_introduction:
                items.append({"不足": heading or None, "原因": None})
                page.mark((SHORTCOMINGS, "项目", len(items) - 1), row, first)
            in_introduction = False
            for name, value in (("不足", ""), ("表现", text), ("原因", cause)):
                page.mark((SHORTCOMINGS, "项目", len(items) - 1, name), row, at[name] or first)
                if value:
                    items[-1][name] = "\n".join(filter(None, (items[-1].get(name), value)))
        part["项目"] = items

    def _promises(self, page: _Page) -> None:
        names = [column.name for column in SHEETS[PROMISES].columns]
        header = self._header(page, names, SHEETS[PROMISES].key)
        if header is None:
            return
        promises: list[dict[str, Any]] = []
        for row in self._below(page, header):
            typed = {name: page.take(row, header.columns[name]) for name in names}
            if any(typed.values()):
                for name in names:
                    page.mark((PROMISES, len(promises), name), row, header.columns[name])
                promises.append({"事项": typed["事项"] or None})
                if typed["对应举措"]:
                    promises[-1]["对应举措"] = typed["对应举措"]
        if promises:
            self.data[PROMISES] = promises

    # 表格

    def _tables(self, page: _Page) -> None:
        labels = [at for at in sorted(page.sheet.cells) if plain(page.said(*at)) == TABLE_PART]
        if not labels:
            if len(page.sheet.cells) > 2:
                page.tell(page.rows[0], 1, f"找不到“{TABLE_PART}”；请从空表单里复制一块过来，再填表格")
            return
        label_at = labels[0][1]
        blocks: list[dict[str, list[int]]] = []
        current = ""
        for row in page.rows:
            if row < labels[0][0]:
                continue
            label = plain(page.said(row, label_at))
            beside = [column for column in page.columns_in(row) if column > label_at and page.said(row, column)]
            if label == TABLE_PART:
                blocks.append({})
            if label in TABLE_LABELS:
                current = label
                if label in blocks[-1] and beside:
                    page.tell(row, label_at, f"“{label}”写了两次；每张表从“{TABLE_PART}”开始，请复制完整的一块")
                blocks[-1].setdefault(label, []).append(row)
            elif beside and not label and current == TABLE_ROWS:
                blocks[-1][TABLE_ROWS].append(row)
            elif beside:
                known = "、".join(TABLE_LABELS)
                page.tell(row, label_at, f"看不出这一行是什么；左边应当写{known}之一，“{TABLE_ROWS}”下面可以空着")
        for block in blocks:
            self._table(page, block, label_at)

    def _table(self, page: _Page, block: Mapping[str, list[int]], label_at: int) -> None:
        def typed(label: str) -> tuple[int, dict[int, str]]:
            row = block[label][0] if label in block else block[TABLE_PART][0]
            values = {column: page.take(row, column) for column in page.columns_in(row) if column > label_at}
            return row, {column: value for column, value in values.items() if value and label in block}

        def single(label: str) -> str:
            row, values = typed(label)
            for column in list(values)[1:]:
                page.tell(row, column, f"“{label}”只填一格；请删去这里的内容")
            return next(iter(values.values()), "")

        columns_row, columns = typed(TABLE_COLUMNS)
        rows = [
            (row, {c: page.take(row, c) for c in page.columns_in(row) if c > label_at and page.said(row, c)})
            for row in block.get(TABLE_ROWS, ())
        ]
        rows = [(row, values) for row, values in rows if values]
        part, item, title, total = map(single, (TABLE_PART, TABLE_ITEM, TABLE_TITLE, TABLE_TOTAL))
        if not (part or item or title or total or columns or rows):
            return
        path = self._table_place(page, block, label_at + 1, part, item)
        if path is None:
            return
        first = label_at + 1
        width = max(columns, default=label_at) - label_at
        for label, name in (
            (TABLE_TITLE, "标题"), (TABLE_TOTAL, "合计"), (TABLE_COLUMNS, "列"), (TABLE_ROWS, "行"), (TABLE_PART, ""),
        ):  # fmt: skip
            if label in block:
                page.mark((*path, name) if name else path, block[label][0], first)
        for number in range(width):
            page.mark((*path, "列", number), columns_row, first + number)
        for number, (row, _) in enumerate(rows):
            page.mark((*path, "行", number), row, first)
        table: dict[str, Any] = {
            "标题": title or None,
            "列": [columns.get(first + number) for number in range(width)] or None,
            "行": [
                [values.get(first + number, "") for number in range(max(width, max(values) - label_at))]
                for _, values in rows
            ]
            or None,
        }
        if total:
            table["合计"] = total
        part = str(path[0])
        holder = self.data[part] if part == ATTACHMENT else self.data[part]["项目"]
        holder[path[-3]].setdefault("表格", []).append(table)

    def _table_place(
        self, page: _Page, block: Mapping[str, list[int]], column: int, part: str, item: str
    ) -> Path | None:
        """Where the table goes, as the path of it."""
        part_row = block[TABLE_PART][0]
        item_row = block.get(TABLE_ITEM, [part_row])[0]
        if part and plain(part) not in TABLE_PARTS:
            page.tell(part_row, column, f"“{part}”不是放表格的部分；请写{'、'.join(TABLE_PARTS)}之一")
            return None
        found: list[Path] = []
        known: list[str] = []
        for name in [plain(part)] if part else TABLE_PARTS:
            holder = self.data.get(name) or []
            entries = holder.get("项目") or [] if isinstance(holder, dict) else holder
            start = (ATTACHMENT,) if name == ATTACHMENT else (name, "项目")
            titles = [squeezed(entry.get("标题") or entry.get("名称") or "") for entry in entries]
            known += [title for title in titles if title]
            numbered = NTH.fullmatch(item)
            if numbered:
                matching = [int(numbered[1]) - 1] if 0 < int(numbered[1]) <= len(entries) else []
            elif item:
                matching = [number for number, title in enumerate(titles) if title == squeezed(item)]
            else:
                matching = [0] if len(entries) == 1 else []
            for number in matching:
                tables = entries[number].get("表格", [])
                found.append((*start, number, "表格", len(tables)))
        if len(found) == 1:
            return found[0]
        where = f"“{part}”里" if part else "各部分里"
        near = get_close_matches(squeezed(item), known, 1, 0.4)
        if not item:
            page.tell(item_row, column, "没有写这张表放在哪一项；请照抄那一项的标题，或写 第2项 这样")
        elif found and part:
            page.tell(item_row, column, f"{where}有{len(found)}项都叫“{item}”；请改写成 第2项 这样")
        elif found:
            page.tell(part_row, column, f"叫“{item}”的不止一项；请选这张表放在哪一部分")
        else:
            hint = f"，是不是“{near[0]}”" if near else "；请照抄那一项（二级）的标题"
            page.tell(item_row, column, f"{where}没有“{item}”这一项{hint}")
        return None


_BETWEEN_NAMES = re.compile(r"[、，,；;＋+\s]+")
_KINDS = {
    "2": "二级", "二": "二级", "2级": "二级", "（一）": "二级", "3": "三级", "三": "三级", "3级": "三级", "1.": "三级",
    "4": "四级", "四": "四级", "4级": "四级", "（1）": "四级", "导语": INTRODUCTION,
}  # fmt: skip


def _kind(label: str) -> str:
    return _KINDS.get(label, label if label in _KINDS.values() else plain(label))


def _number(cell: Cell) -> str:
    """A whole number without the decimals that a column may show; anything else as it is shown."""
    if cell.number is not None and cell.number == int(cell.number) and not cell.shown.endswith("%"):
        return str(int(cell.number))
    return cell.shown.strip()
