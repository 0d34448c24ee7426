"""Workflow commands: one line each, whatever stands in a report; read back as the runner reads them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.findings import Severity
from drafting.reporters import github
from drafting.reporters.notices import Incident, Notice, Place, Run
from tests.reporters.telling import ID_NUMBER, REPORT, run_of, template_run, write_report
from tests.word import report_docx

COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """As the runner takes them apart: at the first ::, then at commas, then the escapes."""
    *lines, summary = text.removesuffix("\n").split("\n")
    assert summary.startswith("看了")
    read = []
    for line in lines:
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(item.split("=", 1) for item in match[2].split(","))
        read.append((match[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(match[3])))
    return read


def unescaped(text: str) -> str:
    for escape, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_finding_is_an_annotation_at_its_line(here: Path) -> None:
    told = commands(github.report(run_of(write_report(here))))

    (rate,) = ((level, properties, message) for level, properties, message in told if "FIG01" in properties["title"])
    level, properties, message = rate
    assert level == "error"
    assert properties == {"file": "青禾乡.txt", "line": "4", "title": "FIG01 比率不符"}
    assert "原文：96.15%" in message
    assert "建议：改为“94.23%”" in message
    assert "› （一）化解矛盾纠纷 › 第1段" in message


def test_levels_follow_severity(here: Path) -> None:
    run = run_of(write_report(here))
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

    assert [level for level, _, _ in commands(github.report(run))] == [words[n.severity] for n in run.notices]
    assert {notice.severity for notice in run.notices} >= {Severity.ERROR, Severity.WARNING}


def test_word_file_has_no_line_and_says_where_in_words(here: Path) -> None:
    (here / "青禾乡.docx").write_bytes(report_docx(REPORT.splitlines(), automatic=False))
    told = commands(github.report(run_of("青禾乡.docx")))

    assert told
    assert all("line" not in properties for _, properties, _ in told)
    assert any("位置：" in message for _, _, message in told)


def test_unreadable_file_is_an_error(here: Path) -> None:
    text = github.report(run_of("没有.docx"))

    ((level, properties, message),) = commands(text)
    assert (level, properties) == ("error", {"file": "没有.docx", "title": "读不了"})
    assert "找不到这个文件" in message
    assert "另有 1 份读不了" in text


def test_waived_finding_is_counted_and_not_annotated(here: Path) -> None:
    name = write_report(here)
    (here / "fazhi.toml").write_text('[[waivers]]\ncode = "FIG01"\nreason = "台账正在核对"\n', encoding="utf-8")
    text = github.report(run_of(name))

    assert "FIG01" not in text
    assert "豁免 1 处" in text


def test_identity_number_is_masked(here: Path) -> None:
    text = github.report(run_of(write_report(here)))

    assert "PRI01" in text
    assert ID_NUMBER not in text


def test_template_problem() -> None:
    ((level, properties, message),) = commands(github.report(template_run()))

    assert level == "warning"
    assert properties == {"file": "templates/乡镇/报告.jinja", "line": "7", "title": "TPL01 年度写死"}
    assert "年度: 2025\n乡镇: 青禾乡" in message


AWKWARD = st.text(st.sampled_from("青%:,=\r\n02A5DC "), max_size=12)


@given(path=AWKWARD, title=AWKWARD, message=AWKWARD)
def test_nothing_breaks_out_of_a_command(path: str, title: str, message: str) -> None:
    place = Place(f"报告{path}.txt", 1, quote=message)
    notice = Notice(place, "FIG01", "x", title, Severity.ERROR, f"甲{message}")
    run = Run(1, (notice,), (Incident("a.txt", title, Severity.ERROR, message),))

    (_, incident, words), (_, properties, told) = commands(github.report(run))
    assert words == message
    assert incident["title"] == title
    assert properties == {"file": f"报告{path}.txt", "line": "1", "title": f"FIG01 {title}"}
    assert told.startswith(f"甲{message}")
