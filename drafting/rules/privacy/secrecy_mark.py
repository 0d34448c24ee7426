from collections.abc import Iterator

from drafting.document import Role, Span, Story
from drafting.document.outline import SECRECY_LINE
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule

_REPORT = "青禾乡2024年法治政府建设年度报告\n"


@rule(
    code="PRI03",
    slug="secrecy-mark",
    name="密级",
    severity=Severity.ERROR,
    basis="《法治政府建设与责任落实督察工作规定》：除涉及党和国家秘密的，应当向社会公开",
    good=(_REPORT + "组织干部学习保守国家秘密的规定，做好机密文件管理。",),
    bad=(Bad("机密★1年\n" + _REPORT + "全年学法4次。", marks="机密★1年"),),
)
def secrecy_mark(context: Context) -> Iterator[Flaw]:
    """要公开的报告上没有密级标志。

    标了密级就不能公开；多是套用内部文件的版头时带进来的。
    """
    for block in context.document.blocks:
        front = block.role is Role.FRONT or block.story is Story.HEADER
        if front and SECRECY_LINE.match(block.text):
            yield Flaw(
                Span(block.index, 0, len(block.text)),
                f"文首有密级标志“{block.text.strip()}”，而这份报告要向社会公开。",
                hint="确属误用的请删去；确实涉密的不能公开，请按保密规定办理。",
            )
