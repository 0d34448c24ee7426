import re
from collections.abc import Iterator

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.rules.structure.samples import FIRST, FOURTH, SECOND, SIGNED, THIRD, WHOLE, report
from drafting.text.dates import years
from drafting.text.patterns import Pattern

_ORGAN = Pattern(
    r"[\u4e00-\u9fff]{2,}?(?:乡|镇|街道|县|区|市|州|旗|省|盟|苏木|委员会|政府|办事处|[局厅委院]|党委|党组|办公室|中心|管委会|开发区|农场|林场|大队|司)"
)
# These hold an organ's character and name none.
_NO_ORGAN = Pattern(r"法[治制]政府|本[乡镇县区市街]|全[乡镇县区市]|我[乡镇县区市局]|乡镇街道?|社区|地区|区域|城市|部门")


@rule(
    code="STR07",
    slug="title-elements",
    name="标题要素",
    severity=Severity.WARNING,
    basis="《党政机关公文格式》（GB/T 9704-2012）关于标题的规定",
    good=(
        WHOLE,
        report("临江县云溪镇人民政府", "关于2024年度法治政府建设情况的报告", FIRST, SECOND, THIRD, FOURTH, SIGNED),
    ),
    bad=(
        Bad(
            report("2024年法治政府建设年度报告", FIRST, SECOND, THIRD, FOURTH, SIGNED),
            marks="2024年法治政府建设年度报告",
        ),
        Bad(
            report("青禾乡法治政府建设年度报告", FIRST, SECOND, THIRD, FOURTH, SIGNED),
            marks="青禾乡法治政府建设年度报告",
        ),
    ),
)
def title_elements(context: Context) -> Iterator[Flaw]:
    """标题写明发文机关、年度和文种（报告）。

    报告要向社会公开，离开了网站栏目，读者只能凭标题知道是哪里、哪一年的什么文件。
    """
    if context.is_other_document:
        return
    title = context.document.title
    if not title:
        yield Flaw(context.head_span, "报告没有标题。", hint="请加上标题，如“某某乡2024年法治政府建设年度报告”。")
        return
    missing = []
    if not _ORGAN.search(_NO_ORGAN.sub("", re.sub(r"20[0-9]{2}年度?", "", title))):
        missing.append("发文机关（是哪个乡镇或单位）")
    if not years(title) and not re.search(
        r"(?:20[0-9]{2}|二[〇○零O]{1}[〇○零一二三四五六七八九]{2})\s*(?:年|[—\-~～至])", title
    ):
        missing.append("年度")
    if not context.mandate.genre_pattern.search(title):
        missing.append("文种（报告）")
    if missing:
        yield Flaw(
            context.head_span, f"标题没有写明{'、'.join(missing)}。", hint="标题一般写作“机关名称＋年度＋事由＋报告”。"
        )
