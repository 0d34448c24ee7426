"""What a run has to tell, in one shape for the formats that other programs read: of reports and of templates alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.app import CheckedFile
from drafting.findings import CheckResult, Confidence, Finding, Location, Severity
from drafting.wording import in_last_year, masked

if TYPE_CHECKING:
    from drafting.templating.checking import CheckedTemplate
    from drafting.templating.problems import Problem


@dataclass(frozen=True, slots=True)
class Place:
    path: str
    """As the user typed it."""
    line: int | None = None
    """None where lines mean nothing, as in a Word file."""
    trail: tuple[str, ...] = ()
    """Headings above, outermost first, then the paragraph or cell."""
    headings: tuple[str, ...] = ()
    """The headings of the trail alone: they stay when a paragraph is put in above."""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    place: Place
    code: str
    slug: str
    name: str
    severity: Severity
    message: str
    suggestion: str | None = None
    hint: str | None = None
    basis: str | None = None
    related: tuple[Place, ...] = ()
    doubtful: bool = False
    waived: str | None = None
    """Why it was waived; None where it was not."""
    shown_by: str = ""
    """The smallest input that shows it, of a template."""
    last_year: str = ""
    """Where in last year's report and in which words, of a finding about two years."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Nothing about the words: a file that could not be read, content passed over, a waiver that is over."""

    path: str
    title: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    files: int
    """How many reports or templates were looked at."""
    notices: tuple[Notice, ...]
    incidents: tuple[Incident, ...] = ()

    @property
    def is_complete(self) -> bool:
        return all(incident.severity < Severity.ERROR for incident in self.incidents)


def unreadable(path: str, error: str) -> Incident:
    return Incident(path, "读不了", Severity.ERROR, error)


def of_files(files: Iterable[CheckedFile]) -> Run:
    read = 0
    notices: list[Notice] = []
    incidents: list[Incident] = []
    for file in files:
        if file.result is None:
            incidents.append(unreadable(file.path, file.error or ""))
            continue
        read += 1
        notices += _of_result(file.path, file.result)
        incidents += [Incident(file.path, "没有检查", Severity.INFO, words) for words in file.result.skipped]
        incidents += [Incident(file.path, "注意", Severity.WARNING, words) for words in file.result.notices]
    return Run(read, tuple(notices), tuple(incidents))


def of_problem(problem: "Problem", path: str) -> Notice:
    """Of a template; the path is that of the file that the problem's spot names."""
    spot = problem.spot
    return Notice(
        Place(path, spot.line, quote=spot.quote),
        problem.code,
        problem.slug,
        problem.name,
        problem.severity,
        problem.message,
        problem.suggestion,
        problem.hint,
        problem.basis,
        shown_by=problem.shown_by,
    )


def of_templates(checked: "Iterable[CheckedTemplate]") -> Run:
    every = tuple(checked)
    notices = [
        of_problem(problem, template.path_of(problem.spot.file)) for template in every for problem in template.problems
    ]
    failed = [unreadable(template.path, template.error) for template in every if template.error is not None]
    return Run(len(every) - len(failed), tuple(notices), tuple(failed))


def tree_path(typed: str) -> str:
    """The path from the working folder, which in CI is the top of the repository, with forward slashes.

    What lies outside keeps the words that were typed, or only its name where those would say how this computer is laid out.
    """
    path = Path(typed)
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd()).as_posix()
    except (OSError, RuntimeError, ValueError):
        return (path.name or ".") if path.is_absolute() else path.as_posix()


def _of_result(path: str, result: CheckResult) -> Iterator[Notice]:
    """In the order of the text, so that waiving one changes nothing about its neighbours."""
    every: list[tuple[Finding, str | None]] = [(finding, None) for finding in result.findings]
    every += [(waived.finding, waived.reason) for waived in result.waived]
    every.sort(key=lambda pair: (pair[0].location.span.block, pair[0].location.span.start, pair[0].code))
    for finding, reason in every:
        yield Notice(
            _place(path, finding, finding.location),
            finding.code,
            finding.slug,
            finding.name,
            finding.severity,
            finding.message,
            finding.suggestion,
            finding.hint,
            finding.basis,
            tuple(_place(path, finding, at) for at in finding.related),
            finding.confidence is Confidence.DOUBTFUL,
            reason,
            last_year=in_last_year(finding),
        )


def _place(path: str, finding: Finding, at: Location) -> Place:
    return Place(path, at.line, at.steps, at.trail, masked(finding, at))
