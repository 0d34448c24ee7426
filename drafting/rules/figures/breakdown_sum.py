from collections.abc import Iterator

from drafting.figures import Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.BREAKDOWN, Tie.REMAINDER, Tie.BALANCE, Tie.PRODUCT, Tie.AVERAGE})


@rule(
    code="FIG02",
    slug="breakdown-sum",
    name="分项合计",
    severity=Severity.ERROR,
    good=(
        "受理信访事项107件，其中网上信访65件、来访42件。",
        "接待来访群众31批，其中当场答复26批、转交站所办理5批。",
        "组建普法小分队7支，每支8人，共56人。",
        "上年结转2件，新收10件，办结10件，结转下年2件。",
        "全年参加培训的干部86人，其中党员61人，女干部40人。",
    ),
    bad=(
        Bad("印发宪法折页1200份、民法典手册850份、反诈传单2400份，合计4540份。", marks="4540份"),
        Bad("现有人民调解员126名，其中专职、兼职调解员分别为18名、118名。", marks="126名"),
        Bad("受理信访事项61件，办结58件，2件正在办理。", marks="2件"),
        Bad("组建普法小分队7支，每支8人，共65人。", marks="65人"),
        Bad("上年结转2件，新收10件，办结10件，结转下年3件。", marks="3件"),
        Bad("全年开展普法宣传96场次，平均每月9场次。", marks="9场次"),
    ),
)
def breakdown_sum(context: Context) -> Iterator[Flaw]:
    """分项之和、乘积、平均、收支结转，要与总数相符。

    剩余的数、人的分类、在册人员的结转，可能另有情况，只报警告。“分别为”、列完后写“合计”、表格的合计栏，各项相加须等于总数；“其中”只举一部分，各项之和不超过总数即可。
    多是改了一处忘了改另一处，或者把不同口径的数放在了一起。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”与文中其他数对不上：{relation.working}。",
        "请对照台账核对各个数。",
    )
