"""Templates of one's own that loop, swell or reach outside end in a sentence, and soon."""

import time
from pathlib import Path

import pytest

from drafting.compose.templates import SETTINGS, SOURCE, EndlessError, TemplateError, load

_LONGEST = 2.0
"""Seconds of the processor."""


def render(tmp_path: Path, source: str) -> str:
    (tmp_path / SETTINGS).write_text("", encoding="utf-8")
    (tmp_path / SOURCE).write_text(source, encoding="utf-8")
    return load(tmp_path).render({"名称": "青禾乡", "项目": ["甲", "乙"], "无": None})


@pytest.mark.parametrize(
    "source",
    [
        "{% for 甲 in '　' * 3000 %}{% for 乙 in '　' * 3000 %}{% for 丙 in '　' * 3000 %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ '字' * 10000000 }}",
        "{{ 10000000 * '字' }}",
        "{{ [名称] * 100000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% set 甲 = 9 * 10 %}" + "".join(f"{{% set 甲 = 甲 * 甲 %}}{number}" for number in range(40)) + "{{ 甲 }}",
        "{% set 甲 = 名称 %}" + "{% set 甲 = 甲 ~ 甲 %}" * 40 + "{{ 甲 }}",
        "{% set 甲 = 名称 %}" + "{% set 甲 = 甲 + 甲 %}" * 40 + "{{ 甲 }}",
        "{% set 甲 = 名称 %}" + "{% set 甲 = 甲.replace('青', 甲) %}" * 40 + "{{ 甲 }}",
        "{% set 甲 = 名称 %}" + "{% set 甲 = 甲 | replace('青', 甲) %}" * 40 + "{{ 甲 }}",
        "{% set 甲 = 名称 %}" + "{% set 甲 %}{{ 甲 }}{{ 甲 }}{% endset %}" * 40 + "{{ 甲 }}",
        "{{ 名称.center(1000000000) }}",
        "{{ 名称 | center(1000000000) }}",
        "{{ 名称.ljust(1000000000) }}",
        "{{ 名称 | indent(1000000000) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ '{:1000000000}'.format(名称) }}",
        "{% for 甲 in 项目 | batch(1000000000, '字') %}{{ 甲 }}{% endfor %}",
        "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
        "{% macro 甲() %}{{ 乙() }}{% endmacro %}{% macro 乙() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
        "{% macro 甲(深) %}{% for 一 in 项目 %}{{ 甲(深 + 1) if 深 < 30 }}{% endfor %}{% endmacro %}{{ 甲(0) }}",
        "{% for 甲 in '　' * 4000 %}{% for 乙 in '　' * 4000 %}" + "很长的一段文字" * 100 + "{% endfor %}{% endfor %}",
        "{% include '报告.jinja' %}",
    ],
)
def test_endless_template_is_stopped(source: str, tmp_path: Path) -> None:
    started = time.process_time()
    with pytest.raises(EndlessError, match="没有尽头"):
        render(tmp_path, source)

    assert time.process_time() - started < _LONGEST


@pytest.mark.parametrize(
    "source",
    [
        "{{ 名称.__class__ }}",
        "{{ 名称 | attr('__class__') }}",
        "{{ '{0.__class__}'.format(名称) }}",
        "{{ 项目.append('丙') }}",
        "{% include '../报告.jinja' %}",
        "{% include '/etc/hostname' %}",
        "{{ range(3) }}",
        "{{ 项目 | random }}",
        "{{ 没有 }}",
        "{{ 无 }}",
        "{{ 无 | 成句 }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% if 1 %}" * 5000 + "{% endif %}" * 5000,
    ],
)
def test_what_is_not_allowed_ends_in_a_sentence(source: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        render(tmp_path, source)


def test_ordinary_work_is_not_refused(tmp_path: Path) -> None:
    source = (
        "{% macro 行(词) %}{{ 词 | 成句 }}\n{% endmacro %}{% for 一 in 项目 * 500 %}{{ 行(一 ~ 名称) }}{% endfor %}"
    )

    assert render(tmp_path, source).count("青禾乡。") == 1000
