"""Chinese and Arabic numerals as clerks write them, to and from integers."""

_DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS |= {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def parse_chinese(text: str) -> int | None:
    """十二 -> 12, 二〇二四 -> 2024; None where it is no plain numeral."""
    if not text:
        return None
    if not any(character in _UNITS for character in text):
        if any(character not in _DIGITS for character in text):
            return None
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, None
    last_unit = 10_000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        elif character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)


def parse_number(text: str) -> int | None:
    """Arabic (also full-width) or Chinese."""
    plain = text.translate(_WIDE_DIGITS)
    return int(plain) if plain.isascii() and plain.isdigit() else parse_chinese(plain)


def to_chinese(value: int) -> str:
    """The numeral of a heading, 1 to 99: 10 is 十, 21 is 二十一."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    digits = " 一二三四五六七八九"
    head = "" if not tens else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")
