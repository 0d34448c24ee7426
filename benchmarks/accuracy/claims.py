"""Sentences with figures that belong together, right and wrong: the right ones stand in reports without a fault."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from benchmarks.accuracy.paper import Habits

_DIGITS = "零一二三四五六七八九"


class Writer:
    """Writes figures by one clerk's habits."""

    def __init__(self, random: Random, habits: Habits) -> None:
        self.random = random
        self.habits = habits

    def between(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def number(self, value: int) -> str:
        return f"{value:,}" if self.habits.thousands else str(value)

    def rate(self, share: Fraction) -> str:
        """Rounded half up, at this clerk's decimals."""
        step = 10**self.habits.places
        scaled = int(share * 100 * step + Fraction(1, 2))
        whole, decimals = divmod(scaled, step)
        text = f"{whole}.{decimals:0{self.habits.places}}" if self.habits.places else str(whole)
        return text + self.habits.percent

    def other_rate(self, share: Fraction) -> str:
        """One that no rounding explains, as one of last year or of another base would be."""
        right = self.rate(share)
        while True:
            other = self.rate(share + Fraction(self.random.choice((-1, 1)) * self.random.randint(15, 80), 1000))
            if other != right and 0 < float(other.rstrip("%％")) < 100:
                return other


Made = tuple[str, str]
"""A sentence, and the words in it on which the fault would lie."""


@dataclass(frozen=True)
class Claim:
    code: str
    name: str
    """How the clerk went wrong."""
    make: Callable[[Writer, bool], Made]
    also: tuple[str, ...] = ()
    """Codes that may rightly say it besides or instead."""

    def right(self, writer: Writer) -> str:
        return self.make(writer, False)[0]

    def wrong(self, writer: Writer) -> Made:
        return self.make(writer, True)


CLAIMS: dict[str, Claim] = {}


def claim(code: str, name: str, *also: str) -> Callable[[Callable[[Writer, bool], Made]], Claim]:
    def declare(make: Callable[[Writer, bool], Made]) -> Claim:
        found = Claim(code, name, make, also)
        CLAIMS[make.__name__] = found
        return found

    return declare


# Rates


@claim("FIG01", "件数改了，比率还是旧的", "FIG09")
def rectified(writer: Writer, wrong: bool) -> Made:
    sent = writer.between(48, 190)
    done = sent - writer.between(3, sent // 6)
    share = Fraction(done, sent)
    rate = writer.other_rate(share) if wrong else writer.rate(share)
    return f"全年下达责令改正通知书{sent}份，到期复查已改正{done}份，改正率为{rate}。", rate


@claim("FIG01", "比率的两位数字写颠倒", "FIG09")
def visited(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(120, 400)
    done = whole - writer.between(5, whole // 5)
    rate = writer.rate(Fraction(done, whole))
    while (wrong and rate[0] == rate[1]) or rate.startswith("10"):
        done -= 1
        rate = writer.rate(Fraction(done, whole))
    if wrong:
        rate = rate[1] + rate[0] + rate[2:]
        rate = rate if rate[0] != "0" else "9" + rate[1:]
    return f"随机电话回访办事群众{whole}人，表示满意的{done}人，满意率{rate}。", rate


@claim("FIG01", "占比用错了基数")
def migrants(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(36, 140)
    part = writer.between(whole // 4, whole // 2)
    base = whole + writer.between(9, 30) if wrong else whole
    rate = writer.rate(Fraction(part, base))
    return f"指引群众申请法律援助{whole}件，其中为外出务工人员讨薪的{part}件，占{rate}。", rate


@claim("FIG01", "实到人数减了，到课率没有重算", "FIG09")
def attendance(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(60, 160)
    there = whole - writer.between(2, 9)
    share = Fraction(there, whole)
    rate = writer.rate(Fraction(there - writer.between(6, 15), whole)) if wrong else writer.rate(share)
    return f"法治轮训应参加{whole}人，实际参加{there}人，参训率{rate}。", rate


@claim("FIG01", "汉字写的百分数不对", "FIG09")
def ballots(writer: Writer, wrong: bool) -> Made:
    whole = writer.random.choice((50, 100, 200))
    percent = writer.random.choice((82, 84, 86, 88, 92, 94, 96))
    told = percent - writer.random.choice((11, 13, 17)) if wrong else percent
    ones = told % 10
    words = f"百分之{_DIGITS[told // 10]}十{_DIGITS[ones] if ones else ''}"
    return f"对垃圾清运方案发出表决票{whole}张，同意的{whole * percent // 100}张，同意率{words}。", words


# Sums


@claim("FIG02", "分项改了，合计没有改", "FIG04")
def leaflets(writer: Writer, wrong: bool) -> Made:
    parts = [writer.between(21, 95) * 10 for _ in range(3)]
    total = sum(parts) + (writer.random.choice((-90, -30, 60, 100)) if wrong else 0)
    one, two, three = map(writer.number, parts)
    mark = f"合计{writer.number(total)}份"
    return f"印制防溺水提示单{one}份、土地政策问答{two}份、森林防火告知书{three}份，{mark}。", mark


@claim("FIG02", "上下半年相加不等于全年", "FIG04")
def halves(writer: Writer, wrong: bool) -> Made:
    first, second = writer.between(11, 30), writer.between(11, 30)
    total = first + second + (writer.random.choice((-3, -1, 2, 5)) if wrong else 0)
    mark = f"共{total}场"
    return f"上半年、下半年分别举办法治夜校{first}场、{second}场，{mark}。", f"{first}场、{second}场，{mark}"


@claim("FIG02", "其余的数算错")
def opinions(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(40, 120)
    taken = writer.between(20, whole - 12)
    left = whole - taken + (writer.random.choice((-2, 1, 4)) if wrong else 0)
    return (
        f"公开征集对规章草案的意见{whole}条，采纳{taken}条，其余{left}条逐条说明了不采纳的理由。",
        f"{whole}条，采纳{taken}条，其余{left}条",
    )


@claim("FIG02", "每处若干、共若干，乘出来不对")
def boxes(writer: Writer, wrong: bool) -> Made:
    spots, each = writer.between(6, 19), writer.between(2, 8)
    total = spots * each + (writer.random.choice((-2, 1, 3)) if wrong else 0)
    mark = f"共{total}盏"
    return f"在{spots}处夜间执法点位每处加装照明灯{each}盏，{mark}。", mark


@claim("FIG02", "年初结存、当年新增与年末未结对不上")
def carried(writer: Writer, wrong: bool) -> Made:
    left, new, end = writer.between(2, 9), writer.between(30, 80), writer.between(1, 8)
    done = left + new - end
    end += writer.random.choice((2, 3)) if wrong else 0
    return (
        f"上年结转行政处罚案件{left}件，当年新立{new}件，办结{done}件，结转下年{end}件。",
        f"上年结转行政处罚案件{left}件，当年新立{new}件，办结{done}件，结转下年{end}件",
    )


@claim("FIG02", "男女人数之和不等于总数")
def assessors(writer: Writer, wrong: bool) -> Made:
    men, women = writer.between(9, 20), writer.between(9, 20)
    whole = men + women + (writer.random.choice((-1, 2, 3)) if wrong else 0)
    return f"推荐人民陪审员候选人{whole}名，男性{men}名、女性{women}名。", f"{whole}名，男性{men}名、女性{women}名"


@claim("FIG02", "分类之和多于总数", "FIG03")
def channels(writer: Writer, wrong: bool) -> Made:
    parts = [writer.between(15, 70) for _ in range(3)]
    whole = sum(parts) - (writer.between(4, 12) if wrong else 0)
    text = f"收到意见建议{whole}条，其中信函{parts[0]}条、电话{parts[1]}条、网上留言{parts[2]}条"
    return f"{text}。", text


# Parts and wholes


@claim("FIG03", "“其中”的数比总数还大", "FIG02")
def visitors(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(30, 110)
    part = whole + writer.between(3, 25) if wrong else whole - writer.between(3, 20)
    return f"代办各类证照{whole}件，其中为残疾人上门代办{part}件。", f"{part}件"


@claim("FIG03", "合格人数多于参加人数", "FIG01", "FIG09")
def examined(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(24, 90)
    part = whole + writer.between(1, 6) if wrong else whole - writer.between(1, 6)
    return f"组织执法资格考试，参加{whole}人，合格{part}人。", f"合格{part}人"


@claim("FIG03", "“在……中”的部分超过整体", "FIG02")
def letters(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(20, 80)
    part = whole + writer.between(2, 12) if wrong else writer.between(5, whole - 2)
    return f"在收到的{whole}封群众来信中，反映道路问题的{part}封，均转交责任单位。", f"{part}封"


@claim("FIG03", "整改数大于排查数", "FIG02")
def hazards(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(40, 160)
    part = whole + writer.between(4, 18) if wrong else whole - writer.between(2, 9)
    return f"排查自建房安全隐患{whole}处，已整改{part}处。", f"已整改{part}处"


# Rates that cannot be


@claim("FIG05", "覆盖率超过百分之百")
def covered(writer: Writer, wrong: bool) -> Made:
    rate = f"{writer.between(102, 118) if wrong else writer.between(92, 99)}{writer.habits.percent}"
    return f"村级法律顾问服务覆盖率达到{rate}。", rate


@claim("FIG05", "漏了小数点")
def satisfied(writer: Writer, wrong: bool) -> Made:
    digits = f"{writer.between(91, 98)}{writer.between(1, 9)}"
    rate = (digits if wrong else f"{digits[:2]}.{digits[2]}") + writer.habits.percent
    return f"窗口服务好评率{rate}，居全县前列。", rate


@claim("FIG05", "汉字写的比率超过一百")
def known(writer: Writer, wrong: bool) -> Made:
    words = (
        "百分之一百" + _DIGITS[writer.between(2, 9)] + "十" if wrong else "百分之九十" + _DIGITS[writer.between(1, 9)]
    )
    return f"抽样显示，居民对法律援助热线的知晓率为{words}。", words


# Approximations


@claim("FIG06", "准确的数后面加“多”")
def listeners(writer: Writer, wrong: bool) -> Made:
    value = writer.between(51, 98) * 10 + (writer.between(1, 9) if wrong else 0)
    mark = f"{value}多人次"
    return f"法治宣讲小分队累计吸引听众{mark}。", f"{value}多"


@claim("FIG06", "“约”和“上下”重复")
def households(writer: Writer, wrong: bool) -> Made:
    value = writer.between(3, 9) * 100
    mark = f"大约{value}户上下" if wrong else f"大约{value}户"
    return f"本年度入户走访低收入家庭{mark}。", mark


@claim("FIG06", "“近”和“多”矛盾")
def posts(writer: Writer, wrong: bool) -> Made:
    value = writer.between(2, 9) * 100
    mark = f"近{value}多篇" if wrong else f"近{value}篇"
    return f"推送法治类文章{mark}，留言都有答复。", mark


@claim("FIG06", "零头后面加“余”")
def patrols(writer: Writer, wrong: bool) -> Made:
    value = writer.between(11, 40) * 10 + (writer.between(1, 9) if wrong else 0)
    return f"护河员巡查河段{value}余公里。", f"{value}余"


# Changes


@claim("FIG07", "增幅没有重算")
def licences(writer: Writer, wrong: bool) -> Made:
    old = writer.between(60, 240)
    new = old + writer.between(8, old // 3)
    share = Fraction(new - old, old)
    rate = writer.other_rate(share) if wrong else writer.rate(share)
    return f"发放食品经营备案卡由上年的{old}张增加到{new}张，增长{rate}。", rate


@claim("FIG07", "百分点写成百分比")
def online(writer: Writer, wrong: bool) -> Made:
    old, by = writer.between(52, 70), writer.between(6, 18)
    percent = writer.habits.percent
    mark = f"提高{by}{percent}" if wrong else f"提高{by}个百分点"
    return f"网上申办率由{old}{percent}提高到{old + by}{percent}，{mark}。", mark


@claim("FIG07", "下降写成了上升的数", "FIG04")
def repeats(writer: Writer, wrong: bool) -> Made:
    old = writer.between(40, 90)
    by = writer.between(6, 20)
    new = old + by if wrong else old - by
    mark = f"由{old}件下降到{new}件"
    return f"重复投诉{mark}，群众的怨气少了。", mark


@claim("FIG07", "倍数算错")
def volunteers(writer: Writer, wrong: bool) -> Made:
    old, times = writer.between(12, 30), writer.random.choice((3, 4))
    told = times if wrong else times - 1
    mark = f"增长{told}倍"
    return f"普法志愿者由{old}人发展到{old * times}人，{mark}。", mark


@claim("FIG07", "比上年的差额与比率对不上")
def fines(writer: Writer, wrong: bool) -> Made:
    old = writer.between(50, 150)
    by = writer.between(5, old // 4)
    share = Fraction(by, old)
    rate = writer.other_rate(share) if wrong else writer.rate(share)
    return f"全年立案{old - by}件，比上年减少{by}件，下降{rate}。", rate


# All


@claim("FIG09", "数不齐，仍写百分之百", "FIG01")
def proposals(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(15, 60)
    done = whole - writer.between(1, 3) if wrong else whole
    mark = f"答复率100{writer.habits.percent}"
    return f"承办人大代表建议{whole}件，已答复{done}件，{mark}。", mark


@claim("FIG09", "全部建成，却还有在建的")
def stations(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(9, 20)
    left = f"，尚有{writer.between(1, 3)}个正在建设" if wrong else ""
    text = f"规划的{whole}个村级调解室已全部建成{left}"
    return f"{text}。", text


@claim("FIG09", "“均已”与实际数不符", "FIG01", "FIG03")
def contracts(writer: Writer, wrong: bool) -> Made:
    whole = writer.between(20, 80)
    done = whole - writer.between(1, 5) if wrong else whole
    text = f"对外签订合同{whole}份，经法律顾问审查{done}份，所有合同均已审查"
    return f"{text}。", text


# Remainders


@claim("FIG10", "列了各类，还剩零头没有交代", "FIG02")
def tickets(writer: Writer, wrong: bool) -> Made:
    parts = [writer.between(60, 240) for _ in range(4)]
    whole = sum(parts) + (writer.between(3, 9) if wrong else 0)
    one, two, three, four = parts
    text = (
        f"受理网格上报事件{whole}件，其中环境卫生类{one}件、道路交通类{two}件、邻里关系类{three}件、设施损坏类{four}件"
    )
    return f"{text}。", text


@claim("FIG10", "“包括”后面少列了一点", "FIG02")
def kits(writer: Writer, wrong: bool) -> Made:
    parts = [writer.between(4, 20) for _ in range(3)]
    whole = sum(parts) + (writer.between(1, 3) if wrong else 0)
    text = f"更新执法装备{whole}件，包括现场打印机{parts[0]}件、测距仪{parts[1]}件、便携音箱{parts[2]}件"
    return f"{text}。", text
