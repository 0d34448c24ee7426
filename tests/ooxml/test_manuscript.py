"""From characters to runs and back to bytes: what was asked for is cut, and nothing else is touched."""

import io
import zipfile

import pytest

from drafting.document import Document, Span
from drafting.ooxml.editing import Manuscript
from drafting.readers import ReadError, read_bytes
from tests import word
from tests.ooxml.tracing import assert_traced
from tests.word import abstract_num, docx, level, num, p, r

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def span(document: Document, words: str) -> Span:
    ((block, start),) = [(b.index, b.text.index(words)) for b in document.blocks if words in b.text]
    return Span(block, start, start + len(words))


def words_of(passage: object) -> str:
    return "".join(t.text for unit in passage.units for t in unit.iter(_W + "t"))  # type: ignore[attr-defined]


HARD = {
    "split runs": p(r("全年开展"), r("普法", "<w:b/>"), r("宣传8次"), r("。")),
    "link": p(r("见"), word.hyperlink(r("全年开"), r("展普法宣传"), anchor="a"), r("8次。")),
    "control": p(r("全年"), word.sdt(r("开展普法宣传")), r("8次。")),
    "control around paragraphs": word.sdt(p(r("全年开展普法宣传8次。"))),
    "insertion": p(r("全年"), word.ins(r("开展普法")), word.deleted(r("执法")), r("宣传8次。")),
    "move": p(r("全年"), word.move_to(r("开展普法宣传8次。"))),
    "field": p(r("全年"), word.field(" REF a ", r("开展普"), r("法宣传")), r("8次。")),
    "smart tag": p(word.smart_tag(r("全年开展普法")), r("宣传8次。")),
    "hidden": p(r("全年开展"), r("内部掌握", hidden=True), r("普法宣传8次。")),
    "bookmark": p(r("全年"), word.bookmark("甲", r("开展普法")), r("宣传8次。")),
    "comment": p(r("全年"), word.comment_range(0, r("开展普法")), r("宣传8次。")),
    "note": p(r("全年开展"), word.footnote_ref(1), r("普法宣传8次。")),
    "invisible characters": p(r("全年开\u200b展普\ufeff法宣传8次。")),
    "joined": p(r("全年开展普"), mark=word.deleted_mark()) + p(r("法宣传8次。")),
    "drop cap": p(r("全"), ppr='<w:framePr w:dropCap="drop" w:lines="2"/>') + p(r("年开展普法宣传8次。")),
    "typed indent": p(r("　　全年开展普法宣传8次。　")),
    "blanks that do not count": p("<w:r><w:t>  全年开展普法宣传8次。 </w:t></w:r>"),
    "one run": p("<w:r><w:t>全年</w:t><w:t>开展普法</w:t><w:lastRenderedPageBreak/><w:t>宣传8次。</w:t></w:r>"),
    "soft break": p("<w:r><w:t>甲</w:t><w:br/><w:t>全年开展普法宣传8次。</w:t><w:br/><w:t>乙</w:t></w:r>"),
    "cell": word.table([[word.cell(p(r("甲")), p(r("全年开展普法宣传8次。"))), p(r("乙"))]]),
    "text box": p(r("甲"), word.textbox(p(r("全年开展普法宣传8次。")))),
}


@pytest.mark.parametrize("body", HARD.values(), ids=HARD)
@pytest.mark.parametrize("wanted", ["全年开展普法宣传8次。", "开展普法", "普", "宣传8次"])
def test_runs_hold_exactly_the_words(body: str, wanted: str) -> None:
    data = docx(body, footnotes={1: p(r("注"))}, comments={0: p(r("请核对"))})
    manuscript = Manuscript(data)
    passage = manuscript.passage(span(manuscript.document, wanted))

    assert passage.is_exact
    assert all(unit.tag == _W + "r" for unit in passage.units)
    assert words_of(passage).replace("\u200b", "").replace("\ufeff", "").strip(" ") == wanted
    assert read_bytes(manuscript.save()) == manuscript.document


@pytest.mark.parametrize("body", HARD.values(), ids=HARD)
def test_every_character_is_found_in_the_file(body: str) -> None:
    data = docx(body, footnotes={1: p(r("注"))}, comments={0: p(r("请核对"))})
    assert_traced(data, read_bytes(data))


def test_cut_runs_keep_their_looks() -> None:
    manuscript = Manuscript(docx(p(r("全年开展普法宣传8次。", '<w:b/><w:sz w:val="32"/>'))))
    manuscript.passage(span(manuscript.document, "普法"))

    runs = list(manuscript.root.iter(_W + "r"))
    assert ["".join(t.text for t in run.iter(_W + "t")) for run in runs] == ["全年开展", "普法", "宣传8次。"]
    assert all(
        run.find(f"{_W}rPr/{_W}sz").get(_W + "val") == "32" and run.find(f"{_W}rPr/{_W}b") is not None for run in runs
    )


def test_tracked_formats_of_cut_runs_have_numbers_of_their_own() -> None:
    change = '<w:rPrChange w:id="7" w:author="张三" w:date="2025-01-06T09:00:00Z"><w:rPr/></w:rPrChange>'
    data = docx(p(r("全年开展普法宣传8次。", f"<w:b/>{change}")))
    manuscript = Manuscript(data)
    manuscript.passage(span(manuscript.document, "普法"))

    numbers = [mark.get(_W + "id") for mark in manuscript.root.iter(_W + "rPrChange")]
    assert len(numbers) == len(set(numbers)) == 3
    # Programs cut runs at will: it is still one change.
    assert read_bytes(manuscript.save()).remarks == manuscript.document.remarks
    assert len(manuscript.document.remarks) == 1


def test_an_automatic_number_is_written_nowhere() -> None:
    numbering = abstract_num(1, [level("chineseCounting", "%1、")]) + num(1, 1)
    manuscript = Manuscript(docx(p(r("主要举措和成效"), num=(1, 0)), numbering=numbering))

    whole = manuscript.passage(Span(0, 0, 5))
    assert (words_of(whole), whole.is_exact) == ("主要举", False)
    assert manuscript.passage(Span(0, 0, 2)).units == ()
    assert manuscript.passage(Span(0, 2, 4)).is_exact


def test_what_cannot_be_cut_is_given_whole() -> None:
    bound = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>普法宣传</w:t></w:r></w:sdtContent></w:sdt>"
    circled = word.field(r" EQ \o\ac(○,8) ").replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "")
    body = p(r("甲"), bound, r("乙"), word.field_simple("NUMPAGES", r("丙丁")), word.omath("x+y"), word.ruby("戊己", "wu"),
             r("庚"), circled, r("辛"))  # fmt: skip
    manuscript = Manuscript(docx(body))
    document = manuscript.document
    assert document.blocks[0].text == "甲普法宣传乙丙丁x+y戊己庚8辛"
    before = len(list(manuscript.root.iter(_W + "r")))
    for words, tags in (("法宣", ["sdt"]), ("丙", ["fldSimple"]), ("己", ["r"]), ("8", ["r", "r"])):
        passage = manuscript.passage(span(document, words))
        assert not passage.is_exact
        assert [unit.tag.removeprefix(_W) for unit in passage.units] == tags
    assert manuscript.passage(span(document, "8")).units[0].find(_W + "fldChar").get(_W + "fldCharType") == "begin"
    assert len(list(manuscript.root.iter(_W + "r"))) == before
    assert read_bytes(manuscript.save()) == document


def test_the_result_of_a_field_says_so() -> None:
    manuscript = Manuscript(docx(p(r("见第"), word.field(" REF 甲 ", r("三")), r("页。"))))
    assert manuscript.passage(span(manuscript.document, "三")).field == "REF 甲"
    assert manuscript.passage(span(manuscript.document, "见第")).field == ""


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_the_changed_part_differs() -> None:
    extra = {"word/media/image1.png": b"\x89PNG not really", "customXml/item1.xml": b"<!-- kept --><a  b='c'/>"}
    data = docx(p(r("全年开展普法宣传8次。")), header=p(r("页眉")), extra_parts=extra, core_author="某某")
    manuscript = Manuscript(data)
    manuscript.passage(Span(0, 2, 4))
    before, after = members(data), members(manuscript.save())

    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    root = after["word/document.xml"].split(b"<w:body>")[0]
    assert b'mc:Ignorable="w14"' in root
    assert b"xmlns:w14=" in root
    with zipfile.ZipFile(io.BytesIO(manuscript.save())) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_parts_in_other_encodings_are_written_in_utf8(encoding: str) -> None:
    xml = members(docx(p(r("全年开展普法宣传8次。"))))["word/document.xml"].decode()
    xml = xml.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    manuscript = Manuscript(docx(p(r("x")), extra_parts={"word/document.xml": xml.encode(encoding)}))
    manuscript.passage(Span(0, 2, 4))

    saved = manuscript.save()
    assert members(saved)["word/document.xml"].startswith(b'<?xml version="1.0" encoding="UTF-8"')
    assert read_bytes(saved) == manuscript.document


def test_the_strict_format_is_refused_in_a_sentence() -> None:
    with pytest.raises(ReadError, match=r"Strict Open XML.*另存为"):
        Manuscript(word.strict(docx(p(r("正文")))))


def test_what_the_changing_parser_cannot_hold_is_refused_in_a_sentence() -> None:
    data = docx(p(r("正文"), f"<w:r><w:instrText>{'x' * 10_000_001}</w:instrText></w:r>"))
    read_bytes(data)
    with pytest.raises(ReadError, match="过长"):
        Manuscript(data)


def test_a_part_is_added_with_its_type_and_its_relationship() -> None:
    manuscript = Manuscript(docx(p(r("正文")), extra_parts={"word/comments.xml": b"<a/>"}))
    root = manuscript.root.makeelement(_W + "comments", {}, {"w": _W[1:-1]})
    name = manuscript.package.add(manuscript.main, "word/comments.xml", "comments", "application/x+xml", root)

    assert name == "word/comments1.xml"
    after = members(manuscript.save())
    assert list(after)[-1] == name
    assert b'PartName="/word/comments1.xml" ContentType="application/x+xml"' in after["[Content_Types].xml"]
    assert b'Target="comments1.xml"' in after["word/_rels/document.xml.rels"]
    assert after["word/comments.xml"] == b"<a/>"
