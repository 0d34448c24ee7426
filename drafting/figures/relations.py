"""A relation: which figures claim something of each other, whether it holds, and the working in words."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from drafting.document import Span
from drafting.figures.quantities import Quantity


class Tie(StrEnum):
    RATE = "比率"
    LIMIT = "比率范围"
    BREAKDOWN = "分项合计"
    LIST = "分项列举"
    PART = "部分与整体"
    REMAINDER = "剩余"
    BALANCE = "收支结转"
    PRODUCT = "乘积"
    AVERAGE = "平均"
    CHANGE = "增减变化"
    REPETITION = "前后一致"
    ALL = "全称"


class Weight(IntEnum):
    """How much a relation that fails says; in rising order."""

    DOUBTFUL = 1
    """Something else may be meant: the candidates are named, no more."""
    LIKELY = 2
    SURE = 3
    """The sentence leaves no other reading."""


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    tie: Tie
    stated: Quantity
    """The figure that the others prove or refute."""
    others: tuple[Quantity, ...]
    holds: bool
    working: str
    weight: Weight = Weight.SURE
    expected: str | None = None
    """What would be right in place of the stated figure."""
    words: Span | None = None
    """Where it is shown, if not on the stated figure alone."""
    truncated: bool = False
    """Holds, but its last place was cut off instead of rounded."""

    @property
    def is_checkable(self) -> bool:
        """Counts among what could be checked: a doubtful failure proves nothing either way."""
        return self.holds or self.weight > Weight.DOUBTFUL

    @property
    def span(self) -> Span:
        return self.words or self.stated.span
