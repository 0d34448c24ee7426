"""Whose each report is, seen beside all the others."""

from pathlib import Path

import pytest

from drafting.cli import run
from drafting.collecting.roster import names, names_in, read
from drafting.readers import ReadError
from drafting.reporters.overview import html, text, xlsx
from tests.collecting.test_collecting import report
from tests.collecting.test_genres import seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "报告"
    made.mkdir()
    return made


def of(county: str, unit: str, month: int = 1) -> str:
    return report(unit, month=month).replace("朔浦县", county)


def test_two_units_of_one_name_in_two_counties(folder: Path) -> None:
    (folder / "1.txt").write_text(of("平岚县", "柳湾镇"), encoding="utf-8")
    (folder / "2.txt").write_text(of("青河县", "柳湾镇"), encoding="utf-8")
    (folder / "3.txt").write_text(of("青河县", "柳湾镇", month=2), encoding="utf-8")

    with seen(folder) as overview:
        told = [(one.unit, one.summary.path, one.superseded) for one in overview.townships]
        assert told == [
            ("平岚县柳湾镇", "报告/1.txt", ()),
            ("青河县柳湾镇", "报告/3.txt", ("报告/2.txt",)),
        ]
        received = next(line for line in overview.lines if line.thing == "受理矛盾纠纷")
        assert set(received.cells) == {"平岚县柳湾镇", "青河县柳湾镇"}
    with seen(folder, ["柳湾镇"]) as overview:
        assert overview.missing == []
        assert all(one.is_expected for one in overview.townships)


def test_a_roster_that_names_counties_tells_them_apart(folder: Path) -> None:
    (folder / "1.txt").write_text(of("平岚县", "柳湾镇"), encoding="utf-8")
    roster = names(["平岚县柳湾镇人民政府", "青河县柳湾镇人民政府", "平岚县白石镇"])

    with seen(folder, roster) as overview:
        assert overview.missing == ["青河县柳湾镇", "白石镇"]
        assert [(one.unit, one.is_expected) for one in overview.townships] == [("平岚县柳湾镇", True)]


def test_a_county_that_became_a_city_and_a_title_without_one(folder: Path) -> None:
    (folder / "1.txt").write_text(of("平岚市", "柳湾镇"), encoding="utf-8")
    (folder / "2.txt").write_text(of("", "白石镇"), encoding="utf-8")
    (folder / "3.txt").write_text(of("平岚县", "白石镇", month=2), encoding="utf-8")

    with seen(folder, ["平岚县柳湾镇", "平岚县白石镇"]) as overview:
        assert overview.missing == []
        assert [(one.unit, len(one.superseded)) for one in overview.townships] == [("柳湾镇", 0), ("白石镇", 1)]


def test_the_folder_and_the_roster_tell_where_the_report_does_not(folder: Path) -> None:
    nobodys = of("", "我镇").replace("我镇人民政府2024年度", "2024年度").replace("我镇人民政府", "")
    for path in ("柳湾镇/终稿/报告.txt", "送来的/松风岭.txt", "司法局/各乡镇报告/新建文档.txt"):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text(nobodys, encoding="utf-8")

    with seen(folder, ["松风岭"]) as overview:
        assert {one.unit: one.summary.path for one in overview.townships} == {
            "柳湾镇": "报告/柳湾镇/终稿/报告.txt",
            "松风岭": "报告/送来的/松风岭.txt",
        }
        assert overview.missing == []
        assert [one.path for one in overview.unknown] == ["报告/司法局/各乡镇报告/新建文档.txt"]


def test_a_zone_and_its_committee_are_one(folder: Path) -> None:
    zone = of("平岚县", "东川经济开发区").replace("人民政府", "管理委员会")
    (folder / "1.txt").write_text(zone.replace("平岚县东川", "东川"), encoding="utf-8")

    for roster in (["东川经济开发区"], names(["东川经济开发区管委会"])):
        with seen(folder, roster) as overview:
            assert (overview.missing, [one.unit for one in overview.townships]) == ([], ["东川经济开发区"])


def test_a_township_that_may_have_become_a_town_is_told_beside_both(folder: Path) -> None:
    (folder / "1.txt").write_text(of("平岚县", "柳湾乡"), encoding="utf-8")
    (folder / "2.txt").write_text(of("平岚县", "河西乡"), encoding="utf-8")

    with seen(folder, ["柳湾镇", "河西乡", "河西街道"]) as overview:
        assert overview.missing == ["柳湾镇", "河西街道"]
        assert overview.renamed == {"柳湾镇": "柳湾乡"}
        told = "\n".join(text.report(overview))
        assert "柳湾镇（交来的有“柳湾乡”，可能是同一单位，如撤乡设镇）" in told
        assert "不在名单里（名单上有“柳湾镇”，可能是同一单位" in told
        assert html.report(overview, "1").count("可能是同一单位") == 2
        assert xlsx.report(overview)


# ---- rosters ----


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_with_numbers_and_a_head(encoding: str) -> None:
    table = "序号,单位名称,联系人\r\n1,柳湾镇,王某\r\n2,松风岭,李某\r\n3,白石街道,赵某\r\n"
    assert names_in(table.encode(encoding), "名单.csv") == ("柳湾镇", "松风岭", "白石街道")


def test_several_names_in_a_line() -> None:
    assert names(["柳湾镇、白石镇、松风岭", "青禾乡，云溪镇"]) == ("柳湾镇", "白石镇", "松风岭", "青禾乡", "云溪镇")
    assert names(["柳湾镇,王某", "2. 白石镇", "（3）青禾乡"]) == ("柳湾镇", "白石镇", "青禾乡")


def test_a_name_with_its_county_and_without_is_one() -> None:
    assert names(["平岚县柳湾镇", "柳湾镇", "白石镇"]) == ("平岚县柳湾镇", "白石镇")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04 broken", "这是一句话。".encode()])
def test_a_wrong_roster_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "乡镇.xlsx").write_bytes(data)
    with pytest.raises(ReadError, match=r"名单“乡镇\.xlsx”"):
        read(tmp_path / "乡镇.xlsx")


def test_a_roster_that_is_not_there_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", str(folder), "--roster", "没有的.csv"]) == 2
    assert "名单“没有的.csv”：找不到这个文件" in capsys.readouterr().err
