"""What can be put right without anybody's judgement is; the rest is told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.app.annotating import annotate
from drafting.app.checking import check_document, settings_for
from drafting.config import Settings
from drafting.document import Document
from drafting.findings import CheckResult, Finding, locate, ordered
from drafting.fixing import Fixed, MayChange, fix_document
from drafting.readers import ReadError, file_bytes, is_text, is_word, read_bytes
from drafting.readers.compound import refuse_locked

if TYPE_CHECKING:
    from drafting.ooxml.editing import Manuscript

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
    dressed: tuple[Finding, ...] = ()
    """Findings about its looks that were put right as well."""

    @property
    def made(self) -> tuple[Finding, ...]:
        return (*self.fixed.made, *self.dressed)

    @property
    def left(self) -> tuple[Finding, ...]:
        """What a person has to look at, in places of the report that was read."""
        return ordered([f for f in (*self.fixed.left, *self.fixed.references) if f not in self.dressed])


def fix(
    path: str | Path,
    *,
    select: frozenset[str] = frozenset(),
    ignore: frozenset[str] = frozenset(),
    leave: frozenset[str] = frozenset(),
    plain: bool = False,
    layout: bool = False,
    settings: Settings | None = None,
) -> FixedReport:
    """In a Word file as tracked changes, unless `plain`, and comments; with `layout` its looks too.

    What the rules of `leave` find is told like all the rest, and changed by nobody.

    Raises ReadError or ConfigError.
    """
    path = Path(path)
    settings = settings_for(path) if settings is None else settings
    data, suffix = file_bytes(path), path.suffix.lower()
    run = _Run(settings, settings.narrowed(select, ignore), leave)
    if is_word(data):
        return run.word(data, tracked=not plain, layout=layout)
    if data and not is_text(data, suffix):
        refuse_locked(data)
        raise ReadError(
            "这种文件只能检查，不能直接修改；请用 Word 或 WPS 打开它，另存为 .docx 后再试，或改用原来的 .docx。"
        )
    return run.text(data, suffix)


@dataclass(frozen=True, slots=True)
class _Run:
    settings: Settings
    narrowed: Settings
    leave: frozenset[str]

    def check(self, document: Document) -> tuple[Finding, ...]:
        found = check_document(document, self.settings).findings
        return tuple(replace(f, edits=()) if f.edits and f.code in self.leave else f for f in found)

    def is_wanted(self, finding: Finding) -> bool:
        return self.narrowed.is_on(finding.code)

    def text(self, data: bytes, suffix: str) -> FixedReport:
        from drafting.readers.rewriting import rewritten

        document = read_bytes(data, suffix)
        fixed = fix_document(document, self.check, self.is_wanted)
        made = rewritten(data, fixed.edits, markdown=suffix in (".md", ".markdown"))
        return FixedReport(made, False, document, fixed, check_document(read_bytes(made, suffix), self.narrowed))

    def word(self, data: bytes, *, tracked: bool, layout: bool) -> FixedReport:
        read_bytes(data)
        # lxml is imported for those who want a file changed, and for nobody else.
        from drafting.ooxml.editing import Manuscript
        from drafting.ooxml.editing.fixing import write_fixes

        manuscript = Manuscript(data)
        document = manuscript.document
        closed: frozenset[int] = frozenset()
        for _ in range(_MOST_TRIES):
            fixed = self._fixed(document, partial(_is_open, manuscript, closed))
            kept = {place: fixed.revision.text_of(place) for place in fixed.revision.places}
            written = write_fixes(data, fixed.edits, kept, tracked=tracked)
            if not written.failed:
                break
            # What does not come out as it should is left to a person.
            closed |= written.failed
        else:
            fixed = self._fixed(document, _is_closed)
            written = write_fixes(data, (), {}, tracked=tracked)
        made = self._dressed_through(written.data, tracked=tracked) if layout else written.data
        annotated = annotate(made, self.narrowed, [*_now(fixed)])
        still = Counter(finding.code for finding in annotated.result.findings)
        dressed = tuple(_gone(fixed.left, still)) if layout else ()
        return FixedReport(annotated.data, True, document, fixed, annotated.result, dressed)

    def _dressed_through(self, data: bytes, *, tracked: bool) -> bytes:
        """One size set right may show a wrong line spacing: until no look changes any more."""
        for _ in range(_MOST_TRIES):
            made = self._dressed(data, tracked=tracked)
            if made is data or self._looks(made) == self._looks(data):
                return made
            data = made
        return data

    def _dressed(self, data: bytes, *, tracked: bool) -> bytes:
        """With the looks that the rules ask for; a rule whose changes would bring a new finding makes none."""
        from drafting.fixing.dress import CODES

        before = self._looks(data)
        wanted = [code for code in CODES if code in before and self.narrowed.is_on(code) and code not in self.leave]
        for codes in ([wanted], [[code] for code in wanted]):
            made, found = data, before
            for together in codes if wanted else ():
                tried = self._dressed_by(frozenset(together), made, tracked=tracked)
                after = self._looks(tried)
                # The right size may show a wrong line spacing, which can be put right in its turn.
                brought = frozenset(code for code in after - found if code in CODES and self.narrowed.is_on(code))
                if brought:
                    tried = self._dressed_by(brought, tried, tracked=tracked)
                    after = self._looks(tried)
                if not after - found:
                    made, found = tried, after
            if made is not data:
                return made
        return data

    def _looks(self, data: bytes) -> Counter[str]:
        """What is told of its looks; what somebody has waived or switched off is not."""
        settings = replace(self.settings, select=frozenset({"LAY"}))
        return Counter(finding.code for finding in check_document(read_bytes(data), settings).findings)

    def _dressed_by(self, codes: frozenset[str], data: bytes, *, tracked: bool) -> bytes:
        from drafting.fixing.dress import dressing
        from drafting.ooxml.editing import Manuscript
        from drafting.ooxml.editing.dressing import Tailor
        from drafting.rules.context import Context

        manuscript = Manuscript(data)
        wanted = dressing(Context(manuscript.document, self.settings.mandate, self.settings.own_layout), codes)
        tailor = Tailor(manuscript, self.settings.layout, tracked)
        for words in wanted.words:
            tailor.words(words.span, words.face, words.size)
        for block, own in wanted.paragraphs.items():
            tailor.paragraph(
                block, align=own.align, first_line=own.first_line, size=own.size, exact=own.exact, closed=own.closed
            )
        for place in dict.fromkeys([*wanted.papers, *wanted.margins]):
            tailor.section(place, paper=place in wanted.papers, margins=place in wanted.margins)
        return manuscript.save()

    def _fixed(self, document: Document, may_change: MayChange) -> Fixed:
        return fix_document(document, self.check, self.is_wanted, may_change)


def _is_open(manuscript: "Manuscript", closed: frozenset[int], block: int, place: int) -> bool:
    from drafting.ooxml.editing.revisions import may_change

    return block not in closed and may_change(manuscript, block, place)


def _gone(left: Sequence[Finding], still: Counter[str]) -> Iterator[Finding]:
    """Findings about looks that are told no more."""
    for finding in left:
        if finding.code.startswith("LAY"):
            if still[finding.code] > 0:
                still[finding.code] -= 1
            else:
                yield finding


def _is_closed(block: int, place: int) -> bool:
    return False


def _now(fixed: Fixed) -> Iterator[Finding]:
    """References, in the report as it reads now."""
    for finding in fixed.references:
        span = fixed.revision.now(finding.location.span)
        if span is not None:
            yield replace(finding, location=locate(fixed.revision.document, span))
