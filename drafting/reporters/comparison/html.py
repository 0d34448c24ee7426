"""`--format html`: a page for people, on the screen and on paper."""

from collections.abc import Iterable

from drafting.app import CheckedFile, Compared
from drafting.reporters.comparison import rows
from drafting.reporters.html import (
    Anchors,
    annotated_text,
    counted,
    described,
    findings_table,
    severity_filter,
    table,
    waived_table,
    whole_page,
)
from drafting.reporters.html.markup import Html, block, lines, tag

_COLUMNS = {"去年": "message", "今年": "message", "变化": "message"}


def report(compared: Compared, version: str) -> str:
    title = rows.heading(compared)
    anchors, result = Anchors(), compared.result
    facts = [
        ("去年", tag("bdi", compared.last_path)),
        ("今年", tag("bdi", compared.this_path)),
        ("查出", counted(result)),
        ("照搬了多少", tag("span", rows.carried(compared))),
        *(("注意", tag("span", words)) for words in result.notices),
    ]
    over = compared.overview
    parts = [_row(p.name, rows.length(p.last), rows.length(p.this), rows.changed(p)) for p in over.parts]
    figures = [_row(f.thing, f.last, f.this, f.change) for f in over.figures]
    sections = [
        _section("问题一览", findings_table(result, anchors) if result.findings else tag("p", "没有查出问题。")),
        _section("各部分的篇幅", table("各部分的篇幅", {"部分": "name", **_COLUMNS}, parts, "overview")),
        _section("说法相同的数", _figures(figures)),
        _section("今年的原文和批注", annotated_text(result, anchors, 3)),
    ]
    if result.waived:
        sections.append(_section("豁免", waived_table(result, anchors)))
    main = block(
        "main",
        lines(tag("h1", title), described(facts)),
        severity_filter([CheckedFile(compared.this_path, result)]),
        block("div", *sections, class_="reports"),
        id="content",
    )
    return whole_page(f"{title}：两年对照", "两年对照", main, version)


def _section(heading: str, content: Html) -> Html:
    return block("section", tag("h2", heading), content, class_="part")


def _figures(body: Iterable[Html]) -> Html:
    written = list(body)
    if not written:
        return tag("p", "没有。")
    return table("说法相同的数", {"数的是什么": "name", **_COLUMNS}, written, "overview")


def _row(head: str, *cells: str) -> Html:
    return tag("tr", tag("th", head, scope="row"), *(tag("td", cell) for cell in cells))
