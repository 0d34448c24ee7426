from collections.abc import Iterator

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import WHOLE, report


@rule(
    code="STR11",
    slug="other-document",
    name="其他文种",
    severity=Severity.WARNING,
    good=(WHOLE,),
    bad=(
        Bad(
            report(
                "青禾乡2024年政府工作报告",
                "一、2024年工作回顾\n全年粮食总产稳定。",
                "二、2025年工作任务\n抓好春耕生产。",
            ),
            marks="青禾乡2024年政府工作报告",
        ),
    ),
)
def other_document(context: Context) -> Iterator[Flaw]:
    """送查的文件就是规定的这种年度报告。

    拿错了文件，逐条报缺少哪一部分没有意义，所以只用一句话说明。
    """
    reason = context.is_other_document
    if reason:
        title = context.document.title
        named = f"《{title[:40]}》" if title else "这份文件"
        yield Flaw(
            context.head_span,
            f"{named}看来不是{context.mandate.name}（{reason}），因此没有逐项核对规定的部分。",
            hint="如果确是这种报告，请在标题里写明。",
        )
