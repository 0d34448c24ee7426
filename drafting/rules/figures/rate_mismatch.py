from collections.abc import Iterator

from drafting.figures import Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.RATE})


@rule(
    code="FIG01",
    slug="rate-mismatch",
    name="比率不符",
    severity=Severity.ERROR,
    good=(
        "村组登记矛盾纠纷56件，调解成功53件，调解成功率94.64%。",
        "受理矛盾纠纷254件，化解244件，化解率96%。",
        "全镇现有法律顾问12名，村（社区）法律顾问覆盖率100%。",
        "受理信访事项21件，受理上级转交事项20件，均已答复，答复率100%。",
        "力争全年矛盾纠纷化解率达到98%以上。",
    ),
    bad=(
        Bad("村组登记矛盾纠纷56件，调解成功53件，调解成功率94.46%。", marks="94.46%"),
        Bad("应参加学法考试人员63人，实际参加61人，参考率达到百分之九十九。", marks="百分之九十九"),
        Bad("全年调解纠纷165件，其中邻里纠纷48件，占20.99%。", marks="20.99%"),
    ),
)
def rate_mismatch(context: Context) -> Iterator[Flaw]:
    """文中的比率，要与写明的两个数相符。

    四舍五入和截去尾数都算相符。多是改了件数没有改比率，或者算的时候用错了基数。
    只写比率、没有写两个数的，无从核对，不作判断；目标和打算也不作判断。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”与文中的数不符：{relation.working}。",
        "请对照台账核对比率和两个数，哪个不对改哪个。",
    )
    for relation in context.ledger.relations:
        if relation.tie in _TIES and relation.truncated:
            yield Flaw(
                relation.span,
                f"“{phrase(relation)}”的末位是截去的，没有四舍五入：{relation.working}。",
                severity=Severity.INFO,
                hint="一般按四舍五入写，全文取舍要一致。",
            )
