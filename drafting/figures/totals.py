"""A list with its total behind it: 印发折页1200份、手册850份，合计2050份."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from drafting.figures.arithmetic import added, compare, in_words_of
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.wording import OUTCOME, SAID_TWICE, share_grams
from drafting.text.numerals import parse_chinese
from drafting.text.patterns import Pattern

_TOTAL = Pattern(
    r"(?P<marker>共计|合计|总计|总共|一共|累计|(?<![公中总一])共(?![同产青建享治商]))(?P<what>[^，。；：、0-9]{0,14})$"
)
_YEAR = Pattern("(?P<marker>全年)(?P<what>[^，。；：、0-9]{0,14})$")
_PARTS_OF_YEAR = (("一季度", "二季度", "三季度", "四季度"), ("上半年", "下半年"))
_SO_FAR = Pattern("累计|[末底]|截至|至今")
_STRICT = ("共计", "合计", "总计")
_SO_MANY = Pattern(
    "(?P<many>[两二三四五六七八九])(?:大|个)?(?:类|项|者|方面|部分|级|年|期|季度|渠道|种|领域)[^，。；]{0,6}(?:共|合计|总计|累计)"
)
_OF_ALL = Pattern("全年|年内|今年|本年|20[0-9]{2}年|全(?:镇|乡|街道|县|区|市)")
_YEAR_IN_PARTS = Pattern("下半年|[四4]个?季度|各季度|12个月|逐月")
_FLOW = Pattern("年初|原有|上年(?!度?(?:结转|遗留))|退出|减少|调出|解除|核减|注销|去世|迁出|解聘")
_ONE_OF_THEM = Pattern("最[高低多少大小长短快慢]|单[笔场次]|[平人户村月年日]均")
_DEALT_WITH = Pattern("办理|处理|处置|调处|调解|审理|核查")
_TAKEN_UP = Pattern("受理|办理|收|接|有")
_NEW_LIST = Pattern("[；;。]")
_FEW = 40


@dataclass(frozen=True, slots=True, eq=False)
class _Total:
    total: Quantity
    marker: str
    what: str
    """Between the marker and the figure: 共培训254人次."""
    source: Sentence
    """Where its parts stand; the sentence before where the total begins its own."""
    until: int


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    if not any(map(sentence.says, "共计全")):
        return
    for place, total in enumerate(sentence.quantities):
        if total.is_count and total.is_exact:
            said = _read(sentence, before, place)
            relation = _judge(said) if said is not None else None
            if relation is not None:
                yield relation


def _read(sentence: Sentence, before: Sentence | None, place: int) -> _Total | None:
    quantities = sentence.quantities
    total = quantities[place]
    at_head = all(quantity.number.idiom for quantity in quantities[:place])  # 以上四类共计
    gap = sentence.text[sentence.start if at_head else quantities[place - 1].end : total.start]
    found = _TOTAL.search(gap) or _YEAR.search(gap)
    if found is None:
        return None
    if not at_head:
        return _Total(total, found["marker"], found["what"], sentence, place)
    if before is None or found["marker"] not in _STRICT or found.start() > 6:
        return None
    return _Total(total, found["marker"], found["what"], before, len(before.quantities))


def _judge(said: _Total) -> Relation | None:
    total, source = said.total, said.source
    parts, is_whole_list = _listed_before(said)
    if len(parts) < 2 or (said.marker == "全年" and not _are_the_year(said, parts)):
        return None
    fitting = next((some for some in _sums(said, parts) if _adds_up(some, total)), None)
    if fitting is not None:
        return Relation(Tie.BREAKDOWN, total, fitting, True, added(fitting, total))
    exact = all(part.is_exact for part in parts) and compare(parts, total) is not None
    if not exact or _is_of_something_else(said, parts) or SAID_TWICE.search(source.text, source.start, source.end):
        return None
    if _may_be_of_fewer(said, parts):
        return None
    even = all("、" in source.between(*pair) or len(pair[1].before) <= 8 for pair in pairwise(parts))
    listed = "分别" in parts[0].before and even and not said.what
    counted = _are_so_many(said, parts)
    if said.marker == "累计" and not listed and not counted:
        return None
    strict = said.marker in _STRICT
    plausible = total.value > max(part.value for part in parts) or (strict and even)
    sure = (strict or listed or even) and plausible and is_whole_list and counted is not False
    sure = sure and not total.after.startswith("（")  # 184件（次）
    sure = sure and not _may_be_of_more(said, parts)
    expected = in_words_of(total.number, sum((part.value for part in parts), Fraction()))
    weight = Weight.SURE if sure else Weight.DOUBTFUL
    return Relation(Tie.BREAKDOWN, total, tuple(parts), False, added(parts, total), weight, expected)


def _are_the_year(said: _Total, parts: Sequence[Quantity]) -> bool:
    """一季度312件，二季度298件，三季度305件，四季度341件，全年1256件; each quarter's own, not what has come together so far."""
    leads = [said.source.clause(part) for part in parts]
    return not any(map(_SO_FAR.search, leads)) and any(
        len(names) == len(leads) and all(name in lead for name, lead in zip(names, leads, strict=True))
        for names in _PARTS_OF_YEAR
    )


def _may_be_of_more(said: _Total, parts: Sequence[Quantity]) -> bool:
    """3月5场、4月6场，全年共40场: of a year more may be told than was listed, unless the list is the year."""
    if said.marker in _STRICT or compare(parts, said.total) != -1:
        return False
    text = said.source.text
    listed = text[said.source.start : parts[-1].end]
    return bool(_OF_ALL.search(text, parts[-1].end, said.total.start)) and not _YEAR_IN_PARTS.search(listed)


def _may_be_of_fewer(said: _Total, parts: Sequence[Quantity]) -> bool:
    """上年结转4件，新收66件，共办理65件: not all is dealt with; whom one half of the year reaches, the other may reach again."""
    again = said.marker == "全年" and said.total.unit in ("人", "名", "户", "家", "个")
    return compare(parts, said.total) == 1 and (again or _DEALT_WITH.search(said.what) is not None)


def _listed_before(said: _Total) -> tuple[list[Quantity], bool]:
    """The counts of its measure word right before a total, and whether the list begins where they do."""
    sentence, total = said.source, said.total
    parts: list[Quantity] = []
    for place in range(said.until - 1, max(-1, said.until - _FEW), -1):
        quantity = sentence.quantities[place]
        one_of_list = quantity.number.idiom and quantity.unit == total.unit and _is_listed(sentence, quantity, place)
        if quantity.depth > total.depth or quantity.is_rate or (quantity.number.idiom and not one_of_list):
            continue
        people = total.unit == "人次" and quantity.unit == "人"
        if not (quantity.is_count or one_of_list) or not (quantity.unit == total.unit or people):
            if not parts and "，" not in sentence.between(quantity, total):
                continue  # 三期共培训254人次
            gap = sentence.between(quantity, parts[0]) if parts else ""
            return parts, not ("、" in gap and "，" not in gap)
        parts.insert(0, quantity)
        gap = sentence.text[sentence.quantities[place - 1].end if place else sentence.start : quantity.start]
        if _NEW_LIST.search(gap):
            return parts, place == 0
        if "其中" in gap or _TOTAL.search(gap) or _ends_a_year(sentence, quantity, gap):
            break
    return parts, True


def _ends_a_year(sentence: Sentence, quantity: Quantity, gap: str) -> bool:
    """上半年18件，下半年21件，全年39件: a total itself."""
    halves = sentence.text[sentence.start : quantity.start]
    return _YEAR.search(gap) is not None and _YEAR_IN_PARTS.search(halves) is not None


def _is_listed(sentence: Sentence, quantity: Quantity, place: int) -> bool:
    """三次、两次、一次: one of many is a count."""
    beside = sentence.quantities[max(0, place - 1) : place] + sentence.quantities[place + 1 : place + 2]
    return any(sentence.is_listed_with(quantity, other) for other in beside)


def _sums(said: _Total, parts: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """What may have been added up: a sum leaves out what another clause says, never an item of its own list."""
    source, total = said.source, said.total
    for start in range(len(parts) - 1):
        if start == 0 or "，" in source.between(parts[start - 1], parts[start]):
            yield tuple(parts[start:])
    alike = [
        q for q in source.quantities[: said.until] if q.is_count and q.unit == total.unit and q.depth <= total.depth
    ]
    # 来访126人次、来信23件、网上信访35件，合计184件（次）
    mixed = [q for q in source.quantities[: said.until] if q.is_count and q.depth <= total.depth]
    if len(mixed) > len(alike):
        yield from (tuple(mixed[start:]) for start in range(max(0, len(mixed) - 8), len(mixed) - 1))
    for start in range(max(0, len(alike) - _FEW), len(alike) - len(parts)):
        yield tuple(alike[start:])
    if any("，" in source.between(*pair) for pair in pairwise(parts)):
        few = parts[-6:]  # 化解371起，上年结转的9起化解8起，两项合计379起
        for size in range(2, len(few)):
            yield from combinations(few, size)


def _adds_up(parts: Sequence[Quantity], total: Quantity) -> bool:
    return compare(parts, total) == 0 and all(part.is_exact for part in parts)


def _is_of_something_else(said: _Total, parts: Sequence[Quantity]) -> bool:
    sentence, total = said.source, said.total
    if "每" in sentence.text[max(sentence.start, parts[0].start - 20) : total.start] or "各" in parts[0].before:
        return True  # a product
    if any(_FLOW.search(part.before) or _ONE_OF_THEM.search(part.before) for part in parts):
        return True  # 年初72名，新聘11名，退出8名，年底共有75名; 最高2万元，最低200元，合计5.3万元
    if said.what and not _TAKEN_UP.search(said.what) and any("上年" in part.before for part in parts):
        return True  # 上年结转3.2万元，今年拨入18万元，共支出19.5万元
    done = OUTCOME.search(said.what + total.after)
    if done is not None and not all(done[0] in sentence.said(part) for part in parts):
        return True
    heads = [part for at, part in enumerate(parts) if not at or "，" in sentence.between(parts[at - 1], part)]
    if len({bool(OUTCOME.search(part.before)) for part in heads}) > 1:
        return True  # 受理356起，成功347起，两类合计524起
    noun = said.what if said.marker == "共" and len(said.what) > 4 else ""
    if said.marker == "全年":
        noun = said.what + total.after
    if total.unit in ("个", "人", "户", "家", "项"):
        noun += total.after
    return len(noun) > 1 and not share_grams(noun, sentence.text[sentence.start : parts[-1].end] + parts[-1].after)


def _are_so_many(said: _Total, parts: Sequence[Quantity]) -> bool | None:
    """两大类合计 is of two; None where no number of parts is said."""
    total = said.total
    found = _SO_MANY.search(said.source.text, max(0, total.start - 14), total.start)
    if found is None:
        return None
    return parse_chinese(found["many"].replace("两", "二")) == len(parts)
