"""The command as a clerk meets it: exit codes, sentences for what cannot be read, files that are written."""

import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from drafting.cli import run
from drafting.document.draft import Kind
from drafting.rules.layout.samples import REPORT
from drafting.rules.looks import Look
from tests.dressed import dressed
from tests.word import docx, p, r

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
GOOD = EXAMPLES / "青禾乡2024年度报告.txt"
FAULTY = EXAMPLES / "白石镇2024年度报告（有错）.txt"


def test_faultless_report_exits_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(GOOD)]) == 0
    assert "错误 0 处、警告 0 处" in capsys.readouterr().out


def test_faulty_report_exits_with_one_and_shows_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(FAULTY)]) == 1
    out = capsys.readouterr().out
    assert "错误 NUM01 序号体例" in out
    assert "▸3、◂" in out
    assert "应为“三、”" in out


def test_other_places_are_shown_with_the_heading_that_they_stand_under(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"face": "宋体"}
    kinds = {Kind.BODY: wrong, Kind.SIGN_OFF: wrong, Kind.LEVEL_1: {"face": "楷体"}}
    (tmp_path / "报告.docx").write_bytes(dressed(REPORT, Look(kinds=kinds)))

    run(["check", str(tmp_path / "报告.docx"), "--select", "LAY05"])

    second, first = [line.strip() for line in capsys.readouterr().out.splitlines() if "另见" in line]
    assert first == (
        "另见：（一）强化组织领导：“全年开展法治宣传12次，化…”；二、存在的不足和原因：“普法形式单一，主要原因是队…”；"
        "三、党政主要负责人履行推进法治…：“党委书记和乡长带头学法，定…”；四、2025年工作安排：“继续加强执法队伍建设，组织…”。"
    )
    assert second == "另见：“二、存在的不足和原因”；“三、党政主要负责人履行推进…”；“四、2025年工作安排”。"


def test_fail_on_moves_the_threshold() -> None:
    assert run(["check", str(GOOD), "--fail-on", "info"]) == 1
    assert run(["check", str(FAULTY), "--select", "PUN", "--fail-on", "error"]) == 0
    assert run(["check", str(FAULTY), "--select", "PUN", "--fail-on", "warning"]) == 1


def test_select_and_ignore_take_codes_and_families(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(FAULTY), "--format", "json", "--select", "NUM,PRI02", "--ignore", "NUM07"])
    codes = {finding["code"] for finding in json.loads(capsys.readouterr().out)["files"][0]["findings"]}
    assert codes == {"NUM01", "PRI02"}


def test_json_keeps_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(FAULTY), "missing.txt", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["version", "tool", "files"]
    assert data["version"] == 1
    checked, missing = data["files"]
    assert checked["path"] == str(FAULTY)
    keys = ["path", "status", "error", "seen", "skipped", "notices", "findings", "waived"]
    assert list(checked) == list(missing) == keys
    assert (missing["status"], missing["findings"]) == ("unreadable", [])
    assert list(checked["seen"]) == ["headings", "figures", "checkable", "consistent"]
    keys = [
        "code",
        "slug",
        "name",
        "severity",
        "confidence",
        "message",
        "quote",
        "trail",
        "block",
        "start",
        "end",
        "suggestion",
        "basis",
        "related",
        "last_year",
    ]
    assert all(list(finding) == keys for finding in checked["findings"])


@pytest.mark.parametrize("form", ["text", "html", "json", "sarif", "github"])
def test_every_format_has_the_same_exit_codes(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(GOOD), "--format", form]) == 0
    assert run(["check", str(FAULTY), "--format", form]) == 1
    assert run(["check", str(FAULTY), "--format", form, "--select", "PUN"]) == 0
    assert run(["check", str(FAULTY), "missing.txt", "--format", form]) == 2
    assert capsys.readouterr().err == ""


def test_sarif_is_written_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "fazhi.sarif"
    assert run(["check", str(FAULTY), "--format", "sarif", "-o", str(out)]) == 1
    assert capsys.readouterr().out == ""
    (written,) = json.loads(out.read_text(encoding="utf-8"))["runs"]
    assert {"LAW01", "NUM01", "FIG01"} <= {result["ruleId"] for result in written["results"]}


@pytest.mark.parametrize("name", ["结果.html", "RESULT.HTM"])
def test_name_of_a_page_is_enough(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / name
    assert run(["check", str(FAULTY), "-o", str(out)]) == 1
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(["check", str(FAULTY), "--format", "html"]) == 1
    assert capsys.readouterr().out == out.read_text(encoding="utf-8")


def test_page_is_not_written_over_unless_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "结果.html"
    out.write_text("旧", encoding="utf-8")
    assert run(["check", str(FAULTY), "-o", str(out)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "旧"


def test_github_annotates_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(FAULTY), "--format", "github", "--select", "FIG01"])
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=")
    assert ",line=10,title=FIG01 比率不符::" in first
    assert last == "看了 1 份：错误 1 处、警告 0 处、提示 0 处，豁免 0 处。"


def _truncated(tmp_path: Path) -> bytes:
    return docx(p(r("正文")))[:300]


def _flagged_as_encrypted() -> bytes:
    data = bytearray(docx(p(r("正文"))))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def _archive() -> bytes:
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

UNREADABLE = {
    "empty.txt": (b"", "空的"),
    "blank.txt": (" \n　\n".encode(), "没有文字"),
    "junk.txt": (bytes(range(256)) * 40, "编码"),
    "junk.docx": (os.urandom(16) + b"\x00\x01\x02" * 500, "编码"),
    "truncated.docx": (_truncated(Path()), "损坏"),
    "encrypted.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "flagged.docx": (_flagged_as_encrypted(), "密码"),
    "old.docx": (OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
    "photo.txt": (b"\xff\xd8\xff\xe0" + bytes(64), "图片"),
    "report.pdf": (b"%PDF-1.7\n", "PDF"),
    "sheet.docx": (_archive(), "不是 Word 文档"),
    "nothing.docx": (docx(), "没有文字"),
    "doctype.docx": (docx(p(r("x")), extra_parts={"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "异常"),
    "notxml.docx": (docx(p(r("x")), extra_parts={"word/document.xml": b"<w:document"}), "损坏"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gets_a_sentence_and_the_others_are_checked(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, words = UNREADABLE[name]
    (tmp_path / name).write_bytes(data)
    assert run(["check", str(tmp_path / name), str(GOOD), "--format", "json"]) == 2
    captured = capsys.readouterr()
    first, second = json.loads(captured.out)["files"]
    assert first["status"] == "unreadable"
    assert words in first["error"]
    assert first["error"].endswith("。")
    assert second["status"] == "checked"
    assert "Traceback" not in captured.err


def test_missing_file_and_folder_without_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "无.docx"), str(tmp_path)]) == 2
    out = capsys.readouterr().out
    assert "找不到这个文件" in out
    assert "文件夹里没有可以检查的报告" in out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_file_without_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "a.txt"
    report.write_text("正文", encoding="utf-8")
    report.chmod(0)
    assert run(["check", str(report)]) == 2
    assert "没有权限" in capsys.readouterr().out


def test_permission_error_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "a.txt"
    report.write_text("正文", encoding="utf-8")

    def refuse(_: Path, mode: str) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert run(["check", str(report)]) == 2
    assert "没有权限" in capsys.readouterr().out


def test_folders_are_searched_and_lock_files_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "a.txt").write_bytes(GOOD.read_bytes())
    (tmp_path / "甲" / "~$a.docx").write_bytes(b"lock")
    (tmp_path / "b.docx").write_bytes(docx(p(r("正文。"))))
    run(["check", str(tmp_path), "--format", "json"])
    paths = [file["path"] for file in json.loads(capsys.readouterr().out)["files"]]
    assert paths == [str(tmp_path / "b.docx"), str(tmp_path / "甲" / "a.txt")]


def test_output_is_written_whole_and_never_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "结果.json"
    assert run(["check", str(GOOD), "--format", "json", "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text(encoding="utf-8"))["version"] == 1
    assert run(["check", str(GOOD), "-o", str(out)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert run(["check", str(GOOD), "-o", str(out), "--force"]) == 0
    assert stat.S_ISREG(out.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["结果.json"]


def test_the_report_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "a.txt"
    report.write_bytes(GOOD.read_bytes())
    assert run(["check", str(report), "-o", str(report), "--force"]) == 2
    assert report.read_bytes() == GOOD.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "缺少报告"),
        (["chek", "a"], "没有“chek”这个命令，是不是“check”"),
        (["check", "a", "--formt", "json"], "没有“--formt”这个选项，是不是“--format”"),
        (["check", "a", "--format", "xml"], "没有“xml”这种格式"),
        (["check", "a", "--format", "json", "-o", "a.html"], "与 --format json 不符"),
        (["check", "a", "--select", "NUM99"], "没有“NUM99”这条规则或类别"),
        (["check", "a", "--fail-on", "bad"], "--fail-on 不能是“bad”"),
        (["rules", "NUM99"], "没有“NUM99”这条规则"),
        (["rules", "a", "b"], "多写了内容：b"),
    ],
)
def test_mistakes_of_usage_get_a_sentence(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_rules_lists_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    assert "NUM02 错误 序号不连续" in capsys.readouterr().out
    assert run(["rules", "num02"]) == 0
    assert "## 有问题的写法" in capsys.readouterr().out


def test_waiver_beside_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(FAULTY.read_bytes())
    (tmp_path / "fazhi.toml").write_text('[[waivers]]\ncode = "PRI02"\nreason = "公开的值班手机"\n', encoding="utf-8")
    run(["check", str(tmp_path / "a.txt"), "--format", "json"])
    file = json.loads(capsys.readouterr().out)["files"][0]
    assert [waived["reason"] for waived in file["waived"]] == ["公开的值班手机"]
    assert "PRI02" not in {finding["code"] for finding in file["findings"]}


def test_wrong_settings_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.read_bytes())
    (tmp_path / "fazhi.toml").write_text("[rules\n", encoding="utf-8")
    assert run(["check", str(tmp_path / "a.txt")]) == 2
    assert "fazhi.toml 写法有误" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["结果.html", "结果.txt", "结果.json"])
def test_what_cannot_be_read_is_told_also_where_the_results_go_to_a_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = ["--format", "json"] if name.endswith("json") else []
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")

    assert run(["check", str(GOOD), "没有.docx", str(tmp_path / "坏.docx"), *form, "-o", str(tmp_path / name)]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split("：")[0] for line in told.err.splitlines()] == ["没有.docx", str(tmp_path / "坏.docx")]
    assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", ""], "没有写明报告"),
        (["check", str(GOOD), " "], "没有写明报告"),
        (["check", str(GOOD), "-o", ""], "-o 后面没有写明文件"),
        (["figures", ""], "没有写明报告"),
        (["fix", "", "-o", "改好.docx"], "没有写明报告"),
        (["draft", ""], "没有写明表单"),
        (["templates", "check", ""], "没有写明模板文件夹"),
        (["rules", ""], "没有写明代码"),
    ],
    ids=" ".join,
)
def test_an_empty_name_is_not_the_current_folder(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err
