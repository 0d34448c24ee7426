"""fix as a clerk meets it."""

import zipfile
from pathlib import Path

import pytest

from drafting.cli import run
from tests.fixing.faulty import MANY
from tests.sites import SITES
from tests.word import report_docx


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_text_is_fixed_beside_the_original_and_the_difference_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "报告.txt", tmp_path / "改好.txt"
    source.write_bytes(MANY.replace("\n", "\r\n").encode("gb18030"))
    before = source.read_bytes()

    assert run(["fix", str(source), "-o", str(target)]) == 0

    assert source.read_bytes() == before
    text = target.read_bytes().decode("gb18030")
    assert "（一）加强学习，提升素养。全年学法4次。培养“法律明白人”20名" in text
    assert text.count("\r\n") == text.count("\n") == 17
    out = capsys.readouterr().out
    assert "- （▸2◂）普法宣传" in out
    assert "+ （▸二◂）普法宣传" in out
    assert "\x1b" not in out
    assert "要跟着核对" in out


def test_a_second_run_changes_nothing_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "一.md", tmp_path / "二.md"
    (tmp_path / "报告.md").write_text(MANY, encoding="utf-8")

    assert run(["fix", str(tmp_path / "报告.md"), "-o", str(first)]) == 0
    capsys.readouterr()
    assert run(["fix", str(first), "-o", str(second)]) == 0

    assert first.read_bytes() == second.read_bytes()
    assert "没有可以自动改正的地方" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.txt").write_text(MANY, encoding="utf-8")

    assert run(["fix", str(tmp_path / "报告.txt"), "--dry-run", "--select", "PUN04"]) == 0

    assert _names(tmp_path) == ["报告.txt"]
    out = capsys.readouterr().out
    assert "会改正2处：标点重复2处。" in out
    assert "序号" not in out.replace("（一）", "")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "请用 -o 写明"),
        (["-o", "报告.txt"], "不能写在它上面"),
        (["-o", "改好.docx"], "请用 .txt 或 .md 结尾"),
        (["-o", "有.txt"], "已经存在"),
        (["-o", "改好.txt", "--select", "PUN99"], "没有“PUN99”这条规则或类别"),
        (["-o", "没有/改好.txt"], "不存在"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_done_is_said(
    options: list[str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("报告.txt").write_text(MANY, encoding="utf-8")
    Path("有.txt").write_text("别的", encoding="utf-8")

    assert run(["fix", "报告.txt", *options]) == 2

    assert told in capsys.readouterr().err
    assert _names(tmp_path) == ["报告.txt", "有.txt"]
    assert Path("有.txt").read_text(encoding="utf-8") == "别的"


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["fix", str(tmp_path / "无.docx"), "--dry-run"]) == 2
    assert "找不到这个文件" in capsys.readouterr().err


def test_waived_findings_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(MANY, encoding="utf-8")
    (tmp_path / "fazhi.toml").write_text(
        '[[waivers]]\ncode = "PUN04"\nreason = "照原文"\n[rules]\nignore = ["DAT04"]\n', encoding="utf-8"
    )

    assert run(["fix", str(tmp_path / "报告.txt"), "-o", str(tmp_path / "改好.txt")]) == 0

    text = (tmp_path / "改好.txt").read_text(encoding="utf-8")
    assert "全年学法4次。。" in text
    assert "2024年03月05日" in text
    assert "二、存在的不足和原因" in text


def test_personal_numbers_are_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.txt").write_text("李某（990101199003070015）,住青禾乡。", encoding="utf-8")

    assert run(["fix", str(tmp_path / "报告.txt"), "--dry-run"]) == 0

    out = capsys.readouterr().out
    assert "***5）▸,◂住" in out
    assert "99010119900307" not in out


def test_a_word_file_gets_changes_to_accept_and_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "报告.docx", tmp_path / "改好.docx"
    source.write_bytes(report_docx(MANY.splitlines(), automatic=True))

    assert run(["fix", str(source), "-o", str(target)]) == 0

    out = capsys.readouterr().out
    assert "写成了批注" in out
    assert "@@" not in out, "Word shows the difference itself"
    with zipfile.ZipFile(target) as package:
        assert b"<w:ins " in package.read("word/document.xml")
        assert "word/comments.xml" in package.namelist()

    assert run(["fix", str(source), "-o", str(target), "--force", "--plain", "--layout"]) == 0
    with zipfile.ZipFile(target) as package:
        assert b"<w:ins " not in package.read("word/document.xml")
    assert run(["check", str(target), "--select", "LAY06,PUN,NUM", "--fail-on", "info"]) == 0


@pytest.mark.parametrize("option", ["--layout", "--plain"])
def test_a_text_has_no_layout_and_no_changes_to_accept(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "报告.txt").write_text(MANY, encoding="utf-8")

    assert run(["fix", str(tmp_path / "报告.txt"), "-o", str(tmp_path / "改好.txt"), option]) == 2
    assert "只用于 .docx" in capsys.readouterr().err


def test_a_word_file_does_not_become_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.docx").write_bytes(report_docx(MANY.splitlines(), automatic=False))

    assert run(["fix", str(tmp_path / "报告.docx"), "-o", str(tmp_path / "改好.txt")]) == 2
    assert "请用 .docx 结尾" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("报告.html", SITES["portal"]("青禾乡2025年法治政府建设年度报告", MANY.splitlines())),
        ("报告.pdf", b"%PDF-1.7\n"),
        ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("报告.rtf", b"{\\rtf1 }"),
    ],
)
def test_what_can_only_be_read_is_neither_fixed_nor_annotated(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)

    assert run(["fix", str(tmp_path / name), "-o", str(tmp_path / "改好.txt")]) == 2
    assert "不能直接修改" in capsys.readouterr().err
    assert run(["check", str(tmp_path / name), "--annotate", str(tmp_path / "批注.docx")]) == 2
    assert "只有 .docx 文件能加批注" in capsys.readouterr().err
    assert _names(tmp_path) == [name]
