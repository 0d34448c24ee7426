"""What is wrong with a template, and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.findings import Severity
from drafting.rules.declared import Declared

if TYPE_CHECKING:
    from drafting.templating.context import TemplateContext


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of one of a template's files, from 1."""

    file: str
    """Its name inside the template's folder, or 共用.jinja of the shipped ones."""
    line: int
    quote: str = ""
    """The piece of that line that is meant; empty for the whole line."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a template rule yields, with what the declaration says of it."""

    code: str
    slug: str
    name: str
    severity: Severity
    message: str
    spot: Spot
    suggestion: str | None = None
    """The words that would be right in place of the quoted ones."""
    hint: str | None = None
    basis: str | None = None
    shown_by: str = ""
    """The smallest input that shows it, as YAML; empty where the source alone does."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields; code, name and severity are its declaration's."""

    spot: Spot
    message: str
    suggestion: str | None = None
    hint: str | None = None
    severity: Severity | None = None
    shown_by: str = ""


@dataclass(frozen=True, slots=True)
class Patch:
    """A change to a shipped template that the rule has to find: the example is the test and the documentation."""

    template: str
    file: str
    old: str
    new: str
    marks: str
    """The line on which the problem has to lie, as it stands after the change (stripped)."""


Check = Callable[["TemplateContext"], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class TemplateRule(Declared):
    check: Check
    bad: tuple[Patch, ...]


def template_rule(
    *, code: str, slug: str, name: str, severity: Severity, bad: tuple[Patch, ...], basis: str | None = None
) -> Callable[[Check], TemplateRule]:
    def declare(check: Check) -> TemplateRule:
        return TemplateRule(code, slug, name, severity, basis, check, bad)

    return declare
