from collections.abc import Iterator

from drafting.figures import Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.PART})


@rule(
    code="FIG03",
    slug="part-exceeds-whole",
    name="部分大于整体",
    severity=Severity.ERROR,
    good=(
        "受理信访事项68件，其中网上信访41件。",
        "上年结转9件，全年受理信访事项86件，办结91件。",
        "组织集中学法5次。其中，机关干部参加18次，村干部参加12次。",
    ),
    bad=(
        Bad("受理信访事项68件，其中网上信访71件。", marks="71件"),
        Bad("所受理的43件投诉中，查证属实的44件。", marks="44件"),
    ),
)
def part_exceeds_whole(context: Context) -> Iterator[Flaw]:
    """“其中”的数不能大于总数；办结的一般也不多于受理的。

    办结多于受理、又没有提到上年结转的，只报警告。多是两个数写颠倒了，或者总数没有随着更新。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”有误：{relation.working}。",
        "请对照台账核对两个数；含上年结转的，请写明。",
    )
