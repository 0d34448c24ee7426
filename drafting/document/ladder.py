"""Which level each typed number belongs to.

Real reports number wrongly, so a label's style alone does not tell its level: in 一、 （一） （2） （三） the （2）
is a second-level number in the wrong clothes. Among all readings of a report's labels the one with the fewest
faults is taken, over the ladders that reports use.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.text.labels import Label, Numeral, Shape, Style

_POINT_CHINESE = Style(Numeral.CHINESE, Shape.POINT)
_BRACKET_CHINESE = Style(Numeral.CHINESE, Shape.BRACKETS)
_POINT_ARABIC = Style(Numeral.ARABIC, Shape.POINT)
_BRACKET_ARABIC = Style(Numeral.ARABIC, Shape.BRACKETS)
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
_STYLE, _STYLE_IN_USE, _SKIP, _REPEAT, _START = 1.0, 1.8, 1.2, 1.4, 1.5
_NEW_LIST, _SKIPPED_LEVEL, _OTHER_LADDER, _SLIP = 0.2, 0.3, 0.9, 0.1
_BEAM = 8
_HOPELESS = 2.0


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
class Entry:
    label: Label
    after_prose: bool
    """Behind a paragraph without number, not directly behind the last label."""


@dataclass(frozen=True, slots=True)
class _Step:
    depth: int
    expected: int
    new_list: bool
    before: "_Step | None"


# The last number at each open depth, 0 where a depth was skipped: all that the next label depends on.
_State = tuple[int, ...]


def climb(entries: Sequence[Entry]) -> tuple[Rung, ...]:
    """A rung for each label."""
    best_cost, best_ladder, best_step = _read(entries, _LADDERS[0], math.inf)
    present = {entry.label.style for entry in entries}
    for position, ladder in enumerate(_LADDERS[1:], start=1):
        # A report without a fault on the standard ladder needs no other reading.
        handicap = _OTHER_LADDER if position > 1 else 0.05
        if best_cost <= handicap or not present & set(ladder):
            continue
        cost, _, step = _read(entries, ladder, best_cost - handicap)
        if cost + handicap < best_cost:
            best_cost, best_ladder, best_step = cost + handicap, ladder, step
    rungs: list[Rung] = []
    step = best_step
    while step is not None:
        rungs.append(Rung(step.depth + 1, best_ladder[step.depth], step.expected, step.new_list))
        step = step.before
    # 一、 then 1. without （一） anywhere is a ladder of two levels, not one with a hole.
    level_of = {level: place for place, level in enumerate(sorted({rung.level for rung in rungs}), start=1)}
    return tuple(Rung(level_of[r.level], r.style, r.expected, r.new_list) for r in reversed(rungs))


def _read(
    entries: Sequence[Entry], ladder: tuple[Style, ...], most: float
) -> tuple[float, tuple[Style, ...], _Step | None]:
    """The cheapest way through, its steps linked backwards; given up where it costs more than `most`."""
    own_depths = {style: depth for depth, style in enumerate(ladder)}
    paths: dict[_State, tuple[float, _Step | None]] = {(): (0.0, None)}
    for entry in entries:
        value, own_depth = entry.label.value, own_depths.get(entry.label.style)
        following: dict[_State, tuple[float, _Step]] = {}
        for state, (cost, before) in paths.items():
            for depth in range(len(ladder)):
                step_cost, expected, new_list = _place(value, state, depth, after_prose=entry.after_prose)
                total = cost + step_cost + _dress(own_depth, state, depth)
                above = (*state[:depth], *(0,) * (depth - len(state)))
                # A number that does not fit is a gap, or a slip after which the count goes on as if it were right.
                counts = (value,) if value == expected or new_list or expected == 1 else (value, expected)
                for preference, count in enumerate(counts):
                    reached = (*above, count)
                    cheaper = total + preference * _SLIP
                    if reached not in following or cheaper < following[reached][0]:
                        following[reached] = cheaper, _Step(depth, expected, new_list, before)
        least = min(cost for cost, _ in following.values())
        if least > most:
            return least, ladder, None
        kept = sorted(
            (item for item in following.items() if item[1][0] <= least + _HOPELESS), key=lambda item: item[1][0]
        )
        paths = dict(kept[:_BEAM])
    cost, step = min(paths.values(), key=lambda path: path[0])
    return cost, ladder, step


def _dress(own_depth: int | None, state: _State, depth: int) -> float:
    """What it costs that the label does not wear the style of its depth."""
    if own_depth == depth:
        return 0.0
    # A style that is in use for a list still open seldom strays into another one.
    is_open = own_depth is not None and (own_depth < depth or (own_depth < len(state) and state[own_depth] > 0))
    return _STYLE_IN_USE if is_open else _STYLE


def _place(value: int, state: _State, depth: int, *, after_prose: bool) -> tuple[float, int, bool]:
    """What it costs that the label counts on at this depth; the number due there; whether a new list begins."""
    last = state[depth] if depth < len(state) else 0
    if not last:
        missing_levels = max(0, depth - len(state))
        return _SKIPPED_LEVEL * missing_levels + (0 if value == 1 else _START), 1, False
    if value == last + 1:
        return 0.0, last + 1, False
    if value == 1 and after_prose and depth >= 2:
        return _NEW_LIST, 1, True
    return _SKIP if value > last else _REPEAT, last + 1, False
