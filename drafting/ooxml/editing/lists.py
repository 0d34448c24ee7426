"""Other automatic numbers: list definitions of ours that paragraphs point to.

A change of the definitions themselves cannot be tracked; that a paragraph points to another one can.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from drafting.ooxml.alternatives import MC
from drafting.ooxml.editing.manuscript import Manuscript
from drafting.ooxml.editing.parts import Element, serialized
from drafting.ooxml.editing.revisions import paragraph_properties, set_by
from drafting.ooxml.marks import OUR_NAME
from drafting.ooxml.measures import identifiers
from drafting.ooxml.number_formats import format_number
from drafting.ooxml.package import W
from drafting.ooxml.styles import style_of
from drafting.text.labels import Label, Numeral, read_label
from drafting.text.numerals import to_chinese

_FORMATS = {
    Numeral.CHINESE: "chineseCountingThousand",
    Numeral.ARABIC: "decimal",
    Numeral.CIRCLED: "decimalEnclosedCircleChinese",
}
_BEFORE_NUMBER = tuple(
    W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_NOT_CHANGED = (W + "rPr", W + "sectPr", W + "pPrChange")
_FIRST_NSID = 0x5FA20000


@dataclass(slots=True)
class _List:
    """One of ours, as far as it goes."""

    number: int
    last: int
    block: int


def renumber(manuscript: Manuscript, labels: Mapping[int, str], *, tracked: bool) -> frozenset[int]:
    """Gives blocks with automatic numbers these labels instead; the blocks for which that cannot be said in Word."""
    failed: set[int] = set()
    running: dict[tuple[int, str, str, bytes, bool], _List] = {}
    part = _part(manuscript)
    for block, wanted in sorted(labels.items()):
        label = read_label(wanted)
        trace = manuscript._reader.traces[block]
        paragraph = set_by(manuscript, block)
        if label is None or label.text != wanted.strip() or trace is None or trace.listed is None or part is None:
            failed.add(block)
            continue
        number_format, text = _pattern(manuscript, trace.listed, label)
        bare = _is_indented_by_style(manuscript, paragraph)
        key = (trace.listed[1], number_format, text, _looks(manuscript, trace.listed), bare)
        own = running.get(key)
        if own is None or own.last + 1 != label.value or _rises(manuscript, own.block, block):
            number = _define(manuscript, part, trace.listed, _Shown(number_format, text, label.value, bare))
            own = _List(number, 0, block)
            running[key] = own
        own.last, own.block = label.value, block
        _point(manuscript, paragraph, own.number, trace.listed[1], tracked=tracked)
    return frozenset(failed)


def _looks(manuscript: Manuscript, listed: tuple[int, int]) -> bytes:
    """Of a list's level; a paragraph that joins a list of other looks would change its own."""
    level = manuscript._reader.numbering._levels(listed[0])[listed[1]].element
    return b"".join(serialized(part) for name in ("suff", "lvlJc", "pPr", "rPr") for part in level.findall(W + name))


def _is_indented_by_style(manuscript: Manuscript, paragraph: Element) -> bool:
    """A style that names a list has its own indents stand before the list's; a paragraph that names one has not."""
    properties = paragraph.find(W + "pPr")
    if properties is None or properties.find(f"{W}numPr/{W}numId") is not None:
        return False
    for style in manuscript._reader.styles.chain(style_of(properties)):
        if style.element.find(f"{W}pPr/{W}ind") is not None:
            return True
        if style.num_id is not None:
            break
    return False


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a level of ours shows, from which number on, and whether it leaves indents to the style."""

    number_format: str
    text: str
    start: int
    bare: bool


def _rises(manuscript: Manuscript, before: int, block: int) -> bool:
    """Whether a heading of a higher level stands between two, so that they count apart."""
    level = manuscript.document.blocks[block].level
    between = manuscript.document.blocks[before + 1 : block]
    return any(other.is_heading and other.level < level for other in between)


def _part(manuscript: Manuscript) -> Element | None:
    for relationship in manuscript.package.relationships(manuscript.main).values():
        if relationship.kind == "numbering" and not relationship.external:
            return manuscript.package.xml(relationship.target)
    return None


def _pattern(manuscript: Manuscript, listed: tuple[int, int], label: Label) -> tuple[str, str]:
    """w:numFmt and w:lvlText that show this label: those of the old list where only its count was wrong."""
    ilvl = listed[1]
    level = manuscript._reader.numbering._levels(listed[0])[ilvl]
    place = f"%{ilvl + 1}"
    shown = format_number(label.value, level.number_format)
    if shown and level.text.count("%") == 1 and level.text.replace(place, shown).strip() == label.text:
        return level.number_format, level.text
    numeral = label.style.numeral
    number_format = _FORMATS.get(numeral, "decimal")
    if numeral is Numeral.CIRCLED:
        return ("decimalEnclosedCircle" if label.value > 10 else number_format), place
    words = to_chinese(label.value) if numeral is Numeral.CHINESE else str(label.value)
    return number_format, label.text.replace(words, place, 1)


def _define(manuscript: Manuscript, part: Element, listed: tuple[int, int], shown: _Shown) -> int:
    """A list that looks like the old one and counts from there; gives its number."""
    levels = manuscript._reader.numbering._levels(listed[0])
    abstracts, nums = part.findall(W + "abstractNum"), part.findall(W + "num")
    abstract_id = str(_next(abstracts, "abstractNumId"))
    abstract = part.makeelement(W + "abstractNum", {W + "abstractNumId": abstract_id})
    abstract.append(_valued(part, "nsid", _free_nsid(abstracts)))
    abstract.append(_valued(part, "multiLevelType", "multilevel" if len(levels) > 1 else "singleLevel"))
    for ilvl, level in sorted(levels.items()):
        copy = deepcopy(level.element)
        copy.tail = None
        copy.set(W + "ilvl", str(ilvl))
        for name in ("pStyle", "lvlPicBulletId"):
            for link in copy.findall(W + name):
                # A style that points to two lists points to neither.
                copy.remove(link)
        if ilvl == listed[1]:
            _set_level(copy, shown)
        abstract.append(copy)
    if abstracts:
        abstracts[-1].addnext(abstract)
    else:
        part.insert(0, abstract)
    number = _next(nums, "numId")
    num = part.makeelement(W + "num", {W + "numId": str(number)})
    num.append(_valued(part, "abstractNumId", abstract_id))
    (nums[-1] if nums else abstract).addnext(num)
    manuscript.package.touch_part_of(part)
    return number


def _set_level(level: Element, wanted: _Shown) -> None:
    for name in (W + "start", W + "numFmt", W + "isLgl", W + "lvlRestart", MC + "AlternateContent"):
        for element in level.findall(name):
            level.remove(element)
    level.insert(0, _valued(level, "numFmt", wanted.number_format))
    level.insert(0, _valued(level, "start", str(wanted.start)))
    for indents in level.findall(f"{W}pPr/{W}ind") if wanted.bare else ():
        indents.getparent().remove(indents)
    shown = level.find(W + "lvlText")
    if shown is None:
        shown = _valued(level, "lvlText", wanted.text)
        behind = next((child for child in level if child.tag in _BEHIND_TEXT), None)
        level.append(shown) if behind is None else behind.addprevious(shown)
    shown.set(W + "val", wanted.text)


_BEHIND_TEXT = frozenset(W + name for name in ("lvlPicBulletId", "legacy", "lvlJc", "pPr", "rPr"))


def _point(manuscript: Manuscript, paragraph: Element, number: int, level: int, *, tracked: bool) -> None:
    properties = paragraph_properties(paragraph)
    before = deepcopy(properties)
    numbered = properties.find(W + "numPr")
    if numbered is None:
        numbered = properties.makeelement(W + "numPr")
        place = sum(1 for child in properties if child.tag in _BEFORE_NUMBER)
        properties.insert(place, numbered)
    for name, given in (("ilvl", level), ("numId", number)):
        for old in numbered.findall(W + name):
            numbered.remove(old)
        numbered.insert(0 if name == "ilvl" else 1, _valued(properties, name, str(given)))
    if tracked:
        track_properties(manuscript, properties, before)
    manuscript.package.touch_part_of(paragraph)


def track_properties(manuscript: Manuscript, properties: Element, before: Element) -> None:
    """Notes what a w:pPr was; where somebody's change is still open, that already says what it was before."""
    if properties.find(W + "pPrChange") is not None:
        return
    change = properties.makeelement(W + "pPrChange", {W + "id": str(manuscript.next_id()), W + "author": OUR_NAME})
    old = properties.makeelement(W + "pPr")
    old.extend([child for child in before if child.tag not in _NOT_CHANGED])
    change.append(old)
    properties.append(change)


def _valued(near: Element, name: str, given: str) -> Element:
    return near.makeelement(W + name, {W + "val": given})


def _next(elements: list[Element], name: str) -> int:
    return max(identifiers(element.get(W + name) for element in elements), default=0) + 1


def _free_nsid(abstracts: list[Element]) -> str:
    """Word takes two definitions of one w:nsid for the same."""
    known = {(nsid.get(W + "val") or "").upper() for abstract in abstracts for nsid in abstract.findall(W + "nsid")}
    number = _FIRST_NSID
    while f"{number:08X}" in known:
        number += 1
    return f"{number:08X}"
