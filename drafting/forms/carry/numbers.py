"""Figures of a report as figures of a form: groups, names that can be referred to, and what follows from what.

A figure that a form can hold is replaced in its text by a reference to it, any other by a gap. Which figures go
together is what the ledger found to hold; nothing is guessed beyond that but the names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from drafting.document import Document, Span
from drafting.figures import Ledger, Quantity, Relation, Tie, subject_of
from drafting.figures.wording import GOAL
from drafting.forms.carry.carried import gap
from drafting.text.patterns import Pattern
from drafting.text.quantities import Bound


@dataclass(slots=True)
class Numbers:
    groups: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    was: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each figure was last year, in the report's own words."""
    instead: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    """By block: what stands in place of which characters."""
    gaps: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)

    def replaced(self, document: Document, span: Span, *, references: bool = True) -> Iterator[tuple[str, bool]]:
        """The pieces of a text, and whether each is the report's own words."""
        text = document.blocks[span.block].text
        at = span.start
        places = (self.instead if references else self.gaps).get(span.block, [])
        for start, end, words in sorted(places):
            if at <= start and end <= span.end:
                yield text[at:start], True
                yield words, False
                at = end
        yield text[at : span.end], True


_ABOUT_BEFORE = frozenset({"约", "近", "超过", "超", "逾", "达", "不少于", "至少"})
_GROWN = ("增长", "下降")
_WRITTEN_NUMBER = Pattern(r"[0-9][0-9,.]*\s?[余多]?(?:万亿|[万亿])?[余多]?$")
_WRITTEN_RATE = Pattern(r"[0-9.]+\s?[%‰％](?:以上|以下|左右|以内)?$")


def read_numbers(document: Document, ledger: Ledger, texts: Mapping[int, int]) -> Numbers:
    """`texts`: the blocks whose words are carried, and where in each of them the text begins behind the heading."""
    return _Naming(document, ledger, texts).numbers()


class _Naming:
    def __init__(self, document: Document, ledger: Ledger, texts: Mapping[int, int]) -> None:
        self._document = document
        self._ledger = ledger
        self._figures = {
            q.index: q for q in ledger.figures if q.block in texts and q.start >= texts[q.block] and _can_be_held(q)
        }
        self._relations = [r for r in ledger.relations if r.holds]
        self._same = self._repeated()
        self._above = self._wholes()
        self._names: dict[int, tuple[str, str]] = {}
        self._found = Numbers()

    def numbers(self) -> Numbers:
        changes = dict(self._changes())
        rates = dict(self._rates())
        self._name_all(changes, rates)
        for index, (group, name) in self._names.items():
            quantity = self._figures[index]
            self._found.groups.setdefault(group, {})[name] = self._figure(quantity, changes, rates)
            self._found.was[group, name] = quantity.shown
        self._add_wholes()
        self._plain_lists()
        self._add_values_before(changes)
        self._replace(changes)
        return self._found

    def _name_all(self, changes: Mapping[int, tuple[int, int, int]], rates: Mapping[int, tuple[int, int]]) -> None:
        """Counts first; what follows from them is called after them."""
        own = {index: quantity for index, quantity in self._figures.items() if index not in self._same}
        olds = {old for _, old, _ in changes.values()}
        for index, quantity in own.items():
            if quantity.is_count and index not in olds:
                self._name(quantity, self._count_name(quantity))
        for stated, (new, old, _) in changes.items():
            if old not in self._names and new in self._names:
                group, name = self._names[new]
                self._name(self._figures[old], f"上年{name}", group)
                self._name(self._figures[stated], f"{name}增减", group)
        for index, quantity in own.items():
            if index in self._names:
                continue
            if quantity.is_rate:
                part = rates.get(index)
                part_name = self._names.get(part[0]) if part else None
                self._name(quantity, _rate_name(self._document, quantity, part_name, self._before(quantity)))
            else:
                self._name(quantity, self._count_name(quantity))

    def _count_name(self, quantity: Quantity) -> str:
        return _count_name(self._document, quantity, self._group(quantity), self._before(quantity))

    def _before(self, quantity: Quantity) -> str:
        """What the last count before it in its sentence is called: that is what has grown."""
        start = quantity.start - len(_sentence(self._document, quantity))
        named = [
            (other.start, self._names[index][1])
            for index, other in self._figures.items()
            if index in self._names and other.is_count and other.block == quantity.block
            if start <= other.start < quantity.start
        ]
        return max(named)[1] if named else ""

    def _repeated(self) -> dict[int, int]:
        """The second mention of a figure is the first one's."""
        same: dict[int, int] = {}
        for relation in self._relations:
            if relation.tie is Tie.REPETITION and len(relation.others) == 1:
                first, second = sorted((relation.stated.index, relation.others[0].index))
                first = same.get(first, first)
                if first in self._figures and second in self._figures and first != second:
                    one, other = self._figures[first], self._figures[second]
                    if one.value == other.value and one.number.unit == other.number.unit and one.shown == other.shown:
                        same[second] = first
        return same

    def _own(self, quantity: Quantity) -> int:
        return self._same.get(quantity.index, quantity.index)

    def _wholes(self) -> dict[int, int]:
        """From each figure to the one whose matter it belongs to."""
        above: dict[int, int] = {}
        for relation in self._relations:
            others = [self._own(q) for q in relation.others]
            stated = self._own(relation.stated)
            pairs: list[tuple[int, int]] = []
            if relation.tie in (Tie.BREAKDOWN, Tie.PART):
                pairs = [(part, stated) for part in others]
            elif relation.tie is Tie.REMAINDER:
                pairs = [(stated, others[0])]
            elif relation.tie in (Tie.RATE, Tie.CHANGE) and len(others) == 2:
                pairs = [(stated, others[1]), (others[0], others[1])]
            for below, whole in pairs:
                if below != whole and below in self._figures and whole in self._figures:
                    above.setdefault(below, whole)
        return above

    def _root(self, index: int) -> int:
        seen = {index}
        while (above := self._above.get(index)) is not None and above not in seen:
            index = above
            seen.add(index)
        return index

    def _group(self, quantity: Quantity) -> str:
        return _topic(self._document, self._figures[self._root(self._own(quantity))])

    def _name(self, quantity: Quantity, name: str, group: str | None = None) -> None:
        group = group or self._group(quantity)
        taken = {own for other, own in self._names.values() if other == group}
        found, number = name, 1
        while found in taken:
            number += 1
            found = f"{name}{_ORDER[number]}" if number < len(_ORDER) else f"{name}_{number}"
        self._names[quantity.index] = (group, found)

    def _rates(self) -> Iterator[tuple[int, tuple[int, int]]]:
        for relation in self._relations:
            if relation.tie is Tie.RATE and len(relation.others) == 2 and relation.stated.index in self._figures:
                part, whole = (self._own(q) for q in relation.others)
                both = [self._figures.get(part), self._figures.get(whole)]
                if all(q is not None and q.is_count and q.is_exact for q in both) and relation.stated.is_exact:
                    yield relation.stated.index, (part, whole)

    def _changes(self) -> Iterator[tuple[int, tuple[int, int, int]]]:
        """Stated change, the count now, the count before, and where its words begin."""
        for relation in self._relations:
            if relation.tie is not Tie.CHANGE or len(relation.others) != 2:
                continue
            stated, (old, new) = relation.stated, relation.others
            text = self._document.blocks[stated.block].text
            if not _is_plain_change(relation, text) or not {stated.index, old.index, new.index} <= set(self._figures):
                continue
            yield stated.index, (self._own(new), old.index, stated.start - 2)

    def _figure(
        self, quantity: Quantity, changes: Mapping[int, tuple[int, int, int]], rates: Mapping[int, tuple[int, int]]
    ) -> dict[str, Any]:
        index = quantity.index
        group = self._names[index][0]
        if index in changes:
            new, old, _ = changes[index]
            figure = {"本期": self._called(new, group), "上期": self._called(old, group)}
            return figure | _decimals(quantity)
        if index in rates:
            part, whole = rates[index]
            figure = {"分子": self._called(part, group), "分母": self._called(whole, group)}
            return figure | _decimals(quantity)
        if quantity.is_rate:
            return {"目标": None} if _is_goal(quantity) else {"比率": None, "来源": None}
        return {"数": None, "量词": quantity.number.unit}

    def _called(self, index: int, group: str) -> str:
        other, name = self._names[index]
        return name if other == group else f"{other}.{name}"

    def _add_wholes(self) -> None:
        for relation in self._relations:
            if relation.tie not in (Tie.BREAKDOWN, Tie.PART, Tie.REMAINDER):
                continue
            whole, parts = relation.stated, list(relation.others)
            if relation.tie is Tie.REMAINDER:
                whole, parts = relation.others[0], [relation.stated]
            indexes = [self._own(part) for part in parts]
            if self._own(whole) not in self._names or not all(index in self._names for index in indexes):
                continue
            own = self._figures[self._own(whole)]
            members = [self._figures[index] for index in indexes]
            if not all(q.is_count and q.number.unit == own.number.unit for q in (own, *members)):
                continue
            self._belong(own, members, whole_list=relation.tie is Tie.BREAKDOWN)

    def _plain_lists(self) -> None:
        """One way to divide a whole is one list; several are a list of lists."""
        for figures in self._found.groups.values():
            for figure in figures.values():
                if len(figure.get("分项", ())) == 1:
                    figure["分项"] = figure["分项"][0]

    def _belong(self, whole: Quantity, parts: list[Quantity], *, whole_list: bool) -> None:
        group, name = self._names[whole.index]
        figure = self._found.groups[group][name]
        if whole in parts or len({part.index for part in parts}) < len(parts):
            return
        called = [self._called(part.index, group) for part in parts]
        ways = figure.get("分项", [])
        if whole_list and len(parts) > 1:
            if called not in ways:
                figure["分项"] = [*ways, called]
            return
        for part, name_there in zip(parts, called, strict=True):
            own_group, own_name = self._names[part.index]
            if not any(name_there in way for way in ways):
                below = self._found.groups[own_group][own_name]
                below.setdefault("属于", self._called(whole.index, own_group))

    def _add_values_before(self, changes: Mapping[int, tuple[int, int, int]]) -> None:
        """What was this year's count is last year's now."""
        for new, old, _ in changes.values():
            group, name = self._names[old]
            quantity = self._figures[new]
            if quantity.is_exact and quantity.value:
                self._found.groups[group][name]["数"] = quantity.number.digits.replace(",", "") + quantity.number.scale

    def _replace(self, changes: Mapping[int, tuple[int, int, int]]) -> None:
        for quantity in self._ledger.figures:
            start = quantity.start - len(quantity.number.prefix)
            text = self._document.blocks[quantity.block].text
            instead = (start, quantity.end, gap(text[start : quantity.end]))
            self._found.gaps.setdefault(quantity.block, []).append(instead)
            index = self._own(quantity)
            if index in self._names and quantity.index in self._figures:
                begin = changes[quantity.index][2] if quantity.index in changes else _reference_start(quantity)
                end = _reference_end(quantity)
                instead = (begin, end, f"{{{{ {'.'.join(self._names[index])} }}}}")
            self._found.instead.setdefault(quantity.block, []).append(instead)


def _can_be_held(quantity: Quantity) -> bool:
    """Whether a form can hold the figure in such a way that the text reads the same with a reference."""
    number = quantity.number
    if number.idiom or number.digits[:1] not in "0123456789" or (number.bound is Bound.ABOUT and number.marker == "来"):
        return False
    if quantity.is_rate:
        return bool(_WRITTEN_RATE.match(quantity.text))
    written = quantity.text.removesuffix(number.unit)
    return quantity.is_count and not number.suffix and bool(_WRITTEN_NUMBER.match(written))


def _reference_start(quantity: Quantity) -> int:
    prefix = quantity.number.prefix
    return quantity.start - (len(prefix) if prefix in _ABOUT_BEFORE else 0)


def _reference_end(quantity: Quantity) -> int:
    if quantity.is_rate:
        return quantity.end
    return quantity.start + len(quantity.text.removesuffix(quantity.number.unit).rstrip())


def _is_plain_change(relation: Relation, text: str) -> bool:
    """增长9.19% of two exact counts: what the program would write itself."""
    stated, (old, new) = relation.stated, relation.others
    if not (stated.is_rate and stated.is_exact and all(q.is_count and q.is_exact for q in (old, new))):
        return False
    if not old.value or old.number.unit != new.number.unit or stated.number.prefix:
        return False
    word = text[max(0, stated.start - 2) : stated.start]
    change = (new.value - old.value) / old.value
    return word == _GROWN[change < 0] and abs(abs(change) - stated.value) <= stated.number.step


def _decimals(rate: Quantity) -> dict[str, str]:
    """As many as last year, unless nothing had to be rounded."""
    places = len(rate.number.digits.partition(".")[2])
    return {} if places == 2 or rate.value == Fraction(1) else {"小数": str(min(places, 4))}


def _is_goal(quantity: Quantity) -> bool:
    return bool(GOAL.search(quantity.before))


_ORDER = " 一二三四五六七八九十"
_TOPICS = tuple(
    (name, Pattern(words))
    for name, words in (
        ("热线", "热线|工单"),
        ("信访", "信访|上访|来访|接访|转办件"),
        ("纠纷", "纠纷|调解|调处"),
        ("法律顾问", "法律顾问|律师"),
        ("法律明白人", "法律明白人|学法用法示范户"),
        ("学法", "学法|学习|培训|学法考试|参考|旁听|研讨|党课"),
        ("普法", "普法|宣传|宣讲|讲座|法治课|受教育|受众"),
        ("处罚", "处罚"),
        ("复议诉讼", "复议|诉讼|应诉|出庭"),
        ("执法", "执法|检查|案卷|持证|隐患"),
        ("合法性审查", "审查|审核|合同"),
        ("文件", "文件|规章|清理"),
        ("政务服务", "政务服务|办件|便民|网上办理|办理各类事项"),
        ("政务公开", "信息公开|政府信息|公开"),
        ("建议提案", "建议|提案"),
        ("会议", "会议"),
    )
)
_OTHER_TOPIC = "工作"
_VERBS = (
    "调解成功|成功调解|排查|调处|调解|化解|受理|接待|接收|收到|承办|办结|办理|答复|开展|组织|举办|召开|发放|印发|张贴|推送|制作|检查|抽查|查处|整改"
    "|审查|审核|提出|采纳|聘请|配备|培养|建立|设立|走访|处理|公开|培训|新增|追回|化解"
)
_INNER_VERB = Pattern(
    f"(?<!人民)(?<!行政)(?<!司法)(?:{_VERBS})"
    "(?!委员会|组织|人员|中心|机构|平台|窗口|制度|机制|工作室|[员室站班栏点队率])(?=[^，。]{2,}$)"
)
_WHOLE_VERBS = frozenset(
    [
        "受理",
        "排查",
        "调处",
        "调解",
        "化解",
        "办结",
        "办理",
        "审查",
        "接待",
        "接收",
        "收到",
        "处理",
        "登记",
        "调解成功",
        "化解成功",
    ]
)
_SORTED_BY = Pattern("^(?:按[^，。；分]{1,8}(?:划分|分|看)为?|分别为|来源为|主要为|包括|涵盖)(?=.{2})")
_OF_LAST_YEAR = Pattern("(?:上年|去年|上一年)(?:度|同期|末|底)?的?(?![增减上下提降多少])(?:[^，。；0-9]{0,2})$")
_FROM_TO = Pattern("(?:^|[，；])(?P<thing>[^，；]{2,20}?)(?:的?数量)?(?:由|从)[^，；]{2,}$")
_CHANGES = frozenset({"增加", "减少", "增长", "下降", "提高", "上升", "降低"})
_NOT = Pattern("(?:未|没有|尚未|不)$")
_HAS = frozenset({"有", "拥有", "辖", "下辖"})
_BEFORE_NAMES = Pattern(
    "^(?:全年|本年度?|年度|[乡镇县]?党委(?!会|书记|副|理论|主要|班子)|力争|各级|各类|各种形式|各种|各项|相关|有关|全部|所有|一批|本级|大力|累计|直接|集中)+(?=.{2})"
)
_BEHIND_NAMES = Pattern("(?:等地|等方式|等?形式|(?<!船)只|(?<![归偿返退])还|尚|才)+有?$")
_IN_BRACKETS = Pattern("(?<=[^（()）])[（(][^（()）]*[)）]")
_CHANGED = Pattern(
    "(?:^|[，：])(?P<thing>[^，：0-9]*?)的?(?:数量)?(?:同比|环比|[比较](?:上年|去年|上一年|前年|往年|同期|上期)[^，：0-9]{0,6}?)?"
    "(?P<change>增长|增加|增幅|上升|上涨|提高|提升|下降|降低|减少|降幅|回落|压缩|缩短)了?(?:达到?|为|约|近)?$"
)
_FALLEN = frozenset({"下降", "降低", "减少", "降幅", "回落", "压缩", "缩短"})
_SAYS_WHAT_FOR = Pattern("(?<=.{2})(?:专题|专门|集中|定期)?(?:研究|部署|学习|讨论|审议|推进|解决|用于|覆盖|涉及)")
_NOT_IN_NAMES = Pattern(r"[^\u4e00-\u9fffA-Za-z]+")
_PIECES = Pattern(r"[、，。；：（）()“”]|以及|(?<![合兼])并|和(?![解平谐睦])|(?<!参)与(?!会)")
_LONGEST_NAME = 14


def _topic(document: Document, quantity: Quantity) -> str:
    block = document.blocks[quantity.block]
    sentence = _sentence(document, quantity)
    trail = "".join(heading.heading_words for heading in document.trail(quantity.block) if heading.level > 1)
    heading = block.heading_words if block.is_heading else ""
    for words in (quantity.before, quantity.after, sentence, heading, trail):
        places = [(match.end(), name) for name, pattern in _TOPICS for match in pattern.finditer(words)]
        if places:
            return max(places, key=lambda place: place[0])[1]
    return _OTHER_TOPIC


def _sentence(document: Document, quantity: Quantity) -> str:
    """What its sentence says before a figure."""
    block = document.blocks[quantity.block]
    text = block.text[block.body_start : quantity.start]
    return text[max(text.rfind(stop) for stop in "。；") + 1 :]


def _count_name(document: Document, quantity: Quantity, group: str, before: str = "") -> str:
    subject = subject_of(document, quantity)
    thing = _plain(_SORTED_BY.sub("", subject.thing))
    unit = _NOT_IN_NAMES.sub("", quantity.number.unit)
    if _OF_LAST_YEAR.search(quantity.before):
        return f"上年{unit}数"
    if not subject.verb and (change := _CHANGED.search(_sentence(document, quantity))):
        return f"{_whole(_plain(change['thing'])) or before}{change['change']}{unit}数"
    if (
        not subject.verb
        and (thing in _CHANGES or not thing)
        and (changed := _FROM_TO.search(_sentence(document, quantity)))
    ):
        return _whole(_plain(changed["thing"])) or "数量"
    verb = "" if subject.verb in _HAS else _NOT_IN_NAMES.sub("", subject.verb)
    if not verb and not thing:
        thing = _plain(quantity.after)  # 2次组织班子成员谈心
    if not verb and (inner := list(_INNER_VERB.finditer(thing))):
        start = inner[-1].start()
        thing = ("未" if _NOT.search(thing[:start]) else "") + thing[start:]
    topic = next((pattern for name, pattern in _TOPICS if name == group), None)
    if verb in _WHOLE_VERBS and (not thing or (topic is not None and topic.search(thing))):
        thing = ""
    if verb and _NOT.search(quantity.before.partition(verb)[0]):
        verb = f"未{verb}"
    return verb + _whole(thing, _LONGEST_NAME - len(verb)) or f"{unit}数"


def _whole(thing: str, room: int = _LONGEST_NAME) -> str:
    """As it is or up to what it was for; nothing rather than a piece of a word."""
    if len(thing) > room and (purpose := _SAYS_WHAT_FOR.search(thing)):
        thing = thing[: purpose.start()]
    return thing if len(thing) <= room else ""


def _plain(words: str) -> str:
    """The last of several things, without what only fills."""
    pieces = [piece for piece in _PIECES.split(_IN_BRACKETS.sub("", words)) if _NOT_IN_NAMES.sub("", piece)]
    last = pieces[-1] if pieces else ""
    last = last.rpartition("的")[2] or last
    return _BEHIND_NAMES.sub("", _BEFORE_NAMES.sub("", _NOT_IN_NAMES.sub("", last)))


def _rate_name(document: Document, quantity: Quantity, part: tuple[str, str] | None, before: str) -> str:
    change = _CHANGED.search(_sentence(document, quantity))
    if change:
        return f"{_whole(_plain(change['thing'])) or before}{'下降' if change['change'] in _FALLEN else '增长'}率"
    name = _plain(subject_of(document, quantity).thing).removesuffix("达").removesuffix("为")
    of_last_year = "上年" if _OF_LAST_YEAR.search(quantity.before) else ""
    if name.endswith(("率", "度", "比例", "比重")) and 1 < len(name) <= _LONGEST_NAME:
        return of_last_year + name
    clause = _plain(_sentence(document, quantity).rpartition("，")[2]).removesuffix("达").removesuffix("为")
    return f"{part[1]}占比" if part else f"{of_last_year}{_whole(clause, 8)}比率"
