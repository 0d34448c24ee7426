from collections.abc import Iterator

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule

_TITLE = "青禾乡2024年法治政府建设年度报告\n全年学法4次。\n青禾乡人民政府\n"


@rule(
    code="DAT03",
    slug="past-deadline",
    name="逾期",
    severity=Severity.WARNING,
    basis="《法治政府建设与责任落实督察工作规定》：3月1日前报送，4月1日前公开",
    good=(_TITLE + "2025年3月1日",),
    bad=(Bad(_TITLE + "2025年4月8日", marks="2025年4月8日"),),
)
def past_deadline(context: Context) -> Iterator[Flaw]:
    """报告按期写成，来得及报送和公开。

    规定次年3月1日前报上一级，4月1日前公开，当天算按期；逾期会被通报。
    """
    time = context.time
    written = time.written.value if time.written else None
    if context.is_other_document or written is None or time.year is None or time.written_span is None:
        return
    # Where title and lead name different years, only what is late for the later one is late.
    year = max([time.year, *(dated.year for dated in time.lead_years)])
    submit, publish = (d.falls(year) for d in (context.mandate.submit_by, context.mandate.publish_by))
    day = f"{written.year}年{written.month}月{written.day}日"
    if written > publish:
        what = context.mandate.publish_by
        yield Flaw(
            time.written_span,
            f"成文日期{day}已过{publish.month}月{publish.day}日，晚于{what.what}的期限。",
            hint="请核对日期；确已逾期的，请尽快报送和公开。",
        )
    elif written > submit:
        what = context.mandate.submit_by
        yield Flaw(
            time.written_span,
            f"成文日期{day}已过{submit.month}月{submit.day}日，晚于{what.what}的期限。",
            severity=Severity.INFO,
            hint="请核对日期，并按时公开。",
        )
