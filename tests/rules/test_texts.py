"""The collections of faults, of harmless sentences and of whole reports, written before the rules."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.findings import CheckResult, Finding, Severity
from drafting.readers.text import from_text
from tests.framed import framed

_TEXTS = Path(__file__).parents[1] / "texts"
_REPORTS = Path(__file__).parents[2] / "examples" / "reports"
_FAULTY = _REPORTS / "白石镇2024年度报告（有错）.txt"
_FAULTLESS = [*sorted(_TEXTS.glob("clean/*.txt")), *sorted(_REPORTS.glob("*报告.txt"))]

NOT_FOUND: dict[tuple[str, str], str] = {
    (
        "PUN03",
        "把矛盾纠纷　排查化解作为平安建设的头等大事。",
    ): "an ideographic space between characters is mostly set on purpose (names, tables, headings)",
    (
        "LAW02",
        "对照《中华人民共和国环境噪声污染防治法》整治夜间施工扰民。",
    ): "the title was right until 2022: LAW01 says so, and one citation draws one finding",
}
"""Code and sentence: why the fault is not found. One that is found has to go from here."""


def _collection(name: str) -> list[dict[str, Any]]:
    texts: list[dict[str, Any]] = tomllib.loads((_TEXTS / name).read_text(encoding="utf-8"))["text"]
    return texts


def _framed(text: dict[str, Any]) -> CheckResult:
    return _checked(framed(text["text"], text.get("year", 2024)))


def _checked(text: str) -> CheckResult:
    return check_document(from_text(text), Settings())


def _at_warning(result: CheckResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.severity >= Severity.WARNING]


def _told(findings: Iterable[Finding]) -> list[str]:
    return [f"{finding.code} {finding.location.quote} {finding.message}" for finding in findings]


def _lies_on(finding: Finding, result: CheckResult, marks: str) -> bool:
    for location in (finding.location, *finding.related):
        span = location.span
        text = result.document.blocks[span.block].text
        starts = (start for start in range(len(text)) if text.startswith(marks, start))
        if any(span.start < start + len(marks) and start < max(span.end, span.start + 1) for start in starts):
            return True
    return False


def _fault_params() -> list[Any]:
    params = []
    for text in _collection("faults.toml"):
        reason = NOT_FOUND.get((text["code"], text["text"].strip()))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        params.append(pytest.param(text, marks=marks, id=f"{text['code']} {text['why']}"))
    return params


@pytest.mark.parametrize("text", _fault_params())
def test_fault_is_found_on_its_marked_words(text: dict[str, Any]) -> None:
    result = _framed(text)
    found = [finding for finding in result.findings if finding.code == text["code"]]
    assert any(_lies_on(finding, result, text["marks"]) for finding in found), _told(found)


def test_known_misses_are_faults_of_the_collection() -> None:
    assert set(NOT_FOUND) <= {(text["code"], text["text"].strip()) for text in _collection("faults.toml")}


@pytest.mark.parametrize("text", _collection("harmless.toml"), ids=lambda text: f"{text['tempts']} {text['why']}")
def test_harmless_sentence_draws_no_warning(text: dict[str, Any]) -> None:
    assert not _told(_at_warning(_framed(text)))


@pytest.mark.parametrize("text", _collection("structures.toml"), ids=lambda text: str(text["name"]))
def test_whole_small_report(text: dict[str, Any]) -> None:
    result = _checked(text["text"])
    warnings = _at_warning(result)
    if not text["expect"]:
        assert not _told(warnings)
    assert set(text["expect"]) <= {finding.code for finding in warnings}
    assert set(text.get("infos", [])) <= {f.code for f in result.findings if f.severity is Severity.INFO}
    assert not _told(finding for finding in result.findings if finding.code in text.get("never", []))


@pytest.mark.parametrize("path", _FAULTLESS, ids=lambda path: str(path.stem))
def test_faultless_report_draws_no_warning(path: Path) -> None:
    assert not _told(_at_warning(_checked(path.read_text(encoding="utf-8"))))


@cache
def _faulty() -> CheckResult:
    return _checked(_FAULTY.read_text(encoding="utf-8"))


def _planted() -> list[tuple[str, str]]:
    """Code and words of each fault, from the table beside the report."""
    table = _FAULTY.with_suffix(".说明.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| (\w+) \| [^|]+ \| ([^|]+) \|", table, re.MULTILINE)
    return [(code, words.strip()) for code, words in rows]


def test_the_table_of_planted_faults_is_read() -> None:
    assert len(_planted()) == 20


@pytest.mark.parametrize(("code", "words"), _planted())
def test_planted_fault_is_found(code: str, words: str) -> None:
    found = [finding for finding in _at_warning(_faulty()) if finding.code == code]
    pieces = [piece for piece in words.split("……") if piece]
    assert any(_lies_on(finding, _faulty(), piece) for finding in found for piece in pieces), _told(found)
