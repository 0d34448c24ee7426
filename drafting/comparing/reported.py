"""What is asked of a report that is set beside another year's, and whether the two go together."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from drafting.document import Block, Document
from drafting.document.mandate import Mandate
from drafting.document.parts import Parts
from drafting.document.units import Unit, units_of
from drafting.document.years import ReportTime
from drafting.figures import Ledger
from drafting.figures.quantities import Sentence


class Reported(Protocol):
    """A report and what was worked out of it, each when it is first asked for."""

    @property
    def document(self) -> Document: ...
    @property
    def mandate(self) -> Mandate: ...
    @property
    def parts(self) -> Parts: ...
    @property
    def sentences(self) -> Sequence[Sentence]: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def planned(self) -> frozenset[int]: ...
    @property
    def time(self) -> ReportTime: ...


def wrong_pair(last: Reported, this: Reported) -> str | None:
    """Why the first cannot be last year's report of the second: a sentence, with what to do."""
    before, now = last.time.year, this.time.year
    if before is not None and now is not None and before != now - 1:
        if before == now:
            return f"两份报告写的都是{now}年的情况，没有可以对照的；请换成{now - 1}年的报告。"
        if before > now:
            return f"作为去年的那一份写的是{before}年的情况，比{now}年的这一份还晚，两份可能放反了；请调换一下再试。"
        return f"作为去年的那一份写的是{before}年的情况，不是{now}年的上一年；请换成{now - 1}年的报告。"
    ours, theirs = _units(this.document), _units(last.document)
    same = any(a.stem.endswith(b.stem) or b.stem.endswith(a.stem) for a in ours for b in theirs)
    if ours and theirs and not same:
        return (
            f"两份报告不是同一个单位的：去年的是“{theirs[0].name}”，今年的是“{ours[0].name}”；请换成同一个单位的报告。"
        )
    return None


def doubts(last: Reported, this: Reported) -> Iterator[str]:
    """What could not be told of the two, a sentence each."""
    unknown = [name for name, report in (("去年的报告", last), ("这份报告", this)) if report.time.year is None]
    if unknown:
        yield f"看不出{'和'.join(unknown)}是哪一年的，仍按上一年和本年对照；请核对有没有拿错。"


def unit_stems(report: Reported) -> frozenset[str]:
    """The unit's own names, without what kind of place it is: 松坪 of 松坪乡."""
    return frozenset(unit.stem for unit in _units(report.document))


def _units(document: Document) -> list[Unit]:
    return [unit for unit in units_of(document) if unit.told != "lead" and len(unit.stem) > 1]


def keys_with(mandate: Mandate, element: str) -> frozenset[str]:
    """The parts that have to speak of something: of causes, the shortcomings."""
    return frozenset(part.key for part in mandate.parts if any(each.key == element for each in part.elements))


def content(report: Reported, keys: frozenset[str]) -> list[Block]:
    """What stands in the sections of some parts, headings included."""
    found: list[Block] = []
    for section in report.parts.sections:
        if section.parts and keys.issuperset(section.parts):
            found += [section.heading, *section.blocks]
    return found
