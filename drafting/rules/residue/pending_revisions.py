from collections import Counter
from collections.abc import Iterator

from drafting.document import RemarkKind, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule

_NAMES = {
    RemarkKind.INSERTION: "插入",
    RemarkKind.DELETION: "删除",
    RemarkKind.MOVE: "移动",
    RemarkKind.FORMAT: "格式修订",
    RemarkKind.COMMENT: "批注",
}


@rule(
    code="RES02",
    slug="pending-revisions",
    name="修订未清",
    severity=Severity.WARNING,
    good=("全年开展普法宣传8次。",),
    bad=(Bad("全年开展普法宣传8次。", marks="全年开展普法宣传8次。", remark=(RemarkKind.COMMENT, "请核对")),),
)
def pending_revisions(context: Context) -> Iterator[Flaw]:
    """交出去的文件里没有未处理的修订和批注。

    修订和批注会让收件人看到修改过程，公开后尤其不妥。检查时，插入的文字算正文，删除的不算。
    """
    remarks = [remark for remark in context.document.remarks if remark.kind in _NAMES]
    for ours in (False, True):
        found = [remark for remark in remarks if remark.ours is ours]
        if not found:
            continue
        counts = Counter(remark.kind for remark in found)
        told = "、".join(f"{_NAMES[kind]}{counts[kind]}处" for kind in _NAMES if counts[kind])
        by = "“法治报告检查”的标记" if ours else "修订或批注"
        spans = [_shown(context, remark.span) for remark in found]
        yield Flaw(
            spans[0],
            f"文件里还有没处理的{by}：{told}。检查时插入的文字算正文，删除的不算。",
            related=tuple(dict.fromkeys(spans[1:])),
            hint="请在“审阅”中逐条接受或拒绝修订，并删去批注。",
        )


def _shown(context: Context, span: Span) -> Span:
    """A deletion has no visible words: its paragraph is shown."""
    if span.start < span.end:
        return span
    return Span(span.block, 0, len(context.document.blocks[span.block].text))
