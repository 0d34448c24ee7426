import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.tables import rows
from drafting.text.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    words: tuple[str, ...]
    """One of these stands wherever the pattern fits."""
    pattern: Pattern
    since: date | None
    until: date | None
    certain: bool
    note: str
    kind: str
    """done: said to be carried out in the reported year itself; unheld: not yet held on the last day known, `since`."""


@cache
def events() -> tuple[Event, ...]:
    """The dated table beside this file, events.csv."""
    return tuple(
        Event(
            row["name"],
            tuple(row["words"].split("|")),
            Pattern(row["pattern"]),
            _day(row["since"]),
            _day(row["until"]),
            row["certain"] == "yes",
            row["note"],
            row["kind"],
        )
        for row in rows("dates/events.csv")
    )


@cache
def _any_event() -> Pattern:
    """One search for all words of all events: few paragraphs mention any."""
    return Pattern("|".join(re.escape(word) for event in events() for word in event.words))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@rule(
    code="DAT05",
    slug="anachronism",
    name="时代错置",
    severity=Severity.WARNING,
    good=("青禾乡2025年法治政府建设年度报告\n学习贯彻党的二十届四中全会精神。",),
    bad=(
        Bad("青禾乡2024年法治政府建设年度报告\n学习贯彻党的二十届四中全会精神。", marks="二十届四中全会"),
        Bad("青禾乡2024年法治政府建设年度报告\n一、主要举措和成效\n全面启动“九五”普法。", marks="“九五”普法"),
    ),
)  # fmt: skip
def anachronism(context: Context) -> Iterator[Flaw]:
    """提到的会议、规划和活动，在报告写成时已经有了，也还没有过时。

    写进了当时还没有召开的会议，多是拿后来的文件套改；仍在推进已经结束的规划，多是沿用旧稿。
    """
    year = context.time.year
    if year is None or context.is_other_document:
        return
    written = context.time.written.value if context.time.written else None
    latest = written or context.mandate.publish_by.falls(year)
    dated = [event for event in events() if _is_out_of_time(event, year, latest)]
    for block in context.texts:
        if not _any_event().search(block.text):
            continue
        mentioned = [event for event in dated if any(word in block.text for word in event.words)]
        if not mentioned:
            continue
        part = context.parts.part_of(block.index)
        offset = context.mandate.part(part).year_offset if part else None
        for event in mentioned:
            for match in event.pattern.finditer(block.text):
                if _fits_the_part(event, offset):
                    message = _message(event, match[0], year, latest)
                    span = Span(block.index, match.start(), match.end())
                    hint = f"请核对。{event.note}"
                    yield Flaw(span, message, hint=hint, certain=event.certain)


def _is_out_of_time(event: Event, year: int, latest: date) -> bool:
    if event.kind == "done":
        return event.since is not None and date(year, 12, 31) < event.since
    if event.kind == "unheld":
        return event.since is not None and latest <= event.since
    early = event.since is not None and latest < event.since
    return early or (event.until is not None and date(year, 1, 1) > event.until)


def _fits_the_part(event: Event, offset: int | None) -> bool:
    """Whether the words can be about the reported year; None: a lead or a merged part, which speak of both years."""
    if event.kind == "done":
        return offset == 0
    return not (event.until is not None and offset)


def _message(event: Event, words: str, year: int, latest: date) -> str:
    since, until = event.since, event.until
    if event.kind == "done" and since:
        return f"{year}年度的报告写到“{words}”，而它从{_month(since)}才开始。"
    if event.kind == "unheld":
        return f"报告写成于{_month(latest)}或之前，而“{words}”所说的会议当时还没有召开。"
    if since and latest < since:
        return f"报告写成于{_month(latest)}或之前，而“{words}”最早见于{_month(since)}。"
    assert until is not None
    return f"{year}年度的报告仍写“{words}”，而它到{_month(until)}为止。"


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
