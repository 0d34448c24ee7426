from collections.abc import Iterator

from drafting.document.ladder import STANDARD
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.rules.numbering.ladder_faults import Labelled, labelled
from drafting.text.labels import Numeral, Shape


@rule(
    code="NUM04",
    slug="numeral-punctuation",
    name="序号标点",
    severity=Severity.WARNING,
    basis="《标点符号用法》（GB/T 15834-2011）：“一”后用顿号，“1”后用下脚点，“（一）”“（1）”后不加标点",
    good=("一、成效\n（一）学法\n1.党委学法\n（1）班子",),
    bad=(
        Bad("一、成效\n（一）、学法\n（二）普法", marks="（一）、"),
        Bad("一、成效\n（一）学法\n1、党委学法\n2.政府学法", marks="1、"),
        Bad("一.成效\n二、不足", marks="一."),
    ),
)
def numeral_punctuation(context: Context) -> Iterator[Flaw]:
    """序号后的标点：“一、”用顿号，“1.”用下脚点，带括号的什么也不加。

    标点不统一显得粗糙，也容易让自动编号和目录出错。
    """
    wrong: dict[int, list[Labelled]] = {}
    right: set[int] = set()
    for item in labelled(context):
        # A level on another ladder is told there; one label draws one finding.
        if item.label.style != item.rung.style or (item.rung.level == 1 and item.rung.style != STANDARD[0]):
            continue
        if _is_right(item):
            right.add(item.rung.level)
        else:
            wrong.setdefault(item.rung.level, []).append(item)
    for level, items in wrong.items():
        # Kept throughout a level it is one habit, not many slips.
        habit = level not in right and len(items) > 2
        for item in items[:1] if habit else items:
            throughout = f"（全文共{len(items)}处都这样写）" if habit else ""
            yield Flaw(
                item.span,
                f"序号“{item.label.text}”的标点不对，应为“{item.right_label}”{throughout}。",
                suggestion=item.right_label,
                edits=tuple(edit for i in (items if habit else [item]) for edit in replace(i.span, i.right_label)),
                related=tuple(i.span for i in items[1:]) if habit else (),
            )


def _is_right(item: Labelled) -> bool:
    mark, style = item.label.mark, item.rung.style
    if style.shape is Shape.BRACKETS:
        return mark == "（）" or not set(mark[:2]) <= set("（）()")
    if style.shape is Shape.POINT:
        return mark == "、" if style.numeral in (Numeral.CHINESE, Numeral.LEGAL) else mark in ".．"
    return True
