"""Last year's form becomes this year's: names stay, values are open, texts are marked, the plan waits for answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from drafting.document.mandate import shipped_mandate
from drafting.forms.blank import new_form
from drafting.forms.carry import MARK, carry_form, from_last, is_form
from drafting.forms.source import FormError
from drafting.forms.write_yaml import write_yaml, yaml_bytes
from drafting.forms.yaml import read_yaml
from schemas.report.names import all_names
from schemas.report.reading import read
from tests.forms.filling import filled, texts
from tests.word import report_docx

_MANDATE = shipped_mandate()


def _last() -> dict[str, Any]:
    return {
        "表单版本": 1,
        "单位": {"名称": "青禾乡人民政府", "简称": "青禾乡", "级别": "乡镇", "所属": "云岭县"},
        "年度": 2024,
        "标题": "青禾乡人民政府2024年度法治政府建设情况报告",
        "主送": ["云岭县人民政府"],
        "引言": "2024年，青禾乡扎实推进依法行政。",
        "数据": {
            "纠纷": {
                "受理": {"数": "44件", "分项": ["邻里", "其他"]},
                "邻里": "30件",
                "其他": "14件",
                "成功": {"数": "42", "量词": "件", "属于": "受理"},
                "成功率": {"分子": "成功", "分母": "受理"},
                "上年受理": "50件",
                "受理增减": {"本期": "受理", "上期": "上年受理", "小数": 0},
            },
            "群众": {"满意度": {"比率": "99%以上", "来源": "县统计局2024年调查"}, "目标": {"目标": "100%"}},
        },
        "主要举措和成效": {
            "项目": [
                {
                    "标题": "化解纠纷",
                    "正文": "受理{{ 纠纷.受理 }}件。\n宣传12场，服务{{ 群众.满意度 }}。",
                    "小项": [{"标题": "完成36项任务", "正文": "都做了。"}],
                    "表格": [
                        {"标题": "案件", "列": ["类别", "件数"], "行": [["城管", "5"], ["消防", "4"]], "合计": "是"}
                    ],
                }
            ]
        },
        "存在的不足和原因": {"项目": [{"不足": "人手少", "表现": "办案慢。", "原因": "编制少。"}]},
        "党政主要负责人履职": {
            "党委主要负责人": {"职务": "乡党委书记王小明", "履职": "主持学习4次。"},
            "政府主要负责人": {"职务": "乡长", "履职": "调度任务。"},
        },
        "下一年度安排": {
            "引言": "2025年将继续努力。",
            "项目": [{"标题": "招录人员", "正文": "招录2名。", "小项": [{"标题": "先报计划", "正文": "三月报。"}]}],
        },
        "上年安排": [{"事项": "建调解室", "对应举措": "化解纠纷"}, {"事项": "修订村规民约"}],
        "落款": {"署名": ["中共青禾乡委员会", "青禾乡人民政府"], "日期": "2025-01-16", "盖章": "否"},
    }


def test_unit_title_and_signature_are_carried_a_year_on() -> None:
    form = carry_form(_last()).form

    assert form["年度"] == "2025"
    assert form["标题"] == "青禾乡人民政府2025年度法治政府建设情况报告"
    assert form["单位"] == _last()["单位"]
    assert form["主送"] == ["云岭县人民政府"]
    assert form["落款"] == {"署名": ["中共青禾乡委员会", "青禾乡人民政府"], "日期": None, "盖章": "否"}


def test_figures_keep_their_names_and_relations_and_lose_their_values() -> None:
    carried = carry_form(_last())
    figures = carried.form["数据"]

    assert figures["纠纷"]["受理"] == {"数": None, "量词": "件", "分项": ["邻里", "其他"]}
    assert figures["纠纷"]["成功"] == {"数": None, "量词": "件", "属于": "受理"}
    assert figures["纠纷"]["成功率"] == {"分子": "成功", "分母": "受理", "小数": "2"}
    assert figures["群众"] == {
        "满意度": {"比率": None, "来源": None},
        "目标": {"目标": None},
    }
    assert carried.notes["数据", "纠纷", "受理"] == "上年：44件"
    assert carried.notes["数据", "纠纷", "受理增减"] == "上年：下降12%"


def test_count_of_this_year_is_what_the_next_change_goes_by() -> None:
    figures = carry_form(_last()).form["数据"]["纠纷"]

    assert figures["上年受理"] == {"数": "44", "量词": "件"}
    assert figures["受理增减"] == {"本期": "受理", "上期": "上年受理", "小数": "0"}


def test_every_text_is_marked_and_typed_figures_are_open() -> None:
    (item,) = carry_form(_last()).form["主要举措和成效"]["项目"]

    assert item["标题"] == "化解纠纷"
    assert item["正文"] == (
        f"{MARK}受理{{{{ 纠纷.受理 }}}}件。\n{MARK}宣传【待填：上年12场】，服务{{{{ 群众.满意度 }}}}。"
    )
    assert item["小项"][0]["标题"] == f"{MARK}完成【待填：上年36项】任务"


def test_table_keeps_its_rows_and_its_total() -> None:
    (item,) = carry_form(_last()).form["主要举措和成效"]["项目"]

    assert item["表格"] == [
        {
            "标题": "案件",
            "列": ["类别", "件数"],
            "行": [["城管", "【待填：上年5】"], ["消防", "【待填：上年4】"]],
            "合计": "是",
        }
    ]


def test_numbers_of_rows_stay() -> None:
    last = _last()
    table = last["主要举措和成效"]["项目"][0]["表格"][0]
    table |= {"列": ["序号", "类别", "件数"], "行": [["1", "城管", "5"], ["2", "消防", "4"]]}

    (item,) = carry_form(last).form["主要举措和成效"]["项目"]

    assert item["表格"][0]["行"] == [["1", "城管", "【待填：上年5】"], ["2", "消防", "【待填：上年4】"]]


@pytest.mark.parametrize(
    "rows", [[["1", "城管", "5"], ["3", "消防", "4"]], [["2024", "城管", "5"], ["2025", "消防", "4"]]]
)
def test_other_numbers_in_front_of_rows_are_last_years(rows: list[list[str]]) -> None:
    last = _last()
    last["主要举措和成效"]["项目"][0]["表格"][0] |= {"列": ["序号", "类别", "件数"], "行": rows}

    (item,) = carry_form(last).form["主要举措和成效"]["项目"]

    assert all(row[0].startswith("【待填") for row in item["表格"][0]["行"])


def test_source_of_a_year_is_open_and_noted() -> None:
    carried = carry_form(_last())

    assert carried.notes["数据", "群众", "满意度", "来源"] == "上年：县统计局2024年调查"


def test_shortcomings_are_marked_whole() -> None:
    assert carry_form(_last()).form["存在的不足和原因"]["项目"] == [
        {"不足": MARK + "人手少", "表现": MARK + "办案慢。", "原因": MARK + "编制少。"}
    ]


def test_posts_are_carried_without_names() -> None:
    leaders = carry_form(_last()).form["党政主要负责人履职"]

    assert leaders["党委主要负责人"] == {"职务": "乡党委书记", "履职": MARK + "主持学习【待填：上年4次】。"}
    assert leaders["政府主要负责人"]["职务"] == "乡长"


def test_plan_becomes_what_is_to_be_answered() -> None:
    carried = carry_form(_last())

    assert carried.form["上年安排"] == [{"事项": "招录人员\n招录2名。\n先报计划\n三月报。", "对应举措": None}]
    assert carried.form["下一年度安排"]["项目"] == [{"标题": MARK + "招录人员", "正文": ""}]
    assert [(piece.place, piece.words) for piece in carried.unplaced] == [
        ("下一年度安排.引言", "2025年将继续努力。"),
        ("上年安排", "修订村规民约"),
    ]


@pytest.mark.parametrize("last", [_last(), new_form(), {"表单版本": 1}, {"标题": None, "年度": "2024"}], ids=len)
def test_carried_form_is_valid_as_it_is_and_whole_once_revised(last: dict[str, Any]) -> None:
    carried = carry_form(last)

    read(carried.form, incomplete=True)
    assert read_yaml(write_yaml(carried.form, carried.notes), all_names()).data == carried.form
    assert all(line.startswith(MARK) for text in texts(carried.form) for line in text.split("\n") if line)
    assert read(filled(carried))


def test_form_carried_twice_has_each_mark_once() -> None:
    once = carry_form(_last())
    twice = carry_form(dict(once.form))

    assert twice.form["年度"] == "2026"
    assert twice.form["主要举措和成效"] == once.form["主要举措和成效"]


def test_form_with_english_names_is_carried_alike() -> None:
    english = {
        "form_version": 1,
        "year": 2024,
        "introduction": "全年学习4次。",
        "figures": {"学法": {"学习": {"number": 4}}},
    }

    form = carry_form(english).form

    assert form["引言"] == f"{MARK}全年学习【待填：上年4次】。"
    assert form["数据"] == {"学法": {"学习": {"数": None}}}


def test_faulty_form_is_told_and_not_carried() -> None:
    with pytest.raises(FormError, match="大于受理数"):
        carry_form(_last() | {"数据": {"纠纷": {"受理": "44件", "成功": {"数": "45", "属于": "受理"}}}})


_REPORT = ["一、主要举措和成效", "（一）抓学习。2024年学习4次。", "青禾乡人民政府", "2025年1月8日"]


def test_form_and_report_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    files = {
        "上年.yaml": yaml_bytes(_last()),
        "上年.txt": yaml_bytes(_last()),
        "上年.json": json.dumps(_last(), ensure_ascii=False).encode(),
        "上年.form": json.dumps(_last(), ensure_ascii=False).encode(),
        "报告.docx": report_docx(_REPORT, automatic=False),
        "报告": report_docx(_REPORT, automatic=True),
        "报告.txt": "\n".join(_REPORT).encode("gb18030"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        carried = from_last(tmp_path / name, _MANDATE)

        assert carried.form["年度"] == "2025"
        assert (carried.form["主送"] == ["云岭县人民政府"]) is name.startswith("上年"), name


@pytest.mark.parametrize(
    ("data", "suffix", "form"),
    [
        (b"PK\x03\x04 xl/workbook.xml", "", True),
        (b"PK\x03\x04 word/document.xml", ".xlsx", False),
        (b"\xd0\xcf\x11\xe0", ".xls", True),
        (b"\xd0\xcf\x11\xe0", ".doc", False),
        ("单位：青禾乡\n主要举措和成效：全年学习。".encode(), ".txt", False),
        ("主要举措和成效:\n  项目:\n".encode(), ".txt", True),
        (b"", ".txt", False),
        (b"\xff\xff\xff\x00", ".txt", False),
    ],
)
def test_what_a_file_is_does_not_go_by_its_name(data: bytes, suffix: str, form: bool) -> None:
    assert is_form(data, suffix) is form
