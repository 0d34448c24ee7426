"""A draft on a county's own document: what is the county's stays, what is the report's is ours, what is a person's goes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor

from drafting.document.blocks import Story
from drafting.document.draft import Kind
from drafting.document.layout import shipped_layout
from drafting.ooxml.reader import read_package
from drafting.ooxml.writer import write
from drafting.readers import ReadError
from tests import word
from tests.drafts import ORGAN, block, draft, report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NUMBER = f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def pixel() -> bytes:
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(2))),
        (b"IEND", b""),
    )
    written = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def letterhead() -> Any:
    document = docx.Document()
    document.add_paragraph("青禾乡人民政府文件")
    document.add_paragraph("青政发〔2025〕3号")
    document.add_paragraph()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(30), Mm(20)
    section.header.paragraphs[0].text = "内部资料"
    section.footer.paragraphs[0].text = "第 1 页"
    return document


def dress_style(document: Any, name: str, dress: dict[str, str]) -> None:
    """Its faces, in place of the theme's; nothing: as the program has them."""
    if not dress:
        return
    style = document.styles[name]
    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key, face in dress.items():
        fonts.set(W + key, face)
    style.font.color.rgb = RGBColor(0, 0, 0)


def on(base: bytes, drafted: Any = None) -> bytes:
    return write(drafted or report(), shipped_layout(), base)


def style_of(document: Any, place: int) -> str:
    name: str = document.paragraphs[place].style.name
    return name


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_letterhead_page_header_and_footer_stay() -> None:
    data = on(saved(letterhead()))

    assert texts(data)[:4] == ["青禾乡人民政府文件", "青政发〔2025〕3号", "", report().blocks[0].text]
    document = docx.Document(io.BytesIO(data))
    assert document.sections[0].page_width == letterhead().sections[0].page_width
    assert (document.sections[0].header.paragraphs[0].text, footers(data)[0][-1]) == ("内部资料", "第 1 页")


def footers(data: bytes) -> list[list[str]]:
    """Of the last section's odd and even pages, the number as it was last shown."""
    section = docx.Document(io.BytesIO(data)).sections[-1]
    return [
        ["".join(text.text or "" for text in paragraph._p.iter(W + "t")) for paragraph in footer.paragraphs]
        for footer in (section.footer, section.even_page_footer)
    ]


def numbers(data: bytes) -> list[tuple[str, str | None]]:
    formatting = read_package(data).formatting
    assert formatting is not None
    return [(number.pages, number.side) for number in formatting.sections[-1].numbers]


def test_pages_are_numbered_where_the_base_has_no_numbers() -> None:
    data = on(saved(letterhead()))

    assert numbers(data) == [("odd", "right"), ("even", "left")]
    assert footers(data) == [["— 1 —", "第 1 页"], ["— 2 —", "第 1 页"]]
    even_header = docx.Document(io.BytesIO(data)).sections[0].even_page_header
    assert [paragraph.text for paragraph in even_header.paragraphs] == ["内部资料"]
    assert footers(on(saved(docx.Document()))) == [["— 1 —"], ["— 2 —"]]


def test_a_picture_in_the_header_is_on_even_pages_too() -> None:
    base = letterhead()
    base.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(pixel()))

    header = docx.Document(io.BytesIO(on(saved(base)))).sections[0].even_page_header

    (blip,) = header._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    assert header.part.related_parts[blip.get(R + "embed")].blob == pixel()


def test_even_pages_do_not_bring_up_a_header_that_was_hidden() -> None:
    base = letterhead()
    base.settings.odd_and_even_pages_header_footer = True
    base.sections[0].even_page_header.paragraphs[0].text = "旧页眉"
    base.settings.odd_and_even_pages_header_footer = False

    header = docx.Document(io.BytesIO(on(saved(base)))).sections[0].even_page_header

    assert [paragraph.text for paragraph in header.paragraphs] == ["内部资料"]


@pytest.mark.parametrize("at", ["all", "odd", "first"])
def test_numbers_of_its_own_stay_alone(at: str) -> None:
    base = letterhead()
    section = base.sections[0]
    base.settings.odd_and_even_pages_header_footer = at == "odd"
    section.different_first_page_header_footer = at == "first"
    footer = section.first_page_footer if at == "first" else section.footer
    footer.paragraphs[0]._p.append(parse_xml(NUMBER))

    shown = {"all": [("all", "left")], "odd": [("odd", "left"), ("even", "left")]}
    usual = [("odd", "right"), ("even", "left"), ("first", "left")]
    assert numbers(on(saved(base))) == shown.get(at, usual)


def test_a_first_page_of_its_own_is_numbered_too() -> None:
    base = letterhead()
    base.sections[0].different_first_page_header_footer = True

    assert numbers(on(saved(base))) == [("odd", "right"), ("even", "left"), ("first", "right")]


@pytest.mark.parametrize(
    ("add", "is_parted"),
    [
        (lambda d: d.add_paragraph("青政发〔2025〕3号"), True),
        (lambda d: d.add_table(1, 2), True),
        (lambda d: d.add_paragraph(), False),
        (lambda d: d.add_page_break(), False),
    ],
    ids=["text", "table", "blank line", "new page"],
)
def test_one_blank_line_between_letterhead_and_title(add: Callable[[Any], object], is_parted: bool) -> None:
    base = docx.Document()
    base.add_paragraph("青禾乡人民政府文件")
    add(base)

    body = list(docx.Document(io.BytesIO(on(saved(base)))).element.body)

    title = next(place for place, child in enumerate(body) if report().blocks[0].text in "".join(child.itertext()))
    assert title == len(list(base.element.body)) - 1 + is_parted


def faces(data: bytes, name: str) -> tuple[str | None, str | None]:
    style = docx.Document(io.BytesIO(data)).styles[name]
    fonts = style.element.rPr.rFonts
    return fonts.get(W + "eastAsia"), fonts.get(W + "eastAsiaTheme")


@pytest.mark.parametrize(
    "dress",
    [
        {},
        {"eastAsia": "宋体", "ascii": "Cambria"},
        {"eastAsia": "黑体", "ascii": "Arial"},
        {"eastAsia": "微软雅黑", "ascii": "Calibri"},
    ],
    ids=["theme", "Word 2007", "WPS", "not of a document"],
)
def test_the_programs_own_title_and_headings_give_way(dress: dict[str, str]) -> None:
    base = letterhead()
    for name in ("Title", "Heading 1", "Heading 4"):
        dress_style(base, name, dress)

    data = on(saved(base))

    assert [faces(data, name) for name in ("Title", "Heading 1", "Heading 4")] == [
        ("方正小标宋简体", None),
        ("黑体", None),
        ("仿宋_GB2312", None),
    ]
    assert docx.Document(io.BytesIO(data)).styles["Title"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    document = docx.Document(io.BytesIO(data))
    assert not [
        style.name
        for style in document.styles
        if style.element.find(W + "link") is not None and style.name in ("Title", "Title Char")
    ]
    identifiers = [style.style_id for style in document.styles]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(
    "dress",
    [
        {"eastAsia": "方正小标宋_GBK"},
        {"eastAsia": "华文中宋"},
        {"eastAsia": "宋体", "ascii": "宋体"},
        {"eastAsia": "楷体_GB2312", "ascii": "Arial"},
    ],
    ids=lambda dress: dress["eastAsia"],
)
def test_a_title_that_the_county_has_dressed_stays(dress: dict[str, str]) -> None:
    base = letterhead()
    dress_style(base, "Title", dress)
    base.styles["Title"].font.size = Pt(21)

    data = on(saved(base))

    assert faces(data, "Title") == (dress["eastAsia"], None)
    assert docx.Document(io.BytesIO(data)).styles["Title"].font.size == Pt(21)


def test_what_is_set_in_the_programs_title_keeps_its_look() -> None:
    base = letterhead()
    base.paragraphs[0].style = base.styles["Title"]

    document = docx.Document(io.BytesIO(on(saved(base))))

    letters, title = document.paragraphs[0].style, document.paragraphs[3].style
    assert letters is not None
    assert title is not None
    assert (letters.name, letters.font.size) == ("Title（底版）", base.styles["Title"].font.size)
    assert (title.name, title.font.size) == ("Title", Pt(22))


def test_the_reports_title_is_the_title_behind_any_letterhead() -> None:
    base = letterhead()
    base.add_paragraph("上一份文件的正文没有删。")
    base.add_table(1, 1).cell(0, 0).text = "签发人：张三"

    document = read_package(on(saved(base)))

    assert document.title == "".join(report().title.split())


def test_each_block_is_read_back_behind_the_letterhead() -> None:
    blocks = [block for block in read_package(on(saved(letterhead()))).blocks if block.story is Story.BODY]

    assert [(block.text, block.cell) for block in blocks[2:]] == [(block.text, block.cell) for block in report().blocks]


def test_an_empty_document_leaves_no_blank_line_above() -> None:
    document = docx.Document()
    document.add_paragraph()

    assert texts(on(saved(document)))[0] == report().blocks[0].text


@pytest.mark.parametrize("add", [lambda d: d.add_table(1, 2), lambda d: d.add_paragraph("甲")], ids=["table", "text"])
def test_whatever_is_seen_in_the_base_stays(add: Callable[[Any], object]) -> None:
    base = docx.Document()
    add(base)
    length = len(list(base.element.body)) - 1

    body = list(docx.Document(io.BytesIO(on(saved(base)))).element.body)

    assert [child.tag for child in body[:length]] == [child.tag for child in list(base.element.body)[:length]]
    assert body[-1].tag == W + "sectPr"


def test_measures_go_by_the_page_of_the_base() -> None:
    table = docx.Document(io.BytesIO(on(saved(letterhead())))).tables[0]

    assert sum(column.width for column in table.columns) == pytest.approx(Mm(150), abs=Mm(0.1))


def test_lines_are_kept_apart_where_the_page_has_no_grid() -> None:
    without = docx.Document()
    without.sections[0]._sectPr.remove(without.sections[0]._sectPr.find(W + "docGrid"))
    with_grid = docx.Document(io.BytesIO(write(draft(block(Kind.BODY, "甲")), shipped_layout())))

    spacings = [
        docx.Document(io.BytesIO(on(saved(base)))).styles["公文正文"].paragraph_format.line_spacing
        for base in (without, with_grid)
    ]

    assert spacings == [Pt(28.95), 1.0]


def test_its_own_styles_of_the_same_name_are_used_as_they_are() -> None:
    base = docx.Document()
    base.styles.add_style("公文正文", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(15)

    document = docx.Document(io.BytesIO(on(saved(base))))

    assert document.styles["公文正文"].font.size == Pt(15)
    assert style_of(document, 4) == "公文正文"
    assert [style.name for style in document.styles].count("公文正文") == 1
    assert style_of(document, 3) == "主送机关"
    assert document.styles["主送机关"].font.size == Pt(16)


def test_a_name_that_another_type_of_style_has_is_not_given_twice() -> None:
    base = docx.Document()
    base.styles.add_style("段内二级标题", WD_STYLE_TYPE.PARAGRAPH)
    base.styles.add_style("甲", WD_STYLE_TYPE.PARAGRAPH).element.set(W + "styleId", "FazhiBody")

    document = docx.Document(io.BytesIO(on(saved(base))))

    names = [style.name for style in document.styles]
    assert len(names) == len(set(names))
    assert document.paragraphs[6].runs[0].style.name == "段内二级标题（报告）"
    assert style_of(document, 4) == "公文正文"
    identifiers = [style.style_id for style in document.styles]
    assert len(identifiers) == len(set(identifiers))


def test_bookmarks_go_on_counting() -> None:
    base = word.docx(word.p(word.bookmark("旧", word.r("版头"))))

    data = on(base, draft(block(Kind.BODY, "一、甲村修路。")))

    marks = list(docx.Document(io.BytesIO(data)).element.iter(W + "bookmarkStart"))
    assert len({mark.get(W + "id") for mark in marks}) == len(marks) == 2


def test_who_made_the_base_and_when_is_forgotten() -> None:
    base = letterhead()
    base.core_properties.author = "张三"
    base.core_properties.comments = "内部"
    settings = base.part.part_related_by(RELATIONSHIPS + "settings")
    identifier = settings.relate_to(
        "file:///C:/Users/zhangsan/公文.dotx", RELATIONSHIPS + "attachedTemplate", is_external=True
    )
    template = base.settings.element.makeelement(W + "attachedTemplate", {})
    template.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", identifier)
    base.settings.element.insert(0, template)

    data = on(saved(base))

    package = zipfile.ZipFile(io.BytesIO(data))
    everything = b"".join(package.read(name) for name in package.namelist())
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.title) == (ORGAN, ORGAN, report().title)
    assert (core.created, core.modified, core.comments) == (None, None, "")
    assert not [word for word in ("张三", "zhangsan", "attachedTemplate", "Macintosh") if word.encode() in everything]
    assert not any(name.startswith("docProps/") for name in package.namelist() if name != "docProps/core.xml")


def test_same_base_same_bytes() -> None:
    base = saved(letterhead())

    data = on(base)

    assert data == on(base)
    assert {member.date_time for member in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_our_own_file_can_be_a_base() -> None:
    first = write(draft(block(Kind.TITLE, "版头")), shipped_layout())

    data = on(first)

    assert [block.text for block in read_package(data).blocks if block.story is not Story.BODY] == ["— 1 —", "— 2 —"]
    assert texts(data)[0] == "版头"


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


def with_member(base: bytes, name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(base)) as package:
        members = {each: package.read(each) for each in package.namelist()}
    return packed(**{**members, name: data})


PLAIN = word.docx(word.p(word.r("版头")))
TYPES = zipfile.ZipFile(io.BytesIO(PLAIN)).read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("base", "sentence"),
    [
        (b"", "是空的"),
        ("版头".encode(), "不是 .docx 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是 .docx 文件"),
        (PLAIN[:400], "已损坏"),
        (packed(甲=b"1"), "不是 Word 文档"),
        (with_member(PLAIN, "word/vbaProject.bin", b"1"), "带有宏"),
        (with_member(PLAIN, "[Content_Types].xml", TYPES.replace(b"wordprocessingml.document.main", b"macroEnabled")), "带有宏"),
        (with_member(PLAIN, "word/document.xml", b"<broken"), "已损坏"),
        (with_member(PLAIN, "word/theme.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "结构异常"),
        (
            with_member(PLAIN, "[Content_Types].xml", TYPES.replace(b"document.main", b"template.main")),
            "不是普通的 .docx",
        ),
    ],
    ids=["empty", "text", "doc", "cut", "zip", "macros", "macro type", "broken", "entities", "dotx"],
)  # fmt: skip
def test_a_base_that_cannot_be_used_is_refused_in_a_sentence(base: bytes, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence) as refused:
        on(base)

    assert str(refused.value).startswith("底版文件用不了：")
