"""For people at a terminal: by place, each figure with what it counts and how it was checked."""

from collections.abc import Iterable
from itertools import groupby

from drafting.app import ReadFile
from drafting.figures import Ledger
from drafting.reporters.columns import padded, width
from drafting.reporters.ledger.rows import Row, rows, shared_place, totals, verdict
from drafting.wording import population

_WIDEST = 18


def report(files: Iterable[ReadFile]) -> str:
    read = list(files)
    text = "\n".join(_file(file) for file in read)
    if len(read) < 2:
        return text
    ledgers = [file.ledger for file in read if file.ledger is not None]
    return f"{text}\n共 {len(read)} 份，读不了 {len(read) - len(ledgers)} 份；{_population(ledgers)}\n"


def _file(file: ReadFile) -> str:
    lines = [file.path]
    if file.document is None or file.ledger is None:
        lines.append(f"  读不了：{file.error}")
        return "\n".join(lines) + "\n"
    listed = list(rows(file.document, file.ledger))
    room = min(_WIDEST, max((width(row.place.quote) for row in listed), default=0))
    for where, group in groupby(listed, key=shared_place):
        lines += ["", f"  {where}"]
        for row in group:
            lines += _row(row, room)
    lines += ["", f"  {_population([file.ledger])}"]
    return "\n".join(lines) + "\n"


def _population(ledgers: Iterable[Ledger]) -> str:
    found = totals(ledgers)
    return population(found.figures, found.checkable, found.consistent)


def _row(row: Row, room: int) -> list[str]:
    about = "，".join(words for words in (row.subject.words, row.subject.period, row.subject.scope) if words)
    lines = [f"    {padded(row.place.quote, room)}  {about}".rstrip()]
    indent = " " * (room + 6)
    lines += [f"{indent}{verdict(relation)}：{relation.working}" for relation in row.relations]
    return lines
