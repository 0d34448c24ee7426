"""The sheets of texts to the parts of a report: headings with their levels, and texts that go on in the next row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafting.forms.excel.layout import (
    ATTACHMENT,
    GOVERNMENT,
    INTRODUCTION,
    LEADERS,
    LEVELS,
    OTHER,
    OTHER_MATTERS,
    PARTY,
    PROMISES,
    SHEETS,
    SHORTCOMINGS,
    plain,
)
from drafting.forms.excel.pages import Header, Page
from drafting.forms.source import Path


@dataclass(slots=True)
class _Entry:
    """A row, with the rows below that go on with its text."""

    kind: str
    row: int
    heading: str
    heading_at: int
    text_at: int
    paragraphs: list[str] = field(default_factory=list)

    @property
    def text(self) -> str | None:
        return "\n".join(self.paragraphs) or None


def read_part(page: Page) -> None:
    texts = SHEETS[page.name]
    header = page.header([column.name for column in texts.columns], texts.key)
    if header is None:
        return
    entries = list(_entries(page, header))
    if page.name == OTHER:
        _other(page, entries)
        return
    part = page.book.data.setdefault(page.name, {})
    heading_at = header.columns[texts.columns[1].name]
    page.mark((page.name,), header.row, heading_at)
    page.mark((page.name, "项目"), _first_free(page, header), heading_at)
    for entry in entries:
        if entry.kind == INTRODUCTION:
            _introduction(page, entry, (page.name, INTRODUCTION))
        elif entry.kind in (PARTY, GOVERNMENT):
            _duty(page, entry, part)
    for leader in (PARTY, GOVERNMENT) if page.name == LEADERS else ():
        page.mark((page.name, leader), _first_free(page, header), header.get(texts.columns[0].name) or heading_at)
    items = _items(page, [entry for entry in entries if entry.kind in LEVELS])
    if items or page.name != LEADERS:
        part["项目"] = items


def _first_free(page: Page, header: Header) -> int:
    """The first row in which nothing stands yet, in an empty form the one below 引言."""
    row = header.row + 1
    while page.columns_in(row):
        row += 1
    return row


def _entries(page: Page, header: Header) -> Iterator[_Entry]:
    texts = SHEETS[page.name]
    kind_at, heading_at, text_at = (header.get(column.name) for column in texts.columns)
    assert heading_at is not None
    rows = list(page.below(header))
    is_clear = page.name != LEADERS and not any(_kind(page.said(row, kind_at)) in LEVELS[1:] for row in rows)
    entry: _Entry | None = None
    for row in rows:
        label, heading, text = page.said(row, kind_at), page.take(row, heading_at), page.take(row, text_at)
        if not label and not heading:
            if text and entry is None:
                entry = _headless(page, row, heading_at, text_at or heading_at)
            if text and entry is not None:
                entry.paragraphs.append(text)
            continue
        kind = _kind_of(page, row, kind_at or heading_at, label, is_clear=is_clear)
        if not kind or (kind in (*LEVELS, ATTACHMENT) and not heading and not text):
            continue
        if entry is not None:
            yield entry
        entry = _Entry(kind, row, heading, heading_at, text_at or heading_at, [text] if text else [])
    if entry is not None:
        yield entry


def _headless(page: Page, row: int, heading_at: int, text_at: int) -> _Entry | None:
    """A text above all headings introduces the part; where there are none, somebody has to give it one."""
    texts = SHEETS[page.name]
    if INTRODUCTION in texts.kinds:
        return _Entry(INTRODUCTION, row, "", heading_at, text_at)
    page.tell(row, heading_at, f"这一段没有标题；请在左边填上“{texts.columns[1].name}”")
    return None


_KINDS = {
    "2": "二级", "二": "二级", "2级": "二级", "（一）": "二级", "3": "三级", "三": "三级", "3级": "三级", "1.": "三级",
    "4": "四级", "四": "四级", "4级": "四级", "（1）": "四级", "导语": INTRODUCTION,
}  # fmt: skip


def _kind(label: str) -> str:
    return _KINDS.get(label) or plain(label)


def _kind_of(page: Page, row: int, column: int, label: str, *, is_clear: bool) -> str:
    """What a row holds. Without a label it is a heading of level 2, where all headings of the sheet are."""
    texts = SHEETS[page.name]
    if label:
        if _kind(label) in texts.kinds:
            return _kind(label)
        page.tell(row, column, f"“{label}”不能写在这里；请选{'、'.join(texts.kinds)}之一")
        return ""
    if page.name == OTHER:
        return ATTACHMENT
    if not is_clear:
        choices = "、".join(kind for kind in texts.kinds if kind != INTRODUCTION)
        page.tell(row, column, f"没有填“{texts.columns[0].name}”；请选{choices}之一")
    return LEVELS[0]


def _introduction(page: Page, entry: _Entry, path: Path) -> None:
    page.mark(path, entry.row, entry.text_at)
    if entry.heading:
        page.tell(entry.row, entry.heading_at, f"“{entry.kind}”没有标题；请清空这一格，内容写在“正文”里")
    if entry.text:
        _add(page.book.data if len(path) == 1 else page.book.data[str(path[0])], str(path[-1]), entry.text)


def _add(holder: dict[str, Any], name: str, text: str) -> None:
    before = holder.get(name)
    holder[name] = f"{before}\n{text}" if before else text


def _duty(page: Page, entry: _Entry, part: dict[str, Any]) -> None:
    path = (page.name, entry.kind)
    page.mark(path, entry.row, entry.heading_at)
    page.mark((*path, "职务"), entry.row, entry.heading_at)
    page.mark((*path, "履职"), entry.row, entry.text_at)
    if entry.kind in part and (entry.heading or entry.text):
        page.tell(entry.row, entry.heading_at, f"“{entry.kind}”写了两次；请合并成一行")
    part.setdefault(entry.kind, {"职务": entry.heading or None, "履职": entry.text})


def _items(page: Page, entries: Sequence[_Entry]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    above: list[tuple[dict[str, Any], Path]] = []
    for entry in entries:
        depth = LEVELS.index(entry.kind)
        if depth > len(above):
            before = LEVELS[depth - 1]
            sentence = f"{entry.kind}前面要先有{before}；请改选层次，或在上面补上{before}的标题"
            page.tell(entry.row, entry.heading_at, sentence)
            depth = len(above)
        above = above[:depth]
        path: Path
        siblings, path = items, (page.name, "项目")
        if above:
            siblings, path = above[-1][0].setdefault("小项", []), (*above[-1][1], "小项")
        path = (*path, len(siblings))
        item: dict[str, Any] = {"标题": entry.heading or None}
        page.mark(path, entry.row, entry.heading_at)
        page.mark((*path, "标题"), entry.row, entry.heading_at)
        page.mark((*path, "正文"), entry.row, entry.text_at)
        if entry.text or depth == len(LEVELS) - 1:
            item["正文"] = entry.text
        siblings.append(item)
        above.append((item, path))
    return items


def _other(page: Page, entries: Sequence[_Entry]) -> None:
    attachments: list[dict[str, Any]] = []
    for entry in entries:
        if entry.kind == OTHER_MATTERS:
            _introduction(page, entry, (OTHER_MATTERS,))
            continue
        path = (ATTACHMENT, len(attachments))
        page.mark(path, entry.row, entry.heading_at)
        page.mark((*path, "名称"), entry.row, entry.heading_at)
        page.mark((*path, "正文"), entry.row, entry.text_at)
        attachments.append({"名称": entry.heading or None, **({"正文": entry.text} if entry.text else {})})
    if attachments:
        page.book.data[ATTACHMENT] = attachments


def read_shortcomings(page: Page) -> None:
    names = [column.name for column in SHEETS[SHORTCOMINGS].columns]
    header = page.header(names, SHEETS[SHORTCOMINGS].key)
    if header is None:
        return
    part = page.book.data.setdefault(SHORTCOMINGS, {})
    items: list[dict[str, Any]] = []
    first = header.columns["不足"]
    at = {name: header.columns.get(name, first) for name in names}
    page.mark((SHORTCOMINGS,), header.row, first)
    page.mark((SHORTCOMINGS, "项目"), _first_free(page, header), first)
    in_introduction = False
    for row in page.below(header):
        heading, text, cause = (page.take(row, header.get(name)) for name in names)
        in_introduction = plain(heading) == INTRODUCTION or (in_introduction and not heading and not cause)
        if in_introduction:
            page.mark((SHORTCOMINGS, INTRODUCTION), row, at["表现"])
            if text:
                _add(part, INTRODUCTION, text)
            if cause:
                page.tell(row, at["原因"], "“引言”这一行不写原因；请移到下面那条不足里")
        elif heading or text or cause:
            if heading or not items:
                items.append({"不足": heading or None, "原因": None})
            path = (SHORTCOMINGS, "项目", len(items) - 1)
            page.mark(path, row, first)
            for name, value in (("不足", ""), ("表现", text), ("原因", cause)):
                page.mark((*path, name), row, at[name])
                if value:
                    _add(items[-1], name, value)
    part["项目"] = items


def read_promises(page: Page) -> None:
    names = [column.name for column in SHEETS[PROMISES].columns]
    header = page.header(names, SHEETS[PROMISES].key)
    if header is None:
        return
    promises: list[dict[str, Any]] = []
    for row in page.below(header):
        typed = {name: page.take(row, header.columns[name]) for name in names}
        if any(typed.values()):
            for name in names:
                page.mark((PROMISES, len(promises), name), row, header.columns[name])
            promises.append({name: value for name, value in typed.items() if value or name == "事项"})
    if promises:
        page.book.data[PROMISES] = promises
