"""Check, fix, check again, until nothing more changes; nothing is kept that would bring a new finding."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from drafting.document import Document
from drafting.findings import Edit, Finding, ordered
from drafting.fixing.choice import chosen, edits_of
from drafting.fixing.references import Renumbered, stale_references, told_before
from drafting.fixing.revision import Revision

_MOST_ROUNDS = 5

Check = Callable[[Document], Sequence[Finding]]
MayChange = Callable[[int, int], bool]
_Place = tuple[str, int]
"""A code and the block of the first document that it is told on."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Everything in places of the document that was read."""

    revision: Revision
    edits: tuple[Edit, ...]
    made: tuple[Finding, ...]
    """Findings that the edits put right."""
    left: tuple[Finding, ...]
    """What a person has to look at."""
    references: tuple[Finding, ...]
    """Sentences that name a heading by a number that it no longer has: these too."""


def _anything(block: int, place: int) -> bool:
    return True


def fix_document(
    document: Document, check: Check, wanted: Callable[[Finding], bool], may_change: MayChange = _anything
) -> Fixed:
    """`check` finds everything that is wrong with a document, `wanted` says what of it this run is about.

    `may_change` says of a character of the document whether its file lets it be changed.
    """
    # How it looks cannot be told of a document with other words: that is nothing that edits of words put right.
    words = replace(document, formatting=None)
    run = _Run(words, check, wanted, may_change, tuple(check(words)))
    of_looks = [f for f in check(document) if wanted(f) and f not in run.first] if document.formatting else []
    revision, findings = run.settled(patient=True)
    if run.new(revision, findings):
        # A change that brings something to be fixed in its turn is fine as long as that comes to an end.
        revision, findings = run.settled(patient=False)
    return run.fixed(revision, findings, of_looks)


@dataclass(frozen=True, slots=True)
class _Run:
    document: Document
    check: Check
    wanted: Callable[[Finding], bool]
    may_change: MayChange
    first: tuple[Finding, ...]

    def settled(self, *, patient: bool) -> tuple[Revision, Sequence[Finding]]:
        revision, findings = Revision.of(self.document), self.first
        for _ in range(_MOST_ROUNDS):
            candidates = chosen(finding for finding in findings if self._can_be_made(finding, revision))
            kept, following, found = self._harmless(revision, findings, [], candidates, patient=patient)
            if not kept:
                break
            revision, findings = following, tuple(found)
        return revision, findings

    def _harmless(
        self,
        revision: Revision,
        findings: Sequence[Finding],
        kept: list[Finding],
        candidates: Sequence[Finding],
        *,
        patient: bool,
    ) -> tuple[list[Finding], Revision, Sequence[Finding]]:
        """Those that can be added to what is kept; halves are tried where the whole brings a new finding."""
        if not candidates:
            return kept, revision, findings
        tried = self._with(revision, [*kept, *candidates])
        found = self.check(tried.document) if tried.document.blocks else ()
        new = self.new(tried, found)
        if patient:
            new = [finding for finding in new if not (finding.edits and self._can_be_made(finding, tried))]
        if tried.document.blocks and not new:
            return [*kept, *candidates], tried, found
        if len(candidates) == 1:
            before = self._with(revision, kept)
            return kept, before, self.check(before.document) if kept else findings
        half = len(candidates) // 2
        kept, _, _ = self._harmless(revision, findings, kept, candidates[:half], patient=patient)
        return self._harmless(revision, findings, kept, candidates[half:], patient=patient)

    def _can_be_made(self, finding: Finding, revision: Revision) -> bool:
        return self.wanted(finding) and all(
            any(self.may_change(block, place) for block, place in either)
            for edit in finding.edits
            for either in revision.touched(edit)
        )

    @staticmethod
    def _with(revision: Revision, findings: Sequence[Finding]) -> Revision:
        return revision.with_edits(edits_of(findings)) if findings else revision

    def new(self, revision: Revision, findings: Iterable[Finding]) -> list[Finding]:
        """Findings of which this place had fewer before."""
        before = Counter(_place(finding) for finding in self.first)
        fresh = []
        for finding in findings:
            place = _place(finding, revision)
            if before[place] > 0:
                before[place] -= 1
            else:
                fresh.append(finding)
        return fresh

    def fixed(self, revision: Revision, findings: Sequence[Finding], of_looks: Sequence[Finding]) -> Fixed:
        edits = revision.edits()
        left = self._left(revision, findings)
        made = [finding for finding in self.first if self.wanted(finding) and finding not in left]
        told = [*stale_references(self.document, _renumbered(revision)), *told_before(self.document)]
        references = {finding.location.span: finding for finding in reversed(told)} if self._is_about(told) else {}
        return Fixed(revision, edits, tuple(made), ordered([*left, *of_looks]), ordered(list(references.values())))

    def _is_about(self, told: Sequence[Finding]) -> bool:
        return all(self.wanted(finding) for finding in told)

    def _left(self, revision: Revision, findings: Sequence[Finding]) -> list[Finding]:
        """The findings of the first check that are still told in the end."""
        remaining: dict[_Place, list[Finding]] = {}
        for finding in findings:
            remaining.setdefault(_place(finding, revision), []).append(finding)
        left: list[Finding] = []
        by_place: dict[_Place, list[Finding]] = {}
        for finding in self.first:
            if self.wanted(finding):
                by_place.setdefault(_place(finding), []).append(finding)
        for place, before in by_place.items():
            still = remaining.get(place, [])
            messages = [finding.message for finding in still]
            quotes = [finding.location.quote for finding in still]
            alike = sorted(before, key=lambda f: (f.message not in messages, f.location.quote not in quotes))
            left += alike[: len(still)]
        return left


def _place(finding: Finding, revision: Revision | None = None) -> _Place:
    block = finding.location.span.block
    return finding.code, revision.places[block] if revision else block


def _renumbered(revision: Revision) -> list[Renumbered]:
    found = []
    for block, place in zip(revision.document.blocks, revision.places, strict=True):
        old = revision.origin.blocks[place]
        if old.label and block.label and old.label.value != block.label.value:
            found.append(Renumbered(block.level, old.label, block.label))
    return found
