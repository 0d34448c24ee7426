"""docs/accuracy.md, from what was measured; the section about other tools is kept as benchmarks.accuracy.peers wrote it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.accuracy.measure import Alarm, Measured, Tally
from drafting import __version__
from drafting.collecting import catalogue as sets
from drafting.findings import Severity
from drafting.rules.catalogue import ALL, FAMILIES
from drafting.rules.declared import Declared

PEERS = "## 同类工具"
_END = "## 这一页不能说明什么"
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def rules() -> tuple[Declared, ...]:
    """Those that look at reports; templates have their own measure."""
    return (*ALL, *sets.RULES)


def page(whole: Measured, fixed: Measured, *, seed: int, version: str, before: str) -> str:
    """`before` is the page that there was."""
    return "\n".join([*_lines(whole, fixed, seed, version), *_peers(before), *_limits()]) + "\n"


def _lines(whole: Measured, fixed: Measured, seed: int, version: str) -> Iterator[str]:
    total = _sum(whole)
    planted = sum(count * number for number, count in whole.faulty.items())
    several = sum(count for number, count in whole.faulty.items() if number > 1)
    yield "# 查得准不准"
    yield ""
    yield "本页由 `make accuracy` 生成，请不要手改。"
    yield ""
    yield "这一页回答两个问题：报告里有的毛病，查得出多少；查出来的，有多少是真的毛病。"
    yield ""
    yield "## 怎样量的"
    yield ""
    yield (
        f"fazhi {version}。用程序写出 {whole.reports} 份各不相同的报告，其中 Word 文件 {whole.words} 份"
        f"（有自动编号的、有打字编号的，有反复修改保存过、文字断成许多小段的），其余是纯文本。"
        "单位有乡、镇、街道、县和县的部门；长短、标题层次、措辞、数字、表格都随机；"
        "里面有意放了许多看上去像毛病、其实没有问题的写法。"
    )
    yield ""
    yield (
        f"每份报告先原样查一遍，再埋进一处毛病查一遍，再埋进二至六处查一遍；三分之一的报告另配一份去年的报告，"
        f"每四十份另写一个县的十份放在一起查。共查 {whole.checks} 次，埋进毛病 {planted} 处，"
        f"同时埋几处的报告 {several} 份。毛病有 {len(whole.kinds)} 种，是照着办事员实际会出的差错想出来的，"
        "不取自规则的例子。"
    )
    yield ""
    yield (
        "**查出**：报出了说这种毛病的规则，并且落在埋毛病的那些字上。**报对**：报出的问题落在埋下的毛病上，"
        "或者是它必然带来的。其余的都算误报。种子 " + str(seed) + "，同一个种子得到同一页。"
    )
    yield ""
    yield "## 结果"
    yield ""
    yield "| | 数 | 其中对的 | 比例 |"
    yield "| --- | ---: | ---: | ---: |"
    yield f"| 埋进的毛病，查出的 | {total.planted} | {total.found} | {_rate(total.found, total.planted)} |"
    yield f"| 报出的错误 | {total.errors} | {total.right_errors} | {_rate(total.right_errors, total.errors)} |"
    warnings, right = total.reported - total.errors, total.right - total.right_errors
    yield f"| 报出的警告 | {warnings} | {right} | {_rate(right, warnings)} |"
    yield f"| 报出的提示 | {total.hints} | {total.right_hints} | {_rate(total.right_hints, total.hints)} |"
    yield ""
    yield (
        f"没有埋毛病的报告查了 {whole.faulty[0]} 份，报出错误或警告的 {whole.alarmed} 份。"
        "提示不拦报告，多是写法不统一，见后。"
    )
    yield ""
    yield "## 各条规则"
    yield ""
    yield (
        "“报出”“报对”只计错误和警告；“提示”一栏是报出的提示和其中对的。“只作提示”是查出了、但没有把握、"
        f"降为提示的。最后一栏是前 {fixed.reports} 份报告里的查出和埋进，以及误报；每次提交都要重新量，不许变差。"
    )
    for family, name in {**FAMILIES, **sets.FAMILY}.items():
        there = [rule for rule in rules() if rule.family == family]
        if not there:
            continue
        yield ""
        yield f"### {family} {name}"
        yield ""
        yield "| 规则 | 级别 | 埋进 | 查出 | 查出率 | 只作提示 | 报出 | 报对 | 准确率 | 提示 | 固定部分 |"
        yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        for rule in there:
            alarms = sum(alarm.code == rule.code for alarm in fixed.alarms)
            yield _row(rule, whole.rules.get(rule.code, Tally()), fixed.rules.get(rule.code, Tally()), alarms)
    yield ""
    yield from _misses(whole)
    yield from _alarms(whole)
    yield from _hints(whole)
    yield from _kinds(whole)


def _row(rule: Declared, tally: Tally, part: Tally, alarms: int) -> str:
    cells = [
        f"[{rule.code}](rules/{rule.slug}.md) {rule.name}",
        _SEVERITIES[rule.severity],
        str(tally.planted),
        str(tally.found),
        _rate(tally.found, tally.planted),
        str(tally.as_hint) if rule.severity > Severity.INFO and tally.as_hint else "",
        str(tally.reported) if tally.reported else "",
        str(tally.right) if tally.reported else "",
        _rate(tally.right, tally.reported) if tally.reported else "",
        f"{tally.right_hints}/{tally.hints}" if tally.hints else "",
        f"{part.found}/{part.planted}" + (f" 误报{alarms}" if alarms else ""),
    ]
    return f"| {' | '.join(cells)} |"


def _misses(whole: Measured) -> Iterator[str]:
    by_kind: dict[tuple[str, str], str] = {}
    for miss in whole.misses:
        by_kind.setdefault((miss.code, miss.kind), miss.words)
    yield "## 漏了哪些"
    yield ""
    yield "一种一行，附一个没有查出的例子。"
    yield ""
    yield "| 规则 | 毛病 | 漏掉 | 埋进 | 例子 |"
    yield "| --- | --- | ---: | ---: | --- |"
    for (code, name), words in sorted(by_kind.items()):
        tally = whole.kinds[code, name]
        yield f"| {code} | {_cell(name)} | {tally.planted - tally.found} | {tally.planted} | {_cell(_short(words))} |"
    yield ""


def _alarms(whole: Measured) -> Iterator[str]:
    yield "## 误报了哪些"
    yield ""
    there = _distinct(whole.alarms)
    if not there:
        yield "错误和警告没有误报。"
        yield ""
        return
    yield "错误和警告的误报，全部列在这里："
    yield ""
    yield "| 规则 | 级别 | 次数 | 报的是 | 原文 |"
    yield "| --- | --- | ---: | --- | --- |"
    for alarm, count in there:
        yield (
            f"| {alarm.code} | {_SEVERITIES[alarm.severity]} | {count} | {_cell(_short(alarm.message))} "
            f"| {_cell(_short(alarm.words))} |"
        )
    yield ""


def _hints(whole: Measured) -> Iterator[str]:
    yield "## 没有埋毛病的地方报出的提示"
    yield ""
    yield "提示不拦报告。多数说得对：写报告的程序确实混用了几种写法。一条规则举一例："
    yield ""
    yield "| 规则 | 次数 | 报的是 |"
    yield "| --- | ---: | --- |"
    by_code: dict[str, list[Alarm]] = {}
    for hint in whole.hints:
        by_code.setdefault(hint.code, []).append(hint)
    for code, hints in sorted(by_code.items()):
        yield f"| {code} | {len(hints)} | {_cell(_short(hints[0].message))} |"
    yield ""


def _kinds(whole: Measured) -> Iterator[str]:
    yield "## 埋了哪些毛病"
    yield ""
    yield "| 规则 | 毛病（查出/埋进） |"
    yield "| --- | --- |"
    by_code: dict[str, list[str]] = {}
    for (code, name), tally in sorted(whole.kinds.items()):
        by_code.setdefault(code, []).append(f"{name} {tally.found}/{tally.planted}")
    for code, names in by_code.items():
        yield f"| {code} | {_cell('；'.join(names))} |"
    yield ""


def _limits() -> Iterator[str]:
    yield _END
    yield ""
    yield "- 报告是编出来的，编的人和写规则的人是同一批。真报告的写法比这里杂，查出率会低一些，误报会多一些。"
    yield "- 毛病是想出来的。没有想到的，这里量不到；每一种埋得一样多，真报告里有的常见、有的少见。"
    yield "- 模板类规则（TPL）不在这里，见 `make patches`。"
    yield "- 法规、会议的时间只按表里有的量；表里没有的，一定查不出。"
    yield "- 查出率、准确率是对整条规则说的。一处有没有毛病，仍要看报告本身。"


def _peers(before: str) -> list[str]:
    found = re.search(rf"^{PEERS}\n.*?(?=^{_END}$)", before, re.DOTALL | re.MULTILINE)
    return [*found[0].rstrip("\n").split("\n"), ""] if found else []


def with_peers(before: str, section: Sequence[str]) -> str:
    """The page with another section about other tools."""
    without = re.sub(rf"^{PEERS}\n.*?(?=^{_END}$)", "", before, flags=re.DOTALL | re.MULTILINE)
    return without.replace(f"{_END}\n", "\n".join([PEERS, "", *section, "", f"{_END}\n"]), 1)


def fixed_part(text: str) -> dict[str, tuple[int, int, int]]:
    """What a page says of the fixed part: found, planted and false alarms, by code."""
    rows = re.findall(r"^\| \[([A-Z]{3}\d\d)\].*\| (\d+)/(\d+)(?: 误报(\d+))? \|$", text, re.MULTILINE)
    return {code: (int(found), int(planted), int(alarms or 0)) for code, found, planted, alarms in rows}


def _sum(whole: Measured) -> Tally:
    total = Tally()
    for tally in whole.rules.values():
        total.add(tally)
    return total


def _distinct(alarms: Sequence[Alarm]) -> list[tuple[Alarm, int]]:
    """Alike but for figures: one, and how often."""
    found: dict[tuple[str, str], tuple[Alarm, int]] = {}
    for alarm in alarms:
        key = (alarm.code, re.sub(r"\d[\d.,]*", "0", alarm.message or alarm.words))
        first, count = found.get(key, (alarm, 0))
        found[key] = (first, count + 1)
    return sorted(found.values(), key=lambda each: (each[0].code, -each[1], each[0].report))


def _rate(part: int, whole: int) -> str:
    # Down: what is not quite all is not 100%.
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "—"


def _short(text: str, longest: int = 90) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;") or "（整份报告）"


def version_of(changelog: Path) -> str:
    """As the list of changes heads it: with its day, or that it is not out yet."""
    found = re.search(r"^## (.+)$", changelog.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else __version__
