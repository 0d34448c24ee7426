from collections.abc import Iterable, Iterator, Sequence

from drafting.document import Block, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.characters import HAN, is_foreign, is_han
from drafting.text.patterns import Pattern
from drafting.text.quotations import is_quoted, quotations
from drafting.text.residue import FIELD

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_ANY_MARK = Pattern(f"[{''.join(_FULL)}]")
_LEFT = rf"(?:[”’》）】、。，；：％%]|{HAN})"
_MARK = Pattern(rf"(?<={_LEFT})\s?[,;:?!](?=\s?(?:[“‘《（【”’》）0-9０-９A-Za-z]|{HAN}|$))", sign="[,;:?!]")
_AFTER_FIGURE = Pattern(rf"(?<=[0-9０-９A-Za-z])[,;:?!](?=\s?(?:[“‘《（]|{HAN}))", sign="[,;:?!]")
# Between words a dot may stand in a name (买买提.艾力), behind a digit it may number. Behind a percent sign, and behind Chinese
# words at the end of a paragraph, it can only end a sentence.
_STOP = Pattern(
    rf"(?<=[％%])\.(?=\s?{HAN})|(?:[，、；：“”《》（）％%0-9]|{HAN}){{7}}(?:[”》）％%]|{HAN})\.(?=\s*$)",
    sign=rf"\.(?=\s?{HAN}|\s*$)",
)
# What it stands for, only a person can tell: a full stop, or the dot in a name.
_BETWEEN_WORDS = Pattern(rf"(?<={HAN}{HAN})\.(?={HAN}{HAN})", sign=r"\.")
_OPEN_PLACE = Pattern("【[^【】]*】")
"""【待填：普法.宣传活动.今年】: the name of a field."""
_PAIR = Pattern(r"\(([^()（）\n]{1,60})\)")
_MIXED_PAIR = Pattern(r"\([^()（）\n]{1,60}）|（[^()（）\n]{1,60}\)")
_WEB = Pattern(
    r"[A-Za-z][A-Za-z0-9+.\-]{0,12}://\S*|www\.\S*|[\w.\-]{1,40}@[\w.\-]{1,60}|[\w.\-()]{1,60}\.(?:cn|com|gov|org|net|docx?|xlsx?|pdf|zip|txt|wps|pptx?|jpg|png|mp4)\b\S*",
    sign="[A-Za-z@]",
)


@rule(
    code="PUN01",
    slug="half-width",
    name="半角标点",
    severity=Severity.WARNING,
    basis="《标点符号用法》（GB/T 15834-2011）",
    good=(
        "组织执法轮训，补齐业务短板（含旁听庭审）。",
        "发放资料1,000份，每天9:30开门，比例为1:3，邮箱为abc@example.cn。",
    ),
    bad=(
        Bad("组织执法轮训,补齐业务短板。", marks=","),
        Bad("开展普法宣传(含入户)8次。", marks="(含入户)"),
        Bad("一是学法;二是普法。", marks=";"),
        Bad("信访事项办结率90%.群众满意度进一步提高。", marks="."),
    ),
)
def half_width(context: Context) -> Iterator[Flaw]:
    """中文里用全角标点。

    半角标点多是切换输入法时带进来的，印出来标点挤在字上。数字里的逗号、小数点，网址和英文里的标点不算。
    """
    for block in context.texts:
        text = block.text
        if not _ANY_MARK.search(text):
            continue
        taken = [m.span() for m in _WEB.finditer(text)] + [m.span() for m in FIELD.finditer(text)]
        if block.label:
            taken.append((block.label.start, block.label.end))
        quoted = quotations(text)
        yield from _doubts(block, [*taken, *quoted])
        for start, end in _faults(text):
            if any(is_foreign(c) for c in text[max(0, start - 2) : start + 2] + text[max(0, end - 2) : end + 2]):
                continue
            if text[start] == "." and (block.cell or start < block.heading_end):
                continue
            if not _overlaps(taken, start, end):
                words = text[start:end]
                right = (
                    "".join(_FULL.get(c, c) for c in words.strip()) if len(words.strip()) == 1 else _full_pair(words)
                )
                span = Span(block.index, start, end)
                shown = text[max(0, start - 6) : end + 6].strip()
                yield Flaw(
                    span,
                    f"“{shown}”里用了半角标点“{_marks(words)}”，应为“{_marks(right)}”。",
                    suggestion=right,
                    edits=() if is_quoted(quoted, start, end) or _is_formula(text, start) else replace(span, right),
                )


def _doubts(block: Block, taken: Sequence[tuple[int, int]]) -> Iterator[Flaw]:
    for match in _BETWEEN_WORDS.finditer(block.text):
        start, end = match.span()
        open_places = [place.span() for place in _OPEN_PLACE.finditer(block.text)]
        if block.cell is None and start >= block.heading_end and not _overlaps([*taken, *open_places], start, end):
            shown = block.text[max(0, start - 4) : end + 4].strip()
            yield Flaw(
                Span(block.index, start, end),
                f"“{shown}”里的点是半角的：句子到这里完了的，应为“。”；人名中间的，应为“·”。",
                certain=False,
            )


def _overlaps(places: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in places)


def _faults(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_MARK, _AFTER_FIGURE):
        for match in pattern.finditer(text):
            start = match.end() - 1
            # 9:30 and 1:3 behind 比例 are told by the figure on their right, unless a Chinese word stands on the left.
            after = text[match.end() : match.end() + 1]
            if text[start] == ":" and after.isdigit() and pattern is _MARK and text[start - 1 : start].isdigit():
                continue
            yield start, match.end()
    for match in _STOP.finditer(text):
        yield match.end() - 1, match.end()
    for match in _PAIR.finditer(text):
        inner = match[1]
        left = text[match.start() - 1 : match.start()]
        right = text[match.end() : match.end() + 1]
        if any(is_han(c) for c in inner) or (
            left and is_han(left) and (not right or is_han(right) or right in "，。；：、")
        ):
            yield match.span()
    for match in _MIXED_PAIR.finditer(text):
        place = match.start() if text[match.start()] == "(" else match.end() - 1
        yield place, place + 1


_FORMULA = Pattern(r":[^\s，。；、]{0,16}?(?:=|[0-9][:：][0-9])")


def _is_formula(text: str, start: int) -> bool:
    """甲方:乙方=1:1 and print("…"): a mark that may belong to a formula or a program."""
    called = text[start] == "(" and text[start - 1 : start].isascii() and text[start - 1 : start].isalpha()
    return called or _FORMULA.match(text, start) is not None


def _full_pair(words: str) -> str:
    return "（" + words[1:-1] + "）" if len(words) > 1 else _FULL[words]


def _marks(words: str) -> str:
    return words.strip() if len(words.strip()) == 1 else words[0] + words[-1]
