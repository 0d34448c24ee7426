"""`--format github`: workflow commands, which GitHub shows as annotations beside the lines (docs/ci.md)."""

from drafting.findings import Severity
from drafting.reporters.notices import Incident, Notice, Run, tree_path
from drafting.wording import advice, shortened

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(run: Run) -> str:
    lines = [_incident(incident) for incident in run.incidents]
    lines += [_notice(notice) for notice in run.notices if notice.waived is None]
    return "\n".join([*lines, _summary(run)]) + "\n"


def _notice(notice: Notice) -> str:
    place = notice.place
    lines = [notice.message]
    if place.trail:
        lines.append("位置：" + " › ".join(place.trail))
    if place.quote:
        lines.append("原文：" + shortened(place.quote))
    if notice.last_year:
        lines.append("去年的报告：" + notice.last_year)
    if what_to_do := advice(notice.suggestion, notice.hint):
        lines.append("建议：" + what_to_do)
    if notice.basis:
        lines.append("依据：" + notice.basis)
    if notice.shown_by:
        lines.append("这样的表单会出现：\n" + notice.shown_by)
    title = f"{notice.code} {notice.name}" + ("（存疑）" if notice.doubtful else "")
    return _command(notice.severity, place.path, place.line, title, "\n".join(lines))


def _incident(incident: Incident) -> str:
    return _command(incident.severity, incident.path, None, incident.title, incident.message)


def _command(severity: Severity, path: str, line: int | None, title: str, message: str) -> str:
    properties = [f"file={_property(tree_path(path))}"]
    if line is not None:
        properties.append(f"line={line}")
    properties.append(f"title={_property(title)}")
    return f"::{_COMMANDS[severity]} {','.join(properties)}::{_data(message)}"


def _data(text: str) -> str:
    """The percent sign first: it begins the others."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(run: Run) -> str:
    """A line that is no command, for the log: never a bare pass."""
    told = [notice for notice in run.notices if notice.waived is None]
    counts = {severity: sum(1 for notice in told if notice.severity is severity) for severity in Severity}
    failed = sum(1 for incident in run.incidents if incident.severity is Severity.ERROR)
    sentence = f"看了 {run.files} 份：错误 {counts[Severity.ERROR]} 处、警告 {counts[Severity.WARNING]} 处、"
    sentence += f"提示 {counts[Severity.INFO]} 处，豁免 {len(run.notices) - len(told)} 处"
    return sentence + (f"；另有 {failed} 份读不了。" if failed else "。")
