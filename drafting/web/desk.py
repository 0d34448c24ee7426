"""What lies on the desk: reports that were handed in, in memory only, so many and so long."""

import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.web.workers import Job

MOST_REPORTS = 60
MOST_BYTES = 512 * 1024 * 1024
LONGEST = 2 * 60 * 60.0
"""Seconds since somebody last looked at it."""


@dataclass(slots=True)
class Upload:
    name: str
    """As it is shown."""
    data: bytes
    suffix: str
    """Of the kinds that can be read; empty for others."""


@dataclass(slots=True)
class Lying:
    upload: Upload
    job: Job
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    looked_at: float = field(default_factory=time.monotonic)


class Desk:
    def __init__(self, most: int = MOST_REPORTS, most_bytes: int = MOST_BYTES, longest: float = LONGEST) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._longest = longest
        self._lying: dict[str, Lying] = {}
        self._lock = threading.Lock()

    def put(self, upload: Upload, job: Job) -> Lying:
        """Where there is no more room, what has lain longest goes."""
        lying = Lying(upload, job)
        with self._lock:
            self._lying[lying.id] = lying
            size = sum(len(one.upload.data) for one in self._lying.values())
            while len(self._lying) > 1 and (len(self._lying) > self._most or size > self._most_bytes):
                oldest = next(iter(self._lying.values()))
                size -= len(oldest.upload.data)
                self._drop(oldest)
        return lying

    def find(self, name: str) -> Lying | None:
        self.tidy()
        with self._lock:
            lying = self._lying.get(name)
            if lying is not None:
                lying.looked_at = time.monotonic()
            return lying

    def all(self) -> Sequence[Lying]:
        self.tidy()
        with self._lock:
            return tuple(self._lying.values())

    def remove(self, name: str) -> None:
        with self._lock:
            if name in self._lying:
                self._drop(self._lying[name])

    def clear(self) -> None:
        with self._lock:
            for lying in tuple(self._lying.values()):
                self._drop(lying)

    def tidy(self) -> None:
        now = time.monotonic()
        with self._lock:
            for lying in tuple(self._lying.values()):
                if now - lying.looked_at > self._longest:
                    self._drop(lying)

    def _drop(self, lying: Lying) -> None:
        lying.job.cancel()
        del self._lying[lying.id]
