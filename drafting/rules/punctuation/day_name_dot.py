from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.patterns import Pattern

_DAY_NAMES = (
    r"(?:国际|世界|全国|全民|国家|中国|公众|宪法|禁毒|消费者|劳动|反邪教|税收|扫黑|环境|环保|消防|交通|植树|护士|地球|知识产权|网络|安全"
    r"|民族|妇女|爱牙|爱眼|戒烟|无烟|防灾|减灾|土地|水日|粮食|食品|读书|敏感|烈士|国防|平安|宣传)"
)
_QUOTED = Pattern(r"[“\"](?P<day>(?:1[0-2]|0?[1-9])[.．](?:3[01]|[12][0-9]|0?[1-9]))[”\"](?=[\u4e00-\u9fff])")
_INSIDE = Pattern(rf"[“\"](?P<day>(?:1[0-2]|0?[1-9])[.．](?:3[01]|[12][0-9]|0?[1-9]))(?={_DAY_NAMES})")
_PLAIN = Pattern(
    rf"(?<![0-9.．“\"])(?P<day>(?:1[0-2]|0?[1-9])[.．](?:3[01]|[12][0-9]|0?[1-9]))(?={_DAY_NAMES}[^，。；、“”]{{0,10}}(?:日|周|节|月))"
)


@rule(
    code="PUN08",
    slug="day-name-dot",
    name="间隔号",
    severity=Severity.INFO,
    basis="《出版物上数字用法》（GB/T 15835-2011）：含月日的专名用间隔号",
    good=("开展“3·15”国际消费者权益日宣传，PM2.5浓度下降，面积3.15万亩。",),
    bad=(Bad("开展“3.15”国际消费者权益日宣传。", marks="3.15"), Bad("利用6.26国际禁毒日开展宣传。", marks="6.26")),
)
def day_name_dot(context: Context) -> Iterator[Flaw]:
    """“3·15”这类日子的名称，月和日之间用间隔号。

    写成小数点，会被看成三点一五。
    """
    for block in context.texts:
        if "." not in block.text and "．" not in block.text:
            continue
        seen: set[int] = set()
        for pattern in (_QUOTED, _INSIDE, _PLAIN):
            for match in pattern.finditer(block.text):
                start = match.start("day")
                if start in seen:
                    continue
                seen.add(start)
                right = match["day"].replace(".", "·").replace("．", "·")
                span = Span(block.index, start, match.end("day"))
                yield Flaw(
                    span,
                    f"“{match['day']}”是日子的名称，中间应用间隔号，写作“{right}”。",
                    suggestion=right,
                    edits=replace(span, right),
                )
