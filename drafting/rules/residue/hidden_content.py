from collections.abc import Iterator

from drafting.document import RemarkKind, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule


@rule(
    code="RES04",
    slug="hidden-content",
    name="隐藏内容",
    severity=Severity.WARNING,
    good=("全年开展普法宣传8次。",),
    bad=(Bad("全年开展普法宣传8次。", marks="全年开展普法宣传8次。", remark=(RemarkKind.HIDDEN, "内部掌握")),),
)
def hidden_content(context: Context) -> Iterator[Flaw]:
    """文件里没有隐藏文字。

    隐藏文字屏幕上看不见，收件人却能让它显示出来，可能泄露不该公开的内容。
    """
    for remark in context.document.remarks:
        if remark.kind is RemarkKind.HIDDEN:
            block = context.document.blocks[remark.span.block]
            words = remark.text if len(remark.text) <= 30 else remark.text[:30] + "……"
            yield Flaw(
                Span(block.index, 0, len(block.text)),
                f"这里有隐藏文字“{words}”，没有当作正文检查。",
                hint="请显示隐藏文字，决定保留还是删去。",
            )
