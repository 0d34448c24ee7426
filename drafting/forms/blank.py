"""The empty form: every field a clerk may need, nothing in it that could end in a report by itself.

A field for paragraphs is "", so that a writer can show that several lines may go there; every other one is None.
"""

from typing import Any


def new_form() -> dict[str, Any]:
    return {
        "表单版本": "1",
        "单位": {"名称": None, "简称": None, "级别": None, "所属": None},
        "年度": None,
        "标题": None,
        "主送": [None],
        "引言": "",
        "数据": None,
        "主要举措和成效": {
            "引言": "",
            "项目": [
                {
                    "标题": None,
                    "正文": "",
                    "小项": [{"标题": None, "正文": "", "小项": [{"标题": None, "正文": ""}]}],
                    "表格": [{"标题": None, "列": None, "行": None, "合计": None}],
                }
            ],
        },
        "存在的不足和原因": {"引言": "", "项目": [{"不足": None, "表现": "", "原因": ""}]},
        "党政主要负责人履职": {
            "引言": "",
            "党委主要负责人": {"职务": None, "履职": ""},
            "政府主要负责人": {"职务": None, "履职": ""},
            "项目": [{"标题": None, "正文": ""}],
        },
        "下一年度安排": {"引言": "", "项目": [{"标题": None, "正文": ""}]},
        "其他需要报告的情况": "",
        "上年安排": [{"事项": "", "对应举措": None}],
        "附件": [{"名称": None, "正文": "", "表格": [{"标题": None, "列": None, "行": None, "合计": None}]}],
        "落款": {"署名": [None], "日期": None, "盖章": None},
    }


def example_figures() -> dict[str, Any]:
    """A group with each kind of figure, its values open: whoever takes it over has to fill them in."""
    return {
        "纠纷": {
            "受理": {"数": None, "量词": "件", "分项": ["邻里纠纷", "其他纠纷"]},
            "邻里纠纷": {"数": None, "量词": "件"},
            "其他纠纷": {"数": None, "量词": "件"},
            "调解成功": {"数": None, "量词": "件", "属于": "受理"},
            "调解成功率": {"分子": "调解成功", "分母": "受理", "小数": "2"},
            "上年受理": {"数": None, "量词": "件"},
            "受理增减": {"本期": "受理", "上期": "上年受理"},
            "群众满意度": {"比率": None, "来源": None},
            "下年目标": {"目标": None},
        }
    }
