from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern

_COMMA = Pattern(r"、(?:(?<=》、)(?=《)|(?<=”、)(?=“))")


@rule(
    code="PUN05",
    slug="needless-comma",
    name="顿号多余",
    severity=Severity.INFO,
    basis="《标点符号用法》（GB/T 15834-2011）：并列的书名号之间、引号之间通常不用顿号",
    good=("宣传《宪法》《民法典》，抓好“法律明白人”“普法骨干”。",),
    bad=(Bad("宣传《宪法》、《民法典》。", marks="、"),),
)
def needless_comma(context: Context) -> Iterator[Flaw]:
    """并列的书名号之间、引号之间通常不加顿号；中间有括注的可以加。"""
    for block in context.texts:
        for match in _COMMA.finditer(block.text):
            span = Span(block.index, match.start(), match.end())
            kind = "书名号" if block.text[match.start() - 1] == "》" else "引号"
            yield Flaw(span, f"并列的{kind}之间的顿号通常可以不用。", suggestion="")
