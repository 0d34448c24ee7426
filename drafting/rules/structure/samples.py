"""A small faultless report that examples of this family vary."""

TITLE = "青禾乡2024年法治政府建设年度报告"
FIRST = "一、主要举措和成效\n全年开展法治宣传12次，化解矛盾纠纷30件。"
SECOND = "二、存在的不足和原因\n普法形式单一，主要原因是队伍力量不足。"
THIRD = "三、党政主要负责人履行推进法治建设第一责任人职责情况\n党委书记和乡长带头学法，定期听取汇报。"
FOURTH = "四、2025年工作安排\n继续加强执法队伍建设。"
SIGNED = "青禾乡人民政府\n2025年1月15日"


def report(*lines: str) -> str:
    return "\n".join(lines)


WHOLE = report(TITLE, FIRST, SECOND, THIRD, FOURTH, SIGNED)
