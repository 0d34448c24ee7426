from collections.abc import Iterator

from drafting.document.draft import LEVELS, Kind
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, counted, paragraphs, related
from drafting.rules.layout.samples import REPORT

_MANY = 3
"""One or two may set parts off from each other; that many were meant for a new page, or forgotten."""
_TEXT = (*LEVELS, Kind.BODY)


@rule(
    code="LAY16",
    slug="blank-lines",
    name="空行",
    severity=Severity.INFO,
    basis="GB/T 9704—2012《党政机关公文格式》5.2",
    good=(
        Good(REPORT, look=Look()),
        Good(REPORT, look=Look(kinds={Kind.LEVEL_1: {"blank": 1}, Kind.SIGN_OFF: {"blank": 3}})),
    ),
    bad=(Bad(REPORT, marks="二、存在的不足和原因", look=Look(kinds={Kind.LEVEL_1: {"blank": 3}})),),
)
def blank_lines(context: Context) -> Iterator[Flaw]:
    """正文中间不连着空几行。

    用空行把下一部分推到新的一页，前面改动几个字，空白就会跑到页面中间。只看正文中间连着三行以上的；标题下面、落款上面空行是应当的。
    """
    found = list(paragraphs(context, *_TEXT))
    known = {paragraph.block.index for paragraph in found}
    wide = [p for p in found if p.format.blank_before >= _MANY and p.block.index - 1 in known]
    if wide:
        places = [paragraph.place for paragraph in wide]
        yield Flaw(
            places[0].span,
            f"前面连着空了{wide[0].format.blank_before}行{counted(places)}。",
            related=related(places),
            basis=clause(context, context.layout.page.clause),
            hint="请删去空行；要另起一页的，用“插入—分页”。",
        )
