from collections.abc import Iterator

from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.elements import sections_with, speaks_of
from drafting.rules.structure.samples import FIRST, FOURTH, SECOND, SIGNED, TITLE, WHOLE, report


@rule(
    code="STR09",
    slug="leaders-named",
    name="履职主体",
    severity=Severity.WARNING,
    basis="《法治政府建设与责任落实督察工作规定》：党政主要负责人履行推进法治建设第一责任人职责",
    good=(WHOLE,),
    bad=(
        Bad(
            report(
                TITLE,
                FIRST,
                SECOND,
                "三、履行推进法治建设第一责任人职责情况\n党委书记带头学法，定期听取汇报。",
                FOURTH,
                SIGNED,
            ),
            marks="三、履行推进法治建设第一责任人职责情况",
        ),
    ),
)
def leaders_named(context: Context) -> Iterator[Flaw]:
    """履职部分既写党委主要负责人，也写政府主要负责人。

    规定说的是“党政主要负责人”。只写一方，另一方的履职情况就没有报告。
    """
    if context.is_other_document:
        return
    party, government = list(sections_with(context, "party")), list(sections_with(context, "government"))
    for (part, first), (_, second) in zip(party, government, strict=False):
        sections = context.parts.sections_of(part.key)
        if any(len(section.parts) > 1 for section in sections):
            continue
        has_first = any(speaks_of(section, first) for section in sections)
        has_second = any(speaks_of(section, second) for section in sections)
        if has_first == has_second:
            continue
        named, missing = (first, second) if has_first else (second, first)
        heading = sections[0].heading
        yield Flaw(
            heading_span(heading),
            f"“{heading.heading_words}”部分只写了{named.name}，没有写{missing.name}。",
            hint=f"请补写{missing.name}的履职情况。",
        )
