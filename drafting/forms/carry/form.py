"""Last year's form to this year's: the names stay, the values are open, what was planned waits for its answer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafting.forms.blank import new_form
from drafting.forms.carry.carried import (
    MARK,
    Carried,
    Unplaced,
    gap,
    marked,
    marked_heading,
    speaks_of_figures,
    without_figures,
)
from drafting.forms.carry.tables import has_ordinals
from drafting.forms.loading import validated
from drafting.forms.source import Path, Source
from drafting.text.patterns import Pattern
from drafting.text.quantities import read
from schemas.report import Report
from schemas.report.contradictions import resolve
from schemas.report.counts import Count
from schemas.report.figures import computed
from schemas.report.parts import Attachment, Duty, Item, Plan, SmallItem, SubItem, Table
from schemas.report.rates import Change, Figure, Rate, StatedRate
from schemas.report.values import Open

_POST = Pattern(r"^.*?(?:书记|乡长|镇长|县长|区长|市长|旗长|局长|厅长|处长|主任|负责人|负责同志)")


def carry_form(last: Source | dict[str, Any]) -> Carried:
    """Raises FormError where last year's form is wrong, not where it is unfinished."""
    report = validated(last if isinstance(last, Source) else Source(last), incomplete=True)
    notes: dict[Path, str] = {}
    form = new_form()
    form["单位"] = {
        "名称": _known(report.unit.name),
        "简称": report.unit.short_name or None,
        "级别": _known(report.unit.level),
        "所属": report.unit.county or None,
    }
    year = None if isinstance(report.year, Open) else report.year
    form["年度"] = None if year is None else str(year + 1)
    form["标题"] = None if year is None or not isinstance(report.title, str) else next_title(report.title, year)
    form["主送"] = _listed(report.addressees)
    form["引言"] = _text(report.introduction)
    form["数据"] = _figures(report, notes) or None
    achievements, shortcomings, leaders = report.achievements, report.shortcomings, report.leaders
    form["主要举措和成效"] = {
        "引言": _text(achievements.introduction),
        "项目": [_item(item) for item in achievements.items],
    }
    form["存在的不足和原因"] = {
        "引言": _text(shortcomings.introduction),
        "项目": [
            {"不足": _suggestion(item.heading), "表现": _text(item.text), "原因": _text(item.cause)}
            for item in shortcomings.items
        ],
    }
    form["党政主要负责人履职"] = {
        "引言": _text(leaders.introduction),
        "党委主要负责人": _duty(leaders.party),
        "政府主要负责人": _duty(leaders.government),
        "项目": [_item(item) for item in leaders.items],
    }
    form["下一年度安排"]["项目"] = [
        {"标题": _suggestion(item.heading), "正文": ""} for item in report.plan.items
    ] or form["下一年度安排"]["项目"]
    form["其他需要报告的情况"] = _text(report.other)
    form["上年安排"] = _promises(report.plan) or form["上年安排"]
    form["附件"] = [_attachment(attachment) for attachment in report.attachments] or form["附件"]
    form["落款"] = {
        "署名": _listed(report.sign_off.organs),
        "日期": None,
        "盖章": "是" if report.sign_off.sealed else "否",
    }
    return Carried(form, tuple(_unplaced(report)), notes)


def _unplaced(report: Report) -> Iterable[Unplaced]:
    if isinstance(report.plan.introduction, str):
        yield Unplaced("下一年度安排.引言", report.plan.introduction, "是上年安排的导语，没有具体事项")
    for promise in report.unanswered:
        if isinstance(promise.matter, str):
            yield Unplaced("上年安排", promise.matter, "上年没有举措落实它；今年仍要落实的，请写进“上年安排”")


def next_title(title: str, year: int) -> str | None:
    """A title of one's own, a year later; marked where it speaks of more than the year."""
    later = title.replace(str(year), str(year + 1))
    if later == title:
        return None
    return MARK + later if speaks_of_figures(later.replace(f"{year + 1}年", "")) else later


def _known(value: object) -> str | None:
    return None if value is None or isinstance(value, Open) else str(value)


def _listed(values: Sequence[str | Open]) -> list[str | None]:
    return [_known(value) for value in values] or [None]


def _text(text: str | Open | None) -> str:
    return marked(without_figures(text)) if isinstance(text, str) else ""


def _heading(words: str | Open) -> str | None:
    return None if isinstance(words, Open) else marked_heading(without_figures(words))


def _suggestion(words: str | Open) -> str | None:
    """A heading that claims something of the year itself: a shortcoming, an intention."""
    return None if isinstance(words, Open) else marked(without_figures(words))


def _item(item: Item | SubItem | SmallItem) -> dict[str, Any]:
    carried: dict[str, Any] = {"标题": _heading(item.heading), "正文": _text(item.text)}
    if isinstance(item, (Item, SubItem)) and item.items:
        carried["小项"] = [_item(below) for below in item.items]
    if isinstance(item, Item) and item.tables:
        carried["表格"] = [_table(table) for table in item.tables]
    return carried


def _duty(duty: Duty | None) -> dict[str, Any]:
    if duty is None:
        return {"职务": None, "履职": ""}
    post = _known(duty.post)
    without_name = _POST.match(post) if post else None
    return {"职务": without_name[0] if without_name else None, "履职": _text(duty.text)}


def _promises(plan: Plan) -> list[dict[str, Any]]:
    return [{"事项": "\n".join(_all_words(item)), "对应举措": None} for item in plan.items if any(_all_words(item))]


def _all_words(item: Item | SubItem | SmallItem) -> Iterable[str]:
    if isinstance(item.heading, str):
        yield item.heading
    if isinstance(item.text, str):
        yield item.text
    for below in item.items if isinstance(item, (Item, SubItem)) else ():
        yield from _all_words(below)
    for table in item.tables if isinstance(item, Item) else ():
        for row in (table.columns, *table.rows):
            yield "　".join(str(cell) for cell in row if cell and not isinstance(cell, Open))


def _attachment(attachment: Attachment) -> dict[str, Any]:
    carried: dict[str, Any] = {"名称": _heading(attachment.name), "正文": _text(attachment.text)}
    if attachment.tables:
        carried["表格"] = [_table(table) for table in attachment.tables]
    return carried


def _table(table: Table) -> dict[str, Any]:
    names_at = int(has_ordinals([tuple(map(str, table.columns)), *table.rows]))
    return {
        "标题": _heading(table.title),
        "列": [None if isinstance(column, Open) else marked_heading(column) for column in table.columns],
        "行": [_row(row, names_at) for row in table.rows] or None,
        "合计": "是" if table.with_total else "否",
    }


def _row(row: Sequence[str], names_at: int) -> list[str]:
    """One cell names the row; behind it they are last year's."""
    return [
        cell if column < names_at or (column == names_at and not speaks_of_figures(cell)) else carried_cell(cell)
        for column, cell in enumerate(row)
    ]


def carried_cell(cell: str) -> str:
    if not cell or cell.startswith("【待"):
        return cell
    is_number = any(sign.isdigit() for sign in cell) and len(list(read(cell))) <= 1 and len(cell) <= 20
    return gap(cell) if is_number else marked(without_figures(cell))


def _figures(report: Report, notes: dict[Path, str]) -> dict[str, dict[str, dict[str, Any]]]:
    groups = report.figures
    carried: dict[str, dict[str, dict[str, Any]]] = {}
    for group, figures in groups.items():
        for name, figure in figures.items():
            carried.setdefault(group, {})[name] = _open_figure(figure)
            if isinstance(figure, StatedRate) and isinstance(figure.source, str) and speaks_of_figures(figure.source):
                notes["数据", group, name, "来源"] = f"上年：{figure.source}"
            was = computed(groups, group, name)
            if not isinstance(was, Open):
                measure = figure.measure if isinstance(figure, Count) else ""
                notes["数据", group, name] = f"上年：{was}{measure}"
    for group, figures in groups.items():
        for figure in figures.values():
            if isinstance(figure, Change):
                _move_on(groups, carried, group, figure)
    return carried


def _open_figure(figure: Figure) -> dict[str, Any]:
    if isinstance(figure, Count):
        found: dict[str, Any] = {"数": None, "量词": figure.measure or None, "属于": figure.whole or None}
        return {key: value for key, value in found.items() if value or key == "数"} | (
            {"分项": [list(way) for way in figure.parts] if len(figure.parts) > 1 else list(figure.parts[0])}
            if figure.parts
            else {}
        )
    if isinstance(figure, Rate):
        return {"分子": figure.numerator, "分母": figure.denominator, "小数": str(figure.decimals)}
    if isinstance(figure, Change):
        return {"本期": figure.now, "上期": figure.before, "小数": str(figure.decimals)}
    if isinstance(figure, StatedRate):
        source = _known(figure.source)
        # Nothing prints it, so that no check of the report would find a mark in it.
        return {"比率": None, "来源": None if source and speaks_of_figures(source) else source}
    return {"目标": None}


def _move_on(
    groups: Mapping[str, Mapping[str, Figure]],
    carried: Mapping[str, dict[str, dict[str, Any]]],
    group: str,
    change: Change,
) -> None:
    """What was this year's count is last year's now."""
    now = resolve(groups, group, str(change.now))
    other, dot, own = str(change.before).partition(".")
    before = carried.get(other if dot else group, {}).get(own if dot else other)
    if before is not None and "数" in before and isinstance(now, Count) and now.exact:
        before["数"] = str(now.number)
