"""Nodes of a report as items of a form, with their tables."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from drafting.document import Block, Span
from drafting.forms.carry.tables import TOTAL, has_ordinals, is_total
from drafting.forms.carry.tree import Node, caption_start
from drafting.forms.carry.words import Words

_NO_TOTAL = "是表的合计行，不等于上面各行相加，照普通的一行带过来了；请核对"


def take_label(words: Words, node: Node) -> None:
    """Numbers are given by the program."""
    if node.heading is not None:
        words.take(Span(node.block, 0, node.heading.start))


def flat(node: Node) -> Iterator[Span]:
    for below in node.everything():
        if below.heading is not None:
            yield Span(below.block, 0, below.heading.end)
        yield from below.text


def append(part: dict[str, Any], items: list[dict[str, Any]], first: str) -> None:
    """In place of the empty item, or behind those that are there."""
    if items:
        there = [item for item in part["项目"] if any(item.values())]
        part["项目"] = there + items


def item_of(words: Words, node: Node, depth: int = 2) -> dict[str, Any]:
    """Below level 4 headings are paragraphs."""
    take_label(words, node)
    item: dict[str, Any] = {"标题": words.heading(node.heading)}
    if depth < 4:
        item["正文"] = words.text(node.text)
        if node.nodes:
            item["小项"] = [item_of(words, below, depth + 1) for below in node.nodes]
    else:
        item["正文"] = words.text([*node.text, *(span for below in node.nodes for span in flat(below))])
    if depth == 2:
        tables = list(tables_of(words, [block for below in node.everything() for block in below.cells]))
        if tables:
            item["表格"] = tables
    return item


def tables_of(words: Words, blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Of cells, each table's behind its caption."""
    by_table: dict[int, list[Block]] = {}
    titles: dict[int, Block] = {}
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.cell is not None:
            by_table.setdefault(block.cell.table, []).append(block)
        elif following is not None and following.cell is not None:
            titles[following.cell.table] = block
    for table, cells in by_table.items():
        yield {"标题": _title(words, titles.get(table)), **_table(words, cells)}


def _title(words: Words, caption: Block | None) -> str | None:
    if caption is None:
        return None
    start = caption_start(caption) or 0
    words.take(Span(caption.index, 0, start))
    return words.heading(Span(caption.index, start, len(caption.text)))


def _table(words: Words, blocks: Sequence[Block]) -> dict[str, Any]:
    """The first row names the columns; cells that Word has merged are empty ones."""
    cells = {(b.cell.row, b.cell.column): b.index for b in blocks if b.cell is not None}
    rows = sorted({row for row, _ in cells})
    columns = range(max(column for _, column in cells) + 1)
    typed = [
        [
            "".join(words.document.blocks[cells[row, column]].text.split()) if (row, column) in cells else ""
            for column in columns
        ]
        for row in rows
    ]
    names_at = int(has_ordinals(typed))
    adds_up = is_total(typed)
    if adds_up:
        for column in columns:
            if (rows[-1], column) in cells:
                words.take_block(cells[rows[-1], column])
        rows = rows[:-1]
    elif len(typed) > 2 and TOTAL.match(typed[-1][0]):
        words.tell(cells[rows[-1], 0], "　".join(filter(None, typed[-1])), _NO_TOTAL)

    def row(number: int, *, names: bool) -> list[str | None]:
        return [
            words.cell(cells[number, column], names=names or column == names_at, is_kept=column < names_at)
            if (number, column) in cells
            else ""
            for column in columns
        ]

    return {
        "列": [name or None for name in row(rows[0], names=True)],
        "行": [row(number, names=False) for number in rows[1:]] or None,
        "合计": "是" if adds_up else "否",
    }


class Achievements:
    def __init__(self, words: Words) -> None:
        self._words = words
        self._introductions: list[str] = []
        self._items: list[dict[str, Any]] = []

    def add(self, root: Node, slogan: Block | None) -> None:
        if slogan is not None:
            start = slogan.label.end if slogan.label else 0
            root.heading = Span(slogan.index, start, slogan.heading_end or len(slogan.text))
            root.block = slogan.index
            self._items.append(item_of(self._words, root))
            return
        if root.nodes:
            self._introductions.append(self._words.text(root.text))
        else:
            texts = list(root.text)
            document = self._words.document
            if len(texts) > 1 and document.quote(texts[0]).rstrip().endswith(("：", ":")):
                self._introductions.append(self._words.text(texts[:1]))
                texts = texts[1:]
            # No heading to go by: each paragraph is a measure whose heading is still to be found.
            self._items += [{"标题": None, "正文": self._words.text([span])} for span in texts]
        self._items += [item_of(self._words, node) for node in root.nodes]
        if root.cells and self._items:
            self._items[-1].setdefault("表格", []).extend(tables_of(self._words, root.cells))

    def fill(self, part: dict[str, Any]) -> None:
        part["引言"] = "\n".join(text for text in self._introductions if text)
        part["项目"] = self._items or part["项目"]
