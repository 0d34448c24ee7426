"""A table: full width, its columns as wide as what they hold asks for."""

from collections.abc import Mapping, Sequence

from drafting.document.draft import DraftBlock, Kind
from drafting.document.layout import Layout
from drafting.ooxml.writer.markup import paragraph, run
from drafting.ooxml.writer.measures import Measures
from drafting.ooxml.writer.styles import CELL_MARGIN, TABLE, size_of

_UNBROKEN = 8
"""Rows of a table that stands on one page; a longer one keeps its last two together, lest a total stand alone."""
_CENTRED_LINES = 2
"""Figures and names are centred, whatever the head above them; sentences are not."""


def table(
    blocks: Sequence[DraftBlock], ids: Mapping[str, str], layout: Layout, measures: Measures, *, keep_last: bool
) -> str:
    """`keep_last`: the last row stays with what follows."""
    rows = _rows(blocks)
    columns = 1 + max(block.cell.column for block in blocks if block.cell)
    sizes = {kind: size_of(layout, kind) for kind in {block.kind for block in blocks}}
    natural = [_natural_width(column, rows, sizes, measures) for column in range(columns)]
    widths = _share(natural, measures.text_width)
    held = [_natural_width(column, rows, sizes, measures, but=Kind.HEAD_CELL) for column in range(columns)]
    centred = [
        layout.dress(Kind.CELL).align is None and wanted - 2 * CELL_MARGIN <= _CENTRED_LINES * (given - 2 * CELL_MARGIN)
        for wanted, given in zip(held, widths, strict=True)
    ]
    heads = 0
    while heads < len(rows) and all(block.kind is Kind.HEAD_CELL for block in rows[heads].values()):
        heads += 1
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(
        _row(
            [(row.get(column), widths[column], centred[column]) for column in range(columns)],
            ids,
            measures,
            # A table of head cells only has none that could be repeated over others.
            is_head=place < heads < len(rows),
            keep=keep_last if place == len(rows) - 1 else len(rows) <= _UNBROKEN or place == len(rows) - 2,
        )
        for place, row in enumerate(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{ids[TABLE]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>'
    )


def _rows(blocks: Sequence[DraftBlock]) -> list[dict[int, DraftBlock]]:
    rows: dict[int, dict[int, DraftBlock]] = {}
    for block in blocks:
        assert block.cell is not None
        rows.setdefault(block.cell.row, {})[block.cell.column] = block
    return [rows[number] for number in sorted(rows)]


def _row(
    cells: Sequence[tuple[DraftBlock | None, int, bool]],
    ids: Mapping[str, str],
    measures: Measures,
    *,
    is_head: bool,
    keep: bool,
) -> str:
    repeated = "<w:tblHeader/>" if is_head else ""
    written = "".join(_cell(block, width, ids, centred=centred, keep=keep) for block, width, centred in cells)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{measures.line_pitch}" w:hRule="atLeast"/>{repeated}</w:trPr>'
        f"{written}</w:tr>"
    )


def _cell(block: DraftBlock | None, width: int, ids: Mapping[str, str], *, centred: bool, keep: bool) -> str:
    kind = block.kind if block else Kind.CELL
    align = "center" if centred and kind is Kind.CELL else ""
    lines = block.text.split("\n") if block else [""]
    written = "".join(paragraph(ids[kind], run(line), keep_next=keep, align=align) for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{written}</w:tc>'


def _natural_width(
    column: int,
    rows: Sequence[dict[int, DraftBlock]],
    sizes: Mapping[Kind, float],
    measures: Measures,
    *,
    but: Kind | None = None,
) -> int:
    """In which no line of the column is broken."""
    widest = 0
    for row in rows:
        if column in row and row[column].kind is not but:
            block = row[column]
            size = sizes[block.kind]
            own = max(measures.width(line, size) for line in block.text.split("\n"))
            widest = max(widest, own + measures.advance(size) // 2)
    return widest + 2 * CELL_MARGIN


def _share(natural: Sequence[int], room: int) -> list[int]:
    """Narrow columns get what they need and the wide ones share the rest; what is left over goes to all alike."""
    widths = [0] * len(natural)
    left, waiting = room, sorted(range(len(natural)), key=natural.__getitem__)
    while waiting:
        fair = left // len(waiting)
        column = waiting.pop(0)
        widths[column] = min(natural[column], fair)
        left -= widths[column]
    extra = left // len(natural)
    widths = [width + extra for width in widths]
    widths[-1] += room - sum(widths)
    return widths
