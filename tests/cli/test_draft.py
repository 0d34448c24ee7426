"""fazhi draft and fazhi schema as a clerk types them."""

import json
from pathlib import Path

import pytest

from drafting import office
from drafting.app import check
from drafting.cli import run
from tests.forms.test_loading import FORM
from tests.word import docx, p, r, table

Said = pytest.CaptureFixture[str]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "青禾乡.yaml"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_form_becomes_a_report_beside_it(form: Path, capsys: Said) -> None:
    assert run(["draft", str(form)]) == 0

    assert "错误0处、警告0处" in capsys.readouterr().out
    assert not check(form.with_suffix(".docx")).findings


def test_nothing_is_overwritten_without_force(form: Path, capsys: Said) -> None:
    form.with_suffix(".docx").write_bytes(b"precious")

    assert run(["draft", str(form)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert form.with_suffix(".docx").read_bytes() == b"precious"
    assert run(["draft", str(form), "--force"]) == 0
    assert form.with_suffix(".docx").read_bytes() != b"precious"


def test_the_form_itself_is_never_written(form: Path) -> None:
    assert run(["draft", str(form), "-o", str(form), "--force"]) == 2
    assert form.read_text(encoding="utf-8") == FORM


def test_same_form_gives_the_same_bytes(form: Path, tmp_path: Path) -> None:
    for name in ("甲.docx", "乙.docx"):
        assert run(["draft", str(form), "-o", str(tmp_path / name)]) == 0

    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()


def test_wrong_form_is_told_line_by_line(form: Path, capsys: Said) -> None:
    form.write_text(FORM.replace("{数: 42", "{数: 45").replace("原因: 编制少", "原因:"), encoding="utf-8")

    assert run(["draft", str(form)]) == 2

    assert capsys.readouterr().err.splitlines() == [
        "青禾乡.yaml 第9行 数据.纠纷.化解：45 大于受理数 44；部分不能大于整体，请核对这两个数",
        "青禾乡.yaml 第18行 存在的不足和原因.项目.第1项.原因：还没有填写",
        "表单有2处要改，没有起草。",
    ]
    assert not form.with_suffix(".docx").exists()


def test_sentence_that_refers_to_no_figure_is_told_at_its_line(form: Path, capsys: Said) -> None:
    form.write_text(FORM.replace("{{ 纠纷.受理 }}", "{{ 纠纷.受里 }}"), encoding="utf-8")

    assert run(["draft", str(form)]) == 2
    assert "青禾乡.yaml 第14行 主要举措和成效.项目.第1项.正文：" in capsys.readouterr().err


def test_what_is_only_missing_can_be_drafted_incomplete(form: Path, capsys: Said) -> None:
    form.write_text(FORM.replace("原因: 编制少", "原因:").replace("受理: 44件", "受理:"), encoding="utf-8")

    assert run(["draft", str(form)]) == 2
    assert "可加 --incomplete" in capsys.readouterr().err
    assert run(["draft", str(form), "--incomplete"]) == 0
    assert "有2处待填：" in capsys.readouterr().out
    findings = check(form.with_suffix(".docx")).findings
    assert [(finding.code, finding.location.quote) for finding in findings] == [
        ("RES01", "【待填：纠纷.受理】"),
        ("RES01", "【待填：存在的不足和原因第1项原因】"),
    ]


def test_empty_form_drafts_incomplete_and_every_part_is_there(form: Path, capsys: Said) -> None:
    form.write_text("表单版本: 1\n", encoding="utf-8")

    assert run(["draft", str(form), "--incomplete", "--text"]) == 0

    text = capsys.readouterr().out
    assert text.count("【待填：") >= 12
    assert [line[:2] for line in text.splitlines() if line[1:2] == "、"] == ["一、", "二、", "三、", "四、"]


def test_draft_with_an_error_is_not_written(form: Path, capsys: Said) -> None:
    form.write_text(FORM.replace("正文: 组织培训。", "正文: 组织培训XX次。"), encoding="utf-8")

    assert run(["draft", str(form)]) == 1
    assert "RES01" in capsys.readouterr().out
    assert not form.with_suffix(".docx").exists()


def test_text_goes_to_the_screen(form: Path, capsys: Said) -> None:
    assert run(["draft", str(form), "--text"]) == 0
    assert capsys.readouterr().out.startswith("青禾乡人民政府\n2025年法治政府建设年度报告\n")
    assert not form.with_suffix(".docx").exists()


def test_settings_beside_the_form_are_used(form: Path, tmp_path: Path) -> None:
    (tmp_path / "fazhi.toml").write_text('[severity]\nRES01 = "warning"\n', encoding="utf-8")
    form.write_text(FORM.replace("正文: 组织培训。", "正文: 组织培训XX次。"), encoding="utf-8")

    assert run(["draft", str(form)]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["没有.yaml"], "找不到这个文件"),
        (["FORM", "--template", "村级"], "没有“村级”这个模板；自带的有：乡镇"),
        (["FORM", "--base", "没有.docx"], "底版文件“没有.docx”：找不到这个文件"),
        (["FORM", "-o", "报告.pdf"], "请用 .docx 结尾的文件名"),
        (["FORM", "-o", "没有/报告.docx"], "不存在"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(form: Path, capsys: Said, arguments: list[str], told: str) -> None:
    assert run(["draft", *(str(form) if argument == "FORM" else argument for argument in arguments)]) == 2
    assert told in capsys.readouterr().err


def test_letterhead_of_ones_own_stays(form: Path, tmp_path: Path) -> None:
    (tmp_path / "底版.docx").write_bytes(docx(p(r("青禾乡人民政府文件"))))

    assert run(["draft", str(form), "--base", str(tmp_path / "底版.docx")]) == 0
    assert check(form.with_suffix(".docx")).document.blocks[0].text == "青禾乡人民政府文件"


def test_text_left_in_the_base_is_told(form: Path, tmp_path: Path, capsys: Said) -> None:
    head = [p(r("青禾乡人民政府文件")), p(r("青政发〔2025〕3号")), table([[p(r("签发人：张三"))]])]
    base = tmp_path / "底版.docx"
    base.write_bytes(docx(*head))
    assert run(["draft", str(form), "--base", str(base)]) == 0
    assert "底版里除了版头" not in capsys.readouterr().out

    base.write_bytes(docx(*head, p(r("去年的正文，忘了删。")), p(r("抄送：县司法局"))))
    assert run(["draft", str(form), "--base", str(base), "--force"]) == 0
    said = capsys.readouterr().out
    assert "底版里除了版头还有2段文字，排在报告标题的前面：“去年的正文，忘了删。”、“抄送：县司法局”" in said
    assert "STR07" not in said


@pytest.mark.skipif(not office.is_installed(), reason="needs LibreOffice")
def test_pdf_beside_the_report(form: Path, capsys: Said) -> None:
    assert run(["draft", str(form), "--pdf"]) == 0
    assert form.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_pdf_without_libreoffice_is_a_sentence(form: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)

    assert run(["draft", str(form), "--pdf"]) == 2
    assert "没有找到 LibreOffice" in capsys.readouterr().err
    assert form.with_suffix(".docx").exists()


@pytest.mark.parametrize(("lang", "name"), [("zh", "主要举措和成效"), ("en", "achievements")])
def test_schema_names_fields_in_either_language(capsys: Said, lang: str, name: str) -> None:
    assert run(["schema", "--lang", lang]) == 0

    assert name in json.loads(capsys.readouterr().out)["required"]


def test_schema_of_no_language(capsys: Said) -> None:
    assert run(["schema", "--lang", "fr"]) == 2
