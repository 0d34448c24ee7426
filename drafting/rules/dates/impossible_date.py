import calendar
from collections.abc import Iterator
from datetime import date

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.dates import WrittenDay, days

_TITLE = "青禾乡2024年法治政府建设年度报告"


@rule(
    code="DAT02",
    slug="impossible-date",
    name="日期有误",
    severity=Severity.ERROR,
    good=(_TITLE + "\n2024年2月29日召开专题会议。\n青禾乡人民政府\n2025年1月15日",),
    bad=(
        Bad("2025年2月30日召开专题会议。", marks="2025年2月30日"),
        Bad(_TITLE + "\n全年学法4次。\n青禾乡人民政府\n2024年6月12日", marks="2024年6月12日"),
    ),
)
def impossible_date(context: Context) -> Iterator[Flaw]:
    """日期真有其日；成文日期不早于报告年度结束。

    报告年度还没过完就写成的报告，不可能报告全年情况，多是沿用了旧稿的日期。
    """
    for block in context.texts:
        for day in days(block.text):
            reason = _reason(day)
            if reason:
                yield Flaw(Span(block.index, day.start, day.end), f"“{day.text}”这一天不存在：{reason}。", hint="请核对后改正。")
    time = context.time
    written = time.written.value if time.written else None
    if written and time.year and time.written_span and _title_says(context) and written < date(time.year, 11, 1):
        yield Flaw(
            time.written_span,
            f"成文日期是{written.year}年{written.month}月{written.day}日，而报告的是{time.year}年度，当时这一年还没有过完。",
            hint="请核对成文日期或报告年度。",
        )


def _title_says(context: Context) -> bool:
    return bool(context.time.title_years) and not context.is_other_document


def _reason(day: WrittenDay) -> str | None:
    if day.month is None or day.day is None or not 1900 <= day.year <= 2100:
        return None
    if not 1 <= day.month <= 12:
        return f"没有{day.month}月"
    last = calendar.monthrange(day.year, day.month)[1]
    if not 1 <= day.day <= last:
        return f"{day.year}年{day.month}月只有{last}天" if day.day else "没有0日"
    return None
