"""What can be said of a template without rendering it."""

from collections.abc import Iterable, Iterator

from drafting.compose import Template
from drafting.compose.templates import SOURCE
from drafting.templating.catalogue import STATIC
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Fault, Problem, TemplateRule


def static_problems(template: Template) -> tuple[Problem, ...]:
    """In the order of files and lines; the report's own file first."""
    return in_order(problems_of(STATIC, TemplateContext(template)))


def problems_of(rules: Iterable[TemplateRule], context: TemplateContext) -> Iterator[Problem]:
    for rule in rules:
        for fault in dict.fromkeys(rule.check(context)):
            yield _problem(rule, fault)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def place(problem: Problem) -> tuple[bool, str, int, str, str]:
        spot = problem.spot
        return spot.file != SOURCE, spot.file, spot.line, problem.code, spot.quote

    return tuple(sorted(problems, key=place))


def _problem(rule: TemplateRule, fault: Fault) -> Problem:
    return Problem(
        rule.code,
        rule.slug,
        rule.name,
        rule.severity if fault.severity is None else fault.severity,
        fault.message,
        fault.spot,
        fault.suggestion,
        fault.hint,
        rule.basis,
        fault.shown_by,
    )
