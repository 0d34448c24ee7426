"""What the example forms make is what lies beside them, and it is faultless."""

from pathlib import Path

import pytest

from drafting.app import check, draft
from tests.examples import FORMS, made_of, members


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_what_lies_beside_a_form_is_what_it_makes(form: Path) -> None:
    for path, data in made_of(form).items():
        assert members(path.read_bytes()) == members(data), f"{path.name} is stale: make examples"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_workbook_makes_the_same_report(form: Path) -> None:
    assert draft(form.with_suffix(".xlsx")).data == draft(form).data


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_report_of_an_example_draws_nothing(form: Path) -> None:
    assert [finding.message for finding in check(form.with_suffix(".docx")).findings] == []
