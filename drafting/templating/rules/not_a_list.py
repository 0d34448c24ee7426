from collections.abc import Iterator

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.following import Sort
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rules.noted import faults


@template_rule(
    code="TPL04",
    slug="not-a-list",
    name="不是一列",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "{{ 各项(主要举措和成效.项目) }}", "{{ 各项(主要举措和成效) }}",
              marks="{{ 各项(主要举措和成效) }}"),
        Patch("县区", "报告.jinja", "{{ 不足(存在的不足和原因.项目) }}",
              "{% for 项 in 存在的不足和原因.引言 %}\n### {{ 项 }}\n{% endfor %}",
              marks="{% for 项 in 存在的不足和原因.引言 %}"),
        Patch("部门", "报告.jinja", "{{ 不足(存在的不足和原因.项目) }}", "{{ 存在的不足和原因.项目.原因 }}",
              marks="{{ 存在的不足和原因.项目.原因 }}"),
    ),
)  # fmt: skip
def not_a_list(context: TemplateContext) -> Iterator[Fault]:
    """用 for 逐项写的是一列，一列里的内容逐项来取。

    对一段文字用 for，会一个字写成一项；对一列直接取“.正文”，写到那里就停下来。
    给宏的参数不是它要的那种，标在调用的那一行。
    """
    yield from faults(context, Sort.NOT_A_LIST)
