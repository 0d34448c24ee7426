"""What a report is: its findings, its figures."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from drafting import config, engine
from drafting.comparing.reported import wrong_pair
from drafting.config import ConfigError, Settings
from drafting.document import Document
from drafting.figures import Ledger
from drafting.findings import CheckResult
from drafting.readers import SUFFIXES, ReadError, read
from drafting.rules.catalogue import ALL, known_names
from drafting.rules.context import Context

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One input of a run: either its result or the reason why there is none."""

    path: str
    """As the user typed it."""
    result: CheckResult | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One input whose figures were asked for: what it holds, or the reason why there is none."""

    path: str
    document: Document | None = None
    ledger: Ledger | None = None
    error: str | None = None


def settings_for(path: Path) -> Settings:
    """What fazhi.toml beside the report or above it says; the shipped settings where there is none."""
    found = config.find(path)
    return config.load(found, known_names()) if found else Settings()


class PairError(Exception):
    """Two reports that cannot be set side by side; the message says why and what to do."""


def check(path: str | Path, settings: Settings | None = None, *, last_year: str | Path | None = None) -> CheckResult:
    """Read one report and find what is wrong with it, with last year's beside it if there is one.

    Raises ReadError or ConfigError; PairError where the other report cannot be last year's of this one.
    """
    path = Path(path)
    settings = settings_for(path) if settings is None else settings
    last = None if last_year is None else read_last_year(last_year)
    return check_document(read(path), settings, last=last)


def read_last_year(path: str | Path) -> Document:
    """Raises ReadError, which says that it is this file of the two."""
    try:
        return read(Path(path))
    except ReadError as error:
        raise ReadError(f"去年的报告“{path}”：{error}") from error


def check_document(
    document: Document,
    settings: Settings | None = None,
    told: engine.Told | None = None,
    last: Document | None = None,
) -> CheckResult:
    """`told` hears of every rule when it is done. Raises PairError if `last` cannot be last year's report."""
    settings = settings or Settings()
    if last is None:
        return engine.run(document, ALL, settings, told=told)
    return engine.run_over(pair_of(document, last, settings), ALL, settings, told=told)


def pair_of(document: Document, last: Document, settings: Settings) -> Context:
    """A report with last year's beside it; raises PairError where that cannot be."""
    context = engine.context_of(document, settings, last)
    assert context.last is not None
    if refused := wrong_pair(context.last, context):
        raise PairError(refused)
    return context


def check_files(
    paths: Iterable[str],
    *,
    select: frozenset[str] = frozenset(),
    ignore: frozenset[str] = frozenset(),
    last: Document | None = None,
) -> Iterator[CheckedFile]:
    """Each report in turn, folders searched; one that cannot be read does not stop the others.

    With last year's report beside it there is one only: raises PairError where the two do not go together.
    """

    def checked(path: Path, settings: Settings) -> CheckResult:
        return check_document(read(path), settings.narrowed(select, ignore), last=last)

    for name, result, error in _each(paths, checked):
        yield CheckedFile(name, result, error)


def figures(path: str | Path, settings: Settings | None = None) -> tuple[Document, Ledger]:
    """The figures of one report and how they relate. Raises ReadError or ConfigError."""
    path = Path(path)
    document = read(path)
    return document, Context(document, (settings or settings_for(path)).mandate).ledger


def figures_of_files(paths: Iterable[str]) -> Iterator[ReadFile]:
    """The same of each report, folders searched."""
    for name, found, error in _each(paths, figures):
        document, ledger = found or (None, None)
        yield ReadFile(name, document, ledger, error)


_NO_REPORTS = "文件夹里没有可以检查的报告（.docx、.txt、网页、PDF 等）；请检查文件夹是否选对。"


def _each(
    paths: Iterable[str], verb: Callable[[Path, Settings], _Result]
) -> Iterator[tuple[str, _Result | None, str | None]]:
    """What a verb gives of each report, or why it gives nothing; a settings file is read once for all it covers."""
    known: dict[Path | None, Settings] = {}
    for typed in paths:
        for name, path in reports_in(typed):
            if path is None:
                yield name, None, _NO_REPORTS
                continue
            try:
                source = config.find(path)
                if source not in known:
                    known[source] = config.load(source, known_names()) if source else Settings()
                yield name, verb(path, known[source]), None
            except (ReadError, ConfigError) as error:
                yield name, None, str(error)


def reports_in(typed: str, also: frozenset[str] = frozenset()) -> Iterator[tuple[str, Path | None]]:
    """Each report by its name and where it is; a folder without any is there by its own name alone.

    `also`: endings of files that a folder is searched for besides.
    """
    path = Path(typed)
    if not path.is_dir():
        yield typed, path
        return
    is_empty = True
    for report in _lying_in(path, SUFFIXES | also):
        is_empty = False
        yield str(report), report
    if is_empty:
        yield typed, None


def _lying_in(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """In the order of their names, folders among files; no more than one folder is in memory."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        # Word's lock files begin with ~$ and hold no report.
        if entry.is_dir(follow_symlinks=False):
            yield from _lying_in(folder / entry.name, suffixes)
        elif not entry.name.startswith(("~$", ".")) and Path(entry.name).suffix.lower() in suffixes and entry.is_file():
            yield folder / entry.name
