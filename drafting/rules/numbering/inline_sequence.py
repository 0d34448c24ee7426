import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document import Block, Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.numerals import parse_chinese, to_chinese
from drafting.text.patterns import Pattern

_POINT = Pattern(
    r"(?:(?<=[。；：，、！？;:,”）])|^)\s*(?P<number>[一二三四五六七八九十]{1,2})(?P<kind>是|要|则)(?=[^否不非]|不[断能得])",
    sign="[一二三四五六七八九十][是要则]",
)
_FIRST = Pattern(r"一(?:是|要|则|来|个是|方面|为)|其一|首先|第一")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Within one paragraph only. ②项 and ①、② refer to points named elsewhere.
_INLINE = Pattern(
    r"(?:(?<=[。；：，;:,])|^)\s*(?:第(?P<ordinal>[一二三四五六七八九十]{1,2})(?=，)"
    r"|[（(](?P<bracketed>[0-9]{1,2})[）)](?=[\u4e00-\u9fff“《])(?![项款类])"
    rf"|(?P<circled>[{_CIRCLES}])(?=[\u4e00-\u9fff“《])(?![项款类]))",
    sign=f"[第（({_CIRCLES}]",
)


@dataclass(frozen=True, slots=True)
class _Point:
    block: int
    start: int
    end: int
    value: int
    kind: str
    shown: str


@rule(
    code="NUM07",
    slug="inline-sequence",
    name="分述不连续",
    severity=Severity.WARNING,
    good=(
        "一是抓学习。二是抓宣传。三是抓队伍。",
        "一是抓学习，全年4次。",
        "考核三项内容：（1）学法；（2）执法；（3）公开。",
    ),
    bad=(
        Bad("一是抓学习，全年4次。三是抓宣传，全年8次。", marks="三是"),
        Bad("考核三项内容：（1）学法；（2）执法；（4）公开。", marks="（4）"),
        Bad("第一，摸清底数；第三，分类化解。", marks="第三"),
    ),
)
def inline_sequence(context: Context) -> Iterator[Flaw]:
    """“一是……二是……三是……”逐个相连。

    中间少了一个，读者会以为漏了内容。多是删改句子时忘了改后面的序号。
    """
    yield from _across_paragraphs(context)
    for block in _blocks(context):
        points = list(_inline(block))
        for kind in ("ordinal", "bracketed", "circled"):
            yield from _in_paragraph([point for point in points if point.kind == kind])


def _across_paragraphs(context: Context) -> Iterator[Flaw]:
    before: _Point | None = None
    told = ""
    for block in _blocks(context):
        points = list(_points(block))
        if block.is_heading and block.level <= 2 and not points:
            # A list does not go on under the next heading.
            before, told = None, ""
        for place, point in enumerate(points):
            if point.value == 1:
                before = point
            elif before is None:
                if (
                    point.value == 2
                    and _goes_on(points[place:])
                    and not _FIRST.search(told + block.text[: point.start])
                ):
                    yield _no_first(point)
                    before = point
            elif point.kind == before.kind and point.value != before.value + 1:
                if "一" + point.kind in block.text[before.end if before.block == point.block else 0 : point.start]:
                    # Another list began inside the sentence: 做到一是快、二是准.
                    before = point
                    continue
                yield _gap(before, point, to_chinese(before.value + 1) + point.kind)
                before = _after(before, point, points[place + 1 :])
            else:
                before = point
        told += block.text


def _in_paragraph(points: list[_Point]) -> Iterator[Flaw]:
    before: _Point | None = None
    for place, point in enumerate(points):
        if before is not None and point.value not in (1, before.value + 1):
            yield _gap(before, point, _numbered(point.kind, before.value + 1))
            before = _after(before, point, points[place + 1 :])
            continue
        if before is not None or point.value == 1:
            before = point


def _after(before: _Point, point: _Point, rest: list[_Point]) -> _Point:
    """Behind a slip the list goes on from the number that was due, where the next one says so."""
    slipped = bool(rest) and rest[0].kind == point.kind and rest[0].value == before.value + 2
    return dataclasses.replace(point, value=before.value + 1) if slipped else point


def _goes_on(points: list[_Point]) -> bool:
    return len(points) > 1 and points[1].kind == points[0].kind and points[1].value == points[0].value + 1


def _no_first(point: _Point) -> Flaw:
    return Flaw(
        Span(point.block, point.start, point.end),
        f"“{point.shown}”前面没有“一{point.kind}”。",
        hint="请核对序号。",
        certain=False,
    )


def _gap(before: _Point, point: _Point, due: str) -> Flaw:
    return Flaw(
        Span(point.block, point.start, point.end),
        f"“{point.shown}”接在“{before.shown}”之后，应为“{due}”。",
        suggestion=due,
        related=(Span(before.block, before.start, before.end),),
    )


def _numbered(kind: str, value: int) -> str:
    if kind == "ordinal":
        return f"第{to_chinese(value)}"
    return f"（{value}）" if kind == "bracketed" or value > len(_CIRCLES) else _CIRCLES[value - 1]


def _blocks(context: Context) -> Iterator[Block]:
    return (block for block in context.document.body() if block.role in (Role.PARAGRAPH, Role.HEADING))


def _points(block: Block) -> Iterator[_Point]:
    for match in _POINT.finditer(block.text):
        value = parse_chinese(match["number"])
        if value:
            start, end = match.start("number"), match.end("kind")
            yield _Point(block.index, start, end, value, match["kind"], to_chinese(value) + match["kind"])


def _inline(block: Block) -> Iterator[_Point]:
    for match in _INLINE.finditer(block.text):
        kind = match.lastgroup or ""
        shown = match[0].strip()
        value = parse_chinese(match[kind]) if kind == "ordinal" else _CIRCLES.find(match[kind]) + 1 or int(match[kind])
        if value:
            yield _Point(block.index, match.end() - len(shown), match.end(), value, kind, shown)
