"""Last year's report beside this year's."""

from dataclasses import dataclass, replace
from pathlib import Path

from drafting import engine
from drafting.app.checking import pair_of, read_last_year, settings_for
from drafting.comparing.overview import Overview, overview
from drafting.config import Settings
from drafting.document import Document
from drafting.findings import CheckResult
from drafting.readers import ReadError, read
from drafting.rules.catalogue import ALL

_FAMILY = frozenset({"YOY"})


@dataclass(frozen=True, slots=True)
class Compared:
    last_path: str
    """As the user typed them."""
    this_path: str
    overview: Overview
    result: CheckResult
    """The check of this year's report by the rules about two years alone."""


def compare(last: str | Path, this: str | Path, settings: Settings | None = None) -> Compared:
    """What became of last year's report in this year's. Raises ReadError, ConfigError or PairError."""
    before = read_last_year(last)
    try:
        now = read(Path(this))
    except ReadError as error:
        raise ReadError(f"今年的报告“{this}”：{error}") from error
    return compared(str(last), before, str(this), now, settings_for(Path(this)) if settings is None else settings)


def compared(last_path: str, last: Document, this_path: str, this: Document, settings: Settings) -> Compared:
    settings = replace(settings, select=_FAMILY)
    context = pair_of(this, last, settings)
    assert context.last is not None
    result = engine.run_over(context, ALL, settings)
    return Compared(last_path, this_path, overview(context.last, context, context.alike), result)
