"""`--format sarif`: SARIF 2.1.0, for code scanning, editors and review tools (docs/ci.md).

Nothing in it depends on the day, the computer or the user, so that the same reports give the same file.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from drafting.findings import Severity
from drafting.reporters.notices import Incident, Notice, Place, Run, tree_path
from drafting.reporters.rule_pages import RulePage
from drafting.text.labels import read_label
from drafting.wording import advice

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"


def report(run: Run, rules: Iterable[RulePage], version: str) -> str:
    pages = tuple(rules)
    index = {page.code: number for number, page in enumerate(pages)}
    data = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fazhi",
                        "version": version,
                        "language": "zh-CN",
                        "rules": [_rule(page) for page in pages],
                    }
                },
                "language": "zh-CN",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "运行命令时所在的文件夹。"}}},
                "invocations": [
                    {
                        "executionSuccessful": run.is_complete,
                        "toolExecutionNotifications": [_notification(incident) for incident in run.incidents],
                    }
                ],
                "results": [_result(notice, fingerprint, index) for notice, fingerprint in _fingerprinted(run.notices)],
            }
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule(page: RulePage) -> dict[str, Any]:
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.name},
        "fullDescription": {"text": page.manual},
        "help": {"text": page.manual, "markdown": page.page},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": _said(slug=page.slug, basis=page.basis, tags=[page.family]),
    }


def _result(notice: Notice, fingerprint: str, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": notice.code}
    if notice.code in index:
        result["ruleIndex"] = index[notice.code]
    result["level"] = _LEVELS[notice.severity]
    result["message"] = {"text": _message(notice)}
    result["locations"] = [_location(notice.place)]
    if notice.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": place.quote or notice.name}}
            for number, place in enumerate(notice.related, start=1)
        ]
    result["partialFingerprints"] = {"fazhi/v1": fingerprint}
    if notice.place.line is None:
        # GitHub tells alerts apart by this key alone. Where it is missing, the upload fills in a hash of the line, which is
        # right for texts; without a line it takes the file's first, and all findings of a rule in a Word file become one.
        result["partialFingerprints"]["primaryLocationLineHash"] = fingerprint
    if notice.waived is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": notice.waived}]
    result["properties"] = _said(
        confidence="doubtful" if notice.doubtful else "certain",
        quote=notice.place.quote,
        suggestion=notice.suggestion,
        basis=notice.basis,
        shownBy=notice.shown_by or None,
    )
    return result


def _message(notice: Notice) -> str:
    what_to_do = advice(notice.suggestion, notice.hint)
    before = f"去年的报告：{notice.last_year}" if notice.last_year else ""
    return notice.message + before + (f"建议：{what_to_do}" if what_to_do else "")


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.path)}
    if place.line is not None:
        physical["region"] = {"startLine": place.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.trail:
        location["logicalLocations"] = [{"name": place.trail[-1], "fullyQualifiedName": " › ".join(place.trail)}]
    return location


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(tree_path(path), errors="surrogateescape"), "uriBaseId": _ROOT}


def _notification(incident: Incident) -> dict[str, Any]:
    return {
        "level": _LEVELS[incident.severity],
        "message": {"text": incident.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(incident.path)}}],
    }


def _fingerprinted(notices: Iterable[Notice]) -> Iterator[tuple[Notice, str]]:
    """By the rule, the headings above without their numbers, and the words; alike ones of a file are counted."""
    seen: Counter[tuple[str, str]] = Counter()
    for notice in notices:
        place = notice.place
        parts = (notice.code, *map(_unnumbered, place.headings), place.quote or notice.message)
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
        seen[place.path, digest] += 1
        yield notice, f"{digest}:{seen[place.path, digest]}"


def _unnumbered(heading: str) -> str:
    label = read_label(heading)
    return heading[label.end :].strip() if label else heading


def _said(**properties: Any) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
