"""What stands in a .docx is read as a person sees it."""

import io
import zipfile
from pathlib import Path

import pytest

from drafting.app import CheckedFile, check_document
from drafting.document import Document, RemarkKind, Role, Story
from drafting.readers import ReadError, read_bytes
from drafting.reporters import json
from drafting.rules.base import Bad, Rule
from drafting.rules.catalogue import ALL
from tests import word
from tests.ooxml.tracing import assert_traced, is_strict
from tests.word import abstract_num, docx, level, num, p, r, report_docx

HERE = Path(__file__).parent
REPORTS = sorted((HERE.parent / "texts" / "clean").glob("*.txt")) + sorted(
    (HERE.parents[1] / "examples" / "reports").glob("*.txt")
)


def read(*body: str, **parts: object) -> Document:
    data = docx(*body, **parts)  # type: ignore[arg-type]
    document = read_bytes(data)
    if not is_strict(data):
        assert_traced(data, document)
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_typed_and_automatic_numbers_are_the_same_document(report: Path) -> None:
    lines = [line for line in report.read_text(encoding="utf-8").splitlines() if line.strip()]
    typed, automatic = (read_bytes(report_docx(lines, automatic)) for automatic in (False, True))
    assert texts(typed) == texts(automatic)
    assert json.report([CheckedFile("x", check_document(typed))], "0") == json.report(
        [CheckedFile("x", check_document(automatic))], "0"
    )


@pytest.mark.parametrize(
    ("rule", "bad"),
    [(rule, bad) for rule in ALL for bad in rule.bad if not (bad.author or bad.remark or bad.look)],
    ids=lambda x: getattr(x, "code", ""),
)
def test_every_rule_finds_its_fault_in_word_too(rule: Rule, bad: Bad) -> None:
    document = read_bytes(report_docx(bad.text.split("\n"), automatic=False))
    last = read_bytes(report_docx(bad.last.split("\n"), automatic=False)) if bad.last is not None else None
    found = [f for f in check_document(document, last=last).findings if f.code == rule.code]
    assert any(bad.marks in f.location.quote or f.location.quote in bad.marks for f in found)


def test_a_right_automatic_ladder_draws_nothing() -> None:
    numbering = abstract_num(
        1, [level("chineseCounting", "%1、"), level("chineseCounting", "（%2）"), level("decimal", "%3.")]
    ) + num(1, 1)
    body = [p(r("主要举措"), num=(1, 0)), p(r("学法"), num=(1, 1)), p(r("党委"), num=(1, 2)), p(r("政府"), num=(1, 2)),
            p(r("普法"), num=(1, 1)), p(r("存在不足"), num=(1, 0)), p(r("力量弱"), num=(1, 1))]  # fmt: skip
    document = read(*body, numbering=numbering)
    assert texts(document) == [
        "一、主要举措",
        "（一）学法",
        "1.党委",
        "2.政府",
        "（二）普法",
        "二、存在不足",
        "（一）力量弱",
    ]
    assert not [f for f in check_document(document).findings if f.code.startswith("NUM")]


def test_a_list_that_shows_a_wrong_numeral_is_a_wrong_numeral() -> None:
    numbering = (
        abstract_num(1, [level("chineseCounting", "%1、")])
        + num(1, 1)
        + abstract_num(2, [level("decimal", "%1、", start=3)])
        + num(2, 2)
    )
    body = [p(r("主要举措和成效"), num=(1, 0)), p(r("不足和原因"), num=(1, 0)), p(r("工作安排"), num=(2, 0))]
    (finding,) = [f for f in check_document(read(*body, numbering=numbering)).findings if f.code == "NUM01"]
    assert finding.location.quote == "3、"
    assert finding.suggestion == "三、"


def test_numbering_through_styles_and_is_lgl() -> None:
    numbering = abstract_num(
        1, [level("chineseCounting", "第%1章", style="H1"), level("decimal", "%1.%2", style="H2", is_lgl=True)]
    ) + num(1, 1)  # fmt: skip
    styles = word.style_with_numbering("H1", "heading 1", 1, None) + word.style_with_numbering(
        "H2", "heading 2", 1, None
    )
    document = read(
        p(r("总则"), style="H1"), p(r("范围"), style="H2"), p(r("附则"), style="H1"), numbering=numbering, styles=styles
    )
    assert texts(document) == ["第一章 总则", "1.1 范围", "第二章 附则"]


def test_restarts_and_start_overrides() -> None:
    numbering = abstract_num(1, [level("decimal", "%1."), level("decimal", "（%2）")]) + num(1, 1) + num(2, 1, {0: 1})
    body = [
        p(r("甲"), num=(1, 0)),
        p(r("子"), num=(1, 1)),
        p(r("乙"), num=(1, 0)),
        p(r("子"), num=(1, 1)),
        p(r("新"), num=(2, 0)),
        p(r("续"), num=(2, 0)),
    ]
    assert texts(read(*body, numbering=numbering)) == ["1.甲", "（1）子", "2.乙", "（1）子", "1.新", "2.续"]


@pytest.mark.parametrize(("suff", "expected"), [("tab", "一、甲"), ("space", "一、甲"), ("nothing", "一、甲")])
def test_what_word_puts_behind_a_number_is_no_space(suff: str, expected: str) -> None:
    numbering = abstract_num(1, [level("chineseCounting", "%1、", suff=suff)]) + num(1, 1)
    assert texts(read(p(r("甲"), num=(1, 0)), numbering=numbering)) == [expected]


def test_bullets_and_removed_numbers_show_none() -> None:
    numbering = abstract_num(1, [level("bullet", "\uf0b7")]) + num(1, 1)
    assert texts(read(p(r("甲"), num=(1, 0)), p(r("乙"), num=(0, 0)), numbering=numbering)) == ["甲", "乙"]


def test_insertions_count_as_text_and_deletions_do_not() -> None:
    document = read(p(r("全年开展"), word.ins(r("普法")), word.deleted(r("执法")), r("宣传8次。")))
    assert texts(document) == ["全年开展普法宣传8次。"]
    assert [remark.kind for remark in document.remarks] == [RemarkKind.INSERTION, RemarkKind.DELETION]
    (finding,) = [f for f in check_document(document).findings if f.code == "RES02"]
    assert "插入1处、删除1处" in finding.message
    assert finding.location.quote == "普法"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = read(p(r("全年开展"), mark=word.deleted_mark()), p(r("普法宣传。")))
    assert texts(document) == ["全年开展普法宣传。"]


def test_moved_text_is_read_where_it_went() -> None:
    document = read(p(r("甲"), word.move_from(r("乙"))), p(word.move_to(r("乙")), r("丙")))
    assert texts(document) == ["甲", "乙丙"]


def test_hidden_text_is_told_and_not_read() -> None:
    document = read(p(r("公开的内容。"), r("内部掌握", hidden=True)))
    assert texts(document) == ["公开的内容。"]
    (finding,) = [f for f in check_document(document).findings if f.code == "RES04"]
    assert "内部掌握" in finding.message


def test_comments_are_told() -> None:
    document = read(p(word.comment_range(0, r("全年开展普法宣传。"))), comments={0: p(r("请核对"))})
    assert [remark.kind for remark in document.remarks] == [RemarkKind.COMMENT]


def test_only_the_result_of_a_field_is_text() -> None:
    document = read(
        p(
            r("共"),
            word.field(" PAGE \\* MERGEFORMAT ", r("5")),
            r("页，见"),
            word.field_simple("REF x", r("第三部分")),
            r("。"),
        )
    )
    assert texts(document) == ["共5页，见第三部分。"]
    assert not [f for f in check_document(document).findings if f.code == "RES03"]


def test_a_real_bookmark_is_no_residue() -> None:
    document = read(p(word.bookmark("_GoBack", r("正文。"))))
    assert texts(document) == ["正文。"]
    assert not [f for f in check_document(document).findings if f.code == "RES03"]


def test_runs_hyperlinks_controls_and_tags_are_read_through() -> None:
    document = read(
        p(r("甲"), word.hyperlink(r("乙"), anchor="a"), word.sdt(r("丙")), word.smart_tag(r("丁")), r("戊")),
        word.sdt(p(r("己"))),
    )
    assert texts(document) == ["甲乙丙丁戊", "己"]


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    document = read(p(r("正文。"), r("x") and word.textbox(p(r("框内。")))), p(word.vml_textbox(p(r("旧框。")))))
    assert [(block.text, block.story) for block in document.blocks] == [
        ("正文。", Story.BODY), ("框内。", Story.TEXT_BOX), ("旧框。", Story.TEXT_BOX),
    ]  # fmt: skip


def test_notes_stand_behind_the_paragraph_that_refers_to_them() -> None:
    document = read(p(r("正文"), word.footnote_ref(2), r("续。")), p(r("下一段。")), footnotes={2: p(r("脚注。"))})
    assert [(b.text, b.story) for b in document.blocks] == [
        ("正文续。", Story.BODY),
        ("脚注。", Story.NOTE),
        ("下一段。", Story.BODY),
    ]


def test_tables_merged_and_nested() -> None:
    inner = word.table([[word.cell(p(r("内"))), word.cell(p(r("里")))]])
    document = read(
        p(r("表前。")),
        word.table(
            [
                [p(r("甲")), word.cell(p(r("乙")), p(r("丙")), span=2)],
                [word.cell(p(r("丁")), inner), p(r("戊")), p(r("己"))],
            ]
        ),
    )
    cells = [(b.text, b.cell.table, b.cell.row, b.cell.column) for b in document.blocks if b.cell]
    assert cells == [
        ("甲", 0, 0, 0),
        ("乙\n丙", 0, 0, 1),
        ("丁", 0, 1, 0),
        ("内", 1, 0, 0),
        ("里", 1, 0, 1),
        ("戊", 0, 1, 1),
        ("己", 0, 1, 2),
    ]


def test_a_frame_of_one_cell_is_no_table() -> None:
    document = read(word.table([[word.cell(p(r("一、总体情况")), p(r("正文。")))]]))
    assert next((block.text, block.role) for block in document.blocks) == ("一、总体情况", Role.HEADING)


def test_small_things_of_runs() -> None:
    document = read(
        p(r("甲"), word.tab(), r("乙"), word.no_break_hyphen(), r("丙"), word.ruby("汉", "han"), word.omath("a+b")),
        p(r("上"), word.br(), r("下")),
    )
    assert texts(document) == ["甲 乙-丙汉a+b", "上", "下"]
    assert any("注音" in sentence for sentence in document.skipped)


def test_what_could_not_be_read_is_said() -> None:
    document = read(p(r("正文。")), word.alt_chunk("rIdX"), alt_chunks={"rIdX": "<html></html>"})
    assert any("外部内容" in sentence for sentence in document.skipped)


def test_headers_and_secrecy_marks() -> None:
    document = read(p(r("青禾乡2024年法治政府建设年度报告")), p(r("正文。")), header=p(r("机密★1年")))
    assert [f.location.quote for f in check_document(document).findings if f.code == "PRI03"] == ["机密★1年"]


def test_a_person_in_the_properties_is_told_without_the_name() -> None:
    document = read(p(r("正文。")), core_author="王小明", last_modified_by="Administrator")
    (finding,) = [f for f in check_document(document).findings if f.code == "RES05"]
    assert "王小明" not in finding.message
    assert "作者" in finding.message


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + p(r("深")) + "</w:sdtContent></w:sdt>" * depth
    with pytest.raises(ReadError, match="嵌套"):
        read_bytes(docx(body))


def test_many_members_and_doubled_names_are_refused() -> None:
    with pytest.raises(ReadError, match="过大"):
        read_bytes(docx(p(r("x")), extra_parts={f"word/m{n}.xml": b"" for n in range(2100)}))
    with pytest.raises(ReadError, match="异常"):
        read_bytes(docx(p(r("x")), extra_parts={"WORD/DOCUMENT.XML": b"<a/>"}))


W_DEL_MARK = word.deleted_mark()


def test_a_deleted_last_mark_loses_nothing() -> None:
    assert texts(read(p(r("甲")), p(r("末段"), mark=W_DEL_MARK))) == ["甲", "末段"]


def test_what_goes_on_stays_in_its_container() -> None:
    table = word.table([[p(r("格1"), mark=W_DEL_MARK), p(r("格2"))]])
    document = read(p(r("表前"), mark=W_DEL_MARK), table, p(r("表后")), header=p(r("页眉")))
    assert texts(document) == ["表前", "格1", "格2", "表后", "页眉"]


def test_the_nearest_style_says_what_is_hidden() -> None:
    styles = word.style("A", "a", rpr="<w:vanish/>") + word.style("B", "b", based_on="A", rpr='<w:vanish w:val="0"/>')
    assert texts(read(p(r("看得见"), style="B"), p(r("看不见"), style="A"), styles=styles)) == ["看得见"]


def test_a_hidden_numbered_paragraph_shows_no_number() -> None:
    numbering = abstract_num(1, [level("chineseCounting", "%1、")]) + num(1, 1)
    hidden = p(r("藏", hidden=True), num=(1, 0), hidden_mark=True)
    document = read(p(r("甲"), num=(1, 0)), hidden, p(r("乙"), num=(1, 0)), numbering=numbering)
    assert texts(document) == ["一、甲", "二、乙"]


def test_a_bare_numeral_stands_apart_from_its_text() -> None:
    numbering = abstract_num(1, [level("decimal", "%1", suff="space")]) + num(1, 1)
    assert texts(read(p(r("3月底前完成"), num=(1, 0)), numbering=numbering)) == ["1 3月底前完成"]


def test_a_character_in_a_circle_is_read() -> None:
    code = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,1)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(read(p(r("第"), code, r("项")))) == ["第1项"]


def test_only_headers_that_are_shown_are_read() -> None:
    source = zipfile.ZipFile(io.BytesIO(docx(p(r("正文")), header=p(r("首页页眉")))))
    document = source.read("word/document.xml").replace(
        b'<w:headerReference w:type="default"', b'<w:headerReference w:type="first"'
    )
    assert b'w:type="first"' in document
    parts = {name: source.read(name) for name in source.namelist()} | {"word/document.xml": document}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert texts(read_bytes(stream.getvalue())) == ["正文"]


def test_unknown_choice_falls_back() -> None:
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="zz"/><mc:Fallback><w:r><w:t>后备</w:t></w:r></mc:Fallback></mc:AlternateContent>'
    )
    assert texts(read(p(r("正"), alternate))) == ["正后备"]


def test_single_quotes_in_styles() -> None:
    numbering = abstract_num(1, [level("chineseCounting", "%1、")]) + num(1, 1)
    style = "<w:style w:type='paragraph' w:styleId='H'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    assert texts(read(p(r("甲"), style="H"), numbering=numbering, styles=style)) == ["一、甲"]


def test_a_merged_away_cell_shows_nothing() -> None:
    rows: list[list[word.Cell | str]] = [
        [word.cell(p(r("上")), vmerge="restart"), p(r("甲"))],
        [word.cell(p(r("看不见")), vmerge="continue"), p(r("乙"))],
    ]
    assert texts(read(word.table(rows))) == ["上", "甲", "乙"]


def test_a_field_over_several_paragraphs() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    document = read(p(begin, r("码")), p(r("码二"), separate, r("结果")), p(r("续"), end, r("后")))
    assert texts(document) == ["结果", "续后"]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_parts_in_other_encodings(encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        "<w:body><w:p><w:r><w:t>严格模式</w:t></w:r></w:p></w:body></w:document>"
    )
    assert texts(read(p(r("x")), extra_parts={"word/document.xml": xml.encode(encoding)})) == ["严格模式"]


def test_deep_drawings_are_refused_without_a_traceback() -> None:
    group = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">' + "<v:g>" * 3000 + "</v:g>" * 3000 + "</w:pict></w:r>"
    )
    with pytest.raises(ReadError, match="嵌套"):
        read(p(r("正文"), group))


def test_text_in_a_bookmark_of_ours_is_no_heading() -> None:
    document = read(
        p(r("一、主要举措")),
        p(word.bookmark("_fazhi_text_1", r("二、三组已通水。"))),
        p(word.bookmark("_fazhi_text_2", r("说明")), outline=0),
        p(r("二、存在不足")),
    )
    assert [block.role for block in document.blocks] == [Role.HEADING, Role.PARAGRAPH, Role.PARAGRAPH, Role.HEADING]


@pytest.mark.parametrize("name", ["_GoBack", "_Toc1", "fazhi_text_1", "正文"])
def test_any_other_bookmark_changes_nothing(name: str) -> None:
    document = read(p(r("一、主要举措")), p(word.bookmark(name, r("二、存在不足"))))
    assert [block.level for block in document.blocks] == [1, 1]


_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
_TOC = f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>{_SEPARATE}'
_TEXT = (p(r("一、主要举措")), p(r("全年学法4次。")), p(r("二、存在的不足")), p(r("普法形式单一。")))


def _entry(words: str, page: str) -> str:
    return r(words) + word.tab() + word.field(" PAGEREF _Toc1 \\h ", r(page))


@pytest.mark.parametrize(
    "end",
    [
        (p(_entry("二、存在的不足", "2")), p(_END)),
        (p(_entry("二、存在的不足", "2") + _END),),
        (p(r("二、存在的不足")), p(_END)),
    ],
    ids=["in a paragraph of its own", "in the last entry", "without page numbers"],
)
def test_what_a_field_of_contents_shows_is_no_heading_whatever_its_style(end: tuple[str, ...]) -> None:
    document = read(p(r("云溪镇2024年法治政府建设年度报告")), p(_TOC + _entry("一、主要举措", "1")), *end, *_TEXT)
    assert [block.role for block in document.blocks][:3] == [Role.TITLE, Role.FRONT, Role.FRONT]
    assert [block.level for block in document.blocks if block.is_heading] == [1, 1]


def test_a_field_of_contents_that_ends_in_the_text_takes_none_of_it() -> None:
    entry = p(_TOC + _entry("一、主要举措", "1"))
    ending_first = read(entry, p(_END + r("一、主要举措")), *_TEXT[1:])
    assert [block.level for block in ending_first.blocks if block.is_heading] == [1, 1]
    assert ending_first.blocks[0].role is Role.FRONT
    for damaged in (read(entry, *_TEXT), read(entry, *_TEXT, p(_END))):
        assert [block.text for block in damaged.blocks if block.is_heading][-2:] == ["一、主要举措", "二、存在的不足"]
