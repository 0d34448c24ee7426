"""Drafts as pages: what LibreOffice makes of them, measured in the PDF.

Each prescribed face has a free one of its own in its place, so that the PDF tells which role came out in which.
`.ci/pages-tools` installs what is needed; without it the tests are skipped.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest

from drafting.document.draft import Kind
from drafting.document.layout import shipped_layout
from drafting.ooxml.writer import write
from tests.drafts import DAY, LONG_ORGAN, LONGEST_ORGAN, ORGAN, TEXT, block, draft, report, table

# The prescribed face, the one in its place, and what a PDF calls that.
SUBSTITUTES = (
    ("仿宋_GB2312", "AR PL SungtiL GB", "BousungEG"),
    ("楷体_GB2312", "AR PL KaitiM GB", "GBZenKai"),
    ("黑体", "WenQuanYi Zen Hei", "WenQuanYiZenHei"),
    ("方正小标宋简体", "Noto Serif CJK SC", "NotoSerifCJK"),
    ("宋体", "AR PL UMing CN", "UMing"),
)
FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI = (pdf_name for _, _, pdf_name in SUBSTITUTES)
ZOOM = 3  # the most that pdftohtml takes: a ninth of a millimetre
MILLIMETRE = 72 * ZOOM / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262
CHARACTER = 156 / 28

DRAFTS = {
    "lines": draft(block(Kind.BODY, "汉" * (44 * 28 - 2))),
    "report": report(),
    "unsealed": report(sealed=False),
    "long": report(LONG_ORGAN),
    "longest": report(LONGEST_ORGAN, sealed=False),
    # The last line of the page is the last line of the text.
    "tail": draft(
        *(block(Kind.BODY, "甲村修通了道路。") for _ in range(19)),
        block(Kind.BODY, "字" * (3 * 28 - 2)),
        block(Kind.SIGN_OFF, ORGAN),
        block(Kind.DATE, DAY),
    ),
    # All but the last row would have room on the first page.
    "total": draft(
        *(block(Kind.BODY, "甲村修通了道路。") for _ in range(18)),
        block(Kind.CAPTION, "表1　甲村道路"),
        *table(0, [["路段", "数量"], ["东段", "2"], ["西段", "3"], ["合计", "5"]]),
        block(Kind.BODY, "乙村修通了道路。"),
    ),
    "totals": draft(
        *(block(Kind.BODY, "甲村修通了道路。") for _ in range(11)),
        *table(0, [["路段", "数量"], *([f"第{row}段", "2"] for row in range(1, 10)), ["合计", "18"]]),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of one line in one face; lengths in millimetres from the upper left corner of the page."""

    text: str
    face: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def number(self) -> Line:
        return self.lines[-1]

    @property
    def text(self) -> tuple[Line, ...]:
        return self.lines[:-1]

    def line(self, beginning: str) -> Line:
        return next(line for line in self.lines if line.text.startswith(beginning))


Pages = tuple[Page, ...]


@pytest.fixture(scope="session")
def drawn(pages: Mapping[str, Pages], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The pages as pictures, a folder a draft."""
    folders = {}
    for pdf in tmp_path_factory.getbasetemp().glob("pages*/*.pdf"):
        folders[pdf.stem] = tmp_path_factory.mktemp(pdf.stem)
        subprocess.run(["pdftoppm", "-gray", "-r", "60", str(pdf), str(folders[pdf.stem] / "page")], check=True)
    return folders


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pages]:
    """All drafts in one conversion: starting LibreOffice is most of the time."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or shutil.which("pdftohtml") is None:
        pytest.skip("needs LibreOffice and poppler: .ci/pages-tools")
    folder = tmp_path_factory.mktemp("pages")
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_configuration(folder))}
    missing = [name for _, name, _ in SUBSTITUTES if name not in _installed(environment)]
    if missing:
        pytest.skip(f"needs the fonts {', '.join(missing)}: .ci/pages-tools")
    for name, drafted in DRAFTS.items():
        (folder / f"{name}.docx").write_bytes(write(drafted, shipped_layout()))
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            *("--convert-to", "pdf", "--outdir", str(folder)),
            *(str(folder / f"{name}.docx") for name in DRAFTS),
        ],
        env=environment,
        capture_output=True,
        timeout=180,
        check=True,
    )
    return {name: _pages(folder / f"{name}.pdf") for name in DRAFTS}


def _font_configuration(folder: Path) -> Path:
    # Neither the machine's own aliases nor its cache.
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(face)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(substitute)}</string></edit></match>'
        for face, substitute, _ in SUBSTITUTES
    )
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir>'
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>{matches}</fontconfig>",
        encoding="utf-8",
    )
    return path


def _installed(environment: Mapping[str, str]) -> str:
    listed = subprocess.run(
        ["fc-list", ":", "family"], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return listed.stdout


def _pages(pdf: Path) -> Pages:
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-fontfullname", "-zoom", str(ZOOM), str(pdf)]
    root = ET.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    faces: dict[str, str] = {}
    found = []
    for page in root.iter("page"):
        faces |= {font.get("id", ""): font.get("family", "") for font in page.iter("fontspec")}
        lines = tuple(_line(text, faces) for text in page.iter("text") if "".join(text.itertext()).strip())
        found.append(Page(_length(page, "width"), _length(page, "height"), lines))
    return tuple(found)


def _line(text: ET.Element, faces: Mapping[str, str]) -> Line:
    left, top = _length(text, "left"), _length(text, "top")
    words = "".join(text.itertext()).strip()
    # LibreOffice sets gaps around digits though it is told not to.
    return Line(
        words if words.startswith("—") else words.replace(" ", ""),
        faces[text.get("font", "")],
        left,
        left + _length(text, "width"),
        top,
        top + _length(text, "height"),
    )


def _length(element: ET.Element, name: str) -> float:
    return float(element.get(name, "")) / MILLIMETRE


def test_paper_is_a4(pages: Mapping[str, Pages]) -> None:
    for drafted in pages.values():
        for page in drafted:
            assert [page.width, page.height] == pytest.approx([210, 297], abs=0.3)


def test_a_page_holds_22_lines_of_28_characters(pages: Mapping[str, Pages]) -> None:
    assert [[len(line.text) for line in page.text] for page in pages["lines"]] == [[26] + [28] * 21, [28] * 22]


def test_text_fills_the_text_area(pages: Mapping[str, Pages]) -> None:
    for page in pages["lines"]:
        for line in page.text:
            assert line.right == pytest.approx(RIGHT, abs=1)
            assert line.left == pytest.approx(LEFT + (2 * CHARACTER if len(line.text) == 26 else 0), abs=0.5)
        assert TOP <= page.text[0].top < TOP + 4
        assert BOTTOM - 4 < page.text[-1].bottom <= BOTTOM
        steps = [after.top - before.top for before, after in zip(page.text, page.text[1:], strict=False)]
        assert steps == pytest.approx([225 / 22] * 21, abs=0.15)


def test_nothing_stands_outside_the_text_area(pages: Mapping[str, Pages]) -> None:
    for drafted in pages.values():
        for page in drafted:
            for line in page.text:
                # A stop or comma may hang over the edge; Word and WPS let it, too.
                edge = RIGHT + (CHARACTER if line.text[-1] in "，。；：、" else 0)
                assert LEFT - 0.5 <= line.left < line.right <= edge + 0.5, line
                assert TOP <= line.top < line.bottom <= BOTTOM, line


def test_page_numbers_are_below_the_text_on_the_outer_side(pages: Mapping[str, Pages]) -> None:
    for drafted in pages.values():
        for number, page in enumerate(drafted, 1):
            assert page.number.text == f"— {number} —"
            assert SONGTI in page.number.face
            if number % 2:
                assert page.number.right == pytest.approx(RIGHT - 14 * 25.4 / 72, abs=0.5)
            else:
                assert page.number.left == pytest.approx(LEFT + 14 * 25.4 / 72, abs=0.5)
            assert (page.number.top + page.number.bottom) / 2 == pytest.approx(BOTTOM + 7, abs=1)


def test_pages_of_the_report(pages: Mapping[str, Pages]) -> None:
    first_lines = [page.text[0].text for page in pages["report"]]

    assert len(first_lines) == 6
    # An annex has its own page; the table of 30 rows goes on under its head.
    assert first_lines[3:] == ["附件1", "序号", "附件2"]


@pytest.mark.parametrize(
    ("beginning", "face"),
    [
        ("中共青禾乡委员会", XIAOBIAOSONG),
        ("关于2024年度", XIAOBIAOSONG),
        ("中共云岭县委员会", FANGSONG),
        ("2024年，青禾乡", FANGSONG),
        ("一、主要举措", HEITI),
        ("（一）加强党的领导。", KAITI),
        ("全年共受理", FANGSONG),
        ("（三）化解矛盾纠纷", KAITI),
        ("1.健全机制。", FANGSONG),
        ("（1）网格排查。", FANGSONG),
        ("表1", HEITI),
        ("类别", HEITI),
        ("婚姻家庭", FANGSONG),
        ("附件：1.", FANGSONG),
        (ORGAN, FANGSONG),
        (DAY, FANGSONG),
        ("附件1", HEITI),
        ("青禾乡2024年度行政执法", XIAOBIAOSONG),
    ],
)
def test_each_role_is_in_its_face(pages: Mapping[str, Pages], beginning: str, face: str) -> None:
    lines = [line for page in pages["report"] for line in page.lines if line.text.startswith(beginning)]

    assert lines
    assert all(face in line.face for line in lines)


def test_no_other_face_comes_in(pages: Mapping[str, Pages]) -> None:
    """Not even for digits, quotation marks and dashes."""
    faces = {line.face for drafted in pages.values() for page in drafted for line in page.lines}

    assert all(any(face in name for face in (FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI)) for name in faces)


def test_lines_of_the_title_follow_each_other_and_a_blank_line_follows_them(pages: Mapping[str, Pages]) -> None:
    first, second, addressee = pages["report"][0].text[:3]
    line = 225 / 22

    assert second.top - first.top == pytest.approx(line, abs=0.3)
    assert addressee.top - second.top == pytest.approx(2 * line, abs=2)
    for title in (first, second):
        assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_further_notes_and_further_lines_stand_under_the_first(pages: Mapping[str, Pages]) -> None:
    page = pages["report"][2]
    first, second, rest = page.line("附件：1."), page.line("2.青禾乡"), page.line("教育活动")

    assert first.left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.5)
    assert second.left == pytest.approx(LEFT + 5 * CHARACTER, abs=0.5)
    assert rest.left == pytest.approx(LEFT + 6 * CHARACTER, abs=0.5)


def test_a_sealed_signature_is_centred_on_its_date(pages: Mapping[str, Pages]) -> None:
    page = pages["report"][2]
    signature, date = page.line(ORGAN), page.line(DAY)

    assert date.right == pytest.approx(RIGHT - 4 * CHARACTER, abs=1)
    # LibreOffice makes the date three millimetres wider on each side than Word does, by gaps around its digits.
    assert (signature.left + signature.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=3.5)
    assert date.top - signature.top == pytest.approx(225 / 22, abs=0.2)


def test_an_unsealed_signature_stands_before_its_date(pages: Mapping[str, Pages]) -> None:
    page = pages["unsealed"][2]
    signature, date = page.line(ORGAN), page.line(DAY)

    assert signature.right == pytest.approx(RIGHT - 2 * CHARACTER, abs=1)
    assert CHARACTER / 2 < date.left - signature.left < 2.5 * CHARACTER


def test_a_long_name_stays_on_one_line_where_a_line_holds_it(pages: Mapping[str, Pages]) -> None:
    signature = pages["long"][2].line(LONG_ORGAN[:10])

    assert signature.text == LONG_ORGAN


def test_a_longer_name_is_parted_in_two_lines_of_about_one_length(pages: Mapping[str, Pages]) -> None:
    lines = pages["longest"][2].text
    place = next(place for place, line in enumerate(lines) if line.text.startswith(LONGEST_ORGAN[:10]))

    assert lines[place].text + lines[place + 1].text == LONGEST_ORGAN
    assert abs(len(lines[place].text) - len(lines[place + 1].text)) <= 3


def test_a_sign_off_takes_text_along_to_the_next_page(pages: Mapping[str, Pages]) -> None:
    first, second = pages["tail"]

    assert first.text
    assert [line.text[0] for line in second.text] == ["字", "字", "字", ORGAN[0], DAY[0]]


def test_a_total_is_not_left_alone(pages: Mapping[str, Pages]) -> None:
    first, second = pages["total"]
    assert first.text[-1].text == "甲村修通了道路。"
    assert {"路段", "东段", "西段", "合计"} <= {line.text for line in second.text}
    _, rest = pages["totals"]
    assert [line.text for line in rest.text if line.text.endswith(("段", "计"))] == ["路段", "第9段", "合计"]


def test_tables_are_as_wide_as_the_text(pages: Mapping[str, Pages]) -> None:
    head = [line for line in pages["report"][4].text if HEITI in line.face]

    # The words of the outer columns are centred in them.
    assert head[0].left - LEFT == pytest.approx(RIGHT - head[-1].right, abs=12)


def test_text_of_a_cell_is_whole(pages: Mapping[str, Pages]) -> None:
    words = "".join(line.text for page in pages["report"][:3] for line in page.text)

    assert "已引导其通过诉讼解决另有1件正在回访" in words
    assert TEXT[:20] in words


def test_pictures_of_the_pages_have_ink_in_the_text_area_only(
    pages: Mapping[str, Pages], drawn: Mapping[str, Path]
) -> None:
    """Rules, borders and whatever else is no text is seen here only."""
    for name, drafted in pages.items():
        pictures = sorted(drawn[name].glob("*.pgm"))
        assert len(pictures) == len(drafted)
        for picture in pictures:
            left, right, top, bottom = _ink(picture)
            assert LEFT - 1 <= left < right <= RIGHT + CHARACTER / 2 + 1
            assert TOP - 1 <= top < bottom <= BOTTOM + 12


def _ink(picture: Path) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of all that is not white, in millimetres."""
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [pixels[row * width : (row + 1) * width] for row in range(height)]
    inked = [row for row in range(height) if min(rows[row]) < 128]
    columns = [column for column in range(width) if min(pixels[column::width]) < 128]
    return (
        columns[0] * 210 / width,
        (columns[-1] + 1) * 210 / width,
        inked[0] * 297 / height,
        (inked[-1] + 1) * 297 / height,
    )
