"""What is kept of a report's text to tell whether another has the same: prints of pieces that outlive small edits."""

import json
import re
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafting.document import Block, Document, Role, Span, Story
from drafting.document.mandate import shipped_mandate
from drafting.findings import locate
from drafting.text.patterns import Pattern

VERSION = 3
"""Prints of another version cannot be compared: part of what kept results are keyed by."""

PIECE = 14
"""Characters of a piece: longer than nearly all set phrases, short enough to lie between two small edits."""
_WINDOW = 8
"""Of so many pieces in a row the least is kept, so that whatever is alike over 21 characters leaves a print in both."""
_SHORTEST_PHRASE = 6
_LEAD_IN = Pattern(r"(?:报告|汇报|公布|总结|通报)如下\s*[：:。]?\s*$")
# Figures, years and ranks are what a copier changes first; whether it says 乡, 镇 or 街道 comes with the name.
_LEFT_OUT = "〇零一二两三四五六七八九十百千万亿乡镇"
_TITLE_OF_LAW = r"《[^《》]{1,60}》"
_COMPARED = Pattern(rf"街道|{_TITLE_OF_LAW}|((?:(?!街道)(?![{_LEFT_OUT}])[\u4e00-\u9fff])+)")
_BASE, _MODULUS, _MIX, _MASK = 1_000_003, (1 << 61) - 1, 0x9E3779B97F4A7C15, (1 << 63) - 1
_SPREAD = 0xD1B54A32D192ED03
"""The least of a window are small numbers; times this they lie evenly, so that they can be shared out by size."""
_LEADING = pow(_BASE, PIECE - 1, _MODULUS)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it stands in the report."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Prints:
    names: tuple[str, ...]
    """The unit's own, which are left out when its text is compared."""
    passages: tuple[Passage, ...]
    frame: tuple[tuple[str, Passage], ...]
    """What is not compared, with its role: title, headings, lead-in, signature."""
    hashes: bytes
    """Of the pieces that are kept, eight bytes each."""
    positions: bytes
    """Where each begins in the compared text, four bytes each."""

    def packed(self) -> bytes:
        """For a store: a fifth of the text."""
        texts = [[passage.place, passage.text] for passage in self.passages]
        frame = [[role, passage.place, passage.text] for role, passage in self.frame]
        words = json.dumps([self.names, texts, frame], ensure_ascii=False, separators=(",", ":")).encode()
        head = len(self.positions).to_bytes(4, "little")
        return head + self.positions + self.hashes + zlib.compress(words)

    @classmethod
    def unpacked(cls, data: bytes) -> "Prints":
        size = int.from_bytes(data[:4], "little")
        positions, hashes = data[4 : 4 + size], data[4 + size : 4 + 3 * size]
        names, texts, frame = json.loads(zlib.decompress(data[4 + 3 * size :]))
        return cls(
            tuple(names),
            tuple(Passage(place, text) for place, text in texts),
            tuple((role, Passage(place, text)) for role, place, text in frame),
            hashes,
            positions,
        )


def pieces_of(packed: bytes) -> Iterator[tuple[int, int]]:
    """Hash and position of each print in reading order, without unpacking the words."""
    size = int.from_bytes(packed[:4], "little")
    return zip(_numbers("q", packed[4 + size : 4 + 3 * size]), _numbers("I", packed[4 : 4 + size]), strict=True)


def count_of(packed: bytes) -> int:
    """How many prints."""
    return int.from_bytes(packed[:4], "little") // 4


@dataclass(frozen=True, slots=True)
class Compared:
    """The characters of a report that are compared, each with its passage and its place in it."""

    text: str
    passages: "array[int]"
    places: "array[int]"


def prints(document: Document, own_names: Sequence[str]) -> Prints:
    """`own_names`: the unit as it calls itself, its county: 青禾乡, 云岭县."""
    names = _with_stems(own_names)
    told = dict(_told(document))
    passages = tuple(_passage(document, document.blocks[index], start) for index, start in told.items())
    frame = tuple(
        (block.role.value, _passage(document, block, 0, told.get(block.index)))
        for block in document.body()
        if block.role in _FRAME or (block.is_prose and block.index not in told)
    )
    kept = list(_kept_pieces(compared(passages, names).text))
    return Prints(
        names,
        passages,
        frame,
        _bytes(array("q", (value for value, _ in kept))),
        _bytes(array("I", (position for _, position in kept))),
    )


_FRAME = (Role.TITLE, Role.HEADING, Role.SIGN_OFF)


def _passage(document: Document, block: Block, start: int, end: int | None = None) -> Passage:
    return Passage(" › ".join(locate(document, Span(block.index, start, start)).steps) or "文首", block.text[start:end])


def _told(document: Document) -> Iterator[tuple[int, int]]:
    """What a report says by itself, by block, from where: no title, addressee, heading or lead-in, and no annex."""
    begun = False
    for block in document.blocks:
        if block.story is not Story.BODY:
            continue
        if block.role in (Role.SIGN_OFF, Role.DATE):
            # Above the text they belong to the title.
            if begun:
                return
        elif block.is_heading:
            begun = True
            start = document.text_start(block)
            if start < len(block.text.rstrip()):
                yield block.index, start
        elif block.role in (Role.PARAGRAPH, Role.CELL):
            if not begun and _LEAD_IN.search(block.text):
                continue
            begun = True
            yield block.index, block.label.end if block.label else 0


def _with_stems(names: Sequence[str]) -> tuple[str, ...]:
    """白石镇 and 白石, as in 白石司法所."""
    found = set(names)
    for name in names:
        stem = re.sub(r"(?:街道办事处|街道|民族乡|乡|镇)$", "", name)
        if len(stem) > 1:
            found.add(stem)
    return tuple(sorted((name for name in found if name), key=lambda name: (-len(name), name)))


def compared(passages: Sequence[Passage], names: Sequence[str]) -> Compared:
    own = re.compile("|".join(map(re.escape, names)) or "(?!)")
    text: list[str] = []
    numbers, places = array("I"), array("I")
    for number, passage in enumerate(passages):
        for match in _COMPARED.finditer(own.sub(_blank, passage.text)):
            if match[1]:
                text.append(match[1])
                numbers.extend([number] * len(match[1]))
                places.extend(range(match.start(), match.end()))
    return _without_set_phrases(Compared("".join(text), numbers, places))


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _without_set_phrases(seen: Compared) -> Compared:
    text: list[str] = []
    numbers, places = array("I"), array("I")
    done = 0
    for phrase in (*_set_phrases().finditer(seen.text), None):
        end = phrase.start() if phrase else len(seen.text)
        text.append(seen.text[done:end])
        numbers.extend(seen.passages[done:end])
        places.extend(seen.places[done:end])
        done = phrase.end() if phrase else end
    return Compared("".join(text), numbers, places)


@cache
def _set_phrases() -> re.Pattern[str]:
    written = (files("drafting.collecting") / "set_phrases.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in written if not line.startswith("#")]
    lines += [part.wording for part in shipped_mandate().parts]
    plain = {re.sub(rf"街道|[^\u4e00-\u9fff]|[{_LEFT_OUT}]", "", line) for line in lines}
    phrases = sorted((phrase for phrase in plain if len(phrase) >= _SHORTEST_PHRASE), key=lambda one: (-len(one), one))
    by_first: dict[str, list[str]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase[1:])
    # At each character only those that begin with it are tried.
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items())))


def _kept_pieces(text: str) -> Iterator[tuple[int, int]]:
    """Winnowing: the least of each window, the last one where two are equal."""
    values = _hashes(text)
    last = -1
    for start in range(max(0, len(values) - _WINDOW + 1) or bool(values)):
        window = values[start : start + _WINDOW]
        least = min(window)
        if last >= start and values[last] <= least:
            continue
        last = start + len(window) - 1 - window[::-1].index(least)
        yield values[last] * _SPREAD & _MASK, last


def _hashes(text: str) -> list[int]:
    """Of every piece, the same on every machine; rolling, since most of a piece is that of the one before."""
    found: list[int] = []
    value = 0
    for index, character in enumerate(text):
        if index >= PIECE:
            value -= ord(text[index - PIECE]) * _LEADING
        value = (value * _BASE + ord(character)) % _MODULUS
        if index >= PIECE - 1:
            mixed = value * _MIX
            found.append((mixed ^ mixed >> 61) & _MASK)
    return found


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(code: str, data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
