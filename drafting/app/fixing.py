"""What can be put right without anybody's judgement is; the rest is told."""

from dataclasses import dataclass
from pathlib import Path

from drafting.app.checking import check_document, settings_for
from drafting.config import Settings
from drafting.document import Document
from drafting.findings import CheckResult, Finding
from drafting.fixing import Fixed, fix_document
from drafting.readers import file_bytes, is_word, read_bytes

_MOST_TRIES = 4


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
    plain: bool = False,
    settings: Settings | None = None,
) -> FixedReport:
    """In a Word file as tracked changes, unless `plain`, and comments. Raises ReadError or ConfigError."""
    path = Path(path)
    settings = settings_for(path) if settings is None else settings
    data, suffix = file_bytes(path), path.suffix.lower()
    run = _Run(settings, settings.narrowed(select, ignore))
    if is_word(data):
        return run.word(data, tracked=not plain)
    return run.text(data, suffix)


@dataclass(frozen=True, slots=True)
class _Run:
    settings: Settings
    narrowed: Settings

    def check(self, document: Document) -> tuple[Finding, ...]:
        return check_document(document, self.settings).findings

    def is_wanted(self, finding: Finding) -> bool:
        return self.narrowed.is_on(finding.code)

    def text(self, data: bytes, suffix: str) -> FixedReport:
        from drafting.readers.rewriting import rewritten

        document = read_bytes(data, suffix)
        fixed = fix_document(document, self.check, self.is_wanted)
        made = rewritten(data, fixed.edits, markdown=suffix in (".md", ".markdown"))
        return FixedReport(made, False, document, fixed, check_document(read_bytes(made, suffix), self.narrowed))

    def word(self, data: bytes, *, tracked: bool) -> FixedReport:
        read_bytes(data)
        # lxml is imported for those who want a file changed, and for nobody else.
        from drafting.ooxml.editing import Manuscript
        from drafting.ooxml.editing.fixing import write_fixes
        from drafting.ooxml.editing.revisions import may_change

        manuscript = Manuscript(data)
        document = manuscript.document
        closed: set[int] = set()
        for _ in range(_MOST_TRIES):
            fixed = fix_document(
                document,
                self.check,
                self.is_wanted,
                lambda block, place: block not in closed and may_change(manuscript, block, place),
            )
            kept = {place: fixed.revision.text_of(place) for place in fixed.revision.places}
            written = write_fixes(data, fixed.edits, kept, tracked=tracked)
            if not written.failed:
                break
            # What does not come out as it should is left to a person.
            closed |= written.failed
        else:
            fixed = fix_document(document, self.check, self.is_wanted, lambda block, place: False)
            written = write_fixes(data, (), {}, tracked=tracked)
        return FixedReport(written.data, True, document, fixed, check_document(read_bytes(written.data), self.narrowed))
