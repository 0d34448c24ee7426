from collections import Counter
from collections.abc import Iterator

from drafting.document import Span
from drafting.document.ladder import STANDARD
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.rules.numbering.ladder_faults import Labelled, is_of_a_list_of_its_own, labelled, looks_like_heading
from drafting.text.labels import Numeral, Shape


@rule(
    code="NUM01",
    slug="numeral-style",
    name="序号体例",
    severity=Severity.ERROR,
    basis="《党政机关公文格式》（GB/T 9704-2012）：层次序数依次用“一、”“（一）”“1.”“（1）”",
    good=(
        "一、成效\n（一）学法\n1.党委学法\n（1）班子\n二、不足",
        "一、成效\n1.学法\n2.普法\n二、不足\n1.力量弱\n2.形式旧",
    ),
    bad=(
        Bad("一、成效\n二、不足\n3、安排", marks="3、"),
        Bad("一、成效\n（一）学法\n（2）普法\n（三）调解", marks="（2）"),
        Bad("一、成效\n（一）学法\n1.党委学法\n（2）政府学法\n3.村级学法", marks="（2）"),
    ),
)
def numeral_style(context: Context) -> Iterator[Flaw]:
    """同一层的标题用同一种序号，由大到小依次是“一、”“（一）”“1.”“（1）”。

    序号乱了，读者分不清层次，引用时也说不准是第几条。多是从别处粘贴，或自动编号被打乱造成的。
    """
    items = list(labelled(context))
    if not items:
        return
    for item in items:
        if item.label.style != item.rung.style or _odd_brackets(item):
            yield _wrong(item, items)
    yield from _other_ladder(items)


def _odd_brackets(item: Labelled) -> bool:
    """〔二〕 and [2] are no brackets of a heading; half-width ones are a question of punctuation."""
    return item.rung.style.shape is Shape.BRACKETS and not set(item.label.mark[:2]) <= set("（）()")


def _wrong(item: Labelled, items: list[Labelled]) -> Flaw:
    right = item.right_label
    alike = next(
        (o for o in items if o is not item and o.rung.level == item.rung.level and o.label.style == item.rung.style),
        None,
    )
    beside = f"，同一层的其他标题用的是“{alike.label.text}”这一种" if alike else ""
    fits = item.label.value == item.rung.expected
    return Flaw(
        item.span,
        f"序号“{item.label.text}”与所在层次不符{beside}，应为“{right}”。",
        suggestion=right,
        # Where the number is wrong as well, the whole list is numbered anew: the rule on sequence.
        edits=replace(item.span, right) if fits and alike is not None and _is_plain(item, items) else (),
        related=(alike.span,) if alike else (),
        # Alone among nothing that could tell its level, a label may belong to another list.
        certain=alike is not None,
    )


def _is_plain(item: Labelled, items: list[Labelled]) -> bool:
    return not item.is_far_off and looks_like_heading(item) and not is_of_a_list_of_its_own(item, items)


def _other_ladder(items: list[Labelled]) -> Iterator[Flaw]:
    """A report that keeps a ladder of its own throughout: said once."""
    used = {item.rung.level: item.rung.style for item in reversed(items)}
    ladder = tuple(style for _, style in sorted(used.items()))
    allowed = (STANDARD[: len(ladder)], (STANDARD[0], *STANDARD[2:])[: len(ladder)])
    if ladder in allowed or ladder[0].shape is Shape.PART:
        return
    if ladder[:4] == STANDARD or (Counter(i.rung.level for i in items)[1] < 2 and len(ladder) == 1):
        return
    first = items[0]
    shown = " → ".join(style.write(1) for style in ladder)
    # Down to the second level the ladder is what everybody uses; deeper ones vary without harm.
    certain = ladder[0] != STANDARD[0] or (len(ladder) > 1 and ladder[1] not in (STANDARD[1], STANDARD[2]))
    if ladder[0].numeral is Numeral.CHINESE and ladder[0].shape is Shape.POINT and ladder[1:2] == (STANDARD[3],):
        certain = False
    yield Flaw(
        Span(first.block.index, first.label.start, first.label.end),
        f"全文标题序号用的是“{shown}”，与规定的“一、 → （一） → 1. → （1）”不同。",
        hint="请按规定的次序重新编排序号。",
        certain=certain,
        severity=Severity.WARNING,
    )
