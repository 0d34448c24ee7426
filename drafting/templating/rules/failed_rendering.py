from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from drafting.findings import Severity
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rendering import Rendering
from drafting.text.patterns import Pattern

if TYPE_CHECKING:
    from drafting.templating.context import TemplateContext


_QUOTED = Pattern(r"“[^”]*”|[0-9]+")


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
    for rendering in context.rendered.first_of(lambda rendering: (rendering.failed_at, _kind(rendering))):
        if rendering.failure:
            yield Fault(
                rendering.failed_at,
                f"有的表单生成不了报告：{rendering.failure}。",
                hint=next((hint for sign, hint in _HINTS.items() if sign in rendering.failure), None),
                shown_by=context.rendered.smallest(rendering, partial(_fails_alike, rendering)),
            )


_HINTS = {
    "没有的名称": "可不填的项先用 {% if 名称 %} 判断；“数据”里的组先写 {% if 数据.组名 is defined %}。",
    "没有填写": "可不填的项先用 {% if 名称 %} 判断。",
    "没有第": "一列用 {% for 项 in 列 %} 逐项写，可能是空的先用 {% if %} 判断。",
    "没有那么多项": "一列用 {% for 项 in 列 %} 逐项写。",
    "没有尽头": "请核对循环的次数，宏里有没有又调用了自己。",
    "循环写错": "请核对循环的次数。",
}


def _kind(rendering: Rendering) -> str:
    """What goes wrong, without the words of this form."""
    return _QUOTED.sub("", rendering.failure)


def _fails_alike(first: Rendering, other: Rendering) -> bool:
    return (other.failed_at, _kind(other)) == (first.failed_at, _kind(first))
