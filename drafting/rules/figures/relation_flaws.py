"""A relation that does not hold, as a flaw on the figure that it refutes."""

from collections.abc import Callable, Iterator

from drafting.figures import Relation, Tie, Weight, cell_labels
from drafting.findings import Severity
from drafting.rules.base import Flaw
from drafting.rules.context import Context


def flaws(context: Context, ties: frozenset[Tie], message: Callable[[Relation], str], hint: str) -> Iterator[Flaw]:
    cells = cell_labels(context.document)
    for relation in context.ledger.relations:
        if relation.tie in ties and not relation.holds:
            sure = relation.weight is not Weight.DOUBTFUL
            said = message(relation)
            if relation.span.block in cells:
                said = f"表格“{cells[relation.span.block]}”：{said}"
            yield Flaw(
                relation.span,
                said if sure else f"{said}也可能另有所指，请核对。",
                suggestion=relation.expected if sure and relation.words is None else None,
                related=tuple(other.span for other in relation.others if other.span != relation.span),
                certain=sure,
                severity=Severity.WARNING if relation.weight is Weight.LIKELY else None,
                hint=hint,
            )


def phrase(relation: Relation) -> str:
    """The figure with the words that name it."""
    stated = relation.stated
    return stated.before[-14:].lstrip("的，、）") + stated.text
