"""axe on every place: whoever cannot see, or cannot use a mouse, can work with it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import payload, shuts_out, window
from tests.web.site import FAULTY
from tests.web.test_county import FILES, ROSTER
from tests.word import report_docx

SIZES = {"desk": (1280, 800), "narrow": (420, 800)}
DOCX = report_docx(FAULTY.splitlines(), automatic=False)


@pytest.fixture(params=sorted(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with window(browser, address, SIZES[request.param]) as made:
        yield made


def test_checking(page: Page) -> None:
    assert not shuts_out(page)
    page.set_input_files("#files", payload("青禾乡.docx", DOCX))
    expect(page.locator("#cards")).to_be_visible()
    page.locator(".card .go").first.click()
    page.locator(".card summary").first.click()
    expect(page.locator(".card .rule pre").first).to_be_visible()
    assert not shuts_out(page)

    for name in ("数字台账", "改正和下载", "全部报告"):
        page.get_by_role("link", name=name).click()
        page.wait_for_load_state()
        if name == "改正和下载":
            page.get_by_role("button", name="先看看会改什么").click()
            expect(page.locator("#changes del").first).to_be_visible()
        assert not shuts_out(page)

    page.goto(page.url.replace("/check", "/nowhere"))
    assert not shuts_out(page)


def test_drafting(page: Page) -> None:
    page.get_by_role("link", name="起草报告").click()
    expect(page.locator("#form section").first).to_be_visible()
    page.set_input_files("#open-file", "examples/forms/云岭县司法局2025（表格和附件）.yaml")
    expect(page.locator("#notice")).to_contain_text("已打开")
    for step in page.locator("#steps a").all():
        step.click()
        assert not shuts_out(page)

    page.locator("#steps a").first.click()
    page.get_by_role("textbox", name="年度", exact=True).first.fill("去年")
    page.locator("#clear").focus()
    expect(page.locator(".wrong:visible").first).to_be_visible()
    if page.locator("#show-side").is_visible():
        page.locator("#show-side").click()
    page.locator("#tab-problems").click()
    assert not shuts_out(page)
    page.locator("#clear").click()
    expect(page.locator("#dialog")).to_be_visible()
    assert not shuts_out(page)


def test_many_reports(page: Page) -> None:
    page.get_by_role("link", name="多份汇总").click()
    page.wait_for_url("**/county")
    assert not shuts_out(page)
    page.set_input_files("#roster", payload("名单.txt", ROSTER.encode()))
    expect(page.locator("#no-roster")).to_be_visible()
    page.set_input_files(
        "#files",
        [payload(name.rpartition("/")[2], data) for name, data in {**FILES, "坏.docx": b"PK\x03\x04"}.items()],
    )
    expect(page.locator(".heat")).to_be_visible()
    page.wait_for_load_state()
    assert not shuts_out(page)
    page.locator("#p0 summary, #t1 summary").first.click()
    assert not shuts_out(page)

    page.get_by_role("link", name="多份汇总").click()
    page.wait_for_url("**/county")
    expect(page.locator("#overview")).to_be_visible()
    assert not shuts_out(page)
    page.locator("#clear").click()
    expect(page.locator("#dialog")).to_be_visible()
    assert not shuts_out(page)
    page.locator("#dialog-yes").click()
    expect(page.locator("#desk")).to_be_hidden()
