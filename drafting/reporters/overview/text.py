"""The overview on a screen."""

from collections import Counter
from collections.abc import Iterator

from drafting.collecting.overview import Overview, Township
from drafting.reporters.columns import padded
from drafting.reporters.overview.tally import LAYOUT, NOT_LOOKED_AT, missing_names, perhaps

_MOST = 30
_COLUMN = 8
"""Wide enough for nearly all names, so that nothing has to be known of the next township."""


def summary(overview: Overview) -> str:
    """In one line."""
    told = [f"{len(overview.townships)}个单位的报告"]
    if overview.missing:
        told.append(f"{len(overview.missing)}个没有报")
    for words, many in (
        ("份读不了", overview.unreadable),
        ("份认不出单位", overview.unknown),
        ("份是别的年度的", overview.other_years),
        ("份不是年度报告", overview.not_reports),
    ):
        if many:
            told.append(f"{len(many)}{words}")
    if overview.pairs:
        told.append(f"{len(overview.pairs)}对文字近似")
    year = f"{overview.year}年度：" if overview.year else ""
    return year + "，".join(told) + "。"


def report(overview: Overview) -> Iterator[str]:
    """Line by line."""
    yield summary(overview)
    if overview.missing:
        yield "没有报的：" + "、".join(missing_names(overview)) + "。"
    for township in overview.townships:
        yield f"  {padded(township.unit, _COLUMN)}  {_of(overview, township)}"
    for words, many in (
        ("读不了", overview.unreadable),
        ("认不出单位", overview.unknown),
        ("别的年度", overview.other_years),
        ("不是法治政府建设年度报告", overview.not_reports),
    ):
        for one in many:
            why = one.error or one.other
            yield f"  {words}：{one.path}" + (f"：{why}" if why else "")
    totals = (line for line in overview.lines[:_MOST] if line.total is not None)
    for number, line in enumerate(totals):
        if not number:
            yield "合计："
        about = f"，另有{line.approximate}个是概数" if line.approximate else ""
        yield f"  {line.thing}{line.total}{line.unit}（{line.added}个单位{about}）"
    for pair in overview.pairs[:_MOST]:
        yield f"  文字近似：{pair.first} 与 {pair.second}，{pair.share:.0%}"


def _of(overview: Overview, township: Township) -> str:
    report = township.summary
    counts = Counter(told.severity for told in report.findings)
    missing = [overview.parts[key] for key, is_there in report.parts if not is_there]
    told = [f"错误{counts['error']}、警告{counts['warning']}、提示{counts['info']}"]
    if not report.has_looks and LAYOUT in overview.families:
        told.append(f"版式{NOT_LOOKED_AT}")
    if missing:
        told.append("缺" + "、".join(missing))
    if township.days_late:
        told.append(f"迟{township.days_late}天")
    if township.superseded:
        told.append(f"另有{len(township.superseded)}份旧的")
    if not township.is_expected:
        like = perhaps(overview, township.unit)
        told.append(f"不在名单里（{like}）" if like else "不在名单里")
    return "，".join(told) + f"（{report.path}）"
