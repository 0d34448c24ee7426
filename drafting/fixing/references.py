"""Sentences that name a heading by its number, which a renumbering leaves behind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Document, RemarkKind, Span
from drafting.findings import Confidence, Finding, Severity, locate
from drafting.text.labels import Label, read_label
from drafting.text.numerals import parse_number
from drafting.text.patterns import Pattern

_NUMBER = "[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_POINTING = "(?:见|参见|详见|上述|前述|以上|上文|前文|下述|本报告|报告|本文|同)"
_REFERENCE = Pattern(
    rf"第(?P<part>{_NUMBER})(?:大)?(?:部分|章)"
    rf"|{_POINTING}的?第[（(]?(?P<item>{_NUMBER})[）)]?(?:点|项|条(?!例)|个?方面|节)"
    rf"|{_POINTING}(?P<label>[（(](?:{_NUMBER})[）)]|(?:{_NUMBER})[、.])"
)


_TOLD = Pattern(r"标题的序号改过了（如“[^”]*”改为“[^”]*”），这里提到的“(?P<quote>[^”]*)”要跟着核对。")


@dataclass(frozen=True, slots=True)
class Renumbered:
    level: int
    old: Label
    new: Label


def stale_references(before: Document, headings: Sequence[Renumbered]) -> Iterator[Finding]:
    top = min((block.level for block in before.headings()), default=1)
    for block in before.blocks if headings else ():
        for match in _REFERENCE.finditer(block.text):
            if block.label and match.start() <= block.label.start:
                continue
            heading = _meant(match, headings, top)
            if heading is None:
                continue
            changed = f"（如“{heading.old.text}”改为“{heading.new.text}”）"
            message = f"标题的序号改过了{changed}，这里提到的“{match[0]}”要跟着核对。"
            yield _finding(before, Span(block.index, match.start(), match.end()), message)


def told_before(document: Document) -> Iterator[Finding]:
    """Those of an earlier run, whose comments nobody has taken away yet: no check could find them again."""
    for remark in document.remarks:
        told = _TOLD.search(remark.text) if remark.ours and remark.kind is RemarkKind.COMMENT else None
        if told is None:
            continue
        # The comment's mark stands right behind the words.
        end = remark.span.end
        span = Span(remark.span.block, end - len(told["quote"]), end)
        if span.start >= 0 and document.quote(span) == told["quote"]:
            yield _finding(document, span, told[0])


def _finding(document: Document, span: Span, message: str) -> Finding:
    return Finding(
        "NUM02",
        "numeral-sequence",
        "序号不连续",
        Severity.WARNING,
        Confidence.CERTAIN,
        message,
        locate(document, span),
        hint="请看它指的是哪一个标题，照新的序号改正。",
    )


def _meant(match: re.Match[str], headings: Sequence[Renumbered], top: int) -> Renumbered | None:
    """A heading that had this number or has it now: either way the reference says something else than before."""
    label = read_label(match["label"]) if match["label"] else None
    value = label.value if label else parse_number(match["part"] or match["item"] or "")
    fitting = [
        heading
        for heading in headings
        if value in (heading.old.value, heading.new.value)
        and (not match["part"] or heading.level == top)
        and (label is None or label.style == heading.new.style)
    ]
    # 上述第三项 is a point under a heading rather than a part of the report.
    fitting.sort(key=lambda heading: (heading.level == top, heading.old.value != value))
    return next(iter(fitting), None)
