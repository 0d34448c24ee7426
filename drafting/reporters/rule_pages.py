"""Rules as a reporter shows them, whether they look at reports or at templates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.findings import Severity

if TYPE_CHECKING:
    from drafting.templating.problems import TemplateRule


@dataclass(frozen=True, slots=True)
class RulePage:
    code: str
    slug: str
    name: str
    severity: Severity
    family: str
    """In Chinese, as 数据."""
    manual: str
    page: str
    """The whole page, Markdown."""
    basis: str | None = None


def of_reports() -> tuple[RulePage, ...]:
    from drafting.rules.catalogue import ALL, FAMILIES
    from drafting.rules.page import page

    return tuple(
        RulePage(
            rule.code,
            rule.slug,
            rule.name,
            rule.severity,
            FAMILIES[rule.family],
            rule.manual,
            page(rule),
            rule.basis,
        )
        for rule in ALL
    )


def of_templates() -> tuple[RulePage, ...]:
    from drafting.templating.catalogue import FAMILY, RULES
    from drafting.templating.page import page

    return tuple(of_template_rule(rule, FAMILY[rule.family], page(rule)) for rule in RULES)


def of_template_rule(rule: "TemplateRule", family: str, page: str) -> RulePage:
    return RulePage(rule.code, rule.slug, rule.name, rule.severity, family, rule.manual, page, rule.basis)
