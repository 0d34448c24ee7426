"""Edits of a report written into its file, and read again: what comes out has to say what was meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafting.findings import Edit
from drafting.ooxml.editing.lists import renumber
from drafting.ooxml.editing.manuscript import Manuscript
from drafting.ooxml.editing.revisions import label_length, write_edits
from drafting.ooxml.reader import read_package

_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Written:
    data: bytes
    failed: frozenset[int]
    """Blocks that could not be made to read as they should; the file is of no use then."""


def write_fixes(data: bytes, edits: Sequence[Edit], texts: Mapping[int, str], *, tracked: bool) -> Written:
    """`texts` are what all blocks have to read in the end, those that go left out."""
    if not edits:
        return Written(data, frozenset())
    labels = _labels(Manuscript(data), edits)
    for _ in range(_MOST_ROUNDS):
        manuscript = Manuscript(data)
        failed = renumber(manuscript, labels, tracked=tracked)
        write_edits(manuscript, edits, tracked=tracked)
        made = manuscript.save()
        if failed:
            return Written(made, failed)
        moved, failed = _otherwise(manuscript, made, texts, labels)
        if failed or not moved:
            return Written(made, failed)
        # A list that a paragraph has left counts on without it.
        if not moved.keys() - labels.keys():
            return Written(made, frozenset(moved))
        labels = {**labels, **moved}
    return Written(made, frozenset(moved))


def _labels(manuscript: Manuscript, edits: Sequence[Edit]) -> dict[int, str]:
    """The automatic numbers that edits change, as they have to be."""
    found: dict[int, str] = {}
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        block = manuscript.document.blocks[edit.span.block]
        length = label_length(manuscript, block.index)
        whole = not edit.replacement and (edit.span.start, edit.span.end) == (0, len(block.text))
        if edit.span.start < length and not whole:
            label = found.get(block.index, block.text[:length])
            found[block.index] = label[: edit.span.start] + edit.replacement + label[min(length, edit.span.end) :]
    return found


def _otherwise(
    manuscript: Manuscript, made: bytes, texts: Mapping[int, str], labels: Mapping[int, str]
) -> tuple[dict[int, str], frozenset[int]]:
    """Blocks that read otherwise than they should: those whose automatic number does, with the right one; and the rest."""
    blocks = read_package(made).blocks
    if len(blocks) != len(texts):
        return {}, frozenset(texts)
    moved: dict[int, str] = {}
    failed: set[int] = set()
    for block, (place, text) in zip(blocks, sorted(texts.items()), strict=True):
        if block.text == text:
            continue
        label = labels.get(place) or manuscript.document.blocks[place].text[: label_length(manuscript, place)]
        if label and text.startswith(label) and block.text.endswith(text[len(label) :]):
            moved[place] = label
        else:
            failed.add(place)
    return moved, frozenset(failed)
