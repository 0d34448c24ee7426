"""One count, or several added up, as one side of a division."""

from dataclasses import dataclass, field
from fractions import Fraction

from drafting.figures.quantities import Quantity


@dataclass(frozen=True, eq=False)
class Sum:
    members: tuple[Quantity, ...]
    value: Fraction = field(init=False)
    rough: float = field(init=False)
    """For a first look: exact division of every pair costs more than reading the report."""
    is_coarse: bool = field(init=False)

    def __post_init__(self) -> None:
        values = [member.value for member in self.members]
        value = sum(values[1:], values[0]) if values else Fraction()
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "rough", float(value))
        coarse = any(member.number.scale or "." in member.number.digits for member in self.members)
        object.__setattr__(self, "is_coarse", coarse)

    @property
    def said(self) -> str:
        """The words around its members."""
        return "".join(member.words for member in self.members)

    @property
    def words(self) -> str:
        joined = " + ".join(member.text for member in self.members)
        return f"（{joined}）" if len(self.members) > 1 else joined
