from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern

_UNITS = r"(?:余|多)?(?:万|亿|千|百)?(?:余|多)?(?:件|起|次|场|份|人|名|个|条|项|户|元|家|处|例|支|册|批|期|篇|万元|亩|公里|%|％|人次|场次|天|小时|年|月|日|号|宗|张|幅|块|所|类)"
_CROSS = r"[×xXＸ✕╳]{2,4}"
_PLACEHOLDER = Pattern(
    rf"(?<![A-Za-z×0-9.])(?P<units>(?:{_CROSS}|×){_UNITS})(?![A-Za-z])"
    rf"|(?P<place>(?<![A-Za-z×0-9]){_CROSS}(?:省|市|县|区|乡|镇|街道|村|社区|局|部门|单位|办事处|派出所|司法所|中心|公司|有限公司|工作|领导小组|制度|办法|规定|条例|方案|机制|会议|活动))"
    r"|(?P<day>(?:[0-9]{4}|20[×xX_＿]{2}|[×xX]{2,4})年\s?(?:[×xX＿_]{1,2}|[0-9]{1,2})月\s?(?:[×xX＿_]{1,2}|[0-9]{1,2})日)"
    r"|(?P<month>(?<![A-Za-z0-9×])[×xX]{1,2}月[×xX0-9]{1,2}日)"
    r"|(?P<blank>(?<![＿_])[＿_]{2,}\s?(?:年|月|日|件|次|人|场|份|个|名|户|起|项|条|处|家|批|期|亩|万元|元|%|％|镇|乡|村|县))"
    r"|(?P<mark>【\s*(?:待填|待补充?|待定|待核实?|填写|此处|请填|补充|插入|待)[^】\n]{0,40}】|[（(](?:待填|待补充|待定|待核实|此处填写[^）)]{0,20}|请填写[^）)]{0,20})[）)]|\[(?:待填|待补充|待定|TODO|此处)[^\]\n]{0,40}\])"
    r"|(?P<quarter>第[XxＸ×]{1,2}(?:季度|次|届|期))"
    r"|(?P<year>20[XxＸ×]{2}年)"
    r"|(?P<single>(?<=[\u4e00-\u9fff])[XＸ](?:件|名|次|份|场|起|户|个|人次|万元))"
    r"|(?P<gap>[0-9]{4}年[ \u3000]+月[ \u3000]+日)"
    r"|(?P<note>[（(【][^（()）【】\n]{1,8}待(?:核实|填写?|补充|确定)[）)】])"
    r"|(?P<template>\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|｛｛[^｛｝\n]{0,80}｝｝|\$\{[^{}\n]{1,60}\})"
)
# One of these stands in every open place; most paragraphs hold none.
_OPEN_PLACE = Pattern(r"[×xXＸ✕╳＿_【\[{｛$]")
_OPEN_WORDS = Pattern("（此处|\\(此处|请填|待[填补定核确]|年 |年\u3000")
_OPEN_DAY = Pattern(r"[×xX＿_]")
# 李×× and 王某× hide a person's name; a surname stands before the crosses.
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常于时傅皮卞齐康伍余元顾孟平黄和穆萧尹姚邵汪祁毛狄米贝明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房解应宗丁宣邓洪包左石崔吉龚程邢裴陆荣翁荀羊甄曲封储靳段富乌焦巴牧山谷车侯宁仇甘厉祖武符刘景詹束龙叶幸司韶黎薄印白怀蒲台从鄂索赖卓屠蒙池乔阴胥闻莘党翟谭贡劳姬申冉宰桑桂牛寿通边扈燕冀尚农温庄晏柴瞿阎连习容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠丰巢关查后荆红游竺权盖益桓公某"


@rule(
    code="RES01",
    slug="placeholder",
    name="待填",
    severity=Severity.ERROR,
    good=("当事人李××与邻居达成协议，场地长3×5米，全年调解12件。",),
    bad=(
        Bad("全年调解矛盾纠纷XX件。", marks="XX件"),
        Bad("受理信访【待填：件数】件。", marks="【待填：件数】"),
        Bad("××镇党委高度重视法治建设。", marks="××镇"),
        Bad("修订了XX制度，明确各方责任。", marks="XX制度"),
    ),
)
def placeholder(context: Context) -> Iterator[Flaw]:
    """需要填写的地方都已填好。

    套用模板时留下的XX、×月×日、【待填】没有填上，报告就还没有写完。用××隐去人名的不算。
    """
    for block in context.texts:
        if not _OPEN_PLACE.search(block.text) and not _OPEN_WORDS.search(block.text):
            continue
        for match in _PLACEHOLDER.finditer(block.text):
            kind = match.lastgroup
            if kind == "day" and not _OPEN_DAY.search(match[0]):
                continue
            before = block.text[match.start() - 1 : match.start()]
            if (
                kind in ("units", "place")
                and before
                and before in _SURNAMES
                and "×" in match[0]
                and kind == "units"
                and match[0][-1] in "人名年月日"
            ):
                continue
            shown = match[0]
            yield Flaw(
                Span(block.index, match.start(), match.end()),
                f"“{shown}”还没有填写。",
                hint="请填上实际内容，或删去这一句。",
            )
