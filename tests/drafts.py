"""Drafts of reports about places that do not exist, with every kind of block in them."""

from collections.abc import Sequence

from drafting.document.blocks import Cell
from drafting.document.draft import Draft, DraftBlock, Kind

TEXT = (
    "全年共受理各类矛盾纠纷45件，调处成功43件，调处成功率95.56%，其中“一站式”调处中心受理12件——均已办结；"
    "开展“八五”普法宣传8场次，发放宣传资料1200余份，受教育群众3000余人次。"
)
ORGAN = "青禾乡人民政府"
DAY = "2025年1月10日"
LONG_ORGAN = "云岭哈尼族彝族傣族自治县白石土家族苗族侗族乡人民政府"
LONGEST_ORGAN = "云岭哈尼族彝族傣族自治县白石土家族苗族侗族乡人民政府综合行政执法大队"


def block(kind: Kind, text: str) -> DraftBlock:
    return DraftBlock(kind, text, heading_end=len(text) if kind.level else 0)


def run_in(kind: Kind, heading: str, text: str = TEXT) -> DraftBlock:
    return DraftBlock(kind, heading + text, heading_end=len(heading))


def table(number: int, rows: Sequence[Sequence[str]]) -> list[DraftBlock]:
    """The first row is the head."""
    return [
        DraftBlock(Kind.CELL if row else Kind.HEAD_CELL, text, cell=Cell(number, row, column))
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]


def draft(*blocks: DraftBlock, sealed: bool = True) -> Draft:
    return Draft(blocks, ORGAN, sealed)


def signed(*organs: str, day: str = DAY, sealed: bool = True) -> Draft:
    signatures = (block(Kind.SIGN_OFF, organ) for organ in organs)
    return draft(block(Kind.BODY, TEXT), *signatures, block(Kind.DATE, day), sealed=sealed)


def report(*organs: str, sealed: bool = True) -> Draft:
    """All kinds of blocks in one."""
    return draft(
        block(Kind.TITLE, "中共青禾乡委员会　青禾乡人民政府"),
        block(Kind.TITLE, "关于2024年度法治政府建设情况的报告"),
        block(Kind.ADDRESSEE, "中共云岭县委员会、云岭县人民政府："),
        block(Kind.BODY, "2024年，青禾乡坚持以习近平法治思想为指导，扎实推进法治政府建设。现将有关情况报告如下。"),
        block(Kind.LEVEL_1, "一、主要举措和成效"),
        run_in(Kind.LEVEL_2, "（一）加强党的领导。"),
        run_in(Kind.LEVEL_2, "（二）规范行政执法。", TEXT * 2),
        block(Kind.LEVEL_2, "（三）化解矛盾纠纷"),
        run_in(Kind.LEVEL_3, "1.健全机制。"),
        run_in(Kind.LEVEL_4, "（1）网格排查。"),
        block(Kind.LEVEL_4, "（2）多元调解"),
        block(Kind.LEVEL_3, "2.办理情况"),
        block(Kind.CAPTION, "表1　矛盾纠纷调处情况"),
        *table(
            0,
            [
                ["类别", "受理（件）", "成功（件）", "备注"],
                ["婚姻家庭", "12", "12", "全部当场履行"],
                [
                    "邻里纠纷",
                    "21",
                    "20",
                    "1件因当事人外出务工，经三次上门仍未达成一致，已引导其通过诉讼解决\n另有1件正在回访",
                ],
            ],
        ),
        block(Kind.BODY, "1.这一段以数字开头，是正文。" + TEXT),
        block(Kind.LEVEL_1, "二、存在的不足和原因"),
        block(Kind.BODY, TEXT),
        block(Kind.LEVEL_1, "三、下一年度工作安排"),
        block(Kind.BODY, TEXT),
        block(Kind.ATTACHMENT_NOTE, "附件：1.青禾乡2024年度行政执法案件统计表"),
        block(Kind.ATTACHMENT_NOTE, "2.青禾乡2024年度重大行政决策目录以及法治宣传教育活动情况一览表"),
        *(block(Kind.SIGN_OFF, organ) for organ in organs or (ORGAN,)),
        block(Kind.DATE, DAY),
        block(Kind.ANNEX_MARK, "附件1"),
        block(Kind.ANNEX_TITLE, "青禾乡2024年度行政执法案件统计表"),
        *table(1, [["序号", "案由", "数量（件）"], *([str(row), "违反安全生产管理规定", "3"] for row in range(1, 31))]),
        block(Kind.ANNEX_MARK, "附件2"),
        block(Kind.ANNEX_TITLE, "青禾乡2024年度重大行政决策目录"),
        block(Kind.BODY, TEXT),
        sealed=sealed,
    )
