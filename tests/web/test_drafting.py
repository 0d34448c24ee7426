"""起草报告 without a browser."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from drafting.app import check, draft, form_schema, new
from drafting.forms.loading import load
from tests.web.site import Site, site
from tests.word import docx, p, r

FORMS = sorted(Path("examples/forms").glob("*.yaml"))
SMALLEST = Path("templates/乡镇/最小表单.yaml")


def _body(form: Any, notes: Any = ()) -> bytes:
    return json.dumps({"form": form, "notes": list(notes)}, ensure_ascii=False).encode()


def _opened(page: Site, file: Path) -> dict[str, Any]:
    answer = page.post("/draft/open", file.read_bytes(), file.name)
    assert answer.status_code == 200, answer.text
    form: dict[str, Any] = answer.json()["form"]
    return form


def _looked(page: Site, form: Any) -> dict[str, Any]:
    answer = page.post("/draft/look", _body(form))
    assert answer.status_code == 200, answer.text
    looked: dict[str, Any] = answer.json()
    return looked


def _told(looked: dict[str, Any]) -> dict[str, str]:
    return {".".join(map(str, mistake["place"])): mistake["sentence"] for mistake in looked["mistakes"]}


def test_the_place_is_there_and_the_schema_is_that_of_the_command_line(page: Site) -> None:
    shown = page.client.get("/draft").text

    assert '<a href="/draft" aria-current="page">起草报告</a>' in shown
    assert " style=" not in shown
    assert "<script>" not in shown
    assert page.client.get("/draft/schema").json() == form_schema()


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_whole_form_has_no_mistakes_and_is_shown_as_the_report_that_is_drafted(page: Site, file: Path) -> None:
    looked = _looked(page, _opened(page, file))

    assert looked["mistakes"] == []
    drafted = draft(file)
    for block in drafted.draft.blocks:
        assert block.text.replace("&", "&amp;") in looked["preview"].replace("</h3><p>", "").replace(
            "</h4><p>", ""
        ) or (block.is_run_in and block.text[: block.heading_end] in looked["preview"])
    assert looked["to_do"] == list(drafted.to_do)


def test_mistakes_are_told_at_their_fields(page: Site) -> None:
    form = _opened(page, SMALLEST)
    form["单位"]["级别"] = "乡"
    form["年度"] = "25"
    form["数据"] = {
        "纠纷": {"受理": "44件", "成功": {"数": "45件", "属于": "受理"}, "满意度": "98%", "2次": "3"},
        "（未命名1）": {"受理": "1"},
    }
    form["主要举措和成效"]["项目"].append({"标题": "一、化解纠纷", "正文": "受理{{ 纠纷.受里 }}。"})
    form["主要举措和成效"]["项目"][0]["正文"] = "受理{{ 纠纷.受里 }}。"
    form["落款"]["日期"] = "2026-02-30"
    form["多出来的"] = "一段话"

    told = _told(_looked(page, form))

    assert told["单位.级别"].startswith("“乡”不是级别")
    assert "应写成四位数，如 2025" in told["年度"]
    assert told["数据.纠纷.成功"].startswith("45件 大于受理数 44件") or told["数据.纠纷.成功"].startswith(
        "45 大于受理数 44"
    )
    assert "98%" in told["数据.纠纷.满意度"]
    assert "不能作数的名称" in told["数据.纠纷.2次.名称"]
    assert "不能作组名" in told["数据.（未命名1）"]
    assert "标题前面不用写序号“一、”" in told["主要举措和成效.项目.1.标题"]
    assert "没有“受里”，是不是“受理”" in told["主要举措和成效.项目.0.正文"]
    assert "没有30日" in told["落款.日期"]
    assert "没有“多出来的”这一项" in told["多出来的"]


def test_what_is_right_is_shown_while_something_else_is_wrong(page: Site) -> None:
    form = _opened(page, SMALLEST)
    form["年度"] = "25"
    form["数据"] = {
        "纠纷": {
            "受理": "44件",
            "成功": "42件",
            "成功率": {"分子": "成功", "分母": "受理"},
            "坏": "O4x件",
            "坏率": {"分子": "坏", "分母": "受理"},
        }
    }
    form["主要举措和成效"]["项目"][0]["正文"] = "成功率{{ 纠纷.成功率 }}，坏率{{纠纷.坏率}}，{{没有.的 }}。"
    form["引言"] = "受理｛｛纠纷.受理｝｝件，成功{{ 纠纷.成功 }}件。"

    looked = _looked(page, form)

    words = {name: (one["words"], one["with_measure"]) for name, one in looked["figures"]["纠纷"].items()}
    assert words == {"受理": ("44", "44件"), "成功": ("42", "42件"), "成功率": ("95.45%", "95.45%")}
    assert "成功率95.45%" in looked["preview"]
    assert "【待填：纠纷.坏率】" in looked["preview"]
    assert "【待填：没有.的】" in looked["preview"]
    assert "（（纠纷.受理））件" in looked["preview"]


def test_an_empty_form_is_open_everywhere_and_wrong_nowhere(page: Site) -> None:
    looked = _looked(page, {})

    assert {mistake["is_open"] for mistake in looked["mistakes"]} == {True}
    assert {"单位.名称", "年度", "落款.日期"} <= set(_told(looked)) or {"单位", "年度", "落款"} <= set(_told(looked))
    assert "【待填" in looked["preview"]


def test_words_of_a_form_are_words_in_the_preview(page: Site) -> None:
    form = _opened(page, SMALLEST)
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    form["引言"] = attack
    form["主要举措和成效"]["项目"][0]["标题"] = attack
    form["主要举措和成效"]["项目"][0]["表格"] = [{"标题": attack, "列": [attack, "乙"], "行": [[attack, "1"]]}]

    looked = _looked(page, form)

    assert looked["preview"].count("&lt;script&gt;") >= 5
    assert "<script" not in looked["preview"]
    assert "<img" not in looked["preview"]


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_what_is_saved_loads_again_as_the_same_report(page: Site, file: Path, kind: str, tmp_path: Path) -> None:
    answer = page.post(f"/draft/form.{kind}", _body(_opened(page, file)))

    assert answer.status_code == 200, answer.text
    name = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert name.endswith(f"2025年度表单.{kind}")
    saved = tmp_path / f"表单.{kind}"
    saved.write_bytes(answer.content)
    assert load(saved)[0] == load(file)[0]
    # And into the browser again.
    assert _looked(page, _opened(page, saved))["mistakes"] == []


def test_what_is_wrong_is_saved_as_it_is(page: Site, tmp_path: Path) -> None:
    form = {
        "年度": "25",
        "数据": {"纠纷": {"受理": "四十"}, "（未命名1）": {"（未命名1）": "3件"}},
        "怪": {"甲": ["乙"]},
    }
    saved = tmp_path / "表单.yaml"

    saved.write_bytes(page.post("/draft/form.yaml", _body(form)).content)

    assert _opened(page, saved) == form


def test_a_form_with_english_names_is_shown_with_chinese_ones(page: Site) -> None:
    form = {
        "unit": {"name": "青禾乡人民政府", "级别": "乡镇"},
        "年度": 2025,
        "figures": {"纠纷": {"成功": {"number": 3, "whole": "受理"}, "number": "1"}},
        "shortcomings": {"items": [{"heading": "执法力量不足", "cause": "人少"}]},
    }

    answer = page.post("/draft/open", json.dumps(form).encode(), "表单.json").json()

    assert answer["form"] == {
        "单位": {"名称": "青禾乡人民政府", "级别": "乡镇"},
        "年度": 2025,
        "数据": {"纠纷": {"成功": {"数": 3, "属于": "受理"}, "number": "1"}},
        "存在的不足和原因": {"项目": [{"不足": "执法力量不足", "原因": "人少"}]},
    }


def test_slips_of_the_file_are_told(page: Site) -> None:
    answer = page.post("/draft/open", "表单版本: 1\n年度: 2025\n年度: 2024\n".encode(), "表单.yaml").json()

    assert answer["form"]["年度"] == "2025"
    assert any("写了两次" in told for told in answer["told"])


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("图.png", b"\x89PNG\r\n\x1a\n", ""),
        ("空.yaml", b"", "表单是空的"),
        ("坏.xlsx", b"PK\x03\x04xxxx", ""),
        ("深.json", b"[" * 100000, "层次过深"),
        ("词.yaml", "只有一句话".encode(), "看不出是表单"),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(page: Site, name: str, data: bytes, expected: str) -> None:
    answer = page.post("/draft/open", data, name)

    assert answer.status_code == 422
    assert expected in answer.text
    assert 'class="said"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"form": []}', b'{"form": "x"}', b"[" * 50000, b"\xff\xfe\x00"])
@pytest.mark.parametrize("path", ["/draft/look", "/draft/form.yaml", "/draft/form.xlsx", "/draft/form.docx"])
def test_a_body_that_is_no_form_is_refused(page: Site, path: str, body: bytes) -> None:
    answer = page.post(path, body)

    assert answer.status_code == 422
    assert "表单没有传完整" in answer.text


def test_other_kinds_of_files_are_not_made(page: Site) -> None:
    assert page.post("/draft/form.pdf", _body({})).status_code == 404
    assert page.client.get("/draft/form.yaml").status_code == 405


def test_last_years_form_and_report_begin_this_years(page: Site) -> None:
    for last in (FORMS[0], Path("examples/reports/青禾乡2024年度报告.txt")):
        answer = page.post("/draft/last", last.read_bytes(), last.name)

        assert answer.status_code == 200, answer.text
        made = new(last)
        told = answer.json()
        assert told["form"] == json.loads(json.dumps(made.form))
        assert told["told"] == list(made.unplaced)
        assert {tuple(place): words for place, words in told["notes"]} == dict(made.notes)
        saved = page.post("/draft/form.yaml", _body(told["form"], told["notes"]))
        assert saved.content == made.as_yaml()


def test_the_word_file_is_the_one_that_the_command_line_makes(page: Site, tmp_path: Path) -> None:
    answer = page.post("/draft/form.docx", _body(_opened(page, SMALLEST)))

    assert answer.status_code == 200, answer.text
    assert answer.content == draft(SMALLEST).data
    name = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert name == "青禾乡人民政府2025年度法治政府建设年度报告.docx"
    made = tmp_path / name
    made.write_bytes(answer.content)
    assert check(made).findings == ()


def test_a_base_gives_the_word_file_its_letterhead(page: Site, tmp_path: Path) -> None:
    base = docx(p(r("青禾乡人民政府文件")), p(r("青政发〔2025〕3号")))
    form = _body(_opened(page, SMALLEST))

    answer = page.post("/draft/form.docx", form + base, **{"X-Form-Length": str(len(form))})

    assert answer.status_code == 200, answer.text
    file = tmp_path / "底版.docx"
    file.write_bytes(base)
    assert answer.content == draft(SMALLEST, base=file).data
    assert answer.content != draft(SMALLEST).data


def test_a_base_is_looked_at_before_it_is_used(page: Site) -> None:
    clean = docx(p(r("青禾乡人民政府文件")))
    assert page.post("/draft/base", clean).json() == {"told": []}

    left = docx(p(r("青禾乡人民政府文件")), p(r("青政发〔2025〕3号")), p(r("去年的正文，忘了删。")))
    assert "“去年的正文，忘了删。”" in page.post("/draft/base", left).json()["told"][0]

    refused = page.post("/draft/base", b"%PDF-1.7")
    assert refused.status_code == 422
    assert "底版文件用不了：它不是 .docx 文件" in refused.text


@pytest.mark.parametrize("length", ["-1", "x", "9" * 5000, "", "\u00b2"])
def test_a_length_that_is_none_does_not_count(page: Site, length: str) -> None:
    form = _body(_opened(page, SMALLEST))
    told = {b"X-Form-Length": length.encode("latin-1")}

    answer = page.client.post("/draft/form.docx", content=form, headers={**_raw(page.own), **told})

    assert answer.content == draft(SMALLEST).data


def _raw(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    return {name.encode(): value.encode() for name, value in headers.items()}


def test_what_is_not_filled_in_is_drafted_only_when_asked_for(page: Site, tmp_path: Path) -> None:
    form = _opened(page, SMALLEST)
    form["落款"]["日期"] = None

    refused = page.post("/draft/form.docx", _body(form))
    made = page.post("/draft/form.docx?incomplete=1", _body(form))

    assert refused.status_code == 422
    assert "落款.日期：还没有填写" in refused.text
    assert made.status_code == 200
    report = tmp_path / "报告.docx"
    report.write_bytes(made.content)
    assert {finding.code for finding in check(report).findings} == {"RES01"}


def test_a_report_in_which_our_own_check_finds_an_error_is_not_given_out(page: Site) -> None:
    form = _opened(page, SMALLEST)
    form["主要举措和成效"]["项目"][0]["正文"] = "受理纠纷52件，办结49件，办结率96.15%。"

    refused = page.post("/draft/form.docx", _body(form))

    assert refused.status_code == 422
    assert "自查发现1处错误，没有起草" in refused.text
    looked = _looked(page, form)
    assert looked["mistakes"] == []
    assert [finding["severity"] for finding in looked["findings"]] == ["error"]


def test_settings_of_the_folder_count(tmp_path: Path) -> None:
    (tmp_path / "fazhi.toml").write_text('[rules]\nignore = ["FIG01"]\n', encoding="utf-8")
    with site(tmp_path) as page:
        page.enter()
        form = _opened(page, SMALLEST)
        form["主要举措和成效"]["项目"][0]["正文"] = "受理纠纷52件，办结49件，办结率96.15%。"
        looked = _looked(page, form)
    assert looked["findings"] == []
