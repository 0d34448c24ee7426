from collections.abc import Iterator, Sequence

from drafting.document import Block, Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕", "「": "」"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_MARK = Pattern("[" + "".join(_PAIRS) + "".join(_CLOSING) + "]")
_NAMES = {
    "“": "引号",
    "‘": "单引号",
    "《": "书名号",
    "〈": "单书名号",
    "（": "括号",
    "【": "方头括号",
    "〔": "六角括号",
    "「": "直角引号",
}


@rule(
    code="PUN02",
    slug="unpaired",
    name="不成对",
    severity=Severity.WARNING,
    basis="《标点符号用法》（GB/T 15834-2011）",
    good=("开设“板凳法庭”，宣传《民法典》。",),
    bad=(
        Bad("开设“板凳法庭，宣传民法典。", marks="“"),
        Bad("宣传《民法典，接受咨询20人次。", marks="《"),
    ),
)
def unpaired(context: Context) -> Iterator[Flaw]:
    """引号、括号、书名号成对。

    少了一半，读者不知道引到哪里为止。
    """
    blocks = [block for block in context.texts if block.role is not Role.ASIDE]
    for place, block in enumerate(blocks):
        # A half-width partner pairs all the same; its width is another rule's question.
        text = block.text.replace("(", "（").replace(")", "）")
        if block.label:
            text = text[: block.label.start] + " " * (block.label.end - block.label.start) + text[block.label.end :]
        following = blocks[place + 1].text if place + 1 < len(blocks) else ""
        for start, mark in _lonely(text):
            # A quotation of several paragraphs opens each of them and closes in the last.
            if mark in "“‘" and following.lstrip().startswith(mark):
                continue
            if mark in "”’" and _opened_before(blocks[:place], mark):
                continue
            partner = _PAIRS.get(mark) or _CLOSING[mark]
            which = "后" if mark in _PAIRS else "前"
            name = _NAMES.get(mark) or _NAMES[_CLOSING[mark]]
            shown = block.text[max(0, start - 8) : start + 12]
            yield Flaw(
                Span(block.index, start, start + 1),
                f"“{shown}”里的{name}“{mark}”没有配对，缺少{which}半个“{partner}”。",
                hint=f"请补上“{partner}”，或删去多余的“{mark}”。",
            )


def _lonely(text: str) -> Iterator[tuple[int, str]]:
    opened: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        place, mark = match.start(), match[0]
        if mark in _PAIRS:
            opened.append((place, mark))
        elif opened and opened[-1][1] == _CLOSING[mark]:
            opened.pop()
        elif any(m == _CLOSING[mark] for _, m in opened):
            while opened and opened[-1][1] != _CLOSING[mark]:
                yield opened.pop()
            opened.pop()
        elif (mark == "）" and _numbers_a_point(text, place)) or (mark == "’" and place and text[place - 1].isascii()):
            continue
        else:
            yield place, mark
    yield from opened


def _numbers_a_point(text: str, place: int) -> bool:
    """1）, 2） and a） count points and open nowhere."""
    before = text[max(0, place - 2) : place]
    return (
        bool(before) and before[-1].isascii() and before[-1].isalnum() and (len(before) < 2 or not before[0].isalpha())
    )


def _opened_before(blocks: Sequence[Block], mark: str) -> bool:
    opening = _CLOSING[mark]
    for block in reversed(blocks[-6:]):
        if block.text.count(opening) > block.text.count(mark):
            return True
        if not block.text.lstrip().startswith(opening):
            return False
    return False
