"""A whole and the list of its parts, and in which words the list is opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.wording import EXTREME, GROWTH, LEVEL, OVERLAPPING, PROCESS
from drafting.text.patterns import Pattern


class Opening(Enum):
    AMONG = "其中"
    """Some of the whole."""
    RESPECTIVELY = "分别为"
    """All of it."""
    INCLUDING = "包括"
    COLON = "："
    BRACKET = "（"
    BARE = ""


_INCLUDING = Pattern("包括|包含|涵盖|分为|用于|主要有|涉及的?有|分布在")
_KINDS = Pattern("(?:的|[类种项级])分别")
_BY_KIND = Pattern("按[^，。；]{1,8}(?:划?分|看)")
_RESPECTIVELY = Pattern("分别")
_GROUP = Pattern("(?P<group>[^，。；：、（）]{2,12}?)中(?:[，,]|有)[^，。；]*$", sign="中[，,有]")
_NO_GROUP = Pattern("^正在|(?:办理|审理|处理|进行|推进|建设|过程|工作|活动|当|其)$")
_OF_THESE = Pattern("(?<!办理)(?<!审理)(?<!处理)(?<!进行)(?<!推进)(?<!建设)(?<!过程)中有?$")
_STOP = Pattern(
    "其中|所[^，。；]{0,10}的$|上述|以上|同时|此外|另外|另有|合计|共计|总计|总共|累计|(?<!公)共(?![同产青建享治商])|均|总量|总数|全部|比上年|较上年|同比|增加|减少|挽回|涉及"
)
_SEX = Pattern("[（(]?(?P<sex>[男女])(?:性|同志)?")
_IN_BRACKETS = Pattern("（[^（）]*）")
_NEW_LIST = Pattern("[；;。]")
_LONGEST_LABEL = 24
_FEW = 40
"""A list longer than this is no list of a report; the bound keeps hostile texts cheap."""


@dataclass(frozen=True, slots=True, eq=False)
class PartList:
    whole: Quantity
    parts: tuple[Quantity, ...]
    opening: Opening
    explicit: bool = False
    """The words name the whole beyond doubt: 所受理的43件中."""
    loose: bool = False
    """；其中 and 受理其中的117件 may reach further back."""
    at_head: bool = False
    """其中 begins the sentence; the whole is in the one before."""

    named: Sequence[str] = ()
    """The labels, where they stand before other counts."""

    @property
    def labels(self) -> list[str]:
        return list(self.named) or [part.before.rpartition("其中")[2].strip("，： ") for part in self.parts]


def lists(sentence: Sentence, before: Sentence | None) -> Iterator[PartList]:
    for place, first in enumerate(sentence.quantities):
        if first.is_count:
            found = _opened_at(sentence, before, place)
            if found is not None:
                yield found
                companions = _companions(sentence, found)
                if companions is not None:
                    yield companions


def _companions(sentence: Sentence, listed: PartList) -> PartList | None:
    """86批213人次，其中集体访12批156人次，个体访74批57人次: the people add up as the groups do."""
    following = dict(pairwise(sentence.quantities))
    beside = [following.get(quantity) for quantity in (listed.whole, *listed.parts)]
    found = [second for second in beside if second is not None]
    if len(found) < len(beside) or len({second.unit for second in found}) > 1 or found[0].unit == listed.whole.unit:
        return None
    if any(sentence.between(*pair) for pair in zip((listed.whole, *listed.parts), found, strict=True)):
        return None
    return replace(listed, whole=found[0], parts=tuple(found[1:]), named=listed.labels)


def _opened_at(sentence: Sentence, before: Sentence | None, place: int) -> PartList | None:
    first = sentence.quantities[place]
    previous = _neighbour(sentence, place)
    gap = sentence.text[previous.end if previous is not None else sentence.start : first.start]
    if "其中" in gap:
        return _among(sentence, before, place, gap)
    group = _GROUP.search(gap)
    if group is not None and not _NO_GROUP.search(group["group"]):
        whole = _called(group["group"], sentence, before, first)
        if whole is not None:
            return PartList(whole, _parts(sentence, whole, place), _some_or_all(gap), explicit=True)
    if previous is None:
        return None
    whole = _whole_again(sentence, previous, place) if _BY_KIND.search(gap) else previous
    return _following(sentence, whole, place, gap) if _may_be_whole(whole, first) else None


def _neighbour(sentence: Sentence, place: int) -> Quantity | None:
    """The figure before; 三年以上积案 and 一次 are words, not figures of the list."""
    earlier = reversed(sentence.quantities[:place])
    return next(
        (q for q in earlier if not q.number.idiom and (q.is_count or (not q.is_amount and q.number.unit != "年"))), None
    )


def _whole_again(sentence: Sentence, previous: Quantity, place: int) -> Quantity:
    """43人，男29人，女14人；按学历分，…: the whole is taken up once more."""
    alike = [q for q in sentence.quantities[:place] if q.is_count and q.unit == previous.unit]
    return alike[0] if alike else previous


def _some_or_all(gap: str) -> Opening:
    return Opening.RESPECTIVELY if _RESPECTIVELY.search(gap) else Opening.AMONG


def _may_be_whole(quantity: Quantity, first: Quantity) -> bool:
    return quantity.is_count and quantity.unit == first.unit and not EXTREME.search(quantity.before)


def _among(sentence: Sentence, before: Sentence | None, place: int, gap: str) -> PartList | None:
    """The whole of 其中 is the nearest count of the same measure word, or what the sentence before ends with."""
    first = sentence.quantities[place]
    earlier = [count for count in sentence.quantities[max(0, place - _FEW) : place] if count.is_count]
    wholes = [count for count in earlier if _may_be_whole(count, first) and count.depth <= first.depth]
    whole = wholes[-1] if wholes else None
    if whole is None and not earlier and before is not None:
        whole = _closing(before, first)
    if whole is None:
        return None
    # A、其中B，C: what stands behind the comma is another matter.
    narrow = gap.lstrip().startswith("、其中")
    return PartList(
        whole,
        _parts(sentence, whole, place, narrow=narrow),
        _some_or_all(gap),
        loose="；" in gap or "其中的" in gap or _is_one_of_several(sentence, whole, place),
        at_head=not wholes,
    )


def _is_one_of_several(sentence: Sentence, whole: Quantity, place: int) -> bool:
    """房屋413栋、厂房28处、商铺156间，其中存在隐患的37处: of all of them."""
    last = next((q for q in reversed(sentence.quantities[:place]) if not q.number.idiom), whole)
    return last.is_count and last.unit != whole.unit and "、" in sentence.between(whole, last) + last.before


def _closing(sentence: Sentence, first: Quantity) -> Quantity | None:
    """The count that a sentence ends with; one further back is another matter."""
    counts = [quantity for quantity in sentence.quantities if quantity.depth == 0]
    if not counts or not counts[-1].is_count or counts[-1].unit != first.unit:
        return None
    return counts[-1] if "，" not in sentence.tail(counts[-1]) else None


def _called(group: str, sentence: Sentence, before: Sentence | None, first: Quantity) -> Quantity | None:
    """社区干部中，…: the earlier count of 社区干部."""
    group = group.removeprefix("在")
    group = group.removesuffix("人员") if len(group) > 4 else group
    earlier = [count for count in sentence.counts() if count.start < first.start]
    earlier += before.counts() if before is not None else []
    found = [count for count in earlier if count.unit == first.unit and group in count.words]
    return found[0] if len(found) == 1 else None


def _following(sentence: Sentence, whole: Quantity, place: int, gap: str) -> PartList | None:
    """A list right behind its whole."""
    first = sentence.quantities[place]
    parts = _parts(sentence, whole, place)
    if _OF_THESE.search(whole.after) and "；" not in gap:
        return PartList(whole, parts, _some_or_all(gap), explicit=True)
    if first.depth == whole.depth + 1 and gap.count("（") == 1 and gap.startswith("（"):
        return PartList(whole, parts, Opening.BRACKET, explicit=True)
    if _RESPECTIVELY.search(gap):
        names = gap.rpartition("，")[2]
        divides = _KINDS.search(names) is not None or not PROCESS.search(names)
        return PartList(whole, parts, Opening.RESPECTIVELY) if divides else None
    if _INCLUDING.search(gap):
        return PartList(whole, parts, Opening.INCLUDING, explicit=True)
    if "：" in gap or ":" in gap:
        return PartList(whole, parts, Opening.COLON, explicit=True)
    bare = PartList(whole, parts, Opening.BARE)
    if any(GROWTH.search(part.before) for part in parts):
        return None  # 三季度15件，比二季度多3件，四季度又少5件
    return bare if "，" in gap and (len(parts) > 2 or are_men_and_women(bare)) else None


def _parts(sentence: Sentence, whole: Quantity, place: int, *, narrow: bool = False) -> tuple[Quantity, ...]:
    quantities = sentence.quantities
    first = quantities[place]
    respectively = bool(_RESPECTIVELY.search(first.before))
    parts = [first]
    together = first.value
    for quantity in quantities[place + 1 : place + 1 + _FEW]:
        if together == whole.value == quantity.value:
            break
        listed = sentence.is_listed_with(parts[-1], quantity)  # 三次、两次、一次
        beside = quantity.unit != first.unit and not sentence.between(parts[-1], quantity)  # 12批156人次
        if beside or (_is_aside(quantity, first) and not (listed and quantity.unit == first.unit)):
            continue
        if quantity.depth < first.depth or not (quantity.is_count or listed) or quantity.unit != first.unit:
            break
        if (respectively and len(quantity.before) > 4) or not _goes_on(sentence, parts, quantity, narrow=narrow):
            break
        parts.append(quantity)
        together += quantity.value
    return tuple(parts)


def _is_aside(quantity: Quantity, first: Quantity) -> bool:
    """A detail in brackets, a share or a rate beside a part."""
    number = quantity.number
    return quantity.depth > first.depth or number.idiom or not (quantity.is_amount or number.unit.strip("个百分点倍"))


def _goes_on(sentence: Sentence, parts: Sequence[Quantity], quantity: Quantity, *, narrow: bool) -> bool:
    gap = sentence.between(parts[-1], quantity)
    if _STOP.search(_IN_BRACKETS.sub("", gap)) or len(quantity.before) > _LONGEST_LABEL:
        return False
    if _NEW_LIST.search(gap) and not _has_semicolons(sentence, parts, quantity):
        return False
    by_commas = len(parts) < 2 or "，" in sentence.between(parts[0], parts[1])
    return "，" not in gap or (by_commas and not narrow)


def _has_semicolons(sentence: Sentence, parts: Sequence[Quantity], quantity: Quantity) -> bool:
    """A list goes on behind a semicolon where each item has its share: 婚姻纠纷62件，占37.58%；邻里纠纷48件."""
    from_first = len(parts) < 2 or _NEW_LIST.search(sentence.between(parts[0], parts[1])) is not None
    end = sentence.text.find("；", quantity.end, sentence.end)
    rates = [other.start for other in sentence.quantities if other.is_rate]
    between = any(parts[-1].start < rate < quantity.start for rate in rates)
    behind = any(quantity.start < rate < (end if end >= 0 else sentence.end) for rate in rates)
    return from_first and between and behind


_OFFICE = Pattern("代表|委员|五老|村干部|律师|教[师员]|书记|主任|民警|志愿者|组长|骨干")
"""Of these one person has two."""
_CHANNEL = Pattern("网站|公众号|公[开示]栏|抖音|视频号|短信|广播|微信|喇叭|线上|线下|媒体|入户")
"""By these one thing is told twice."""
_TWICE = {"人": _OFFICE} | dict.fromkeys(["项", "条", "次", "期", "场", "场次", "篇"], _CHANNEL)
_PEOPLE = frozenset(["人", "人次", "户"])
_MAY_OVERLAP = _PEOPLE | frozenset(["家", "个", "所", "支", "场", "场次", "次", "期", "批次", "项", "条", "篇"])
"""One person has two offices, one event two contents, one notice two channels; a case or a yuan is of one kind."""


def divides(listed: PartList) -> bool:
    """Whether the parts cannot overlap, as far as the labels tell."""
    if not has_plain_labels(listed):
        return False
    labels, parts = listed.labels, listed.parts
    if any(label.startswith(("其他", "其它")) for label in labels):
        return True
    unit = parts[0].unit
    if unit not in _MAY_OVERLAP or all(any(map(str.isdigit, label)) for label in labels):
        return True
    if unit not in _PEOPLE:
        return False
    labels = [label + part.after for label, part in zip(labels, parts, strict=True)]
    return len({label[-1] for label in labels}) == 1 or len({label[:2] for label in labels}) == 1


def are_men_and_women(listed: PartList) -> bool:
    """男性15名、女性18名: everybody is in one of the two, and in one only; of 男党员 that is not said."""
    told = [match["sex"] for label in listed.labels if (match := _SEX.fullmatch(label))]
    return len(listed.labels) == 2 and sorted(told) == ["女", "男"]


def may_be_told_twice(listed: PartList) -> bool:
    """人大代表4名、企业代表5名; 网站100项、公开栏80项: together more than there are, and right."""
    twice = _TWICE.get(listed.whole.unit)
    return twice is not None and any(twice.search(label) for label in listed.labels)


def has_plain_labels(listed: PartList) -> bool:
    """Kinds of one thing; 党员, 女性 and 大专以上 overlap, and what was done with some of it is no kind."""
    labels = listed.labels
    if not all(labels):
        return False
    if all(label.endswith("类") for label in labels):
        return True
    if any(label.endswith("的") for label in labels):
        return False  # 要素不全的、价格偏低的: one may be both
    if len(labels) > 2 and _name_both(labels, _SEXES):
        return False  # 男性18名、女性18名、退休干部4名: who is told besides has been counted
    overlapping = any(OVERLAPPING.search(label) for label in labels) and not _are_opposites(labels)
    if overlapping or (listed.whole.unit != "元" and any(LEVEL.search(label) for label in labels)):
        return False
    return len({verb[0] if verb else "" for verb in map(PROCESS.search, labels)}) == 1


_SEXES = ("男", "女")
_OPPOSITES = (_SEXES, ("集体", "个"), ("初", "重复"))


def _are_opposites(labels: Sequence[str]) -> bool:
    """男性44人、女性40人 leave nothing between them, whatever 女性 does elsewhere."""
    return any(_name_both(labels, pair) for pair in _OPPOSITES)


def _name_both(labels: Sequence[str], pair: tuple[str, str]) -> bool:
    return all(any(word in label for label in labels) for word in pair)
