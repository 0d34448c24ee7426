"""How findings are worded, alike wherever people read them: on a screen, on a page, in a comment."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.findings import CheckResult, Confidence, Finding, Location, Seen, Severity

_LONGEST_QUOTE, _HEAD, _TAIL = 60, 40, 12
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_MOST_OTHERS = 4
_MOST_OF_LAST_YEAR = 3
_OTHER_WORDS = 14
_STEP_WORDS = 16


def severity_word(severity: Severity) -> str:
    return _WORDS[severity]


def severity_and_doubt(finding: Finding) -> str:
    return _WORDS[finding.severity] + ("（存疑）" if finding.confidence is Confidence.DOUBTFUL else "")


def advice(suggestion: str | None, hint: str | None) -> str:
    """What to do, in a sentence; empty where nobody can say."""
    if suggestion:
        # A request goes on with the sentence; what is to be known is a sentence of its own.
        stop = "；" if hint and hint.startswith(("请", "如")) else "。"
        return f"改为{quoted(suggestion)}{stop}{hint or ''}"
    return hint or ("删去。" if suggestion == "" else "")


def quoted(words: str) -> str:
    """In quotation marks that are not among the words, so that nobody copies one too many."""
    for opening, closing in ("“”", "‘’", "「」"):
        if opening not in words and closing not in words:
            return f"{opening}{words}{closing}"
    return f" {words} "


def cut(words: str, longest: int) -> str:
    """The beginning, for what is too long to be said whole."""
    return words if len(words) <= longest else words[:longest] + "……"


def shortened(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_HEAD]}……{quote[-_TAIL:]}"


def place_in_words(at: Location, longest: int | None = None) -> str:
    """`longest`: how much of each heading is shown, where there is little room."""
    place = " › ".join(step if longest is None else _short(step, longest) for step in at.steps) or "文首"
    if at.page:
        place += f"（第{at.page}页）"
    elif at.line:
        place += f"（第{at.line}行）"
    return place


def extent(seen: Seen) -> str:
    return f"{seen.blocks} 段（其中标题 {seen.headings} 个）、{seen.characters} 字"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place that a finding speaks of."""

    block: int
    words: str


def elsewhere(result: CheckResult, finding: Finding) -> tuple[list[Elsewhere], bool]:
    """Where else, a few of them, and whether there are more; what stands in the same paragraph is seen there."""
    few: list[Elsewhere] = []
    for place in _elsewhere(result, finding):
        if len(few) == _MOST_OTHERS:
            return few, True
        few.append(place)
    return few, False


def _elsewhere(result: CheckResult, finding: Finding) -> Iterator[Elsewhere]:
    known = {finding.location.span.block}
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
        yield Elsewhere(at.span.block, f"{under}：“{shown}”" if under else f"“{shown}”")


def in_last_year(finding: Finding) -> str:
    """Where in last year's report and in which words, a few of them; empty where a finding is about this report alone."""
    shown = [
        f"{place_in_words(at, _STEP_WORDS)}：{quoted(shortened(at.quote.strip().rstrip('。；')))}"
        for at in finding.last_year
    ]
    if not shown:
        return ""
    return "；".join(shown[:_MOST_OF_LAST_YEAR]) + ("等。" if len(shown) > _MOST_OF_LAST_YEAR else "。")


def _short(step: str, longest: int = _STEP_WORDS) -> str:
    return step if len(step) <= longest else step[: longest - 1] + "…"


def masked(finding: Finding, at: Location) -> str:
    """The words at a place; personal numbers are not passed on with the finding."""
    if finding.code != "PRI01":
        return at.quote
    return at.quote[:3] + "*" * max(0, len(at.quote) - 4) + at.quote[-1:]


def population(figures: int, checkable: int, consistent: int) -> str:
    """How much was read and checked: never a bare pass."""
    return f"读出 {figures} 个数字，可核对 {checkable} 处，相符 {consistent} 处，不符 {checkable - consistent} 处。"
