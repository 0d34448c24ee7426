"""What figures that are right each by itself say against each other."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from fractions import Fraction
from typing import cast

from schemas.report.arithmetic import plain, rounded
from schemas.report.counts import Count
from schemas.report.form import Place
from schemas.report.rates import Change, Figure, Groups, Rate
from schemas.report.values import Open


def resolve(groups: Groups, group: str, name: str) -> Figure | None:
    """A figure by its name in its own group, or by group.name."""
    other, dot, own = name.partition(".")
    return groups.get(other if dot else group, {}).get(own if dot else name)


def contradictions(groups: Groups) -> Iterator[tuple[Place, str]]:
    """What figures that are right each by itself say against each other."""
    for group, figures in groups.items():
        for name, figure in figures.items():
            found: Iterator[tuple[str, str]] = iter(())
            if isinstance(figure, Count):
                found = _against_whole(groups, group, name, figure)
            elif isinstance(figure, Rate):
                found = _rate_mistakes(groups, group, figure)
            elif isinstance(figure, Change):
                found = _change_mistakes(groups, group, figure)
            for field, sentence in found:
                yield ((group, name, field) if field else (group, name)), sentence


_ALIKE = (frozenset("人名位"), frozenset("件起宗例"), frozenset(("次", "场", "场次")), frozenset(("户", "家")))


def _counts_alike(one: str, other: str) -> bool:
    return not one or not other or one == other or any({one, other} <= alike for alike in _ALIKE)


def _against_whole(groups: Groups, group: str, name: str, part: Count) -> Iterator[tuple[str, str]]:
    if part.whole:
        whole, sentence = _count(groups, group, part.whole)
        if whole is None:
            yield "属于", sentence
        elif not _counts_alike(part.measure, whole.measure):
            told = f"“{name}”的量词是“{part.measure}”，“{part.whole}”的是“{whole.measure}”"
            yield "属于", f"{told}，不能算作它的一部分；两个数要用一样的量词，或者不写“属于”"
        elif part.least is not None and whole.exact is not None and part.least > whole.exact:
            yield "", f"{part.shown} 大于{_called(part.whole)} {whole.shown}；部分不能大于整体，请核对这两个数"
    for way in part.parts:
        yield from (("分项", sentence) for sentence in _sum_mistakes(groups, group, name, part, way))


def _sum_mistakes(groups: Groups, group: str, name: str, whole: Count, way: tuple[str, ...]) -> Iterator[str]:
    values: list[tuple[str, Count]] = []
    for part in way:
        found, sentence = _count(groups, group, part)
        if found is None:
            yield sentence
        else:
            values.append((part, found))
    exact = [count.exact for _, count in values]
    if len(values) < len(way) or whole.exact is None or None in exact:
        approximate = [f"“{part}”" for part, count in values if count.about]
        approximate += [f"“{name}”"] if whole.about else []
        if approximate:
            yield f"{'、'.join(approximate)}是概数，不能要求分项正好相加；请填准数，或者不写“分项”"
        return
    total = sum(cast(list[Fraction], exact), Fraction(0))
    if total != whole.exact:
        working = "＋".join(f"{part}{count.shown}" for part, count in values)
        more = "多" if total > whole.exact else "少"
        yield f"分项相加与{_called(name)} {whole.shown} 不符：{working}＝{plain(total)}，{more}了{plain(abs(total - whole.exact))}"


def _rate_mistakes(groups: Groups, group: str, rate: Rate) -> Iterator[tuple[str, str]]:
    top, top_mistake = exact(groups, group, rate.numerator)
    bottom, bottom_mistake = exact(groups, group, rate.denominator)
    if top_mistake:
        yield "分子", top_mistake
    if bottom_mistake:
        yield "分母", bottom_mistake
    if top is None or bottom is None:
        return
    if bottom == 0:
        yield "分母", f"“{rate.denominator}”是 0，算不出比率"
    elif top > bottom:
        numerator = resolve(groups, group, str(rate.numerator))
        if isinstance(numerator, Count) and numerator.whole == rate.denominator:
            return  # said once, where the part is entered
        yield (
            "分子",
            f"“{rate.numerator}”{plain(top)} 大于“{rate.denominator}”{plain(bottom)}，比率会超过100%；请核对这两个数",
        )
    else:
        share = top / bottom
        percent = rounded(share * 100, rate.decimals)
        if (percent == 100 and share < 1) or (percent == 0 and share > 0):
            yield (
                "小数",
                f"{plain(top)}÷{plain(bottom)} 保留{rate.decimals}位小数成了 {plain(percent)}%，与两个数不符；请把小数位数改大",
            )


def _change_mistakes(groups: Groups, group: str, change: Change) -> Iterator[tuple[str, str]]:
    _, now_mistake = exact(groups, group, change.now)
    before, before_mistake = exact(groups, group, change.before)
    if now_mistake:
        yield "本期", now_mistake
    if before_mistake:
        yield "上期", before_mistake
    if before == 0:
        yield "上期", f"“{change.before}”是 0，算不出增减的比率"


def _called(name: str) -> str:
    return name if name.endswith("数") else f"{name}数"


def nearest(name: str, known: Iterable[str]) -> str:
    """The names that somebody may have meant; all that are alike, since one alone would be taken for the right one."""
    near = get_close_matches(name, list(known), 3, 0.5)
    best = [other for other in near if other[:1] == name[:1]] or near
    return f"，是不是“{'”或“'.join(best)}”" if best else ""


def _count(groups: Groups, group: str, name: str | Open) -> tuple[Count | None, str]:
    """The count of that name, or what is wrong with the name; neither where nobody has filled it in."""
    if isinstance(name, Open):
        return None, ""
    found = resolve(groups, group, name)
    if isinstance(found, Count):
        return found, ""
    if found is not None:
        return None, f"“{name}”是比率或目标，这里要写一个数的名称"
    known = [*groups.get(group, {}), *(f"{other}.{own}" for other, figures in groups.items() for own in figures)]
    return None, f"没有“{name}”这个数" + (nearest(name, known) or "；请写本组里一个数的名称")


def exact(groups: Groups, group: str, name: str | Open) -> tuple[Fraction | None, str]:
    count, sentence = _count(groups, group, name)
    if count is not None and count.about:
        return None, f"“{name}”是概数（{count.shown}），算不出准确的比率；请填准数，或直接写“比率”和“来源”"
    return (count.exact if count is not None else None), sentence
