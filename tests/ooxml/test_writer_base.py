"""A draft on a county's own document: what is the county's stays, what is the report's is ours, what is a person's goes."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

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
    assert [block.text for block in read_package(data).blocks if block.story is not Story.BODY] == [
        "内部资料",
        "第 1 页",
    ]


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
        (b"", "不是 .docx 文件"),
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
