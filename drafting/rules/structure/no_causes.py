from collections.abc import Iterator

from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.elements import sections_with, speaks_of
from drafting.rules.structure.samples import FIRST, FOURTH, SIGNED, THIRD, TITLE, WHOLE, report


@rule(
    code="STR06",
    slug="no-causes",
    name="未析原因",
    severity=Severity.WARNING,
    basis="《法治政府建设与责任落实督察工作规定》：报告存在的不足和原因",
    good=(WHOLE,),
    bad=(
        Bad(
            report(TITLE, FIRST, "二、存在的不足\n普法形式单一，执法力量薄弱。", THIRD, FOURTH, SIGNED),
            marks="二、存在的不足",
        ),
    ),
)
def no_causes(context: Context) -> Iterator[Flaw]:
    """写了不足，也写清造成不足的原因。

    规定要求报告“不足和原因”。只列问题、不讲原因，下一年的安排就没有针对性。
    """
    if context.is_other_document:
        return
    for part, element in sections_with(context, "causes"):
        sections = context.parts.sections_of(part.key)
        if any(speaks_of(section, element) for section in sections):
            continue
        heading = sections[0].heading
        promised = "标题写了原因，" if element.name in heading.heading_words else ""
        yield Flaw(
            heading_span(heading),
            f"“{heading.heading_words}”部分{promised}只列了问题，没有写{element.name}。",
            hint=f"请就每个问题写明{element.name}，如“主要原因是……”“由于……”。",
        )
