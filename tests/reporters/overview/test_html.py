"""The page: pictures that say what the findings say, links that lead somewhere, nothing that a report holds becomes markup."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from drafting.collecting.overview import Overview
from drafting.reporters.overview import html
from drafting.reporters.overview.addresses import address
from drafting.reporters.overview.tally import by_family, tally
from tests.reporters.html_tree import Node, tree
from tests.reporters.overview import overviews
from tests.web.browsing import CHROMIUM, shuts_out, started_browser, window

CASES = {
    "3": overviews.overview(3),
    "20": overviews.overview(20),
    "300": overviews.overview(300),
    "no line": overviews.overview(20, lines=0),
    "500 lines": overviews.overview(5, lines=500),
    "no finding": overviews.overview(20, findings=0),
    "empty": overviews.empty(),
    "unreadable": overviews.all_unreadable(),
    "hostile": overviews.hostile(),
}


def page(overview: Overview) -> Node:
    return tree(html.report(overview, "0"))


def words(node: Node) -> str:
    return " ".join(node.text.split())


@pytest.mark.parametrize("name", CASES)
def test_is_whole_and_every_link_within_leads_somewhere(name: str) -> None:
    made = page(CASES[name])
    marks = [node.attributes["id"] for node in made.walk() if "id" in node.attributes]
    assert len(marks) == len(set(marks))
    within = [node.attributes["href"] for node in made.every("a") if node.attributes["href"].startswith("#")]
    assert {target.removeprefix("#") for target in within} <= set(marks)
    for node in made.walk():
        for described in node.attributes.get("aria-labelledby", "").split():
            assert described in marks


@pytest.mark.parametrize("name", CASES)
def test_needs_nothing_from_elsewhere(name: str) -> None:
    made = page(CASES[name])
    assert not {node.name for node in made.walk()} & {"script", "link", "img", "iframe", "object", "image", "use"}
    assert not [
        node for node in made.walk() if "src" in node.attributes or any(a.startswith("on") for a in node.attributes)
    ]
    assert "url(" not in made.one("style").text


def test_same_overview_same_page() -> None:
    assert html.report(overviews.overview(20), "0") == html.report(overviews.overview(20), "0")


def test_missing_are_named_before_anything_else() -> None:
    main = page(CASES["20"]).one("main")
    heading, missing = [child for child in main.children if isinstance(child, Node)][:2]
    assert words(heading) == "平岚县2024年度报告总览"
    assert words(missing) == "未交（2）：赤石镇、湖山乡"


def test_none_missing_is_said_without_claiming_that_all_are_there() -> None:
    assert words(page(CASES["3"]).one("p", "complete")) == "没有名单，看不出谁没有交。"
    assert words(page(replace(CASES["3"], has_roster=True)).one("p", "complete")) == "名单上的都交了。"


def test_heat_map_says_what_was_found() -> None:
    overview = CASES["20"]
    made = page(overview).one("div", "heat")
    titles = {node.text for node in made.every("title")}
    for township in overview.townships:
        assert f"{township.unit}：{tally(township.summary.findings).words}" in titles
        for family, found in by_family(township.summary).items():
            told = f"{township.unit}，{overview.families[family]}：{found.words}"
            assert (told in titles) == bool(found.weight)
    for unit in overview.missing:
        assert f"{unit}：未交" in titles


def test_heat_map_is_in_groups_that_fit_on_a_page_with_the_heads_above_each() -> None:
    groups = page(CASES["300"]).every("div", "heat-group")
    assert len(groups) == 13
    for group in groups:
        assert "结构" in group.one("div", "heat-head").text
        assert int(group.every("svg")[1].attributes["height"]) <= 24 * 24


def test_an_error_weighs_more_than_two_warnings() -> None:
    one, other = overviews.told(0), overviews.told(2)
    assert tally([one]).level > tally([other, other]).level > tally([]).level == 0


def test_a_family_that_was_not_announced_is_shown() -> None:
    overview = CASES["3"]
    told = replace(overviews.told(0), code="SET01", name="近似")
    first = overview.townships[0]
    changed = replace(first, summary=replace(first.summary, findings=(told,)))
    made = page(replace(overview, townships=[changed, *overview.townships[1:]]))
    assert f"{first.unit}，SET：错误 1 处，警告 0 处" in {node.text for node in made.every("title")}


def test_row_of_a_township() -> None:
    overview = CASES["20"]
    rows = page(overview).one("table", "townships").one("tbody").every("tr")
    assert len(rows) == 20
    for row, township in zip(rows, overview.townships, strict=True):
        assert township.unit in words(row.one("th"))
        lacking = [is_there for _, is_there in township.summary.parts].count(False)
        assert len(row.every("td", "lacking")) == lacking
        assert (f"迟 {township.days_late} 天" in words(row)) == bool(township.days_late)
        assert ("另有 1 份旧的" in words(row)) == bool(township.superseded)


def test_findings_of_each_township_stand_under_its_name_the_worst_first() -> None:
    overview = CASES["20"]
    places = page(overview).by_id()
    for number, township in enumerate(overview.townships):
        section = places[f"t{number}"]
        assert words(section.one("summary")).startswith(township.unit)
        rows = [node.attributes["class"] for node in section.every("tr") if "class" in node.attributes]
        assert sorted(rows, key=["error", "warning", "info"].index) == rows
        assert len(rows) == len(township.summary.findings)


def test_many_findings_are_folded_and_few_are_not() -> None:
    many, few = (page(overview).one("section", "findings") for overview in (CASES["300"], overviews.overview(3, 4)))
    assert len(many.every("details")) == 300
    assert all("open" not in node.attributes for node in many.every("details"))
    assert all("open" in node.attributes for node in few.every("details"))


def test_approximate_figures_are_marked_and_why_there_is_no_total_is_said() -> None:
    overview = CASES["20"]
    places = page(overview).by_id()
    for number, line in enumerate(overview.lines):
        summed = words(places[f"s{number}"])
        assert (line.why_none in summed) if line.total is None else (f"{int(line.total):,}{line.unit}" in summed)
        rough = [node.text for node in places[f"l{number}"].every("td", "rough")]
        assert len(rough) == line.approximate
        assert all(text.startswith("约 ") for text in rough)
        assert len(places[f"l{number}"].one("tbody").every("tr")) == len(line.cells)


def test_pairs_show_the_passages_side_by_side_under_the_names_of_their_owners() -> None:
    overview = CASES["20"]
    pair = overview.pairs[0]
    turned = replace(
        pair,
        passages=tuple(
            replace(one, first=one.second, second=one.first, first_words=one.second_words, second_words=one.first_words)
            for one in pair.passages
        ),
    )
    for shown in (pair, turned):
        section = page(replace(overview, pairs=[shown])).by_id()["p0"]
        assert "37.4%" in words(section)
        heads = [node.text for node in section.one("thead").every("th")]
        assert heads == ["青禾乡", "白禾镇"]
        first = [node.text for node in section.one("tbody").every("tr")[0].every("q")]
        assert first == [pair.passages[0].first_words, pair.passages[0].second_words]


def test_file_links_are_relative_and_lead_nowhere_else() -> None:
    overview = CASES["hostile"]
    targets = [node.attributes["href"] for node in page(overview).every("a")]
    files = [unquote(target) for target in targets if not target.startswith("#")]
    assert overview.townships[0].summary.path in files
    assert not [target for target in targets if "//" in target or ":" in target or "\\" in target]
    for elsewhere in ("//elsewhere/x.docx", "/etc/x.docx", "C:\\x.docx", "\\\\server\\x", ""):
        assert address(elsewhere) is None
    assert address("javascript:alert(1)") == "javascript%3Aalert%281%29"


def test_without_links_files_are_only_named() -> None:
    made = tree(html.report(CASES["20"], "0", links=False))
    assert all(node.attributes["href"].startswith("#") for node in made.every("a"))
    assert "送来/坏的.docx" in made.text


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with started_browser() as made:
        yield made


@pytest.mark.parametrize("size", [(1280, 800), (420, 800)])
@pytest.mark.parametrize("name", ["20", "unreadable", "hostile"])
def test_in_a_browser(name: str, size: tuple[int, int], browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "总览.html"
    file.write_text(html.report(CASES[name], "0"), encoding="utf-8")
    with window(browser, file.as_uri(), size) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not shuts_out(shown)


def test_a_link_unfolds_the_findings_that_it_leads_to(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "总览.html"
    file.write_text(html.report(CASES["20"], "0"), encoding="utf-8")
    with window(browser, file.as_uri(), (1280, 800)) as shown:
        table = shown.locator("#t2 .folded")
        assert not table.is_visible()
        shown.locator(".heat a[href='#t2']").click()
        assert table.is_visible()
        assert not shown.locator("#t3 .folded").is_visible()
        shown.locator("#t3 summary").click()
        assert shown.locator("#t3 .folded").is_visible()
