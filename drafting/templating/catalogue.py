"""The rules for templates, in the order of their codes. A new rule is one file and one line here."""

from drafting.rules.declared import named
from drafting.templating.problems import TemplateRule
from drafting.templating.rules.absent_part import absent_part
from drafting.templating.rules.dropped_field import dropped_field
from drafting.templating.rules.failed_rendering import failed_rendering
from drafting.templating.rules.faulty_report import faulty_report
from drafting.templating.rules.not_a_list import not_a_list
from drafting.templating.rules.reordered_part import reordered_part
from drafting.templating.rules.stray_brace import stray_brace
from drafting.templating.rules.syntax_error import syntax_error
from drafting.templating.rules.typed_figure import typed_figure
from drafting.templating.rules.typed_number import typed_number
from drafting.templating.rules.typed_year import typed_year
from drafting.templating.rules.unknown_filter import unknown_filter
from drafting.templating.rules.unknown_name import unknown_name
from drafting.templating.rules.unreachable_branch import unreachable_branch
from drafting.templating.rules.unsafe_construct import unsafe_construct
from drafting.templating.rules.wrong_settings import wrong_settings

STATIC: tuple[TemplateRule, ...] = (
    syntax_error, unknown_name, unknown_filter, not_a_list, stray_brace, typed_number, typed_year, typed_figure,
    unsafe_construct, unreachable_branch, absent_part, reordered_part,
    wrong_settings,
)  # fmt: skip
"""Those that need no report."""

RENDERED: tuple[TemplateRule, ...] = (dropped_field, failed_rendering, faulty_report)
"""Those that look at what the template makes."""

RULES: tuple[TemplateRule, ...] = tuple(sorted((*STATIC, *RENDERED), key=lambda rule: rule.code))

FAMILY = {"TPL": "模板"}
"""No family of drafting.rules: a report cannot be checked for them."""


def by_code(code: str) -> TemplateRule | None:
    return named(RULES, code)
