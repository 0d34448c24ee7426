"""What was taken in against what is through and what is left: 受理86件，办结80件，其余6件正在办理."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from drafting.figures.arithmetic import in_words_of, is_close, percent, plain, reach
from drafting.figures.balances import is_balance
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.wording import DONE, REST, REST_OF_ALL
from drafting.text.patterns import Pattern

_REST_BEHIND = Pattern(
    "^(?:[^，。；]{0,12}?)(?:正在|尚未|未(?!发生|出现)|在办|(?<!等)待|仍在|暂|不合格|不成功|不属实|逾期|转入|移交|退回|因)|^[^，。；]{0,4}(?:仍|尚)"
)
_OF_REST = Pattern("的.*(?:完成|办结|化解|解决|整改|到位)")
_NEGATED = Pattern("(?:未|不)(?P<what>[^，。；的]{1,4})的?$")
_MOST = 7


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    yield from _shares(sentence)
    if is_balance(sentence):
        return
    counts = sentence.counts()
    for place, rest in enumerate(counts):
        if not rest.is_exact or rest.depth or not _is_rest(sentence, rest, counts[place - 1] if place else None):
            continue
        yield from _judge(sentence, before, rest, counts[:place], counts[place + 1 :])


def _is_rest(sentence: Sentence, quantity: Quantity, previous: Quantity | None) -> bool:
    floor = previous.end if previous else sentence.start
    lead = sentence.text[max(floor, quantity.start - 20) : quantity.start].rpartition("，")[2]
    if "分别" in lead:
        return False
    if found := REST.search(lead):
        return not _OF_REST.match(lead, found.end())  # 限期整改的至12月底完成16处
    return len(lead) <= 6 and not DONE.search(lead) and bool(_REST_BEHIND.search(quantity.after))


def _judge(
    sentence: Sentence, before: Sentence | None, rest: Quantity, earlier: Sequence[Quantity], later: Sequence[Quantity]
) -> Iterator[Relation]:
    counts = _candidates(sentence, before, rest, earlier, later)
    if len(counts) < 2:
        return
    for size in range(1, min(len(counts), 5)):
        for whole, *parts in _choices(counts, size):
            if sum((part.value for part in parts), rest.value) == whole.value and all(p.is_exact for p in parts):
                yield _relation(whole, parts, rest, holds=True)
                return
    whole, *parts = counts
    total = sum((part.value for part in parts), rest.value)
    exact = all(count.is_exact for count in counts) and abs(total - whole.value) > reach((rest, *counts))
    # Parts above the whole are parts of more than one.
    each = "每" in sentence.text[min(whole.start, rest.start) : rest.start]  # 分3期，每期8万元，余下2万元
    if exact and not each and total - rest.value <= whole.value:
        among = "其中" in sentence.text[min(whole.end, rest.start) : rest.start]
        weight = _weight(whole, parts, rest, among=among)
        told = rest.before.startswith(("不", "未")) or is_close(total, whole.value)
        if weight is not None and told and [whole.value] != [part.value for part in parts]:
            yield _relation(whole, parts, rest, holds=False, weight=weight)


def _candidates(
    sentence: Sentence, before: Sentence | None, rest: Quantity, earlier: Sequence[Quantity], later: Sequence[Quantity]
) -> list[Quantity]:
    """The counts that whole and parts may be among, in reading order."""

    def alike(counts: Sequence[Quantity]) -> list[Quantity]:
        return [count for count in counts if count.unit == rest.unit and count.depth == 0]

    stretch = sentence.text.rfind("；", sentence.start, rest.start)
    own = [count for count in alike(earlier)[-_MOST:] if count.start > stretch]
    if len(own) < 2 and before is not None and stretch < 0:
        own = alike(before.counts())[-_MOST:] + own
    return own + [count for count in alike(later[:1]) if "其余" in count.before]


def _weight(whole: Quantity, parts: Sequence[Quantity], rest: Quantity, *, among: bool) -> Weight | None:
    """How sure it is that these belong together; None where they do not."""
    through = all(DONE.search(part.before or part.after) or REST.search(part.before) for part in parts)
    if not through and not REST.search(rest.before):
        return None
    negated = _NEGATED.search(rest.before)
    if negated is not None and not any(set(negated["what"]) & set(part.before) for part in parts):
        return None  # 未受理729件 is left of another whole than 调解成功2733件
    if DONE.search(whole.before) and not _INTAKE.search(whole.words):
        return Weight.DOUBTFUL
    named = REST_OF_ALL.search(rest.before)
    if among and not named and len(parts) > 1:
        return None  # some of the whole, of which one kind is not done
    return Weight.LIKELY if through or named or len(parts) > 1 else Weight.DOUBTFUL


_INTAKE = Pattern(
    "受理|接收|收到|收集|征集|接|交办|转办|共|总|应|排查|查处|检查|抽查|登记|核定|反馈|调处|调解|审查|立案|承办|摸排|有|辖|名|件|个"
)


def _choices(counts: Sequence[Quantity], size: int) -> Iterator[tuple[Quantity, ...]]:
    """A whole and so many of the parts that stand behind it, nearest to the rest first."""
    for place in range(len(counts) - 1, -1, -1):
        for parts in combinations(counts[place + 1 :], size):
            yield (counts[place], *parts)


def _relation(
    whole: Quantity,
    parts: Sequence[Quantity],
    rest: Quantity,
    *,
    holds: bool,
    weight: Weight = Weight.LIKELY,
) -> Relation:
    left = whole.value - sum((part.value for part in parts), Fraction())
    shown = " - ".join(count.text for count in (whole, *parts))
    working = f"{shown} = {plain(left)}{whole.number.unit}，文中为{rest.shown}"
    expected = in_words_of(rest.number, left) if not holds and left >= 0 else None
    return Relation(Tie.REMAINDER, rest, (whole, *parts), holds, working, weight, expected)


def _shares(sentence: Sentence) -> Iterator[Relation]:
    """满意的占91.4%，基本满意的占6.8%，其余1.8%: shares of one whole."""
    rates = [quantity for quantity in sentence.quantities if quantity.is_rate]
    if len(rates) < 2 or "其余" not in rates[-1].before or not all(rate.is_exact for rate in rates):
        return
    total = sum((rate.value for rate in rates), Fraction())
    slack = sum((rate.number.step / 2 for rate in rates), Fraction())
    working = f"{' + '.join(rate.text for rate in rates)} = {plain(total * 100)}%"
    if abs(total - 1) <= slack:
        yield Relation(Tie.REMAINDER, rates[-1], tuple(rates[:-1]), True, working)
    elif Fraction(1, 2) < total < 2:
        expected = percent(1 - total + rates[-1].value, 1)
        yield Relation(
            Tie.REMAINDER, rates[-1], tuple(rates[:-1]), False, working + "，不是100%", Weight.DOUBTFUL, expected
        )
