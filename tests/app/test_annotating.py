"""A copy of the report with a comment a finding: on the very words, and nothing else of the file is touched."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from drafting.app import annotate, check_document
from drafting.config import Settings, Waiver
from drafting.document.draft import Kind
from drafting.document.layout import shipped_layout
from drafting.ooxml.writer import write
from drafting.readers import ReadError, read_bytes
from drafting.rules.layout.samples import REPORT
from drafting.rules.looks import Look
from tests import drafts, word
from tests.commented import Found, W, comments, looks, members, packed, replaced, skeleton
from tests.dressed import dressed
from tests.figures import planting
from tests.word import abstract_num, docx, level, num, p, r, report_docx

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
FAULTY = (EXAMPLES / "白石镇2024年度报告（有错）.txt").read_text(encoding="utf-8").splitlines()
PUN = Settings(select=frozenset({"PUN"}))
TITLE = "青禾乡2024年度法治政府建设年度报告"
WRONG = "全年开展普法宣传8次,成效明显。"
"""The comma of another width is what PUN01 finds."""


def of_findings(data: bytes) -> list[Found]:
    summary, *rest = comments(data)
    assert summary.paragraphs[0].startswith("法治报告检查：")
    return rest


@pytest.mark.parametrize("report", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_finding_is_told_on_its_own_words(report: Path) -> None:
    data = report_docx([line for line in report.read_text(encoding="utf-8").splitlines() if line], automatic=False)
    annotated = annotate(data)

    told = of_findings(annotated.data)
    assert annotated.result == check_document(read_bytes(data))
    assert [(c.words, c.paragraphs[1]) for c in told] == [
        (f.location.quote, f.message) for f in annotated.result.findings
    ]
    assert all(f.code in c.paragraphs[0] for c, f in zip(told, annotated.result.findings, strict=True))
    assert all(c.date is None for c in comments(annotated.data))


def test_a_comment_says_what_is_wrong_what_would_be_right_and_why() -> None:
    annotated = annotate(report_docx(FAULTY, automatic=False))
    (rate,) = [c for c in of_findings(annotated.data) if "FIG01" in c.paragraphs[0]]
    (year,) = [c for c in of_findings(annotated.data) if "DAT01" in c.paragraphs[0]]

    assert rate.paragraphs[0] == "错误 FIG01 比率不符"
    assert "49件 ÷ 52件" in rate.paragraphs[1]
    assert rate.paragraphs[2].startswith("建议：改为“94.23%”")
    assert year.paragraphs[-1].startswith("依据：《法治政府建设与责任落实督察工作规定》")


def test_the_summary_stands_on_the_title() -> None:
    data = docx(p(r(TITLE)), p(r(WRONG), word.omath("x"), word.ruby("乙", "yi")))
    (summary, *_) = comments(annotate(data).data)

    assert summary.words == TITLE
    assert summary.paragraphs[0].startswith("法治报告检查：错误 ")
    assert summary.paragraphs[1].startswith("看了 2 段（其中标题 0 个）、")
    assert "没有检查：注音1处，没有检查。" in summary.paragraphs
    assert "上报和公开之前请把“法治报告检查”的批注都删去" in summary.paragraphs[-1]


def test_a_faultless_report_has_the_summary_alone() -> None:
    only = Settings(select=frozenset({"PRI03"}))
    (summary,) = comments(annotate(docx(p(r(TITLE)), p(r("全年开展普法宣传8次。"))), only).data)
    assert summary.paragraphs[0] == "法治报告检查：错误 0 处、警告 0 处、提示 0 处。"


def test_what_is_waived_or_not_asked_for_is_not_told() -> None:
    data = report_docx(FAULTY, automatic=False)
    everything = annotate(data)
    waived = Settings(select=frozenset({"FIG", "DAT"}), waivers=(Waiver("FIG01", "台账如此"),))
    annotated = annotate(data, waived)

    codes = {c.paragraphs[0].split()[1] for c in of_findings(annotated.data)}
    assert {f.code for f in everything.result.findings} > codes
    assert "FIG01" not in codes
    assert "另豁免 1 处" in comments(annotated.data)[0].paragraphs[0]


SPLIT = {
    "one run": p(r(WRONG)),
    "several runs": p(r("全年开展普法宣"), r("传8次", "<w:b/>"), r(","), r("成效明显。")),
    "link": p(r("全年"), word.hyperlink(r("开展普法宣传8次,成效"), anchor="a"), r("明显。")),
    "insertion": p(r("全年"), word.ins(r("开展普法宣传8次,成效")), r("明显。")),
    "whole insertion": p(r("全年开展普法宣传8次"), word.ins(r(",")), r("成效明显。")),
    "control": p(r("全年"), word.sdt(r("开展普法宣传8次,成效")), r("明显。")),
    "control around": word.sdt(p(r(WRONG))),
    "field result": p(r("全年"), word.field(" REF a ", r("开展普法宣传8次,成效")), r("明显。")),
    "cell": word.table([[word.cell(p(r("甲")), p(r(WRONG))), p(r("乙"))]]),
    "table in a table": word.table([[word.cell(word.table([[p(r("甲")), p(r(WRONG))]])), p(r("乙"))]]),
    "merged cells": word.table([[word.cell(p(r(WRONG)), vmerge="restart"), p(r("甲"))],
                                [word.cell(p(r("看不见")), vmerge="continue"), word.cell(p(r("乙")))]]),
    "run-in heading": p(r("（一）加强普法。" + WRONG)),
    "soft break": p(f"<w:r><w:t>甲</w:t><w:br/><w:t>{WRONG}</w:t></w:r>"),
    "drop cap": p(r("全"), ppr='<w:framePr w:dropCap="drop" w:lines="2"/>') + p(r(WRONG[1:])),
}  # fmt: skip


@pytest.mark.parametrize("body", SPLIT.values(), ids=SPLIT)
def test_the_words_are_marked_wherever_they_stand(body: str) -> None:
    data = docx(p(r(TITLE)), body)
    annotated = annotate(data, PUN)

    assert (
        [c.words for c in of_findings(annotated.data)] == [f.location.quote for f in annotated.result.findings] == [","]
    )
    assert skeleton(annotated.data) == skeleton(data)
    # A comment's reference is nobody's insertion, and no part of a link.
    parents = {child: parent for parent in _root(annotated.data).iter() for child in parent}
    references = [mark for mark in parents if mark.tag == W + "commentReference"]
    assert {parents[parents[mark]].tag for mark in references} == {W + "p"}


def _root(data: bytes) -> ET.Element:
    return ET.fromstring(members(data)["word/document.xml"])


def test_what_cannot_be_cut_is_marked_whole() -> None:
    bound = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r(WRONG)}</w:sdtContent></w:sdt>"
    (comment,) = of_findings(annotate(docx(p(r(TITLE)), p(r("甲"), bound, r("乙"))), PUN).data)
    assert comment.words == WRONG


def test_an_automatic_number_is_told_on_the_words_of_its_heading() -> None:
    numbering = (
        abstract_num(1, [level("chineseCounting", "%1、")])
        + num(1, 1)
        + abstract_num(2, [level("decimal", "%1、", start=3)])
        + num(2, 2)
    )
    body = [
        p(r("主要举措和成效"), num=(1, 0)),
        p(r("不足和原因"), num=(1, 0)),
        p(r("工作"), r("安排。"), r("继续加强普法。"), num=(2, 0)),
    ]
    annotated = annotate(docx(p(r(TITLE)), *body, numbering=numbering), Settings(select=frozenset({"NUM01"})))

    assert [f.location.quote for f in annotated.result.findings] == ["3、"]
    assert [c.words for c in of_findings(annotated.data)] == ["工作安排。"]


def test_beside_the_text_the_paragraph_that_holds_it_is_marked() -> None:
    data = docx(
        p(r(TITLE)),
        p(r("甲段"), word.footnote_ref(1), r("在后。")),
        p(r("乙段"), word.textbox(p(r(WRONG.replace("普法", "文本框")))), r("在后。")),
        p(word.vml_textbox(p(r(WRONG.replace("普法", "无字段"))))),
        footnotes={1: p(r(WRONG.replace("普法", "脚注")))},
        header=p(r(WRONG.replace("普法", "页眉"))),
    )
    annotated = annotate(data, PUN)

    told = {c.paragraphs[2]: c.words for c in of_findings(annotated.data)}
    assert told["在脚注或尾注里：“,”"] == "甲段在后。"
    assert told["在页眉里：“,”"] == TITLE
    boxes = [c.words for c in of_findings(annotated.data) if c.paragraphs[2].startswith("在文本框里")]
    assert boxes[0].startswith("乙段")
    assert boxes[0].endswith("在后。")
    assert "无字段" in boxes[1]
    assert set(members(annotated.data)) - set(members(data)) == {"word/comments.xml"}
    changed = {name for name in members(data) if members(data)[name] != members(annotated.data)[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert skeleton(annotated.data) == skeleton(data)


@pytest.mark.parametrize(
    "body",
    [
        p(r(WRONG)),
        word.table([[p(r(WRONG)), p(r("乙"))]]),
        p(word.vml_textbox(p(r(WRONG)))),
        "<m:oMathPara><m:oMath><m:r><m:t>x,y</m:t></m:r></m:oMath></m:oMathPara>",
        p(word.omath("一,二")),
        p() + p(r("正文", hidden=True)) + p(r(WRONG)),
    ],
    ids=["paragraph", "table", "text box", "formula outside paragraphs", "formula", "hidden"],
)
def test_files_without_a_title_are_annotated_too(body: str) -> None:
    data = docx(body)
    annotated = annotate(data)
    assert len(comments(annotated.data)) == len(annotated.result.findings) + 1
    assert annotate(annotated.data).data == annotated.data
    assert [b.text for b in read_bytes(annotated.data).blocks] == [b.text for b in read_bytes(data).blocks]


def test_a_file_whose_only_words_are_in_the_header_is_annotated_too() -> None:
    data = docx(header=p(r(WRONG)))
    annotated = annotate(data)
    assert len(comments(annotated.data)) == len(annotated.result.findings) + 1
    assert annotate(annotated.data).data == annotated.data


RICH = docx(
    p(r(TITLE, "<w:b/>")),
    p(r("各位"), word.comment_range(3, r("代表,")), r("：")),
    p(r("一、主要举措和成效")),
    p(r("全年", '<w:rPrChange w:id="70001" w:author="张三" w:date="2025-01-06T09:00:00Z"><w:rPr/></w:rPrChange>'),
      word.ins(r("开展普法宣传8次,成效")), word.deleted(r("显著")), r("明显,", "<w:i/>"), word.footnote_ref(1)),
    p(word.sdt(r("受众1000人,")), word.hyperlink(r("见附件,"), rid="r_link"), word.textbox(p(r("附言,再说。"))), word.tab()),
    word.sdt(p(r("块级控件,文字。"))),
    word.table([[word.cell(p(r("项目,")), word.table([[p(r("里,")), p(r("层"))]])), p(r("数"))],
                [word.cell(p(r("甲")), span=1, vmerge="restart"), p(r("1,000")) ]]),
    p(word.bookmark("甲", r("二、不足,原因")), ppr="<w:keepNext/>"),
    p(r("<&>\"'\u3000两 端", '<w:u w:val="single"/>'), word.move_from(r("旧,")), word.move_to(r("旧,"))),
    footnotes={1: p(r("脚注,说明。"))}, comments={3: p(r("请核对")), 9: p(r("没有锚"))}, header=p(r("页眉,")), footer=p(r("页脚")),
    links={"r_link": "https://example.invalid/a?b=1&c=2"},
    extra_parts={"word/media/image1.png": b"\x89PNG\r\n not a picture", "customXml/item1.xml": b"<?x y?><!-- c --><a  b='c'/>"},
    core_author="青禾乡人民政府", settings="<w:trackRevisions/>",
)  # fmt: skip


def test_nothing_of_a_rich_file_is_lost() -> None:
    annotated = annotate(RICH)
    before, after = members(RICH), members(annotated.data)

    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}
    theirs, ours = ET.fromstring(before["word/comments.xml"]), ET.fromstring(after["word/comments.xml"])
    # One of theirs is referred to nowhere: it is kept all the same.
    assert [ET.tostring(c) for c in ours][: len(theirs)] == [ET.tostring(c) for c in theirs]
    assert len(ours) - len(theirs) == len(annotated.result.findings) + 1
    assert min(int(c.get(W + "id", "")) for c in ours[len(theirs) :]) == 10
    assert b'mc:Ignorable="w14"' in after["word/document.xml"]
    assert len(annotated.result.findings) >= 15
    own = {c.get(W + "id", "") for c in ours[len(theirs) :]}
    assert skeleton(annotated.data, own) == skeleton(RICH, set())
    assert looks(annotated.data) == looks(RICH)
    again = read_bytes(annotated.data)
    assert [b.text for b in again.blocks] == [b.text for b in read_bytes(RICH).blocks]
    assert [r for r in again.remarks if not r.ours] == list(read_bytes(RICH).remarks)


def test_cut_runs_keep_their_looks() -> None:
    data = dressed(REPORT, Look(kinds={Kind.BODY: {"face": "宋体"}}))
    annotated = annotate(data)
    assert any("LAY05" in c.paragraphs[0] for c in of_findings(annotated.data))
    assert looks(annotated.data) == looks(data)
    assert (
        check_document(read_bytes(annotated.data), LAYOUT).findings == check_document(read_bytes(data), LAYOUT).findings
    )


LAYOUT = Settings(select=frozenset({"LAY"}))


# ---- again ----


@pytest.mark.parametrize(
    "data", [RICH, report_docx(FAULTY, automatic=True), docx(p(r(WRONG)))], ids=["rich", "faulty", "short"]
)
def test_twice_is_once(data: bytes) -> None:
    once = annotate(data)
    twice = annotate(once.data)
    assert twice.data == once.data
    # What is printed tells of our marks; no comment does.
    assert len([f for f in twice.result.findings if f.code == "RES02" and "法治报告检查" in f.message]) == 1
    assert "还有没处理的“法治报告检查”的标记" not in members(once.data)["word/comments.xml"].decode()


def test_what_was_mended_is_no_longer_told() -> None:
    once = annotate(docx(p(r(TITLE)), p(r(WRONG)), p(r("全年召开会议2次,效果好。"))), PUN)
    first, second = of_findings(once.data)
    text = members(once.data)["word/document.xml"].decode()
    assert text.count(">,<") == 2
    mended = replaced(once.data, {"word/document.xml": text.replace(">,<", ">，<", 1).encode()})
    twice = annotate(mended, PUN)

    left, summary = comments(twice.data)
    assert left == second
    assert summary.words == TITLE
    assert f'w:id="{first.number}"' not in members(twice.data)["word/document.xml"].decode()
    assert summary.paragraphs[0] != comments(once.data)[0].paragraphs[0]
    assert annotate(twice.data, PUN).data == twice.data


_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"


def _as_word_saves_it(data: bytes, answered: int | None = None) -> bytes:
    """With ids of paragraphs, and the two parts that name them; a person answers one of ours."""
    parts = members(data)
    pieces = (
        parts["word/comments.xml"]
        .decode()
        .replace("<w:comments ", f'<w:comments xmlns:w14="{_W14}" ')
        .split("</w:comment>")
    )
    for number, piece in enumerate(pieces[:-1]):
        head, tag, rest = piece.rpartition("<w:p>")
        pieces[number] = f'{head}<w:p w14:paraId="0000000{number}">{rest}' if tag else piece
    count = len(pieces) - 1
    parents = {count: answered} if answered is not None else {}
    entries = "".join(
        f'<w15:commentEx w15:paraId="0000000{n}" w15:done="0"'
        + (f' w15:paraIdParent="0000000{parents[n]}"/>' if n in parents else "/>")
        for n in range(count + len(parents))
    )
    ids = "".join(f'<c:commentId c:paraId="0000000{n}" c:durableId="1000000{n}"/>' for n in range(count + len(parents)))
    relationships = "".join(
        f'<Relationship Id="r_{name}" Type="http://schemas.microsoft.com/office/2011/relationships/{name}" Target="{name}.xml"/>'
        for name in ("commentsExtended", "commentsIds")
    )
    xml = "</w:comment>".join(pieces)
    if answered is not None:
        answer = f'<w:p w14:paraId="0000000{count}"><w:r><w:t>已改</w:t></w:r></w:p>'
        answer = f'<w:comment w:id="{count}" w:author="王五">{answer}</w:comment>'
        xml = xml.replace("</w:comments>", f"{answer}</w:comments>")
    text = parts["word/document.xml"].decode()
    if answered is not None:
        for mark in ("commentRangeStart", "commentRangeEnd"):
            text = text.replace(
                f'<w:{mark} w:id="{answered}"/>', f'<w:{mark} w:id="{answered}"/><w:{mark} w:id="{count}"/>'
            )
        reference = '<w:r><w:commentReference w:id="{}"/></w:r>'
        text = text.replace("</w:p><w:sectPr", reference.format(count) + "</w:p><w:sectPr")
    rels = (
        parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", relationships + "</Relationships>")
    )
    return replaced(
        data,
        {
            "word/document.xml": text.encode(),
            "word/comments.xml": xml.encode(),
            "word/_rels/document.xml.rels": rels.encode(),
            "word/commentsExtended.xml": f'<w15:commentsEx xmlns:w15="{_W15}">{entries}</w15:commentsEx>'.encode(),
            "word/commentsIds.xml": f'<c:commentsIds xmlns:c="{_CID}">{ids}</c:commentsIds>'.encode(),
        },
    )


def test_what_newer_programs_say_of_a_comment_goes_with_it() -> None:
    saved = _as_word_saves_it(annotate(docx(p(r(TITLE)), p(r(WRONG))), PUN).data)
    assert annotate(saved, PUN).data == saved

    text = members(saved)["word/document.xml"].decode()
    mended = replaced(saved, {"word/document.xml": text.replace(">,<", ">，<").encode()})
    twice = annotate(mended, PUN)
    (summary,) = comments(twice.data)
    assert summary.paragraphs[0].startswith("法治报告检查：错误 0 处、警告 0 处")
    for name in ("word/commentsExtended.xml", "word/commentsIds.xml"):
        assert len(ET.fromstring(members(mended)[name])) == 2
        assert len(ET.fromstring(members(twice.data)[name])) == 0


def test_what_somebody_has_answered_stays_with_its_answer() -> None:
    saved = _as_word_saves_it(annotate(docx(p(r(TITLE)), p(r(WRONG))), PUN).data, answered=1)
    text = members(saved)["word/document.xml"].decode()
    mended = replaced(saved, {"word/document.xml": text.replace(">,<", ">，<").encode()})
    twice = annotate(mended, PUN)

    assert {c.number for c in comments(twice.data, author=None)} >= {"1", "2"}
    assert [c.author for c in comments(twice.data, author=None) if c.number == "2"] == ["王五"]
    assert len(ET.fromstring(members(twice.data)["word/commentsExtended.xml"])) == 2


# ---- anything ----

PIECES = st.sampled_from(
    [
        r,
        lambda words: r(words[:3]) + r(words[3:], "<w:b/>"),
        lambda words: word.hyperlink(r(words), anchor="a"),
        lambda words: word.sdt(r(words)),
        lambda words: word.ins(r(words)),
        lambda words: word.deleted(r(words)),
        lambda words: word.move_to(r(words)),
        lambda words: word.field(" REF a ", r(words)),
        lambda words: word.field_simple("REF a", r(words)),
        lambda words: word.smart_tag(r(words)),
        lambda words: r(words, hidden=True),
        lambda words: word.textbox(p(r(words))),
        lambda words: word.ruby(words, "x"),
        word.omath,
        lambda words: word.br() + r(words) + word.tab(),
        lambda words: r(
            words, '<w:rPrChange w:id="auto" w:author="张三" w:date="2025-01-06T09:00:00Z"><w:rPr/></w:rPrChange>'
        ),
    ]
)
WORDS = st.sampled_from(
    [
        "全年开展普法宣传8次,成效明显。",
        "受理52件，办结49件，办结率96.15%。",
        "一、主要举措",
        "（2）加强普法。",
        "  ",
        "2023年度",
        "《信访条例》",
        "１２３",
        "。。",
    ]
)
PARAGRAPHS = st.lists(st.tuples(PIECES, WORDS), max_size=4).map(
    lambda pieces: p(*(made(words) for made, words in pieces))
)
NUMBERED = st.tuples(WORDS, st.integers(0, 1)).map(lambda made: p(r(made[0]), num=(1, made[1])))
JOINED = WORDS.map(lambda words: p(r(words), mark=word.deleted_mark()))
CELLS = st.lists(PARAGRAPHS | NUMBERED, min_size=1, max_size=2).map(lambda blocks: word.cell(*blocks))
TABLES = st.lists(CELLS, min_size=1, max_size=3).map(lambda cells: word.table([cells]))
BODIES = st.lists(PARAGRAPHS | NUMBERED | JOINED | TABLES | TABLES.map(word.sdt), min_size=1, max_size=6)
LISTS = abstract_num(1, [level("chineseCounting", "%1、"), level("chineseCounting", "（%2）")]) + num(1, 1)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES)
def test_any_file_reads_the_same_with_its_comments(body: list[str]) -> None:
    data = docx(p(r(TITLE)), *body, numbering=LISTS)
    annotated = annotate(data)
    before, after = read_bytes(data), read_bytes(annotated.data)

    assert after.blocks == before.blocks
    assert [remark for remark in after.remarks if not remark.ours] == list(before.remarks)
    assert [f for f in check_document(after).findings if f.code != "RES02"] == [
        f for f in annotated.result.findings if f.code != "RES02"
    ]
    assert skeleton(annotated.data) == skeleton(data, set())
    assert looks(annotated.data) == looks(data)
    assert len(of_findings(annotated.data)) == len(annotated.result.findings)
    assert annotate(annotated.data).data == annotated.data


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_any_report_is_told_on_its_words(seed: int, automatic: bool) -> None:
    data = report_docx(planting.report(seed).wrong.splitlines(), automatic)
    annotated = annotate(data)
    for comment, finding in zip(of_findings(annotated.data), annotated.result.findings, strict=True):
        assert comment.paragraphs[1] == finding.message
        block = annotated.result.document.blocks[finding.location.span.block]
        if automatic and block.label is not None:
            assert finding.location.quote.endswith(comment.words) or comment.words in block.heading
        else:
            assert comment.words == finding.location.quote
    assert annotate(annotated.data).data == annotated.data


# ---- odd files ----


def test_a_file_that_points_to_comments_that_are_not_there_is_mended() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    pointer = f'<Relationship Id="r_9" Type="{kind}" Target="comments.xml"/></Relationships>'
    data = docx(p(r(TITLE)), p(r(WRONG)))
    rels = members(data)["word/_rels/document.xml.rels"].replace(b"</Relationships>", pointer.encode())
    annotated = annotate(replaced(data, {"word/_rels/document.xml.rels": rels}), PUN)

    assert len(of_findings(annotated.data)) == 1
    assert members(annotated.data)["word/_rels/document.xml.rels"] == rels


def test_other_prefixes_are_kept() -> None:
    data = docx(p(r(TITLE)), p(r(WRONG)))
    other = members(data)["word/document.xml"].decode().replace("xmlns:w=", "xmlns:x=").replace("w:", "x:")
    annotated = annotate(replaced(data, {"word/document.xml": other.encode()}), PUN)

    (comment,) = of_findings(annotated.data)
    assert comment.words == ","
    text = members(annotated.data)["word/document.xml"].decode()
    assert "<x:commentRangeStart x:id=" in text
    assert "<w:" not in text


def test_a_text_that_stands_in_another_folder_gets_its_comments_there() -> None:
    parts = {
        name.replace("word/", "正文/"): content for name, content in members(docx(p(r(TITLE)), p(r(WRONG)))).items()
    }
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"word/document.xml", "正文/document.xml".encode())
    annotated = annotate(packed(parts), PUN)

    assert "正文/comments.xml" in members(annotated.data)
    assert 'PartName="/正文/comments.xml"'.encode() in members(annotated.data)["[Content_Types].xml"]
    assert annotate(annotated.data, PUN).data == annotated.data


# ---- what cannot be annotated ----


def test_a_text_has_no_place_for_comments(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("\n".join(FAULTY), encoding="utf-8")
    with pytest.raises(ReadError, match=r"只有 \.docx 文件能加批注.*另存为 \.docx"):
        annotate(report)


def test_more_comments_than_word_opens_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p(r(TITLE)), p(r(WRONG)))
    monkeypatch.setattr("drafting.ooxml.editing.comments._MOST", 2)
    annotate(data, PUN)
    monkeypatch.setattr("drafting.ooxml.editing.comments._MOST", 1)
    with pytest.raises(ReadError, match="超过了 Word 能打开的数目"):
        annotate(data, PUN)


def test_macros_are_not_passed_off_as_a_plain_document() -> None:
    data = docx(p(r(WRONG)))
    types = members(data)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(ReadError, match="带宏"):
        annotate(replaced(data, {"[Content_Types].xml": types}))


def test_an_annotated_draft_is_as_valid_as_the_draft(tmp_path: Path) -> None:
    annotated = annotate(write(drafts.report(), shipped_layout()))
    assert len(of_findings(annotated.data)) >= 3
    path = tmp_path / "批注.docx"
    path.write_bytes(annotated.data)
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
