"""A template's text: judged without rendering it, then rendered with the smallest form."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from drafting.compose import SentenceError, Template, TemplateError, compose
from drafting.compose.templates import SMALLEST, SOURCE, shipped
from drafting.forms.loading import read_bytes, validated
from drafting.templating.problems import Problem
from drafting.templating.static import static_problems
from fuzzing.doors import Door, same_twice, text_of


@cache
def _folder() -> Path:
    made = Path(mkdtemp(prefix="fazhi-template-")) / "乡镇"
    shutil.copytree(str(shipped()["乡镇"].folder), made)
    return made


@cache
def _report() -> Any:
    return validated(read_bytes((_folder() / SMALLEST).read_bytes()))


def _read(data: bytes) -> None:
    (_folder() / SOURCE).write_bytes(data)
    known = shipped()["乡镇"]

    def template() -> Template:
        return Template("乡镇", _folder(), known.levels, known.not_shown)

    lines = text_of(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in same_twice(lambda: static_problems(template())):
        _assert_told(problem, lines)
    compose(_report(), template())


def _assert_told(problem: Problem, lines: list[str]) -> None:
    assert problem.message
    if problem.spot.file == SOURCE:
        assert 1 <= problem.spot.line <= len(lines)
        assert problem.spot.quote in lines[problem.spot.line - 1], problem


def _seeds() -> list[bytes]:
    pieces = (
        "# {{ 标题 or 单位.名称 ~ 年度 ~ '年报告' }}\n## 一、成效\n{{ 引言 | 成句 }}\n",
        "{% for 项 in 主要举措和成效.项目 if 项.标题 %}\n### {{ 项.标题 }}\n{{ 项.正文 | 段落 | 顿号 }}{{ loop.index | 汉字 }}\n{% else %}无{% endfor %}\n",
        "{% macro 段(文, 头='') %}{{ 头 }}{{ 文 }}{{ caller() }}{% endmacro %}{% call 段(单位.简称) %}甲{% endcall %}\n",
        "{% set 数 = 数据.纠纷.受理 %}{% if 数 is defined and 数 %}{{ 数 | 带量词 }}{% elif not 引言 %}{{ 3 * 4 }}{% endif %}\n",
        "{% from '共用.jinja' import 各项, 结尾 with context %}{{ 各项(下一年度安排.项目) }}{{ 结尾(附件, 落款) }}\n",
        "{% raw %}{{ x }}{% endraw %}{# 注 #}{% filter trim %} {{ 落款.日期 | 日期 }} {% endfilter %}\n",
        "@主送 {{ 主送 | 顿号 }}：\n@表题 表\n| 甲 | 乙 |\n|---|---|\n| {{ 年度 }} | 2025年12件 |\n@附件 清单\n",
        "{% with 甲 = [1, '二', {'三': 4}] %}{{ 甲[0] }}{{ 甲[2].三 }}{{ 甲 | join('、') }}{{ '%s' | format(甲) }}{% endwith %}\n",
        "｛｛单位.名称｝｝{{ 单位.全称 }}{{ 甲 | 没有 }}{% if %}{{ '{}'.format(单位) }}{{ 单位.名称[:2] }}\n",
        "{% include ['没有.jinja', '共用.jinja'] ignore missing %}{% block 尾 %}{{ super() }}{% endblock %}{% extends '共用.jinja' %}",
    )
    whole = (Path(str(shipped()["乡镇"].folder)) / SOURCE).read_bytes()
    return [piece.encode() for piece in pieces] + [whole]


DOOR = Door(
    _read,
    (TemplateError, SentenceError),
    _seeds,
    (
        "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{{-", "|", ".", "(", ")", "[", "]", ",", ":", "~", "+", "-",
        "*", "**", "/", "//", "%", "==", "!=", "<", ">", "in", "not", "and", "or", "is", "if", "else", "elif", "endif",
        "for", "endfor", "set", "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "with",
        "endwith", "block", "endblock", "raw", "endraw", "include", "import", "from", "extends", "recursive", "loop",
        "loop.index", "loop.cycle", "caller", "varargs", "kwargs", "none", "true", "false", "defined", "string",
        "mapping", "namespace", "单位", "单位.名称", "年度", "下一年度", "主送", "引言", "主要举措和成效.项目",
        "存在的不足和原因", "落款.日期", "附件", "数据", "数据.纠纷", "标题", "正文", "项", "成句", "顿号", "段落",
        "汉字", "带量词", "占", "日期", "并列", "length", "join", "map", "selectattr", "groupby", "batch", "sort",
        "reverse", "first", "last", "default", "replace", "format", "trim", "tojson", "xmlattr", "attribute=",
        "__class__", ".format", "共用.jinja", "#", "##", "###", "@主送", "@表题", "@附件", "|---|", "一、", "（一）",
        "｛｛", "｝｝", "2025年", "12件", "1e999", "999999999", "\n", "'", '"', "\\", " ",
    ),
    1500,
)  # fmt: skip
