"""Every broken and harmless template through the whole check, as a maintainer's CI runs it: python -m tests.templating.every_patch"""

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

from drafting.findings import Severity
from drafting.templating.checking import check_template
from tests.templating.patching import BROKEN, HARMLESS, Patch, patched, place_of
from tests.templating.test_patches import MISSED, is_it


def outcome(patch: Patch) -> str:
    """Empty where it is as it should be."""
    with tempfile.TemporaryDirectory() as place:
        template = patched(patch, Path(place))
        problems = [problem for problem in check_template(template) if problem.severity > Severity.INFO]
        told = ", ".join(f"{problem.code} {problem.spot.file}:{problem.spot.line}" for problem in problems[:5])
        if "codes" not in patch:
            return f"harmless, but told: {told}" if problems else ""
        file, line = where = place_of(patch, template)
        if any(is_it(problem, patch, where) for problem in problems) or patch["name"] in MISSED:
            return ""
        return f"expected {patch['codes']} at {file}:{line}, told: {told or 'nothing'}"


def main() -> int:
    patches = [*BROKEN, *HARMLESS]
    started = perf_counter()
    wrong = 0
    with ProcessPoolExecutor() as pool:
        for patch, said in zip(patches, pool.map(outcome, patches), strict=True):
            if said:
                wrong += 1
                sys.stdout.write(f"{patch['name']}: {said}\n")
    seconds = perf_counter() - started
    counts = f"{len(BROKEN)} broken, {len(HARMLESS)} harmless, {wrong} not as they should be"
    sys.stdout.write(f"{counts}; {seconds:.0f} s\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
