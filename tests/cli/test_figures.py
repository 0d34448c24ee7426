"""`fazhi figures`: the ledger at a terminal, as JSON and as a workbook."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from drafting.cli import run

REPORT = """平岚县青禾乡2024年度法治政府建设年度报告
一、主要举措和成效
村级调委会调解邻里纠纷44件，成功42件，调解成功率94.55%。
受理信访事项21件，其中网上信访9件，=1+1的说法不可信。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "青禾乡.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_table_shows_figures_by_place_with_their_working(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", str(report)]) == 0
    out = capsys.readouterr().out
    assert "一、主要举措和成效 › 第1段" in out
    assert "44件" in out
    assert "不符：42件 ÷ 44件 = 95.4545…%，四舍五入为95.45%，文中为94.55%" in out
    assert "读出 5 个数字，可核对 2 处，相符 1 处，不符 1 处。" in out


def test_check_ends_with_the_population(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(report)])
    assert "读出 5 个数字，可核对 2 处，相符 1 处，不符 1 处。" in capsys.readouterr().out.splitlines()[-1]
    run(["check", str(report), "--select", "NUM"])
    assert "读出" not in capsys.readouterr().out


def test_check_json_counts_figures(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(report), "--format", "json"])
    seen = json.loads(capsys.readouterr().out)["files"][0]["seen"]
    assert (seen["figures"], seen["checkable"], seen["consistent"]) == (5, 2, 1)


def test_json_ties_figures_by_their_place_in_the_list(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", str(report), "missing.txt", "--format", "json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    read, missing = data["files"]
    assert list(read) == list(missing) == ["path", "status", "error", "seen", "figures", "checks"]
    assert missing["status"] == "unreadable"
    (rate,) = [check for check in read["checks"] if check["kind"] == "rate"]
    figures = read["figures"]
    assert figures[rate["stated"]]["text"] == "94.55%"
    assert figures[rate["stated"]]["value"] == "1891/2000"
    assert [figures[other]["text"] for other in rate["others"]] == ["42件", "44件"]
    assert (rate["holds"], rate["confidence"], rate["expected"]) == (False, "certain", "95.45%")


def test_workbook_has_filters_and_a_frozen_head(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert run(["figures", str(report), "--format", "xlsx", "-o", str(target)]) == 0
    book = load_workbook(io.BytesIO(target.read_bytes()))
    assert book.sheetnames == ["数字", "核对"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    rows = list(book["数字"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["44件", "42件", "94.55%", "21件", "9件"]
    assert str(rows[0][0]).endswith("青禾乡.txt")
    assert not str(rows[0][0]).startswith(str(tmp_path))
    assert rows[2][2] == pytest.approx(0.9455)
    results = [row[2] for row in book["核对"].iter_rows(min_row=2, values_only=True)]
    assert sorted(map(str, results)) == ["不符", "相符"]
    assert not [cell for sheet in book.worksheets for row in sheet for cell in row if cell.data_type == "f"]
    assert book.properties.creator == "fazhi"


def test_file_name_tells_the_format(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert run(["figures", str(report), "-o", str(target)]) == 0
    assert load_workbook(io.BytesIO(target.read_bytes())).sheetnames == ["数字", "核对"]


def test_several_reports_are_summed_up(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "白石镇.txt"
    other.write_text(REPORT, encoding="utf-8")
    target = tmp_path / "台账.xlsx"
    assert run(["figures", str(tmp_path), "-o", str(target)]) == 0
    summary = load_workbook(io.BytesIO(target.read_bytes()))["汇总"]
    assert [row[1:] for row in summary.iter_rows(min_row=2, values_only=True)] == [(5, 2, 1, 1, 0)] * 2
    run(["figures", str(report), str(other)])
    assert "共 2 份，读不了 0 份；读出 10 个数字" in capsys.readouterr().out


def test_folder_names_what_has_to_be_saved_anew(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert run(["figures", str(tmp_path)]) == 2
    assert "另存为 .docx" in capsys.readouterr().out


def test_workbook_names_what_could_not_be_read(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert run(["figures", str(report), "没有.docx", "--format", "xlsx", "-o", str(target)]) == 2
    sheet = load_workbook(io.BytesIO(target.read_bytes()))["读不了"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["没有.docx"]


def test_workbook_is_not_overwritten(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_text("别的内容", encoding="utf-8")
    assert run(["figures", str(report), "--format", "xlsx", "-o", str(target)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "别的内容"
    assert run(["figures", str(report), "--format", "xlsx", "-o", str(target), "--force"]) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "xlsx"], "请用 -o 写明文件名"),
        (["--format", "xlsx", "-o", "a.txt"], "请用 -o 写明文件名"),
        (["--format", "json", "-o", "a.xlsx"], "是 Excel 文件名"),
        (["--format", "csv"], "可用的有 table、json、xlsx"),
    ],
)
def test_mistakes_get_a_sentence(
    report: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["figures", str(report), *arguments]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.txt"])
def test_what_could_not_be_read_is_also_told_on_the_screen(
    name: str, report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["figures", str(report), "没有.docx", "-o", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith("没有.docx：找不到这个文件")
