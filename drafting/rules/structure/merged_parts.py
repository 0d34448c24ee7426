from collections.abc import Iterator

from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FIRST, SIGNED, TITLE, WHOLE, report

_MERGED = "三、存在的不足及2025年工作打算"


@rule(
    code="STR03",
    slug="merged-parts",
    name="部分合并",
    severity=Severity.WARNING,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    good=(WHOLE,),
    bad=(
        Bad(
            report(
                TITLE,
                FIRST,
                "二、党政主要负责人履行推进法治建设第一责任人职责情况\n党委书记和乡长带头学法。",
                _MERGED + "\n普法形式单一，主要原因是队伍力量不足。2025年将加强培训。",
                SIGNED,
            ),
            marks=_MERGED,
        ),
    ),
)
def merged_parts(context: Context) -> Iterator[Flaw]:
    """规定的每一部分各有一个一级标题。

    两部分合在一个标题下，或者一部分只作为另一部分里的一小节，督察时容易被看成缺项。
    多见于篇幅短的报告，把问题和打算写在一起，或把第一责任人履职写进第一部分。
    """
    if context.is_other_document:
        return
    mandate = context.mandate
    severity = Severity.ERROR if mandate.separate_headings else None
    for section in context.parts.sections:
        if len(section.parts) > 1:
            names = "和".join(f"“{mandate.part(key).name}”" for key in section.parts)
            yield Flaw(
                heading_span(section.heading),
                f"标题“{section.heading.heading_words}”把{names}合在了一起。",
                hint="请分成各自的一级标题来写。",
                severity=severity,
            )
    for key, block in context.parts.nested:
        yield Flaw(
            heading_span(block),
            f"“{mandate.part(key).name}”只是“{_above(context, block.index)}”里的一小节，没有单列。",
            hint="请把它提为一级标题，单列一部分。",
            severity=severity,
        )


def _above(context: Context, index: int) -> str:
    trail = context.document.trail(index)
    return trail[0].heading_words if trail else "正文"
