"""A written draft is read back as what was drafted, and looks in its XML as the profile says."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from drafting.document.blocks import Cell, Document, Role, Story
from drafting.document.draft import Draft, DraftBlock, Kind
from drafting.document.layout import Dress, Layout, shipped_layout
from drafting.ooxml.reader import read_package
from drafting.ooxml.writer import write
from drafting.text.characters import tidy
from tests.drafts import DAY, LONG_ORGAN, LONGEST_ORGAN, ORGAN, TEXT, block, draft, report, run_in, signed, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORTS = {
    "sealed": report(),
    "unsealed": report(sealed=False),
    "joint": report("中共青禾乡委员会", ORGAN),
    "long": report(LONG_ORGAN),
    "longest": report(LONGEST_ORGAN, sealed=False),
}


@pytest.fixture(params=list(REPORTS))
def whole(request: pytest.FixtureRequest) -> Draft:
    return REPORTS[request.param]


def written(drafted: Draft, layout: Layout | None = None) -> bytes:
    return write(drafted, layout or shipped_layout())


def read_back(drafted: Draft) -> Document:
    return read_package(written(drafted))


def part(data: bytes, name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def paragraphs(data: bytes) -> list[ET.Element]:
    return list(part(data).iter(W + "p"))


def shown(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def style_of(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    return style.get(W + "val", "")


def paragraph_of(data: bytes, text: str) -> ET.Element:
    (found,) = [paragraph for paragraph in paragraphs(data) if shown(paragraph) == text]
    return found


def indent_of(paragraph: ET.Element) -> dict[str, int]:
    found = paragraph.find(f"{W}pPr/{W}ind")
    return {} if found is None else {key.removeprefix(W): int(value) for key, value in found.items()}


def align_of(paragraph: ET.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}jc")
    return "" if found is None else found.get(W + "val", "")


def styles(data: bytes) -> dict[str, ET.Element]:
    found = {}
    for style in part(data, "word/styles.xml").iter(W + "style"):
        name = style.find(W + "name")
        assert name is not None
        found[name.get(W + "val", "")] = style
    return found


def property_of(style: ET.Element, path: str, attribute: str = "val") -> str | None:
    found = style.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


# What is read back


def test_each_block_is_read_back_in_its_place(whole: Draft) -> None:
    blocks = read_back(whole).blocks

    assert [(block.text, block.cell) for block in blocks if block.story is Story.BODY] == [
        (block.text, block.cell) for block in whole.blocks
    ]
    assert [block.text for block in blocks if block.story is not Story.BODY] == ["— 1 —", "— 2 —"]


def test_roles_levels_and_heading_ends_are_read_back(whole: Draft) -> None:
    roles = {
        Kind.TITLE: Role.TITLE,
        Kind.ADDRESSEE: Role.ADDRESSEE,
        Kind.HEAD_CELL: Role.CELL,
        Kind.CELL: Role.CELL,
        Kind.ATTACHMENT_NOTE: Role.ATTACHMENT,
        Kind.SIGN_OFF: Role.SIGN_OFF,
        Kind.DATE: Role.DATE,
        Kind.ANNEX_MARK: Role.ATTACHMENT,
    }
    # What stands in an annex is read as attachment, whatever it is.
    main = whole.blocks[: [block.kind for block in whole.blocks].index(Kind.ANNEX_MARK) + 1]

    for drafted, found in zip(main, read_back(whole).blocks, strict=False):
        role = Role.HEADING if drafted.kind.level else roles.get(drafted.kind, Role.PARAGRAPH)
        assert (found.text, found.role, found.level, found.heading_end) == (
            drafted.text,
            role,
            drafted.kind.level,
            drafted.heading_end,
        )


def test_headings_without_numbers_keep_their_levels() -> None:
    drafted = draft(
        block(Kind.TITLE, "青禾乡2024年度法治政府建设情况报告"),
        block(Kind.BODY, TEXT),
        block(Kind.LEVEL_1, "主要举措和成效"),
        block(Kind.LEVEL_2, "加强党的领导"),
        block(Kind.BODY, TEXT),
    )

    assert [block.level for block in read_back(drafted).blocks if block.story is Story.BODY] == [0, 0, 1, 2, 0]


@pytest.mark.parametrize("text", ["一、甲村修路。", "（一）", "1.甲村：完成。", "①首先", "第一部分 说明"])
def test_text_that_begins_like_a_heading_is_read_back_as_text(text: str) -> None:
    drafted = draft(block(Kind.LEVEL_1, "一、主要成效"), block(Kind.BODY, text), block(Kind.LEVEL_1, "二、不足"))

    blocks = [block for block in read_back(drafted).blocks if block.story is Story.BODY]

    assert [block.role for block in blocks] == [Role.HEADING, Role.PARAGRAPH, Role.HEADING]
    assert [block.level for block in blocks] == [1, 0, 1]


def test_ordinary_text_has_no_bookmark() -> None:
    data = written(draft(block(Kind.BODY, TEXT), block(Kind.BODY, "1.说明。"), block(Kind.BODY, "2.说明。")))

    assert [mark.get(W + "name") for mark in part(data).iter(W + "bookmarkStart")] == ["_fazhi_text_1", "_fazhi_text_2"]


def test_two_tables_that_touch_stay_two() -> None:
    rows = [["甲", "乙"], ["1", "2"]]

    blocks = read_back(draft(*table(0, rows), *table(1, rows))).blocks

    assert [block.cell for block in blocks if block.cell] == [
        Cell(number, row, column) for number in (0, 1) for row in (0, 1) for column in (0, 1)
    ]


def test_cells_that_are_left_out_are_empty() -> None:
    rows = [block for block in table(0, [["甲", "乙", "丙"], ["1", "2", "3"]]) if block.text != "2"]

    data = written(draft(*rows))

    assert [block.cell for block in read_package(data).blocks if block.cell] == [block.cell for block in rows]
    assert [len(row.findall(W + "tc")) for row in part(data).iter(W + "tr")] == [3, 3]


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    drafted = replace(
        draft(block(Kind.TITLE, "青\x00禾乡报告"), block(Kind.BODY, "甲\x0b乙\ud800丙\uffff<&>\"'丁\t戊\n己")),
        organ="乡\x01<>",
    )

    data = written(drafted)

    assert [block.text for block in read_package(data).blocks][:2] == ["青禾乡报告", "甲乙丙<&>\"'丁 戊 己"]
    properties = read_package(data).properties
    assert properties is not None
    assert properties.author == "乡<>"


def test_a_draft_without_blocks_is_an_empty_document() -> None:
    assert [block for block in read_back(draft()).blocks if block.story is Story.BODY] == []


# The file


def test_same_draft_same_bytes(whole: Draft) -> None:
    assert written(whole) == written(whole)


def test_file_is_small_and_has_no_clock() -> None:
    members = zipfile.ZipFile(io.BytesIO(written(report()))).infolist()

    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert members[0].filename == "[Content_Types].xml"
    assert sum(member.file_size for member in members) < 80_000


def test_file_names_the_organ_and_nobody_else() -> None:
    data = written(report())
    package = zipfile.ZipFile(io.BytesIO(data))
    everything = "".join(package.read(name).decode() for name in package.namelist())

    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.title, core.language) == (ORGAN, ORGAN, report().title, "zh-CN")
    assert (core.created, core.modified, core.last_printed) == (None, None, None)
    assert "docProps/app.xml" not in package.namelist()
    assert not re.search(
        r"[0-9]T[0-9]{2}:|/tmp|/home|[A-Z]:\\|python|office suite|rsid|(?:ascii|hAnsi|eastAsia|cs)Theme",
        everything,
        re.IGNORECASE,
    )
    assert "Theme=" not in everything


def flaws(data: bytes, folder: Path) -> list[str]:
    path = folder / "报告.docx"
    path.write_bytes(data)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in OpenXmlValidator().validate(path).errors]


def test_schema_is_kept(whole: Draft, tmp_path: Path) -> None:
    assert flaws(written(whole), tmp_path) == []


def test_a_wrong_order_would_be_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(report()))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members["word/document.xml"] = re.sub(
        rb"(<w:pStyle [^>]*/>)(<w:keepNext/>)", rb"\2\1", members["word/document.xml"], count=1
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)

    assert flaws(changed.getvalue(), tmp_path)


def test_python_docx_opens_it(whole: Draft) -> None:
    document = docx.Document(io.BytesIO(written(whole)))

    assert document.paragraphs[0].text == whole.blocks[0].text
    assert document.styles["Title"] == document.paragraphs[0].style
    assert [len(each.rows) for each in document.tables] == [3, 31]


def test_writing_on_our_own_page_loads_no_library() -> None:
    program = (
        "import sys; from tests.drafts import report; from drafting.document.layout import shipped_layout;"
        "from drafting.ooxml.writer import write; write(report(), shipped_layout());"
        "print({'docx', 'lxml', 'jinja2', 'pydantic', 'openpyxl'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True)

    assert run.stdout.strip() == "set()"


# Page and styles


def test_page_has_the_prescribed_edges_and_lines() -> None:
    section = part(written(report())).find(f".//{W}sectPr")
    assert section is not None
    size, edges, grid = (section.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))
    assert size is not None
    assert edges is not None
    assert grid is not None
    assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")
    assert [edges.get(W + side) for side in ("top", "bottom", "left", "right")] == ["2098", "1984", "1587", "1474"]
    assert (grid.get(W + "type"), grid.get(W + "linePitch")) == ("lines", "579")
    assert property_of(styles(written(report()))["公文正文"], "rPr/spacing") == "-5"


@pytest.mark.parametrize(
    ("name", "face", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("主送机关", "仿宋_GB2312", "32"),
        ("公文正文", "仿宋_GB2312", "32"),
        ("heading 1", "黑体", "32"),
        ("heading 2", "楷体_GB2312", "32"),
        ("heading 3", "仿宋_GB2312", "32"),
        ("heading 4", "仿宋_GB2312", "32"),
        ("段内一级标题", "黑体", "32"),
        ("段内二级标题", "楷体_GB2312", "32"),
        ("表题", "黑体", "28"),
        ("表头文字", "黑体", "24"),
        ("表内文字", "仿宋_GB2312", "24"),
        ("附件说明", "仿宋_GB2312", "32"),
        ("发文机关署名", "仿宋_GB2312", "32"),
        ("成文日期", "仿宋_GB2312", "32"),
        ("附件序号", "黑体", "32"),
        ("附件标题", "方正小标宋简体", "44"),
        ("footer", "宋体", "28"),
    ],
)
def test_styles_have_their_faces_for_latin_and_chinese_alike(name: str, face: str, half_points: str) -> None:
    style = styles(written(report()))[name]

    assert {property_of(style, "rPr/rFonts", key) for key in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
    assert property_of(style, "rPr/sz") == property_of(style, "rPr/szCs") == half_points


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_of_their_own_line_are_in_the_navigation_pane(level: int) -> None:
    style = styles(written(report()))[f"heading {level}"]

    assert property_of(style, "pPr/outlineLvl") == str(level - 1)
    assert style.find(f"{W}pPr/{W}keepNext") is not None
    assert (property_of(style, "pPr/ind", "firstLineChars"), property_of(style, "pPr/ind", "firstLine")) == (
        "200",
        "630",
    )
    assert style.find(f"{W}rPr/{W}color") is None


def test_only_the_words_of_a_run_in_heading_are_in_its_face() -> None:
    paragraph = paragraph_of(written(draft(run_in(Kind.LEVEL_2, "（一）加强领导。"))), "（一）加强领导。" + TEXT)

    assert style_of(paragraph) == "FazhiBody"
    assert [(property_of(run, "rPr/rStyle"), shown(run)) for run in paragraph.iter(W + "r")] == [
        ("FazhiRunIn2", "（一）加强领导。"),
        (None, TEXT),
    ]


def test_a_heading_on_its_own_line_is_a_heading_in_word() -> None:
    data = written(draft(block(Kind.LEVEL_2, "（一）加强领导")))

    assert style_of(paragraph_of(data, "（一）加强领导")) == "Heading2"


def test_ambiguous_characters_are_said_to_be_chinese() -> None:
    runs = list(part(written(report())).iter(W + "r"))

    assert all(property_of(run, "rPr/rFonts", "hint") == "eastAsia" for run in runs)


def test_blank_lines_stand_where_the_standard_has_them() -> None:
    body = part(written(report())).find(W + "body")
    assert body is not None
    texts = [shown(child) if child.tag == W + "p" else "表" for child in body if child.tag != W + "sectPr"]
    before_blank = [texts[place - 1] for place, text in enumerate(texts) if not text]

    assert before_blank == [
        "关于2024年度法治政府建设情况的报告",
        TEXT,
        "2.青禾乡2024年度重大行政决策目录以及法治宣传教育活动情况一览表",
        "附件1",
        "青禾乡2024年度行政执法案件统计表",
        "附件2",
        "青禾乡2024年度重大行政决策目录",
    ]


def test_annexes_begin_a_page() -> None:
    assert styles(written(report()))["附件序号"].find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_page_numbers_stand_on_the_outer_side() -> None:
    data = written(report())
    odd, even = (part(data, f"word/footer{number}.xml") for number in (1, 2))

    assert part(data, "word/settings.xml").find(W + "evenAndOddHeaders") is not None
    assert [(align_of(each[0]), indent_of(each[0])) for each in (odd, even)] == [
        ("right", {"rightChars": 100, "right": 280}),
        ("left", {"leftChars": 100, "left": 280}),
    ]
    for each in (odd, even):
        field = each.find(f".//{W}fldSimple")
        assert field is not None
        assert field.get(W + "instr") == " PAGE "


def test_notes_of_attachments_stand_under_each_other() -> None:
    data = written(report())
    first, second = (paragraph for paragraph in paragraphs(data) if style_of(paragraph) == "FazhiAttachmentNote")
    # 315 a character, 155 half of one: 附件： stands behind two, 1. behind five, the names behind five and two halves.
    names = 5 * 315 + 2 * 155

    assert indent_of(first) == {"left": names, "hanging": names - 2 * 315}
    assert indent_of(second) == {"left": names, "hanging": 2 * 155}


def test_tables_are_as_wide_as_the_text_and_their_head_is_repeated() -> None:
    first, second = part(written(report())).iter(W + "tbl")

    for each in (first, second):
        assert sum(int(column.get(W + "w", "")) for column in each.iter(W + "gridCol")) == 8845
        assert property_of(each, "tblPr/tblW", "w") == "8845"
        rows = list(each.iter(W + "tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)


def test_a_table_of_head_cells_only_repeats_none() -> None:
    cells = [DraftBlock(Kind.HEAD_CELL, text, cell=Cell(0, row, 0)) for row, text in enumerate("甲乙")]

    assert not list(part(written(draft(*cells))).iter(W + "tblHeader"))


def test_a_column_that_has_to_be_broken_leaves_the_others_whole() -> None:
    widths = [int(column.get(W + "w", "")) for column in part(written(report())).find(f".//{W}tbl").iter(W + "gridCol")]  # type: ignore[union-attr]

    # 类别 holds four characters of 12 pt; the remark is longer than the page is wide.
    assert all(width >= 4 * 240 for width in widths)
    assert widths[3] > 8845 / 3


def test_lines_of_a_cell_are_paragraphs() -> None:
    rows = list(part(written(report())).find(f".//{W}tbl").iter(W + "tr"))  # type: ignore[union-attr]

    assert len(list(rows[2])[-1].findall(W + "p")) == 2


def test_nothing_in_a_table_is_cut_or_forced_on_the_grid() -> None:
    for name in ("表内文字", "表头文字"):
        style = styles(written(report()))[name]
        assert property_of(style, "pPr/spacing", "lineRule") == "auto"
        assert property_of(style, "pPr/snapToGrid") == "0"


def kept(data: bytes) -> list[str]:
    """What is kept with the next paragraph, by its own format and not by its style's."""
    return [shown(paragraph) for paragraph in paragraphs(data) if paragraph.find(f"{W}pPr/{W}keepNext") is not None]


def test_a_sign_off_keeps_the_text_before_it() -> None:
    assert kept(written(signed(ORGAN))) == [TEXT, "", ORGAN]


def test_a_sign_off_behind_notes_keeps_them_and_the_text_before_them() -> None:
    data = written(report())

    outside = [text[:5] for text in kept(data) if text not in cells(data)]
    assert outside == [TEXT[:5], "", "附件：1.", "2.青禾乡", "", ORGAN[:5]]


def cells(data: bytes) -> list[str]:
    return [shown(paragraph) for cell in part(data).iter(W + "tc") for paragraph in cell.iter(W + "p")]


@pytest.mark.parametrize(("count", "expected"), [(1, []), (7, list("0123456")), (8, ["7"]), (30, ["29"])])
def test_a_small_table_is_not_parted_and_a_total_not_left_alone(count: int, expected: list[str]) -> None:
    """Rows of which all but one are numbered; the head is the first of them."""
    rows = [[str(number)] for number in range(count)] + [["合计"]]
    assert kept(written(draft(*table(0, rows if count > 1 else rows[1:])))) == expected


def test_cells_are_centred_unless_they_hold_sentences() -> None:
    head = ["单位", "行政复议案件受理数量合计", "行政诉讼案件出庭应诉数量合计", "重大行政决策合法性审查数量", "备注"]
    rows = [["人力资源和社会保障局", "1", "2", "3", "另有两件正在审查之中，因当事人外出务工，要到下年一季度才能审结"]]
    data = written(draft(*table(0, [head, *rows])))

    aligned = {shown(p): property_of(p, "pPr/jc") for p in paragraphs(data) if style_of(p) == "FazhiCell" and shown(p)}
    assert list(aligned.values()) == ["center", "center", "center", "center", None]


def test_a_sign_off_behind_a_table_keeps_its_last_row() -> None:
    drafted = draft(
        *table(0, [["甲", "乙"], ["1", "2"], ["3", "4"]]), block(Kind.SIGN_OFF, ORGAN), block(Kind.DATE, DAY)
    )

    assert kept(written(drafted)) == ["甲", "乙", "1", "2", "3", "4", "", ORGAN]


# A profile of one's own


def test_a_profile_of_ones_own_is_obeyed_in_all_values() -> None:
    shipped = shipped_layout()
    layout = replace(
        shipped,
        page=replace(
            shipped.page, width=200, height=280, top=30, bottom=30, left=25, right=25, lines=20, characters=25
        ),
        page_number=replace(shipped.page_number, text="第{}页", face="楷体", size=12, indent=2, below=5),
        dresses={kind: Dress(faces=("华文仿宋",), size=15, bold=True, align="left", first_line=1) for kind in Kind},
    )

    data = written(report(), layout)

    section = part(data).find(f".//{W}sectPr")
    assert section is not None
    assert section.find(W + "pgSz").attrib == {W + "w": "11339", W + "h": "15874"}  # type: ignore[union-attr]
    assert property_of(section, "docGrid", "linePitch") == str((15874 - 2 * 1701) // 20)
    for style in styles(data).values():
        if style.get(W + "type") == "paragraph" and property_of(style, "name") not in ("Normal", "footer"):
            assert property_of(style, "rPr/rFonts", "eastAsia") == "华文仿宋"
            assert property_of(style, "rPr/sz") == "30"
            assert property_of(style, "rPr/b") is None
            assert style.find(f"{W}rPr/{W}b") is not None
            assert property_of(style, "rPr/spacing") == str((11339 - 2 * 1417) // 25 - 300)
            assert property_of(style, "pPr/jc") == "left"
            assert property_of(style, "pPr/ind", "firstLineChars") == "100"
    footer = part(data, "word/footer1.xml")
    assert shown(footer) == "第1页"
    assert indent_of(footer[0]) == {"rightChars": 200, "right": 480}
    assert "GB2312" not in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()
    # It aligns signature and date itself.
    assert indent_of(paragraph_of(data, DAY)) == {}


def test_a_profile_that_says_little_is_filled_up_from_its_body() -> None:
    layout = replace(shipped_layout(), dresses={Kind.BODY: Dress(faces=("宋体",), size=14)})

    for name, style in styles(written(report(), layout)).items():
        if style.get(W + "type") in ("paragraph", "character") and style.find(W + "rPr") is not None:
            assert (property_of(style, "rPr/rFonts", "eastAsia"), property_of(style, "rPr/sz")) == ("宋体", "28"), name


# Whatever comes


_TEXTS = st.text("汉字一二、（1）.。：附件 a<&\u3000年", min_size=1, max_size=40).filter(
    lambda text: text == tidy(text)
)


@st.composite
def _drafts(choose: st.DrawFn) -> Draft:
    blocks: list[DraftBlock] = []
    for number in range(choose(st.integers(1, 6))):
        if choose(st.booleans()):
            kind, text = choose(st.sampled_from(list(Kind))), choose(_TEXTS)
            end = choose(st.integers(1, len(text))) if kind.level else 0
            blocks.append(DraftBlock(kind, text, heading_end=end))
        else:
            rows = choose(st.lists(st.lists(_TEXTS, min_size=2, max_size=4), min_size=1, max_size=3))
            blocks += table(number, rows)
    return draft(*blocks, sealed=choose(st.booleans()))


@given(_drafts())
@settings(max_examples=150, deadline=None)
def test_any_draft_is_read_back_in_order(drafted: Draft) -> None:
    read = [block for block in read_back(drafted).blocks if block.story is Story.BODY]

    assert [(block.text, block.cell is None) for block in read] == [
        (block.text, block.cell is None) for block in drafted.blocks
    ]
    for was, came in zip(drafted.blocks, read, strict=True):
        assert not (was.kind is Kind.BODY and came.is_heading)
