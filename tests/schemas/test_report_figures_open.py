"""A figure that is open or mistyped is told of once, not again by each that speaks of it."""

from typing import Any

import pytest

from schemas.report.counts import Count
from schemas.report.reading import ReportError, read


@pytest.mark.parametrize("number", [None, "4O", ["44"]])
def test_figures_that_speak_of_a_faulty_one_are_not_blamed(number: Any) -> None:
    figures = {"受理": {"数": number}, "成功": {"数": "42", "属于": "受理"}, "成功率": {"分子": "成功", "分母": "受理"}}

    with pytest.raises(ReportError) as caught:
        read({"数据": {"纠纷": figures}})

    told = {mistake.place[:3] for mistake in caught.value.mistakes if mistake.place[0] == "数据"}
    assert told == {("数据", "纠纷", "受理")}


def test_figure_that_is_not_there_is_still_told() -> None:
    with pytest.raises(ReportError) as caught:
        read({"数据": {"纠纷": {"成功": {"数": "42", "属于": "受理"}}}})

    assert ("数据", "纠纷", "成功", "属于") in {mistake.place for mistake in caught.value.mistakes}


@pytest.mark.parametrize(
    "count", [{"数": "10余场次", "量词": "场次"}, {"数": "10余场次"}, {"数": "10余", "量词": "场次"}]
)
def test_measure_word_may_be_typed_with_the_number_and_beside_it(count: dict[str, str]) -> None:
    found = Count.model_validate(count)

    assert (found.number, found.about, found.measure) == ("10", "余", "场次")


def test_two_different_measure_words_of_one_count_are_told() -> None:
    with pytest.raises(ReportError) as caught:
        read({"数据": {"纠纷": {"受理": {"数": "44起", "量词": "件"}}}})

    told = [mistake.sentence for mistake in caught.value.mistakes if mistake.place[0] == "数据"]
    assert told == ["“数”里写的是“起”，“量词”里写的是“件”；请只写一处"]


@pytest.mark.parametrize(
    ("count", "number", "measure", "shown"),
    [
        ({"数": "200余万元"}, "200万", "元", "200万余"),
        ({"数": "200万余元", "量词": "元"}, "200万", "元", "200万余"),
        ({"数": "46.5万元", "量词": "元"}, "46.5万", "元", "46.5万"),
        ({"数": "46.5万元", "量词": "万元"}, "46.5", "万元", "46.5"),
    ],
)
def test_ten_thousands_belong_to_the_number_unless_the_measure_word_has_them(
    count: dict[str, str], number: str, measure: str, shown: str
) -> None:
    found = Count.model_validate(count)

    assert (found.number, found.measure, found.shown) == (number, measure, shown)
