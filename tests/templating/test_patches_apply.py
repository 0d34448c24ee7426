"""The patches are data for the check of templates: each fits the templates as they are shipped."""

from typing import Any

import pytest

from tests.templating.patching import BROKEN, HARMLESS, Patch, changed, shipped

CODES = {f"TPL{number:02}" for number in range(1, 17)}


def named(patches: list[Patch]) -> list[Any]:
    return [pytest.param(patch, id=patch["name"]) for patch in patches]


@pytest.mark.parametrize("patch", named(BROKEN))
def test_broken_template_has_the_line_of_its_problem_once(patch: Patch) -> None:
    files = changed(patch)
    file = patch.get("file_at", patch["file"])
    text = files.get(file) or shipped(patch["template"], file).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines()]

    if "at" in patch:
        assert lines.count(patch["at"]) == 1
    else:
        assert 1 <= patch["at_line"] <= len(lines)
        assert lines[patch["at_line"] - 1]
    assert ("at" in patch) != ("at_line" in patch)
    assert patch["codes"]
    assert set(patch["codes"]) <= CODES


@pytest.mark.parametrize("patch", named(HARMLESS))
def test_harmless_change_applies(patch: Patch) -> None:
    assert changed(patch)
    assert not {"codes", "at", "at_line", "file_at"} & set(patch)


def test_names_say_which_patch_is_meant() -> None:
    names = [patch["name"] for patch in (*BROKEN, *HARMLESS)]

    assert len(names) == len(set(names))
    assert all(patch["why"] for patch in (*BROKEN, *HARMLESS))


def test_every_code_has_broken_templates() -> None:
    assert {patch["codes"][0] for patch in BROKEN} == CODES
