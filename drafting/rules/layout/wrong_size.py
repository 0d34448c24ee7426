from collections.abc import Iterator
from typing import NamedTuple

from drafting.document.draft import Kind
from drafting.document.formats import TextFormat
from drafting.document.layout import Dress
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import Place, by_look, clause, counted, named, related
from drafting.rules.layout.samples import REPORT
from drafting.text.patterns import Pattern
from drafting.text.sizes import size_in_words

_WORD = Pattern(r"\w")
_TOLERANCE = 0.25


class _Wrong(NamedTuple):
    size: float
    wanted: float


@rule(
    code="LAY06",
    slug="wrong-size",
    name="字号",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》5.2、7.3",
    good=(Good(REPORT, look=Look()),),
    bad=(
        Bad(REPORT, marks="乡党委会、乡长办公会专题研究", look=Look(kinds={Kind.BODY: {"size": 14}})),
        Bad(REPORT, marks="30件", look=Look(words={"30件": {"size": 10.5}})),
        Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(kinds={Kind.TITLE: {"size": 18}})),
    ),
)
def wrong_size(context: Context) -> Iterator[Flaw]:
    """标题用二号字，其余都用三号字。

    字号小了，每面的行数和字数都对不上。个别几个字大小不同，多是从别处粘贴来的。
    """
    for key, places in wrong_sizes(context):
        yield Flaw(
            places[0].span,
            f"{named(context, places)}用的是{size_in_words(key.size)}，应为{size_in_words(key.wanted)}{counted(places)}。",
            related=related(places),
            basis=clause(context, *(context.layout.dress(place.kind).clause for place in places)),
            hint=f"请选中这些文字，在“开始—字号”中改为{size_in_words(key.wanted)}。",
        )


def wrong_sizes(context: Context) -> Iterator[tuple["_Wrong", list[Place]]]:
    for key, places in by_look(context, _judge, _WORD).items():
        assert isinstance(key, _Wrong)
        yield key, places


def _judge(look: TextFormat, dress: Dress) -> _Wrong | None:
    if dress.size is None or abs(look.size - dress.size) <= _TOLERANCE:
        return None
    return _Wrong(look.size, dress.size)
