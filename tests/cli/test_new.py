"""fazhi new as a clerk types it."""

from pathlib import Path

import pytest

from drafting.cli import run
from drafting.forms.loading import read
from tests.forms.test_loading import FORM
from tests.word import report_docx

Said = pytest.CaptureFixture[str]
LAST = Path("examples/reports/青禾乡2024年度报告.txt")


@pytest.mark.parametrize("name", ["表单.yaml", "表单.xlsx"])
def test_empty_form_is_open_and_nothing_else(tmp_path: Path, capsys: Said, name: str) -> None:
    form = tmp_path / name

    assert run(["new", "-o", str(form)]) == 0
    assert run(["draft", str(form)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert all("还没有填写" in line for line in told[:-1])
    assert "可加 --incomplete" in told[-1]
    assert run(["draft", str(form), "--incomplete"]) == 0


def test_form_goes_to_the_screen_where_no_file_is_named(capsys: Said) -> None:
    assert run(["new"]) == 0
    assert "表单版本: 1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["表单.yaml", "表单.xlsx"])
def test_form_from_last_years_form(tmp_path: Path, name: str) -> None:
    last = tmp_path / "去年.yaml"
    last.write_text(FORM, encoding="utf-8")

    assert run(["new", "--from", str(last), "-o", str(tmp_path / name)]) == 0
    form = read(tmp_path / name).data
    assert form["年度"] == "2026"
    assert form["上年安排"][0]["事项"].splitlines()[0] == "加强培训"
    assert form["存在的不足和原因"]["项目"][0]["原因"] == "【待修改】编制少"
    assert last.read_text(encoding="utf-8") == FORM


@pytest.mark.parametrize("automatic", [False, True])
def test_form_from_last_years_report(tmp_path: Path, capsys: Said, automatic: bool) -> None:
    last = tmp_path / "去年.docx"
    last.write_bytes(report_docx(LAST.read_text(encoding="utf-8").splitlines(), automatic=automatic))

    assert run(["new", "--from", str(last), "-o", str(tmp_path / "今年.yaml")]) == 0
    form = read(tmp_path / "今年.yaml").data
    assert form["年度"] == "2025"
    assert form["上年安排"]
    assert "处没有照原样带进表单，请自己看要不要写：" in capsys.readouterr().out
    assert run(["draft", str(tmp_path / "今年.yaml"), "--incomplete"]) == 0
    assert run(["check", str(tmp_path / "今年.docx")]) == 1


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    form = tmp_path / "表单.yaml"
    form.write_bytes(b"precious")

    assert run(["new", "-o", str(form)]) == 2
    assert form.read_bytes() == b"precious"
    assert run(["new", "-o", str(form), "--force"]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "表单.docx"], "请用这两种结尾的文件名"),
        (["--from", "没有.docx"], "找不到这个文件"),
        (["--from", "WRONG"], "内容不能"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(tmp_path: Path, capsys: Said, arguments: list[str], told: str) -> None:
    wrong = tmp_path / "坏.yaml"
    wrong.write_text("表单版本: [1", encoding="utf-8")

    assert run(["new", *(str(wrong) if argument == "WRONG" else argument for argument in arguments)]) == 2
    said = capsys.readouterr().err
    assert told in said or (told == "内容不能" and "坏.yaml" in said)
