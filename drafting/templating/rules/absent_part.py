from collections.abc import Iterator

from drafting.compose.templates import SOURCE
from drafting.document.parts import required_parts
from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.outline import WrittenHeading, always
from drafting.templating.problems import Fault, Patch, template_rule


@template_rule(
    code="TPL11",
    slug="absent-part",
    name="缺少部分",
    severity=Severity.ERROR,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    bad=(
        Patch("乡镇", "报告.jinja", "## {{ 年度 }}年度推进法治政府建设存在的不足和原因\n", "",
              marks="## {{ 年度 }}年度推进法治政府建设的主要举措和成效"),
        Patch("县区", "报告.jinja", "## {{ 年度 }}年度推进法治政府建设的主要举措和成效\n", "",
              marks="{% from '共用.jinja' import 各项, 不足, 履职, 结尾 %}"),
        Patch("部门", "报告.jinja", "## {{ 下一年度 }}年度推进法治政府建设的主要安排\n",
              "{% if 下一年度安排.引言 %}\n## {{ 下一年度 }}年度推进法治政府建设的主要安排\n{% endif %}\n",
              marks="## {{ 年度 }}年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况"),
    ),
)  # fmt: skip
def absent_part(context: TemplateContext) -> Iterator[Fault]:
    """模板写全规定的各个部分，每一部分有一个不附条件的一级标题。

    模板里缺一部分，用它写的报告就都缺。标题放在条件里的，表单没填那一项时，报告也会缺这一部分。
    标题的文字全由表单来填、看不出是哪一部分的，不作判断。
    """
    tops = [heading for heading in context.headings if heading.level == 1]
    # A heading whose words nobody can tell may be any part.
    if not context.reading.is_whole or any(not heading.parts and not heading.is_known for heading in tops):
        return
    before: WrittenHeading | None = None
    for part in required_parts(context.mandate):
        own = [heading for heading in tops if part.key in heading.parts]
        file, line = (before.file, before.line) if before else (SOURCE, 1)
        if own and not always([heading.guard for heading in own]):
            where = f"第{own[0].line}行" if own[0].file == file else f"{own[0].file} 第{own[0].line}行"
            yield Fault(
                context.spot(file, line),
                f"“{part.name}”的标题（{where}）写在条件里，条件不成立时，报告就缺这一部分。",
                hint="请把标题移到条件外面。",
            )
        elif not own:
            yield Fault(
                context.spot(file, line),
                f"模板没有“{part.name}”这一部分" + ("，应写在这一部分后面。" if before else "。"),
                hint=f"请加一个一级标题，可写“## {_heading(part.wording)}”。",
            )
        before = own[0] if own else before


def _heading(wording: str) -> str:
    """As a template writes it: the mandate's own words speak of last year and next."""
    return wording.replace("上一年度", "{{ 年度 }}年度").replace("下一年度", "{{ 下一年度 }}年度")
