import dataclasses
import re
from collections.abc import Iterator

from drafting.document import Block, Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.dates import DOTTED_DAY, days, read_number
from drafting.text.patterns import Pattern
from drafting.text.quotations import is_quoted, quotations

_SHORT_YEAR = Pattern(
    r"(?<![0-9０-９.．\-—~～至第])(?P<year>(?:1[5-9]|2[0-9]))年"
    r"(?P<after>[1-9]月|1[0-2]月|度(?![过汛日假夏冬春量化身])|底(?![子薪气层蕴线色稿价盘数细])"
    r"|初(?![心衷次步级中高任始见期])|末(?![位端期梢])|上半年|下半年|全年|以来|工作)",
    sign="[12](?<![0-9].)[0-9]年",
)
# 工作24年底薪不变, 连续15年全年无事故: a number of years looks the same, so the words before have to tell.
_COUNTS_YEARS = Pattern(
    r"连续|从事|工作|年限|近|达|共|已|干了|剩余|成立|累计|超过|历[时经]|坚[持守]|扎根|服务|任[职期]|期限|[为刑学工]期|持续|满|约|每|用了"
    r"|[经走度]过|寿命|徒刑|合同|承包|租|龄|年均"
)
_SURELY_DATES = Pattern(r"(?:(?<![低高少多等大小长短限])于|自|从|截[至止]|截止到)$")
_DATES = Pattern(r"(?:(?<![存现])在|[到至与同较比和及]|[我本全][省市县区镇乡]|[省市县区镇乡]委|政府)$")
_OF_A_YEAR = Pattern(
    r"度(?:工作|报告|计划|总结|先进|安排|预算|决算|考核|目标|任务|法治|推进|行政|普法|重点|主要|落实|履职|述职|述法|情况|绩效)"
)
_CLAUSE = Pattern(r"[，。；：、（(“《！？\n]")
_NAMES_A_YEAR = Pattern(r"[1-9]月|1[0-2]月|[度底初末]|上半年|下半年")
# 24年，任务完成 or 与23年相比: a length of time looks the same, so the number has to fit the year of the report.
_BARE_YEAR = Pattern(
    r"(?:^|(?<=[。；]))(?P<start>[12][0-9])年(?=，)|(?<=[与同比较])(?P<compared>[12][0-9])年(?=相比|同期|度|全年|[增减上下])",
    sign="[12](?<![0-9].)[0-9]年",
)
_CHINESE = "[一二三四五六七八九十〇○零]"
_MONTH = Pattern(
    rf"(?P<year>(?<![0-9])[12][0-9]{{3}}|(?<!{_CHINESE})[一二]{_CHINESE}{{3}})年\s?"
    rf"(?P<month>[0-9]{{1,2}}|{_CHINESE}{{1,3}})月(?![三初节])",
    sign=rf"年\s?(?:[0-9]|{_CHINESE}){{1,3}}月",
)
_PADDED = Pattern(r"(?<![0-9])0[1-9]月|月0[1-9]日", sign="0[1-9][月日]")


@rule(
    code="DAT04",
    slug="date-notation",
    name="日期写法",
    severity=Severity.INFO,
    basis="《党政机关公文格式》（GB/T 9704-2012）：成文日期用阿拉伯数字标全，月、日不编虚位",
    good=("2025年1月8日召开会议。他从事调解工作24年。",),
    bad=(
        Bad("2025年01月08日召开会议。", marks="2025年01月08日"),
        Bad("24年以来共开展宣传8次。", marks="24年"),
        Bad("二〇二五年一月8日召开会议。", marks="二〇二五年一月8日"),
        Bad("村规民约于二〇二四年6月修订。", marks="二〇二四年6月"),
    ),
)
def date_notation(context: Context) -> Iterator[Flaw]:
    """日期写全年份，月、日前不补0，同一个日期不混用汉字和阿拉伯数字。"""
    for block in context.texts:
        flaws = list(_flaws(context, block))
        quoted = quotations(block.text) if flaws else []
        for flaw in flaws:
            # A name is written as its owner writes it.
            named = flaw.edits and is_quoted(quoted, flaw.span.start, flaw.span.end)
            yield dataclasses.replace(flaw, edits=()) if named else flaw


def _flaws(context: Context, block: Block) -> Iterator[Flaw]:
    found = days(block.text)
    for day in found:
        if day.is_open:
            continue
        right = f"{day.year}年{day.month}月{day.day}日"
        chinese = re.search(r"[一二三四五六七八九十〇○零]", day.text) is not None
        arabic = re.search(r"[0-9０-９]", day.text) is not None
        dated_line = block.role in (Role.DATE, Role.SIGN_OFF)
        if _PADDED.search(day.text) or (chinese and arabic) or (chinese and dated_line) or "号" in day.text:
            span = Span(block.index, day.start, day.end)
            yield Flaw(
                span,
                f"日期“{day.text}”写法不规范，应为“{right}”。",
                suggestion=right,
                edits=replace(span, right),
            )
    taken = [(day.start, day.end) for day in found]
    for match in _PADDED.finditer(block.text):
        if not any(start <= match.start() < end for start, end in taken):
            span = Span(block.index, match.start(), match.end())
            right = match[0].replace("0", "", 1)
            yield Flaw(span, f"“{match[0]}”里的0是多余的。", suggestion=right, edits=replace(span, right))
    for match in _SHORT_YEAR.finditer(block.text):
        if not _is_a_date(block, match):
            continue
        right = f"20{match['year']}年"
        span = Span(block.index, match.start(), match.start("after"))
        yield Flaw(
            span,
            f"年份“{context.document.quote(span)}”不完整，应为“{right}”。",
            suggestion=right,
            edits=replace(span, right) if _NAMES_A_YEAR.match(match["after"]) else (),
        )
    yield from _bare_years(context, block)
    yield from _mixed_months(block, taken)
    if block.role is Role.DATE and not found and (dotted := DOTTED_DAY.search(block.text)):
        year, month, day_number = (read_number(group) for group in dotted.groups())
        span = Span(block.index, dotted.start(), dotted.end())
        right = f"{year}年{month}月{day_number}日"
        yield Flaw(span, f"日期“{dotted[0]}”应写作“{right}”。", suggestion=right, edits=replace(span, right))


def _is_a_date(block: Block, match: re.Match[str]) -> bool:
    """No number of years: it opens its clause, or the words before or behind it name a year."""
    start = block.label.end if block.label and block.label.end <= match.start() else 0
    lead = _CLAUSE.split(block.text[start : match.start()])[-1].strip()
    if not lead or _SURELY_DATES.search(lead):
        return True
    if _COUNTS_YEARS.search(lead):
        return False
    return _DATES.search(lead) is not None or _OF_A_YEAR.match(block.text, match.start("after")) is not None


def _bare_years(context: Context, block: Block) -> Iterator[Flaw]:
    reported = context.time.year
    if reported is None:
        return
    for match in _BARE_YEAR.finditer(block.text):
        group = match.lastgroup or ""
        # A report compares with years before, and speaks of its own year and the next.
        fitting = (reported, reported + 1) if group == "start" else (reported - 1, reported - 2)
        if 2000 + int(match[group]) in fitting:
            span = Span(block.index, match.start(group), match.end(group) + 1)
            right = f"20{match[group]}年"
            message = f"年份“{match[group]}年”不完整，应为“{right}”。"
            yield Flaw(span, message, suggestion=right, certain=False)


def _mixed_months(block: Block, taken: list[tuple[int, int]]) -> Iterator[Flaw]:
    for match in _MONTH.finditer(block.text):
        in_day = any(start <= match.start() < end for start, end in taken)
        if not in_day and match["year"].isdecimal() != match["month"].isdecimal():
            right = f"{read_number(match['year'])}年{read_number(match['month'])}月"
            message = f"“{match[0]}”混用汉字和阿拉伯数字，应为“{right}”。"
            span = Span(block.index, match.start(), match.end())
            yield Flaw(span, message, suggestion=right, edits=replace(span, right))
