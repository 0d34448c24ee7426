"""So many, each with so many: 7支，每支8人，共56人."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drafting.figures.arithmetic import in_words_of, reach
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.wording import share_grams
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind

_EACH = Pattern("(?P<each>每|各)(?P<of>[^，。；：每各]{0,30})$")
_EARLIER_EACH = Pattern("每(?P<of>[^，。；：每各]{1,12})每")
_TOTAL = Pattern("(?:(?<![公中])共|合计|总计|累计)(?P<what>[^，。；：0-9]{0,10})$")
_AGAIN = Pattern("个?(?:月|季|旬|周|星期|天|日|次|期|场|轮|批)")
_REACHED = Pattern("覆盖|惠及|涉及|联系|包联|走访|服务|辐射")
"""What two of them reach is counted once."""
_AT_LEAST = Pattern("至少|不少于|不低于|最少|以上|多的|少的")
_EXCEPT = Pattern("除|停|暂|起|开始")
_TOLD_APART = Pattern(r"[\u4e00-\u9fff]{0,4}(?:（|，?其中|，?含|，?另|，?个别|，?部分)")
"""Behind the total: what some have besides, or twice."""
_SPANS = {"月": ("12个月", 12), "季": ("4个季度", 4)}
_FEW = 8


@dataclass(frozen=True, slots=True, eq=False)
class _Product:
    times: Quantity | None
    """None where a year has so many: 每月1次."""
    span: str
    factor: Fraction
    each: tuple[Quantity, ...]
    total: Quantity

    @property
    def value(self) -> Fraction:
        times = self.times.value if self.times is not None else Fraction(1)
        return times * self.factor * sum((quantity.value for quantity in self.each), Fraction())

    @property
    def slack(self) -> Fraction:
        """What rounding of each one may add up to."""
        times = self.times.value if self.times is not None else Fraction(1)
        return times * reach(self.each)


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    if not (sentence.says("共") or sentence.says("计")):
        return
    for place, total in enumerate(sentence.quantities):
        if total.is_amount and total.is_exact and _TOTAL.search(sentence.clause(total)):
            yield from _judge(sentence, total, sentence.quantities[max(0, place - _FEW) : place])


def _judge(sentence: Sentence, total: Quantity, earlier: Sequence[Quantity]) -> Iterator[Relation]:
    each = _each(sentence, total, earlier)
    if not each or not all(quantity.is_exact for quantity in each) or _AT_LEAST.search(sentence.clause(each[0])):
        return
    besides = [q for q in earlier if measures_alike(q, total) and q not in each and q.start > each[0].start]
    extra = sum((quantity.value for quantity in besides), Fraction())
    products = list(_products(sentence, each, total))
    if not products or (besides and any(product.value + extra == total.value for product in products)):
        return
    slack = reach((total,))
    fitting = next((product for product in products if abs(product.value - total.value) <= slack), None)
    if fitting is not None:
        yield _relation(fitting, holds=True)
        return
    if "其中" in sentence.between(each[-1], total) or _TOLD_APART.match(sentence.text, total.end):
        return
    nearest = products[0]
    rounding = abs(nearest.value - total.value) < slack + nearest.slack
    if nearest.times is None and total.value > nearest.value:
        return  # every month one, and more where there was need
    weight = Weight.LIKELY if nearest.times is None else Weight.SURE
    reached = nearest.value > total.value and _REACHED.search(sentence.clause(total)) is not None
    if len(products) > 1 or besides or rounding or reached or _is_of_something_else(sentence, each, total):
        weight = Weight.DOUBTFUL
    yield _relation(nearest, holds=False, weight=weight)


def _each(sentence: Sentence, total: Quantity, earlier: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """What each one has; more than one where they are listed: 每个网格配备网格长1名、专职网格员2名."""
    alike = [quantity for quantity in earlier if measures_alike(quantity, total)]
    first = next((q for q in reversed(alike) if _EACH.search(sentence.clause(q))), None)
    if first is None or len({*_places_of_each(sentence, alike)}) > 1:
        return ()  # 21个村每村1名，2个社区每个社区2名
    at = alike.index(first)
    while at and sentence.between(alike[at - 1], alike[at]).startswith("、"):
        at -= 1
    return tuple(quantity for quantity in alike[at:] if "，" not in sentence.between(alike[at], quantity))


def _places_of_each(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[int]:
    for quantity in quantities:
        clause = sentence.clause(quantity)
        found = _EACH.search(clause)
        if found is not None:
            yield quantity.start - len(quantity.number.prefix) - len(clause) + found.start()


def _products(sentence: Sentence, each: Sequence[Quantity], total: Quantity) -> Iterator[_Product]:
    """By what each may be multiplied, the nearest first."""
    clause = sentence.clause(each[0]) + sentence.text[each[0].start : each[-1].start]
    found = _EACH.search(sentence.clause(each[-1])) or _EACH.search(sentence.clause(each[0]))
    if found is None:
        return
    further = _EARLIER_EACH.search(clause)  # 每名调解员每年补贴2400元
    again = _AGAIN.match(found["of"]) if further is not None else None
    if again is not None and f"每{again[0]}" not in sentence.clause(total):
        return  # 每人每月走访20户: how many months, nobody says
    of = further["of"] if further is not None else found["of"]
    others = [
        quantity
        for quantity in sentence.quantities
        if quantity.is_exact
        and quantity.number.kind is Kind.COUNT
        and quantity.number.unit
        and quantity.unit != each[0].unit
        and quantity is not total
    ]
    if found["each"] == "各":
        times = [q for q in others if q.index < each[0].index and (q.is_count or q.unit == "个")][-1:]
    else:
        times = [quantity for quantity in others if _is_of(quantity, of)]
    for quantity in sorted(times, key=lambda other: (other.index > each[0].index, abs(other.index - each[0].index))):
        span, factor = _span(sentence.clause(quantity))
        yield _Product(quantity, span, factor, tuple(each), total)
    said = sentence.text[sentence.start : total.start]
    if not times and of[:1] in _SPANS and "全年" in said and not _EXCEPT.search(said):
        span, factor = _span("每" + of)
        yield _Product(None, span, factor, tuple(each), total)


def _span(clause: str) -> tuple[str, Fraction]:
    """每季度开展1次，每次10卷: four times a year."""
    for word, (span, factor) in _SPANS.items():
        if "每" + word in clause or "每个" + word in clause:
            return span, Fraction(factor)
    return "", Fraction(1)


def measures_alike(quantity: Quantity, total: Quantity) -> bool:
    """人 and 人次, 次 and 家次 go together in a product."""
    if quantity.is_rate:
        return False
    if total.unit == "次" and quantity.unit.endswith("次"):
        return True
    bare = "" if total.unit.endswith("次") else total.unit
    return quantity.unit.removesuffix("次") in (total.unit.removesuffix("次"), bare)


def _is_of(quantity: Quantity, of: str) -> bool:
    """Whether a count is of what each is said of: 7支 for 每支, 23个行政村 for 每村."""
    unit = quantity.number.unit
    noun = of.lstrip("个")[:2]
    if unit != "个" and of.startswith((unit, quantity.unit)):
        return True
    if unit in ("个月", "年", "周", "天", "个季度"):
        return of.startswith(unit.lstrip("个"))
    if not noun:
        return False
    near = quantity.before[-2:] + quantity.after[:8]  # 宣传点9个，每个点2名; 38个网格每个网格3名
    return noun in quantity.words or unit == noun[0] or (unit == "个" and noun[0] in near)


def _is_of_something_else(sentence: Sentence, each: Sequence[Quantity], total: Quantity) -> bool:
    """每村配备2名调解员，全镇共有网格员120名."""
    what = _TOTAL.search(sentence.clause(total))
    words = what["what"] if what is not None else ""
    if len(words) > 1 and words.startswith("有"):
        return True
    noun = words + total.after
    said = sentence.text[sentence.start : each[-1].end]
    return len(noun) > 5 and not share_grams(noun, said)


def _relation(product: _Product, *, holds: bool, weight: Weight = Weight.SURE) -> Relation:
    total = product.total
    shown = " + ".join(quantity.text for quantity in product.each)
    factors = [product.times.text] if product.times is not None else []
    factors += [product.span] if product.span else []
    factors.append(f"（{shown}）" if len(product.each) > 1 else shown)
    expected = in_words_of(total.number, product.value)
    working = f"{' × '.join(factors)} = {expected}，文中为{total.shown}"
    others = (*([product.times] if product.times is not None else []), *product.each)
    return Relation(Tie.PRODUCT, total, others, holds, working, weight, None if holds else expected)
