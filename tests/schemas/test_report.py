"""Single values of the form that were read wrongly."""

from typing import Any

import pytest

from schemas.report import Report
from schemas.report.counts import Count
from schemas.report.figures import computed
from schemas.report.reading import ReportError, read
from schemas.report.values import Open


def count(value: Any) -> Count:
    figure = read({"数据": {"纠纷": {"受理": value}}}, incomplete=True).figures["纠纷"]["受理"]
    assert isinstance(figure, Count)
    return figure


@pytest.mark.parametrize(
    ("value", "number", "about", "measure"),
    [
        ({"数": "44件", "量词": "件"}, "44", "", "件"),
        ({"数": "44件", "measure": None}, "44", "", "件"),
        ({"数": "10余场次", "概数": "余", "量词": ""}, "10", "余", "场次"),
        ({"数": "44", "概数": "约"}, "44", "约", ""),
        ({"数": 44.0}, "44", "", ""),
        ({"数": 44.5}, "44.5", "", ""),
    ],
)
def test_measure_word_in_the_number_and_in_its_own_field(value: Any, number: str, about: str, measure: str) -> None:
    figure = count(value)

    assert (figure.number, figure.about, figure.measure) == (number, about, measure)


def test_two_measure_words_are_told() -> None:
    with pytest.raises(ReportError, match="“数”里写的是“件”，“量词”里写的是“次”；请只写一处"):
        count({"数": "44件", "量词": "次"})


def test_a_single_part_is_a_list_of_one() -> None:
    report = read({"数据": {"纠纷": {"受理": 44, "合计": {"数": 44, "分项": "受理"}}}}, incomplete=True)

    assert computed(report.figures, "纠纷", "合计") == "44"


def table(rows: Any) -> Report:
    item = {"标题": "一项", "表格": [{"标题": "情况表", "列": ["类别", "件数"], "行": rows}]}
    return read({"主要举措和成效": {"项目": [item]}}, incomplete=True)


def test_rows_that_hold_nothing_are_no_rows() -> None:
    report = table([["甲", 1.0], None, ["", " "], ["乙\x07", True]])

    assert report.achievements.items[0].tables[0].rows == (("甲", "1"), ("乙", "是"))


def test_a_table_of_blank_rows_is_not_filled_in() -> None:
    with pytest.raises(ReportError) as told:
        read({"主要举措和成效": {"项目": [{"标题": "一", "表格": [{"标题": "表", "列": ["甲"], "行": [[""]]}]}]}})

    fields = [mistake.place for mistake in told.value.mistakes if mistake.is_open]
    assert ("主要举措和成效", "项目", 0, "表格", 0, "行") in fields


def test_a_heading_of_nothing_but_a_full_stop_is_not_filled_in() -> None:
    with pytest.raises(ReportError) as told:
        read({"主要举措和成效": {"项目": [{"标题": "。", "正文": "\x07"}]}})

    fields = {mistake.place for mistake in told.value.mistakes if mistake.is_open}
    assert {("主要举措和成效", "项目", 0, "标题"), ("主要举措和成效", "项目", 0, "正文")} <= fields


def test_a_rate_without_its_counts_is_not_filled_in() -> None:
    figures = {"纠纷": {"受理": 44, "成功率": {"分子": "", "分母": "受理"}, "增减": {"本期": None, "上期": None}}}

    report = read({"数据": figures}, incomplete=True)
    with pytest.raises(ReportError) as told:
        read({"数据": figures})

    assert computed(report.figures, "纠纷", "成功率") == Open("纠纷.成功率")
    assert {place: mistake for mistake in told.value.mistakes if (place := mistake.place)[0] == "数据"}.keys() == {
        ("数据", "纠纷", "成功率", "分子"),
        ("数据", "纠纷", "增减", "本期"),
        ("数据", "纠纷", "增减", "上期"),
    }
