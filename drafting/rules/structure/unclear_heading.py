from collections.abc import Iterator

from drafting.document.parts import Told, heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FOURTH, SECOND, SIGNED, THIRD, TITLE, WHOLE, report


@rule(
    code="STR04",
    slug="unclear-heading",
    name="标题不明",
    severity=Severity.WARNING,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    good=(WHOLE,),
    bad=(
        Bad(
            report(
                TITLE,
                "一、全面夯实基层治理根基\n全年开展法治宣传12次，化解矛盾纠纷30件。",
                SECOND,
                THIRD,
                FOURTH,
                SIGNED,
            ),
            marks="一、全面夯实基层治理根基",
        ),
    ),
)
def unclear_heading(context: Context) -> Iterator[Flaw]:
    """从一级标题就能看出是规定的哪一部分。

    读者和督察人员凭标题核对各部分是否齐全；口号式的标题要读完正文才知道在讲什么。
    """
    if context.is_other_document:
        return
    for section in context.parts.sections:
        if section.told is Told.HEADING or not section.numbered:
            continue
        guess = context.mandate.part(section.parts[0]) if section.parts else None
        hint = (
            f"从内容看像是“{guess.name}”，标题可改为“{guess.wording}”。"
            if guess
            else "请改用规定的部分名称，或并入相应部分。"
        )
        yield Flaw(
            heading_span(section.heading),
            f"一级标题“{section.heading.heading_words}”看不出是规定的哪一部分。",
            hint=hint,
        )
