"""What a worker makes of a report: the findings as the page lists them, and everything that can be downloaded."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafting import __version__, app
from drafting.document import Document
from drafting.findings import CheckResult, Confidence, Finding, Severity
from drafting.fixing.dress import CODES
from drafting.readers import is_text, is_word, read_bytes
from drafting.reporters import changes, html
from drafting.reporters.changes import Change
from drafting.reporters.html import Anchors
from drafting.web.desk import Upload
from drafting.web.workers import TaskError, Tell
from drafting.wording import (
    Elsewhere,
    advice,
    elsewhere,
    extent,
    place_in_words,
    population,
    severity_and_doubt,
    severity_word,
)

ANCHORS = Anchors()
LOOKS = frozenset(CODES)
"""Rules on looks that can be put right."""
_STEP = 14
_MOST_EARLY = 40
_PAUSE = 0.15
"""Seconds between two looks of the screen at what was found so far."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of one severity."""

    severity: str
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in words."""

    number: int
    code: str
    name: str
    severity: str
    label: str
    message: str
    advice: str
    place: str
    basis: str
    is_look: bool
    """Of the page, not of words."""
    elsewhere: tuple[Elsewhere, ...] = ()
    is_more_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    rules: int
    counts: tuple[Count, ...]
    early: tuple[Shown, ...]
    """The first findings, before all rules are done."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What can be put right by one rule."""

    code: str
    name: str
    number: int
    is_look: bool
    """Of the page, not of words."""


@dataclass(frozen=True, slots=True)
class Checked:
    """All that the page shows of a report; markup is of our own reporters."""

    title: str
    is_word: bool
    is_text: bool
    counts: tuple[Count, ...]
    findings: tuple[Shown, ...]
    facts: tuple[tuple[str, str], ...]
    fixes: tuple[Fix, ...]
    text: str
    ledger: str
    """Empty where there are no figures."""
    waived: str
    figures: int
    inconsistent: int


def check(tell: Tell, folder: Path, upload: Upload, settings_folder: Path) -> Checked:
    settings = app.settings_for(settings_folder)
    document = read_bytes(upload.data, upload.suffix)
    result = app.check_document(document, settings, _Early(tell, document).told)
    ledger = result.ledger if result.ledger is not None and result.ledger.figures else None
    return Checked(
        result.document.title,
        is_word(upload.data),
        not is_word(upload.data) and is_text(upload.data, upload.suffix),
        _counts(result.findings),
        tuple(_shown(finding, number, result) for number, finding in enumerate(result.findings, start=1)),
        tuple(_facts(result)),
        tuple(_fixes(result.findings)),
        html.annotated_text(result, ANCHORS, notes=False),
        html.ledger_table(result.document, ledger, ANCHORS) if ledger else "",
        html.waived_table(result, ANCHORS) if result.waived else "",
        len(ledger.figures) if ledger else 0,
        ledger.checkable - ledger.consistent if ledger else 0,
    )


class _Early:
    """Tells what was found so far, not more often than anybody looks."""

    def __init__(self, tell: Tell, document: Document) -> None:
        self._tell = tell
        self._found: list[Finding] = []
        self._last = 0.0

    def told(self, done: int, rules: int, found: Sequence[Finding]) -> None:
        is_first = bool(found) and not self._found
        self._found += found
        now = time.monotonic()
        if now - self._last < _PAUSE and not is_first:
            return
        self._last = now
        worst_first = sorted(self._found, key=lambda finding: -finding.severity)[:_MOST_EARLY]
        early = tuple(_shown(finding, number) for number, finding in enumerate(worst_first, start=1))
        self._tell(Progress(done, rules, _counts(self._found), early))


def _counts(findings: Iterable[Finding]) -> tuple[Count, ...]:
    counts = Counter(finding.severity for finding in findings)
    return tuple(Count(s.word, severity_word(s), counts[s]) for s in sorted(Severity, reverse=True))


def _shown(finding: Finding, number: int, result: CheckResult | None = None) -> Shown:
    places, more = elsewhere(result, finding) if result is not None else ([], False)
    return Shown(
        number,
        finding.code,
        finding.name,
        finding.severity.word,
        severity_and_doubt(finding),
        finding.message,
        advice(finding.suggestion, finding.hint),
        place_in_words(finding.location, _STEP),
        finding.basis or "",
        finding.code.startswith("LAY"),
        tuple(places),
        more,
    )


def _facts(result: CheckResult) -> Iterable[tuple[str, str]]:
    seen = result.seen
    yield "看了", extent(seen) + "。"
    if seen.figures is None or seen.checkable is None or seen.consistent is None:
        yield "数字", "没有核对：数据类规则没有启用。"
    else:
        yield "数字", population(seen.figures, seen.checkable, seen.consistent)
    yield from (("没有检查", words) for words in result.skipped)
    yield from (("注意", words) for words in result.notices)


def _fixes(findings: Sequence[Finding]) -> Iterable[Fix]:
    words = Counter(f.code for f in findings if f.edits and f.confidence is Confidence.CERTAIN)
    looks = Counter(f.code for f in findings if f.code in LOOKS)
    names = {finding.code: finding.name for finding in findings}
    yield from (Fix(code, names[code], words[code], is_look=False) for code in sorted(words))
    yield from (Fix(code, names[code], looks[code], is_look=True) for code in sorted(looks))


# ---- downloads ----


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody has ticked."""

    leave: frozenset[str]
    """Rules whose findings stay as they are."""
    is_plain: bool
    """Without tracked changes."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What would be changed, before anybody downloads it."""

    number: int
    counted: str
    changes: tuple[Change, ...]
    left: tuple[tuple[str, str], ...]
    """Where a person has to look, and why."""


def annotated(tell: Tell, folder: Path, upload: Upload, settings_folder: Path) -> bytes:
    return app.annotate(upload.data, app.settings_for(settings_folder)).data


def fixed(tell: Tell, folder: Path, upload: Upload, settings_folder: Path, choice: Choice) -> bytes:
    return _fixed(folder, upload, settings_folder, choice).data


def changed(tell: Tell, folder: Path, upload: Upload, settings_folder: Path, choice: Choice) -> Changed:
    made = _fixed(folder, upload, settings_folder, choice)
    left = tuple((place_in_words(finding.location, _STEP), finding.message) for finding in made.left)
    return Changed(len(made.made), changes.counted(made.made), tuple(changes.changes(made)), left)


def _fixed(folder: Path, upload: Upload, settings_folder: Path, choice: Choice) -> app.FixedReport:
    # The verb opens a file; this one is in a folder of our own, named by nobody else.
    path = folder / f"report{upload.suffix}"
    path.write_bytes(upload.data)
    settings = app.settings_for(settings_folder)
    layout = is_word(upload.data) and not choice.leave >= LOOKS
    return app.fix(path, leave=choice.leave, plain=choice.is_plain, layout=layout, settings=settings)


def page(tell: Tell, folder: Path, uploads: Sequence[Upload], settings_folder: Path) -> bytes:
    settings = app.settings_for(settings_folder)
    checked = []
    for upload in uploads:
        try:
            result = app.check_document(read_bytes(upload.data, upload.suffix), settings)
            checked.append(app.CheckedFile(upload.name, result))
        except app.ReadError as error:
            checked.append(app.CheckedFile(upload.name, error=str(error)))
    return html.report(checked, __version__).encode()


def ledger(tell: Tell, folder: Path, uploads: Sequence[Upload], settings_folder: Path) -> bytes:
    # openpyxl takes a moment to load: only for those who want a workbook.
    from drafting.reporters.ledger import xlsx

    settings = app.settings_for(settings_folder)
    read = []
    for upload in uploads:
        path = folder / f"report{upload.suffix}"
        path.write_bytes(upload.data)
        try:
            read.append(app.ReadFile(upload.name, *app.figures(path, settings)))
        except app.ReadError as error:
            read.append(app.ReadFile(upload.name, error=str(error)))
    if not any(file.ledger is not None and file.ledger.figures for file in read):
        raise TaskError("报告里没有数字，没有台账可以下载。")
    return xlsx.report(read)
