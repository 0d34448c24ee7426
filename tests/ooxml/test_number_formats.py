"""What Word shows for a counter; the sources are in docs/word-notes/numbering.md."""

import pytest

from drafting.ooxml.number_formats import format_number

VALUES = (1, 2, 10, 11, 12, 19, 20, 21, 99, 100, 101, 110, 111, 1000, 1001)

# One column a value of VALUES. The zeros of 一○一, 一〇一, 一百零一 are three different characters.
TABLE = {
    "decimal": "1 2 10 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "decimalHalfWidth": "1 2 10 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "decimalZero": "01 02 10 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "decimalFullWidth": "１ ２ １０ １１ １２ １９ ２０ ２１ ９９ １００ １０１ １１０ １１１ １０００ １００１",
    "decimalFullWidth2": "１ ２ １０ １１ １２ １９ ２０ ２１ ９９ １００ １０１ １１０ １１１ １０００ １００１",
    "decimalEnclosedCircle": "① ② ⑩ ⑪ ⑫ ⑲ ⑳ 21 99 100 101 110 111 1000 1001",
    "decimalEnclosedCircleChinese": "① ② ⑩ 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "decimalEnclosedFullstop": "⒈ ⒉ ⒑ ⒒ ⒓ ⒚ ⒛ 21 99 100 101 110 111 1000 1001",
    "decimalEnclosedParen": "⑴ ⑵ ⑽ ⑾ ⑿ ⒆ ⒇ 21 99 100 101 110 111 1000 1001",
    "upperRoman": "I II X XI XII XIX XX XXI XCIX C CI CX CXI M MI",
    "lowerRoman": "i ii x xi xii xix xx xxi xcix c ci cx cxi m mi",
    "upperLetter": "A B J K L S T U UUUU VVVV WWWW FFFFF GGGGG LLLLLLLLL MMMMMMMMM",
    "lowerLetter": "a b j k l s t u uuuu vvvv wwww fffff ggggg lllllllll mmmmmmmmm",
    "ordinal": "1st 2nd 10th 11th 12th 19th 20th 21st 99th 100th 101st 110th 111th 1000th 1001st",
    "ordinalText": "1 2 10 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "cardinalText": "1 2 10 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "hex": "1 2 A B C 13 14 15 63 64 65 6E 6F 3E8 3E9",
    "chineseCounting": "一 二 十 十一 十二 十九 二十 二十一 九十九 一○○ 一○一 一一○ 一一一 一○○○ 一○○一",
    "taiwaneseCounting": "一 二 十 十一 十二 十九 二十 二十一 九十九 一○○ 一○一 一一○ 一一一 一○○○ 一○○一",
    "chineseCountingThousand": (
        "一 二 十 十一 十二 十九 二十 二十一 九十九 一百 一百〇一 一百一十 一百一十一 一千 一千〇一"
    ),
    "taiwaneseCountingThousand": (
        "一 二 十 十一 十二 十九 二十 二十一 九十九 一百 一百零一 一百一十 一百一十一 一千 一千零一"
    ),
    "japaneseCounting": "一 二 十 十一 十二 十九 二十 二十一 九十九 百 百一 百十 百十一 千 千一",
    "ideographDigital": "一 二 一〇 一一 一二 一九 二〇 二一 九九 一〇〇 一〇一 一一〇 一一一 一〇〇〇 一〇〇一",
    "japaneseDigitalTenThousand": (
        "一 二 一〇 一一 一二 一九 二〇 二一 九九 一〇〇 一〇一 一一〇 一一一 一〇〇〇 一〇〇一"
    ),
    "taiwaneseDigital": "一 二 一○ 一一 一二 一九 二○ 二一 九九 一○○ 一○一 一一○ 一一一 一○○○ 一○○一",
    "chineseLegalSimplified": (
        "壹 贰 壹拾 壹拾壹 壹拾贰 壹拾玖 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹仟 壹仟零壹"
    ),
    "ideographLegalTraditional": (
        "壹 貳 壹拾 壹拾壹 壹拾貳 壹拾玖 貳拾 貳拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹仟 壹仟零壹"
    ),
    "japaneseLegal": ("壱 弐 壱拾 壱拾壱 壱拾弐 壱拾九 弐拾 弐拾壱 九拾九 壱百 壱百壱 壱百壱拾 壱百壱拾壱 壱阡 壱阡壱"),
    "ideographTraditional": "甲 乙 癸 11 12 19 20 21 99 100 101 110 111 1000 1001",
    "ideographZodiac": "子 丑 酉 戍 亥 19 20 21 99 100 101 110 111 1000 1001",
    "ideographZodiacTraditional": "甲子 乙丑 癸酉 甲戍 乙亥 壬午 癸未 甲申 壬寅 癸卯 甲辰 癸丑 甲寅 癸卯 甲辰",
    "ideographEnclosedCircle": "㈠ ㈡ ㈩ 11 12 19 20 21 99 100 101 110 111 1000 1001",
}


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        pytest.param(number_format, value, shown, id=f"{number_format}-{value}")
        for number_format, row in TABLE.items()
        for value, shown in zip(VALUES, row.split(), strict=True)
    ],
)
def test_counter_in_each_format(number_format: str, value: int, shown: str) -> None:
    assert format_number(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        # Zero: a list may start at 0.
        (0, "decimal", "0"),
        (0, "decimalZero", "00"),
        (0, "lowerLetter", ""),
        (0, "upperRoman", ""),
        (0, "ordinal", "0th"),
        (0, "decimalEnclosedCircle", "0"),
        (0, "ideographTraditional", "0"),
        (0, "ideographZodiacTraditional", "0"),
        (0, "chineseCounting", "○"),
        (0, "chineseCountingThousand", "〇"),
        (0, "taiwaneseCountingThousand", "零"),
        (0, "chineseLegalSimplified", "零"),
        (0, "japaneseCounting", "〇"),
        (0, "numberInDash", "- 0 -"),
        # Letters are repeated, not counted as in a spreadsheet.
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (53, "lowerLetter", "aaa"),
        (780, "lowerLetter", "z" * 30),
        (1234, "lowerLetter", "l" * 18),
        (1994, "upperRoman", "MCMXCIV"),
        (4000, "upperRoman", "MMMM"),
        (32767, "upperRoman", "M" * 32 + "DCCLXVII"),
        (32768, "upperRoman", "I"),
        (13, "ordinal", "13th"),
        (22, "ordinal", "22nd"),
        (23, "ordinal", "23rd"),
        (112, "ordinal", "112th"),
        # Places left out, within a group of four and across 万.
        (1010, "chineseCountingThousand", "一千〇一十"),
        (2024, "chineseCountingThousand", "二千〇二十四"),
        (10000, "chineseCountingThousand", "一万"),
        (10005, "chineseCountingThousand", "一万〇五"),
        (10101, "chineseCountingThousand", "一万〇一百〇一"),
        (12345, "chineseCountingThousand", "一万二千三百四十五"),
        (100000, "chineseCountingThousand", "一十万"),
        (100010, "chineseCountingThousand", "一十万〇一十"),
        (909090, "chineseCountingThousand", "九十万〇九千〇九十"),
        (999999, "chineseCountingThousand", "九十九万九千九百九十九"),
        (10001, "taiwaneseCountingThousand", "一萬零一"),
        (100100, "chineseLegalSimplified", "壹拾萬零壹佰"),
        (909090, "chineseLegalSimplified", "玖拾萬零玖仟零玖拾"),
        (1234, "ideographLegalTraditional", "壹仟貳佰參拾肆"),
        (12345, "japaneseLegal", "壱萬弐阡参百四拾伍"),
        (1100, "japaneseCounting", "千百"),
        (10005, "japaneseCounting", "一万五"),
        (11100, "japaneseCounting", "一万一千百"),
        (100000, "japaneseCounting", "十万"),
        (111111, "japaneseCounting", "十一万一千百十一"),
        # Where a format ends.
        (1000000, "chineseCounting", "一○○○○○○"),
        (1000000, "chineseCountingThousand", ""),
        (1000000, "chineseLegalSimplified", ""),
        (1000000, "japaneseCounting", ""),
        (9999, "japaneseDigitalTenThousand", "九九九九"),
        (10000, "japaneseDigitalTenThousand", ""),
        (60, "ideographZodiacTraditional", "癸亥"),
        (61, "ideographZodiacTraditional", "甲子"),
        (1234, "ideographZodiacTraditional", "丁酉"),
        (3, "numberInDash", "- 3 -"),
        (65535, "hex", "FFFF"),
        # No number at all.
        (3, "none", ""),
        (3, "bullet", ""),
        (-1, "bullet", ""),
    ],
)
def test_boundaries(value: int, number_format: str, shown: str) -> None:
    assert format_number(value, number_format) == shown


def test_a_huge_start_value_does_not_make_a_huge_label() -> None:
    for number_format in ("lowerLetter", "upperRoman", "chineseCountingThousand", "ideographDigital"):
        assert len(format_number(2**31 - 1, number_format) or "") < 50


@pytest.mark.parametrize("number_format", ["decimal", "chineseCounting", "lowerLetter", "ideographZodiacTraditional"])
def test_negative_counters_are_plain_digits(number_format: str) -> None:
    assert format_number(-2, number_format) == "-2"


@pytest.mark.parametrize("number_format", ["", "custom", "thaiCounting", "Decimal"])
def test_unknown_formats_are_told_apart_from_empty_ones(number_format: str) -> None:
    assert format_number(1, number_format) is None
