"""check --annotate as a clerk meets it: a copy beside the report, and the report left alone."""

import json
from pathlib import Path

import pytest

from drafting.cli import run
from tests.commented import comments
from tests.word import docx, p, r, report_docx

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
GOOD = EXAMPLES / "青禾乡2024年度报告.txt"
FAULTY = EXAMPLES / "白石镇2024年度报告（有错）.txt"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.docx"
    path.write_bytes(report_docx(FAULTY.read_text(encoding="utf-8").splitlines(), automatic=True))
    return path


def annotate(report: Path, *options: str, to: str = "批注.docx") -> tuple[int, Path]:
    out = report.parent / to
    return run(["check", str(report), "--annotate", str(out), *options]), out


def test_findings_are_shown_as_usual_and_the_copy_is_written(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = report.read_bytes()
    assert run(["check", str(report)]) == 1
    usual = capsys.readouterr()
    code, out = annotate(report)
    shown = capsys.readouterr()

    assert code == 1
    assert shown.out == usual.out
    assert shown.err == f"已写好加了批注的报告：{out}\n"
    assert len(comments(out.read_bytes())) > 10
    assert report.read_bytes() == before


def test_the_exit_code_is_that_of_the_check(report: Path, tmp_path: Path) -> None:
    assert annotate(report, "--select", "PUN")[0] == 0
    assert annotate(report, "--select", "PUN", "--fail-on", "warning", "--force")[0] == 1
    good = tmp_path / "好.docx"
    good.write_bytes(report_docx(GOOD.read_text(encoding="utf-8").splitlines(), automatic=False))
    assert annotate(good, to="好的批注.docx")[0] == 0


def test_only_what_was_asked_for_is_told(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report.parent / "fazhi.toml").write_text('[[waivers]]\ncode = "NUM01"\nreason = "本县如此"\n', encoding="utf-8")
    _, out = annotate(report, "--select", "NUM,FIG01", "--ignore", "NUM07", "--format", "json")
    told = {comment.paragraphs[0].split()[1] for comment in comments(out.read_bytes())[1:]}
    shown = {finding["code"] for finding in json.loads(capsys.readouterr().out)["files"][0]["findings"]}

    assert told == shown
    assert told == {"FIG01"} | {code for code in shown if code.startswith("NUM") and code not in ("NUM01", "NUM07")}


def test_a_result_and_a_copy_can_be_written_at_once(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = report.parent / "结果.json"
    code, out = annotate(report, "--format", "json", "-o", str(listed))
    assert code == 1
    assert capsys.readouterr().out == ""
    found = json.loads(listed.read_text(encoding="utf-8"))["files"][0]["findings"]
    assert len(found) + 1 == len(comments(out.read_bytes()))


def test_nothing_is_written_over_unless_told_so(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report.parent / "批注.docx").write_bytes(b"mine")
    code, out = annotate(report)
    assert code == 2
    assert out.read_bytes() == b"mine"
    assert "已经存在，没有覆盖" in capsys.readouterr().err
    assert annotate(report, "--force")[0] == 1
    assert len(comments(out.read_bytes())) > 10


def test_the_report_itself_is_never_written_over(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = report.read_bytes()
    assert annotate(report, "--force", to=report.name)[0] == 2
    assert "就是送查的文件" in capsys.readouterr().err
    assert report.read_bytes() == before


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_is_refused_in_a_sentence(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / f"报告{suffix}"
    report.write_bytes(FAULTY.read_bytes())
    code, out = annotate(report)
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "只有 .docx 文件能加批注" in said.err
    assert said.err.count("\n") == 1
    assert not out.exists()


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "坏.docx"
    report.write_bytes(docx(p(r("正文")))[:300])
    assert annotate(report)[0] == 2
    assert "坏.docx：文件已损坏" in capsys.readouterr().err
    assert annotate(tmp_path / "没有.docx")[0] == 2


def test_several_reports_are_refused(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "批注.docx")
    assert run(["check", str(report), str(report), "--annotate", out]) == 2
    assert run(["check", str(tmp_path), "--annotate", out]) == 2
    assert capsys.readouterr().err.count("一次只能用于一份报告") == 2
    assert not Path(out).exists()


def test_the_copy_has_to_be_named_as_a_word_file(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate(report, to="批注.pdf")[0] == 2
    assert "请用 .docx 结尾" in capsys.readouterr().err


def test_the_copy_and_the_result_are_two_files(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = annotate(report, "-o", str(report.parent / "批注.docx"), "--force")
    assert code == 2
    assert "不能是同一个文件" in capsys.readouterr().err
    assert not out.exists()
