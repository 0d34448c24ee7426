"""The page of one small report: `python -m tests.reporters.html_golden` writes it, test_html.py compares it."""

import re
from pathlib import Path

from drafting.app import CheckedFile, check_document
from drafting.config import Settings, Waiver
from drafting.readers.text import from_text
from drafting.reporters import html

FILE = Path(__file__).with_name("青禾乡.html")
REPORT = """平岚县青禾乡2024年法治政府建设年度报告
县委、县政府：
现将2024年度推进法治政府建设情况报告如下：
一、2024年度推进法治政府建设的主要举措和成效
（一）化解矛盾纠纷。全年受理信访事项52件，办结49件，办结率96.15%，值班手机19900000000。
村名\t受理\t办结
青禾村\t20件\t18件
（三）加强普法宣传
会前学法,全年4次。
二、2024年度推进法治政府建设存在的不足和原因
干部学习不深入，主要原因是制度没有落实。
青禾乡人民政府
2025年1月8日
"""


def made() -> str:
    settings = Settings(waivers=(Waiver("PRI02", "对外公开的值班手机"),))
    return html.report([CheckedFile("青禾乡.txt", check_document(from_text(REPORT), settings))], "0")


def without_style(page: str) -> str:
    """How it looks is judged by looking at it."""
    return re.sub(r"(?s)<style>.*</style>", "<style></style>", page, count=1)


def main() -> None:
    FILE.write_text(without_style(made()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
