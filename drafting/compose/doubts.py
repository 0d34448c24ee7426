"""What a program cannot know to be wrong and a person should look at before a draft goes out."""

import re
from collections.abc import Iterator
from typing import Any

from drafting.compose.marked import unescape
from drafting.compose.references import references
from drafting.compose.templates import Template
from drafting.compose.view import figures_of, texts, unused_figures, view
from drafting.document.draft import Draft
from drafting.text.patterns import Pattern
from schemas.report import Report
from schemas.report.rates import Goal, StatedRate
from schemas.report.reading import open_in
from schemas.report.values import is_blank

_STOPS = "，。；！？"
# A year that something is compared with, or that a name or a period holds, is no slip.
_OTHER_YEAR = Pattern(
    r"(?<![比较同与由从自至到—（(《〔\\[及和、])(20[0-9]{2})年(?!以来|度?版|至|到|—|起|末|底|同期|的[0-9])"
)
_BARE_NUMBER = Pattern(r"^[0-9０-９.．,，]+$")
_TITLES = Pattern("《[^》]*》")
_NAMED = Pattern(r"^.*(?:书记|[乡镇县区市]长|局长|主任)(?P<person>[\u4e00-\u9fff]{2,3})$")
_MORE_OF_A_POST = ("长", "主任", "书记", "兼", "主持", "工作")
_AIMED = Pattern("力争|争取|目标|确保|计划|要求")
_LABEL = Pattern(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．](?![0-9]))")


def doubts(report: Report, draft: Draft, template: Template) -> Iterator[str]:
    """A sentence each."""
    yield from _lost(report, draft, template)
    unused = unused_figures(report)
    if unused:
        yield f"“数据”里有{len(unused)}个数没有写进报告：{'、'.join(unused)}；不需要的可以删去。"
    yield from _years(report)
    yield from _figures(report)
    named = [post for post in _posts(report) if _names_somebody(post)]
    if named:
        yield f"职务里好像写了姓名：{'、'.join(named)}；报告要公开，只写职务。"
    if report.unanswered:
        yield f"上年安排有{len(report.unanswered)}项没有写明由哪项举措落实；请在“上年安排”里填“对应举措”，没有落实的请写进“不足”。"
    repeated = sorted(_repeated_headings(report))
    if repeated:
        yield f"有标题写了不止一次：{'、'.join(repeated)}；请看是不是重复了。"
    labelled = [words for _, words in texts(report) for line in words.splitlines() if _LABEL.match(line)]
    if labelled:
        yield f"有{len(labelled)}段正文以序号开头，粘贴到网页后会被看成标题；是标题的请写在“标题”里。"
    stated = [
        f"{group}.{name}（{figure.shown}，来源：{figure.source}）"
        for group, figures in report.figures.items()
        for name, figure in figures.items()
        if isinstance(figure, StatedRate) and isinstance(figure.rate, str)
    ]
    if stated:
        yield f"直接填写的比率程序核对不了，请对照来源：{'、'.join(stated)}。"


def _lost(report: Report, draft: Draft, template: Template) -> Iterator[str]:
    """Words of the form that the template did not write."""
    if any(open_in(report)):
        return
    written = draft.text.replace("\n", "")
    lost: dict[str, None] = {}
    names, _ = view(report)
    for path, _ in texts(report):
        name = ".".join(step for step in path if isinstance(step, str))
        if any(name == silent or name.startswith(f"{silent}.") for silent in (*template.not_shown, "数据")):
            continue
        shown = _at(names, path)
        line = unescape(shown).strip().splitlines()[0].rstrip("。") if isinstance(shown, str) and shown.strip() else ""
        if line and _without_cause_words(line) not in written:
            lost[name] = None
    if lost:
        yield f"模板“{template.name}”没有把表单里的这些内容写进报告：{'、'.join(lost)}。"


def _without_cause_words(line: str) -> str:
    """The template words a cause anew."""
    return re.sub(r"^(?:主要是|主要在于|因)", "", line)


def _at(names: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        try:
            names = names[step]
        except (KeyError, IndexError, TypeError):
            return None
    return names


def _years(report: Report) -> Iterator[str]:
    """Last year's year in this year's words: what a form written over an old one leaves behind."""
    year = report.year
    if not isinstance(year, int):
        return
    reported: dict[str, None] = {}
    planned: dict[str, None] = {}
    for path, words in texts(report):
        if path[0] in ("标题", "落款", "上年安排", "单位"):
            continue
        stale, found = (year, planned) if path[0] == "下一年度安排" else (year - 1, reported)
        for match in _OTHER_YEAR.finditer(_TITLES.sub(lambda title: "　" * len(title[0]), words)):
            if int(match[1]) == stale:
                found[f"{path[0]}“{words[match.start() : match.start() + 12]}…”"] = None
    if reported:
        yield f"写到了{year - 1}年，报告年度是{year}年，请看是不是去年的稿子没有改：{'、'.join(list(reported)[:5])}。"
    if planned:
        yield f"安排里写到了{year}年，下一年度应是{year + 1}年，请看是不是去年的稿子没有改：{'、'.join(list(planned)[:5])}。"


def _figures(report: Report) -> Iterator[str]:
    shown = figures_of(report)
    bare: dict[str, None] = {}
    goals: dict[str, None] = {}
    unitless: dict[str, None] = {}
    for path, words in texts(report):
        for name, before, behind in references(words):
            group, _, own = name.partition(".")
            figure = report.figures.get(group, {}).get(own)
            if figure is None:
                continue
            if isinstance(figure, Goal) and path[0] == "主要举措和成效" and not _AIMED.search(before[-12:]):
                goals[name] = None
            stops = "表格" not in path and (not behind or behind[0] in _STOPS)
            if isinstance(figure, Goal) and _BARE_NUMBER.match(figure.shown) and stops:
                unitless[f"{name}（{figure.shown}）"] = None
            value = shown[group][own]
            if value.measure and not value.has_measure and stops:
                bare[f"{{{{ {name} }}}}（{value.measure}）"] = None
    if bare:
        yield f"这些数后面没有写量词：{'、'.join(bare)}。"
    if unitless:
        yield f"这些目标没有写单位：{'、'.join(unitless)}；是比率的请写上百分号，是件数、场次的请写上量词。"
    if goals:
        yield f"这些是目标，却写在“主要举措和成效”里：{'、'.join(goals)}；已经做到的请填数或比率。"


def _posts(report: Report) -> list[str]:
    duties = (report.leaders.party, report.leaders.government)
    return [duty.post for duty in duties if duty is not None and isinstance(duty.post, str)]


def _names_somebody(post: str) -> bool:
    named = _NAMED.match(post)
    return named is not None and not any(word in named["person"] for word in _MORE_OF_A_POST)


def _repeated_headings(report: Report) -> Iterator[str]:
    for part in (report.achievements, report.shortcomings, report.plan):
        headings = [item.heading for item in part.items if isinstance(item.heading, str)]
        yield from {heading for heading in headings if headings.count(heading) > 1 and not is_blank(heading)}
