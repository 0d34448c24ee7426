"""For people at a terminal: by report, with the words, what to do and what was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.app import CheckedFile
from drafting.findings import CheckResult, Confidence, Finding, Location, Severity
from drafting.reporters.columns import is_wide
from drafting.reporters.json import masked
from drafting.reporters.population import population
from drafting.reporters.wording import advice, shortened

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_CONTEXT = 14
_MOST_OTHERS = 4
_OTHER_WORDS = 14
_STEP_WORDS = 16


def severity_word(severity: Severity) -> str:
    return _WORDS[severity]


@dataclass(frozen=True, slots=True)
class Look:
    colour: bool = False
    width: int | None = None
    """Columns to wrap at; None: one line a sentence."""


def report(files: Iterable[CheckedFile], look: Look = Look()) -> str:
    return "\n".join(_file(file, look) for file in files)


def _file(file: CheckedFile, look: Look) -> str:
    lines = [_paint(file.path, "1", look)]
    if file.result is None:
        lines.append(f"  {_paint('读不了', '31', look)}：{file.error}")
        return "\n".join(lines) + "\n"
    for finding in file.result.findings:
        lines += _finding(file.result, finding, look)
    lines += [f"  已豁免 {w.finding.code} {w.finding.name}：{w.reason}" for w in file.result.waived]
    lines += [f"  注意：{notice}" for notice in file.result.notices]
    lines.append("")
    lines += _wrap("  " + _summary(file.result), look, 2)
    return "\n".join(lines) + "\n"


def _finding(result: CheckResult, finding: Finding, look: Look) -> list[str]:
    word = _WORDS[finding.severity] + ("（存疑）" if finding.confidence is Confidence.DOUBTFUL else "")
    place = _paint(_place(finding.location), "2", look)
    lines = ["", f"  {_paint(word, _COLOURS[finding.severity], look)} {finding.code} {finding.name}  {place}"]
    lines += _wrap("    " + finding.message, look, 4)
    lines += _wrap("    原文：" + _excerpt(result, finding, look), look, 4)
    others = _others(result, finding)
    if others:
        lines += _wrap("    另见：" + others, look, 4)
    if what_to_do := advice(finding.suggestion, finding.hint):
        lines += _wrap("    建议：" + what_to_do, look, 4)
    if finding.basis:
        lines += _wrap(_paint("    依据：" + finding.basis, "2", look), look, 4)
    return lines


def _others(result: CheckResult, finding: Finding) -> str:
    """Where else; what stands in the same paragraph is seen there."""
    known = {finding.location.span.block}
    places: list[str] = []
    for at in finding.related:
        if at.span.block in known:
            continue
        known.add(at.span.block)
        block = result.document.blocks[at.span.block]
        words = masked(finding, at)
        if words == at.quote:
            # A bare number or a year is no place that a person finds.
            words = block.text[at.span.start : max(at.span.end, at.span.start + _OTHER_WORDS + 1)]
        words = words.strip()
        shown = words if len(words) <= _OTHER_WORDS else words[: _OTHER_WORDS - 1] + "…"
        above = block.heading if block.is_run_in else at.trail[-1] if at.trail else ""
        under = "" if block.is_heading and at.span.start < block.heading_end else _short(above.rstrip("。"))
        places.append(f"{under}：“{shown}”" if under else f"“{shown}”")
    more = "等" if len(places) > _MOST_OTHERS else ""
    return "；".join(places[:_MOST_OTHERS]) + more + "。" if places else ""


def _short(step: str) -> str:
    return step if len(step) <= _STEP_WORDS else step[: _STEP_WORDS - 1] + "…"


def _place(at: Location) -> str:
    place = " › ".join(at.steps) or "文首"
    if at.page:
        place += f"（第{at.page}页）"
    elif at.line:
        place += f"（第{at.line}行）"
    return place


def _excerpt(result: CheckResult, finding: Finding, look: Look) -> str:
    """The words around, the faulty piece between ▸ and ◂ so that it shows without colour too."""
    span = finding.location.span
    text = result.document.blocks[span.block].text
    quote = shortened(masked(finding, finding.location))
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    head = "…" if span.start > _CONTEXT else ""
    tail = "…" if span.end + _CONTEXT < len(text) else ""
    mark = _paint(f"▸{quote}◂", "1;" + _COLOURS[finding.severity], look)
    return f"{head}{before}{mark}{after}{tail}"


def _summary(result: CheckResult) -> str:
    counts = {severity: sum(1 for f in result.findings if f.severity is severity) for severity in _WORDS}
    found = "、".join(f"{word} {counts[severity]} 处" for severity, word in _WORDS.items())
    seen = result.seen
    sentence = f"看了 {seen.blocks} 段（其中标题 {seen.headings} 个）、{seen.characters} 字：{found}"
    sentence += f"，另豁免 {len(result.waived)} 处。" if result.waived else "。"
    if seen.figures is not None and seen.checkable is not None and seen.consistent is not None:
        sentence += population(seen.figures, seen.checkable, seen.consistent)
    for skipped in result.skipped:
        sentence += f"没有检查：{skipped}"
    return sentence


def _paint(text: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if look.colour else text


def _wrap(line: str, look: Look, indent: int) -> list[str]:
    """By columns, a Chinese character taking two; escape sequences take none."""
    if look.width is None:
        return [line]
    lines, current, column, escape = [], "", 0, False
    for character in line:
        if escape or character == "\x1b":
            escape = character != "m"
            current += character
            continue
        width = 2 if is_wide(character) else 1
        if column + width > look.width and character not in "，。；：、！？”’》）":
            lines.append(current)
            current, column = " " * indent, indent
        current += character
        column += width
    return [*lines, current]
