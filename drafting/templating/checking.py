"""Everything that is wrong with a template: what its source says, then what the reports say that it makes."""

from collections.abc import Iterator

from drafting.compose import Template
from drafting.templating.catalogue import RENDERED, STATIC
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Problem
from drafting.templating.static import in_order, problems_of

# What the source was blamed for is not told once more of the reports.
_SAME_FAULT = {
    "TPL11": ("（STR01）",),
    "TPL12": ("（STR02）",),
    "TPL06": ("（NUM0", "（STR05）"),
    "TPL07": ("（DAT01）",),
}
_STOPS_RENDERING = frozenset(("TPL01", "TPL02", "TPL03", "TPL04", "TPL09"))


def check_template(template: Template) -> tuple[Problem, ...]:
    context = TemplateContext(template)
    written = list(problems_of(STATIC, context))
    return in_order((*written, *_not_yet_told(written, problems_of(RENDERED, context))))


def _not_yet_told(written: list[Problem], made: Iterator[Problem]) -> Iterator[Problem]:
    codes = {problem.code for problem in written}
    places = {(problem.spot.file, problem.spot.line) for problem in written}
    same = tuple(sign for code in codes for sign in _SAME_FAULT.get(code, ()))
    for problem in made:
        if problem.code == "TPL14" and codes & _STOPS_RENDERING:
            continue
        if (problem.spot.file, problem.spot.line) in places or any(sign in problem.message for sign in same):
            continue
        yield problem
