"""Tables: a row or column called 合计 against what it adds up, a column of rates against its two counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from drafting.document import Block
from drafting.figures.arithmetic import added, agrees, in_words_of, plain, reach
from drafting.figures.quantities import Quantity
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind

_TOTAL = Pattern(r"^\s*(?:合\s*计|总\s*计|共\s*计|总\s*数)\s*(?:[（(][^）)]*[）)])?\s*$")
_SUBTOTAL = Pattern(r"小\s*计|其中|[#＃]|累计|同比|增长|增减|上年|占比|比例|率|平均|人均|%|％|备注|序号|排名|次序")
_OPEN = Pattern(r"^[\s—\-–―/无\\.·]*$")


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    cells: Mapping[tuple[int, int], Block]
    figures: Mapping[tuple[int, int], Quantity]
    rows: int
    columns: int

    def label(self, row: int, column: int) -> str:
        block = self.cells.get((row, column))
        return block.text if block is not None else ""

    def turned(self) -> "_Table":
        return _Table(
            {(c, r): block for (r, c), block in self.cells.items()},
            {(c, r): figure for (r, c), figure in self.figures.items()},
            self.columns,
            self.rows,
        )


def find(blocks: Iterable[Block], quantities: Iterable[Quantity]) -> Iterator[Relation]:
    alone: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        alone.setdefault(quantity.block, []).append(quantity)
    tables: dict[int, dict[tuple[int, int], Block]] = {}
    for block in blocks:
        if block.cell is not None:
            tables.setdefault(block.cell.table, {})[block.cell.row, block.cell.column] = block
    for cells in tables.values():
        figures = {
            place: found[0]
            for place, block in cells.items()
            if len(found := alone.get(block.index, [])) == 1 and found[0].text == block.text.strip()
        }
        table = _Table(cells, figures, max(row for row, _ in cells) + 1, max(column for _, column in cells) + 1)
        yield from _totals(table)
        yield from _totals(table.turned())
        yield from _rates(table)


def _totals(table: _Table) -> Iterator[Relation]:
    """Rows called 合计, as columns see them."""
    rows = [row for row in range(table.rows) if any(_TOTAL.match(table.label(row, column)) for column in (0, 1))]
    if len(rows) != 1:
        return
    last = rows[0]
    members = range(last) if last > 1 else range(last + 1, table.rows)
    # A row that is part of another, or that compares, makes every sum below it uncertain.
    plain = not any(
        _SUBTOTAL.search(table.label(row, column))
        for row in members
        for column in (0, 1)
        if (row, column) not in table.figures
    )
    for column in range(1, table.columns):
        total = table.figures.get((last, column))
        headers = [table.label(row, column) for row in members if (row, column) not in table.figures]
        if total is None or not total.is_exact or any(_SUBTOTAL.search(header) for header in headers):
            continue
        parts = [table.figures[row, column] for row in members if (row, column) in table.figures]
        header_rows = [row for row in members if (row, column) not in table.figures]
        gaps = [
            row
            for row in header_rows
            if parts and any((above, column) in table.figures for above in members if above < row)
        ]
        if len(parts) < 2 or any(not _OPEN.match(table.label(row, column)) for row in gaps):
            continue
        if any(not part.is_exact or part.number.kind != total.number.kind for part in parts) or total.is_rate:
            continue
        yield _added(parts, total, plain=plain)


def _added(parts: Sequence[Quantity], total: Quantity, *, plain: bool) -> Relation:
    value = sum((part.value for part in parts), Fraction())
    holds = value == total.value
    weight = Weight.SURE if plain and abs(value - total.value) > reach((*parts, total)) else Weight.DOUBTFUL
    expected = None if holds else in_words_of(total.number, value)
    return Relation(Tie.BREAKDOWN, total, tuple(parts), holds, added(parts, total), weight, expected)


_RATE_HEADER = Pattern(r"(?P<stem>[^（(]{2,8}?)率\s*(?:[（(]\s*[%％]\s*[）)])?$")
_COUNT_HEADER = Pattern(r"^(?P<name>[^（(]+)")


def _rates(table: _Table) -> Iterator[Relation]:
    """A column called 办结率 beside those called 受理 and 办结."""
    headers = {column: table.label(0, column).strip() for column in range(table.columns)}
    for column, header in headers.items():
        found = _RATE_HEADER.search(header)
        columns = _counts_of(found["stem"], headers, column) if found is not None else None
        if columns is None:
            continue
        part, wholes = columns
        judged = [list(_column(table, column, part, whole)) for whole in wholes]
        best = max(judged, key=lambda relations: sum(relation.holds for relation in relations))
        # Which of several columns is the base is told by the rows that go with it.
        if len(wholes) == 1 or sum(relation.holds for relation in best) * 2 > len(best):
            yield from best


def _column(table: _Table, column: int, part: int, whole: int) -> Iterator[Relation]:
    for row in range(1, table.rows):
        rate, reached, base = (table.figures.get((row, place)) for place in (column, part, whole))
        if rate is not None and reached is not None and base is not None:
            yield from _rate(rate, reached, base)


def _counts_of(stem: str, headers: Mapping[int, str], column: int) -> tuple[int, list[int]] | None:
    """The column of what was reached, and those that it may be of; none where the headers leave a choice."""
    before = [(place, _COUNT_HEADER.search(header)) for place, header in headers.items() if 0 < place < column]
    names = {place: found["name"].strip() for place, found in before if found and "率" not in found["name"]}
    reached = [place for place, name in names.items() if _answers(stem, name)]
    others = [place for place in names if place not in reached]
    taken = [place for place in others if _TAKEN.search(names[place])]
    return (reached[0], others) if len(reached) == 1 and taken else None


_TAKEN = Pattern("受理|应|总|接收|收到|登记|排查|任务|发放|现有|抽查|检查|问题")


def _answers(stem: str, name: str) -> bool:
    return (
        stem in name or ("实" in name and stem[0] in "参到出应") or name.removesuffix("数").removesuffix("人") == stem
    )


def _rate(rate: Quantity, part: Quantity, whole: Quantity) -> Iterator[Relation]:
    if not whole.value or not all(figure.is_exact for figure in (rate, part, whole)):
        return
    exact = part.value / whole.value
    number = rate.number
    if not rate.is_rate:  # the header says %
        number = replace(number, kind=Kind.RATE, value=number.value / 100, step=number.step / 100)
    holds = agrees(number, exact, exact)
    expected = in_words_of(number, exact)
    shown = expected if rate.is_rate else expected.removesuffix("%")
    working = f"{part.text} ÷ {whole.text} = {plain(exact * 100)}%，表中为{rate.text}"
    yield Relation(Tie.RATE, rate, (part, whole), holds, working, Weight.SURE, None if holds else shown)
