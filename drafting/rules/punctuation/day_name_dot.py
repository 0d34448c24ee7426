from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.patterns import Pattern

_DAY_NAMES = (
    r"(?:国际|世界|全国|全民|国家|中国|公众|宪法|禁毒|消费者|劳动|反邪教|税收|扫黑|环境|环保|消防|交通|植树|护士|地球|知识产权|网络|安全"
    r"|民族|妇女|爱牙|爱眼|戒烟|无烟|防灾|减灾|土地|水日|粮食|食品|读书|敏感|烈士|国防|平安|宣传)"
)
_BEHIND = (
    rf"(?:{_DAY_NAMES}|日(?!均|产|处|常|益)|节(?!约|点|能|省)|周(?!边|围|转)|纪念|专题|活动|主题|行动|系列|期间|前后|当天|普法|法治宣传"
    r"|儿童|青年|教师|学雷锋|艾滋)"
)
_DAYS = frozenset(
    [
        "1.10",
        "2.2",
        "3.3",
        "3.5",
        "3.8",
        "3.12",
        "3.15",
        "3.22",
        "3.23",
        "4.7",
        "4.15",
        "4.22",
        "4.23",
        "4.26",
        "5.1",
        "5.4",
        "5.8",
        "5.12",
        "5.15",
        "5.20",
        "5.25",
        "5.30",
        "5.31",
        "6.1",
        "6.5",
        "6.6",
        "6.8",
        "6.14",
        "6.16",
        "6.17",
        "6.25",
        "6.26",
        "7.1",
        "7.11",
        "7.28",
        "7.30",
        "8.1",
        "8.8",
        "8.19",
        "9.3",
        "9.8",
        "9.10",
        "9.16",
        "9.18",
        "9.20",
        "9.30",
        "10.1",
        "10.10",
        "10.15",
        "10.16",
        "10.17",
        "10.31",
        "11.8",
        "11.9",
        "11.14",
        "12.1",
        "12.2",
        "12.3",
        "12.4",
        "12.5",
        "12.9",
        "12.10",
        "12.13",
    ]
)
"""Days that have a name; any other figure may be a decimal after all."""
# “12.4”万元 and “2.1”版本 are decimals: the word behind the quotation says whether it is a day.
_QUOTED = Pattern(rf"[“\"](?P<day>(?:1[0-2]|0?[1-9])[.．](?:3[01]|[12][0-9]|0?[1-9]))[”\"](?={_BEHIND})")
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
                    edits=replace(span, right) if _is_known(match["day"]) else (),
                )


def _is_known(day: str) -> bool:
    month, number = day.replace("．", ".").split(".")
    return f"{month.lstrip('0')}.{number.lstrip('0')}" in _DAYS
