"""Complex fields: what Word works out when it opens or prints a file, with the result of the last time."""

import re
from dataclasses import dataclass

_OVERSTRUCK = re.compile(r"\\o\s*(?:\\a[a-z]\s*)?\(([^()]*)\)", re.IGNORECASE)
_LONGEST_ENTRY = 80
_PAGE_AT_END = re.compile(r"[0-9]\s*$")


@dataclass(slots=True)
class Field:
    code: str = ""
    in_code: bool = True
    """What comes is the field's code, which nobody sees."""
    is_unseen: bool = True
    """In its own code, or in that of a field around it."""
    first_line: int = 0
    """Where its result begins."""

    @property
    def is_contents(self) -> bool:
        return self.code.split(None, 1)[:1] in (["TOC"], ["toc"])


def shown_by_code(code: str) -> str:
    """What a field without a result shows: characters in a circle (EQ), the words of a button."""
    words = code.split(None, 2)
    if not words:
        return ""
    if words[0].upper() == "EQ":
        found = _OVERSTRUCK.search(code)
        return found[1].replace("，", ",").split(",")[-1].strip() if found else ""
    return words[2].strip() if words[0].upper() == "MACROBUTTON" and len(words) == 3 else ""


def is_contents_entry(text: str) -> bool:
    """Not the text itself, which a field that was damaged by editing may reach into."""
    return (len(text) <= _LONGEST_ENTRY and "。" not in text) or _PAGE_AT_END.search(text) is not None
