import asyncio
from typing import cast

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from drafting.web.asking import outcome
from drafting.web.workers import Job, State


class Gone:
    """A request whose browser has closed the window."""

    async def is_disconnected(self) -> bool:
        return True


def test_what_nobody_waits_for_any_more_is_not_done() -> None:
    job = Job(print, (), patience=60)

    with pytest.raises(HTTPException, match="已取消"):
        asyncio.run(outcome(cast(Request, Gone()), job))

    assert job.state is State.CANCELLED
