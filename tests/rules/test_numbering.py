"""How sure a rule on numbers is, which its examples do not tell."""

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.findings import Severity
from drafting.readers.text import from_text

_NUM02 = Settings(select=frozenset({"NUM02"}))


@pytest.mark.parametrize(
    ("numbers", "severities"),
    [
        (["（一）", "（二）", "（二）"], [Severity.ERROR]),
        (["（一）", "（二）", "（一）", "（四）"], [Severity.ERROR]),
        (["（一）", "（二）", "（四）"], [Severity.ERROR]),
        (["（一）", "（二）", "（一）", "（二）"], [Severity.WARNING]),
    ],
    ids=["twice", "a slip", "skipped", "begun anew"],
)
def test_a_list_that_begins_anew_may_have_lost_its_heading(numbers: list[str], severities: list[Severity]) -> None:
    lines = [f"{number}法治宣传第{place}项" for place, number in enumerate(numbers)]
    document = from_text("\n".join(["青禾乡2024年度法治政府建设情况报告", "一、主要举措和成效", *lines]))

    assert [found.severity for found in check_document(document, _NUM02).findings] == severities
