"""A number that nobody can have meant, wherever a Word file holds one: read as if it were not there."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from drafting.app import Annotated, FixedReport, annotate, check, fix
from drafting.ooxml.measures import identifiers, points, whole
from drafting.readers import ReadError
from tests.hostile.packages import members, packed, parts
from tests.hostile.seeds import seeds

# As an integer it can still be read, but not written with one digit more, and no float holds it.
_ABSURD = b"9" * 4300
_NUMBER = re.compile(rb'<(\w+:\w+)[^<>]*?\s(\w+:\w+)="-?[0-9]+"')


def _places() -> Iterator[tuple[int, str, bytes, bytes]]:
    """Each attribute of each element that holds numbers, in the first of the files that has it."""
    known = set()
    for seed, data in enumerate(seeds()):
        for name, part in parts(data).items():
            for element, attribute in sorted({(found[1], found[2]) for found in _NUMBER.finditer(part)}):
                if (element, attribute) not in known:
                    known.add((element, attribute))
                    yield seed, name, element, attribute


def _with_absurd(seed: int, name: str, element: bytes, attribute: bytes) -> bytes:
    found = parts(seeds()[seed])
    value = re.compile(rb'(<%s\b[^<>]*?\s%s=")-?[0-9]+"' % (re.escape(element), re.escape(attribute)))
    found[name] = value.sub(lambda match: match[1] + _ABSURD + b'"', found[name])
    return packed(members(found))


@pytest.mark.parametrize("place", list(_places()), ids=lambda place: b" ".join(place[2:]).decode())
def test_every_verb_ends_calmly(place: tuple[int, str, bytes, bytes], tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(_with_absurd(*place))

    assert check(report).document.blocks
    verbs: tuple[Callable[[Path], Annotated | FixedReport], ...] = (annotate, lambda path: fix(path, layout=True))
    for verb in verbs:
        # Too many digits for a part that is written again.
        with suppress(ReadError):
            assert verb(report).data


def test_what_is_no_number_is_none() -> None:
    for text in ("", "a", "1.5", "9" * 5000, str(2**31), "-" + "9" * 30, None):
        assert whole(text) is None
    for text in ("nan", "inf", "1e400", "-1e300", "9" * 5000, "9" * 400 + "cm", None):
        assert points(text) is None
    assert whole("-12") == -12
    assert points("-240") == -12


def test_identifiers_leave_room_for_the_next() -> None:
    assert list(identifiers(["0", "x", None, "-1", "7", str(2**31 - 1), "9" * 5000])) == [0, 7]
