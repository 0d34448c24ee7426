"""Names of files that came from elsewhere: to be shown, and to be given to what is downloaded. No file is ever opened by one."""

import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

from drafting.readers import SUFFIXES
from drafting.text.patterns import Pattern

_LONGEST = 120
_FORBIDDEN = Pattern(r'[\\/:*?"<>|]')


def shown_name(name: str) -> str:
    """The last step of a path, without what hides or turns letters around."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(
        character for character in last if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    seen = seen.strip()
    if len(seen) > _LONGEST:
        suffix = PurePosixPath(seen).suffix[:10]
        seen = seen[: _LONGEST - len(suffix) - 1] + "…" + suffix
    return seen.strip(".") or "未命名"


def shown_path(path: str) -> str:
    """The steps of a folder that somebody has handed in, each as it is shown; none of them leads anywhere."""
    steps = (step for step in path.replace("\\", "/").split("/") if step.strip(". "))
    return "/".join(shown_name(step) for step in steps) or shown_name("")


def known_suffix(name: str) -> str:
    """Of the kinds that can be read; else none."""
    suffix = PurePosixPath(shown_name(name)).suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def download_name(name: str, label: str, suffix: str) -> str:
    """报告.docx becomes 报告（批注）.docx."""
    shown = shown_name(name)
    stem = shown[: -len(known)] if (known := known_suffix(shown)) else shown
    return f"{_FORBIDDEN.sub('_', stem).strip(' .') or '报告'}（{label}）{suffix}"


def attachment(name: str, suffix: str) -> str:
    """A Content-Disposition as RFC 6266 has it; the plain name is for what does not know the other."""
    return f"attachment; filename=\"fazhi{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
