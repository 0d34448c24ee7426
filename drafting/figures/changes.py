"""What the text says of a change, against the two values: 由80件增加到92件，增长15%."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from drafting.figures.arithmetic import agrees, in_words_of, plain, reach, rounded, written
from drafting.figures.change_values import Claim, Step, between, by_difference, by_year, claims, old_and_new
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern
from drafting.text.quantities import Bound, Kind

_NOMINAL = Pattern("生产总值|增加值|产值|GDP|收入|零售|投资|总额|经济总量|消费")
_OWN_WORDS = Pattern(
    "同比|环比|比上年|较上年|比去年|较去年|上年度?|去年|同期|分别|较|比|年均|平均|每年|也|均|又|再|总体|整体|累计|相应|数量|总量|件数|人数|数|量|，|、|了"
    "|20[0-9]{2}年|由此|直接|即|约|近|实现|年|净|调整前|相比|首次"
)
_AND_MORE = Pattern("多|以上|有余|还多|不止")
_YEAR = Pattern("(20[0-9]{2})(?:年|(?=[至—－-]))")


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    for claim in claims(sentence):
        if not _is_of_something_else(sentence, claim):
            found = list(_candidates(sentence, before, claim))
            holding = [relation for relation in found if relation.holds]
            if holding or len(found) == 1:
                yield (holding or found)[0]
            elif found:
                yield replace(found[0], weight=Weight.DOUBTFUL)


def _is_of_something_else(sentence: Sentence, claim: Claim) -> bool:
    """由80件增加到92件，其中重大案件下降25%: that rate is of other things."""
    inside = [q for q in sentence.quantities if q.text in claim.subject]
    own = claim.subject[max((claim.subject.rfind(q.text) + len(q.text) for q in inside), default=0) :]
    subject = _OWN_WORDS.sub("", own).strip(" 的“”")
    if "其中" in subject or len(subject) < 2:
        return "其中" in subject
    said = sentence.text[max(0, sentence.start - 80) : claim.quantity.start].rpartition(subject)[0]
    return subject.removesuffix("量")[-2:] not in said


def _candidates(sentence: Sentence, before: Sentence | None, claim: Claim) -> Iterator[Relation]:
    """The claim against each pair of values that may be meant."""
    old, news = old_and_new(sentence, before, claim)
    new_ones = "新增" in sentence.clause(claim.quantity)
    if new_ones and (old is None or "由" not in old.before or not news):
        return  # what came new is no difference, unless both values stand beside it
    if old is not None and _is_apart(sentence, claim, old):
        return
    if old is not None and news:
        against = (judged(sentence, claim, old, new) for new in news)
        yield from (relation for relation in against if relation is not None)
    elif claim.kind in (Kind.RATE, Kind.TIMES) and not claim.annual:
        steps = by_difference(sentence, claim, old) or by_year(sentence, before, claim)
        yield from (_ratio(claim, step) for step in steps)


def _is_apart(sentence: Sentence, claim: Claim, old: Quantity) -> bool:
    """Whether claim and base are known to be of different things."""
    if old.is_rate and claim.quantity.is_rate and _OWN_WORDS.sub("", claim.subject).strip(" 的"):
        return True  # 化解率由97%提高到98%，受理量下降10%
    # Growth of money is stated in real terms as a rule, which the amounts cannot show.
    if old.unit == "元" and _NOMINAL.search(sentence.text, sentence.start, old.start):
        return True
    # 与上年的196批391人次相比，人次下降26.9%: not of the 196.
    units = {q.number.unit for q in sentence.quantities if len(q.number.unit) > 1}
    return any(unit in claim.subject and unit != old.number.unit for unit in units)


def judged(
    sentence: Sentence, claim: Claim, old: Quantity, new: Quantity, places: int | None = None
) -> Relation | None:
    """`places`: to how many the working is rounded; None where it shows what was left off."""
    if claim.annual and (old.is_rate or claim.kind is Kind.COUNT):
        return None  # 五年由186件降到41件，年均减少29件
    if old.is_rate:
        return None if claim.kind is Kind.COUNT or not new.is_rate else _points(claim, old, new)
    if claim.kind is Kind.POINTS:
        return None
    if claim.kind is Kind.COUNT:
        return _difference(claim, old, new) if old.unit == claim.quantity.unit else None
    step = between(old, new)
    if step is None:
        return None
    if not claim.annual:
        return _ratio(claim, step, places)
    years = _years(sentence, old, new)
    return None if years is None else _annual(claim, step, years)


def _years(sentence: Sentence, old: Quantity, new: Quantity) -> int | None:
    text = sentence.text[sentence.start : max(old.end, new.end)]
    years = sorted({int(year) for year in _YEAR.findall(text)})
    return years[-1] - years[0] if len(years) == 2 else None


def _points(claim: Claim, old: Quantity, new: Quantity) -> Relation:
    stated = claim.quantity
    difference = new.value - old.value
    size = -difference if claim.down else difference
    slack = (old.number.step + new.number.step) / 2
    points = plain(abs(difference) * 100) + "个百分点"
    if claim.kind is Kind.POINTS:
        holds = agrees(stated.number, size - slack / 2, size + slack / 2) or abs(size - stated.value) <= slack / 2
        shown = points
    else:
        relative = size / old.value if old.value else Fraction(0)
        # 91% to 96% is no 5%, even though 5.49% lies near it.
        meant_points = stated.value == size != rounded(relative, stated.number.step)
        holds = not meant_points and agrees(stated.number, relative - slack, relative + slack)
        shown = f"{points}（或{plain(abs(relative) * 100, 2)}%）"
    sign = "-" if difference < 0 else ""
    working = f"{new.text} - {old.text} = {sign}{shown}，文中为{'下降' if claim.down else '上升'}{stated.shown}"
    exact = old.is_exact and new.is_exact
    weight = Weight.SURE if exact else Weight.DOUBTFUL
    return _relation(claim, (old, new), working, points, weight, holds=holds and exact)


def _difference(claim: Claim, old: Quantity, new: Quantity) -> Relation:
    stated = claim.quantity
    difference = new.value - old.value
    size = -difference if claim.down else difference
    slack = reach((old, new))
    holds = agrees(stated.number, size - slack, size + slack)
    verb = "减少" if claim.down else "增加"
    first, second = (new, old) if difference >= 0 else (old, new)
    working = f"{first.text} - {second.text} = {plain(abs(difference))}{stated.number.unit}，文中为{verb}{stated.shown}"
    weight = Weight.SURE if old.is_exact and new.is_exact else Weight.DOUBTFUL
    expected = in_words_of(stated.number, size) if size >= 0 else None
    return _relation(claim, (old, new), working, expected, weight, holds=holds)


def _ratio(claim: Claim, step: Step, places: int | None = None) -> Relation:
    if claim.kind is Kind.DOUBLINGS:
        return _doublings(claim, step)
    stated = claim.quantity
    if claim.absolute:
        holds = agrees(stated.number, step.low, step.high)
        working = f"{step.ratio} = {written(step.likeliest, places)}，文中为{stated.shown}"
        return _relation(claim, step.members, working, in_words_of(stated.number, step.likeliest), holds=holds)
    low, high = (1 - step.high, 1 - step.low) if claim.down else (step.low - 1, step.high - 1)
    holds = agrees(stated.number, low, high)
    exact = 1 - step.likeliest if claim.down else step.likeliest - 1
    opposite = exact < 0
    verb, other = ("下降", "增长") if claim.down else ("增长", "下降")
    value = written(abs(exact) * 100, places) + "%" if claim.kind is Kind.RATE else written(abs(exact), places) + "倍"
    opposed = f"，是{other}" if opposite else ""
    working = f"{step.growth} = {value}{opposed}，文中为{verb}{stated.shown}"
    expected = None if opposite else in_words_of(stated.number, abs(exact))
    # Six times as many is seldom what was meant by a growth of some percent.
    weight = Weight.DOUBTFUL if abs(exact) > 5 > 5 * stated.value else Weight.SURE
    return _relation(claim, step.members, working, expected, weight, holds=holds)


def _doublings(claim: Claim, step: Step) -> Relation:
    goal = 2 ** int(claim.quantity.value)
    # 翻了一番多 is any more than twice; 翻了一番 is said of a little more, too.
    most = 200 if _AND_MORE.match(claim.quantity.after) else 110
    holds = step.low * 100 <= goal * most and step.high * 100 >= goal * 97
    weight = Weight.SURE if step.likeliest < goal or step.likeliest * 2 > goal * 3 else Weight.DOUBTFUL
    working = f"{step.ratio} = {plain(step.high, 2)}倍，{claim.quantity.text}应为{goal}倍"
    return _relation(claim, step.members, working, weight=weight, holds=holds)


def _annual(claim: Claim, step: Step, years: int) -> Relation:
    """年均 is geometric: the third root over three years."""
    stated = claim.quantity
    sign = -1 if claim.down else 1
    least = 1 + sign * stated.value - stated.number.step
    most = 1 + sign * stated.value + stated.number.step
    holds = least**years <= step.high and most**years >= step.low
    verb = "下降" if claim.down else "增长"
    told = f"{years}年年均{'' if holds else verb + '不是'}{stated.text}"
    return _relation(claim, step.members, f"{step.ratio} = {plain(step.high)}，{told}", holds=holds)


def _relation(
    claim: Claim,
    others: Sequence[Quantity],
    working: str,
    expected: str | None = None,
    weight: Weight = Weight.SURE,
    *,
    holds: bool,
) -> Relation:
    if claim.quantity.number.bound is Bound.ABOUT and weight is Weight.SURE:
        weight = Weight.LIKELY
    return Relation(Tie.CHANGE, claim.quantity, tuple(others), holds, working, weight, None if holds else expected)
