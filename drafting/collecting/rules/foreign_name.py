from collections.abc import Iterator, Sequence

from drafting.collecting.declaring import Example, Member, set_rule
from drafting.collecting.others import Names, foreign_names
from drafting.findings import Severity


def _report(sentence: str, signed: str = "青禾乡人民政府") -> str:
    return (
        "云岭县青禾乡2024年法治政府建设年度报告\n一、主要举措和成效\n"
        f"{sentence}\n二、存在的不足和原因\n普法形式单一，主要原因是队伍力量不足。\n{signed}\n2025年1月15日"
    )


_OTHERS = (("白石镇", ""), ("清河镇", ""))


@set_rule(
    code="SET02",
    slug="foreign-name",
    name="别处名称",
    severity=Severity.WARNING,
    good=(
        Example((("青禾乡", _report("与白石镇联合开展护林执法3次，在交界地带设卡2处。")), *_OTHERS)),
        Example((("青禾乡", _report("组织村干部赴清河镇学习诉源治理经验。")), *_OTHERS)),
        Example((("青禾乡", _report("县里在白石镇召开现场会，我乡作了发言。")), *_OTHERS)),
        Example((("青禾乡", _report("健全乡村治理体系，引导当事人保持自我镇定。")), *_OTHERS)),
    ),
    bad=(
        Example((("青禾乡", _report("白石镇党委、政府高度重视，专题研究法治工作4次。")), *_OTHERS), marks="白石镇"),
        Example((("青禾乡", _report("我镇全年开展法治宣传12次。")), *_OTHERS), marks="我镇"),
        Example((("青禾乡", _report("全年开展法治宣传12次。", "白石镇人民政府")), *_OTHERS), marks="白石镇"),
    ),
)
def foreign_name(members: Sequence[Member]) -> Iterator[str]:
    """报告里说自己，用自己的名称；说到别的乡镇，写明是联合、学习还是相邻。

    抄来的段落里留着别处的名称，或者乡的报告里写着“我镇”，公开后最容易被读者截图。
    标题和落款写的是两个单位，报告就不知道是谁的。
    """
    first = members[0]
    for flaw in foreign_names(first.document, first.unit, Names.of(member.unit for member in members)):
        yield first.document.quote(flaw.span)
