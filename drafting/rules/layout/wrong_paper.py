from collections.abc import Iterator

from drafting.document.formats import Section
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, text_sections
from drafting.rules.layout.samples import REPORT
from drafting.text.sizes import plain

_TOLERANCE = 2.0
"""Millimetres: files round A4 in several ways."""
_NAMES = {
    (216, 279): "信纸",
    (216, 356): "法律专用纸",
    (297, 420): "A3",
    (184, 260): "16开",
    (176, 250): "B5",
    (182, 257): "B5",
}


@rule(
    code="LAY01",
    slug="wrong-paper",
    name="纸张",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》5.1",
    good=(Good(REPORT, look=Look()),),
    bad=(Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(page={"width": 215.9, "height": 279.4})),),
)
def wrong_paper(context: Context) -> Iterator[Flaw]:
    """报告用 A4 纸，竖排版面。

    用程序生成的、从国外模板改来的文件常是信纸大小，打印时会缩放，边距和行数都跟着变。宽表格单独一节横排的，不算。
    """
    page = context.layout.page
    for section in text_sections(context):
        if section.width is None or section.height is None or _is_right(section, page.width, page.height):
            continue
        yield Flaw(
            context.head_span,
            f"纸张是{_told(section.width, section.height)}，应为{plain(page.width)}毫米×{plain(page.height)}毫米。",
            basis=clause(context, page.clause),
            hint="请在“布局—纸张大小”中改正。",
        )
        return


def _is_right(section: Section, width: float, height: float) -> bool:
    assert section.width is not None
    assert section.height is not None
    return abs(section.width - width) <= _TOLERANCE and abs(section.height - height) <= _TOLERANCE


def _told(width: float, height: float) -> str:
    name = _NAMES.get((round(min(width, height)), round(max(width, height))))
    lying = "横放的" if width > height else ""
    return f"{lying}{plain(width)}毫米×{plain(height)}毫米" + (f"（{name}）" if name else "")
