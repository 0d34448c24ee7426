"""What is told of a template without rendering it: each rule's examples, nothing of what is right, and never a traceback."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafting.cli import run
from drafting.compose.templates import SETTINGS, SHARED, SMALLEST, SOURCE, Template, shipped
from drafting.compose.view import view
from drafting.forms.loading import read_bytes, validated
from drafting.rules.catalogue import ALL
from drafting.templating import shapes
from drafting.templating.catalogue import STATIC
from drafting.templating.problems import Patch, Problem, TemplateRule
from drafting.templating.shapes import Kind, Shape
from drafting.templating.static import static_problems

_END = "{{ 结尾(附件, 落款) }}"
_LONGEST = 10.0
"""Seconds; a slow computer that does other things as well takes a tenth of it."""

Made = Callable[..., Template]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A copy of a shipped template, with words put in before its end or other files."""

    def make(words: str | None = None, name: str = "乡镇", **files: str | bytes) -> Template:
        folder = tmp_path / f"{name}{len(list(tmp_path.iterdir()))}"
        shutil.copytree(str(shipped()[name].folder), folder)
        if words is not None:
            source = (folder / SOURCE).read_text(encoding="utf-8")
            (folder / SOURCE).write_text(source.replace(_END, f"{words}\n{_END}"), encoding="utf-8")
        for each, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / each.replace("_", ".", 1)).write_bytes(data)
        return Template(name, folder, shipped()[name].levels, shipped()[name].not_shown)

    return make


def codes(template: Template) -> list[str]:
    return [problem.code for problem in static_problems(template)]


def line_of(template: Template, problem: Problem) -> str:
    place = template.folder / problem.spot.file
    return place.read_text(encoding="utf-8-sig").split("\n")[problem.spot.line - 1].strip()


def _name(value: object) -> str:
    return value.code if isinstance(value, TemplateRule) else str(getattr(value, "new", value))[:24].replace("\n", " ")


@pytest.mark.parametrize("name", sorted(shipped()))
def test_shipped_template_is_clean(name: str) -> None:
    assert static_problems(shipped()[name]) == ()


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule in STATIC for bad in rule.bad], ids=_name)
def test_bad_example_is_found_on_its_line_and_nothing_else(rule: TemplateRule, bad: Patch, made: Made) -> None:
    template = made(name=bad.template)
    path = Path(str(template.folder)) / bad.file
    before = path.read_text(encoding="utf-8")
    assert bad.old in before
    path.write_text(before.replace(bad.old, bad.new, 1), encoding="utf-8")

    problems = static_problems(template)

    assert {problem.code for problem in problems} == {rule.code}
    assert bad.marks in [line_of(template, problem) for problem in problems]
    assert all(problem.spot.quote in line_of(template, problem) for problem in problems)


@pytest.mark.parametrize("rule", STATIC, ids=_name)
def test_declaration_is_complete(rule: TemplateRule) -> None:
    assert len(rule.bad) >= 2
    assert rule.summary.endswith("。")
    assert rule.check.__name__ == rule.slug.replace("-", "_")
    assert rule.check.__module__.endswith("." + rule.check.__name__)


def test_rule_has_a_page_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert not {rule.slug for rule in STATIC} & {rule.slug for rule in ALL}
    assert run(["rules", "tpl02"]) == 0
    assert "TPL02 名称不明（unknown-name）" in capsys.readouterr().out
    assert run(["rules"]) == 0
    assert "TPL 模板" in capsys.readouterr().out


def test_report_is_not_checked_for_template_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.txt").write_text("一、成效", encoding="utf-8")

    assert run(["check", "--select", "TPL", str(tmp_path / "报告.txt")]) == 2
    assert "没有“TPL”这条规则或类别" in capsys.readouterr().err


HARMLESS = (
    "{# {{ 没有 }} ｛｛ 2025年 44件 {% if %} #}",
    "{% raw %}{{ 没有 }} { 单位.名称 } ｛｛{% endraw %}",
    "{# 一、\n二、 #}",
    "{%- if 引言 -%}\n{{- 引言 -}}\n{%- endif -%}",
    "{% set 乡 = 单位.简称 %}{{ 乡 }}",
    "{% set 乡, 年 = 单位.简称, 年度 %}{{ 乡 }}{{ 年 }}",
    "{% set 段 %}{{ 单位.名称 }}在{{ 年度 }}年{% endset %}{{ 段 }}",
    "{% set 段 | trim %} {{ 单位.名称 }} {% endset %}{{ 段 }}",
    "{% set 显示 = true %}{% if 显示 %}甲{% else %}乙{% endif %}",
    "{% if 引言 %}{% set 头 = 引言 %}{% else %}{% set 头 = '无' %}{% endif %}{{ 头 }}",
    "{% with 名 = 单位.名称 %}{{ 名 }}{% endwith %}",
    "{% filter trim %}{{ 单位.名称 }}{% endfilter %}",
    "{% for 项 in 主要举措和成效.项目 %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 %}{{ loop.previtem.标题 if not loop.first }}{{ loop.cycle('甲', '乙') }}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 if 项.表格 %}{{ 项.标题 }}{% endfor %}",
    "{% for 项 in 附件 %}{{ 项.名称 }}{% else %}没有附件。{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 recursive %}{{ 项.标题 }}{{ loop(项.小项) }}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 | selectattr('正文') %}{{ 项.标题 }}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目[:3] %}{{ 项.标题 }}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 | sort(attribute='标题') | reverse %}{{ 项.标题 }}{% endfor %}",
    "{% for 组 in 主要举措和成效.项目 | batch(2) %}{% for 项 in 组 %}{{ 项.标题 }}{% endfor %}{% endfor %}",
    "{% for 组, 各 in 主要举措和成效.项目 | groupby('标题') %}{{ 组 }}{% for 项 in 各 %}{{ 项.正文 }}{% endfor %}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 + 下一年度安排.项目 %}{{ 项.标题 }}{% endfor %}",
    "{% for 项 in 主要举措和成效.项目 %}{% for 项 in 项.小项 %}{{ 项.标题 }}{% endfor %}{% endfor %}",
    "{% for _ in 主送 %}。{% endfor %}",
    "{% for 段 in 引言 | 段落 %}{{ 段 }}{% endfor %}",
    "{% for 行 in 引言.splitlines() %}{{ 行 }}{% endfor %}",
    "{% for 名, 部 in [('成效', 主要举措和成效), ('安排', 下一年度安排)] %}{{ 名 }}{{ 部.引言 }}{% endfor %}",
    "{% for 表 in 主要举措和成效.项目[0].表格 %}{{ 表.标题 }}{% for 行 in 表.行 %}{% for 格 in 行 %}{{ 格 }}{% endfor %}{% endfor %}{% endfor %}",
    "{{ 主送 | join('、') }}{{ 主送 | length }}{{ 主送 | first }}{{ 主送[0] }}",
    "{{ 主要举措和成效.项目 | map(attribute='标题') | 顿号 }}",
    "{{ 主要举措和成效.项目 | map(attribute='标题') | join('；') }}",
    "{{ 主要举措和成效.项目[0].标题 }}{{ (主要举措和成效.项目 | first).标题 }}",
    "{{ 单位['名称'] }}{{ 单位.get('名称') }}",
    "{{ 单位.名称 | replace('人民政府', '') | trim }}{{ 单位.名称.removesuffix('人民政府') }}",
    "{{ '%s（%s）' | format(单位.名称, 年度) }}{{ '{}年'.format(年度) }}",
    "{{ 数据.纠纷.受理 }}件，{{ 数据.纠纷.受理 | 带量词 }}",
    "{% if 数据.纠纷 is defined %}{{ 数据.纠纷.受理 | 带量词 }}{% endif %}",
    "{% if 数据 %}{{ 数据['纠纷']['受理'] }}{% endif %}",
    "{% for 组 in 数据 %}{{ 数据[组].受理 }}{% endfor %}",
    "{% for 组, 数 in 数据.items() %}{{ 组 }}{{ 数.受理 }}{% endfor %}",
    "{{ 数据.纠纷.成功 | 占(数据.纠纷.受理) }}",
    "{{ 落款.日期.year }}年{{ 落款.日期 | 日期 }}",
    "{{ 年度 - 1 }}年{{ 年度 + 1 }}年{{ 下一年度 | string }}",
    "{{ '乡' if 单位.级别 == '乡镇' else '街道' }}",
    "{{ 引言 if 引言 }}{{ 引言 or '无' }}{{ 引言 | default('无', true) }}",
    "{% if 引言 is none %}无{% else %}{{ 引言 }}{% endif %}",
    "{% if 引言 is defined and 引言 %}{{ 引言 }}{% endif %}",
    "{% if 年度 %}{{ 年度 }}{% endif %}",
    "{% if 党政主要负责人履职.党委主要负责人 %}{{ 党政主要负责人履职.党委主要负责人.职务 }}{% endif %}",
    "{% if 单位.级别 == '乡镇' %}乡{% elif 单位.级别 in ('街道', '县区') %}街{% else %}部{% endif %}",
    "{% if 引言 and 主送 %}甲{% elif 引言 %}乙{% elif 主送 %}丙{% else %}丁{% endif %}",
    "{% if 引言 %}甲{% if 主送 %}乙{% else %}丙{% endif %}{% endif %}",
    "{% if not 引言 %}甲{% endif %}{% if 引言 %}乙{% endif %}",
    "{% for 项 in 附件 %}{% if 项.正文 %}{% for 项 in 项.表格 %}{% if 项.标题 %}甲{% endif %}{% endfor %}{% else %}乙{% endif %}{% endfor %}",
    "{% if 主送 | length > 1 %}各单位{% else %}{{ 主送 | 顿号 }}{% endif %}",
    "{% if '乡' in 单位.名称 %}甲{% endif %}{% if 单位.名称.endswith('人民政府') %}乙{% else %}丙{% endif %}",
    "{% if 说明 is defined %}{{ 说明 }}{% endif %}",
    "{% macro 段(文, 头='') %}{{ 头 }}{{ 文 | 成句 }}{% endmacro %}{{ 段(单位.名称) }}{{ 段('甲', 头='乙') }}",
    "{% macro 框() %}【{{ caller() }}】{% endmacro %}{% call 框() %}{{ 单位.名称 }}{% endcall %}",
    "{% macro 逐(项目) %}{% for 项 in 项目 %}{{ caller(项) }}{% endfor %}{% endmacro %}{% call(项) 逐(附件) %}{{ 项.名称 }}{% endcall %}",
    "{% macro 多() %}{{ varargs | join('、') }}{{ kwargs.甲 }}{% endmacro %}{{ 多('一', '二', 甲='三') }}",
    "{% macro 可无(文, 注) %}{{ 文 }}{% if 注 is defined %}{{ 注 }}{% endif %}{% endmacro %}{{ 可无('甲') }}",
    "{% macro 自(项目) %}{% for 项 in 项目 %}{{ 项.标题 }}{{ 自(项.小项) }}{% endfor %}{% endmacro %}{{ 自(主要举措和成效.项目) }}",
    "{% macro 杂(值) %}{% if 值 is string %}{{ 值 }}{% else %}{% for 项 in 值 %}{{ 项 }}{% endfor %}{% endif %}{% endmacro %}{{ 杂(主送) }}{{ 杂(单位.名称) }}",
    "{% macro 先() %}{{ 后() }}{% endmacro %}{% macro 后() %}{{ 单位.名称 }}{% endmacro %}{{ 先() }}",
    "{% macro 无人用(项) %}{{ 项.什么都行 }}{{ 单位.名称 }}{% endmacro %}",
    "{% import '共用.jinja' as 共 %}{{ 共.不足(存在的不足和原因.项目) }}",
    "{% from '共用.jinja' import 各项 as 列 with context %}{{ 列(下一年度安排.项目, 三级独行=false) }}",
    "{% include '没有.jinja' ignore missing %}",
    "{% include ['没有.jinja', '共用.jinja'] %}",
    "{% autoescape false %}{{ 单位.名称 }}{% endautoescape %}",
    "{% block 尾 %}{{ 单位.名称 }}{% endblock %}",
    "{{ 引言 | wordwrap(40) }}{{ '—' * 20 }}{{ 3 * 4 }}{{ 2 ** 10 }}",
    "根据《法治政府建设实施纲要（2021—2025年）》和2019年印发的《督察规定》，",
    "“十四五”时期（2021—2025年）按照云政发〔2023〕12号文件，到2035年基本建成法治政府。",
    "落实中央八项规定，做好“一网通办”“1+1+3”，推行三项制度，12345热线24小时受理，第一责任人带头，一户一策，走进千家万户。",
    "党的二十届三中全会、“八五”普法、“法律明白人”、一站式、第三十二条、两个维护、四个全面。",
    "数学里的集合 {1, 2} 和 {注} 不管，百分之百满意的“100%”也不管。",
    "## 一体推进法治建设\n### 三项制度全面落实\n### 第一责任人职责\n#### 十大工程\n@附件 附件清单\n@附件 2025",
    "### 一、二级响应联动\n### 1+1+3 机制",
    "| 一、 | 1. |\n|---|---|\n| （一） | 2. |",
    "\\# 一、不是标题",
    "一、正文里的条款",
    "{{ 单位.名称 }}：{{ 单位.所属 or '本级' }}；{{ 落款.署名 | 并列 }}；{{ '是' if 落款.盖章 else '否' }}",
    "{{ 各项(项目=主要举措和成效.项目, 三级独行=true) }}",
    "{{ (引言 or '') | 成句 }}{{ (主送 or ['各单位']) | 顿号 }}",
    "{{ 单位.简称 ~ 年度 ~ '年' }}{{ ['甲', 单位.名称] | 顿号 }}{{ ('甲', '乙') | join }}",
    "{% set 数 = 主要举措和成效.项目 | length %}共{{ 数 }}项，{{ 数 | 汉字 }}项。",
    "{% set 选 = 主要举措和成效.项目 | rejectattr('正文') | list %}{% if 选 %}{{ 选[0].标题 }}{% endif %}",
    "{% set 码 = {'甲': 1} %}{{ 码.甲 }}{{ 码['乙'] }}",
    "{% print 单位.名称 %}",
)  # fmt: skip


@pytest.mark.parametrize("words", HARMLESS)
def test_nothing_is_told_of_what_is_right(words: str, made: Made) -> None:
    assert [(problem.code, problem.message) for problem in static_problems(made(words))] == []


WRONG = (
    ("{{ 单位.全称 }}", "TPL02", "单位.全称", "单位.名称"),
    ("{{ unit.name }}", "TPL02", "unit", "单位"),
    ("{{ 名称 }}", "TPL02", "名称", None),
    ("{{ 纠纷.受理 }}", "TPL02", "纠纷", None),
    ("{% if 引盐 %}甲{% endif %}", "TPL02", "引盐", "引言"),
    ("{{ 引盐 | default('') }}", "TPL02", "引盐", "引言"),
    ("{{ 单位.名称.全称 }}", "TPL02", "单位.名称.全称", None),
    ("{{ 各向(附件) }}", "TPL02", "各向", "各项"),
    ("{{ 各项() }}", "TPL02", "各项()", None),
    ("{{ 各项(主要举措和成效.项目, true, 3) }}", "TPL02", "各项(主要举措和成效.项目, true, 3)", None),
    ("{{ 各项(主要举措和成效.项目, 三级独立=true) }}", "TPL02", "三级独立", "三级独行"),
    ("{{ 不足(主要举措和成效.项目) }}", "TPL02", "不足(主要举措和成效.项目)", None),
    ("{{ range(3) }}", "TPL02", "range", None),
    ("{% for 项 in 附件 %}{{ loop.idx }}{% endfor %}", "TPL02", "loop.idx", None),
    ("{{ loop.index }}", "TPL02", "loop", None),
    ("{% for 项 in 附件 %}{% endfor %}{{ 项.名称 }}", "TPL02", "项", None),
    ("{{ 附件 | map(attribute='名字') | 顿号 }}", "TPL02", "名字", "名称"),
    ("{% macro 甲(项目) %}{% for 项 in 项目 %}{{ 项.标体 }}{% endfor %}{% endmacro %}{{ 甲(下一年度安排.项目) }}",
     "TPL02", "项.标体", "项.标题"),
    ("{{ 引言 | 成具 }}", "TPL03", "成具", "成句"),
    ("{{ 主送 | map('没') | 顿号 }}", "TPL03", "没", None),
    ("{% if 年度 is evenn %}{% endif %}", "TPL03", "evenn", "even"),
    ("{% for 字 in 单位.名称 %}{{ 字 }}{% endfor %}", "TPL04", "单位.名称", None),
    ("{% for 项 in 单位 %}{{ 项 }}{% endfor %}", "TPL04", "单位", None),
    ("{% for 项 in 年度 %}{{ 项.标题 }}{% endfor %}", "TPL04", "年度", None),
    ("{{ 单位.名称 | 顿号 }}", "TPL04", "单位.名称", None),
    ("{{ 主送.标题 }}", "TPL04", "主送.标题", None),
    ("甲｛单位.名称｝乙", "TPL05", "｛单位.名称｝", "{{ 单位.名称 }}"),
    ("甲 单位.名称 }} 乙", "TPL05", "}}", None),
    ("{年度}年", "TPL05", "{年度}", "{{ 年度 }}"),
    ("甲 ｛% if 引言 %} 乙", "TPL05", "｛% if 引言 %}", "{% if 引言 %}"),
    ("{% if 引言 %}### 1. 甲{% endif %}", "TPL06", "1.", ""),
    ("@表题 表1 受理情况", "TPL06", "表1 ", ""),
    ("@附件 附件：清单", "TPL06", "附件：", ""),
    ("自2025年以来未发生", "", None, None),
    ("2024年，全乡", "TPL07", "2024", None),
    ("二〇二五年，全乡", "TPL07", "二〇二五", None),
    ("{% set 年 = 2025 %}{{ 年 }}", "TPL07", "2025", None),
    ("{% if 下一年度 > 2025 %}甲{% endif %}", "TPL07", "2025", None),
    ("{{ 引言 or '2025年' }}", "TPL07", "2025", None),
    ("受理12.5万人次", "TPL08", "12.5万人次", None),
    ("共{{ 数据.甲.乙 }}件，占百分之九十五", "TPL08", "百分之九十五", None),
    ("解决问题三十六件", "TPL08", "三十六件", None),
    ("{{ 单位 | attr('名称') }}", "TPL09", "attr", None),
    ("{{ '{0.名称}'.format(单位) }}", "TPL09", "{0.名称}", None),
    ("{{ 单位['__class__'] }}", "TPL09", "__class__", None),
    ("{{ _乙 }}", "TPL09", "_乙", None),
    ("{% for 数 in range(99999999) %}{% endfor %}", "TPL09", "range", None),
    ("{{ 9 ** 9 ** 9 }}", "TPL09", "**", None),
    ("{{ 主送.append('甲') }}", "TPL09", "主送.append", None),
    ("{% include 单位.名称 %}", "TPL09", "", None),
    ("{% include '/etc/passwd' %}", "TPL09", "/etc/passwd", None),
    ("{% include '共享.jinja' %}", "TPL09", "共享.jinja", "共用.jinja"),
    ("{% include '报告.jinja' %}", "TPL09", "报告.jinja", None),
    ("{% call 单位() %}甲{% endcall %}", "TPL09", "单位", None),
    ("{% call 履职(党政主要负责人履职.党委主要负责人) %}甲{% endcall %}", "TPL09", None, None),
    ("{% if false %}甲{% endif %}", "TPL10", "{% if false %}", None),
    ("{% if 1 == 2 %}甲{% endif %}", "TPL10", "{% if 1 == 2 %}", None),
    ("{% if 年度 %}甲{% else %}乙{% endif %}", "TPL10", "{% if 年度 %}", None),
    ("{% if 落款.署名 | length > 0 %}甲{% else %}乙{% endif %}", "TPL10", "{% if 落款.署名 | length > 0 %}", None),
    ("{% if 引言 %}{% if not 引言 %}甲{% endif %}{% endif %}", "TPL10", "{% if not 引言 %}", None),
    ("{% if 引言 is defined %}甲{% endif %}", "TPL10", "{% if 引言 is defined %}", None),
    ("{% for 项 in 主要举措和成效.项目 %}{{ 项.标题 }}{% else %}无{% endfor %}", "TPL10", None, None),
    ("{{ 年度 if 年度 else '今' }}", "TPL10", "if 年度", None),
)  # fmt: skip


@pytest.mark.parametrize(("words", "code", "quote", "suggestion"), WRONG)
def test_one_fault_is_told_once(words: str, code: str, quote: str | None, suggestion: str | None, made: Made) -> None:
    template = made(words)
    problems = static_problems(template)

    assert [problem.code for problem in problems] == ([code] if code else [])
    for problem in problems:
        assert words.split("\n", maxsplit=1)[0] == line_of(template, problem)
        assert quote is None or problem.spot.quote == quote
        assert suggestion is None or problem.suggestion == suggestion


def test_names_are_shaped_as_the_view_shows_them() -> None:
    source = read_bytes((shipped()["乡镇"].folder / SMALLEST).read_bytes())
    source.data["主送"] = "云岭县人民政府"
    source.data["数据"] = {"纠纷": {"受理": "44件"}}
    source.data["主要举措和成效"]["项目"][0] |= {
        "小项": [{"标题": "学法", "正文": "学法。", "小项": [{"标题": "学宪法", "正文": "学。"}]}],
        "表格": [{"标题": "受理", "列": ["村", "数"], "行": [["甲村", "1"]], "合计": "是"}],
    }
    source.data["附件"] = [{"名称": "清单", "正文": "无"}]
    source.data["上年安排"] = [{"事项": "普法"}]
    seen, mistakes = view(validated(source))
    assert not mistakes
    assert set(seen) == set(shapes.names())
    for name, value in seen.items():
        _agrees(value, shapes.names()[name], name)


def _agrees(value: Any, shape: Shape, way: str) -> None:
    """Every name of the view is known, and what is said of it is so."""
    if value is None or value in ("", []):
        assert shape.truth is None, way
        return
    kinds = {bool: Kind.YES_NO, str: Kind.TEXT, int: Kind.NUMBER}
    if isinstance(value, dict) and shape.kind is Kind.GROUPS:
        assert shape.element is not None
        for name, inner in value.items():
            _agrees(inner, shape.element, f"{way}.{name}")
    elif isinstance(value, dict):
        assert shape.kind is Kind.RECORD, way
        assert set(value) == set(shape.fields or ()), way
        for name, inner in value.items():
            _agrees(inner, (shape.fields or {})[name], f"{way}.{name}")
    elif isinstance(value, list):
        assert shape.kind is Kind.LIST, way
        for inner in value:
            _agrees(inner, shape.element or shape, way)
    else:
        assert shape.kind is next((kind for python, kind in kinds.items() if isinstance(value, python)), Kind.DAY), way


BROKEN = (
    ("{% if 引言 %}甲\n{% for 项 in 附件 %}乙\n{% endfor %}", "{% if 引言 %}甲"),
    ("{% for 项 in 附件 %}\n{% if 引言 %}\n甲\n{% endfor %}", "{% if 引言 %}"),
    ("甲\n{% endif %}", "{% endif %}"),
    ("甲\n{% else %}", "{% else %}"),
    ("{{ 年度\n甲\n{{ 年度 }}", "{{ 年度"),
    ("{{ 单位.名称 }", "{{ 单位.名称 }"),
    ("{{ 单位.名称 |\n成具具( }}", "成具具( }}"),
    ("甲\n{# 没有写完", "{# 没有写完"),
    ("{% esle %}", "{% esle %}"),
    ("{{ }}", "{{ }}"),
    ("{% if 年度 = 1 %}{% endif %}", "{% if 年度 = 1 %}{% endif %}"),
    ("{% do 主送.append(1) %}", "{% do 主送.append(1) %}"),
    ("{% block 甲 %}{% endblock %}\n乙{% block 甲 %}{% endblock %}", "乙{% block 甲 %}{% endblock %}"),
)


@pytest.mark.parametrize(("words", "line"), BROKEN)
def test_syntax_error_lies_where_it_was_made(words: str, line: str, made: Made) -> None:
    template = made(words)
    (problem,) = static_problems(template)

    assert problem.code == "TPL01"
    assert line_of(template, problem) == line


@pytest.mark.parametrize("words", ["{{ 年度 ｝｝", "{% if 引言 ％｝甲{% endif %}", "{{{ 年度 }}}", "{{ 年度 }}}"])
def test_wrong_braces_are_told_as_such(words: str, made: Made) -> None:
    template = made(words)
    (problem,) = static_problems(template)

    assert problem.code == "TPL05"
    assert line_of(template, problem) == words
    assert problem.suggestion is not None


def test_broken_file_does_not_stop_the_others(made: Made) -> None:
    template = made("{{ 单位.全称 }}", 共用_jinja="{% macro 各项(项目) %}\n{{ 项目\n{% endmacro %}")

    assert [(problem.code, problem.spot.file) for problem in static_problems(template)] == [
        ("TPL02", SOURCE),
        ("TPL01", SHARED),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_are_counted_whatever_ends_them(end: str, made: Made) -> None:
    text = (shipped()["乡镇"].folder / SOURCE).read_text(encoding="utf-8").replace("单位.简称", "单位.全称")
    source = b"\xef\xbb\xbf" + text.replace("\n", end).encode()
    (problem,) = static_problems(made(报告_jinja=source))

    assert (problem.code, problem.spot.line, problem.spot.quote) == ("TPL02", 10, "单位.全称")


HOSTILE = {
    "nested ifs": "{% if 年度 %}" * 100_000 + "{% endif %}" * 100_000,
    "open ifs": "{% if 引言 %}\n" * 30_000,
    "brackets": "{{ " + "(" * 100_000 + "1" + ")" * 100_000 + " }}",
    "lists": "{{ " + "[" * 3_000 + "]" * 3_000 + " }}",
    "additions": "{{ " + "1 + " * 60_000 + "1 }}",
    "filters": "{{ 单位.名称" + " | trim" * 20_000 + " }}",
    "attributes": "{{ 单位" + ".名称" * 50_000 + " }}",
    "nots": "{{ " + "not " * 50_000 + "1 }}",
    "elifs": "{% if 引言 %}" + "{% elif 主送 %}甲" * 10_000 + "{% endif %}",
    "opening braces": "{{" * 500_000,
    "opening tags": "{%" * 200_000,
    "comments": "{#" * 200_000,
    "wide braces": "｛" * 200_000,
    "closing braces": "}}" * 100_000,
    "null bytes": "\0" * 10_000 + "{{ \0 }}",
    "hashes": "#" * 200_000,
    "long names": "{{ " + "甲" * 100_000 + " }}",
    "unknown names": "".join(f"{{{{ 名{number} }}}}\n" for number in range(3_000)),
    "digits": "{{ " + "9" * 100_000 + " }}",
    "powers": "{{ 9 ** 9 ** 9 ** 9 }}{{ '甲' * 10 ** 12 }}{{ 1e308 * 1e308 }}",
    "year digits": "2025" * 50_000,
    "counts": "12件" * 30_000,
    "macros that call twice": "".join(
        f"{{% macro 宏{n}() %}}{{{{ 宏{n + 1}() }}}}{{{{ 宏{n + 1}() }}}}{{% endmacro %}}" for n in range(60)
    )
    + "{% macro 宏60() %}## 甲\n{% endmacro %}{{ 宏0() }}",
    "macro of itself": "{% macro 甲(乙) %}{{ 甲([乙]) }}{{ 甲(乙) }}{% endmacro %}{{ 甲(1) }}",
    "deep macro in deep macro": "".join(
        "{% macro 宏" + str(n) + "() %}" + "{% if 引言 %}" * 20 + "{{ 宏" + str(n + 1) + "() }}" + "{% endif %}" * 20
        + "{% endmacro %}" for n in range(20)
    ) + "{% macro 宏20() %}{% endmacro %}{{ 宏0() }}",
    "nested headings": "{% if 引言 %}{% if 主送 %}## 甲\n{% endif %}{% endif %}\n" * 3_000,
}  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_source_ends_in_problems(source: str, made: Made) -> None:
    template = made(报告_jinja=source)
    started = time.process_time()
    problems = static_problems(template)

    assert time.process_time() - started < _LONGEST
    # What calls itself for ever is told by a rendering only.
    assert problems or "macro" in source
    assert all(problem.spot.line > 0 for problem in problems)


@pytest.mark.parametrize(
    "files",
    [
        {"报告_jinja": b"\xff\xfe\xb1\xa8"},
        {"设置_toml": b"\xff\xfe"},
        {"设置_toml": "levels = [" * 5_000},
        {"设置_toml": "levels = 3\nnot_shown = [1]"},
        {"最小表单_yaml": b"\xff\xfe\x00"},
        {"最小表单_yaml": "- " * 5_000},
        {"最小表单_yaml": ""},
        {"共用_jinja": b"\xb1\xa8\xb8\xe6"},
    ],
)
def test_unreadable_file_ends_in_problems(files: dict[str, Any], made: Made) -> None:
    assert static_problems(made(**files))


@pytest.mark.parametrize("name", [SOURCE, SETTINGS, SMALLEST])
def test_file_that_is_not_there_is_told(name: str, made: Made) -> None:
    template = made()
    (Path(str(template.folder)) / name).unlink()
    (problem,) = static_problems(template)

    assert (problem.code, problem.spot.file) == ("TPL01" if name == SOURCE else "TPL16", name)


def test_files_that_take_each_other_in_are_told(made: Made) -> None:
    template = made(
        "{% include '甲.jinja' %}", 甲_jinja="{% include '乙.jinja' %}", 乙_jinja="{% include '甲.jinja' %}"
    )

    assert codes(template) == ["TPL09", "TPL09"]


def test_imported_file_does_not_see_the_form(made: Made) -> None:
    macro = "{% macro 名() %}{{ 单位.名称 }}{% endmacro %}"

    (problem,) = static_problems(made("{% from '甲.jinja' import 名 %}{{ 名() }}", 甲_jinja=macro))
    assert (problem.code, problem.spot.file) == ("TPL02", "甲.jinja")
    assert "with context" in (problem.hint or "")
    assert codes(made("{% from '甲.jinja' import 名 with context %}{{ 名() }}", 甲_jinja=macro)) == []


def test_included_file_sees_the_form_and_is_read(made: Made) -> None:
    assert codes(made("{% include '甲.jinja' %}", 甲_jinja="{{ 单位.名称 }}\n44件\n")) == ["TPL08"]


def test_extended_file_is_filled_with_the_blocks(made: Made) -> None:
    base = "# {{ 单位.名称 }}报告\n{% block 文 %}{% endblock %}\n@日期 {{ 落款.日期 }}\n"
    own = "{% extends '底.jinja' %}\n{% block 文 %}\n{{ 单位.全称 }}\n{{ super() }}\n{% endblock %}\n"

    (problem,) = static_problems(made(报告_jinja=own, 底_jinja=base))
    assert (problem.code, problem.spot.file, problem.spot.line) == ("TPL02", SOURCE, 3)


_HEADING = "## {{ 年度 }}年度推进法治政府建设存在的不足和原因\n"


@pytest.mark.parametrize(
    ("instead", "told"),
    [
        ("{% if 引言 %}\n" + _HEADING + "{% else %}\n## 存在的问题和原因\n{% endif %}\n", []),
        ("{% if 引言 %}\n" + _HEADING + "{% endif %}\n{% if not 引言 %}\n" + _HEADING + "{% endif %}\n", []),
        ("{% for 项 in 存在的不足和原因.项目 %}\n" + _HEADING + "{% endfor %}\n", []),
        ("{% for 项 in 附件 %}\n" + _HEADING + "{% endfor %}\n", ["TPL11"]),
        (
            "{% if 单位.级别 == '乡镇' %}\n"
            + _HEADING
            + "{% elif 单位.级别 == '街道' %}\n"
            + _HEADING
            + "{% endif %}\n",
            [],
        ),
        ("{% if 单位.级别 == '乡镇' %}\n" + _HEADING + "{% endif %}\n", ["TPL11"]),
        ("{% set 头 = '存在的不足和原因' %}\n## {{ 头 }}\n", []),
        ("{% macro 头(名) %}\n## {{ 年度 }}年{{ 名 }}\n{% endmacro %}\n{{ 头('存在的不足和原因') }}\n", []),
        ("## {{ 年度 }}年{% if 引言 %}存在的问题和原因{% else %}存在的不足和原因{% endif %}\n", []),
        ("## {{ 引言 }}\n", []),
        ("### {{ 年度 }}年度存在的不足和原因\n", ["TPL11"]),
        ("## 工作体会\n", ["TPL11"]),
    ],
)
def test_part_is_missing_only_where_no_heading_names_it(instead: str, told: list[str], made: Made) -> None:
    source = (shipped()["乡镇"].folder / SOURCE).read_text(encoding="utf-8")
    assert _HEADING in source

    assert codes(made(报告_jinja=source.replace(_HEADING, instead))) == told


def test_wrong_argument_lies_on_the_call_and_a_wrong_macro_in_the_macro(made: Made) -> None:
    macro = "{% macro 列(项目) %}\n{% for 项 in 项目 %}\n{{ 项.标题 }}{{ 项.不足 }}\n{% endfor %}\n{% endmacro %}\n"
    both = macro + "{{ 列(主要举措和成效.项目) }}\n{{ 列(下一年度安排.项目) }}"
    one = macro.replace("{{ 项.不足 }}", "") + "{{ 列(主要举措和成效.项目) }}\n{{ 列(存在的不足和原因.项目) }}"

    template = made(both)
    assert [line_of(template, problem) for problem in static_problems(template)] == ["{{ 项.标题 }}{{ 项.不足 }}"]
    template = made(one)
    assert [line_of(template, problem) for problem in static_problems(template)] == ["{{ 列(存在的不足和原因.项目) }}"]


def test_it_is_quick() -> None:
    templates = shipped().values()
    started = time.process_time()
    for template in templates:
        static_problems(template)

    assert time.process_time() - started < 1
