"""Each broken template is told at its line by its code; a harmless change draws nothing.

Reports are rendered here only until one shows the fault, and of harmless changes only the smallest and the fullest;
`python -m tests.templating.every_patch` checks all of them as a maintainer would.
"""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from drafting.findings import Severity
from drafting.templating.catalogue import STATIC
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Problem
from drafting.templating.rendered import Rendered
from drafting.templating.rendering import Rendering, renderings
from drafting.templating.rules.dropped_field import dropped_field
from drafting.templating.static import problems_of
from tests.templating.patching import BROKEN, HARMLESS, Patch, patched, place_of

# What is known to be missed, with the reason.
MISSED = {
    "a required field tested for being absent": "in a macro, which another template may call with a field that is optional",
}


def named(patches: list[Patch]) -> list[Any]:
    return [
        pytest.param(
            patch,
            id=patch["name"],
            marks=[pytest.mark.xfail(strict=True, reason=MISSED[patch["name"]])] if patch["name"] in MISSED else [],
        )
        for patch in patches
    ]


@pytest.mark.parametrize("patch", named(BROKEN))
def test_broken_template_is_told_at_its_line(patch: Patch, tmp_path: Path) -> None:
    template = patched(patch, tmp_path)
    context = TemplateContext(template)
    place = place_of(patch, template)

    told = [problem for problem in problems_of(STATIC, context) if is_it(problem, patch, place)]
    if told:
        return
    if "TPL13" in patch["codes"]:
        context.rendered = Rendered(template, shrinks=False)
        assert place in [(fault.spot.file, fault.spot.line) for fault in dropped_field.check(context)]
        return
    assert any(place in places(rendering) for rendering in renderings(template))


def is_it(problem: Problem, patch: Patch, place: tuple[str, int]) -> bool:
    return problem.code in patch["codes"] and (problem.spot.file, problem.spot.line) == place


def places(rendering: Rendering) -> list[tuple[str, int]]:
    spots = [*(blamed.spot for blamed in rendering.found), *(slip.spot for slip in rendering.slips)]
    if rendering.failure:
        spots.append(rendering.failed_at)
    return [(spot.file, spot.line) for spot in spots]


@pytest.mark.parametrize("patch", named(HARMLESS))
def test_harmless_change_draws_nothing(patch: Patch, tmp_path: Path) -> None:
    template = patched(patch, tmp_path)

    told = problems_of(STATIC, TemplateContext(template))
    assert [problem for problem in told if problem.severity > Severity.INFO] == []
    for rendering in islice(renderings(template), 3):
        assert (rendering.failure, rendering.found, rendering.slips) == ("", (), ())
