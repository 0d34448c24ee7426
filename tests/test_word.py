"""The builder itself: packages that Word would open, and list labels that are the ones asked for."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from drafting.ooxml.number_formats import format_number
from tests.word import (
    abstract_num,
    alt_chunk,
    bookmark,
    br,
    cell,
    comment_range,
    deleted,
    deleted_mark,
    docx,
    endnote_ref,
    field,
    field_simple,
    footnote_ref,
    hyperlink,
    ins,
    inserted_mark,
    level,
    move_from,
    move_to,
    no_break_hyphen,
    note_mark,
    num,
    omath,
    p,
    r,
    report_docx,
    ruby,
    sdt,
    smart_tag,
    soft_hyphen,
    style,
    style_with_numbering,
    sym,
    tab,
    table,
    textbox,
    vml_textbox,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def everything() -> bytes:
    """One document with every helper in it."""
    return docx(
        p(r("青禾乡2024年法治政府建设年度报告"), style="Title", hidden_mark=True),
        p(r("主要举措"), num=(1, 0), outline=0, ppr='<w:jc w:val="center"/>'),
        p(r("按样式编号"), style="Heading2"),
        p(r("甲"), tab(), r("乙"), br(), br("page"), no_break_hyphen(), soft_hyphen(), r("隐", hidden=True)),
        p(ins(r("新")), deleted(r("旧"), field("PAGE", r("1"))), mark=deleted_mark()),
        p(move_from(r("移动")), mark=inserted_mark()),
        p(move_to(r("移动")), smart_tag(r("2024年3月")), bookmark("_GoBack", r("书签"))),
        p(
            hyperlink(r("公开网址"), rid="link"),
            hyperlink(r("见上"), anchor="_GoBack"),
            field_simple("DATE", r("今天")),
        ),
        p(sdt(r("控件"), tag="单位"), sym("Wingdings", "F0FE"), ruby("珺", "jùn"), omath("a<b")),
        p(r("注"), footnote_ref(1), endnote_ref(1), comment_range(0, r("批"))),
        p(textbox(p(r("框"))), vml_textbox(p(r("旧框")))),
        sdt(p(r("单击此处输入文字")), placeholder=True),
        table(
            [
                [cell(p(r("类别")), vmerge="restart"), cell(p(r("数量")), span=2)],
                [cell(vmerge="continue"), p(r("45")), cell(table([[p(r("内"))]]))],
            ]
        ),
        alt_chunk("chunk"),
        numbering=(
            abstract_num(
                0,
                [
                    level("chineseCounting", "%1、", suff="nothing", style="Heading1"),
                    level("decimal", "%1.%2", 3, 1, is_lgl=True),
                ],
                style_link="List",
            )
            + abstract_num(1, [], num_style_link="List")
            + num(1, 0)
            + num(2, 0, {0: 5, 1: level("lowerLetter", "%2)")})
        ),
        styles=style("Title", "标题", default=True, ppr='<w:jc w:val="center"/>', rpr="<w:b/>")
        + style_with_numbering("Heading2", "heading 2", 1, 1, based_on="Title"),
        footnotes={1: p(note_mark(), r("脚注"))},
        endnotes={1: p(note_mark("endnote"), r("尾注"))},
        comments={0: p(r("请核实"))},
        header=p(r("页眉")),
        footer=p(field("PAGE", r("1"))),
        settings="<w:trackRevisions/>",
        links={"link": "https://example.invalid/?a=1&b=2"},
        alt_chunks={"chunk": "<html><body><p>嵌入的网页</p></body></html>"},
        core_author="张三 <x>",
        last_modified_by="李四",
        extra_parts={"word/media/image1.png": b"\x89PNG"},
    )


def open_package(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def parsed(data: bytes, name: str) -> ET.Element:
    return ET.fromstring(open_package(data).read(name))


def shown(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@pytest.mark.parametrize("data", [docx(), docx(p()), everything(), report_docx(["一、甲"], automatic=True)])
def test_every_part_is_well_formed(data: bytes) -> None:
    package = open_package(data)
    assert package.testzip() is None
    assert package.namelist()[0] == "[Content_Types].xml"
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            parsed(data, name)


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert everything() == everything()


def test_every_part_has_a_content_type_and_every_relationship_a_target() -> None:
    data = everything()
    names = set(open_package(data).namelist())
    types = parsed(data, "[Content_Types].xml")
    overridden = {element.get("PartName", "")[1:] for element in types if element.tag.endswith("Override")}
    extensions = {element.get("Extension", "") for element in types if element.tag.endswith("Default")}
    assert overridden <= names
    assert {name for name in names - overridden if name.rpartition(".")[2] not in extensions} == set()
    for source in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = posixpath.dirname(posixpath.dirname(source))
        for element in parsed(data, source):
            if element.get("TargetMode") != "External":
                assert posixpath.join(folder, element.get("Target", "")) in names


def test_relationship_ids_used_in_the_document_exist() -> None:
    data = everything()
    known = {element.get("Id") for element in parsed(data, "word/_rels/document.xml.rels")}
    used = {element.get(f"{R}id") for element in parsed(data, "word/document.xml").iter()} - {None}
    assert used == {"link", "chunk", "r_header", "r_footer"}
    assert used <= known


def test_ids_that_word_wants_unique_are() -> None:
    document = parsed(everything(), "word/document.xml")
    tracked = [element.get(f"{W}id") for element in document.iter() if element.get(f"{W}author")]
    assert len(tracked) == len(set(tracked)) == 8
    assert "auto" not in tracked
    starts = Counter(element.get(f"{W}id") for element in document.iter(f"{W}bookmarkStart"))
    assert starts == Counter(element.get(f"{W}id") for element in document.iter(f"{W}bookmarkEnd"))


def test_text_is_escaped_and_keeps_its_spaces() -> None:
    document = parsed(docx(p(r("  a<b & “c”  "))), "word/document.xml")
    assert shown(document) == "  a<b & “c”  "


def test_deleted_text_is_not_in_ordinary_text_elements() -> None:
    document = parsed(docx(p(r("留"), deleted(r("删"), tab(), field("PAGE", r("9"))))), "word/document.xml")
    assert shown(document) == "留"
    assert [element.text for element in document.iter(f"{W}delText")] == ["删", "9"]
    assert [element.text for element in document.iter(f"{W}delInstrText")] == ["PAGE"]
    assert document.find(f".//{W}tab") is not None


def test_a_text_box_holds_its_text_in_the_drawing_and_in_the_fallback() -> None:
    document = parsed(docx(p(textbox(p(r("框"))))), "word/document.xml")
    assert shown(document) == "框框"
    assert shown(parsed(docx(p(vml_textbox(p(r("框"))))), "word/document.xml")) == "框"


def test_table_grid_counts_spans_and_cells_end_with_a_paragraph() -> None:
    document = parsed(everything(), "word/document.xml")
    assert len(document.findall(f"{W}body/{W}tbl/{W}tblGrid/{W}gridCol")) == 3
    for each in document.iter(f"{W}tc"):
        assert each[-1].tag == f"{W}p"


def test_a_given_part_replaces_the_one_that_would_be_written() -> None:
    data = docx(p(r("甲")), extra_parts={"word/document.xml": b"<broken"})
    assert open_package(data).read("word/document.xml") == b"<broken"
    assert open_package(data).namelist().count("word/document.xml") == 1


def test_bare_text_between_elements_is_refused() -> None:
    with pytest.raises(ValueError, match="expected XML"):
        p("一、正文")


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot stand in XML"):
        r("\x0b")


def test_python_docx_reads_it() -> None:
    library = pytest.importorskip("docx")
    document = library.Document(io.BytesIO(everything()))
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["青禾乡2024年法治政府建设年度报告", "主要举措"]
    assert document.paragraphs[2].style.name == "Heading 2"
    assert document.core_properties.author == "张三 <x>"
    assert document.core_properties.last_modified_by == "李四"
    assert document.sections[0].header.paragraphs[0].text == "页眉"
    assert document.tables[0].cell(0, 0).text == document.tables[0].cell(1, 0).text == "类别"


REPORT = [
    "青禾乡2024年法治政府建设年度报告",
    "",
    "  一、前面有空格的保持手写",
    "一、主要举措和成效",
    "（一）强化领导。正文2024年",
    "（二）依法行政",
    "（2） 半角数字的错号",
    "（四）跳号",
    "（四）重号",
    "1.第一项",
    "2. 第二项",
    "1.5亿元不是编号",
    "1.1 也不是",
    "(1)半角括号",
    "（一）重新开始",
    "[bookmark: OLE_LINK3]（二）有杂质的保持手写",
    "1、 错的一级",
    "３．全角",
    "②从第二个开始",
    "③接着",
    "二十一、很大",
    "十二、又小了",
    "三、",
    "2024年不是编号",
    "一是、第一，都不是编号",
    "100、三位数",
]


def labels_and_texts(data: bytes) -> list[tuple[str, str]]:
    """What Word shows, by a reading of its own: counts belong to the list definition, a start override acts once."""
    definitions: dict[str, tuple[str, str]] = {}
    lists: dict[str, tuple[str, int | None]] = {}
    numbering = parsed(data, "word/numbering.xml")
    for each in numbering.iter(f"{W}abstractNum"):
        values = {element.tag: element.get(f"{W}val", "") for element in each.iter()}
        definitions[each.get(f"{W}abstractNumId", "")] = (values[f"{W}numFmt"], values[f"{W}lvlText"])
    for each in numbering.iter(f"{W}num"):
        definition, start = each.find(f"{W}abstractNumId"), each.find(f".//{W}startOverride")
        assert definition is not None
        override = None if start is None else int(start.get(f"{W}val", ""))
        lists[each.get(f"{W}numId", "")] = (definition.get(f"{W}val", ""), override)
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    result = []
    for paragraph in parsed(data, "word/document.xml").iter(f"{W}p"):
        label = ""
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            num_id = number.get(f"{W}val", "")
            definition_id, override = lists[num_id]
            restarts = override is not None and num_id not in seen
            counts[definition_id] = override if restarts and override else counts[definition_id] + 1
            seen.add(num_id)
            number_format, text = definitions[definition_id]
            label = text.replace("%1", format_number(counts[definition_id], number_format) or "")
        result.append((label, shown(paragraph)))
    return result


def test_an_automatic_report_shows_the_labels_that_were_typed() -> None:
    lines = labels_and_texts(report_docx(REPORT, automatic=True))
    assert [label + text for label, text in lines] == [
        re.sub(r"^([（(]?\w+[)）、.．]) +", r"\1", line) for line in REPORT
    ]
    assert [label for label, _ in lines if label] == [
        *("一、", "（一）", "（二）", "（2）", "（四）", "（四）", "1.", "2.", "(1)", "（一）"),
        *("1、", "３．", "②", "③", "二十一、", "十二、", "三、", "100、"),
    ]


def test_consecutive_numbers_share_a_list_and_every_other_one_starts_its_own() -> None:
    data = report_docx(["一、甲", "二、乙", "四、丁", "五、戊", "一、己"], automatic=True)
    ids = [element.get(f"{W}val") for element in parsed(data, "word/document.xml").iter(f"{W}numId")]
    assert ids == ["1", "1", "2", "2", "3"]
    assert len(parsed(data, "word/numbering.xml").findall(f"{W}abstractNum")) == 1


def test_a_typed_report_is_the_lines_as_they_are() -> None:
    document = parsed(report_docx(REPORT, automatic=False), "word/document.xml")
    assert [shown(paragraph) for paragraph in document.iter(f"{W}p")] == REPORT
    assert document.find(f".//{W}numPr") is None
