"""A PDF gives the paragraphs that were set, whatever lines and pages they were broken into."""

import sys
from pathlib import Path

import pytest

from drafting.app import check_document
from drafting.document import Document
from drafting.readers import ReadError, read_bytes
from drafting.readers import pdf as reader
from drafting.readers.text import decode, from_text
from tests.pdf import LEFT, RIGHT, Sheet, pdf, typeset

REPORTS = sorted(Path("examples/reports").glob("*.txt"))
TITLE = "青禾乡2024年法治政府建设年度报告"
LONG = "全年开展普法宣传8次，参加群众300人次，发放宣传资料1200余份，接受群众咨询56人次，群众学法用法的意识进一步增强。"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("encoding", ["", "UniGB-UCS2-H", "GBK-EUC-H"])
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_the_report_comes_out_as_it_was_set(report: Path, encoding: str) -> None:
    expected = from_text(decode(report.read_bytes()))
    lines = texts(expected)
    document = read_bytes(
        pdf(typeset(lines, title=len(expected.title_blocks()), running_head="青禾乡年度报告"), encoding=encoding)
    )

    assert texts(document) == lines
    assert [(f.code, f.location.quote) for f in check_document(document).findings] == [
        (f.code, f.location.quote) for f in check_document(expected).findings
    ]
    assert document.formatting is None
    assert document.blocks[-1].page == max(block.page or 0 for block in document.blocks) > 1


def test_headings_stay_alone_and_a_paragraph_goes_over_the_page() -> None:
    lines = [TITLE, *(["一、主要举措和成效", "（一）学法", LONG] * 12)]
    assert texts(read_bytes(pdf(typeset(lines)))) == lines


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "第{}页", "{}", "－{}－"])
def test_page_numbers_are_left_out(number: str) -> None:
    assert texts(read_bytes(pdf(typeset([TITLE, *([LONG] * 12)], number=number)))) == [TITLE, *([LONG] * 12)]


def test_tables_are_cells_and_go_on_over_the_page() -> None:
    sheets = []
    for _ in range(2):
        sheet = Sheet()
        for row, words in enumerate((("领域", "件数"), ("公安", "21"))):
            y = 200 + 30 * row
            sheet.lines.append((LEFT, y, RIGHT, y))
            for column, word in enumerate(words):
                sheet.write(LEFT + 10 + 220 * column, y + 20, word)
        sheet.lines.append((LEFT, 260, RIGHT, 260))
        sheet.lines += [(x, 200, x, 260) for x in (LEFT, LEFT + 220, RIGHT)]
        sheets.append(sheet)
    sheets[0].write(LEFT, 150, "各领域情况如下：")

    document = read_bytes(pdf(sheets))

    cells = [(b.text, b.cell.table, b.cell.row, b.cell.column) for b in document.blocks if b.cell]
    assert document.blocks[0].text == "各领域情况如下："
    assert cells[:4] == [("领域", 0, 0, 0), ("件数", 0, 0, 1), ("公安", 0, 1, 0), ("21", 0, 1, 1)]
    assert cells[4] == ("领域", 0, 2, 0)


def test_columns_without_lines_are_not_glued_together() -> None:
    sheet = Sheet()
    for row in range(3):
        sheet.write(LEFT, 200 + 29 * row, f"项目{row}")
        sheet.write(LEFT + 200, 200 + 29 * row, f"{row}件")
    assert texts(read_bytes(pdf([sheet]))) == ["项目0", "0件", "项目1", "1件", "项目2", "2件"]


def test_a_scan_is_told() -> None:
    with pytest.raises(ReadError, match=r"扫描件.*原来的"):
        read_bytes(pdf([Sheet(has_picture=True)] * 3))


def test_a_locked_file_is_told() -> None:
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">/P -4>>/ID[<00><00>]"
    with pytest.raises(ReadError, match="密码"):
        read_bytes(pdf([Sheet()], trailer=locked))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"[" * 200_000,
        b"%PDF-1.7\n" + bytes(range(256)) * 400,
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>",
        pdf(typeset([TITLE, LONG]))[:900],
    ],
    ids=["nothing", "nested", "junk", "its own page", "cut off"],
)
def test_broken_files_get_a_sentence(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"。$"):
        read_bytes(data)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReadError, match="太多"):
        read_bytes(pdf([Sheet()] * 501))


def test_a_file_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pages.py"
    program.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(reader, "_PROGRAM", program)
    monkeypatch.setattr(reader, "_PATIENCE", 0.5)
    with pytest.raises(ReadError, match="已经停止"):
        read_bytes(pdf([Sheet()]))


def test_a_reader_that_falls_over_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pages.py"
    program.write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.setattr(reader, "_PROGRAM", program)
    with pytest.raises(ReadError, match="损坏"):
        read_bytes(pdf([Sheet()]))


def test_without_the_library_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ReadError, match=r"fazhi\[pdf\]"):
        read_bytes(pdf([Sheet()]))


def test_pages_are_read_outside_of_this_process() -> None:
    read_bytes(pdf(typeset([TITLE, LONG])))
    assert "pypdfium2" not in sys.modules
