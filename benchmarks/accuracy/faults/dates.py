"""Years, days, events and laws."""

from collections.abc import Sequence
from random import Random

from benchmarks.accuracy.faults.declared import fault, put
from benchmarks.accuracy.paper import Paper, Para
from drafting.document.draft import Kind


def _date(paper: Paper, text: str) -> Sequence[str] | None:
    para = paper.first(Kind.DATE)
    if para is None:
        return None
    para.text = text
    return [text]


def _first(paper: Paper, part: str) -> Para | None:
    return next(iter(paper.headings(1, part)), None)


def _said(paper: Paper, random: Random, sentence: str, mark: str) -> Sequence[str] | None:
    return [mark] if put(paper, random, sentence) else None


@fault("DAT01", "成效的标题还是去年的年度", group="structure year")
def last_years_heading(paper: Paper, random: Random) -> Sequence[str] | None:
    heading = _first(paper, "成效")
    if heading is None:
        return None
    heading.text = f"{paper.year - 1}年推进法治政府建设的主要举措和成效"
    return [heading.text]


@fault("DAT01", "安排的标题写成了今年", group="structure year")
def this_years_plan(paper: Paper, random: Random) -> Sequence[str] | None:
    heading = _first(paper, "安排")
    if heading is None:
        return None
    heading.text = f"{paper.year}年工作安排"
    return [heading.text]


@fault("DAT01", "开头“现将……”写成去年", group="year")
def last_years_lead(paper: Paper, random: Random) -> Sequence[str] | None:
    lead = next((para for para in paper.paras if "现将" in para.text), None)
    if lead is None:
        return None
    lead.text = f"现将{paper.place.unit}{paper.year - 1}年度法治政府建设情况报告如下："
    return [f"{paper.year - 1}年度法治政府建设"]


@fault("DAT01", "标题的年度没有改", group="title year sign-off", elsewhere=("DAT01", "DAT02", "DAT03"))
def last_years_title(paper: Paper, random: Random) -> Sequence[str] | None:
    lead = next((para for para in paper.paras if "现将" in para.text and f"{paper.year}年度" in para.text), None)
    if lead is None or str(paper.year) not in paper.title:
        return None
    for para in paper.paras:
        if para.kind is Kind.TITLE:
            para.text = para.text.replace(str(paper.year), str(paper.year - 1))
    return [str(paper.year - 1), f"{paper.year}年度"]


@fault("DAT02", "成文日期的年份没有改", group="sign-off", elsewhere=("DAT05",))
def january_of_the_same_year(paper: Paper, random: Random) -> Sequence[str] | None:
    return _date(paper, f"{paper.year}年1月{random.randint(8, 28)}日")


@fault("DAT02", "成文日期在年度中间", group="sign-off", elsewhere=("DAT05",))
def september(paper: Paper, random: Random) -> Sequence[str] | None:
    return _date(paper, f"{paper.year}年{random.randint(7, 9)}月{random.randint(1, 28)}日")


@fault("DAT02", "小月写了31日")
def thirty_first(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = f"{random.choice((6, 9, 11))}月31日"
    return _said(paper, random, f"村规民约修订稿于{mark}经村民会议表决通过。", mark)


@fault("DAT02", "平年写了2月29日或30日")
def february(paper: Paper, random: Random) -> Sequence[str] | None:
    year = paper.year if paper.year % 4 else paper.year - 1
    mark = f"{year}年2月{random.choice((29, 30)) if year % 4 else 30}日"
    return _said(paper, random, f"{mark}起，办事窗口统一使用电子签章。", mark)


@fault("DAT02", "月份打错")
def thirteenth_month(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = f"{paper.year}年{random.randint(13, 19)}月{random.randint(1, 9)}日"
    return _said(paper, random, f"制度汇编{mark}装订成册，发给各站所。", mark)


@fault("DAT03", "四月中下旬才成文", group="sign-off")
def late_april(paper: Paper, random: Random) -> Sequence[str] | None:
    return _date(paper, f"{paper.year + 1}年4月{random.randint(11, 30)}日")


@fault("DAT03", "年中才成文", group="sign-off")
def midyear(paper: Paper, random: Random) -> Sequence[str] | None:
    return _date(paper, f"{paper.year + 1}年{random.randint(5, 8)}月{random.randint(1, 28)}日")


@fault("DAT04", "月、日前面补了0", group="sign-off")
def padded_date(paper: Paper, random: Random) -> Sequence[str] | None:
    return _date(paper, f"{paper.year + 1}年0{random.randint(1, 2)}月0{random.randint(1, 9)}日")


@fault("DAT04", "年份用汉字，月份用数字")
def mixed_date(paper: Paper, random: Random) -> Sequence[str] | None:
    digits = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
    mark = "".join(digits[digit] for digit in str(paper.year)) + f"年{random.randint(3, 11)}月"
    return _said(paper, random, f"{mark}，调解室搬到了新址。", mark)


@fault("DAT04", "年份只写两位")
def short_year(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = f"{paper.year % 100}年{random.randint(2, 11)}月"
    return _said(paper, random, f"{mark}，法律顾问合同续签。", mark)


_EVENTS = (
    (2022, 2023, "认真学习党的二十届三中全会精神，结合实际提出落实意见。", "二十届三中全会"),
    (2022, 2024, "干部大会传达学习党的二十届四中全会精神。", "二十届四中全会"),
    (2022, 2023, "以党纪学习教育为契机，整治执法不公问题。", "党纪学习教育"),
)


@fault("DAT05", "写进了当时还没有开的会、没有开展的活动")
def not_yet(paper: Paper, random: Random) -> Sequence[str] | None:
    there = [(text, mark) for since, until, text, mark in _EVENTS if since <= paper.year <= until]
    return _said(paper, random, *random.choice(there)) if there else None


@fault("DAT05", "早已结束的普法规划仍在推进")
def seventh_plan(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "深入推进“七五”普法规划落实，做到月月有活动。", "“七五”普法")


@fault("DAT05", "下一个五年的普法提前开展了")
def ninth_plan(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "扎实开展“九五”普法，各村均建有普法阵地。", "“九五”普法")


# Laws


@fault("LAW01", "宣讲已经并入民法典的法")
def merged_laws(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(
        ("《物权法》", "《中华人民共和国侵权责任法》", "《继承法》", "《中华人民共和国担保法》", "《收养法》")
    )
    return _said(paper, random, f"农闲时把{mark}送到田间地头，讲清群众关心的条款。", mark)


@fault("LAW01", "按国务院旧的信访条例办理")
def old_petitions(paper: Paper, random: Random) -> Sequence[str] | None:
    if paper.year < 2023:
        return None
    return _said(paper, random, "来访登记、转送、督办均依照《信访条例》规定的时限完成。", "《信访条例》")


@fault("LAW01", "依据已被新法取代的噪声法")
def old_noise(paper: Paper, random: Random) -> Sequence[str] | None:
    if paper.year < 2023:
        return None
    mark = "《中华人民共和国环境噪声污染防治法》"
    return _said(paper, random, f"广场舞扰民投诉依据{mark}劝导处理。", mark)


_SLIPS = (
    "《中华人民共和国行政处法》",
    "《中华人民共和国农村士地承包法》",
    "《保障农民工工资支付条列》",
    "《中华人民共和国村民委员会组识法》",
    "《优化营商环镜条例》",
    "《中华人民共和国反家庭暴利法》",
)
_INVENTED = (
    "《中华人民共和国反电信诈骗法》",
    "《中华人民共和国个人信息保障法》",
    "《中华人民共和国老年人权益保护法》",
    "《中华人民共和国乡村振兴法》",
    "《中华人民共和国法律援助条例》",
)


@fault("LAW02", "法名打错一个字")
def slip_of_title(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(_SLIPS)
    return _said(paper, random, f"组织网格员学习{mark}，随学随用。", mark)


@fault("LAW02", "法名记错了", either=("LAW01",))
def wrong_title(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(_INVENTED)
    return _said(paper, random, f"逢集向赶场群众发放{mark}宣传册。", mark)


@fault("LAW02", "督察规定的名称写错")
def wrong_mandate(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("《法治政府建设与责任落实督查工作规定》", "《法治政府建设与责任落实督察工作办法》"))
    return _said(paper, random, f"对照{mark}逐条自查。", mark)


@fault("LAW03", "并列的法律有全称有简称")
def mixed_titles(paper: Paper, random: Random) -> Sequence[str] | None:
    text = random.choice(
        ("《中华人民共和国森林法》《消防法》", "《中华人民共和国宪法》《安全生产法》《中华人民共和国民法典》")
    )
    return _said(paper, random, f"入户时随身带着{text}等读本。", text)


@fault("LAW03", "法律全称没有加书名号")
def bare_title(paper: Paper, random: Random) -> Sequence[str] | None:
    law = random.choice(("中华人民共和国土地管理法", "中华人民共和国道路交通安全法", "中华人民共和国劳动合同法"))
    return _said(paper, random, f"依照{law}，对违规行为作出处理。", law)


_COMING = (
    (2022, "《未成年人网络保护条例》"),
    (2023, "《公平竞争审查条例》"),
    (2024, "《中华人民共和国农村集体经济组织法》"),
    (2024, "《中华人民共和国民营经济促进法》"),
    (2023, "《中华人民共和国粮食安全保障法》"),
)


@fault("LAW04", "依据还没有施行的法办事")
def coming_law(paper: Paper, random: Random) -> Sequence[str] | None:
    there = [law for last, law in _COMING if paper.year <= last and last - paper.year < 2]
    if not there:
        return None
    mark = random.choice(there)
    return _said(paper, random, f"根据{mark}的规定，对本级文件开展清理。", mark)


@fault("LAW04", "拿还没有施行的法处罚")
def coming_penalty(paper: Paper, random: Random) -> Sequence[str] | None:
    there = [law for last, law in _COMING if paper.year <= last and last - paper.year < 2]
    if not there:
        return None
    mark = random.choice(there)
    return _said(paper, random, f"依据{mark}查处违法行为两起。", mark)
