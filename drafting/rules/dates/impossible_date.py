import calendar
import re
from collections.abc import Iterator
from datetime import date

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.dates import WrittenDay, days, read_number
from drafting.text.patterns import Pattern

_TITLE = "青禾乡2024年法治政府建设年度报告"
_NUMBER = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_YEARLESS = Pattern(
    rf"(?<![0-9０-９一二三四五六七八九十])(?P<month>{_NUMBER})\s?月\s?(?P<day>{_NUMBER})日",
    sign=rf"月\s?(?:{_NUMBER})日",
)
# 36月期 and 13月龄 are lengths of time.
_MONTH = Pattern(
    r"(?<![0-9])20[0-9]{2}年\s?(?P<month>0{1,2}|1[3-9]|[2-9][0-9])月(?![0-9０-９期龄])", sign=r"年\s?[0-9]{1,2}月"
)
# The lunar calendar has a thirtieth day in any month.
_LUNAR = Pattern(r"[农阴旧夏]历[^，。；]{0,8}$")
_LEAP_YEAR = 2024


@rule(
    code="DAT02",
    slug="impossible-date",
    name="日期有误",
    severity=Severity.ERROR,
    good=(_TITLE + "\n2024年2月29日召开专题会议。\n青禾乡人民政府\n2025年1月15日",),
    bad=(
        Bad("2025年2月30日召开专题会议。", marks="2025年2月30日"),
        Bad("4月31日召开专题会议。", marks="4月31日"),
        Bad("方案于2024年13月印发。", marks="2024年13月"),
        Bad(_TITLE + "\n全年学法4次。\n青禾乡人民政府\n2024年6月12日", marks="2024年6月12日"),
    ),
)
def impossible_date(context: Context) -> Iterator[Flaw]:
    """日期真有其日；成文日期不早于报告年度结束。

    报告年度还没过完就写成的报告，不可能报告全年情况，多是沿用了旧稿的日期。
    """
    for block in context.texts:
        dated = days(block.text)
        for day in dated:
            reason = _reason(day)
            if reason:
                yield Flaw(
                    Span(block.index, day.start, day.end),
                    f"“{day.text}”这一天不存在：{reason}。",
                    hint="请核对后改正。",
                )
        taken = [(day.start, day.end) for day in dated]
        for match in _YEARLESS.finditer(block.text):
            reason = _reason_without_year(match)
            if (
                reason
                and not any(start <= match.start() < end for start, end in taken)
                and not _LUNAR.search(block.text[: match.start()])
            ):
                span = Span(block.index, match.start(), match.end())
                yield Flaw(span, f"“{match[0]}”这一天不存在：{reason}。", hint="请核对后改正。")
        for match in _MONTH.finditer(block.text):
            if not any(start <= match.start() < end for start, end in taken):
                span = Span(block.index, match.start(), match.end())
                yield Flaw(span, f"“{match[0]}”有误：没有{int(match['month'])}月。", hint="请核对后改正。")
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


def _reason_without_year(match: re.Match[str]) -> str | None:
    """Only what no year can make right."""
    month, day = read_number(match["month"]), read_number(match["day"])
    if month is None or day is None:
        return None
    if not 1 <= month <= 12:
        return f"没有{month}月"
    last = calendar.monthrange(_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        return f"{month}月最多{last}天" if day else "没有0日"
    return None


def _reason(day: WrittenDay) -> str | None:
    if day.month is None or day.day is None or not 1900 <= day.year <= 2100:
        return None
    if not 1 <= day.month <= 12:
        return f"没有{day.month}月"
    last = calendar.monthrange(day.year, day.month)[1]
    if not 1 <= day.day <= last:
        return f"{day.year}年{day.month}月只有{last}天" if day.day else "没有0日"
    return None
