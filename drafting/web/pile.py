"""What was handed in for an overview: in memory only, so many and so long.

On the desk the oldest makes room for the newest. Here nothing does: a report that silently went would be counted as never handed in.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.web.desk import LONGEST, MOST_BYTES, Upload
from drafting.web.workers import Job, State

MOST_REPORTS = 600


@dataclass(frozen=True, slots=True)
class Roster:
    name: str
    """Of its file, as it is shown."""
    units: tuple[str, ...]


@dataclass(slots=True)
class Piled:
    path: str
    """As it is shown, with the folders that were handed in."""
    changed: int
    """When the file was, as the browser tells."""
    upload: Upload
    job: Job
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))


class FullError(Exception):
    """Why nothing more can be taken; the message says what to do."""


class Pile:
    def __init__(self, most: int = MOST_REPORTS, most_bytes: int = MOST_BYTES, longest: float = LONGEST) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._longest = longest
        self._piled: dict[str, Piled] = {}
        self._roster: Roster | None = None
        self._looked_at = time.monotonic()
        self.edition = 0
        """Another one whenever something else lies here; then what was made of it goes."""
        self.overview: bytes | None = None
        """As a worker has packed it."""
        self.content: str | None = None
        """The overview as it stands on the page."""

    def room_for(self, path: str, data: bytes) -> Piled | None:
        """The one that lies there already, byte for byte. Raises FullError."""
        self.tidy()
        for one in self._piled.values():
            if one.upload.data == data and one.path == path and one.job.state is not State.CANCELLED:
                return one
        kept = [one for one in self._piled.values() if not self._is_replaced(one, path)]
        if len(kept) >= self._most:
            raise FullError(f"已经有 {self._most} 份，放不下了；请分几次汇总，或者用命令 fazhi collect。")
        if sum(len(one.upload.data) for one in kept) + len(data) > self._most_bytes:
            most = self._most_bytes // 1024 // 1024
            raise FullError(f"全部报告超过 {most} MB，放不下了；请分几次汇总，或者用命令 fazhi collect。")
        return None

    def put(self, path: str, changed: int, upload: Upload, job: Job) -> Piled:
        for old in [one for one in self._piled.values() if self._is_replaced(one, path)]:
            del self._piled[old.id]
        made = Piled(self._free(path), changed, upload, job)
        self._piled[made.id] = made
        self._touched()
        return made

    def find(self, name: str) -> Piled | None:
        self.tidy()
        self._looked_at = time.monotonic()
        return self._piled.get(name)

    def all(self) -> Sequence[Piled]:
        self.tidy()
        self._looked_at = time.monotonic()
        return tuple(self._piled.values())

    @property
    def roster(self) -> Roster | None:
        return self._roster

    @roster.setter
    def roster(self, roster: Roster | None) -> None:
        self._roster = roster
        self._touched()

    def clear(self) -> None:
        for one in self._piled.values():
            one.job.cancel()
        self._piled.clear()
        self.roster = None

    def tidy(self) -> None:
        if (self._piled or self._roster) and time.monotonic() - self._looked_at > self._longest:
            self.clear()

    def _touched(self) -> None:
        self._looked_at = time.monotonic()
        self.edition += 1
        self.overview = self.content = None

    @staticmethod
    def _is_replaced(one: Piled, path: str) -> bool:
        """Whoever hands in again what was cancelled or could not be read has put it right."""
        result = one.job.result
        is_of_no_use = one.job.state in (State.CANCELLED, State.FAILED) or (result is not None and result.error)
        return one.path == path and bool(is_of_no_use)

    def _free(self, path: str) -> str:
        """Loose files of two folders may have one name, and neither may vanish behind the other."""
        taken = {one.path for one in self._piled.values()}
        stem, dot, suffix = path.rpartition(".")
        number, free = 1, path
        while free in taken:
            number += 1
            free = f"{stem}（{number}）{dot}{suffix}" if dot and "/" not in suffix else f"{path}（{number}）"
        return free
