"""`--format json`, version 1: a contract of its own (docs/json.md), not the internal types dumped."""

import json
from collections.abc import Iterable
from typing import Any

from drafting.app import CheckedFile
from drafting.findings import CheckResult, Finding, Waived
from drafting.wording import masked

VERSION = 1


def report(files: Iterable[CheckedFile], version: str) -> str:
    data = {"version": VERSION, "tool": {"name": "fazhi", "version": version}, "files": [_file(file) for file in files]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _file(file: CheckedFile) -> dict[str, Any]:
    result = file.result
    if result is None:
        seen = {"headings": None, "figures": None, "checkable": None, "consistent": None}
        return {
            "path": file.path, "status": "unreadable", "error": file.error,
            "seen": seen, "skipped": [], "notices": [], "findings": [], "waived": [],
        }  # fmt: skip
    return {
        "path": file.path,
        "status": "checked",
        "error": None,
        "seen": _seen(result),
        "skipped": list(result.skipped),
        "notices": list(result.notices),
        "findings": [finding_data(finding) for finding in result.findings],
        "waived": [waived_data(waived) for waived in result.waived],
    }


def _seen(result: CheckResult) -> dict[str, int | None]:
    seen = result.seen
    return {
        "headings": seen.headings,
        "figures": seen.figures,
        "checkable": seen.checkable,
        "consistent": seen.consistent,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    at = finding.location
    return {
        "code": finding.code,
        "slug": finding.slug,
        "name": finding.name,
        "severity": finding.severity.word,
        "confidence": str(finding.confidence),
        "message": finding.message,
        "quote": masked(finding, at),
        "trail": list(at.trail),
        "block": at.span.block,
        "start": at.span.start,
        "end": at.span.end,
        "suggestion": finding.suggestion,
        "basis": finding.basis,
        "related": [
            {"quote": place.quote, "block": place.span.block, "start": place.span.start, "end": place.span.end}
            for place in finding.related
        ],
        "last_year": [
            {
                "quote": place.quote,
                "trail": list(place.trail),
                "block": place.span.block,
                "start": place.span.start,
                "end": place.span.end,
            }
            for place in finding.last_year
        ],
    }


def waived_data(waived: Waived) -> dict[str, Any]:
    finding = waived.finding
    return {
        "code": finding.code,
        "reason": waived.reason,
        "quote": masked(finding, finding.location),
        "block": finding.location.span.block,
    }
