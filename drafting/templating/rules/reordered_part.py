from collections.abc import Iterator

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.outline import exclusive
from drafting.templating.problems import Fault, Patch, template_rule

_PLAN = """## {{ 下一年度 }}年度推进法治政府建设的主要安排
{% if 下一年度安排.引言 %}
{{ 下一年度安排.引言 | 成句 }}
{% endif %}
{{ 各项(下一年度安排.项目) }}
"""
_CAUSES = "## {{ 年度 }}年度推进法治政府建设存在的不足和原因"


@template_rule(
    code="TPL12",
    slug="reordered-part",
    name="部分次序",
    severity=Severity.WARNING,
    basis="《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    bad=(
        Patch("乡镇", "报告.jinja", _CAUSES, f"{_PLAN}{_CAUSES}", marks="## {{ 下一年度 }}年度推进法治政府建设的主要安排"),
        Patch("部门", "报告.jinja", "## {{ 年度 }}年度推进法治政府建设的主要举措和成效",
              "## 其他需要报告的情况\n{{ 其他需要报告的情况 or '无。' }}\n## {{ 年度 }}年度推进法治政府建设的主要举措和成效",
              marks="## 其他需要报告的情况"),
    ),
)  # fmt: skip
def reordered_part(context: TemplateContext) -> Iterator[Fault]:
    """各部分按规定的次序写。

    次序不同不影响内容，县里另有规定的不必调整。
    """
    order = [part.key for part in context.mandate.parts]
    told = [heading for heading in context.headings if heading.level == 1 and heading.parts]
    furthest = -1
    for place, heading in enumerate(told):
        first = min(order.index(key) for key in heading.parts)
        later = [
            other
            for other in told[place + 1 :]
            if min(order.index(key) for key in other.parts) < first and not exclusive(heading, other)
        ]
        if later and first > furthest:
            furthest = first
            name = context.mandate.part(order[first]).name
            other = context.mandate.part(later[0].parts[0]).name
            yield Fault(
                context.spot(heading.file, heading.line),
                f"“{name}”写在“{other}”之前，规定的次序是先“{other}”、后“{name}”。",
                hint="县里另有规定的不必调整。",
            )
