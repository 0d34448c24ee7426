"""Tables: a row or column called 合计 against what it adds up, a column of rates against its two counts, 办结 against 收到."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from drafting.document import Block
from drafting.figures.arithmetic import added, agrees, in_words_of, plain, reach
from drafting.figures.quantities import Quantity
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind

_TOTAL = Pattern(r"^\s*(?:合\s*计|总\s*计|共\s*计|总\s*数)\s*(?:[（(][^）)]*[）)])?\s*$")
_SUBTOTAL = Pattern(r"小\s*计|其中|[#＃]|累计|同比|增长|增减|上年|占比|比例|率|平均|人均|%|％|备注|序号|排名|次序")
_NO_SUM = Pattern(r"单价|标准(?!化)|年龄|最[高低大小]|满分")
# What counts nothing, wherever its row or column stands.
_NUMBERS = Pattern(
    r"^\s*(?:序\s*号|编\s*号|排\s*[名位序]|名\s*次|次\s*序|[栏行]\s*次|[栏行]号|年\s*[份度]|月\s*份|日\s*期|时\s*间|文\s*号|邮\s*政?\s*编\s*码|邮\s*编"
    r"|门牌(?:号码?)?|.{0,6}(?:年份|日期|时间|编号|代码|编码|账号|卡号|证号|号码|手机号|联系方式))\s*(?:[（(][^）)时天分]*[）)])?\s*$"
)
_LINES = Pattern(r"电话|手机|热线|传真")
_LINE = Pattern(r"^[0-9]{5,}$")
# In the corner of a table: what its rows or columns are called.
_CORNER = Pattern(
    r"^\s*(?:(?:项\s*目|指\s*标|类\s*[别型]|单\s*位|内\s*容|事\s*项|部门|领域|地区|片区|区域|渠道|来源|科目|分类|种类)(?:名\s*称)?|名\s*称|年|月|季度?|时期|期[间次别]|[批轮班届]次|组别?|村组?别?|楼栋|栋号?|单元)\s*$"
)
_YEAR = Pattern(r"^(?:19|20)[0-9]{2}(?:[.．](?:0?[1-9]|1[0-2]))?$")
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

    def figures_in(self, row: int) -> list[Quantity]:
        return [self.figures[row, column] for column in range(self.columns) if (row, column) in self.figures]

    def words_in(self, row: int) -> tuple[str, ...]:
        return tuple(words for column in range(self.columns) if (words := self.label(row, column).strip()))

    def turned(self) -> "_Table":
        return _Table(
            {(c, r): block for (r, c), block in self.cells.items()},
            {(c, r): figure for (r, c), figure in self.figures.items()},
            self.columns,
            self.rows,
        )


def find(blocks: Sequence[Block], quantities: Iterable[Quantity]) -> Iterator[Relation]:
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
        if not any(_FROM_BEFORE.search(block.text) for block in _around(blocks, cells.values())):
            yield from _outcomes(table)


def _around(blocks: Sequence[Block], cells: Iterable[Block]) -> Sequence[Block]:
    """A table with its caption, and what is noted below it."""
    places = [block.index for block in cells]
    return blocks[max(0, min(places) - 2) : max(places) + 3]


def _totals(table: _Table) -> Iterator[Relation]:
    """Rows called 合计, as columns see them."""
    numbers, headings = _no_counts(table)
    rows = [
        row
        for row in range(table.rows)
        if row not in numbers
        and row not in headings
        and table.figures_in(row)
        and any(_TOTAL.match(table.label(row, column)) for column in (0, 1))
    ]
    if len(rows) != 1:
        return
    last = rows[0]
    maybe = [row for row in _members(table, last) if row not in numbers]
    counted = [row for row in maybe if row not in headings]
    found = list(_sums(table, last, numbers, counted))
    if len(counted) < len(maybe):
        # Counts may look like years, or like numbers in a row: what adds up tells which they are.
        everything = list(_sums(table, last, numbers, maybe))
        if _held(everything) > _held(found):
            found = everything
        elif not _held(found) and not all(_is_corner(table.label(row, 0)) for row in headings):
            found = _doubted(found)
    elif counted and counted[0] == 0 and table.figures_in(0):
        # No heading above: the first may be one in figures after all.
        without = list(_sums(table, last, numbers, counted[1:]))
        if _held(without) > _held(found):
            found = _doubted(found)
    yield from found


def _members(table: _Table, total: int) -> range:
    return range(total) if total > 1 else range(total + 1, table.rows)


def _held(relations: Iterable[Relation]) -> int:
    return sum(relation.holds for relation in relations)


def _doubted(relations: Iterable[Relation]) -> list[Relation]:
    return [relation if relation.holds else replace(relation, weight=Weight.DOUBTFUL) for relation in relations]


def _is_corner(label: str) -> bool:
    return not label.strip() or _CORNER.match(label) is not None


def _no_counts(table: _Table) -> tuple[set[int], set[int]]:
    """Rows whose figures count nothing: what their label calls numbers or days, and headings in figures, such as years."""
    numbers: set[int] = set()
    headings: set[int] = set()
    above: set[tuple[str, ...]] = set()
    is_first = is_top = True  # nothing but captions above; or those and headings
    for row in range(table.rows):
        figures, words, label = table.figures_in(row), table.words_in(row), table.label(row, 0)
        if not figures:
            is_first = is_top = is_top and len(words) <= 1
        elif _TOTAL.match(label):
            is_first = is_top = False
        elif _NUMBERS.match(label):
            numbers.add(row)
        elif (
            words in above
            or (is_first and label.strip() and _is_corner(label))
            or ((is_top or _is_corner(label)) and _are_years(figures))
            or ((is_first or label.strip() in ("", "甲")) and _are_in_turn(figures))
            or (_LINES.search(label) and all(_LINE.match(figure.text) for figure in figures))
        ):
            headings.add(row)
            above.add(words)  # a long table says them again on the next page
            is_first = False
        else:
            is_first = is_top = False
    return numbers, headings


def _are_years(figures: Sequence[Quantity]) -> bool:
    return all(_YEAR.match(figure.text) for figure in figures)


def _are_in_turn(figures: Sequence[Quantity]) -> bool:
    """1, 2, 3; 1组, 2组."""
    return (
        len(figures) > 1
        and len({figure.number.unit for figure in figures}) == 1
        and all(other.value == one.value + 1 for one, other in pairwise(figures))
    )


def _sums(table: _Table, last: int, numbers: set[int], counted: Sequence[int]) -> Iterator[Relation]:
    members = _members(table, last)
    # A row that is part of another, or that compares, makes every sum below it uncertain; one that only numbers does not,
    # but where years head the columns, a 序号 in their corner is said of the rows.
    plain = not any(
        _SUBTOTAL.search(table.label(row, column))
        for row in members
        for column in (0, 1)
        if (row, column) not in table.figures and not (row in numbers and not _are_years(table.figures_in(row)))
    )
    for column in range(1, table.columns):
        total = table.figures.get((last, column))
        headers = [table.label(row, column) for row in members if (row, column) not in table.figures]
        if total is None or not total.is_exact:
            continue
        if any(_SUBTOTAL.search(header) or _NO_SUM.search(header) or _NUMBERS.match(header) for header in headers):
            continue
        held = [row for row in counted if (row, column) in table.figures]
        gaps = [row for row in counted if held and row > held[0] and (row, column) not in table.figures]
        if len(held) < 2 or any(not _OPEN.match(table.label(row, column)) for row in gaps):
            continue
        parts = [table.figures[row, column] for row in held]
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


_FROM_BEFORE = Pattern("上年|去年|往年|跨年|结转|遗留|积案|历年")
_TAKEN_HEADER = Pattern(r"^\s*(?P<name>受理|收到|接收|接到)(?:[件次人]?数|总?量)?\s*(?P<unit>[（(][^）)]*[）)])?\s*$")
_THROUGH_HEADER = Pattern(
    r"^\s*(?P<name>已?(?:办结|审结|结案|化解))(?:[件次人]?数|总?量)?\s*(?P<unit>[（(][^）)]*[）)])?\s*$"
)


def _outcomes(table: _Table) -> Iterator[Relation]:
    """More came out than went in, in few of many rows."""
    headers = {column: table.label(0, column) for column in range(table.columns)}
    taken = {column: found for column, header in headers.items() if (found := _TAKEN_HEADER.match(header))}
    through = {column: found for column, header in headers.items() if (found := _THROUGH_HEADER.match(header))}
    if len(taken) != 1 or len(through) != 1:
        return
    (came, enters), (went, leaves) = *taken.items(), *through.items()
    if enters["unit"] != leaves["unit"]:
        return
    rows = [
        (table.figures[row, came], table.figures[row, went])
        for row in range(1, table.rows)
        if {(row, came), (row, went)} <= table.figures.keys() and not _TOTAL.match(table.label(row, 0))
    ]
    more = [(first, second) for first, second in rows if second.value > first.value]
    # Where it is so in most rows, last year's are among them.
    if len(more) * 2 > len(rows):
        return
    for first, second in more:
        if first.is_exact and second.is_exact:
            working = f"{leaves['name']}{second.text}，多于{enters['name']}的{first.text}，没有提到上年结转"
            yield Relation(Tie.PART, second, (first,), False, working, Weight.LIKELY)
