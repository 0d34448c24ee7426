import re
from collections.abc import Iterator, Sequence

from drafting.document import Block, Role, Span, Story
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.characters import is_han
from drafting.text.patterns import Pattern
from drafting.text.residue import FIELD, is_metadata, is_page_number, is_surely_residue, shows_a_page


@rule(
    code="RES03",
    slug="conversion-residue",
    name="转换残留",
    severity=Severity.WARNING,
    good=("全年开展普法宣传8次，资料见附件第5页。",),
    bad=(
        Bad("[bookmark: _GoBack]全年开展普法宣传8次。", marks="[bookmark: _GoBack]"),
        Bad("全年开展普法宣传8次。\n- 4 -", marks="- 4 -"),
        Bad("全年开展普法宣传8次。\n分享到： 微信 微博", marks="分享到："),
        Bad("来源：县政府网 浏览次数：235\n全年开展普法宣传8次。", marks="来源："),
        Bad("数据见错误!未找到引用源。", marks="错误!未找到引用源。"),
    ),
)
def conversion_residue(context: Context) -> Iterator[Flaw]:
    """正文里没有书签、域代码、页码、网页导航这类残留。

    多是从网页、PDF 复制，或转换格式时带进来的。
    """
    around = _outside(context.document.blocks)
    for lines in _navigation(context.document.blocks):
        surely = all(block.index in around or is_surely_residue(block.text) for block in lines)
        spans = [Span(block.index, 0, len(block.text)) for block in lines]
        more = f"等{len(lines)}行" if len(lines) > 1 else ""
        yield Flaw(
            spans[0],
            f"“{lines[0].text.strip()[:30]}”{more}是残留在正文里的网页导航文字。",
            edits=tuple(edit for span in spans for edit in replace(span, "")) if surely else (),
            related=tuple(spans[1:]),
            hint="请删去。" if surely else "请核对，确是残留的就删去。",
        )
    for block in context.document.blocks:
        if block.story in (Story.HEADER, Story.FOOTER):
            continue
        if is_page_number(block.text) and block.role is Role.RESIDUE:
            span = Span(block.index, 0, len(block.text))
            surely = block.index in around or is_surely_residue(block.text)
            yield Flaw(
                span,
                f"“{block.text.strip()}”是残留在正文里的页码。",
                edits=replace(span, "") if surely else (),
                hint="请删去。" if surely else "请核对，确是残留的就删去。",
            )
            continue
        for match in FIELD.finditer(block.text):
            span = Span(block.index, match.start(), match.end())
            right = None if _is_spoken_of(block.text, match) else _meant(match[0])
            yield Flaw(
                span,
                f"“{match[0][:40]}”是转换格式时的残留。",
                suggestion=right or "",
                edits=() if right is None else replace(span, right),
                hint=f"请改为“{right}”。" if right else "请删去。",
            )


def _outside(blocks: Sequence[Block]) -> frozenset[int]:
    """What stands above the title or below the signature: there a report says nothing."""
    body = [b for b in blocks if b.story is Story.BODY]
    title = next((b.index for b in body if b.role is Role.TITLE), 0)
    said = (Role.PARAGRAPH, Role.HEADING, Role.CELL, Role.ATTACHMENT)
    last = max((b.index for b in body if b.role in said), default=len(blocks))
    signed = next((b.index for b in body if b.index > last and b.role in (Role.SIGN_OFF, Role.DATE)), len(blocks))
    return frozenset(b.index for b in body if b.index < title or b.index > signed)


def _is_spoken_of(text: str, field: re.Match[str]) -> bool:
    """<p>和<br>标签: a paper on web pages names what is a remnant elsewhere."""
    around = text[max(0, field.start() - 1) : field.start()] + text[field.end() : field.end() + 1]
    return bool(set(around) & set("和与及或、“”《》‘’")) and field[0].startswith(("<", "&lt", "&gt", "&amp"))


def _is_left_over(text: str) -> bool:
    return not is_metadata(text) or shows_a_page(text)


def _navigation(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Lines of a web page that stand together are one remnant; where and when it was published is no fault."""
    together: list[Block] = []
    for block in blocks:
        if block.role is Role.RESIDUE and not is_page_number(block.text) and _is_left_over(block.text):
            if together and together[-1].index != block.index - 1:
                yield together
                together = []
            together.append(block)
    if together:
        yield together


_SIGNS = {
    "&nbsp;": "", "&ldquo;": "“", "&rdquo;": "”", "&mdash;": "—", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&middot;": "·",
}  # fmt: skip
_STOOD_FOR_SOMETHING = Pattern(r"错误|Error|\b(?:REF|SEQ)\b|_Ref|\ufffd")


def _meant(residue: str) -> str | None:
    """What stood here before the conversion, nothing where it is mere code; None where only a person can tell."""
    # The code of a link runs to the end of its line, and takes with it whatever stands there.
    runs_on = not residue.startswith("[") and any(is_han(character) for character in residue)
    if runs_on or _STOOD_FOR_SOMETHING.search(residue):
        return None
    return _SIGNS.get(residue, "")
