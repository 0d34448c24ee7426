"""What the rules declare: their edits put their bad examples right, and bring nothing new."""

from collections import Counter

import pytest

from drafting.config import Settings
from drafting.engine import run
from drafting.findings import Confidence, Finding
from drafting.fixing.choice import chosen, edits_of
from drafting.fixing.revision import Revision
from drafting.readers.text import from_text
from drafting.rules.base import Bad, Rule
from drafting.rules.catalogue import ALL
from tests.fixing.faulty import FRAMED

FIXED = {"DAT04", "NUM01", "NUM02", "NUM04", "NUM05", "PUN01", "PUN03", "PUN04", "PUN06", "PUN08", "RES03"}
"""Figures, names and sentences are not among them."""

_EXAMPLES = [(rule, bad) for rule in ALL for bad in rule.bad if bad.look is None and bad.remark is None]
_TEXTS = [*(bad.text for _, bad in _EXAMPLES), *FRAMED]


def _name(value: object) -> str:
    return value.code if isinstance(value, Rule) else str(getattr(value, "text", value))[:24].replace("\n", " ")


def _findings(text: str) -> tuple[Finding, ...]:
    return run(from_text(text), ALL, Settings()).findings


def test_only_what_is_safe_is_ever_edited() -> None:
    assert {finding.code for text in _TEXTS for finding in _findings(text) if finding.edits} == FIXED


def test_a_doubtful_finding_changes_nothing() -> None:
    found = [finding for text in _TEXTS for finding in _findings(text)]
    assert not [f.message for f in found if f.edits and f.confidence is Confidence.DOUBTFUL]


@pytest.mark.parametrize(("rule", "bad"), _EXAMPLES, ids=_name)
def test_edits_of_an_example_put_it_right_and_bring_nothing_new(rule: Rule, bad: Bad) -> None:
    revision = Revision.of(from_text(bad.text))
    before = run(revision.document, ALL, Settings()).findings
    own = chosen(finding for finding in before if finding.code == rule.code)
    after = run(revision.with_edits(edits_of(own)).document, ALL, Settings()).findings
    expected = Counter(finding.code for finding in before)
    expected[rule.code] -= len(own)
    assert not Counter(finding.code for finding in after) - expected
    assert sum(finding.code == rule.code for finding in after) == expected[rule.code]


def test_every_kind_that_is_fixed_has_an_example_that_is() -> None:
    declared = {rule.code for rule, bad in _EXAMPLES for f in _findings(bad.text) if f.edits and f.code == rule.code}
    assert declared == FIXED
