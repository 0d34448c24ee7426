"""The invented county is what its truth says: what is not planted is not there."""

import json
from pathlib import Path
from random import Random

import pytest

from benchmarks.county import County, county, lines_of, names, write
from drafting.app import check_document
from drafting.collecting.fingerprints import prints
from drafting.collecting.others import Names, left_names
from drafting.config import Settings
from drafting.findings import Severity
from drafting.readers import read
from drafting.readers.text import from_text


@pytest.fixture(scope="module")
def made() -> County:
    return county(90, 5)


def test_planted_faults_are_found_and_nothing_else_that_weighs(made: County) -> None:
    units = Names.of(made.roster)
    planted = {code for report in made.reports for code, _ in report.faults}
    assert {code[:3] for code in planted} >= {"STR", "NUM", "FIG", "DAT", "LAW", "PUN", "RES", "PRI", "SET"}
    for report in [report for report in made.reports if report.faults] + made.reports[:20]:
        document = from_text("\n".join(lines_of(report)))
        codes = {f.code for f in check_document(document, Settings()).findings if f.severity >= Severity.WARNING}
        if any(left.certain for left in left_names(prints(document, [report.unit]), report.unit, units)):
            codes.add("SET02")
        assert codes == {code for code, _ in report.faults}, report.unit


def test_written_twice_it_is_the_same(tmp_path: Path) -> None:
    for folder in ("first", "second"):
        write(county(6, 9), tmp_path / folder, 0.5, 9)
    first, second = (
        {
            path.name: path.read_bytes()
            for path in (tmp_path / folder).rglob("*")
            if path.suffix in (".txt", ".docx", ".json")
        }
        for folder in ("first", "second")
    )
    assert first == second
    assert {Path(name).suffix for name in first} == {".txt", ".docx", ".json"}


def test_text_and_word_say_the_same(tmp_path: Path) -> None:
    found = county(3, 2)
    write(found, tmp_path / "text", 0.0, 2)
    write(found, tmp_path / "word", 1.0, 2)
    truth = [json.loads((tmp_path / kind / "truth.json").read_text(encoding="utf-8")) for kind in ("text", "word")]
    for report in found.reports:
        text, word = (
            read(tmp_path / kind / "reports" / each["files"][report.unit])
            for kind, each in zip(("text", "word"), truth, strict=True)
        )
        assert [(b.text, b.role) for b in text.body()] == [(b.text, b.role) for b in word.body()]


def test_truth_counts_what_stands_in_the_reports(tmp_path: Path, made: County) -> None:
    write(made, tmp_path / "county", 0.0, 5)
    truth = json.loads((tmp_path / "county" / "truth.json").read_text(encoding="utf-8"))
    reports = tmp_path / "county" / "reports"
    for kind in truth["figures"]:
        assert kind["total"] == sum(kind["exact"].values())
        assert len(kind["exact"]) + len(kind["approximate"]) == 90
        for unit, value in kind["exact"].items():
            text = (reports / truth["files"][unit]).read_text(encoding="utf-8")
            assert f"{kind['thing']}{value}{kind['unit']}" in text
    assert any(kind["approximate"] for kind in truth["figures"])
    there = {path.name for path in reports.iterdir()}
    assert there == {*truth["files"].values(), *truth["unreadable"].values(), *truth["superseded"].values()}
    assert not set(truth["missing"]) & set(truth["files"])
    assert set(made.roster) == {*truth["files"], *truth["missing"], *truth["unreadable"]}


def test_ten_thousand_names_are_distinct() -> None:
    assert len(set(names(10_003, Random(1)))) == 10_003
