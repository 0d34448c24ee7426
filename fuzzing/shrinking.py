"""A crash's input made smaller, as long as it crashes at the same place."""

import time

from fuzzing.doors import Door, visit
from fuzzing.places import crash_place


def shrunk(through: Door, data: bytes, seconds: float) -> bytes:
    """The same bytes where they do not crash here."""
    place = _place(through, data)
    until = time.monotonic() + seconds
    length = len(data) // 2
    while place and length:
        at = 0
        while at < len(data) and time.monotonic() < until:
            fewer = data[:at] + data[at + length :]
            if _place(through, fewer) == place:
                data = fewer
            else:
                at += length
        length //= 2
    return data


def _place(through: Door, data: bytes) -> str:
    try:
        visit(through, data)
    except Exception as error:  # noqa: BLE001 - any of them is what is looked for
        return crash_place(error)
    return ""
