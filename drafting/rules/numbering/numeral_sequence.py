from collections.abc import Iterator
from itertools import zip_longest

from drafting.document import Span
from drafting.findings import Edit, Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.numbering.ladder_faults import Labelled, labelled, lost_headings, renumberings


@rule(
    code="NUM02",
    slug="numeral-sequence",
    name="序号不连续",
    severity=Severity.ERROR,
    basis="《党政机关公文格式》（GB/T 9704-2012）关于层次序数的规定",
    good=("一、成效\n（一）学法\n（二）普法\n二、不足\n（一）力量弱",),
    bad=(
        Bad("一、成效\n三、不足\n四、安排", marks="三、"),
        Bad("一、成效\n（一）学法\n（二）普法\n（二）调解", marks="（二）"),
        Bad("一、成效\n二、不足\n（二）力量弱", marks="（二）"),
    ),
)
def numeral_sequence(context: Context) -> Iterator[Flaw]:
    """同一层的序号从一开始，逐个相连。

    跳号、重号会让人以为漏了一段。多是删去或插入一段后，手打的序号没有跟着改。
    """
    renumbered = renumberings(context)
    items = list(labelled(context))
    for item, behind in zip_longest(items, items[1:]):
        if item.label.value == item.rung.expected or item.rung.new_list or lost_headings(context, item):
            continue
        yield _flaw(item, renumbered.get(item.block.index, ()), begins_anew=_begins_anew(item, behind))


def _begins_anew(item: Labelled, behind: Labelled | None) -> bool:
    """（一）（二） behind （五）: more likely the heading above them was not told from the text than two numbers are wrong."""
    return (
        item.rung.level > 1
        and item.label.value == 1
        and behind is not None
        and (behind.rung.level, behind.label.value) == (item.rung.level, 2)
    )


def _flaw(item: Labelled, edits: tuple[Edit, ...], *, begins_anew: bool) -> Flaw:
    due = item.rung.style.write(item.rung.expected)
    if item.before is None or item.before.label is None:
        message = f"这一层的序号从“{item.label.text}”开始，应从“{due}”开始。"
        related: tuple[Span, ...] = ()
    else:
        before = item.before.label
        message = f"标题“{item.label.text}”接在“{before.text}”之后，应为“{due}”。"
        related = (Span(item.before.index, before.start, before.end),)
    hint = "请核对是否漏了一段，再依次改正后面的序号。"
    if begins_anew:
        hint = "请核对上面是否漏了一个高一层的标题，或者那个标题没有写序号；不是的，依次改正序号。"
    return Flaw(
        item.span,
        message,
        severity=Severity.WARNING if begins_anew else None,
        suggestion=due,
        edits=edits,
        related=related,
        hint=hint,
    )
