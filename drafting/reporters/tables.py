"""`fazhi tables`: the tables that age, and what changed in them."""

from collections.abc import Iterator
from datetime import date

from drafting.app.tables import ChangedTable, TableChanges
from drafting.rules.tables import Table, rows

# As the columns of docs/tables.md.
_COLUMNS = {
    "adopted": "通过",
    "certain": "核实",
    "from": "起算",
    "kind": "种类",
    "note": "说明",
    "pattern": "认法",
    "revised": "修订施行",
    "right": "正确写法",
    "short": "简称",
    "since": "开始",
    "source": "来源",
    "successor": "取代它的",
    "until": "最后一天",
    "words": "认法的词",
}
_TOLD_OF_NEW = ("right", "since", "adopted", "revised", "from", "until", "successor", "source")


def listing(tables: tuple[Table, ...]) -> str:
    lines = []
    for table in tables:
        found = rows(table.file)
        sure = sum(row["certain"] == "yes" for row in found)
        rules = "、".join(sorted(table.rules))
        lines += [
            f"{table.name}  截至 {_day(table.as_of)}，{len(found)} 行，其中没有核实、只作提示的 {len(found) - sure} 行；用于 {rules}",
            f"    {table.about}",
        ]
    lines += ["", "与别的版本比较：fazhi tables --since 旧版本的文件夹或安装包"]
    return "\n".join(lines) + "\n"


def changes(found: TableChanges) -> str:
    lines = [f"{found.where}（{found.was}）→ 现在用的（{found.now}）"]
    if any(table.was_as_of is not None and table.was_as_of > table.table.as_of for table in found.tables):
        lines.append("注意：给的那一份比现在用的新；下面的“新增”是那一份里没有的，“删去”是那一份里才有的。")
    for table in found.tables:
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(found: ChangedTable) -> Iterator[str]:
    table = found.table
    was = "截止日期未写明" if found.was_as_of is None else f"截至 {_day(found.was_as_of)}"
    if not found.was_there:
        yield f"{table.name}  那一份里没有这张表，现在截至 {_day(table.as_of)}，{len(found.added)} 行"
        return
    dates = f"截至 {_day(table.as_of)}，没有变" if found.was_as_of == table.as_of else f"{was} → {_day(table.as_of)}"
    yield f"{table.name}  {dates}：新增 {len(found.added)} 行，删去 {len(found.removed)} 行，改动 {len(found.changed)} 行"
    for row in found.added:
        name, *_ = row.values()
        told = "；".join(f"{_COLUMNS[column]} {row[column]}" for column in _TOLD_OF_NEW if row.get(column))
        yield f"  新增 {name}：{told}"
    for name in found.removed:
        yield f"  删去 {name}"
    resourced = [row.name for row in found.changed if {column for column, _, _ in row.cells} == {"source"}]
    for changed in found.changed:
        if changed.name in resourced:
            continue
        yield f"  改动 {changed.name}"
        for column, before, after in changed.cells:
            yield f"    {_COLUMNS.get(column, column)}：{_shown(column, before)} → {_shown(column, after)}"
    if resourced:
        yield f"  另有 {len(resourced)} 行只改了来源：{'、'.join(resourced)}"
    if found.looked_at:
        yield f"  另有 {found.looked_at} 行重新核对过，内容没有变"


def _shown(column: str, cell: str) -> str:
    if column == "certain":
        return {"yes": "已核实", "no": "没有核实"}.get(cell, cell)
    return cell or "（空）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
