"""Widths on a screen, where a Chinese character takes two columns."""


def width(text: str) -> int:
    return sum(2 if is_wide(character) else 1 for character in text)


def is_wide(character: str) -> bool:
    return ord(character) > 0x2E7F or character in "“”‘’…—▸◂›"


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
