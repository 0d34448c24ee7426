"""The page of one check: what was looked at and found in each report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from drafting.app import CheckedFile
from drafting.document import Document, Role
from drafting.findings import CheckResult, Severity
from drafting.reporters.html.anchors import Anchors
from drafting.reporters.html.annotated import annotated_text
from drafting.reporters.html.frame import frame, style
from drafting.reporters.html.markup import Html, block, lines, tag, void
from drafting.reporters.html.tables import findings_table, ledger_table, table, waived_table
from drafting.wording import extent, population, severity_word

_WORST_FIRST = sorted(Severity, reverse=True)
_LIMITS = "没有查出问题，不等于报告就没有问题：写的事情是否属实、成效好不好，由人来判断。"
_CARE = "本页载有送查报告的原文，个人信息和标出的字也在内；转发、张贴以前，请按对原报告的要求处理。"


def report(files: Iterable[CheckedFile], version: str) -> str:
    checked = list(files)
    heading = f"{len(checked)} 份报告的检查结果" if len(checked) > 1 else _name(checked[0]) if checked else "没有报告"
    if len(checked) == 1:
        top, content = _head(checked[0], Anchors(), 1), _parts(checked[0], Anchors(), 2)
    else:
        top = lines(tag("h1", heading), _overview(checked))
        content = lines(*(_one_of_many(file, _anchors(number)) for number, file in enumerate(checked, start=1)))
    main = block(
        "main",
        top,
        severity_filter(checked),
        block("div", content, class_="reports"),
        id="content",
    )
    title = heading + ("" if len(checked) > 1 else "：检查结果")
    return whole_page(title, "报告检查结果", main, version)


def whole_page(title: str, masthead: str, main: Html, version: str) -> str:
    """The frame that every page about reports has."""
    return frame(title, masthead, main, (_CARE, _LIMITS), version=version, css=style())


def _anchors(number: int) -> Anchors:
    return Anchors(f"r{number}")


def _name(file: CheckedFile) -> str:
    return (file.result.document.title if file.result else "") or file.path


def _head(file: CheckedFile, anchors: Anchors, level: int) -> Html:
    """What was looked at and how much was found."""
    return lines(
        tag(f"h{level}", _name(file), id=anchors.part("top")),
        _facts(file),
        _contents(file.path, file.result, anchors) if file.result else "",
    )


def _facts(file: CheckedFile) -> Html:
    facts = [("文件", tag("bdi", file.path))]
    if file.result is None:
        return described([*facts, ("读不了", tag("strong", file.error or ""))])
    result, seen = file.result, file.result.seen
    for label, role in (("单位", Role.SIGN_OFF), ("日期", Role.DATE)):
        if words := _signed(result.document, role):
            facts.append((label, tag("span", words)))
    facts.append(("查出", counted(result)))
    facts.append(("看了", tag("span", extent(seen) + "。")))
    if seen.figures is None or seen.checkable is None or seen.consistent is None:
        facts.append(("数字", tag("span", "没有核对：数据类规则没有启用。")))
    else:
        facts.append(("数字", tag("span", population(seen.figures, seen.checkable, seen.consistent))))
    facts += [("没有检查", tag("span", words)) for words in result.skipped]
    facts += [("注意", tag("span", words)) for words in result.notices]
    return described(facts)


def described(facts: Sequence[tuple[str, Html]]) -> Html:
    return block("dl", *(tag("div", tag("dt", label), tag("dd", words)) for label, words in facts), class_="facts")


def _signed(document: Document, role: Role) -> str:
    found = ("".join(piece.text.split()) for piece in document.body() if piece.role is role)
    return "、".join(dict.fromkeys(found))


def counted(result: CheckResult) -> Html:
    counts = Counter(finding.severity for finding in result.findings)
    found = [
        tag("span", f"{severity_word(s)} {counts[s]} 处", class_=s.word if counts[s] else None) for s in _WORST_FIRST
    ]
    if result.waived:
        found.append(tag("span", f"另豁免 {len(result.waived)} 处"))
    return tag("span", *found, class_="counts")


def _contents(path: str, result: CheckResult, anchors: Anchors) -> Html:
    links = (tag("a", words, href=f"#{anchors.part(name)}") for name, words in _part_names(result))
    return tag("nav", *links, aria_label=f"{path}的各部分")


def _part_names(result: CheckResult) -> list[tuple[str, str]]:
    names = [("findings", "问题一览"), ("text", "原文和批注")]
    if result.waived:
        names.append(("waived", "豁免"))
    if result.ledger is not None and result.ledger.figures:
        names.append(("ledger", "数字台账"))
    return names


def _parts(file: CheckedFile, anchors: Anchors, level: int) -> Html:
    result = file.result
    if result is None:
        return Html()
    return lines(*(_part(result, name, words, anchors, level) for name, words in _part_names(result)))


def _part(result: CheckResult, name: str, words: str, anchors: Anchors, level: int) -> Html:
    if name == "findings":
        content = findings_table(result, anchors) if result.findings else tag("p", "没有查出问题。")
    elif name == "text":
        content = annotated_text(result, anchors, level + 1)
    elif name == "waived":
        content = waived_table(result, anchors)
    else:
        assert result.ledger is not None
        content = ledger_table(result.document, result.ledger, anchors)
    heading = tag(f"h{level}", words, id=anchors.part(name))
    return block("section", heading, content, class_="part")


def _one_of_many(file: CheckedFile, anchors: Anchors) -> Html:
    return block(
        "article",
        _head(file, anchors, 2),
        _parts(file, anchors, 3),
        class_="report" if file.result else "report unreadable",
    )


def _overview(checked: Sequence[CheckedFile]) -> Html:
    columns = {"序号": "number", "报告": "message"} | {severity_word(s): "count" for s in _WORST_FIRST}
    columns |= {"豁免": "count", "数字": "count", "可核对": "count", "不符": "count"}
    rows = [_overview_row(number, file) for number, file in enumerate(checked, start=1)]
    everything = [_numbers(file.result) for file in checked if file.result is not None]
    totals = [sum(number or 0 for number in column) for column in zip(*everything, strict=True)]
    if totals:
        rows.append(tag("tr", tag("td"), tag("th", "合计", scope="row"), *_number_cells(totals), class_="total"))
    return table("各份报告", columns, rows, "overview")


def _overview_row(number: int, file: CheckedFile) -> Html:
    name = tag("a", _name(file), href=f"#{_anchors(number).part('top')}")
    path = tag("bdi", file.path, class_="path") if _name(file) != file.path else ""
    if file.result is None:
        numbers = [tag("td", f"读不了：{file.error}", colspan=7, class_="unreadable")]
    else:
        numbers = _number_cells(_numbers(file.result))
    return tag("tr", tag("td", str(number)), tag("th", name, path, scope="row"), *numbers)


def _numbers(result: CheckResult) -> list[int | None]:
    """What the columns of the overview count."""
    counts = Counter(finding.severity for finding in result.findings)
    seen = result.seen
    wrong = None if seen.checkable is None or seen.consistent is None else seen.checkable - seen.consistent
    return [*(counts[s] for s in _WORST_FIRST), len(result.waived), seen.figures, seen.checkable, wrong]


def _number_cells(numbers: Sequence[int | None]) -> list[Html]:
    looks = [s.word for s in _WORST_FIRST]
    return [
        tag("td", "—" if number is None else str(number), class_=look if number else None)
        for number, look in zip_longest(numbers, looks)
    ]


def severity_filter(checked: Sequence[CheckedFile]) -> Html:
    """Boxes before what they show or hide: that alone works without a script, in old browsers too."""
    counts = Counter(finding.severity for file in checked if file.result for finding in file.result.findings)
    if not counts:
        return Html()
    found = [severity for severity in _WORST_FIRST if counts[severity]]
    boxes: list[Html] = []
    for severity in found:
        name = f"show-{severity.word}"
        boxes.append(
            void(
                "input",
                type="checkbox",
                id=name,
                class_="show",
                checked="",
                autocomplete="off",
                aria_describedby="show",
            )
        )
        words = tag("mark", severity_word(severity), class_=severity.word)
        boxes.append(tag("label", words, f" {counts[severity]} 处", for_=name))
    hidden = (tag("p", f"没有显示{severity_word(s)}（{counts[s]} 处）。", class_=f"hidden {s.word}") for s in found)
    return lines(tag("p", "按级别显示：", id="show", class_="show-label"), *boxes, *hidden)
