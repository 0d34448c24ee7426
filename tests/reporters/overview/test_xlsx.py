"""The workbook: what is counted is right, links lead to the right rows, words stay words, Excel's limits are kept."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from drafting import office
from drafting.collecting.overview import Overview
from drafting.reporters.overview import cells, xlsx
from drafting.reporters.overview.tally import tally
from tests.reporters.overview import overviews

SHEETS = ["总览", "乡镇", "问题", "数据", "近似", "未交和读不了", "图表的数据"]
CASES = {
    "3": overviews.overview(3),
    "20": overviews.overview(20),
    "no line": overviews.overview(3, lines=0),
    "empty": overviews.empty(),
    "unreadable": overviews.all_unreadable(),
    "hostile": overviews.hostile(),
}


def opened(overview: Overview) -> Any:
    return load_workbook(io.BytesIO(xlsx.report(overview)))


def column(sheet: Any, head: str) -> list[Any]:
    (found,) = [cell.column for cell in sheet[1] if cell.value == head]
    return [sheet.cell(row, found).value for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize("name", CASES)
def test_has_all_sheets_and_no_formula(name: str) -> None:
    book = opened(CASES[name])
    assert book.sheetnames == SHEETS
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}


@pytest.mark.parametrize("name", ["20", "hostile"])
def test_same_overview_same_bytes(name: str) -> None:
    assert xlsx.report(CASES[name]) == xlsx.report(CASES[name])


def test_name_of_a_township_leads_to_its_first_finding() -> None:
    overview = CASES["20"]
    book = opened(overview)
    rows = {row[0].value: row for row in book["总览"].iter_rows(min_row=6) if row[0].value}
    units = [cell.value for cell in book["问题"]["A"]]
    for township in overview.townships:
        link = rows[township.unit][0].hyperlink
        if not township.summary.findings:
            assert link is None
            continue
        sheet, _, cell = link.location.partition("!")
        assert (sheet, cell[0]) == ("'问题'", "A")
        assert units.index(township.unit) + 1 == int(cell[1:])
    for unit in overview.missing:
        assert rows[unit][1].value == "未交"


def test_numbers_of_each_township() -> None:
    overview = CASES["20"]
    sheet = opened(overview)["乡镇"]
    counts = [tally(township.summary.findings) for township in overview.townships]
    assert column(sheet, "乡镇") == [township.unit for township in overview.townships]
    assert column(sheet, "错误") == [found.errors for found in counts]
    assert column(sheet, "警告") == [found.warnings for found in counts]
    assert column(sheet, "存在的不足和原因") == [
        "✓" if dict(t.summary.parts)["shortcomings"] else "缺" for t in overview.townships
    ]


def test_findings_can_be_filtered_and_lead_to_their_file() -> None:
    overview = CASES["20"]
    sheet = opened(overview)["问题"]
    count = sum(len(township.summary.findings) for township in overview.townships)
    assert sheet.max_row == count + 1
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == (f"A1:J{count + 1}", "C2")
    first = next(township for township in overview.townships if township.summary.findings)
    assert unquote(sheet["J2"].hyperlink.target) == first.summary.path == sheet["J2"].value


def test_totals_are_numbers_and_only_exact_figures_are() -> None:
    overview = CASES["20"]
    sheet = opened(overview)["数据"]
    heads = [cell.value for cell in sheet[1]]
    for row, line in zip(sheet.iter_rows(min_row=2), overview.lines, strict=False):
        shown = dict(zip(heads, (cell.value for cell in row), strict=True))
        assert shown["合计"] == (None if line.total is None else int(line.total))
        assert shown["没有合计的原因"] == (line.why_none or None)
        numbers = [shown[one.unit] for one in overview.townships if isinstance(shown[one.unit], int)]
        if line.total is not None:
            assert sum(numbers) == int(line.total)
        rough = [shown[one.unit] for one in overview.townships if isinstance(shown[one.unit], str)]
        assert len(rough) == line.approximate
        assert all(text.startswith("约") for text in rough)


def test_several_figures_and_fractions() -> None:
    overview = CASES["3"]
    one = overviews.counted(1, 1)._replace(value="2.5", text="2.5公里")
    several = (overviews.counted(1, 1), overviews.counted(2, 3)._replace(is_exact=False, text="30余件"))
    line = replace(overview.lines[0], cells={overview.townships[0].unit: (one,), overview.townships[1].unit: several})
    sheet = opened(replace(overview, lines=[line]))["数据"]
    shown = sheet["G2"]
    assert (Decimal(str(shown.value)), shown.number_format) == (Decimal("2.5"), "#,##0.####")
    assert sheet["H2"].value == f"{several[0].text}；约 30余件"


def test_charts_are_drawn_of_the_totals() -> None:
    overview = CASES["20"]
    book = opened(overview)
    data = xlsx.report(overview)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        assert len(charts) == 5
        first = package.read(charts[0]).decode()
    assert "'图表的数据'!$A$3:$A$7" in first
    sheet = book["图表的数据"]
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(3, 8)] == [
        ("按时", 14), ("迟交", 4), ("看不出日期", 2), ("未交", 2), ("读不了", 1),
    ]  # fmt: skip


def test_pairs_and_what_is_left() -> None:
    book = opened(CASES["20"])
    pairs = list(book["近似"].iter_rows(min_row=2, values_only=True))
    assert pairs[0][:3] == ("青禾乡", "白禾镇", "37.4%")
    assert len(pairs) == 4
    kinds = [row[0] for row in book["未交和读不了"].iter_rows(min_row=2, values_only=True)]
    assert kinds == ["未交"] * 2 + ["读不了", "认不出是哪个单位的", "别的年度"] + ["同一单位的旧文件"] * 3


def test_words_stay_words() -> None:
    book = opened(CASES["hostile"])
    sheet = book["问题"]
    assert [sheet.cell(2, number).value for number in (7, 8, 9)][1:] == ["+cmd|' /C calc'!A0", "@SUM(1)"]
    assert sheet["G2"].value.startswith('=HYPERLINK("')
    for cell in (sheet["F2"], sheet["G2"], sheet["H2"], sheet["I2"]):
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert not sheet["E2"].quotePrefix
    assert all(
        not (cell.hyperlink.target or "").startswith("//")
        for one in book
        for row in one.iter_rows()
        for cell in row
        if cell.hyperlink
    )


def with_words(words: str) -> Overview:
    overview = CASES["3"]
    told = replace(overviews.told(0), message=words)
    first = overview.townships[0]
    return replace(overview, townships=[replace(first, summary=replace(first.summary, findings=(told,)))])


def test_too_long_a_text_is_cut_and_says_so() -> None:
    shown = opened(with_words("字" * 40_000))["问题"]["G2"].value
    assert len(shown) == 32_767
    assert shown.endswith("……（太长，这里没有写完）")
    whole = "字" * 32_767
    assert opened(with_words(whole))["问题"]["G2"].value == whole


def test_signs_that_no_workbook_can_hold() -> None:
    assert opened(with_words("一\x00二\ud800三\uffff"))["问题"]["G2"].value == "一\ufffd二\ufffd三\ufffd"
    # Excel reads _x0041_ as an escaped A.
    with zipfile.ZipFile(io.BytesIO(xlsx.report(with_words("_x0041_")))) as package:
        assert "_x005F_x0041_" in package.read("xl/worksheets/sheet3.xml").decode()


def test_more_rows_than_a_sheet_holds_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_ROWS", 30)
    overview = overviews.full(3, 20, 2)
    sheet = opened(overview)["问题"]
    assert sheet.max_row == 30
    assert sheet["A30"].value == "还有 32 行：Excel 的一张表只放得下 30 行。"


def test_more_links_than_a_sheet_holds_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_MOST_LINKS", 5)
    sheet = opened(overviews.full(3, 20, 2))["问题"]
    assert sum(cell.hyperlink is not None for cell in sheet["J"]) == 5
    assert sheet["J60"].value


@pytest.mark.parametrize("name", CASES)
def test_schema_is_kept(name: str, tmp_path: Path) -> None:
    target = tmp_path / "总览.xlsx"
    target.write_bytes(xlsx.report(CASES[name]))
    flaws = OpenXmlValidator().validate(target).errors
    # openpyxl writes texts into the cells, and what a font consists of in an order of its own; all programs take both.
    ours = [flaw for flaw in flaws if flaw.part_uri != "/xl/styles.xml" and "inline-string" not in flaw.description]
    assert [f"{flaw.part_uri} {flaw.path}: {flaw.description}" for flaw in ours] == []


@pytest.mark.skipif(not office.is_installed(), reason="LibreOffice is not installed")
def test_opens_in_libreoffice() -> None:
    assert office.convert(xlsx.report(CASES["hostile"]), ".xlsx", "pdf").startswith(b"%PDF")
