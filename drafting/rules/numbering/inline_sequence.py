import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document import Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.numerals import parse_chinese, to_chinese

_POINT = re.compile(r"(?:(?<=[。；：，、！？;:,”）])|^)\s*(?P<number>[一二三四五六七八九十]{1,2})(?P<kind>是|要|则)(?=[^否不非]|不[断能得])")


@dataclass(frozen=True, slots=True)
class _Point:
    block: int
    start: int
    end: int
    value: int
    kind: str


@rule(
    code="NUM07",
    slug="inline-sequence",
    name="分述不连续",
    severity=Severity.WARNING,
    good=("一是抓学习。二是抓宣传。三是抓队伍。", "一是抓学习，全年4次。"),
    bad=(Bad("一是抓学习，全年4次。三是抓宣传，全年8次。", marks="三是"),),
)
def inline_sequence(context: Context) -> Iterator[Flaw]:
    """“一是……二是……三是……”逐个相连。

    中间少了一个，读者会以为漏了内容。多是删改句子时忘了改后面的序号。
    """
    before: _Point | None = None
    for point in _points(context):
        if before is None or point.value == 1 or point.kind != before.kind:
            if point.value != 1 and (before is None or before.kind != point.kind):
                # Without a first point it may be an idiom, or go on from a heading.
                before = point if before is not None else None
                continue
            before = point
            continue
        if point.value != before.value + 1:
            due = to_chinese(before.value + 1) + point.kind
            yield Flaw(
                Span(point.block, point.start, point.end),
                f"“{to_chinese(point.value)}{point.kind}”接在“{to_chinese(before.value)}{before.kind}”之后，应为“{due}”。",
                suggestion=due,
                related=(Span(before.block, before.start, before.end),),
            )
        before = point


def _points(context: Context) -> Iterator[_Point]:
    for block in context.document.body():
        if block.role not in (Role.PARAGRAPH, Role.HEADING):
            continue
        for match in _POINT.finditer(block.text):
            value = parse_chinese(match["number"])
            if value:
                yield _Point(block.index, match.start("number"), match.end("kind"), value, match["kind"])
