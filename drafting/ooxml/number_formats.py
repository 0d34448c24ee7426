"""One counter as Word shows it in each w:numFmt (ST_NumberFormat).

What was measured in Word, what the standard says and what nobody could establish: docs/word-notes/numbering.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

_Formatter = Callable[[int], str]


def format_number(value: int, number_format: str) -> str | None:
    """The text Word puts for %1 when the level's counter is `value`; None for a format not known here."""
    if number_format in _WITHOUT_NUMBER:
        return ""
    formatter = _FORMATTERS.get(number_format)
    if formatter is None:
        return None
    # A negative w:start is legal XML; nobody has published what Word makes of it.
    return formatter(value) if value >= 0 else str(value)


def _digits(ten_characters: str) -> _Formatter:
    table = str.maketrans("0123456789", ten_characters)
    return lambda value: str(value).translate(table)


def _listed(characters: str) -> _Formatter:
    """One character each for 1 to the last; Word goes on in plain digits, it does not start again."""
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value else "0"


def _lower_letter(value: int) -> str:
    """a to z, aa to zz, up to thirty times the letter; then Word starts again at a."""
    if not value:
        return ""
    round_number, letter = divmod((value - 1) % (26 * 30), 26)
    return "abcdefghijklmnopqrstuvwxyz"[letter] * (round_number + 1)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _lower_roman(value: int) -> str:
    """4000 is mmmm; Word starts again at i after 32767."""
    if not value:
        return ""
    rest = (value - 1) % 32767 + 1
    text = ""
    for amount, numeral in _ROMAN:
        count, rest = divmod(rest, amount)
        text += numeral * count
    return text


def _ordinal(value: int) -> str:
    """English suffixes: Word takes the language of the list, which a counter does not carry."""
    teens = value % 100 in (11, 12, 13)
    return str(value) + ("th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th"))


class _One(Enum):
    """When the 一 before 十, 百, 千 is written."""

    ALWAYS = auto()
    NOT_IN_TEENS = auto()  # 十一, but 一百一十一 and 一十万
    NEVER = auto()  # 百十一, 千百; before 千 it comes back after ten thousands: 一万一千百


@dataclass(frozen=True, slots=True)
class _Counting:
    """A system that names tens, hundreds, thousands and ten thousands."""

    digits: str
    units: str
    ten_thousand: str
    one: _One
    gaps: bool = True  # the zero is written once for the places left out: 一百〇一

    def __call__(self, value: int) -> str:
        if value >= 1_000_000:
            return ""  # Word shows the level's other text and no number
        if not value:
            return self.digits[0]
        text = self._spelled(value)
        return text[1:] if self.one is _One.NOT_IN_TEENS and 10 <= value < 20 else text

    def _spelled(self, value: int) -> str:
        text = ""
        gap = False
        for place, unit in ((5, 0), (4, None), (3, 2), (2, 1), (1, 0), (0, None)):
            digit, value = divmod(value, 10**place)
            if digit:
                bare = digit == 1 and self.one is _One.NEVER and unit is not None and not (place == 3 and text)
                text += self.digits[0] if gap and self.gaps else ""
                text += "" if bare else self.digits[digit]
                text += "" if unit is None else self.units[unit]
            gap = not digit and bool(text)
            if place == 4 and text:
                text += self.ten_thousand
        return text


def _counting_to_99(value: int) -> str:
    """十, 二十一 below a hundred, then digit by digit: this is all that sets chineseCounting apart from …Thousand."""
    return _CHINESE_COUNTING(value) if 0 < value < 100 else _WHITE_CIRCLE_DIGITS(value)


# Three zeros that look alike and are three characters: U+3007, U+25CB, U+96F6.
_IDEOGRAPHIC_DIGITS = _digits("〇一二三四五六七八九")
_WHITE_CIRCLE_DIGITS = _digits("○一二三四五六七八九")
_FULL_WIDTH_DIGITS = _digits("０１２３４５６７８９")

_CHINESE_COUNTING = _Counting("〇一二三四五六七八九", "十百千", "万", _One.NOT_IN_TEENS)
_TAIWANESE_COUNTING = _Counting("零一二三四五六七八九", "十百千", "萬", _One.NOT_IN_TEENS)
_CHINESE_LEGAL = _Counting("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "萬", _One.ALWAYS)
_TRADITIONAL_LEGAL = _Counting("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", _One.ALWAYS)
_JAPANESE_COUNTING = _Counting("〇一二三四五六七八九", "十百千", "万", _One.NEVER, gaps=False)
_JAPANESE_LEGAL = _Counting("〇壱弐参四伍六七八九", "拾百阡", "萬", _One.ALWAYS, gaps=False)

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戍亥"  # the eleventh should be 戌 U+620C; Word writes 戍 U+620D

_WITHOUT_NUMBER = frozenset({"none", "bullet"})

_FORMATTERS: Mapping[str, _Formatter] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _FULL_WIDTH_DIGITS,
    "decimalFullWidth2": _FULL_WIDTH_DIGITS,
    "decimalZero": lambda value: f"{value:02}",
    "decimalEnclosedCircle": _listed(_CIRCLED),
    "decimalEnclosedCircleChinese": _listed(_CIRCLED[:10]),  # GB 2312 has no ⑪
    "decimalEnclosedFullstop": _listed("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _listed("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "lowerLetter": _lower_letter,
    "upperLetter": lambda value: _lower_letter(value).upper(),
    "lowerRoman": _lower_roman,
    "upperRoman": lambda value: _lower_roman(value).upper(),
    "ordinal": _ordinal,
    # Word spells these out in the list's language; digits at least say which item it is.
    "ordinalText": str,
    "cardinalText": str,
    "chineseCounting": _counting_to_99,
    "taiwaneseCounting": _counting_to_99,
    "chineseCountingThousand": _CHINESE_COUNTING,
    "taiwaneseCountingThousand": _TAIWANESE_COUNTING,
    "japaneseCounting": _JAPANESE_COUNTING,
    "chineseLegalSimplified": _CHINESE_LEGAL,
    "ideographLegalTraditional": _TRADITIONAL_LEGAL,
    "japaneseLegal": _JAPANESE_LEGAL,
    "ideographDigital": _IDEOGRAPHIC_DIGITS,
    "taiwaneseDigital": _WHITE_CIRCLE_DIGITS,
    # "Ten thousand" is where it ends, not a unit that it writes.
    "japaneseDigitalTenThousand": lambda value: _IDEOGRAPHIC_DIGITS(value) if value < 10_000 else "",
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _listed("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),  # parentheses in spite of its name
}
