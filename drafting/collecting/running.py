"""The work handed out: to processes of this computer, or to whatever executor somebody brings."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice

from drafting.collecting.summarising import Input, Output, failed, summarised

_TOGETHER = 8
"""Reports in one parcel: what it costs to hand one over is shared."""
_AHEAD = 3
"""Parcels that wait for each worker: enough to keep it busy, and few enough to keep memory flat."""
_DIED = "处理这份文件的程序意外停止了（文件可能有意做坏，或者内存不够）；请用 Word 或 WPS 打开它，另存为 .docx 后再试。"

Keyed = tuple[str, Input]
Done = tuple[str, Output]


@dataclass(frozen=True, slots=True)
class Office:
    """Who does the work, and on what terms."""

    begin: Callable[[], Executor]
    """Another one where the first has broken."""
    workers: int
    settings: bytes
    seconds: float

    def summaries(self, reports: Iterable[Keyed]) -> Iterator[list[Done]]:
        """By parcels, as they come in."""
        parcels = _parcels(iter(reports))
        broken: list[Keyed] = []
        while True:
            with self.begin() as executor:
                yield from self._handed_out(executor, parcels, broken)
            if not broken:
                return
            for report in broken:
                yield [self._alone(report)]
            broken.clear()

    def _handed_out(
        self, executor: Executor, parcels: Iterator[list[Keyed]], broken: list[Keyed]
    ) -> Iterator[list[Done]]:
        """Until all is done, or one report has ended its process and with it all others: `broken` are those under way."""
        pending: dict[Future[list[Output]], list[Keyed]] = {}
        while True:
            while not broken and len(pending) < self.workers * _AHEAD and (parcel := next(parcels, None)) is not None:
                try:
                    pending[self._submit(executor, parcel)] = parcel
                except BrokenExecutor:
                    broken += parcel
            if not pending:
                return
            for future in _first_done(pending):
                parcel = pending.pop(future)
                try:
                    yield [(key, output) for (key, _), output in zip(parcel, future.result(), strict=True)]
                except Exception:  # noqa: BLE001 - every executor has its own word for a worker that has died
                    broken += parcel

    def _alone(self, report: Keyed) -> Done:
        key, one = report
        with self.begin() as executor:
            try:
                return key, self._submit(executor, [report]).result()[0]
            except Exception:  # noqa: BLE001 - the same
                return key, failed(one, _DIED)

    def _submit(self, executor: Executor, parcel: list[Keyed]) -> Future[list[Output]]:
        return executor.submit(summarised, [one for _, one in parcel], self.settings, self.seconds)


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
