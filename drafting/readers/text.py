"""Plain text and Markdown, whatever the encoding and the line ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Cell, Document, Line
from drafting.document.outline import build
from drafting.readers import ReadError
from drafting.readers.bounds import (
    LONGEST_PARAGRAPH,
    MOST_CHARACTERS,
    MOST_LINES,
    TOO_LONG,
    TOO_MANY_LINES,
    TOO_MANY_WORDS,
)
from drafting.text.characters import INVISIBLE, leading_space, tidy, visible
from drafting.text.labels import read_label
from drafting.text.patterns import Pattern

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LINE_END = Pattern(r"\r\n?|[\n\u2028\u2029\x0b\x0c\x85]")
_USUAL = Pattern(r"[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—·]")
_WIDEST_CHARACTER = 4
"""Bytes."""
_CONTROL = Pattern(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_text(data: bytes, *, markdown: bool = False) -> Document:
    return from_text(decode(data), markdown=markdown)


def from_text(text: str, *, markdown: bool = False) -> Document:
    """The document of a text at hand: an example, a paste."""
    return build(seen.line for seen in seen_lines(text, markdown=markdown))


def seen_lines(text: str, *, markdown: bool) -> Iterator["Seen"]:
    """What is seen of a file's text, each with where it stands in it."""
    if len(text) > MOST_CHARACTERS:
        raise ReadError(TOO_MANY_WORDS)
    if text.count("\n") > MOST_LINES:
        raise ReadError(TOO_MANY_LINES)
    return _markdown_lines(text) if markdown else _plain_lines(text)


@dataclass(frozen=True, slots=True)
class Seen:
    line: Line
    places: Sequence[int]
    """For each character of the line, which one of the file's text it is."""


def decode(data: bytes) -> str:
    return decoded(data)[0]


def decoded(data: bytes) -> tuple[str, str, int]:
    """The text, its encoding, and how many bytes the mark before it takes."""
    if len(data) > _WIDEST_CHARACTER * MOST_CHARACTERS:
        raise ReadError(TOO_MANY_WORDS)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), encoding, len(mark)
    unmarked = _utf_16_without_mark(data)
    if unmarked:
        return _decoded(data, unmarked), unmarked, 0
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_like_text(text):
            return text, encoding, 0
    raise ReadError("认不出文件的编码，或者它不是文字文件；请用记事本打开后另存为 UTF-8 编码的 .txt 再试。")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or not _looks_like_text(text):
        raise ReadError("文件内容已损坏，文字无法解码；请用记事本打开后另存为 UTF-8 编码的 .txt 再试。")
    return text


def _utf_16_without_mark(data: bytes) -> str | None:
    """Some programs leave the mark out; line ends and digits then have a zero byte, which no other encoding has."""
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_USUAL.findall(text)) * 10 >= len(text) * 9:
            return encoding
    return None


def _looks_like_text(text: str) -> bool:
    """Junk decodes as GB18030 now and then; it betrays itself by control and private-use characters."""
    strange = len(_CONTROL.findall(text)) + sum(1 for c in text[:20000] if "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    return strange == 0 or strange * 200 < len(text)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the file's text; places says for each character where it stands there."""

    text: str
    places: Sequence[int]

    def __getitem__(self, piece: slice) -> "_Part":
        return _Part(self.text[piece], self.places[piece])

    def tidied(self) -> "_Part":
        text, places = self.text, self.places
        shown = visible(text)
        if len(shown) < len(text):
            places = [place for character, place in zip(text, places, strict=True) if character not in INVISIBLE]
        start = leading_space(shown)
        end = start + len(tidy(shown))
        return _Part(shown[start:end], places[start:end])

    def split(self, mark: str) -> "list[_Part]":
        parts, start = [], 0
        for text in self.text.split(mark):
            parts.append(self[start : start + len(text)])
            start += len(text) + len(mark)
        return parts

    def keeping(self, pattern: Pattern, group: int | None) -> "_Part":
        """With only that group of each match; None: with nothing of it."""
        text, places, done = "", list[int](), 0
        for match in pattern.finditer(self.text):
            kept = match.span(group) if group else (match.end(), match.end())
            for start, end in ((done, match.start()), kept):
                text += self.text[start:end]
                places += self.places[start:end]
            done = match.end()
        return _Part(text + self.text[done:], [*places, *self.places[done:]]) if done else self


def _raw_lines(text: str) -> Iterator[_Part]:
    start = 0
    for number, end in enumerate(_LINE_END.finditer(text), start=2):
        if number > MOST_LINES:
            raise ReadError(TOO_MANY_LINES)
        yield _raw_line(text, start, end.start())
        start = end.end()
    yield _raw_line(text, start, len(text))


def _raw_line(text: str, start: int, end: int) -> _Part:
    if end - start > LONGEST_PARAGRAPH:
        raise ReadError(TOO_LONG)
    return _Part(text[start:end], range(start, end))


def line_spans(text: str) -> list[tuple[int, int]]:
    """Where each line of a file begins and where the next one does."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _plain_lines(text: str) -> Iterator[Seen]:
    in_table, table, row = False, -1, 0
    headings = _headings(text) if "\t" in text else frozenset()
    for number, raw in enumerate(_raw_lines(text), start=1):
        part = raw.tidied()
        if not part.text:
            continue
        cells = _tab_cells(part)
        if cells and not _is_contents([cell.text for cell in cells], headings):
            if not in_table:
                table, row = table + 1, -1
            row += 1
            for column, cell in enumerate(cells):
                if cell.text:
                    yield Seen(Line(cell.text, cell=Cell(table, row, column), line=number), cell.places)
        else:
            line = part.text.replace("\t", " ") if "\t" in part.text else part.text
            yield Seen(Line(line, line=number), part.places)
            cells = None
        in_table = bool(cells)


def _headings(text: str) -> frozenset[str]:
    """What each line says up to its first stop, without blanks."""
    return frozenset("".join(line.partition("。")[0].split()) for line in _LINE_END.split(text))


def _is_contents(cells: list[str], headings: frozenset[str]) -> bool:
    """A numbered heading of this text with its page: a line of the table of contents."""
    words = "".join("".join(cells[:-1]).split())
    return re.fullmatch(r"[0-9]{1,3}", cells[-1]) is not None and words in headings and read_label(words) is not None


def _tab_cells(line: _Part) -> list[_Part] | None:
    """A line with tabs between short pieces is a row of a table, as pasting one from Word gives."""
    if "\t" not in line.text:
        return None
    cells = [cell.tidied() for cell in line.split("\t")]
    texts = [cell.text for cell in cells]
    return cells if len(texts) >= 2 and "。" not in texts[0] and len(texts[0]) <= 30 and _is_row(texts) else None


def _is_row(cells: list[str]) -> bool:
    # One tab behind a typed number is Word's way of writing a list as text, no table.
    return not (len(cells) == 2 and re.fullmatch(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]*", cells[0]))


_FENCE = Pattern(r"^(?:```|~~~)")
_HEADING = Pattern(r"^(#{1,6})\s+(.*)$")
_RULE = Pattern(r"^(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_TABLE_RULE = Pattern(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_BULLET = Pattern(r"^(?:[-*+]|>)\s+")
_NUMBERED = Pattern(r"^(\d{1,2}\.)\s+")
# Bounded, since of what is opened again and again and never closed each one would be looked for to the end of the line.
_INLINE: tuple[tuple[Pattern, int | None], ...] = (
    (Pattern(r"!\[[^\]]{0,300}\]\([^()]*(?:\([^()]*\)[^()]*)*\)"), None),
    (Pattern(r"\[([^\]]{1,300})\]\((?:[^()]|\([^()]*\))*\)"), 1),
    (Pattern(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1"), 2),
    (Pattern(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])"), 1),
    (Pattern(r"`([^`]+)`"), 1),
    (Pattern(r"<!--.{0,2000}?-->"), None),
    (Pattern(r"\\([\\`*_{}\[\]()#+\-.!>|~])"), 1),
)


def _markdown_lines(text: str) -> Iterator[Seen]:
    in_table, table, row = False, -1, 0
    raw_lines = list(_raw_lines(text))
    first = _front_matter(raw_lines)
    fenced = _fenced(raw_lines)
    for number, raw in enumerate(raw_lines[first:], start=first + 1):
        part = raw.tidied()
        line = part.text
        if not line or number in fenced or _RULE.match(line) or _FENCE.match(line) or _TABLE_RULE.match(line):
            continue
        if line.startswith("|") and line.count("|") >= 2:
            if not in_table:
                table, row = table + 1, -1
            row += 1
            in_table = True
            start, end = len(line) - len(line.lstrip("|")), len(line.rstrip("|"))
            for column, cell in enumerate(_inline(each).tidied() for each in part[start:end].split("|")):
                if cell.text:
                    yield Seen(Line(cell.text, cell=Cell(table, row, column), line=number), cell.places)
            continue
        heading = _HEADING.match(line)
        if heading:
            part = part[heading.start(2) : heading.start(2) + len(heading[2].rstrip("#").rstrip())]
        part = _inline(part.keeping(_BULLET, None).keeping(_NUMBERED, 1)).tidied()
        if part.text:
            in_table = False
            yield Seen(
                Line(part.text, line=number, outline=len(heading[1]) if heading else None),
                part.places,
            )


def _fenced(raw_lines: Sequence[_Part]) -> frozenset[int]:
    """The lines of code blocks, from 1: no text of the report, unless all of it was pasted into one."""
    found: list[int] = []
    opened: int | None = None
    for number, raw in enumerate(raw_lines, start=1):
        if _FENCE.match(raw.text.strip()):
            if opened is not None:
                found += range(opened, number + 1)
            opened = number if opened is None else None
    inside = sum(len(raw_lines[number - 1].text) for number in found)
    return frozenset(found) if inside * 2 < sum(len(raw.text) for raw in raw_lines) else frozenset()


def _front_matter(raw_lines: Sequence[_Part]) -> int:
    if raw_lines and raw_lines[0].text.strip() == "---":
        for number, raw in enumerate(raw_lines[1:], start=2):
            if raw.text.strip() in ("---", "..."):
                return number
    return 0


def _inline(part: _Part) -> _Part:
    for pattern, group in _INLINE:
        part = part.keeping(pattern, group)
    return part
