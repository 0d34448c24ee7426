from collections.abc import Iterator

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.following import Sort
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rules.noted import faults


@template_rule(
    code="TPL02",
    slug="unknown-name",
    name="名称不明",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "现将{{ 单位.简称 }}", "现将{{ 单位.简写 }}",
              marks="现将{{ 单位.简写 }}{{ 年度 }}年度法治政府建设情况报告如下："),
        Patch("县区", "报告.jinja", "{{ 其他需要报告的情况 | 成句 }}", "{{ 其他要报告的情况 | 成句 }}",
              marks="{{ 其他要报告的情况 | 成句 }}"),
        Patch("部门", "报告.jinja", "{{ 结尾(附件, 落款) }}", "{{ 结尾(附件) }}", marks="{{ 结尾(附件) }}"),
        Patch("乡镇", "报告.jinja", "import 各项, 不足,", "import 各项, 不够,",
              marks="{% from '共用.jinja' import 各项, 不够, 履职, 结尾 %}"),
    ),
)  # fmt: skip
def unknown_name(context: TemplateContext) -> Iterator[Fault]:
    """模板里用的名称都是表单里有的，或者模板自己定下的。

    名称错一个字，写到那里就停下来；那一项没填时又看不出来，到有人填了才出错。
    调用宏时参数多了、少了，参数的名称不对，也在这里说。表单各项的名称见 docs/fields.md。
    """
    yield from faults(context, Sort.UNKNOWN)
