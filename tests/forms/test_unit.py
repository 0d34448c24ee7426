"""Who wrote a report, from its signature, its title, its first words."""

import pytest

from drafting.forms.carry.unit import is_usual_title, unit_of
from drafting.readers.text import from_text

_BODY = "一、主要举措和成效\n（一）抓学习。全年学习4次。\n"


@pytest.mark.parametrize(
    ("signed", "name", "short", "level", "county"),
    [
        ("云岭县青禾乡人民政府", "云岭县青禾乡人民政府", "青禾乡", "乡镇", "云岭县"),
        ("青禾乡人民政府", "青禾乡人民政府", "青禾乡", "乡镇", None),
        ("澜江市云岭区白石镇人民政府（盖章）", "澜江市云岭区白石镇人民政府", "白石镇", "乡镇", "澜江市云岭区"),
        ("云岭区人民政府临川街道办事处", "云岭区人民政府临川街道办事处", "临川街道", "街道", "云岭区"),
        ("云岭县城关镇人民政府", "云岭县城关镇人民政府", "城关镇", "乡镇", "云岭县"),
        ("云岭县司法局", "云岭县司法局", "司法局", "部门", "云岭县"),
        ("云岭县人民政府", "云岭县人民政府", "云岭县", "县区", None),
    ],
)
def test_unit_is_read_from_its_signature(signed: str, name: str, short: str, level: str, county: str | None) -> None:
    unit = unit_of(from_text(f"2024年法治政府建设年度报告\n{_BODY}{signed}\n2025年1月8日\n"))

    assert (unit.name, unit.short_name, unit.level, unit.county) == (name, short, level, county)
    assert unit.organs == ()
    assert unit.sealed is (True if "盖章" in signed else None)


def test_joint_signature_keeps_both() -> None:
    unit = unit_of(from_text(f"{_BODY}中共青禾乡委员会  青禾乡人民政府\n2025年1月8日\n"))

    assert unit.organs == ("中共青禾乡委员会", "青禾乡人民政府")


@pytest.mark.parametrize(
    ("title", "name", "short"),
    [
        ("云岭县青禾乡2024年法治政府建设年度报告", "云岭县青禾乡人民政府", "青禾乡"),
        ("云岭县青禾乡人民政府关于2024年度法治政府建设情况的报告", "云岭县青禾乡人民政府", "青禾乡"),
        ("临川街道2024年法治政府建设年度报告", "临川街道办事处", "临川街道"),
        ("[bookmark: _GoBack]云岭县青禾乡2024年法治政府建设年度报告", "云岭县青禾乡人民政府", "青禾乡"),
    ],
)
def test_unsigned_report_is_known_by_its_title(title: str, name: str, short: str) -> None:
    unit = unit_of(from_text(f"{title}\n{_BODY}"))

    assert (unit.name, unit.short_name) == (name, short)


def test_report_that_names_nobody_leaves_the_name_open() -> None:
    unit = unit_of(from_text(f"2024年法治政府建设情况报告\n2024年，青禾乡在县委领导下，扎实工作。\n{_BODY}"))

    assert (unit.name, unit.short_name, unit.level) == (None, "青禾乡", "乡镇")


@pytest.mark.parametrize(
    ("title", "usual"),
    [
        ("青禾乡人民政府关于2024年度法治政府建设情况的报告", True),
        ("2024年法治政府建设工作总结报告", True),
        ("青禾乡二〇二四年法治政府建设年度报告", True),
        ("青禾乡2024年度法治政府建设情况报告（公开版）", False),
        ("青禾乡2024年度推进法治政府建设和乡村治理情况报告", False),
    ],
)
def test_title_that_says_more_is_ones_own(title: str, usual: bool) -> None:
    assert is_usual_title(title) is usual
