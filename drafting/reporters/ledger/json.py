"""`fazhi figures --format json`, version 1: a contract of its own (docs/json.md)."""

import json
from collections.abc import Iterable
from typing import Any

from drafting.app import ReadFile
from drafting.figures import Ledger, Quantity, Relation, Weight
from drafting.reporters.ledger.rows import Row, rows

VERSION = 1

_CONFIDENCE = {Weight.SURE: "certain", Weight.LIKELY: "likely", Weight.DOUBTFUL: "doubtful"}


def report(files: Iterable[ReadFile], version: str) -> str:
    data = {"version": VERSION, "tool": {"name": "fazhi", "version": version}, "files": [_file(file) for file in files]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _file(file: ReadFile) -> dict[str, Any]:
    if file.document is None or file.ledger is None:
        seen = {"figures": None, "checkable": None, "consistent": None, "inconsistent": None}
        return {
            "path": file.path, "status": "unreadable", "error": file.error, "seen": seen, "figures": [], "checks": [],
        }  # fmt: skip
    listed = list(rows(file.document, file.ledger))
    places = {row.quantity.index: place for place, row in enumerate(listed)}
    ledger: Ledger = file.ledger
    return {
        "path": file.path,
        "status": "read",
        "error": None,
        "seen": {
            "figures": len(listed), "checkable": ledger.checkable,
            "consistent": ledger.consistent, "inconsistent": ledger.inconsistent,
        },
        "figures": [_figure(row) for row in listed],
        "checks": [_check(relation, places) for relation in ledger.relations],
    }  # fmt: skip


def _figure(row: Row) -> dict[str, Any]:
    quantity = row.quantity
    number = quantity.number
    return {
        "text": row.place.quote,
        "value": str(number.value),
        "kind": str(number.kind),
        "unit": number.unit,
        "bound": str(number.bound),
        "verb": row.subject.verb,
        "thing": row.subject.thing,
        "period": row.subject.period,
        "scope": row.subject.scope,
        "trail": list(row.place.trail),
        "block": row.place.span.block,
        "start": row.place.span.start,
        "end": row.place.span.end,
    }


def _check(relation: Relation, places: dict[int, int]) -> dict[str, Any]:
    def known(quantities: Iterable[Quantity]) -> list[int]:
        return [places[quantity.index] for quantity in quantities]

    return {
        "kind": relation.tie.name.lower(),
        "name": str(relation.tie),
        "holds": relation.holds,
        "confidence": "certain" if relation.holds else _CONFIDENCE[relation.weight],
        "stated": places[relation.stated.index],
        "others": known(relation.others),
        "working": relation.working,
        "expected": relation.expected,
    }
