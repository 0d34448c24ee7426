"""Results beside the overview, in one SQLite file: what was checked once is not checked again, and a run that was killed goes on.

A result is kept under everything that it depends on: the bytes of the report, the version of the program, its tables and the settings.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from drafting.collecting import likeness
from drafting.collecting.summarising import Output

_FORM = 3
"""Of the tables; a file of another form is begun anew."""
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE checked (
  key TEXT PRIMARY KEY, unit TEXT, year INTEGER, county TEXT NOT NULL, written TEXT NOT NULL, error TEXT NOT NULL,
  other TEXT NOT NULL, summary TEXT NOT NULL, mentions TEXT NOT NULL, signed TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE figure (
  key TEXT, place INTEGER, thing TEXT NOT NULL, measure TEXT NOT NULL, written TEXT NOT NULL, value TEXT NOT NULL,
  is_exact INTEGER NOT NULL, stands TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE present (path TEXT PRIMARY KEY, key TEXT NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID;
"""
_CACHE = "PRAGMA cache_size = -1000; PRAGMA temp.cache_size = -1000"
_LYING = "CREATE TEMP TABLE IF NOT EXISTS lying (place TEXT PRIMARY KEY, typed TEXT NOT NULL) WITHOUT ROWID"
_PAUSE = 1.0
"""Seconds between two writings to the disk, which takes longer over one than a report to be checked."""
BUSY = "检查的结果存不下来：可能另一个 fazhi collect 正在用同一份存档，或者磁盘满了；请稍后再试。"


class StoreError(Exception):
    """A file of results that cannot be used; the message says what to do."""


def key_of(data: bytes, circumstances: bytes) -> str:
    """`circumstances`: of all besides the report that a result depends on, as `sum_of` has it."""
    return hashlib.blake2b(data, key=circumstances, digest_size=20).hexdigest()


def sum_of(parts: Iterable[bytes]) -> bytes:
    return hashlib.blake2b(b"\0".join(parts), digest_size=32).digest()


class Store:
    def __init__(self, path: Path | None) -> None:
        """`None`: in memory only, for as long as it is open."""
        self._settled = time.monotonic()
        try:
            self._connection = sqlite3.connect(path or ":memory:")
            self._connection.executescript(_CACHE)
            self._prepare()
        except sqlite3.OperationalError:
            raise StoreError(BUSY) from None
        except sqlite3.DatabaseError:
            if path is None:
                raise
            raise StoreError(
                f"“{path.name}”不是检查结果的存档，或者已损坏；请删去它或把它移开，再试一次（会重新检查全部报告）。"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.Error):
            self._connection.commit()
        self._connection.close()

    def _prepare(self) -> None:
        with self._connection:
            form = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if form == _FORM:
                return
            for (name,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                self._connection.execute(f'DROP TABLE "{name}"')
            for statement in _SCHEMA.split(";"):
                self._connection.execute(statement)
            likeness.prepare(self._connection)
            self._connection.execute(f"PRAGMA user_version = {_FORM}")

    # ---- what was checked ----

    def has(self, key: str) -> bool:
        return self._connection.execute("SELECT 1 FROM checked WHERE key = ?", (key,)).fetchone() is not None

    def put(self, results: Iterable[tuple[str, Output]]) -> None:
        """All of them or none. When the power fails, the last second's work is to be done again."""
        try:
            for key, output in results:
                whose = output.identity
                self._connection.execute(
                    "INSERT OR REPLACE INTO checked VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        key,
                        whose.unit,
                        whose.year,
                        whose.county,
                        output.written,
                        output.error,
                        output.other,
                        output.summary,
                        output.mentions,
                        output.signed,
                    ),
                )
                self._connection.executemany(
                    "INSERT OR REPLACE INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    ((key, place, *counted) for place, counted in enumerate(output.figures)),
                )
                if output.prints:
                    likeness.keep(self._connection, key, output.prints)
        except BaseException:
            self._connection.rollback()
            raise
        if time.monotonic() - self._settled > _PAUSE:
            self._connection.commit()
            self._settled = time.monotonic()

    # ---- what is there in this run ----

    def begin(self) -> None:
        with self._connection:
            self._connection.execute("DELETE FROM present")

    def lay_out(self, files: Iterable[tuple[str, str]]) -> None:
        """Where each really lies, and how somebody named it: each is there once, however often it is named."""
        self._connection.execute(_LYING)
        self._connection.execute("DELETE FROM lying")
        self._connection.executemany("INSERT OR IGNORE INTO lying VALUES (?, ?)", files)
        self._connection.commit()

    def lying(self) -> Iterator[tuple[str, str]]:
        """What was laid out, in order."""
        yield from self._connection.execute("SELECT place, typed FROM lying ORDER BY place")

    def laid_out(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM lying").fetchone()[0])

    def found(self, reports: Iterable[tuple[str, str, int]]) -> None:
        """Path, key, and when the file was changed."""
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO present VALUES (?, ?, ?)", reports)

    def __len__(self) -> int:
        """Of the reports that are there."""
        return int(self._connection.execute("SELECT count(*) FROM present").fetchone()[0])

    # ---- about the file itself ----

    def note(self, name: str, value: str) -> None:
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def connection(self) -> sqlite3.Connection:
        """For what looks over all reports at once."""
        return self._connection
