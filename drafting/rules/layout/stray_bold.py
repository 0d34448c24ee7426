from collections.abc import Iterator

from drafting.document.draft import Kind
from drafting.document.formats import TextFormat
from drafting.document.layout import Dress
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import Place, by_look, clause, counted, named, related
from drafting.rules.layout.samples import REPORT
from drafting.text.patterns import Pattern

_WORD = Pattern(r"\w")


@rule(
    code="LAY07",
    slug="stray-bold",
    name="加粗",
    severity=Severity.INFO,
    basis="GB/T 9704—2012《党政机关公文格式》7.3",
    good=(
        Good(REPORT, look=Look()),
        Good(REPORT, look=Look(kinds={Kind.LEVEL_1: {"bold": True}, Kind.LEVEL_2: {"bold": True}})),
    ),
    bad=(
        Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(kinds={Kind.TITLE: {"bold": True}})),
        Bad(REPORT, marks="乡党委会、乡长办公会专题研究", look=Look(kinds={Kind.BODY: {"bold": True}})),
    ),
)
def stray_bold(context: Context) -> Iterator[Flaw]:
    """标题和正文不加粗，轻重靠字体分别。

    小标宋本身就粗，再加粗会糊成一片。段首几个字加粗是不少地方的习惯，只作提示；正文大半加粗的，才算警告。各级标题加粗不算问题。
    """
    for key, places in by_look(context, _judge, _WORD).items():
        is_body = all(place.kind is Kind.BODY for place in places)
        yield Flaw(
            places[0].span,
            f"{named(context, places)}{'加粗了，规定不加粗' if key else '没有加粗，规定加粗'}{counted(places)}。",
            related=related(places),
            severity=Severity.WARNING if is_body and _is_most(context, places) else None,
            basis=clause(context, *(context.layout.dress(place.kind).clause for place in places)),
            hint=f"请选中这些文字，点“开始”中的“B”{'取消加粗' if key else '加粗'}。",
        )


def _judge(look: TextFormat, dress: Dress) -> bool | None:
    return None if dress.bold is None or look.bold is dress.bold else look.bold


def _is_most(context: Context, places: list[Place]) -> bool:
    wrong = sum(place.span.end - place.span.start for place in places)
    return wrong * 2 > sum(stretch.end - stretch.start for stretch in context.dressed if stretch.kind is Kind.BODY)
