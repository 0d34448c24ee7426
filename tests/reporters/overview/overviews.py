"""Overviews of counties that do not exist, of any size."""

from collections.abc import Sequence
from dataclasses import replace

from drafting.collecting.overview import Line, Overview, Township
from drafting.collecting.summary import Alike, Counted, Identity, Pair, Summary, Told
from drafting.document.mandate import shipped_mandate
from drafting.rules.catalogue import FAMILIES

PARTS = {part.key: part.name for part in shipped_mandate().parts}
_FIRST = "青白云石黑赤金银松柏竹梅兰桂枫杏桃柳荷莲"
_SECOND = "禾岭溪山水桥湾坪坝渡浦塘湖泉谷"
_KINDS = (
    ("FIG01", "比率不符", "error", "调处成功率写作“94.55%”，45件除以48件是93.75%。", "改为“93.75%”。"),
    ("STR01", "缺少部分", "error", "没有找到“下一年度主要安排”。", "请补上这一部分。"),
    ("LAW02", "法规名称不准", "warning", "“行政处罚办法”可能是《中华人民共和国行政处罚法》。", "请核对全称。"),
    ("PUN01", "半角标点", "warning", "“受理信访事项52件,办结49件”里是半角逗号。", "改为“，”。"),
    ("LAY06", "字号不符", "warning", "正文是小四号，应为三号。", "请把正文改为三号。"),
    ("NUM02", "序号不连", "error", "标题“四、”接在“二、”之后，应为“三、”。", "改为“三、”。"),
    ("RES03", "转换残留", "info", "段末有“第 3 页 共 9 页”。", "请看看要不要删去。"),
    ("DAT01", "年份不符", "error", "报告的是2024年度，这里写“2023年”。", ""),
    ("PRI02", "电话号码", "warning", "写有手机号码“139****0000”。", "请看看该不该公开。"),
    ("WRD01", "用语", "info", "“按装”应为“安装”。", "改为“安装”。"),
)  # fmt: skip
_THINGS = (
    "受理矛盾纠纷",
    "化解矛盾纠纷",
    "开展法治宣传",
    "发放宣传资料",
    "办理行政处罚案件",
    "接待法律咨询",
    "培训执法人员",
)
_MEASURES = ("件", "件", "场", "份", "起", "人次", "人")


def unit(number: int) -> str:
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    return f"{first}{second}{'新' * (number // 300)}{'镇' if number % 3 else '乡'}"


def told(number: int) -> Told:
    code, name, severity, message, advice = _KINDS[number % len(_KINDS)]
    place = f"一、主要举措和成效 › （{'一二三四五'[number % 5]}）化解矛盾纠纷 › 第{number % 7 + 1}段"
    return Told(code, name, severity, message, place, advice, "全年受理信访事项52件,办结49件")


def counted(line: int, number: int) -> Counted:
    value = (number * 37 + line * 101) % 900 + 12
    is_exact = (number + line) % 9 != 0
    thing, measure = thing_of(line), _MEASURES[line % len(_MEASURES)]
    text = f"{value}{measure}" if is_exact else f"约{value}{measure}"
    return Counted(thing, measure, text, str(value), is_exact, "一、主要举措和成效 › 第2段", "achievements")


def thing_of(line: int) -> str:
    return _THINGS[line % len(_THINGS)] + (f"（{line // len(_THINGS)}）" if line >= len(_THINGS) else "")


def summary(number: int, findings: int) -> Summary:
    parts = tuple((key, (number + place) % 11 != 0) for place, key in enumerate(PARTS))
    return Summary(
        f"送来/{unit(number)}2024年度报告.docx",
        Identity(unit(number), 2024, "平岚县", "标题"),
        f"平岚县{unit(number)}2024年度法治政府建设年度报告",
        parts,
        f"2025-02-{number % 27 + 1:02}",
        4200 + number * 37 % 4000,
        24,
        tuple(told(number * 3 + place) for place in range(findings)),
        checkable=12,
        consistent=11,
    )


def township(number: int, findings: int) -> Township:
    days = None if number % 13 == 5 else max(0, number % 9 - 6)
    superseded = (f"送来/旧/{unit(number)}.docx",) if number % 7 == 2 else ()
    return Township(unit(number), summary(number, findings), superseded, days_late=days)


def line(number: int, townships: Sequence[Township]) -> Line:
    cells = {one.unit: (counted(number, place),) for place, one in enumerate(townships) if (place + number) % 6}
    exact = [int(cell[0].value) for cell in cells.values() if cell[0].is_exact]
    total, why = (str(sum(exact)), "") if number % 5 != 4 else (None, "各乡镇数的时间不一样。")
    approximate = len(cells) - len(exact)
    measure = _MEASURES[number % len(_MEASURES)]
    return Line(thing_of(number), measure, cells, total, why, len(exact), approximate)


def pair(first: Township, second: Township) -> Pair:
    words = "坚持把矛盾纠纷化解在基层，组织村居法律顾问逐户走访，做到小事不出村、大事不出镇。"
    passages = (
        Alike(
            first.summary.path,
            second.summary.path,
            words,
            words.replace("逐户", "入户"),
            "一、 › 第2段",
            "二、 › 第1段",
        ),
        Alike(first.summary.path, second.summary.path, words[:20], words[:20], "四、 › 第1段", "四、 › 第2段"),
    )
    return Pair(first.summary.path, second.summary.path, 0.374, passages)


def overview(count: int, findings: int = 9, lines: int = 7) -> Overview:
    townships = [township(number, (findings * (number * 7 % 5)) // 2 if number % 8 else 0) for number in range(count)]
    is_large = count >= 20
    return Overview(
        2024,
        "平岚县",
        FAMILIES,
        PARTS,
        "2025-03-01",
        townships,
        ["赤石镇", "湖山乡"] if is_large else [],
        [replace(summary(900, 2), identity=Identity(None, 2024), path="送来/新建文档.docx")] if is_large else [],
        [replace(summary(901, 2), identity=Identity("柳溪镇", 2023), path="送来/柳溪镇.docx")] if is_large else [],
        [unreadable("送来/坏的.docx")] if is_large else [],
        [line(number, townships) for number in range(lines)],
        [pair(townships[0], townships[1]), pair(townships[1], townships[2])] if count > 2 else [],
    )


def full(count: int, findings: int, lines: int) -> Overview:
    """Each township with as many findings."""
    made = overview(count, findings, lines)
    return replace(made, townships=[township(number, findings) for number in range(count)])


def unreadable(path: str) -> Summary:
    return Summary(path, Identity(None, None), error="文件打不开，可能没有传完；请找乡镇重新要一份。")


def empty() -> Overview:
    return Overview(None, "", FAMILIES, PARTS, "", [], [], [], [], [], [], [])


def all_unreadable() -> Overview:
    made = [unreadable(f"送来/第{number}份.docx") for number in range(4)]
    return replace(empty(), year=2024, missing=["青禾乡"], unreadable=made)


HOSTILE = '<script>alert("x")</script>&amp;\u202e\x07'
LONG = "平岚高新技术产业开发区管理委员会青禾片区综合服务办公室" * 3


def hostile() -> Overview:
    """Words everywhere that would be markup, formulas or paths."""
    made = overview(22)
    bad = Told(
        "FIG01", HOSTILE, "error", f'=HYPERLINK("http://x","{HOSTILE}")', "=1+1", "+cmd|' /C calc'!A0", "@SUM(1)"
    )
    first = replace(
        made.townships[0],
        unit=HOSTILE,
        summary=replace(made.townships[0].summary, path='送来/"onclick=x <b>#?%.docx', title=HOSTILE, findings=(bad,)),
        superseded=("=旧\"'><i>.docx",),
    )
    second = replace(
        made.townships[1], unit=LONG, summary=replace(made.townships[1].summary, path="//elsewhere/x.docx")
    )
    passage = Alike(first.summary.path, second.summary.path, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    figure = Counted("=2+2", HOSTILE, HOSTILE, "12", is_exact=True, place=HOSTILE)
    return replace(
        made,
        county=HOSTILE,
        townships=[first, second, *made.townships[2:]],
        missing=[HOSTILE, "-1"],
        unknown=[replace(made.unknown[0], path=HOSTILE, title=HOSTILE)],
        unreadable=[replace(unreadable(HOSTILE), error=HOSTILE)],
        lines=[Line("=2+2", HOSTILE, {HOSTILE: (figure,), LONG: (figure, figure)}, "12", HOSTILE, 1, 0), *made.lines],
        pairs=[Pair(first.summary.path, second.summary.path, 1.0, (passage,))],
    )
