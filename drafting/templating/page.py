"""A template rule's page: the same as a report rule's, with changes to shipped templates as examples."""

from drafting.rules.page import head
from drafting.templating.problems import Patch, TemplateRule


def page(rule: TemplateRule) -> str:
    """Markdown."""
    lines = head(rule)
    for bad in rule.bad:
        lines += [
            f"模板“{bad.template}”的 {bad.file} 改成这样：",
            "",
            *_change(bad),
            "",
            f"标在这一行：`{bad.marks}`",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _change(bad: Patch) -> list[str]:
    taken = [f"- {line}" for line in bad.old.rstrip("\n").split("\n")]
    put = [f"+ {line}" for line in bad.new.rstrip("\n").split("\n")] if bad.new else []
    return ["```diff", *taken, *put, "```"]
