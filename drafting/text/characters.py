"""Classes of characters, as pieces of regular expressions and as tests."""

from drafting.text.patterns import Pattern

HAN = r"(?:(?![0-9A-Za-z_０-９])\w)"
"""One Chinese character in a regular expression. Written as what it is not: a class of 20,000 is slow to compile."""

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Left by web pages and conversions; readers drop them."""


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character in "〇○"


def is_foreign(character: str) -> bool:
    """A letter of a script that is neither Chinese nor plain Latin: it has spaces and marks of its own."""
    # Told one by one and not in a pattern: a class of that many characters is slow to compile.
    return ("\u00c0" <= character <= "\u1fff" and character not in "×÷·") or (
        "\u2c00" <= character <= "\u2dff"
        or "\u3040" <= character <= "\u31bf"
        or "\ua000" <= character <= "\ud7ff"
        or "\ufb00" <= character <= "\ufdff"
        or "\ufe70" <= character <= "\ufeff"
        or "\uff66" <= character <= "\uffdc"
    )


_EDGE = " \t\u00a0\u2002\u2003\u2009\u3000"
_INVISIBLE = Pattern(f"[{INVISIBLE}]")
_DROPPED = str.maketrans(dict.fromkeys(INVISIBLE))


def visible(text: str) -> str:
    """Without the characters that nobody sees."""
    # Translating Chinese text is slow, and hardly any text needs it.
    return text.translate(_DROPPED) if _INVISIBLE.search(text) else text


def tidy(line: str) -> str:
    """A paragraph as it is read: indents typed as spaces and invisible characters left out."""
    return visible(line).strip(_EDGE)


def leading_space(line: str) -> int:
    return len(line) - len(line.lstrip(_EDGE))
