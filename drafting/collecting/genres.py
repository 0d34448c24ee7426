"""What lies among the reports and is none: other papers by their titles, and what this program wrote itself."""

import re

from drafting.document import Document, RemarkKind
from drafting.text.patterns import Pattern

LETTER = "fazhi 反馈意见"
"""The category that a letter to a township is saved with: it stays in the file whatever its name."""

_OUR_PAGE = "fazhi 写的网页"
_OUR_LETTER = "fazhi 写的反馈意见"
_OUR_COPY = "fazhi 写的批注版；如果是改好以后交来的，请删去“法治报告检查”的批注再放进来"
# A browser that saves the page as one file writes = as =3D.
_GENERATOR = re.compile(rb'name=(?:3D)?"generator"\s+content=(?:3D)?"fazhi ')
_HEAD = 4096

_BEHIND = Pattern(r"(?:[（(〔\[【][^（）()〔〕\[\]【】]{0,30}[）)〕\]】]|[0-9]|[《》“”。.])+$")
_ABOUT_REPORTS = Pattern(r"的(?P<genre>通知|批复|反馈意见)$")
_WITH_THE_REPORT = Pattern("印发|转发|公布|公开发布")
_REPORT = Pattern("(?:法治|依法).*(?:报告|年报|情况|总结|汇报)")
_GENRE = Pattern(
    "(?P<genre>工作要点|要点|实施方案|方案|计划|规划|安排|通知|通报|函|批复|请示|制度|办法|规定|细则|规则|清单|台账|名单|目录|讲话|发言稿|发言|致辞|纪要"
    "|简报|意见|决定|公告|通告|预案|协议|合同|承诺书|责任书)$"
)
_ELSE = Pattern(
    "(?P<genre>信息公开|政务公开|政府工作报告|安全生产|平安建设|综治|信访|党的建设|党建|廉政|生态环境|环境保护|环保|乡村振兴|财政|预算|决算|审计|消防|防汛|人居环境"
    "|意识形态|统计|食品安全|药品安全|禁毒|扫黑除恶|反诈|防贫|民政|卫生健康|教育).*(?:报告|年报|情况|总结|汇报)$"
)
_LAW = Pattern("法治|依法|执法")


def other_than_report(title: str) -> str:
    """What a paper is by its title, where it is surely no yearly report; whatever leaves a doubt is one."""
    title = _BEHIND.sub("", title)
    about = _ABOUT_REPORTS.search(title)
    if about and not _WITH_THE_REPORT.search(title):
        return about["genre"]
    if _REPORT.search(title):
        return ""
    genre = _GENRE.search(title)
    if genre:
        return genre["genre"]
    topic = None if _LAW.search(title) else _ELSE.search(title)
    return f"{topic['genre']}方面的其他报告" if topic else ""


def written_by_us(document: Document) -> str:
    """What this program wrote for somebody to read beside the report: told by what is in the file, not by its name."""
    if document.properties is not None and document.properties.category == LETTER:
        return _OUR_LETTER
    if any(remark.ours and remark.kind is RemarkKind.COMMENT for remark in document.remarks):
        return _OUR_COPY
    return ""


def page_of_ours(data: bytes) -> str:
    """The same of an overview or a result that was saved as a page."""
    return _OUR_PAGE if _GENERATOR.search(data[:_HEAD]) else ""
