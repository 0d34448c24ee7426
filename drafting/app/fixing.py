"""What can be put right without anybody's judgement is; the rest is told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drafting.app.checking import check_document, settings_for
from drafting.config import Settings
from drafting.document import Document
from drafting.findings import CheckResult, Finding
from drafting.fixing import Fixed, fix_document
from drafting.readers import file_bytes, is_word, read_bytes


@dataclass(frozen=True, slots=True)
class FixedReport:
    """A report with its changes, not written anywhere yet."""

    data: bytes
    is_word: bool
    document: Document
    """As it was read."""
    fixed: Fixed
    result: CheckResult
    """The check of what `data` holds, by the rules that were asked for."""


def fix(
    path: str | Path,
    *,
    select: frozenset[str] = frozenset(),
    ignore: frozenset[str] = frozenset(),
    settings: Settings | None = None,
) -> FixedReport:
    """Raises ReadError or ConfigError."""
    path = Path(path)
    settings = settings_for(path) if settings is None else settings
    narrowed = settings.narrowed(select, ignore)
    data, suffix = file_bytes(path), path.suffix.lower()
    document = read_bytes(data, suffix)
    fixed = fix_document(document, _check(settings), _is_wanted(narrowed))
    made = _rewritten(data, suffix, fixed)
    return FixedReport(made, is_word(data), document, fixed, check_document(read_bytes(made, suffix), narrowed))


def _check(settings: Settings) -> Callable[[Document], tuple[Finding, ...]]:
    return lambda document: check_document(document, settings).findings


def _is_wanted(narrowed: Settings) -> Callable[[Finding], bool]:
    return lambda finding: narrowed.is_on(finding.code)


def _rewritten(data: bytes, suffix: str, fixed: Fixed) -> bytes:
    from drafting.readers.rewriting import rewritten

    return rewritten(data, fixed.edits, markdown=suffix in (".md", ".markdown"))
