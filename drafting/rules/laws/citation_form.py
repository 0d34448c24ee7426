from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.laws.titles import STATE, Citation, citations, laws
from drafting.text.patterns import Pattern

_JOINED = Pattern(r"^[、，和及与以等\s]*(?:以及)?$")


@rule(
    code="LAW03",
    slug="citation-form",
    name="引用格式",
    severity=Severity.INFO,
    basis="《标点符号用法》（GB/T 15834-2011）：法规名称用书名号",
    good=("宣传《中华人民共和国宪法》《中华人民共和国民法典》。", "宣传宪法、民法典等法律。"),
    bad=(
        Bad("宣传《中华人民共和国宪法》《民法典》。", marks="《民法典》"),
        Bad("落实中华人民共和国行政处罚法，规范执法。", marks="中华人民共和国行政处罚法"),
    ),
)
def citation_form(context: Context) -> Iterator[Flaw]:
    """法律全称加书名号；并列的法律要么都写全称，要么都写简称。"""
    group: list[Citation] = []
    for citation in citations(context):
        if not citation.bracketed:
            if citation.title.removeprefix(STATE) in laws():
                yield Flaw(
                    citation.span, f"法律名称“{citation.title}”没有加书名号。", suggestion=f"《{citation.title}》"
                )
            continue
        if group and not _goes_on(group[-1], citation):
            yield from _mixed(group)
            group = []
        group.append(citation)
    yield from _mixed(group)


def _goes_on(before: Citation, citation: Citation) -> bool:
    if before.block.index != citation.block.index:
        return False
    return _JOINED.match(before.block.text[before.span.end : citation.span.start]) is not None


def _mixed(group: list[Citation]) -> Iterator[Flaw]:
    known = [c for c in group if (law := laws().get(c.title.removeprefix(STATE))) and law.has_state_name]
    full = [c for c in known if c.title.startswith(STATE)]
    short = [c for c in known if not c.title.startswith(STATE)]
    if full and short:
        odd = short[0] if len(short) <= len(full) else full[0]
        others: tuple[Span, ...] = tuple(c.span for c in known if c is not odd)
        way = "简称" if odd in short else "全称"
        yield Flaw(
            odd.span,
            f"并列的法律有的带“{STATE}”、有的不带，“《{odd.title}》”用的是{way}，写法不一致。",
            related=others,
            hint="请统一用全称或统一用简称。",
        )
