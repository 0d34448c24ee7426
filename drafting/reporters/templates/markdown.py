"""`templates check --against`: what a change does to the reports, as Markdown for a pull request."""

from collections.abc import Iterable

from drafting.templating.against import Effect
from drafting.templating.checking import CheckedTemplate
from drafting.wording import severity_word


def report(checked: Iterable[CheckedTemplate], effects: Iterable[Effect], revision: str) -> str:
    lines = ["## 模板改动的影响", ""]
    for template in checked:
        if template.error is not None:
            lines.append(f"- {template.path}：{_plain(template.error)}")
        for problem in template.problems:
            where = f"`{template.path_of(problem.spot.file)}:{problem.spot.line}`"
            lines.append(f"- {severity_word(problem.severity)} {problem.code}，{where}：{_plain(problem.message)}")
    if lines[-1]:
        lines.append("")
    for effect in effects:
        lines += _effect(effect, revision)
    return "\n".join(lines)


def _effect(effect: Effect, revision: str) -> list[str]:
    lines = [f"### {effect.path}", ""]
    if effect.is_new:
        return [*lines, f"`{revision}` 里还没有这个模板。", ""]
    if not effect.changes:
        return [*lines, f"与 `{revision}` 相比，{effect.forms} 份表单生成的报告都没有变化。", ""]
    lines += [f"与 `{revision}` 相比，试了 {effect.forms} 份表单，生成的报告有 {len(effect.changes)} 种变化。", ""]
    for change in effect.changes:
        # A report's text may hold a fence of its own.
        fence = "`" * max(3, 1 + max((len(run) for line in change.diff for run in _ticks(line)), default=0))
        lines += [
            f"<details><summary>{_plain(change.form)}</summary>",
            "",
            f"{fence}diff",
            *change.diff,
            fence,
            "",
            "</details>",
            "",
        ]
    return lines


def _ticks(line: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in line).split() if run]


def _plain(text: str) -> str:
    """Words in a line of Markdown."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    return "".join("\\" + c if c in "`*_[]|#" else c for c in text)
