from collections.abc import Iterator

from drafting.document import Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule

_SHORTEST = 25
_PARAGRAPH = "全年组织干部学法4次，开展执法培训2场，参训人员60人次，执法水平有了提高。"


@rule(
    code="STR10",
    slug="repeated-paragraph",
    name="段落重复",
    severity=Severity.WARNING,
    good=(_PARAGRAPH + "\n全年开展法治宣传12场次，发放资料600份，接受咨询80人次，群众反映较好。",),
    bad=(Bad(_PARAGRAPH + "\n乡司法所参与调解。\n" + _PARAGRAPH, marks=_PARAGRAPH),),
)
def repeated_paragraph(context: Context) -> Iterator[Flaw]:
    """同一段话只出现一次。

    整段重复多是复制粘贴时留下的，公开后很显眼。
    """
    first: dict[str, int] = {}
    for block in context.texts:
        if block.role not in (Role.PARAGRAPH, Role.HEADING):
            continue
        start = block.label.end if block.label else 0
        words = "".join(block.text[start:].split()).rstrip("。；，")
        if len(words) < _SHORTEST:
            continue
        if words in first:
            before = context.document.blocks[first[words]]
            yield Flaw(
                Span(block.index, 0, len(block.text)),
                f"这一段“{words[:16]}……”与前文重复，前面已有完全相同的一段。",
                related=(Span(before.index, 0, len(before.text)),),
                hint="请删去其中一段，或改写。",
            )
        else:
            first[words] = block.index
