"""Word files that are fixed: accepting all gives the report put right, rejecting all the report as it was."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from drafting.app import FixedReport, check_document, fix
from drafting.config import Settings
from drafting.document import Document
from drafting.document.draft import LEVELS, Kind
from drafting.readers import read_bytes
from drafting.rules.layout.samples import REPORT
from drafting.rules.looks import Look
from tests import word
from tests.dressed import dressed
from tests.fixing.faulty import MANY, MANY_FIXED
from tests.fixing.test_declared import FIXED
from tests.ooxml.revising import accepted, body, parts, rejected
from tests.word import abstract_num, docx, level, num, p, r, report_docx

LINES = MANY.splitlines()


def fixed(data: bytes, folder: Path, *, plain: bool = False, **chosen: Any) -> FixedReport:
    path = folder / "报告.docx"
    path.write_bytes(data)
    return fix(path, plain=plain, settings=Settings(), **chosen)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_bytes(data).blocks]


def own_findings(document: Document) -> Counter[str]:
    return Counter(f.code for f in check_document(document, Settings()).findings if f.code != "RES02")


def assert_fixed(data: bytes, folder: Path) -> FixedReport:
    """All that holds of every report."""
    made = fixed(data, folder)
    wanted = [block.text for block in made.fixed.revision.document.blocks]
    assert texts(made.data) == wanted
    assert "".join(texts(accepted(made.data))) == "".join(wanted)
    assert texts(rejected(made.data)) == texts(rejected(data))
    assert body(rejected(made.data)) == body(rejected(data))
    before, after = own_findings(read_bytes(data)), own_findings(read_bytes(made.data))
    assert not after - before
    assert _untouched(data, made.data)
    again = fixed(made.data, folder)
    assert again.data == made.data
    assert not again.fixed.edits
    plain = fixed(data, folder, plain=True)
    assert texts(plain.data) == wanted
    assert plain.data.count(b"<w:ins ") == 0
    return made


def _untouched(before: bytes, after: bytes) -> bool:
    old, new = parts(before), parts(after)
    ours = {
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/numbering.xml",
    }
    return old.keys() <= new.keys() and all(new[name] == part for name, part in old.items() if name not in ours)


def flaws(data: bytes, folder: Path) -> list[str]:
    path = folder / "geprüft.docx"
    path.write_bytes(data)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
def test_a_whole_report(automatic: bool, tmp_path: Path) -> None:
    data = report_docx(LINES, automatic=automatic)
    made = assert_fixed(data, tmp_path)
    assert not {f.code for f in made.result.findings if f.edits} & FIXED
    assert texts(made.data)[3:] == MANY_FIXED[1:]
    known = set(flaws(data, tmp_path))
    assert not set(flaws(made.data, tmp_path)) - known
    comments = parts(made.data)["word/comments.xml"].decode()
    assert "这里提到的“第三部分”要跟着核对" in comments


def test_no_day_and_no_name_but_ours(tmp_path: Path) -> None:
    made = fixed(report_docx(LINES, automatic=True), tmp_path)
    document = parts(made.data)["word/document.xml"].decode()
    assert set(re.findall(r'w:author="([^"]*)"', document)) == {"法治报告检查"}
    assert "w:date" not in document
    numbers = re.findall(r'<w:(?:ins|del|pPrChange) w:id="(\d+)"', document)
    assert len(numbers) == len(set(numbers)) > 20


_BEFORE = [p(r(line)) for line in LINES[:3]]
_AFTER = [p(r(line)) for line in LINES[11:]]


def around(*blocks: str, **more: Any) -> bytes:
    return docx(*_BEFORE, *blocks, *_AFTER, **more)


WRONG = "组织轮训,补齐短板"
RIGHT = "组织轮训，补齐短板"
OPEN = {
    "several looks": p(r("组织轮", "<w:b/>"), r("训,", '<w:i/><w:color w:val="FF0000"/>'), r("补齐短板")),
    "link": p(r("见"), word.hyperlink(r("组织轮训,补"), anchor="a"), r("齐短板")),
    "control": p(r("全年"), word.sdt(r("组织轮训,")), r("补齐短板")),
    "control around paragraphs": word.sdt(p(r(WRONG))),
    "somebody's insertion": p(r("全年"), word.ins(r("组织轮训,补齐")), word.deleted(r("执法")), r("短板")),
    "somebody's insertion alone": p(r("组织轮训"), word.ins(r(",")), r("补齐短板")),
    "somebody's move": p(word.move_to(r(WRONG)), word.move_from(r(WRONG))),
    "somebody's new paragraph": p(r(WRONG), mark=word.inserted_mark()),
    "smart tag": p(word.smart_tag(r("组织轮训,")), r("补齐短板")),
    "somebody's comment": p(r("全年"), word.comment_range(0, r("组织轮训,补")), r("齐短板")),
    "note": p(r("组织轮训"), word.footnote_ref(1), r(",补齐短板")),
    "picture beside": p(r("组织轮训,"), word.textbox(p(r("图上的字"))), r("补齐短板")),
    "joined paragraphs": p(r("组织轮"), mark=word.deleted_mark()) + p(r("训,补齐短板")),
    "blanks that do not count": p("<w:r><w:t>  组织轮训,补齐短板 </w:t></w:r>"),
    "one run": p("<w:r><w:t>组织</w:t><w:t>轮训,补</w:t><w:lastRenderedPageBreak/><w:t>齐短板</w:t></w:r>"),
    "soft break": p("<w:r><w:t>甲</w:t><w:br/><w:t>组织轮训,补齐短板</w:t></w:r>"),
    "changed looks": p(
        r(WRONG, '<w:b/><w:rPrChange w:id="77" w:author="张三" w:date="2025-01-06T09:00:00Z"><w:rPr/></w:rPrChange>')
    ),
    "cell": word.table([[word.cell(p(r("甲")), p(r(WRONG))), p(r("乙"))]]),
    "merged cells": word.table([[word.cell(p(r(WRONG)), vmerge="restart"), p(r("乙"))], [word.cell(p(), vmerge="continue"), p(r("丙"))]]),
    "table in a table": word.table([[word.cell(p(r("甲")), word.table([[p(r(WRONG)), p(r("乙"))]])), p(r("丙"))]]),
    "text box": p(r("甲"), word.textbox(p(r(WRONG)))),
    "old text box": p(r("甲"), word.vml_textbox(p(r(WRONG)))),
}  # fmt: skip
MORE: dict[str, Any] = {
    "footnotes": {1: p(r("附注"))},
    "comments": {0: p(r("请核对"))},
    "header": p(r("页眉,不改")),
    "extra_parts": {"word/media/图.bin": b"\x00\x01"},
}


@pytest.mark.parametrize("block", OPEN.values(), ids=OPEN)
def test_words_are_changed_wherever_they_stand(block: str, tmp_path: Path) -> None:
    data = around(block, **MORE)
    made = assert_fixed(data, tmp_path)
    assert sum(RIGHT in text for text in texts(made.data)) == sum(WRONG in text for text in texts(data)) == 1
    known = set(flaws(data, tmp_path))
    assert not set(flaws(made.data, tmp_path)) - known
    assert "请核对" in parts(made.data)["word/comments.xml"].decode()
    assert made.data != data


CLOSED = {
    "field": p(r("全年"), word.field(" REF a ", r("组织轮训,补")), r("齐短板")),
    "simple field": p(word.field_simple("REF a", r("组织轮训,补")), r("齐短板")),
    "drop-down": p(
        "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>"
        + r("组织轮训,补")
        + "</w:sdtContent></w:sdt>"
        + r("齐短板")
    ),
    "locked control": p(
        '<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>'
        + r("组织轮训,补")
        + "</w:sdtContent></w:sdt>"
        + r("齐短板")
    ),
}


@pytest.mark.parametrize("block", CLOSED.values(), ids=CLOSED)
def test_what_a_program_writes_there_is_left_and_told(block: str, tmp_path: Path) -> None:
    data = around(block)
    made = assert_fixed(data, tmp_path)
    assert any(WRONG in text for text in texts(made.data))
    assert "PUN01" in {finding.code for finding in made.fixed.left}
    assert "半角标点" in parts(made.data)["word/comments.xml"].decode()


def test_a_note_is_changed_in_its_part(tmp_path: Path) -> None:
    data = around(p(r("见注"), word.footnote_ref(1)), footnotes={1: p(word.note_mark(), r(WRONG))})
    made = fixed(data, tmp_path)
    assert any(RIGHT in text for text in texts(made.data))
    assert texts(rejected(made.data)) == texts(data)


RESIDUE = {
    "between paragraphs": (p(r("甲")) + p(r("- 4 -")) + p(r("乙")), ["甲", "乙"]),
    "before a table": (p(r("- 4 -")) + word.table([[p(r("甲")), p(r("乙"))]]), ["甲", "乙"]),
    "end of a section": (p(r("- 4 -"), ppr="") .replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>"), []),
    "with a bookmark": (p(word.bookmark("_Toc1", r("- 4 -"))) + p(r("乙")), ["乙"]),
    "with a picture": (p(r("- 4 -"), word.textbox(p(r("图上的字")))) + p(r("乙")), ["图上的字", "乙"]),
    "in two runs": (p(r("- "), r("4 -", "<w:b/>")) + p(r("乙"), style="a1"), ["乙"]),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "left"), RESIDUE.values(), ids=RESIDUE)
def test_a_line_that_a_conversion_left_goes_with_its_paragraph(blocks: str, left: list[str], tmp_path: Path) -> None:
    data = around(blocks)
    made = assert_fixed(data, tmp_path)
    assert texts(made.data)[3 : 3 + len(left)] == left
    assert texts(accepted(made.data)) == texts(made.data)
    count = accepted(made.data)
    paragraphs = len(re.findall(r"<(?:\w+:)?p[ >]", parts(count)["word/document.xml"].decode()))
    assert paragraphs <= len(re.findall(r"<(?:\w+:)?p[ >]", parts(rejected(data))["word/document.xml"].decode()))


_CHINESE = [
    level("chineseCounting", "%1、"),
    level("chineseCounting", "（%2）", suff="nothing"),
    level("decimal", "%3."),
]


def _numbered(*headings: tuple[int, int, str], numbering: str, styles: str = "") -> bytes:
    blocks: list[str] = [p(r(LINES[0]))]
    for number, ilvl, words in headings:
        blocks += [p(r(words), num=(number, ilvl)), p(r("全年研究法治议题4次，任务逐项分解到办所和村组。"))]
    return docx(*blocks, numbering=numbering, styles=styles)


PARTS = (
    "主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "2025年度推进法治政府建设的主要安排",
)


def test_a_list_that_skips_is_numbered_anew(tmp_path: Path) -> None:
    numbering = abstract_num(0, _CHINESE) + num(1, 0) + num(2, 0, {0: 3})
    data = _numbered((1, 0, PARTS[0]), (2, 0, PARTS[1]), (2, 0, PARTS[2]), (2, 0, PARTS[3]), numbering=numbering)
    made = assert_fixed(data, tmp_path)
    assert [t[:2] for t in texts(made.data) if "、" in t[:2]] == ["一、", "二、", "三、", "四、"]
    document = parts(made.data)["word/document.xml"].decode()
    assert len(set(re.findall(r'<w:numId w:val="(\d+)"/></w:numPr><w:pPrChange', document))) == 1, "one list of ours"
    assert not set(flaws(made.data, tmp_path)) - set(flaws(data, tmp_path))


def test_those_behind_a_paragraph_that_left_their_list_keep_their_numbers(tmp_path: Path) -> None:
    numbering = abstract_num(0, _CHINESE) + num(1, 0) + num(2, 0, {1: level("decimal", "（%2）", 2)})
    headings = ((1, 0, PARTS[0]), (1, 1, "加强学习"), (2, 1, "普法宣传"), (1, 1, "规范执法"), (1, 1, "调解纠纷"))
    data = _numbered(*headings, (1, 0, PARTS[1]), (1, 0, PARTS[2]), (1, 0, PARTS[3]), numbering=numbering)
    made = assert_fixed(data, tmp_path)
    labels = [text[:3] for text in texts(made.data) if text.startswith("（")]
    assert labels == ["（一）", "（二）", "（三）", "（四）"]


@pytest.mark.parametrize("styled", [False, True], ids=["list's indents", "style's indents"])
def test_numbers_from_a_style_keep_their_looks(styled: bool, tmp_path: Path) -> None:
    """A paragraph that names its list itself takes the list's indents, one that leaves it to a style the style's."""
    ind = '<w:ind w:left="0" w:firstLineChars="200" w:firstLine="640"/>' if styled else ""
    styles = word.style("h1", "heading 1", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>' + ind)
    part = level("decimal", "%1、", style="h1").replace(
        "</w:lvl>", '<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr></w:lvl>'
    )
    blocks = [p(r(LINES[0]))]
    for place, words in enumerate(PARTS):
        heading = p(r(words), style="h1") if place == 2 else p(r(_DIGITS[place] + "、" + words))
        blocks += [heading, p(r("全年研究法治议题4次，任务逐项分解到办所和村组。"))]
    data = docx(
        *blocks,
        numbering=abstract_num(0, [part.replace('<w:start w:val="1"/>', '<w:start w:val="3"/>')]) + num(1, 0),
        styles=styles,
    )
    assert "3、" + PARTS[2] in texts(data)
    made = assert_fixed(data, tmp_path)
    assert "三、" + PARTS[2] in texts(made.data)
    assert _settings(made.data) == _settings(data)


def _settings(data: bytes) -> list[object]:
    formatting = read_bytes(data).formatting
    assert formatting is not None
    return [block.paragraph for block in formatting.blocks if block is not None]


def test_somebodys_open_change_of_the_paragraph_stays(tmp_path: Path) -> None:
    change = (
        '<w:pPrChange w:id="9" w:author="张三" w:date="2025-01-06T09:00:00Z"><w:pPr><w:numPr><w:ilvl w:val="0"/>'
        '<w:numId w:val="1"/></w:numPr><w:jc w:val="center"/></w:pPr></w:pPrChange>'
    )
    numbering = abstract_num(0, _CHINESE) + num(1, 0) + num(2, 0, {0: 3})
    data = _numbered((1, 0, PARTS[0]), (2, 0, PARTS[1]), (2, 0, PARTS[2]), numbering=numbering)
    package = parts(data)
    document = package["word/document.xml"].decode()
    at = document.index('<w:numId w:val="2"/></w:numPr>') + len('<w:numId w:val="2"/></w:numPr>')
    package["word/document.xml"] = (document[:at] + change + document[at:]).encode()
    made = assert_fixed(_zipped(package), tmp_path)
    assert parts(made.data)["word/document.xml"].decode().count('w:author="张三"') == 1


def _zipped(package: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in package.items():
            target.writestr(name, content)
    return buffer.getvalue()


def test_a_report_without_anything_to_do_comes_out_as_it_went_in(tmp_path: Path) -> None:
    first = fixed(report_docx(LINES, automatic=False), tmp_path, select=frozenset({"PUN04"}), plain=True)
    again = fixed(first.data, tmp_path, select=frozenset({"PUN04"}), plain=True)
    assert again.data == first.data


# ---- reports made at random ----

_FAULTS = (
    "组织轮训,补齐短板。", '培养"法律明白人"20名。', "发放资料600份(含入户)。", "开展“12.4”国家宪法日宣传。", "推进 普法宣传工作。",
    "全年学法4次。。", "2024年03月05日公示。", "资料见后[bookmark: _GoBack]。", "做到“小事不出村 ”。", "干部学法，，群众守法&nbsp;。",
    "全年开展普法宣传8次。", "办结率95.00%。", "24年度完成检查6次。",
)  # fmt: skip
_MARKS = ("（{}）", "（{}）", "（{}）", "（{}）、", "（{}） ", "({})")
_DIGITS = "一二三四五六七八九十"


@st.composite
def reports(draw: st.DrawFn) -> list[str]:
    lines = LINES[:3]
    count = draw(st.integers(2, 5))
    skipped = draw(st.integers(0, count))
    for place in range(count):
        number = place + (1 if skipped and place >= skipped else 0)
        shown = _DIGITS[number] if draw(st.integers(0, 5)) else str(number + 1)
        mark = draw(st.sampled_from(_MARKS)).format(shown)
        words = "".join(draw(st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=3)))
        lines = [*lines, f"{mark}第{_DIGITS[place]}项工作扎实推进。{words}"]
        if not draw(st.integers(0, 3)):
            lines.append(
                draw(st.sampled_from(("- 4 -", "见第二部分。", "上述第（二）项继续推进。", "　　其他工作有序开展。")))
            )
    numbers = draw(st.sampled_from((("二", "三", "四"), ("二", "三", "四"), ("三", "四", "五"), ("二", "二", "三"))))
    for label, words in zip(numbers, PARTS[1:], strict=True):
        stop = draw(st.sampled_from(("、", "、", ".")))
        lines += [f"{label}{stop}{words}", "普法形式单一。究其原因，主要是人员力量不足，乡党委书记、乡长带头学法。"]
    return [*lines, "白石镇人民政府", draw(st.sampled_from(("2025年1月15日", "2025年01月15日", "二〇二五年一月15日")))]


def _cut(lines: list[str], cuts: list[int]) -> bytes:
    """Typed, in runs that end anywhere."""
    blocks = []
    for line in lines:
        runs, rest = [], line
        for cut in cuts:
            runs.append(r(rest[:cut], "<w:b/>" if cut % 2 else ""))
            rest = rest[cut:]
        blocks.append(p(*[run for run in runs if "<w:t" in run], r(rest)))
    return docx(*blocks)


@settings(max_examples=25)
@given(lines=reports(), automatic=st.booleans(), cuts=st.lists(st.integers(1, 7), max_size=6))
def test_reports_made_at_random(
    lines: list[str], automatic: bool, cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = report_docx(lines, automatic=True) if automatic else _cut(lines, cuts)
    folder = tmp_path_factory.mktemp("fix")
    made = assert_fixed(data, folder)
    known = set(flaws(data, folder))
    assert not set(flaws(made.data, folder)) - known


# ---- looks ----

_WRONG: Look = Look(
    page={"width": 215.9, "height": 279.4, "top": 25.4, "bottom": 25.4, "left": 31.8, "right": 31.8, "pitch": 0},
    kinds={
        Kind.TITLE: {"face": "宋体", "size": 18, "align": "left"},
        Kind.ADDRESSEE: {"first_line": 2},
        Kind.LEVEL_1: {"face": "宋体", "size": 14, "first_line": 0},
        Kind.BODY: {"face": "微软雅黑", "size": 12, "line": 1.5, "first_line": 0, "after": 10},
    },
)
_BY_LAYOUT = {"LAY01", "LAY02", "LAY03", "LAY05", "LAY06", "LAY09", "LAY10", "LAY11"}


@pytest.mark.parametrize("plain", [False, True], ids=["tracked", "plain"])
def test_looks_are_put_right_by_role(plain: bool, tmp_path: Path) -> None:
    data = dressed(REPORT, _WRONG)
    assert {f.code for f in check_document(read_bytes(data), Settings()).findings} >= _BY_LAYOUT
    made = fixed(data, tmp_path, layout=True, plain=plain)
    left = {finding.code for finding in made.result.findings}
    assert not left & _BY_LAYOUT
    assert {finding.code for finding in made.dressed} == _BY_LAYOUT
    assert not own_findings(read_bytes(made.data)) - own_findings(read_bytes(data))
    assert texts(made.data) == texts(data)
    assert fixed(made.data, tmp_path, layout=True, plain=plain).data == made.data
    assert not set(flaws(made.data, tmp_path)) - set(flaws(data, tmp_path))
    if not plain:
        assert body(rejected(made.data)) == body(data)
        assert {f.code for f in check_document(read_bytes(accepted(made.data)), Settings()).findings} >= left - {
            "RES02"
        }
        again = check_document(read_bytes(accepted(made.data)), Settings()).findings
        assert not {finding.code for finding in again} & _BY_LAYOUT


def test_spaces_typed_to_indent_go_where_an_indent_comes(tmp_path: Path) -> None:
    data = dressed(REPORT, Look(kinds={Kind.BODY: {"typed": "　　"}}))
    made = fixed(data, tmp_path, layout=True)
    assert "LAY09" not in {finding.code for finding in made.result.findings}
    assert body(rejected(made.data)) == body(data)
    assert "　　" not in "".join(re.findall("<w:t[ >][^<]*<", parts(accepted(made.data))["word/document.xml"].decode()))


def test_looks_stay_unless_asked_for_and_where_a_rule_is_off(tmp_path: Path) -> None:
    data = dressed(REPORT, _WRONG)
    assert body(fixed(data, tmp_path).data) == body(data)
    made = fixed(data, tmp_path, layout=True, select=frozenset({"LAY06"}))
    assert {finding.code for finding in made.dressed} == {"LAY06"}


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(
    "kinds", [{}, {kind: {"exact": 28} for kind in (*LEVELS, Kind.BODY)}], ids=["others too", "alone"]
)
def test_a_line_spacing_that_the_right_size_shows_to_be_wrong_is_set_in_the_same_run(
    kinds: dict[Kind, dict[str, Any]], tmp_path: Path, *, plain: bool
) -> None:
    data = dressed(REPORT, Look(page={"pitch": 0}, kinds=kinds))
    document = parts(data)["word/document.xml"].decode()
    start = document.rindex("<w:p>", 0, document.index("全年开展法治宣传12次"))
    end = document.index("</w:p>", start)
    changed = (
        re.sub(r"<w:spacing [^>]*/>", "", document[start:end])
        .replace('<w:sz w:val="32"/>', '<w:sz w:val="44"/>')
        .replace("<w:pPr>", '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/>', 1)
    )
    data = _with_document(data, document[:start] + changed + document[end:])
    first = fixed(data, tmp_path, plain=plain, layout=True)
    assert not [finding.code for finding in first.left if finding.code in ("LAY03", "LAY06")]
    assert fixed(first.data, tmp_path, plain=plain, layout=True).data == first.data


def _with_document(data: bytes, document: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in {**parts(data), "word/document.xml": document.encode()}.items():
            package.writestr(name, part)
    return made.getvalue()
