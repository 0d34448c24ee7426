"""Whose report it is: titles, sign-offs and file names as they are really written."""

import pytest

from drafting.collecting.recognition import identity
from drafting.document.units import bare
from drafting.readers.text import from_text

TITLES = [
    ("朔浦县白石镇人民政府2024年度法治政府建设情况报告", "朔浦县", "白石镇", 2024),
    ("白石镇2024年法治政府建设年度报告", "", "白石镇", 2024),
    ("中共白石镇委员会 白石镇人民政府关于2024年度法治政府建设情况的报告", "", "白石镇", 2024),
    ("汀宁区人民政府临川街道办事处2024年度法治政府建设年度报告", "汀宁区", "临川街道", 2024),
    ("云山市汀宁区临川街道2024年度法治政府建设年度报告", "汀宁区", "临川街道", 2024),
    ("旧县镇人民政府2024年法治政府建设情况报告", "", "旧县镇", 2024),
    ("新市镇2024年法治政府建设情况报告", "", "新市镇", 2024),
    ("青河县新市镇2024年法治政府建设情况报告", "青河县", "新市镇", 2024),
    ("市中区文苑街道办事处2024年法治政府建设报告", "市中区", "文苑街道", 2024),
    ("岚州彝族自治县红果回族乡人民政府2024年度法治政府建设情况报告", "岚州彝族自治县", "红果回族乡", 2024),
    ("岚山县红果民族乡关于2024年度法治政府建设情况的报告", "岚山县", "红果民族乡", 2024),
    ("关于2024年度法治政府建设情况的报告", "", None, 2024),
    ("2024年度青禾乡法治政府建设情况报告", "", "青禾乡", 2024),
    ("二〇二四年度青禾乡法治政府建设情况报告", "", "青禾乡", 2024),
    ("云岭县司法局2024年度法治政府建设情况报告", "云岭县", "司法局", 2024),
    ("云岭县发展和改革局关于2024年度推进法治政府建设情况的报告", "云岭县", "发展和改革局", 2024),
    ("镇江街道2024年度法治政府建设情况报告", "", "镇江街道", 2024),
    ("乡宁县双凤镇2024年度法治政府建设情况报告", "乡宁县", "双凤镇", 2024),
    ("龙湾乡人民政府推进法治政府建设2024年度工作情况报告", "", "龙湾乡", 2024),
    ("东川经济开发区管委会2024年度法治政府建设情况报告", "", "东川经济开发区", 2024),
    ("东川经济开发区管理委员会关于2024年度法治政府建设情况的报告", "", "东川经济开发区", 2024),
    ("平岚县高新区管委会2024年度法治政府建设情况报告", "平岚县", "高新区", 2024),
    ("红柳农场2024年度法治政府建设情况报告", "", "红柳农场", 2024),
    ("东川经济开发区司法局2024年度法治政府建设情况报告", "东川经济开发区", "司法局", 2024),
    ("查干苏木2024年度法治政府建设情况报告", "", "查干苏木", 2024),
]


@pytest.mark.parametrize(("title", "county", "unit", "year"), TITLES)
def test_title(title: str, county: str, unit: str | None, year: int) -> None:
    found = identity(from_text(f"{title}\n一、主要举措和成效\n学法4次。"), "a.docx")

    assert (found.county, found.unit, found.year) == (county, unit, year)
    assert found.told == ("title" if unit else "")


def test_the_sign_off_says_it_where_the_title_does_not() -> None:
    text = "关于2024年度法治政府建设情况的报告\n一、主要举措和成效\n学法4次。\n朔浦县白石镇人民政府\n2025年1月10日"

    found = identity(from_text(text), "1.docx")

    assert (found.county, found.unit, found.told) == ("朔浦县", "白石镇", "sign-off")


@pytest.mark.parametrize(
    ("lead", "unit"),
    [
        ("2024年，白石镇在县委、县政府的坚强领导下，扎实推进法治建设。", "白石镇"),
        ("今年以来，朔浦县白石镇坚持依法行政。", "白石镇"),
        ("2024年，我镇在县委的领导下，扎实推进。", None),
        ("2024年，各乡镇在县委的领导下，扎实推进。", None),
        ("2024年，全镇坚持依法行政。", None),
    ],
)
def test_the_first_sentence_says_it_where_neither_does(lead: str, unit: str | None) -> None:
    found = identity(from_text(f"2024年法治政府建设情况报告\n{lead}\n一、主要举措和成效\n学法4次。"), "1.docx")

    assert (found.unit, found.told) == (unit, "lead" if unit else "")


@pytest.mark.parametrize(
    ("name", "unit", "year"),
    [
        ("白石镇.docx", "白石镇", None),
        ("3.白石镇2024年法治政府建设报告（终稿）.docx", "白石镇", 2024),
        ("2024年度报告-青禾乡.docx", "青禾乡", 2024),
        ("白石镇报告打包.zip", "白石镇", None),
        ("白石.docx", None, None),
        ("新建文档(2).docx", None, None),
        ("20250110_临川街道.docx", "临川街道", None),
    ],
)
def test_the_name_of_the_file_says_it_last(name: str, unit: str | None, year: int | None) -> None:
    found = identity(from_text("一、主要举措和成效\n学法4次。"), name)

    assert (found.unit, found.year) == (unit, year)


def test_the_roster_knows_better() -> None:
    roster = ["河镇", "清河镇", "白石"]

    def unit(title: str) -> str | None:
        return identity(from_text(f"{title}2024年度法治政府建设情况报告\n一、成效\n学法4次。"), "a.txt", roster).unit

    assert unit("清河镇") == "清河镇"
    assert unit("云岭县河镇") == "河镇"
    assert unit("小清河镇") == "小清河镇"
    assert unit("白石镇") == "白石"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("朔浦县白石镇人民政府", "白石镇"),
        ("白石镇", "白石镇"),
        ("汀宁区人民政府临川街道办事处", "临川街道"),
        ("中共白石镇委员会", "白石镇"),
        ("旧县镇人民政府", "旧县镇"),
        ("云岭县司法局", "司法局"),
        ("云岭县卫生健康委员会", "卫生健康委员会"),
        ("白石镇党委", "白石镇"),
        ("东川经济开发区管理委员会", "东川经济开发区"),
        ("中共东川经济开发区党工委", "东川经济开发区"),
    ],
)
def test_bare_names(full: str, short: str) -> None:
    assert bare(full) == short
