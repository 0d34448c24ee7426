"""Plain text and Markdown, whatever the encoding and the line ends."""

import re

from drafting.document import Cell, Document, Line
from drafting.document.outline import build
from drafting.readers import ReadError
from drafting.text.characters import tidy
from drafting.text.patterns import Pattern

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LINE_END = Pattern(r"\r\n?|[\n\u2028\u2029\x0b\x0c\x85]")
_USUAL = Pattern(r"[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—·]")
_CONTROL = Pattern(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_text(data: bytes, *, markdown: bool = False) -> Document:
    text = decode(data)
    lines = list(_markdown_lines(text)) if markdown else list(_plain_lines(text))
    return build(lines)


def from_text(text: str, *, markdown: bool = False) -> Document:
    """The document of a text at hand: an example, a paste."""
    return build(_markdown_lines(text) if markdown else _plain_lines(text))


def decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    unmarked = _utf_16_without_mark(data)
    if unmarked:
        return _decoded(data, unmarked)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_like_text(text):
            return text
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


def _plain_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    table, row = -1, 0
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        line = tidy(raw)
        if not line:
            continue
        cells = _tab_cells(line)
        if cells:
            if not (lines and lines[-1].cell is not None):
                table, row = table + 1, -1
            row += 1
            lines += [Line(c, cell=Cell(table, row, column), line=number) for column, c in enumerate(cells) if c]
        else:
            lines.append(Line(line.replace("\t", " ") if "\t" in line else line, line=number))
    return lines


def _tab_cells(line: str) -> list[str] | None:
    """A line with tabs between short pieces is a row of a table, as pasting one from Word gives."""
    if "\t" not in line:
        return None
    cells = [tidy(cell) for cell in line.split("\t")]
    return cells if len(cells) >= 2 and "。" not in cells[0] and len(cells[0]) <= 30 and _is_row(cells) else None


def _is_row(cells: list[str]) -> bool:
    # One tab behind a typed number is Word's way of writing a list as text, no table.
    return not (len(cells) == 2 and re.fullmatch(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]*", cells[0]))


_FENCE = Pattern(r"^(?:```|~~~)")
_HEADING = Pattern(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = Pattern(r"^(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_TABLE_RULE = Pattern(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_BULLET = Pattern(r"^(?:[-*+]|>)\s+")
_NUMBERED = Pattern(r"^(\d{1,2}\.)\s+")
_INLINE = (
    (Pattern(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (Pattern(r"\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)"), r"\1"),
    (Pattern(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (Pattern(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (Pattern(r"`([^`]+)`"), r"\1"),
    (Pattern(r"<!--.*?-->"), ""),
    (Pattern(r"\\([\\`*_{}\[\]()#+\-.!>|~])"), r"\1"),
)


def _markdown_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    table, row = -1, 0
    raw_lines = _LINE_END.split(text)
    first = _front_matter(raw_lines)
    for number, raw in enumerate(raw_lines[first:], start=first + 1):
        line = tidy(raw)
        if not line or _RULE.match(line) or _FENCE.match(line) or _TABLE_RULE.match(line):
            continue
        if line.startswith("|") and line.count("|") >= 2:
            if not (lines and lines[-1].cell is not None):
                table, row = table + 1, -1
            row += 1
            cells = [tidy(_inline(cell)) for cell in line.strip("|").split("|")]
            lines += [Line(c, cell=Cell(table, row, column), line=number) for column, c in enumerate(cells) if c]
            continue
        heading = _HEADING.match(line)
        if heading:
            line = heading[2]
        line = tidy(_inline(_NUMBERED.sub(r"\1", _BULLET.sub("", line))))
        if line:
            outline = len(heading[1]) if heading else None
            lines.append(Line(line, line=number, outline=outline))
    return lines


def _front_matter(raw_lines: list[str]) -> int:
    if raw_lines and raw_lines[0].strip() == "---":
        for number, raw in enumerate(raw_lines[1:], start=2):
            if raw.strip() in ("---", "..."):
                return number
    return 0


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
