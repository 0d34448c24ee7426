"""How a rule about a set of reports is declared: as one about a single report is, but its examples are several texts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Document
from drafting.findings import Severity
from drafting.rules.declared import Declared


@dataclass(frozen=True, slots=True)
class Member:
    """A report of the set, and whose it is."""

    unit: str
    document: Document


@dataclass(frozen=True, slots=True)
class Example:
    """Texts by unit; one without a text is a unit of the county whose report is not needed to tell."""

    texts: tuple[tuple[str, str], ...]
    marks: str = ""
    """The words of the first report that the finding has to show; empty where nothing is wrong."""


SetCheck = Callable[[Sequence[Member]], Iterator[str]]
"""Gives the words of the first report that are meant, each time it finds something."""


@dataclass(frozen=True, slots=True)
class SetRule(Declared):
    check: SetCheck
    good: tuple[Example, ...]
    bad: tuple[Example, ...]


def set_rule(
    *,
    code: str,
    slug: str,
    name: str,
    severity: Severity,
    good: tuple[Example, ...],
    bad: tuple[Example, ...],
    basis: str | None = None,
) -> Callable[[SetCheck], SetRule]:
    def declare(check: SetCheck) -> SetRule:
        return SetRule(code, slug, name, severity, basis, check, good, bad)

    return declare
