from collections.abc import Iterator

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.following import Sort
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rules.noted import faults


@template_rule(
    code="TPL10",
    slug="unreachable-branch",
    name="走不到的分支",
    severity=Severity.WARNING,
    bad=(
        Patch("乡镇", "报告.jinja", "{{ 各项(下一年度安排.项目) }}",
              "{% if not 下一年度安排.项目 %}\n暂无安排。\n{% else %}\n{{ 各项(下一年度安排.项目) }}\n{% endif %}",
              marks="{% if not 下一年度安排.项目 %}"),
        Patch("县区", "报告.jinja", "{{ 引言 | 成句 }}\n{% endif %}",
              "{{ 引言 | 成句 }}\n{% elif 引言 %}\n{{ 引言 }}\n{% endif %}", marks="{% elif 引言 %}"),
        Patch("部门", "报告.jinja", "@主送 {{ 主送 | 顿号 }}：", "{% if not 主送 %}\n各单位：\n{% endif %}\n@主送 {{ 主送 | 顿号 }}：",
              marks="{% if not 主送 %}"),
    ),
)  # fmt: skip
def unreachable_branch(context: TemplateContext) -> Iterator[Fault]:
    """每个分支都有走得到的时候。

    总是成立或总是不成立的条件，多是写反了，或者把必填的项当成了可以不填的。宏的参数每次可能不同，不在此列。
    """
    yield from faults(context, Sort.UNREACHABLE)
