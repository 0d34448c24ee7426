"""Which level each typed number belongs to.

Real reports number wrongly, so a label's style alone does not tell its level: in 一、 （一） （2） （三） the （2）
is a second-level number in the wrong clothes. Among all readings of a report's labels the one with the fewest
faults is taken, over the ladders that reports use.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.text.labels import Label, Numeral, Shape, Style

_POINT_CHINESE = Style(Numeral.CHINESE, Shape.POINT)
_BRACKET_CHINESE = Style(Numeral.CHINESE, Shape.BRACKETS)
_POINT_ARABIC = Style(Numeral.ARABIC, Shape.POINT)
_BRACKET_ARABIC = Style(Numeral.ARABIC, Shape.BRACKETS)
_RIGHT_ARABIC = Style(Numeral.ARABIC, Shape.RIGHT_BRACKET)
_CIRCLED = Style(Numeral.CIRCLED, Shape.BARE)
_PART_CHINESE = Style(Numeral.CHINESE, Shape.PART)

STANDARD = (_POINT_CHINESE, _BRACKET_CHINESE, _POINT_ARABIC, _BRACKET_ARABIC)
"""GB/T 9704: 一、 （一） 1. （1）."""

# The standard first: of two readings with as many faults the earlier ladder wins.
_LADDERS: tuple[tuple[Style, ...], ...] = (
    (*STANDARD, _CIRCLED),
    (_POINT_CHINESE, _POINT_ARABIC, _BRACKET_ARABIC),
    (_BRACKET_CHINESE, _POINT_ARABIC, _BRACKET_ARABIC),
    (_POINT_ARABIC, _BRACKET_ARABIC, _CIRCLED),
    (_POINT_CHINESE, _BRACKET_ARABIC, _CIRCLED),
    (_POINT_CHINESE, _BRACKET_CHINESE, _BRACKET_ARABIC),
    (_PART_CHINESE, *STANDARD),
    (_BRACKET_CHINESE, _POINT_CHINESE, _POINT_ARABIC),
)

# Costs of one fault. A number that fits its place in the wrong style is likelier than a list that begins at two.
_STYLE, _STYLE_FROM_ABOVE, _SKIP, _REPEAT, _START, _NEW_LIST, _SKIPPED_LEVEL, _OTHER_LADDER = 1.0, 1.8, 1.2, 1.4, 1.5, 0.2, 0.3, 0.9
_BEAM = 24


@dataclass(frozen=True, slots=True)
class Rung:
    """One label in the reading that was taken."""

    level: int
    style: Style
    """The style that this level has in this report."""
    expected: int
    """The number that was due here."""
    new_list: bool
    """Starts again at one behind a paragraph of its own: another list, no repetition."""


@dataclass(frozen=True, slots=True)
class Reading:
    ladder: tuple[Style, ...]
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    label: Label
    after_prose: bool
    """Behind a paragraph without number, not directly behind the last label."""
    top: bool = False
    """Its words can only be those of a part of the report."""


_Path = tuple[float, tuple[int, ...], tuple[object, ...] | None]


def climb(entries: Sequence[Entry]) -> Reading:
    best: tuple[float, tuple[Style, ...], tuple[object, ...] | None] | None = None
    present = {entry.label.style for entry in entries}
    for position, ladder in enumerate(_LADDERS):
        if position and not present & set(ladder):
            continue
        cost, steps = _read(entries, ladder)
        cost += _OTHER_LADDER if position > 1 else 0.05 * position
        if best is None or cost < best[0]:
            best = cost, ladder, steps
    assert best is not None
    _, ladder, steps = best
    rungs: list[Rung] = []
    while steps is not None:
        depth, expected, new_list, steps = steps  # type: ignore[assignment,misc]
        rungs.append(Rung(depth + 1, ladder[depth], expected, new_list))  # type: ignore[operator,index,arg-type]
    rungs.reverse()
    used = sorted({rung.level for rung in rungs})
    if ladder is _LADDERS[0]:
        # 一、 then 1. without （一） anywhere is a ladder of two levels, not one with a hole.
        rename = {level: place for place, level in enumerate(used, start=1)}
        rungs = [Rung(rename[r.level], r.style, r.expected, r.new_list) for r in rungs]
        ladder = tuple(ladder[level - 1] for level in used)
    return Reading(ladder, tuple(rungs))


def _read(entries: Sequence[Entry], ladder: tuple[Style, ...]) -> tuple[float, tuple[object, ...] | None]:
    """The cheapest way through, as a linked list of (depth, expected, new list, step before)."""
    # A path's state is the last number at each open depth; 0 where a depth was skipped.
    paths: dict[tuple[int, ...], tuple[float, tuple[object, ...] | None]] = {(): (0.0, None)}
    for entry in entries:
        following: dict[tuple[int, ...], tuple[float, tuple[object, ...] | None]] = {}
        for state, (cost, steps) in paths.items():
            for depth in range(len(ladder)):
                step_cost, expected, new_list = _step(entry, state, depth, ladder)
                reached = (*state[:depth], *(0,) * (depth - len(state)), entry.label.value)
                total = cost + step_cost
                if reached not in following or total < following[reached][0]:
                    following[reached] = total, (depth, expected, new_list, steps)
        cheapest = sorted(following.items(), key=lambda item: item[1][0])[:_BEAM]
        paths = dict(cheapest)
    return min(paths.values(), key=lambda path: path[0])


def _step(entry: Entry, state: tuple[int, ...], depth: int, ladder: Sequence[Style]) -> tuple[float, int, bool]:
    value, style = entry.label.value, ladder[depth]
    cost = 0.0
    if entry.label.style != style:
        cost = _STYLE if entry.label.style not in ladder[:depth] else _STYLE_FROM_ABOVE
    if entry.top and depth:
        cost += _SKIP
    last = state[depth] if depth < len(state) else 0
    if not last:
        missing_levels = depth - len(state) if depth > len(state) else 0
        return cost + _SKIPPED_LEVEL * missing_levels + (0 if value == 1 else _START), 1, False
    if value == last + 1:
        return cost, last + 1, False
    if value == 1 and entry.after_prose and depth >= 2:
        return cost + _NEW_LIST, 1, True
    return cost + (_SKIP if value > last else _REPEAT), last + 1, False
