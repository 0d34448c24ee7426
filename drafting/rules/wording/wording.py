import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern


@dataclass(frozen=True, slots=True)
class _Phrase:
    wrong: Pattern
    right: str
    why: str


def _phrase(wrong: str, right: str, why: str) -> _Phrase:
    return _Phrase(Pattern(wrong), right, why)


_PHRASES = (
    _phrase(r"法制政府", "法治政府", "固定说法是“法治政府”"),
    _phrase(
        r"法制(?=乡村|社会|国家|中国|建设|思维|意识|观念|化(?!学)|轨道|宣传|教育|文化|氛围|环境|素养|理念|信仰|方式|保障|力量|讲座|培训|明白人|带头人|体检|道路(?!交通)|示范[村乡镇])",
        "法治",
        "这里说的是“法治”",
    ),
    _phrase(r"(?<=依)法制国", "法治国", "固定说法是“依法治国”"),
    _phrase(r"(?<=依)法制(?=[省县镇]|理(?!定))", "法治", "这里说的是“法治”"),
    _phrase(r"(?<=习近平)法制思想", "法治思想", "固定说法是“习近平法治思想”"),
    _phrase(r"四重一大", "三重一大", "固定说法是“三重一大”"),
    _phrase(r"遵法(?=学法|守法|用法|、学法)", "尊法", "固定说法是“尊法学法守法用法”"),
    _phrase(r"(?<=学法)遵法(?=守法|用法)", "尊法", "固定说法是“尊法学法守法用法”"),
    _phrase(r"(?<=责任落实)督查(?=工作规定)", "督察", "文件名是“督察工作规定”"),
    _phrase(r"谁执法[，、]?谁宣传(?=”?(?:的)?普法责任制)", "谁执法谁普法", "固定说法是“谁执法谁普法”"),
)
# One of these stands in everything that is wrong; most paragraphs hold none.
_MAY_BE_WRONG = Pattern("法制|四重一大|遵法|督查|谁宣传")
# 学 + 法制度, 行政执法 + 制度, and the names of offices and papers of their day.
_RIGHT = Pattern(
    r"(?:学|用|执|普|守|述|司|立|讲|释)法制(?:度|定|作|裁)|法制审核|法制办|法制日报|法制晚报|法制网|法制科|法制股|法制大队|法制员|法制处|法制工作(?:机构|委员会|办公室)|法制委|法制史|法制机构|法制部门|社会主义法制(?!道路)|法制统一"
)


@rule(
    code="WRD01",
    slug="wording",
    name="用语有误",
    severity=Severity.INFO,
    good=("严格执行重大执法决定法制审核，完善干部学法制度。",),
    bad=(
        Bad("加快建设法制政府。", marks="法制政府"),
        Bad("走社会主义法制道路。", marks="法制"),
        Bad("执行“四重一大”决策机制。", marks="四重一大"),
    ),
)
def wording(context: Context) -> Iterator[Flaw]:
    """固定说法照原样写：法治政府、三重一大、尊法学法守法用法。"""
    three = any("三重一大" in block.text for block in context.texts)
    for block in context.texts:
        text = block.text
        if not _MAY_BE_WRONG.search(text):
            continue
        right_places = [match.span() for match in _RIGHT.finditer(text)] if "法制" in text else []
        titles = [match.span() for match in re.finditer(r"《[^《》]*》", text)]
        for phrase in _PHRASES:
            for match in phrase.wrong.finditer(text):
                if any(start <= match.start() < end for start, end in (*right_places, *titles)):
                    continue
                span = Span(block.index, match.start(), match.end())
                beside = "，本文别处写的是“三重一大”" if phrase.right == "三重一大" and three else ""
                yield Flaw(
                    span,
                    f"“{match[0]}”应为“{phrase.right}”：{phrase.why}{beside}。",
                    suggestion=phrase.right,
                )
