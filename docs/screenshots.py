"""The pictures of the local page that README and docs/serve.md show: `make screenshots`. Needs Chromium."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.county import county, write
from tests.web.browsing import started_browser, window
from tests.web.started import running_page

PICTURES = Path(__file__).parent / "images"
SIZES = {"": (1280, 800), "（窄）": (420, 800)}
COUNTY = 18
REPORT = "examples/reports/白石镇2024年度报告（有错）.txt"
FORM = "examples/forms/云溪镇2025（完整）.yaml"


def _checked(page: Page) -> None:
    page.set_input_files("#files", REPORT)
    expect(page.locator("#cards")).to_be_visible()
    page.wait_for_load_state()
    page.locator(".card", has_text="比率不符").first.locator(".go").click()


def _drafted(page: Page) -> None:
    page.get_by_role("link", name="起草报告").click()
    expect(page.locator("#form section").first).to_be_visible()
    page.set_input_files("#open-file", FORM)
    page.get_by_role("button", name="知道了").click()
    page.locator("#steps a", has_text="数据").click()
    expect(page.locator(".shown").first).to_contain_text("报告里写成")


def _collected(page: Page) -> None:
    page.get_by_role("link", name="多份汇总").click()
    page.wait_for_url("**/county")
    with TemporaryDirectory() as folder:
        write(county(COUNTY, seed=7), Path(folder), docx_share=0.0, seed=7)
        page.set_input_files("#roster", Path(folder) / "roster.xlsx")
        expect(page.locator("#no-roster")).to_be_visible()
        page.set_input_files("#folder", Path(folder) / "reports")
        expect(page.locator(".heat")).to_be_visible()
        page.wait_for_load_state()


SCENES: dict[str, Callable[[Page], None]] = {"检查报告": _checked, "起草报告": _drafted, "多份汇总": _collected}


def _picture(browser: Browser, address: str, scene: str, width: str) -> None:
    with window(browser, address, SIZES[width]) as page:
        SCENES[scene](page)
        # Smooth scrolling comes to its end.
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURES / f"{scene}{width}.jpg", type="jpeg", quality=82)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with running_page() as address, started_browser() as browser:
        for scene in SCENES:
            for width in SIZES:
                _picture(browser, address, scene, width)


if __name__ == "__main__":
    main()
