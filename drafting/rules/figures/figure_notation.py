from collections.abc import Callable, Iterator, Sequence

from drafting.figures import Quantity
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind

_TITLE = "青禾乡2024年法治政府建设年度报告\n"
_MYRIAD = 10_000
_WIDE = Pattern("[０-９]")


@rule(
    code="FIG08",
    slug="figure-notation",
    name="数字写法",
    severity=Severity.INFO,
    basis="GB/T 15835—2011《出版物上数字用法》",
    good=(_TITLE + "发放资料2万份，受众1.5万人次，满意率98%，知晓率96%。",),
    bad=(
        Bad(_TITLE + "满意率98%，知晓率96%，参与率95％。", marks="95％"),
        Bad(_TITLE + "满意率98%，知晓率百分之九十六。", marks="百分之九十六"),
        Bad(_TITLE + "受众3万人次，发放资料20000份。", marks="20000份"),
        Bad(_TITLE + "受理纠纷44件，办结４２件。", marks="４２件"),
    ),
)
def figure_notation(context: Context) -> Iterator[Flaw]:
    """同一份报告里，同一种数用同一种写法。

    百分号用半角的%还是全角的％、大数写2万还是20000、数字用全角还是半角，全文要统一。
    """
    text = context.document.quote
    quantities = [quantity for quantity in context.ledger.quantities if not quantity.number.idiom]
    rates = [quantity for quantity in quantities if quantity.number.kind is Kind.RATE]
    yield from _mixed(
        rates, lambda q: "％" in text(q.span), lambda q: text(q.span).endswith("%"), "百分号全角、半角混用"
    )
    yield from _mixed(
        rates, lambda q: "百分之" in q.text, lambda q: q.text.endswith(("%", "％")), "百分比有的用汉字、有的用符号"
    )
    counts = [quantity for quantity in quantities if quantity.number.kind is Kind.COUNT]
    yield from _mixed(
        [quantity for quantity in counts if quantity.value >= _MYRIAD and quantity.value % 1000 == 0],
        lambda q: not q.number.scale and "万" not in q.text,
        lambda q: q.number.scale == "万",
        "大数有的以“万”为单位、有的写全",
    )
    yield from _mixed(
        quantities, _is_wide, lambda q: q.number.digits.isascii() and not _is_wide(q), "数字全角、半角混用"
    )


def _is_wide(quantity: Quantity) -> bool:
    return _WIDE.search(quantity.text) is not None


def _mixed(
    quantities: Sequence[Quantity],
    one: Callable[[Quantity], bool],
    other: Callable[[Quantity], bool],
    what: str,
) -> Iterator[Flaw]:
    """One finding a report, on the first figure of the rarer kind."""
    ones = [quantity for quantity in quantities if one(quantity)]
    others = [quantity for quantity in quantities if other(quantity)]
    if not ones or not others:
        return
    rare, usual = (ones, others) if len(ones) <= len(others) else (others, ones)
    yield Flaw(
        rare[0].span,
        f"{what}：这里是“{rare[0].text}”，别处是“{usual[0].text}”。",
        related=tuple(quantity.span for quantity in rare[1:20]),
        hint="请全文统一。",
    )
