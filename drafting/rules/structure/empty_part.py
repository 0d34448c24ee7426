from collections.abc import Iterator

from drafting.document import Block, Document, Role
from drafting.document.parts import heading_span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FIRST, FOURTH, SIGNED, THIRD, TITLE, WHOLE, report
from drafting.text.patterns import Pattern

# A line with commas that counts something says something, with or without a stop at its end.
_COUNTS = Pattern(r"[，,；;].*[0-9]|[0-9].*[，,；;]")


@rule(
    code="STR05",
    slug="empty-part",
    name="内容空缺",
    severity=Severity.ERROR,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    good=(WHOLE,),
    bad=(Bad(report(TITLE, FIRST, "二、存在的不足和原因", THIRD, FOURTH, SIGNED), marks="二、存在的不足和原因"),),
)
def empty_part(context: Context) -> Iterator[Flaw]:
    """每个标题下面都有内容。

    只有标题没有内容，等于没有写。多见于先搭框架、后来忘了填。
    标题下接着下一级标题或表格的、标题与正文写在同一段的，不算空缺。
    """
    if context.is_other_document:
        return
    for section in context.parts.sections:
        block = section.heading
        if not block.is_run_in and not any(
            b.role in (Role.PARAGRAPH, Role.HEADING, Role.CELL, Role.ASIDE) for b in section.blocks
        ):
            required = any(context.mandate.part(key).required for key in section.parts)
            yield Flaw(
                heading_span(block),
                f"“{block.heading}”下面没有内容。",
                hint="请补写内容；没有可写的，请说明情况。",
                severity=Severity.ERROR if required else Severity.WARNING,
            )
    for block in _empty_lower_headings(context.document):
        yield Flaw(
            heading_span(block),
            f"标题“{block.heading}”下面没有内容。",
            hint="请补写内容，或删去这个标题。",
            severity=Severity.WARNING,
        )


def _empty_lower_headings(document: Document) -> Iterator[Block]:
    siblings: dict[tuple[int, int | None], list[Block]] = {}
    for block in document.headings():
        if block.level > 1:
            siblings.setdefault((block.level, _parent(document, block)), []).append(block)
    empty: list[Block] = []
    for several in siblings.values():
        bare = [block for block in several if _is_bare(document, block)]
        # Where no sibling has anything under it either, the lines are a list.
        if len(several) == 1 or len(bare) < len(several):
            empty += bare
    yield from sorted(empty, key=lambda block: block.index)


def _is_bare(document: Document, block: Block) -> bool:
    words = block.text.rstrip()
    if (
        block.is_run_in
        or words.endswith(("。", "；", ";", "！", "!", "，", "%"))
        or len(words) > 45
        or _COUNTS.search(words)
    ):
        return False
    return not any(b.role is not Role.RESIDUE for b in document.children(block))


def _parent(document: Document, block: Block) -> int | None:
    trail = document.trail(block.index)
    return trail[-1].index if trail else None
