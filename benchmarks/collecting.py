"""How fast `fazhi collect` is, what a second process gains, and how memory grows.

    python -m benchmarks.collecting [--reports 10000] [--pairs 3]

Writes an invented county (`benchmarks.county`), collects it with one process and with two, each time beside pure
arithmetic on the same cores, and takes the memory of all processes together.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.county import county, write

_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    memory: float
    """Peak of all processes together, in MB, as Linux counts what they do not share."""


def collected(folder: Path, jobs: int) -> Run:
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "drafting", "collect", str(folder / "reports"), "--jobs", str(jobs)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parent.parent,
            env={"PYTHONPATH": ".", "PATH": "/usr/bin:/bin", "TMPDIR": place},
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(_PAUSE)
        return Run(time.perf_counter() - start, peak)


def _memory(process: int) -> float:
    total = 0.0
    for pid in [process, *_children(process)]:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            own = [int(pid) for pid in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        for pid in own:
            found += [pid, *_children(pid)]
    return found


def _arithmetic(rounds: int) -> int:
    value = 1
    for number in range(rounds):
        value = (value * 1103515245 + number) % 2147483648
    return value


def arithmetic_gain(turns: int = 7, parcels: int = 4, rounds: int = 2_000_000) -> float:
    """What a second process gains where there is nothing to share; in short turns, since a machine slows down and speeds up."""
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        gains = []
        for executor in (one, two):
            list(executor.map(_arithmetic, [1, 1]))
        for _ in range(turns):
            alone, together = (_seconds_of(executor, [rounds] * parcels) for executor in (one, two))
            gains.append(alone / together)
        return statistics.median(gains)


def _seconds_of(executor: Executor, work: Sequence[int]) -> float:
    start = time.perf_counter()
    list(executor.map(_arithmetic, work))
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Measured:
    reports: int
    one: tuple[Run, ...]
    """With one process, round by round."""
    two: tuple[Run, ...]
    arithmetic: tuple[float, ...]
    """What a second process gains pure arithmetic, in the same rounds."""
    few_reports: int
    few: Run
    """With two processes."""

    @property
    def gains(self) -> list[float]:
        return sorted(one.seconds / two.seconds for one, two in zip(self.one, self.two, strict=True))

    @property
    def efficiency(self) -> float:
        """Of what arithmetic gains."""
        return statistics.median(self.gains) / statistics.median(self.arithmetic)

    @property
    def growth(self) -> float:
        return statistics.median(run.memory for run in self.two) / self.few.memory


def measured(reports: int, pairs: int) -> Measured:
    few_reports = max(20, reports // 10)
    one, two, plain = [], [], []
    with tempfile.TemporaryDirectory() as place:
        large, small = Path(place) / "large", Path(place) / "small"
        write(county(reports, 3), large, 0.0, 3)
        write(county(few_reports, 3), small, 0.0, 3)
        for number in range(pairs):
            one.append(collected(large, 1))
            two.append(collected(large, 2))
            plain.append(arithmetic_gain())
            print(
                f"{number + 1}: {reports / one[-1].seconds:.0f} and {reports / two[-1].seconds:.0f} reports a second, "
                f"gain {one[-1].seconds / two[-1].seconds:.2f}, of arithmetic {plain[-1]:.2f}; {two[-1].memory:.0f} MB",
                flush=True,
            )
        return Measured(reports, tuple(one), tuple(two), tuple(plain), few_reports, collected(small, 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=3)
    chosen = parser.parse_args()
    found = measured(chosen.reports, chosen.pairs)
    print(f"efficiency {found.efficiency:.2f}")
    print(
        f"memory: {found.few.memory:.0f} MB for {found.few_reports} reports, {found.growth:.2f} times for {found.reports}"
    )


if __name__ == "__main__":
    main()
