"""Whole reports with faults in them: those of the collections, and some with many at once."""

import tomllib
from pathlib import Path

from tests.framed import framed

_TEXTS = Path(__file__).parents[1] / "texts"


def _collected(name: str) -> list[str]:
    texts = tomllib.loads((_TEXTS / name).read_text(encoding="utf-8"))["text"]
    return [framed(text["text"], text.get("year", 2024)) for text in texts]


def _whole() -> list[str]:
    reports = tomllib.loads((_TEXTS / "structures.toml").read_text(encoding="utf-8"))
    return [str(report["text"]) for reports in reports.values() for report in reports if "text" in report]


HARMLESS = _collected("harmless.toml")
FRAMED = [*_collected("faults.toml"), *HARMLESS, *_whole()]

MANY = """平岚县白石镇2024年度法治政府建设年度报告
2024年，白石镇扎实推进依法行政。现将2024年度法治政府建设情况报告如下：
一、2024年度推进法治政府建设的主要举措和成效
（一）加强学习,提升素养。全年学法4次。。培养"法律明白人"20名，见第三部分。
（2）普法宣传。开展“12.4”国家宪法日宣传，各村（社区） 发放资料600份(含入户)。
（三） 规范执法。24年度开展检查８次，2024年03月05日起公示。
1、健全台账;
2.规范文书。
4.组织轮训。
（四）、化解纠纷。上述第（三）项工作继续推进&nbsp;，群众满意。
- 4 -
三、存在的不足和原因
普法形式单一。究其原因，主要是人员力量不足。[bookmark: _GoBack]
五.党政主要负责人履行推进法治建设第一责任人职责情况
镇党委书记主持专题学习，镇长带头依法决策。
六、2025年度推进法治政府建设的主要安排
加强执法队伍建设，，组织轮训。
分享到： 微信 微博
白石镇人民政府
二〇二五年一月15日"""

MANY_FIXED = [
    "一、2024年度推进法治政府建设的主要举措和成效",
    "（一）加强学习，提升素养。全年学法4次。培养“法律明白人”20名，见第三部分。",
    "（二）普法宣传。开展“12·4”国家宪法日宣传，各村（社区）发放资料600份（含入户）。",
    "（三）规范执法。2024年度开展检查８次，2024年3月5日起公示。",
    "1.健全台账；",
    "2.规范文书。",
    "3.组织轮训。",
    "（四）化解纠纷。上述第（三）项工作继续推进，群众满意。",
    "二、存在的不足和原因",
    "普法形式单一。究其原因，主要是人员力量不足。",
    "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "镇党委书记主持专题学习，镇长带头依法决策。",
    "四、2025年度推进法治政府建设的主要安排",
    "加强执法队伍建设，组织轮训。",
    "白石镇人民政府",
    "2025年1月15日",
]
"""Its lines from the first part on, when everything that can be fixed is."""
