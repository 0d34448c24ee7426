"""What is written as YAML is read again as it was, whatever a clerk types; and it says what to fill in."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.forms.blank import example_figures, new_form
from drafting.forms.loading import read_bytes, validated
from drafting.forms.source import FormError
from drafting.forms.write_yaml import write_yaml, yaml_bytes
from drafting.forms.yaml import read_yaml
from schemas.report.names import FIGURES, all_names, names_of
from schemas.report.reading import ReportError, read

_NASTY = [
    "#不是注释", "甲 # 乙", "@某人", "{{ 纠纷.受理 }}", "{{ 纠纷.受理 }}件，成功{{ 纠纷.成功 }}件", "甲: 乙", "甲：乙", "年度：2024", "年度:2024",
    "“引号”", '"半角"', "'单'", "全角　空格", "　行首全角", " 行首", "行尾 ", "\t表", "2024", "012", "1.50", "否", "是", "yes", "null", "~",
    "2026-01-20", "1:30", "- 项", "? 问", "|", "> 引", "100%", "%起", "&锚", "*星", "!叹", "`", "[甲]", "{甲}", "甲,乙", "", "---", "...", "<<", "=",
    "甲\n乙", "甲\n\n乙", "甲\n", "\n甲", "\n", "甲 \n乙", "甲\n  乙", "甲\n　乙", "甲\n# 乙\n年度：丙", "甲\n\t乙", "甲\r乙", "甲\u2028乙", "甲\x85乙", "\ufeff甲",
    "甲\x07", "长" * 3000, "甲 - |", "甲: |", "𠮷", "a\\b", "【待修改】甲", "----\n甲", "\n\n",
]  # fmt: skip
_words = st.one_of(st.sampled_from(_NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
_leaves = st.one_of(st.none(), _words)
_names = st.one_of(st.sampled_from(sorted(all_names())), st.sampled_from(["否", "2024", "甲 乙", "#甲", "年：度", "~"]))
_data = st.dictionaries(
    _names,
    st.recursive(
        _leaves, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=4))
    ),
    min_size=1,
    max_size=5,
)


def _read_again(data: dict[str, Any]) -> Any:
    source = read_yaml(write_yaml(data), all_names())
    assert source.mistakes == ()
    return source.data


@given(_data)
def test_written_form_is_read_as_it_was(data: dict[str, Any]) -> None:
    assert _read_again(data) == data


@pytest.mark.parametrize("words", _NASTY)
@pytest.mark.parametrize("name", ["引言", "标题"])
def test_nasty_words_come_back(name: str, words: str) -> None:
    data = {name: words, "主送": [words, {"正文": words, "标题": words}], "附件": [{"行": [[words, None, words]]}]}

    assert _read_again(data) == data


def test_file_for_windows_is_read_as_it_was() -> None:
    data = {"引言": "甲\n乙", "标题": "丙"}

    written = yaml_bytes(data)

    assert written.startswith(b"\xef\xbb\xbf")
    assert re.search(rb"[^\r]\n", written) is None
    assert read_bytes(written).data == data


def test_words_are_quoted_only_where_needed() -> None:
    written = write_yaml({"标题": "“八五”普法：2024年", "主送": ["县委、县政府"], "单位": {"名称": "- 甲"}})

    assert "标题: “八五”普法：2024年\n" in written
    assert "- 县委、县政府\n" in written
    assert '名称: "- 甲"\n' in written


def test_hint_stands_once_above_the_first_of_its_fields() -> None:
    entry = {"标题": None, "正文": ""}
    written = write_yaml({"主要举措和成效": {"项目": [entry, entry]}})

    assert written.count("标题，不写序号") == 1
    assert written.count("正文: |\n") == 2
    assert written.index("# 标题，不写序号") < written.index("- 标题:")


def test_note_stands_above_its_figure() -> None:
    figure = {"数": None, "量词": "件"}
    written = write_yaml({"数据": {"纠纷": {"受理": figure}}}, {("数据", "纠纷", "受理"): "上年：44件"})

    assert "    # 上年：44件\n    受理:\n" in written


def test_empty_form_comes_back_and_is_wholly_open() -> None:
    source = read_bytes(yaml_bytes(new_form()), ".yaml")

    assert source.data == new_form()
    validated(source, incomplete=True)
    with pytest.raises(FormError) as caught:
        validated(source)
    assert all(mistake.is_open for mistake in caught.value.mistakes)


def _uncommented(written: str) -> str:
    lines = written.split("\n")
    start = next(number for number, line in enumerate(lines) if line == "  # 纠纷:")
    end = next(number for number, line in enumerate(lines[start:], start) if not line.startswith("  #"))
    return "\n".join([*lines[:start], *(line.replace("# ", "", 1) for line in lines[start:end]), *lines[end:]])


def test_example_taken_over_unchanged_is_all_open_and_no_figure_of_a_report() -> None:
    source = read_yaml(_uncommented(write_yaml(new_form())), all_names())

    assert source.mistakes == ()
    assert source.data["数据"] == example_figures()
    assert read(source.data, incomplete=True).figures
    with pytest.raises(ReportError) as caught:
        read(source.data)
    figures = [mistake for mistake in caught.value.mistakes if mistake.place[0] == "数据"]
    assert figures
    assert all(mistake.is_open for mistake in figures)


def test_example_shows_every_kind_of_figure() -> None:
    shown = {name for figure in example_figures()["纠纷"].values() for name in figure}

    assert {name for kind in FIGURES for name in names_of(kind)} - shown == {"概数"}
