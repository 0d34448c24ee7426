from collections.abc import Iterator

from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FIRST, FOURTH, SIGNED, TITLE, WHOLE, report


@rule(
    code="STR02",
    slug="part-order",
    name="部分顺序",
    severity=Severity.INFO,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    good=(WHOLE,),
    bad=(
        Bad(
            report(
                TITLE,
                FIRST,
                "二、党政主要负责人履行推进法治建设第一责任人职责情况\n党委书记和乡长带头学法。",
                "三、存在的不足和原因\n普法形式单一，主要原因是队伍力量不足。",
                FOURTH,
                SIGNED,
            ),
            marks="二、党政主要负责人履行推进法治建设第一责任人职责情况",
        ),
    ),
)
def part_order(context: Context) -> Iterator[Flaw]:
    """各部分按规定的次序写。

    次序不同不影响内容，许多县另有规定，所以只作提示；县里有自己次序的，可在 fazhi.toml 的 [mandate] 中写明。
    """
    if context.is_other_document:
        return
    order = [part.key for part in context.mandate.parts]
    # A part told by its content stands where it stands; only headings claim an order.
    told = [s for s in context.parts.sections if s.parts and s.told == "heading"]
    furthest = -1
    for place, section in enumerate(told):
        first = min(order.index(key) for key in section.parts)
        later = [s for s in told[place + 1 :] if min(order.index(key) for key in s.parts) < first]
        if later and first > furthest:
            furthest = first
            name = context.mandate.part(section.parts[0]).name
            other = context.mandate.part(later[0].parts[0]).name
            yield Flaw(
                heading_span(section.heading),
                f"“{name}”写在“{other}”之前，规定的次序是先“{other}”、后“{name}”。",
                related=(heading_span(later[0].heading),),
                hint="县里另有规定的不必调整。",
            )
