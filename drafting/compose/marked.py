"""Marked text: what a template renders. Every line says what it is; nothing is guessed from wording.

    # title                            ## to ##### headings of level 1 to 4, numbered here
    @主送 addressee                     ## heading。the text that runs on behind it
    a paragraph                        @附件 an attachment's name
    | a | row |  with |---| below the head     @表题 the caption above a table
    @署名 who signs   @日期 the day     @另页 an attachment that begins on a page of its own

A backslash takes the meaning from the character behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from drafting.document.blocks import Cell
from drafting.document.draft import LEVELS, Draft, DraftBlock, Kind
from drafting.document.ladder import STANDARD
from drafting.text.titles import title_lines

_TITLE_CHARACTERS = 19
"""Of 2号 on a line of 156 mm, with room for the gaps beside digits."""


class MarkedError(Exception):
    """Marked text that cannot be read; a fault of the template."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def escape(text: str) -> str:
    """Words that stay words whatever they begin with; lines stay paragraphs."""
    lines = (line.strip() for line in text.replace("\\", "\\\\").splitlines())
    return "\n".join(re.sub(r"^([#@|])", r"\\\1", line) for line in lines if line)


def escape_cell(text: str) -> str:
    lines = (line.strip() for line in text.replace("\\", "\\\\").replace("|", "\\|").splitlines())
    # A row of dashes is the rule below a table's head.
    return re.sub(r"^([-:])", r"\\\1", "\\n".join(line for line in lines if line))


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ROLE = re.compile(r"@(\S+)\s*(.*)")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_ROW = re.compile(r"\|(?:(?:\\.|[^|\\])*\|)+")
_CELL = re.compile(r"((?:\\.|[^|\\])*)\|")
_ROLES = {
    "主送": Kind.ADDRESSEE,
    "表题": Kind.CAPTION,
    "署名": Kind.SIGN_OFF,
    "日期": Kind.DATE,
    "附件": Kind.ATTACHMENT_NOTE,
    "另页": Kind.ANNEX_TITLE,
}


def read_marked(text: str, *, organ: str, sealed: bool) -> Draft:
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        reader.take(number, line.strip())
    return Draft(tuple(reader.finished()), organ, sealed)


@dataclass(slots=True)
class _Reader:
    blocks: list[DraftBlock] = field(default_factory=list)
    title: list[DraftBlock] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    tables: int = 0
    row: int = 0
    in_table: bool = False
    captions: int = 0

    def take(self, number: int, line: str) -> None:
        if not line:
            return
        if line.startswith("|"):
            self._row(number, line)
            return
        self.in_table = False
        if line.startswith("#") and (heading := _HEADING.fullmatch(line)):
            self._heading(number, len(heading[1]), heading[2])
        elif line.startswith("#"):
            raise MarkedError(number, f"“{line[:20]}”：井号后面要有空格和标题；标题最多到四级（#####）")
        elif line.startswith("@"):
            self._role(number, line)
        else:
            self._add(Kind.BODY, unescape(line), number)

    def _add(self, kind: Kind, text: str, number: int, heading_end: int = 0) -> None:
        if text:
            self.blocks.append(DraftBlock(kind, text, heading_end, line=number))

    def _heading(self, number: int, marks: int, words: str) -> None:
        text = unescape(words).strip()
        if marks == 1:
            self.title.append(DraftBlock(Kind.TITLE, text, line=number))
            return
        level = marks - 1
        if level > len(LEVELS):
            raise MarkedError(number, f"“{words[:20]}”：标题最多到四级（#####）")
        if level > 1 and not self.counts[level - 2]:
            raise MarkedError(number, f"“{words[:20]}”是{level}级标题，上面却没有{level - 1}级标题")
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (len(LEVELS) - level)
        label = STANDARD[level - 1].write(self.counts[level - 1])
        stop = text.find("。")
        end = len(label) + (stop + 1 if stop >= 0 else len(text))
        self._add(LEVELS[level - 1], label + text, number, end)

    def _role(self, number: int, line: str) -> None:
        role = _ROLE.fullmatch(line)
        kind = _ROLES.get(role[1]) if role else None
        if role is None or kind is None:
            raise MarkedError(
                number, f"没有“{line[:12]}”这种标记；可用的有：{'、'.join('@' + name for name in _ROLES)}"
            )
        text = unescape(role[2]).strip()
        if kind is Kind.CAPTION:
            self.captions += 1
            text = f"表{self.captions} {text}"
        elif kind is Kind.ANNEX_TITLE:
            self._add(Kind.ANNEX_MARK, "附件", number)
        self._add(kind, text, number)

    def _row(self, number: int, line: str) -> None:
        if _RULE.fullmatch(line):
            self._head_above(number)
            return
        if not self.in_table:
            self.in_table, self.row = True, 0
            self.tables += 1
        if not _ROW.fullmatch(line):
            raise MarkedError(number, f"表格的一行要以“|”开头、以“|”结尾：“{line[:20]}”")
        for column, cell in enumerate(_CELL.findall(line, 1)):
            # An empty cell is a block too, so that columns keep their places.
            self.blocks.append(
                DraftBlock(Kind.CELL, unescape(cell.strip()), cell=Cell(self.tables - 1, self.row, column), line=number)
            )
        self.row += 1

    def _head_above(self, number: int) -> None:
        if not self.in_table or self.row != 1:
            raise MarkedError(number, "“|---|”要紧跟在表头那一行下面")
        for place, block in enumerate(self.blocks):
            if block.cell is not None and block.cell.table == self.tables - 1:
                self.blocks[place] = DraftBlock(Kind.HEAD_CELL, block.text, cell=block.cell, line=block.line)

    def finished(self) -> Iterator[DraftBlock]:
        whole = "".join(block.text for block in self.title)
        for line in title_lines(whole, _TITLE_CHARACTERS) if whole else ():
            yield DraftBlock(Kind.TITLE, line, line=self.title[0].line)
        names = [block.text for block in self.blocks if block.kind is Kind.ATTACHMENT_NOTE]
        for block, following in zip_longest(self.blocks, self.blocks[1:]):
            if block.kind is Kind.ATTACHMENT_NOTE:
                yield replace(block, text=("附件：" if block.text == names[0] else "") + _number(block.text, names))
            elif block.kind is Kind.ANNEX_MARK and len(names) > 1 and following.text in names:
                yield replace(block, text=f"附件{names.index(following.text) + 1}")
            else:
                yield block


def _number(name: str, names: list[str]) -> str:
    """7.3.4: a lone attachment has no number."""
    return name if len(names) == 1 else f"{names.index(name) + 1}.{name}"
