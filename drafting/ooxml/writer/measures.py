"""The page in twentieths of a point, as Word counts, and how wide a line of text comes out on it."""

import math
import unicodedata
from dataclasses import dataclass

from drafting.document.draft import Kind
from drafting.document.layout import Layout


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Measures:
    page_width: int
    page_height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int
    """From the lower edge of the paper up to the lower edge of the page number."""
    text_width: int
    line_pitch: int
    has_grid: bool
    """Whether the page itself keeps lines apart; else every paragraph has to."""
    body_size: float
    letter_spacing: int
    """What a character of the body gains or loses so that the prescribed number of them fills a line."""

    def spacing(self, size: float) -> int:
        return self.letter_spacing if size == self.body_size else 0

    def advance(self, size: float) -> int:
        """From one Chinese character to the next."""
        return round(size * 20) + self.spacing(size)

    def width(self, text: str, size: float) -> int:
        """Latin letters and digits are half as wide as a Chinese character: so they are in the faces of official documents."""
        em, spacing = round(size * 20), self.spacing(size)
        return sum((em // 2 if _is_narrow(character) else em) + spacing for character in text)


def _is_narrow(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("N", "Na", "H")


def measure(layout: Layout, text_width: int | None = None, *, has_grid: bool = True) -> Measures:
    """`text_width` and `has_grid` where the page is another one than the profile's."""
    page, number = layout.page, layout.page_number
    width, height = twips(page.width), twips(page.height)
    top, bottom, left, right = twips(page.top), twips(page.bottom), twips(page.left), twips(page.right)
    size = layout.dress(Kind.BODY).size or DEFAULT_SIZE
    own_width = width - left - right
    return Measures(
        width,
        height,
        top,
        bottom,
        left,
        right,
        # The dash lies half-way down its line, which is as high as its type.
        footer=max(0, bottom - twips(number.below) - round(number.size * 10)),
        text_width=text_width or own_width,
        line_pitch=math.floor((height - top - bottom) / page.lines),
        has_grid=has_grid,
        body_size=size,
        letter_spacing=own_width // page.characters - round(size * 20),
    )


DEFAULT_SIZE = 16.0
"""5.2.2: 3号 wherever nothing else is said."""
