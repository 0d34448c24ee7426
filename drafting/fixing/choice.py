"""Which edits can be made together in one round."""

from collections.abc import Iterable, Sequence

from drafting.findings import Confidence, Edit, Finding


def chosen(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that want to change the same words the first; the others have their turn in the next round."""
    taken: list[Finding] = []
    edits: set[Edit] = set()
    for finding in findings:
        if not finding.edits or finding.confidence is Confidence.DOUBTFUL:
            continue
        # One renumbering is told by several headings.
        if edits.issuperset(finding.edits) or not any(_overlap(one, other) for one in finding.edits for other in edits):
            taken.append(finding)
            edits.update(finding.edits)
    return taken


def edits_of(findings: Sequence[Finding]) -> tuple[Edit, ...]:
    return tuple(dict.fromkeys(edit for finding in findings for edit in finding.edits))


def _overlap(one: Edit, other: Edit) -> bool:
    first, second = one.span, other.span
    if first.block != second.block:
        return False
    # Two insertions at one place have no order.
    return max(first.start, second.start) < min(first.end, second.end) or (
        first.start == second.start and (first.start == first.end or second.start == second.end)
    )
