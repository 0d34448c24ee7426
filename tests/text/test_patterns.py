"""A sign spares the search of a text, and never hides a match."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import drafting
from drafting.rules.catalogue import ALL
from drafting.text.patterns import Pattern
from tests.figures.planting import report

_TEXTS = Path(__file__).parents[1] / "texts"
_ROOMS = ("drafting.text", "drafting.document", "drafting.figures", "drafting.rules")


def _signed() -> Iterator[tuple[str, Pattern]]:
    for room in _ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, room + "."):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, Pattern) and value.sign is not None:
                    yield f"{found.name.removeprefix(drafting.__name__ + '.')}.{name}", value


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _words(inner)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    texts = [good.text for rule in ALL for good in rule.good] + [bad.text for rule in ALL for bad in rule.bad]
    texts += [path.read_text(encoding="utf-8") for path in _TEXTS.rglob("*.txt")]
    for path in _TEXTS.rglob("*.toml"):
        texts += _words(tomllib.loads(path.read_text(encoding="utf-8")))
    texts += [words for seed in range(20) for words in (report(seed).right, report(seed).wrong)]
    return sorted({line for text in texts for line in text.splitlines()})


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in _signed()])
def test_sign_stands_in_every_match(pattern: Pattern, lines: list[str]) -> None:
    found = [match[0] for line in lines for match in re.finditer(pattern.pattern, line)]
    assert found, "no text of ours shows what the pattern finds"
    assert pattern.sign is not None
    assert [words for words in found if not re.search(pattern.sign, words)] == []


def test_text_without_the_sign_has_no_match() -> None:
    pattern = Pattern("(?:共|合)计[0-9]+", sign="计")
    assert pattern.search("共 件，合 件") is None
    assert list(pattern.finditer("全年受理")) == []
    assert [match[0] for match in pattern.finditer("共计3件，合计5件")] == ["共计3", "合计5"]


def test_sign_is_looked_for_within_the_limits() -> None:
    pattern = Pattern("(?<=共)计[0-9]+", sign="计")
    found = pattern.search("共计3件", 1)
    assert found is not None
    assert pattern.search("共计3件", 2) is None
    assert pattern.match("共计3件", 1, 3) is not None
