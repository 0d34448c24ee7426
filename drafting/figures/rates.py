"""A stated rate against the two counts that its name speaks of."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from drafting.figures.arithmetic import agrees, in_words_of, is_close, percent, plain, reach, slacks, was_truncated
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.rate_names import AT_MOST_ALL, Match, is_taken_from, match, named_rates, reached_before, stem
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.sums import Sum
from drafting.figures.wording import DONE_IN_FACT, GOAL, TAKEN_IN, WISH, share_grams
from drafting.text.patterns import Pattern
from drafting.text.quantities import Bound

_OTHERS = Pattern("聘|配备|选配|另有|还有")
_TASK = Pattern("任务|计划|目标")
_TOGETHER = Pattern("合计|两项|三项|各项|总|综合|共计")
"""Of more than one intake, which may stand anywhere."""
_FAR = Fraction(1, 10)
_FINE = Fraction(1, 100)
_FEW = 10
_NEIGHBOURS = 6
_SHORT = 8

_Pair = tuple[Sum, Sum]


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    judged: list[tuple[str, Relation]] = []
    for rate, name in named_rates(sentence):
        if AT_MOST_ALL.search(name) and rate.value > 1 and rate.is_exact:
            yield Relation(Tie.LIMIT, rate, (), False, f"{name}最高为100%，文中为{rate.shown}")
        elif not is_goal(sentence, rate) and not name.startswith("平均"):
            relation = _judge(sentence, before, behind, rate, stem(name))
            if relation is not None:
                judged.append((stem(name), relation))
    for _, relation in judged:
        if relation.holds or not any(_claims(sentence, name, other, relation) for name, other in judged):
            yield relation


def _claims(sentence: Sentence, name: str, other: Relation, relation: Relation) -> bool:
    """调处率100%，成功率97.7%，受理86件，成功84件: the 84 are those of 成功率, and say nothing of 调处率."""
    part, *whole = relation.others
    return (
        other.holds
        and other.others == relation.others
        and match(name, part, Sum(tuple(whole)), sentence) is Match.STRONG
    )


def is_goal(sentence: Sentence, rate: Quantity) -> bool:
    lead = sentence.lead(rate)
    if sentence.planned or GOAL.search(lead[-16:].rpartition("，")[2]):
        return True
    # 确保办结49件，办结率达到98%: the goal is named a clause before.
    return bool(WISH.search(lead)) and not DONE_IN_FACT.search(lead)


def _judge(
    sentence: Sentence, before: Sentence | None, behind: Sentence | None, rate: Quantity, name: str
) -> Relation | None:
    own = _own(sentence, rate)
    groups = (own, nearby(before, last=True), nearby(behind, last=False))
    near = [count for group in groups for count in group]
    fitting = [(part, whole) for part, whole in _pairs(groups) if fits(rate, part, whole)]
    best = max(fitting, key=lambda pair: _strength(name, pair, sentence), default=None)
    strength = _strength(name, best, sentence) if best is not None else Match.NONE
    chosen = _chosen(name, sentence, rate, own, near)
    if best is not None and (strength is Match.STRONG or chosen is None):
        if rate.value == 1 and rate.is_exact and best[0].value < best[1].value and strength is Match.STRONG:
            return divided(rate, *best, holds=False, weight=Weight.LIKELY)  # 222 of 223 round to 100 %, and are not all
        # One fit in twenty pairs is chance where the rate is a round number and its name speaks of others.
        told = strength > Match.NONE or rate.number.step < _FINE
        return divided(rate, *best, holds=True, named=strength is Match.STRONG) if told else None
    if chosen is None:
        return None
    part, whole = chosen
    if (
        rate.value == 1
        and "；" in sentence.between(whole.members[-1], part.members[0])
        and not reached_before(name, part.members[0])
    ):
        return None
    # Another pair of the same sentence that fits may be meant; one of another sentence fits by chance.
    start = min(member.start for member in (*part.members, *whole.members, rate))
    inside = [count for count in near if start <= count.start < sentence.end]
    other_fits = any(all(member in inside for some in pair for member in some.members) for pair in fitting)
    doubtful = bool(_TOGETHER.search(name))
    doubtful = doubtful or any(_TOGETHER.search(member.before) for member in part.members)
    doubtful = doubtful and len(whole.members) == 1
    doubtful = doubtful or other_fits or "其中" in sentence.lead(rate)[-12:]
    if doubtful and not is_close(rate.value, part.value / whole.value):
        return None
    weight = Weight.DOUBTFUL if doubtful else weight_of(rate, part.value / whole.value)
    return divided(rate, part, whole, holds=False, weight=weight)


def _strength(name: str, pair: _Pair, sentence: Sentence) -> Match:
    part, whole = pair
    return max(match(name, member, whole, sentence) for member in part.members)


def weight_of(rate: Quantity, exact: Fraction) -> Weight:
    """约56% leaves room, but not for ten points; 近94% is said of 94.2% too."""
    far = _FAR if rate.number.bound is Bound.ABOUT else _FINE
    if not rate.is_exact and abs(rate.value - exact) < far:
        return Weight.LIKELY
    return Weight.SURE


def _own(sentence: Sentence, rate: Quantity) -> list[Quantity]:
    """The counts of the sentence, the nearest before the rate first."""
    counts = sentence.amounts()
    ahead = [count for count in counts if count.start < rate.start][-_FEW:]
    later = [count for count in counts if count.start > rate.start][:_NEIGHBOURS]
    return ahead[::-1] + later


def nearby(sentence: Sentence | None, *, last: bool) -> list[Quantity]:
    if sentence is None:
        return []
    counts = sentence.amounts()
    return counts[-_NEIGHBOURS:][::-1] if last else counts[:_NEIGHBOURS]


def _pairs(groups: Sequence[Sequence[Quantity]]) -> Iterator[_Pair]:
    """Part and whole of one measure word, single ones first, then two or three of one sentence added up."""
    singles: dict[str, list[Sum]] = {}
    several: dict[str, list[Sum]] = {}
    for group in groups:
        alike: dict[str, list[Quantity]] = {}
        for count in sorted(group, key=lambda count: count.index):
            if count.is_exact:
                alike.setdefault(count.unit, []).append(count)
                singles.setdefault(count.unit, []).append(Sum((count,)))
        for unit, counts in alike.items():
            added = several.setdefault(unit, [])
            added += [Sum(two) for two in pairwise(counts)]
            added += [Sum(three) for three in zip(counts, counts[1:], counts[2:], strict=False)]
            added += _named_alike(counts)
    for unit, ones in singles.items():
        for one in ones:
            yield from ((one, whole) for whole in ones if whole is not one)
        for one in ones:
            for some in several[unit]:
                if one.members[0] not in some.members:
                    yield one, some
                    yield some, one


def _named_alike(counts: Sequence[Quantity]) -> list[Sum]:
    """前者征求意见312条、采纳197条，后者征求意见486条: what is worded alike may be meant together."""
    by_ending: dict[str, list[Quantity]] = {}
    for count in counts:
        if len(count.before) > 1:
            by_ending.setdefault(count.before[-2:], []).append(count)
    return [Sum(tuple(alike)) for alike in by_ending.values() if 1 < len(alike) < 5]


def fits(rate: Quantity, part: Sum, whole: Sum) -> bool:
    number = rate.number
    if whole.rough <= 0:
        return False
    # Far from any rounding, of the rate or of its counts; floats only sort out what is out of the question.
    margin = 10 * float(number.step) + (0.1 if part.is_coarse or whole.is_coarse else 0)
    if number.is_exact and abs(part.rough / whole.rough - float(rate.value)) > margin:
        return False
    if part.value > whole.value and rate.value <= 1:
        return False
    slack = slacks([member.number for member in (*part.members, *whole.members)])
    of_part = sum(slack[: len(part.members)], Fraction())
    of_whole = sum(slack[len(part.members) :], Fraction())
    if not of_part and not of_whole:
        exact = part.value / whole.value
        return agrees(number, exact, exact)
    if whole.value <= of_whole:
        return True  # 0.0万件和0.1万件 may be next to nothing: any rate is possible
    return agrees(
        number, (part.value - of_part) / (whole.value + of_whole), (part.value + of_part) / (whole.value - of_whole)
    )


def _chosen(
    name: str, sentence: Sentence, rate: Quantity, own: Sequence[Quantity], near: Sequence[Quantity]
) -> _Pair | None:
    """The two counts that the name speaks of; none where it is not clear."""
    speaking = _speaking(sentence, rate, own)
    around = [*speaking, *near[len(own) :]]
    if speaking and speaking[0].start < rate.start:
        around = [count for count in around if count.start < rate.start]
    exact = [count for count in around if count.is_exact]
    for part in exact:
        nearest = next(count for count in around if count.unit == part.unit)
        for whole in _wholes(sentence, part, exact):
            # What stands closest to the rate has a part in it, or the rate is of something further.
            if nearest is not part and nearest not in whole.members and not sentence.is_listed_with(part, nearest):
                continue
            if match(name, part, whole, sentence) is Match.STRONG and _belong(name, part, whole, own):
                return Sum((part,)), whole
    return None


def _speaking(sentence: Sentence, rate: Quantity, own: Sequence[Quantity]) -> list[Quantity]:
    """Those that may be meant: before the rate, or behind it where the rate comes first."""
    ahead = [count for count in own if count.start < rate.start]
    if ahead:
        return ahead
    end = sentence.text.find("；", rate.end, sentence.end)
    return [count for count in own if end < 0 or count.start < end]


def _wholes(sentence: Sentence, part: Quantity, counts: Sequence[Quantity]) -> list[Sum]:
    """The nearest that are large enough; else two intakes added up: 建议9件、提案5件，已解决13件."""
    alike = [count for count in counts if count is not part and count.unit == part.unit]
    alike = [count for count in alike if not sentence.is_listed_with(part, count)]
    large = [count for count in alike if count.value >= part.value or _TASK.search(count.words)]
    if large:
        large.sort(key=lambda other: (other.index > part.index, abs(other.index - part.index)))
        # 受理0件，办结0件，办结率100%: no rate of nothing is wrong, and a count further off is not what it is of.
        return [Sum((count,)) for count in large[:2]] if large[0].value else []
    earlier = sorted((count for count in alike if count.index < part.index), key=lambda count: count.index)
    both = Sum(tuple(earlier[-2:]))
    return [both] if len(earlier) > 1 and both.value > part.value else []


def _belong(name: str, part: Quantity, whole: Sum, own: Sequence[Quantity]) -> bool:
    """Whether part and whole are of one matter: next to each other, in so many words, or by what they share."""
    if is_taken_from(part, whole) or any(TAKEN_IN.search(member.before) for member in whole.members):
        return True
    alike = sorted((count for count in own if count.unit == part.unit), key=lambda count: count.index)
    # 有调解员118名，聘请法律顾问3名: other people are no part of those before.
    others = part.unit == "人" and _OTHERS.search(part.before)
    if part in alike[1:] and alike[alike.index(part) - 1] in whole.members and not others:
        return True
    # 发放问卷128份。收回106份，回收率83%
    last = whole.members[-1]
    goes_on = last not in own and part.index == last.index + 1 and len(part.before) <= _SHORT and not others
    return goes_on or share_grams(whole.said, part.words + name)


def divided(
    rate: Quantity, part: Sum, whole: Sum, *, holds: bool, weight: Weight = Weight.SURE, named: bool = True
) -> Relation:
    exact = part.value / whole.value
    not_all = rate.value == 1 and rate.is_exact and not holds
    expected = percent(exact, 2) if not_all else in_words_of(rate.number, exact)
    quotient = plain(exact * 100)
    working = f"{part.words} ÷ {whole.words} = {quotient}%"
    if not_all:
        working += "，不是100%"
    elif rate.is_exact and expected.rstrip("%") != quotient:
        working += f"，四舍五入为{expected}"
    working += "" if not_all else f"，文中为{rate.shown}"
    return Relation(
        Tie.ALL if not_all else Tie.RATE,
        rate,
        (*part.members, *whole.members),
        holds,
        working,
        weight,
        None if holds else expected,
        truncated=holds
        and named
        and len(whole.members) == 1
        and not reach((*part.members, *whole.members))
        and was_truncated(rate.number, exact),
    )
