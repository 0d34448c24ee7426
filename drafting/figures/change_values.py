"""What a text says has changed, and from which value to which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from drafting.figures.arithmetic import interval
from drafting.figures.quantities import Quantity, Sentence
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind

_UP = "增长|增加|净增|(?<=，)新增|^新增|(?<=[年期比])新增|增幅|上升|上涨|涨幅|升幅|提高|提升|攀升|扩大|(?<!新)增|升|涨|多|高"
_DOWN = "下降|降低|减少|降幅|减幅|跌幅|回落|下跌|压缩|压减|精简|缩短|缩减|节约|减|降|少|低"
_BY = r"(?:了|率|幅度?|比例|约|近|超过?|为|达|逾|将近|接近|大约|均)*"
_DELTA = Pattern(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BY}$", sign="[增升涨提扩多高降减跌回压精缩节少低]")
_ANNUAL = Pattern("年均|年平均|平均每年")
_NOW = "20[0-9]{2}年|今年|本年|目前|现在|年底|年末"
_FROM = Pattern(
    r"(?:(?P<from>由|(?<![服自听顺])从|原有|原来的?|原先的?)|(?P<than>(?<=（)(?=(?:上年|去年|20[0-9]{2}年))"
    r"|较|比|与|同|是|相当于|为)(?=[^，。；]*(?:上|去|前|20[0-9]{2}|同期|末|底|初|原|往)))"
    r"[^，。；、0-9]{0,14}(?:20[0-9]{2}年[^，。；、0-9]{0,6})?$"
)
_LAST_YEAR = Pattern("^[^，。；]{0,4}(?:上年|去年|上一年)度?(?:同期)?[^，。；较比增减]{0,14}$")
_OF_LAST_YEAR = Pattern("（(?:上年|去年|上一年|20[0-9]{2}年)度?(?:同期)?(?:为|是|共|受理|发生|接待|办理)*")
_CHANGED = Pattern("(?:新增|[增减多少升降])[^，。；的]{0,3}$")
_TO = Pattern(rf"(?:[到至][^，。；、0-9]{{0,8}}|[为达](?:了|约|近|超)*)(?:(?:{_NOW})[^，。；、]{{0,6}})?$")
_THIS_YEAR = Pattern(f"(?:{_NOW})[^，。；]{{0,14}}$")
_EACH_YEAR = Pattern("(?P<year>20[0-9]{2})年")
_FEW = 8


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """增长15%, 减少8件, 翻一番, 是上年的1.5倍."""

    quantity: Quantity
    subject: str
    """What its clause says has changed; "" where it goes without saying."""
    down: bool
    absolute: bool
    """Of the whole new value, not of the difference: 翻一番, 是上年的1.5倍."""
    annual: bool

    @property
    def kind(self) -> Kind:
        return self.quantity.number.kind


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """From what to what; one of them may follow from the difference."""

    low: Fraction
    high: Fraction
    """Of the ratio of the new value to the old."""
    old: Quantity | None
    new: Quantity | None
    by: Quantity | None = None

    @property
    def likeliest(self) -> Fraction:
        """The ratio of what is written; where one value only follows from the other, the middle."""
        if self.old is not None and self.new is not None:
            return self.new.value / self.old.value
        return (self.low + self.high) / 2

    @property
    def growth(self) -> str:
        """How the share of the difference is worked out."""
        if self.old is not None and self.new is not None:
            first, second = (self.new, self.old) if self.new.value >= self.old.value else (self.old, self.new)
            return f"（{first.text} - {second.text}）÷ {self.old.text}"
        assert self.by is not None
        if self.old is not None:
            return f"{self.by.text} ÷ {self.old.text}"
        assert self.new is not None
        sign = "-" if self.high >= 1 else "+"
        return f"{self.by.text} ÷（{self.new.text} {sign} {self.by.text}）"

    @property
    def ratio(self) -> str:
        assert self.old is not None
        assert self.new is not None
        return f"{self.new.text} ÷ {self.old.text}"

    @property
    def members(self) -> tuple[Quantity, ...]:
        return tuple(quantity for quantity in (self.old, self.new, self.by) if quantity is not None)


def claims(sentence: Sentence) -> Iterator[Claim]:
    for quantity in sentence.quantities:
        if quantity.number.idiom:
            continue
        kind = quantity.number.kind
        lead = sentence.clause(quantity)
        if kind is Kind.DOUBLINGS:
            yield Claim(quantity, "", down=False, absolute=True, annual=bool(_ANNUAL.search(lead)))
            continue
        found = _DELTA.search(lead)
        if found is None:
            if kind is Kind.TIMES and sentence.text[quantity.start - 1 : quantity.start] == "的":
                yield Claim(quantity, "", down=False, absolute=True, annual=bool(_ANNUAL.search(lead)))
        elif kind is not Kind.COUNT or not _TO.search(lead):  # 压缩为9个工作日: no difference, a value
            subject, annual = lead[: found.start()], bool(_ANNUAL.search(lead))
            yield Claim(quantity, subject, down=bool(found["down"]), absolute=False, annual=annual)


def _stretch(sentence: Sentence, claim: Quantity) -> tuple[int, int]:
    start = max(sentence.start, *(sentence.text.rfind(stop, sentence.start, claim.start) + 1 for stop in "；;"))
    ends = [end for stop in "；;" if (end := sentence.text.find(stop, claim.end, sentence.end)) >= 0]
    return start, min([*ends, sentence.end])


def old_and_new(sentence: Sentence, before: Sentence | None, claim: Claim) -> tuple[Quantity | None, list[Quantity]]:
    """由A增加到B; B，较上年的A: the old value, and which may be the new one."""
    stated = claim.quantity
    start, end = _stretch(sentence, stated)
    inside = [q for q in sentence.quantities if start <= q.start < end and q is not stated and _is_value(q)]
    bases = [(q, found) for q in inside if (found := _base(sentence, q))]
    old, found = _nearest_base(sentence, [(q, base) for q, base in bases if q.start < stated.start])
    if old is None or found is None:
        return _in_brackets(sentence, stated, inside)
    alike = [q for q in inside if q is not old and _is_like(q, old)]
    ahead = [q for q in alike if q.start < old.start and not _DELTA.search(sentence.clause(q))][::-1]
    limit = min((q.start for q, _ in bases if q.start > old.start), default=sentence.end)
    later = [q for q in alike if old.start < q.start < limit and _is_new(sentence, q)]
    olds = _run(sentence, old)
    later = [q for q in later if q not in olds]
    listed = len(olds) > 1 or (later and len(_run(sentence, later[0])) > 1)
    if listed:
        return _in_order(sentence, stated, olds, _run(sentence, later[0]) if later else ahead[:1] * len(olds))
    news = later[:1]
    if not later and (found.groupdict().get("from") is None or "，" not in sentence.between(old, stated)):
        news = ahead or _only_one(before, old)  # 由上年的15场增长了3倍: the new value stands before
    beside = [q for q in inside if q.start < stated.start and q is not old and q not in news]
    if any(_stands_by(sentence, q, stated) for q in beside) or _another_between(sentence, stated, (old, *news)):
        return None, []
    return old, news


def _in_brackets(
    sentence: Sentence, stated: Quantity, inside: Sequence[Quantity]
) -> tuple[Quantity | None, list[Quantity]]:
    """信访48件，同比下降20%（2024年60件）."""
    old = next((q for q in inside if q.start > stated.start), None)
    if old is None or not _OF_LAST_YEAR.fullmatch(sentence.between(stated, old)):
        return None, []
    named = {*_EACH_YEAR.findall(sentence.clause(stated)), *_EACH_YEAR.findall(sentence.between(stated, old))}
    ahead = [q for q in inside if q.start < stated.start and _is_like(q, old)]
    news = [q for q in reversed(ahead) if not _DELTA.search(sentence.clause(q))]
    if not news or len(named) > 1 or _another_between(sentence, stated, (old, *news)):
        return None, []
    return old, news


def _another_between(sentence: Sentence, stated: Quantity, pair: tuple[Quantity, ...]) -> bool:
    """较上年的30家增长20%，罚款4.8万元，增长60%: the second growth is of the fines."""
    last = max((q.start for q in pair if q.start < stated.start), default=stated.start)
    between = [q for q in sentence.quantities if last < q.start < stated.start and q.is_amount]
    return any(not _DELTA.search(sentence.clause(q)) and not _is_difference(q, pair) for q in between)


def _is_difference(quantity: Quantity, pair: tuple[Quantity, ...]) -> bool:
    """由38项精简为21项，取消17项: the same change in other words."""
    return len({q.unit for q in (quantity, *pair)}) == 1 and [quantity.value] == [
        abs(old.value - new.value) for old, new in pairwise(pair)
    ]


def _nearest_base(
    sentence: Sentence, bases: list[tuple[Quantity, re.Match[str]]]
) -> tuple[Quantity | None, re.Match[str] | None]:
    """The last one named, or the first of the list in which it stands."""
    while len(bases) > 1 and bases[-1][0] in _run(sentence, bases[-2][0]):
        bases = bases[:-1]
    return bases[-1] if bases else (None, None)


def _is_like(quantity: Quantity, old: Quantity) -> bool:
    return quantity.unit == old.unit and quantity.number.kind is old.number.kind


def _is_new(sentence: Sentence, quantity: Quantity) -> bool:
    return bool(_TO.search(sentence.clause(quantity)) or _THIS_YEAR.search(quantity.before))


def _only_one(before: Sentence | None, old: Quantity) -> list[Quantity]:
    alike = [q for q in before.quantities if _is_value(q) and _is_like(q, old)] if before is not None else []
    return alike if len(alike) == 1 else []


def _in_order(
    sentence: Sentence, stated: Quantity, olds: list[Quantity], news: list[Quantity]
) -> tuple[Quantity | None, list[Quantity]]:
    """分别由80件、75件增加到92件、90件，增长15%、20%: each with its own."""
    listed = _run(sentence, _first(sentence, stated))
    if not len(olds) == len(news) == len(listed):
        return None, []
    place = listed.index(stated)
    return olds[place], [news[place]]


def _base(sentence: Sentence, quantity: Quantity) -> re.Match[str] | None:
    clause = sentence.clause(quantity)
    if _DELTA.search(clause):
        return None
    before = quantity.before.removesuffix(quantity.number.prefix)
    if _CHANGED.search(before):
        return None
    return _FROM.search(before) or _LAST_YEAR.search(before)


def _stands_by(sentence: Sentence, quantity: Quantity, claim: Quantity) -> bool:
    """其中诈骗警情38起、同比下降33%: that rate is of the 38."""
    gap = sentence.between(quantity, claim)
    return "，" not in gap and "；" not in gap and not _DELTA.search(sentence.clause(quantity)) and gap[:1] == "、"


def _is_value(quantity: Quantity) -> bool:
    number = quantity.number
    return number.kind is Kind.RATE or (number.kind is Kind.COUNT and bool(number.unit or number.scale))


def _run(sentence: Sentence, first: Quantity) -> list[Quantity]:
    """80件、75件: the values listed from here on."""
    run = [first]
    for quantity in sentence.quantities:
        if quantity.start > run[-1].start:
            gap = sentence.between(run[-1], quantity)
            if quantity.number.kind is not first.number.kind or gap[:1] not in ("、", "和") or len(gap) > 8:
                break
            run.append(quantity)
    return run


def _first(sentence: Sentence, claim: Quantity) -> Quantity:
    """The first of the list of claims in which this one stands."""
    first = claim
    for quantity in reversed([q for q in sentence.quantities if q.start < claim.start]):
        gap = sentence.between(quantity, first)
        if quantity.number.kind is not claim.number.kind or gap[:1] not in ("、", "和") or len(gap) > 6:
            break
        first = quantity
    return first


def between(old: Quantity, new: Quantity) -> Step | None:
    old_low, old_high = interval(old, new)
    new_low, new_high = interval(new, old)
    if old_low <= 0 or not old.is_exact or not new.is_exact:
        return None
    return Step(new_low / old_high, new_high / old_low, old, new)


def by_difference(sentence: Sentence, claim: Claim, old: Quantity | None) -> list[Step]:
    """B，比上年增加C，增长P; or 由A减少C，下降P."""
    stated = claim.quantity
    stretch = _stretch(sentence, stated)
    earlier = [q for q in sentence.quantities if stretch[0] <= q.start < stated.start and q.is_amount][-_FEW:]
    leads = [(q, sentence.clause(q)) for q in earlier]
    # 精简为21项 tells a value.
    changes = [
        (q, found) for q, lead in leads if (found := _DELTA.search(lead)) and ("幅" in found[0] or not _TO.search(lead))
    ]
    if not changes:
        return []
    listed = _run(sentence, _first(sentence, stated))
    if len(listed) > 1 and len(changes) != len(listed):
        return []
    by, found = changes[listed.index(stated) if len(listed) > 1 else -1]
    sign = -1 if found["down"] else 1
    if not by.is_exact:
        return []
    if old is not None and old.unit == by.unit and old.is_exact and old.value:
        ratio = 1 + sign * by.value / old.value
        return [Step(ratio, ratio, old, None, by)]
    bases = [q for q in earlier if q.unit == by.unit and q.is_exact and all(q is not other for other, _ in changes)]
    if len(listed) > 1:
        bases = [bases[listed.index(stated)]] if len(bases) == len(listed) else []
    return [step for new in reversed(bases) if (step := _step_by(new, by, sign)) is not None]


def _step_by(new: Quantity, by: Quantity, sign: int) -> Step | None:
    new_low, new_high = interval(new, by)
    by_low, by_high = interval(by, new)
    ratios = [n / (n - sign * b) for n in (new_low, new_high) for b in (by_low, by_high) if n - sign * b > 0]
    return Step(min(ratios), max(ratios), None, new, by) if len(ratios) == 4 else None


def by_year(sentence: Sentence, before: Sentence | None, claim: Claim) -> list[Step]:
    """2023年受理150件，2024年受理126件，同比下降16%: two counts of one kind, a year apart."""
    if len(_run(sentence, _first(sentence, claim.quantity))) > 1:
        return []
    counts = [q for q in sentence.quantities if q.start < claim.quantity.start and q.is_count and q.is_exact]
    counts += [q for q in before.quantities if q.is_count and q.is_exact] if before is not None else []
    if counts and _another_between(sentence, claim.quantity, (max(counts, key=lambda q: q.start),)):
        return []
    dated = [(q, year) for q in counts if (year := _year_of(sentence, before, q)) is not None]
    for new, new_year in dated:
        for old, old_year in dated:
            alike = [q for q, _ in dated if q.unit == new.unit]
            nearest = max(counts, key=lambda q: q.start)
            if nearest not in (new, old):
                continue
            if new.unit == old.unit and old_year == new_year - 1 and len(alike) == 2:
                step = between(old, new)
                return [step] if step is not None else []
    return []


def _year_of(sentence: Sentence, before: Sentence | None, quantity: Quantity) -> int | None:
    """The year named last before a count, in its own clause or the one before."""
    start = before.start if before is not None else sentence.start
    lead = sentence.text[max(start, quantity.start - 30) : quantity.start]
    found = _EACH_YEAR.findall(lead)
    return int(found[-1]) if found else None
