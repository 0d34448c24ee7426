from collections.abc import Iterator

from drafting.document import Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FIRST, FOURTH, SECOND, THIRD, TITLE, WHOLE, report
from drafting.text.dates import days


@rule(
    code="STR08",
    slug="no-sign-off",
    name="落款缺失",
    severity=Severity.WARNING,
    basis="《党政机关公文格式》（GB/T 9704-2012）关于发文机关署名和成文日期的规定",
    good=(WHOLE,),
    bad=(
        Bad(report(TITLE, FIRST, SECOND, THIRD, FOURTH), marks="四、2025年工作安排"),
        Bad(report(TITLE, FIRST, SECOND, THIRD, FOURTH, "青禾乡人民政府"), marks="青禾乡人民政府"),
    ),
)
def no_sign_off(context: Context) -> Iterator[Flaw]:
    """报告末尾有署名和成文日期。

    没有署名和日期，就看不出由谁负责、是否按期完成。网页发布时常在复制中丢失。
    """
    if context.is_other_document:
        return
    blocks = context.document.body()
    organs = [block for block in blocks if block.role is Role.SIGN_OFF]
    dated = [block for block in blocks if block.role is Role.DATE or (block.role is Role.SIGN_OFF and days(block.text))]
    if organs and dated:
        return
    what = "署名和成文日期" if not organs and not dated else "成文日期" if organs else "署名（发文机关）"
    near = organs or dated
    span = context.tail_span
    if near:
        span = Span(near[-1].index, 0, len(near[-1].text))
    yield Flaw(span, f"报告末尾没有{what}。", hint=f"请在正文之后补上{what}。")
