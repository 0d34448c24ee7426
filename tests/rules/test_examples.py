"""Every rule finds its bad examples, on the marked words, and leaves its good ones alone."""

from dataclasses import replace

import pytest

from drafting.config import Settings
from drafting.document import Document, Properties, Remark, Span
from drafting.engine import run
from drafting.findings import Finding
from drafting.readers import read_bytes
from drafting.readers.text import from_text
from drafting.rules.base import Bad, Good, Rule
from drafting.rules.catalogue import ALL
from drafting.rules.dates.anachronism import events
from drafting.rules.laws.titles import laws
from drafting.text.patterns import Pattern
from drafting.wording import advice
from tests.dressed import dressed

_QUOTED = Pattern(r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」")
_TWO_STOPS = Pattern(r"[。；，、：！？][。；，、：！？]|^[。；，、：！？]")


def _document(example: Good | Bad) -> Document:
    if example.look is not None:
        return read_bytes(dressed(example.text, example.look))
    document = from_text(example.text)
    if example.author is not None:
        document = replace(document, properties=Properties(author=example.author))
    if isinstance(example, Bad) and example.remark is not None:
        kind, words = example.remark
        document = replace(document, remarks=(Remark(kind, Span(len(document.blocks) - 1, 0, 0), words),))
    return document


def _findings(rule: Rule, example: Good | Bad) -> tuple[Finding, ...]:
    last = from_text(example.last) if example.last is not None else None
    return run(_document(example), [rule], Settings(), last=last).findings


def _lies_on(finding: Finding, document: Document, marks: str) -> bool:
    span = finding.location.span
    text = document.blocks[span.block].text
    starts = (start for start in range(len(text)) if text.startswith(marks, start))
    return any(span.start < start + len(marks) and start < max(span.end, span.start + 1) for start in starts)


def _name(value: object) -> str:
    return value.code if isinstance(value, Rule) else str(getattr(value, "text", value))[:24].replace("\n", " ")


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule in ALL for bad in rule.bad], ids=_name)
def test_bad_example_is_found_on_its_marked_words(rule: Rule, bad: Bad) -> None:
    document = _document(bad)
    findings = _findings(rule, bad)
    assert findings
    assert {finding.code for finding in findings} == {rule.code}
    assert any(_lies_on(finding, document, bad.marks) for finding in findings), [f.location.quote for f in findings]


@pytest.mark.parametrize(("rule", "good"), [(rule, good) for rule in ALL for good in rule.good], ids=_name)
def test_good_example_draws_nothing(rule: Rule, good: Good) -> None:
    findings = _findings(rule, good)
    assert not findings, [finding.message for finding in findings]


def _is_whole(words: str) -> bool:
    """Sentences, whatever words of the report they quote."""
    told = _QUOTED.sub("…", words)
    return told.endswith("。") and not _TWO_STOPS.search(told)


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule in ALL for bad in rule.bad], ids=_name)
def test_what_is_told_is_whole_sentences(rule: Rule, bad: Bad) -> None:
    for finding in _findings(rule, bad):
        assert _is_whole(finding.message), finding.message
        what_to_do = advice(finding.suggestion, finding.hint)
        assert not what_to_do or _is_whole(what_to_do), what_to_do


def test_notes_of_the_tables_are_whole_sentences() -> None:
    notes = [note for note in (*(law.note for law in laws().values()), *(event.note for event in events())) if note]
    assert len(notes) > 100
    assert not [note for note in notes if not _is_whole(note)]
    assert not [note for note in notes if not _is_whole(advice("《信访工作条例》", note))]
