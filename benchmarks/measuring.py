"""Two things timed side by side: on a machine whose clock swings only their ratio can be trusted.

Time of this process alone, which others on the machine prolong less than the clock on the wall; that clock for whole commands.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

_Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Paired:
    """Seconds of one thing and of another, round by round."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        return sorted(mine / other for mine, other in zip(self.ours, self.theirs, strict=True))

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The middle half of all rounds."""
        lower, _, upper = statistics.quantiles(self.ratios, n=4) if len(self.ours) > 1 else [self.ratio] * 3
        return lower, upper

    @property
    def milliseconds(self) -> tuple[float, float]:
        return statistics.median(self.ours) * 1000, statistics.median(self.theirs) * 1000


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int, clock: _Clock = time.process_time
) -> Paired:
    """Each once unmeasured, then in turn, each as often first as second."""
    ours(), theirs()
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            taken[which].append(_seconds((ours, theirs)[which], clock))
    return Paired(tuple(taken[0]), tuple(taken[1]))


def _seconds(work: Callable[[], object], clock: _Clock) -> float:
    # What the other left lying about is not swept up on this one's time.
    gc.collect()
    start = clock()
    work()
    return clock() - start
