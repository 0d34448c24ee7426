import dataclasses
from collections import Counter
from collections.abc import Iterator

from drafting.document import Span
from drafting.document.years import DatedSpan
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.dates import years
from drafting.text.patterns import Pattern

_TITLE = "青禾乡2024年法治政府建设年度报告"


_BEGINS_WITH_YEAR = Pattern(r"\s*(20[0-9]{2})年度?，")


@rule(
    code="DAT01",
    slug="year-mismatch",
    name="年度不一",
    severity=Severity.ERROR,
    basis="《法治政府建设与责任落实督察工作规定》：报告上一年度情况和下一年度安排",
    good=(
        _TITLE + "\n一、2024年度主要举措和成效\n全年学法4次。\n二、2025年工作安排\n加强培训。",
        _TITLE + "\n一、上一年度主要举措和成效\n2023年以来持续学法。\n二、下一年度主要安排\n加强培训。",
        _TITLE + "\n2023年12月，青禾乡列为试点。2024年试点结束。\n一、主要举措和成效\n全年学法4次。",
    ),
    bad=(
        Bad(_TITLE + "\n一、2023年度主要举措和成效\n全年学法4次。\n二、2025年工作安排\n加强培训。", marks="2023"),
        Bad(_TITLE + "\n一、主要举措和成效\n全年学法4次。\n二、2024年工作安排\n加强培训。", marks="2024"),
        Bad(_TITLE + "\n2023年，青禾乡坚持依法行政。\n一、主要举措和成效\n全年学法4次。", marks="2023"),
    ),
)
def year_mismatch(context: Context) -> Iterator[Flaw]:
    """标题、开头和各部分标题说的是同一个年度，下一年的安排说的是下一年。

    年度写错，读者无法判断报告的是哪一年。多是用去年的稿子改写时漏改。
    """
    if context.is_other_document:
        return
    time = context.time
    title = {dated.year for dated in time.title_years}
    if len(title) > 1:
        return
    headings = list(_heading_years(context))
    year = title.pop() if title else _majority([*time.lead_years, *(dated for dated, _ in headings)], headings)
    if year is None:
        return
    lead = {dated.year for dated in time.lead_years}
    if lead and year not in lead:
        yield _flaw(
            time.lead_years[0], year, "开头写的是", "标题" if time.title_years else "其他各处", time.title_years
        )
    for block in context.parts.lead[:1]:
        begins = _BEGINS_WITH_YEAR.match(block.text)
        if begins and int(begins[1]) == year - 1:
            dated = DatedSpan(Span(block.index, begins.start(1), begins.end(1)), year - 1)
            against = "标题" if time.title_years else "其他各处"
            # Looking back at the year before is possible, and seldom how a report begins.
            yield dataclasses.replace(
                _flaw(dated, year, "开头说的是", against, time.title_years), severity=Severity.WARNING
            )
    for dated, offset in headings:
        if dated.year != year + offset:
            where = "安排部分的标题写的是" if offset else "这一部分的标题写的是"
            yield _flaw(dated, year + offset, where, f"报告年度{year}年", time.title_years)


def _heading_years(context: Context) -> Iterator[tuple[DatedSpan, int]]:
    for section in context.parts.sections:
        if section.told != "heading" or not section.parts:
            continue
        block = section.heading
        found = [y for y in years(block.heading) if not block.heading[y.end :].lstrip().startswith(("年以来", "年来"))]
        offsets = {context.mandate.part(key).year_offset for key in section.parts}
        if len(offsets) > 1:
            # A merged heading names two years or one of them; the last one goes with the plan.
            if len(found) != 1 or not context.mandate.parts:
                continue
            tail = block.heading[found[0].end :]
            head = block.heading[: found[0].start]
            plan = next(context.mandate.part(k) for k in section.parts if context.mandate.part(k).year_offset)
            if not plan.names(found[0].value.__str__() + tail) or len(head) < 4:
                continue
            offset = plan.year_offset
        else:
            offset = offsets.pop()
        if len(found) == 1:
            yield DatedSpan(Span(block.index, found[0].start, found[0].end), found[0].value), offset


def _majority(lead: list[DatedSpan], headings: list[tuple[DatedSpan, int]]) -> int | None:
    """Without a year in the title the year that most places agree on, if there is one."""
    offsets = {dated.span: offset for dated, offset in headings}
    votes = Counter(dated.year - offsets.get(dated.span, 0) for dated in lead)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _flaw(dated: DatedSpan, due: int, where: str, against: str, title: tuple[DatedSpan, ...]) -> Flaw:
    return Flaw(
        dated.span,
        f"{where}{dated.year}年，与{against}对不上，应为{due}年。",
        suggestion=str(due),
        related=tuple(d.span for d in title),
        hint="如果是标题的年度写错了，请改标题。",
    )
