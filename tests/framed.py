"""A faultless report; a sentence of the collections takes its place among the measures."""

_FRAME = """平岚县青禾乡{year}年度法治政府建设年度报告
{year}年，青禾乡扎实推进依法行政。现将{year}年度法治政府建设情况报告如下：
一、{year}年度推进法治政府建设的主要举措和成效
全年研究法治议题4次，任务逐项分解到办所和村组。
{text}
二、存在的不足和原因
普法形式单一。究其原因，主要是人员力量不足。
三、党政主要负责人履行推进法治建设第一责任人职责情况
乡党委书记主持专题学习，乡长带头依法决策。
四、{next_year}年度推进法治政府建设的主要安排
加强执法队伍建设，组织轮训。
青禾乡人民政府
{next_year}年1月15日"""


def framed(text: str, year: int = 2024) -> str:
    return _FRAME.format(year=year, next_year=year + 1, text=text.strip())
