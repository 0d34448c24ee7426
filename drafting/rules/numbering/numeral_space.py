from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.labels import Shape


@rule(
    code="NUM05",
    slug="numeral-space",
    name="序号空格",
    severity=Severity.INFO,
    good=("一、成效\n（一）学法",),
    bad=(Bad("一、 成效\n二、不足", marks="一、 "),),
)
def numeral_space(context: Context) -> Iterator[Flaw]:
    """序号后面直接写标题，不打空格。"""
    for block in context.document.headings():
        label = block.label
        # 第一章 总则 is written with a space.
        if (
            label
            and label.style.shape is not Shape.PART
            and label.space_after
            and label.end + label.space_after < len(block.text)
        ):
            end = label.end + label.space_after
            yield Flaw(
                Span(block.index, label.start, end),
                f"序号“{label.text}”后面有多余的空格。",
                suggestion=label.text,
                edits=replace(Span(block.index, label.end, end), ""),
            )
