from collections.abc import Iterator

from drafting.document import Span
from drafting.document.parts import Told, required_parts
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FIRST, SECOND, SIGNED, TITLE, WHOLE, report


@rule(
    code="STR01",
    slug="missing-part",
    name="缺少法定部分",
    severity=Severity.ERROR,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    good=(WHOLE,),
    bad=(
        Bad(report(TITLE, FIRST, SECOND, "三、2025年工作安排\n继续加强执法队伍建设。", SIGNED), marks=TITLE),
        Bad(report(TITLE, FIRST, "二、党政主要负责人履行推进法治建设第一责任人职责情况\n党委书记和乡长带头学法。",
                   "三、2025年工作安排\n继续加强执法队伍建设。", SIGNED), marks=TITLE),
    ),
)  # fmt: skip
def missing_part(context: Context) -> Iterator[Flaw]:
    """年度报告写全规定的各个部分，每一部分有自己的标题。

    缺了一部分，上级要退回重报，公开后群众也看得出来。正文里顺带提到不算一个部分。
    多见于套用往年稿子或工作总结，漏掉“党政主要负责人履行第一责任人职责”一项。
    """
    if context.is_other_document:
        return
    parts = context.parts
    # A section that nothing could be made of may be the missing part under an odd name.
    unclear = [section for section in parts.sections if section.told is Told.NOTHING]
    for part in required_parts(context.mandate):
        if parts.has(part.key):
            continue
        weak = [
            s for s in unclear if part.content_pattern and any(part.content_pattern.search(b.text) for b in s.blocks)
        ]
        yield Flaw(
            context.head_span,
            f"报告没有“{part.name}”这一部分。",
            hint=f"请补写一个部分，标题可用“{part.wording}”。",
            related=tuple(Span(s.heading.index, 0, s.heading.heading_end) for s in weak),
            certain=not weak,
        )
