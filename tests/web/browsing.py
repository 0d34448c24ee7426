"""A real browser without a screen, and what has to hold in every window of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The first answer waits for a process that has still to start.
PATIENCE = 30000
expect.set_options(timeout=PATIENCE)


def shuts_out(page: Page) -> list[str]:
    """What axe finds: whoever cannot see, or cannot use a mouse, can work with a page where it finds nothing."""
    # Evaluated beside the page's own scripts, since its policy lets no other script in.
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    nodes = [(one["id"], node) for one in found["violations"] for node in one["nodes"]]
    return [f"{page.url} {name}: {node['html']} {node['failureSummary']}" for name, node in nodes]


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": data}


@contextmanager
def started_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@contextmanager
def window(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Page]:
    """At the end nothing has been asked of another address, and nothing has gone wrong that nobody was told of."""
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        trouble: list[str] = []
        asked: list[str] = []
        # The policy tells of everything that it has forbidden.
        page.on("console", lambda told: trouble.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        home = address.partition("/start")[0]
        page.goto(address)
        yield page
        assert [url for url in asked if not url.startswith((home, f"blob:{home}"))] == []
        # What the server refuses, or a test keeps from it, is told on the page.
        assert [told for told in trouble if not told.startswith("Failed to load resource")] == []
