from collections.abc import Iterator

from drafting.figures import Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.LIMIT})


@rule(
    code="FIG05",
    slug="impossible-rate",
    name="比率越界",
    severity=Severity.ERROR,
    good=("医保参保任务完成率101.7%。", "矛盾纠纷化解率100%。", "办件量比上年增长120%。"),
    bad=(
        Bad("全年12345热线工单按时办结率达108.5%。", marks="108.5%"),
        Bad("群众对普法工作的知晓率为百分之一百零二。", marks="百分之一百零二"),
    ),
)
def impossible_rate(context: Context) -> Iterator[Flaw]:
    """办结率、调处率、覆盖率、合格率、满意率等最高是100%。

    多是小数点错位，或者把增长率写成了办结率。完成任务的比率可以超过100%。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”超过了100%。",
        "请核对数字和小数点。",
    )
