"""The letter: on one page, in plain words, without the names of others."""

from dataclasses import replace

import pytest

from drafting import office
from drafting.collecting.overview import Overview, Township
from drafting.collecting.summary import Told
from drafting.readers import read_bytes
from drafting.reporters.overview.feedback import feedback
from tests.reporters.overview import overviews

OVERVIEW = overviews.overview(20)
ALONE = replace(OVERVIEW, pairs=[])
LONG_MESSAGE = "标题“三、存在的不足和原因分析”接在“一、上一年度推进法治政府建设的主要举措和成效”之后，应为“二、”，" * 3
LONG_PLACE = "一、上一年度推进法治政府建设的主要举措和成效 › （一）坚持党建引领，深入推进基层治理法治化 › 第3段"


def township(findings: tuple[Told, ...], number: int = 1, *, parts: bool = True, days_late: int = 0) -> Township:
    made = overviews.township(number, 0)
    summary = replace(made.summary, findings=findings, parts=tuple((key, parts) for key in overviews.PARTS))
    return replace(made, summary=summary, days_late=days_late)


def text(overview: Overview, letter: Township) -> str:
    return "\n".join(block.text for block in read_bytes(feedback(overview, letter)).body())


def told(count: int) -> tuple[Told, ...]:
    return tuple(overviews.told(number) for number in range(count))


def long(count: int, kinds: int = 60) -> tuple[Told, ...]:
    return tuple(
        Told(f"FIG{n % kinds:02}", "很长的名称", ("error", "warning")[n % 2], LONG_MESSAGE, LONG_PLACE)
        for n in range(count)
    )


def test_nothing_found_is_a_short_friendly_letter() -> None:
    letter = text(ALONE, township(()))
    assert "白禾镇：" in letter
    assert "《平岚县白禾镇2024年度法治政府建设年度报告》收到" in letter
    assert "感谢" in letter
    assert "重新报送" not in letter
    assert "晚了" not in letter


def test_a_missing_part_alone_is_not_praised() -> None:
    letter = text(ALONE, township((), parts=False))
    assert "没有找到“主要举措和成效”、“存在的不足和原因”" in letter
    assert "感谢" not in letter
    assert "重新报送" in letter


def test_few_findings_are_told_one_by_one_errors_first() -> None:
    letter = text(ALONE, township(told(3), days_late=4))
    assert "比2025年3月1日的期限晚了4天" in letter
    assert "需要改正的（2处）：" in letter
    assert "调处成功率写作“94.55%”，45件除以48件是93.75%。" in letter
    assert letter.index("需要改正的（") < letter.index("请核实的（1处）：")
    assert "请于　　月　　日前" in letter


def test_codes_are_not_for_townships() -> None:
    letter = text(ALONE, township(told(60)))
    assert not [one.code for one in told(60) if one.code in letter]


def test_many_findings_are_told_by_kinds_and_none_is_lost() -> None:
    letter = text(ALONE, township(told(60)))
    assert "需要改正的（24处）：" in letter
    assert "请核实的（24处）：" in letter
    assert "比率不符6处" in letter
    assert "见批注。" in letter


def test_hints_are_not_worth_a_letter() -> None:
    hints = tuple(replace(one, severity="info") for one in told(9))
    assert text(ALONE, township(hints)) == text(ALONE, township(()))


def test_copies_are_told_without_the_name_of_the_other() -> None:
    first, second = OVERVIEW.townships[:2]
    named = Told("SET01", "近似", "warning", f"与{second.unit}的报告相近。", "一、 › 第2段")
    letter = text(OVERVIEW, township((named,), 0))
    assert "有2段文字与其他乡镇的报告相同或者相近" in letter
    assert first.unit in letter
    assert second.unit not in letter
    assert "请核实的" not in letter


def test_the_words_quoted_are_its_own() -> None:
    pair = OVERVIEW.pairs[0]
    own = replace(
        pair.passages[0], first_words="甲自己写的一段话，比别的都长", second_words="乙自己写的一段话，也比别的都长"
    )
    overview = replace(OVERVIEW, pairs=[replace(pair, passages=(own,))])
    assert "甲自己" in text(overview, township((), 0))
    assert "乙自己" not in text(overview, township((), 0))
    assert "乙自己" in text(overview, township((), 1))


def test_same_letter_same_bytes() -> None:
    assert feedback(OVERVIEW, township(told(9))) == feedback(OVERVIEW, township(told(9)))


def test_hostile_words() -> None:
    overview = overviews.hostile()
    assert '<script>alert("x")</script>&amp;：' in text(overview, overview.townships[0])
    assert "\u202e" not in text(overview, overview.townships[0])


@pytest.mark.skipif(not office.is_installed(), reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    "letter",
    [
        township(told(60)),
        township(long(60), days_late=30, parts=False),
        township(long(60, kinds=4)),
        township(long(6)),
        replace(township(long(7), days_late=3), unit=overviews.LONG),
    ],
    ids=["usual", "all long", "few kinds", "few long", "long name"],
)
def test_fits_on_one_page(letter: Township) -> None:
    pdf = office.convert(feedback(OVERVIEW, letter), ".docx", "pdf")
    assert {block.page for block in read_bytes(pdf, ".pdf").blocks} == {1}


def test_copies_alone_are_no_praise() -> None:
    letter = text(OVERVIEW, township((), 0))
    assert "没有查出需要改正的地方" not in letter
    assert "各部分齐全；有几段文字要请贵单位核实。" in letter


def test_a_passage_that_several_have_is_one_and_the_words_quoted_were_copied() -> None:
    words = "柳湾的井台边，先理账、后理人，十二户人家修通了末级渠道，用水公约张贴在闸房"
    one = replace(
        OVERVIEW.pairs[0].passages[0],
        first_words=words,
        first_place="一、 › 第4段",
        first_differs=((0, 6),),
        first_at=(30, 60),
    )
    wider = replace(one, first_at=(28, 60))
    overview = replace(
        OVERVIEW, pairs=[replace(OVERVIEW.pairs[0], passages=(one,)), replace(OVERVIEW.pairs[0], passages=(wider,))]
    )

    letter = text(overview, township((), 0))

    assert "有1段文字与其他乡镇的报告相同或者相近，如“一、”第4段“先理账、后理人，十二户人家修通了末级渠道…”" in letter


def test_a_name_of_another_township_is_told_to_the_one_that_wrote_it() -> None:
    made = township(())
    own = made.summary.identity.unit
    left = Told(
        "SET02", "别处名称", "warning", f"“{own}”的报告里写着“松风镇满意度达98%”，说的是“松风镇”。", "一、 › 第2段"
    )
    letter = text(ALONE, replace(made, summary=replace(made.summary, findings=(left,))))
    assert "贵单位的报告里写着“松风镇满意度达98%”，说的是“松风镇”。" in letter
    assert f"“{own}”的报告里" not in letter


def test_a_layout_that_nobody_saw_is_not_praised() -> None:
    made = township(())
    letter = text(ALONE, replace(made, summary=replace(made.summary, has_looks=False)))
    assert "版式没有检查：交来的不是 .docx 文件" in letter
