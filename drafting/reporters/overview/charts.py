"""Pictures as inline SVG: lines, areas and words, each area with its number, so that nothing is told by colour alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafting.reporters.html.markup import Html, block, tag
from drafting.reporters.overview.tally import NOT_LOOKED_AT, Tally

_ROW, _CELL, _NAMES, _SUMS = 24, 46, 132, 64
_ROWS_TOGETHER = 24
"""A picture is not parted between two printed pages, so it has to fit on one."""
_LONGEST_NAME = 9
_BARS, _BAR, _LABELS, _NUMBERS = 420, 26, 128, 96
_LONGEST_LABEL = 9


@dataclass(frozen=True, slots=True)
class HeatRow:
    name: str
    cells: Sequence[Tally | None]
    """None where nobody could look."""
    total: Tally
    address: str


def heat_map(families: Sequence[str], rows: Sequence[HeatRow], missing: Sequence[str]) -> Html:
    """Townships down, families across, the missing ones last.

    The names of the columns stand above every group of rows where it is printed.
    """
    width = _NAMES + _CELL * len(families) + _SUMS
    pictures: list[Html] = []
    drawn = [*(_drawn(row, families) for row in rows), *(_absent(name, width) for name in missing)]
    for start in range(0, len(drawn), _ROWS_TOGETHER):
        group = drawn[start : start + _ROWS_TOGETHER]
        body = _svg(
            width,
            _ROW * len(group),
            tag("title", f"热力图：第 {start + 1} 至 {start + len(group)} 行"),
            *(row(_ROW * place) for place, row in enumerate(group)),
            role="group",
            aria_label=f"各乡镇各类问题，第 {start + 1} 至 {start + len(group)} 行",
        )
        pictures.append(block("div", _heat_head(families, width), body, class_="heat-group"))
    return block(
        "div",
        *pictures,
        class_="heat",
        tabindex=0,
        role="group",
        aria_label="各乡镇各类问题的热力图",
    )


def _heat_head(families: Sequence[str], width: int) -> Html:
    names = [
        _words(_NAMES + _CELL * place + _CELL // 2, 17, _cut(family, 4), "head middle")
        for place, family in enumerate([*families, "合计"])
    ]
    return tag("div", _svg(width, _ROW, *names, aria_hidden="true"), class_="heat-head")


def _drawn(row: HeatRow, families: Sequence[str]) -> Callable[[int], Html]:
    return lambda top: _heat_row(row, families, top)


def _absent(name: str, width: int) -> Callable[[int], Html]:
    return lambda top: Html(
        tag("g", tag("title", f"{name}：未交"), _words(_NAMES - 8, top + 16, _cut(name, _LONGEST_NAME), "end"))
        + tag("rect", x=_NAMES, y=top + 1, width=width - _NAMES - _SUMS - 2, height=_ROW - 4, class_="absent")
        + _words((width - _SUMS + _NAMES) // 2, top + 16, "未交", "middle lack")
    )


def _heat_row(row: HeatRow, families: Sequence[str], top: int) -> Html:
    label = f"{row.name}：{row.total.words}"
    name = tag(
        "a",
        tag("title", label),
        _words(_NAMES - 8, top + 16, _cut(row.name, _LONGEST_NAME), "end name"),
        href=row.address,
        aria_label=label,
    )
    cells = [
        _heat_cell(cell, _NAMES + _CELL * number, top, f"{row.name}，{family}")
        for number, (family, cell) in enumerate(zip(families, row.cells, strict=True))
    ]
    sums = _words(_NAMES + _CELL * len(families) + 8, top + 16, row.total.short or "没有", "sum")
    return Html(name + tag("g", *cells, sums, aria_hidden="true"))


def _heat_cell(cell: Tally | None, left: int, top: int, label: str) -> Html:
    if cell is None:
        words = _words(left + _CELL // 2 - 1, top + 15, NOT_LOOKED_AT, "middle unlooked")
        return tag("g", tag("title", f"{label}：{NOT_LOOKED_AT}"), words)
    ground = tag("rect", x=left, y=top, width=_CELL - 2, height=_ROW - 2, class_=f"l{cell.level}")
    if not cell.weight:
        return ground
    words = _words(left + _CELL // 2 - 1, top + 15, cell.short, f"middle n{cell.level}")
    return tag("g", tag("title", f"{label}：{cell.words}"), ground, words)


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    parts: Sequence[tuple[float, str]]
    """Length and look of each piece, from the left."""
    words: str
    """The number, as it is shown."""


def bars(name: str, description: str, rows: Sequence[Bar], mark: str) -> Html:
    """`mark`: of this picture only, for what names it."""
    longest = max((sum(length for length, _ in row.parts) for row in rows), default=0) or 1
    room = _BARS - _LABELS - _NUMBERS
    drawn: list[Html] = []
    for place, row in enumerate(rows):
        top, left = _BAR * place, float(_LABELS)
        drawn.append(_words(_LABELS - 8, top + 17, _cut(row.label, _LONGEST_LABEL), "end"))
        for length, look in row.parts:
            width = room * length / longest
            if width:
                drawn.append(
                    tag("rect", x=f"{left:.1f}", y=top + 4, width=f"{max(width, 1):.1f}", height=_BAR - 8, class_=look)
                )
            left += width
        drawn.append(_words(round(left) + 6, top + 17, row.words, ""))
    picture = _svg(
        _BARS,
        _BAR * len(rows),
        tag("title", name, id=f"{mark}-title"),
        tag("desc", f"{description}{'；'.join(f'{row.label} {row.words}' for row in rows)}。", id=f"{mark}-desc"),
        *drawn,
        role="img",
        aria_labelledby=f"{mark}-title {mark}-desc",
    )
    return block("figure", tag("figcaption", name), picture, class_="bars")


def key() -> Html:
    """What the colours of the heat map mean: the colour only repeats what the numbers say."""
    steps = ("", "少", "", "", "", "多")
    swatches = [
        tag("rect", x=2 + 30 * level, y=2, width=28, height=16, class_=f"l{level}") for level in range(1, len(steps))
    ]
    words = [
        _words(16 + 30 * level, 15, step, f"middle n{level}") for level, step in enumerate(steps) if level and step
    ]
    return _svg(32 + 30 * 5, 20, *swatches, *words, aria_hidden="true", class_="key")


def _svg(width: int, height: int, *inside: Html, **attributes: str) -> Html:
    return tag(
        "svg", *inside, viewBox=f"0 0 {width} {max(height, 1)}", width=width, height=max(height, 1), **attributes
    )


def _words(x: int, y: int, words: str, look: str) -> Html:
    return tag("text", words, x=x, y=y, class_=look or None)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"
