"""Runs rules over a document; adds severities, waivers and places."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from drafting import deadline
from drafting.comparing.reported import doubts
from drafting.config import Settings
from drafting.document import Document, Role
from drafting.figures import Ledger
from drafting.findings import CheckResult, Confidence, Finding, Seen, Severity, Waived, locate, ordered
from drafting.rules.base import Flaw, Rule, Subject
from drafting.rules.context import Context
from drafting.rules.tables import outrun, outrun_words

Told = Callable[[int, int, Sequence[Finding]], None]
"""Rules that are done, rules in all, and what the last one has found."""


def run(
    document: Document,
    rules: Sequence[Rule],
    settings: Settings,
    *,
    today: date | None = None,
    told: Told | None = None,
    last: Document | None = None,
) -> CheckResult:
    """`told` hears of every rule when it is done, for those who do not want to wait for the last.

    `last` is last year's report: without it, rules that look at two years have nothing to look at.
    """
    return run_over(context_of(document, settings, last), rules, settings, today=today, told=told)


def run_over(
    context: Context,
    rules: Sequence[Rule],
    settings: Settings,
    *,
    today: date | None = None,
    told: Told | None = None,
) -> CheckResult:
    """The same, for those who have more to ask of the context."""
    today = today or date.today()
    document = context.document
    asked_in_vain = context.last is None and any(
        rule.subject is Subject.YEARS and settings.select & {rule.code, rule.family} for rule in rules
    )
    if context.last is None:
        rules = [rule for rule in rules if rule.subject is Subject.DOCUMENT]
    found: list[Finding] = []
    for done, rule in enumerate(rules, start=1):
        if settings.is_on(rule.code):
            deadline.look()
            of_rule = [_finding(context, rule, flaw, settings) for flaw in rule.check(context)]
            found += of_rule
            if told is not None:
                told(done, len(rules), _waive(ordered(of_rule), settings, today)[0])
    ledger = context.ledger if any(rule.family == "FIG" and settings.is_on(rule.code) for rule in rules) else None
    kept, waived, notices = _waive(ordered(found), settings, today)
    if asked_in_vain:
        notices = ("跨年类规则（YOY）要同去年的报告对照，这次没有给去年的报告，所以没有查。", *notices)
    if context.last is not None:
        notices = (*doubts(context.last, context), *notices)
    notices = (*_outrun(context, rules, settings), *notices)
    # The formats keep the whole file in memory, and a run over a folder keeps every result.
    document = replace(document, formatting=None)
    return CheckResult(document, kept, _seen(document, ledger), waived, document.skipped, notices, ledger)


def context_of(document: Document, settings: Settings, last: Document | None = None) -> Context:
    before = None if last is None else Context(last, settings.mandate, settings.own_layout)
    return Context(document, settings.mandate, settings.own_layout, before, settings.jump)


def _outrun(context: Context, rules: Sequence[Rule], settings: Settings) -> tuple[str, ...]:
    """What the tables of laws and events cannot say of a report that is younger than they are."""
    year, written = context.time.year, context.time.written
    if year is None:
        return ()
    codes = frozenset(rule.code for rule in rules if settings.is_on(rule.code))
    found = outrun(year, written.value if written else None, codes)
    return (outrun_words(year, found),) if found else ()


def _finding(context: Context, rule: Rule, flaw: Flaw, settings: Settings) -> Finding:
    document, last = context.document, context.last
    severity = settings.severity_of(rule.code) or flaw.severity or rule.severity
    if flaw.confidence is Confidence.DOUBTFUL:
        severity = Severity.INFO
    return Finding(
        rule.code,
        rule.slug,
        rule.name,
        severity,
        flaw.confidence,
        flaw.message,
        locate(document, flaw.span),
        tuple(locate(document, span) for span in flaw.related),
        flaw.suggestion,
        flaw.edits,
        flaw.basis or rule.basis,
        flaw.hint,
        () if last is None else tuple(locate(last.document, span) for span in flaw.last_year),
    )


def _waive(
    found: Iterable[Finding], settings: Settings, today: date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...], tuple[str, ...]]:
    kept: list[Finding] = []
    waived: list[Waived] = []
    notices: list[str] = []
    for finding in found:
        covering = [waiver for waiver in settings.waivers if waiver.covers(finding)]
        valid = next((waiver for waiver in covering if not waiver.is_over(today)), None)
        if valid is not None:
            waived.append(Waived(finding, valid.reason))
            continue
        kept.append(finding)
        for waiver in covering:
            assert waiver.until is not None
            notice = f"对 {waiver.code} 的豁免（{waiver.reason}）已于 {waiver.until.year}年{waiver.until.month}月{waiver.until.day}日 到期，不再生效。"
            if notice not in notices:
                notices.append(notice)
    return tuple(kept), tuple(waived), tuple(notices)


def _seen(document: Document, ledger: Ledger | None) -> Seen:
    content = [block for block in document.blocks if block.role is not Role.RESIDUE]
    counted = (len(content), len(document.headings()), sum(len(block.text) for block in content))
    if ledger is None:
        return Seen(*counted)
    return Seen(*counted, len(ledger.figures), ledger.checkable, ledger.consistent)
