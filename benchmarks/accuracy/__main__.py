"""Measures what the check finds, and writes docs/accuracy.md.

    python -m benchmarks.accuracy [--reports 1000] [--seed 2024] [-o docs/accuracy.md] [--jobs 2] [--version VERSION]

The same seed and number write the same page, with however many processes.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from benchmarks.accuracy.measure import BLOCK, Measured, blocks, measured
from benchmarks.accuracy.page import page, version_of

SEED = 2024
FIXED = 3
"""Blocks that are measured anew with every change."""
ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "accuracy.md")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--version",
        help="what the page says of what was measured; else what CHANGELOG.md heads the newest version with",
    )
    chosen = parser.parse_args()
    whole, fixed = Measured(), Measured()
    numbers = blocks(chosen.reports)
    with ProcessPoolExecutor(chosen.jobs) as workers:
        for number, found in enumerate(workers.map(measured, numbers, repeat(chosen.seed))):
            whole.add(found)
            if number < FIXED:
                fixed.add(found)
            print(f"{min((number + 1) * BLOCK, len(numbers) * BLOCK)} reports", flush=True)
    before = chosen.output.read_text(encoding="utf-8") if chosen.output.exists() else ""
    version = chosen.version or version_of(ROOT / "CHANGELOG.md")
    text = page(whole, fixed, seed=chosen.seed, version=version, before=before)
    chosen.output.write_bytes(text.encode())
    print(f"{chosen.output.name}: {sum(tally.planted for tally in whole.rules.values())} faults planted")


if __name__ == "__main__":
    main()
