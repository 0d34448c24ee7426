"""Cells as a person sees them, in files as Excel, WPS and LibreOffice write them."""

import io
import zipfile
from datetime import date

import pytest

from drafting.ooxml.sheets import Cell, Sheet, letters, read_sheets
from drafting.readers import ReadError

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    cells: str,
    *,
    formats: dict[int, str] | None = None,
    styles: tuple[int, ...] = (0,),
    strings: str = "",
    settings: str = "",
    behind: str = "",
    main: str = _MAIN,
    office: str = _OFFICE,
) -> bytes:
    own = "".join(f'<numFmt numFmtId="{key}" formatCode="{code}"/>' for key, code in (formats or {}).items())
    xfs = "".join(f'<xf numFmtId="{key}"/>' for key in styles)
    members = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{settings}<sheets><sheet name="甲" sheetId="1" r:id="r1"/>'
        '<sheet name="图" sheetId="2" r:id="r4"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/a.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="r3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r4" Type="{office}/chartsheet" Target="chartsheets/b.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>{behind}</worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in members.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return stream.getvalue()


def only(data: bytes) -> Sheet:
    (sheet,) = read_sheets(data)
    return sheet


def number(value: str, code: str = "", *, built_in: int = 0) -> Cell:
    style = 200 if code else built_in
    sheet = only(
        workbook(f'<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>', formats={200: code}, styles=(0, style))
    )
    return sheet.cells[1, 1]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("44", "", "44"),
        ("44.0", "General", "44"),
        ("0.30000000000000004", "", "0.3"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("0.9545", "0.00%", "95.45%"),
        ("0.95454545", "0.0%", "95.5%"),
        ("1.5", "0.###", "1.5"),
        ("2", "0.##", "2"),
        ("12.345", "0.00_ ", "12.35"),
        ("1234", "#,##0_ ;[Red]\\-#,##0\\ ", "1234"),
        ("44", "0&quot;件&quot;", "44"),
        ("0.5", "# ?/?", "0.5"),
        ("1E+20", "", "100000000000000000000"),
        ("46042", "yyyy/m/d;@", "2026年1月20日"),
        ("46042", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "2026年1月20日"),
        ("46042", "m&quot;月&quot;d&quot;日&quot;", "1月20日"),
        ("46042", "[$-804]yyyy&quot;年&quot;m&quot;月&quot;", "2026年1月"),
        ("46042.4", "yyyy/m/d h:mm", "2026年1月20日"),
        ("0.40625", "h:mm", "09:45"),
        ("1E+9", "yyyy/m/d", "1000000000"),
    ],
)
def test_numbers_as_their_format_shows_them(value: str, code: str, shown: str) -> None:
    assert number(value, code).shown == shown


@pytest.mark.parametrize(
    ("built_in", "shown"),
    [(9, "4604200%"), (10, "4604200.00%"), (14, "2026年1月20日"), (31, "2026年1月20日"), (58, "1月20日")],
)
def test_formats_that_excel_knows_by_number(built_in: int, shown: str) -> None:
    assert number("46042", built_in=built_in).shown == shown


def test_days_of_a_mac() -> None:
    data = workbook('<row><c s="1"><v>44580</v></c></row>', styles=(0, 14), settings='<workbookPr date1904="1"/>')

    assert only(data).cells[1, 1].day == date(2026, 1, 20)


def test_every_kind_of_cell() -> None:
    cells = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><t>甲</t></is></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>'
        '<row><c t="str"><f>A1</f><v>乙</v></c><c><f>A1+1</f></c><c><v></v></c><c t="s"><v>1</v></c><c t="d"><v>2026-01-20</v></c></row>'
    )
    strings = "<si><r><t>青</t></r><r><t>禾_x000A_</t></r><rPh><t>qinghe</t></rPh></si><si><t xml:space='preserve'>_x005F_x0041_ </t></si>"
    sheet = only(workbook(cells, strings=strings, behind='<mergeCells><mergeCell ref="A5:A8"/></mergeCells>'))

    assert sheet.merged == [((5, 1), (8, 1))]
    assert sheet.cells == {
        (2, 2): Cell("青禾\n"),
        (2, 3): Cell("甲"),
        (2, 4): Cell("是"),
        (2, 5): Cell("#REF!", is_error=True),
        (3, 1): Cell("乙", is_formula=True),
        (3, 2): Cell("", is_formula=True),
        (3, 4): Cell("_x0041_ "),
        (3, 5): Cell("2026年1月20日", day=date(2026, 1, 20)),
    }


def test_half_a_character_is_none() -> None:
    sheet = only(workbook('<row><c t="str"><v>甲_xD800_乙_xD83D__xDE00_</v></c></row>'))

    assert sheet.cells[1, 1].shown == "甲\ufffd乙😀"


def test_strict_files_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    data = workbook("<row><c><v>1</v></c></row>", main="http://purl.oclc.org/ooxml/spreadsheetml/main", office=strict)

    assert only(data).cells[1, 1].shown == "1"


@pytest.mark.parametrize(
    "cells", ['<row><c t="s"><v>7</v></c></row>', "<row><c><v>x</v></c></row>", "<row><c>", "</row>"]
)
def test_a_broken_workbook_is_told(cells: str) -> None:
    with pytest.raises(ReadError, match="损坏"):
        read_sheets(workbook(cells))


def test_entities_among_the_strings_are_refused() -> None:
    with pytest.raises(ReadError, match="为安全起见"):
        read_sheets(workbook("", strings='<!DOCTYPE a [<!ENTITY b "c">]>'))


@pytest.mark.parametrize(
    ("main", "members", "sentence"),
    [
        ("xl/workbook.bin", {}, "xlsb"),
        ("content.xml", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ("word/document.xml", {}, "这不是 Excel 工作簿"),
    ],
)
def test_other_packages_are_told(main: str, members: dict[str, str], sentence: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        target = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
        package.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{target}</Relationships>')
        for name, text in {main: "x", **members}.items():
            package.writestr(name, text)

    with pytest.raises(ReadError, match=sentence):
        read_sheets(stream.getvalue())


def test_letters_of_columns() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
