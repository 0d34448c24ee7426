"""`templates check --format json`, version 1 (docs/json.md)."""

import json
from collections.abc import Iterable
from typing import Any

from drafting.templating.checking import CheckedTemplate
from drafting.templating.problems import Problem

VERSION = 1


def report(checked: Iterable[CheckedTemplate], version: str) -> str:
    data = {
        "version": VERSION,
        "tool": {"name": "fazhi", "version": version},
        "templates": [_template(template) for template in checked],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _template(template: CheckedTemplate) -> dict[str, Any]:
    return {
        "path": template.path,
        "status": "checked" if template.error is None else "unreadable",
        "error": template.error,
        "forms": template.forms if template.error is None else None,
        "problems": [_problem(problem, template) for problem in template.problems],
    }


def _problem(problem: Problem, template: CheckedTemplate) -> dict[str, Any]:
    return {
        "code": problem.code,
        "slug": problem.slug,
        "name": problem.name,
        "severity": problem.severity.word,
        "message": problem.message,
        "path": template.path_of(problem.spot.file),
        "line": problem.spot.line,
        "quote": problem.spot.quote,
        "suggestion": problem.suggestion,
        "hint": problem.hint,
        "basis": problem.basis,
        "shown_by": problem.shown_by or None,
    }
