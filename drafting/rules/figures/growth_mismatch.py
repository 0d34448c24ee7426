from collections.abc import Iterator

from drafting.figures import Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.CHANGE})


@rule(
    code="FIG07",
    slug="growth-mismatch",
    name="增减不符",
    severity=Severity.ERROR,
    good=(
        "矛盾纠纷由80件增加到92件，增长15%。",
        "网办率由15%提高到20%，提高5个百分点。",
        "调解纠纷135件，比上年增加27件，增长25%。",
        "受援群众由20人增加到60人，增长2倍。",
        "宣讲由18场增加到36场，翻了一番。",
    ),
    bad=(
        Bad("矛盾纠纷由80件增加到92件，增长25%。", marks="25%"),
        Bad("网办率由15%提高到20%，提高5%。", marks="5%"),
        Bad("检查96次，比上年的120次下降25%。", marks="25%"),
        Bad("受援群众由20人增加到60人，增长3倍。", marks="3倍"),
    ),
)
def growth_mismatch(context: Context) -> Iterator[Flaw]:
    """增长、下降的幅度，要与前后两个数相符。

    由80增加到92，增长的是12除以80；比率从15%到20%，提高的是5个百分点；增长2倍是原来的3倍，翻一番是原来的2倍。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”与前后两个数不符：{relation.working}。",
        "请核对幅度和前后两个数。",
    )
