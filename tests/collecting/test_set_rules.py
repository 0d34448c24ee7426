"""The rules for sets of reports: their examples are tests, and their pages are made of them."""

import pytest

from drafting.collecting.catalogue import FAMILY, RULES, by_code
from drafting.collecting.declaring import Example, Member, SetRule
from drafting.collecting.page import page
from drafting.readers.text import from_text
from drafting.rules.catalogue import ALL, FAMILIES


def _members(example: Example) -> list[Member]:
    return [Member(unit, from_text(text or unit)) for unit, text in example.texts]


@pytest.mark.parametrize(
    ("rule", "bad"), [(rule, bad) for rule in RULES for bad in rule.bad], ids=lambda value: getattr(value, "code", "")
)
def test_bad_examples_are_found(rule: SetRule, bad: Example) -> None:
    assert bad.marks
    assert bad.marks in bad.texts[0][1]
    assert any(bad.marks in words for words in rule.check(_members(bad)))


@pytest.mark.parametrize(
    ("rule", "good"),
    [(rule, good) for rule in RULES for good in rule.good],
    ids=lambda value: getattr(value, "code", ""),
)
def test_good_examples_are_not(rule: SetRule, good: Example) -> None:
    assert list(rule.check(_members(good))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_declaration(rule: SetRule) -> None:
    assert rule.good
    assert rule.bad
    assert rule.summary.endswith("。")
    assert rule.family in FAMILY
    assert rule.check.__name__ == rule.slug.replace("-", "_") == rule.check.__module__.rpartition(".")[2]
    assert by_code(rule.code) is by_code(rule.slug) is by_code(rule.name) is rule
    assert rule.name in page(rule)
    assert all(bad.marks in page(rule) for bad in rule.bad)


def test_nothing_is_called_like_another_rule() -> None:
    others = {name for rule in ALL for name in (rule.code, rule.slug)} | set(FAMILIES)
    assert not others & {name for rule in RULES for name in (rule.code, rule.slug, rule.family)}
