"""The overview as a workbook: a picture first, then sheets to sort, filter and pass on."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter

from drafting.collecting.overview import Line, Overview, Township
from drafting.collecting.summary import Counted, Summary
from drafting.findings import Severity
from drafting.ooxml.workbook import saved
from drafting.reporters.overview.addresses import address
from drafting.reporters.overview.cells import (
    BOLD,
    HEAD,
    LINK,
    MIDDLE,
    MOST_COLUMNS,
    MOST_ROWS,
    PLAIN,
    TITLE,
    WORDS,
    Item,
    Look,
    Sheet,
    Value,
    place,
    widths,
)
from drafting.reporters.overview.tally import (
    NOT_LOOKED_AT,
    Tally,
    all_in,
    by_family,
    families,
    heading,
    in_words,
    largest,
    lateness,
    missing_names,
    most_shared,
    not_looked_at,
    number,
    perhaps,
    plain,
    standings,
    tally,
    totals,
    units_by_path,
)
from drafting.wording import severity_word

_PICTURE, _UNITS, _FINDINGS, _FIGURES, _ALIKE, _REST, _CHARTED = (
    "总览", "乡镇", "问题", "数据", "近似", "未交和读不了", "图表的数据",
)  # fmt: skip
_LEVELS = (
    Look(middle=True), Look(middle=True, ground="FDF3E3"), Look(middle=True, ground="FBDCB4"),
    Look(middle=True, ground="F4B183"), Look(middle=True, ground="C2452D", ink="FFFFFF"),
    Look(middle=True, ground="7F1410", ink="FFFFFF"),
)  # fmt: skip
_ERROR, _WARNING = Look(bold=True, ink="A8201A"), Look(bold=True, ink="7D5200")
_SUM = Look(bold=True, middle=True)
_SEVERITIES = {"error": _ERROR, "warning": _WARNING}
_LACKING = Look(bold=True, ink="A8201A", ground="FCEAE8", middle=True)
_UNSEEN = Look(ink="6B7280", middle=True)
_ROUGH = Look(ink="7D5200", ground="FDF3D8")
_FINDING = {
    "乡镇": 14, "级别": 8, "代码": 9, "问题": 14, "类别": 10, "位置": 34, "说明": 52, "建议": 36, "原文": 40, "文件": 36,
}  # fmt: skip
_PAIR = {
    "单位甲": 16,
    "单位乙": 16,
    "相近的比例": 10,
    "甲的原文": 60,
    "甲的位置": 26,
    "乙的原文": 60,
    "乙的位置": 26,
    "甲的文件": 30,
    "乙的文件": 30,
}
_LEFT = {"情况": 26, "单位": 20, "文件": 44, "说明": 70}
_CHARTED_LINES, _CHARTED_UNITS = 3, 15
_DARK = {"A8201A"}
"""Colours on which labels are white."""
_HEAD_ROW = 4
"""Of the heat map; what stands above it stays in sight."""


def report(overview: Overview, *, links: bool = True) -> bytes:
    """`links`: the reports lie beside the workbook, where their paths say."""
    return saved(_Book(overview, links=links).made())


class _Book:
    def __init__(self, overview: Overview, *, links: bool) -> None:
        self._overview = overview
        self._links = links
        self._families = families(overview)
        self._units = units_by_path(overview)
        self._book = Workbook(write_only=True)

    def made(self) -> Workbook:
        picture = self._picture()
        self._townships()
        self._findings()
        self._figures()
        self._alike()
        self._rest()
        self._charts(picture)
        return self._book

    def _file(self, path: str) -> Item:
        target = (address(path) or "") if self._links else ""
        return Item(path, LINK if target else PLAIN, target)

    def _first_rows(self) -> list[int]:
        """Where each township's findings begin; 0 where it has none, or the sheet is full by then."""
        rows, row = [], 2
        for township in self._overview.townships:
            count = len(township.summary.findings)
            rows.append(row if count and row < MOST_ROWS else 0)
            row += count
        return rows

    # 总览

    def _picture(self) -> Sheet:
        overview = self._overview
        names = list(self._families.values())
        sheet = Sheet(
            self._book,
            _PICTURE,
            [16, *[9.0] * len(names), 9, 9, 3, *[11.0] * 8],
            f"B{_HEAD_ROW + 1}",
            f"{_HEAD_ROW}:{_HEAD_ROW}",
        )
        sheet.add([Item(heading(overview), TITLE)])
        missing = (
            f"未交（{len(overview.missing)}）：{'、'.join(missing_names(overview))}"
            if overview.missing
            else all_in(overview)
        )
        sheet.add([Item(missing, Look(bold=True, ink="A8201A", framed=False) if overview.missing else WORDS)])
        sheet.add(
            [
                Item(
                    "格里是“错误/警告”各几处，不是 .docx 的没有查版式；颜色越深，要改的越多（一处错误按三处警告计）。点乡镇的名称，看它的问题。",
                    WORDS,
                )
            ]
        )
        sheet.add([Item(name, HEAD) for name in ("乡镇", *names, "错误", "警告")])
        whole = totals(overview)
        sums = tally(finding for one in overview.townships for finding in one.summary.findings)
        row = [Item(whole[family].short, _SUM) for family in self._families]
        sheet.add([Item("合计", BOLD), *row, Item(sums.errors, _SUM), Item(sums.warnings, _SUM)])
        for township, first in zip(overview.townships, self._first_rows(), strict=True):
            found, own = by_family(township.summary), tally(township.summary.findings)
            cells = [
                Item(NOT_LOOKED_AT, _UNSEEN)
                if not_looked_at(township.summary, family)
                else _heat(found.get(family, Tally()))
                for family in self._families
            ]
            name = Item(township.unit, LINK, place=place(_FINDINGS, first)) if first else Item(township.unit)
            sheet.add([name, *cells, Item(own.errors, MIDDLE), Item(own.warnings, MIDDLE)])
        for unit in overview.missing:
            sheet.add([Item(unit, _ERROR), *[Item("未交", _LACKING) for _ in names], None, None])
        sheet.end()
        return sheet

    # 乡镇

    def _townships(self) -> None:
        overview = self._overview
        parts = list(overview.parts.values())
        heads = ["乡镇", *parts]
        heads += [f"{name}{word}" for name in self._families.values() for word in ("错误", "警告")]
        behind = {
            "错误": 8,
            "警告": 8,
            "提示": 8,
            "落款日期": 16,
            "按时吗": 12,
            "字数": 9,
            "可核对的数": 10,
            "相符": 8,
            "文件": 36,
            "没有算的旧文件": 36,
            "注意": 40,
        }
        heads += behind
        sizes = [16, *[12.0] * len(parts), *[8.0] * (2 * len(self._families)), *behind.values()]
        sheet = Sheet(self._book, _UNITS, sizes, "B2", "1:1", is_wide=True)
        sheet.add([Item(name, HEAD) for name in heads])
        for township, first in zip(overview.townships, self._first_rows(), strict=True):
            sheet.add(self._township(township, first))
        sheet.end()
        counted = 2 + len(parts)
        last = counted + 2 * len(self._families)
        if overview.townships:
            for column in range(counted, last + 2):
                is_error = (column - counted) % 2 == 0
                cells = f"{get_column_letter(column)}2:{get_column_letter(column)}{sheet.rows}"
                end = "F4B183" if is_error else "FBE3A1"
                ends = [FormatObject(type="num", val=0), FormatObject(type="max")]
                colours = [Color("FFFFFFFF"), Color(f"FF{end}")]
                scale = Rule(type="colorScale", colorScale=ColorScale(cfvo=ends, color=colours))
                sheet.sheet.conditional_formatting.add(cells, scale)
        _filtered(sheet, len(heads))

    def _township(self, township: Township, first: int) -> list[Item | Value]:
        summary = township.summary
        found, own, present = by_family(summary), tally(summary.findings), dict(summary.parts)
        late = lateness(township)
        notes = [*([] if township.is_expected else [self._stranger(township.unit)]), *summary.notices]
        counts: list[Item | Value] = []
        for family in self._families:
            one = found.get(family, Tally())
            is_unseen = not_looked_at(summary, family)
            counts += (
                [Item(NOT_LOOKED_AT, _UNSEEN)] * 2
                if is_unseen
                else [Item(n, MIDDLE) for n in (one.errors, one.warnings)]
            )
        return [
            Item(township.unit, LINK, place=place(_FINDINGS, first)) if first else township.unit,
            *(_part(present.get(key)) for key in self._overview.parts),
            *counts,
            *(Item(count, MIDDLE) for count in (own.errors, own.warnings, own.hints)),
            in_words(summary.written) or "没有",
            Item(late, _ERROR if (township.days_late or 0) > 0 else PLAIN),
            summary.characters,
            summary.checkable,
            summary.consistent,
            self._file(summary.path),
            "\n".join(township.superseded),
            "\n".join(notes),
        ]

    def _stranger(self, unit: str) -> str:
        like = perhaps(self._overview, unit)
        return f"名单上没有这个单位；{like}。" if like else "名单上没有这个单位。"

    # 问题

    def _findings(self) -> None:
        sheet = Sheet(self._book, _FINDINGS, widths(_FINDING), "C2", "1:1")
        sheet.add([Item(name, HEAD) for name in _FINDING])
        for township in self._overview.townships:
            file = self._file(township.summary.path)
            for told in sorted(township.summary.findings, key=lambda told: -Severity.of(told.severity)):
                family = told.code.rstrip("0123456789")
                word = severity_word(Severity.of(told.severity))
                head = (township.unit, Item(word, _SEVERITIES.get(told.severity, PLAIN)), told.code, told.name)
                said = (told.place, told.message, told.advice, told.quote)
                sheet.add([*head, self._families.get(family, family), *said, file])
        sheet.end()
        _filtered(sheet, len(_FINDING))

    # 数据

    def _figures(self) -> None:
        fixed = {
            "数的是什么": 26,
            "单位": 8,
            "合计": 14,
            "加了几个乡镇": 10,
            "约数（没有加）": 10,
            "没有合计的原因": 30,
        }
        units = [township.unit for township in self._overview.townships]
        known = set(units)
        units += sorted({unit for line in self._overview.lines for unit in line.cells if unit not in known})
        room = MOST_COLUMNS - len(fixed)
        sizes = [*fixed.values(), *[13.0] * len(units[:room])]
        sheet = Sheet(self._book, _FIGURES, sizes, "C2", "1:1", is_wide=True)
        sheet.add([Item(name, HEAD) for name in (*fixed, *units[:room])])
        for line in self._overview.lines:
            cells = [_figure(line.cells.get(unit, ())) for unit in units[:room]]
            sheet.add([*_summed(line), *cells])
        notes = ["黄底的是约数、几个数，或者不是数，没有加进合计。合计是算好的数，改动格里的数，合计不会跟着变。"]
        if len(units) > room:
            notes.append(f"还有 {len(units) - room} 个乡镇：Excel 的一张表只放得下 {MOST_COLUMNS} 列。")
        _filtered(sheet, len(fixed))
        for words in notes:
            sheet.add([Item(words, WORDS)])
        sheet.end()

    # 近似

    def _alike(self) -> None:
        sheet = Sheet(self._book, _ALIKE, widths(_PAIR), "A2", "1:1")
        sheet.add([Item(name, HEAD) for name in _PAIR])
        for pair in self._overview.pairs:
            units = [self._units.get(path, path) for path in (pair.first, pair.second)]
            head: list[Item | Value] = [*units, f"{pair.share:.1%}"]
            files = [self._file(pair.first), self._file(pair.second)]
            for passage in pair.passages:
                first, second = (passage.first_words, passage.first_place), (passage.second_words, passage.second_place)
                if passage.first == pair.second != pair.first:
                    first, second = second, first
                sheet.add([*head, *first, *second, *files])
            if not pair.passages:
                sheet.add([*head, "", "", "", "", *files])
        sheet.end()
        _filtered(sheet, len(_PAIR))

    # 未交和读不了

    def _rest(self) -> None:
        overview = self._overview
        sheet = Sheet(self._book, _REST, widths(_LEFT), "A2", "1:1")
        sheet.add([Item(name, HEAD) for name in _LEFT])
        for unit in overview.missing:
            sheet.add([Item("未交", _ERROR), unit, "", perhaps(overview, unit)])
        for one in overview.unreadable:
            sheet.add([Item("读不了", _ERROR), one.identity.unit or "", self._file(one.path), one.error])
        for one in overview.unknown:
            sheet.add(["认不出是哪个单位的", "", self._file(one.path), _about(one)])
        for one in overview.other_years:
            year = f"{one.identity.year}年度。" if one.identity.year else ""
            sheet.add(["别的年度", one.identity.unit or "", self._file(one.path), f"{year}{_about(one)}"])
        for township in overview.townships:
            for path in township.superseded:
                sheet.add(["同一单位的旧文件", township.unit, self._file(path), f"以“{township.summary.path}”为准。"])
        for township in overview.townships:
            if not township.is_expected:
                sheet.add(
                    [
                        "名单上没有的单位",
                        township.unit,
                        self._file(township.summary.path),
                        f"{like}；算进来了。" if (like := perhaps(overview, township.unit)) else "算进来了。",
                    ]
                )
        for one in overview.not_reports:
            sheet.add(
                [
                    "不是法治政府建设年度报告",
                    one.identity.unit or "",
                    self._file(one.path),
                    f"{one.other}。没有检查，没有算。",
                ]
            )
        sheet.end()
        _filtered(sheet, len(_LEFT))

    # Charts

    def _charts(self, picture: Sheet) -> None:
        """On the first sheet, of what stands on the last: Excel draws them from cells."""
        sheet = Sheet(self._book, _CHARTED, [24, 14, 14])
        column = get_column_letter(len(self._families) + 5)
        row = _HEAD_ROW + 1

        def put(
            name: str, heads: Sequence[str], rows: Iterable[Sequence[Item | Value]], colours: Sequence[str]
        ) -> None:
            nonlocal row
            listed = list(rows)
            sheet.add([Item(name, BOLD)])
            sheet.add([Item(head, HEAD) for head in heads])
            for values in listed:
                sheet.add(values)
            chart = _chart(name, sheet, len(listed), colours)
            picture.sheet.add_chart(chart, f"{column}{row}")
            row += round(chart.height / 0.53) + 1
            sheet.add([])

        overview = self._overview
        put("交了没有", ["情况", "个数"], standings(overview).items(), ["4B8A57"])
        if overview.townships:
            # An empty cell gets no label, a 0 would.
            found = [
                (self._families[family], one.errors or None, one.warnings or None)
                for family, one in totals(overview).items()
            ]
            put("全部问题", ["类别", "错误", "警告"], found, ["A8201A", "E0B04A"])
        for line in most_shared(overview.lines, _CHARTED_LINES):
            biggest = [(unit, value) for unit, value, _ in largest(line.cells)[:_CHARTED_UNITS]]
            name = f"{line.thing}（{line.unit}）：最多的 {len(biggest)} 个乡镇"
            put(name, ["乡镇", line.unit], biggest, ["4A78AD"])


def _chart(name: str, sheet: Sheet, count: int, colours: Sequence[str]) -> BarChart:
    chart = BarChart()
    is_stacked = len(colours) > 1
    chart.type, chart.gapWidth = "bar", 40
    chart.grouping, chart.overlap = ("stacked", 100) if is_stacked else ("clustered", None)
    chart.title = name
    assert chart.title is not None
    # Where nothing is said, Excel draws the bars over it.
    chart.title.overlay = False
    last, top = sheet.rows, sheet.rows - count
    for column, colour in enumerate(colours, start=2):
        chart.add_data(Reference(sheet.sheet, min_col=column, min_row=top, max_row=last), titles_from_data=True)
        series = chart.series[-1]
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        labels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
        labels.dLblPos = "ctr" if is_stacked else "outEnd"
        if colour in _DARK:
            white = CharacterProperties(solidFill="FFFFFF")
            labels.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=white), endParaRPr=white)])
        series.dLbls = labels
    chart.set_categories(Reference(sheet.sheet, min_col=1, min_row=top + 1, max_row=last))
    # Bars begin at the bottom, lists at the top.
    chart.x_axis.scaling.orientation = "maxMin"
    # openpyxl writes no word on it, and Excel then hides the axis.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    # Excel leaves out every second name where it finds them too close.
    chart.x_axis.tickLblSkip = 1
    if is_stacked:
        assert chart.legend is not None
        chart.legend.position = "b"
    else:
        chart.legend = None
    chart.width, chart.height = 16, 2.8 + 0.65 * count
    return chart


def _heat(found: Tally) -> Item:
    return Item(found.short, _LEVELS[found.level])


def _part(is_there: bool | None) -> Item:
    if is_there is None:
        return Item("—", MIDDLE)
    return Item("✓", MIDDLE) if is_there else Item("缺", _LACKING)


def _summed(line: Line) -> list[Item | Value]:
    total = plain(line.total)
    head: list[Item | Value] = [line.thing, line.unit, Item(line.total if total is None else total, BOLD)]
    if line.total is None:
        return [*head, None, line.approximate or None, line.why_none or "没有合计。"]
    return [*head, line.added, line.approximate or None, ""]


def _figure(figures: Sequence[Counted]) -> Item | Value:
    """One exact figure is a number; anything else is words that no sum takes in by mistake."""
    if not figures:
        return None
    if len(figures) == 1 and figures[0].is_exact and (value := number(figures[0])) is not None:
        return value
    return Item("；".join(_as_marked(figure) for figure in figures), _ROUGH)


def _as_marked(figure: Counted) -> str:
    return figure.text if figure.is_exact or figure.text.startswith(("约", "近")) else f"约 {figure.text}"


def _about(one: Summary) -> str:
    return f"{one.title or '没有标题'}（{tally(one.findings).words}）"


def _filtered(sheet: Sheet, columns: int) -> None:
    sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(min(columns, MOST_COLUMNS))}{max(sheet.rows, 2)}"
