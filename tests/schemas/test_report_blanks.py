"""What is left blank where it may be is not there; what is still open can be added up later."""

from typing import Any

import pytest

from schemas.report import Report
from schemas.report.parts import Leaders, Table
from schemas.report.reading import ReportError, read


def _read(**fields: Any) -> Report:
    return read(fields, incomplete=True)


def test_empty_entries_at_the_end_of_a_list_that_may_be_empty_are_not_there() -> None:
    report = _read(附件=[{"名称": "清单"}, {"名称": None, "表格": [{"标题": "", "列": None}]}], 上年安排=[{"事项": ""}])

    assert [attachment.name for attachment in report.attachments] == ["清单"]
    assert report.promises == ()


def test_empty_entry_before_a_filled_one_keeps_its_place() -> None:
    with pytest.raises(ReportError) as caught:
        read({"附件": [{"名称": None}, {"名称": "清单", "正问": "甲"}]})

    places = {mistake.place for mistake in caught.value.mistakes}
    assert {("附件", 0, "名称"), ("附件", 1, "正问")} <= places


def test_list_that_must_not_be_empty_keeps_its_empty_entry_open() -> None:
    with pytest.raises(ReportError) as caught:
        read({"主要举措和成效": {"项目": [{"标题": None, "正文": None}]}})

    assert ("主要举措和成效", "项目", 0, "标题") in {mistake.place for mistake in caught.value.mistakes}


@pytest.mark.parametrize(("cell", "total"), [("【待填：上年9件】", "【待填：合计】"), ("9", "14")])
def test_total_of_open_cells_is_open(cell: str, total: str) -> None:
    table = Table.model_validate(
        {"标题": "案件", "列": ["类别", "件数"], "行": [["城管", "5"], ["消防", cell]], "合计": "是"}
    )

    assert table.all_rows()[-1] == ("合计", total)


def test_part_that_may_be_left_out_and_is_left_empty_is_not_there() -> None:
    duty = {"职务": None, "履职": ""}

    leaders = Leaders.model_validate({"引言": "党政主要负责人一起抓。", "党委主要负责人": duty, "政府主要负责人": duty})

    assert leaders.party is None
    assert leaders.government is None


def test_open_figures_are_there_though_nothing_is_filled_in() -> None:
    assert _read(数据={"纠纷": {"受理": {"数": None}}}).figures["纠纷"]
