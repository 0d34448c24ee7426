from collections.abc import Iterator

from drafting.document.draft import Kind
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.heads import beginning
from drafting.rules.layout.places import Paragraph, clause, paragraphs
from drafting.rules.layout.samples import REPORT
from drafting.rules.looks import SIDES


@rule(
    code="LAY10",
    slug="title-off-centre",
    name="标题居中",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》7.3.1",
    good=(Good(REPORT, look=Look()),),
    bad=(
        Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(kinds={Kind.TITLE: {"align": "left"}})),
        Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(kinds={Kind.TITLE: {"first_line": 2}})),
    ),
)
def title_off_centre(context: Context) -> Iterator[Flaw]:
    """标题居中排布。

    居中的段落又带着首行缩进，标题就偏到右边去了，这多是正文格式没有清掉。用空格把标题推到中间的，只作提示。
    """
    dress = context.layout.dress(Kind.TITLE)
    if dress.align != "center":
        return
    for paragraph in paragraphs(context, Kind.TITLE):
        told, severity = _wrong(paragraph)
        if told:
            yield Flaw(
                paragraph.place.span,
                f"标题{told}，应当居中。",
                severity=severity,
                basis=clause(context, dress.clause),
                hint="请在“段落”中设为居中，缩进都改为0。",
            )
            return


def _wrong(paragraph: Paragraph) -> tuple[str | None, Severity | None]:
    look = paragraph.format
    if look.align == "center":
        shift = look.first_line.in_characters(paragraph.size)
        return ("居中以后又设了首行缩进，偏在一边", Severity.INFO) if abs(shift) > 0.5 else (None, None)
    begins = beginning(paragraph)
    if look.align == "distribute" or begins is None:
        return None, None
    if begins[1] > 1 and look.align != "right":
        return "是用缩进或空格推到中间的", Severity.INFO
    return f"没有居中，而是{SIDES[look.align].replace('居', '靠') if look.align != 'justify' else '靠左'}", None
