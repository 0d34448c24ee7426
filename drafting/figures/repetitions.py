"""The same thing stated twice: 全年调解矛盾纠纷186件 here, 168件 there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.figures.arithmetic import interval
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern

FLOWS = "开展|办理|调解|调处|化解|受理|接待|检查|发放|投入|制发|制定|印发|承办|完成|审查|举办|召开|提供|出具|作出|排查|办结|组织|实施|研究|审核|代写"
"""What went on during a year: two totals of one year can contradict each other."""
_FLOW_VERBS = frozenset(FLOWS.split("|"))
_STOCKS = "聘请|聘任|选聘|配备|划分|设立|建立|建成|下辖|辖有|管辖|辖|共有|现有|拥有|有|培养|培育|核定|设有|选配"
"""What there is."""
# From the last stop on: a lead that might begin anywhere would be tried at every character, each time to the end.
_FROM_STOP = "(?:^|(?<=[，。；：]))"
_OBJECT = Pattern(rf"{_FROM_STOP}(?P<lead>[^，。；：]*?)(?P<verb>{FLOWS}|{_STOCKS})(?P<noun>[^，。；：的]{{3,22}})$")
_ATTRIBUTE = Pattern(
    rf"{_FROM_STOP}(?P<lead>[^，。；：]*?)(?:(?P<verb>{FLOWS}|{_STOCKS})的?|(?P<whole>全(?:镇|乡|街道|县|区)(?:的|共有|共|现有)?))$"
)
_PLAIN = Pattern(
    r"(?:全(?:镇|乡|街道|县|区)|截至[^，。；]{2,12}|街道|镇|乡)(?:现|共)?(?P<noun>(?:在册|持证)[^，。；：的]{2,20}?)(?:共有?|现有)?$"
)
_AFTER = Pattern(
    "^(?P<noun>[^，。；：、（）]{3,20}?)(?=$|均|全部|全年|已|都|中|的|提交|落实|由|为|进行|开展|实行|逐|年度|全程|参与|和$|及$|[，。；：、（])"
)
_YEAR = Pattern("全年|今年|本年|一年来|年内|(?P<year>20[0-9]{2})年")
_PARTIAL = Pattern(
    "上半年|下半年|季度|[0-9一二三四五六七八九十]月(?!底|末|31)|其中|新增|净增|计划|拟|将|力争|目标|每|平均|上年|去年|第[一二三四五六七八九十][季批期轮次]|另|各|分别|增加|减少"
)
_TOTAL = Pattern("共|累计|全镇|全乡|全街道|全县|现有|总|辖|在册|截至")
_NOISE = Pattern('[“”‘’"\\s《》（）()]|共有?$|累计$|^(?:了|各类|各种|各级|全部|共|的)')
LEVELS = Pattern(
    "村级|各村|村（社区）|社区|县级|县|市|司法所|派出所|学校|企业|法庭|党委|人大|综治中心|执法队|便民服务中心"
)
GENERIC = Pattern(
    "^(?:专题|工作|调度|推进|协调|联席|各类|集中|业务|专项|日常|普法|法治|主题|现场)*(?:会议?|培训班?|活动|讲座|检查|宣传|宣讲|巡查|资料|调度会|推进会|座谈会)$"
)
"""One section's meetings are not another's."""
_TOGETHER = Pattern("[^，。；]*(?:会同|联合|配合)")
_OPINIONS = Pattern(
    "(?P<name>(?:群众|公众|人民群众)?[^，。；：率度]{0,10}(?:安全感(?:满意度)?|满意度|知晓率|满意率))(?:达到?|为|达|保持在|提升至|提高到)*$"
)


@dataclass(frozen=True, slots=True)
class StatementKind:
    """All that decides whether two statements about one thing speak of the same, but for the words before the verb."""

    level: str
    year: str
    """全年 where no year is named; "" where no span of time is."""
    verb: str
    total: bool
    is_rate: bool


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    quantity: Quantity
    noun: str
    kind: StatementKind
    lead: str


class _Stated:
    """What was said of one thing so far: of each kind the first statement, also by its lead."""

    def __init__(self) -> None:
        self._first: dict[StatementKind, Statement] = {}
        self._led: dict[tuple[StatementKind, str], Statement] = {}

    def first_like(self, statement: Statement) -> Statement | None:
        alike = []
        for kind, first in self._first.items():
            if _is_same(kind, statement.kind):
                alike.append(first)
            elif statement.lead and _may_be_same(kind, statement.kind):
                alike += [led] if (led := self._led.get((kind, statement.lead))) else []
        return min(alike, key=lambda one: (one.quantity.block, one.quantity.start), default=None)

    def add(self, statement: Statement) -> None:
        self._first.setdefault(statement.kind, statement)
        self._led.setdefault((statement.kind, statement.lead), statement)


def find(sentences: Sequence[Sentence]) -> Iterator[Relation]:
    known: dict[tuple[str, str], _Stated] = {}
    for sentence in sentences:
        for quantity in sentence.quantities:
            statement = statement_of(sentence, quantity)
            if statement is None:
                continue
            stated = known.setdefault((statement.noun, quantity.unit), _Stated())
            earlier = stated.first_like(statement)
            if earlier is not None:
                yield _relation(earlier.quantity, quantity)
            else:
                stated.add(statement)


def statement_of(sentence: Sentence, quantity: Quantity) -> Statement | None:
    if not quantity.is_exact or quantity.depth:
        return None
    stretch = sentence.text[max(sentence.start, sentence.text.rfind("；", 0, quantity.start) + 1) : quantity.start]
    return stated(quantity, stretch, quantity.before.removesuffix(quantity.number.prefix))


def stated(quantity: Quantity, stretch: str, before: str) -> Statement | None:
    """`stretch`: the sentence up to the figure; `before`: of its own clause."""
    if quantity.is_rate:
        return _opinion(quantity, stretch)
    if not quantity.is_count or _PARTIAL.search(stretch[-40:]):
        return None
    lead, verb, noun = _phrase(before, quantity.after)
    if not noun or GENERIC.search(noun):
        return None
    noun = _NOISE.sub("", _NOISE.sub("", noun))
    return Statement(quantity, noun, _kind(stretch, lead, verb), lead)


def _kind(stretch: str, lead: str, verb: str) -> StatementKind:
    level = LEVELS.search(_TOGETHER.sub("", lead))
    total = bool(_TOTAL.search(stretch[-30:]))
    return StatementKind(level[0] if level else "", year_in(stretch), verb, total, is_rate=False)


def year_in(stretch: str) -> str:
    """The year that the words before a figure name last; 全年 where they only say that it is over."""
    found = list(_YEAR.finditer(stretch))
    return (found[-1]["year"] or "全年") if found else ""


def _phrase(before: str, after: str) -> tuple[str, str, str]:
    if plain := _PLAIN.search(before):
        return "", "", plain["noun"]
    if attribute := _ATTRIBUTE.search(before):
        noun = _AFTER.search(after)
        if noun:
            return attribute["lead"], attribute["verb"] or "", noun["noun"]
    if spoken := _OBJECT.search(before):
        return spoken["lead"], spoken["verb"], spoken["noun"]
    return "", "", ""


def _opinion(quantity: Quantity, stretch: str) -> Statement | None:
    found = _OPINIONS.search(quantity.before)
    if found is None or _PARTIAL.search(stretch):
        return None
    name = found["name"].removeprefix("全年")
    for stop in ("镇", "乡", "街道"):
        name = name.rpartition(stop)[2]
    return Statement(quantity, name, StatementKind("", year_in(stretch), "", total=True, is_rate=True), "")


def _is_same(one: StatementKind, other: StatementKind) -> bool:
    if not _may_be_same(one, other):
        return False
    if one.is_rate or one.verb in _FLOW_VERBS:
        return True
    if one.verb == other.verb and one.verb and (one.total or other.total):
        return True
    return one.total and other.total


def _may_be_same(one: StatementKind, other: StatementKind) -> bool:
    """Where they are led up to by the same words."""
    if one.level != other.level or len({one.year, other.year} - {"全年", ""}) > 1:
        return False
    if one.is_rate or one.verb in _FLOW_VERBS or other.verb in _FLOW_VERBS:
        return one.verb == other.verb and bool(one.year and other.year)
    return (one.verb == other.verb and bool(one.verb)) or (one.total and other.total)


def _relation(first: Quantity, second: Quantity) -> Relation:
    first_low, first_high = interval(first, second)
    second_low, second_high = interval(second, first)
    holds = first_low <= second_high and second_low <= first_high
    working = f"前文为{first.text}，这里为{second.text}"
    return Relation(Tie.REPETITION, second, (first,), holds, working, Weight.LIKELY)
