"""Form files: what clerks type is read, and what cannot be read is told at its line, all of it at once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafting.forms.loading import load, read_bytes, validated
from drafting.forms.source import FormError, Source
from drafting.readers import ReadError
from schemas.report import Level, Report
from schemas.report.counts import Count

FORM = """\
表单版本: 1
单位:
  名称: 青禾乡人民政府
  级别: 乡镇
年度: 2025
数据:
  纠纷:
    受理: 44件
    化解: {数: 42, 属于: 受理}
    化解率: {分子: 化解, 分母: 受理}
主要举措和成效:
  项目:
    - 标题: 化解矛盾纠纷
      正文: 受理{{ 纠纷.受理 }}件。
存在的不足和原因:
  项目:
    - 不足: 力量不足
      原因: 编制少
党政主要负责人履职:
  党委主要负责人: {职务: 乡党委书记, 履职: 带头学法。}
  政府主要负责人: {职务: 乡长, 履职: 部署任务。}
下一年度安排:
  项目:
    - 标题: 加强培训
      正文: 组织培训。
落款:
  日期: 2026-01-20
"""

ENGLISH = {
    "form_version": 1,
    "unit": {"name": "青禾乡人民政府", "level": "township"},
    "year": 2025,
    "figures": {"纠纷": {"受理": 44, "化解": {"number": 42, "whole": "受理"}}},
    "achievements": {"items": [{"heading": "化解矛盾纠纷", "text": "化解{{ 纠纷.化解 }}件。"}]},
    "shortcomings": {"items": [{"heading": "力量不足", "cause": "编制少"}]},
    "leaders": {
        "party": {"post": "乡党委书记", "text": "带头学法。"},
        "government": {"post": "乡长", "text": "部署任务。"},
    },
    "plan": {"year": 2026, "items": [{"heading": "加强培训", "text": "组织培训。"}]},
    "sign_off": {"day": "2026-01-20", "sealed": False},
}


def report_of(text: str, suffix: str = ".yaml", *, incomplete: bool = False) -> Report:
    return validated(read_bytes(text.encode(), suffix), incomplete=incomplete)


def mistakes(text: str, suffix: str = ".yaml") -> list[str]:
    with pytest.raises(FormError) as raised:
        report_of(text, suffix)
    return [str(mistake) for mistake in raised.value.mistakes]


def with_line(old: str, new: str) -> str:
    assert FORM.count(old) == 1
    return FORM.replace(old, new)


def test_yaml_form() -> None:
    report = report_of(FORM)

    assert (report.unit.level, report.year, report.sign_off.day) == (Level.TOWNSHIP, 2025, date(2026, 1, 20))
    assert report.figures["纠纷"]["受理"] == Count(数="44件")


def test_json_form_with_chinese_names_is_the_same_report() -> None:
    source = read_bytes(FORM.encode())

    assert validated(read_bytes(json.dumps(source.data, ensure_ascii=False, indent=1).encode(), ".json")) == report_of(
        FORM
    )


def test_english_names_load_too() -> None:
    report = report_of(json.dumps(ENGLISH), ".json")

    assert report.unit.level is Level.TOWNSHIP
    assert not report.sign_off.sealed


def test_mistake_in_an_english_form_is_told_at_its_line() -> None:
    form = json.dumps({**ENGLISH, "year": "二零二五"}, indent=1, ensure_ascii=False)

    (told,) = mistakes(form, ".json")

    assert told.startswith("第7行 年度：")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("表单版本: 1", "表单版本：1", "第1行：“表单版本”后面用了全角冒号；应写成半角冒号加一个空格：“表单版本: 1”"),
        ("年度: 2025", "年度:2025", "第5行：“年度:”后面少了一个空格；应写成“年度: 2025”"),
        ("  名称: 青禾", "\t名称: 青禾", "第3行：行首的缩进用了制表符（Tab）；请改用半角空格"),
        ("年度: 2025", "年度: 2025\n年度: 2024", "第6行 年度：“年度”写了两次，第5行已经写过；请删去一处"),
        ("年度: 2025", "报告年度: 2025", "第5行 报告年度：没有“报告年度”这一项，现在叫“年度”；请改名"),
        ("年度: 2025", "年渡: 2025", "第5行 年渡：没有“年渡”这一项，是不是“年度”"),
        ("年度: 2025", "年度: 25", "第5行 年度：“25”不是年份，应写成四位数，如 2025"),
        ("级别: 乡镇", "级别: 镇", "第4行 单位.级别：“镇”不是级别；请写乡镇、街道、县区、部门之一"),
        ("{数: 42, 属于: 受理}", "{数: 45, 属于: 受理}", "第9行 数据.纠纷.化解：45 大于受理数 44；部分不能大于整体，请核对这两个数"),
        ("受理: 44件", "受理: 4O件", "第8行 数据.纠纷.受理：“4O件”里有字母或汉字混在数字中，应写成“40件”"),
        ("受理: 44件", "受理: 四十四件", "第8行 数据.纠纷.受理：“四十四件”不是数；请只写阿拉伯数字，可带量词和概数，如 44、44件、10余场次、2.15万人次"),
        ("受理: 44件", "受理: " + "4" * 5000 + "件", "第8行 数据.纠纷.受理：“" + "4" * 30 + "……”有5000位数字，不会有这么大的数；请核对"),
        ("分母: 受理}", "分母: 受里}", "第10行 数据.纠纷.化解率.分母：没有“受里”这个数，是不是“受理”"),
        ("日期: 2026-01-20", "日期: 2026-02-30", "第27行 落款.日期：“2026-02-30”不存在：2026年2月没有30日"),
        ("日期: 2026-01-20", "日期: 2025-01-20", "第27行 落款.日期：2025年1月20日 不对：2025 年度的报告应在 2025 年底至 2026 年写成；也请看“年度”是不是写错了"),
        ("日期: 2026-01-20", "日期: 2026-01-20\n  盖章: 也许", "第28行 落款.盖章：“也许”看不出是“是”还是“否”；请写“是”或“否”"),
        ("- 标题: 加强培训", "- 标题: 一、加强培训", "第24行 下一年度安排.项目.第1项.标题：标题前面不用写序号“一、”，序号由程序编排；应写成“加强培训”"),
        ("职务: 乡党委书记", "职务: 副乡长", "第20行 党政主要负责人履职.党委主要负责人.职务：“副乡长”不是党委（党工委、党组）的职务；如 乡党委书记"),
        ("职务: 乡长", "职务: 乡党委副书记", "第21行 党政主要负责人履职.政府主要负责人.职务：“乡党委副书记”不是政府（办事处、部门）的职务；如 乡长、主任、局长"),
        ("下一年度安排:", "下一年度安排:\n  年度: 2025", "第23行 下一年度安排.年度：2025 应为 2026：报告说的是 2025 年，安排的是下一年"),
        ("      原因: 编制少", "      原因:", "第18行 存在的不足和原因.项目.第1项.原因：还没有填写"),
        ("表单版本: 1", "表单版本: 9", "第1行 表单版本：这份表单是第9版，本程序只认到第1版；请升级程序"),
        ("    受理: 44件", "    讲座：2次\n    受理: 44件", "第8行：“讲座”后面用了全角冒号；应写成半角冒号加一个空格：“讲座: 2次”"),
        ("    受理: 44件", "    讲座:2次\n    受理: 44件", "第8行：“讲座:”后面少了一个空格；应写成“讲座: 2次”"),
        ("    - 标题: 加强培训", "    -标题: 加强培训", "第24行：“标题”前面的短横没有写成半角“-”加一个空格；应写成“- 标题: 加强培训”"),
        ("    - 标题: 加强培训", "    －标题：加强培训", "第24行：“标题”前面的短横没有写成半角“-”加一个空格；应写成“- 标题：加强培训”"),
        ("    受理: 44件", "    讲座太多:没有数\n    受理: 44件", "第8行：“讲座太多:没有数”这一行没有写成“名称: 内容”的样子；冒号要用半角，后面要有空格"),
        ("受理: 44件", "受理: 8千余件", "第8行 数据.纠纷.受理：“8千余件”应写成“8000余件”"),
        ("受理: 44件", "受理: 100%", "第8行 数据.纠纷.受理：“100%”是比率：知道两个数的写成 {分子: …, 分母: …}，不知道的写成 {比率: 100%, 来源: …}"),
        ("      正文: 组织培训。", "      正文: 培训 原因: 太少", "第25行：“正文: 培训 原因: 太少”一行里有两个冒号加空格，分不清名称和内容；文字里有冒号时请用引号括起来，或改用“|”另起一行写"),
        ("      正文: 组织培训。", '      正文: "培训。',
            '第25行：“正文: "培训。”引号没有成对；请补上另一个引号，或改用“|”另起一行写'),
    ],
)  # fmt: skip
def test_one_slip_is_one_sentence_at_its_line(old: str, new: str, told: str) -> None:
    assert mistakes(with_line(old, new))[:1] == [told]


def test_all_mistakes_are_told_at_once_from_top_to_bottom() -> None:
    form = with_line("级别: 乡镇", "级别: 镇").replace("44件", "4O件").replace("2026-01-20", "2026-13-01")

    assert [told.partition(" ")[0] for told in mistakes(form)] == ["第4行", "第8行", "第27行"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-01-20", date(2026, 1, 20)),
        ("2026年1月20日", date(2026, 1, 20)),
        ("2026.1.20", date(2026, 1, 20)),
        ("２０２６年１月２０日", date(2026, 1, 20)),
        ("2026/01/20", date(2026, 1, 20)),
    ],
)
def test_days_as_people_type_them(typed: str, day: date) -> None:
    assert report_of(with_line("2026-01-20", typed)).sign_off.day == day


@pytest.mark.parametrize(
    ("typed", "number"), [("１２３件", "123"), ("1,204 件", "1204"), ('"44"', "44"), ("012", "012")]
)
def test_numbers_as_people_type_them(typed: str, number: str) -> None:
    count = report_of(with_line("44件", typed).replace("{数: 42, 属于: 受理}", "1件")).figures["纠纷"]["受理"]

    assert isinstance(count, Count)
    assert count.number == number


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    for word in ("否", "no", "2026-01-01", "1:30", "0x1F", "1e3", "null值"):
        report = report_of(with_line("正文: 组织培训。", f"正文: {word}"))
        assert report.plan.items[0].text == word


@pytest.mark.parametrize(
    "words",
    ["{{ 纠纷.受理 }}件全部办结。", '"熟悉"新媒体的干部少。', "[编者注]按季度推进。", "*重点*是培训。", "原则: 分级培训。", "排查 #3次。", "@各村：按时报送。", "%占比提高", "It's", "& 其他"],
)  # fmt: skip
def test_words_that_begin_like_a_sign_of_yaml_stay_words(words: str) -> None:
    assert report_of(with_line("正文: 组织培训。", f"正文: {words}")).plan.items[0].text == words


def test_comments_stay_comments() -> None:
    report = report_of(with_line("正文: 组织培训。", "正文: 组织培训。  # 和司法所商量"))

    assert report.plan.items[0].text == "组织培训。"


def test_tabs_are_told_alone() -> None:
    """What stands below what, only the indents say."""
    assert mistakes(with_line("      正文: 组织培训。", "\t\t正文: 组织培训。")) == [
        "第25行：行首的缩进用了制表符（Tab）；请改用半角空格"
    ]


def test_lines_that_yaml_joins_get_no_space() -> None:
    report = report_of(with_line("正文: 组织培训。", "正文: 组织培训，\n        落实到人。"))

    assert report.plan.items[0].text == "组织培训，落实到人。"


def test_words_below_a_bar_are_the_clerks_own() -> None:
    words = "年度：按季度推进。\n        名称:不改\n        - # 井号 @甲 {{ 纠纷.受理 }}"
    report = report_of(with_line("正文: 组织培训。", f"正文: |\n        {words}"))

    assert report.plan.items[0].text == "年度：按季度推进。\n名称:不改\n- # 井号 @甲 {{ 纠纷.受理 }}"


def test_incomplete_form_has_open_places() -> None:
    report = report_of("单位:\n  名称: 青禾乡人民政府\n", incomplete=True)

    assert str(report.year) == "【待填：年度】"
    assert str(report.shortcomings.items[0].cause) == "【待填：原因】"
    assert report.leaders.party is not None
    assert str(report.leaders.party.text) == "【待填：履职】"


def test_incomplete_form_is_still_not_a_wrong_one() -> None:
    with pytest.raises(FormError) as raised:
        report_of("年度: 2O25\n", incomplete=True)

    assert [str(mistake) for mistake in raised.value.mistakes] == [
        "第1行 年度：“2O25”里有字母或汉字混在数字中，应写成“2025”"
    ]


def test_missing_fields_are_told_apart_from_wrong_ones() -> None:
    with pytest.raises(FormError) as raised:
        report_of(FORM.replace("      原因: 编制少\n", ""))

    assert [mistake.is_open for mistake in raised.value.mistakes] == [True]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "表单是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x00", "看不出是表单"),
    ],
)
def test_what_is_no_form_is_said_in_a_sentence(data: bytes, told: str) -> None:
    with pytest.raises(ReadError, match=told):
        read_bytes(data)


@pytest.mark.parametrize("text", ["只有一句话", "- 甲\n- 乙", "[1, 2]", "42"])
def test_text_that_is_no_form_is_said_in_a_sentence(text: str) -> None:
    assert "看不出是表单" in mistakes(text)[0]


@pytest.mark.parametrize(
    "text",
    ["a: &a [x]\nb: *a", "a: &a\n  b: *a", "{" * 200, "[" * 5000, "a: " + "[" * 100, "%YAML 9\n---\n", "a: 'x", "? [a]\n: b", "---\na: 1\n---\nb: 2\n"],
)  # fmt: skip
def test_hostile_yaml_is_told_not_raised(text: str) -> None:
    assert mistakes(text)


@pytest.mark.parametrize(
    "text",
    ["{", '{"a"}', '{"a": }', '{"a": 1,}', '{"a": "x', "[[" * 3000, '{"a": 1} x', "{“a”: 1}", '{"年度": 1, "年度": 2}'],
)
def test_wrong_json_is_told_not_raised(text: str) -> None:
    assert mistakes(text, ".json")


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到"):
        load(tmp_path / "没有.yaml")


def test_rows_of_a_table_have_to_fit_its_head() -> None:
    table = {"标题": "各村", "列": ["村", "件"], "行": [["东坡村", 3], ["西坝村"]]}
    data: Any = {**ENGLISH, "attachments": [{"名称": "统计表", "表格": [table]}]}

    with pytest.raises(FormError, match="这一行有1格，表头有2列"):
        validated(Source(data))


def test_total_row_is_computed() -> None:
    table = {
        "标题": "各村",
        "列": ["村", "件", "说明"],
        "行": [["东坡村", 3, "甲"], ["西坝村", "4", "乙"]],
        "合计": "是",
    }
    report = validated(Source({**ENGLISH, "attachments": [{"名称": "统计表", "表格": [table]}]}))

    assert report.attachments[0].tables[0].all_rows()[-1] == ("合计", "7", "")


TOGETHER = """\
党政主要负责人履职:
  引言: 乡党政主要负责人每季度主持专题学习，重要工作亲自部署。
"""


def test_leaders_may_be_spoken_of_together() -> None:
    start, end = FORM.index("党政主要负责人履职"), FORM.index("下一年度安排")
    report = report_of(FORM[:start] + TOGETHER + FORM[end:])

    assert report.leaders.party is None
    assert report.leaders.government is None


def test_one_side_alone_is_not_both() -> None:
    start, end = FORM.index("党政主要负责人履职"), FORM.index("下一年度安排")
    told = mistakes(FORM[:start] + TOGETHER.replace("党政主要负责人每季度", "党委书记每季度") + FORM[end:])

    assert [sentence.partition(" ")[2] for sentence in told] == [
        "党政主要负责人履职.政府主要负责人.职务：还没有填写",
        "党政主要负责人履职.政府主要负责人.履职：还没有填写",
    ]


def test_what_is_missing_is_told_field_by_field() -> None:
    told = mistakes("表单版本: 1\n单位: {名称: 青禾乡人民政府}\n")

    assert [sentence.rpartition(" ")[2] for sentence in told] == [
        "单位.级别：还没有填写",
        "年度：还没有填写",
        "主要举措和成效.项目.第1项.标题：还没有填写",
        "主要举措和成效.项目.第1项.正文：还没有填写",
        "存在的不足和原因.项目.第1项.不足：还没有填写",
        "存在的不足和原因.项目.第1项.原因：还没有填写",
        "党政主要负责人履职.党委主要负责人.职务：还没有填写",
        "党政主要负责人履职.党委主要负责人.履职：还没有填写",
        "党政主要负责人履职.政府主要负责人.职务：还没有填写",
        "党政主要负责人履职.政府主要负责人.履职：还没有填写",
        "下一年度安排.项目.第1项.标题：还没有填写",
        "下一年度安排.项目.第1项.正文：还没有填写",
        "落款.日期：还没有填写",
    ]


def test_field_under_a_wrong_name_is_not_missing_as_well() -> None:
    told = mistakes(FORM.replace("      原因: 编制少", "      成因: 编制少"))

    assert told == ["第18行 存在的不足和原因.项目.第1项.成因：没有“成因”这一项，现在叫“原因”；请改名"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("原因: 编制少", "原因: 无", "“无”不是原因"),
        ("    - 标题: 加强培训", "    - 标题: 一是加强培训", "标题前面不用写序号“一是”"),
        ("      原因: 编制少", "       原因: 编制少", "前面的空格多了；应与上面的“- 不足: 力量不足…”对齐"),
        ("{数: 42, 属于: 受理}", "{数：42，属于：受理}", "应写成“{数: 42, 属于: 受理}”"),
        ("名称: 青禾乡人民政府", "名称: 青禾乡", "“青禾乡”不是全称；应写成“青禾乡人民政府”"),
        ("受理: 44件", "受理: 44.5件", "“件”只能是整数"),
        ("原因: 编制少", "原因: ……", "还没有填写"),
        ("数据:\n  纠纷:", "数据:\n  年度: {甲: 1}\n  纠纷:", "“年度”另有用处，不能作组名"),
    ],
)
def test_what_contradicts_itself_is_told(old: str, new: str, told: str) -> None:
    assert told in mistakes(with_line(old, new))[0]


def test_list_without_its_name_is_told() -> None:
    form = FORM.replace("下一年度安排:\n  项目:\n    -", "下一年度安排:\n    -")

    assert "少了“项目:”一层" in mistakes(form)[0]


def test_whole_may_be_divided_in_several_ways() -> None:
    figures = "  信访:\n    收到: {数: 7件, 分项: [[来信, 来访], [办结, 在办]]}\n    来信: 3件\n    来访: 4件\n    办结: 6件\n    在办: 2件\n"

    assert "办结6＋在办2＝8，多了1" in mistakes(FORM.replace("数据:\n", "数据:\n" + figures))[0]


def test_part_above_its_whole_is_told_once() -> None:
    assert len(mistakes(with_line("{数: 42, 属于: 受理}", "{数: 45, 属于: 受理}"))) == 1


@pytest.mark.parametrize("typed", ["安全、食品", "[安全、食品]", "安全，食品", "[安全, 食品]", "【安全，食品】"])
def test_names_of_parts_as_people_type_them(typed: str) -> None:
    figures = f"  执法:\n    检查: {{数: 7次, 分项: {typed}}}\n    安全: 3次\n    食品: 4次\n"
    if not typed.startswith("["):
        figures = figures.replace(typed, f'"{typed}"')
    count = report_of(FORM.replace("数据:\n", "数据:\n" + figures)).figures["执法"]["检查"]

    assert isinstance(count, Count)
    assert count.parts == (("安全", "食品"),)


def test_field_that_was_not_indented_is_told_where_it_belongs() -> None:
    told = mistakes(FORM.replace("  日期: 2026-01-20", "日期: 2026-01-20"))

    assert any("“日期”应当写在“落款”下面" in sentence for sentence in told)


def with_table(**more: object) -> Source:
    table = {"标题": "各村", "列": ["村", "件"], "行": [["东坡村", 3], ["西坝村", 4]], **more}
    return Source({**ENGLISH, "attachments": [{"名称": "统计表", "表格": [table]}]})


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"合计": "是", "行": [["东坡村", 3], ["合计", 3]]}, "已经有“合计”一行"),
        ({"合计": "是", "行": [["东坡村", "3件"], ["西坝村", "4件"]]}, "如“3件”不是准数"),
        ({"标题": "表1 各村情况"}, "不用写“表1”"),
    ],
)
def test_table_that_does_not_add_up_is_told(more: dict[str, object], told: str) -> None:
    with pytest.raises(FormError, match=told):
        validated(with_table(**more))


def test_blank_cell_adds_nothing() -> None:
    report = validated(with_table(合计="是", 行=[["东坡村", 3], ["西坝村", ""], ["南塘村", 4]]))

    assert report.attachments[0].tables[0].all_rows()[-1] == ("合计", "7")


@pytest.mark.parametrize("name", ["附件1：统计表", "《统计表》", "1.统计表"])
def test_attachment_has_a_bare_name(name: str) -> None:
    with pytest.raises(FormError, match="应写成“统计表”"):
        validated(Source({**ENGLISH, "attachments": [{"名称": name}]}))


def test_addressees_lose_their_signs() -> None:
    assert report_of("主送: 县政府，县委：\n" + FORM).addressees == ("县政府、县委",)
