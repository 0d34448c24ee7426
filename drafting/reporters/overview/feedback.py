"""One page to a township: what was received, what has to be corrected, what to look at, by when.

In plain words and without codes. The names of other townships stay with the county.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafting.collecting.genres import LETTER
from drafting.collecting.overview import Overview, Township
from drafting.collecting.summary import Alike, Pair, Summary, Told
from drafting.document.draft import Draft, DraftBlock, Kind
from drafting.document.layout import Layout, shipped_layout
from drafting.ooxml.writer import write
from drafting.ooxml.writer.measures import Measures, measure
from drafting.reporters.overview.tally import copies_by_path, in_words, not_looked_at, tally
from drafting.text.clauses import STOPS, clipped

_TITLE = "关于法治政府建设年度报告的反馈意见"
_SIGNATURE = "＿＿＿＿＿＿＿＿＿＿"
_DATE = "　　　年　　月　　日"
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of all that follows."""
_SPARE_LINES = 1
"""Other programs break lines elsewhere."""
_LONGEST_UNIT = 60
_LONGEST_STEP = 16
_SHORT_STEP = 9
_LONGEST_MESSAGE = 54
_LONGEST_EXAMPLE, _SHORTEST_EXAMPLE = 24, 8
_NO_LAYOUT = "版式没有检查：交来的不是 .docx 文件，看不到字体、字号和页边距。"
_LEAST_FOR_WARNINGS = 3
"""Lines that they can count on, however many errors there are."""
_COPIES, _OF_OTHERS = "SET01", "SET02"
"""Those of the first name the other township; the letter tells of copies in its own words."""
_LONGEST_OF_OTHERS = 80
"""The sentence has to be told to its end."""


def feedback(overview: Overview, township: Township, places: Mapping[str, Sequence[int]] | None = None) -> bytes:
    """`places`: of the pairs of each report, for whoever writes many letters (`copies_by_path`)."""
    layout = shipped_layout()
    letter = _Letter(layout, measure(layout))
    path = township.summary.path
    copies = [overview.pairs[place] for place in (places or copies_by_path(overview)).get(path, ())]
    letter.write(overview, township, copies)
    return write(Draft(tuple(letter.blocks), "", category=LETTER), layout)


@dataclass(slots=True)
class _Letter:
    layout: Layout
    measures: Measures
    blocks: list[DraftBlock] = field(default_factory=list)
    _left: int = 0
    """Lines that are still free."""

    def write(self, overview: Overview, township: Township, copies: Sequence[Pair]) -> None:
        summary = township.summary
        findings = [_addressed(told, summary) for told in summary.findings if told.code != _COPIES]
        lacks_part = not all(is_there for _, is_there in summary.parts)
        errors = _grouped(findings, "error")
        warnings = _grouped(findings, "warning")
        closing = _closing(errors=bool(errors) or lacks_part, looks=bool(warnings or copies))
        # Below the title and above the signature there is a blank line each.
        self._left = self.layout.page.lines - _SPARE_LINES - 2 - self._lines(closing)
        self._put(Kind.TITLE, _TITLE)
        self._put(Kind.ADDRESSEE, f"{_shortened(township.unit, _LONGEST_UNIT)}：")
        signing = DraftBlock(Kind.SIGN_OFF, _SIGNATURE), DraftBlock(Kind.DATE, _DATE)
        self._left -= len(signing)
        self._put(Kind.BODY, _received(overview, township, has_copies=bool(copies)))
        copied = _copied(copies, summary.path)
        kept = self._lines(copied) + (_LEAST_FOR_WARNINGS if warnings else 0)
        self._listed("需要改正的", errors, kept)
        self._listed("请核实的", warnings, self._lines(copied))
        if copied:
            self._put(Kind.BODY, copied)
        self._put(Kind.BODY, closing)
        self.blocks += signing

    def _lines(self, text: str) -> int:
        size, indent = self.measures.body_size, 2 * self.measures.advance(self.measures.body_size)
        # One character a line to spare: no punctuation begins a line, so some lines end early.
        room = self.measures.text_width - self.measures.advance(size)
        return -(-(self.measures.width(text, size) + indent) // room) if text else 0

    def _put(self, kind: Kind, text: str) -> None:
        text = text.translate(_TURNING)
        self.blocks.append(DraftBlock(kind, text))
        self._left -= self._lines(text)

    def _listed(self, name: str, groups: Sequence[Sequence[Told]], kept: int) -> None:
        """Each in its own words where there is room, else by kinds; `kept` lines are not to be used."""
        whole = sum(map(len, groups))
        if not whole:
            return
        room = self._left - kept
        head = f"{name}（{whole}处）："
        told = [f"{number}.{_told(group)}" for number, group in enumerate(groups, start=1)]
        if sum(map(self._lines, (head, *told))) <= room:
            for words in (head, *told):
                self._put(Kind.BODY, words)
            return
        kinds = [_kind(group) for group in groups]
        left = whole
        shown = f"{name}{whole}处，见批注。"
        for number, group in enumerate(groups, start=1):
            left -= len(group)
            end = f"；其余{left}处见批注。" if left else "。逐处的说明见批注。"
            words = head + "；".join(kinds[:number]) + end
            if self._lines(words) > room:
                break
            shown = words
        self._put(Kind.BODY, shown)


def _grouped(findings: Iterable[Told], severity: str) -> list[list[Told]]:
    """By what is wrong, in the order in which it first comes up; what is missing altogether is first anyway."""
    groups: dict[str, list[Told]] = {}
    for told in findings:
        if told.severity == severity:
            groups.setdefault(told.code, []).append(told)
    return list(groups.values())


def _addressed(told: Told, summary: Summary) -> Told:
    """A county reads of “青禾乡”的报告; 青禾乡 reads of its own."""
    about = f"“{summary.identity.unit}”的报告里"
    if told.code != _OF_OTHERS or not told.message.startswith(about):
        return told
    return replace(told, message=f"贵单位的报告里{told.message.removeprefix(about)}")


def _told(group: Sequence[Told]) -> str:
    """The first in its own words, and how many more of the kind there are."""
    first = group[0]
    place = _where(first.place, _LONGEST_STEP)
    longest = _LONGEST_OF_OTHERS if first.code == _OF_OTHERS else _LONGEST_MESSAGE
    message = clipped(first.message.strip(), longest).rstrip("。；")
    words = f"{place}：{message}" if place else message
    return f"{words}。" if len(group) == 1 else f"{words}；同类问题共{len(group)}处。"


def _kind(group: Sequence[Told]) -> str:
    """Without the words of any single one."""
    first = group[0]
    place = _where(first.place, _SHORT_STEP)
    example = f"（{place}{'等' if len(group) > 1 else ''}）" if place else ""
    return f"{first.name}{len(group)}处{example}"


def _where(place: str, longest: int) -> str:
    """The two last steps of the way are enough for whoever knows the report."""
    steps = [step.strip().rstrip("。") for step in place.split("›") if step.strip()]
    return "".join(step if step.startswith(("第", "表格")) else f"“{_shortened(step, longest)}”" for step in steps[-2:])


def _received(overview: Overview, township: Township, *, has_copies: bool) -> str:
    summary = township.summary
    title = f"《{_shortened(summary.title, 36)}》" if summary.title else "年度报告"
    words = [f"贵单位报送的{title}收到"]
    if summary.written:
        words.append(f"，落款日期是{in_words(summary.written)}")
        if overview.due and township.days_late:
            words.append(f"，比{in_words(overview.due)}的期限晚了{township.days_late}天")
    lacking = [overview.parts.get(key, key) for key, is_there in summary.parts if not is_there]
    missing = f"报告里没有找到{'、'.join(f'“{name}”' for name in lacking)}部分。" if lacking else ""
    found = tally(told for told in summary.findings if told.code != _COPIES)
    counts = [f"需要改正的{found.errors}处"] if found.errors else []
    counts += [f"请核实的{found.warnings}处"] if found.warnings else []
    looked = f"查出{'，'.join(counts)}。" if counts else ""
    if not (counts or missing):
        looked = (
            "各部分齐全；有几段文字要请贵单位核实。"
            if has_copies
            else "各部分齐全，没有查出需要改正的地方。感谢贵单位认真细致的工作！"
        )
    unseen = any(not_looked_at(summary, family) for family in overview.families)
    return f"{''.join(words)}。{looked}{missing}{_NO_LAYOUT if unseen else ''}"


def _copied(pairs: Sequence[Pair], path: str) -> str:
    """Where it reads as others' do, without whose: the letter is for one township."""
    if not pairs:
        return ""
    own = [_own(one, is_first=one.first == path) for pair in pairs for one in pair.passages]
    example = ""
    if own:
        told = max(own, key=lambda one: (len(_agreed(one)), len(one.words)))
        example = f"，如{_where(told.place, _LONGEST_STEP)}“{_agreed(told)}”"
    count = f"有{_distinct(own)}段文字" if own else "有的文字"
    return f"{count}与其他乡镇的报告相同或者相近{example}，请按本单位的实际情况写。"


@dataclass(frozen=True, slots=True)
class _Own:
    """A passage as it stands in this township's report."""

    words: str
    place: str
    differs: tuple[tuple[int, int], ...]
    at: tuple[int, int]


def _own(one: Alike, *, is_first: bool) -> _Own:
    if is_first:
        return _Own(one.first_words, one.first_place, one.first_differs, one.first_at)
    return _Own(one.second_words, one.second_place, one.second_differs, one.second_at)


def _distinct(own: Sequence[_Own]) -> int:
    """A passage that three others have is one passage."""
    count = 0
    done = 0
    for start, end in sorted({one.at for one in own if one.at[0] < one.at[1]}):
        # Two that only touch are two.
        if start >= done:
            count += 1
        done = max(done, end)
    return count + len({one.words for one in own if one.at[0] >= one.at[1]})


def _agreed(one: _Own) -> str:
    """Words that both have, from the first paragraph, since that is where the place leads."""
    first = one.words.partition("\n")[0]
    begins = [0, *(place + 1 for place, sign in enumerate(first) if sign in STOPS)]

    def same_from(start: int) -> int:
        return min((at for at, end in one.differs if end > start), default=len(first)) - start

    start = next((place for place in begins if same_from(place) >= _LONGEST_EXAMPLE), None)
    if start is None:
        start = max(begins, key=same_from)
    if same_from(start) < _SHORTEST_EXAMPLE:
        start = max(range(len(first)), key=same_from, default=0)
    return clipped(
        first[start : start + max(0, min(same_from(start), len(first) - start))].strip(STOPS), _LONGEST_EXAMPLE
    )


def _closing(*, errors: bool, looks: bool) -> str:
    if errors:
        return "请于　　月　　日前改好，重新报送。"
    if looks:
        return "请于　　月　　日前核实，要改的改好再报。"
    return "请按规定的时间公开。"


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"
