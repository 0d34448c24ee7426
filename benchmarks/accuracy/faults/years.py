"""What two years' reports of one office say against each other."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.accuracy.faults.declared import prose, put
from benchmarks.accuracy.paper import Paper, Para
from drafting.document.draft import Kind

PlantInTwo = Callable[[Paper, Paper, Random], Sequence[str] | None]
"""This year's paper and last year's."""


@dataclass(frozen=True)
class FaultOfYears:
    code: str
    name: str
    plant: PlantInTwo
    also: tuple[str, ...] = ()


FAULTS: list[FaultOfYears] = []


def _fault(code: str, name: str, *also: str) -> Callable[[PlantInTwo], PlantInTwo]:
    def declare(plant: PlantInTwo) -> PlantInTwo:
        FAULTS.append(FaultOfYears(code, name, plant, also))
        return plant

    return declare


def _taken_over(now: Paper, last: Paper, random: Random, change: Callable[[str], str]) -> Sequence[str] | None:
    """A paragraph of last year's in this year's."""
    there = [
        para for para in prose(last, shortest=60) if not any(text in para.text for _, text in last.claims.values())
    ]
    places = prose(now)
    if not there or not places:
        return None
    text = change(random.choice(there).text)
    place = random.choice(places)
    now.behind(place, Para(Kind.BODY, text, part="成效", taken=True))
    return [text]


@_fault("YOY01", "去年的一段原样粘到今年", "YOY03")
def pasted(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    return _taken_over(now, last, random, lambda text: text)


@_fault("YOY01", "去年的一段只把年份改成今年", "YOY03")
def year_changed(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    return _taken_over(now, last, random, lambda text: text.replace(str(last.year), str(now.year)))


@_fault("YOY01", "去年的一段改了一两个字", "YOY03")
def word_changed(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    return _taken_over(
        now,
        last,
        random,
        lambda text: text.replace("群众", "老百姓", 1).replace("开展", "组织", 1).replace("，", "，并", 1),
    )


_THINGS = (
    ("修缮古桥", "请老石匠把风雨廊桥的栏板补齐，费用由乡贤认捐。"),
    ("建设心理咨询室", "在中心校腾出一间屋子，聘请咨询师每周坐诊。"),
    ("开展无障碍改造", "给政务大厅加装坡道和盲道，采购手语翻译机。"),
    ("推行碳普惠积分", "居民步行、骑行里程折算积分，可换日用品。"),
    ("清理僵尸船舶", "会同海事部门把沉在湾里的废船打捞上岸，拆解处理。"),
)


def _planned(last: Paper, name: str, text: str, label: str) -> None:
    plans = [para for para in last.paras if para.part == "安排"]
    last.behind(plans[-1], Para(Kind.LEVEL_2, f"{name}。{text}", label, len(name) + 1, "安排"))


@_fault("YOY02", "去年安排的一件具体的事，今年只字未提")
def forgotten(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    sections = last.headings(2, "安排")
    if not sections or not sections[0].label.startswith("（"):
        return None
    name, text = random.choice(_THINGS)
    _planned(last, name, text, f"（{'一二三四五六七八九十'[len(sections)]}）")
    return [name, text]


@_fault("YOY02", "安排写在“一是、二是”里，今年只字未提")
def forgotten_inline(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    plans = [para for para in last.of_part("安排") if "一是" in para.text]
    if not plans:
        return None
    name, text = random.choice(_THINGS)
    count = len(re.findall("[一二三四五六]是", plans[0].text))
    plans[0].text += f"{'一二三四五六七八九十'[count]}是{name}，{text}"
    return [name, text]


def _both(now: Paper, last: Paper, random: Random, before: str, after: str) -> bool:
    return put(last, random, before) and put(now, random, after)


@_fault("YOY03", "增幅与去年报告里的数对不上")
def growth(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    old = random.randint(60, 150)
    new = old + random.randint(8, 30)
    told = round((new - old) / old * 100) + random.choice((-6, 7, 12))
    sign = now.habits.percent
    after = f"全年办理法律援助申请{new}件，比上年增长{told}{sign}。"
    return [f"增长{told}", after] if _both(now, last, random, f"全年办理法律援助申请{old}件。", after) else None


@_fault("YOY03", "说的“上年数”不是去年报告里的数")
def base(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    old = random.randint(40, 90)
    said = old + random.choice((-7, 5, 9))
    after = f"全年开展执法检查{said + 12}次，较上年的{said}次增加12次。"
    return [after] if _both(now, last, random, f"全年开展执法检查{old}次。", after) else None


@_fault("YOY03", "数字多打一个零")
def zero(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    old = random.randint(21, 88)
    new = f"{old + random.randint(1, 9)}0"
    after = f"全年审核村规民约{new}份。"
    return [after] if _both(now, last, random, f"全年审核村规民约{old}份。", after) else None


@_fault("YOY03", "说比上年减少，其实增加")
def direction(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    old = random.randint(60, 120)
    new = old + random.randint(8, 25)
    after = f"全年受理行政复议咨询{new}人次，比上年减少{new - old}人次。"
    return [after] if _both(now, last, random, f"全年受理行政复议咨询{old}人次。", after) else None


def _shortcoming(now: Paper, last: Paper, random: Random, change: Callable[[str], str]) -> Sequence[str] | None:
    heading = next(iter(now.headings(1, "不足")), None)
    theirs = [
        para for para in last.paras if para.part == "不足" and para.kind is not Kind.LEVEL_1 and len(para.text) > 40
    ]
    if heading is None or not theirs:
        return None
    old = random.choice(theirs)
    ours = [
        para
        for para in now.paras
        if para.part == "不足" and para.kind is old.kind and (para.head > 0) == (old.head > 0)
    ]
    if not ours or not ours[0].text:
        return None
    target = ours[0]
    start = re.match("[一二三四五六]是", target.text)
    text = re.sub("^[一二三四五六]是", "", old.text)
    target.text = (start[0] if start else "") + change(text)
    target.head = old.head
    return [target.text]


@_fault("YOY04", "不足原样照写", "YOY01")
def same_shortcoming(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    return _shortcoming(now, last, random, lambda text: text)


@_fault("YOY04", "不足照写，只改了原因", "YOY01")
def other_cause(now: Paper, last: Paper, random: Random) -> Sequence[str] | None:
    return _shortcoming(now, last, random, lambda text: re.sub("原因是[^。]*", "原因是抓得不紧", text))
