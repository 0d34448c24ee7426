"""What stands on a page line by line, in the order of reading, each with the element that holds it."""

import re
from dataclasses import dataclass

from drafting.document import Cell
from drafting.readers.web.markup import Break, Element, Linked, Page, Picture
from drafting.text.characters import HAN, tidy
from drafting.text.labels import read_label
from drafting.text.numerals import to_chinese

_BLANK = re.compile(r"[ \t\r\n\f]+")
_WRAP = re.compile(
    rf"(?:(?<=[\u3000-\u303f\uff00-\uffef“”‘’…—])|(?<={HAN}))[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*(?=[\u3000-\u303f\uff00-\uffef“”‘’…—]|{HAN})"
)
"""A line of the source that ends beside a Chinese character: no blank was meant, and none is shown."""
_LINE_END = re.compile(r"\r\n?|\n")
_MOST_SPAN = 1000
_LONGEST_CELL = 600
_MOST_IN_CELL = 6


@dataclass(slots=True)
class Piece:
    text: str
    element: Element
    linked: int = 0
    """How many of its characters are links."""
    cell: Cell | None = None

    @property
    def is_link(self) -> bool:
        return self.linked * 2 > len(self.text)


@dataclass(frozen=True, slots=True)
class Flow:
    page: Page
    pieces: list[Piece]
    pictures: list[int]
    """Behind how many pieces each picture stands."""


def flow(page: Page) -> Flow:
    walk = _Walk()
    walk.through(page.body)
    return Flow(page, walk.pieces, walk.pictures)


class _Walk:
    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.pictures: list[int] = []
        self._parts: list[str] = []
        self._place: Cell | None = None
        self._tables: list[_Grid] = []
        self._known_tables = 0
        self._lists: list[_Counter] = []
        self._marker = ""

    def through(self, body: Element) -> None:
        """Without recursion: a page may be nested as deep as somebody likes."""
        stack: list[tuple[Element, int, int]] = [(body, 0, 0)]
        preserved = 0
        while stack:
            element, at, keeps = stack.pop()
            if at == 0:
                self._enter(element)
                keeps = preserved + element.keeps_lines
            preserved = keeps
            children = element.children
            while at < len(children):
                child = children[at]
                at += 1
                if isinstance(child, Element):
                    self._end_line(element)
                    stack.append((element, at, keeps))
                    stack.append((child, 0, 0))
                    break
                if isinstance(child, str):
                    self._add(child, element, preserved=bool(preserved))
                elif isinstance(child, Break):
                    self._end_line(element)
                elif isinstance(child, Picture):
                    self.pictures.append(len(self.pieces))
            else:
                self._end_line(element)
                self._leave(element)
                preserved = stack[-1][2] if stack else 0

    def _add(self, text: str, element: Element, *, preserved: bool) -> None:
        if not preserved:
            self._parts.append(text)
            return
        first, *others = _LINE_END.split(text)
        self._parts.append(type(text)(first))
        for other in others:
            self._end_line(element)
            self._parts.append(type(text)(other))

    def _end_line(self, element: Element) -> None:
        if not self._parts:
            return
        parts, self._parts = self._parts, []
        text = _shown("".join(parts))
        if not text:
            return
        linked = sum(len(_shown(part)) for part in parts if isinstance(part, Linked))
        if self._marker and read_label(text) is None:
            # A list whose items bring their numbers along is one that the site shows without its own.
            text = self._marker + text
        self._marker = ""
        self.pieces.append(Piece(text, element, linked, self._place))

    def _enter(self, element: Element) -> None:
        element.start = len(self.pieces)
        name = element.name
        if name == "table":
            self._tables.append(_Grid(self._known_tables if _holds_data(element) else None))
            self._known_tables += self._tables[-1].number is not None
        elif name == "tr" and self._tables:
            self._tables[-1].next_row()
        elif name in ("td", "th") and self._tables:
            self._place = self._tables[-1].place(element)
        elif name in ("ol", "ul", "menu", "dir"):
            self._lists.append(_Counter(element))
        elif name == "li" and self._lists:
            self._marker = self._lists[-1].next(element)

    def _leave(self, element: Element) -> None:
        element.end = len(self.pieces)
        if element.name == "table" and self._tables:
            self._tables.pop()
        elif element.name in ("td", "th"):
            self._place = None
        elif element.name in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif element.name == "li":
            self._marker = ""


def _shown(text: str) -> str:
    return tidy(_BLANK.sub(" ", _WRAP.sub("", text) if "\n" in text or "\r" in text else text))


def _holds_data(table: Element) -> bool:
    """A table of contents in cells, not one that a site is laid out with."""
    if table.nested or table.attributes.get("role") == "presentation":
        return False
    most = 0
    waiting = list(table.children)
    while waiting:
        child = waiting.pop()
        if not isinstance(child, Element):
            continue
        if child.name == "tr":
            cells = [one for one in child.children if isinstance(one, Element) and one.name in ("td", "th")]
            most = max(most, sum(_span(cell, "colspan") for cell in cells) if len(cells) > 1 else 1)
            if any(_is_column_of_text(cell) for cell in cells):
                return False
        elif child.name in ("tbody", "thead", "tfoot"):
            waiting += child.children
    return most > 1


def _is_column_of_text(cell: Element) -> bool:
    blocks = characters = 0
    waiting = list(cell.children)
    while waiting:
        child = waiting.pop()
        if isinstance(child, Element):
            blocks += 1
            waiting += child.children
        elif isinstance(child, str):
            characters += len(child.strip())
        elif isinstance(child, Break):
            blocks += 1
    return blocks > _MOST_IN_CELL and characters > _LONGEST_CELL


def _span(cell: Element, name: str) -> int:
    digits = re.match(r"\s*([0-9]{1,4})", cell.attributes.get(name, ""))
    return min(max(1, int(digits[1])), _MOST_SPAN) if digits else 1


class _Grid:
    """Where the cells of one table stand; number None: it only lays the page out."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self._row = -1
        self._column = 0
        self._covered: dict[int, int] = {}
        """By column, up to which row a cell from above reaches down."""

    def next_row(self) -> None:
        self._row, self._column = self._row + 1, 0

    def place(self, cell: Element) -> Cell | None:
        if self.number is None:
            return None
        self._row = max(self._row, 0)
        while self._covered.get(self._column, -1) >= self._row:
            self._column += 1
        column = self._column
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        if high > 1:
            for covered in range(column, column + wide):
                self._covered[covered] = self._row + high - 1
        self._column += wide
        return Cell(self.number, self._row, column)


_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_STYLE_TYPE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(decimal-leading-zero|decimal|lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman|cjk-ideographic|simp-chinese-informal|trad-chinese-informal|cjk-decimal|disc|circle|square)\b", re.IGNORECASE)  # fmt: skip
_OF_TYPE = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# UEditor, which most sites are written with, shows these lists as pictures of numbers.
_UEDITOR = {"custom_cn": "{}、", "custom_cn1": "{}）", "custom_cn2": "（{}）", "custom_num": "{}.", "custom_num1": "{}）", "custom_num2": "（{}）"}  # fmt: skip
_BULLETS = ("disc", "circle", "square")


class _Counter:
    """The numbers of one list, as a browser counts them."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._is_numbered = element.name == "ol"
        self._step = -1 if "reversed" in element.attributes else 1
        own = _integer(element.attributes.get("start"))
        if own is None:
            own = _items(element) if self._step < 0 else 1
        self._next = own

    def next(self, item: Element) -> str:
        if not self._is_numbered:
            return ""
        own = _integer(item.attributes.get("value"))
        value = self._next if own is None else own
        self._next = value + self._step
        for element in (item, self._element):
            style = element.attributes.get("style", "")
            if _NO_MARKER.search(style):
                return ""
            named = _STYLE_TYPE.search(style)
            kind = named[1].lower() if named else _OF_TYPE.get(element.attributes.get("type", "").strip())
            if kind:
                return "" if kind in _BULLETS else _written(value, kind)
        for word in self._element.attributes.get("class", "").split():
            if word in _UEDITOR:
                return _UEDITOR[word].format(_chinese(value) if "_cn" in word else value)
        return f"{value}."


def _integer(text: str | None) -> int | None:
    match = re.match(r"\s*(-?[0-9]{1,6})", text or "")
    return int(match[1]) if match else None


def _items(element: Element) -> int:
    return sum(1 for child in element.children if isinstance(child, Element) and child.name == "li")


def _written(value: int, kind: str) -> str:
    if kind in ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"):
        return f"{_chinese(value)}、"
    if kind == "decimal-leading-zero":
        return f"{value:02d}."
    if value < 1:
        return f"{value}."
    if kind.endswith(("alpha", "latin")):
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return (letters.lower() if kind.startswith("lower") else letters) + "."
    if kind.endswith("roman") and value < 4000:
        roman = _roman(value)
        return (roman.lower() if kind.startswith("lower") else roman) + "."
    return f"{value}."


def _roman(value: int) -> str:
    written = ""
    for worth, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        times, value = divmod(value, worth)
        written += letters * times
    return written


def _chinese(value: int) -> str:
    return to_chinese(value) if 0 < value < 100 else str(value)
