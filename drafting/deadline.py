"""How long a piece of work may take. Nothing can end a task of somebody's executor from outside: what loops over a report looks here."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


class TooLateError(Exception):
    """The time is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def look() -> None:
    """Raises TooLateError where the time is over; without a limit it costs next to nothing."""
    until = _until.get()
    if until is not None and time.monotonic() > until:
        raise TooLateError
