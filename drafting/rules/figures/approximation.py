from collections.abc import Iterator

from drafting.figures import Quantity
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.quantities import Kind

_FEWEST = 10


@rule(
    code="FIG06",
    slug="approximation",
    name="概数用法",
    severity=Severity.WARNING,
    good=(
        "受教育群众2350余人，发放资料1.2万余份。",
        "历时3个多月，开展宣传近400场次。",
        "受益群众达300余人，满意率达99%以上。",
    ),
    bad=(
        Bad("受教育群众2153余人。", marks="2153余人"),
        Bad("深入各村开展法律讲座17余次。", marks="17余次"),
        Bad("邀请群众约300人左右参加。", marks="约300人左右"),
        Bad("发放宣传折页近400余份。", marks="近400余份"),
    ),
)
def approximation(context: Context) -> Iterator[Flaw]:
    """“余”“多”只跟在整十、整百的数或者“万”“亿”后面；表示概数的词只用一个。

    2153是准确的数，后面不能再加“余”；“约”“近”“超过”与“左右”“余”“以上”意思重复或者矛盾。
    这是语言习惯，不是标准条文。
    """
    for quantity in context.ledger.quantities:
        yield from _of_an_exact_number(quantity)
        yield from _twice(quantity)


def _of_an_exact_number(quantity: Quantity) -> Iterator[Flaw]:
    number = quantity.number
    if not number.marker or number.kind is not Kind.COUNT or number.scale or _is_round(quantity):
        return
    exact = quantity.text.replace(number.marker, "", 1)
    round_down = int(number.value) // 10 * 10
    ways = f"“{exact}”" + (f"或“{round_down}{number.marker}{number.unit}”" if round_down else "")
    yield Flaw(
        quantity.span,
        f"“{quantity.text}”的“{number.marker}”用得不对：{number.digits}是准确的数，“{number.marker}”只跟在整十、整百的数后面。",
        hint=f"可改为{ways}。",
    )


def _is_round(quantity: Quantity) -> bool:
    number = quantity.number
    # 3个多月, 2年多: the rest is part of one month, one year.
    if quantity.text.endswith(number.marker) or (number.unit == "个" and number.value < _FEWEST):
        return True
    return number.value >= _FEWEST and number.value % _FEWEST == 0


def _twice(quantity: Quantity) -> Iterator[Flaw]:
    number = quantity.number
    behind = number.marker or number.suffix
    if number.prefix in ("", "上", "高达") or not behind or number.suffix == "之多":
        return
    words = number.prefix + quantity.text
    yield Flaw(
        quantity.with_prefix,
        f"“{words}”里“{number.prefix}”和“{behind}”都表示概数，只用一个。",
        hint=f"可改为“{quantity.text}”或“{words.replace(behind, '', 1)}”。",
    )
