from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from drafting.findings import Severity
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rendering import Rendering

if TYPE_CHECKING:
    from drafting.templating.context import TemplateContext


@template_rule(
    code="TPL14",
    slug="failed-rendering",
    name="生成失败",
    severity=Severity.ERROR,
    bad=(
        Patch(
            "乡镇",
            "共用.jinja",
            "{% for 项 in 附件 %}\n@附件 {{ 项.名称 }}\n{% endfor %}",
            "@附件 {{ 附件[0].名称 }}",
            marks="@附件 {{ 附件[0].名称 }}",
        ),
        Patch(
            "乡镇",
            "报告.jinja",
            "{% if 引言 %}\n{{ 引言 | 成句 }}\n{% endif %}",
            "{{ 引言 }}",
            marks="{{ 引言 }}",
        ),
    ),
)
def failed_rendering(context: "TemplateContext") -> Iterator[Fault]:
    """任何一份填得对的表单都能生成报告。

    可不填的项没有先判断、空的列取第一项、宏自己调用自己，平时看不出来，到了某一份表单就生成不了。
    """
    for rendering in context.rendered.first_of(lambda rendering: (rendering.failed_at, rendering.failure)):
        if rendering.failure:
            yield Fault(
                rendering.failed_at,
                f"有的表单生成不了报告：{rendering.failure}。",
                hint="可不填的项先用 {% if %} 判断，一列用 {% for %} 取。",
                shown_by=context.rendered.smallest(rendering, partial(_fails_alike, rendering)),
            )


def _fails_alike(first: Rendering, other: Rendering) -> bool:
    return (other.failed_at, other.failure) == (first.failed_at, first.failure)
