"""For people at a terminal."""

from drafting.app import CheckedFile, Compared
from drafting.reporters.columns import padded, width
from drafting.reporters.comparison import rows
from drafting.reporters.text import Look
from drafting.reporters.text import report as findings


def report(compared: Compared, look: Look | None = None) -> str:
    over = compared.overview
    lines = [rows.heading(compared), f"  去年：{compared.last_path}", f"  今年：{compared.this_path}"]
    lines += ["", "各部分的篇幅"]
    lines += _table([(p.name, rows.length(p.last), rows.length(p.this), rows.changed(p)) for p in over.parts])
    lines += ["", "照搬了多少", f"  {rows.carried(compared)}", "", "说法相同的数"]
    lines += _table([(f.thing, f.last, f.this, f.change) for f in over.figures]) or ["  没有。"]
    return "\n".join(lines) + "\n\n" + findings([CheckedFile(compared.this_path, compared.result)], look or Look())


def _table(cells: list[tuple[str, str, str, str]]) -> list[str]:
    if not cells:
        return []
    every = [("", "去年", "今年", "变化"), *cells]
    rooms = [max(width(row[column]) for row in every) for column in range(3)]
    return [("  " + "  ".join([*map(padded, row[:3], rooms), row[3]])).rstrip() for row in every]
