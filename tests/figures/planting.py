"""Whole reports made at random, right in every figure, and the same with one fault planted.

`make recall` plants some hundred faults of each kind and prints how many the check finds.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from drafting.app import check_document
from drafting.config import Settings
from drafting.findings import CheckResult, Finding, Severity
from drafting.readers.text import from_text


@dataclass(frozen=True)
class Claim:
    """A passage that ties figures, right and wrong; the fault lies on one of the marks."""

    kind: str
    right: str
    wrong: str
    marks: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    right: str
    wrong: str
    claim: Claim
    """The one that is wrong in the second version."""


class Writer:
    """One clerk's habits: digits, percent signs, decimals."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.digits = random.choice(("plain", "plain", "plain", "commas", "wide", "chinese"))
        self.sign = random.choice(("%", "%", "％"))
        self.places = random.choice((0, 1, 1, 2, 2, 2))
        self.truncates = random.random() < 0.2

    def number(self, value: int) -> str:
        if self.digits == "chinese" and 10 < value < 10000:
            return chinese(value)
        text = f"{value:,}" if self.digits == "commas" else str(value)
        return text.translate(_WIDE) if self.digits == "wide" else text

    def share(self, part: int, whole: int) -> Fraction:
        """As it is written: rounded half up or cut off, at this clerk's decimals."""
        step = Fraction(1, 100 * 10**self.places)
        steps = Fraction(part, whole) / step
        return ((steps if self.truncates else steps + Fraction(1, 2)).__floor__()) * step

    def rate(self, share: Fraction) -> str:
        scaled = round(share * 100 * 10**self.places)
        text = str(scaled).rjust(self.places + 1, "0")
        text = f"{text[: -self.places]}.{text[-self.places :]}" if self.places else text
        if self.digits == "chinese":
            whole, _, decimals = text.partition(".")
            words = chinese(int(whole)) if int(whole) else "零"
            return "百分之" + words + ("点" + "".join(_DIGITS[int(d)] for d in decimals) if decimals else "")
        text += self.sign
        return text.translate(_WIDE) if self.digits == "wide" else text

    def wrong_rate(self, share: Fraction, part: int, whole: int) -> str:
        """Two digits changed places, or the base was another; far from any rounding."""
        step = Fraction(1, 100 * 10**self.places)
        for _ in range(50):
            candidate = share + self.random.choice((-1, 1)) * self.random.randint(3, 40) * step
            if not 0 < candidate < 1:
                continue
            if abs(candidate - Fraction(part, whole)) > 2 * step and self.rate(candidate) != self.rate(share):
                return self.rate(candidate)
        return self.rate(Fraction(part, whole) / 2)


_DIGITS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def chinese(value: int) -> str:
    text, zero = "", False
    for unit, worth in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, worth)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


_OUTCOMES = (
    ("受理各类矛盾纠纷", "成功化解", "化解率", "起"),
    ("调处矛盾纠纷", "调解成功", "调处成功率", "件"),
    ("受理信访事项", "办结", "办结率", "件"),
    ("承办12345热线工单", "按期办结", "按期办结率", "件"),
    ("应参加学法考试", "实际参加", "参考率", "人"),
    ("发放满意度问卷", "收回", "回收率", "份"),
    ("排查安全隐患", "已整改", "整改率", "处"),
    ("作出行政处罚决定", "当事人自觉履行", "自觉履行率", "件"),
    ("法律顾问提出修改意见", "采纳", "采纳率", "条"),
    ("应主动公开政府信息", "及时公开", "及时公开率", "条"),
    ("办理政务服务事项", "网上办理", "网办率", "件"),
    ("收到代表建议", "办复", "办复率", "件"),
)


def rate(writer: Writer) -> Claim:
    random = writer.random
    taken, done, name, unit = random.choice(_OUTCOMES)
    whole = random.randint(40, 900)
    part = whole - random.randint(1, whole // 4)
    share = writer.share(part, whole)
    if share == 1:
        share = writer.share(part := whole // 2 + 1, whole)
    told = f"全年{taken}{writer.number(whole)}{unit}"
    reached = f"{done}{writer.number(part)}{unit}"
    pattern = random.choice(
        (
            f"{told}，{reached}，{name}{{}}。",
            f"{told}，{reached}，{name}达到{{}}。",
            f"{told}，{reached}，{name}为{{}}，群众反映较好。",
            f"{told}。{reached}，{name}{{}}。",
            f"{told}，召开调度会{writer.number(random.randint(3, 9))}次，{reached}，{name}{{}}。",
            f"{told}，{reached}（{name}{{}}）。",
        )
    )
    wrong = writer.wrong_rate(share, part, whole)
    return Claim("rate", pattern.format(writer.rate(share)), pattern.format(wrong), (wrong,), ("FIG01", "FIG09"))


_KINDS = ("婚姻家庭纠纷", "邻里纠纷", "土地纠纷", "劳资纠纷", "其他纠纷")


def share(writer: Writer) -> Claim:
    random = writer.random
    whole, unit = random.randint(60, 700), random.choice(("件", "起"))
    part = random.randint(whole // 6, whole // 2)
    value = writer.share(part, whole)
    text = f"全年录入纠纷{writer.number(whole)}{unit}，其中{random.choice(_KINDS)}{writer.number(part)}{unit}，占{{}}。"
    wrong = writer.wrong_rate(value, part, whole)
    return Claim("share", text.format(writer.rate(value)), text.format(wrong), (wrong,), ("FIG01",))


def _split(random: Random, total: int, pieces: int) -> list[int]:
    cuts = sorted(random.sample(range(2, total - 1), pieces - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def breakdown(writer: Writer) -> Claim:
    random = writer.random
    total = random.randint(60, 600)
    values = _split(random, total, random.randint(3, 5))
    names = random.sample(_KINDS, len(values))
    unit = random.choice(("件", "起"))
    off = total + random.choice((-1, 1)) * random.randint(1, 15)
    lists = "、".join(f"{name}{writer.number(value)}{unit}" for name, value in zip(names, values, strict=True))
    respectively = "、".join(f"{writer.number(value)}{unit}" for value in values)
    joined = "、".join(names)
    shapes = (
        f"全年调解{lists}，共计{{}}{unit}。",
        f"全年调解{lists}，合计{{}}{unit}，涉及金额{writer.number(random.randint(20, 900))}万元。",
        f"全年登记民间纠纷{{}}{unit}，其中{joined}分别为{respectively}。",
    )
    shape = random.choice(shapes)
    wrong = shape.format(writer.number(off))
    mark = f"{writer.number(off)}{unit}"
    return Claim("breakdown", shape.format(writer.number(total)), wrong, (mark,), ("FIG02",))


def part(writer: Writer) -> Claim:
    random = writer.random
    whole = random.randint(20, 400)
    some, more = random.randint(2, whole - 1), whole + random.randint(1, 40)
    text = f"全年接待来访群众{writer.number(whole)}批，其中集体来访{{}}批，均由班子成员接待。"
    return Claim(
        "part",
        text.format(writer.number(some)),
        text.format(writer.number(more)),
        (f"{writer.number(more)}批",),
        ("FIG03",),
    )


def remainder(writer: Writer) -> Claim:
    random = writer.random
    whole, left = random.randint(40, 500), random.randint(2, 9)
    wrong = left + random.choice((-1, 1, 2))
    text = random.choice(
        (
            f"全年接到上级转办件{writer.number(whole)}件，办结{writer.number(whole - left)}件，其余{{}}件正在办理。",
            f"全年排查消防隐患{writer.number(whole)}处，已整改{writer.number(whole - left)}处，剩余{{}}处明确了责任人。",
            f"承办网格上报事项{writer.number(whole)}件，已办结{writer.number(whole - left)}件，尚有{{}}件未办结。",
        )
    )
    mark = text[text.index("{}") - 2 :].format(writer.number(wrong))[:4]
    return Claim("remainder", text.format(writer.number(left)), text.format(writer.number(wrong)), (mark,), ("FIG02",))


def balance(writer: Writer) -> Claim:
    random = writer.random
    carried, new, left = random.randint(2, 20), random.randint(60, 500), random.randint(2, 20)
    off = left + random.choice((-1, 1, 3))
    done = carried + new - left
    text = (
        f"上年结转行政执法案件{writer.number(carried)}件，全年新受理{writer.number(new)}件，"
        f"办结{writer.number(done)}件，结转下年{{}}件。"
    )
    return Claim(
        "balance", text.format(writer.number(left)), text.format(writer.number(off)), ("结转下年",), ("FIG02",)
    )


def product(writer: Writer) -> Claim:
    random = writer.random
    times, each = random.randint(5, 40), random.randint(2, 30)
    total = times * each
    off = total + random.choice((-1, 1)) * random.randint(1, each)
    text = random.choice(
        (
            f"组建普法小分队{writer.number(times)}支，每支{writer.number(each)}人，共{{}}人。",
            f"为{writer.number(times)}个村每村配发普法读本{writer.number(each)}册，共计{{}}册。",
            f"举办法治培训班{writer.number(times)}期，每期{writer.number(each)}人，累计培训{{}}人。",
        )
    )
    mark = writer.number(off)
    return Claim("product", text.format(writer.number(total)), text.format(mark), (mark,), ("FIG02",))


def average(writer: Writer) -> Claim:
    random = writer.random
    each = random.randint(2, 30)
    off = each + random.choice((-1, 1, 2))
    text = f"全年开展普法宣传{writer.number(each * 12)}场次，平均每月{{}}场次。"
    mark = f"每月{writer.number(off)}"
    return Claim("average", text.format(writer.number(each)), text.format(writer.number(off)), (mark,), ("FIG02",))


def change(writer: Writer) -> Claim:
    random = writer.random
    old = random.randint(40, 400)
    up = random.random() < 0.6
    by = random.randint(2, old // 3)
    new = old + by if up else old - by
    value = writer.share(by, old)
    verb, to = ("增长", "增加到") if up else ("下降", "减少到")
    more = "增加" if up else "减少"
    text = random.choice(
        (
            f"涉企投诉由上年的{writer.number(old)}件{to}{writer.number(new)}件，{verb}{{}}。",
            f"全年出具法律意见书{writer.number(new)}件，比上年{more}{writer.number(by)}件，{verb}{{}}。",
            f"全年办理法律援助{writer.number(new)}件，较上年的{writer.number(old)}件{verb}{{}}。",
        )
    )
    wrong = writer.wrong_rate(value, by, old)
    return Claim("change", text.format(writer.rate(value)), text.format(wrong), (wrong,), ("FIG07",))


def points(writer: Writer) -> Claim:
    random = writer.random
    old, by = random.randint(700, 900), random.randint(11, 90)
    off = by + random.choice((-1, 1)) * random.randint(2, 9)
    text = f"群众满意度由上年的{old / 10:.1f}%提高到{(old + by) / 10:.1f}%，提高{{}}个百分点。"
    return Claim(
        "points", text.format(f"{by / 10:.1f}"), text.format(f"{off / 10:.1f}"), (f"{off / 10:.1f}个",), ("FIG07",)
    )


def everything(writer: Writer) -> Claim:
    random = writer.random
    whole, left = random.randint(20, 300), random.randint(1, 6)
    done = whole - left
    shapes = (
        ("受理群众来信来访{}件，办结{}件，办结率100%。", "100%"),
        ("收到政协提案{}件，办结{}件，已全部办结。", "全部办结"),
        ("全年签订合同{}份，已审查{}份，全部合同均经过合法性审查。", "均经过"),
    )
    shape, mark = random.choice(shapes)
    right = shape.format(writer.number(whole), writer.number(whole))
    return Claim("all", right, shape.format(writer.number(whole), writer.number(done)), (mark,), ("FIG09", "FIG01"))


def impossible(writer: Writer) -> Claim:
    random = writer.random
    name = random.choice(("矛盾纠纷调处成功率", "12345热线工单按时办结率", "群众满意率", "法律顾问覆盖率"))
    right = writer.rate(Fraction(random.randint(90, 99), 100))
    wrong = writer.rate(Fraction(random.randint(103, 199), 100))
    return Claim("impossible", f"全年{name}达{right}。", f"全年{name}达{wrong}。", (wrong,), ("FIG05",))


def approximation(writer: Writer) -> Claim:
    random = writer.random
    few = random.randint(3, 90)
    right, wrong = few * 10, few * 10 + random.randint(1, 9)
    text = random.choice(("受教育群众{}余人次。", "发放宣传资料{}余份。", "开展巡回宣讲{}余场。"))
    mark = f"{writer.number(wrong)}余"
    return Claim(
        "approximation", text.format(writer.number(right)), text.format(writer.number(wrong)), (mark,), ("FIG06",)
    )


MAKERS: tuple[Callable[[Writer], Claim], ...] = (
    rate, share, breakdown, part, remainder, balance, product, average, change, points, everything, impossible,
    approximation,
)  # fmt: skip

_FILLERS = (
    "镇党委会全年研究法治议题{}次。",
    "结合“12·4”国家宪法日、“4·15”全民国家安全教育日开展主题活动{}场。",
    "按照“1+3+N”工作法，{}个站所轮流坐班。",
    "依托“八五”普法，发放资料{}0余份，受众近{}00人次。",
    "对65岁以上老人开展防诈骗宣讲，村级广播播放普法音频{}期。",
    "落实《法治政府建设与责任落实督察工作规定》要求，向县委报告{}次。",
    "12348公共法律服务热线知晓面不断扩大，群众满意度达99%以上。",
    "聘请法律顾问{}名，参与重大决策论证。",
)
_PLACES = ("青禾乡", "白石镇", "柳湾街道", "岚坪乡", "沙汀镇", "云岭镇")


def report(seed: int, maker: Callable[[Writer], Claim] | None = None) -> Report:
    random = Random(seed)
    writer = Writer(random)
    maker = maker or random.choice(MAKERS)
    claims = [make(writer) for make in random.sample([other for other in MAKERS if other is not maker], 4)]
    planted = maker(writer)
    fillers = [filler.replace("{}", str(random.randint(2, 9))) for filler in random.sample(_FILLERS, len(_FILLERS))]
    paragraphs = [f"{fillers.pop()}{claim.right}" for claim in claims]
    own = (fillers.pop(), fillers.pop())
    place, year = random.choice(_PLACES), random.randint(2021, 2025)
    at = random.randint(0, len(paragraphs))

    def whole(text: str) -> str:
        numbered = [*paragraphs[:at], f"{own[0]}{text}{own[1]}", *paragraphs[at:]]
        measures = [f"（{_DIGITS[n]}）扎实推进工作。{words}" for n, words in enumerate(numbered, start=1)]
        return "\n".join(
            (
                f"平岚县{place}{year}年度法治政府建设年度报告",
                f"现将{place}{year}年度法治政府建设情况报告如下：",
                f"一、{year}年度推进法治政府建设的主要举措和成效",
                *measures,
                "二、存在的不足和原因",
                "普法形式单一。究其原因，主要是人员力量不足。",
                "三、党政主要负责人履行推进法治建设第一责任人职责情况",
                "党委书记、乡镇长带头学法，专题研究法治工作。",
                f"四、{year + 1}年度推进法治政府建设的主要安排",
                "力争矛盾纠纷化解率达到98%以上，法律顾问覆盖率100%。",
                f"{place}人民政府",
                f"{year + 1}年1月12日",
            )
        )

    return Report(whole(planted.right), whole(planted.wrong), planted)


def figure_findings(text: str) -> tuple[CheckResult, list[Finding]]:
    result = check_document(from_text(text), Settings())
    found = [f for f in result.findings if f.code.startswith("FIG") and f.severity >= Severity.WARNING]
    return result, found


def is_found(planted: Report) -> bool:
    result, findings = figure_findings(planted.wrong)
    for finding in findings:
        if finding.code not in planted.claim.codes:
            continue
        for location in (finding.location, *finding.related):
            text = result.document.blocks[location.span.block].text
            around = text[max(0, location.span.start - 6) : location.span.end + 6]
            if any(mark in around or location.quote in mark for mark in planted.claim.marks):
                return True
    return False


def main(each: int) -> int:
    total, found, alarms = Counter[str](), Counter[str](), 0
    for maker in MAKERS:
        for seed in range(each):
            planted = report(seed, maker)
            total[planted.claim.kind] += 1
            found[planted.claim.kind] += is_found(planted)
            alarms += bool(figure_findings(planted.right)[1])
    for kind, count in total.items():
        print(f"{kind:14} {found[kind]:5} of {count:5}  {found[kind] / count:7.2%}")
    print(f"{'all':14} {found.total():5} of {total.total():5}  {found.total() / total.total():7.2%}")
    print(f"false alarms in {total.total()} reports without a fault: {alarms}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
