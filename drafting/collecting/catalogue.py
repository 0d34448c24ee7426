"""The rules for sets of reports, in the order of their codes. A new rule is one file and one line here."""

from drafting.collecting.declaring import SetRule
from drafting.collecting.rules.foreign_name import foreign_name
from drafting.collecting.rules.near_duplicate import near_duplicate

RULES: tuple[SetRule, ...] = (near_duplicate, foreign_name)

FAMILY = {"SET": "多份"}
"""No family of drafting.rules: one report alone cannot be checked for them."""


def by_code(code: str) -> SetRule | None:
    return next(
        (rule for rule in RULES if code.upper() == rule.code or code.lower() == rule.slug or code == rule.name), None
    )
