"""Numbers as clerks write them: 2,153余人, 1.2万元, 百分之九十五点四五, 五十六名, 翻一番.

What only looks like a figure is passed over as what it is: a day (12·4), a document number (〔2025〕5号), a session,
a hotline, a slogan (“1+1+3”), a version, a ratio, an age, an ordinal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from drafting.text.numerals import parse_chinese, parse_number
from drafting.text.patterns import Pattern


class Kind(StrEnum):
    COUNT = "count"
    RATE = "rate"
    """Of a hundred: 95.45%, 九成五, 千分之三. The value is the share itself, 0.9545."""
    POINTS = "points"
    """个百分点; the value is a share as well, 0.05."""
    TIMES = "times"
    DOUBLINGS = "doublings"
    """翻一番, 翻两番: how often it doubled."""


class Bound(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    """余, 多, 超, 以上, 不少于: at least so much."""
    UNDER = "under"
    """近, 不足, 以内: at most so much."""


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """One figure, from its first digit (or 百分之) to the end of its measure word or 以上."""

    start: int
    end: int
    value: Fraction
    kind: Kind
    unit: str
    """件, 人次, 元; "" where none is written. 万 and 亿 are in the value."""
    step: Fraction
    """What one more in the last written place is worth: 0.001 for 95.4%, 1,000 for 1.2万."""
    bound: Bound
    prefix: str
    """约, 近, 超过 as written before it."""
    marker: str
    """余, 多, 来 as written inside it."""
    suffix: str
    """左右, 以上 as written behind it."""
    digits: str
    """As written, without 万 and the measure word."""
    scale: str
    """万, 亿 as written."""
    idiom: bool
    """A Chinese digit that is more often part of a phrase than a count: 一名, 三项制度."""

    @property
    def is_exact(self) -> bool:
        return self.bound is Bound.EXACT


_DIGIT = "零〇一二两三四五六七八九"
_NUMERAL = f"[{_DIGIT}十百千]"
_CHINESE = rf"(?<!{_NUMERAL})(?<![万亿])(?:{_NUMERAL}++(?:[万亿]{_NUMERAL}*+)*+(?:点[{_DIGIT}]++)?)"
_ARABIC = r"(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_UNITS = (
    "人次 人·次 人份 户次 家次 场次 件次 条次 辆次 车次 起次 架次 班次 台次 处次 艘次 份次 批次 所次 项次 个次 户 "
    "平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 千瓦时 千瓦 平米 厘米 毫米 米 亩 吨 斤 "
    "元 美元 个小时 小时 分钟 个课时 课时 个学时 学时 个月 个季度 个工作日 工作日 个百分点 百分点 个 "
    "件 起 人 场 次 份 封 册 项 条 名 支 本 宗 家 所 处 篇 期 台 套 部 辆 座 栋 幢 间 张 幅 块 面 盏 株 棵 头 只 "
    "位 例 桩 笔 款 种 类 轮 批 节 堂 门 口 眼 艘 队 卷 页 字 票 枚 组 班 天 周(?!岁) 年 季度 岁 倍 "
    "趟 对 根 匹 箱 袋 瓶 盒 孔 扇 段 片 集 章 床 村 社区 单"
)
_UNIT = "|".join(sorted(set(_UNITS.split()), key=len, reverse=True))
_SCALE = "万亿|百万|千万|十万|百亿|千亿|十亿|万|亿|百(?!分)|千"
_SUFFIX = "以上|以下|以内|之内|左右|上下|之多|开外"
_FIGURE = Pattern(
    # Six notations; told from here that it is none of them, nearly every character is passed over.
    rf"(?=[0-9{_DIGIT}十百千万翻])"
    rf"(?:(?P<base>[百千万])分之(?P<of>{_ARABIC}|{_CHINESE})"
    rf"|(?P<whole>{_ARABIC}|{_CHINESE})分之(?P<part>{_ARABIC}|{_CHINESE})"
    rf"|翻了?(?P<doublings>[一两二三四]?)番"
    r"|(?<![0-9.一二三四五六七八九十])(?P<tenths>[1-9一二三四五六七八九])成(?P<more>[半1-9一二三四五六七八九]?)"
    r"(?=以上|左右|多|的|群众|村民|居民|[，。；、）)]|$)"
    rf"|(?P<arabic>{_ARABIC})\s?(?P<mark>[余多来])?(?P<scale>{_SCALE})?(?P<mark2>[余多来])?\s?"
    rf"(?:(?P<percent>[%‰])|(?P<unit>{_UNIT}))?(?P<mark3>(?<=[个年天])[余多](?=月|小时|来|[，。；、]))?"
    rf"|(?P<chinese>{_CHINESE})(?P<cmark>[余多来])?(?P<cscale>[万亿])?(?P<cmark2>[余多来])?(?P<cunit>{_UNIT})"
    rf")(?:\s?(?P<suffix>{_SUFFIX}))?"
)
_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_ANY_WIDE = Pattern("[０-９％．]")
SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "百": 100, "千": 1000}
SCALES |= {"十万": 10**5, "百万": 10**6, "千万": 10**7, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11}
_IDIOMATIC = frozenset(
    [
        "个",
        "项",
        "种",
        "类",
        "条",
        "张",
        "面",
        "片",
        "道",
        "门",
        "轮",
        "批",
        "口",
        "对",
        "段",
        "章",
        "集",
        "节",
        "堂",
        "块",
        "根",
        "部",
        "本",
        "头",
        "点",
        "人",
        "年",
        "天",
        "周",
        "倍",
        "期",
    ]
)
_MOST_DIGITS = 15
_STEPS = tuple(Fraction(1, 10**places) for places in range(_MOST_DIGITS + 1))
"""What one more in the last of so many decimals is worth."""

_PREFIX = Pattern(
    "(?:(?P<about>大约|大概|大致|(?<![条契合节预邀违签公制简特解履续大])(?<!规民)约)"
    "|(?P<over>超过|突破|不少于|不低于|不下于|不下|至少|高达|多于|高于|(?<![赶])超|逾|上(?=百|千|万))"
    "|(?P<under>将近|接近|不足|不到|不超过|不高于|低于|少于|未满|(?<![附最邻靠临就亲])近))$"
)
_SUFFIX_BOUNDS = {"以上": Bound.OVER, "之多": Bound.EXACT, "开外": Bound.OVER, "左右": Bound.ABOUT, "上下": Bound.ABOUT}
_SUFFIX_BOUNDS |= {"以下": Bound.UNDER, "以内": Bound.UNDER, "之内": Bound.UNDER}


def read(text: str) -> Iterator[Number]:
    """The figures of a text, in order."""
    plain = text.translate(_WIDE) if _ANY_WIDE.search(text) else text
    for match in _FIGURE.finditer(plain):
        if not _only_looks_like_one(plain, match):
            number = _number(plain, match)
            if number is not None:
                yield number


_BEHIND = Pattern(
    r"(?:第\s?|[A-Za-z_]|[0-9]\s|[“‘「\"]|[0-9一二三四五六七八九十]\s?[.·•∶:：/+＋×*]|[0-9%‰]\s?[—\-－~～至到]+|[一二三四五六七八九十][至到]"
    r"|[〔\[]|前|名列)$"
)
_AHEAD = Pattern(r"\s?(?:[+＋×*][0-9一-九]|[—\-－~～]+[0-9]|[·•∶/][0-9]|[〕\]]|号|全会|全体会议|周岁|季度)")
_JOINED = Pattern(r"\s?[、，,和及]\s?[0-9]")
_JOINING = Pattern(r"[0-9]\s?[、，和及]\s?$")
_HOTLINE = Pattern("^(?:12[0-9]{3}|11[09]|12[0-2]|96[0-9]{3,4}|8890)$")
_NO_MEASURES = ("季度", "岁")
_OF_OTHERS = Pattern(r"的(?:[^，。；、]{0,4})(?:省|市|县|区|乡|镇|街道|地区|单位|城市|村)")


def _only_looks_like_one(plain: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    behind = plain[max(0, start - 4) : start]
    if _BEHIND.search(behind) or _AHEAD.match(plain, end):
        return True
    arabic = match["arabic"]
    if arabic is None:
        return bool(match["cunit"]) and _is_phrase(plain, match)
    if len(arabic) > _MOST_DIGITS:
        return True
    unit = match["unit"]
    if unit in _NO_MEASURES or (unit == "年" and len(arabic) > 3):
        return True
    if unit or match["percent"]:
        return bool(match["percent"]) and _is_rank(plain, match)
    if match["scale"]:
        return False
    # A number without a measure word counts something in a list (32、28和26件) or alone in a cell.
    if not plain[:start].strip() and not plain[end:].strip():
        return False
    return not (
        arabic.isdigit()
        and not _HOTLINE.search(arabic)
        and (_JOINED.match(plain, end) or _JOINING.search(plain[max(0, start - 6) : start]))
    )


def _is_rank(plain: str, match: re.Match[str]) -> bool:
    """超过87%的乡镇: what others have, no claim about this one."""
    return bool(_OF_OTHERS.match(plain, match.end()) and _PREFIX.search(plain[: match.start()][-6:]))


def _is_phrase(plain: str, match: re.Match[str]) -> bool:
    """一户一策, 三次全会; 三四次 is no number either, nor 几十次."""
    digits, unit = match["chinese"], match["cunit"]
    behind = plain[match.start() - 1 : match.start()]
    if behind in ("几", "数", "好", "每", "某", "同", "另", "任", "哪", "这", "那") and digits in (
        "一",
        "十",
        "百",
        "千",
    ):
        return behind != "每"
    if len(digits) > 1 and not any(character in digits for character in "十百千万亿点"):
        return True
    return unit in (*_NO_MEASURES, "村", "社区", "字", "片", "段", "章", "集") or plain[
        match.end() : match.end() + 1
    ] in (
        "一",
        "双",
        "两",
    )


class _Reading(NamedTuple):
    value: Fraction
    step: Fraction
    kind: Kind
    digits: str
    unit: str = ""
    scale: str = ""
    marker: str = ""


def _number(plain: str, match: re.Match[str]) -> Number | None:
    reading = _notation(match)
    if reading is None:
        return None
    start, end = match.span()
    before = _PREFIX.search(plain[max(0, start - 6) : start])
    prefix, suffix = before[0] if before else "", match["suffix"] or ""
    value, step, kind, digits, unit, scale, marker = reading
    idiom = (
        len(digits) == 1
        and match["chinese"] is not None
        and (digits == "一" or unit in _IDIOMATIC)
        and not (prefix or marker or suffix or scale)
    )
    bound = _bound(before, marker, suffix)
    return Number(start, end, value, kind, unit, step, bound, prefix, marker, suffix, digits, scale, idiom)


def _notation(match: re.Match[str]) -> _Reading | None:
    if match["base"] is not None:
        return _of_hundred(match["of"], SCALES[match["base"]])
    if match["whole"] is not None:
        return _fraction(match["whole"], match["part"])
    if match["doublings"] is not None:
        times = parse_chinese(match["doublings"].replace("两", "二")) or 1
        return _Reading(Fraction(times), Fraction(1), Kind.DOUBLINGS, match["doublings"])
    if match["tenths"] is not None:
        return _tenths(match["tenths"], match["more"])
    if match["chinese"] is not None:
        marks = match.group("cmark", "cmark2")
        return _count(match["chinese"], match["cscale"], marks, match["cunit"], None)
    return _count(
        match["arabic"], match["scale"], match.group("mark", "mark2", "mark3"), match["unit"], match["percent"]
    )


def _of_hundred(digits: str, base: int) -> _Reading | None:
    """百分之九十五点四五"""
    read_digits = _value(digits)
    if read_digits is None:
        return None
    return _Reading(read_digits[0] / base, read_digits[1] / base, Kind.RATE, digits)


def _fraction(whole: str, part: str) -> _Reading | None:
    """三分之二; said roughly as a rule."""
    of, some = _value(whole), _value(part)
    if of is None or some is None or not of[0]:
        return None
    return _Reading(some[0] / of[0], Fraction(1, 20), Kind.RATE, part)


def _tenths(tenths: str, more: str) -> _Reading:
    """九成五"""
    hundredths = 5 if more == "半" else parse_number(more) or 0
    value = Fraction((parse_number(tenths) or 0) * 10 + hundredths, 100)
    return _Reading(value, Fraction(1, 100 if more else 10), Kind.RATE, tenths + more)


def _count(
    digits: str, scale: str | None, marks: Iterable[str | None], unit: str | None, percent: str | None
) -> _Reading | None:
    read_digits = _value(digits)
    if read_digits is None:
        return None
    value, step = read_digits
    if scale:
        value, step = value * SCALES[scale], step * SCALES[scale]
    kind = Kind.COUNT
    if percent is not None:
        base = 100 if percent == "%" else 1000
        kind, value, step = Kind.RATE, value / base, step / base
    elif unit and unit.endswith("百分点"):
        kind, value, step = Kind.POINTS, value / 100, step / 100
    elif unit == "倍":
        kind = Kind.TIMES
    marker = next((mark for mark in marks if mark), "")
    return _Reading(value, step, kind, digits, unit or "", scale or "", marker)


def _bound(before: re.Match[str] | None, marker: str, suffix: str) -> Bound:
    if suffix in _SUFFIX_BOUNDS and _SUFFIX_BOUNDS[suffix] is not Bound.EXACT:
        return _SUFFIX_BOUNDS[suffix]
    if before is not None:
        return Bound(before.lastgroup or "about")
    if marker:
        return Bound.ABOUT if marker == "来" else Bound.OVER
    return Bound.EXACT


@lru_cache(maxsize=1024)
def _value(digits: str) -> tuple[Fraction, Fraction] | None:
    """What it says, and what one more in its last place is worth. Most are small, and come again and again."""
    if digits[0].isascii():
        plain = digits.replace(",", "")
        if len(plain) > _MOST_DIGITS:
            return None
        whole, _, decimals = plain.partition(".")
        step = _STEPS[len(decimals)]
        return Fraction(int(whole + decimals), step.denominator) if decimals else Fraction(int(whole)), step
    whole, _, decimals = digits.replace("两", "二").partition("点")
    value = _chinese_value(whole)
    if value is None:
        return None
    if not decimals:
        return Fraction(value), Fraction(1)
    places = parse_chinese(decimals)
    if places is None or len(decimals) > _MOST_DIGITS:
        return None
    power = 10 ** len(decimals)
    return value + Fraction(places, power), Fraction(1, power)


def _chinese_value(digits: str) -> int | None:
    """With 万 and 亿; the last digit of 两万三 and 三百五 stands for the next place."""
    if len(digits) > 2 * _MOST_DIGITS:
        return None
    total, rest = 0, digits
    for big, worth in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = rest.rpartition(big)
        if not found:
            continue
        value = _chinese_value(head) if big == "亿" else parse_chinese(head)
        if value is None:
            return None
        total += value * worth
        rest = tail
        if len(rest) == 1:
            last = parse_chinese(rest)
            return None if last is None else total + last * worth // 10
    if not rest:
        return total
    if rest in ("百", "千"):
        return total + (100 if rest == "百" else 1000)
    value = parse_chinese(rest)
    if value is None:
        return None
    if len(rest) > 2 and rest[-1] in _DIGIT[2:] and rest[-2] in "百千":
        value += (parse_chinese(rest[-1]) or 0) * (9 if rest[-2] == "百" else 99)
    return total + value
