"""Another township's name: where it may well stand first, then where it can only have been left in."""

import pytest

from drafting.collecting.fingerprints import prints
from drafting.collecting.others import Names, foreign_names, left_names, mentions
from drafting.findings import Severity
from drafting.readers.text import from_text

UNITS = ["青禾乡", "白石镇", "清河镇", "柳溪镇", "渡头街道", "河镇"]
FRAME = """云岭县{unit}2024年法治政府建设年度报告
一、主要举措和成效
{text}
二、存在的不足和原因
普法形式单一，主要原因是队伍力量不足。
{signed}
2025年1月15日"""


def told(
    text: str, *, unit: str = "青禾乡", signed: str | None = None, title: str | None = None
) -> list[tuple[str, bool]]:
    written = FRAME.format(unit=title or unit, text=text, signed=signed or f"{unit}人民政府")
    document = from_text(written)
    names = Names.of(UNITS)
    flaws = list(foreign_names(document, unit, names))
    found = [(document.quote(flaw.span), flaw.certain) for flaw in flaws]
    # What is kept of a report has to say the same, and so have the names in it alone.
    kept = prints(document, [unit])
    for known in (names, names.those_in("\n".join(mentions(kept)))):
        assert sorted((left.quote, left.certain) for left in left_names(kept, unit, known)) == sorted(found)
    return found


HARMLESS = [
    "与白石镇联合开展护林执法3次。",
    "会同白石镇、柳溪镇在交界处设卡2处。",
    "我乡与白石镇结对共建，互派调解员5名。",
    "组织村干部赴白石镇学习诉源治理的做法。",
    "县里在白石镇召开现场会，我乡在会上发言。",
    "白石镇、柳溪镇和我乡共用一处检测站。",
    "白石镇等四个乡镇共用一处检测站。",
    "白石镇柳树村村民王某在我乡务工期间与人发生争执，经调解和解。",
    "借鉴白石镇经验，设立院坝议事会。",
    "白石镇籍务工人员讨薪一案，三日内办结。",
    "对家住白石镇的当事人上门送达文书。",
    "依照《白石镇与青禾乡边界协议》划定林界。",
    "邻近的清河镇发生山火后，我乡及时派人支援。",
    "在清河镇人民法庭指导下，调解室重新挂牌。",
    "清河镇法庭每月到我乡巡回审理。",
    "大清河镇的案子移送县里处理。",
    "健全乡村治理体系，完善乡镇权责清单，推动全乡村级调解组织规范化。",
    "遇事保持自我镇定，不冲动。",
    "打造安全街道、安全乡风示范点，保全镇上老街风貌。",
    "当事人说：“我镇上还有房子。”",
    "本乡本土的老人出面，事情好谈。",
    "青禾乡党委、政府高度重视法治建设，我乡全年研究4次。",
    "2024年，县委任命白石镇原任司法所长到我乡任职。",
    "白石镇至青禾乡公路改建期间，依法补偿沿线农户。",
    "白石镇人张某在我乡开办养殖场，环保执法中责令改正。",
    "全县6个乡镇参加演练，白石镇获第一名，青禾乡获第二名。",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_nothing_is_told(text: str) -> None:
    assert told(text) == []


LEFT = {
    "白石镇党委、政府高度重视，专题研究法治工作4次。": "白石镇",
    "一年来，白石镇坚持以人民为中心，化解纠纷20件。": "白石镇",
    "2024年白石镇全年受理纠纷30件。": "白石镇",
    "在白石镇党委的坚强领导下，各项工作有序推进。": "白石镇",
    "制定《白石镇2024年法治工作要点》，明确任务12项。": "白石镇",
    "普法活动有序开展。清河镇将普法经费列入预算。": "清河镇",
    "我镇全年开展法治宣传12次。": "我镇",
    "本镇干部参加学法考试，全镇参考率100%。": "本镇",
}


@pytest.mark.parametrize(("text", "name"), LEFT.items())
def test_left_in(text: str, name: str) -> None:
    found = told(text)
    assert (name, True) in found


def test_it_looks_like_one() -> None:
    assert told("白石镇的调解室设在集市旁边。") == [("白石镇", False)]


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("白石镇", "我镇与青禾乡联合执法，全镇无一起事故。"),
        ("渡头街道", "我街道与白石镇联合执法，本街道派员8人。"),
        ("清河镇", "清河镇党委专题研究，河镇村的水闸修好了。"),
        ("县司法局", "青禾乡、白石镇的司法所已达标。"),
    ],
)
def test_others_speak_of_themselves(unit: str, text: str) -> None:
    assert told(text, unit=unit) == []


def test_a_longer_name_is_not_the_shorter_one_in_it() -> None:
    assert told("清河镇党委高度重视。", unit="河镇") == [("清河镇", True)]
    assert told("清河镇党委高度重视。", unit="清河镇") == []


def test_each_wrong_kind_is_told_once_with_its_number() -> None:
    document = from_text(
        FRAME.format(unit="青禾乡", text="我镇很大。我镇很美。遇事自我镇静。", signed="青禾乡人民政府")
    )
    (flaw,) = foreign_names(document, "青禾乡", Names.of(UNITS))
    assert flaw.message == "“青禾乡”的报告里写着“我镇”，共2处，应为“我乡”。"


def test_title_and_signature_of_two_units_are_an_error() -> None:
    document = from_text(FRAME.format(unit="青禾乡", text="宣传3次。", signed="云岭县白石镇人民政府"))
    (flaw,) = foreign_names(document, "青禾乡", Names.of(UNITS))
    assert (document.quote(flaw.span), flaw.severity, flaw.certain) == ("白石镇", Severity.ERROR, True)
    assert flaw.message == "落款写的是“白石镇”，标题写的是“青禾乡”，不是同一个单位。"


def test_unit_told_by_the_signature_and_another_in_the_title() -> None:
    assert told("宣传3次。", title="白石镇") == [("白石镇", True)]


def test_both_sign() -> None:
    assert told("宣传3次。", signed="青禾乡人民政府 白石镇人民政府") == []


def test_ten_thousand_names_cost_what_ten_do() -> None:
    names = Names.of(f"{chr(0x4E00 + number // 90)}{chr(0x6000 + number % 90)}镇" for number in range(10_000))
    text = "全镇共有乡镇干部若干，街道整洁，" * 2000
    assert list(names.found_in(text)) == []


FROM_THERE = [
    "白石镇政府发来协查函3件，均按期办复。",
    "清河镇人大代表团视察便民服务中心。",
    "白石镇移交线索4条，办结4条。",
    "清河镇司法所转来委托调解申请2件。",
    "柳溪镇党委来我处考察院坝议事会。",
    "渡头街道养老院接收五保老人6名。",
    "按照《白石镇、青禾乡水源地联防工作方案》安排，巡查8次。",
]


@pytest.mark.parametrize("text", FROM_THERE)
def test_what_another_unit_does_comes_here(text: str) -> None:
    assert told(text) == []


OF_THERE = {
    "按照《白石镇2024年普法工作要点》安排，开展活动12次。": "白石镇",
    "认真落实《清河镇重大行政决策制度》。": "清河镇",
    "白石镇平安建设满意度达98%。": "白石镇",
    "全年清河镇矛盾纠纷化解率为99%。": "清河镇",
    "白石镇党委书记带队到各村调研4次。": "白石镇",
}


@pytest.mark.parametrize(("text", "name"), OF_THERE.items())
def test_papers_and_results_of_another_unit(text: str, name: str) -> None:
    assert told(text) == [(name, True)]


def test_the_sentence_is_quoted() -> None:
    document = from_text(
        FRAME.format(unit="青禾乡", text="宣传3次。白石镇平安建设满意度达98%。", signed="青禾乡人民政府")
    )
    (flaw,) = foreign_names(document, "青禾乡", Names.of(UNITS))
    assert flaw.message == "“青禾乡”的报告里写着“白石镇平安建设满意度达98%”，说的是“白石镇”。"
