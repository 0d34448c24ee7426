from collections.abc import Iterator

from drafting.document import Block
from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.numbering.ladder_faults import labelled, lost_headings


@rule(
    code="NUM03",
    slug="unnumbered-heading",
    name="缺少序号",
    severity=Severity.WARNING,
    basis="《党政机关公文格式》（GB/T 9704-2012）关于层次序数的规定",
    good=("一、成效\n（一）学法用法\n全年学法4次。\n（二）普法宣传\n全年宣传8次。",),
    bad=(
        Bad(
            "一、成效\n强化组织领导。\n全年研究法治工作4次。\n（二）普法宣传\n全年宣传8次。\n二、不足\n宣传不够。",
            marks="强化组织领导。",
        ),
        Bad(
            "一、主要举措和成效\n全年学法4次。\n存在的不足和原因\n因人手少，宣传不够。\n三、2025年工作安排\n加强培训。",
            marks="存在的不足和原因",
        ),
    ),
)
def unnumbered_heading(context: Context) -> Iterator[Flaw]:
    """同一层的标题都有序号。

    自动编号的报告粘贴到网页时，前几个序号常会丢失，读者看到的第一个序号就成了“（四）”。
    """
    found: dict[int, tuple[Block, str]] = {}
    for item in labelled(context):
        for place, block in enumerate(lost_headings(context, item)):
            found[block.index] = block, item.rung.style.write(item.rung.expected + place)
    levels = {item.rung.level for item in labelled(context)}
    for block in context.document.headings():
        if block.label is None and block.level in levels:
            found.setdefault(block.index, (block, ""))
    if 1 in levels and not context.is_other_document:
        for section in context.parts.sections:
            if not section.numbered:
                found.setdefault(section.heading.index, (section.heading, ""))
    for block, label in found.values():
        due = f"，按次序应为“{label}”" if label else ""
        yield Flaw(
            heading_span(block),
            f"标题“{block.text.strip().rstrip('。')}”没有序号，而同一层的其他标题有{due}。",
            suggestion=label + block.text.strip() if label else None,
            hint="请补上序号。",
        )
