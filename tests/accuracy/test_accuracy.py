"""The published accuracy is still that of the check: a fixed part is measured anew."""

from collections import Counter
from pathlib import Path

from benchmarks.accuracy.__main__ import FIXED, SEED
from benchmarks.accuracy.faults import sets, years
from benchmarks.accuracy.faults.declared import FAULTS
from benchmarks.accuracy.files import file_of, text_of
from benchmarks.accuracy.measure import Measured, measured
from benchmarks.accuracy.page import fixed_part, page, rules, with_peers
from benchmarks.accuracy.reports import clean
from drafting.document import Story
from drafting.readers import read_bytes

PAGE = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")


def test_the_fixed_part_is_as_published() -> None:
    """No rule finds less than the page says of it, and nothing more is told that is not so."""
    fixed = Measured()
    for block in range(FIXED):
        fixed.add(measured(block, SEED))
    said = fixed_part(PAGE)
    now = {code: (tally.found, tally.planted) for code, tally in fixed.rules.items()}
    alarms = Counter(alarm.code for alarm in fixed.alarms)

    assert said.keys() == {rule.code for rule in rules()}
    stale = {code for code, (_, planted, _) in said.items() if planted != now.get(code, (0, 0))[1]}
    assert not stale, "make accuracy, and look at what changed"
    worse = {
        code: (now[code][0], found) for code, (found, planted, _) in said.items() if planted and now[code][0] < found
    }
    assert not worse
    beyond = [alarm for alarm in fixed.alarms if alarms[alarm.code] > said[alarm.code][2]]
    assert [f"{alarm.report} {alarm.code} {alarm.message} {alarm.words}" for alarm in beyond] == []


def test_every_rule_has_several_kinds_of_fault() -> None:
    kinds = Counter(
        [
            *(fault.code for fault in FAULTS),
            *(fault.code for fault in years.FAULTS),
            *(fault.code for fault in sets.FAULTS),
        ]
    )

    assert {rule.code for rule in rules() if kinds[rule.code] < 2} == set()
    assert kinds.keys() == {rule.code for rule in rules()}
    assert len({(fault.code, fault.name) for fault in FAULTS}) == len(FAULTS)


def test_reports_are_read_as_they_are_meant() -> None:
    """Typed or automatic, fragmented or not: the reader sees the paragraphs of the paper, each with its number."""
    forms = set()
    for number in range(40):
        paper = clean(number, SEED)
        blocks = read_bytes(file_of(paper), paper.suffix).blocks
        assert [block.text for block in blocks if block.story is Story.BODY] == [para.whole for para in paper.paras]
        forms.add((paper.suffix, paper.fragmented, paper.automatic))
    assert len(forms) == 4


def test_the_same_seed_makes_the_same_reports() -> None:
    assert text_of(clean(7, SEED)) == text_of(clean(7, SEED)) != text_of(clean(8, SEED))
    assert file_of(clean(7, SEED)) == file_of(clean(7, SEED))


def test_the_section_on_other_tools_outlives_a_new_page() -> None:
    empty = Measured(reports=1)
    first = page(empty, empty, seed=1, version="0.0.1", before="")
    second = with_peers(first, ["别的工具。"])

    assert "别的工具。" in page(empty, empty, seed=1, version="0.0.1", before=second)
    assert with_peers(second, ["换了。"]).count("## 同类工具") == 1
    assert "别的工具。" not in with_peers(second, ["换了。"])
