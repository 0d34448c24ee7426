"""Whether a list of parts goes with its whole: 其中, 分别为, 包括."""

from collections.abc import Iterator
from dataclasses import replace

from drafting.figures.arithmetic import added, compare, is_close, total
from drafting.figures.lists import (
    Opening,
    PartList,
    are_men_and_women,
    divides,
    has_plain_labels,
    lists,
    may_be_told_twice,
)
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.wording import PROCESS, SAID_TWICE
from drafting.text.patterns import Pattern
from drafting.text.quantities import Bound

_BESIDES = Pattern("另有|另外|此外|还有|尚有")
_OPEN_END = Pattern("^[^，。；0-9]{0,8}(?:等|，(?:其余|余下|其他|其它)[^0-9，。；]*[，。；])")
_THINGS = Pattern("没收|收缴|缴获|查扣|扣押|暂扣|查获|销毁|下架")
_CHANGE = Pattern("(?:净增|净减|增加|减少)了?[^，。；]{0,6}$")
"""Of what was added and what was taken away, more may be told than remains between them."""


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    for listed in lists(sentence, before):
        relation = _judge(sentence, before, listed)
        if relation is not None:
            yield relation


def _judge(sentence: Sentence, before: Sentence | None, listed: PartList) -> Relation | None:
    whole, parts = listed.whole, listed.parts
    if not whole.is_exact and whole.number.bound is not Bound.UNDER:
        return None
    if _is_exact(listed):
        count = next((count for count in range(len(parts), 1, -1) if compare(parts[:count], whole) == 0), 0)
        if count and _goes_elsewhere(listed, count):
            return _relation(Tie.BREAKDOWN, replace(listed, parts=parts[:count]), holds=True)
    if listed.opening is Opening.AMONG:
        some_twice = SAID_TWICE.search(sentence.text, parts[0].start, sentence.end) is not None
        sure = not some_twice and _is_sure(sentence, before, listed)
        return _judge_some(sentence, listed, sure=sure)
    if len(parts) > 1 and _is_exact(listed):
        return _judge_all(sentence, listed)
    return None


def _is_exact(listed: PartList) -> bool:
    return listed.whole.is_exact and all(part.is_exact for part in listed.parts)


def _judge_some(sentence: Sentence, listed: PartList, *, sure: bool) -> Relation | None:
    """其中 takes some of the whole: less is right, more is wrong where the parts cannot overlap."""
    whole, parts = listed.whole, listed.parts
    largest = max(parts, key=lambda part: part.value)
    if _is_another_matter(listed, largest):
        return None
    if compare((largest,), whole) == 1 and largest.number.bound is not Bound.UNDER:
        first = largest is parts[0] or "，" not in sentence.between(parts[0], largest)
        if not (sure and first) and not is_close(largest.value, whole.value):
            return None
        weight = Weight.SURE if sure and first else Weight.DOUBTFUL
        return Relation(Tie.PART, largest, (whole,), False, f"其中的{largest.shown}大于总数{whole.shown}", weight)
    sign = compare(parts, whole)
    left_out = sign == -1 and _leave_nobody_out(listed)
    if sure and (left_out or (sign == 1 and _are_opposites(listed))):
        return _relation(Tie.BREAKDOWN, listed, holds=False, weight=Weight.LIKELY)
    if sign in (0, -1):
        left = whole.value - total(parts)
        nearly_all = _is_exact(listed) and len(parts) > 1 and 0 < left * 5 <= whole.value
        if nearly_all and has_plain_labels(listed) and not _goes_on_besides(sentence, listed):
            return _relation(Tie.LIST, listed, holds=False, weight=Weight.DOUBTFUL)
        working = added(parts, whole, "不大于")
        return Relation(Tie.PART, whole, parts, True, working)
    if not has_plain_labels(listed) or may_be_told_twice(listed):
        return None
    if any(part.number.bound is Bound.UNDER for part in parts):
        return None
    weight = Weight.SURE if divides(listed) else Weight.LIKELY
    if not sure or sign is None or len(parts) < 2:
        weight = Weight.DOUBTFUL
    return _relation(Tie.BREAKDOWN, listed, holds=False, weight=weight)


def _is_another_matter(listed: PartList, largest: Quantity) -> bool:
    """召开会议4次。其中，全体干部学法24次; 查处案件19起，其中没收违法物品132件."""
    if _THINGS.search(largest.before) and not _THINGS.search(listed.whole.before):
        return True
    return listed.at_head and largest.value * 2 > listed.whole.value * 3


def _is_sure(sentence: Sentence, before: Sentence | None, listed: PartList) -> bool:
    """That the whole is what the parts are of, and that the parts are of one cut."""
    if _CHANGE.search(listed.whole.before) or _has_all(listed) or _is_told_as_well(sentence, listed):
        return False
    return listed.explicit or not (listed.loose or _may_be_of_more(sentence, before, listed))


def _goes_elsewhere(listed: PartList, count: int) -> bool:
    """当场调解61件，预约调解25件，司法确认12件: what follows when all is told is another matter, unless it is called alike."""
    told, others = listed.labels[:count], listed.labels[count:]
    endings = {label[-2:] for label in told}
    return not any(label[-2:] in endings or label.startswith(("其他", "其它")) for label in others)


def _has_all(listed: PartList) -> bool:
    """处罚12件，其中罚款12件、没收3件: the three are among the twelve."""
    return len(listed.parts) > 1 and any(part.value == listed.whole.value for part in listed.parts)


def _is_told_as_well(sentence: Sentence, listed: PartList) -> bool:
    """合同40件、决策22件，合计62件次 behind 文件60件: it is known that they are more."""
    together = total(listed.parts)
    return any(
        quantity.value == together for quantity in sentence.quantities if quantity.start > listed.parts[-1].start
    )


def _are_opposites(listed: PartList) -> bool:
    """规范合同381份，不规范合同36份: there is nothing third."""
    labels = listed.labels
    return len(labels) == 2 and labels[1][:1] in ("不", "未", "非") and labels[1][1:3] in labels[0]


def _leave_nobody_out(listed: PartList) -> bool:
    return are_men_and_women(listed) or _are_opposites(listed)


def _judge_all(sentence: Sentence, listed: PartList) -> Relation | None:
    """分别为 leaves nothing out; 包括 and a bare list may."""
    whole, parts = listed.whole, listed.parts
    difference = total(parts) - whole.value
    if listed.opening is Opening.RESPECTIVELY:
        among = listed.explicit or "其中" in sentence.between(whole, parts[0])
        if not among and abs(difference) * 2 > whole.value:
            return None
        weight = Weight.SURE if compare(parts, whole) else Weight.DOUBTFUL
        return _relation(Tie.BREAKDOWN, listed, holds=False, weight=weight)
    if are_men_and_women(listed):
        return _relation(Tie.BREAKDOWN, listed, holds=False, weight=Weight.LIKELY)
    close = abs(difference) * 5 <= whole.value
    if listed.opening is Opening.BARE and not (close and has_plain_labels(listed)):
        return None
    if not close and not 0 < difference <= whole.value:
        return None
    if difference < 0 and _goes_on_besides(sentence, listed):
        return None
    return _relation(Tie.LIST, listed, holds=False, weight=Weight.DOUBTFUL)


def _goes_on_besides(sentence: Sentence, listed: PartList) -> bool:
    """准予398件，不予许可9件，撤回3件，另有2件正在审查: the list that is read is not all of it; nor is one that ends with 其余为租赁合同."""
    if _OPEN_END.search(sentence.tail(listed.parts[-1])):
        return True
    behind = next((count for count in sentence.counts() if count.start > listed.parts[-1].start), None)
    return behind is not None and _BESIDES.search(sentence.between(listed.parts[-1], behind)) is not None


def _may_be_of_more(sentence: Sentence, before: Sentence | None, listed: PartList) -> bool:
    """A5件、B2件，其中…: the whole may be both together."""
    whole = listed.whole
    if listed.at_head:
        return before is not None and sum(count.unit == whole.unit for count in before.counts()) > 1
    together = whole.value
    previous = whole
    for count in reversed(sentence.counts()):
        if count.start >= previous.start or count.unit != whole.unit:
            continue
        gap = sentence.between(count, previous)
        if "；" in gap or ("其中" in gap and "，" in gap):
            break
        verb, other = PROCESS.search(previous.before), PROCESS.search(count.before)
        if "，" in gap and not (verb and other and verb[0] == other[0]):
            break
        together += count.value
        previous = count
    return previous is not whole and together >= max(part.value for part in listed.parts)


def _relation(tie: Tie, listed: PartList, *, holds: bool, weight: Weight = Weight.SURE) -> Relation:
    return Relation(tie, listed.whole, listed.parts, holds, added(listed.parts, listed.whole), weight)
