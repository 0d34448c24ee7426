"""What people read of a finding, wherever they read it."""

import pytest

from drafting.wording import advice


@pytest.mark.parametrize(
    ("suggestion", "told"),
    [
        ("94.23%", "改为“94.23%”。"),
        ("“报告”", "改为‘“报告”’。"),
        ("”", "改为‘”’。"),
        ("‘报告’", "改为“‘报告’”。"),
        ("“一个‘报告’”", "改为「“一个‘报告’”」。"),
    ],
)
def test_what_is_suggested_is_told_from_the_marks_around_it(suggestion: str, told: str) -> None:
    assert advice(suggestion, None) == told
