"""All figures of a document and all relations between them, found once for every rule and report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafting import deadline
from drafting.document import Document
from drafting.figures import (
    alls,
    averages,
    balances,
    breakdowns,
    changes,
    directions,
    outcomes,
    products,
    rates,
    remainders,
    repetitions,
    shares,
    tables,
    totals,
)
from drafting.figures.quantities import Quantity, Sentence, read_sentences
from drafting.figures.relations import Relation

_Finder = Callable[[Sentence, Sentence | None, Sentence | None], Iterator[Relation]]
_FINDERS: tuple[_Finder, ...] = (
    rates.find,
    shares.find,
    breakdowns.find,
    totals.find,
    outcomes.find,
    remainders.find,
    balances.find,
    products.find,
    averages.find,
    changes.find,
    directions.find,
    alls.find,
)


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    quantities: tuple[Quantity, ...]
    relations: tuple[Relation, ...]
    """In the order of the figures that they prove or refute."""

    @property
    def figures(self) -> tuple[Quantity, ...]:
        """Without 一名 and 三项 where they claim nothing of another figure."""
        tied = {q.index for relation in self.relations for q in (relation.stated, *relation.others)}
        return tuple(q for q in self.quantities if not q.number.idiom or q.index in tied)

    @property
    def checkable(self) -> int:
        return sum(1 for relation in self.relations if relation.is_checkable)

    @property
    def consistent(self) -> int:
        return sum(1 for relation in self.relations if relation.holds)

    @property
    def inconsistent(self) -> int:
        return self.checkable - self.consistent


def read_ledger(document: Document, planned: frozenset[int] = frozenset()) -> Ledger:
    """`planned`: blocks that speak of next year, where a figure is a goal."""
    sentences: list[Sentence] = []
    relations: list[Relation] = []
    for paragraph in read_sentences(document.blocks, planned):
        deadline.look()
        sentences += paragraph
        relations += _within(paragraph)
    quantities = [quantity for sentence in sentences for quantity in sentence.quantities]
    relations += repetitions.find(sentences)
    relations += tables.find(document.blocks, quantities)
    relations.sort(key=lambda relation: (relation.stated.index, relation.tie))
    return Ledger(tuple(quantities), tuple(relations))


def _within(sentences: list[Sentence]) -> Iterator[Relation]:
    for place, sentence in enumerate(sentences):
        if sentence.quantities:
            before = sentences[place - 1] if place else None
            behind = sentences[place + 1] if place + 1 < len(sentences) else None
            for find in _FINDERS:
                yield from find(sentence, before, behind)
