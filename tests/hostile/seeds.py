"""Whole reports as Word files, with everything in them that our reader knows: what mutations begin from."""

from functools import cache
from pathlib import Path

from tests import word
from tests.word import abstract_num, docx, level, num, p, r, report_docx

_EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def seeds() -> tuple[bytes, ...]:
    faulty = (_EXAMPLES / "reports" / "白石镇2024年度报告（有错）.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in faulty if line]
    short = next(iter(sorted((_EXAMPLES / "forms").glob("青禾乡*.docx")))).read_bytes()
    return (report_docx(lines, automatic=True), report_docx(lines[:40], automatic=False), short, *[_rich()] * 3)


def _rich() -> bytes:
    numbering = abstract_num(
        0, [level("chineseCounting", "%1、", suff="nothing"), level("chineseCounting", "（%2）", suff="nothing")]
    ) + num(1, 0)
    return docx(
        p(r("青禾乡2024年度法治政府建设情况报告"), style="a1"),
        p(word.field(' TOC \\o "1-3" ', r("一、主要举措"), word.tab(), r("1"))),
        p(r("主要举措和成效"), num=(1, 0)),
        p(r("加强学习。"), r("全年学法4次,培训干部", "<w:b/>"), word.ins(r("20人")), word.deleted(r("30人")), r("。。"), num=(1, 1)),
        p(r("见"), word.hyperlink(r("公报"), rid="rLink"), word.footnote_ref(1), word.comment_range(0, r("办结率96.15%")), r("。")),
        p(r("全年受理矛盾纠纷52件，"), word.move_to(r("办结49件")), word.sdt(r("，")), word.smart_tag(r("2025年")), r("。")),
        word.table([[p(r("指标")), p(r("数"))], [word.cell(p(r("受理")), vmerge="restart"), p(r("52"))], [word.cell(p(), vmerge="continue"), p(r("3"))]]),
        p(r("方框"), word.textbox(p(r("存在的不足"))), word.sym("Wingdings", "F0FE"), word.ruby("汉", "han"), word.no_break_hyphen()),
        word.sdt(p(r("存在的不足和原因"), num=(1, 0))),
        p(r("执法力量不足，主要原因是编制少 ，"), word.br(), r("下一步改进."), word.omath("a+b")),
        p(r("下一年度安排"), mark=word.deleted_mark()) + p(r("及要求"), num=(1, 0)),
        p(r("继续加强学习。"), hidden_mark=True),
        p(r("青禾乡人民政府")),
        p(r("2025年1月10日")),
        numbering=numbering,
        styles=word.defaults(rpr='<w:sz w:val="32"/>') + word.style("a1", "Title", rpr="<w:b/>") + word.style("a2", "标题 1", based_on="a1"),
        footnotes={1: p(word.note_mark(), r("公报第3期"))},
        comments={0: p(r("请核对"))},
        header=p(r("内部资料")),
        footer=p(word.field(" PAGE ", r("1"))),
        settings='<w:evenAndOddHeaders w:val="0"/>',
        theme=word.theme(minor="仿宋"),
        links={"rLink": "http://example.invalid/"},
        core_author="张三",
    )  # fmt: skip
