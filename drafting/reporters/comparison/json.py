"""`--format json`, version 1: a contract of its own (docs/json.md)."""

import json
from typing import Any

from drafting.app import Compared
from drafting.reporters.json import finding_data, waived_data

VERSION = 1


def report(compared: Compared, version: str) -> str:
    over, result = compared.overview, compared.result
    data: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "fazhi", "version": version},
        "last": {"path": compared.last_path, "year": over.last_year},
        "this": {"path": compared.this_path, "year": over.this_year},
        "parts": [
            {"keys": list(part.keys), "name": part.name, "last": part.last, "this": part.this} for part in over.parts
        ],
        "text": {
            "characters": over.share.own,
            "same": over.share.same,
            "same_but_figures": over.share.but_for_figures,
        },
        "figures": [
            {"thing": figure.thing, "last": figure.last, "this": figure.this, "change": figure.change}
            for figure in over.figures
        ],
        "notices": list(result.notices),
        "findings": [finding_data(finding) for finding in result.findings],
        "waived": [waived_data(waived) for waived in result.waived],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
