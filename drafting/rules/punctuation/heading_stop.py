from collections.abc import Iterator

from drafting.document import Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule

_LONGEST = 40


@rule(
    code="PUN07",
    slug="heading-stop",
    name="标题句号",
    severity=Severity.INFO,
    basis="《标点符号用法》（GB/T 15834-2011）：标题末尾一般不用句号",
    good=("一、主要举措\n（一）压实责任。全年研究4次。",),
    bad=(Bad("一、主要举措。\n全年研究法治工作4次。", marks="。"),),
)
def heading_stop(context: Context) -> Iterator[Flaw]:
    """单独成行的标题末尾不用句号。"""
    document = context.document
    for block in document.headings():
        text = block.text.rstrip()
        if (
            block.is_run_in
            or not text.endswith("。")
            or len(text) > _LONGEST
            or block.index + 1 >= len(document.blocks)
        ):
            continue
        following = document.blocks[block.index + 1]
        opens = following.is_heading and following.level > block.level
        if opens or following.role is Role.PARAGRAPH:
            span = Span(block.index, len(text) - 1, len(text))
            yield Flaw(span, f"标题“{text}”单独成行，末尾的句号应删去。", suggestion="")
