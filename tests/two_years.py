"""Two years' reports of one township, with a fault of each kind between them."""

from pathlib import Path

from tests.word import report_docx

_REPORT = """白鹭县松坪乡{year}年度法治政府建设年度报告
一、{year}年度推进法治政府建设的主要举措和成效
{measures}
二、存在的不足和原因
{shortcomings}
三、党政主要负责人履行推进法治建设第一责任人职责情况
乡党委书记和乡长带头学法，听取司法所汇报。
四、{next_year}年度推进法治政府建设的主要安排
{plan}
白鹭县松坪乡人民政府
{next_year}年1月20日
"""

COPIED = "推行合同审查“一单清”，律师逐条写明风险，经办人逐条答复，缺一项不上会，审查合同33份。"
PLANNED = "（一）整治烟花爆竹违规储存。联合派出所逐一检查零售点。"
SHORTCOMING = "一是村级调解员年龄普遍偏大，整理卷宗困难，调解协议书制作不规范。"

LAST = _REPORT.format(
    year=2023,
    next_year=2024,
    measures=f"全年受理矛盾纠纷80件，调解成功76件。\n{COPIED}",
    shortcomings=f"{SHORTCOMING}原因是报酬低。",
    plan=PLANNED,
)
THIS = _REPORT.format(
    year=2024,
    next_year=2025,
    measures=f"全年受理矛盾纠纷92件，比上年增长20%。\n{COPIED}",
    shortcomings=f"{SHORTCOMING}原因是培训少。",
    plan="（一）修缮风雨廊桥。请老木匠带徒弟一起修。",
)
CODES = {"YOY01", "YOY02", "YOY03", "YOY04"}


def write_pair(folder: Path) -> tuple[str, str]:
    last, this = folder / "去年.txt", folder / "今年.txt"
    last.write_text(LAST, encoding="utf-8")
    this.write_text(THIS, encoding="utf-8")
    return str(last), str(this)


def word_report(folder: Path) -> str:
    """This year's as a Word file."""
    path = folder / "今年.docx"
    path.write_bytes(report_docx(THIS.splitlines(), automatic=False))
    return str(path)
