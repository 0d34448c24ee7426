"""A rule's page, from its declaration: for `fazhi rules CODE` and for docs/rules/."""

from collections.abc import Sequence

from drafting.document import RemarkKind
from drafting.findings import Severity
from drafting.rules.base import Bad, Good, Rule
from drafting.rules.declared import Declared

_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_REMARKS = {RemarkKind.HIDDEN: "隐藏文字", RemarkKind.COMMENT: "批注"}


def head(rule: Declared) -> list[str]:
    """The lines above the examples."""
    lines = [f"# {rule.code} {rule.name}（{rule.slug}）", "", rule.manual, ""]
    lines += [f"- 级别：{_SEVERITIES[rule.severity]}"]
    if rule.basis:
        lines += [f"- 依据：{rule.basis}"]
    return [*lines, "", "## 有问题的写法", ""]


def page(rule: Rule) -> str:
    """Markdown."""
    lines = head(rule)
    for bad in rule.bad:
        lines += [_example(bad), "", f"标出：`{bad.marks}`", ""]
    lines += ["## 没有问题的写法", ""]
    for good in rule.good:
        lines += [_example(good), ""]
    return "\n".join(lines).rstrip() + "\n"


def _example(example: Good | Bad) -> str:
    notes = []
    if example.author:
        notes.append(f"（文档属性的作者：{example.author}）")
    if isinstance(example, Bad) and example.remark:
        kind, text = example.remark
        notes.append(f"（另有{_REMARKS.get(kind, '修订')}：{text}）")
    if example.look:
        notes.append(f"（{example.look.in_words()}）")
    before = ["（去年的报告）", example.last, "", "（今年的报告）"] if example.last else []
    return "\n".join(["```text", *before, example.text, *notes, "```"])


def index(rules: Sequence[Declared], families: dict[str, str]) -> str:
    lines = ["# 规则目录", "", "由规则的声明生成，请不要手改；改了规则请运行 `make docs`。", ""]
    for family, name in families.items():
        lines += [f"## {family} {name}", "", "| 代码 | 名称 | 级别 | 说的是 |", "| --- | --- | --- | --- |"]
        lines += [
            f"| [{rule.code}]({rule.slug}.md) | {rule.name} | {_SEVERITIES[rule.severity]} | {rule.summary} |"
            for rule in rules
            if rule.family == family
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
