from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.web.browsing import CHROMIUM, started_browser
from tests.web.site import Site, site
from tests.web.started import running_page


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Nobody has come in yet."""
    with site(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("desk")) as made:
        made.enter()
        yield made


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_page() as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """`.ci/pages-tools` installs one; without it the tests that need one are skipped."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with started_browser() as made:
        yield made
