from collections.abc import Iterator

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.syntax import explain


@template_rule(
    code="TPL01",
    slug="syntax-error",
    name="语法有误",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "{{ 引言 | 成句 }}\n{% endif %}", "{{ 引言 | 成句 }}", marks="{% if 引言 %}"),
        Patch("县区", "报告.jinja", "{% if 主送 %}", "{% fi 主送 %}", marks="{% fi 主送 %}"),
        Patch("部门", "报告.jinja", "## {{ 下一年度 }}", "## {{ 下一年度 }", marks="## {{ 下一年度 }年度推进法治政府建设的主要安排"),
        Patch("乡镇", "报告.jinja", "{{ 主送 | 顿号 }}", "{{ 主送 ｜ 顿号 }}", marks="@主送 {{ 主送 ｜ 顿号 }}："),
    ),
)  # fmt: skip
def syntax_error(context: TemplateContext) -> Iterator[Fault]:
    """判断、循环和宏有头有尾，花括号里面用半角符号。

    写错一处，整个模板就不能用。多是删一段时留下了 endif，或者从文档里粘贴带来了全角的括号和竖线。
    没有结束的判断标在它开始的那一行。
    """
    for file in context.sources.files.values():
        if file.broken is None:
            continue
        found = explain(file, file.broken)
        if not found.is_brace:
            spot = context.spot(file, found.line, found.quote)
            yield Fault(spot, found.message, suggestion=found.suggestion, hint=found.hint)
    for name, line in context.repeated_blocks:
        yield Fault(context.spot(name, line), "两个 block 用了同一个名称。", hint="请给其中一个换个名称。")
