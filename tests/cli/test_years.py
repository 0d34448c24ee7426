"""check --last-year and compare, as a reviewer meets them."""

import json
import zipfile
from pathlib import Path

import pytest

from drafting.cli import run
from tests.two_years import CODES, COPIED, LAST, PLANNED, THIS, word_report, write_pair


def _checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    run(["check", *arguments, "--format", "json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert isinstance(file, dict)
    return file


def test_without_last_years_report_nothing_is_said_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, this = write_pair(tmp_path)

    findings = _checked(capsys, this)["findings"]

    assert isinstance(findings, list)
    assert not {f["code"] for f in findings} & CODES
    assert all(f["last_year"] == [] for f in findings)


def test_who_asks_for_two_years_and_gives_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, this = write_pair(tmp_path)

    assert run(["check", this, "--select", "YOY"]) == 0
    assert "这次没有给去年的报告，所以没有查" in capsys.readouterr().out
    run(["check", this])
    assert "没有给去年的报告" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("title", "signed"),
    [
        ("深入推进法治政府建设情况报告", "白鹭县松坪乡人民政府"),
        ("关于2024年度法治政府建设情况的报告", "中共白鹭县松坪乡委员会\u3000白鹭县松坪乡人民政府"),
        ("关于松坪乡2024年度法治政府建设情况的报告", ""),
        ("2024年法治政府建设年度报告", ""),
        ("松坪乡人民政府关于2024年度法治政府建设情况的报告", "（盖章）"),
    ],
)
def test_the_unit_is_known_however_it_is_named(title: str, signed: str, tmp_path: Path) -> None:
    last, this = write_pair(tmp_path)
    text = THIS.replace("白鹭县松坪乡2024年度法治政府建设年度报告", title).replace("白鹭县松坪乡人民政府", signed)
    Path(this).write_text(text, encoding="utf-8")

    assert run(["check", this, "--last-year", last, "--select", "YOY"]) == 1


def test_all_four_are_found_beside_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["check", this, "--last-year", last]) == 1

    out = capsys.readouterr().out
    assert all(code in out for code in CODES)
    assert "（92件 - 80件）÷ 80件 = 15%，文中为增长20%" in out
    assert f"（第10行）：“{PLANNED[:-1]}”。" in out
    assert "去年的报告：一、2023年度推进法治政府建… › 第1段（第3行）：“全年受理矛盾纠纷80件”。" in out


def test_json_says_where_in_last_years_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    findings = _checked(capsys, this, "--last-year", last, "--select", "YOY01")["findings"]

    assert isinstance(findings, list)
    (finding,) = findings
    assert finding["quote"] == COPIED
    assert finding["last_year"] == [
        {
            "quote": COPIED,
            "trail": ["一、2023年度推进法治政府建设的主要举措和成效"],
            "block": 3,
            "start": 0,
            "end": len(COPIED),
        }
    ]


def test_select_ignore_and_fail_on_work_as_for_other_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["check", this, "--last-year", last, "--select", "YOY02,YOY04"]) == 0
    assert run(["check", this, "--last-year", last, "--select", "YOY02", "--fail-on", "warning"]) == 1
    capsys.readouterr()
    findings = _checked(capsys, this, "--last-year", last, "--ignore", "YOY03,YOY01")["findings"]
    assert isinstance(findings, list)
    assert {f["code"] for f in findings} & CODES == {"YOY02", "YOY04"}


@pytest.mark.parametrize("form", ["sarif", "github", "html"])
def test_other_formats_quote_last_years_report(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    run(["check", this, "--last-year", last, "--select", "YOY02", "--format", form])

    out = capsys.readouterr().out
    assert "去年的报告" in out
    assert "联合派出所逐一检查零售点" in out


def test_comments_quote_last_years_report(tmp_path: Path) -> None:
    last, _ = write_pair(tmp_path)
    annotated = tmp_path / "批注.docx"

    run(["check", word_report(tmp_path), "--last-year", last, "--annotate", str(annotated)])

    with zipfile.ZipFile(annotated) as package:
        comments = package.read("word/comments.xml").decode()
    assert "去年的报告：" in comments
    assert "一字不差" in comments


def test_severity_and_waivers_of_the_settings_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)
    settings = (
        '[severity]\nYOY03 = "warning"\n[[waivers]]\ncode = "YOY02"\nreason = "县里统一整治"\nquote = "烟花爆竹"\n'
    )
    (tmp_path / "fazhi.toml").write_text(settings, encoding="utf-8")

    file = _checked(capsys, this, "--last-year", last)

    assert isinstance(file["findings"], list)
    assert isinstance(file["waived"], list)
    assert {f["severity"] for f in file["findings"] if f["code"] == "YOY03"} == {"warning"}
    assert [waived["code"] for waived in file["waived"]] == ["YOY02"]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (LAST.replace("2024年", "2025年").replace("2023年", "2024年"), "两份报告写的都是2024年"),
        (LAST.replace("2024年", "2026年").replace("2023年", "2025年"), "两份可能放反了"),
        (LAST.replace("2024年", "2022年").replace("2023年", "2021年"), "请换成2023年的报告"),
        (LAST.replace("松坪乡", "石坎镇"), "两份报告不是同一个单位的：去年的是“石坎镇”，今年的是“松坪乡”"),
    ],
)
def test_what_is_not_last_years_report_is_refused(
    before: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, this = write_pair(tmp_path)
    Path(last).write_text(before, encoding="utf-8")

    assert run(["check", this, "--last-year", last]) == 2
    assert words in capsys.readouterr().err
    assert run(["compare", last, this]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert not captured.out


def test_a_township_that_became_a_town_is_the_same(tmp_path: Path) -> None:
    last, this = write_pair(tmp_path)
    Path(this).write_text(THIS.replace("松坪乡", "松坪镇"), encoding="utf-8")

    assert run(["check", this, "--last-year", last, "--select", "YOY"]) == 1


def test_a_report_of_no_year_is_compared_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)
    no_year = LAST.replace("2023年度", "").replace("2024年1月20日", "").replace("2024年度", "下一年度")
    Path(last).write_text(no_year, encoding="utf-8")

    assert run(["check", this, "--last-year", last, "--select", "YOY"]) == 1
    assert "看不出去年的报告是哪一年的" in capsys.readouterr().out


def test_last_year_goes_with_one_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["check", this, this, "--last-year", last]) == 2
    assert run(["check", str(tmp_path), "--last-year", last]) == 2
    assert "--last-year 一次只能用于一份报告" in capsys.readouterr().err


def test_which_of_the_two_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["check", this, "--last-year", "没有.txt"]) == 2
    assert run(["compare", last, "没有.txt"]) == 2
    err = capsys.readouterr().err
    assert "去年的报告“没有.txt”：找不到这个文件" in err
    assert "今年的报告“没有.txt”：找不到这个文件" in err


def test_results_are_not_written_over_either_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["check", this, "--last-year", last, "-o", last, "--force"]) == 2
    assert run(["compare", last, this, "-o", last, "--force"]) == 2
    assert Path(last).read_text(encoding="utf-8") == LAST
    word = word_report(tmp_path)
    assert run(["check", word, "--last-year", last, "--annotate", word, "--force"]) == 2
    capsys.readouterr()


def test_compare_gives_an_overview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["compare", last, this]) == 1

    out = capsys.readouterr().out
    assert out.startswith("白鹭县松坪乡2024年度法治政府建设年度报告（2023年 → 2024年）")
    assert "受理矛盾纠纷  80件  92件  增长15%" in out
    assert "与去年逐句相同的 64 字" in out
    assert all(code in out for code in CODES)
    assert "STR" not in out, "only what two years show"


def test_compare_in_json_is_the_same_twice_and_keeps_its_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, this = write_pair(tmp_path)

    run(["compare", last, this, "--format", "json"])
    first = capsys.readouterr().out
    run(["compare", last, this, "--format", "json"])

    assert capsys.readouterr().out == first
    data = json.loads(first)
    assert list(data) == [
        "version", "tool", "last", "this", "parts", "text", "figures", "notices", "findings", "waived",
    ]  # fmt: skip
    assert data["last"] == {"path": last, "year": 2023}
    assert data["figures"] == [{"thing": "受理矛盾纠纷", "last": "80件", "this": "92件", "change": "增长15%"}]
    assert [part["keys"] for part in data["parts"]] == [["achievements"], ["shortcomings"], ["leaders"], ["plan"]]
    assert {finding["code"] for finding in data["findings"]} == CODES


def test_compare_writes_a_page(tmp_path: Path) -> None:
    last, this = write_pair(tmp_path)
    page = tmp_path / "对照.html"

    assert run(["compare", last, this, "-o", str(page)]) == 1

    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert '<th scope="row">受理矛盾纠纷</th><td>80件</td><td>92件</td><td>增长15%</td>' in text
    assert "<b>去年的报告：</b>" in text
    assert "<script" not in text
    assert run(["compare", last, this, "-o", str(page)]) == 2, "it is not written over unasked"


def test_compare_refuses_what_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)

    assert run(["compare", last, this, "--format", "sarif"]) == 2
    assert run(["compare", last, this, "--fail-on", "never"]) == 2
    assert run(["compare", last, this, "--format", "json", "-o", "x.html"]) == 2
    assert "没有“sarif”这种格式" in capsys.readouterr().err


def test_the_factor_of_a_jump_can_be_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)
    Path(this).write_text(THIS.replace("92件，比上年增长20%", "240件"), encoding="utf-8")
    assert run(["check", this, "--last-year", last, "--select", "YOY03", "--fail-on", "info"]) == 0

    (tmp_path / "fazhi.toml").write_text("[check]\njump = 2.5\n", encoding="utf-8")

    assert run(["check", this, "--last-year", last, "--select", "YOY03", "--fail-on", "warning"]) == 1
    assert "“受理矛盾纠纷”去年是80件，今年是240件，是去年的3倍。" in capsys.readouterr().out


def test_a_report_copied_as_a_whole_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last, this = write_pair(tmp_path)
    many = "\n".join(
        f"在第{n}个茶园片区请老支书当裁判，量界址、立木桩、拍照片，当场写下协议，一年里调成{n}{n}起争地的事。"
        for n in range(3, 12)
    )
    Path(last).write_text(LAST.replace(COPIED, many), encoding="utf-8")
    Path(this).write_text(THIS.replace(COPIED, many), encoding="utf-8")

    findings = _checked(capsys, this, "--last-year", last, "--select", "YOY01")["findings"]

    assert isinstance(findings, list)
    (finding,) = findings
    assert finding["message"].startswith("有9段几乎照搬了去年的报告，这里是第一段“在第3个茶园片区")
    assert len(finding["related"]) == 8
    assert len(finding["last_year"]) == 9
