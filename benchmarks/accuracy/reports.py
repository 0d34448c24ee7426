"""Reports without a fault, no two alike: level, length, ladder, wording, figures, tables and form of file are drawn."""

import re
from random import Random

from benchmarks.accuracy.claims import CLAIMS, Writer
from benchmarks.accuracy.paper import CHINESE, PARTS, Habits, Paper, Para, Place
from benchmarks.accuracy.words import (
    CAUSES,
    ENDS,
    HEADINGS,
    LEADERS,
    LISTS,
    MEASURES,
    MIDDLES,
    OPENINGS,
    ORDERS,
    OTHER_CAUSES,
    PART_HEADINGS,
    PLANS,
    SHORTCOMINGS,
    TEMPTATIONS,
)
from benchmarks.county import expanded
from benchmarks.county_words import FIRST, SECOND, STOCK
from drafting.document.draft import Kind

GROUP = 10
"""Reports of one county and year, which is what rules about sets look at."""
_BUREAUS = ("司法局", "农业农村局", "市场监督管理局", "自然资源局", "卫生健康局", "应急管理局")
_SLOT = re.compile(r"\{([\w+%-]+)(?::(\d+)-(\d+))?\}")
_COUNTYS = {"解纷": "调解", "普法": "普法", "执法": "执法", "决策": "决策", "服务": "服务"}
_INLINE = ("一是", "二是", "三是", "四是", "五是", "六是")


def clean(number: int, seed: int) -> Paper:
    group = Random(f"{seed} county {number // GROUP}")
    stems = group.sample([one + two for one in dict.fromkeys(FIRST) for two in dict.fromkeys(SECOND)], GROUP + 1)
    year = group.choice((2022, 2023, 2024, 2024, 2025))
    random = Random(f"{seed} {number}")
    place = _place(stems[number % GROUP], f"{stems[-1]}县", random)
    paper = _begun(f"{number:05}", place, year, random)
    _written(paper, frozenset(), {})
    return paper


def of_county(number: int, seed: int) -> Paper:
    """One of a set: in words of which no two sentences agree by chance, since the whole set shares one stock."""
    group = Random(f"{seed} county {number // GROUP}")
    stems = group.sample([one + two for one in dict.fromkeys(FIRST) for two in dict.fromkeys(SECOND)], GROUP + 1)
    random = Random(f"{seed} {number} of a set")
    place = _place(stems[number % GROUP], f"{stems[-1]}县", random)
    while not place.is_township:
        place = _place(stems[number % GROUP], f"{stems[-1]}县", random)
    paper = _begun(f"{number:05}", place, 2024, random)
    _written(paper, frozenset(), {}, own_words=True)
    return paper


def year_before(paper: Paper, seed: int) -> Paper:
    """Last year's report of the same office: nothing of it is said again, and what it planned was done.

    Where this year's says how many there were last year, it does not say how many there were the year before.
    """
    random = Random(f"{seed} {paper.name} before")
    last = _begun(f"{paper.name}-去年", paper.place, paper.year - 1, random)
    of_both_years = [name for name, (_, text) in paper.claims.items() if "上年的" in text]
    _written(last, frozenset([*paper.frames, *of_both_years]), paper.said)
    return last


def _place(stem: str, county: str, random: Random) -> Place:
    kind = random.choices(("乡", "镇", "街道", "县", random.choice(_BUREAUS)), weights=(30, 40, 15, 6, 9))[0]
    villages = tuple(
        f"{one}{two}村"
        for one, two in zip(random.sample(list(dict.fromkeys(FIRST)), 8), random.sample(SECOND, 8), strict=True)
        if one + two != stem
    )
    return Place(county[:-1] if kind == "县" else stem, kind, county, villages)


def _begun(name: str, place: Place, year: int, random: Random) -> Paper:
    habits = Habits(
        thousands=random.choice(("", "", "", ",")),
        percent=random.choice(("%", "%", "%", "%", "％")),
        places=random.choice((0, 1, 1, 2, 2)),
    )
    paper = Paper(name, place, year, random, habits, author=place.organ)
    if random.random() < 0.5:
        paper.suffix = ".docx"
        paper.fragmented = random.random() < 0.6
        paper.automatic = paper.fragmented and random.random() < 0.5
        paper.styled = random.random() < 0.5
    return paper


def _written(paper: Paper, without: frozenset[str], answered: dict[str, list[str]], *, own_words: bool = False) -> None:
    """`without`: sentences of the stock and claims not to be drawn; `answered`: what next year's report speaks of, which is all that is
    planned; `own_words`: none of the sentences that are drawn whole."""
    drawer = _Drawer(paper, without)
    _opening(paper, drawer)
    ladder = paper.random.choice(("own-line", "own-line", "run-in", "run-in", "deep", "two-levels"))
    _measures(paper, drawer, ladder, own_words=own_words)
    _shortcomings(paper, drawer, ladder, own_words=own_words)
    _leaders(paper, drawer)
    _plans(paper, drawer, ladder, answered)
    paper.renumber()
    _closing(paper)


class _Drawer:
    """Draws sentences, each once, and fills them in."""

    def __init__(self, paper: Paper, without: frozenset[str]) -> None:
        self.paper = paper
        self.random = paper.random
        self.without = without
        self.used: set[str] = set()

    def draw(self, stock: tuple[str, ...], count: int) -> list[str]:
        there = [frame for frame in stock if frame not in self.used and frame not in self.without]
        drawn = self.random.sample(there, min(count, len(there)))
        self.used |= set(drawn)
        self.paper.frames |= set(drawn)
        return drawn

    def say(self, frame: str, only: dict[str, list[str]] | None = None) -> str:
        seen: set[str] = set()

        def filled(match: re.Match[str]) -> str:
            name, low, high = match[1], match[2], match[3]
            if low is not None:
                return self._figure(name, int(low), int(high))
            if name in LISTS:
                choices = [word for word in (only or {}).get(name) or LISTS[name] if word not in seen]
                word = self.random.choice(choices or list(LISTS[name]))
                seen.add(word)
                if self.paper.paras[-1].part == "成效":  # where an old plan is answered
                    self.paper.said.setdefault(name, []).append(word)
                return word
            if name == "village":
                choices = [village for village in self.paper.place.villages if village not in seen]
                seen.add(word := self.random.choice(choices))
                return word
            own = {"%": self.paper.habits.percent, "unit": self.paper.place.unit, "levelone": self.paper.place.word}
            return own.get(name) or str(self.paper.year + int(name.removeprefix("Y") or 0))

        return _SLOT.sub(filled, frame)

    def _figure(self, name: str, low: int, high: int) -> str:
        value = self.random.randint(low, high)
        if name == "c":
            return CHINESE[value - 1]
        if name in {"t", "h"}:
            step = 10 if name == "t" else 100
            return str(value // step * step)
        if name == "p":
            return f"{value}{self.paper.habits.percent}"
        return str(value)


def _add(paper: Paper, kind: Kind, text: str, part: str, label: str = "", *, head: int = 0) -> Para:
    para = Para(kind, text, label, head, part)
    paper.paras.append(para)
    return para


def _opening(paper: Paper, drawer: _Drawer) -> None:
    place, year, random = paper.place, paper.year, paper.random
    above = "" if place.unit.startswith(place.county) or place.kind == "县" else place.county
    titles = (
        (f"{above}{place.unit}{year}年法治政府建设年度报告",),
        (f"{place.organ}", f"关于{year}年度法治政府建设情况的报告"),
        (f"{above}{place.unit}{year}年度推进法治政府建设情况的报告",),
        (f"{place.organ}关于{year}年法治政府建设工作情况的报告",),
    )
    for line in random.choice(titles):
        _add(paper, Kind.TITLE, line, "")
    over = "市" if place.kind == "县" else place.county
    if random.random() < 0.8:
        addressees = (
            (f"{over}人民政府：", f"中共{over}委员会、{over}人民政府：", f"{over}委全面依法治{over[-1]}委员会办公室：")
            if over != "市"
            else ("市人民政府：", "市委、市人民政府：")
        )
        _add(paper, Kind.ADDRESSEE, random.choice(addressees), "")
    lead = "".join(drawer.say(random.choice(clauses)) for clauses in (OPENINGS, MIDDLES, ENDS))
    _add(paper, Kind.BODY, lead, "").taken = True


def _part_heading(paper: Paper, drawer: _Drawer, part: str) -> None:
    _add(paper, Kind.LEVEL_1, drawer.say(paper.random.choice(PART_HEADINGS[part])), part, "一、")


def _measures(paper: Paper, drawer: _Drawer, ladder: str, *, own_words: bool) -> None:
    random = paper.random
    _part_heading(paper, drawer, "成效")
    topics = random.sample(
        list(_COUNTYS if own_words else MEASURES), random.randint(4, 5 if own_words else len(MEASURES))
    )
    writer = Writer(random, paper.habits)
    claims = [] if own_words else random.sample(sorted(CLAIMS.keys() - drawer.without), random.randint(3, 8))
    tempting = [] if own_words else drawer.draw(TEMPTATIONS, random.randint(4, 12))
    for number, topic in enumerate(topics):
        sentences = (
            [] if own_words else [drawer.say(each) for each in drawer.draw(MEASURES[topic], random.randint(1, 3))]
        )
        others = random.randint(3, 5) if own_words else random.randint(0, 2)
        sentences += [_countys(paper, topic) for _ in range(others if topic in _COUNTYS else 0)]
        sentences += [drawer.say(frame) for frame in tempting[number :: len(topics)]]
        made = [(claim, CLAIMS[claim].right(writer)) for claim in claims[number :: len(topics)]]
        random.shuffle(sentences)
        heading = random.choice(HEADINGS[topic])
        if ladder == "deep":
            _add(paper, Kind.LEVEL_2, heading, "成效", f"（{CHINESE[number]}）")
            paras = _items(paper, sentences, made)
        elif ladder == "own-line":
            _add(paper, Kind.LEVEL_2, heading, "成效", f"（{CHINESE[number]}）")
            paras = _prose(paper, sentences, made)
        else:
            two = ladder == "two-levels"
            kind, label = (Kind.LEVEL_2, f"{number + 1}.") if two else (Kind.LEVEL_2, f"（{CHINESE[number]}）")
            para = _add(paper, kind, f"{heading}。", "成效", label, head=len(heading) + 1)
            para.text += "".join(f"{text}。" for text in sentences) + "".join(text for _, text in made)
            paras = [para] * len(made)
        for (claim, text), para in zip(made, paras, strict=True):
            paper.claims[claim] = (para, text)
        if number == 1 and random.random() < 0.4:
            _table(paper)


def _countys(paper: Paper, topic: str) -> str:
    """Of the other stock, in which no sentence is fixed."""
    random, name = paper.random, _COUNTYS[topic]
    text = expanded(random.choice(STOCK[f"{name}头"]) + random.choice(STOCK[f"{name}尾"]), random)
    return _filled(paper, text).rstrip("。")


def _filled(paper: Paper, text: str) -> str:
    random = paper.random
    villages = random.sample(paper.place.villages, 6)
    own = {f"村{number}": village for number, village in enumerate(villages, start=1)}
    own |= {"品": random.choice(FIRST) + random.choice(SECOND), "邻": f"{paper.place.county}综合行政执法局"}
    return re.sub("<([^<>]+)>", lambda match: own[match[1]], text)


def _prose(paper: Paper, sentences: list[str], made: list[tuple[str, str]]) -> list[Para]:
    middle = len(sentences) // 2 if len(sentences) > 3 else len(sentences)
    paras = [
        _add(paper, Kind.BODY, "".join(f"{text}。" for text in some), "成效")
        for some in (sentences[:middle], sentences[middle:])
        if some
    ]
    for _, text in made:
        paras[-1].text += text
    return [paras[-1]] * len(made)


def _items(paper: Paper, sentences: list[str], made: list[tuple[str, str]]) -> list[Para]:
    """1. 2. 3., each a run-in paragraph; the last one holds the figures."""
    heads = ("明确责任", "细化措施", "跟踪问效", "总结提升", "巩固成果", "查漏补缺", "建立机制", "以点带面")
    para = None
    for number, (head, text) in enumerate(zip(heads, sentences, strict=False)):
        para = _add(paper, Kind.LEVEL_3, f"{head}。{text}。", "成效", f"{number + 1}.", head=len(head) + 1)
    assert para is not None
    for _, text in made:
        para.text += text
    return [para] * len(made)


def _table(paper: Paper) -> None:
    random = paper.random
    number = 1 + max((para.cell[0] for para in paper.paras if para.cell), default=-1)
    _add(paper, Kind.CAPTION, f"表{number + 1}　{paper.year}年各类事项办理情况", "成效")
    rows = [["事项", "收到（件）", "办结（件）"]]
    names = random.sample(("行政许可", "行政确认", "行政给付", "公共服务", "其他权力"), random.randint(3, 4))
    counts = [(got := random.randint(20, 180), got - random.randint(0, 6)) for _ in names]
    rows += [[name, str(got), str(done)] for name, (got, done) in zip(names, counts, strict=True)]
    rows.append(["合计", str(sum(got for got, _ in counts)), str(sum(done for _, done in counts))])
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            _add(paper, Kind.CELL if row else Kind.HEAD_CELL, text, "成效").cell = (number, row, column)


def _shortcomings(paper: Paper, drawer: _Drawer, ladder: str, *, own_words: bool) -> None:
    random = paper.random
    _part_heading(paper, drawer, "不足")
    if own_words:
        for number, frame in enumerate(random.sample(STOCK["不足"], 3)):
            _add(paper, Kind.BODY, f"{_INLINE[number]}{_filled(paper, expanded(frame, random))}。", "不足")
        return
    drawn = drawer.draw(tuple(name for name, _, _ in SHORTCOMINGS), random.randint(2, 4))
    by_name = {
        name: (fault, (drawer.draw(OTHER_CAUSES, 1) or [cause])[0] if random.random() < 0.5 else cause)
        for name, fault, cause in SHORTCOMINGS
        if name in drawn
    }
    shape = random.choice(("headings", "paragraphs", "one"))
    if shape == "one":
        text = "；".join(f"{_INLINE[n]}{name}，{drawer.say(by_name[name][0])}" for n, name in enumerate(drawn))
        causes = "，".join(by_name[name][1] for name in drawn[:2])
        para = _add(paper, Kind.BODY, f"{text}。{random.choice(CAUSES[:4]).format(causes)}。", "不足")
        para.taken = True
        return
    for number, name in enumerate(drawn):
        fault, cause = by_name[name]
        text = f"{drawer.say(fault)}。{random.choice(CAUSES).format(cause)}。"
        if shape == "headings":
            label = f"{number + 1}." if ladder == "two-levels" else f"（{CHINESE[number]}）"
            _add(paper, Kind.LEVEL_2, f"{name}。{text}", "不足", label, head=len(name) + 1)
        else:
            _add(paper, Kind.BODY, f"{_INLINE[number]}{name}。{text}", "不足")


def _leaders(paper: Paper, drawer: _Drawer) -> None:
    random, place = paper.random, paper.place
    _part_heading(paper, drawer, "履职")
    frames = drawer.draw(LEADERS, random.randint(4, 6))
    half = len(frames) // 2
    said = ["，".join(drawer.say(frame) for frame in some) for some in (frames[:half], frames[half:])]
    if random.random() < 0.5:
        _add(paper, Kind.BODY, f"{place.secretary}{said[0]}。{place.head}{said[1]}。", "履职")
    else:
        _add(paper, Kind.BODY, f"{place.secretary}{said[0]}。", "履职")
        _add(paper, Kind.BODY, f"{place.head}{said[1]}。", "履职")


def _plans(paper: Paper, drawer: _Drawer, ladder: str, answered: dict[str, list[str]]) -> None:
    random = paper.random
    _part_heading(paper, drawer, "安排")
    if answered:
        drawn = [
            (f"治理{field}", f"{{who}}继续排查{field}，发现一处、整改一处")
            for field in random.sample(sorted(set(answered.get("field", ()))), 1 if answered.get("field") else 0)
        ]
        drawn += [
            (f"调处{quarrel}纠纷", f"由{{who}}专人负责{quarrel}纠纷，{{way}}")
            for quarrel in sorted(set(answered.get("quarrel", ())))[:2]
        ] or [("压实责任", "继续加强领导，提高认识")]
    else:
        names = drawer.draw(tuple(name for name, _ in PLANS), random.randint(3, 5))
        drawn = [(name, dict(PLANS)[name]) for name in names]
    shape = random.choice(("headings", "paragraph"))
    if shape == "paragraph":
        text = "".join(f"{_INLINE[number]}{name}，{drawer.say(frame)}。" for number, (name, frame) in enumerate(drawn))
        _add(paper, Kind.BODY, text, "安排").taken = True
    else:
        for number, (name, frame) in enumerate(drawn):
            label = f"{number + 1}." if ladder == "two-levels" else f"（{CHINESE[number]}）"
            _add(paper, Kind.LEVEL_2, f"{name}。{drawer.say(frame)}。", "安排", label, head=len(name) + 1)
    if random.random() < 0.3:
        _add(paper, Kind.BODY, random.choice(ORDERS), "安排")


def _closing(paper: Paper) -> None:
    random = paper.random
    if random.random() < 0.15:
        name = random.choice(("办件统计表", "行政执法事项清单", "决策事项目录"))
        _add(paper, Kind.ATTACHMENT_NOTE, f"附件：{paper.place.unit}{paper.year}年{name}", "")
    _add(paper, Kind.SIGN_OFF, paper.place.organ, "")
    month, day = random.choice(((1, random.randint(2, 31)), (2, random.randint(1, 28)), (12, random.randint(20, 31))))
    year = paper.year if month == 12 else paper.year + 1
    _add(paper, Kind.DATE, f"{year}年{month}月{day}日", "")


def part_of(paper: Paper, part: str) -> list[Para]:
    assert part in PARTS
    return [para for para in paper.paras if para.part == part]
