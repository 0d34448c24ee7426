from collections.abc import Iterator

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
    for item in labelled(context):
        if item.label.value == item.rung.expected or item.rung.new_list or lost_headings(context, item):
            continue
        yield _flaw(item, renumbered.get(item.block.index, ()))


def _flaw(item: Labelled, edits: tuple[Edit, ...]) -> Flaw:
    due = item.rung.style.write(item.rung.expected)
    if item.before is None or item.before.label is None:
        message = f"这一层的序号从“{item.label.text}”开始，应从“{due}”开始。"
        related: tuple[Span, ...] = ()
    else:
        before = item.before.label
        message = f"标题“{item.label.text}”接在“{before.text}”之后，应为“{due}”。"
        related = (Span(item.before.index, before.start, before.end),)
    hint = "请核对是否漏了一段，再依次改正后面的序号。"
    return Flaw(item.span, message, suggestion=due, edits=edits, related=related, hint=hint)
