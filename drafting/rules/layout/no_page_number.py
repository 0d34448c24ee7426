from collections.abc import Iterator

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, text_sections
from drafting.rules.layout.samples import REPORT


@rule(
    code="LAY13",
    slug="no-page-number",
    name="缺少页码",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》7.5",
    good=(Good(REPORT, look=Look()),),
    bad=(Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(number=None)),),
)
def no_page_number(context: Context) -> Iterator[Flaw]:
    """每一面的版心下边都有页码。

    没有页码，打印出来前后容易弄乱。在页脚里敲一个数字不算，每一面都会是同一个数。
    """
    sections = text_sections(context)
    if sections and not any(section.numbers for section in sections):
        yield Flaw(
            context.head_span,
            "页脚里没有自动页码。",
            basis=clause(context, context.layout.page_number.clause),
            hint="请用“插入—页码”加上。",
        )
