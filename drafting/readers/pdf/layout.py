"""From glyphs on pages to paragraphs and cells again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from drafting.document import Cell, Line
from drafting.readers.pdf.tables import Grid, grids
from drafting.text.characters import tidy
from drafting.text.labels import Numeral, read_label
from drafting.text.residue import BARE_NUMBER, is_page_number

_HEAD, _FOOT = 0.12, 0.87
"""Parts of the page's height above and below which running heads and page numbers stand."""
_RUNNING_LINES = 2
_COLUMN_GAP = 2.2
"""In characters: so wide a gap parts columns of a table without lines, or a place to sign."""
_ENOUGH_ROWS = 15
_SENTENCE_END = "。！？；：…”"
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]")
_UNIT = re.compile(r"[A-Za-z0-9.,%％‰+\-/:]+|[《“‘（〔「『]*.")
"""What a line does not break within."""
_NO_START = "。，、；：！？）》”’〕」』…%％"
_ADDRESS = re.compile(r"^(?:https?|file)://\S+")

Glyph = tuple[str, float, float, float, float, float]
"""Character, left, top, right, bottom, base line; in points from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text as it stands on its page."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    """Of a Chinese character."""
    is_part: bool = False
    """Stands beside others with a wide gap between, as the columns of a table without lines do."""


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    tables: tuple[tuple[float, Grid, tuple[tuple[tuple[int, int], tuple[Row, ...]], ...]], ...]
    """Of each table its base line in the page's flow, its grid, and the rows of text in each cell."""


def lines_of(pages: Sequence[dict[str, Any]]) -> list[Line]:
    read = [_page(number, page) for number, page in enumerate(pages, start=1)]
    return list(_flow(_without_running_heads(read)))


def _page(number: int, page: dict[str, Any]) -> Page:
    height = float(page["height"])
    glyphs: list[Glyph] = [tuple(glyph) for glyph in page["glyphs"]]
    found = grids([tuple(edge) for edge in page["edges"]]) if glyphs else []
    inside: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in found]
    free: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        for grid, cells in zip(found, inside, strict=True):
            cell = grid.cell_at(x, y)
            if cell is not None:
                cells.setdefault(cell, []).append(glyph)
                break
        else:
            free.append(glyph)
    tables = tuple(
        (grid.ys[0], grid, tuple((cell, tuple(_rows(content, number))) for cell, content in sorted(cells.items())))
        for grid, cells in zip(found, inside, strict=True)
        if cells
    )
    return Page(number, float(page["width"]), height, tuple(_rows(free, number)), tables)


def _rows(glyphs: Sequence[Glyph], page: int) -> Iterator[Row]:
    current: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda one: (one[5], one[1])):
        high = glyph[4] - glyph[2]
        if current and glyph[5] - base > 0.35 * max(size, high, 1):
            yield from _pieces(current, page)
            current = []
        if not current:
            size = 0.0
        if glyph[0].strip():
            size = max(size, high)
        current.append(glyph)
        base = glyph[5]
    if current:
        yield from _pieces(current, page)


def _pieces(glyphs: list[Glyph], page: int) -> Iterator[Row]:
    """A row, or several where wide gaps part it."""
    glyphs.sort(key=lambda one: one[1])
    size = _size(glyphs)
    stretched = _stretch(glyphs)
    text, left, right, base = "", 0.0, 0.0, glyphs[0][5]
    last: Glyph | None = None
    parted = False
    for glyph in glyphs:
        character = glyph[0]
        if last is not None and character == last[0] and abs(glyph[1] - last[1]) < 0.1 * size:
            # Printed twice to look bold.
            continue
        if not character.strip():
            text += " " if text and character != "\u3000" else "\u3000" if text else ""
            continue
        gap = glyph[1] - right if text.strip() else 0.0
        if gap > _COLUMN_GAP * size and gap > 2 * stretched and text.strip():
            parted = True
            yield Row(tidy(text), page, left, right, base, size, is_part=True)
            text = ""
        elif text and not text[-1].isspace() and _is_space(text[-1], character, gap, size, stretched):
            text += " "
        if not text.strip():
            text, left = "", glyph[1]
        text += character
        right = glyph[3]
        last = glyph
    if tidy(text):
        yield Row(tidy(text), page, left, right, base, size, parted)


def _size(glyphs: Sequence[Glyph]) -> float:
    wide = [glyph[3] - glyph[1] for glyph in glyphs if "\u4e00" <= glyph[0] <= "\u9fff"]
    return max(median(wide), 1.0) if wide else max(median(glyph[4] - glyph[2] for glyph in glyphs) / 1.2, 1.0)


def _stretch(glyphs: Sequence[Glyph]) -> float:
    """How far apart the Chinese characters of a row stand: a justified row that ends early is drawn out."""
    gaps = [other[1] - one[3] for one, other in pairwise(glyphs) if _WIDE.match(one[0]) and _WIDE.match(other[0])]
    return median(gaps) if gaps else 0.0


def _is_space(before: str, behind: str, gap: float, size: float, stretched: float) -> bool:
    """Latin words stand apart by gaps alone in some files; Chinese characters by justifying, where nobody typed a blank."""
    if _WIDE.match(before) or _WIDE.match(behind):
        return gap > max(size, 2 * stretched)
    return gap > 0.2 * size and before.isalnum() and behind.isalnum()


def _without_running_heads(pages: list[Page]) -> list[Page]:
    seen: Counter[tuple[str, str]] = Counter()
    for page in pages:
        seen.update({(zone, _pattern(row.text)) for row, zone in _at_edges(page)})
    often = max(2, (len(pages) + 1) // 2)
    result = []
    for page in pages:
        dropped = {
            id(row)
            for row, zone in _at_edges(page)
            if seen[zone, _pattern(row.text)] >= often
            or is_page_number(row.text)
            or BARE_NUMBER.match(row.text)
            or _ADDRESS.match(row.text)
        }
        result.append(replace(page, rows=tuple(row for row in page.rows if id(row) not in dropped)))
    return result


def _pattern(text: str) -> str:
    return re.sub(r"[0-9]+", "0", "".join(text.split()))


def _at_edges(page: Page) -> Iterator[tuple[Row, str]]:
    bases = sorted({row.base for row in page.rows})
    above = {base for base in bases[:_RUNNING_LINES] if base < _HEAD * page.height}
    below = {base for base in bases[-_RUNNING_LINES:] if base > _FOOT * page.height}
    for row in page.rows:
        if row.base in above:
            yield row, "head"
        elif row.base in below:
            yield row, "foot"


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    pitch: float
    """From one line of a paragraph to the next."""
    size: float
    """Of the characters of most rows."""
    rows: int
    """How many there are to tell by."""


def _flow(pages: Sequence[Page]) -> Iterator[Line]:
    margins = _margins(pages)
    texts: list[str] = []
    last: Row | None = None
    table, open_table = -1, None
    for page in pages:
        margin = margins[_kind(page)]
        for item in _in_order(page):
            if isinstance(item, Row):
                if last is None or not _goes_on(last, item, margin, texts):
                    if last is not None:
                        yield _line(texts)
                    texts = [item.text, str(item.page)]
                else:
                    texts[0] = _joined(texts[0], item.text)
                last, open_table = item, None
                continue
            if last is not None:
                yield _line(texts)
                last = None
            _, grid, cells = item
            first = 0
            if open_table is not None and _is_continued(open_table[0], grid):
                first = open_table[1]
            else:
                table += 1
            yield from _cells(grid, cells, table, first, page.number)
            open_table = (grid, first + len(grid.ys) - 1)
    if last is not None:
        yield _line(texts)


def _line(texts: list[str]) -> Line:
    return Line(tidy(texts[0]), page=int(texts[1]))


def _in_order(page: Page) -> list[Any]:
    items: list[tuple[float, float, Any]] = [(row.base, row.left, row) for row in page.rows]
    items += [(table[0], 0.0, table) for table in page.tables]
    return [item for _, _, item in sorted(items, key=lambda one: one[:2])]


def _kind(page: Page) -> tuple[int, int]:
    """Pages that share their margins: left and right pages may differ, and so do broad ones."""
    return page.number % 2, round(page.width)


def _margins(pages: Sequence[Page]) -> dict[tuple[int, int], _Margins]:
    rows: dict[tuple[int, int], list[Row]] = {}
    for page in pages:
        rows.setdefault(_kind(page), []).extend(page.rows)
    steps = [
        one.base - other.base
        for page in pages
        for other, one in pairwise(page.rows)
        if abs(one.size - other.size) < 1 and 0 < one.base - other.base < 5 * one.size
    ]
    pitch = median(steps) if steps else 30.0
    size = median([row.size for page in pages for row in page.rows] or [16.0])
    found = {kind: _Margins(_edge(ones, 1), _edge(ones, -1), pitch, size, len(ones)) for kind, ones in rows.items()}
    # One page of a kind may hold too little to tell; odd and even pages mostly agree.
    return {kind: _agreed(found, kind) for kind in found}


def _agreed(found: dict[tuple[int, int], _Margins], kind: tuple[int, int]) -> _Margins:
    own, other = found[kind], found.get((1 - kind[0], kind[1]))
    if other is None:
        return own
    if own.rows >= _ENOUGH_ROWS:
        return own
    return replace(own, left=min(own.left, other.left), right=max(own.right, other.right))


def _edge(rows: Sequence[Row], side: int) -> float:
    """Where lines begin (1) or end (-1): the outermost place that more than a stray line has."""
    # A comma or a stop may hang in the margin.
    told = [row for row in rows if side > 0 or row.text[-1] not in _NO_START] or rows
    places = sorted(row.left if side > 0 else -row.right for row in told)
    if not places:
        return 0.0
    enough = max(2, len(places) // 33)
    for index, place in enumerate(places):
        together = index
        while together < len(places) and places[together] - place <= 4:
            together += 1
        if together - index >= enough:
            return side * place
    return side * places[0]


def _goes_on(last: Row, row: Row, margin: _Margins, texts: list[str]) -> bool:
    """Whether a row continues the paragraph that the last one belongs to."""
    size = row.size
    if abs(last.size - size) > 0.12 * size or last.is_part or row.is_part:
        return False
    needed = _needed(row, size)
    step = row.base - last.base
    if _is_centred(last, margin) and _is_centred(row, margin) and size > 1.15 * margin.size:
        # A title that was too long for one line; a wrapped line is full, one that somebody broke is not.
        room = (last.left - margin.left) + (margin.right - last.right)
        return room < needed and row.page == last.page and step < 3 * size
    if last.page == row.page and not 0.3 * size < step < 1.4 * margin.pitch:
        return False
    if row.page - last.page > 1:
        return False
    if margin.right - last.right > needed:
        return False
    label = read_label(row.text)
    if label is not None and label.style.numeral is Numeral.CHINESE and last.text[-1] in _SENTENCE_END:
        return False
    if row.left <= margin.left + 0.7 * size:
        return True
    # A paragraph that is indented as a whole.
    return label is None and abs(row.left - last.left) < 2 and last.text[-1] not in _SENTENCE_END


def _is_centred(row: Row, margin: _Margins) -> bool:
    return abs((row.left - margin.left) - (margin.right - row.right)) < 2 * row.size


def _needed(row: Row, size: float) -> float:
    """How much room the first word of a row would have taken on the row above."""
    unit = _UNIT.match(row.text)
    word = unit[0] if unit else ""
    behind = row.text[len(word) :]
    while behind and behind[0] in _NO_START:
        word, behind = word + behind[0], behind[1:]
    return size * (sum(1.0 if _WIDE.match(character) else 0.56 for character in word) + 0.8)


def _joined(text: str, more: str) -> str:
    if text and more and text[-1].isascii() and more[0].isascii() and text[-1].isalpha() and more[0].isalnum():
        return f"{text} {more}"
    return text + more


def _is_continued(above: Grid, grid: Grid) -> bool:
    return len(above.xs) == len(grid.xs) and all(
        abs(one - other) < 4 for one, other in zip(above.xs, grid.xs, strict=True)
    )


def _cells(
    grid: Grid, cells: Sequence[tuple[tuple[int, int], tuple[Row, ...]]], table: int, first: int, page: int
) -> Iterator[Line]:
    for (row, column), rows in cells:
        place = Cell(table, first + row, column)
        right = max((one.right for one in rows), default=0.0)
        right = max(right, grid.right_of((row, column)) - 8)
        text = ""
        last: Row | None = None
        for one in sorted(rows, key=lambda one: (one.base, one.left)):
            if last is not None and right - last.right <= _needed(one, one.size) + 0.5 * one.size:
                text = _joined(text, one.text)
            else:
                if text:
                    yield Line(text, cell=place, page=page)
                text = one.text
            last = one
        if text:
            yield Line(text, cell=place, page=page)
