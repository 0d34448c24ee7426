"""Whether a work takes time in proportion to its size, on a machine that does other work besides."""

from collections.abc import Callable

_TRIES = 5
_ROOM = 2.0
"""Twice what the size alone would explain: a square of a size four times as large is four times."""
_NEGLIGIBLE = 0.1
"""Seconds. What takes no time at all cannot be compared."""


def is_linear(seconds: Callable[[int], float], short: int, long: int) -> bool:
    """Other work only ever adds time, so the best of some tries is compared, and a try that passes is the last."""
    seconds(short)  # patterns are compiled at their first use
    best_short = best_long = float("inf")
    for _ in range(_TRIES):
        best_short, best_long = min(best_short, seconds(short)), min(best_long, seconds(long))
        if best_long < _NEGLIGIBLE or best_long < _ROOM * best_short * long / short:
            return True
    return False
