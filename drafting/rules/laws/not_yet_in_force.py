from collections.abc import Iterator
from datetime import date

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.laws.titles import Law, before_row, citations, law_of, sentence_around
from drafting.text.patterns import Pattern

_APPLIED = Pattern(
    r"(?:依据|依照|根据|按照|适用|严格执行|执行|贯彻(?:落实|执行|实施)|落实|遵照|依|按|对照|(?<!起)(?:全面|严格|深入|认真)实施)[^，。；]{0,12}$"
)
_LEARNT = Pattern(
    r"学习|宣传|宣讲|培训|解读|普及|即将|将于|明年|草案|征求意见|起草|立法|准备|公布后|出台后|筹备|新制定|打[牢好下]|奠定|待"
)
_IN_FORCE = Pattern(
    r"^[^。；]{0,10}(?:已(?:经|于)?[^。；]{0,16}(?:施行|实施|生效)|(?:施行|实施|生效)以来|(?:的)?规定(?:，|作出|给予|处以|查处|办理|处罚))"
)
_NEW_VERSION = Pattern(r"新(?:修订|修正|版|修改)?的?$")


@rule(
    code="LAW04",
    slug="not-yet-in-force",
    name="尚未施行",
    severity=Severity.WARNING,
    good=(
        "青禾乡2025年法治政府建设年度报告\n组织学习新修订的《治安管理处罚法》，为明年施行做好准备。",
        "青禾乡2025年法治政府建设年度报告\n依据《治安管理处罚法》协助派出所查处2起。",
    ),
    bad=(
        Bad("青禾乡2024年法治政府建设年度报告\n依据《法治宣传教育法》开展普法。", marks="《法治宣传教育法》"),
        Bad("青禾乡2025年法治政府建设年度报告\n根据新修订的《治安管理处罚法》查处2起。", marks="《治安管理处罚法》"),
    ),
)
def not_yet_in_force(context: Context) -> Iterator[Flaw]:
    """作为依据的法律法规，在报告年度已经施行。

    公布了还没有施行的法可以学习、宣传，不能拿来执法。
    """
    year = context.time.year
    if year is None:
        return
    for citation in citations(context):
        law = law_of(citation)
        if law is None:
            continue
        planned = context.parts.part_of(citation.block.index)
        ahead = context.mandate.part(planned).year_offset if planned else 0
        last_day = date(year + ahead, 12, 31)
        before, after = sentence_around(citation)
        first = _first_day(law, before)
        if first is None or last_day >= first or not _is_applied(before, after):
            continue
        day = f"{first.year}年{first.month}月{first.day}日"
        yield Flaw(
            citation.span,
            f"《{citation.title}》{'的新规定' if first == law.revised else ''}自{day}起施行，{year}年度还不能作为依据。",
            hint="如是学习宣传，请改写为“学习宣传”；否则请核对名称和年度。",
            certain=law.certain,
        )


def _first_day(law: Law, before: str) -> date | None:
    """The first day of the law, or of the new version where the text speaks of it."""
    if law.since:
        return law.since
    return law.revised if law.revised and _NEW_VERSION.search(before.rstrip("《")) else None


def _is_applied(before: str, after: str) -> bool:
    before = before_row(before)
    clause = before[max(before.rfind("，"), before.rfind("、")) + 1 :]
    if _LEARNT.search(clause) or _LEARNT.search(after[:20].partition("，")[0]):
        return False
    return _APPLIED.search(before) is not None or _IN_FORCE.match(after) is not None
