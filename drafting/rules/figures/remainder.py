from collections.abc import Iterator

from drafting.figures import Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.LIST})


@rule(
    code="FIG10",
    slug="remainder",
    name="余数待核",
    severity=Severity.INFO,
    good=(
        "受理热线工单877件，其中咨询312件、求助286件、投诉194件、建议85件。",
        "受理热线工单877件，其中投诉194件。",
    ),
    bad=(
        Bad("受理热线工单877件，其中咨询类312件、求助类286件、投诉类194件、建议类58件。", marks="877件"),
        Bad("新购装备36台，包括执法记录仪20台、对讲机9台、无人机2台、打印机6台。", marks="36台"),
    ),
)
def remainder(context: Context) -> Iterator[Flaw]:
    """列举各项之后，剩下的是什么要说得清。

    “其中”“包括”可以只举一部分，所以这里只是提示：各项看上去列全了，加起来却与总数差一点。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”的各项加起来与它不等：{relation.working}。",
        "请核对是否漏列；列的不是全部时，可以写明其余是什么。",
    )
