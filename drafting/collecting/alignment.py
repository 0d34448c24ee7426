"""Where two texts are alike, from the prints that they share: what lies around and between them is compared word for word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from drafting.collecting.fingerprints import PIECE

_FARTHEST = 60
"""Characters between two shared prints of one passage."""
_SHIFT = 20
"""How much longer an edit between them may make one side."""
_AROUND = 40
"""How far before the first and behind the last one is looked."""
_WIDEST_GAP = 14
"""Characters that differ inside a passage: more, and it is two."""
_SHORTEST_BLOCK = 3
_LEAST_DENSITY = 0.7
"""Two sides that agree in fewer of their characters say the same in other words, which is nobody's fault."""


@dataclass(frozen=True, slots=True)
class Run:
    """A passage of both texts, from its first to its last character that is the same."""

    first: int
    first_end: int
    second: int
    second_end: int
    blocks: tuple[tuple[int, int, int], ...]
    """Where both agree: place in one, in the other, and how long."""

    @property
    def alike(self) -> int:
        return sum(size for _, _, size in self.blocks)


Anchor = tuple[int, int]
"""Where a shared print begins in one text and in the other."""


def chains(anchors: Iterable[Anchor]) -> list[list[Anchor]]:
    """Shared prints that follow each other in both texts; anchors come sorted."""
    closed: list[list[Anchor]] = []
    growing: list[list[Anchor]] = []
    for one, other in anchors:
        still: list[list[Anchor]] = []
        for chain in growing:
            (still if one - chain[-1][0] <= _FARTHEST + PIECE else closed).append(chain)
        growing = still
        fitting = [chain for chain in growing if _follows(chain[-1], (one, other))]
        if fitting:
            min(fitting, key=lambda chain: abs(_shift(chain[-1], (one, other)))).append((one, other))
        else:
            growing.append([(one, other)])
    return sorted([*closed, *growing])


def _shift(before: Anchor, after: Anchor) -> int:
    return (after[0] - before[0]) - (after[1] - before[1])


def _follows(before: Anchor, after: Anchor) -> bool:
    return after[1] > before[1] and after[0] > before[0] and abs(_shift(before, after)) <= _SHIFT


def stretch(chain: Sequence[Anchor]) -> int:
    """Characters from the first shared print to the end of the last."""
    return chain[-1][0] - chain[0][0] + PIECE


def runs(first: str, second: str, anchors: Iterable[Anchor]) -> Iterator[Run]:
    """Each passage once, in the order of the first text; anchors come sorted."""
    taken: list[Run] = []
    for chain in sorted(chains(anchors), key=lambda chain: (-len(chain), chain[0])):
        fresh = [anchor for anchor in chain if not any(_holds(run, anchor) for run in taken)]
        if fresh:
            taken += _cut(_blocks(first, second, fresh), taken)
    yield from sorted(taken, key=lambda run: (run.first, run.second))


def _holds(run: Run, anchor: Anchor) -> bool:
    """A passage is told once, even if the other text has it twice."""
    return run.first <= anchor[0] < run.first_end or run.second <= anchor[1] < run.second_end


def _blocks(first: str, second: str, chain: Sequence[Anchor]) -> list[tuple[int, int, int]]:
    one, other = chain[0]
    before = min(one, _AROUND), min(other, _AROUND)
    found = list(_same(first, second, (one - before[0], one), (other - before[1], other)))
    done = (one, other)
    for one, other in chain:
        if one > done[0] and other > done[1]:
            found += _same(first, second, (done[0], one), (done[1], other))
        # Of overlapping prints only what the one before does not have.
        behind = max(done[0] - one, done[1] - other, 0)
        if behind < PIECE and one + behind >= done[0] and other + behind >= done[1]:
            found.append((one + behind, other + behind, PIECE - behind))
            done = (one + PIECE, other + PIECE)
    found += _same(first, second, (done[0], done[0] + _AROUND), (done[1], done[1] + _AROUND))
    return found


def _same(
    first: str, second: str, of_first: tuple[int, int], of_second: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    one, other = first[slice(*of_first)], second[slice(*of_second)]
    if one == other:
        if one:
            yield of_first[0], of_second[0], len(one)
        return
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        # One or two characters agree by chance, but for those that join what agrees anyway.
        touches = (block.a == 0 and block.b == 0) or (
            block.a + block.size == len(one) and block.b + block.size == len(other)
        )
        if block.size >= _SHORTEST_BLOCK or (block.size and touches):
            yield of_first[0] + block.a, of_second[0] + block.b, block.size


def _cut(blocks: Sequence[tuple[int, int, int]], taken: Sequence[Run]) -> Iterator[Run]:
    """Apart where too much differs; a piece that agrees too little is none."""
    pieces: list[list[tuple[int, int, int]]] = [[]]
    for before, after in pairwise([(0, 0, 0), *blocks]):
        gap = max(after[0] - before[0] - before[2], after[1] - before[1] - before[2])
        if pieces[-1] and gap > _WIDEST_GAP:
            pieces.append([])
        pieces[-1].append(after)
    for piece in pieces:
        free = [block for block in piece if not any(_holds(run, (block[0], block[1])) for run in taken)]
        if not free:
            continue
        (one, other, _), (last_one, last_other, size) = free[0], free[-1]
        run = Run(one, last_one + size, other, last_other + size, tuple(free))
        if run.alike >= _LEAST_DENSITY * max(run.first_end - run.first, run.second_end - run.second):
            yield run
