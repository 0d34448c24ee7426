"""Which way a value is said to have gone: 由42件下降到61件."""

from collections.abc import Iterator
from itertools import pairwise

from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern

_FROM = Pattern("(?:由|从)[^，。；、0-9]{0,14}$")
_GONE = Pattern("^(?:(?P<down>下降|减少|降低|压减|回落|缩减|精简)|(?P<up>增加|增长|扩大))[到至为][^，。；、0-9]{0,6}$")
_RANK = Pattern("第|排名|位次|名次|排位|位居")
"""A lower place is a larger number."""


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    """Only what goes the other way; how much it changed is judged by `changes`."""
    if sentence.planned:
        return
    for old, new in pairwise(sentence.quantities):
        if not (_is_sure(old) and _is_sure(new)) or old.unit != new.unit or old.number.kind is not new.number.kind:
            continue
        gone = _GONE.match(sentence.between(old, new))
        if gone is None or not _FROM.search(old.before) or _RANK.search(sentence.lead(old)):
            continue
        verb = gone["down"] or gone["up"]
        if new.value > old.value if gone["down"] else new.value < old.value:
            working = f"由{old.text}到{new.text}，不是{verb}"
            yield Relation(Tie.CHANGE, new, (old,), False, working, Weight.LIKELY)


def _is_sure(quantity: Quantity) -> bool:
    return quantity.is_exact and (quantity.is_count or quantity.is_rate) and not quantity.depth
