"""Many reports at once: checked by several workers, kept in a store, seen as one."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from drafting import __version__
from drafting.app.annotating import annotate
from drafting.app.checking import reports_in
from drafting.collecting.fingerprints import VERSION
from drafting.collecting.overview import Overview
from drafting.collecting.running import Office
from drafting.collecting.store import Store, key_of, sum_of
from drafting.collecting.summarising import ARCHIVES, Input, Output, failed, packed_up, summarised
from drafting.collecting.viewing import view
from drafting.config import Settings
from drafting.readers import ReadError, file_bytes

_SECONDS = 60.0
_AT_ONCE = 64
_PATIENCE = "20s"
"""For the answer of a cluster."""
_TABLES = (".csv", ".toml", ".txt")

Told = Callable[[int, int, int], None]
"""Reports that are done, reports in all, and how many of them were known."""


@dataclass(frozen=True, slots=True)
class Collection:
    overview: Overview
    checked: int
    """How many were checked in this run; the others were known."""
    notices: tuple[str, ...]


@contextmanager
def collected(
    folders: Sequence[str],
    store: Store,
    *,
    beside: Path,
    settings: Settings,
    roster: Sequence[str] = (),
    year: int | None = None,
    leave: Iterable[Path] = (),
    executor: Callable[[], Executor] | None = None,
    workers: int | None = None,
    seconds: float = _SECONDS,
    told: Told | None = None,
) -> Iterator[Collection]:
    """`beside`: the folder that the names of reports are relative to. `leave`: files and folders that hold no reports.

    `year`: the one that is asked for; None: that of most reports.
    """
    notices: list[str] = []
    store.lay_out(_reports(folders, frozenset(path.resolve() for path in leave), notices))
    run = _Run(store, _circumstances(settings), beside.resolve(), told)
    with _office(settings, executor, workers, seconds) as office:
        for done in office.summaries(run.unknown()):
            run.keep(done)
        overview = view(store, settings, roster, year, office.in_order)
    yield Collection(overview, run.checked, tuple(notices))


def _office(
    settings: Settings, executor: Callable[[], Executor] | None, workers: int | None, seconds: float = _SECONDS
) -> Office:
    count = workers or os.cpu_count() or 1
    return Office(executor or (lambda: _processes(count)), count, _needed(settings), seconds)


def _processes(count: int) -> Executor:
    # Processes share the memory they were born with until one writes on it, and a collector of garbage marks all it sees.
    gc.freeze()
    # Ctrl-C goes to all processes of a terminal; theirs to answer it is the parent.
    return ProcessPoolExecutor(count, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))


def summary_of(name: str, data: bytes, settings: Settings, seconds: float = _SECONDS) -> Output:
    """Of one report, in this process; also of one that cannot be read."""
    return summarised([Input(name, data)], _needed(settings), seconds)[0]


@dataclass(frozen=True, slots=True)
class Summarised:
    """A report that lies nowhere on the disk, checked."""

    path: str
    """As the overview names it."""
    changed: int
    """Of two from one unit the greater one counts, where the sign-offs do not tell."""
    output: Output


def seen_together(
    reports: Iterable[Summarised], settings: Settings, roster: Sequence[str] = (), year: int | None = None
) -> Overview:
    """The same overview as of `collected`, all of it in memory: it can be handed on."""
    with Store(None) as store:
        store.begin()
        for report in reports:
            store.put([(report.path, report.output)])
            store.found([(report.path, report.path, report.changed)])
        seen = view(store, settings, roster, year)
        return replace(
            seen,
            townships=tuple(seen.townships),
            unknown=tuple(seen.unknown),
            other_years=tuple(seen.other_years),
            unreadable=tuple(seen.unreadable),
            not_reports=tuple(seen.not_reports),
            lines=tuple(replace(line, cells=dict(line.cells)) for line in seen.lines),
            pairs=tuple(seen.pairs),
        )


def unread(name: str, why: str) -> Output:
    """Of a report whose reader has ended before it could say anything."""
    return failed(Input(name, b""), why)


def _needed(settings: Settings) -> bytes:
    return pickle.dumps(_of_a_worker(settings))


def _of_a_worker(settings: Settings) -> Settings:
    """Where the settings lie and who is expected is nobody's business who only checks."""
    return replace(settings, source=None, roster=(), roster_file=None)


def cluster(address: str) -> tuple[Callable[[], Executor], int]:
    """An executor of a dask cluster, and how many workers it has. Raises ClusterError."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            '没有装 dask：请用 pip install "fazhi[dask]" 安装，或者不写 --dask，用这台电脑检查。'
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call] # types none
    except (OSError, ValueError, TimeoutError):
        raise ClusterError(f"连不上 {address} 的集群；请检查地址，或者不写 --dask，用这台电脑检查。") from None
    return client.get_executor, max(1, len(client.nthreads()))  # type: ignore[no-untyped-call] # nor this


def annotated(reports: Iterable[Path], settings: Settings, workers: int | None = None) -> Iterator[bytes | None]:
    """Each with its comments, in their order; None where it is no Word file or cannot be read."""
    work = partial(_annotated, _of_a_worker(settings))
    with _office(settings, None, workers) as office:
        yield from office.in_order(work, reports)


def _annotated(settings: Settings, path: Path) -> bytes | None:
    try:
        return annotate(file_bytes(path), settings).data
    except ReadError:
        return None


class ClusterError(Exception):
    """Why a cluster cannot be used; the message says what to do."""


class _Run:
    def __init__(self, store: Store, circumstances: bytes, beside: Path, told: Told | None) -> None:
        self._store = store
        self._circumstances = circumstances
        self._beside = beside
        self._told = told
        self._all = store.laid_out()
        self._known = 0
        self.checked = 0
        store.begin()

    def unknown(self) -> Iterator[tuple[str, Input]]:
        """What has still to be checked; what is known already is only found again."""
        here: list[tuple[str, str, int]] = []
        for place, typed in self._store.lying():
            path = Path(typed)
            key, data, refused = self._read(path)
            here.append((_shown(place, self._beside), key, _changed(path)))
            if len(here) == _AT_ONCE:
                self._store.found(here)
                here.clear()
            if refused is not None:
                self._store.put([(key, failed(Input(path.name, b""), refused))])
                self._known += 1
            elif self._store.has(key):
                self._known += 1
                self._tell()
            else:
                yield key, Input(path.name, data)
        self._store.found(here)

    def _read(self, path: Path) -> tuple[str, bytes, str | None]:
        try:
            # However large: it is not opened.
            data = b"" if packed_up(path.name) else file_bytes(path)
        except ReadError as error:
            return key_of(str(error).encode(), self._circumstances), b"", str(error)
        # What kind it is and whose, the name may tell where the bytes do not.
        return key_of(path.name.encode() + b"\0" + data, self._circumstances), data, None

    def keep(self, done: list[tuple[str, Output]]) -> None:
        self._store.put(done)
        self.checked += len(done)
        self._tell()

    def _tell(self) -> None:
        if self._told is not None:
            self._told(self._known + self.checked, self._all, self._known)


def _reports(folders: Sequence[str], leave: frozenset[Path], notices: list[str]) -> Iterator[tuple[str, str]]:
    """Where each really lies, and how it was named."""
    for typed in folders:
        for name, path in reports_in(typed, ARCHIVES):
            if path is None:
                notices.append(f"“{name}”里没有报告。")
                continue
            resolved = path.resolve()
            if not any(resolved == left or left in resolved.parents for left in leave):
                yield str(resolved), str(path)


def _shown(place: str, beside: Path) -> str:
    """As the overview names it: the way from the overview to it, where there is one."""
    try:
        return Path(os.path.relpath(place, beside)).as_posix()
    except ValueError:
        return Path(place).name  # on another drive


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _circumstances(settings: Settings) -> bytes:
    """Everything besides the report that a result depends on."""
    told = [__version__.encode(), str(VERSION).encode()]
    for folder in ("rules", "document", "collecting"):
        told += [file.read_bytes() for file in sorted(_tables(files("drafting") / folder), key=str)]
    if settings.source is not None:
        told.append(settings.source.read_bytes())
    return sum_of(told)


def _tables(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _tables(entry)
        elif entry.name.endswith(_TABLES):
            yield entry
