"""How much text a report may have. Six hundred pages are four hundred thousand characters; a paragraph of a page is long."""

from collections.abc import Iterable, Iterator

from drafting.document import Line
from drafting.readers import ReadError

LONGEST_PARAGRAPH = 100_000
MOST_CHARACTERS = 3_000_000
MOST_LINES = 200_000
TOO_LONG = "文件里有一段超过十万字，不像是报告，没有读取；请分段后另存再试。"
TOO_MANY_WORDS = "文件里的文字超过三百万字，不像是一份报告，没有读取；请把要查的报告单独存成一个文件再试。"
TOO_MANY_LINES = "文件超过二十万行，不像是一份报告，没有读取；请删去多余的空行，或者把要查的报告单独存成一个文件再试。"


def bounded(lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines. Raises ReadError where there is more than a report can have."""
    characters = 0
    for number, line in enumerate(lines, start=1):
        characters += len(line.text)
        if len(line.text) > LONGEST_PARAGRAPH:
            raise ReadError(TOO_LONG)
        if characters > MOST_CHARACTERS:
            raise ReadError(TOO_MANY_WORDS)
        if number > MOST_LINES:
            raise ReadError(TOO_MANY_LINES)
        yield line
