"""Attachments: listed above the signature, in full below it."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from drafting.document import Block, Role, Span
from drafting.forms.carry.carried import marked_heading
from drafting.forms.carry.items import tables_of
from drafting.forms.carry.tree import is_caption
from drafting.forms.carry.words import Words
from drafting.text.patterns import Pattern

_LISTED = Pattern(
    r"^附\s?(?:件|表|录)?\s?(?P<number>[0-9０-９一二三四五六七八九十]{0,2})\s?[：:.．、]?\s*(?:[0-9０-９]{1,2}\s?[.．、]\s*)?(?P<name>.*)$"
)
_NEXT_LISTED = Pattern(r"^[0-9０-９]{1,2}\s?[.．、]\s*(?P<name>.+)$")


def attachments_of(words: Words, blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """`blocks`: what stands behind the last part."""
    return _Reading(words, blocks).read()


class _Reading:
    def __init__(self, words: Words, blocks: Sequence[Block]) -> None:
        self._words = words
        self._blocks = blocks
        self._found: list[dict[str, Any]] = []
        self._cells: list[list[Block]] = []
        self._open: int | None = None
        """Which one's content is being read."""

    def read(self) -> list[dict[str, Any]]:
        signed = False
        for block, following in zip_longest(self._blocks, self._blocks[1:]):
            if block.role in (Role.SIGN_OFF, Role.DATE):
                signed = True
            elif block.cell is not None or is_caption(block, following):
                if self._open is not None:
                    self._cells[self._open].append(block)
            elif block.role in (Role.ATTACHMENT, Role.PARAGRAPH, Role.HEADING):
                self._read(block, signed=signed)
        for attachment, cells in zip(self._found, self._cells, strict=True):
            tables = list(tables_of(self._words, cells))
            if tables:
                attachment["表格"] = tables
        return self._found

    def _read(self, block: Block, *, signed: bool) -> None:
        text = block.text.strip()
        listed = _LISTED.match(text) if block.role is Role.ATTACHMENT and len(text) <= 80 else None
        following = _NEXT_LISTED.match(text) if block.role is Role.ATTACHMENT and self._found and not signed else None
        if not signed:
            found = listed or following
            if found is not None:
                self._add(found["name"])
                self._words.take_block(block.index)
            return
        if listed is not None and not (listed["name"] and self._open is not None and not listed["number"]):
            self._words.take_block(block.index)
            number = listed["number"]
            place = int(number) - 1 if number.isdigit() and 0 < int(number) <= len(self._found) else None
            if place is None and self._open is None and len(self._found) == 1:
                place = 0
            if place is None:
                self._add(listed["name"])
                place = len(self._found) - 1
            self._open = place
        elif self._open is not None:
            self._continue(self._found[self._open], block, text)

    def _add(self, name: str) -> None:
        self._found.append({"名称": marked_heading(_plain_name(name)), "正文": ""})
        self._cells.append([])

    def _continue(self, attachment: dict[str, Any], block: Block, text: str) -> None:
        if not attachment["正文"] and not attachment["名称"] and len(text) <= 40 and "。" not in text:
            attachment["名称"] = marked_heading(_plain_name(text))
            self._words.take_block(block.index)
        elif not attachment["正文"] and marked_heading(_plain_name(text)) == attachment["名称"]:
            self._words.take_block(block.index)
        else:
            words = self._words.text([Span(block.index, 0, len(block.text))])
            attachment["正文"] = "\n".join(part for part in (attachment["正文"], words) if part)


def _plain_name(name: str) -> str:
    return name.strip("《》。；; 　")
