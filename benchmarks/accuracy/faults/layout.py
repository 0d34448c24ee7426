"""How a Word file looks."""

from collections.abc import Sequence
from random import Random
from typing import Any

from benchmarks.accuracy.faults.declared import ANYWHERE, fault, prose
from benchmarks.accuracy.paper import Paper, Para
from drafting.document.draft import LEVELS, Kind

_ALL = (Kind.BODY, Kind.LEVEL_1, Kind.LEVEL_2, Kind.LEVEL_3, Kind.LEVEL_4)


def _page(paper: Paper, **said: float) -> Sequence[str]:
    paper.page.update(said)
    return ANYWHERE


def _kinds(paper: Paper, kinds: Sequence[Kind], **said: Any) -> Sequence[str] | None:
    """Enough of them that nobody could take it for an accident."""
    there = [para for para in paper.paras if para.kind in kinds]
    if not there:
        return None
    for kind in kinds:
        paper.looks[kind] = {**paper.looks.get(kind, {}), **said}
    return [para.text for para in there]


def _body(paper: Paper, **said: Any) -> Sequence[str] | None:
    """Running text, that behind the headings too."""
    there = [para for para in paper.paras if para.kind is Kind.BODY or 0 < para.head < len(para.text)]
    paper.looks[Kind.BODY] = {**paper.looks.get(Kind.BODY, {}), **said}
    return [para.text for para in there] or None


def _words(paper: Paper, random: Random, **said: Any) -> Sequence[str] | None:
    """A clause of some paragraph, as somebody pasted or marked it."""
    there = [para for para in prose(paper) if not para.raw]
    if not there:
        return None
    para = random.choice(there)
    clauses = [clause for clause in para.text[para.head :].replace("。", "，").split("，") if 6 < len(clause) < 40]
    if not clauses:
        return None
    words = random.choice(clauses)
    para.words[words] = said
    para.taken = True
    return [words]


@fault("LAY01", "纸张是信纸", form="word", group="page", also=("LAY02",), elsewhere=("LAY02", "LAY04"))
def letter(paper: Paper, random: Random) -> Sequence[str] | None:
    return _page(paper, width=215.9, height=279.4)


@fault("LAY01", "纸张是B5", form="word", group="page", elsewhere=("LAY02", "LAY03", "LAY04"))
def b5(paper: Paper, random: Random) -> Sequence[str] | None:
    return _page(paper, width=182.0, height=257.0)


@fault("LAY01", "整份横排", form="word", group="page", elsewhere=("LAY02", "LAY03", "LAY04"))
def landscape(paper: Paper, random: Random) -> Sequence[str] | None:
    return _page(paper, width=297.0, height=210.0)


@fault("LAY02", "页边距没有设", form="word", group="page", elsewhere=("LAY03", "LAY04"))
def margins(paper: Paper, random: Random) -> Sequence[str] | None:
    return _page(paper, top=25.4, bottom=25.4, left=31.8, right=31.8)


@fault("LAY02", "只有上边距不对", form="word", group="page", elsewhere=("LAY03", "LAY04"))
def top_margin(paper: Paper, random: Random) -> Sequence[str] | None:
    return _page(paper, top=random.choice((30.0, 33.0, 42.0)))


@fault("LAY02", "左右边距弄反", form="word", group="page")
def sides(paper: Paper, random: Random) -> Sequence[str] | None:
    return _page(paper, left=26.0, right=28.0)


@fault("LAY03", "1.5倍行距", form="word", group="spacing")
def one_and_a_half(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.page["pitch"] = 0
    _kinds(paper, _ALL, lines=1.5)
    return ANYWHERE


@fault("LAY03", "固定值25磅", form="word", group="spacing")
def too_tight(paper: Paper, random: Random) -> Sequence[str] | None:
    _kinds(paper, _ALL, exact=25)
    return ANYWHERE


@fault("LAY03", "固定值32磅", form="word", group="spacing")
def too_wide(paper: Paper, random: Random) -> Sequence[str] | None:
    _kinds(paper, _ALL, exact=32)
    return ANYWHERE


@fault("LAY03", "段前段后各0.5行", form="word", group="spacing")
def gaps(paper: Paper, random: Random) -> Sequence[str] | None:
    _kinds(paper, _ALL, before=7.8, after=7.8)
    return ANYWHERE


@fault("LAY04", "字间距加宽", form="word", group="spacing")
def spread(paper: Paper, random: Random) -> Sequence[str] | None:
    _body(paper, spacing=random.choice((1.2, 2.0)))
    return ANYWHERE


@fault("LAY04", "左右都缩进了两字", form="word", group="spacing", either=("LAY09",), elsewhere=("LAY09",))
def narrowed(paper: Paper, random: Random) -> Sequence[str] | None:
    _kinds(paper, _ALL, left=2.0, right=2.0)
    return ANYWHERE


@fault("LAY05", "正文用了宋体", form="word", group="face")
def body_face(paper: Paper, random: Random) -> Sequence[str] | None:
    return _body(paper, face=random.choice(("宋体", "微软雅黑", "等线")))


@fault("LAY05", "一级标题用了宋体", form="word", group="face-1")
def part_face(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.LEVEL_1], face=random.choice(("宋体", "仿宋_GB2312")))


@fault("LAY05", "标题用了黑体或宋体", form="word", group="face-title")
def title_face(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.TITLE], face=random.choice(("黑体", "宋体")))


@fault("LAY05", "粘贴来的半句是别的字体", form="word")
def pasted_face(paper: Paper, random: Random) -> Sequence[str] | None:
    return _words(paper, random, face=random.choice(("微软雅黑", "等线", "宋体")))


@fault("LAY06", "正文用小四", form="word", group="size", elsewhere=("LAY04", "LAY09", "LAY03"))
def body_size(paper: Paper, random: Random) -> Sequence[str] | None:
    return _body(paper, size=random.choice((12, 14)))


@fault("LAY06", "标题用三号", form="word", group="size-title")
def title_size(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.TITLE], size=random.choice((16, 18)))


@fault("LAY06", "一级标题用小三", form="word", group="size-1")
def part_size(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.LEVEL_1], size=15)


@fault("LAY06", "粘贴来的半句字号小", form="word")
def pasted_size(paper: Paper, random: Random) -> Sequence[str] | None:
    return _words(paper, random, size=random.choice((10.5, 12)))


@fault("LAY07", "标题加粗", form="word", group="bold-title")
def bold_title(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.TITLE], bold=True)


@fault("LAY07", "正文里有半句加粗", form="word")
def bold_words(paper: Paper, random: Random) -> Sequence[str] | None:
    return _words(paper, random, bold=True)


@fault("LAY07", "正文全部加粗", form="word", group="bold")
def bold_body(paper: Paper, random: Random) -> Sequence[str] | None:
    return _body(paper, bold=True)


@fault("LAY08", "核对用的红字没有改回来", form="word")
def red(paper: Paper, random: Random) -> Sequence[str] | None:
    return _words(paper, random, color=random.choice(("FF0000", "C00000", "0070C0")))


@fault("LAY08", "涂了黄底", form="word")
def highlighted(paper: Paper, random: Random) -> Sequence[str] | None:
    return _words(paper, random, highlight="yellow")


@fault("LAY09", "正文没有首行缩进", form="word", group="indent")
def no_indent(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.BODY], first_line=0)


@fault("LAY09", "各级标题顶格", form="word", group="indent-headings")
def headings_at_left(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, LEVELS, first_line=0)


@fault("LAY09", "缩进了四个字", form="word", group="indent")
def deep_indent(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.BODY], first_line=4.0)


@fault("LAY09", "用空格凑出来的缩进", form="word", group="indent")
def typed_indent(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.BODY], first_line=0, typed="　　")


@fault("LAY10", "标题居左", form="word", group="title-place")
def title_left(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.TITLE], align=random.choice(("left", "both")))


@fault("LAY10", "标题居右", form="word", group="title-place")
def title_right(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.TITLE], align="right")


@fault("LAY10", "居中的标题又带着缩进", form="word", group="title-place")
def title_indented(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.TITLE], first_line=2.0)


@fault("LAY11", "主送机关缩进了两字", form="word", group="addressee")
def addressee(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.ADDRESSEE], first_line=2.0)


@fault("LAY11", "主送机关前面敲了空格", form="word", group="addressee")
def typed_addressee(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.ADDRESSEE], typed="　　")


@fault("LAY12", "署名和日期都在左边", form="word", group="sign-off")
def closing_left(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.SIGN_OFF, Kind.DATE], align="left", right=0, first_line=2.0)


@fault("LAY12", "日期居中", form="word", group="sign-off")
def date_centred(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.DATE], align="center", right=0)


@fault("LAY12", "署名和日期都顶着右边", form="word", group="sign-off")
def closing_flush(paper: Paper, random: Random) -> Sequence[str] | None:
    return _kinds(paper, [Kind.SIGN_OFF, Kind.DATE], right=0)


@fault("LAY13", "没有页码", form="word", group="number")
def no_number(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = None
    return ANYWHERE


@fault("LAY13", "页脚里手敲了一个数字", form="word", group="number")
def typed_number(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"typed": "1"}
    return ANYWHERE


@fault("LAY14", "页码两边是短横", form="word", group="number")
def hyphens(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"text": "- {} -"}
    return ANYWHERE


@fault("LAY14", "页码写成“第几页”", form="word", group="number")
def page_words(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"text": "第{}页"}
    return ANYWHERE


@fault("LAY14", "页码的字太小", form="word", group="number")
def small_number(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"size": 9.0}
    return ANYWHERE


@fault("LAY14", "页码光是数字", form="word", group="number")
def bare_number(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"text": "{}"}
    return ANYWHERE


@fault("LAY15", "页码居中", form="word", group="number")
def centred_number(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"side": "center"}
    return ANYWHERE


@fault("LAY15", "页码都在左边", form="word", group="number")
def left_number(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.number = {"side": "left"}
    return ANYWHERE


@fault("LAY16", "用空行把下一部分推到新的一页", form="word", group="blank")
def blank_lines(paper: Paper, random: Random) -> Sequence[str] | None:
    para = random.choice(paper.headings(1)[1:] or [paper.paras[0]])
    return _blank(para, random.randint(4, 8))


@fault("LAY16", "正文中间空了几行", form="word", group="blank")
def blank_in_part(paper: Paper, random: Random) -> Sequence[str] | None:
    there = [para for para in paper.paras if para.part == "成效" and not para.cell][2:]
    return _blank(random.choice(there), random.randint(3, 5)) if there else None


def _blank(para: Para, count: int) -> Sequence[str]:
    para.look["blank"] = count
    return [para.text]
