"""What stands in a text as somebody else's words: names of papers, names in quotation marks."""

from drafting.text.patterns import Pattern

_QUOTATION = Pattern(r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉|“[^“”\n]{1,120}”|‘[^‘’\n]{1,120}’|「[^「」\n]{1,120}」")


def quotations(text: str) -> list[tuple[int, int]]:
    """From mark to mark, both included."""
    return [match.span() for match in _QUOTATION.finditer(text)]


def is_quoted(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in spans)
