"""The tables that age: what a reader of a row relies on, and when a report is younger than they are."""

import csv
from datetime import date
from pathlib import Path

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.findings import CheckResult
from drafting.readers.text import from_text
from drafting.rules.catalogue import ALL
from drafting.rules.tables import Table, dated, outrun, rows, tables

RULES = Path(__file__).parents[2] / "drafting" / "rules"
LAST = max(table.as_of for table in tables())
FIRST = min(table.as_of for table in tables())


def each(table: Table) -> list[dict[str, str]]:
    return rows(table.file)


by_name = pytest.mark.parametrize("table", tables(), ids=lambda table: table.file)


def test_every_table_is_listed() -> None:
    there = {path.relative_to(RULES).as_posix() for path in RULES.rglob("*.csv")}
    assert there == {"tables.csv", *(table.file for table in tables())}


def test_rules_that_find_less_exist() -> None:
    assert {code for table in tables() for code in table.rules} <= {rule.code for rule in ALL}


@by_name
def test_rows_are_whole_and_their_names_their_own(table: Table) -> None:
    with (RULES / table.file).open(encoding="utf-8", newline="") as file:
        names, *found = csv.reader(file)
    assert [row for row in found if len(row) != len(names)] == []
    first = [row[0] for row in found]
    assert len(set(first)) == len(first) > 20
    assert all(cell == cell.strip() for row in found for cell in row)


@by_name
def test_every_row_has_a_source_in_words(table: Table) -> None:
    for row in each(table):
        assert len(row["source"]) >= 6, row
        assert "://" not in row["source"], row


@by_name
def test_what_nobody_has_verified_is_a_hint(table: Table) -> None:
    for row in each(table):
        assert row["certain"] in ("yes", "no"), row
        assert row["certain"] == "no" or not any(word in row["source"] for word in ("记忆", "未核实", "未附")), row


@by_name
def test_every_row_was_verified_and_never_after_the_tables_day(table: Table) -> None:
    for row in each(table):
        assert date(2020, 1, 1) <= date.fromisoformat(row["checked"]) <= table.as_of, row


@by_name
def test_days_are_days(table: Table) -> None:
    days = ("since", "adopted", "revised", "until", "from")
    found = [row[column] for row in each(table) for column in days if row.get(column)]
    assert found
    assert all(date.fromisoformat(day).isoformat() == day for day in found)


def test_rows_are_in_order() -> None:
    """So that two people who add a row put it in the same place."""
    for table in tables():
        if table.file == "dates/events.csv":
            order = [(row["since"] or row["until"], row["name"]) for row in each(table)]
        else:
            order = [(next(iter(row.values())), "") for row in each(table)]
        assert order == sorted(order)


LAWS = frozenset({"LAW01", "LAW02", "LAW04", "DAT05"})


@pytest.mark.parametrize(
    ("year", "written", "missing"),
    [
        (FIRST.year - 2, None, False),
        (FIRST.year - 1, date(FIRST.year, 3, 20), False),
        (LAST.year + 1, None, True),
        (LAST.year + 1, date(LAST.year + 2, 2, 10), True),
        # A title that was not brought up to date, or a plan: what it may speak of ends with its own day.
        (LAST.year + 1, FIRST, False),
    ],
)
def test_a_report_is_younger_from_december_on(year: int, written: date | None, missing: bool) -> None:
    assert bool(outrun(year, written, LAWS)) is missing


def test_only_tables_of_rules_that_run_are_missed() -> None:
    assert outrun(LAST.year + 5, None, frozenset({"NUM01"})) == ()
    assert [table.name for table in outrun(LAST.year + 5, None, frozenset({"DAT05"}))] == ["事件表"]


def test_tables_of_one_day_are_named_together() -> None:
    def table(name: str, as_of: date) -> Table:
        return Table(name, "", as_of, frozenset(), "", "")

    day, later = date(2024, 1, 5), date(2024, 11, 30)
    listed = [table("甲表", day), table("乙表", later), table("丙表", day)]
    assert dated(listed) == "甲表、丙表截至2024年1月5日，乙表截至2024年11月30日"


def checked(title: str, *rest: str, settings: Settings | None = None) -> CheckResult:
    lines = [title, "一、主要举措和成效", "全年办理信访事项12件。", *rest]
    return check_document(from_text("\n".join(lines)), settings)


def test_a_younger_report_is_told_what_may_be_missed() -> None:
    year = LAST.year + 1
    result = checked(f"青禾乡{year}年法治政府建设年度报告")
    (notice,) = result.notices
    assert notice == (
        f"{dated(tables())}，这份报告写的是{year}年度：之后公布、修改或废止的法规，召开的会议、开始或结束的规划和活动，可能查不出。"
        "请换用新版本的程序，或者由人核对这几项。"
    )
    assert not [finding for finding in result.findings if "截至" in finding.message]


@pytest.mark.parametrize("year", [2019, FIRST.year - 1])
def test_reports_that_the_tables_cover_are_not_troubled(year: int) -> None:
    assert checked(f"青禾乡{year}年法治政府建设年度报告").notices == ()


def test_a_report_without_a_year_is_not_troubled() -> None:
    assert checked("青禾乡法治政府建设年度报告").notices == ()


def test_who_asks_for_other_rules_is_not_troubled() -> None:
    title = f"青禾乡{LAST.year + 1}年法治政府建设年度报告"
    assert checked(title, settings=Settings().narrowed(frozenset({"NUM"}), frozenset())).notices == ()
    (notice,) = checked(title, settings=Settings().narrowed(frozenset({"DAT05"}), frozenset())).notices
    assert notice.startswith("事件表截至")
    assert "废止的法规" not in notice
