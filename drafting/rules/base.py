"""How a rule is declared: once, with the examples that are its tests and its page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafting.document import RemarkKind, Span
from drafting.findings import Confidence, Edit, Severity
from drafting.rules.context import Context as Context
from drafting.rules.declared import Declared
from drafting.rules.looks import Look as Look


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule yields; the engine adds code, severity and the trail."""

    span: Span
    message: str
    suggestion: str | None = None
    """The words that would be right in place of the marked ones."""
    edits: tuple[Edit, ...] = ()
    """Only where the change is safe without anybody looking; all of them or none."""
    related: tuple[Span, ...] = ()
    certain: bool = True
    severity: Severity | None = None
    """Where a case weighs other than the rule's default."""
    basis: str | None = None
    hint: str | None = None
    last_year: tuple[Span, ...] = ()
    """In last year's report: for rules about two years."""

    @property
    def confidence(self) -> Confidence:
        return Confidence.CERTAIN if self.certain else Confidence.DOUBTFUL


@dataclass(frozen=True, slots=True)
class Good:
    text: str
    author: str | None = None
    look: Look | None = None
    """What it looks like, where the rule is about that; None: plain text."""
    last: str | None = None
    """Last year's report, where the rule is about two years."""


@dataclass(frozen=True, slots=True)
class Bad:
    text: str
    marks: str
    """The words that the finding has to lie on."""
    author: str | None = None
    remark: tuple[RemarkKind, str] | None = None
    """A tracked change, a comment or hidden words, put behind the last line."""
    look: Look | None = None
    last: str | None = None
    """Last year's report, where the rule is about two years."""


Check = Callable[[Context], Iterator[Flaw]]


class Subject(StrEnum):
    """What a rule looks at."""

    DOCUMENT = "document"
    YEARS = "years"
    """A report beside last year's; without that one the rule is not run."""


@dataclass(frozen=True, slots=True)
class Rule(Declared):
    check: Check
    good: tuple[Good, ...]
    bad: tuple[Bad, ...]
    subject: Subject = Subject.DOCUMENT


def rule(
    *,
    code: str,
    slug: str,
    name: str,
    severity: Severity,
    good: tuple[Good | str, ...],
    bad: tuple[Bad, ...],
    basis: str | None = None,
    subject: Subject = Subject.DOCUMENT,
) -> Callable[[Check], Rule]:
    examples = tuple(example if isinstance(example, Good) else Good(example) for example in good)

    def declare(check: Check) -> Rule:
        return Rule(code, slug, name, severity, basis, check, examples, bad, subject)

    return declare


def replace(span: Span, replacement: str) -> tuple[Edit, ...]:
    return (Edit(span, replacement),)
