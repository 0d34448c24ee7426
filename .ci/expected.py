"""Compares what the check finds in published reports with what a careful reviewer found in them.

Usage: expected.py FOLDER, where FOLDER holds the reports and an EXPECTED.yaml.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

from drafting.app import check
from drafting.findings import CheckResult, Finding, Location, Severity

_ARITHMETIC = ("FIG01", "FIG02", "FIG03", "FIG04", "FIG05", "FIG07", "FIG09")


def compare(folder: Path) -> int:
    faults = 0
    expected = yaml.safe_load((folder / "EXPECTED.yaml").read_text(encoding="utf-8"))
    for name, wanted in expected.items():
        result = check(folder / name)
        problems = [*_missing(result, wanted["must"]), *_trapped(result, wanted["traps"]), *_beyond(result, wanted)]
        faults += len(problems)
        print(f"{name}: {len(result.findings)} findings, {len(problems)} problems")
        for problem in problems:
            print(f"  {problem}")
    return 1 if faults else 0


def _missing(result: CheckResult, must: list[dict[str, Any]]) -> list[str]:
    problems = []
    for wanted in must:
        found = [f for f in result.findings if f.code in wanted["codes"] and _lies_on(result, f, wanted["quote"])]
        if not found or ("count" in wanted and len(found) != wanted["count"]):
            problems.append(f"not found: {wanted}")
    return problems


def _trapped(result: CheckResult, traps: list[dict[str, Any]]) -> list[str]:
    problems = []
    for trap in traps:
        family = _ARITHMETIC if trap["family"] == "FIG" else (trap["family"],)
        for finding in result.findings:
            if finding.code.startswith(family) and _lies_on(result, finding, trap["quote"]):
                problems.append(f"false alarm: {finding.code} {finding.message} ({trap['why']})")
    return problems


def _beyond(result: CheckResult, wanted: dict[str, Any]) -> list[str]:
    allowed = {code for must in wanted["must"] for code in must["codes"]} | set(wanted["may"])
    beyond = [f for f in result.findings if f.severity > Severity.INFO and f.code not in allowed]
    for finding in beyond:
        print(f"  beyond: {finding.severity.word} {finding.code} {finding.message}")
    return [f"error beyond: {f.code} {f.message}" for f in beyond if f.severity is Severity.ERROR]


def _lies_on(result: CheckResult, finding: Finding, quote: str) -> bool:
    return not quote or any(_overlaps(result, at, quote) for at in (finding.location, *finding.related))


def _overlaps(result: CheckResult, at: Location, quote: str) -> bool:
    text = result.document.blocks[at.span.block].text
    place = text.find(quote)
    while place >= 0:
        if at.span.start < place + len(quote) and place < max(at.span.end, at.span.start + 1):
            return True
        place = text.find(quote, place + 1)
    return False


if __name__ == "__main__":
    sys.exit(compare(Path(sys.argv[1])))
