from collections.abc import Iterator

from drafting.figures import Relation, Tie
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.ALL})


@rule(
    code="FIG09",
    slug="all-but-not-all",
    name="全称不符",
    severity=Severity.ERROR,
    good=(
        "受理信访事项21件，已全部办结。",
        "受理信访事项58件，办结55件，其中重点信访事项全部办结。",
        "到期应办结57件全部办结，另有4件尚在办理期限内。",
    ),
    bad=(
        Bad("受理群众来信来访44件，办结42件，办结率100%。", marks="100%"),
        Bad("收到代表建议21件，办结19件，已全部办结。", marks="已全部办结"),
        Bad("承办信访事项58件，已全部办结，其余2件正在办理。", marks="已全部办结"),
    ),
)
def all_but_not_all(context: Context) -> Iterator[Flaw]:
    """写了“全部”“均”“100%”，旁边的数就不能说还有没完成的。

    多是年底补了几件新的，或者沿用了上年的说法。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{_words(context, relation)}”与文中的数不符：{relation.working}。",
        "请核对：确已全部完成的改数字，没有的改说法。",
    )


def _words(context: Context, relation: Relation) -> str:
    return phrase(relation) if relation.words is None else context.document.quote(relation.words)
