"""How many copies are found, and what looking for them costs.

python -m benchmarks.likeness                     passages with more and more edits, planted between two reports
python -m benchmarks.likeness FOLDER              a county that benchmarks.county wrote, against its truth.json
"""

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.county import county, lines_of
from drafting.collecting.fingerprints import prints
from drafting.collecting.likeness import Listed, keep, pairs, prepare
from drafting.readers import read
from drafting.readers.text import from_text

_LENGTHS = (100, 120, 150, 200, 300)
_EVERY = (0, 50, 25, 17, 12, 10)
_TRIES = 100
_WORDS = [
    "进一步",
    "切实",
    "及时",
    "认真",
    "推进",
    "落实",
    "工作",
    "管理",
    "服务",
    "制度",
    "机制",
    "有关",
    "群众",
    "方面",
    "不断",
    "具体",
]


def main(arguments: Sequence[str]) -> None:
    if arguments:
        _against_truth(Path(arguments[0]))
    else:
        _recall()


def _recall() -> None:
    random = Random(3)
    reports = [lines_of(report) for report in county(200, 3).reports]
    print("length    " + "".join(f"{every or 'none':>7}" for every in _EVERY))
    for length in _LENGTHS:
        found = [sum(_is_found(random, reports, length, every) for _ in range(_TRIES)) for every in _EVERY]
        print(f"{length:<10}" + "".join(f"{100 * count // _TRIES:>6}%" for count in found))


def _is_found(random: Random, reports: Sequence[list[str]], length: int, every: int) -> bool:
    # Nothing but the planted passage is alike: the two reports keep their first paragraphs only.
    source, first, second = random.sample(reports, 3)
    whole = "".join(line for line in source[5:] if len(line) > 60)
    start = random.randrange(len(whole) - length)
    passage = whole[start : start + length]
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare(connection)
        for key, lines, text in (("1", first, passage), ("2", second, _edited(random, passage, every))):
            keep(connection, key, prints(from_text("\n".join([*lines[:6], text])), []).packed())
        return bool(list(pairs(connection, [Listed("1", "1"), Listed("2", "2")])))


def _edited(random: Random, text: str, every: int) -> str:
    """A word of two characters put in, taken out or changed, on average every so many characters."""
    found: list[str] = []
    place = 0
    while place < len(text):
        if every and random.random() * every < 1:
            change = random.choice(("in", "out", "other"))
            if change != "out":
                found.append(random.choice(_WORDS)[:2])
            if change != "in":
                place += 2
                continue
        found.append(text[place])
        place += 1
    return "".join(found)


def _against_truth(folder: Path) -> None:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect("")) as connection:
        prepare(connection)
        start = time.perf_counter()
        for unit, name in truth["files"].items():
            keep(connection, unit, prints(read(folder / "reports" / name), [unit, truth["county"]]).packed())
        print(f"read and printed: {time.perf_counter() - start:.1f} s, peak {_peak()} MB")
        start = time.perf_counter()
        told = [
            {pair.first, pair.second} for pair in pairs(connection, (Listed(unit, unit) for unit in truth["files"]))
        ]
        print(f"{len(told)} pairs: {time.perf_counter() - start:.1f} s, peak {_peak()} MB")
    groups = [set(copy["units"]) for copy in truth["copies"]]
    whole = sum(_is_connected(group, told) for group in groups)
    others = [sorted(pair) for pair in told if not any(pair <= group for group in groups)]
    print(
        f"planted groups found whole: {whole} of {len(groups)}; pairs that nobody planted: {len(others)} {others[:5]}"
    )


def _is_connected(group: set[str], told: Sequence[set[str]]) -> bool:
    inside = [pair for pair in told if pair <= group]
    reached = {min(group)}
    while grown := {unit for pair in inside if pair & reached for unit in pair} - reached:
        reached |= grown
    return reached == group


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
