"""Where each field of the form stands in the workbook: by the words beside it or above it, never by a fixed cell."""

import re
from dataclasses import dataclass

from drafting.forms.source import Path

GUIDE, BASICS, FIGURES, EXAMPLES = "填写说明", "基本情况", "数据", "数据示例"
ACHIEVEMENTS, SHORTCOMINGS, LEADERS, PLAN = "主要举措和成效", "存在的不足和原因", "党政主要负责人履职", "下一年度安排"
OTHER, PROMISES, TABLES = "其他", "上年安排", "表格"

FORM = (BASICS, FIGURES, ACHIEVEMENTS, SHORTCOMINGS, LEADERS, PLAN, OTHER, PROMISES, TABLES)
"""The sheets that are read."""
NEEDED = (BASICS, ACHIEVEMENTS, SHORTCOMINGS, LEADERS, PLAN)
NOT_READ = (GUIDE, EXAMPLES)

OPEN = "【待填】"
"""Stands where a heading is missing above a text, which would else go on the text before."""


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    path: Path
    hint: str
    is_needed: bool = False
    choices: tuple[str, ...] = ()
    kind: str = "line"
    """line, text (paragraphs), list (one entry a line), year or day."""


VERSION = "表单版本"
BASIC_COLUMNS = ("项目", "填写", "必填", "说明")
BASIC_FIELDS = (
    Field("单位名称", ("单位", "名称"), "单位全称，如 青禾乡人民政府", is_needed=True),
    Field("简称", ("单位", "简称"), "正文里的自称，如 青禾乡；不填则从全称得出"),
    Field("级别", ("单位", "级别"), "从下拉列表里选", is_needed=True, choices=("乡镇", "街道", "县区", "部门")),
    Field("所属", ("单位", "所属"), "上一级地方，如 云岭县；部门填本级"),
    Field("年度", ("年度",), "报告说的那一年，如 2025", is_needed=True, kind="year"),
    Field("标题", ("标题",), "不填则为：单位名称＋年度＋法治政府建设年度报告"),
    Field("主送", ("主送",), "主送机关，一行一个（按 Alt+回车 换行）；公开的报告可不填", kind="list"),
    Field("引言", ("引言",), "报告开头的话；“现将……报告如下”由程序写", kind="text"),
    Field("署名", ("落款", "署名"), "不填则用单位名称；联合署名的一行一个", kind="list"),
    Field("成文日期", ("落款", "日期"), "如 2026-1-20", is_needed=True, kind="day"),
    Field("盖章", ("落款", "盖章"), "是否加盖印章，决定署名和日期的位置；不填按“是”", choices=("是", "否")),
    Field("安排的年度", (PLAN, "年度"), "“下一年度安排”说的是哪一年；不填则为报告年度的下一年", kind="year"),
    Field(VERSION, (VERSION,), "程序用的，不要改"),
)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    width: int
    hint: str
    group: str = ""


SHOWN, REFERENCE = "显示为", "正文里这样引用"
TYPED_NUMBER, UPPER, LOWER, WHOLE, SUM = "用文字写的数", "分子或本期的数", "分母或上期的数", "整体的数", "分项的和"
HELPERS = (TYPED_NUMBER, UPPER, LOWER, WHOLE, SUM)
"""Hidden columns with the steps of what is shown."""
LAST = Column("上年", 14, "上年的数，供对照，不写进报告。不用填", "程序算")
"""Beside what the figure is now, in a form that was made from last year's."""
COMPUTED = (SHOWN, LAST.name, REFERENCE, *HELPERS)
FIGURE_COLUMNS = (
    Column("组", 10, "哪一类，如 纠纷；每行都写", "每行都填"),
    Column("名称", 14, "这个数叫什么，如 受理；只用汉字、字母、数字", "每行都填"),
    Column(SHOWN, 26, "报告里会写成什么；有【】的请核对。不用填", "程序算"),
    Column("数", 12, "只写数字，如 44、2.15万", "一、知道多少的，填这里"),
    Column("量词", 8, "件、次、场次、人次等", "一、知道多少的，填这里"),
    Column("概数", 8, "不是准数才选，如 余、以上", "一、知道多少的，填这里"),
    Column("属于", 12, "是哪个数的一部分，如 受理", "一、知道多少的，填这里"),
    Column("分项", 18, "由哪几个数相加，如 调解、转办", "一、知道多少的，填这里"),
    Column("分子", 12, "比率＝分子÷分母，填上面数的名称", "二、比率、增减由程序算"),
    Column("分母", 12, "别的组的数写成 组.名称", "二、比率、增减由程序算"),
    Column("本期", 12, "增减＝本期比上期，填数的名称", "二、比率、增减由程序算"),
    Column("上期", 12, "如 去年受理", "二、比率、增减由程序算"),
    Column("小数", 6, "留几位，不填为2位", "二、比率、增减由程序算"),
    Column("比率", 12, "没有两个数、只知道比率的，如 99%以上", "三、现成的比率"),
    Column("来源", 20, "比率从哪里来，如 县统计局调查", "三、现成的比率"),
    Column("目标", 12, "打算做到的，如 100%", "四、目标"),
    Column(REFERENCE, 20, "写在正文里，生成报告时换成左边“显示为”的内容。不用填", "程序算"),
)
FIGURE_KEYS = ("组", "名称")
COUNT_FIELDS = ("量词", "概数", "属于", "分项")
KINDS = {
    "数": ("数", *COUNT_FIELDS),
    "分子": ("分子", "分母", "小数"),
    "分母": ("分子", "分母", "小数"),
    "本期": ("本期", "上期", "小数"),
    "上期": ("本期", "上期", "小数"),
    "比率": ("比率", "来源"),
    "目标": ("目标",),
}
"""The column that tells what kind of figure a row has, and the columns of that kind."""

INTRODUCTION = "引言"
LEVELS = ("二级", "三级", "四级")
PARTY, GOVERNMENT = "党委主要负责人", "政府主要负责人"
OTHER_MATTERS, ATTACHMENT = "其他需要报告的情况", "附件"


@dataclass(frozen=True, slots=True)
class Texts:
    """A sheet of texts: what a row holds, its heading, its text, for the last sheet also a second text."""

    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    """What the first column may say; where it says nothing but a heading follows, the row is of the first level."""
    advice: str
    rows: int
    key: tuple[str, ...]
    """The names by which the header is found."""


_ITEM_COLUMNS = (
    Column("层次", 16, "二级编为（一）（二），三级编为 1. 2.，四级编为（1）（2）"),
    Column("标题", 34, "不写序号，如 加强组织领导，压实工作责任"),
    Column("正文", 84, "分段按 Alt+回车，也可以写到下一行（左边两格空着）。用到“数据”里的数，写 {{ 组.名称 }}"),
)
_LIST_ADVICE = "从上往下填，不够就插入行。不分小项的，“层次”可以不填。不要的行，把内容清空即可。"
SHEETS = {
    ACHIEVEMENTS: Texts(
        _ITEM_COLUMNS, (*LEVELS, INTRODUCTION),
        f"上一年度推进法治政府建设的主要举措和成效。{_LIST_ADVICE}", 60, ("层次", "标题"),
    ),
    SHORTCOMINGS: Texts(
        (
            Column("不足", 40, "一句话说清是什么不足，不写序号；第一行的“引言”不要改"),
            Column("表现", 56, "具体表现，可不填。“引言”这一行填一级标题下面的导语，可不填"),
            Column("原因", 56, "必填：造成这一不足的原因"),
        ),
        (INTRODUCTION,),
        "上一年度推进法治政府建设存在的不足和原因，一行一条，每条都要写原因。分段按 Alt+回车。", 20, ("不足", "原因"),
    ),
    LEADERS: Texts(
        (
            Column("写什么", 18, "党委、政府主要负责人必填；另外分项写的选 二级、三级"),
            Column("职务或标题", 34, "职务，如 乡党委书记；不写姓名。分项写的填标题"),
            Column("正文", 84, "履行推进法治建设第一责任人职责的情况。分段按 Alt+回车"),
        ),
        (*LEVELS, INTRODUCTION, PARTY, GOVERNMENT),
        "上一年度党政主要负责人履行推进法治建设第一责任人职责的有关情况。", 20, ("写什么", "职务或标题"),
    ),
    PLAN: Texts(
        _ITEM_COLUMNS, (*LEVELS, INTRODUCTION),
        f"下一年度推进法治政府建设的主要安排。{_LIST_ADVICE}", 40, ("层次", "标题"),
    ),
    OTHER: Texts(
        (
            Column("写什么", 22, "其他需要报告的情况，或者附件；没有的不填"),
            Column("附件名称", 34, "不加书名号和序号"),
            Column("正文", 84, "附件的内容；另附的不填。附件里的表填在“表格”里"),
        ),
        (OTHER_MATTERS, ATTACHMENT),
        "没有就都不填。", 20, ("写什么", "附件名称"),
    ),
    PROMISES: Texts(
        (
            Column("事项", 80, "上一年报告里安排的工作，一行一项"),
            Column("对应举措", 60, "“主要举措和成效”里哪一项落实了它：选那一项的标题。没有落实的空着"),
        ),
        (),
        "上一年报告说要做的，今年做了没有。只用来核对，不写进报告；可不填。", 30, ("事项", "对应举措"),
    ),
}  # fmt: skip

TABLE_PART, TABLE_ITEM, TABLE_TITLE, TABLE_TOTAL, TABLE_COLUMNS, TABLE_ROWS = (
    "放在哪一部分", "放在哪一项", "表的名称", "加合计行", "各列名称", "各行内容",
)  # fmt: skip
TABLE_LABELS = {
    TABLE_PART: "从列表里选",
    TABLE_ITEM: "照抄那一项的标题，或写 第2项",
    TABLE_TITLE: "不写“表1”",
    TABLE_TOTAL: "填“是”，合计由程序相加",
    TABLE_COLUMNS: "一格一个",
    TABLE_ROWS: "往下填，不够就插入行",
}
TABLE_PARTS = (ACHIEVEMENTS, LEADERS, PLAN, ATTACHMENT)


_REMARK = re.compile(r"（[^）]*）|\([^)]*\)|[\s*＊:：]")


def plain(label: str) -> str:
    """A label or header without remarks, stars and spaces, as people add them."""
    return _REMARK.sub("", label)


NTH = re.compile(r"第\s*([0-9]{1,4})\s*项")
"""An item by its position, where its heading is no name."""


def squeezed(title: str) -> str:
    """A heading as it is compared: without spaces and a sign at its end."""
    return re.sub(r"\s+", "", title).rstrip("。：:；;，, ")
