"""How findings are worded, alike wherever people read them: on a screen, on a page, in a comment."""

from drafting.findings import Severity

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_LONGEST_QUOTE, _HEAD, _TAIL = 60, 40, 12


def severity_word(severity: Severity) -> str:
    return _WORDS[severity]


def advice(suggestion: str | None, hint: str | None) -> str:
    """What to do, in a sentence; empty where nobody can say."""
    if suggestion:
        return f"改为“{suggestion}”" + (f"；{hint}" if hint else "。")
    return hint or ("删去。" if suggestion == "" else "")


def shortened(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_HEAD]}……{quote[-_TAIL:]}"


def population(figures: int, checkable: int, consistent: int) -> str:
    """How much was read and checked: never a bare pass."""
    return f"读出 {figures} 个数字，可核对 {checkable} 处，相符 {consistent} 处，不符 {checkable - consistent} 处。"
