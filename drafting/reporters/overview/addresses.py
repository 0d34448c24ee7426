"""Where a report lies, as a link from what lies beside it."""

from urllib.parse import quote


def address(path: str) -> str | None:
    """Of a file that lies beside the page or below it, or above; None for anything that would lead elsewhere."""
    if path.startswith(("/", "\\")) or path[1:2] == ":":
        return None
    # A first step with a colon would be taken for a protocol; quoted it is none.
    return quote(path, safe="/", errors="replace") or None
