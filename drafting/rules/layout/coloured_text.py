from collections.abc import Iterator

from drafting.document.formats import TextFormat
from drafting.document.layout import Dress
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import by_look, clause, counted, named, related
from drafting.rules.layout.samples import REPORT
from drafting.text.patterns import Pattern

_WORD = Pattern(r"\w")
_DARKEST = 0x60
"""Greys up to here print as black; web pages write them instead of it."""


@rule(
    code="LAY08",
    slug="coloured-text",
    name="文字颜色",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》5.2",
    good=(Good(REPORT, look=Look()), Good(REPORT, look=Look(words={"法治宣传": {"color": "333333"}}))),
    bad=(Bad(REPORT, marks="30件", look=Look(words={"30件": {"color": "FF0000"}})),),
)
def coloured_text(context: Context) -> Iterator[Flaw]:
    """文字都是黑色，也没有涂上底色。

    红字、蓝字、涂黄的地方多是起草时请人核对用的，定稿前忘了改回来。
    """
    for key, places in by_look(context, _judge, _WORD).items():
        yield Flaw(
            places[0].span,
            f"{named(context, places)}{key}，应为黑色、不涂底色{counted(places)}。",
            related=related(places),
            # Addresses of web pages turn blue by themselves.
            severity=Severity.INFO if all(context.document.quote(place.span).isascii() for place in places) else None,
            basis=clause(context, context.layout.page.clause),
            hint="如果是请人核对的记号，请核对后改回黑色。",
        )


def _judge(look: TextFormat, dress: Dress) -> str | None:
    if look.highlight not in (None, "white"):
        return "涂了底色"
    if look.color is None:
        return None
    red, green, blue = (int(look.color[place : place + 2], 16) for place in (0, 2, 4))
    return None if max(red, green, blue) <= _DARKEST else f"是{_named(red, green, blue)}"


def _named(red: int, green: int, blue: int) -> str:
    high, low = max(red, green, blue), min(red, green, blue)
    if low > 0xF0:
        return "白色"
    if high - low < 0x20:
        return "灰色"
    if red == high:
        return "黄色" if green > (red + low) * 0.6 else "红色" if blue < high * 0.7 else "紫色"
    return "绿色" if green == high and green > blue else "蓝色" if red < high * 0.7 else "紫色"
