"""Findings, waived findings and figures as tables."""

from collections.abc import Iterable
from itertools import groupby

from drafting.document import Document
from drafting.figures import Ledger, Relation
from drafting.findings import CheckResult, Finding
from drafting.reporters.html.anchors import Anchors
from drafting.reporters.html.markup import Html, block, html, scrolling, tag, void
from drafting.reporters.ledger.rows import Row, rows, shared_place, verdict
from drafting.wording import advice, masked, place_in_words, severity_and_doubt, shortened

_VERDICTS = {"相符": "consistent", "不符": "inconsistent", "存疑": "doubtful"}

_STEP = 14


def findings_table(result: CheckResult, anchors: Anchors) -> Html:
    return table(
        "问题一览",
        {"序号": "number", "级别": "severity", "问题": "name", "位置": "place", "说明": "message", "建议": "advice"},
        (_finding(finding, number, anchors) for number, finding in enumerate(result.findings, start=1)),
        "findings",
    )


def _finding(finding: Finding, number: int, anchors: Anchors) -> Html:
    return tag(
        "tr",
        tag("th", tag("a", str(number), href=f"#{anchors.note(number)}"), scope="row"),
        tag("td", severity_and_doubt(finding), class_="severity"),
        tag("td", tag("span", finding.code, class_="code"), " ", finding.name),
        tag("td", tag("a", place_in_words(finding.location, _STEP), href=f"#{anchors.mark(number)}")),
        tag("td", finding.message),
        tag("td", advice(finding.suggestion, finding.hint)),
        id=anchors.row(number),
        class_=finding.severity.word,
    )


def waived_table(result: CheckResult, anchors: Anchors) -> Html:
    return table(
        "已豁免的问题",
        {"问题": "name", "位置": "place", "原文": "quote", "说明": "message", "豁免的理由": "advice"},
        (_waived(waived.finding, waived.reason, anchors) for waived in result.waived),
        "waived",
    )


def _waived(finding: Finding, reason: str, anchors: Anchors) -> Html:
    at = finding.location
    return tag(
        "tr",
        tag("th", tag("span", finding.code, class_="code"), " ", finding.name, scope="row"),
        tag("td", tag("a", place_in_words(at, _STEP), href=f"#{anchors.block(at.span.block)}")),
        tag("td", shortened(masked(finding, at))),
        tag("td", finding.message),
        tag("td", reason),
    )


def ledger_table(document: Document, ledger: Ledger, anchors: Anchors) -> Html:
    """Each figure with what it counts and how it was checked, under the place where it stands."""
    groups = (
        _figures(where, list(group), anchors) for where, group in groupby(rows(document, ledger), key=shared_place)
    )
    return table("数字台账", {"数字": "figure", "数的是什么": "subject", "核对": "working"}, groups, "ledger")


def _figures(where: str, group: list[Row], anchors: Anchors) -> Html:
    head = tag("tr", tag("th", _to_block(where, group[0], anchors), colspan=3, scope="rowgroup"))
    return block("tbody", head, *(_figure(row) for row in group))


def _to_block(words: str, row: Row, anchors: Anchors) -> Html:
    return tag("a", words, href=f"#{anchors.block(row.quantity.block)}")


def _figure(row: Row) -> Html:
    about = "，".join(words for words in (row.subject.words, row.subject.period, row.subject.scope) if words)
    return tag(
        "tr",
        tag("th", row.place.quote, scope="row"),
        tag("td", about or "—"),
        tag("td", *([_working(relation) for relation in row.relations] or [html("—")])),
    )


def _working(relation: Relation) -> Html:
    word = verdict(relation)
    return tag("div", tag("b", f"{word}：", class_=_VERDICTS[word]), relation.working)


def table(name: str, columns: dict[str, str], body: Iterable[Html], look: str) -> Html:
    """Columns by their heads, each with its class."""
    written = list(body)
    if not (written and written[0].startswith("<tbody")):
        written = [block("tbody", *written)]
    whole = block(
        "table",
        tag("caption", name, class_="unseen"),
        tag("colgroup", *(void("col", class_=look) for look in columns.values())),
        block("thead", tag("tr", *(tag("th", head, scope="col") for head in columns))),
        *written,
        class_=look,
    )
    return scrolling(name, whole)
