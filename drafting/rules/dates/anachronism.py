import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    pattern: re.Pattern[str]
    since: date | None
    until: date | None
    certain: bool
    note: str


@cache
def events() -> tuple[Event, ...]:
    """The dated table beside this file, events.csv."""
    with (files(__package__) / "events.csv").open(encoding="utf-8", newline="") as table:
        return tuple(
            Event(row["name"], re.compile(row["pattern"]), _day(row["since"]), _day(row["until"]), row["certain"] == "yes", row["note"])
            for row in csv.DictReader(table)
        )


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
    earliest = date(year, 1, 1)
    for block in context.texts:
        planned = context.parts.part_of(block.index)
        ahead = planned is not None and context.mandate.part(planned).year_offset > 0
        for event in events():
            for match in event.pattern.finditer(block.text):
                span = Span(block.index, match.start(), match.end())
                if event.since and latest < event.since:
                    message = f"报告写成于{latest.year}年{latest.month}月或之前，而“{match[0]}”最早见于{event.since.year}年{event.since.month}月。"
                elif event.until and earliest > event.until and not ahead:
                    message = f"{year}年度的报告仍写“{match[0]}”，而它到{event.until.year}年{event.until.month}月为止。"
                else:
                    continue
                yield Flaw(span, message, hint=f"请核对（{event.note}）。" if event.note else "请核对。", certain=event.certain)
