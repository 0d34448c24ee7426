"""多份汇总 in a real browser."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import payload, window
from tests.web.test_county import FILES, ROSTER, report

WIDTHS = {"desk": (1280, 720), "narrow": (420, 800)}


@pytest.fixture(params=sorted(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with window(browser, address, WIDTHS[request.param]) as made:
        _enter(made)
        yield made
        _clear(made)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "年报"
    for name, data in FILES.items():
        place = made / name.replace("报告/", "东片/" if "乡" in name else "")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (made / "~$白石镇.docx").write_bytes(b"locked")
    (made / "名单.xlsx").write_bytes(b"no report")
    return made


def _enter(page: Page) -> None:
    page.get_by_role("link", name="多份汇总").click()
    # The place to check has an element for files as well.
    page.wait_for_url("**/county")


def _clear(page: Page) -> None:
    _enter(page)
    page.wait_for_load_state()
    if page.locator("#clear").is_visible():
        page.locator("#clear").click()
        page.locator("#dialog-yes").click()
        expect(page.locator("#desk")).to_be_hidden()


def _hand_in(page: Page) -> None:
    page.set_input_files("#roster", payload("名单.txt", ROSTER.encode()))
    expect(page.locator("#roster-told")).to_contain_text("5 个单位")
    page.set_input_files(
        "#files",
        [payload(name.rpartition("/")[2], data) for name, data in {**FILES, "坏.docx": b"PK\x03\x04"}.items()],
    )
    expect(page.locator(".heat")).to_be_visible()
    page.wait_for_load_state()


def _is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_from_the_picture_to_a_township_and_to_its_report(page: Page) -> None:
    assert not _is_too_wide(page)
    _hand_in(page)
    assert page.url.endswith("/county/overview")
    expect(page.locator(".missing")).to_contain_text("松岭乡")
    expect(page.locator(".odd")).to_contain_text("坏.docx")
    assert not _is_too_wide(page)
    # The cells have the colours of the style that goes out by itself.
    assert page.locator("rect.l1").first.evaluate("one => getComputedStyle(one).fill") == "rgb(253, 243, 227)"

    page.locator(".heat a", has_text="白石镇").click()

    township = page.locator("section:target")
    expect(township).to_contain_text("白石镇")
    expect(township.locator("table")).to_be_in_viewport()
    with page.expect_download() as letter:
        township.get_by_role("link", name="反馈意见").click()
    assert letter.value.suggested_filename == "白石镇（反馈意见）.docx"
    township.get_by_role("link", name="白石镇.txt").click()
    expect(page.locator("#cards .card").first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("白石镇")
    page.go_back()
    expect(page.locator(".heat")).to_be_visible()


def test_the_workbook_and_the_page_can_be_downloaded(page: Page) -> None:
    _hand_in(page)

    with page.expect_download() as book:
        page.get_by_role("link", name="下载工作簿").click()
    assert book.value.suggested_filename == "总览.xlsx"
    assert "未交和读不了" in load_workbook(io.BytesIO(book.value.path().read_bytes())).sheetnames
    with page.expect_download() as shown:
        page.get_by_role("link", name="下载总览").click()
    assert shown.value.suggested_filename == "总览.html"
    assert "松岭乡" in shown.value.path().read_text(encoding="utf-8")


def test_a_folder_that_is_chosen(page: Page, folder: Path) -> None:
    page.set_input_files("#folder", folder)
    # What was not taken stays in sight until somebody goes on.
    expect(page.locator("#left-out")).to_contain_text("没有收：年报/名单.xlsx。")
    page.get_by_role("link", name="看总览").click()
    expect(page.locator(".heat")).to_be_visible()

    expect(page.locator("table.townships tbody tr")).to_have_count(4)
    expect(page.locator(".folded bdi", has_text=re.compile("^年报/东片/青禾乡.txt$"))).to_have_count(1)
    assert not _is_too_wide(page)


# Synthetic events carry files; only a person's own hand drops a folder. So its entries are made here, as the browser makes them.
_DROP = """([tree]) => {
  const entry = (path, value) => typeof value === "string"
    ? { isFile: true, fullPath: path, file: (take) => take(new File([value], path.slice(path.lastIndexOf("/") + 1))) }
    : { isFile: false, fullPath: path, createReader: () => {
        const inside = Object.entries(value).map(([name, one]) => entry(`${path}/${name}`, one));
        return { readEntries: (take) => take(inside.splice(0, 2)) };
      } };
  const items = Object.entries(tree).map(([name, one]) => ({ kind: "file", webkitGetAsEntry: () => entry(`/${name}`, one) }));
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { items } });
  document.getElementById("drop").dispatchEvent(event);
}"""


def test_a_folder_that_is_dropped_with_a_loose_file(page: Page) -> None:
    within = {name.rpartition("/")[2]: data.decode() for name, data in FILES.items()}
    tree = {"年报": {"东片": within, "图.png": "no report", "~$锁.docx": "no"}, "松岭乡.txt": report("松岭乡").decode()}

    page.evaluate(_DROP, [tree])

    expect(page.locator("#left-out")).to_have_text("有 1 个文件不是报告（如图片、表格），没有收：年报/图.png。")
    page.get_by_role("link", name="看总览").click()
    expect(page.locator("table.townships tbody tr")).to_have_count(5)
    assert page.locator(".folded bdi", has_text=re.compile("^年报/东片/")).count() == 4


def test_files_that_are_dropped(page: Page) -> None:
    handle = page.evaluate_handle(
        """([name, words]) => {
          const data = new DataTransfer();
          data.items.add(new File([words], name));
          return data;
        }""",
        ["白石镇.txt", report("白石镇").decode()],
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": handle})

    expect(page.locator("table.townships tbody tr")).to_have_count(1)


def test_what_is_stopped_and_cleared(page: Page) -> None:
    long = (report("白石镇") * 400).decode()
    page.set_input_files("#files", [payload(f"{n}.txt", long.encode()) for n in range(12)])
    page.locator("#stop").click()
    expect(page.locator("#stage")).to_contain_text("没有读成")
    expect(page.locator("#overview")).to_be_visible()
    assert page.url.endswith("/county"), "nobody is led away who has stopped it"

    page.locator("#clear").click()
    page.locator("#dialog-no").click()
    expect(page.locator("#desk")).to_be_visible()
    page.locator("#clear").click()
    page.locator("#dialog-yes").click()
    expect(page.locator("#desk")).to_be_hidden()


# The first answer was asked for before the report was handed in, and comes after.
_LATE = """() => {
  const quick = window.fetch;
  let late = false;
  window.fetch = async (address, options) => {
    const answer = await quick(address, options);
    if (!late && address === "/county/reports" && !options?.method) {
      late = true;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    return answer;
  };
}"""


def test_an_answer_that_comes_too_late_is_not_believed(page: Page) -> None:
    page.add_init_script(f"({_LATE})()")
    page.reload()
    page.set_input_files("#files", [payload("白石镇.txt", report("白石镇"))])

    expect(page.locator(".heat")).to_be_visible()


def test_what_is_refused_is_told(page: Page) -> None:
    page.route(
        "**/county/reports",
        lambda route: (
            route.fulfill(status=413, body="<p class='said'>放不下了。</p>")
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    page.set_input_files("#files", [payload("白石镇.txt", report("白石镇"))])

    expect(page.locator("#trouble")).to_contain_text("“白石镇.txt”：放不下了。")


def test_a_script_in_a_name_is_words(page: Page) -> None:
    attack = "<img src=x onerror=alert(1)>"
    page.set_input_files("#files", [payload(f"{attack}.txt", report(f"{attack}白石镇"))])

    expect(page.locator(".county")).to_contain_text(f"{attack}.txt")
    assert page.locator(".county img, .county script").count() == 0


def test_the_keyboard_is_enough(page: Page) -> None:
    for box in ("files", "folder", "roster"):
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.nodeName") != "INPUT":
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == box
