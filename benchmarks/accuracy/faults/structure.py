"""Parts, headings, title, signature; numbers of headings."""

import re
from collections.abc import Sequence
from random import Random

from benchmarks.accuracy.faults.declared import ANYWHERE, changed, fault, prose
from benchmarks.accuracy.paper import CHINESE, PARTS, Paper, Para
from drafting.document.draft import Kind

_LOST = ("STR03", "STR06", "STR09")


def _part(paper: Paper, part: str) -> list[Para]:
    return [para for para in paper.paras if para.part == part]


def _heading(paper: Paper, part: str) -> Para | None:
    return next(iter(paper.headings(1, part)), None)


def _without(paper: Paper, part: str) -> Sequence[str] | None:
    if _heading(paper, part) is None:
        return None
    paper.remove(_part(paper, part))
    paper.renumber()
    return ANYWHERE


@fault("STR01", "整个缺少履职部分", group="structure")
def no_leaders(paper: Paper, random: Random) -> Sequence[str] | None:
    return _without(paper, "履职")


@fault("STR01", "整个缺少不足部分", group="structure")
def no_shortcomings(paper: Paper, random: Random) -> Sequence[str] | None:
    return _without(paper, "不足")


@fault("STR01", "整个缺少下一年安排", group="structure")
def no_plans(paper: Paper, random: Random) -> Sequence[str] | None:
    return _without(paper, "安排")


@fault("STR01", "履职只在成效里提了一句", group="structure")
def leaders_in_passing(paper: Paper, random: Random) -> Sequence[str] | None:
    there = prose(paper)
    if not there or _without(paper, "履职") is None:
        return None
    there[0].text += "党政主要负责人认真履行法治建设第一责任人职责，带头抓好落实。"
    return ANYWHERE


@fault("STR02", "先写安排，后写履职", group="structure")
def plans_first(paper: Paper, random: Random) -> Sequence[str] | None:
    return _swapped(paper, "履职", "安排")


@fault("STR02", "先写履职，后写不足", group="structure")
def leaders_first(paper: Paper, random: Random) -> Sequence[str] | None:
    return _swapped(paper, "不足", "履职")


@fault("STR02", "不足写在最后", group="structure")
def shortcomings_last(paper: Paper, random: Random) -> Sequence[str] | None:
    moved = _part(paper, "不足")
    if not moved:
        return None
    paper.remove(moved)
    paper.behind(_part(paper, "安排")[-1], *moved)
    paper.renumber()
    return [para.text for para in paper.headings(1)]


def _swapped(paper: Paper, first: str, second: str) -> Sequence[str] | None:
    moved = _part(paper, first)
    if not moved or not _part(paper, second):
        return None
    paper.remove(moved)
    paper.behind(_part(paper, second)[-1], *moved)
    paper.renumber()
    return [para.text for para in paper.headings(1)]


@fault("STR03", "不足和安排并成一个标题", group="structure", also=("STR02",), elsewhere=("STR06",))
def merged(paper: Paper, random: Random) -> Sequence[str] | None:
    heading = _heading(paper, "不足")
    plans = _part(paper, "安排")
    if heading is None or not plans:
        return None
    heading.text = random.choice(("存在的问题及下一步打算", "短板弱项与努力方向", "存在的不足、原因及下年度安排"))
    paper.remove(plans)
    for para in plans[1:]:
        if para.label:
            para.label, para.kind, para.head = "", Kind.BODY, 0
    paper.behind(_part(paper, "不足")[-1], *plans[1:])
    paper.renumber()
    return [para.text for para in paper.headings(1)]


@fault("STR03", "履职降成成效里的一小节", group="structure")
def demoted(paper: Paper, random: Random) -> Sequence[str] | None:
    duties = _part(paper, "履职")
    second = paper.headings(2, "成效")
    if not duties or not second or not second[0].label.startswith("（") or len(second) > 9:
        return None
    paper.remove(duties)
    duties[0].kind, duties[0].label = Kind.LEVEL_2, f"（{CHINESE[len(second)]}）"
    for para in duties:
        para.part = "成效"
    paper.behind(_part(paper, "成效")[-1], *duties)
    paper.renumber()
    return [duties[0].text]


@fault("STR03", "成效和履职并成一个标题", group="structure", also=("STR02",))
def merged_with_leaders(paper: Paper, random: Random) -> Sequence[str] | None:
    heading = _heading(paper, "成效")
    duties = _part(paper, "履职")
    if heading is None or not duties:
        return None
    heading.text = "主要工作成效及党政主要负责人履行第一责任人职责情况"
    paper.remove(duties)
    paper.behind(_part(paper, "成效")[-1], *duties[1:])
    paper.renumber()
    return [heading.text]


def _renamed(paper: Paper, part: str, text: str) -> Sequence[str] | None:
    heading = _heading(paper, part)
    if heading is None:
        return None
    heading.text = text
    return [heading.text]


@fault("STR04", "成效的标题写成口号", group="structure", either=("STR01",), elsewhere=("STR01",))
def slogan(paper: Paper, random: Random) -> Sequence[str] | None:
    return _renamed(paper, "成效", random.choice(("守正创新，绘就基层善治新图景", "坚持法治引领，护航高质量发展")))


@fault("STR04", "不足的标题写成口号", group="structure", either=("STR01",), elsewhere=("STR01",))
def slogan_of_shortcomings(paper: Paper, random: Random) -> Sequence[str] | None:
    return _renamed(paper, "不足", random.choice(("清醒认识，正视形势", "保持清醒，行稳致远")))


@fault("STR04", "安排的标题写成口号", group="structure", either=("STR01",), elsewhere=("STR01",))
def slogan_of_plans(paper: Paper, random: Random) -> Sequence[str] | None:
    return _renamed(paper, "安排", random.choice(("锚定目标，接续奋斗", "乘势而上，再谱新篇")))


@fault("STR05", "部分标题下面没有内容", group="structure", elsewhere=("STR06", "STR09"))
def emptied(paper: Paper, random: Random) -> Sequence[str] | None:
    part = random.choice(PARTS[1:])
    there = _part(paper, part)
    if len(there) < 2:
        return None
    paper.remove(there[1:])
    return [there[0].text]


@fault("STR05", "小节只有标题")
def empty_section(paper: Paper, random: Random) -> Sequence[str] | None:
    own = [para for para in paper.headings(2, "成效") if not para.head and not para.taken]
    if len(own) < 3:
        return None
    heading = random.choice(own)
    below = list(paper.under(heading))
    if any(para.taken for para in below):
        return None
    paper.remove(below)
    heading.taken = True
    return [heading.text]


@fault("STR05", "安排的小节只留下标题", group="plans")
def empty_plan(paper: Paper, random: Random) -> Sequence[str] | None:
    run_in = [para for para in paper.headings(2, "安排") if para.head]
    if len(run_in) < 3:
        return None
    para = random.choice(run_in)
    para.text = para.text[: para.head - 1]
    para.head = 0
    return [para.text]


_CAUSE = re.compile(r"(?:主要)?(?:原因是|究其原因|这是由于|产生这一问题的原因)[^。]*。")


def _causeless(paper: Paper) -> list[Para]:
    there = _part(paper, "不足")
    for para in there[1:]:
        para.text = _CAUSE.sub("", para.text)
    return there


@fault("STR06", "标题写了原因，文中没有", group="structure")
def no_causes(paper: Paper, random: Random) -> Sequence[str] | None:
    there = _causeless(paper)
    return [para.text for para in there] or None


@fault("STR06", "标题和文中都没有原因", group="structure")
def no_causes_at_all(paper: Paper, random: Random) -> Sequence[str] | None:
    there = _causeless(paper)
    if there:
        there[0].text = random.choice(("存在的问题", "存在的主要问题和不足", "存在的短板"))
    return [para.text for para in there] or None


@fault("STR06", "原因被写成了下一步要求", group="structure")
def demands_for_causes(paper: Paper, random: Random) -> Sequence[str] | None:
    there = _causeless(paper)
    if len(there) < 2:
        return None
    there[-1].text += "下一步要高度重视，切实加以改进。"
    return [para.text for para in there]


def _titled(paper: Paper, text: str) -> Sequence[str]:
    titles = [para for para in paper.paras if para.kind is Kind.TITLE]
    paper.remove(titles[1:])
    titles[0].text = text
    return [text]


@fault("STR07", "标题没有单位", group="title year")
def nobody(paper: Paper, random: Random) -> Sequence[str] | None:
    return _titled(
        paper, random.choice((f"关于{paper.year}年度法治政府建设情况的报告", f"{paper.year}年度法治政府建设年度报告"))
    )


@fault("STR07", "标题没有年度", group="title year")
def no_year(paper: Paper, random: Random) -> Sequence[str] | None:
    return _titled(paper, f"{paper.place.organ}关于法治政府建设情况的报告")


@fault("STR07", "标题没有文种", group="title year")
def no_genre(paper: Paper, random: Random) -> Sequence[str] | None:
    return _titled(paper, f"{paper.place.unit}{paper.year}年法治政府建设情况")


def _closing(paper: Paper, *kinds: Kind) -> Sequence[str] | None:
    gone = [para for para in paper.paras if para.kind in kinds]
    if not gone:
        return None
    paper.remove(gone)
    return ANYWHERE


@fault("STR08", "没有署名", group="sign-off")
def unsigned(paper: Paper, random: Random) -> Sequence[str] | None:
    return _closing(paper, Kind.SIGN_OFF)


@fault("STR08", "没有成文日期", group="sign-off")
def undated(paper: Paper, random: Random) -> Sequence[str] | None:
    return _closing(paper, Kind.DATE)


@fault("STR08", "署名和日期都没有", group="sign-off")
def no_closing(paper: Paper, random: Random) -> Sequence[str] | None:
    return _closing(paper, Kind.DATE, Kind.SIGN_OFF)


def _one_leader(paper: Paper, kept: str, gone: str, heading: str | None) -> Sequence[str] | None:
    there = _part(paper, "履职")
    if len(there) < 2:
        return None
    if heading is not None:
        there[0].text = heading
    first = there[1]
    sentences = [f"{text}。" for para in there[1:] for text in para.text.split("。") if text]
    first.text = "".join(text.replace(gone, kept) if text.startswith(gone) else text for text in sentences)
    paper.remove(there[2:])
    first.taken = True
    return [there[0].text, first.text]


@fault("STR09", "通篇只写书记", group="structure")
def secretary_only(paper: Paper, random: Random) -> Sequence[str] | None:
    return _one_leader(paper, paper.place.secretary, paper.place.head, "履行推进法治建设第一责任人职责情况")


@fault("STR09", "标题写“党政主要负责人”，文中只有行政一把手", group="structure")
def head_only(paper: Paper, random: Random) -> Sequence[str] | None:
    return _one_leader(paper, paper.place.head, paper.place.secretary, None)


@fault("STR09", "标题只写政府主要负责人", group="structure")
def government_only(paper: Paper, random: Random) -> Sequence[str] | None:
    return _one_leader(paper, paper.place.head, paper.place.secretary, "政府主要负责人履行法治建设第一责任人职责情况")


def _copy_of(paper: Paper, random: Random, part: str | None) -> Para | None:
    there = [para for para in prose(paper, shortest=60) if para.kind is Kind.BODY]
    if not there:
        return None
    para = random.choice(there)
    para.taken = True
    copy = Para(Kind.BODY, para.text, part=part or para.part, taken=True)
    place = para if part is None else _part(paper, part)[-1]
    if place.cell:
        return None
    paper.behind(place, copy)
    return copy


@fault("STR10", "同一段紧接着又粘了一遍", elsewhere=("FIG04",))
def pasted_twice(paper: Paper, random: Random) -> Sequence[str] | None:
    copy = _copy_of(paper, random, None)
    return [copy.text] if copy else None


@fault("STR10", "成效的一段又出现在安排里", elsewhere=("FIG04",), also=("FIG04",))
def pasted_below(paper: Paper, random: Random) -> Sequence[str] | None:
    copy = _copy_of(paper, random, "安排")
    return [copy.text] if copy else None


@fault("STR10", "重复的一段少了末尾的句号")
def pasted_without_stop(paper: Paper, random: Random) -> Sequence[str] | None:
    copy = _copy_of(paper, random, None)
    if copy is None:
        return None
    copy.text = copy.text.rstrip("。") + "；"
    return [copy.text, copy.text.rstrip("；") + "。"]


def _other(paper: Paper, title: str, *parts: str) -> Sequence[str]:
    closing = [para for para in paper.paras if para.kind in {Kind.SIGN_OFF, Kind.DATE}]
    body = [para for para in paper.paras if para.part == "成效" and para.kind is Kind.BODY][:4]
    paper.paras = [Para(Kind.TITLE, title)]
    for number, part in enumerate(parts):
        paper.paras.append(Para(Kind.LEVEL_1, part, f"{CHINESE[number]}、"))
        paper.paras.append(body[number] if number < len(body) else Para(Kind.BODY, f"围绕{part}，逐项抓好落实。"))
    paper.paras += closing
    return [title, *(f"{CHINESE[number]}、{part}" for number, part in enumerate(parts))]


@fault("STR11", "送来的是平安建设总结", group="all", either=("STR07",), elsewhere=("STR04",))
def safety_summary(paper: Paper, random: Random) -> Sequence[str] | None:
    return _other(
        paper,
        f"{paper.place.unit}{paper.year}年平安建设工作总结",
        "社会治安持续向好",
        "安全生产平稳有序",
        "信访积案逐步减少",
    )


@fault("STR11", "送来的是普法工作计划", group="all", either=("STR07",), elsewhere=("STR04", "DAT02"))
def teaching_plan(paper: Paper, random: Random) -> Sequence[str] | None:
    return _other(paper, f"{paper.place.unit}{paper.year}年普法依法治理工作计划", "指导思想", "工作任务", "实施步骤")


@fault("STR11", "送来的是会议通知", group="all", either=("STR07",), elsewhere=("STR04", "DAT02"))
def notice(paper: Paper, random: Random) -> Sequence[str] | None:
    return _other(paper, f"关于召开{paper.year}年度法治建设工作会议的通知", "会议时间和地点", "参会人员", "有关要求")


# Numbers of headings


def _middle(paper: Paper, random: Random, level: int, part: str | None = None) -> Para | None:
    """A heading with one before it and one behind it in its list."""
    headings = paper.headings(level, part)
    inner = [para for para in headings[1:-1] if not para.taken and _number(para) > 1]
    inner = [para for para in inner if _number(headings[headings.index(para) + 1]) > 1]
    if not inner:
        return None
    para = random.choice(inner)
    para.taken = True
    return para


def _number(para: Para) -> int:
    inner = para.label.strip("（）、.")
    return CHINESE.index(inner) + 1 if inner in tuple(CHINESE) else int(inner) if inner.isdigit() else 0


@fault("NUM01", "一级标题用了阿拉伯数字", group="numbers-1", also=("NUM04",))
def arabic_part(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 1)
    if para is None:
        return None
    para.label = f"{_number(para)}、"
    return [para.whole]


@fault("NUM01", "（二）写成（2）", group="numbers-2", elsewhere=("NUM06",))
def arabic_section(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 2, "成效")
    if para is None or not para.label.startswith("（"):
        return None
    para.label = f"（{_number(para)}）"
    return [para.whole]


@fault("NUM01", "（二）写成②", group="numbers-2")
def circled_section(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 2, "成效")
    if para is None or not para.label.startswith("（"):
        return None
    para.label = "①②③④⑤⑥⑦⑧⑨⑩"[_number(para) - 1]
    return [para.whole]


@fault("NUM01", "（二）写成2.", group="numbers-2", elsewhere=("NUM06", "LAY05"), also=("NUM02",))
def dotted_section(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 2, "成效")
    if para is None or not para.label.startswith("（") or paper.headings(3):
        return None
    para.label = f"{_number(para)}."
    return [para.whole]


def _relabelled(para: Para, number: int) -> str:
    return para.label.replace(
        para.label.strip("（）、."), CHINESE[number - 1] if "." not in para.label else str(number)
    )


@fault("NUM02", "删了一节，后面的序号没有跟着改", group="numbers-2")
def skipped(paper: Paper, random: Random) -> Sequence[str] | None:
    headings = paper.headings(2, "成效")
    if len(headings) < 4:
        return None
    place = random.randint(1, len(headings) - 2)
    gone = headings[place]
    below = [gone, *paper.under(gone)]
    if any(para.taken for para in below):
        return None
    paper.remove(below)
    return [headings[place + 1].whole]


@fault("NUM02", "两个标题用了同一个序号", group="numbers-2")
def twice(paper: Paper, random: Random) -> Sequence[str] | None:
    headings = paper.headings(2, "成效")
    if len(headings) < 4:
        return None
    place = len(headings) - 1
    headings[place].label = headings[place - 1].label
    return [headings[place].whole, headings[place - 1].whole]


@fault("NUM02", "一级标题从“二、”开始", group="numbers-1")
def from_two(paper: Paper, random: Random) -> Sequence[str] | None:
    headings = paper.headings(1)
    if len(headings) < 3:
        return None
    for number, para in enumerate(headings, start=2):
        para.label = f"{CHINESE[number - 1]}、"
    return [headings[0].whole]


@fault("NUM02", "新的部分接着上一部分的序号往下编", group="numbers-2")
def not_restarted(paper: Paper, random: Random) -> Sequence[str] | None:
    before, now = paper.headings(2, "成效"), paper.headings(2, "不足") or paper.headings(2, "安排")
    if len(before) < 3 or len(now) < 2 or len(before) + len(now) > 10 or before[0].label[0] != now[0].label[0]:
        return None
    for number, para in enumerate(now, start=len(before) + 1):
        para.label = _relabelled(para, number)
    return [now[0].whole]


@fault("NUM03", "二级标题的序号丢了", group="numbers-2", either=("NUM02",), elsewhere=("LAY05", "LAY07", "LAY09"))
def unnumbered(paper: Paper, random: Random) -> Sequence[str] | None:
    headings = [para for para in paper.headings(2, "成效") if not para.head]
    if len(headings) < 3:
        return None
    para = random.choice(headings[1:-1])
    following = headings[headings.index(para) + 1]
    para.label = ""
    return [para.whole, following.whole]


@fault(
    "NUM03", "一级标题的序号丢了", group="numbers-1", either=("NUM02",), elsewhere=("STR01", "LAY05", "LAY07", "LAY09")
)
def unnumbered_part(paper: Paper, random: Random) -> Sequence[str] | None:
    headings = paper.headings(1)
    if len(headings) < 4:
        return None
    para = headings[random.randint(1, 2)]
    following = headings[headings.index(para) + 1]
    para.label = ""
    return [para.whole, following.whole]


@fault(
    "NUM03", "前几节的序号在粘贴时全丢了", group="numbers-2", either=("NUM02",), elsewhere=("LAY05", "LAY07", "LAY09")
)
def lost_numbers(paper: Paper, random: Random) -> Sequence[str] | None:
    headings = [para for para in paper.headings(2, "成效") if not para.head]
    if len(headings) < 4:
        return None
    for para in headings[:2]:
        para.label = ""
    return [para.whole for para in headings[:3]]


@fault("NUM04", "（二）后面多了顿号", group="numbers-2")
def bracket_comma(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 2)
    if para is None or not para.label.startswith("（"):
        return None
    para.label += "、"
    return [para.whole]


@fault("NUM04", "“二、”写成“二.”", group="numbers-1")
def part_dot(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 1)
    if para is None:
        return None
    para.label = para.label[0] + random.choice((".", "．", "，"))
    return [para.whole]


@fault("NUM04", "“1.”写成“1、”", group="numbers-3")
def item_comma(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 3)
    if para is None:
        return None
    para.label = f"{_number(para)}、"
    return [para.whole]


@fault("NUM05", "“二、”后面敲了空格", group="numbers-1", form="typed")
def part_space(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 1)
    if para is None:
        return None
    para.label += random.choice((" ", "　", "  "))
    return [para.whole]


@fault("NUM05", "（二）后面敲了空格", group="numbers-2", form="typed", also=("PUN03",))
def section_space(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _middle(paper, random, 2)
    if para is None or not para.label.startswith("（"):
        return None
    para.label += " "
    return [para.whole]


@fault("NUM06", "别处有（一），这里直接用1.", group="numbers-2", also=("NUM01",), elsewhere=("LAY05",))
def jumped(paper: Paper, random: Random) -> Sequence[str] | None:
    now = paper.headings(2, "安排") or paper.headings(2, "不足")
    if len(now) < 2 or not now[0].label.startswith("（") or not paper.headings(2, "成效"):
        return None
    for number, para in enumerate(now, start=1):
        para.label = f"{number}."
    return [para.whole for para in now]


@fault("NUM06", "（一）下面直接用（1）", group="numbers-3", either=("NUM01",))
def jumped_lower(paper: Paper, random: Random) -> Sequence[str] | None:
    items = paper.headings(3)
    if len(items) < 6:
        return None
    start = [para for para in items if _number(para) == 1][-1]
    now = items[items.index(start) :]
    for number, para in enumerate(now, start=1):
        para.label = f"（{number}）"
    return [para.whole for para in now]


@fault("NUM07", "一是、二是之后成了四是", group="plans")
def inline_skip(paper: Paper, random: Random) -> Sequence[str] | None:
    for para in (*_part(paper, "安排"), *_part(paper, "不足")):
        if "二是" in para.text and "三是" in para.text:
            para.text = para.text.replace("五是", "六是").replace("四是", "五是").replace("三是", "四是")
            return ["四是"]
    return None


@fault("NUM07", "两个“二是”", group="plans")
def inline_twice(paper: Paper, random: Random) -> Sequence[str] | None:
    for para in (*_part(paper, "安排"), *_part(paper, "不足")):
        if "二是" in para.text and "三是" in para.text:
            para.text = para.text.replace("三是", "二是")
            return ["二是"]
    return None


@fault("NUM07", "句中的（1）之后是（3）")
def inline_brackets(paper: Paper, random: Random) -> Sequence[str] | None:
    found = changed(
        paper,
        random,
        "(?<=。)(?=[^。])",
        lambda _: "入户时做到三件事：（1）亮明身份；（3）讲清依据；（4）留下电话。",
    )
    return ["（3）"] if found else None


@fault("NUM07", "“第一”之后是“第三”")
def inline_ordinals(paper: Paper, random: Random) -> Sequence[str] | None:
    found = changed(
        paper, random, "(?<=。)(?=[^。])", lambda _: "受理之后，第一，登记造册；第三，限期回复；第四，归档备查。"
    )
    return ["第三"] if found else None
