"""The figures of a report, how they relate, and whether what they claim of each other holds."""

from drafting.figures.ledger import Ledger, read_ledger
from drafting.figures.quantities import Quantity
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.subjects import Subject, cell_labels, countable, subject_of

__all__ = [
    "Ledger",
    "Quantity",
    "Relation",
    "Subject",
    "Tie",
    "Weight",
    "cell_labels",
    "countable",
    "read_ledger",
    "subject_of",
]
