"""A stretch of a report as headings with what stands under each, and texts taken apart at 一是, 二是 and at causes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from drafting.document import Block, Document, Role, Span, Story
from drafting.text.patterns import Pattern


@dataclass(slots=True)
class Node:
    heading: Span | None = None
    block: int = -1
    level: int = 0
    text: list[Span] = field(default_factory=list)
    cells: list[Block] = field(default_factory=list)
    """Of its tables, each with its caption before it."""
    nodes: list["Node"] = field(default_factory=list)

    def everything(self) -> Iterator["Node"]:
        yield self
        for node in self.nodes:
            yield from node.everything()


def grow(blocks: Sequence[Block], levels: Mapping[int, int], first: Block | None = None) -> Node:
    """The blocks under a heading; `levels` are those of headings whose number was lost."""
    root = Node()
    if first is not None and first.is_run_in:
        root.text.append(Span(first.index, first.body_start, len(first.text)))
    open_nodes = [root]
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.story is not Story.BODY:
            continue
        level = block.level or levels.get(block.index, 0)
        if level:
            while len(open_nodes) > 1 and open_nodes[-1].level >= level:
                open_nodes.pop()
            node = _node(block, level)
            open_nodes[-1].nodes.append(node)
            open_nodes.append(node)
        elif block.role is Role.CELL or is_caption(block, following):
            # A form has tables at items of level 2.
            open_nodes[min(1, len(open_nodes) - 1)].cells.append(block)
        elif block.role is Role.PARAGRAPH:
            open_nodes[-1].text.append(Span(block.index, 0, len(block.text)))
    return root


def _node(block: Block, level: int) -> Node:
    start = block.label.end if block.label else 0
    end = block.heading_end or len(block.text)
    node = Node(Span(block.index, start, end), block.index, level)
    if end < len(block.text.rstrip()):
        node.text.append(Span(block.index, end, len(block.text)))
    return node


_CAPTION = Pattern(
    r"^\s*表\s?(?:[0-9０-９]{1,2}(?:[-－—.．][0-9０-９]{1,2})?(?![0-9０-９年月])|[一二三四五六七八九十]{1,3}(?=[\s：:.．、]))[\s：:.．、]*(?P<name>\S.*)$"
)


def is_caption(block: Block, following: Block | None) -> bool:
    return (
        block.role in (Role.PARAGRAPH, Role.ATTACHMENT)
        and following is not None
        and following.cell is not None
        and caption_start(block) is not None
    )


def caption_start(block: Block) -> int | None:
    """Where the name of a table begins, behind 表1."""
    found = _CAPTION.match(block.text)
    return found.start("name") if found and "。" not in found["name"] else None


_LONGEST_BARE_HEADING = 26
_NO_HEADING = Pattern(r"[0-9：:；;！？]|。.|^(?:[一二三四五六七八九十]是|特此|现将|同时|此外|[我本全][镇乡县街区局])")


def bare_headings(blocks: Sequence[Block]) -> dict[int, int]:
    """Short lines between long paragraphs, where there are several: headings whose numbers a web page lost."""
    body = [block for block in blocks if block.story is Story.BODY]
    found = [
        block.index
        for block, following in pairwise(body)
        if block.role is Role.PARAGRAPH
        and 4 <= len(block.text) <= _LONGEST_BARE_HEADING
        and not _NO_HEADING.search(block.text)
        and following.role is Role.PARAGRAPH
        and len(following.text) > 2 * len(block.text)
    ]
    if len(found) < 2:
        return {}
    level = min((block.level for block in body if block.is_heading), default=2)
    return dict.fromkeys(found, level)


_POINT = Pattern(r"(?:^|(?<=[。；;：:，,\s]))(?P<number>[一二三四五六七八九十])是(?!否)")
_NUMBERS = "一二三四五六七八九十"
_CAUSES_FOLLOW = Pattern(r"原因[^。；]{0,10}$")


@dataclass(slots=True)
class Point:
    """What is said behind one 一是."""

    label: Span
    text: list[Span]


def points(document: Document, texts: Sequence[Span]) -> tuple[list[Span], list[Point]]:
    """What stands before 一是, and each point. A list of causes inside a point is no list of points."""
    before: list[Span] = []
    found: list[Point] = []
    nested = False
    for span in texts:
        text = document.quote(span)
        at = 0
        for match in _POINT.finditer(text):
            number = _NUMBERS.index(match["number"]) + 1
            starts_sentence = match.start() == 0 or text[match.start() - 1] in "。：:"
            nested = nested and not (starts_sentence and number == len(found) + 1)
            if number == 1 and _CAUSES_FOLLOW.search(text[: match.start()]):
                nested = True
            if nested or number != len(found) + 1:
                continue
            _add(found, before, _cut(span, at, match.start()))
            found.append(Point(_cut(span, match.start(), match.end()), []))
            at = match.end()
        _add(found, before, _cut(span, at, len(text)))
    return before, found


def _add(found: list[Point], before: list[Span], span: Span) -> None:
    if span.end > span.start:
        (found[-1].text if found else before).append(span)


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.block, span.start + start, span.start + end)


_SENTENCE = Pattern(r"[^。！？]*[。！？]?[”）]?")
_CAUSE = Pattern(
    r"^(?:(?:其|究其|这些?问题的?|造成[^，。]{0,12}|产生[^，。]{0,10}|存在[^，。]{0,12}的|上述[^，。]{0,8}的)?(?:主要|主观|客观|根本|深层次?|直接)?原因"
    r"(?:主要|分析)?(?:是|在于|为|有|：|，|。)|究其(?:原因|根源)|原因主要|(?:这|主要)(?:主要)?是?(?:由于|因为|缘于|源于)|归根结底|说到底)"
)
_IN_SENTENCE = Pattern(
    r"(?<=[，；])(?=(?:究其原因|(?:其)?(?:主要|根本|深层次?)原因(?:主要)?(?:是|在于)|原因(?:主要)?(?:是|在于)|(?:这)?主要(?:是)?(?:由于|因为|缘于|源于)))"
)
_BECAUSE = Pattern(r"^(?:由于|因为)")


def causes(document: Document, texts: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """What shows a shortcoming, and what the text names as its cause."""
    shown: list[Span] = []
    cause: list[Span] = []
    named = False
    for span in texts:
        for sentence in _sentences(document, span):
            words = document.quote(sentence).strip()
            inside = _IN_SENTENCE.search(document.quote(sentence))
            if named or _CAUSE.match(words):
                named = True
                cause.append(sentence)
            elif inside is not None:
                named = True
                shown.append(_cut(sentence, 0, inside.start()))
                cause.append(_cut(sentence, inside.start(), sentence.end - sentence.start))
            else:
                (cause if _BECAUSE.match(words) else shown).append(sentence)
    return shown, cause


def _sentences(document: Document, span: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(document.quote(span)):
        if match[0].strip():
            yield _cut(span, match.start(), match.end())


_LONGEST_HEADING = 40
_BY_CAUSE = Pattern(r"^(?:由于|因为|因|受)[^，。]{3,}$")


def headed(document: Document, texts: Sequence[Span]) -> tuple[Span | None, list[Span], list[Span]]:
    """The words of a point that name it, the rest, and a cause that stands before its name."""
    if not texts:
        return None, [], []
    first, rest = texts[0], list(texts[1:])
    text = document.quote(first)
    stop = text.find("。")
    end = stop if 0 <= stop < len(text.rstrip()) - 1 or rest else -1
    if 0 <= end <= _LONGEST_HEADING:
        return _cut(first, 0, end + 1), [_cut(first, end + 1, len(text)), *rest], []
    comma = min((place for sign in "，；：" if (place := text.find(sign)) > 0), default=-1)
    if comma < 4:
        return (None, list(texts), []) if len(text) > _LONGEST_HEADING else (first, rest, [])
    if _BY_CAUSE.match(text[:comma]):
        return _cut(first, comma + 1, len(text)), rest, [_cut(first, 0, comma + 1)]
    if comma > _LONGEST_HEADING:
        return None, list(texts), []
    return _cut(first, 0, comma + 1), [_cut(first, comma + 1, len(text)), *rest], []
