"""Counts as clerks write them: 44, 44件, 10余场次, 2.15万人次, 500人次以上."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from schemas.report.arithmetic import plain
from schemas.report.form import Form
from schemas.report.values import Open, Word, digits, is_blank, mistake, open_place, strange_digits

BEFORE = ("约", "近", "超过", "超", "逾", "达", "不少于", "至少")
BEHIND = ("余", "多", "以上", "以下", "左右", "以内")
NOT_LEAST = ("约", "近", "以下", "左右", "以内")
"""Words behind or before a number that may be less than it says."""
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_COUNT = re.compile(
    rf"(?P<before>{'|'.join(BEFORE)})?\s*(?P<number>{_NUMBER})\s*(?P<scale>[万亿])?\s*(?P<inner>余|多)?\s*"
    # 8千余份 is no eight with the measure word 千余份, and 500次余 is nothing.
    r"(?P<measure>(?![十百千来几多余数])[\u4e00-\u9fff]{1,6}?(?<![余多]))??\s*(?P<behind>以上|以下|左右|以内)?"
)
_IN_WORDS = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千])(?=[余多万]|[\u4e00-\u9fff]|$)")
_IN_DIGITS = {"十": 10, "百": 100, "千": 1000}
BEHIND_MEASURE = ("以上", "以下", "左右", "以内")
RATE = re.compile(rf"(?:{'|'.join(BEFORE)})?\s*{_NUMBER}\s*[%‰](?:{'|'.join(BEHIND)})?")
_WHOLE_ONLY = frozenset(
    ("件", "起", "宗", "次", "场", "场次", "人", "名", "位", "人次", "户", "家", "个", "份", "期", "支")
)
_MOST_DIGITS = 30
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def _read_number(value: object, info: ValidationInfo) -> str | Open:
    if is_blank(value):
        return open_place(info, "数")
    if isinstance(value, bool):
        raise mistake("应当是数，写成了“是”或“否”")
    if isinstance(value, float):
        value = int(value) if value.is_integer() else repr(value)
    text = digits(str(value)).strip()
    found = re.fullmatch(rf"({_NUMBER})\s*([万亿]?)", text)
    if found is None:
        fixed = strange_digits(text)
        if fixed and re.fullmatch(rf"({_NUMBER})\s*([万亿]?)", fixed):
            raise mistake(f"“{value}”里有字母或汉字混在数字中，应写成“{fixed.replace(',', '')}”")
        raise mistake(f"“{value}”不是数；请只写阿拉伯数字，如 44、10余场次、2.15万")
    _refuse_many_digits(text)
    return found[1].replace(",", "") + found[2]


def _refuse_many_digits(text: str) -> None:
    # Python itself reads no more than 4300 of them.
    count = sum(character.isdecimal() for character in text)
    if count > _MOST_DIGITS:
        raise mistake(f"“{text[:_MOST_DIGITS]}……”有{count}位数字，不会有这么大的数；请核对")


Number = Annotated[
    str | Open,
    PlainValidator(_read_number),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}]}),
]


def _read_about(value: object) -> str:
    word = "" if is_blank(value) else str(value).strip()
    if word and word not in (*BEFORE, *BEHIND):
        raise mistake(f"“{word}”不能作概数；可写：{'、'.join((*BEHIND, *BEFORE))}，准数不写")
    return word


About = Annotated[str, PlainValidator(_read_about), WithJsonSchema({"type": "string", "enum": ["", *BEHIND, *BEFORE]})]


_BETWEEN_NAMES = re.compile(r"[、，,+＋/\s]+")


def read_parts(value: object) -> list[list[str]]:
    """Names of parts, in as many lists as there are ways to divide the whole."""
    if is_blank(value):
        return []
    ways = re.split(r"[；;\n]+", value) if isinstance(value, str) else value
    if not isinstance(ways, (list, tuple)):
        raise mistake("应当是一列数的名称，如 [安全生产, 食品安全]")
    if not any(isinstance(way, (list, tuple)) for way in ways) and not isinstance(value, str):
        ways = [ways]
    return [_names(way) for way in ways if not is_blank(way)]


def _names(way: object) -> list[str]:
    entries = way if isinstance(way, (list, tuple)) else [way]
    return [
        name
        for entry in entries
        if not is_blank(entry)
        for name in _BETWEEN_NAMES.split(str(entry).strip("【】[] "))
        if name
    ]


_NAMES_SCHEMA = {"type": "array", "items": {"type": "string"}}
_PARTS_SCHEMA = WithJsonSchema(
    {"anyOf": [{"type": "string"}, _NAMES_SCHEMA, {"type": "array", "items": _NAMES_SCHEMA}]}
)


class Count(Form, title="数"):
    """A count as it is written: 44, 44件, 10余场次, 2.15万人次; or with its parts."""

    number: Number = Field(alias="数", description="阿拉伯数字；可连量词和概数一起写，如 44件、10余场次")
    about: About = Field(default="", alias="概数", description="不是准数时写：余、以上、约、近等")
    measure: Word = Field(default="", alias="量词", description="件、次、场次、人次、份等")
    whole: Word = Field(default="", alias="属于", description="这个数是哪个数的一部分；部分不能大于整体")
    parts: Annotated[tuple[tuple[Word, ...], ...], BeforeValidator(read_parts), _PARTS_SCHEMA] = Field(
        default=(), alias="分项", description="由哪几个数相加得来，必须正好相等；有几种分法的，每种写成一列"
    )

    @model_validator(mode="before")
    @classmethod
    def _taken_apart(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data if is_blank(data) and data is None else apart(data)
        key = "数" if "数" in data else "number"
        if isinstance(data.get(key), str) and not is_blank(data[key]):
            return _merged({k: v for k, v in data.items() if k != key}, apart(data[key]))
        return data

    @model_validator(mode="after")
    def _is_whole_where_only_whole_ones_are(self) -> Self:
        if self.measure in _WHOLE_ONLY and "." in str(self.number) and str(self.number)[-1] not in _SCALES:
            raise mistake(f"{self.number}{self.measure} 不对；“{self.measure}”只能是整数")
        return self

    @property
    def exact(self) -> Fraction | None:
        """The value, where it is known and no approximation."""
        return None if isinstance(self.number, Open) or self.about else _value(self.number)

    @property
    def least(self) -> Fraction | None:
        """What the count is at least; None where that is not said."""
        if isinstance(self.number, Open) or self.about in NOT_LEAST:
            return None
        return _value(self.number)

    @property
    def shown(self) -> str:
        number = str(self.number)
        if self.shows_measure:
            return number + self.measure + self.about
        return self.about + number if self.about in BEFORE else number + self.about

    @property
    def shows_measure(self) -> bool:
        """500人次以上: the measure word stands inside."""
        return bool(self.measure) and self.about in BEHIND_MEASURE


def _value(number: str) -> Fraction:
    scale = number[-1] if number[-1] in _SCALES else ""
    return Fraction(number.rstrip("万亿")) * _SCALES[scale]


def _merged(given: Mapping[str, Any], apart: dict[str, Any]) -> dict[str, Any]:
    """What was taken apart, with the fields of their own beside it, which may say the same once more."""
    rest = dict(given)
    own = given.get("量词") or given.get("measure")
    if own and own == apart["number"][-1] + apart.get("measure", ""):
        apart = {**apart, "number": apart["number"][:-1], "measure": own}  # 46.5万元 of so many 万元
    for name, chinese in (("about", "概数"), ("measure", "量词")):
        said = [str(value).strip() for key in (name, chinese) if not is_blank(value := rest.get(key))]
        if name in apart and any(word != apart[name] for word in said):
            raise mistake(f"“数”里写的是“{apart[name]}”，“{chinese}”里写的是“{said[0]}”；请只写一处")
        if name in apart:
            rest.pop(name, None)
            rest.pop(chinese, None)
    return {**rest, **apart}


def apart(value: object) -> dict[str, Any]:
    """10余场次 as number, approximation and measure word; raises ValueError where it is none."""
    if is_blank(value) or not isinstance(value, str):
        return {"number": value}
    text = digits(value).strip()
    found = _COUNT.fullmatch(text)
    if found is None:
        fixed = strange_digits(text)
        if fixed and _COUNT.fullmatch(fixed):
            raise mistake(f"“{value}”里有字母或汉字混在数字中，应写成“{fixed.replace(',', '')}”")
        in_digits = _IN_WORDS.sub(lambda match: plain(Fraction(match[1]) * _IN_DIGITS[match[2]]), text)
        in_digits = re.sub(r"(?<=[0-9万])[来几]", "余", in_digits)
        if in_digits != text and _COUNT.fullmatch(in_digits):
            raise mistake(f"“{value}”应写成“{in_digits}”")
        if RATE.fullmatch(text):
            raise mistake(
                f"“{value}”是比率：知道两个数的写成 {{分子: …, 分母: …}}，不知道的写成 {{比率: {text}, 来源: …}}"
            )
        raise mistake(f"“{value}”不是数；请只写阿拉伯数字，可带量词和概数，如 44、44件、10余场次、2.15万人次")
    _refuse_many_digits(text)
    scale, measure = found["scale"] or "", found["measure"] or ""
    if not scale and found["inner"] and measure[:1] in ("万", "亿"):
        scale, measure = measure[0], measure[1:]  # 200余万元 counts 元, as 200万元 does
    parts = {
        "number": found["number"].replace(",", "") + scale,
        "about": found["before"] or found["inner"] or found["behind"] or "",
        "measure": measure,
    }
    return {key: part for key, part in parts.items() if part}
