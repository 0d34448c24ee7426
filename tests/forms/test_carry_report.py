"""A finished report becomes next year's form: all of it is there or told, and nothing of it passes for new."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.document import Block, Document, Role
from drafting.document.mandate import shipped_mandate
from drafting.forms.carry import MARK, Carried, carry_report, from_last
from drafting.forms.write_yaml import write_yaml
from drafting.forms.yaml import read_yaml
from drafting.readers.text import from_text
from drafting.rules.context import Context
from drafting.rules.residue.placeholder import placeholder
from drafting.text.numerals import to_chinese
from schemas.report.names import all_names
from schemas.report.reading import read
from tests.forms.filling import filled, texts
from tests.word import docx, p, r, report_docx, textbox

_MANDATE = shipped_mandate()
_EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))

_WHOLE = """岚沧县青禾乡人民政府
2024年度法治政府建设情况报告
中共岚沧县委、岚沧县人民政府：
2024年，青禾乡扎实推进依法行政。现将有关情况报告如下：
一、上一年度推进法治政府建设的主要举措和成效
（一）化解纠纷，维护稳定。全年受理矛盾纠纷44件，比上年的50件下降12%，其中邻里纠纷30件、其他纠纷14件，调解成功42件，调解成功率95.45%。发放资料约300份。
（二）完成36项任务。逐项落实。
1.细化分工
（1）责任到人
印发清单。
①逐级签字
层层有人管。
二、上一年度推进法治政府建设存在的不足和原因
（一）执法力量不足。办案经验少。主要原因是持证人员少，培训不够。
（二）普法形式单一。青年人参与不多。
三、上一年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况
（一）乡党委书记带头学法。主持学习4次。
（二）乡长带头抓落实。调度任务2次。
（三）党政主要负责人共同推动。一起述法。
四、下一年度推进法治政府建设的主要安排
2025年将做好以下工作：
（一）增加执法人员。招录2名。
特此报告。
附件：1.任务清单
岚沧县青禾乡人民政府
2025年1月16日
附件1
任务清单
共有36项任务，见下表。
"""


def _carry(text: str) -> Carried:
    return carry_report(from_text(text), _MANDATE)


def _items(carried: Carried, part: str) -> Any:
    return carried.form[part]["项目"]


def test_head_is_carried_a_year_on() -> None:
    form = _carry(_WHOLE).form

    assert form["年度"] == "2025"
    assert form["单位"] == {"名称": "岚沧县青禾乡人民政府", "简称": "青禾乡", "级别": "乡镇", "所属": "岚沧县"}
    assert form["主送"] == ["中共岚沧县委", "岚沧县人民政府"]
    assert form["标题"] is None
    assert form["落款"]["日期"] is None


def test_figures_are_groups_with_their_relations_and_open_values() -> None:
    figures = _carry(_WHOLE).form["数据"]["纠纷"]

    assert figures["受理"] == {"数": None, "量词": "件", "分项": ["邻里纠纷", "其他纠纷"]}
    assert figures["调解成功"] == {"数": None, "量词": "件"}
    assert figures["调解成功率"] == {"分子": "调解成功", "分母": "受理"}
    assert figures["受理增减"] == {"本期": "受理", "上期": "上年受理", "小数": "0"}
    assert figures["上年受理"] == {"数": "44", "量词": "件"}


def test_text_refers_to_the_figures() -> None:
    item = _items(_carry(_WHOLE), "主要举措和成效")[0]

    assert item["标题"] == "化解纠纷，维护稳定"
    assert item["正文"].startswith(
        MARK + "全年受理矛盾纠纷{{ 纠纷.受理 }}件，比上年的{{ 纠纷.上年受理 }}件{{ 纠纷.受理增减 }}，"
        "其中邻里纠纷{{ 纠纷.邻里纠纷 }}件、其他纠纷{{ 纠纷.其他纠纷 }}件，"
        "调解成功{{ 纠纷.调解成功 }}件，调解成功率{{ 纠纷.调解成功率 }}。"
    )
    assert item["正文"].endswith("发放资料{{ 纠纷.发放资料 }}份。")


def test_what_a_figure_was_is_noted_beside_it() -> None:
    carried = _carry(_WHOLE)

    assert carried.notes["数据", "纠纷", "受理"] == "上年：44件"
    assert set(carried.notes) == {
        ("数据", group, name) for group, figures in carried.form["数据"].items() for name in figures
    }


def test_headings_keep_their_levels_and_those_with_figures_are_marked() -> None:
    item = _items(_carry(_WHOLE), "主要举措和成效")[1]

    assert item["标题"] == f"{MARK}完成【待填：上年36项】任务"
    below = item["小项"][0]
    assert below["标题"] == "细化分工"
    assert below["小项"][0] == {"标题": "责任到人", "正文": f"{MARK}印发清单。\n{MARK}①逐级签字\n{MARK}层层有人管。"}


def test_cause_is_taken_out_where_the_text_names_it() -> None:
    first, second = _items(_carry(_WHOLE), "存在的不足和原因")

    assert first == {
        "不足": MARK + "执法力量不足",
        "表现": MARK + "办案经验少。",
        "原因": MARK + "主要原因是持证人员少，培训不够。",
    }
    assert second["表现"] == MARK + "青年人参与不多。"
    assert second["原因"] == ""


@pytest.mark.parametrize(
    ("said", "shown", "cause"),
    [
        ("办案慢，主要原因是人手少。", "办案慢，", "主要原因是人手少。"),
        ("由于人手少，办案慢。文书不规范。", "文书不规范。", "由于人手少，办案慢。"),
        ("办案慢。究其原因，一是人手少；二是培训少。", "办案慢。", "究其原因，一是人手少；二是培训少。"),
        ("办案慢，因原因不明的投诉多。", "办案慢，因原因不明的投诉多。", ""),
    ],
)
def test_causes_are_told_by_their_words(said: str, shown: str, cause: str) -> None:
    text = f"二、存在的不足和原因\n（一）执法力量不足。{said}\n"

    (item,) = _items(_carry(text), "存在的不足和原因")

    assert item["表现"] == (shown and MARK + shown)
    assert item["原因"] == (cause and MARK + cause)


def test_shortcomings_in_one_paragraph_are_told_apart() -> None:
    said = "还有差距：一是普法形式单一，青年人少。二是力量不足。由于编制少，人手紧。三是受经费制约，设备陈旧。"

    carried = _carry(f"二、存在的不足和原因\n{said}\n")

    assert carried.form["存在的不足和原因"]["引言"] == MARK + "还有差距："
    assert _items(carried, "存在的不足和原因") == [
        {"不足": MARK + "普法形式单一", "表现": MARK + "青年人少。", "原因": ""},
        {"不足": MARK + "力量不足", "表现": "", "原因": MARK + "由于编制少，人手紧。"},
        {"不足": MARK + "设备陈旧", "表现": "", "原因": MARK + "受经费制约。"},
    ]


def test_duties_go_to_whom_the_text_names() -> None:
    leaders = _carry(_WHOLE).form["党政主要负责人履职"]

    assert leaders["党委主要负责人"]["职务"] == "乡党委书记"
    assert leaders["党委主要负责人"]["履职"].startswith(MARK + "乡党委书记带头学法。主持学习{{")
    assert leaders["政府主要负责人"]["职务"] == "乡长"
    assert [item["标题"] for item in leaders["项目"]] == ["党政主要负责人共同推动"]


@pytest.mark.parametrize(
    "words", ["村党支部书记参加学习。", "习近平总书记强调法治。", "副乡长参加学习。", "县委书记到乡调研。"]
)
def test_others_than_the_first_hands_are_not_taken_for_them(words: str) -> None:
    leaders = _carry(f"三、党政主要负责人履行第一责任人职责情况\n{words}\n").form["党政主要负责人履职"]

    assert leaders["引言"] == MARK + words
    assert leaders["党委主要负责人"] == leaders["政府主要负责人"] == {"职务": None, "履职": ""}


def test_plan_is_to_be_answered_and_is_not_this_years_plan() -> None:
    form = _carry(_WHOLE).form

    assert form["上年安排"] == [{"事项": "增加执法人员\n招录2名。", "对应举措": None}]
    assert form["下一年度安排"]["项目"] == [{"标题": MARK + "增加执法人员", "正文": ""}]


def test_attachment_is_one_with_its_text() -> None:
    assert _carry(_WHOLE).form["附件"] == [{"名称": "任务清单", "正文": MARK + "共有【待填：上年36项】任务，见下表。"}]


def test_what_has_no_place_is_told_with_its_place() -> None:
    unplaced = [(piece.place, piece.words) for piece in _carry(_WHOLE).unplaced]

    assert ("文首", "现将有关情况报告如下：") in unplaced
    assert ("四、下一年度推进法治政府建设的主要安排 › 第1段", "2025年将做好以下工作：") in unplaced
    assert "特此报告。" in [words for _, words in unplaced]
    assert len(unplaced) == 3


def test_table_keeps_its_names_and_opens_its_figures() -> None:
    text = "一、主要举措和成效\n（一）办案情况\n见表。\n类别\t2024年件数\n城镇管理\t15\n消防安全\t4\n"

    (item,) = _items(_carry(text), "主要举措和成效")

    assert item["表格"] == [
        {
            "标题": None,
            "列": ["类别", f"{MARK}2024年件数"],
            "行": [["城镇管理", "【待填：上年15】"], ["消防安全", "【待填：上年4】"]],
            "合计": "否",
        }
    ]


def _with_table(caption: str, *rows: str) -> Any:
    lines = "\n".join(rows)
    carried = _carry(
        f"一、主要举措和成效\n（一）规范执法。情况见下表。\n{caption}\n{lines}\n二、存在的不足和原因\n人手少。\n"
    )
    return carried, _items(carried, "主要举措和成效")[0]


@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("表1 执法案件情况", "执法案件情况"),
        ("表 2：执法案件情况", "执法案件情况"),
        ("表一　执法案件情况", "执法案件情况"),
        ("表3-1执法案件情况", "执法案件情况"),
        ("表1 2024年执法案件情况", MARK + "2024年执法案件情况"),
    ],
)
def test_caption_is_the_title_of_its_table(caption: str, title: str) -> None:
    _, item = _with_table(caption, "类别\t件数", "环保\t12", "土地\t16")

    assert item["表格"][0]["标题"] == title
    assert item["正文"] == MARK + "情况见下表。"


@pytest.mark.parametrize("line", ["表1季度情况如下。再说一句。", "表2024年情况", "表彰先进"])
def test_line_above_a_table_that_is_no_caption_stays_text(line: str) -> None:
    _, item = _with_table(line, "类别\t件数", "环保\t12", "土地\t16")

    assert item["表格"][0]["标题"] is None
    assert len(item["正文"].splitlines()) == 2


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["环保\t12\t1.5", "土地\t16\t2.3", "合计\t28\t3.8"], "是"),
        (["环保\t1,200\t局", "土地\t16\t所", "合 计\t1,216\t"], "是"),
        (["环保\t12\t1.5", "土地\t16\t2.3", "合计\t27\t3.8"], "否"),
        (["环保\t12\t局", "土地\t16\t所", "合计\t28\t2个单位"], "否"),
        (["环保\t12\t1.5", "土地\t16\t2.3"], "否"),
    ],
)
def test_row_that_adds_up_the_others_is_computed_again(rows: list[str], total: str) -> None:
    carried, item = _with_table("表1 案件", "类别\t件数\t备注", *rows)

    table = item["表格"][0]
    assert table["合计"] == total
    assert len(table["行"]) == len(rows) - (total == "是")
    is_told = any("合计行" in piece.why for piece in carried.unplaced)
    assert is_told == (total == "否" and rows[-1].startswith("合计"))


def test_numbers_of_rows_stay() -> None:
    _, item = _with_table("表1 案件", "序号\t类别\t件数", "1\t环保\t12", "2\t土地\t16", "合计\t\t28")

    assert item["表格"][0]["行"] == [["1", "环保", "【待填：上年12】"], ["2", "土地", "【待填：上年16】"]]
    assert item["表格"][0]["合计"] == "是"


def test_heading_that_only_names_the_post_is_the_post() -> None:
    carried = _carry(
        "三、党政主要负责人履行推进法治建设第一责任人职责情况\n（一）乡党委书记履行职责情况\n主持学习。\n（二）代理乡长履行推进法治建设第一责任人职责情况\n调度任务。\n"
    )

    leaders = carried.form["党政主要负责人履职"]
    assert leaders["党委主要负责人"] == {"职务": "乡党委书记", "履职": MARK + "主持学习。"}
    assert leaders["政府主要负责人"] == {"职务": "代理乡长", "履职": MARK + "调度任务。"}
    assert not any("履行职责情况" in piece.words for piece in carried.unplaced)


def test_county_secretary_is_the_countys_own_in_such_a_heading() -> None:
    carried = _carry(
        "三、党政主要负责人履行法治建设职责情况\n（一）县委书记履行职责情况\n主持学习。\n（二）县长履行职责情况\n调度任务。\n"
    )

    leaders = carried.form["党政主要负责人履职"]
    assert [leaders[side]["职务"] for side in ("党委主要负责人", "政府主要负责人")] == ["县委书记", "县长"]


def test_two_parts_under_one_heading_are_parted() -> None:
    text = (
        "一、主要举措和成效\n（一）抓学习。全年学习4次。\n三、存在的问题及2025年工作安排\n"
        "还存在不足，一是力量薄弱，人手有待充实。二是宣传不够，形式有待丰富。\n2025年将做好以下工作。\n一是继续抓学习。\n二是招录人员。\n"
    )

    form = _carry(text).form

    assert [item["不足"] for item in form["存在的不足和原因"]["项目"]] == [MARK + "力量薄弱", MARK + "宣传不够"]
    assert [promise["事项"] for promise in form["上年安排"]] == ["继续抓学习。", "招录人员。"]


def test_slogans_in_place_of_the_part_become_measures() -> None:
    text = "一、全力推动普法\n（一）进校园\n全年宣传5场。\n二、大力化解纠纷\n（一）勤走访\n走访8次。\n三、存在的不足和原因\n（一）人手少\n编制不足。\n四、下一年度主要安排\n（一）招人\n招录2人。\n"

    items = _items(_carry(text), "主要举措和成效")

    assert [item["标题"] for item in items] == ["全力推动普法", "大力化解纠纷"]
    assert [below["标题"] for item in items for below in item["小项"]] == ["进校园", "勤走访"]


def test_headings_that_lost_their_numbers_are_headings() -> None:
    long = "全乡坚持把依法行政摆在突出位置，层层压实责任，做到有部署、有检查、有落实，取得了新的进展。"
    text = f"一、主要举措和成效\n强化组织领导。\n{long}\n加强队伍建设。\n{long}\n（三）推进普法。\n{long}\n"

    items = _items(_carry(text), "主要举措和成效")

    assert [item["标题"] for item in items] == ["强化组织领导", "加强队伍建设", "推进普法"]


def test_braces_of_the_old_text_are_no_references() -> None:
    (item,) = _items(_carry("一、主要举措和成效\n（一）抓学习。完成{{ 纠纷.受理 }}项工作。\n"), "主要举措和成效")

    assert "{{" not in item["正文"]


def test_title_of_ones_own_is_carried_a_year_on() -> None:
    text = _WHOLE.replace("2024年度法治政府建设情况报告", "2024年度法治政府建设情况报告（公开版）")

    assert _carry(text).form["标题"] == "岚沧县青禾乡人民政府2025年度法治政府建设情况报告（公开版）"


def test_notes_and_text_boxes_of_a_word_file_are_told() -> None:
    body = [
        p(r("一、主要举措和成效")),
        p(r("（一）抓学习。全年学习4次。"), textbox(p(r("框里的话很重要")))),
        p(r("二、存在的不足和原因")),
    ]
    data = docx(*body, header=p(r("内部使用的页眉")), footer=p(r("- 1 -")))
    from drafting.readers import read_bytes

    carried = carry_report(read_bytes(data), _MANDATE)

    words = [piece.words for piece in carried.unplaced]
    assert "框里的话很重要" in words
    assert "内部使用的页眉" in words
    assert not any("1" in said for said in words)


def test_two_headings_alike_are_told_apart() -> None:
    items = _items(
        _carry("一、主要举措和成效\n（一）抓学习。甲。\n（二）抓学习。乙。\n（三）抓学习。丙。\n"), "主要举措和成效"
    )

    assert items[0]["标题"] == "抓学习"
    assert items[1]["标题"] == MARK + "抓学习"
    assert len({item["标题"] for item in items}) == 3


# Of every report, whatever it looks like


def _words_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield str(name)
            yield from _words_of(below)
    elif isinstance(value, list):
        for below in value:
            yield from _words_of(below)
    elif value is not None:
        yield str(value)


_BETWEEN = re.compile(r"[\W\d_]+")


def _chunks(document: Document, block: Block) -> Iterator[str]:
    """The words of a block between its figures and stops; numbers of headings, 一是 and what follows a leader's post in a
    heading are the program's to write.
    """
    text = block.text[block.label.end :] if block.label and block.is_heading else block.text
    text = re.sub(r"(?:履行职责|履职)情况$", "", text) if block.is_heading else text
    text = re.sub(r"\[(?:bookmark|OLE_LINK)[^\]]*\]", "", text)
    for piece in re.split(r"[，。；：、！？（）“”《》\s]+", text):
        words = re.sub(r"^[一二三四五六七八九十]是", "", piece)
        parts = re.split(r"[0-9０-９][0-9０-９.,]*(?:\s?[余多]?(?:万亿|[万亿])?[余多]?)[%％‰]?(?:以上)?", words)
        before = [re.sub(r"(?:增长|下降|约|近|超过|超|逾|达|不少于|至少)$", "", part) for part in parts[:-1]]
        for part in (*before, parts[-1]):
            yield from (chunk for chunk in _BETWEEN.split(part) if chunk)


def _lost(document: Document, carried: Carried) -> list[str]:
    there = re.sub(r"\{\{ [^}]* \}\}", "|", "\n".join(_words_of(carried.form)))
    there = re.sub(r"【待填：上年([^】]*)】", r"\1", there)
    there = "\n".join([there, *(piece.words for piece in carried.unplaced)])
    context = Context(document, _MANDATE)
    own_headings = {
        section.heading.index
        for section in context.parts.sections
        if any(part.names(section.heading.heading_words or section.heading.text) for part in _MANDATE.parts)
    } | {block.index for _, block in context.parts.nested}
    return [
        chunk
        for block in document.blocks
        if block.is_prose or block.role is Role.ASIDE
        for chunk in _chunks(document, _body_only(block) if block.index in own_headings else block)
        if chunk not in there
    ]


def _body_only(block: Block) -> Block:
    from dataclasses import replace

    return replace(block, text=block.text[block.heading_end or len(block.text) :], label=None)


def _unmarked(carried: Carried) -> list[str]:
    """Texts of the old report that could go into a new one as they are."""
    return [text for text in texts(carried.form) for line in text.split("\n") if line and not line.startswith(MARK)]


def _check(document: Document) -> None:
    carried = carry_report(document, _MANDATE)

    assert _lost(document, carried) == []
    assert _unmarked(carried) == []
    assert read_yaml(write_yaml(carried.form, carried.notes), all_names()).data == carried.form
    read(carried.form, incomplete=True)
    whole = read(filled(carried))
    assert not any(MARK in text or "【待" in text for text in _words_of(filled(carried)))
    assert whole.year == int(carried.form["年度"] or 2025)


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.stem)
def test_example_is_carried_whole_and_marked(path: Path) -> None:
    _check(from_text(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", _EXAMPLES[:1], ids=lambda path: path.stem)
def test_word_file_and_text_become_the_same_form(path: Path, tmp_path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    word = tmp_path / "上年.docx"
    word.write_bytes(report_docx(lines, automatic=True))

    assert from_last(word, _MANDATE).form == from_last(path, _MANDATE).form


_HEADS = (
    "一、上一年度推进法治政府建设的主要举措和成效", "二、上一年度推进法治政府建设存在的不足和原因", "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "四、下一年度推进法治政府建设的主要安排", "五、其他需要报告的情况", "三、存在的问题及2025年工作安排", "一、奋力谱写平安新篇章", "二、存在问题。还有差距：一是人手少，经费紧。二是设备旧。",
)  # fmt: skip
_LINES = (
    "（一）强化领导。全年召开会议4次，研究问题9个。", "（二）2024年完成36项任务。", "1.规范流程", "（1）公开清单", "①逐级签字。层层有人管。", "（三）乡党委书记带头学法。主持学习3次。",
    "乡长调度任务2次，到村里去了。", "一是力量不足，人手紧。二是形式单一。三是机制不全。", "主要原因是培训少。", "由于编制少，办案慢，主要是因为案件多。", "全年受理信访26件，比上年的32件下降18.75%，办结25件，办结率96.15%。",
    "受理件数\t2024年\t备注", "城镇管理\t15\t逐步解决的老问题", "特此报告。", "强化基层治理，夯实根基。", "发放资料约3000份，涉及金额200余万元，满意度达99%以上，公示不少于7天，未发生5人以上上访。", "{{ 旧.模板 }}和{% if %}",
    "[bookmark: _GoBack]（四）推进公开。公开信息1.3万余条。", "# 不是标题", "“双随机”抽查：占57.3%。", "现将有关情况报告如下：", "2025年将继续努力，进一步提高水平。", "附件：1.清单", "2.名单", "- 3 -",
    "（五）原因分析。各方面都有原因。", "力争办结率达到98%，同比增长9.19%。", "（一）存在的主要问题", "（二）共同原因",
)  # fmt: skip
_TAILS = (
    "",
    "青禾乡人民政府\n2025年1月8日",
    "青禾乡人民政府\n2025年1月8日\n附件1\n清单\n共有9项。\n事项\t件数\n甲\t5",
    "附件：清单\n中共青禾乡委员会  青禾乡人民政府（盖章）\n2025年1月8日",
)
_FRONT = (
    "",
    "青禾乡人民政府\n2024年度法治政府建设情况报告\n县政府：\n",
    "索引号：123\n云岭县司法局2024年法治政府建设工作报告（摘要）\n",
)
_bodies = st.lists(
    st.tuples(st.sampled_from(_HEADS), st.lists(st.sampled_from(_LINES), max_size=7)), min_size=1, max_size=5
)


@settings(deadline=None)
@given(st.sampled_from(_FRONT), st.lists(st.sampled_from(_LINES), max_size=2), _bodies, st.sampled_from(_TAILS))
def test_any_report_is_carried_whole_and_marked(
    front: str, lead: list[str], body: list[tuple[str, list[str]]], tail: str
) -> None:
    lines = [*lead, *(line for head, below in body for line in (head, *below))]

    _check(from_text(front + "\n".join(lines) + "\n" + tail))


def test_marks_are_what_the_check_of_a_finished_report_reports() -> None:
    document = from_text("一、主要举措和成效\n（一）抓学习。" + MARK + "全年学习4次，【待填：上年5人以上】。\n")

    found = [document.quote(flaw.span) for flaw in placeholder.check(Context(document, _MANDATE))]

    assert found == [MARK, "【待填：上年5人以上】"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("召开党委会专题研究法治工作4次。", ["召开党委会专题研究法治工作"]),
        ("召开常务会议专题学习研究部署法治政府建设重点工作3次。", ["召开常务会议"]),
        ("建立村（社区）级调解组织9个。", ["建立村级调解组织"]),
        ("清理规范性文件，现行有效8件。", ["现行有效"]),
        ("持证执法人员只有6人。", ["持证执法人员"]),
        ("公职律师还有2名。", ["公职律师"]),
        ("打捞船只5艘。", ["打捞船只"]),
        ("办理行政执法案件38件，比上年增长22.58%。", ["办理", "办理增长率"]),
        ("信访总量同比下降15%。", ["信访总量下降率"]),
        ("受理行政复议案件5件，较去年减少2件。", ["受理", "受理减少件数"]),
        ("比上年增长12.5%。", ["增长率"]),
        ("党委书记讲法治课2次。", ["党委书记讲法治课"]),
        ("整治形式主义问题3个。", ["整治形式主义问题"]),
        ("乡级人民调解委员会1个。", ["乡级人民调解委员会"]),
        ("一村一法律顾问签约15个。", ["一村一法律顾问签约"]),
        ("农村集体经济组织成员权益保护法宣传覆盖面达98%。", ["比率"]),
        ("推动落实农村集体经济组织成员权益保护措施方案9项。", ["推动"]),
    ],
)
def test_name_of_a_figure_is_no_piece_of_a_word(sentence: str, names: list[str]) -> None:
    groups = _carry(f"一、主要举措和成效\n（一）抓好工作。{sentence}\n").form["数据"]

    assert [name for figures in groups.values() for name in figures] == names


def test_numerals_of_names_are_chinese() -> None:
    lines = [f"全年受理矛盾纠纷{20 + n}件。" for n in range(12)]
    figures = _carry("一、主要举措和成效\n（一）化解纠纷。\n" + "\n".join(lines)).form["数据"]["纠纷"]

    assert list(figures)[:3] == ["受理", "受理二", "受理三"]
    assert all(name.isidentifier() for name in figures)
    assert to_chinese(10) == "十"
    assert len(figures) == 12
