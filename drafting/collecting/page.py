"""The page of a rule for sets: the same as any rule's, with several reports in an example."""

from drafting.collecting.declaring import Example, SetRule
from drafting.rules.page import head


def page(rule: SetRule) -> str:
    """Markdown."""
    lines = head(rule)
    for bad in rule.bad:
        lines += [*_texts(bad), f"标出：`{bad.marks}`", ""]
    lines += ["## 没有问题的写法", ""]
    for good in rule.good:
        lines += _texts(good)
    return "\n".join(lines).rstrip() + "\n"


def _texts(example: Example) -> list[str]:
    lines: list[str] = []
    for unit, text in example.texts:
        if text:
            lines += [f"{unit}的报告：", "", "```text", text, "```", ""]
    silent = [unit for unit, text in example.texts if not text]
    return [*lines, f"同县还有：{'、'.join(silent)}。", ""] if silent else lines
