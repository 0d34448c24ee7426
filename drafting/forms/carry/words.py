"""The words of a report on their way into a form. Every character that is not taken is left over, and told."""

from collections.abc import Iterator, Sequence

from drafting.document import Document, Role, Span, Story
from drafting.findings import locate
from drafting.forms.carry.carried import Unplaced, gap, marked, marked_heading, speaks_of_figures
from drafting.forms.carry.form import carried_cell
from drafting.forms.carry.numbers import Numbers
from drafting.text.patterns import Pattern
from drafting.text.residue import BARE_NUMBER, is_page_number

_BOOKMARK = Pattern(r"\[(?:bookmark|OLE_LINK)[^\]]{0,60}\]")
_SAYS_SOMETHING = Pattern(r"\w")
_STOPS = "。：:；;，, "
_TEMPLATE = str.maketrans({"{": "｛", "}": "｝"})
"""Braces of the old text are no references."""
_NO_PLACE = "表单里没有放它的地方"


class Words:
    def __init__(self, document: Document, numbers: Numbers) -> None:
        self.document = document
        self._numbers = numbers
        self._taken: dict[int, list[tuple[int, int]]] = {}
        self._why: dict[int, str] = {}
        self._told: list[Unplaced] = []

    def take(self, span: Span) -> None:
        self._taken.setdefault(span.block, []).append((span.start, span.end))

    def take_block(self, index: int) -> None:
        self.take(Span(index, 0, len(self.document.blocks[index].text)))

    def leave(self, index: int, why: str) -> None:
        """Say why what is left of a block is left."""
        self._why.setdefault(index, why)

    def tell(self, index: int, words: str, why: str) -> None:
        """Of what is carried, but not as what it was."""
        self._told.append(Unplaced(self._place(Span(index, 0, 0)), words, why))

    def own(self, span: Span) -> str:
        """As they stand, to be read and not to be printed."""
        self.take(span)
        return _cleaned(self.document.quote(span).translate(_TEMPLATE))

    def _carried(self, span: Span, *, references: bool) -> str:
        self.take(span)
        pieces = self._numbers.replaced(self.document, span, references=references)
        return _cleaned("".join(words.translate(_TEMPLATE) if own else words for words, own in pieces))

    def paragraphs(self, spans: Sequence[Span]) -> list[str]:
        return [words for span in _joined(spans) if (words := self._carried(span, references=True))]

    def text(self, spans: Sequence[Span]) -> str:
        return marked("\n".join(self.paragraphs(spans)))

    def heading(self, span: Span | None) -> str | None:
        return None if span is None else marked_heading(self._heading(span))

    def suggestion(self, span: Span | None) -> str | None:
        """A heading that claims something of last year itself."""
        return (marked(self._heading(span)) or None) if span is not None else None

    def _heading(self, span: Span) -> str:
        # A heading has no 。 in it, and refers to no figures.
        return self._carried(span, references=False).rstrip(_STOPS).replace("。", "，")

    def cell(self, index: int, *, names: bool, is_kept: bool = False) -> str:
        text = self.document.blocks[index].text
        self.take_block(index)
        words = _cleaned(text).translate(_TEMPLATE)
        if is_kept:
            return words
        if names:
            return marked_heading(words) or ""
        if speaks_of_figures(words) and "\n" not in words and len(words) <= 20:
            return gap(words)
        return carried_cell(words)

    def left(self) -> Iterator[Unplaced]:
        for block in self.document.blocks:
            is_page = block.role is Role.RESIDUE or block.story in (Story.HEADER, Story.FOOTER)
            if is_page and (is_page_number(block.text) or BARE_NUMBER.match(block.text)):
                continue
            for span in self._gaps(block.index):
                words = _cleaned(self.document.quote(span))
                if _SAYS_SOMETHING.search(words):
                    yield Unplaced(self._place(span), words, self._why.get(block.index, _NO_PLACE))
        yield from self._told

    def _place(self, span: Span) -> str:
        return " › ".join(locate(self.document, span).steps) or "文首"

    def _gaps(self, index: int) -> Iterator[Span]:
        at = 0
        end = len(self.document.blocks[index].text)
        for start, stop in sorted(self._taken.get(index, [])):
            if start > at:
                yield Span(index, at, start)
            at = max(at, stop)
        if at < end:
            yield Span(index, at, end)


def _cleaned(text: str) -> str:
    return _BOOKMARK.sub("", text).strip()


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Sentences of one paragraph that follow each other are one paragraph again."""
    current: Span | None = None
    for span in spans:
        if current is not None and current.block == span.block and current.end == span.start:
            current = Span(span.block, current.start, span.end)
        else:
            if current is not None:
                yield current
            current = span
    if current is not None:
        yield current
