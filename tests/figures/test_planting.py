"""Reports made at random: a faultless one is silent, a planted fault is found."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.planting import MAKERS, figure_findings, is_found, report

_SEEDS = st.integers(min_value=0, max_value=10**9)


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(seed=_SEEDS)
def test_faultless_report_draws_no_warning(seed: int) -> None:
    _, findings = figure_findings(report(seed).right)
    assert not [f"{finding.code} {finding.message}" for finding in findings]


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(seed=_SEEDS)
def test_wrong_report_differs_in_the_planted_words_only(seed: int) -> None:
    planted = report(seed)
    assert planted.wrong == planted.right.replace(planted.claim.right, planted.claim.wrong)
    assert planted.wrong != planted.right


def test_planted_faults_are_found() -> None:
    """`make recall` counts more of them, by kind."""
    planted = [report(seed, maker) for maker in MAKERS for seed in range(1000, 1025)]
    found = sum(is_found(one) for one in planted)
    assert found * 100 >= len(planted) * 98
