"""Template folders: the shipped ones make faultless reports of their smallest form; a wrong one is told in Chinese."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from drafting.app import check_document
from drafting.compose import SentenceError, TemplateError, compose
from drafting.compose.filters import FILTERS
from drafting.compose.references import Figure
from drafting.compose.templates import SETTINGS, SMALLEST, SOURCE, find, load, shipped
from drafting.compose.view import short_name
from drafting.config import Settings
from drafting.findings import Severity
from drafting.forms.loading import read_bytes, validated
from drafting.ooxml.writer import write
from drafting.readers import read_bytes as read_report
from schemas.report import Level, Report

MakeTemplate = Callable[[str], Path]


def smallest(name: str) -> Report:
    return validated(read_bytes((shipped()[name].folder / SMALLEST).read_bytes()))


@pytest.fixture
def folder(tmp_path: Path) -> MakeTemplate:
    def make(source: str) -> Path:
        (tmp_path / SETTINGS).write_text("", encoding="utf-8")
        (tmp_path / SOURCE).write_text(source, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize("name", sorted(shipped()))
def test_smallest_form_makes_a_faultless_report(name: str) -> None:
    draft = compose(smallest(name), shipped()[name])
    result = check_document(read_report(write(draft, Settings().layout)), Settings())

    assert [finding.message for finding in result.findings if finding.severity > Severity.INFO] == []


@pytest.mark.parametrize("level", list(Level))
def test_every_level_has_a_template(level: Level) -> None:
    assert level in find(None, level).levels


def test_template_of_ones_own_works_like_a_shipped_one(folder: MakeTemplate) -> None:
    template = find(
        str(folder("# {{ 单位.名称 }}{{ 年度 }}年报告\n## 成效\n{{ 主要举措和成效.项目[0].正文 }}\n")), "乡镇"
    )
    draft = compose(smallest("乡镇"), template)

    assert [block.text for block in draft.blocks][-2:] == ["一、成效", "定期研究法治建设工作，任务逐项落实到人。"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ 单位.全称 }}", "第1行用了没有的名称：“全称”"),
        ("甲\n{{ 不存在 }}", "第2行用了没有的名称：“不存在”"),
        ("甲\n{% if %}", "第2行写法有误"),
        ("{{ 标题 }}", "先用 {% if %} 判断"),
        ("{{ ''.__class__.__mro__ }}", "不允许的写法"),
        ("{{ 年度 | 没有 }}", "写法有误"),
        ("{% include '/etc/passwd' %}", "不在模板的文件夹里"),
        ("{{ 1 // 0 }}", "运行出错"),
        ("{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}", "第1行宏自己调用自己"),
        ("{% for a in range(99999999) %}x{% endfor %}", "用了没有的名称"),
        ("### 乙", "上面却没有1级标题"),
    ],
)
def test_wrong_template_is_told(folder: MakeTemplate, source: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told.replace("{", r"\{").replace("|", r"\|")):
        compose(smallest("乡镇"), load(folder(source)))


def test_unknown_setting_is_told(folder: MakeTemplate) -> None:
    place = folder("甲")
    (place / SETTINGS).write_text('level = "乡镇"', encoding="utf-8")

    with pytest.raises(TemplateError, match="不认识的项“level”"):
        load(place)


def test_name_that_is_no_template_is_told() -> None:
    with pytest.raises(TemplateError, match="没有“村级”这个模板；自带的有：乡镇"):
        find("村级", "乡镇")


def test_sentence_that_refers_to_no_figure_is_told_with_its_place() -> None:
    source = read_bytes((shipped()["乡镇"].folder / SMALLEST).read_bytes())
    source.data["主要举措和成效"]["项目"][0]["正文"] = "受理{{ 纠纷.受理 }}件。"

    with pytest.raises(SentenceError) as raised:
        compose(validated(source), shipped()["乡镇"])
    assert raised.value.mistakes[0].place == ("主要举措和成效", "项目", 0, "正文")


@pytest.mark.parametrize(
    ("name", "county", "short"),
    [
        ("青禾乡人民政府", "", "青禾乡"),
        ("云岭县青禾乡人民政府", "云岭县", "青禾乡"),
        ("临川街道办事处", "桐泊区", "临川街道"),
        ("云岭县人民政府", "云岭县", "云岭县"),
        ("云岭县司法局", "云岭县", "云岭县司法局"),
    ],
)
def test_unit_speaks_of_itself_in_short(name: str, county: str, short: str) -> None:
    assert short_name(name, county) == short


@pytest.mark.parametrize(
    ("cause", "written"),
    [
        ("编制少", "主要原因是编制少。"),
        ("主要是编制少。", "主要原因是编制少。"),
        ("主要在于编制少。", "主要原因在于编制少。"),
        ("因编制少，人手紧。", "主要原因是编制少，人手紧。"),
        ("由于编制少，人手紧。", "由于编制少，人手紧。"),
        ("这是因为编制少。", "这是因为编制少。"),
        ("根本原因在于编制少。", "根本原因在于编制少。"),
        ("受教育程度不高的群众较多。", "主要原因是受教育程度不高的群众较多。"),
        ("一是编制少；二是人手紧。", "主要原因：一是编制少；二是人手紧。"),
    ],
)
def test_cause_says_that_it_is_one(cause: str, written: str) -> None:
    assert FILTERS["原因"](cause) == written


@pytest.mark.parametrize("said", ["现将有关情况汇报如下：", "现将一年来的工作总结如下：", "现将情况报告如下。"])
def test_report_is_announced_once(said: str) -> None:
    source = read_bytes((shipped()["乡镇"].folder / SMALLEST).read_bytes())
    source.data["引言"] = f"2025年，扎实推进法治政府建设。{said}"

    assert compose(validated(source), shipped()["乡镇"]).text.count("如下") == 1


def test_filters_of_templates() -> None:
    assert FILTERS["占"](Figure("42", "件"), Figure("44", "件")) == "95.45%"
    assert FILTERS["占"](Figure("42"), Figure("42")) == "100%"
    assert FILTERS["占"](Figure("1.5万"), Figure("20000"), 0) == "75%"
    assert FILTERS["并列"](["甲", "乙", "丙"]) == "甲、乙和丙"
    assert FILTERS["并列"](["甲"]) == "甲"
    assert FILTERS["顿号"](["甲", "乙"]) == "甲、乙"
    assert FILTERS["汉字"](12) == "十二"
    assert FILTERS["日期"](date(2026, 1, 20)) == "2026年1月20日"
    assert FILTERS["成句"]("甲\n乙。\n丙：") == "甲。\n乙。\n丙："
    with pytest.raises(ValueError, match="准数"):
        FILTERS["占"](Figure("10余"), Figure("44"))
