"""Figures in a clerk's own sentences."""

import pytest

from drafting.compose.filters import FILTERS
from drafting.compose.references import fill
from drafting.compose.view import Figure

NAMES = {"纠纷": {"受理": Figure("44", "件"), "化解率": Figure("95.45%")}, "年度": 2025}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("受理{{ 纠纷.受理 }}件", "受理44件"),
        ("受理{{纠纷.受理}}件，化解率{{ 纠纷 . 化解率 }}", "受理44件，化解率95.45%"),
        ("受理{{ 纠纷.受理 | 带量词 }}", "受理44件"),
        ("{{ 年度 }}年", "2025年"),
        ("没有数", "没有数"),
        ("集合{甲、乙}", "集合{甲、乙}"),
    ],
)
def test_reference_becomes_its_figure(text: str, filled: str) -> None:
    assert fill(text, NAMES, FILTERS) == (filled, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 纠纷.受里 }}", "“数据.纠纷”里没有“受里”，是不是“受理”"),
        ("{{ 纠份.受理 }}", "“数据”里没有“纠份”这一组，是不是“纠纷”"),
        ("{{ 纠纷 }}", "只写了组名；请写明哪个数"),
        ("{{ 纠纷.受理 + 1 }}", "不能在里面计算"),
        ("{{ 纠纷.受理 | 带两词 }}", "没有“带两词”这种写法，是不是“带量词”"),
        ("{{ }}", "应写成 {{ 组名.数名 }}"),
        ("受理{{ 纠纷.受理 }件", "没有写成 {{ 组名.数名 }} 的样子"),
        ("受理｛｛纠纷.受理｝｝件", "两对半角花括号"),
        ("{% if 甲 %}", "两对半角花括号"),
        ("{{ 年度.甲 }}", "“年度”不是一组数"),
        ("{{ 纠纷.__class__ }}", "没有“__class__”"),
    ],
)
def test_wrong_reference_is_told(text: str, told: str) -> None:
    _, mistakes = fill(text, NAMES, FILTERS)

    assert len(mistakes) == 1
    assert told in mistakes[0]
