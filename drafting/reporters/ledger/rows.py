"""A ledger as rows of words, the same for every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting.document import Document
from drafting.figures import Ledger, Quantity, Relation, Subject, Weight, cell_labels, subject_of
from drafting.findings import Location, locate

_AROUND = 18


@dataclass(frozen=True, slots=True)
class Row:
    quantity: Quantity
    subject: Subject
    place: Location
    relations: tuple[Relation, ...]
    """Those that this figure states."""


def rows(document: Document, ledger: Ledger) -> Iterator[Row]:
    stated: dict[int, list[Relation]] = {}
    for relation in ledger.relations:
        stated.setdefault(relation.stated.index, []).append(relation)
    cells = cell_labels(document)
    for quantity in ledger.figures:
        relations = tuple(stated.get(quantity.index, ()))
        cell = cells.get(quantity.block)
        subject = subject_of(document, quantity) if cell is None else Subject("", cell, "", "")
        yield Row(quantity, subject, locate(document, quantity.with_prefix), relations)


@dataclass(frozen=True, slots=True)
class Totals:
    figures: int
    checkable: int
    consistent: int
    doubtful: int

    @property
    def inconsistent(self) -> int:
        return self.checkable - self.consistent


def totals(ledgers: Iterable[Ledger]) -> Totals:
    known = list(ledgers)
    return Totals(
        sum(len(ledger.figures) for ledger in known),
        sum(ledger.checkable for ledger in known),
        sum(ledger.consistent for ledger in known),
        sum(not relation.is_checkable for ledger in known for relation in ledger.relations),
    )


def excerpt(document: Document, quantity: Quantity) -> str:
    """The half sentence in which a figure stands."""
    text = document.blocks[quantity.block].text
    start, end = max(0, quantity.start - _AROUND), min(len(text), quantity.end + _AROUND)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def place(location: Location) -> str:
    return " › ".join(location.steps) or "文首"


def shared_place(row: Row) -> str:
    """All cells of a table in one place; each says itself which it is."""
    return " › ".join((*row.place.trail, "表格")) if row.place.cell is not None else place(row.place)


def verdict(relation: Relation) -> str:
    if relation.holds:
        return "相符"
    return "存疑" if relation.weight is Weight.DOUBTFUL else "不符"
