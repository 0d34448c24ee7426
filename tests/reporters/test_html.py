"""The page: everything told once, marks on exactly the words, nothing from elsewhere, nothing that a report says becomes markup."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.app import CheckedFile, check, check_document, check_files
from drafting.config import Settings
from drafting.document import Block, Cell, Document, Role, Span, Story
from drafting.findings import CheckResult, Confidence, Finding, Seen, Severity, Waived, locate, ordered
from drafting.readers.text import from_text
from drafting.reporters import html
from drafting.reporters.html.anchors import Anchors
from drafting.reporters.html.pieces import Mark, pieces
from drafting.wording import advice
from tests.growing import is_linear
from tests.reporters.html_golden import FILE, REPORT, made, without_style
from tests.reporters.html_tree import Node, tree
from tests.word import docx, footnote_ref, p, r, table, textbox

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
FAULTY = EXAMPLES / "白石镇2024年度报告（有错）.txt"
GOOD = EXAMPLES / "青禾乡2024年度报告.txt"
LEVELS = [f"h{level}" for level in range(1, 7)]


def page_of(*results: CheckResult) -> Node:
    return tree(html.report([CheckedFile("报告.txt", result) for result in results], "0"))


def everywhere() -> bytes:
    """A Word file with something wrong in every story and in a table."""
    rows = (("村名", "受理", "办结", "办结率"), ("青禾村", "20件", "18件", "90%"), ("云溪村", "30件", "29件", "96.5%"))
    return docx(
        p(r("平岚县青禾乡2024年法治政府建设年度报告")),
        p(r("一、2024年度推进法治政府建设的主要举措和成效")),
        p(r("（一）化解矛盾纠纷。全年受理信访事项52件,办结49件。"), footnote_ref(2)),
        p(r("办理情况见下表："), textbox(p(r("文本框里,也有字")))),
        table([[p(r(cell)) for cell in row] for row in rows]),
        p(r("1.第一项")),
        p(r("四、2025年度工作安排")),
        footnotes={2: p(r("脚注里,也有字。"))},
        header=p(r("内部资料,页眉")),
        footer=p(r("页脚")),
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[CheckResult]:
    word = tmp_path_factory.mktemp("word") / "报告.docx"
    word.write_bytes(everywhere())
    return [check(FAULTY), check(GOOD), check(word), check_document(from_text(REPORT))]


def is_reference(node: Node | str) -> bool:
    return isinstance(node, Node) and "reference" in node.classes


def words(node: Node) -> str:
    """A paragraph's text without the numbers of its notes."""
    return "".join(
        child if isinstance(child, str) else words(child) for child in node.children if not is_reference(child)
    )


class Reading:
    """Where marks begin and end in one paragraph of the page, and which characters show which severity."""

    def __init__(self, block: Node) -> None:
        self.at = 0
        self.begun: dict[int, int] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self.marked: dict[str, set[int]] = {severity.word: set() for severity in Severity}
        self._read(block, ())

    def _read(self, node: Node, inside: tuple[str, ...]) -> None:
        for child in node.children:
            if isinstance(child, str):
                for word in inside:
                    self.marked[word].update(range(self.at, self.at + len(child)))
                self.at += len(child)
            elif is_reference(child):
                number = int(child.text.strip("\u2060[]"))
                assert number not in self.spans
                self.spans[number] = (self.begun.pop(number, self.at), self.at)
            else:
                self.begun |= dict.fromkeys(map(int, child.attributes.get("data-begins", "").split()), self.at)
                self._read(child, (*inside, *child.classes) if child.name == "mark" else inside)


def assert_text_and_marks(page: Node, result: CheckResult) -> None:
    places = page.by_id()
    found: dict[int, tuple[int, int, int]] = {}
    for block in result.document.blocks:
        shown = places[f"r1-b{block.index}"]
        assert words(shown) == block.text
        reading = Reading(shown)
        assert reading.begun == {}, "begun and never ended"
        found |= {number: (block.index, *span) for number, span in reading.spans.items()}
        for severity in Severity:
            expected: set[int] = set()
            for finding in result.findings:
                span = finding.location.span
                if finding.severity is severity and span.block == block.index:
                    expected |= set(range(span.start, span.end))
            assert reading.marked[severity.word] == expected
    spans = [finding.location.span for finding in result.findings]
    assert found == {number: (s.block, s.start, s.end) for number, s in enumerate(spans, start=1)}


def test_text_is_the_reports_and_marks_lie_on_exactly_the_words(results: list[CheckResult]) -> None:
    for result in results:
        assert_text_and_marks(page_of(result), result)
    stories = {finding.location.story for finding in results[2].findings}
    assert stories >= {Story.BODY, Story.NOTE, Story.TEXT_BOX, Story.HEADER}


def test_every_finding_stands_once_in_the_table_and_once_as_a_note(results: list[CheckResult]) -> None:
    for result in results[::2]:
        page = page_of(result)
        places = page.by_id()
        rows = [row for row in page.every("tr") if row.attributes.get("id")]
        notes = page.every("div", "note")
        assert len(rows) == len(notes) == len(result.findings)
        for number, (finding, row, note) in enumerate(zip(result.findings, rows, notes, strict=True), start=1):
            assert row.attributes["id"] == f"r1-f{number}"
            assert note.attributes["id"] == f"r1-n{number}"
            for shown in (row, note):
                assert finding.severity.word in shown.classes
                assert f"{finding.code} {finding.name}" in shown.text
                assert finding.message in shown.text
                assert advice(finding.suggestion, finding.hint) in shown.text
            assert (finding.basis or "") in note.text
            assert {link.attributes["href"] for link in note.every("a")} >= {f"#r1-m{number}", f"#r1-f{number}"}
            assert {link.attributes["href"] for link in row.every("a")} == {f"#r1-n{number}", f"#r1-m{number}"}
            assert places[f"r1-m{number}"].attributes["href"] == f"#r1-n{number}"


def test_note_follows_the_paragraph_that_it_is_on(results: list[CheckResult]) -> None:
    for passage in page_of(results[2]).every("div", "passage"):
        children = [child for child in passage.children if isinstance(child, Node)]
        assert passage.attributes["style"] == f"--rows:{len([c for c in children if 'notes' not in c.classes])}"
        numbers = {
            link.attributes["id"] for link in passage.every("a") if link.attributes.get("id", "").startswith("r1-m")
        }
        assert {note.attributes["id"].replace("n", "m", 1) for note in passage.every("div", "note")} == numbers
        assert [place for place, child in enumerate(children) if "notes" in child.classes] == ([1] if numbers else [])


def test_page_is_valid_and_needs_nothing_from_elsewhere(results: list[CheckResult]) -> None:
    text = html.report(
        [CheckedFile("报告.txt", result) for result in results] + [CheckedFile("无.txt", error="找不到。")], "0"
    )
    page = tree(text)

    ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in page.walk():
        assert node.name not in {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "svg",
            "audio",
            "video",
        }
        assert not any(
            name.startswith("on") or name in {"src", "srcset", "action", "background"} for name in node.attributes
        )
        if node.name == "a":
            assert node.attributes["href"].removeprefix("#") in {*ids, "content"}
        if "for" in node.attributes:
            assert node.attributes["for"] in ids
        if node.name == "th":
            assert node.attributes["scope"] in {"col", "row", "rowgroup"}
    for piece in ("http:", "https:", "//", "url(", "@import", "@font-face", "src=", "javascript"):
        assert piece not in text.lower(), piece
    assert page.one("html").attributes["lang"] == "zh-CN"
    (policy,) = (m.attributes["content"] for m in page.every("meta") if "http-equiv" in m.attributes)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_headings_are_in_order(results: list[CheckResult]) -> None:
    for pages in (results[:1], results[2:3], results):
        levels = [int(node.name[1]) for node in page_of(*pages).walk() if node.name in LEVELS]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_heading_of_the_report_is_a_heading_and_a_run_in_one_ends_at_its_stop(results: list[CheckResult]) -> None:
    places = page_of(results[2]).by_id()
    headings = results[2].document.headings()
    assert len(headings) == 4
    for block in headings:
        shown = places[f"r1-b{block.index}"]
        heading = shown.children[0] if block.is_run_in else shown
        assert isinstance(heading, Node)
        assert heading.name in LEVELS
        assert words(heading) == block.text[: block.heading_end]


def test_table_of_the_report_is_a_table_with_a_head(results: list[CheckResult]) -> None:
    (shown,) = page_of(results[2]).one("div", "report-text").every("table")
    assert [[words(cell) for cell in row.children if isinstance(cell, Node)] for row in shown.every("tr")] == [
        ["村名", "受理", "办结", "办结率"],
        ["青禾村", "20件", "18件", "90%"],
        ["云溪村", "30件", "29件", "96.5%"],
    ]
    assert [cell.name for cell in shown.every("tr")[0].walk() if cell.name in {"th", "td"}] == ["th"] * 4


def test_empty_cells_keep_the_columns_in_place() -> None:
    cells = [(0, 0, "村名"), (0, 2, "受理"), (0, 5, "办结"), (1, 5, "3件"), (2, 10**6, "远")]
    blocks = [
        Block(index, text, Role.CELL, cell=Cell(0, row, column)) for index, (row, column, text) in enumerate(cells)
    ]
    shown = tree(html.annotated_text(CheckResult(Document(tuple(blocks)), (), Seen(5, 0, 9)), Anchors()))
    rows = [
        [(cell.text, cell.attributes.get("colspan")) for cell in row.children if isinstance(cell, Node)]
        for row in shown.every("tr")
    ]
    assert rows == [
        [("村名", None), ("", None), ("受理", None), ("", "2"), ("办结", None)],
        [("", "5"), ("3件", None)],
        [("", "1000"), ("远", None)],
    ]


def test_stories_are_told_apart(results: list[CheckResult]) -> None:
    asides = page_of(results[2]).every("aside")
    assert {aside.text[:2] for aside in asides} == {"脚注", "文本", "页眉", "页脚"}


HOSTILE = "</style><script>alert(1)</script><!--\"'&amp;<b>"


def test_nothing_that_a_report_or_its_name_says_becomes_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT.replace("现将", HOSTILE + "现将").replace("普法宣传", HOSTILE).replace("青禾村", HOSTILE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fazhi.toml").write_text(f"[[waivers]]\ncode = 'FIG01'\nreason = '''{HOSTILE}'''\n", encoding="utf-8")
    name = "<script>alert('&')<b>.txt"
    (tmp_path / name).write_text(text.replace("平岚县", "平岚县" + HOSTILE), encoding="utf-8")
    said = html.report([*check_files([name]), CheckedFile(HOSTILE, error=HOSTILE)], "0")
    page = tree(said)

    assert "script" not in {node.name for node in page.walk()}
    assert said.count("</style>") == 1
    assert said.count("<!--") == 0
    assert page.every("bdi")[0].text == name
    assert HOSTILE in page.one("table", "waived").text
    assert HOSTILE in page.every("article")[1].text
    (checked, _) = [*check_files([name]), None]
    assert checked is not None
    assert checked.result is not None
    assert_text_and_marks(page, checked.result)


def test_what_html_forbids_is_replaced_one_for_one() -> None:
    document = Document((Block(0, "甲\x00\x0b\ud800\ufffe乙\n丙\t丁", Role.PARAGRAPH),))
    shown = html.annotated_text(CheckResult(document, (), Seen(1, 0, 9)), Anchors())
    assert tree(shown).one("p").text == "甲\ufffd\ufffd\ufffd\ufffd乙\n丙\t丁"
    shown.encode()


def finding_on(document: Document, span: Span, severity: Severity, words: str = "话") -> Finding:
    return Finding("FIG01", "x", words, severity, Confidence.CERTAIN, words, locate(document, span), hint=words)


AWKWARD = st.text(st.sampled_from("青禾乡<>&\"'/[]\n　 1。"), min_size=1, max_size=12)
ROLES = st.sampled_from([Role.PARAGRAPH, Role.TITLE, Role.HEADING, Role.SIGN_OFF, Role.FRONT, Role.RESIDUE, Role.CELL])


@st.composite
def checked(draw: st.DrawFn) -> CheckResult:
    """A report of anything, with findings on any of its words, in one another and across."""
    blocks = []
    for index, (text, role) in enumerate(draw(st.lists(st.tuples(AWKWARD, ROLES), min_size=1, max_size=5))):
        level = draw(st.integers(1, 6)) if role is Role.HEADING else 0
        end = draw(st.integers(1, len(text))) if level else 0
        cell = Cell(0, draw(st.integers(0, 2)), draw(st.integers(0, 3))) if role is Role.CELL else None
        blocks.append(Block(index, text, role, level=level, heading_end=end, cell=cell))
    document = Document(tuple(blocks))
    findings = []
    for _ in range(draw(st.integers(0, 8))):
        block = draw(st.sampled_from(blocks))
        start, end = sorted((draw(st.integers(0, len(block.text))), draw(st.integers(0, len(block.text)))))
        span = Span(block.index, start, end)
        findings.append(finding_on(document, span, draw(st.sampled_from(list(Severity))), draw(AWKWARD)))
    return CheckResult(
        document, ordered(findings), Seen(len(blocks), 0, 0), tuple(Waived(f, "由") for f in findings[:1])
    )


@given(checked())
def test_any_text_with_any_marks(result: CheckResult) -> None:
    page = page_of(result)
    assert_text_and_marks(page, result)
    assert [row.one("td", "severity").text for row in page.every("tr") if "id" in row.attributes] == [
        {"error": "错误", "warning": "警告", "info": "提示"}[finding.severity.word] for finding in result.findings
    ]


MARKS = st.builds(Mark, st.integers(1, 99), st.sampled_from(Severity), st.integers(-2, 14), st.integers(-2, 14))


@given(st.text(max_size=12), st.lists(MARKS, max_size=9, unique_by=lambda mark: mark.number), st.integers(0, 14))
def test_pieces_are_the_text_and_know_what_lies_on_them(text: str, marks: list[Mark], cut: int) -> None:
    found = list(pieces(text, marks, cut))

    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found[1:])
    assert not any(piece.start < cut < piece.end for piece in found)
    assert sorted(mark.number for piece in found for mark in piece.ended) == sorted(mark.number for mark in marks)
    for mark in marks:
        start = min(max(0, mark.start), len(text))
        end = min(max(start, mark.end), len(text))
        assert [piece.end for piece in found if mark.number in {m.number for m in piece.ended}] in ([end], [])
        begun = [piece.start for piece in found if mark.number in {m.number for m in piece.begun}]
        assert begun == ([start] if start < end else [])
    for piece in found:
        lying = {m.severity for m in marks if m.start < piece.end and m.end > piece.start and m.start < m.end}
        assert set(piece.severities) == (lying if piece.text else set())


def test_waived_findings_and_their_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "fazhi.toml").write_text(
        '[[waivers]]\ncode = "FIG01"\nreason = "台账正在核对"\n[[waivers]]\ncode = "PUN01"\nreason = "旧的"\nuntil = 2020-01-01\n',
        encoding="utf-8",
    )
    page = tree(html.report(check_files([str(tmp_path / "a.txt")]), "0"))
    (row,) = page.one("table", "waived").every("tr")[1:]
    assert "FIG01 比率不符" in row.text
    assert "台账正在核对" in row.text
    assert "96.15%" in row.text
    facts = page.one("dl", "facts").text
    assert "另豁免 1 处" in facts
    assert "2020年1月1日 到期" in facts


def test_head_says_what_was_looked_at(results: list[CheckResult]) -> None:
    page = page_of(results[3])
    facts = page.one("dl", "facts").text
    assert page.one("h1").text == "平岚县青禾乡2024年法治政府建设年度报告"
    seen = results[3].seen
    for said in ("青禾乡人民政府", "2025年1月8日", f"{seen.characters} 字", f"读出 {seen.figures} 个数字", "错误"):
        assert said in facts


def test_ledger_shows_every_figure_with_its_working(results: list[CheckResult]) -> None:
    result = results[3]
    assert result.ledger is not None
    shown = page_of(result).one("table", "ledger")
    figures = [head.text for head in shown.every("th") if head.attributes["scope"] == "row"]
    assert figures == [quantity.shown for quantity in result.ledger.figures]
    assert "不符：49件 ÷ 52件 = 94.2307…%，四舍五入为94.23%，文中为96.15%" in shown.text


def test_without_rules_on_figures_there_is_no_ledger() -> None:
    settings = Settings().narrowed(frozenset({"NUM"}), frozenset())
    page = page_of(check_document(from_text(REPORT), settings))
    assert page.every("table", "ledger") == []
    assert "没有核对" in page.one("dl", "facts").text


def test_report_without_findings_says_so_and_has_no_boxes() -> None:
    page = page_of(
        check_document(
            from_text(GOOD.read_text(encoding="utf-8")), Settings().narrowed(frozenset({"LAW"}), frozenset())
        )
    )
    assert "没有查出问题。" in page.text
    assert "看了" in page.text
    assert page.every("input") == []


def test_several_reports_have_an_overview(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    page = tree(html.report(check_files([str(GOOD), str(FAULTY), str(tmp_path / "空.txt")]), "0"))
    good, faulty, empty, total = page.one("table", "overview").every("tr")[1:]
    result = check(FAULTY)
    counts = [sum(1 for f in result.findings if f.severity is s) for s in sorted(Severity, reverse=True)]
    assert [int(cell.text) for cell in faulty.every("td")[1:4]] == counts
    assert "读不了：文件是空的" in empty.text
    assert [link.attributes["href"] for row in (good, faulty, empty) for link in row.every("a")] == [
        "#r1-top",
        "#r2-top",
        "#r3-top",
    ]
    assert [int(cell.text) for cell in total.every("td")[1:3]] == counts[:2]
    assert [article.every("h2")[0].attributes["id"] for article in page.every("article")] == [
        "r1-top",
        "r2-top",
        "r3-top",
    ]
    assert "空的" in page.every("article")[2].text


def test_identity_number_is_masked_but_in_the_text_itself() -> None:
    number = "990101199003070015"
    result = check_document(from_text(REPORT.replace("19900000000", number)))
    page = page_of(result)
    assert "PRI01" in page.one("table", "findings").text
    assert page.text.count(number) == page.one("div", "report-text").text.count(number) == 1
    assert "原文" in page.one("footer").text


def test_boxes_hide_what_they_name_without_a_script(results: list[CheckResult]) -> None:
    page = page_of(*results[:2])
    main = [node for node in page.one("main").children if isinstance(node, Node)]
    (reports,) = (place for place, node in enumerate(main) if "reports" in node.classes)
    style = html.style()
    for severity in Severity:
        (box,) = (place for place, node in enumerate(main) if node.attributes.get("id") == f"show-{severity.word}")
        assert box < reports, "~ reaches what comes behind only"
        assert main[box].attributes["type"] == "checkbox"
        assert "checked" in main[box].attributes
        for hidden in (".note", ".reference", "tr"):
            assert f"#show-{severity.word}:not(:checked) ~ .reports {hidden}.{severity.word}" in style


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_their_ground() -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", html.style()))
    grounds = ["#ffffff", "#f6f7f9", "#fafbfc", "#eef2f7"]
    pairs = [
        (colours[ink], ground) for ink in ("ink", "soft", "blue", "error", "warning", "info") for ground in grounds
    ]
    pairs += [(colours["ink"], colours[f"{severity.word}-ground"]) for severity in Severity]
    for ink, ground in pairs:
        dark, light = sorted((luminance(ink), luminance(ground)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_same_reports_give_the_same_bytes() -> None:
    paths = [str(FAULTY), str(GOOD)]
    assert html.report(check_files(paths), "0") == html.report(check_files(paths), "0")


def test_page_of_a_small_report_is_as_it_was() -> None:
    assert without_style(made()) == FILE.read_text(encoding="utf-8"), (
        "on purpose? python -m tests.reporters.html_golden"
    )


def test_time_grows_with_the_length() -> None:
    def seconds(size: int) -> float:
        blocks = tuple(Block(index, "全年受理信访事项52件，办结49件。" * 9, Role.PARAGRAPH) for index in range(size))
        document = Document((*blocks, Block(size, "字" * size, Role.PARAGRAPH)))
        # On one another, each a little shorter than the one before.
        nested = [Span(size, place // 2, size - place // 3) for place in range(size)]
        spans = [Span(index, 2, 9) for index in range(size)] + nested
        found = tuple(finding_on(document, span, Severity.ERROR) for span in spans)
        result = CheckResult(document, found, Seen(1, 0, 1))
        start = time.process_time()
        html.report([CheckedFile("a.txt", result)], "0")
        return time.process_time() - start

    assert is_linear(seconds, 300, 1200)


def test_the_text_without_its_notes_has_the_same_marks_and_no_style_of_its_own() -> None:
    result = check(FAULTY)
    with_notes, without = (html.annotated_text(result, Anchors(), notes=notes) for notes in (True, False))

    assert without.count("<mark ") == with_notes.count("<mark ") > 0
    assert 'class="note ' in with_notes
    assert 'class="note' not in without
    assert "style=" not in without
