"""多份汇总 without a browser."""

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from drafting.app.collecting import collected
from drafting.collecting import roster
from drafting.collecting.store import Store
from drafting.config import Settings
from drafting.ooxml.workbook import saved
from drafting.reporters.overview import html, xlsx
from drafting.web import county
from drafting.web.filenames import shown_path
from drafting.web.pile import Pile
from tests.web.site import Site, site
from tests.word import report_docx

REPORT = """\
朔浦县{unit}人民政府2024年度法治政府建设情况报告
一、主要举措和成效
（一）化解纠纷。全年受理矛盾纠纷{received}件，办结40件，办结率80%。
二、存在的不足和原因
执法力量不足，主要原因是编制少。
三、党政主要负责人履行推进法治建设第一责任人职责情况
{unit}党委书记、{unit}政府主要负责人带头学法，定期听取汇报。
四、2025年工作安排
组织法治培训6次。
{unit}人民政府
2025年1月10日
"""
UNITS = {"青禾乡": 50, "白石镇": 52, "云溪镇": 50, "龙湾乡": 50}
ROSTER = "青禾乡\n白石镇\n云溪镇\n龙湾乡\n松岭乡\n"


def report(unit: str, received: int = 50) -> bytes:
    return REPORT.format(unit=unit, received=received).encode()


FILES = {f"报告/{unit}.txt": report(unit, received) for unit, received in UNITS.items()}
BROKEN = "报告/云岭乡（扫描）.docx"


@pytest.fixture(autouse=True)
def nothing_there(page: Site) -> None:
    page.post("/county/clear")
    page.desk.clear()


def hand_in(page: Site, files: dict[str, bytes]) -> dict[str, Any]:
    """What is told when all of them are done."""
    for name, data in files.items():
        answer = page.post("/county/reports", data, name)
        assert answer.status_code == 201, answer.text
    return done(page)


def done(page: Site) -> dict[str, Any]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        state: dict[str, Any] = page.client.get("/county/reports").json()
        if state["done"] == state["reports"]:
            return state
        time.sleep(0.02)
    raise AssertionError("never done")


def link(shown: str, name: str) -> str:
    found = re.search(rf'<a href="(/county/reports/[\w-]+)">{re.escape(name)}</a>', shown)
    assert found is not None, name
    return found[1]


# ---- what is seen ----


def test_the_overview_names_the_missing_and_the_unreadable(page: Site) -> None:
    told = hand_in(page, {**FILES, BROKEN: b"PK\x03\x04 nothing"})
    assert (told["reports"], told["done"], told["unreadable"]) == (5, 5, 1)
    assert page.post("/county/roster", ROSTER.encode(), "名单.txt").json()["roster"] == {"name": "名单.txt", "units": 5}

    shown = page.client.get("/county/overview").text

    assert "未交（1）：</b><strong>松岭乡</strong>" in shown
    assert f"{BROKEN}</a></bdi>：" in shown
    assert "<svg" in shown
    for unit in UNITS:
        assert f'aria-label="{unit}：' in shown
    assert " style=" not in shown
    assert "<style" not in shown


@pytest.mark.parametrize("form", ["page", "workbook"])
def test_it_is_what_the_command_line_makes(page: Site, tmp_path: Path, form: str) -> None:
    hand_in(page, FILES)
    page.post("/county/roster", ROSTER.encode(), "名单.txt")
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    got = page.client.get(f"/county/download/{form}")

    with (
        Store(None) as store,
        collected(
            [str(tmp_path)], store, beside=tmp_path, settings=Settings(), roster=roster.names(ROSTER.split()), workers=1
        ) as made,
    ):
        if form == "page":
            assert got.content.decode() == html.report(made.overview, _version(), links=False)
        else:
            assert got.content == xlsx.report(made.overview, links=False)


def _version() -> str:
    from drafting import __version__

    return __version__


def test_the_workbook_opens(page: Site) -> None:
    hand_in(page, FILES)

    answer = page.client.get("/county/download/workbook")

    assert unquote(answer.headers["content-disposition"]).endswith("总览.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[:2] == ["总览", "乡镇"]
    assert [row[0].value for row in book["乡镇"].iter_rows()][-4:] == sorted(UNITS)


def test_a_township_leads_to_its_report(page: Site) -> None:
    hand_in(page, FILES)
    address = link(page.client.get("/county/overview").text, "报告/白石镇.txt")

    there = page.client.get(address)

    assert there.url.path.startswith("/check/reports/")
    assert page.end_of(there.url.path)["state"] == "done"
    assert "办结率<mark" in page.client.get(there.url.path).text
    assert page.client.get(address).url == there.url, "opened twice it lies there once"
    assert len(page.desk.all()) == 1


def test_a_township_gets_its_letter(page: Site) -> None:
    hand_in(page, FILES)
    address = link(page.client.get("/county/overview").text, "报告/白石镇.txt")

    answer = page.client.get(f"{address}/letter")

    assert unquote(answer.headers["content-disposition"]).endswith("白石镇（反馈意见）.docx")
    with ZipFile(io.BytesIO(answer.content)) as package:
        assert "白石镇" in package.read("word/document.xml").decode()


def test_who_did_not_count_gets_no_letter(page: Site) -> None:
    hand_in(page, {"白石镇.txt": report("白石镇"), "坏.docx": b"PK\x03\x04"})
    address = link(page.client.get("/county/overview").text, "坏.docx")

    answer = page.client.get(f"{address}/letter")

    assert answer.status_code == 422
    assert "没有算进总览" in answer.text


def test_another_report_makes_another_overview(page: Site) -> None:
    hand_in(page, FILES)
    assert "松岭乡" not in page.client.get("/county/overview").text

    hand_in(page, {"松岭乡.docx": report_docx(report("松岭乡").decode().splitlines(), automatic=False)})

    assert 'aria-label="松岭乡：' in page.client.get("/county/overview").text


def test_a_roster_can_be_taken_back(page: Site) -> None:
    hand_in(page, FILES)
    page.post("/county/roster", ROSTER.encode(), "名单.txt")
    assert page.post("/county/roster/remove").json()["roster"] is None

    assert "未交（" not in page.client.get("/county/overview").text


def test_a_roster_in_a_workbook_and_one_without_names(page: Site) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet(index=0)
    for row in (["单位"], ["松岭乡"], ["白石镇"]):
        sheet.append(row)
    assert page.post("/county/roster", saved(book), "乡镇名单.xlsx").json()["roster"]["units"] == 2

    refused = page.post("/county/roster", b"\n", "空.txt")
    assert refused.status_code == 422
    assert "名单“空.txt”里没有名称" in refused.text
    assert page.client.get("/county/reports").json()["roster"]["name"] == "乡镇名单.xlsx"


def test_the_roster_of_the_settings_counts_where_none_was_handed_in(tmp_path: Path) -> None:
    (tmp_path / "fazhi.toml").write_text('roster = ["白石镇", "松岭乡"]\n', encoding="utf-8")
    with site(tmp_path) as page:
        page.enter()
        hand_in(page, {"白石镇.txt": report("白石镇")})

        assert "未交（1）：</b><strong>松岭乡</strong>" in page.client.get("/county/overview").text


# ---- names ----


def test_a_script_in_a_name_is_words(page: Site) -> None:
    attack = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    hand_in(page, {f"{attack}/{attack}.txt": report(attack + "白石镇")})
    page.post("/county/roster", f"{attack}镇\n".encode(), f"{attack}.txt")

    for address in ("/county", "/county/overview"):
        shown = page.client.get(address).text
        assert "<script>alert" not in shown
        assert "<img" not in shown
        assert "&lt;img src=x" in shown or "\\u003cimg" in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告/白石镇.docx", "报告/白石镇.docx"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\报告\\白石镇.docx", "C:/报告/白石镇.docx"),
        ("/./a//b.txt", "a/b.txt"),
        ("a\u202etxt.docx", "atxt.docx"),
        ("", "未命名"),
        ("..", "未命名"),
    ],
)
def test_the_way_to_a_file_is_shown(name: str, shown: str) -> None:
    assert shown_path(name) == shown


def test_two_of_one_name_are_two_and_the_same_again_is_one(page: Site) -> None:
    first, second = report("白石镇"), report("云溪镇")

    told = hand_in(page, {"年报.txt": first})
    page.post("/county/reports", first, "年报.txt")
    told = hand_in(page, {"年报.txt": second})

    assert told["reports"] == 2
    shown = page.client.get("/county/overview").text
    assert {link(shown, "年报.txt"), link(shown, "年报（2）.txt")}


def test_what_could_not_be_read_is_replaced_by_what_can(page: Site) -> None:
    assert hand_in(page, {"白石镇.txt": b""})["unreadable"] == 1

    assert hand_in(page, {"白石镇.txt": report("白石镇")}) == {
        "reports": 1,
        "done": 1,
        "unreadable": 0,
        "roster": None,
    }


def test_of_two_the_one_that_was_changed_last_counts(page: Site) -> None:
    for name, received, changed in (("a.txt", 61, "2000"), ("b.txt", 62, "1000")):
        data = report("白石镇", received)
        page.post("/county/reports", data, name, **{"X-File-Changed": changed})
    done(page)

    shown = page.client.get("/county/overview").text

    assert re.search(r"同一单位交了几份的（1）.*?>b\.txt</a>", shown, re.DOTALL)


# ---- limits ----


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path, pile=Pile(most=2, most_bytes=10_000, longest=3600)) as made:
        made.enter()
        yield made


def test_what_does_not_fit_is_refused_and_nothing_goes_for_it(small: Site) -> None:
    hand_in(small, {"a.txt": report("白石镇"), "b.txt": report("云溪镇")})

    refused = small.post("/county/reports", report("青禾乡"), "c.txt")

    assert refused.status_code == 413
    assert "已经有 2 份" in refused.text
    assert done(small)["reports"] == 2
    small.post("/county/clear")
    assert small.post("/county/reports", b"x" * 10_001, "大.txt").status_code == 413


def test_the_overview_is_made_once_and_goes_with_what_it_was_made_of(small: Site) -> None:
    hand_in(small, {"a.txt": report("白石镇")})
    small.client.get("/county/overview")
    pile = small.pile
    kept = pile.overview
    assert kept is not None
    small.client.get("/county/download/page")
    assert pile.overview is kept

    hand_in(small, {"b.txt": report("云溪镇")})
    assert not _has_overview(pile)
    small.client.get("/county/overview")
    assert pile.overview is not None
    small.post("/county/clear")
    assert not _has_overview(pile)


def _has_overview(pile: Pile) -> bool:
    return pile.overview is not None or pile.content is not None


def test_what_nobody_looks_at_goes() -> None:
    from drafting.web.desk import Upload
    from drafting.web.workers import Job

    pile = Pile(longest=0.01)
    job = Job(len, (), 1.0)
    one = pile.put("a.txt", 0, Upload("a.txt", b"x", ".txt"), job)
    pile.overview, pile.content = b"x", "x"
    time.sleep(0.03)

    pile.tidy()

    assert pile.find(one.id) is None
    assert job.is_over
    assert not _has_overview(pile)


def test_cleared_is_cleared(page: Site) -> None:
    hand_in(page, FILES)
    address = link(page.client.get("/county/overview").text, "报告/白石镇.txt")

    assert page.post("/county/clear").json()["reports"] == 0

    assert page.client.get(address).status_code == 404
    assert page.client.get("/county/download/workbook").status_code == 404
    assert page.client.get("/county/overview").url.path == "/county"


def test_what_was_stopped_is_told(page: Site) -> None:
    many = {f"{number}.txt": report("白石镇", number) * 40 for number in range(20)}
    for name, data in many.items():
        page.post("/county/reports", data, name)
    told = page.post("/county/stop").json()

    assert told["done"] == told["reports"] == 20
    assert told["unreadable"] > 0
    assert "已取消" in page.client.get("/county/overview").text


@pytest.mark.parametrize("path", ["/county/reports/nothing", "/county/reports/nothing/letter", "/county/download/x"])
def test_what_is_not_there_is_not_found(page: Site, path: str) -> None:
    assert page.client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["reports", "roster", "clear", "stop", "roster/remove"])
def test_another_site_changes_nothing(page: Site, path: str) -> None:
    answer = page.client.post(
        f"/county/{path}", content=b"x", headers={"Origin": "http://elsewhere", "Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403


def test_its_place_is_in_the_masthead(page: Site) -> None:
    assert f'<a href="{county.HERE}">多份汇总</a>' in page.client.get("/check").text


def test_an_archive_is_taken_and_named(page: Site) -> None:
    assert ".zip" in page.client.get("/county").text
    hand_in(page, {**FILES, "报告/松岭乡打包.zip": b"PK\x03\x04 reports"})
    page.post("/county/roster", "单位,联系人\n青禾乡,甲\n松岭乡,乙\n龙湾镇,丙\n".encode("gbk"), "名单.csv")

    shown = page.client.get("/county/overview").text

    assert "这是压缩包，没有打开；请先解压" in shown
    missing = re.search(r'class="missing">\s*<p>(.*?)</p>', shown, re.DOTALL)
    assert missing is not None
    assert "龙湾镇" in missing[1]
    assert "<strong>松岭乡</strong>" not in missing[1]
