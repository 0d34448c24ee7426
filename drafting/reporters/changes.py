"""What `fazhi fix` changes, old words above new ones, and what it leaves to a person."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.app import FixedReport
from drafting.document import Document, Span
from drafting.findings import Edit, Finding, Location, locate
from drafting.reporters.text import Look
from drafting.text.patterns import Pattern
from drafting.wording import place_in_words

_CONTEXT = 14
_LONG_NUMBER = Pattern(r"[0-9０-９]{6}[ \-]?[0-9０-９]{8}[ \-]?[0-9０-９]{3}[0-9０-９XxＸ]")


@dataclass(frozen=True, slots=True)
class Piece:
    words: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the report around one change, or around several that stand close together."""

    place: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    """Empty where the whole line goes."""


def changes(made: FixedReport) -> Iterator[Change]:
    for block, edits in _by_block(made.fixed.edits):
        text = _masked(made.document.blocks[block].text)
        for close in _close_together(edits):
            is_left = any(edit.replacement for edit in close) or close[0].span.start or close[-1].span.end < len(text)
            yield Change(
                _place(made.document, block, close),
                tuple(_pieces(text, close, old=True)),
                tuple(_pieces(text, close, old=False)) if is_left else (),
            )


def difference(made: FixedReport, look: Look) -> str:
    """For the screen: the old words above the new ones."""
    lines: list[str] = []
    for change in changes(made):
        lines.append(_paint(f"@@ {change.place} @@", "36", look))
        lines.append(_paint("- ", "31", look) + _words(change.before, "31", look))
        if change.after:
            lines.append(_paint("+ ", "32", look) + _words(change.after, "32", look))
    return "".join(line + "\n" for line in lines)


def counted(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.name for finding in findings)
    return "、".join(f"{name}{count}处" for name, count in counts.items())


def left(made: FixedReport) -> str:
    """What a person has to look at, a line each."""
    return "".join(
        f"  · {place_in_words(finding.location)}：{finding.message}（{finding.code}）\n" for finding in made.left
    )


def _by_block(edits: Sequence[Edit]) -> Iterator[tuple[int, list[Edit]]]:
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.span.block, []).append(edit)
    yield from found.items()


def _close_together(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    together: list[Edit] = []
    for edit in edits:
        if together and edit.span.start - together[-1].span.end > 2 * _CONTEXT:
            yield together
            together = []
        together.append(edit)
    yield together


def _place(document: Document, block: int, edits: Sequence[Edit]) -> str:
    at: Location = locate(document, Span(block, edits[0].span.start, edits[-1].span.end))
    return place_in_words(at)


def _pieces(text: str, edits: Sequence[Edit], *, old: bool) -> Iterator[Piece]:
    start, end = max(0, edits[0].span.start - _CONTEXT), min(len(text), edits[-1].span.end + _CONTEXT)
    yield Piece("…" if start else "")
    for edit in edits:
        yield Piece(text[start : edit.span.start])
        yield Piece(text[edit.span.start : edit.span.end] if old else edit.replacement, is_changed=True)
        start = edit.span.end
    yield Piece(text[start:end] + ("…" if end < len(text) else ""))


def _words(pieces: Sequence[Piece], colour: str, look: Look) -> str:
    return "".join(_word(piece, colour, look) for piece in pieces if piece.words)


def _word(piece: Piece, colour: str, look: Look) -> str:
    if not piece.is_changed:
        return _paint(piece.words, colour, look)
    return _paint(piece.words, f"1;7;{colour}", look) if look.colour else f"▸{piece.words}◂"


def _masked(text: str) -> str:
    """Personal numbers are not passed on; what is shown stays as long as it is."""
    return _LONG_NUMBER.sub(lambda match: match[0][:3] + "*" * (len(match[0]) - 4) + match[0][-1], text)


def _paint(text: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if look.colour and text else text
