"""A share of a whole: 其中邻里纠纷28件，占32.56%."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.figures.arithmetic import is_close
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.rates import divided, fits, is_goal, nearby, weight_of
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.sums import Sum
from drafting.figures.wording import share_grams
from drafting.text.patterns import Pattern

_SHARE = Pattern(
    r"占(?P<base>(?:[^，；。,;]|,(?=[0-9])){0,24}?)的?(?:比例|比重|比)?(?:为|达到|达|到|在|仅|均|近|约|超过|超|不足|不到|高达|接近)*$"
)
_WHOLE = Pattern("全|共|应|所有|总|受理|收到")
_OWN = "约仅分别也就数件人 "
_FEW = 10


@dataclass(frozen=True, slots=True, eq=False)
class _Share:
    rate: Quantity
    part: Quantity
    earlier: tuple[Quantity, ...]
    """Counts of the part's measure word before it in the sentence."""
    named: tuple[Quantity, ...]
    """The whole where it stands between 占 and the rate: 占应颁证面积2.58万亩的."""
    noun: str
    """What the whole is called: 占受理总数的."""


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    rates = (rate for rate in sentence.quantities if rate.is_rate and not is_goal(sentence, rate))
    shares = [share for rate in rates if (share := _read(sentence, rate)) is not None]
    judged = [(share, list(_judge(sentence, before, share))) for share in shares]
    for share, relations in judged:
        yield from relations or _as_its_neighbours(sentence, share, judged)


def _read(sentence: Sentence, rate: Quantity) -> _Share | None:
    lead = sentence.lead(rate)
    base = _SHARE.search(lead)
    if base is None:
        return None
    place = rate.start - len(rate.number.prefix) - len(lead) + base.start()
    counts = sentence.amounts()
    parts = [count for count in counts if count.end <= place]
    if not parts:
        return None
    gap = sentence.text[parts[-1].end : place]
    subject = gap.rpartition("，")[2].strip(_OWN)
    if subject and "，" in gap:
        # 满意件占…: the last count need not be the one that is meant.
        while parts and not share_grams(subject, parts[-1].words):
            parts.pop()
        if not parts:
            return None
    part = parts[-1]
    alike = [count for count in counts if count.unit == part.unit]
    noun = base["base"].removesuffix("的").removesuffix("总数").removesuffix("总量")
    return _Share(
        rate,
        part,
        tuple(count for count in alike if count.start < part.start)[-_FEW:],
        tuple(count for count in alike if place < count.start < rate.start),
        noun,
    )


def _judge(sentence: Sentence, before: Sentence | None, share: _Share) -> Iterator[Relation]:
    rate, part = share.rate, share.part
    too_small = [whole for whole in share.named if part.value > whole.value and part.is_exact and whole.is_exact]
    if too_small:
        working = f"其中的{part.text}大于总数{too_small[0].text}"
        yield Relation(Tie.PART, part, (too_small[0],), False, working)
        return
    further = [count for count in nearby(before, last=True) if count.unit == part.unit]
    wholes = share.named or (*share.earlier[::-1], *further)
    siblings = _siblings(sentence, share)
    reached = Sum((part,))
    called = [whole for whole in wholes if share_grams(share.noun, whole.words)]
    for some in (siblings[start:] for start in range(len(siblings) - 1, -1, -1)):
        for whole in wholes:
            if whole not in some and fits(rate, Sum(some), Sum((whole,))):
                meant = called[0] if len(called) == 1 else whole
                if meant is whole:
                    yield divided(rate, Sum(some), Sum((whole,)), holds=True)
                elif meant.value:
                    yield divided(rate, reached, Sum((meant,)), holds=False, weight=Weight.DOUBTFUL)
                return
    sure = share.named or called if share.named or share.noun else _whole_of_list(sentence, before, share)
    if sure and part.is_exact and sure[0].is_exact and sure[0].value >= part.value and sure[0].value:
        base = Sum((sure[0],))
        others = [count for count in sentence.amounts() if count.unit == part.unit and count not in base.members]
        doubtful = len(siblings) > 1 or any(fits(rate, Sum((other,)), base) for other in others)
        if doubtful and not is_close(rate.value, reached.value / base.value):
            return
        weight = Weight.DOUBTFUL if doubtful else weight_of(rate, reached.value / base.value)
        yield divided(rate, reached, base, holds=False, weight=weight)


def _as_its_neighbours(
    sentence: Sentence, share: _Share, judged: Sequence[tuple[_Share, Sequence[Relation]]]
) -> Iterator[Relation]:
    """收回764份，满意705份，占91.9%，基本满意54份，占7.1%: of which whole it is, its neighbours show."""
    part, rate = share.part, share.rate
    wholes = {
        relation.others[-1]
        for other, relations in judged
        for relation in relations
        if relation.holds and other.part.unit == part.unit and _are_listed(sentence, share, other)
    }
    if share.named or share.noun or len(wholes) != 1:
        return
    (whole,) = wholes
    if whole in share.earlier and part.is_exact and part.value <= whole.value:
        exact = part.value / whole.value
        weight = Weight.LIKELY if is_close(rate.value, exact) else Weight.DOUBTFUL
        yield divided(rate, Sum((part,)), Sum((whole,)), holds=fits(rate, Sum((part,)), Sum((whole,))), weight=weight)


def _are_listed(sentence: Sentence, share: _Share, other: _Share) -> bool:
    """One right behind the other, each with its share."""
    first, second = sorted((share, other), key=lambda one: one.part.start)
    between = [count for count in sentence.amounts() if first.part.start < count.start < second.part.start]
    gap = sentence.text[first.rate.end : second.part.start]
    return not between and not any(word in gap for word in ("其中", "；", "另", "同比"))


def _siblings(sentence: Sentence, share: _Share) -> tuple[Quantity, ...]:
    """省级2个、市级6个，占…: the share may be of all that are listed."""
    siblings = [share.part]
    for count in reversed(share.earlier):
        if not sentence.between(count, siblings[0]).startswith("、"):
            break
        siblings.insert(0, count)
    return tuple(siblings)


def _whole_of_list(sentence: Sentence, before: Sentence | None, share: _Share) -> list[Quantity]:
    """The count before 其中 or 中, that the parts behind it are taken from."""
    for count in reversed(share.earlier):
        if count.after.endswith("中") or "其中" in sentence.between(count, share.part):
            return [count]
    if len(share.earlier) == 1 and (
        _WHOLE.search(share.earlier[0].before) or share.part.before.endswith(("的", "的有"))
    ):
        return [share.earlier[0]]  # 26个村均建有微信群，每周推送的25个（占96%）
    ended = [count for count in before.counts() if count.unit == share.part.unit] if before is not None else []
    among = "其中" in sentence.text[sentence.start : share.part.start]
    return ended[-1:] if among and len(ended) == 1 and not share.earlier else []
