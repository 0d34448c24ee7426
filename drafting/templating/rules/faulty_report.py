from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from drafting.findings import Severity
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.rendering import Blamed, Rendering
from drafting.templating.slips import Slip
from drafting.wording import quoted

if TYPE_CHECKING:
    from drafting.templating.context import TemplateContext


@template_rule(
    code="TPL15",
    slug="faulty-report",
    name="报告有误",
    severity=Severity.ERROR,
    bad=(
        Patch(
            "乡镇",
            "共用.jinja",
            "{{ 项.原因 | 原因 }}",
            "{{ 项.原因 | 成句 }}",
            marks="### {{ 项.不足 }}",
        ),
        Patch(
            "乡镇",
            "报告.jinja",
            "年度法治政府建设情况报告如下：",
            "年度法治政府建设情况报告如下:",
            marks="现将{{ 单位.简称 }}{{ 年度 }}年度法治政府建设情况报告如下:",
        ),
    ),
)
def faulty_report(context: "TemplateContext") -> Iterator[Fault]:
    """模板生成的每一份报告都通得过检查。

    报告里的错误和警告，凡是模板写出来的，都指到生成那些字的一行。级别与检查时相同。
    """
    for blamed, rendering in context.rendered.blamed():
        finding = blamed.finding
        yield Fault(
            blamed.spot,
            f"生成的报告有“{finding.name}”（{finding.code}）：{finding.message}",
            suggestion=None,
            hint=finding.hint or (f"改为{quoted(finding.suggestion)}。" if finding.suggestion else None),
            severity=finding.severity,
            shown_by=context.rendered.smallest(rendering, partial(_shows, blamed)),
        )
    for slip, rendering in context.rendered.slips():
        yield Fault(
            slip.spot,
            slip.message,
            hint=slip.hint,
            severity=slip.severity,
            shown_by=context.rendered.smallest(rendering, partial(_slips, slip)),
        )


def _slips(slip: Slip, other: Rendering) -> bool:
    return any((again.spot, again.hint) == (slip.spot, slip.hint) for again in other.slips)


def _shows(blamed: Blamed, other: Rendering) -> bool:
    return any((again.spot, again.finding.code) == (blamed.spot, blamed.finding.code) for again in other.found)
