"""For people at a terminal: by report, with the words, what to do and what was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.app import CheckedFile
from drafting.findings import CheckResult, Finding, Severity
from drafting.reporters.columns import is_wide
from drafting.wording import (
    advice,
    elsewhere,
    extent,
    in_last_year,
    masked,
    place_in_words,
    population,
    severity_and_doubt,
    severity_word,
    shortened,
)

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_CONTEXT = 14


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
    word = severity_and_doubt(finding)
    place = _paint(place_in_words(finding.location), "2", look)
    lines = ["", f"  {_paint(word, _COLOURS[finding.severity], look)} {finding.code} {finding.name}  {place}"]
    lines += _wrap("    " + finding.message, look, 4)
    lines += _wrap("    原文：" + _excerpt(result, finding, look), look, 4)
    others = _others(result, finding)
    if others:
        lines += _wrap("    另见：" + others, look, 4)
    if before := in_last_year(finding):
        lines += _wrap("    去年的报告：" + before, look, 4)
    if what_to_do := advice(finding.suggestion, finding.hint):
        lines += _wrap("    建议：" + what_to_do, look, 4)
    if finding.basis:
        lines += _wrap(_paint("    依据：" + finding.basis, "2", look), look, 4)
    return lines


def _others(result: CheckResult, finding: Finding) -> str:
    places, more = elsewhere(result, finding)
    return "；".join(place.words for place in places) + ("等" if more else "") + "。" if places else ""


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
    found = "、".join(
        f"{severity_word(severity)} {sum(1 for f in result.findings if f.severity is severity)} 处"
        for severity in sorted(Severity, reverse=True)
    )
    seen = result.seen
    sentence = f"看了 {extent(seen)}：{found}"
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
