"""Where a paragraph's first line begins."""

from drafting.rules.layout.places import Paragraph

CLOSE = 0.3
"""Characters; nobody sees less."""
_WIDE, _HALF = "\u3000\u2003", "\u2002"


def beginning(paragraph: Paragraph) -> tuple[float, float] | None:
    """Characters from the edge of the text, at least and at most: the width of a typed space depends on its face.

    None where a tab leads, whose stop is anywhere.
    """
    look = paragraph.format
    if "\t" in look.typed:
        return None
    indent = look.left.in_characters(paragraph.size) + look.first_line.in_characters(paragraph.size)
    wide = sum(character in _WIDE for character in look.typed) + 0.5 * sum(c in _HALF for c in look.typed)
    narrow = sum(character not in _WIDE + _HALF for character in look.typed)
    return indent + wide + narrow / 4, indent + wide + narrow / 2
