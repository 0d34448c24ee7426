"""A text file with other words in it; every other byte stays as it was."""

from collections.abc import Sequence

from drafting.findings import Edit
from drafting.readers.text import Seen, decoded, line_spans, seen_lines


def rewritten(data: bytes, edits: Sequence[Edit], *, markdown: bool = False) -> bytes:
    """Edits lie apart from each other in the document that was read from these bytes."""
    if not edits:
        return data
    text, encoding, mark = decoded(data)
    seen = list(seen_lines(text, markdown=markdown))
    pieces, done = [], 0
    for start, end, words in sorted(_in_file(edits, seen, text)):
        pieces += [text[done:start], words]
        done = end
    # Each encoding that is read writes a character in one way only, so that the rest comes out as it was.
    return data[:mark] + "".join([*pieces, text[done:]]).encode(encoding)


def _in_file(edits: Sequence[Edit], seen: Sequence[Seen], text: str) -> set[tuple[int, int, str]]:
    """The same edits as pieces of the file's text."""
    pieces = set()
    lines: list[tuple[int, int]] | None = None
    for edit in edits:
        span, line = edit.span, seen[edit.span.block]
        if not edit.replacement and (span.start, span.end) == (0, len(line.places)) and line.line.cell is None:
            # Nothing is left of the line: it goes with its end, and with marks of Markdown around it.
            lines = lines if lines is not None else line_spans(text)
            assert line.line.line is not None
            pieces.add((*lines[line.line.line - 1], ""))
            continue
        # Between two characters that are seen there may be marks of Markdown, which stay.
        kept = line.places[span.start : span.end]
        if not kept:
            at = line.places[span.start] if span.start < len(line.places) else line.places[-1] + 1
            pieces.add((at, at, edit.replacement))
        for place, words in zip(kept, (edit.replacement, *[""] * len(kept)), strict=False):
            pieces.add((place, place + 1, words))
    return pieces
