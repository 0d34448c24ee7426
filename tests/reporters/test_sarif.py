"""SARIF: what the standard demands of our part of it, and what must not be in it.

The standard's own JSON Schema is under the rules of OASIS, not under a licence that we ship, so `SHAPE` says the same of the
part that we write, and stricter: nothing that is not named here.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from drafting.findings import Severity
from drafting.reporters import rule_pages, sarif
from drafting.reporters.notices import Run
from drafting.reporters.rule_pages import RulePage
from tests.reporters.telling import ID_NUMBER, PROBLEM, REPORT, run_of, template_run, write_report
from tests.word import report_docx


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these keys and no other."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def listed(of: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": least}


WORDS = {"type": "string", "minLength": 1}
MESSAGE = closed({"text": WORDS})
LEVEL = {"enum": ["error", "warning", "note"]}
# A relative reference in the characters that RFC 3986 allows in a path; no scheme, no leading slash, no backslash.
ARTIFACT = closed(
    {
        "uri": {"type": "string", "pattern": r"^(?!/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"},
        "uriBaseId": {"const": "%SRCROOT%"},
    }
)
PHYSICAL = closed({"artifactLocation": ARTIFACT}, region=closed({"startLine": {"type": "integer", "minimum": 1}}))
LOGICAL = listed(closed({"name": WORDS, "fullyQualifiedName": WORDS}), 1)
LOCATION = closed({"physicalLocation": PHYSICAL}, logicalLocations=LOGICAL)
RELATED = closed(
    {"id": {"type": "integer", "minimum": 1}, "physicalLocation": PHYSICAL, "message": MESSAGE},
    logicalLocations=LOGICAL,
)
FINGERPRINT = {"type": "string", "pattern": "^[0-9a-f]{32}:[1-9][0-9]*$"}
# GitHub takes no more than 1024 characters of the two descriptions, and 255 of a name.
RULE = closed(
    {
        "id": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{2}$"},
        "name": {"type": "string", "minLength": 1, "maxLength": 255},
        "shortDescription": closed({"text": {"type": "string", "minLength": 1, "maxLength": 1024}}),
        "fullDescription": closed({"text": {"type": "string", "minLength": 1, "maxLength": 1024}}),
        "help": closed({"text": WORDS, "markdown": WORDS}),
        "defaultConfiguration": closed({"level": LEVEL}),
        "properties": closed({"slug": WORDS, "tags": listed(WORDS, 1)}, basis=WORDS),
    }
)
RESULT = closed(
    {
        "ruleId": WORDS,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {**listed(LOCATION, 1), "maxItems": 1},
        "partialFingerprints": closed({"fazhi/v1": FINGERPRINT}, primaryLocationLineHash=FINGERPRINT),
        "properties": closed(
            {"confidence": {"enum": ["certain", "doubtful"]}, "quote": {"type": "string"}},
            suggestion={"type": "string"},
            basis=WORDS,
            shownBy=WORDS,
        ),
    },
    relatedLocations=listed(RELATED, 1),
    suppressions=listed(
        closed({"kind": {"const": "external"}, "status": {"const": "accepted"}, "justification": WORDS}), 1
    ),
)
NOTIFICATION = closed(
    {"level": LEVEL, "message": MESSAGE, "locations": listed(closed({"physicalLocation": PHYSICAL}), 1)}
)
SHAPE = closed(
    {
        "$schema": {"const": "https://json.schemastore.org/sarif-2.1.0.json"},
        "version": {"const": "2.1.0"},
        "runs": {
            **listed(
                closed(
                    {
                        "tool": closed(
                            {
                                "driver": closed(
                                    {
                                        "name": {"const": "fazhi"},
                                        "version": WORDS,
                                        "language": {"const": "zh-CN"},
                                        "rules": {**listed(RULE), "uniqueItems": True},
                                    }
                                )
                            }
                        ),
                        "language": {"const": "zh-CN"},
                        "originalUriBaseIds": closed({"%SRCROOT%": closed({"description": MESSAGE})}),
                        "invocations": listed(
                            closed(
                                {
                                    "executionSuccessful": {"type": "boolean"},
                                    "toolExecutionNotifications": listed(NOTIFICATION),
                                }
                            ),
                            1,
                        ),
                        "results": listed(RESULT),
                    }
                ),
                1,
            ),
            "maxItems": 1,
        },
    }
)


def sarif_of(run: Run, rules: tuple[RulePage, ...] | None = None) -> dict[str, Any]:
    """The run of a log that is as the standard demands."""
    log = json.loads(sarif.report(run, rule_pages.of_reports() if rules is None else rules, "0.1.0"))
    jsonschema.validate(log, SHAPE)
    written: dict[str, Any] = log["runs"][0]
    described = written["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in described}) == len(described)
    for result in written["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
    return written


def fingerprints(run: Run, code: str) -> list[str]:
    return [
        result["partialFingerprints"]["fazhi/v1"] for result in sarif_of(run)["results"] if result["ruleId"] == code
    ]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_finding_has_rule_level_place_and_words(here: Path) -> None:
    written = sarif_of(run_of(write_report(here)))

    (rate,) = (result for result in written["results"] if result["ruleId"] == "FIG01")
    assert rate["level"] == "error"
    assert "49件 ÷ 52件" in rate["message"]["text"]
    assert "建议：改为“94.23%”" in rate["message"]["text"]
    (location,) = rate["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 4}
    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == "青禾乡.txt"
    (logical,) = location["logicalLocations"]
    assert logical["name"] == "第1段"
    assert logical["fullyQualifiedName"].endswith("（一）化解矛盾纠纷 › 第1段")
    assert rate["properties"]["suggestion"] == "94.23%"
    assert written["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_every_rule_is_described_with_its_page() -> None:
    rules = sarif_of(Run(0, ()))["tool"]["driver"]["rules"]

    (rate,) = (rule for rule in rules if rule["id"] == "FIG01")
    assert rate["name"] == "比率不符"
    assert "## 有问题的写法" in rate["help"]["markdown"]
    assert rate["defaultConfiguration"] == {"level": "error"}
    assert rate["properties"]["tags"] == ["数据"]
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}


def test_word_file_has_no_lines_and_findings_of_one_rule_stay_apart(here: Path) -> None:
    (here / "青禾乡.docx").write_bytes(report_docx(REPORT.splitlines(), automatic=False))
    results = sarif_of(run_of("青禾乡.docx"))["results"]

    assert all("region" not in result["locations"][0]["physicalLocation"] for result in results)
    known_to_github = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
    assert len(set(known_to_github)) == len(results) > 3


def test_text_leaves_the_hash_of_the_line_to_the_upload(here: Path) -> None:
    results = sarif_of(run_of(write_report(here)))["results"]

    assert all(
        ("region" in result["locations"][0]["physicalLocation"])
        != ("primaryLocationLineHash" in result["partialFingerprints"])
        for result in results
    )


def test_fingerprints_stay_when_lines_move_and_sections_are_renumbered(here: Path) -> None:
    before = run_of(write_report(here))
    moved = REPORT.replace(
        "（一）化解矛盾纠纷\n", "（一）加强组织领导\n\n全年召开会议4次。\n（二）化解矛盾纠纷\n全年平稳有序。\n"
    )
    after = run_of(write_report(here, moved))

    for code in ("FIG01", "PUN01", "PRI01"):
        assert fingerprints(before, code) == fingerprints(after, code) != []
    lines = [[notice.place.line for notice in run.notices if notice.code == "FIG01"] for run in (before, after)]
    assert lines == [[4], [8]]


def test_same_words_twice_are_two(here: Path) -> None:
    commas = fingerprints(run_of(write_report(here)), "PUN01")

    assert len(commas) == 2
    assert commas[0].removesuffix(":1") == commas[1].removesuffix(":2")


def test_waived_finding_is_suppressed_and_its_neighbour_keeps_its_fingerprint(here: Path) -> None:
    name = write_report(here)
    before = fingerprints(run_of(name), "PUN01")
    (here / "fazhi.toml").write_text(
        '[[waivers]]\ncode = "FIG01"\nreason = "台账正在核对"\n[[waivers]]\ncode = "PUN01"\nreason = "照录原文"\n',
        encoding="utf-8",
    )
    results = sarif_of(run_of(name))["results"]

    suppressed = {
        result["ruleId"]: result["suppressions"][0]["justification"] for result in results if "suppressions" in result
    }
    assert suppressed == {"FIG01": "台账正在核对", "PUN01": "照录原文"}
    assert [r["partialFingerprints"]["fazhi/v1"] for r in results if r["ruleId"] == "PUN01"] == before


def test_identity_number_is_masked(here: Path) -> None:
    run = run_of(write_report(here))

    assert "PRI01" in {notice.code for notice in run.notices}
    assert ID_NUMBER not in sarif.report(run, (), "0.1.0")


def test_unreadable_file_fails_the_invocation_and_the_others_are_there(here: Path) -> None:
    name = write_report(here)
    written = sarif_of(run_of("没有.docx", name))

    (invocation,) = written["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error"
    assert "找不到这个文件" in notification["message"]["text"]
    assert "FIG01" in {result["ruleId"] for result in written["results"]}


def test_expired_waiver_is_told_and_does_not_fail_the_invocation(here: Path) -> None:
    name = write_report(here)
    (here / "fazhi.toml").write_text(
        '[[waivers]]\ncode = "FIG01"\nreason = "台账正在核对"\nuntil = 2020-01-01\n', encoding="utf-8"
    )
    (invocation,) = sarif_of(run_of(name))["invocations"]

    assert invocation["executionSuccessful"] is True
    assert [told["level"] for told in invocation["toolExecutionNotifications"]] == ["warning"]


@pytest.mark.parametrize("folder", ["报送 材料", "50%", "a:b", "甲#乙?"])
def test_paths_are_percent_encoded(folder: str, here: Path) -> None:
    (here / folder).mkdir()
    write_report(here / folder)
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif_of(run_of(f"./{folder}/青禾乡.txt"))["results"]
    }

    assert {unquote(uri) for uri in uris} == {f"{folder}/青禾乡.txt"}


def test_absolute_path_inside_the_working_folder_becomes_relative(here: Path) -> None:
    name = write_report(here)

    assert sarif.report(run_of(str(here / name)), (), "0.1.0") == sarif.report(run_of(name), (), "0.1.0")


def test_absolute_path_outside_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "private").mkdir()
    write_report(tmp_path / "private")
    monkeypatch.chdir(tmp_path / "work")
    text = sarif.report(run_of(str(tmp_path / "private" / "青禾乡.txt")), (), "0.1.0")

    assert "private" not in text
    assert not re.search(r'"uri": "(?:/|[a-z]+:)', text)


def test_related_place_is_told(here: Path) -> None:
    name = write_report(here, REPORT.replace("一、2024年度", "一、2023年度"))
    (year,) = (result for result in sarif_of(run_of(name))["results"] if result["ruleId"] == "DAT01")

    (related,) = year["relatedLocations"]
    assert related["message"]["text"] == "2024"
    assert related["physicalLocation"]["region"] == {"startLine": 1}


def test_template_problem() -> None:
    page = RulePage("TPL01", "year-in-words", "年度写死", Severity.WARNING, "模板", "年度由表单来。", "# TPL01\n")
    (result,) = sarif_of(template_run(), (page,))["results"]

    assert result["ruleId"] == PROBLEM.code
    physical = result["locations"][0]["physicalLocation"]
    assert unquote(physical["artifactLocation"]["uri"]) == "templates/乡镇/报告.jinja"
    assert physical["region"] == {"startLine": 7}
    assert result["properties"]["shownBy"] == PROBLEM.shown_by
