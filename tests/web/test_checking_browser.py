"""检查报告 in a real browser."""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from drafting.app import check
from drafting.readers import read_bytes
from tests.web.browsing import payload, window
from tests.web.site import FAULTY
from tests.word import report_docx

WIDTHS = {"desk": (1280, 720), "small": (800, 600), "narrow": (420, 800)}
DOCX = report_docx(FAULTY.splitlines(), automatic=False)


@pytest.fixture(params=sorted(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with window(browser, address, WIDTHS[request.param]) as made:
        yield made


def _hand_in(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("#files", payload(name, data))
    expect(page.locator("#cards")).to_be_visible()
    page.wait_for_load_state()


def test_a_finding_leads_to_its_words_and_the_words_to_the_finding(page: Page) -> None:
    _hand_in(page, "青禾乡.docx", DOCX)
    assert "token" not in page.url
    rate = page.locator(".card", has_text="比率不符")

    rate.locator(".go").click()

    words = page.locator("mark.current")
    expect(words.first).to_have_text("96.15%")
    expect(rate).to_have_class(re.compile("current"))
    expect(words.first).to_be_in_viewport()

    comma = page.locator("mark", has_text=re.compile("^,$"))
    comma.click()

    chosen = page.locator(".card.current")
    expect(chosen).to_contain_text("半角标点")
    expect(chosen).to_be_in_viewport()
    expect(chosen.locator(".go")).to_be_focused()


def test_levels_can_be_hidden_and_shown(page: Page) -> None:
    _hand_in(page, "青禾乡.docx", DOCX)
    errors = page.locator(".card.error")
    assert errors.count() > 0

    page.locator("[data-show=error]").uncheck()
    expect(errors.first).to_be_hidden()
    expect(page.locator(".card.warning").first).to_be_visible()

    page.locator("[data-show=error]").check()
    expect(errors.first).to_be_visible()

    looks = page.locator(".card.looks")
    assert looks.count() > 0
    page.locator("[data-show=looks]").uncheck()
    expect(looks.first).to_be_hidden()
    expect(errors.first).to_be_visible()
    for box in page.locator("[data-show]:enabled").all():
        box.uncheck()
    expect(page.locator("#none-shown")).to_be_visible()


def test_the_keyboard_is_enough(page: Page) -> None:
    page.locator("#words").fill(FAULTY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#cards")).to_be_visible()
    page.wait_for_load_state()

    page.locator("#on").focus()
    page.keyboard.press("Enter")
    expect(page.locator('.card[data-number="1"]')).to_have_class(re.compile("current"))
    page.keyboard.press("ArrowDown")
    expect(page.locator('.card[data-number="2"]')).to_have_class(re.compile("current"))
    expect(page.locator('.card[data-number="2"] .go')).to_be_focused()
    while page.evaluate("document.activeElement.nodeName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator('.card[data-number="2"] .rule')).to_contain_text("没有问题的写法")


def test_the_annotated_and_the_fixed_file_can_be_downloaded(page: Page, tmp_path: Path) -> None:
    _hand_in(page, "青禾乡.docx", DOCX)
    page.get_by_role("link", name="改正和下载").click()
    page.wait_for_load_state()

    with page.expect_download() as annotated:
        page.get_by_role("link", name="下载批注版").click()
    assert annotated.value.suggested_filename == "青禾乡（批注）.docx"
    with zipfile.ZipFile(io.BytesIO(annotated.value.path().read_bytes())) as package:
        assert "FIG01" in package.read("word/comments.xml").decode()

    page.get_by_role("button", name="先看看会改什么").click()
    expect(page.locator("#changes del").first).to_be_visible()
    for box in page.locator("input[name=fix]").all():
        box.uncheck()
    expect(page.locator("#none-ticked")).to_be_visible()
    expect(page.get_by_role("button", name="下载改好的报告")).to_be_disabled()
    for code in ("PUN01", "PUN04"):
        page.locator(f"input[value={code}]").check()
    expect(page.locator("#changes")).to_be_empty()
    page.get_by_label("直接改").check()
    with page.expect_download() as made:
        page.get_by_role("button", name="下载改好的报告").click()
    assert made.value.suggested_filename == "青禾乡（改好）.docx"
    fixed = tmp_path / "改好.docx"
    fixed.write_bytes(made.value.path().read_bytes())
    codes = {finding.code for finding in check(fixed).findings}
    assert "NUM02" in codes
    assert not codes & {"PUN01", "PUN04"}
    assert "学法4次，培训" in "".join(block.text for block in read_bytes(fixed.read_bytes()).blocks)


def test_the_ledger_leads_to_the_text(page: Page) -> None:
    _hand_in(page, "青禾乡.docx", DOCX)
    page.get_by_role("link", name="数字台账").click()
    expect(page.get_by_text("49件 ÷ 52件").first).to_be_visible()

    page.locator("table.ledger tbody th a").last.click()

    expect(page.locator(":target")).to_be_in_viewport()
    with page.expect_download() as made:
        page.get_by_role("link", name="数字台账").click()
        page.get_by_role("link", name="下载 Excel 台账").click()
    assert made.value.suggested_filename == "青禾乡（数字台账）.xlsx"


def test_several_at_once_are_listed_and_one_that_cannot_be_read_says_why(page: Page) -> None:
    if page.locator("#desk").is_visible():
        page.get_by_role("button", name="全部清除").click()
        page.locator("#dialog").get_by_role("button", name="全部清除").click()
        expect(page.locator("#desk")).to_be_hidden()
    given = [(f"{number}.txt", FAULTY.replace("青禾乡", f"第{number}乡").encode()) for number in range(5)]
    files: list[FilePayload] = [payload(name, data) for name, data in [*given, ("图.docx", b"\x89PNG\r\n\x1a\n")]]
    page.set_input_files("#files", files)

    expect(page.locator("#reports tr")).to_have_count(6)
    expect(page.locator("#reports tr.done")).to_have_count(5)
    expect(page.locator("#reports tr.failed")).to_contain_text("这是图片")
    page.get_by_role("button", name="清除“图.docx”").click()
    expect(page.locator("#reports tr")).to_have_count(5)


_LATE = """
const real = window.fetch;
let sent = 0;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
window.fetch = async (address, options = {}) => {
  const isList = String(address) === "/check/reports";
  if (isList && options.method === "POST" && (sent += 1) === 2) await wait(1500);
  const answer = await real(address, options);
  if (isList && options.method !== "POST") await wait(700);
  return answer;
};
"""


def test_a_report_that_comes_while_an_answer_is_on_its_way_is_listed(page: Page) -> None:
    page.add_init_script(_LATE)
    page.reload()
    page.wait_for_timeout(1000)
    there = page.locator("#reports tr").count()

    page.set_input_files("#files", [payload(f"{name}.txt", FAULTY.encode()) for name in ("甲", "乙")])

    expect(page.locator("#reports tr")).to_have_count(there + 2)


def test_twenty_reports_at_once(page: Page) -> None:
    if page.locator("#desk").is_visible():
        page.get_by_role("button", name="全部清除").click()
        page.locator("#dialog").get_by_role("button", name="全部清除").click()
        expect(page.locator("#desk")).to_be_hidden()
    names = [f"第{number}乡" for number in range(20)]
    files: list[FilePayload] = [
        payload(f"{name}.docx", report_docx(text.splitlines(), automatic=False))
        for name in names
        for text in [FAULTY.replace("青禾乡", name)]
    ]
    page.set_input_files("#files", files)

    expect(page.locator("#reports tr.done")).to_have_count(20)
    assert sorted(row.inner_text() for row in page.locator("#reports tr bdi").all()) == sorted(
        f"{name}.docx" for name in names
    )
    assert page.locator("#reports td.count.error").count() == 20
    with page.expect_download() as made:
        page.get_by_role("link", name="下载数字台账（Excel）").click()
    assert made.value.suggested_filename == "20份报告（数字台账）.xlsx"


def test_long_work_shows_its_first_findings_and_can_be_stopped(page: Page) -> None:
    lines = FAULTY.splitlines()
    many = [
        f"第{n}村受理{n}件，办结{n - 3}件，办结率9{n % 10}.5%,共{n}人次；另受理来访{n + 7}批。" * 8
        for n in range(9, 2500)
    ]
    page.set_input_files(
        "#files",
        payload("长.txt", "\n".join([*lines[:4], *many, *lines[4:]]).encode()),
    )

    expect(page.locator("#early li").first).to_be_visible()
    page.get_by_role("button", name="取消").click()

    expect(page.get_by_text("已取消，没有检查。")).to_be_visible()
    page.get_by_role("link", name="回到检查报告").click()
    expect(page.locator("#reports tr.cancelled").first).to_be_visible()


_FRAME = """async (pane) => {
  const times = [];
  let last = performance.now();
  for (let step = 0; step < 90; step += 1) {
    (pane ? document.getElementById(pane) : document.scrollingElement).scrollTop += 300;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times.sort((one, other) => one - other)[45];
}"""


def test_two_hundred_pages_are_as_quick_to_move_in_as_plain_text(browser: Browser, address: str) -> None:
    lines = FAULTY.splitlines()
    part = [
        f"第{number}村受理矛盾纠纷{number + 40}件，办结{number + 37}件，办结率9{number % 10}.5%，群众比较满意，没有积案。"
        * 4
        for number in range(750)
    ]
    text = "\n".join([*lines[:4], *part, *lines[4:]])
    with window(browser, address, WIDTHS["desk"]) as page:
        start = time.monotonic()
        page.set_input_files("#files", payload("长.txt", text.encode()))
        page.locator("#early li, #cards .card").first.wait_for()
        first = time.monotonic() - start
        page.locator("#cards .card").first.wait_for()
        assert first < 0.7 * (time.monotonic() - start)
        page.wait_for_load_state()
        paper, cards = page.evaluate(_FRAME, "paper"), page.evaluate(_FRAME, "cards")

        page.goto("about:blank")
        page.set_content(f"<body style='font: 18px/2 serif'>{'<p>' + part[0] + '</p>'}" * 700)
        plain = page.evaluate(_FRAME, "")
        assert max(paper, cards) < 2.5 * plain


def test_a_script_in_a_report_is_words(page: Page) -> None:
    attack = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    text = FAULTY.replace("加强学习", f"{attack}加强学习").replace("青禾乡2024", f"{attack}青禾乡2024")
    _hand_in(page, f"{attack}.docx".replace("/", "_"), report_docx(text.splitlines(), automatic=False))

    assert page.locator(".paper img, .paper script, h1 img").count() == 0
    page.get_by_role("link", name="数字台账").click()
    page.get_by_role("link", name="改正和下载").click()
    page.get_by_role("link", name="全部报告").click()
    expect(page.locator("#reports tr.done").first).to_contain_text("<img src=x")


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    def is_too_wide() -> bool:
        return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    assert not is_too_wide()
    _hand_in(page, "青禾乡" + "很长的名称" * 20 + ".docx", DOCX)
    for name in ("原文和问题", "数字台账", "改正和下载", "全部报告"):
        page.get_by_role("link", name=name).click()
        page.wait_for_load_state()
        assert not is_too_wide(), name
