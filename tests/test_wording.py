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


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("请对照台账。", "改为“《信访工作条例》”；请对照台账。"),
        ("如果是本省的条例，请写出省名。", "改为“《信访工作条例》”；如果是本省的条例，请写出省名。"),
        ("这是旧名称。", "改为“《信访工作条例》”。这是旧名称。"),
        ("", "改为“《信访工作条例》”。"),
    ],
)
def test_what_else_there_is_to_know_follows_what_is_suggested(hint: str, told: str) -> None:
    assert advice("《信访工作条例》", hint) == told
