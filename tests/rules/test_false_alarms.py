"""False alarms that were once raised, each by the words that were wrongly flagged; and slips that were once told twice."""

import pytest

from drafting.app import check_document
from drafting.findings import Severity
from drafting.readers.text import from_text

REPORT = """平岚县青山镇2024年度法治政府建设年度报告
现将2024年度情况报告如下：
一、{measures}
全年开展法治宣传12次，化解纠纷30件。
二、存在的不足和原因
{shortcomings}
三、党政主要负责人履行推进法治建设第一责任人职责情况
{leaders}
四、{plan}
继续加强执法队伍建设。
青山镇人民政府
2025年1月15日"""
USUAL = {
    "measures": "2024年度推进法治政府建设的主要举措和成效",
    "shortcomings": "宣传不够，主要原因是人手少。",
    "leaders": "党委书记和镇长带头学法。",
    "plan": "2025年工作安排",
}


def codes(text: str, least: Severity = Severity.WARNING) -> list[str]:
    return [finding.code for finding in check_document(from_text(text)).findings if finding.severity >= least]


def report(**changed: str) -> str:
    return REPORT.format(**{**USUAL, **changed})


@pytest.mark.parametrize(
    "heading",
    [
        "2024年法治政府建设主要工作",
        "2024年法治政府建设工作",
        "2024年度主要工作",
        "2024年重点工作",
        "2024年工作总结",
        "2024年推进法治政府建设主要工作安排及落实情况",
        "主要工作和亮点",
        "特色亮点工作",
        "工作进展",
        "取得的成效",
        "主要做法",
        "工作开展情况",
    ],
)
def test_a_heading_of_the_reported_year_is_the_part_on_measures(heading: str) -> None:
    assert codes(report(measures=heading), Severity.INFO) == []


@pytest.mark.parametrize(
    "heading",
    [
        "下阶段工作举措",
        "下一步工作措施",
        "今后工作举措",
        "2025年工作重点和主要举措",
        "2025年努力方向和主要措施",
        "2025年重点工作",
        "2025年工作要点",
        "2025年度工作谋划",
        "2025年推进法治政府建设工作任务",
        "下一步打算和措施",
        "明年工作思路",
    ],
)
def test_a_heading_of_the_next_year_is_the_plan(heading: str) -> None:
    assert codes(report(plan=heading), Severity.INFO) == []


@pytest.mark.parametrize(
    "words",
    [
        "受限于财力，法治阵地建设滞后。",
        "鉴于山区交通不便，普法难以全覆盖。",
        "主观上重视不够，客观上条件有限。",
        "历史欠账多，使得积案化解难。",
        "主要受制于经费不足，阵地少。",
        "一是宣传不够，主要是村干部法律知识欠缺。",
        "分析起来，一方面经费紧张，另一方面人手不够。",
        "（一）存在的问题\n1.宣传不够。\n（二）原因分析\n1.对普法对象的需求调研不够深入。",
    ],
)
def test_causes_are_causes_without_the_word(words: str) -> None:
    assert codes(report(shortcomings=words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "党委书记和镇长带头学法。一是明责，二是履责，三是追责；同时做到一是快、二是准。",
        "党委书记和镇长带头学法，聘请法制副校长5名。",
        "（一）党委书记履职情况\n1.带头学法。\n2.带头述法。\n同时，做好以下工作：\n1.督办信访。\n2.督办执法。\n（二）镇长履职情况\n1.依法决策。",
    ],
)
def test_harmless_lists_and_words(words: str) -> None:
    assert codes(report(leaders=words)) == []


def test_spaced_out_title() -> None:
    text = report().replace("平岚县青山镇2024年度法治政府建设年度报告", "平岚县青山镇2024年度法治政府建设\n年 度 报 告")
    assert codes(text) == []


def test_organ_in_brackets_signs() -> None:
    assert codes(report().replace("\n青山镇人民政府\n", "\n（青山镇人民政府）\n")) == []


def test_table_of_contents_is_no_second_ladder() -> None:
    contents = "目　录\n一、主要举措和成效……1\n二、存在的不足和原因……3\n三、第一责任人职责……4\n四、工作安排……5\n"
    head, rest = report().split("\n", 1)
    assert codes(f"{head}\n{contents}{rest}") == []


def test_a_sentence_is_no_lost_part_heading() -> None:
    text = report(
        measures=USUAL["measures"] + "\n（一）学法\n全年学法4次。\n（二）审查\n对28份合同进行审查，审查率100%。"
    ).replace("二、存在的不足和原因\n宣传不够，主要原因是人手少。\n", "")
    found = codes(text)
    assert "NUM03" not in found
    assert "NUM02" in found
    assert "STR01" in found


@pytest.mark.parametrize("labels", ["（一）（一）（三）", "（一）（三）（三）", "（一）（二）（二）（四）"])
def test_one_slip_of_a_number_is_told_once(labels: str) -> None:
    items = "".join(f"（{number}）工作\n全年开展8次。\n" for number in labels.strip("（）").split("）（"))
    assert codes(report(leaders="党委书记和镇长带头学法。\n" + items.rstrip())).count("NUM02") == 1


@pytest.mark.parametrize(
    "blank",
    [
        "发放资料X份。",
        "2025年  月  日召开会议。",
        "20XX年开展宣传。",
        "第X季度召开会议。",
        "共走访群众（数据待核实）。",
    ],
)
def test_blanks_left_in_a_form(blank: str) -> None:
    assert "RES01" in codes(report(leaders="党委书记和镇长带头学法。" + blank))


@pytest.mark.parametrize(
    "words",
    [
        "会议强调：\n“一、提高认识。层层落实。\n二、加强领导。不留死角。”",
        "各村订立公约，内容如下：\n一、爱国守法。\n二、邻里和睦。\n三、尊老爱幼。\n全年评议2次。",
        "十、十一月份组织集中宣传。",
        "五、六名村干部参加。",
        "三、四年级学生旁听庭审。",
        "（一）至（三）项已完成。",
        "（三）、（四）两项正在办理。",
        "（二）中所称的合同须经审查。",
        "（2）班和（3）班学生参加。",
        "(2)号楼已拆除。",
        "注：1.数据截至年底。\n2.含巡回审判。",
    ],
)
def test_numbers_in_the_text_are_no_headings(words: str) -> None:
    assert not {"NUM01", "NUM02", "NUM03"} & set(codes(report(leaders=f"党委书记和镇长带头学法。\n{words}")))
