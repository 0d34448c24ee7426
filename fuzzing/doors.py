"""What a door is: where bytes of any kind go in, what a user may be told of them, and what holds for what comes out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar

CRASHES = Path(__file__).parent / "crashes"
"""A folder a door. Whatever was found once is replayed by tests/fuzzing."""
APART = "\x1e"
"""Between the parts of one input: no part can hold it, since XML cannot."""

# A process fuzzes one door and instruments what that door imports.
_MODULES = {
    "zip": "fuzzing.archive",
    "package": "fuzzing.package",
    "numbering": "fuzzing.numbering",
    "labels": "fuzzing.labels",
    "quantities": "fuzzing.quantities",
    "forms": "fuzzing.forms",
    "workbook": "fuzzing.workbook",
    "templates": "fuzzing.templates",
}
NAMES = tuple(_MODULES)
UNWATCHED = {"templates": ("drafting.rules.catalogue",)}
"""What a door imports and does not test: the rules for reports take ten seconds to instrument."""

_Result = TypeVar("_Result")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Door:
    read: Callable[[bytes], None]
    """Raises a refusal, or AssertionError where something does not hold that always should."""
    refusals: tuple[type[Exception], ...]
    """What the program tells as a sentence; anything else is a crash."""
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...]
    """What a mutation puts in besides bytes."""
    longest: int = 4000


def door(name: str) -> Door:
    found: Door = import_module(_MODULES[name]).DOOR
    return found


def visit(through: Door, data: bytes) -> None:
    """Raises what no user should see."""
    said = None
    try:
        through.read(data)
    except through.refusals as error:
        said = str(error)
    assert said is None or _CHINESE.search(said), f"no sentence: {said!r}"


def same_twice(read: Callable[[], _Result]) -> _Result:
    first = read()
    assert read() == first, "another result the second time"
    return first


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def pieces_of(data: bytes, count: int) -> list[str]:
    """As many as asked for; what is missing is empty."""
    found = text_of(data).split(APART, count - 1)
    return found + [""] * (count - len(found))


def joined(*pieces: str) -> bytes:
    return APART.join(pieces).encode()
