"""A county of which everything is known: what was planted is found, what was not is not, and the sums are exact."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks.county import county, write
from drafting.app.collecting import collected
from drafting.collecting import roster
from drafting.collecting.overview import Overview
from drafting.collecting.store import Store
from drafting.config import Settings

COUNT = 80


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    write(county(COUNT, 11), folder, 0.2, 11)
    return folder


@pytest.fixture(scope="module")
def truth(place: Path) -> Any:
    return json.loads((place / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def overview(place: Path) -> Iterator[Overview]:
    expected = roster.read(place / "roster.xlsx")
    with (
        Store(place / "总览.fazhi.sqlite") as store,
        collected(
            [str(place / "reports")],
            store,
            beside=place,
            settings=Settings(),
            roster=expected,
            executor=lambda: ThreadPoolExecutor(1),
            workers=1,
        ) as made,
    ):
        yield made.overview


def test_who_is_missing_and_what_cannot_be_read(overview: Overview, truth: Any) -> None:
    assert list(overview.missing) == truth["missing"]
    assert [one.path.rpartition("/")[2] for one in overview.unreadable] == list(truth["unreadable"].values())
    assert {one.unit for one in overview.townships} == set(truth["files"])
    older = {
        one.unit: [path.rpartition("/")[2] for path in one.superseded] for one in overview.townships if one.superseded
    }
    assert older == {unit: [name] for unit, name in truth["superseded"].items()}


def test_the_totals_are_exact(overview: Overview, truth: Any) -> None:
    lines = {(line.thing, line.unit): line for line in overview.lines}
    for known in truth["figures"]:
        line = lines[known["thing"], known["unit"]]
        assert (line.total, line.added) == (str(known["total"]), len(known["exact"])), known["thing"]
        assert line.approximate == len(known["approximate"]), known["thing"]


def test_planted_faults_are_found_and_no_other_errors(overview: Overview, truth: Any) -> None:
    for township in overview.townships:
        planted = set(truth["faults"].get(township.unit, ()))
        told = {one.code for one in township.summary.findings if one.severity != "info"}
        assert planted <= told, township.unit
        errors = {one.code for one in township.summary.findings if one.severity == "error"}
        assert errors <= planted, township.unit


def test_planted_copies_are_found_and_none_else(overview: Overview, truth: Any) -> None:
    unit_of = {one.summary.path: one.unit for one in overview.townships}
    groups = [set(copy["units"]) for copy in truth["copies"]]
    linked: list[set[str]] = [set() for _ in groups]
    for pair in overview.pairs:
        both = {unit_of[pair.first], unit_of[pair.second]}
        within = [number for number, group in enumerate(groups) if both <= group]
        assert within, both
        for number in within:
            linked[number] |= both
    assert linked == groups
