"""The rules for sets of reports, in the order of their codes. A new rule is one file and one line here."""

from drafting.collecting.declaring import SetRule
from drafting.collecting.rules.foreign_name import foreign_name
from drafting.collecting.rules.near_duplicate import near_duplicate
from drafting.rules.declared import named

RULES: tuple[SetRule, ...] = (near_duplicate, foreign_name)

FAMILY = {"SET": "多份"}
"""No family of drafting.rules: one report alone cannot be checked for them."""


def by_code(code: str) -> SetRule | None:
    return named(RULES, code)
