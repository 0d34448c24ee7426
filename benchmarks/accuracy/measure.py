"""Plants faults in reports, checks them, and counts what was told and what was told wrongly."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.accuracy.faults import dates, figures, layout, marks, sets, structure, years
from benchmarks.accuracy.faults.declared import ANYWHERE, FAULTS, Fault
from benchmarks.accuracy.files import file_of
from benchmarks.accuracy.paper import Paper
from benchmarks.accuracy.reports import GROUP, clean, of_county, year_before
from drafting.app import check_document
from drafting.collecting.declaring import Member
from drafting.collecting.rules.foreign_name import foreign_name
from drafting.collecting.rules.near_duplicate import near_duplicate
from drafting.config import Settings
from drafting.document import Document
from drafting.findings import CheckResult, Finding, Severity
from drafting.readers import read_bytes

# Imported for what they declare.
_DECLARED = (dates, figures, layout, marks, structure)

BLOCK = 40
"""Reports that are measured together, so that the same ones come out whatever runs beside them."""
_REACH = 16
_SETTINGS = Settings()
_YEARS = _SETTINGS.narrowed(frozenset({"YOY"}), frozenset())


@dataclass(frozen=True)
class Miss:
    code: str
    kind: str
    words: str
    """On which the fault lies."""
    report: str


@dataclass(frozen=True)
class Alarm:
    code: str
    severity: Severity
    message: str
    words: str
    report: str


@dataclass
class Tally:
    """Of one rule."""

    planted: int = 0
    found: int = 0
    as_hint: int = 0
    """Among those found: told as a hint only."""
    reported: int = 0
    """At warning or above."""
    right: int = 0
    errors: int = 0
    """Of those, at error."""
    right_errors: int = 0
    hints: int = 0
    right_hints: int = 0

    def add(self, other: "Tally") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Measured:
    reports: int = 0
    checks: int = 0
    words: int = 0
    """Word files among the reports."""
    alarmed: int = 0
    """Reports without a fault of which an error or a warning was told."""
    faulty: Counter[int] = field(default_factory=Counter)
    """By how many faults were planted in one report."""
    rules: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[tuple[str, str], Tally] = field(default_factory=dict)
    """By code and name of the fault kind: planted and found only."""
    misses: list[Miss] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    hints: list[Alarm] = field(default_factory=list)
    """Hints on what was not planted."""

    def rule(self, code: str) -> Tally:
        return self.rules.setdefault(code, Tally())

    def add(self, other: "Measured") -> None:
        self.reports += other.reports
        self.checks += other.checks
        self.words += other.words
        self.alarmed += other.alarmed
        self.faulty += other.faulty
        for code, tally in other.rules.items():
            self.rule(code).add(tally)
        for kind, tally in other.kinds.items():
            self.kinds.setdefault(kind, Tally()).add(tally)
        self.misses += other.misses
        self.alarms += other.alarms
        self.hints += other.hints

    def planted(self, code: str, name: str, found: Severity | None, words: str, report: str) -> None:
        for tally in (self.rule(code), self.kinds.setdefault((code, name), Tally())):
            tally.planted += 1
            tally.found += found is not None
            tally.as_hint += found is Severity.INFO
        if found is None:
            self.misses.append(Miss(code, name, words, report))

    def told(self, finding: Finding, right: bool, words: str, report: str) -> None:
        tally = self.rule(finding.code)
        if finding.severity > Severity.INFO:
            tally.reported += 1
            tally.right += right
            tally.errors += finding.severity is Severity.ERROR
            tally.right_errors += right and finding.severity is Severity.ERROR
        else:
            tally.hints += 1
            tally.right_hints += right
        if not right:
            alarm = Alarm(finding.code, finding.severity, finding.message, words, report)
            (self.alarms if finding.severity > Severity.INFO else self.hints).append(alarm)


@dataclass(frozen=True)
class Planted:
    fault: Fault
    words: tuple[str, ...]

    def lies_under(self, finding: Finding, document: Document) -> bool:
        return self.words == ANYWHERE or any(
            _overlaps(document, location.span.block, location.span.start, location.span.end, words)
            for location in (finding.location, *finding.related)
            for words in self.words
        )


def blocks(reports: int) -> range:
    return range(-(-reports // BLOCK))


def measured(block: int, seed: int) -> Measured:
    """The reports of one block, without faults and with some."""
    found = Measured()
    random = Random(f"{seed} block {block}")
    for number, (paper, spoiled, planted) in enumerate(spoiled_once(block, seed)):
        found.reports += 1
        found.words += paper.suffix == ".docx"
        _judge(found, paper, [])
        _judge(found, spoiled, planted)
        _judge(found, *_with_several(paper, random))
        if number % 3 == 0:
            _two_years(found, paper, seed, block * BLOCK + number, random)
    _county(found, [of_county(number, seed) for number in range(block * BLOCK, block * BLOCK + GROUP)], random)
    return found


# One report


def spoiled_once(block: int, seed: int) -> Iterator[tuple[Paper, Paper, list[Planted]]]:
    """Each report of a block, the same with one fault, and which: every kind in its turn."""
    kinds = list(FAULTS)
    Random(f"{seed} order").shuffle(kinds)
    waiting = deque(kinds)
    waiting.rotate(-block * BLOCK)
    random = Random(f"{seed} one {block}")
    for number in range(block * BLOCK, (block + 1) * BLOCK):
        paper = clean(number, seed)
        yield (paper, *_with_one(paper, waiting, random))


def _with_one(paper: Paper, kinds: deque[Fault], random: Random) -> tuple[Paper, list[Planted]]:
    """With the next fault kind that it has a place for."""
    for _ in range(len(kinds)):
        fault = kinds.popleft()
        spoiled = _shaped(paper, fault)
        words = fault.plant(spoiled, random)
        if words:
            kinds.append(fault)
            return spoiled, [Planted(fault, tuple(words))]
        kinds.insert(3, fault)
        kinds.rotate(-1)
    return paper, []


def _with_several(paper: Paper, random: Random) -> tuple[Paper, list[Planted]]:
    wanted = random.randint(2, 6)
    planted: list[Planted] = []
    groups = {"all"}
    forms: set[str] = set()
    for fault in random.sample(FAULTS, len(FAULTS)):
        if len(planted) == wanted:
            break
        if groups & set(fault.group.split()) or {fault.form, *forms} >= {"word", "text"}:
            continue
        tried = _shaped(paper, fault)
        words = fault.plant(tried, random)
        if not words or not all(_there(tried, each) for each in planted):
            continue
        planted.append(Planted(fault, tuple(words)))
        paper = tried
        groups |= set(fault.group.split())
        forms |= {fault.form}
    return paper, planted


def _shaped(paper: Paper, fault: Fault) -> Paper:
    """A copy in the form that shows the fault."""
    copy = paper.copy()
    if fault.form == "word":
        copy.suffix, copy.fragmented = ".docx", True
    elif fault.form == "text":
        copy.suffix = ".txt"
    if fault.form in {"typed", "text"}:
        copy.automatic = False
    return copy


def _there(paper: Paper, planted: Planted) -> bool:
    """Whether another fault left it as it was."""
    texts = [paper.header, *(para.whole for para in paper.paras)]
    return all(any(words.removeprefix("=") in text for text in texts) for words in planted.words)


def _judge(found: Measured, paper: Paper, planted: Sequence[Planted]) -> None:
    document = read_bytes(file_of(paper), paper.suffix)
    result = check_document(document, _SETTINGS)
    found.checks += 1
    found.faulty[len(planted)] += 1
    found.alarmed += not planted and any(finding.severity > Severity.INFO for finding in result.findings)
    for each in planted:
        fault = each.fault
        told = [f.severity for f in result.findings if f.code in fault.codes and each.lies_under(f, document)]
        found.planted(fault.code, fault.name, max(told, default=None), _example(each, document), paper.name)
    for finding in result.findings:
        right = any(
            finding.code in each.fault.elsewhere
            or (finding.code in each.fault.codes | set(each.fault.also) and each.lies_under(finding, document))
            for each in planted
        )
        found.told(finding, right, _sentence(document, finding), paper.name)


def _overlaps(document: Document, block: int, start: int, end: int, words: str) -> bool:
    text = document.blocks[block].text
    if words.startswith("="):
        return text == words[1:]
    place = text.find(words)
    while place >= 0:
        if start < place + len(words) and place < max(end, start + 1):
            return True
        place = text.find(words, place + 1)
    return False


def _example(planted: Planted, document: Document) -> str:
    """The words with their sentence."""
    words = planted.words[0].removeprefix("=")
    for block in document.blocks:
        place = block.text.find(words)
        if words and place >= 0:
            return _sentence_at(block.text, place, place + len(words))
    return words


def _sentence(document: Document, finding: Finding) -> str:
    span = finding.location.span
    return _sentence_at(document.blocks[span.block].text, span.start, span.end)


def _sentence_at(text: str, start: int, end: int) -> str:
    begin = text.rfind("。", 0, start) + 1
    stop = text.find("。", max(start, end - 1)) + 1 or len(text)
    return text[begin:stop]


# Two years


def _two_years(found: Measured, paper: Paper, seed: int, number: int, random: Random) -> None:
    last = year_before(paper, seed)
    _pair(found, paper, last, None, ())
    for turn in range(len(years.FAULTS)):
        fault = years.FAULTS[(number // 3 + turn) % len(years.FAULTS)]
        now, before = paper.copy(), last.copy()
        words = fault.plant(now, before, random)
        if words:
            _pair(found, now, before, fault, words)
            return


def _pair(found: Measured, now: Paper, last: Paper, fault: years.FaultOfYears | None, words: Iterable[str]) -> None:
    before = read_bytes(file_of(last), last.suffix)
    document = read_bytes(file_of(now), now.suffix)
    result = check_document(document, _YEARS, last=before)
    found.checks += 1
    found.faulty[int(fault is not None)] += 1
    found.alarmed += fault is None and any(finding.severity > Severity.INFO for finding in result.findings)
    if fault is not None:
        told = [f.severity for f in result.findings if f.code == fault.code and _speaks_of(f, words, result, before)]
        example = next(iter(words), "")
        found.planted(fault.code, fault.name, max(told, default=None), example, now.name)
    for finding in result.findings:
        right = (
            fault is not None
            and finding.code in {fault.code, *fault.also}
            and _speaks_of(finding, words, result, before)
        )
        words_of_last = "；去年：" + "；".join(at.quote for at in finding.last_year) if finding.last_year else ""
        found.told(finding, right, _sentence(document, finding) + words_of_last, now.name)


def _speaks_of(finding: Finding, words: Iterable[str], result: CheckResult, last: Document) -> bool:
    here = [(result.document, at) for at in (finding.location, *finding.related)]
    return any(
        _overlaps(document, at.span.block, at.span.start, at.span.end, each)
        for document, at in (*here, *((last, at) for at in finding.last_year))
        for each in words
    )


# A county


def _county(found: Measured, townships: Sequence[Paper], random: Random) -> None:
    members = [Member(paper.place.unit, read_bytes(file_of(paper), paper.suffix)) for paper in townships]
    before = set(_told_of(members))
    for code, words in sorted(before):
        found.rule(code).reported += 1
        found.alarms.append(Alarm(code, Severity.WARNING, "", words, townships[0].name))
    for fault in sets.FAULTS:
        target, source = random.sample(range(len(townships)), 2)
        spoiled = townships[target].copy()
        quotes = fault.plant(spoiled, townships[source], random)
        if not quotes:
            continue
        found.checks += 1
        found.faulty[1] += 1
        member = Member(spoiled.place.unit, read_bytes(file_of(spoiled), spoiled.suffix))
        others = [other for place, other in enumerate(members) if place != target]
        told = set(_told_of([member, *others])) - before
        right = {(code, words) for code, words in told if code == fault.code and _alike(words, quotes)}
        found.planted(fault.code, fault.name, Severity.WARNING if right else None, quotes[0], spoiled.name)
        for code, words in sorted(told):
            found.rule(code).reported += 1
            found.rule(code).right += (code, words) in right
            if (code, words) not in right:
                found.alarms.append(Alarm(code, Severity.WARNING, "", words, spoiled.name))


def _told_of(members: Sequence[Member]) -> Iterator[tuple[str, str]]:
    """What is said of any of them."""
    yield from ((near_duplicate.code, words) for words in near_duplicate.check(members))
    for place, member in enumerate(members):
        others = [*members[:place], *members[place + 1 :]]
        yield from ((foreign_name.code, words) for words in foreign_name.check([member, *others]))


def _alike(words: str, quotes: Sequence[str]) -> bool:
    """The rule gives the words that it found first, which may begin a little before the passage."""
    return any(words in quote or quote in words for quote in quotes) or any(
        len(words) > _REACH and words[place : place + _REACH] in quote
        for quote in quotes
        for place in range(0, len(words) - _REACH, _REACH // 2)
    )
