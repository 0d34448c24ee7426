import re
from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.patterns import Pattern
from drafting.text.residue import FIELD

_DOUBLED = Pattern(
    r"([，。；：、！？])\s?[，。；：、！？,;:]+|(?<![.。])\.\.(?!\.)(?=[\u4e00-\u9fff]|$)|[,;:]\s?[，。；：、]+",
    sign=r"[，。；：、！？.,;:]\s?[，。；：、！？.,;:]",
)
_STRONG = Pattern(r"^[！？]+$")


@rule(
    code="PUN04",
    slug="doubled",
    name="标点重复",
    severity=Severity.WARNING,
    basis="《标点符号用法》（GB/T 15834-2011）",
    good=("推进普法宣传……取得实效。发放资料600份，接受咨询。",),
    bad=(Bad("全年开展宣传8次。。效果较好。", marks="。。"), Bad("发放资料，，接受咨询。", marks="，，")),
)
def doubled(context: Context) -> Iterator[Flaw]:
    """两个标点不叠在一起。

    多是改句子时留下的。省略号、破折号和“？！”不算。
    """
    for block in context.texts:
        residue = [field.span() for field in FIELD.finditer(block.text)]
        for match in _DOUBLED.finditer(block.text):
            marks = match[0]
            if any(start <= match.start() < end for start, end in residue):
                continue
            if _STRONG.match(marks) or re.search(r"https?$", block.text[: match.start() + 1]):
                continue
            if block.label and match.start() < block.label.end:
                continue
            right = _right(marks)
            span = Span(block.index, match.start(), match.end())
            shown = block.text[max(0, match.start() - 6) : match.end() + 4]
            yield Flaw(
                span,
                f"“{shown}”里的标点“{marks}”重复。",
                suggestion=right,
                edits=replace(span, right) if right else (),
                hint="请只留一个标点。",
            )


_FULL = str.maketrans(",;:", "，；：")


def _right(marks: str) -> str | None:
    """The one mark that was meant; None where it may have been another."""
    meant = set(marks.replace(" ", "").translate(_FULL))
    # 。。。 and .. stand for an ellipsis as often as for a stop.
    if len(meant) > 1 or meant == {"."} or marks.count("。") > 2:
        return None
    return meant.pop()
