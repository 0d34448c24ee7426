"""Years and days as they are written in a report."""

from dataclasses import dataclass
from datetime import date

from drafting.text.numerals import parse_number
from drafting.text.patterns import Pattern

_YEAR = r"(?:[12][0-9]{3}|[１２][０-９]{3}|[一二][〇○零一二三四五六七八九OoＯ]{3})"
_SMALL = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十〇○零]{1,3})"
# Fields left open (×月×日) make a date all the same; whether they may stay open is another rule's question.
_OPEN = r"[×xX＿_]{1,2}|\s+"

DAY = Pattern(
    rf"(?P<year>{_YEAR})\s?年\s?(?P<month>{_SMALL}|{_OPEN})\s?月\s?(?P<day>{_SMALL}|{_OPEN})\s?(?:日|号)", sign="月"
)
DOTTED_DAY = Pattern(r"(?<![0-9.])(20[0-9]{2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?![0-9]|[./-][0-9])")
"""2025.1.8, 2025-01-08: a day only where a line or a sign-off says nothing else."""
YEAR = Pattern(rf"(?<![0-9０-９—\-－~～至])(?P<year>{_YEAR})(?=\s?年)")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    start: int
    end: int
    text: str
    year: int
    month: int | None
    day: int | None

    @property
    def value(self) -> date | None:
        """None where a field is open or the day does not exist."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_open(self) -> bool:
        return self.month is None or self.day is None


@dataclass(frozen=True, slots=True)
class WrittenYear:
    start: int
    end: int
    value: int


def read_number(text: str) -> int | None:
    return parse_number(text.replace("O", "〇").replace("o", "〇").replace("Ｏ", "〇").strip())


def days(text: str) -> list[WrittenDay]:
    found = []
    for match in DAY.finditer(text):
        year = read_number(match["year"])
        if year is not None:
            month, day = read_number(match["month"]), read_number(match["day"])
            found.append(WrittenDay(match.start(), match.end(), match[0], year, month, day))
    return found


def years(text: str) -> list[WrittenYear]:
    """Single years; 2021—2025年 is a span and gives none."""
    found = []
    for match in YEAR.finditer(text):
        value = read_number(match["year"])
        if value is not None and 1949 <= value <= 2100:
            found.append(WrittenYear(match.start(), match.end(), value))
    return found
