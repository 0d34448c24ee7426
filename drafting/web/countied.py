"""What a worker makes of many reports: the summary of each, and of all summaries what is seen and downloaded."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drafting import __version__, app
from drafting.app.collecting import Summarised, seen_together, summary_of
from drafting.collecting import roster as rosters
from drafting.collecting.overview import Overview
from drafting.collecting.summarising import Output
from drafting.reporters.overview import html
from drafting.web.desk import Upload
from drafting.web.workers import TaskError, Tell


@dataclass(frozen=True, slots=True)
class Asked:
    """What an overview is made of."""

    reports: Sequence[Summarised]
    units: tuple[str, ...] | None
    """Who is expected; None: whom the settings name."""
    settings_folder: Path


def summary(tell: Tell, folder: Path, upload: Upload, settings_folder: Path) -> Output:
    return summary_of(upload.name, upload.data, app.settings_for(settings_folder))


def roster(tell: Tell, folder: Path, upload: Upload) -> tuple[str, ...]:
    return rosters.names_in(upload.data, upload.name)


def content(tell: Tell, folder: Path, asked: Asked, addresses: dict[str, str]) -> str:
    """`addresses`: of each report on our page, by its path."""
    with _seen(asked) as overview:
        letters = {path: f"{address}/letter" for path, address in addresses.items()}
        return html.content(overview, html.Places(addresses.get, letters.get))


def page(tell: Tell, folder: Path, asked: Asked) -> bytes:
    with _seen(asked) as overview:
        return html.report(overview, __version__, links=False).encode()


def workbook(tell: Tell, folder: Path, asked: Asked) -> bytes:
    # openpyxl takes a moment to load: only for those who want a workbook.
    from drafting.reporters.overview import xlsx

    with _seen(asked) as overview:
        return xlsx.report(overview, links=False)


def letter(tell: Tell, folder: Path, asked: Asked, path: str) -> bytes:
    from drafting.reporters.overview.feedback import feedback

    with _seen(asked) as overview:
        for township in overview.townships:
            if township.summary.path == path:
                return feedback(overview, township)
    raise TaskError("这份报告没有算进总览，没有反馈意见可以下载。")


@contextmanager
def _seen(asked: Asked) -> Iterator[Overview]:
    settings = app.settings_for(asked.settings_folder)
    units = asked.units if asked.units is not None else rosters.of_settings(settings)
    with seen_together(asked.reports, settings, units) as overview:
        yield overview
