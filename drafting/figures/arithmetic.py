"""Exact comparison of written figures, and the working in words."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from drafting.figures.quantities import Quantity
from drafting.text.quantities import SCALES, Bound, Number

_NEAR = Fraction(3, 100)
"""How far 近90% may lie below ninety and 约 on either side."""


def slacks(numbers: Sequence[Number]) -> list[Fraction]:
    """How far each may be off by rounding: 12,000 by nothing, 1.2万 by half its last place.

    Where all are written in 万 or with decimals, the finest tells how all were kept: 6万元 beside 7.5万元 is 6.0.
    """
    coarse = [number for number in numbers if number.scale or "." in number.digits]
    if len(coarse) == len(numbers):
        finest = min(number.step for number in numbers)
        # 36万元 beside 30万元 are seldom rounded; 36万人 are.
        money = all(number.unit == "元" and "." not in number.digits for number in numbers)
        return [finest / (20 if money and len(numbers) > 1 else 2)] * len(numbers)
    return [number.step / 2 if number.scale or "." in number.digits else Fraction() for number in numbers]


def reach(quantities: Iterable[Quantity]) -> Fraction:
    """By how much a sum of them may miss for rounding alone."""
    return sum(slacks([quantity.number for quantity in quantities]), Fraction())


def interval(quantity: Quantity, *beside: Quantity) -> tuple[Fraction, Fraction]:
    """What a written figure may stand for, next to others."""
    slack = slacks([quantity.number, *(other.number for other in beside)])[0]
    return quantity.value - slack, quantity.value + slack


def agrees(stated: Number, low: Fraction, high: Fraction) -> bool:
    """Whether a stated figure is what the true value, somewhere from low to high, rounds to or is cut off to."""
    value, step = stated.value, stated.step
    if stated.bound is Bound.EXACT:
        return low < value + step and high >= value - step / 2
    if stated.bound is Bound.ABOUT:
        reach = max(step * 6 / 10, min(_NEAR, value / 20))
        return low <= value + reach and high >= value - reach
    if stated.bound is Bound.OVER:
        return high >= value
    if stated.prefix in ("近", "将近", "接近"):
        reach = max(step / 2, min(_NEAR, value / 20) if stated.kind == "rate" else value / 10)
        return low <= value + step / 20 and high >= value - reach
    return low <= value


def is_close(one: Fraction, other: Fraction) -> bool:
    """Within a fifth: near enough to have been meant; what is further off is said of something else."""
    return abs(one - other) * 5 <= max(abs(one), abs(other))


def was_truncated(stated: Number, exact: Fraction) -> bool:
    return stated.is_exact and stated.value <= exact - stated.step / 2 and exact < stated.value + stated.step


def plain(value: Fraction, places: int = 4) -> str:
    """12.3456…, without zeros at the end; digits alone."""
    scaled = value * 10**places
    whole = int(abs(scaled))
    exact = whole == abs(scaled)
    digits = str(whole).rjust(places + 1, "0")
    head, tail = digits[:-places], digits[-places:]
    sign = "-" if value < 0 else ""
    if exact:
        tail = tail.rstrip("0")
        return sign + head + ("." + tail if tail else "")
    return f"{sign}{head}.{tail}…"


def written(value: Fraction, places: int | None = None) -> str:
    """Rounded to so many places, 29.0 where the true value is 28.96; without any all that `plain` writes."""
    if places is None:
        return plain(value)
    return plain(value, places) if (value * 10**places).denominator == 1 else fixed(value, places)


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """Half up, at the stated place."""
    steps = value / step
    return Fraction((steps + Fraction(1, 2)).__floor__()) * step


def decimals(number: Number) -> int:
    return len(number.digits.partition(".")[2]) if number.digits[:1].isdigit() else 0


def percent(value: Fraction, places: int) -> str:
    return fixed(value * 100, places) + "%"


def fixed(value: Fraction, places: int) -> str:
    scaled = (abs(value) * 10**places + Fraction(1, 2)).__floor__()
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 and scaled else ""
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def in_words_of(stated: Number, value: Fraction) -> str:
    """A value written the way the stated figure is."""
    if stated.kind == "rate":
        return percent(value, decimals(stated) if stated.digits.isascii() else 2 if value * 100 % 1 else 0)
    if stated.kind == "points":
        return fixed(value * 100, decimals(stated)) + "个百分点"
    factor = stated.step * 10 ** decimals(stated)
    digits = fixed(value / factor, decimals(stated))
    if factor == 1 and "," in stated.digits:
        digits = f"{int(digits):,}" if digits.isdigit() else digits
    return digits + stated.scale + stated.unit


def total(quantities: Iterable[Quantity]) -> Fraction:
    return sum((quantity.value for quantity in quantities), Fraction())


def compare(parts: Sequence[Quantity], whole: Quantity) -> int | None:
    """Sign of the parts together less the whole; None where rounding may explain the difference."""
    difference = total(parts) - whole.value
    if not difference:
        return 0
    if abs(difference) <= max(reach((*parts, whole)), reach((whole,))):
        return None
    return 1 if difference > 0 else -1


def added(parts: Sequence[Quantity], whole: Quantity, relation: str = "") -> str:
    """5件 + 23件 = 28件，文中为30件."""
    shown = [part.shown for part in parts]
    if len(shown) > 12:
        shown = [*shown[:8], "…", shown[-1]]
    scale = whole.number.scale if all(part.number.scale == whole.number.scale for part in parts) else ""
    value = f"{plain(total(parts) / SCALES.get(scale, 1))}{scale}{whole.number.unit}"
    sum_words = " + ".join(shown) + (f" = {value}" if len(parts) > 1 else "")
    return sum_words + (
        f"，{relation}{whole.shown}" if relation else "" if total(parts) == whole.value else f"，文中为{whole.shown}"
    )
