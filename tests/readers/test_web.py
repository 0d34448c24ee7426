"""A published page gives the report that was published, and nothing of the site."""

import time
from pathlib import Path

import pytest

from drafting.app import check_document
from drafting.document import Document
from drafting.readers import ReadError, read_bytes
from drafting.readers.text import decode, from_text
from tests.sites import SITES

REPORTS = sorted(Path("examples/reports").glob("*.txt"))
HEAD = "<!doctype html><meta charset=utf-8><h1>青禾乡2024年法治政府建设年度报告</h1>"
SENTENCE = "<p>全年开展普法宣传8次，参加群众300人次。</p>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def page(body: str) -> Document:
    return read_bytes((HEAD + SENTENCE + body + SENTENCE).encode())


def between(document: Document) -> list[str]:
    return texts(document)[2:-1]


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("site", SITES)
def test_the_report_comes_out_whole_and_alone(report: Path, site: str) -> None:
    expected = from_text(decode(report.read_bytes()))
    document = read_bytes(SITES[site]("青禾乡法治政府建设工作情况公示", texts(expected)))

    assert texts(document) == texts(expected)
    assert [(f.code, f.location.quote) for f in check_document(document).findings] == [
        (f.code, f.location.quote) for f in check_document(expected).findings
    ]


@pytest.mark.parametrize("site", [site for site in SITES if site != "word"])
def test_the_heading_of_the_page_is_the_title_where_the_text_has_none(site: str) -> None:
    expected = from_text(decode(REPORTS[0].read_bytes()))
    title = expected.title
    rest = [block.text for block in expected.blocks if block not in expected.title_blocks()]

    document = read_bytes(SITES[site](title, rest))

    assert texts(document) == [title, *rest]
    assert document.title == title


def test_signature_behind_the_element_that_holds_the_text() -> None:
    body = f"<div><div>{SENTENCE * 3}</div></div><p align=right>青禾乡人民政府</p><p align=right>2025年1月15日</p><p>编辑：某某</p>"
    assert texts(read_bytes((HEAD + body).encode()))[-2:] == ["青禾乡人民政府", "2025年1月15日"]


def test_a_heading_outside_of_the_element_that_holds_the_text() -> None:
    body = f"<div><p>一、主要举措和成效</p></div><div>{SENTENCE * 3}</div>"
    assert texts(read_bytes((HEAD + body).encode()))[:2] == ["青禾乡2024年法治政府建设年度报告", "一、主要举措和成效"]


def test_lists_show_their_numbers() -> None:
    assert between(page("<ol><li>学法<li>用法<ol type=a><li>甲<li>乙</ol><li value=7>守法</ol>")) == [
        "1.学法", "2.用法", "a.甲", "b.乙", "7.守法",
    ]  # fmt: skip
    assert between(page('<ol start="3" style="list-style-type:cjk-ideographic"><li><p>学法</p></li></ol>')) == [
        "三、学法"
    ]
    assert between(page('<ol reversed type="I"><li>学法<li>用法</ol>')) == ["II.学法", "I.用法"]
    assert between(page('<ol style="list-style:none"><li>学法</ol><ul><li>用法</ul>')) == ["学法", "用法"]
    assert between(page('<ol class="custom_cn2 list-paddingleft-1"><li><p>学法</p></li></ol>')) == ["（一）学法"]
    assert between(page("<ol><li>（一）学法<li>（二）用法</ol>")) == ["（一）学法", "（二）用法"]


def test_numbers_of_a_list_pasted_from_word_are_text() -> None:
    pasted = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span"
        " style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>学法</p>"
    )
    assert between(page(pasted)) == ["1.学法"]


def test_tables_are_cells_and_what_only_lays_a_page_out_is_not() -> None:
    document = page("<table><tr><th>领域<th>件数<tr><td rowspan=2>公安<td>21<tr><td>9</table>")
    cells = [(b.text, b.cell.row, b.cell.column) for b in document.blocks if b.cell]
    assert cells == [("领域", 0, 0), ("件数", 0, 1), ("公安", 1, 0), ("21", 1, 1), ("9", 2, 1)]
    assert not any(
        b.cell
        for b in page("<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table>丙</td></tr></table>").blocks
        if b.text == "丙"
    )


def test_what_nobody_sees_is_left_out() -> None:
    body = (
        "<p style='DISPLAY: none'>甲。</p><p hidden>乙。</p><template><p>丙。</p></template><!-- 丁。 --><noscript>戊。</noscript>"
        "<p>看得见<span style='mso-hide:all'>看不见</span>的。</p><style>p{}</style>"
    )
    assert between(page(body)) == ["看得见的。"]


def test_a_page_that_a_script_would_show_is_read_all_the_same() -> None:
    data = f"<html><head><meta charset=utf-8></head><body><div id=zoom style='display:none'>{SENTENCE * 8}</div></body></html>"
    assert len(texts(read_bytes(data.encode()))) == 8


def test_pictures_in_the_text_are_told_and_those_of_the_site_are_not() -> None:
    assert page("<p><img src=a.png></p>").skipped == ("图片1处，图中的文字没有检查。",)
    assert read_bytes((HEAD + "<img src=logo.png>" + SENTENCE + SENTENCE + "<img src=code.png>").encode()).skipped == ()


def test_breaks_and_blanks() -> None:
    assert between(page("<p>&emsp;&emsp;甲<br>　　乙<br/>&nbsp;丙")) == ["甲", "乙", "丙"]
    assert between(page("<p>全年\n开展 普法")) == ["全年开展 普法"]
    assert between(page("<b><p>甲</b>乙</p>")) == ["甲乙"]
    assert between(page('<p style="font-family:"仿宋"">甲</p>')) == ["甲"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gbk"), ("gbk", "utf-8"), ("nonsense", "utf-8"), ("x", "utf-16"), ("utf-16", "utf-8"), ("hex", "utf-8")],
)  # fmt: skip
def test_encodings_declared_rightly_or_wrongly(declared: str, encoding: str) -> None:
    data = f"<!doctype html><meta charset='{declared}'><h1>青禾乡2024年法治政府建设年度报告</h1>{SENTENCE * 2}".encode(
        encoding
    )
    assert texts(read_bytes(data))[1] == "全年开展普法宣传8次，参加群众300人次。"


def test_an_encoding_that_nobody_can_tell_is_refused() -> None:
    with pytest.raises(ReadError, match="编码"):
        read_bytes(b"<html><meta charset=utf-8>" + b"\xff\x81\xff" * 500)


@pytest.mark.parametrize("head", ["MIME-Version: 1.0\r\n", "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"])
def test_a_page_saved_with_its_pictures_in_one_file(head: str) -> None:
    data = (
        head
        + 'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="gb2312"\r\n'
        "Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><h1>青禾乡2024年法治政府建设年度报告</h1>"
        + SENTENCE
        * 2
        + "\r\n--x\r\n"
        "Content-Type: image/png\r\n\r\nxx\r\n--x--\r\n"
    ).encode("gb18030")
    assert len(texts(read_bytes(data))) == 3


def test_markdown_that_begins_with_a_tag_stays_markdown() -> None:
    assert texts(read_bytes("<div>\n\n# 年度报告\n".encode(), ".md"))[-1] == "年度报告"


HOSTILE = {
    "nested": "<div>" * 20_000,
    "nested tables": "<table><tr><td>" * 10_000,
    "wrong ends": "<span>" * 20_000 + "</b></section></p>" * 20_000,
    "a tag without an end": SENTENCE + "<a " * 200_000,
    "quotes without an end": SENTENCE + "<a '\"" * 100_000,
    "comments without an end": SENTENCE + "<!-- " * 200_000,
    "many attributes": "<p " + "a=b " * 200_000 + ">",
    "tags in one line": "<b>字</b>" * 50_000,
    "zeros": "\x00" * 200_000,
    "titles": "<title>" * 50_000,
    "links": "<p><a href=x>" * 30_000,
    "lists": "<ol><li>" * 20_000,
    "cells": "<table>" + "<tr><td rowspan=999999 colspan=9999>x" * 300 + "</table>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_broken_and_hostile_pages_take_no_more_time_than_others(name: str) -> None:
    started = time.process_time()
    document = read_bytes((HEAD + HOSTILE[name] + SENTENCE).encode())
    assert "全年开展普法宣传8次" in document.blocks[-1].text
    assert time.process_time() - started < 10


_TEXT = [
    "现将云溪镇2024年度法治政府建设情况报告如下：",
    "一、主要举措和成效",
    "全年开展法治宣传12次，化解矛盾纠纷30件。",
    "二、存在的不足和原因",
    "普法形式单一，主要原因是队伍力量不足。",
]


def _titled(head: str) -> Document:
    return read_bytes(f"<!doctype html><meta charset=utf-8>{head}<p>{'</p><p>'.join(_TEXT)}</p></article>".encode())


@pytest.mark.parametrize("size", ["h1", "h2", "h3", "h5"])
@pytest.mark.parametrize("title", ["云溪镇2024年法治政府建设年度报告", "云溪镇人民政府<br>2024年法治政府建设年度报告"])
def test_the_heading_above_the_text_is_the_title_whatever_its_size(size: str, title: str) -> None:
    document = _titled(f"<article><{size}>{title}</{size}>")
    assert [block.text for block in document.title_blocks()] == title.split("<br>")
    assert [block.level for block in document.blocks if block.is_heading] == [1, 1]
    assert not {"STR07", "NUM03"} & {finding.code for finding in check_document(document).findings}


def test_a_title_of_two_headings_or_below_a_line_of_another_kind() -> None:
    for head in (
        "<h2>云溪镇人民政府</h2><h2>2024年法治政府建设年度报告</h2>",
        "<p>云溪镇</p><h2>2024年法治政府建设年度报告</h2>",
    ):
        assert len(_titled(f"<article>{head}").title_blocks()) == 2


@pytest.mark.parametrize(
    "above", ["<h2>云溪镇2024年法治政府建设年度报告</h2>", "<p>云溪镇2024年法治政府建设年度报告</p>"]
)
def test_a_heading_below_the_title_stays_a_heading(above: str) -> None:
    document = _titled(f"<article>{above}<h2>基本概况</h2>")
    assert document.title == "云溪镇2024年法治政府建设年度报告"
    assert document.blocks[1].is_heading


def test_a_numbered_heading_is_no_title() -> None:
    document = _titled("<article><h2>一、总体概况</h2>")
    assert not document.title_blocks()
    assert document.blocks[0].is_heading


@pytest.mark.parametrize("organ", ["<p>云溪镇人民政府</p>", "<h2>云溪镇人民政府</h2>"])
def test_the_organ_line_of_a_title_stays_where_the_page_is_named_by_it(organ: str) -> None:
    document = _titled(f"<title>云溪镇人民政府</title><article>{organ}<p>关于2024年度法治政府建设情况的报告</p>")
    assert [block.text for block in document.title_blocks()] == ["云溪镇人民政府", "关于2024年度法治政府建设情况的报告"]


def test_the_name_of_the_site_above_the_text_is_no_line_of_the_title() -> None:
    document = _titled(
        "<title>云岭县人民政府</title><h1>云岭县人民政府</h1><article><p>云溪镇2024年法治政府建设年度报告</p>"
    )
    assert document.title == "云溪镇2024年法治政府建设年度报告"


@pytest.mark.parametrize(
    "page",
    [
        "<div class=nav>首页 政务公开 | 登录</div><h1>云溪镇政府网</h1><div>{organ}{title}{text}</div>",
        "<header><h1>云岭县云溪镇人民政府门户网站</h1></header><main><div>{organ}{title}{text}</div></main>",
        "<div id=top><div><h1>云溪镇人民政府</h1></div></div><div id=con>{organ}{title}{text}</div>",
        "<h1>云溪镇政府网</h1>{organ}{title}{text}",
        "<h1>云溪镇政府网</h1><h2>法治政府建设</h2><div><div>{organ}{title}{text}</div></div>",
        "<h2>政府信息公开</h2><article>{organ}{title}{text}</article>",
        "<table><tr><td><h1>云溪在线</h1></td></tr></table><div>{organ}{title}{text}</div>",
    ],
)
@pytest.mark.parametrize("title", ["<p>{}</p>", "<h2>{}</h2>", "<h1>{}</h1>", "<p align=center><b>{}</b></p>"])
@pytest.mark.parametrize("name", ["云溪镇", "云溪镇政府网", "2024年法治政府建设年度报告_云溪镇政府网", ""])
def test_the_heading_of_a_site_is_no_part_of_the_title(page: str, title: str, name: str) -> None:
    words = "2024年法治政府建设年度报告"
    body = page.format(organ="<p>云岭县云溪镇人民政府</p>", title=title.format(words), text=SENTENCE * 3)
    document = read_bytes(f"<!doctype html><meta charset=utf-8><title>{name}</title><body>{body}".encode())
    assert document.title == f"云岭县云溪镇人民政府{words}"
