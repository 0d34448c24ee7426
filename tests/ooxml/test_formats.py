"""What a .docx looks like is worked out as Word does it: defaults, styles, lists and direct formatting."""

import io
from typing import Any

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.document import Document
from drafting.document.formats import BlockFormat, ParagraphFormat, Section, TextFormat
from drafting.ooxml import formats, reader
from drafting.readers import ReadError, read_bytes
from drafting.rules.layout.samples import REPORT
from tests import word
from tests.word import A4, abstract_num, br, cell, defaults, docx, field, field_simple, level, num, p, r, style, table

SONG = '<w:rFonts w:eastAsia="宋体"/>'
FANG = '<w:rFonts w:eastAsia="仿宋_GB2312"/>'


def read(*body: str, **parts: Any) -> Document:
    return read_bytes(docx(*body, **parts))


def block(document: Document, index: int = 0) -> BlockFormat:
    assert document.formatting is not None
    found = document.formatting.blocks[index]
    assert found is not None
    return found


def text(*body: str, **parts: Any) -> TextFormat:
    (span,) = block(read(*body, **parts)).spans
    return span.format


def paragraph(*body: str, **parts: Any) -> ParagraphFormat:
    return block(read(*body, **parts)).paragraph


def section(**parts: Any) -> Section:
    document = read(p(r("正文")), **parts)
    assert document.formatting is not None
    (found,) = document.formatting.sections
    return found


# ---- faces, sizes, weight ----


def test_nothing_said_is_words_own() -> None:
    assert text(p(r("正文"))) == TextFormat(None, None, 10.0)


def test_document_defaults_reach_text_without_any_style() -> None:
    look = text(p(r("正文")), styles=defaults(SONG + '<w:sz w:val="24"/>'))
    assert (look.face, look.size) == ("宋体", 12.0)


def test_default_style_lies_over_the_defaults_and_a_named_one_over_it() -> None:
    styles = (
        defaults('<w:sz w:val="20"/>')
        + style("a", "Normal", default=True, rpr=SONG + '<w:sz w:val="21"/>')
        + style("b", "正文公文", based_on="a", rpr=FANG)
    )
    assert (text(p(r("甲")), styles=styles).face, text(p(r("甲")), styles=styles).size) == ("宋体", 10.5)
    assert (text(p(r("甲"), style="b"), styles=styles).face, text(p(r("甲"), style="b"), styles=styles).size) == (
        "仿宋_GB2312",
        10.5,
    )


def test_a_style_that_is_not_there_is_the_default_one() -> None:
    styles = style("a", "Normal", default=True, rpr=SONG)
    assert text(p(r("甲"), style="gone"), styles=styles).face == "宋体"


def test_character_style_and_direct_formatting_win_in_this_order() -> None:
    styles = style("a", "Normal", default=True, rpr=SONG + '<w:sz w:val="21"/>') + style(
        "c", "强调", kind="character", rpr=FANG + '<w:sz w:val="32"/>'
    )
    look = text(p(r("甲", '<w:rStyle w:val="c"/><w:sz w:val="44"/>')), styles=styles)
    assert (look.face, look.size) == ("仿宋_GB2312", 22.0)


def test_styles_in_a_loop_end() -> None:
    styles = style("a", "甲", based_on="b", rpr='<w:sz w:val="32"/>') + style("b", "乙", based_on="a", rpr=SONG)
    look = text(p(r("甲"), style="a"), styles=styles)
    assert (look.face, look.size) == ("宋体", 16.0)


def test_only_the_latin_face_is_named_as_python_docx_does() -> None:
    styles = style("a", "Normal", default=True, rpr=SONG)
    look = text(p(r("正文", '<w:rFonts w:ascii="黑体" w:hAnsi="黑体"/>')), styles=styles)
    assert (look.face, look.latin) == ("宋体", "黑体")


@pytest.mark.parametrize(
    ("paragraph_style", "character_style", "direct", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("", "<w:b/>", "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", '<w:b w:val="0"/>', False),
        ("<w:b/>", '<w:b w:val="0"/>', "", True),
    ],
)
def test_bold_of_two_kinds_of_style_goes_off_again(
    paragraph_style: str, character_style: str, direct: str, bold: bool
) -> None:
    styles = style("a", "甲", rpr=paragraph_style) + style("c", "乙", kind="character", rpr=character_style)
    assert text(p(r("甲", '<w:rStyle w:val="c"/>' + direct), style="a"), styles=styles).bold is bold


def test_bold_for_all_text_stays_whatever_styles_say() -> None:
    styles = defaults("<w:b/>") + style("a", "甲", rpr="<w:b/>")
    assert text(p(r("甲"), style="a"), styles=styles).bold


def test_nearer_style_of_one_kind_simply_wins() -> None:
    styles = style("a", "甲", rpr="<w:b/>") + style("b", "乙", based_on="a", rpr="<w:b/>")
    assert text(p(r("甲"), style="b"), styles=styles).bold


@pytest.mark.parametrize(("rpr", "color"), [("auto", None), ("000000", "000000"), ("ff0000", "FF0000"), ("red", None)])
def test_colours(rpr: str, color: str | None) -> None:
    assert text(p(r("甲", f'<w:color w:val="{rpr}"/>'))).color == color


def test_a_mark_is_a_mark_and_none_is_none() -> None:
    assert text(p(r("甲", '<w:highlight w:val="yellow"/>'))).highlight == "yellow"
    assert text(p(r("甲", '<w:highlight w:val="none"/>'))).highlight is None


# ---- themes ----

THEMED = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
CHINESE = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'


def test_face_of_the_theme_for_simplified_chinese() -> None:
    look = text(p(r("甲", THEMED)), theme=word.theme(hans="等线"), settings=CHINESE)
    assert (look.face, look.latin) == ("等线", "Calibri")


def test_theme_wins_over_the_name_beside_it() -> None:
    both = '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="majorEastAsia"/>'
    assert text(p(r("甲", both)), theme=word.theme(major="黑体")).face == "黑体"


def test_face_of_a_theme_with_another_prefix() -> None:
    theme = word.theme(hans="等线").replace("a:", "draw:").replace("xmlns:a=", "xmlns:draw=")
    assert text(p(r("甲", THEMED)), theme=theme, settings=CHINESE).face == "等线"


def test_a_theme_of_fonts_that_never_end_is_refused_at_once() -> None:
    with pytest.raises(ReadError):
        text(p(r("甲", THEMED)), theme="<a:minorFont>" * 300_000)


def test_an_empty_theme_gives_no_face() -> None:
    assert text(p(r("甲", THEMED)), theme=word.theme()).face is None
    both = '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"/>'
    assert text(p(r("甲", both)), theme=word.theme()).face == "仿宋"


def test_a_japanese_template_gives_a_japanese_face() -> None:
    settings = '<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/>'
    assert text(p(r("甲", THEMED)), theme=word.theme(hans="宋体"), settings=settings).face == "ＭＳ 明朝"


def test_a_face_named_nearer_wins_over_the_theme_of_the_defaults() -> None:
    styles = defaults(THEMED) + style("a", "Normal", default=True, rpr=FANG)
    assert text(p(r("甲")), styles=styles, theme=word.theme(hans="等线")).face == "仿宋_GB2312"


def test_a_theme_that_is_not_there() -> None:
    assert text(p(r("甲", THEMED))).face is None


# ---- spans ----


def test_runs_of_one_look_are_one_span_and_lie_on_the_words() -> None:
    document = read(p(r("　　甲乙", FANG), r("丙", FANG), r("丁", SONG), r("  ")))
    look = block(document)
    assert document.blocks[0].text == "甲乙丙丁"
    assert [(s.start, s.end, s.format.face) for s in look.spans] == [(0, 3, "仿宋_GB2312"), (3, 4, "宋体")]
    assert look.paragraph.typed == "　　"


def test_an_automatic_number_is_in_no_span() -> None:
    numbering = abstract_num(1, [level("chineseCounting", "%1、")]) + num(1, 1)
    document = read(p(r("成效", FANG), num=(1, 0)), numbering=numbering)
    assert document.blocks[0].text == "一、成效"
    assert [(s.start, s.end) for s in block(document).spans] == [(2, 4)]


def test_behind_a_line_break_the_look_goes_on_and_the_first_line_is_over() -> None:
    document = read(p(r("甲", FANG), br(), r("乙", SONG), ppr='<w:ind w:firstLine="640"/>'))
    assert [block.text for block in document.blocks] == ["甲", "乙"]
    assert (block(document, 0).paragraph.is_continued, block(document, 1).paragraph.is_continued) == (False, True)
    assert block(document, 1).spans[0].format.face == "宋体"


def test_words_behind_a_break_in_the_same_run_keep_its_look() -> None:
    run = f"<w:r><w:rPr>{FANG}</w:rPr><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
    assert block(read(p(run)), 1).spans[0].format.face == "仿宋_GB2312"


def test_cells_have_looks_of_all_their_paragraphs_and_of_the_tables_style() -> None:
    styles = style("t", "表", kind="table", rpr='<w:sz w:val="24"/>')
    rows = table([[cell(p(r("甲", FANG)), p(r("乙", SONG))), cell(p(r("丙")))]]).replace(
        "<w:tblPr>", '<w:tblPr><w:tblStyle w:val="t"/>'
    )
    look = block(read(rows, styles=styles))
    assert [(s.start, s.end, s.format.face, s.format.size) for s in look.spans] == [
        (0, 2, "仿宋_GB2312", 12.0),
        (2, 3, "宋体", 12.0),
    ]


def test_deleted_words_have_no_look_and_inserted_ones_have() -> None:
    look = block(read(p(r("甲", FANG), word.deleted(r("乙", SONG)), word.ins(r("丙", SONG)))))
    assert [(s.start, s.end, s.format.face) for s in look.spans] == [(0, 1, "仿宋_GB2312"), (1, 2, "宋体")]


def test_joined_paragraphs_keep_their_own_looks() -> None:
    styles = style("a", "甲", rpr=FANG) + style("b", "乙", rpr=SONG)
    document = read(p(r("甲"), style="a", mark=word.deleted_mark()), p(r("乙"), style="b"), styles=styles)
    assert [s.format.face for s in block(document).spans] == ["仿宋_GB2312", "宋体"]


def test_formats_are_worked_out_only_if_a_rule_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = spied(monkeypatch, reader, "_formats")
    body = [p(r(line)) for line in REPORT.splitlines()]
    check_document(read(*body), Settings(ignore=frozenset({"LAY"})))
    assert not asked
    check_document(read(*body), Settings(select=frozenset({"LAY"})))
    assert len(asked) == 1


def spied(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[str]:
    """Grows by one with every call."""
    calls: list[str] = []
    function = getattr(owner, name)

    def spy(*given: object) -> object:
        calls.append(name)
        return function(*given)

    monkeypatch.setattr(owner, name, spy)
    return calls


def test_a_result_does_not_keep_the_file_in_memory() -> None:
    assert check_document(read(p(r("正文")))).document.formatting is None


def test_a_thousand_runs_of_one_look_are_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = spied(monkeypatch, formats.Looks, "_resolve")
    document = read(*(p(*(r("甲", FANG + '<w:sz w:val="32"/>') for _ in range(100))) for _ in range(10)))
    assert len({id(span.format) for index in range(10) for span in block(document, index).spans}) == 1
    assert len(resolved) == 1


def test_a_text_has_no_formats() -> None:
    assert read_bytes("正文".encode()).formatting is None


# ---- paragraphs ----


@pytest.mark.parametrize(
    ("indents", "characters", "points"),
    [
        ('w:firstLine="640"', None, 32.0),
        ('w:firstLineChars="200" w:firstLine="420"', 2.0, 21.0),
        ('w:firstLineChars="0" w:firstLine="560"', None, 28.0),
        ('w:left="420" w:hanging="420"', None, -21.0),
        ('w:hangingChars="200" w:hanging="640"', -2.0, -32.0),
        ('w:firstLine="1.13cm"', None, pytest.approx(32.03, abs=0.01)),
    ],
)
def test_first_line(indents: str, characters: float | None, points: float) -> None:
    look = paragraph(p(r("甲"), ppr=f"<w:ind {indents}/>")).first_line
    assert (look.characters, look.points) == (characters, points)


@pytest.mark.parametrize(
    ("below", "own", "first_line"),
    [
        ('w:firstLineChars="200" w:firstLine="640"', 'w:firstLineChars="0" w:firstLine="0"', 0.0),
        ('w:firstLineChars="200" w:firstLine="640"', 'w:left="0"', 32.0),
        ('w:hanging="420"', 'w:firstLineChars="200"', 32.0),
        ('w:firstLine="640"', 'w:hanging="420"', -21.0),
    ],
)
def test_indents_are_inherited_one_by_one(below: str, own: str, first_line: float) -> None:
    styles = style("a", "甲", ppr=f"<w:ind {below}/>")
    look = paragraph(p(r("甲"), style="a", ppr=f"<w:ind {own}/>"), styles=styles)
    assert look.first_line.in_characters(16) * 16 == pytest.approx(first_line)


def indented_list() -> str:
    xml = level("chineseCounting", "%1、").replace(
        "</w:lvl>", '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
    )
    return abstract_num(1, [xml]) + num(1, 1)


def test_a_list_named_by_the_paragraph_indents_over_its_style() -> None:
    styles = style("a", "甲", ppr='<w:ind w:left="0" w:firstLine="640"/>')
    look = paragraph(p(r("甲"), style="a", num=(1, 0)), styles=styles, numbering=indented_list())
    assert (look.left.points, look.first_line.points) == (36.0, -36.0)


def test_a_list_named_by_the_style_gives_way_to_its_indents() -> None:
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="0" w:firstLine="640"/>'
    look = paragraph(p(r("甲"), style="a"), styles=style("a", "甲", ppr=listed), numbering=indented_list())
    assert (look.left.points, look.first_line.points) == (0.0, 32.0)


@pytest.mark.parametrize(
    ("spacing", "rule", "line"),
    [
        ("", "auto", 1.0),
        ('w:line="360" w:lineRule="auto"', "auto", 1.5),
        ('w:line="560" w:lineRule="exact"', "exact", 28.0),
        ('w:line="312" w:lineRule="atLeast"', "atLeast", 15.6),
    ],
)
def test_line_spacing(spacing: str, rule: str, line: float) -> None:
    look = paragraph(p(r("甲"), ppr=f"<w:spacing {spacing}/>"))
    assert look.line_rule == rule
    assert look.line == pytest.approx(line)


def test_spacing_is_inherited_attribute_by_attribute() -> None:
    styles = defaults(ppr='<w:spacing w:after="200" w:line="276" w:lineRule="auto"/>')
    look = paragraph(p(r("甲"), ppr='<w:spacing w:before="120"/>'), styles=styles)
    assert (look.before, look.after, look.line) == pytest.approx((6.0, 10.0, 1.15))


@pytest.mark.parametrize(
    ("jc", "align"), [("both", "justify"), ("start", "left"), ("end", "right"), ("center", "center")]
)
def test_alignment(jc: str, align: str) -> None:
    assert paragraph(p(r("甲"), ppr=f'<w:jc w:val="{jc}"/>')).align == align


def test_a_tab_at_the_head_is_told() -> None:
    assert paragraph(p(word.tab(), r("甲"))).typed == "\t"


def test_a_strict_file_looks_the_same() -> None:
    data = docx(
        p(r("甲", THEMED + '<w:sz w:val="16pt"/>'), ppr='<w:ind w:start="420" w:firstLine="32pt"/>'),
        theme=word.theme(hans="等线"),
        styles=defaults('<w:sz w:val="21"/>'),
    )
    look = block(read_bytes(word.strict(data)))
    assert (look.spans[0].format.face, look.spans[0].format.size) == ("等线", 16.0)
    assert (look.paragraph.left.points, look.paragraph.first_line.points) == (21.0, 32.0)


# ---- pages ----


def test_page_in_millimetres() -> None:
    page = section(section=A4 + '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>')
    assert [round(x or 0, 1) for x in (page.width, page.height, page.top, page.bottom, page.left, page.right)] == [
        210.0, 297.0, 37.0, 35.0, 28.0, 26.0,
    ]  # fmt: skip
    assert (page.grid.kind, page.grid.pitch, round(page.grid.spacing, 2)) == ("linesAndChars", 28.95, -0.21)
    assert page.grid.has_lines
    assert page.grid.has_characters


def test_a_gutter_widens_its_margin() -> None:
    page = section(section=A4.replace('w:left="1587"', 'w:left="1020"').replace('w:gutter="0"', 'w:gutter="567"'))
    assert page.left == pytest.approx(28, abs=0.1)


def test_a_file_without_page_setup_says_nothing_of_it() -> None:
    page = section(section="")
    assert (page.width, page.left, page.grid.has_lines) == (None, None, False)


def test_sections_hold_the_blocks_up_to_their_end() -> None:
    ended = f"<w:sectPr>{A4.replace('11906', '16838', 1).replace('16838', '11906', 2)}</w:sectPr>"
    document = read(p(r("封面")), p(ppr=f"<w:sectPr>{A4}</w:sectPr>"), p(r("甲")), p(r("乙"), ppr=ended), p(r("丙")))
    assert document.formatting is not None
    assert [(s.first, s.end) for s in document.formatting.sections] == [(0, 1), (1, 3), (3, 4)]


PAGE = field("PAGE", r("7", '<w:sz w:val="28"/>'))
FIELD_LOOK = '<w:rFonts w:ascii="宋体"/><w:sz w:val="28"/>'


def number(footer: str, **parts: Any) -> tuple[str, str, str | None]:
    (found,) = section(footer=footer, **parts).numbers
    return found.pages, found.text, found.side


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        pytest.param(p(r("— "), PAGE, r(" —"), ppr='<w:jc w:val="right"/>'), ("all", "— {} —", "right"), id="field"),
        pytest.param(p(field_simple("PAGE", r("1"))), ("all", "{}", "left"), id="simple field"),
        pytest.param(p(field(r"PAGE \* MERGEFORMAT", r("1"))), ("all", "{}", "left"), id="with a switch"),
        pytest.param(p(field(r"PAGE \* ArabicDash", r("1"))), ("all", "- {} -", "left"), id="dashes by the field"),
        pytest.param(word.sdt(p(PAGE, ppr='<w:jc w:val="center"/>')), ("all", "{}", "center"), id="content control"),
        pytest.param(
            p(PAGE, ppr='<w:framePr w:hAnchor="margin" w:xAlign="outside" w:y="1"/>'),
            ("all", "{}", "outside"),
            id="frame",
        ),
        pytest.param(p(word.tab(), PAGE), ("all", "{}", None), id="behind a tab"),
        pytest.param(
            p(r("第"), PAGE, r("页 共"), field("NUMPAGES", r("9")), r("页")), ("all", "第{}页 共9页", "left"), id="of"
        ),
        pytest.param(table([[p(PAGE)]]), ("all", "{}", None), id="in a table"),
    ],
)
def test_page_numbers(footer: str, expected: tuple[str, str, str | None]) -> None:
    assert number(footer) == expected


def test_a_page_number_in_a_text_box_is_read_once_with_its_side() -> None:
    aligned = word.textbox(p(PAGE)).replace("<wp:posOffset>0</wp:posOffset>", "<wp:align>outside</wp:align>", 1)
    assert number(p(aligned)) == ("all", "{}", "outside")
    assert number(p(word.textbox(p(PAGE)))) == ("all", "{}", None)
    old = word.vml_textbox(p(PAGE)).replace("width:160pt", "mso-position-horizontal:center;width:160pt")
    assert number(p(old)) == ("all", "{}", "center")


def test_dashes_of_the_number_format() -> None:
    assert number(p(PAGE), section=A4 + '<w:pgNumType w:fmt="numberInDash"/>')[1] == "- {} -"


def test_odd_and_even_pages() -> None:
    page = section(
        footer=p(PAGE, ppr='<w:jc w:val="right"/>'),
        other_footers={"even": p(PAGE), "first": p(r("首页"))},
        section=A4 + "<w:titlePg/>",
        settings="<w:evenAndOddHeaders/>",
    )
    assert [(n.pages, n.side) for n in page.numbers] == [("odd", "right"), ("even", "left")]
    assert page.has_title_page


def test_an_even_footer_that_is_not_switched_on_is_not_shown() -> None:
    assert [n.pages for n in section(footer=p(PAGE), other_footers={"even": p(PAGE)}).numbers] == ["all"]


def test_a_number_in_the_header_is_told_as_such() -> None:
    (found,) = section(header=p(PAGE)).numbers
    assert found.in_header


def test_a_typed_number_is_none() -> None:
    assert section(footer=p(r("— 1 —"))).numbers == ()


@pytest.mark.parametrize("dressed", ["code", "digits", "both"])
def test_undressed_borders_of_a_field_say_nothing_of_the_number(dressed: str) -> None:
    look = '<w:sz w:val="28"/>'
    page = field("PAGE", r("1", look if dressed != "code" else ""))
    if dressed != "digits":
        page = page.replace("<w:r><w:instrText", f"<w:r><w:rPr>{look}</w:rPr><w:instrText")
    (found,) = section(footer=p(r("— "), page, r(" —"))).numbers
    assert (found.text, found.format.size) == ("— {} —", 14)


def test_a_number_looks_as_its_digits_do_whatever_its_code_looks_like() -> None:
    page = field("PAGE", r("1", '<w:sz w:val="28"/>')).replace(
        "<w:r><w:instrText", '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:instrText'
    )
    (found,) = section(footer=p(page, field("PAGE", r("1", '<w:sz w:val="44"/>')))).numbers
    assert found.format.size == 14


def test_a_number_without_a_look_looks_as_its_field_does() -> None:
    begin = f'<w:r><w:rPr>{FIELD_LOOK}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
    rest = field("PAGE", r("7")).replace('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "", 1)
    (found,) = section(footer=p(begin, rest)).numbers
    assert (found.format.latin, found.format.size) == ("宋体", 14.0)


def test_a_section_goes_on_with_the_footer_before() -> None:
    references = '<w:footerReference w:type="default" r:id="r_footer"/>'
    document = read(p(r("甲"), ppr=f"<w:sectPr>{references}{A4}</w:sectPr>"), p(r("乙")), footer=p(PAGE), section=A4)
    assert document.formatting is not None
    assert [len(s.numbers) for s in document.formatting.sections] == [1, 1]


def test_python_docx_template() -> None:
    library = pytest.importorskip("docx")
    document = library.Document()
    document.add_paragraph("正文")
    stream = io.BytesIO()
    document.save(stream)
    read_document = read_bytes(stream.getvalue())
    look = block(read_document)
    assert (look.spans[0].format.face, look.spans[0].format.size) == ("ＭＳ 明朝", 11.0)
    assert (look.paragraph.line, look.paragraph.after) == pytest.approx((1.15, 10.0))
    assert read_document.formatting is not None
    assert round(read_document.formatting.sections[0].width or 0, 1) == 215.9
