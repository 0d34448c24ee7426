"""A total and what it comes to on average: 全年96场次，平均每月8场次."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drafting.figures.arithmetic import agrees, in_words_of, interval, is_close, plain
from drafting.figures.products import measures_alike
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.numerals import parse_chinese
from drafting.text.patterns import Pattern
from drafting.text.quantities import Bound

_AVERAGE = Pattern("平均|(?:[年月日周季人户村场次期镇乡队组件趟])均")
_NO_AVERAGE = Pattern("增|降|减|提|上升|由|从|[0-9]")
_COMPARED = Pattern("(?:比|较|高于|低于|超过|由|从)[^，。；]*$")
_PART_OF_YEAR = Pattern(
    "截至|截止|半年|前[0-9一二三四五六七八九十]|[0-9一二三]\\s?[—\\-－~至到]\\s?[0-9]{1,2}月|自[0-9]{1,2}月|以来|季度(?:末|以)|试运行|启用|成立"
)
_YEARS = Pattern(
    "(?P<first>20[0-9]{2})年?(?:至|—|-|－|到|~)(?P<last>20[0-9]{2})年|(?P<count>[二两三四五])年(?:间|来|共)?"
)
_KIN = {"人": "人名位", "场": "场次", "次": "次场", "村": "村", "天": "天"}
_VILLAGE = Pattern("^(?:行政)?村")
_ALL_VILLAGES = Pattern("全|共|辖|应|各|现有|有|[为对向]$|村$")


@dataclass(frozen=True, slots=True, eq=False)
class _Divisor:
    words: str
    least: Fraction
    most: Fraction
    """A year has 50 to 53 weeks, and 230 to 366 days that may count."""
    counted: Quantity | None = None


_SPANS = {
    "月": _Divisor("12个月", Fraction(12), Fraction(12)),
    "季": _Divisor("4个季度", Fraction(4), Fraction(4)),
    "周": _Divisor("52周", Fraction(50), Fraction(53)),
    "天": _Divisor("365天", Fraction(230), Fraction(366)),
    "日": _Divisor("365天", Fraction(230), Fraction(366)),
}
_SPAN_UNITS = {"月": ("个月",), "天": ("天",), "日": ("天",), "周": ("周",), "季": ("个季度",)}


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    if not sentence.says("均"):
        return
    for stated in sentence.quantities:
        found = _AVERAGE.search(sentence.clause(stated)) if stated.is_amount or stated.number.unit else None
        if found is None or stated.number.bound not in (Bound.EXACT, Bound.ABOUT):
            continue
        clause = sentence.clause(stated)
        rest = clause[found.start() :]
        # 比前三年的年均265起增长; 人均补助由412元提到438元
        if not _NO_AVERAGE.search(rest) and not _COMPARED.search(clause[: found.start()]):
            period = rest.removeprefix("平均").removeprefix("每").removeprefix("个")
            yield from _judge(sentence, before, stated, period)


def _judge(sentence: Sentence, before: Sentence | None, stated: Quantity, period: str) -> Iterator[Relation]:
    totals = _totals(sentence, before, stated)
    divisors = list(_divisors(sentence, stated, period))
    if not totals or not divisors:
        return
    for total in totals:
        for divisor in divisors:
            low, high = interval(total)
            if agrees(stated.number, low / divisor.most, high / divisor.least):
                yield _relation(total, divisor, stated, holds=True)
                return
    if any(total.value == stated.value for total in totals):
        return  # 集中学法十二次，人均参学十二次
    total, divisor = totals[0], divisors[0]
    sure = stated.is_exact and len({d.least for d in divisors}) == 1 and (len(totals) == 1 or total.unit == stated.unit)
    if sure or is_close(total.value / divisor.most, stated.value):
        yield _relation(total, divisor, stated, holds=False, weight=Weight.SURE if sure else Weight.DOUBTFUL)


def _totals(sentence: Sentence, before: Sentence | None, stated: Quantity) -> list[Quantity]:
    """What may have been divided, the nearest first."""
    earlier = [q for q in sentence.quantities if q.start < stated.start]
    alike = [q for q in earlier if measures_alike(q, stated) and q.is_amount]
    if not alike and before is not None:
        alike = [q for q in before.quantities if q.unit in (stated.unit, f"人{stated.unit}") and q.is_amount]
    whole = [q for q in alike if not _AVERAGE.search(q.before)]
    return [q for q in reversed(whole) if q.is_exact][:3]


def _divisors(sentence: Sentence, stated: Quantity, period: str) -> Iterator[_Divisor]:
    text = sentence.text[max(0, sentence.start - 60) : sentence.end]
    if period[:1] in _SPANS:
        units = _SPAN_UNITS.get(period[0], ())
        counted = [q for q in sentence.quantities if q.number.unit in units and q is not stated and not q.number.idiom]
        if counted:
            yield from (_Divisor(q.text, q.value, q.value, q) for q in reversed(counted) if q.value)
        elif not _PART_OF_YEAR.search(text):
            yield _SPANS[period[0]]
    elif period[:1] == "年":
        years = _years(text)
        if years > 0:
            yield _Divisor(f"{years}年", Fraction(years), Fraction(years))
    else:
        yield from (_Divisor(q.text, q.value, q.value, q) for q in _counted(sentence, stated, period))


def _years(text: str) -> int:
    span = _YEARS.search(text)
    if span is None:
        return 0
    if span["first"]:
        return int(span["last"]) - int(span["first"]) + 1
    return parse_chinese(span["count"].replace("两", "二")) or 0


def _counted(sentence: Sentence, stated: Quantity, period: str) -> Sequence[Quantity]:
    """The counts of what each average is taken over, the nearest first."""
    found = [
        q
        for q in sentence.quantities
        if q.is_count and q.is_exact and q.value > 1 and not measures_alike(q, stated) and _is_over(q, period)
    ]
    found.sort(key=lambda q: abs(q.index - stated.index))
    return [q for q in found if not _is_apart(sentence, q, stated)]


def _is_over(quantity: Quantity, period: str) -> bool:
    unit = period[:1]
    if unit == "村":
        named = _VILLAGE.search(quantity.after) or quantity.unit == "村" or quantity.before.endswith("村")
        return bool(named) and bool(not quantity.before or _ALL_VILLAGES.search(quantity.before))
    return quantity.number.unit in _KIN.get(unit, unit) or (len(period) > 1 and quantity.after.startswith(period[:2]))


def _is_apart(sentence: Sentence, counted: Quantity, stated: Quantity) -> bool:
    """24期，其中第13期至第24期开设专栏，平均每期3个: not over the 24."""
    between = sentence.text[min(counted.end, stated.end) : max(counted.start, stated.start)]
    return "其中" in between or "第" in between


def _relation(
    total: Quantity, divisor: _Divisor, stated: Quantity, *, holds: bool, weight: Weight = Weight.SURE
) -> Relation:
    value = total.value / divisor.most
    working = f"{total.text} ÷ {divisor.words} = {plain(value)}{stated.number.unit}，文中为{stated.shown}"
    expected = None if holds or divisor.least != divisor.most else in_words_of(stated.number, value)
    others = (total, *([divisor.counted] if divisor.counted is not None else []))
    return Relation(Tie.AVERAGE, stated, others, holds, working, weight, expected)
