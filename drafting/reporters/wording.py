"""How findings are worded, alike in every format that people read."""

_LONGEST_QUOTE, _HEAD, _TAIL = 60, 40, 12


def advice(suggestion: str | None, hint: str | None) -> str:
    """What to do, in a sentence; empty where nobody can say."""
    if suggestion:
        return f"改为“{suggestion}”" + (f"；{hint}" if hint else "。")
    return hint or ("删去。" if suggestion == "" else "")


def shortened(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_HEAD]}……{quote[-_TAIL:]}"
