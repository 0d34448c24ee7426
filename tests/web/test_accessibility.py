"""axe on every place: whoever cannot see, or cannot use a mouse, can work with it."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import window
from tests.web.site import FAULTY
from tests.web.test_county import FILES, ROSTER
from tests.word import report_docx

SIZES = {"desk": (1280, 800), "narrow": (420, 800)}
DOCX = report_docx(FAULTY.splitlines(), automatic=False)


@pytest.fixture(scope="module")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(params=sorted(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with window(browser, address, SIZES[request.param]) as made:
        yield made


def _has_no_violation(page: Page, axe: str) -> None:
    # Evaluated beside the page's own scripts, since its policy lets no other script in.
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found["violations"] for node in one["nodes"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def test_checking(page: Page, axe: str) -> None:
    _has_no_violation(page, axe)
    page.set_input_files("#files", {"name": "青禾乡.docx", "mimeType": "", "buffer": DOCX})
    expect(page.locator("#cards")).to_be_visible()
    page.locator(".card .go").first.click()
    page.locator(".card summary").first.click()
    expect(page.locator(".card .rule pre").first).to_be_visible()
    _has_no_violation(page, axe)

    for name in ("数字台账", "改正和下载", "全部报告"):
        page.get_by_role("link", name=name).click()
        page.wait_for_load_state()
        if name == "改正和下载":
            page.get_by_role("button", name="先看看会改什么").click()
            expect(page.locator("#changes del").first).to_be_visible()
        _has_no_violation(page, axe)

    page.goto(page.url.replace("/check", "/nowhere"))
    _has_no_violation(page, axe)


def test_drafting(page: Page, axe: str) -> None:
    page.get_by_role("link", name="起草报告").click()
    expect(page.locator("#form section").first).to_be_visible()
    page.set_input_files("#open-file", "examples/forms/云岭县司法局2025（表格和附件）.yaml")
    expect(page.locator("#notice")).to_contain_text("已打开")
    for step in page.locator("#steps a").all():
        step.click()
        _has_no_violation(page, axe)

    page.locator("#steps a").first.click()
    page.get_by_role("textbox", name="年度", exact=True).first.fill("去年")
    page.locator("#clear").focus()
    expect(page.locator(".wrong:visible").first).to_be_visible()
    if page.locator("#show-side").is_visible():
        page.locator("#show-side").click()
    page.locator("#tab-problems").click()
    _has_no_violation(page, axe)
    page.locator("#clear").click()
    expect(page.locator("#dialog")).to_be_visible()
    _has_no_violation(page, axe)


def test_many_reports(page: Page, axe: str) -> None:
    page.get_by_role("link", name="多份汇总").click()
    page.wait_for_url("**/county")
    _has_no_violation(page, axe)
    page.set_input_files("#roster", {"name": "名册.txt", "mimeType": "", "buffer": ROSTER.encode()})
    expect(page.locator("#no-roster")).to_be_visible()
    page.set_input_files(
        "#files",
        [
            {"name": name.rpartition("/")[2], "mimeType": "", "buffer": data}
            for name, data in {**FILES, "坏.docx": b"PK\x03\x04"}.items()
        ],
    )
    expect(page.locator(".heat")).to_be_visible()
    page.wait_for_load_state()
    _has_no_violation(page, axe)
    page.locator("#p0 summary, #t1 summary").first.click()
    _has_no_violation(page, axe)

    page.get_by_role("link", name="多份汇总").click()
    page.wait_for_url("**/county")
    expect(page.locator("#overview")).to_be_visible()
    _has_no_violation(page, axe)
    page.locator("#clear").click()
    expect(page.locator("#dialog")).to_be_visible()
    _has_no_violation(page, axe)
    page.locator("#dialog-yes").click()
    expect(page.locator("#desk")).to_be_hidden()
