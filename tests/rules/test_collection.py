"""The catalogue as a whole: complete, in order, and of one form."""

import importlib
from itertools import groupby, pairwise
from pathlib import Path

import pytest

import drafting.rules
from drafting.config import Settings
from drafting.engine import run
from drafting.readers import read_bytes
from drafting.readers.text import from_text
from drafting.rules.base import Rule, Subject
from drafting.rules.catalogue import ALL, FAMILIES
from tests.dressed import dressed

_ROOM = Path(drafting.rules.__file__).parent
_PAGES = _ROOM.parents[1] / "docs" / "rules"
_FILES = sorted(path for path in _ROOM.glob("*/*.py") if path.stem != "__init__")

each_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)


def test_codes_and_slugs_are_unique() -> None:
    assert len({rule.code for rule in ALL}) == len(ALL)
    assert len({rule.slug for rule in ALL}) == len(ALL)


def test_families_stand_together_and_codes_rise_within_them() -> None:
    assert [family for family, _ in groupby(rule.family for rule in ALL)] == list(FAMILIES)
    assert all(one.code < other.code for one, other in pairwise(ALL) if one.family == other.family)


def test_every_rule_file_is_listed() -> None:
    declared: list[Rule] = []
    for path in _FILES:
        module = importlib.import_module(f"drafting.rules.{path.parent.name}.{path.stem}")
        own = [
            value
            for value in vars(module).values()
            if isinstance(value, Rule) and value.check.__module__ == module.__name__
        ]
        assert len(own) <= 1, f"{path.name}: one rule, one file"
        declared += own
    assert {rule.code for rule in declared} == {rule.code for rule in ALL}


@each_rule
def test_file_and_function_are_called_as_the_slug(rule: Rule) -> None:
    name = rule.slug.replace("-", "_")
    assert rule.check.__name__ == name
    assert rule.check.__module__.rpartition(".")[2] == name


@each_rule
def test_declaration_is_complete(rule: Rule) -> None:
    assert rule.good
    assert rule.bad
    assert rule.summary.endswith("。")
    assert all(bad.marks in bad.text for bad in rule.bad)
    beside = [good.last for good in rule.good] + [bad.last for bad in rule.bad]
    assert all((last is not None) is (rule.subject is Subject.YEARS) for last in beside)


@each_rule
def test_messages_speak_without_codes(rule: Rule) -> None:
    # Remarks and properties are not put in here, so a rule about them has nothing to say.
    bad = rule.bad[0]
    document = from_text(bad.text) if bad.look is None else read_bytes(dressed(bad.text, bad.look))
    last = from_text(bad.last) if bad.last is not None else None
    findings = run(document, [rule], Settings(), last=last).findings
    assert not [finding.message for finding in findings if rule.code in finding.message or rule.slug in finding.message]


@pytest.mark.skipif(not _PAGES.is_dir(), reason="the pages are not generated yet")
@each_rule
def test_rule_has_its_page(rule: Rule) -> None:
    assert (_PAGES / f"{rule.slug}.md").is_file()
