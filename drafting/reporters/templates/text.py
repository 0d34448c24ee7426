"""For people: the line first, so that editors jump to it."""

from collections import Counter
from collections.abc import Iterable

from drafting.findings import Severity
from drafting.templating.checking import CheckedTemplate
from drafting.templating.problems import Problem
from drafting.wording import advice, severity_word, shortened


def report(checked: Iterable[CheckedTemplate]) -> str:
    return "\n".join("\n".join(_template(template)) for template in checked) + "\n"


def _template(template: CheckedTemplate) -> list[str]:
    if template.error is not None:
        return [f"{template.path}：{template.error}"]
    lines = []
    for problem in template.problems:
        lines += _problem(problem, template.path_of(problem.spot.file))
    return [*lines, _summary(template)]


def _problem(problem: Problem, path: str) -> list[str]:
    spot = problem.spot
    lines = [
        f"{path}:{spot.line}  {severity_word(problem.severity)} {problem.code} {problem.name}",
        f"    {problem.message}",
    ]
    if spot.quote:
        lines.append(f"    原文：{shortened(spot.quote)}")
    if what_to_do := advice(problem.suggestion, problem.hint):
        lines.append(f"    建议：{what_to_do}")
    if problem.basis:
        lines.append(f"    依据：{problem.basis}")
    if problem.shown_by:
        lines.append("    这样的表单会出现：")
        lines += [f"        {line}" for line in problem.shown_by.rstrip("\n").split("\n")]
    return [*lines, ""]


def _summary(template: CheckedTemplate) -> str:
    counts = Counter(problem.severity for problem in template.problems)
    found = "、".join(f"{severity_word(severity)} {counts[severity]} 处" for severity in sorted(Severity, reverse=True))
    return f"{template.path}：试了 {template.forms} 份表单，{found}。"
