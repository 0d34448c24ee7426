"""Reports that are set rightly in one of many ways draw nothing; wrong ones draw a handful of findings, not hundreds."""

import io
import re
import zipfile
from typing import Any

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.document.draft import LEVELS, Kind
from drafting.document.layout import freeze, shipped_layout, shipped_table
from drafting.findings import Finding, Severity
from drafting.ooxml.writer import write
from drafting.readers import read_bytes
from drafting.rules.base import Rule
from drafting.rules.catalogue import ALL as RULES
from drafting.rules.layout.samples import REPORT
from drafting.rules.looks import Look
from tests import word
from tests.drafts import LONG_ORGAN, LONGEST_ORGAN, report
from tests.dressed import STYLES, dressed
from tests.word import A4, defaults, docx, field, p, r, report_docx, style, table

TEXT = (*LEVELS, Kind.BODY)
ALL = (Kind.TITLE, Kind.ADDRESSEE, *TEXT, Kind.SIGN_OFF, Kind.DATE)
RED = '<w:rFonts w:eastAsia="宋体"/><w:color w:val="FF0000"/>'
SMALL = '<w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/>'
UNFORMATTED = Look(
    page={"top": 25.4, "bottom": 25.4, "left": 31.8, "right": 31.8, "pitch": 15.6},
    kinds={kind: {"face": "宋体", "size": 10.5, "first_line": 0, "align": "justify"} for kind in ALL},
    number=None,
)


def found(data: bytes, settings: Settings | None = None) -> list[Finding]:
    findings = check_document(read_bytes(data), settings or Settings()).findings
    return [finding for finding in findings if finding.code.startswith("LAY")]


def told(data: bytes) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in found(data)]


def long_report(sections: int = 12) -> str:
    head, tail = REPORT.split("四、2025年工作安排")
    more = "".join(
        f"（{'一二三四五六七八九十百千'[i]}）推进第{i}项工作。全年开展法治宣传{i + 3}次，化解矛盾纠纷{i + 20}件。\n逐项抓好落实，记录在册。\n"
        for i in range(sections)
    )
    return f"{head}四、2025年工作安排\n{more}{tail.lstrip()}"


# ---- right in one of many ways ----


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(Look(), id="by the profile"),
        pytest.param(
            Look(kinds={kind: {"face": "仿宋"} for kind in (Kind.BODY, Kind.SIGN_OFF, Kind.DATE)}),
            id="another FangSong",
        ),
        pytest.param(Look(kinds={Kind.BODY: {"face": "CESI仿宋-GB2312"}}), id="a FangSong of another maker"),
        pytest.param(
            Look(kinds={Kind.BODY: {"face": "仿宋_GB2312;仿宋"}}), id="with a fallback, as LibreOffice writes it"
        ),
        pytest.param(
            Look(kinds={Kind.BODY: {"face": "FangSong "}, Kind.LEVEL_1: {"face": "ＳｉｍＨｅｉ"}}),
            id="spaces, full width",
        ),
        pytest.param(Look(kinds={Kind.TITLE: {"face": "FZXiaoBiaoSong-B05S"}}), id="Founder in Latin letters"),
        pytest.param(Look(kinds={Kind.LEVEL_1: {"bold": True}, Kind.LEVEL_2: {"bold": True}}), id="bold headings"),
        pytest.param(Look(page={"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}), id="3.7 3.5 2.8 2.6 cm"),
        pytest.param(
            Look(page={"pitch": 15.6}, kinds={kind: {"exact": 28.5} for kind in TEXT}), id="exact over Word's grid"
        ),
        pytest.param(Look(page={"pitch": 0}, kinds={kind: {"exact": 29} for kind in TEXT}), id="exact without a grid"),
        pytest.param(Look(page={"pitch": 29.0}), id="grid rounded up"),
        pytest.param(Look(kinds={Kind.DATE: {"align": "left", "left": 18}}), id="date by an indent"),
        pytest.param(Look(kinds={Kind.SIGN_OFF: {"align": "left", "typed": "　" * 14}}), id="sign-off by spaces"),
        pytest.param(Look(kinds={kind: {"spacing": -0.25} for kind in TEXT}), id="28 by tightened characters"),
    ],
)
def test_right_in_its_own_way(look: Look) -> None:
    # What is typed for a place is told as a hint, and nothing else is.
    assert not [line for line in told(dressed(REPORT, look)) if "敲空格" not in line]


def test_only_digits_in_another_face_are_no_fault() -> None:
    assert not told(dressed(REPORT, Look(words={"12": {"face": "宋体"}, "30": {"face": "Arial"}})))


def test_text_and_markdown_have_no_layout() -> None:
    assert not told(REPORT.encode())


def test_a_slip_of_paper_and_an_empty_report_are_left_alone() -> None:
    assert not told(docx(p(r("关于报送材料的说明")), p(r("材料已报。"))))
    assert not told(report_docx(REPORT.splitlines()[:3], automatic=False))


def test_another_document_is_left_alone() -> None:
    other = "青禾乡2024年政府工作报告\n一、2024年工作回顾\n" + "全年粮食总产稳定，农民收入继续增加。\n" * 8
    codes = {finding.code for finding in check_document(read_bytes(dressed(other, UNFORMATTED))).findings}
    assert "STR11" in codes
    assert not {code for code in codes if code.startswith("LAY")}


def rewrite(data: bytes, pattern: str, new: str) -> bytes:
    """The same file with its text changed in one place."""
    text, count = re.subn(pattern, new, document_of(data), count=1)
    assert count == 1, pattern
    return with_document(data, text)


def document_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def with_document(data: bytes, text: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return word._zip({**parts, "word/document.xml": text.encode()})


LAST_SECTION = r"(<w:sectPr>(?:(?!<w:sectPr>).)*</w:sectPr>)</w:body>"


def test_a_landscape_annex_is_left_alone() -> None:
    annex = p(r("附件1")) + p(r("统计表", RED)) + table([[p(r("类别")), p(r("数量"))], [p(r("纠纷")), p(r("30"))]])
    lying = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body>'
    data = rewrite(dressed(REPORT), LAST_SECTION, rf"<w:p><w:pPr>\1</w:pPr></w:p>{annex}{lying}")
    assert len(read_bytes(data).blocks) > len(REPORT.splitlines())
    assert not told(data)


def test_a_cover_is_left_alone() -> None:
    title = REPORT.splitlines()[0]
    cover = p(r(title, '<w:sz w:val="72"/>')) + p(ppr=f"<w:sectPr>{A4.replace('2098', '5000')}</w:sectPr>")
    assert not told(rewrite(dressed(REPORT), "<w:body>", "<w:body>" + cover))


def test_a_letterhead_is_no_title() -> None:
    head = p(r("青禾乡人民政府文件", RED + '<w:sz w:val="84"/>')) + p(r("青政〔2025〕3号"))
    assert not told(rewrite(dressed(REPORT), "<w:body>", "<w:body>" + head))


def test_comments_and_tracked_changes_do_not_disturb() -> None:
    deleted = (
        f'<w:del w:id="9" w:author="张三"><w:r><w:rPr>{SMALL}</w:rPr><w:delText>旧的数字</w:delText></w:r></w:del>'
    )
    changed = f'<w:rPrChange w:id="8" w:author="张三"><w:rPr>{SMALL}</w:rPr></w:rPrChange>'
    data = rewrite(dressed(REPORT), r"</w:p><w:sectPr>", deleted + "</w:p><w:sectPr>")
    data = rewrite(data, r"</w:rPr>(<w:t [^>]*>全年)", rf"{changed}</w:rPr>\1")
    data = rewrite(data, r"(<w:r>(?:(?!<w:r>).)*业务培训.*?</w:r>)", r'<w:ins w:id="7" w:author="张三">\1</w:ins>')
    assert len(read_bytes(data).remarks) == 3
    assert not told(data)


def test_captions_notes_and_cells_are_left_alone() -> None:
    inserted = (
        p(r("表1 全年调解情况", SMALL), ppr='<w:jc w:val="center"/>')
        + table([[p(r("类别", SMALL)), p(r("数量", SMALL))], [p(r("纠纷", SMALL)), p(r("30", SMALL))]])
        + p(r("注：数据截至年底。", SMALL))
    )
    signed = r'(<w:p><w:pPr><w:ind [^>]*/><w:jc w:val="right"/></w:pPr>)'
    assert not told(rewrite(dressed(REPORT), signed, inserted + r"\1"))


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    "organs", [("青禾乡人民政府",), (LONG_ORGAN,), (LONGEST_ORGAN,), ("中共青禾乡委员会", "青禾乡人民政府")]
)
def test_our_own_drafts_are_set_rightly(organs: tuple[str, ...], sealed: bool) -> None:
    assert not told(write(report(*organs, sealed=sealed), shipped_layout()))


def test_organs_that_sign_jointly_stand_side_by_side() -> None:
    joint = REPORT.replace("\n青禾乡人民政府\n", "\n中共青禾乡委员会      青禾乡人民政府\n")
    assert not told(dressed(joint, Look(kinds={Kind.SIGN_OFF: {"align": "left"}})))


def test_a_heading_that_goes_on_behind_a_colon_as_text() -> None:
    text = REPORT.replace("（一）强化组织领导。", "（一）组织领导：会议4次。")
    assert not told(dressed(text, Look(words={"会议4次": {"face": "仿宋_GB2312"}})))


def test_a_salutation_stands_at_the_left() -> None:
    text = REPORT.replace("县人民政府：", "现将有关情况报告如下：")
    assert not told(dressed(text, Look(kinds={Kind.ADDRESSEE: {"first_line": 0}})))


def typical(styles: str, settings: str = "", theme: str = "", **body: Any) -> bytes:
    """A report in styles, as somebody who knows them makes it."""
    lines = REPORT.splitlines()
    kinds = ["T", "A", "1", "B", "B", "1", "B", "1", "B", "1", "B", "R", "R"]
    paragraphs = [p(r(line), style=kind) for line, kind in zip(lines, kinds, strict=True)]
    run_in = lines[3].index("。") + 1
    paragraphs[3] = p(r(lines[3][:run_in], '<w:rStyle w:val="K"/>'), r(lines[3][run_in:]), style="B")
    footer = p(r("— ", NUMBER), PAGE_IN_SONG, r(" —", NUMBER), ppr='<w:framePr w:xAlign="outside" w:y="1"/>')
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
    return docx(*paragraphs, styles=styles, settings=settings, theme=theme, footer=footer, section=A4 + grid, **body)


NUMBER = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体"/><w:sz w:val="28"/>'
PAGE_IN_SONG = field("PAGE", r("1", NUMBER)).replace("<w:r><w:fldChar", f"<w:r><w:rPr>{NUMBER}</w:rPr><w:fldChar")
BY_STYLES = (
    style(
        "N",
        "Normal",
        default=True,
        ppr='<w:jc w:val="both"/>',
        rpr='<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>',
    )
    + style(
        "T",
        "公文标题",
        based_on="N",
        ppr='<w:jc w:val="center"/>',
        rpr='<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>',
    )
    + style("A", "主送机关", based_on="N")
    + style("B", "公文正文", based_on="N", ppr='<w:ind w:firstLineChars="200" w:firstLine="640"/>')
    + style("1", "公文一级", based_on="B", rpr='<w:rFonts w:eastAsia="黑体"/>')
    + style("R", "落款", based_on="N", ppr='<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>')
    + style("K", "公文二级", kind="character", rpr='<w:rFonts w:eastAsia="楷体_GB2312"/>')
)


def test_a_report_in_styles() -> None:
    assert not told(typical(BY_STYLES))


def test_a_report_in_styles_over_words_own_theme() -> None:
    themed = defaults('<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/>')
    settings = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    assert not told(typical(themed + BY_STYLES, settings, word.theme(hans="等线")))


def test_a_theme_left_beside_the_face_wins_and_is_told() -> None:
    left = BY_STYLES.replace('w:eastAsia="仿宋_GB2312"', 'w:eastAsia="仿宋_GB2312" w:eastAsiaTheme="minorEastAsia"', 1)
    settings = '<w:themeFontLang w:eastAsia="zh-CN"/>'
    (line,) = told(typical(left, settings, word.theme(hans="等线")))
    assert line.startswith("LAY05 主送机关、正文、署名、成文日期用的是“等线”，应为“仿宋_GB2312”")


AT_EDGE = Look(kinds={Kind.SIGN_OFF: {"right": 0}, Kind.DATE: {"right": 0}})


def test_spaces_behind_a_signature_may_keep_it_from_the_edge() -> None:
    assert [line[:5] for line in told(dressed(REPORT, AT_EDGE))] == ["LAY12"]
    assert not told(rewrite(dressed(REPORT, AT_EDGE), "2025年1月15日</w:t>", "2025年1月15日　　　　</w:t>"))


def test_a_long_organ_has_its_date_at_the_edge() -> None:
    text = REPORT.replace("青禾乡人民政府", "云岭县青禾乡人民政府综合行政执法大队办公室")
    assert not told(dressed(text, Look(kinds={Kind.DATE: {"right": 0}})))


def gaps(attributes: str, more: str = "") -> bytes:
    data = dressed(REPORT)
    text = document_of(data)
    spaced = text.replace("<w:pPr>", f"<w:pPr>{more}<w:spacing {attributes}/>")
    assert spaced != text
    return with_document(data, spaced)


@pytest.mark.parametrize(
    ("attributes", "more"),
    [
        ('w:after="20"', ""),
        ('w:after="200"', "<w:contextualSpacing/>"),
        ('w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1"', ""),
    ],
    ids=["nothing that is seen", "not between neighbours", "worked out by the program"],
)
def test_gaps_that_are_none(attributes: str, more: str) -> None:
    assert not told(gaps(attributes, more))
    assert [line[:5] for line in told(gaps('w:after="200"'))] == ["LAY03"]


@pytest.mark.parametrize("kinds", [LEVELS, (Kind.TITLE, Kind.ADDRESSEE, Kind.SIGN_OFF)], ids=["headings", "around"])
def test_gaps_that_are_a_habit(kinds: tuple[Kind, ...]) -> None:
    assert not told(dressed(REPORT, Look(kinds={kind: {"before": 8, "after": 8} for kind in kinds})))


TABLE = table([[p(r("类别", SMALL)), p(r("数量", SMALL))], [p(r("纠纷", SMALL)), p(r("30", SMALL))]])
BLANK = "<w:p></w:p>"
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
PARTED = '<w:p><w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr></w:p>'


@pytest.mark.parametrize(
    ("between", "count"),
    [
        (BLANK * 2, 0),
        (BLANK * 3, 1),
        (BLANK + p(r("　　")) + p(word.bookmark("甲", "")), 1),
        (BLANK * 2 + BREAK + BLANK * 2, 0),
        (BLANK * 2 + PARTED + BLANK * 2, 0),
        (BLANK * 3 + TABLE, 0),
        (TABLE + BLANK * 3, 0),
    ],
)
def test_blank_lines_in_the_middle_of_the_text(between: str, count: int) -> None:
    data = dressed(REPORT)
    text = document_of(data)
    place = text.rindex("<w:p>", 0, text.index("二、存在的不足"))
    assert [line[:5] for line in told(with_document(data, text[:place] + between + text[place:]))] == ["LAY16"] * count


def test_blank_lines_above_a_signature_or_a_new_page_are_somebodys_way() -> None:
    assert not told(dressed(REPORT, Look(kinds={Kind.SIGN_OFF: {"blank": 5}, Kind.ADDRESSEE: {"blank": 3}})))


# ---- wrong ----


def test_an_unformatted_report_gives_a_handful_of_findings() -> None:
    findings = found(dressed(long_report(), UNFORMATTED))
    assert 8 <= len(findings) <= 14
    assert all(len(finding.related) <= 4 for finding in findings)
    assert all(finding.hint for finding in findings)
    messages = "\n".join(finding.message for finding in findings)
    assert re.search(
        "主送机关、正文、署名、成文日期用的是“宋体”，应为“仿宋_GB2312”（或仿宋、FangSong），共[0-9]{2}处。", messages
    )
    assert "应为三号（16磅）" in messages


def test_typed_and_automatic_numbers_look_the_same() -> None:
    lines = long_report().splitlines()
    typed, automatic = (
        [(f.code, f.message, f.location.span) for f in found(report_docx(lines, automatic))]
        for automatic in (False, True)
    )
    assert typed
    assert typed == automatic


def test_a_stray_span_is_told_where_it_is() -> None:
    (finding,) = found(dressed(long_report(), Look(words={"行政执法人员全部持证上岗": {"face": "宋体"}})))
    assert finding.location.quote == "行政执法人员全部持证上岗"
    assert finding.message.startswith("正文中的“行政执法人员全部持证上岗”用的是“宋体”")


@pytest.mark.parametrize(
    ("look", "code", "severity"),
    [
        (Look(kinds={Kind.TITLE: {"face": "华文中宋"}}), "LAY05", Severity.INFO),
        (Look(kinds={Kind.TITLE: {"face": "某某体"}}), "LAY05", Severity.INFO),
        (Look(kinds={Kind.TITLE: {"face": "宋体"}}), "LAY05", Severity.WARNING),
        (Look(words={"行政执法": {"bold": True}}), "LAY07", Severity.INFO),
        (Look(kinds={Kind.BODY: {"bold": True}}), "LAY07", Severity.WARNING),
        (Look(kinds={Kind.BODY: {"first_line": 0, "typed": "　　"}}), "LAY09", Severity.INFO),
        (Look(kinds={Kind.BODY: {"first_line": 0, "typed": "    "}}), "LAY09", Severity.INFO),
        (Look(kinds={Kind.BODY: {"first_line": 1.3}}), "LAY09", Severity.WARNING),
        (Look(kinds={Kind.TITLE: {"align": "left", "typed": "　　　　"}}), "LAY10", Severity.INFO),
        (Look(kinds={Kind.DATE: {"align": "center"}}), "LAY12", Severity.INFO),
        (Look(kinds={Kind.DATE: {"align": "justify", "first_line": 2}}), "LAY12", Severity.WARNING),
        (Look(number={"face": "Times New Roman"}), "LAY14", Severity.INFO),
        (Look(number={"text": "{}"}), "LAY14", Severity.WARNING),
        (Look(number={"side": "center"}), "LAY15", Severity.INFO),
        (Look(kinds={kind: {"exact": 30} for kind in TEXT}), "LAY03", Severity.WARNING),
    ],
)
def test_one_fault_is_one_finding_of_its_weight(look: Look, code: str, severity: Severity) -> None:
    assert [(f.code, f.severity) for f in found(dressed(REPORT, look))] == [(code, severity)]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.family == "LAY"], ids=lambda rule: rule.code)
def test_whatever_is_wrong_says_where_to_click(rule: Rule) -> None:
    for example in rule.bad:
        findings = [finding for finding in found(dressed(example.text, example.look)) if finding.code == rule.code]
        assert findings
        assert all(finding.hint for finding in findings)


def test_other_places_are_told_once_a_paragraph() -> None:
    look = Look(words={"乡党委会": {"size": 14}, "听取汇报2次": {"size": 14}, "化解矛盾": {"size": 14}})
    (finding,) = found(dressed(REPORT, look))
    assert finding.message == "正文用的是四号（14磅），应为三号（16磅），共3处。"
    assert [place.quote for place in finding.related] == ["化解矛盾"]


def test_odd_and_even_pages_the_wrong_way_round() -> None:
    footers = {"even": p(r("— ", NUMBER), PAGE_IN_SONG, r(" —", NUMBER), ppr='<w:jc w:val="right"/>')}
    data = typical(BY_STYLES, "<w:evenAndOddHeaders/>", other_footers=footers)
    (finding,) = found(data)
    assert (finding.code, finding.severity) == ("LAY15", Severity.WARNING)
    assert finding.message.startswith("双页页码居右")


def test_a_countys_own_profile_is_judged_by() -> None:
    table_ = shipped_table()
    table_["formats"]["title"]["faces"] = ["华文中宋"]
    table_["page"]["top"] = 35.0
    own = Settings(own_layout=freeze(table_))
    assert not found(dressed(REPORT, layout=own.layout), own)
    assert [f.code for f in found(dressed(REPORT), own)] == ["LAY02", "LAY05"]


def test_what_wps_begins_with_is_not_what_is_asked_for() -> None:
    lines = [p(r(line)) for line in REPORT.splitlines()]
    codes = {f.code for f in found(docx(*lines, styles=STYLES, section='<w:pgSz w:w="11906" w:h="16838"/>'))}
    assert {"LAY05", "LAY06", "LAY09", "LAY10", "LAY12", "LAY13"} <= codes
    assert "LAY02" not in codes, "a file that names no margins is not blamed for them"


@pytest.mark.parametrize(
    ("left", "words"),
    [(0, "正文的首行没有空格，应空2字"), (1, "正文的首行空了1字，应空2字"), (-2, "正文的首行向左伸出2字，应空2字")],
)
def test_where_the_first_line_begins_is_told_in_words(left: float, words: str) -> None:
    data = dressed(REPORT, Look(kinds={Kind.BODY: {"first_line": left}}))
    assert any(words in message for message in told(data)), told(data)
