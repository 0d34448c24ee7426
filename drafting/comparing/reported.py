"""What is asked of a report that is set beside another year's, and whether the two go together."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from drafting.document import Block, Document, Role
from drafting.document.mandate import Mandate
from drafting.document.parts import Parts
from drafting.document.years import ReportTime
from drafting.figures import Ledger
from drafting.figures.quantities import Sentence
from drafting.text.patterns import Pattern


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


_BEFORE_SUBJECT = Pattern(
    r"^(?P<name>[\u4e00-\u9fff]{2,30}?)(?:关于|20[0-9]{2}|二[〇○零]|法治政府|推进法治|法治建设|依法行政)"
)
_ORGAN = Pattern(r"(?:人民政府|办事处|党工委|党委|委员会|政府|[（(].*)$")
_PLACE = Pattern(r"(?:[^省市州盟县区旗]*[省市州盟县区旗])*(?P<stem>[\u4e00-\u9fff]{2,8}?)(?:镇|乡|街道)$")
_OFFICE = Pattern(r"(?:[局厅委院队县区市州盟旗省]|办公室|中心|集团|公司)$")


def wrong_pair(last: Reported, this: Reported) -> str | None:
    """Why the first cannot be last year's report of the second: a sentence, with what to do."""
    before, now = last.time.year, this.time.year
    if before is not None and now is not None and before != now - 1:
        if before == now:
            return f"两份报告写的都是{now}年的情况，没有可以对照的；请换成{now - 1}年的报告。"
        if before > now:
            return f"作为去年的那一份写的是{before}年的情况，比{now}年的这一份还晚，两份可能放反了；请调换一下再试。"
        return f"作为去年的那一份写的是{before}年的情况，不是{now}年的上一年；请换成{now - 1}年的报告。"
    ours, theirs = list(_units(this.document)), list(_units(last.document))
    if ours and theirs and not any(a.endswith(b) or b.endswith(a) for a in ours for b in theirs):
        return f"两份报告不是同一个单位的：去年的是“{theirs[0]}”，今年的是“{ours[0]}”；请换成同一个单位的报告。"
    return None


def doubts(last: Reported, this: Reported) -> Iterator[str]:
    """What could not be told of the two, a sentence each."""
    unknown = [name for name, report in (("去年的报告", last), ("这份报告", this)) if report.time.year is None]
    if unknown:
        yield f"看不出{'和'.join(unknown)}是哪一年的，仍按上一年和本年对照；请核对有没有拿错。"


def unit_stems(report: Reported) -> frozenset[str]:
    """The unit's own names, without what kind of place it is: 松坪 of 松坪乡."""
    return frozenset(_units(report.document))


def _units(document: Document) -> Iterator[str]:
    """A township that became a town is the same one: only the stem counts."""
    named = _BEFORE_SUBJECT.match(document.title)
    names = [named["name"]] if named is not None else []
    names += ["".join(block.text.split()) for block in document.body() if block.role is Role.SIGN_OFF]
    for name in names:
        bare = _ORGAN.sub("", _ORGAN.sub("", name)).removeprefix("中共")
        place = _PLACE.match(bare)
        if place is None and not _OFFICE.search(bare):
            continue  # 深入推进法治政府建设: no name
        stem = place["stem"] if place is not None else bare
        if len(stem) >= 2:
            yield stem


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
