"""What is counted for the pictures: findings by family, how urgent they are together, when reports came, which figures are shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from drafting.collecting.overview import Line, Overview, Township
from drafting.collecting.summary import Counted, Summary, Told

_ERROR_WEIGHT = 3
"""An error has to be corrected, a warning only looked at."""
_LEVELS = (1, 3, 6, 12, 24)
"""From which weight on a cell is so dark. Fixed, so that the pictures of two years can be compared."""


@dataclass(frozen=True, slots=True)
class Tally:
    errors: int = 0
    warnings: int = 0
    hints: int = 0

    @property
    def weight(self) -> int:
        return _ERROR_WEIGHT * self.errors + self.warnings

    @property
    def level(self) -> int:
        """0 for nothing, to 5."""
        return sum(self.weight >= least for least in _LEVELS)

    @property
    def short(self) -> str:
        """For a cell: errors before the stroke, warnings behind it."""
        return f"{self.errors}/{self.warnings}" if self.weight else ""

    @property
    def words(self) -> str:
        return f"错误 {self.errors} 处，警告 {self.warnings} 处"


def tally(findings: Iterable[Told]) -> Tally:
    counts = Counter(finding.severity for finding in findings)
    return Tally(counts["error"], counts["warning"], counts["info"])


def family_of(code: str) -> str:
    return code.rstrip("0123456789")


def by_family(summary: Summary) -> dict[str, Tally]:
    found: dict[str, list[Told]] = {}
    for finding in summary.findings:
        found.setdefault(family_of(finding.code), []).append(finding)
    return {family: tally(told) for family, told in found.items()}


def families(overview: Overview) -> dict[str, str]:
    """Those that were on; one that has findings nevertheless is not left out."""
    known = dict(overview.families)
    for township in overview.townships:
        for finding in township.summary.findings:
            known.setdefault(family_of(finding.code), family_of(finding.code))
    return known


def totals(overview: Overview) -> dict[str, Tally]:
    """By family, over all townships."""
    found: dict[str, list[Told]] = {}
    for township in overview.townships:
        for finding in township.summary.findings:
            found.setdefault(family_of(finding.code), []).append(finding)
    return {family: tally(found.get(family, ())) for family in families(overview)}


def standings(overview: Overview) -> dict[str, int]:
    """How many came in time, late, and not at all."""
    late = [township.days_late for township in overview.townships]
    return {
        "按时": sum(days is not None and days <= 0 for days in late),
        "迟交": sum(days is not None and days > 0 for days in late),
        "看不出日期": sum(days is None for days in late),
        "未交": len(overview.missing),
        "读不了": len(overview.unreadable),
    }


def lateness(township: Township) -> str:
    if township.days_late is None:
        return "看不出日期"
    return f"迟 {township.days_late} 天" if township.days_late > 0 else "按时"


def in_words(day: str) -> str:
    """2025-03-04 as people write it; what is no such day stays as it is."""
    pieces = day.split("-")
    if len(pieces) != 3 or not all(piece.isdecimal() for piece in pieces):
        return day
    year, month, date = map(int, pieces)
    return f"{year}年{month}月{date}日"


def all_in(overview: Overview) -> str:
    """Where nobody is known to be missing."""
    return "名单上的都交了。" if overview.has_roster else "没有名单，看不出谁没有交。"


LAYOUT = "LAY"
NOT_LOOKED_AT = "没有查"


def not_looked_at(summary: Summary, family: str) -> bool:
    """A text without a look has no layout: that nothing was found there says nothing."""
    return family == LAYOUT and not summary.has_looks


def perhaps(overview: Overview, unit: str) -> str:
    """Beside a missing unit or one off the roster: who it may be; empty where nobody is like it."""
    for missing, handed_in in overview.renamed.items():
        if unit in (missing, handed_in):
            kind = "改设街道" if "街道" in (missing[-2:], handed_in[-2:]) else "撤乡设镇"
            told = f"交来的有“{handed_in}”" if unit == missing else f"名单上有“{missing}”"
            return f"{told}，可能是同一单位，如{kind}"
    return ""


def missing_names(overview: Overview) -> list[str]:
    """As they are read out, with who they may be."""
    return [f"{name}（{told}）" if (told := perhaps(overview, name)) else name for name in overview.missing]


def heading(overview: Overview) -> str:
    year = f"{overview.year}年度" if overview.year else ""
    return f"{overview.county}{year}报告总览"


def units_by_path(overview: Overview) -> dict[str, str]:
    """Whose each report is, for what names reports by their files."""
    known = {
        summary.path: summary.identity.unit
        for summary in (*overview.other_years, *overview.unknown, *overview.unreadable)
        if summary.identity.unit
    }
    return known | {township.summary.path: township.unit for township in overview.townships}


def copies_by_path(overview: Overview) -> dict[str, list[int]]:
    """Where among the pairs those of each report are."""
    found: dict[str, list[int]] = {}
    for place, pair in enumerate(overview.pairs):
        found.setdefault(pair.first, []).append(place)
        found.setdefault(pair.second, []).append(place)
    return found


def number(figure: Counted) -> Decimal | None:
    return plain(figure.value)


def plain(digits: str | None) -> Decimal | None:
    try:
        value = Decimal(digits) if digits else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def grouped(digits: str) -> str:
    """21500 as 21,500; what is no number stays as it is."""
    value = plain(digits)
    return digits if value is None else f"{value:,f}"


def largest(cells: Mapping[str, tuple[Counted, ...]]) -> list[tuple[str, Decimal, int]]:
    """Townships by their exact figure, the largest first; where a report names several, the largest and how many more."""
    found = []
    for unit, figures in cells.items():
        values = [value for figure in figures if figure.is_exact and (value := number(figure)) is not None]
        if values:
            found.append((unit, max(values), len(values) - 1))
    return sorted(found, key=lambda row: -row[1])


def most_shared(lines: Iterable[Line], most: int) -> list[Line]:
    """Those that most townships count, and that can be added up."""
    known = [line for line in lines if plain(line.total) is not None and line.added]
    return sorted(known, key=lambda line: -line.added)[:most]
