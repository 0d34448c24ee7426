from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule


@rule(
    code="NUM06",
    slug="level-skipped",
    name="层次越级",
    severity=Severity.INFO,
    basis="《党政机关公文格式》（GB/T 9704-2012）：层次序数依次使用",
    good=("一、成效\n（一）学法\n1.党委学法\n二、不足\n（一）力量弱",),
    bad=(Bad("一、成效\n（一）学法\n1.党委学法\n2.政府学法\n（二）普法\n二、不足\n1.力量弱\n2.形式旧", marks="1."),),
)
def level_skipped(context: Context) -> Iterator[Flaw]:
    """标题的层次逐级往下，不越级。

    别处“一、”下面先用“（一）”，这里直接用“1.”，读者会以为少了一层。
    """
    depth = 0
    for block in context.document.headings():
        if block.label and block.level > depth + 1:
            above = context.document.trail(block.index)
            under = f"“{above[-1].heading[:12]}”下面" if above else "开头"
            yield Flaw(
                Span(block.index, block.label.start, block.label.end),
                f"{under}直接用了“{block.label.text}”，越过了一层。",
                hint="请改用上一层的序号。",
            )
        depth = block.level
