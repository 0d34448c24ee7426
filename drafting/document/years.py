"""The year that a report is about and the day on which it was written, as the document itself says."""

from dataclasses import dataclass

from drafting.document.blocks import Document, Role, Span
from drafting.text.dates import WrittenDay, WrittenYear, days, years


@dataclass(frozen=True, slots=True)
class DatedSpan:
    span: Span
    year: int


@dataclass(frozen=True, slots=True)
class ReportTime:
    year: int | None
    title_years: tuple[DatedSpan, ...]
    lead_years: tuple[DatedSpan, ...]
    written: WrittenDay | None
    written_span: Span | None


def report_time(document: Document) -> ReportTime:
    title_years = tuple(_dated(block.index, found) for block in document.title_blocks() for found in years(block.text))
    lead_years = tuple(_lead_years(document))
    written = _written(document)
    year = _one_year(title_years) or _one_year(lead_years)
    if year is None and written is not None:
        year = written[0].year - (1 if (written[0].month or 1) <= 10 else 0)
    return ReportTime(year, title_years, lead_years, *(written or (None, None)))


def _dated(block: int, found: WrittenYear) -> DatedSpan:
    return DatedSpan(Span(block, found.start, found.end), found.value)


def _one_year(found: tuple[DatedSpan, ...]) -> int | None:
    values = {dated.year for dated in found}
    return values.pop() if len(values) == 1 else None


def _lead_years(document: Document) -> list[DatedSpan]:
    """Years in the lead's 现将…: what the report says it reports on."""
    found: list[DatedSpan] = []
    for block in document.body():
        if block.is_heading:
            break
        if block.role is not Role.PARAGRAPH:
            continue
        start = block.text.find("现将")
        if start < 0:
            continue
        end = len(block.text)
        for stop in "。；":
            place = block.text.find(stop, start)
            end = place if 0 <= place < end else end
        found += [_dated(block.index, y) for y in years(block.text) if start <= y.start < end]
    return found


def _written(document: Document) -> tuple[WrittenDay, Span] | None:
    for block in reversed(document.blocks):
        if block.role in (Role.DATE, Role.SIGN_OFF):
            for day in reversed(days(block.text)):
                return day, Span(block.index, day.start, day.end)
    return None
