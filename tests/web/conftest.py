from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.site import Site, site


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Nobody has come in yet."""
    with site(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(Path(tmp_path_factory.mktemp("desk"))) as made:
        made.enter()
        yield made
