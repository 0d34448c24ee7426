"""The overview as a page: a picture first, then who is missing, a row a township, its findings, the figures and the copies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files as package_files

from drafting.collecting.overview import Line, Overview, Township
from drafting.collecting.summary import Alike, Counted, Pair, Summary, Told
from drafting.findings import Severity
from drafting.reporters.html.frame import frame, style
from drafting.reporters.html.markup import Html, block, lines, tag
from drafting.reporters.html.tables import table
from drafting.reporters.overview.addresses import address
from drafting.reporters.overview.charts import Bar, HeatRow, bars, heat_map, key
from drafting.reporters.overview.tally import (
    NOT_LOOKED_AT,
    Tally,
    all_in,
    by_family,
    families,
    grouped,
    heading,
    in_words,
    largest,
    lateness,
    most_shared,
    not_looked_at,
    perhaps,
    standings,
    tally,
    totals,
    units_by_path,
)
from drafting.wording import severity_word

_LIMITS = "没有查出问题，不等于报告就没有问题：写的事情是否属实、成效好不好，由人来判断。"
CARE = "本页摘有各乡镇报告的原文；转发、张贴以前，请按对原报告的要求处理。"
_FEW = 80
"""So many findings or figures stand open; more would bury what comes behind."""
_CHARTED_LINES, _CHARTED_UNITS = 3, 12


def _nowhere(path: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Places:
    """Where a report can be opened, by its path; None: nowhere."""

    report: Callable[[str], str | None] = _nowhere
    letter: Callable[[str], str | None] = _nowhere
    """To the township that has handed it in."""


def report(overview: Overview, version: str, *, links: bool = True) -> str:
    """`links`: the reports lie beside the page, where their paths say."""
    main = block("main", content(overview, Places(address) if links else Places()), id="content")
    return frame(heading(overview), "报告总览", main, (CARE, _LIMITS), version=version, css=Html(style() + own_style()))


def content(overview: Overview, places: Places) -> Html:
    """All of it but what a page has around its content, without a style in any element."""
    return _Page(overview, places).content()


def own_style() -> Html:
    """Beside that of every page."""
    return Html(package_files("drafting.reporters.overview").joinpath("overview.css").read_text(encoding="utf-8"))


class _Page:
    def __init__(self, overview: Overview, places: Places) -> None:
        self._overview = overview
        self._places = places
        self._families = families(overview)
        self._tallies = [by_family(township.summary) for township in overview.townships]
        self._sums = [tally(township.summary.findings) for township in overview.townships]
        self._units = units_by_path(overview)
        self._numbers = {township.unit: number for number, township in enumerate(overview.townships)}
        self._by_path = {township.summary.path: number for number, township in enumerate(overview.townships)}

    def content(self) -> Html:
        overview = self._overview
        sections: list[tuple[str, str, Html]] = [
            ("picture", "一眼看去", self._picture()),
            ("odd", "读不了的和要认领的", self._odd()),
            ("townships", "各乡镇一览", self._townships()),
            ("findings", "各乡镇的问题", self._findings()),
            ("figures", "数据汇总", self._figures()),
            ("alike", "文字相近的报告", self._alike()),
        ]
        shown = [(mark, name, content) for mark, name, content in sections if content]
        links = (tag("a", name, href=f"#{mark}") for mark, name, _ in shown)
        return lines(
            tag("h1", heading(overview)),
            self._missing(),
            tag("nav", *links, aria_label="本页各部分"),
            *(
                block("section", tag("h2", name, id=mark), content, class_=f"part {mark}")
                for mark, name, content in shown
            ),
        )

    def _missing(self) -> Html:
        overview = self._overview
        missing = overview.missing
        if missing:
            names = [piece for name in missing for piece in ("、", tag("strong", name), self._perhaps(name))][1:]
            return block("div", tag("p", tag("b", f"未交（{len(missing)}）："), *names), class_="missing")
        if not overview.townships:
            return tag("p", "没有能检查的报告。", class_="missing")
        return tag("p", all_in(overview), class_="complete")

    def _perhaps(self, unit: str) -> str:
        told = perhaps(self._overview, unit)
        return f"（{told}）" if told else ""

    # The picture

    def _picture(self) -> Html:
        if not self._overview.townships:
            return self._standings_chart()
        rows = [
            HeatRow(
                township.unit,
                [
                    None if not_looked_at(township.summary, family) else self._tallies[number].get(family, Tally())
                    for family in self._families
                ],
                self._sums[number],
                f"#t{number}",
            )
            for number, township in enumerate(self._overview.townships)
        ]
        return lines(
            block(
                "div",
                block(
                    "div",
                    tag("h3", "各乡镇、各类问题"),
                    tag(
                        "p",
                        "格里是“错误/警告”各几处，空格是没有查出，不是 .docx 的没有查版式；颜色越深，要改的越多（一处错误按三处警告计）。",
                        key(),
                        class_="how",
                    ),
                    heat_map(list(self._families.values()), rows, self._overview.missing),
                    class_="heat-side",
                ),
                block("div", self._standings_chart(), self._families_chart(), class_="bars-side"),
                class_="sight",
            ),
            self._line_charts(),
        )

    def _standings_chart(self) -> Html:
        looks = {"按时": "good", "迟交": "warn", "看不出日期": "dim", "未交": "bad", "读不了": "bad"}
        rows = [
            Bar(name, [(n, looks[name])], f"{n} 份" if name != "未交" else f"{n} 个")
            for name, n in standings(self._overview).items()
        ]
        due = self._overview.due
        until = f"（{in_words(due)}前）" if due else ""
        return bars(f"交了没有{until}", "各种情况有多少：", rows, "standing")

    def _families_chart(self) -> Html:
        rows = [
            Bar(self._families[family], [(found.errors, "bad"), (found.warnings, "warn")], found.short or "没有")
            for family, found in totals(self._overview).items()
        ]
        whole = tally(finding for one in self._overview.townships for finding in one.summary.findings)
        return bars(f"全部问题：{whole.words}", "各类的错误/警告：", rows, "families")

    def _line_charts(self) -> Html:
        charts = [
            self._line_chart(line, number)
            for number, line in enumerate(most_shared(self._overview.lines, _CHARTED_LINES))
        ]
        return block("div", *charts, class_="line-charts") if charts else Html()

    def _line_chart(self, line: Line, number: int) -> Html:
        found = largest(line.cells)
        rows = [Bar(unit, [(float(value), "plain")], _decimal(value)) for unit, value, _ in found[:_CHARTED_UNITS]]
        rest = len(found) - len(rows)
        more = f"，这里是最多的 {len(rows)} 个" if rest > 0 else ""
        name = f"{line.thing}：共 {grouped(line.total or '')} {line.unit}（{line.added} 个乡镇{more}）"
        return bars(name, f"各乡镇的数，单位{line.unit}：", rows, f"line{number}")

    # What is nobody's, or of no use

    def _odd(self) -> Html:
        overview = self._overview
        strangers = [township for township in overview.townships if not township.is_expected]
        older = [(township.unit, path) for township in overview.townships for path in township.superseded]
        groups = [
            (f"读不了（{len(overview.unreadable)}）", "", [self._unread(one) for one in overview.unreadable]),
            (
                f"认不出是哪个单位的（{len(overview.unknown)}）",
                "检查过了，没有算进上面的图和下面的表。请看一看是谁的，把文件名改成单位和年度再汇总一次。",
                [self._stray(one, one.title) for one in overview.unknown],
            ),
            (
                f"别的年度（{len(overview.other_years)}）",
                "没有算进来。",
                [self._stray(one, _whose(one)) for one in overview.other_years],
            ),
            (
                f"名单上没有的单位（{len(strangers)}）",
                "算进来了。请核对名单，或者核对报告里的单位名称。",
                [tag("li", self._to_township(one.unit), self._perhaps(one.unit)) for one in strangers],
            ),
            (
                f"不是法治政府建设年度报告的（{len(overview.not_reports)}）",
                "没有检查，没有算进上面的图和下面的表，也不算交了。",
                [
                    tag("li", self._file(one.path), "：", tag("span", one.other, class_="why"))
                    for one in overview.not_reports
                ],
            ),
            (
                f"同一单位交了几份的（{len({unit for unit, _ in older})}）",
                "以最新的一份为准，下面是没有算的。",
                [tag("li", self._to_township(unit), "：", self._file(path)) for unit, path in older],
            ),
        ]
        return lines(
            *(
                lines(tag("h3", name), tag("p", words) if words else "", block("ul", *items))
                for name, words, items in groups
                if items
            )
        )

    def _unread(self, one: Summary) -> Html:
        return tag("li", self._file(one.path), "：", tag("span", one.error, class_="why"))

    def _stray(self, one: Summary, words: str) -> Html:
        found = tally(one.findings).words
        return tag("li", self._file(one.path), f"：{words}（{found}）" if words else f"（{found}）")

    # A row a township

    def _townships(self) -> Html:
        overview = self._overview
        if not overview.townships:
            return Html()
        columns = ["乡镇", "缺不缺" if not overview.parts else "", *overview.parts.values()]
        heads = [name for name in columns if name]
        head = tag(
            "tr",
            *(tag("th", name, scope="col") for name in heads),
            *(tag("th", name, scope="col", class_="family") for name in self._families.values()),
            *(tag("th", name, scope="col") for name in ("错误", "警告", "落款日期", "字数")),
        )
        rows = [self._township(number, township) for number, township in enumerate(overview.townships)]
        return lines(
            tag("p", "每类问题下面是“错误/警告”各几处。不是 .docx 的没有查版式。点乡镇的名称，看它的问题。"),
            _tall("各乡镇一览", block("table", block("thead", head), block("tbody", *rows), class_="townships")),
        )

    def _township(self, number: int, township: Township) -> Html:
        summary, found, whole = township.summary, self._tallies[number], self._sums[number]
        present = dict(summary.parts)
        parts = [_part(present.get(key)) for key in self._overview.parts] or [tag("td", "—")]
        cells = [
            tag("td", NOT_LOOKED_AT, class_="unlooked")
            if not_looked_at(summary, family)
            else _cell(found.get(family, Tally()))
            for family in self._families
        ]
        older = tag("span", f"另有 {len(township.superseded)} 份旧的", class_="path") if township.superseded else ""
        stranger = tag("span", "名单上没有", class_="path") if not township.is_expected else ""
        is_late = bool(township.days_late)
        day = in_words(summary.written) or "没有"
        late = lateness(township) if township.days_late is not None or not summary.written else ""
        return tag(
            "tr",
            tag("th", tag("a", township.unit, href=f"#t{number}"), older, stranger, scope="row"),
            *parts,
            *cells,
            tag("td", str(whole.errors), class_="error" if whole.errors else None),
            tag("td", str(whole.warnings), class_="warning" if whole.warnings else None),
            tag("td", day, tag("span", late, class_="late" if is_late else "path") if late else ""),
            tag("td", f"{summary.characters:,}"),
            id=f"o{number}",
        )

    # Findings

    def _findings(self) -> Html:
        townships = self._overview.townships
        if not townships:
            return Html()
        is_open = sum(len(township.summary.findings) for township in townships) <= _FEW
        return lines(
            tag(
                "p",
                "点名称展开或收起；从图和表里点过来的，已经展开。只打印展开的，全部问题在工作簿里。"
                if not is_open
                else "",
            ),
            *(self._findings_of(number, township, is_open=is_open) for number, township in enumerate(townships)),
        )

    def _findings_of(self, number: int, township: Township, *, is_open: bool) -> Html:
        summary, found = township.summary, self._sums[number]
        hints = f"，提示 {found.hints} 处" if found.hints else ""
        words = f"{found.words}{hints}" if summary.findings else "没有查出问题"
        if self._lacks_looks(summary):
            words += f"，版式{NOT_LOOKED_AT}"
        about = [tag("span", self._file(summary.path)), tag("a", "回到一览", href=f"#o{number}")]
        if letter := self._places.letter(summary.path):
            about.insert(1, tag("a", "反馈意见（Word）", href=letter, data_download=""))
        about += [tag("span", notice) for notice in summary.notices]
        listed = _findings_table(township.unit, summary.findings) if summary.findings else ""
        content = (tag("p", *_spaced(about), class_="about"), listed)
        return _folded(f"t{number}", township.unit, words, content, is_open=is_open)

    def _lacks_looks(self, summary: Summary) -> bool:
        return any(not_looked_at(summary, family) for family in self._families)

    # Figures

    def _figures(self) -> Html:
        rows = self._overview.lines
        if not rows:
            return Html()
        is_open = sum(len(line.cells) for line in rows) <= _FEW
        columns = {
            "数的是什么": "thing",
            "合计": "sum",
            "加了几个乡镇": "count",
            "约数（没有加）": "count",
            "说明": "why",
        }
        summed = (
            tag(
                "tr",
                tag("th", tag("a", line.thing, href=f"#l{number}"), scope="row"),
                tag("td", tag("strong", _total(line)) if line.total is not None else "—"),
                tag("td", str(line.added) if line.total is not None else "—"),
                tag("td", str(line.approximate) if line.approximate else "—"),
                tag("td", _why(line)),
                id=f"s{number}",
            )
            for number, line in enumerate(rows)
        )
        return lines(
            tag("p", "只加准确的、数的是同一件事的数；“约”“近”“余”的另列，不加进合计。"),
            table("数据汇总", columns, summed, "lines"),
            tag("h3", "各乡镇的数"),
            *(self._line(number, line, is_open=is_open) for number, line in enumerate(rows)),
        )

    def _line(self, number: int, line: Line, *, is_open: bool) -> Html:
        words = f"合计 {_total(line)}" if line.total is not None else "没有合计"
        columns = {"乡镇": "unit", "文中": "figure", "数": "value", "位置": "place"}
        shown = (self._cell(unit, figure, line.unit) for unit, figures in line.cells.items() for figure in figures)
        about = tag("p", *_spaced([tag("span", _why(line)), tag("a", "回到汇总", href=f"#s{number}")]), class_="about")
        content = (about, table(line.thing, columns, shown, "cells"))
        return _folded(f"l{number}", line.thing, f"{len(line.cells)} 个乡镇，{words}", content, is_open=is_open)

    def _cell(self, unit: str, figure: Counted, measure: str) -> Html:
        value = grouped(figure.value) + measure
        return tag(
            "tr",
            tag("th", self._to_township(unit), scope="row"),
            tag("td", figure.text),
            tag("td", value if figure.is_exact else f"约 {value}", class_=None if figure.is_exact else "rough"),
            tag("td", figure.place),
        )

    # Copies

    def _alike(self) -> Html:
        pairs = self._overview.pairs
        if not pairs:
            return tag("p", "没有发现文字相近的报告。") if len(self._overview.townships) > 1 else Html()
        is_open = sum(len(pair.passages) for pair in pairs) <= _FEW // 2
        return lines(
            tag(
                "p",
                "大家都写的话（公文用语、规定的说法）不算。划线的是两边不一样的字。谁抄谁，机器看不出；两份报告哪份在先，请向乡镇了解。",
            ),
            *(self._pair(number, pair, is_open=is_open) for number, pair in enumerate(pairs)),
        )

    def _pair(self, number: int, pair: Pair, *, is_open: bool) -> Html:
        first, second = (self._units.get(path, path) for path in (pair.first, pair.second))
        words = f"较短一份自己的文字里有 {share(pair.share)} 相同或相近"
        whose = tag("p", *_spaced([self._report(pair.first), self._report(pair.second)]), class_="about")
        columns = {first: "first", second if second != first else f"{second}（另一份）": "second"}
        rows = (_passage(passage, is_turned=passage.first == pair.second != pair.first) for passage in pair.passages)
        listed = table(f"{first}和{second}相近的文字", columns, rows, "alike") if pair.passages else ""
        return _folded(f"p{number}", f"{first} — {second}", words, (whose, listed), is_open=is_open)

    # Links

    def _to_township(self, unit: str) -> Html:
        number = self._numbers.get(unit)
        return tag("span", unit) if number is None else tag("a", unit, href=f"#t{number}")

    def _report(self, path: str) -> Html:
        number = self._by_path.get(path)
        unit = self._units.get(path, "")
        name = tag("a", unit, href=f"#t{number}") if number is not None else tag("span", unit)
        return tag("span", name, "：" if unit else "", self._file(path))

    def _file(self, path: str) -> Html:
        target = self._places.report(path)
        return tag("bdi", tag("a", path, href=target) if target else path)


def share(part: float) -> str:
    return f"{part * 100:.1f}%".replace(".0%", "%")


def _whose(one: Summary) -> str:
    identity = one.identity
    return "".join((identity.unit or "", f"{identity.year}年度" if identity.year else "")) or one.title


def _part(is_there: bool | None) -> Html:
    if is_there is None:
        return tag("td", "—")
    return tag("td", "✓", class_="there") if is_there else tag("td", "缺", class_="lacking")


def _cell(found: Tally) -> Html:
    return tag("td", found.short, class_=f"l{found.level} n{found.level}" if found.weight else None)


def _findings_table(unit: str, findings: Sequence[Told]) -> Html:
    columns = {"级别": "severity", "问题": "name", "位置": "place", "说明": "message", "建议": "advice"}
    worst_first = sorted(findings, key=lambda told: -Severity.of(told.severity))
    return table(f"{unit}的问题", columns, map(_finding, worst_first), "findings told")


def _finding(told: Told) -> Html:
    return tag(
        "tr",
        tag("td", severity_word(Severity.of(told.severity)), class_="severity"),
        tag("td", tag("span", told.code, class_="code"), " ", told.name),
        tag("td", told.place),
        tag("td", told.message),
        tag("td", told.advice),
        class_=told.severity,
    )


def _passage(passage: Alike, *, is_turned: bool) -> Html:
    sides = [
        (passage.first_words, passage.first_place, passage.first_differs),
        (passage.second_words, passage.second_place, passage.second_differs),
    ]
    if is_turned:
        sides.reverse()
    return tag(
        "tr",
        *(
            tag("td", tag("span", place, class_="path"), tag("q", *_marked(words, differs)))
            for words, place, differs in sides
        ),
    )


def _marked(words: str, differs: Sequence[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in differs:
        yield words[done:start]
        yield tag("mark", words[start:end])
        done = end
    yield words[done:]


def _total(line: Line) -> str:
    return grouped(line.total or "") + line.unit


def _why(line: Line) -> str:
    if line.total is None:
        return line.why_none or "没有合计。"
    return f"另有 {line.approximate} 个乡镇是约数，没有加。" if line.approximate else ""


def _decimal(value: Decimal) -> str:
    return f"{value:,f}"


def _spaced(pieces: Iterable[Html]) -> Iterable[str]:
    for number, piece in enumerate(pieces):
        yield from ("　", piece) if number else (piece,)


def _tall(name: str, content: Html) -> Html:
    """Scrolls within itself where it is higher than the screen, so that the heads of its columns stay in sight."""
    return tag("div", content, class_="scroll tall", tabindex=0, role="group", aria_label=name)


def _folded(mark: str, name: str, words: str, content: Sequence[str], *, is_open: bool) -> Html:
    """What is folded stands behind the details, not within: a link that leads here unfolds it, in old browsers too."""
    summary = tag("summary", tag("strong", name), "　", tag("span", words, class_="about"))
    return block(
        "section",
        tag("details", summary, open="" if is_open else None),
        block("div", *content, class_="folded"),
        id=mark,
        class_="fold",
    )
