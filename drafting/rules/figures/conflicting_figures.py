from collections.abc import Iterator

from drafting.figures import Relation, Tie
from drafting.findings import Severity, locate
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.figures.relation_flaws import flaws, phrase

_TIES = frozenset({Tie.REPETITION})
_TITLE = "青禾乡2024年法治政府建设年度报告\n"


@rule(
    code="FIG04",
    slug="conflicting-figures",
    name="前后不一",
    severity=Severity.WARNING,
    good=(
        _TITLE + "2024年全乡共调解矛盾纠纷186件。\n2024年司法所调解矛盾纠纷92件。",
        _TITLE + "上半年调解矛盾纠纷86件。\n全年调解矛盾纠纷186件。",
        _TITLE + "全年发放普法宣传资料2.4万份。\n全年发放普法宣传资料24000份。",
    ),
    bad=(
        Bad(_TITLE + "2024年全乡共调解矛盾纠纷186件。\n2024年全乡共调解矛盾纠纷168件。", marks="168件"),
        Bad(_TITLE + "全乡现有在册社区矫正对象26名。\n全乡在册社区矫正对象28名。", marks="28名"),
    ),
)
def conflicting_figures(context: Context) -> Iterator[Flaw]:
    """同一件事、同一口径，前后的数要一致。

    多是正文分人起草，取数的时间或台账不同；或者改了前面忘了改后面。口径不同的，应当写明。
    """
    yield from flaws(
        context,
        _TIES,
        lambda relation: f"“{phrase(relation)}”与前文{_place(context, relation)}不一致：{relation.working}。",
        "请核对后统一；口径不同的，请写明各自的范围。",
    )


def _place(context: Context, relation: Relation) -> str:
    steps = locate(context.document, relation.others[0].span).steps[-2:]
    return f"（{' › '.join(steps)}）" if steps else ""
