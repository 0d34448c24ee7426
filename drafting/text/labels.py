"""The number at the head of a paragraph: 一、 （一） 1. （1） and what clerks write instead."""

import re
from dataclasses import dataclass
from enum import StrEnum

from drafting.text.numerals import parse_chinese, parse_number, to_chinese
from drafting.text.patterns import Pattern


class Numeral(StrEnum):
    CHINESE = "汉字"
    ARABIC = "阿拉伯数字"
    CIRCLED = "带圈数字"
    LEGAL = "大写数字"
    ROMAN = "罗马数字"
    LETTER = "字母"


class Shape(StrEnum):
    POINT = "点号"
    """一、 1. and also 一. 1、: the mark itself is another question."""
    BRACKETS = "括号"
    RIGHT_BRACKET = "半括号"
    PART = "第…部分"
    BARE = "无点号"


_FIRST_CIRCLE, _CIRCLES = 0x2460, 20


@dataclass(frozen=True, slots=True)
class Style:
    """What makes two labels alike whatever they count."""

    numeral: Numeral
    shape: Shape

    def write(self, value: int) -> str:
        """The label of this style as the standard has it."""
        if self.numeral is Numeral.CIRCLED and 1 <= value <= _CIRCLES:
            return chr(_FIRST_CIRCLE + value - 1)
        number = to_chinese(value) if self.numeral is Numeral.CHINESE else str(value)
        if self.shape is Shape.BRACKETS:
            return f"（{number}）"
        if self.shape is Shape.PART:
            return f"第{number}部分"
        return f"{number}、" if self.numeral is Numeral.CHINESE else f"{number}."


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    """As it stands, spaces behind it left out."""
    start: int
    end: int
    style: Style
    value: int
    mark: str
    """The points or brackets around the numeral: 、 . （） (） …, with a doubled mark kept: （）、"""
    space_after: int


_CHINESE = "[一二三四五六七八九十百〇○零]{1,4}"
_LEGAL = "[壹贰叁肆伍陆柒捌玖拾]{1,3}"
_ARABIC = "[0-9０-９]{1,2}"
_ROMAN = "[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|[IVX]{1,4}"
_LETTER = "[A-Za-z]"
_OPEN, _CLOSE = "（(〔[【﹙", "）)〕]】﹚"
_POINT = "[、.．，,。]"

_BRACKETED = Pattern(
    rf"(?P<open>[{re.escape(_OPEN)}])\s*(?P<number>{_CHINESE}|{_LEGAL}|{_ARABIC}|{_ROMAN}|{_LETTER})\s*"
    rf"(?P<close>[{re.escape(_CLOSE)}])\s?(?P<extra>[、.．，,：:]?)"
)
_POINTED = Pattern(rf"(?P<number>{_CHINESE}|{_LEGAL}|{_ARABIC}|{_ROMAN}|{_LETTER})\s?(?P<mark>{_POINT}|[）)])")
_PART = Pattern(rf"第(?P<number>{_CHINESE}|{_ARABIC})(?P<mark>部分|章|篇)(?=[\s、：:]|[^，,。的内])[、：:]?")
# One character that holds numeral and mark: first character, first code point, numeral, shape, mark.
_SINGLE = (
    (_FIRST_CIRCLE, _CIRCLES, Numeral.CIRCLED, Shape.BARE, ""),
    (0x2474, 20, Numeral.ARABIC, Shape.BRACKETS, "（）"),
    (0x2488, 20, Numeral.ARABIC, Shape.POINT, "."),
    (0x3220, 10, Numeral.CHINESE, Shape.BRACKETS, "（）"),
)
_JUNK = Pattern(r"(?:\s|\[bookmark: ?[^\]]*\])*")
# 一、二级响应 and 一、二产业 count two things; they do not open a paragraph as a label does.
_ENUMERATION = Pattern(
    r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:、(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}))*"
    r"(?:级|类|档|等|期|批|线|产|次|号|季度|组|月|楼|层|村|年级|名(?!单|义|称|额|片|优|师|家|录))"
)
# 三、五户联防 may be a heading on 五户联防 where it follows 二、; 五、六户 hardly.
_NEXT_OF_A_KIND = Pattern(
    r"(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:户|项|个|人|位|条|家|所|处|件|起|份|队|岁|天|周|届|轮)"
)
# （一）至（三）项, （二）中所称的 and （2）班 speak of a number.
_SPOKEN_OF = Pattern(
    r"\s*(?:[、，]?\s*(?:[至和与及或到—~～-]\s*)?[（(](?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"
    r"|[至和与及或到]第?[0-9一二三四五六七八九十]|中所[称述指列]|班[和与及、的学]|号楼|[项款条目](?:措施|规定|内容|的|要求|任务|工作))"
)


def read_label(text: str) -> Label | None:
    """The label that the paragraph opens with, behind spaces and marks left by a conversion."""
    junk = _JUNK.match(text)
    start = junk.end() if junk else 0
    head = text[start : start + 16]
    found = _single(head) or _bracketed(head) or _pointed(head) or _part(head)
    if found is None:
        return None
    length, style, value, mark = found
    label = text[start : start + length].rstrip()
    end = start + len(label)
    space_after = len(text) - end - len(text[end:].lstrip())
    return Label(label, start, end, style, value, mark, space_after)


_YEAR = Pattern(r"(?:19|20)[0-9]{2}年")
_Found = tuple[int, Style, int, str]


def _single(head: str) -> _Found | None:
    code = ord(head[0]) if head else 0
    for first, count, numeral, shape, mark in _SINGLE:
        if first <= code < first + count:
            return 1, Style(numeral, shape), code - first + 1, mark
    return None


def _bracketed(head: str) -> _Found | None:
    match = _BRACKETED.match(head)
    if match is None:
        return None
    numeral, value = _number(match["number"])
    if not value or _is_spoken_of(head[match.start("extra") :], numeral, value):
        return None
    return match.end(), Style(numeral, Shape.BRACKETS), value, match["open"] + match["close"] + match["extra"]


def _is_spoken_of(rest: str, numeral: Numeral, value: int) -> bool:
    match = _SPOKEN_OF.match(rest)
    # （一）（1） is two labels in one line.
    return match is not None and (match["number"] is None or _comes_later(match["number"], numeral, value))


def _comes_later(number: str, numeral: Numeral, value: int) -> bool:
    other, following = _number(number)
    return other is numeral and following > value


def _pointed(head: str) -> _Found | None:
    match = _POINTED.match(head)
    if match is None:
        return None
    numeral, value = _number(match["number"])
    rest = head[match.end() :]
    mark = match["mark"]
    if not value or _ENUMERATION.match(rest):
        return None
    kind = _NEXT_OF_A_KIND.match(rest)
    if kind and mark == "、" and _number(kind["number"]) == (numeral, value + 1):
        return None
    # 3.15 and 1,200 are figures; A、B two of a kind. A 。 after a number ends a sentence, except for a lone numeral.
    if numeral is not Numeral.CHINESE and rest[:1].isascii() and rest[:1].isalnum() and not _YEAR.match(rest):
        return None
    if mark in "）)":
        return match.end(), Style(numeral, Shape.RIGHT_BRACKET), value, mark
    if mark in "，,。" and numeral in (Numeral.LETTER, Numeral.ROMAN):
        return None
    return match.end(), Style(numeral, Shape.POINT), value, mark


def _part(head: str) -> _Found | None:
    match = _PART.match(head)
    if match is None:
        return None
    numeral, value = _number(match["number"])
    return (match.end(), Style(numeral, Shape.PART), value, match["mark"]) if value else None


def _number(text: str) -> tuple[Numeral, int]:
    if text[0] in "壹贰叁肆伍陆柒捌玖拾":
        return Numeral.LEGAL, parse_chinese(text) or 0
    if "Ⅰ" <= text[0] <= "Ⅻ":
        return Numeral.ROMAN, ord(text[0]) - ord("Ⅰ") + 1
    if text.isascii() and text.isalpha():
        if set(text) <= set("IVX") and text != "X":
            return Numeral.ROMAN, _roman(text)
        return Numeral.LETTER, ord(text.lower()) - ord("a") + 1 if len(text) == 1 else 0
    value = parse_number(text) or 0
    chinese = not (text[0].isdigit() and text[0] not in "〇○")
    return (Numeral.CHINESE if chinese else Numeral.ARABIC), value if value < 100 else 0


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[character] for character in text]
    return sum(-n if after > n else n for n, after in zip(numbers, [*numbers[1:], 0], strict=True))
