"""What a worker makes of many reports: the summary of each, what is seen of all of them, and what is shown and downloaded of that."""

import pickle
from collections.abc import Sequence
from pathlib import Path

from drafting import __version__, app
from drafting.app.collecting import Summarised, seen_together, summary_of
from drafting.collecting import roster as rosters
from drafting.collecting.overview import Overview
from drafting.collecting.summarising import Output
from drafting.reporters.overview import html
from drafting.web.desk import Upload
from drafting.web.workers import TaskError, Tell


def summary(tell: Tell, folder: Path, upload: Upload, settings_folder: Path) -> Output:
    return summary_of(upload.name, upload.data, app.settings_for(settings_folder))


def roster(tell: Tell, folder: Path, upload: Upload) -> tuple[str, ...]:
    return rosters.names_in(upload.data, upload.name)


def seen(
    tell: Tell, folder: Path, reports: Sequence[Summarised], units: tuple[str, ...] | None, settings_folder: Path
) -> bytes:
    """The overview as it goes from worker to worker; comparing all texts takes longer than all that is made of it.

    `units`: who is expected; None: whom the settings name.
    """
    settings = app.settings_for(settings_folder)
    return pickle.dumps(seen_together(reports, settings, units if units is not None else rosters.of_settings(settings)))


def content(tell: Tell, folder: Path, overview: bytes, addresses: dict[str, str]) -> str:
    """`addresses`: of each report on our page, by its path."""
    letters = {path: f"{address}/letter" for path, address in addresses.items()}
    return html.content(_unpacked(overview), html.Places(addresses.get, letters.get))


def page(tell: Tell, folder: Path, overview: bytes) -> bytes:
    return html.report(_unpacked(overview), __version__, links=False).encode()


def workbook(tell: Tell, folder: Path, overview: bytes) -> bytes:
    # openpyxl takes a moment to load: only for those who want a workbook.
    from drafting.reporters.overview import xlsx

    return xlsx.report(_unpacked(overview), links=False)


def letter(tell: Tell, folder: Path, overview: bytes, path: str) -> bytes:
    from drafting.reporters.overview.feedback import feedback

    unpacked = _unpacked(overview)
    for township in unpacked.townships:
        if township.summary.path == path:
            return feedback(unpacked, township)
    raise TaskError("这份报告没有算进总览，没有反馈意见可以下载。")


def _unpacked(overview: bytes) -> Overview:
    unpacked: Overview = pickle.loads(overview)  # noqa: S301 - of a worker of ours
    return unpacked
