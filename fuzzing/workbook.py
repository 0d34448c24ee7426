"""A form as a workbook: a line a cell — sheet, place, kind, style, content — put into the packages that Excel writes."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import drafting.forms.excel.reading
from drafting.forms.loading import read_bytes
from drafting.forms.source import FormError
from drafting.ooxml.sheets import letters, read_sheets
from drafting.readers import ReadError
from fuzzing.doors import Door, same_twice, text_of
from fuzzing.forms import assert_loads_alike, known_words
from fuzzing.markup import mended
from tests.hostile.packages import member, packed

assert drafting.forms.excel.reading
_FORM = Path(__file__).parents[1] / "examples" / "forms" / "青禾乡2025（简短）.xlsx"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_FORMATS = (
    "General",
    "0.00",
    "0%",
    "yyyy-mm-dd",
    'yyyy"年"m"月"d"日"',
    "#,##0.0",
    "@",
    '0"件"',
    "h:mm",
    "0.0E+00",
    "# ?/?",
    "[Red]0;-0",
)
_MOST_CELLS = 300
_WITHOUT = ("填写说明", "数据示例")
_HINTS, _LAST_ROW, _LONGEST_WORDS = 2, 16, 30
"""Rows of the form that a seed leaves out above and below; its words are cut short."""


def file_of(data: bytes) -> bytes:
    sheets: dict[str, list[str]] = {}
    for line in text_of(data).split("\n")[:_MOST_CELLS]:
        name, place, kind, style, content = (*line.split("\t", 4), "", "", "", "", "")[:5]
        name = mended(name).replace("<", "").replace("&", "") or "甲"
        sheets.setdefault(name, []).append(_cell(place, kind, style, content))
    parts = {
        "_rels/.rels": _RELATIONSHIPS.format(_relationship("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        + "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(sheets))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _RELATIONSHIPS.format(
            _relationship("t", "styles", "styles.xml")
            + "".join(_relationship(f"s{n}", "worksheet", f"sheet{n}.xml") for n in range(len(sheets)))
        ),
        "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>"
        + "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(_FORMATS))
        + "</numFmts><cellXfs>"
        + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(_FORMATS)))
        + "</cellXfs></styleSheet>",
    }
    for number, cells in enumerate(sheets.values()):
        rows = "".join(f"<row>{cell}</row>" if cell.startswith("<c") else cell for cell in cells)
        parts[f"xl/sheet{number}.xml"] = f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
    return packed(member(name, text.encode(), stored=True) for name, text in parts.items())


def _cell(place: str, kind: str, style: str, content: str) -> str:
    where = f" r={quoteattr(_xml(place))}" if place else ""
    dressed = f" s={quoteattr(_xml(style))}" if style else ""
    if kind == "m":
        return f"<mergeCell ref={quoteattr(_xml(place))}/>"
    if kind in ("", "s"):
        return f'<c{where}{dressed} t="inlineStr"><is><t>{_xml_words(content)}</t></is></c>'
    if kind == "f":
        return f"<c{where}{dressed}><f>1</f><v>{_xml_words(content)}</v></c>"
    return f"<c{where}{dressed} t={quoteattr(_xml(kind))}><v>{_xml_words(content)}</v></c>"


def _xml(text: str) -> str:
    return mended(text.replace("<", "").replace("&", "")).replace("&gt;", ">")


def _xml_words(text: str) -> str:
    return escape(_xml(text.replace("\\n", "\n")))


def _relationship(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _read(data: bytes) -> None:
    file = file_of(data)
    assert_loads_alike(same_twice(lambda: read_bytes(file)))


def _seeds() -> list[bytes]:
    lines = {
        sheet.name: [
            f"{sheet.name}\t{letters(column)}{row}\ts\t\t{cell.shown[:_LONGEST_WORDS]}".replace("\n", "\\n")
            for (row, column), cell in sorted(sheet.cells.items())
            if sheet.name not in _WITHOUT
            and _HINTS < row <= _LAST_ROW
            and not (sheet.name == "基本情况" and column > 2)
        ]
        for sheet in read_sheets(_FORM.read_bytes())
    }
    whole = [line for sheet in lines.values() for line in sheet]
    odd = "基本情况\tA3\ts\t\t项目\n基本情况\tB3\ts\t\t填写\n基本情况\tA4\ts\t\t年度\n基本情况\tB4\tn\t3\t46000.5\n基本情况\tA3:C3\tm"
    figures = lines["基本情况"] + lines["数据"]
    return [*("\n".join(some).encode() for some in (whole, figures)), odd.encode()]


DOOR = Door(
    _read,
    (ReadError, FormError),
    _seeds,
    ("\n基本情况\t", "\n数据\t", "\n主要举措和成效\t", "\n表格\t", "\tn\t3\t", "\tn\t4\t46000", "\tn\t2\t0.955", "\te\t\t#REF!", "\tb\t\t1", "\td\t\t2026-01-20",
     "\tf\t\t44", "\tm\t\t", "\tstr\t\t", "\tn\t1\t1e308", "\tn\t8\t-1", "\tn\t3\t2958466", "A1", "XFD1048576", "B7", "AAAA1", "A0", "\\n", "44件", "约40余件",
     "95.5%", "nan", "inf", "1E+400", "分子", "分母", "填写", "项目", *known_words()),
    9000,
)  # fmt: skip
