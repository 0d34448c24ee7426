"""What everybody writes every year, and what is left of a sentence without it."""

from functools import cache
from importlib.resources import files

from drafting.text.patterns import Pattern

_PHRASE = Pattern(
    "新时代中国特色社会主义思想|习近平法治思想|党的(?:二十|十[八九])(?:大|届)|中全会|四个意识|四个自信|两个维护|两个确立"
    "|(?:坚强|正确|统一|集中)领导下|(?:精心|有力|悉心)指导下|大力支持下|^现将|(?:报告|汇报|总结)如下|第一责任人职责|亲自(?:部署|过问|协调|督办)"
    "|决策部署|重要(?:讲话|指示|论述)精神|实施纲要|法治政府建设(?:各项)?工作|^(?:扎实|持续|深入|全面|不断|大力)*推进法治政府建设"
    "|取得了?(?:一定|明显|显著|良好|阶段性|新|积极)*的?(?:成效|成绩|进展|效果|成果)|对照上级|上级要求|群众的?(?:新)?(?:期盼|期待|需求)相?比?"
    "|存在着?(?:一些|一定|不少|以下|许多)?的?(?:差距|不足|问题|短板|薄弱环节)|重点做好|以下(?:工作|几个方面|方面|几点)|主要表现在"
    "|围绕.{0,12}(?:目标|任务|部署)|扛[起牢]?.{0,6}责任|开创.{0,16}新局面|迈上新台阶|打下坚实基础|提供.{0,10}法治保障"
)
_STANDING = Pattern(
    "下辖|所辖|辖[0-9区有]|总面积|户籍人口|常住人口|总人口|位于|地处|东[邻接临靠]|平方公里|联系(?:人|电话|方式)|统计期限|本报告"
)
"""What a place is like, and whom to ask, does not change from year to year."""
_STOCK = Pattern("现有|共有|核定编制|在编|实有|配有|设有|建有|下设|聘有|持证|在册")
_FLOW = Pattern(
    "全年|今年|本年|年内|新增|开展|受理|调解成功|成功调解|化解|办理|办结|组织|召开|举办|检查|排查|发放|培训|审查|审核|整改|走访|接待|投入|完成|组建|成立|调整"
)
"""What went on; what there is may well be as it was."""
_TITLES = Pattern("《[^《》]{1,80}》")
_CLAUSE = Pattern("[，,：:、]")
_HAN = Pattern("[\\u4e00-\\u9fff]+")
_COUNTED = Pattern("[\\u4e00-\\u9fff0-9０-９]")
_FIGURE = Pattern("[0-9０-９]")
_PARTICLES = frozenset("的和与及对在为以于等将把到并由从向各每个名件次年月日按经让使其该此")
"""Between words: a pair with one of them names nothing."""
_MOSTLY = 0.9


@cache
def common() -> frozenset[str]:
    """Pairs of characters that many reports share, whoever wrote them."""
    source = files("drafting.comparing") / "common.txt"
    return frozenset(source.read_text(encoding="utf-8").split())


def pairs(text: str) -> list[str]:
    """Each two characters that stand side by side."""
    return in_a_row(text, 2)


def in_a_row(text: str, count: int) -> list[str]:
    """Each so many characters that stand side by side."""
    return [run[at : at + count] for run in _HAN.findall(text) for at in range(len(run) - count + 1)]


def is_own(name: str) -> bool:
    """Whether these few characters name something that not every report speaks of."""
    known = common()
    return not _PARTICLES.intersection(name) and any(pair not in known for pair in pairs(name))


def own_pairs(text: str) -> list[str]:
    """The same of what is left without common words: 烟花爆竹 of 开展烟花爆竹专项整治."""
    known = common()
    found: list[str] = []
    for run in _HAN.findall(text):
        covered = [character in _PARTICLES for character in run]
        for at in range(len(run) - 1):
            if run[at : at + 2] in known:
                covered[at] = covered[at + 1] = True
        found += [run[at : at + 2] for at in range(len(run) - 1) if not covered[at] and not covered[at + 1]]
    return found


def weight(sentence: str) -> int:
    """How many characters say something of this unit and this year."""
    if _STANDING.search(sentence) or (_STOCK.search(sentence) and not _FLOW.search(sentence)):
        return 0
    return own_size(sentence)


def own_size(sentence: str) -> int:
    """How many characters are no boilerplate, of this year or not."""
    return sum(_weight(clause) for clause in _CLAUSE.split(_TITLES.sub("", sentence)))


def _weight(clause: str) -> int:
    if _PHRASE.search(clause):
        return 0
    size = len(_COUNTED.findall(clause))
    return size if _FIGURE.search(clause) or not _is_common(clause) else 0


def _is_common(clause: str) -> bool:
    known = common()
    covered = 0
    size = 0
    for run in _HAN.findall(clause):
        size += len(run)
        marks = [run[at : at + 2] in known for at in range(len(run) - 1)]
        covered += sum(1 for at in range(len(run)) if marks[max(0, at - 1) : at + 1].count(True))
    return size == 0 or covered >= _MOSTLY * size
