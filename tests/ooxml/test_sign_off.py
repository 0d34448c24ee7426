"""Where signature and date come to stand, reckoned in twentieths of a point on the page of the standard."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from drafting.document.draft import Draft, DraftBlock, Kind
from drafting.document.layout import Dress, shipped_layout
from drafting.ooxml.writer import write
from tests.drafts import DAY, LONG_ORGAN, LONGEST_ORGAN, ORGAN, TEXT, block, draft, signed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINE = 8845
CHARACTER, HALF = 315, 155
ORGANS = (
    "青禾乡",
    ORGAN,
    "中共云岭县青禾乡委员会",
    "云岭自治县白石土家族苗族侗族乡人民政府",
    LONG_ORGAN,
    LONGEST_ORGAN,
)
DAYS = ("2025年1月1日", "2025年12月31日", "2025年1月")


def width(text: str) -> int:
    return sum(HALF if character.isascii() else CHARACTER for character in text)


def placed(drafted: Draft) -> dict[str, tuple[dict[str, int], str]]:
    """Indents and alignment of each paragraph."""
    data = zipfile.ZipFile(io.BytesIO(write(drafted, shipped_layout()))).read("word/document.xml")
    found = {}
    for paragraph in ET.fromstring(data).iter(W + "p"):
        text = "".join(each.text or "" for each in paragraph.iter(W + "t"))
        indent, align = paragraph.find(f"{W}pPr/{W}ind"), paragraph.find(f"{W}pPr/{W}jc")
        lengths = {} if indent is None else {key.removeprefix(W): int(value) for key, value in indent.items()}
        found[text] = lengths, "" if align is None else align.get(W + "val", "")
    return found


def start(text: str, place: tuple[dict[str, int], str]) -> int:
    """Where the first character of a line stands, from the left edge of the text."""
    lengths, align = place
    left, right = lengths.get("left", 0), LINE - lengths.get("right", 0)
    return {"left": left, "right": right - width(text), "center": (left + right - width(text)) // 2}[align]


@pytest.mark.parametrize("day", DAYS)
def test_a_sealed_date_stands_four_characters_from_the_right(day: str) -> None:
    assert placed(signed(ORGAN, day=day))[day] == ({"rightChars": 400, "right": 4 * CHARACTER}, "right")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("organ", ORGANS[:3])
def test_a_sealed_signature_is_centred_on_the_date(organ: str, day: str) -> None:
    places = placed(signed(organ, day=day))
    middle = LINE - 4 * CHARACTER - width(day) / 2

    assert start(organ, places[organ]) + width(organ) / 2 == pytest.approx(middle, abs=1)


def test_several_sealed_signatures_are_centred_each() -> None:
    places = placed(signed("中共青禾乡委员会", ORGAN))

    assert places["中共青禾乡委员会"] == places[ORGAN]


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("organ", ORGANS)
@pytest.mark.parametrize("day", DAYS)
def test_nothing_runs_out_of_the_text(organ: str, day: str, sealed: bool) -> None:
    places = placed(signed(organ, day=day, sealed=sealed))

    for text in (organ, day):
        lengths, align = places[text]
        room = LINE - lengths.get("left", 0) - lengths.get("right", 0)
        lines = -(-width(text) // room)
        assert min(lengths.get("left", 0), lengths.get("right", 0)) >= 0
        assert lines == -(-width(text) // LINE), "broken only where a whole line cannot hold it"
        if lines == 1:
            assert start(text, (lengths, align)) >= 0
        else:
            assert room - width(text) / lines <= 2 * CHARACTER, "in lines of about one length"


@pytest.mark.parametrize("organ", ORGANS[1:5])
def test_an_unsealed_signature_stands_two_characters_from_the_right(organ: str) -> None:
    assert placed(signed(organ, day="2025年1月", sealed=False))[organ] == (
        {"rightChars": 200, "right": 2 * CHARACTER},
        "right",
    )


@pytest.mark.parametrize(("organ", "day"), [(organ, day) for organ in ORGANS[:5] for day in DAYS])
def test_an_unsealed_date_begins_two_characters_behind_the_signature(organ: str, day: str) -> None:
    places = placed(signed(organ, day=day, sealed=False))

    assert start(day, places[day]) == start(organ, places[organ]) + 2 * CHARACTER


def test_a_date_longer_than_the_signature_stands_two_characters_from_the_right() -> None:
    places = placed(signed("青禾乡", sealed=False))

    assert places[DAY] == ({"rightChars": 200, "right": 2 * CHARACTER}, "right")


def test_unsealed_signatures_begin_under_each_other() -> None:
    places = placed(signed("中共云岭县青禾乡委员会", ORGAN, sealed=False))

    assert start(ORGAN, places[ORGAN]) == start("中共云岭县青禾乡委员会", places["中共云岭县青禾乡委员会"])


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("last", [Kind.SIGN_OFF, Kind.DATE])
def test_one_without_the_other_stands_at_the_right(last: Kind, sealed: bool) -> None:
    text = ORGAN if last is Kind.SIGN_OFF else DAY
    drafted = draft(block(Kind.BODY, TEXT), DraftBlock(last, text), sealed=sealed)

    assert LINE / 2 < start(text, placed(drafted)[text]) < LINE - width(text)


def test_a_profile_with_other_distances_is_obeyed() -> None:
    shipped = shipped_layout()
    dresses = {**shipped.dresses, Kind.DATE: replace(shipped.dress(Kind.DATE), right=6.0)}
    data = write(signed(ORGAN), replace(shipped, dresses=dresses))

    assert b'w:rightChars="600"' in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert Dress().right is None
