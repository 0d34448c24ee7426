"""The report's own text with the faulty words marked and the notes on them beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Block, Role, Story
from drafting.findings import CheckResult, Finding
from drafting.reporters.html.anchors import Anchors
from drafting.reporters.html.markup import Html, block, html, scrolling, tag
from drafting.reporters.html.pieces import Mark, Piece, pieces
from drafting.wording import advice, elsewhere, in_last_year, severity_and_doubt, severity_word

_CLASSES = {
    Role.FRONT: "front",
    Role.TITLE: "title",
    Role.ADDRESSEE: "addressee",
    Role.SIGN_OFF: "sign-off",
    Role.DATE: "sign-off",
    Role.ATTACHMENT: "attachment",
    Role.RESIDUE: "residue",
}
_STORIES = {Story.HEADER: "页眉", Story.FOOTER: "页脚", Story.NOTE: "脚注", Story.TEXT_BOX: "文本框"}
_LOWEST_HEADING = 6
_MOST_IN_PASSAGE = 200
"""Rows of a grid are limited in some browsers."""
_WIDEST_GAP = 1000
"""What browsers allow in colspan."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph or a table, with what is wrong in it."""

    shown: Html
    wrong: tuple[int, ...] = ()
    """Numbers of findings."""


def annotated_text(result: CheckResult, anchors: Anchors, heading: int = 3, *, notes: bool = True) -> Html:
    """`heading`: the level of the report's highest headings in the page.

    Without `notes` there is the marked text only: whoever shows the findings elsewhere names them as `anchors` does.
    """
    text = _Text(result, anchors, heading)
    if notes:
        return block("div", *(_passage(text, items) for items in _passages(text.items())), class_="report-text")
    return block("div", *(item.shown for item in text.items()), class_="report-text")


def _passages(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """What stands beside one group of notes: their paragraph and those behind it that have none."""
    passage: list[_Item] = []
    for item in items:
        if passage and (item.wrong or len(passage) == _MOST_IN_PASSAGE):
            yield passage
            passage = []
        passage.append(item)
    if passage:
        yield passage


def _passage(text: "_Text", items: Sequence[_Item]) -> Html:
    first, *rest = items
    notes = [text.note(number) for number in first.wrong]
    return block(
        "div",
        first.shown,
        block("div", *notes, class_="notes") if notes else "",
        *(item.shown for item in rest),
        class_="passage",
        style=f"--rows:{len(items)}",
    )


class _Text:
    def __init__(self, result: CheckResult, anchors: Anchors, heading: int) -> None:
        self._result = result
        self._anchors = anchors
        self._highest = heading
        self._above: list[int] = []
        """Levels of the headings above, as the report numbers them."""
        self._marks: dict[int, list[Mark]] = {}
        for number, finding in enumerate(result.findings, start=1):
            span = finding.location.span
            self._marks.setdefault(span.block, []).append(Mark(number, finding.severity, span.start, span.end))

    def items(self) -> Iterator[_Item]:
        """In reading order; a table is whole where its first cell stands, what stands in it comes behind."""
        tables: dict[tuple[Story, int], list[Block]] = {}
        for piece in self._result.document.blocks:
            if piece.cell is not None:
                tables.setdefault((piece.story, piece.cell.table), []).append(piece)
        for piece in self._result.document.blocks:
            if piece.cell is None:
                yield _Item(self._aside(piece, self._block(piece)), self._wrong([piece]))
                continue
            cells = tables.pop((piece.story, piece.cell.table), [])
            if cells:
                yield _Item(self._aside(piece, self._table(cells)), self._wrong(cells))

    def _wrong(self, blocks: Iterable[Block]) -> tuple[int, ...]:
        return tuple(sorted(mark.number for block in blocks for mark in self._marks.get(block.index, ())))

    def _aside(self, piece: Block, shown: Html) -> Html:
        """A note, header or text box is told from the text around it."""
        if piece.story is Story.BODY:
            return shown
        label = tag("p", _STORIES[piece.story], class_="aside-label")
        return tag("aside", label, shown, class_=f"aside {piece.story.replace(' ', '-')}")

    def _block(self, piece: Block) -> Html:
        if piece.is_heading:
            return self._heading(piece)
        inner = self._marked(pieces(piece.text, self._marks.get(piece.index, ())))
        return tag("p", inner, id=self._anchors.block(piece.index), class_=_CLASSES.get(piece.role, "paragraph"))

    def _heading(self, piece: Block) -> Html:
        name = self._heading_name(piece.level)
        cut = list(pieces(piece.text, self._marks.get(piece.index, ()), piece.heading_end))
        look = f"level-{min(piece.level, 4)}"
        anchor = self._anchors.block(piece.index)
        if not piece.is_run_in:
            return tag(name, self._marked(cut), id=anchor, class_=look)
        words = self._marked(part for part in cut if part.end <= piece.heading_end)
        behind = self._marked(part for part in cut if part.end > piece.heading_end)
        return tag("div", tag(name, words, class_=look), tag("p", behind), id=anchor, class_="run-in")

    def _heading_name(self, level: int) -> str:
        """By depth: a level that the report skips would be missing from the page's outline."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return f"h{min(self._highest + len(self._above) - 1, _LOWEST_HEADING)}"

    def _table(self, cells: Sequence[Block]) -> Html:
        rows: dict[int, list[Block]] = {}
        for cell in cells:
            assert cell.cell is not None
            rows.setdefault(cell.cell.row, []).append(cell)
        # A single cell over the whole width is a caption, not the head of a column.
        has_head = len(rows) > 1 and len(rows.get(0, ())) > 1
        written = [self._row(rows[row], is_head=has_head and row == 0) for row in sorted(rows)]
        head, body = (written[:1], written[1:]) if has_head else ([], written)
        return scrolling("报告中的表格", block("table", block("thead", *head) if head else "", block("tbody", *body)))

    def _row(self, found: Iterable[Block], *, is_head: bool) -> Html:
        written: list[Html] = []
        column = 0
        for cell in sorted(found, key=_column):
            gap = _column(cell) - column
            if gap > 0:
                written.append(tag("td", colspan=min(gap, _WIDEST_GAP) if gap > 1 else None))
            column = _column(cell) + 1
            inner = self._marked(pieces(cell.text, self._marks.get(cell.index, ())))
            anchor = self._anchors.block(cell.index)
            written.append(tag("th", inner, id=anchor, scope="col") if is_head else tag("td", inner, id=anchor))
        return tag("tr", *written)

    def _marked(self, cut: Iterable[Piece]) -> Html:
        return Html("".join(self._piece(part) for part in cut))

    def _piece(self, part: Piece) -> str:
        shown = html(part.text)
        begun = " ".join(str(mark.number) for mark in part.begun) or None
        # One element a severity, the worst inside, so that each can be shown without the others.
        for severity in reversed(part.severities):
            is_outermost = severity is part.severities[0]
            shown = tag("mark", shown, class_=severity.word, data_begins=begun if is_outermost else None)
        return shown + "".join(self._reference(mark) for mark in part.ended)

    def _reference(self, mark: Mark) -> Html:
        # A word joiner keeps it in the line of the words that it belongs to.
        number = f"[{mark.number}]"
        link = tag(
            "a",
            f"\u2060{number}",
            href=f"#{self._anchors.note(mark.number)}",
            id=self._anchors.mark(mark.number),
            aria_label=f"{severity_word(mark.severity)}{number}",
        )
        return tag("sup", link, class_=f"reference {mark.severity.word}")

    def note(self, number: int) -> Html:
        finding = self._result.findings[number - 1]
        anchors = self._anchors
        what_to_do = advice(finding.suggestion, finding.hint)
        before = in_last_year(finding)
        return block(
            "div",
            tag(
                "p",
                tag("a", f"[{number}]", href=f"#{anchors.mark(number)}", aria_label=f"[{number}] 回到原文"),
                " ",
                tag("strong", severity_and_doubt(finding), class_="severity"),
                " ",
                tag("span", f"{finding.code} {finding.name}", class_="name"),
                " ",
                tag("a", "一览", href=f"#{anchors.row(number)}", class_="back", aria_label=f"[{number}] 在问题一览中"),
                class_="note-head",
            ),
            tag("p", finding.message),
            _said("去年的报告", html(before)) if before else "",
            _said("建议", html(what_to_do)) if what_to_do else "",
            self._elsewhere(finding),
            _said("依据", html(finding.basis), "basis") if finding.basis else "",
            class_=f"note {finding.severity.word}",
            id=anchors.note(number),
        )

    def _elsewhere(self, finding: Finding) -> Html:
        places, more = elsewhere(self._result, finding)
        if not places:
            return Html()
        links = [tag("a", place.words, href=f"#{self._anchors.block(place.block)}") for place in places]
        return _said("另见", Html("；".join(links) + ("等。" if more else "。")))


def _said(label: str, words: Html, look: str | None = None) -> Html:
    return tag("p", tag("b", label + "："), words, class_=look)


def _column(cell: Block) -> int:
    return cell.cell.column if cell.cell is not None else 0
