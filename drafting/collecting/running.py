"""The work handed out: to processes of this computer, or to whatever executor somebody brings."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import chain, islice
from types import TracebackType
from typing import Self, TypeVar

from drafting.collecting.summarising import Input, Output, failed, summarised

_TOGETHER = 8
"""Reports in one parcel: what it costs to hand one over is shared."""
_AHEAD = 3
"""Parcels that wait for each worker: enough to keep it busy, and few enough to keep memory flat."""
_TERM = 125
"""Parcels until the workers are replaced: of the memory that they share with this process, they write over more and more, and
what they have written on is theirs alone."""
_DIED = "处理这份文件的程序意外停止了（文件可能有意做坏，或者内存不够）；请用 Word 或 WPS 打开它，另存为 .docx 后再试。"

Keyed = tuple[str, Input]
Done = tuple[str, Output]
_Parcel = TypeVar("_Parcel")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Office:
    """Who does the work, and on what terms."""

    begin: Callable[[], Executor]
    """Again where one has broken, or its term is over."""
    workers: int
    settings: bytes
    seconds: float
    _begun: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def _executor(self) -> Executor:
        if self._begun is None:
            self._begun = self.begin()
        return self._begun

    def _end(self) -> None:
        if self._begun is not None:
            self._begun.shutdown()
            self._begun = None

    def in_order(self, work: Callable[[_Parcel], _Made], parcels: Iterable[_Parcel]) -> Iterator[_Made]:
        """As `map`, each worker with a parcel and one more that waits; one over which a worker has died is done here."""
        coming = iter(parcels)
        first = list(islice(coming, 2))
        if len(first) < 2:
            yield from map(work, first)
            return
        waiting: deque[tuple[_Parcel, Future[_Made] | None]] = deque()
        for parcel in chain(first, coming):
            waiting.append((parcel, self._submitted(work, parcel)))
            if len(waiting) > self.workers:
                yield self._made(work, *waiting.popleft())
        while waiting:
            yield self._made(work, *waiting.popleft())
        self._end()

    def _submitted(self, work: Callable[[_Parcel], _Made], parcel: _Parcel) -> Future[_Made] | None:
        try:
            return self._executor.submit(work, parcel)
        except BrokenExecutor:
            return None

    def _made(self, work: Callable[[_Parcel], _Made], parcel: _Parcel, future: Future[_Made] | None) -> _Made:
        if future is not None:
            try:
                return future.result()
            except Exception:  # noqa: BLE001 - every executor has its own word for a worker that has died
                self._end()
        return work(parcel)

    def summaries(self, reports: Iterable[Keyed]) -> Iterator[list[Done]]:
        """By parcels, as they come in."""
        parcels = _parcels(iter(reports))
        broken: list[Keyed] = []
        while (first := next(parcels, None)) is not None:
            yield from self._handed_out(chain([first], islice(parcels, _TERM - 1)), broken)
            self._end()
            for report in broken:
                yield [self._alone(report)]
            broken.clear()

    def _handed_out(self, parcels: Iterator[list[Keyed]], broken: list[Keyed]) -> Iterator[list[Done]]:
        """Until all is done, or one report has ended its process and with it all others: `broken` are those under way."""
        pending: dict[Future[list[Output]], list[Keyed]] = {}
        while True:
            while not broken and len(pending) < self.workers * _AHEAD and (parcel := next(parcels, None)) is not None:
                try:
                    pending[self._submit(parcel)] = parcel
                except BrokenExecutor:
                    broken += parcel
            if not pending:
                return
            for future in _first_done(pending):
                parcel = pending.pop(future)
                try:
                    yield [(key, output) for (key, _), output in zip(parcel, future.result(), strict=True)]
                except Exception:  # noqa: BLE001 - as above
                    broken += parcel

    def _alone(self, report: Keyed) -> Done:
        key, one = report
        try:
            return key, self._submit([report]).result()[0]
        except Exception:  # noqa: BLE001 - as above
            self._end()
            return key, failed(one, _DIED)

    def _submit(self, parcel: list[Keyed]) -> Future[list[Output]]:
        return self._executor.submit(summarised, [one for _, one in parcel], self.settings, self.seconds)


def _first_done(pending: dict[Future[list[Output]], list[Keyed]]) -> set[Future[list[Output]]]:
    try:
        return wait(pending, return_when=FIRST_COMPLETED).done
    except KeyboardInterrupt:
        # What has not begun is not waited for.
        for future in pending:
            future.cancel()
        raise


def _parcels(reports: Iterator[Keyed]) -> Iterator[list[Keyed]]:
    while parcel := list(islice(reports, _TOGETHER)):
        yield parcel
