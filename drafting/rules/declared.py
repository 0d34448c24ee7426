"""What is declared of every rule, whatever it looks at: a report, two years, a set of reports, a template."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from drafting.findings import Severity


@dataclass(frozen=True, slots=True)
class Declared:
    code: str
    slug: str
    name: str
    severity: Severity
    basis: str | None
    check: Callable[..., Iterator[Any]]

    @property
    def family(self) -> str:
        return self.code[:3]

    @property
    def manual(self) -> str:
        """What good reports do; why a reader cares; how it usually happens."""
        lines = (self.check.__doc__ or "").strip().splitlines()
        return "\n".join(line.strip() for line in lines)

    @property
    def summary(self) -> str:
        return self.manual.split("\n", 1)[0]


_Rule = TypeVar("_Rule", bound=Declared)


def named(rules: Iterable[_Rule], name: str) -> _Rule | None:
    """By code, slug or Chinese name."""
    return next(
        (rule for rule in rules if name.upper() == rule.code or name.lower() == rule.slug or name == rule.name), None
    )
