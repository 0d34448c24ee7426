from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafting.compose.templates import SETTINGS
from drafting.findings import Severity
from drafting.templating.made_forms import PARAGRAPHS
from drafting.templating.problems import Fault, Patch, Spot, template_rule
from drafting.templating.rendered import branch_on

if TYPE_CHECKING:
    from drafting.templating.context import TemplateContext


@template_rule(
    code="TPL13",
    slug="dropped-field",
    name="丢失内容",
    severity=Severity.ERROR,
    bad=(
        Patch(
            "乡镇",
            "共用.jinja",
            "{% if 项.表现 %}\n{{ 项.表现 | 成句 }}\n{% endif %}",
            "{% if 项.表现 %}\n\n{% endif %}",
            marks="{% if 项.表现 %}",
        ),
        Patch(
            "乡镇",
            "报告.jinja",
            "{% if 其他需要报告的情况 %}\n## 其他需要报告的情况\n{{ 其他需要报告的情况 | 成句 }}\n{% endif %}\n",
            "",
            marks="# 用于哪些级别的单位：fazhi draft 不写 --template 时，按表单里的“级别”选模板。",
        ),
    ),
)
def dropped_field(context: "TemplateContext") -> Iterator[Fault]:
    """表单里填的内容，报告里都写出来。

    填了却没有写进报告的，填表的人不会发觉。有意不写的，列在 设置.toml 的 not_shown 里。
    """
    for dropped in context.rendered.dropped_fields():
        name = ".".join(dropped.field)
        spot = branch_on(context.sources.trees(), dropped.field) or Spot(SETTINGS, 1)
        what = "".join(f"的第{number + 1}项" for number in dropped.entries[-1:] if number)
        what += f"的第{dropped.paragraph + 1}段" if dropped.paragraph and dropped.field[-1] in PARAGRAPHS else ""
        yield Fault(
            spot,
            f"表单里的“{name}”{what}填了，生成的报告里却没有。",
            hint=f"请在模板里写出来；有意不写的，在 {SETTINGS} 的 not_shown 里加上“{name}”。",
        )
