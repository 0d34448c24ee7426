"""Figures of a report, entered once: counts, what is part of what, and the rates that follow from them."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any, cast

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import ValidationError

from schemas.report.form import Form, Place, known_error, several
from schemas.report.values import Line, Open, Word, digits, is_blank, mistake, open_place, strange_digits

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
_RATE = re.compile(rf"(?:{'|'.join(BEFORE)})?\s*{_NUMBER}\s*[%‰](?:{'|'.join(BEHIND)})?")
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
    return found[1].replace(",", "") + found[2]


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
        plain = _IN_WORDS.sub(lambda match: _plain(Fraction(match[1]) * _IN_DIGITS[match[2]]), text)
        plain = re.sub(r"(?<=[0-9万])[来几]", "余", plain)
        if plain != text and _COUNT.fullmatch(plain):
            raise mistake(f"“{value}”应写成“{plain}”")
        if _RATE.fullmatch(text):
            raise mistake(
                f"“{value}”是比率：知道两个数的写成 {{分子: …, 分母: …}}，不知道的写成 {{比率: {text}, 来源: …}}"
            )
        raise mistake(f"“{value}”不是数；请只写阿拉伯数字，可带量词和概数，如 44、44件、10余场次、2.15万人次")
    scale, measure = found["scale"] or "", found["measure"] or ""
    if not scale and found["inner"] and measure[:1] in ("万", "亿"):
        scale, measure = measure[0], measure[1:]  # 200余万元 counts 元, as 200万元 does
    parts = {
        "number": found["number"].replace(",", "") + scale,
        "about": found["before"] or found["inner"] or found["behind"] or "",
        "measure": measure,
    }
    return {key: part for key, part in parts.items() if part}


Decimals = Annotated[int, Field(ge=0, le=4)]


class Rate(Form, title="算出的比率"):
    """A rate that is computed from two counts."""

    numerator: Line = Field(alias="分子", description="数的名称；别的组的数写成 组名.数名")
    denominator: Line = Field(alias="分母", description="数的名称；别的组的数写成 组名.数名")
    decimals: Decimals = Field(default=2, alias="小数", description="四舍五入保留几位小数，0至4")


class Change(Form, title="增减"):
    """How much more or less than before, computed from two counts: 增长9.19%, 下降22.44%, 持平."""

    now: Line = Field(alias="本期", description="本期的数的名称")
    before: Line = Field(alias="上期", description="上期的数的名称")
    decimals: Decimals = Field(default=2, alias="小数", description="四舍五入保留几位小数，0至4")


def _read_stated(value: object, info: ValidationInfo) -> str | Open:
    if is_blank(value):
        return open_place(info, "比率")
    if isinstance(value, (int, float)):
        raise mistake(f"“{value}”后面要写百分号，如 {value}%")
    text = digits(str(value)).strip()
    if _RATE.fullmatch(text) is None:
        raise mistake(f"“{value}”不是比率；请写成 95.45%、99%以上 这样")
    return text.replace(" ", "")


class StatedRate(Form, title="现成的比率"):
    """A rate whose counts are not at hand: where it comes from has to be said."""

    rate: Annotated[str | Open, PlainValidator(_read_stated), WithJsonSchema({"type": "string"})] = Field(
        alias="比率", description="不知道两个数时直接写比率，如 99%以上"
    )
    source: Line = Field(alias="来源", description="比率从哪里来，如 县统计局群众满意度调查")

    @property
    def shown(self) -> str:
        return str(self.rate)


class Goal(Form, title="目标"):
    """Something aimed at: 100%, 99%以上, 20场次."""

    goal: Line = Field(alias="目标", description="要达到的数，如 100%、20场次")

    @property
    def shown(self) -> str:
        return str(self.goal)


Figure = Count | Rate | Change | StatedRate | Goal

_TOLD_BY = {
    "分子": "rate", "分母": "rate", "numerator": "rate", "denominator": "rate",
    "本期": "change", "上期": "change", "now": "change", "before": "change",
    "比率": "stated", "rate": "stated",
    "目标": "goal", "goal": "goal",
    "数": "count", "number": "count",
}  # fmt: skip


def _kind(data: Any) -> str | None:
    if not isinstance(data, dict):
        return "count"
    kinds = {kind for key, kind in _TOLD_BY.items() if key in data}
    return kinds.pop() if len(kinds) == 1 else None


_AnyFigure = Annotated[
    Annotated[Count, Tag("count")]
    | Annotated[Rate, Tag("rate")]
    | Annotated[Change, Tag("change")]
    | Annotated[StatedRate, Tag("stated")]
    | Annotated[Goal, Tag("goal")],
    Discriminator(_kind),
]
_figure: TypeAdapter[Figure] = TypeAdapter(_AnyFigure)
_TAGS = frozenset(_TOLD_BY.values())


def _read_figures(data: Any, handler: Any, info: ValidationInfo) -> dict[str, dict[str, Figure]]:
    """Figure by figure, so that one mistake does not hide what the others contradict."""
    read: dict[str, dict[str, Figure]] = {}
    errors = []
    for group, name, value, problem in _entries({} if is_blank(data) else data):
        place: Place = tuple(step for step in (group, name) if step)
        if problem:
            errors += several([(place, problem)]).errors()
            continue
        read.setdefault(group, {})
        if not name:
            continue
        try:
            read[group][name] = _figure.validate_python(value, context=info.context)
        except ValidationError as error:
            for told in error.errors():
                # A figure that is only a number has no fields.
                steps = [step for step in told["loc"] if step not in _TAGS] if isinstance(value, dict) else []
                told["loc"] = (*place, *steps)
                errors.append(told)
            read[group][name] = _stand_in(value)
    errors += several(list(contradictions(read))).errors()
    if errors:
        raise ValidationError.from_exception_data("figures", [known_error(error) for error in errors])
    return read


def _stand_in(value: Any) -> Figure:
    """For a figure with a mistake of its own, which those that speak of it are not to be blamed for."""
    try:
        return _figure.validate_python(value, context={"incomplete": True})
    except ValidationError:
        return Count.model_validate({}, context={"incomplete": True})


Figures = Annotated[dict[str, dict[str, _AnyFigure]], WrapValidator(_read_figures)]
"""Groups of figures, each figure by its name: {{ 纠纷.受理 }} in a text is figure 受理 of group 纠纷."""


RESERVED = ("年度", "下一年度", "单位", "简称", "数据")
"""What sentences may name besides groups of figures."""
_NAME_HINT = "名称只能用汉字、字母、数字和下划线，不能以数字开头"


def _entries(data: Any) -> Iterator[tuple[str, str, Any, str]]:
    """Group, name, value and what is wrong with the names; an empty name stands for an empty group."""
    if not isinstance(data, dict):
        yield "", "", None, "应当分组填写，每组下面是“名称: 数”"
        return
    for group, figures in data.items():
        if not str(group).isidentifier():
            yield str(group), "", None, f"“{group}”不能作组名：{_NAME_HINT}"
        elif group in RESERVED:
            yield str(group), "", None, f"“{group}”另有用处，不能作组名；请换一个名称"
        elif is_blank(figures):
            yield str(group), "", None, ""
        elif not isinstance(figures, dict):
            yield str(group), "", None, f"“{group}”是一组数，下面应当分行写“名称: 数”，如 受理: 44件"
        else:
            for name, value in figures.items():
                if not str(name).isidentifier():
                    yield str(group), str(name), None, f"“{name}”不能作数的名称：{_NAME_HINT}"
                elif isinstance(value, dict) and _kind(value) is None:
                    yield str(group), str(name), None, _unclear(value)
                else:
                    yield str(group), str(name), value, ""


def _unclear(value: Mapping[str, Any]) -> str:
    kinds = "数（数）、算出来的比率（分子、分母）、增减（本期、上期）、现成的比率（比率、来源）、目标（目标）"
    given = [key for key in value if key in _TOLD_BY]
    if len(given) > 1:
        return f"“{'”和“'.join(given)}”不能写在一起；一个名称只能是下列之一：{kinds}"
    return f"看不出是哪一种数；请按下列之一填写：{kinds}"


def resolve(groups: Mapping[str, Mapping[str, Figure]], group: str, name: str) -> Figure | None:
    """A figure by its name in its own group, or by group.name."""
    other, dot, own = name.partition(".")
    return groups.get(other if dot else group, {}).get(own if dot else name)


def contradictions(groups: Mapping[str, Mapping[str, Figure]]) -> Iterator[tuple[Place, str]]:
    """What figures that are right each by itself say against each other."""
    for group, figures in groups.items():
        for name, figure in figures.items():
            found: Iterator[tuple[str, str]] = iter(())
            if isinstance(figure, Count):
                found = _against_whole(groups, group, name, figure)
            elif isinstance(figure, Rate):
                found = _rate_mistakes(groups, group, figure)
            elif isinstance(figure, Change):
                found = _change_mistakes(groups, group, figure)
            for field, sentence in found:
                yield ((group, name, field) if field else (group, name)), sentence


_ALIKE = (frozenset("人名位"), frozenset("件起宗例"), frozenset(("次", "场", "场次")), frozenset(("户", "家")))


def _counts_alike(one: str, other: str) -> bool:
    return not one or not other or one == other or any({one, other} <= alike for alike in _ALIKE)


def _against_whole(
    groups: Mapping[str, Mapping[str, Figure]], group: str, name: str, part: Count
) -> Iterator[tuple[str, str]]:
    if part.whole:
        whole, sentence = _count(groups, group, part.whole)
        if whole is None:
            yield "属于", sentence
        elif not _counts_alike(part.measure, whole.measure):
            told = f"“{name}”的量词是“{part.measure}”，“{part.whole}”的是“{whole.measure}”"
            yield "属于", f"{told}，不能算作它的一部分；两个数要用一样的量词，或者不写“属于”"
        elif part.least is not None and whole.exact is not None and part.least > whole.exact:
            yield "", f"{part.shown} 大于{part.whole}数 {whole.shown}；部分不能大于整体，请核对这两个数"
    for way in part.parts:
        yield from (("分项", sentence) for sentence in _sum_mistakes(groups, group, name, part, way))


def _sum_mistakes(
    groups: Mapping[str, Mapping[str, Figure]], group: str, name: str, whole: Count, way: tuple[str, ...]
) -> Iterator[str]:
    values: list[tuple[str, Count]] = []
    for part in way:
        found, sentence = _count(groups, group, part)
        if found is None:
            yield sentence
        else:
            values.append((part, found))
    exact = [count.exact for _, count in values]
    if len(values) < len(way) or whole.exact is None or None in exact:
        rounded = [f"“{part}”" for part, count in values if count.about]
        rounded += [f"“{name}”"] if whole.about else []
        if rounded:
            yield f"{'、'.join(rounded)}是概数，不能要求分项正好相加；请填准数，或者不写“分项”"
        return
    total = sum(cast(list[Fraction], exact), Fraction(0))
    if total != whole.exact:
        working = "＋".join(f"{part}{count.shown}" for part, count in values)
        more = "多" if total > whole.exact else "少"
        yield f"分项相加与{name}数 {whole.shown} 不符：{working}＝{_plain(total)}，{more}了{_plain(abs(total - whole.exact))}"


def _rate_mistakes(groups: Mapping[str, Mapping[str, Figure]], group: str, rate: Rate) -> Iterator[tuple[str, str]]:
    top, top_mistake = _exact(groups, group, rate.numerator)
    bottom, bottom_mistake = _exact(groups, group, rate.denominator)
    if top_mistake:
        yield "分子", top_mistake
    if bottom_mistake:
        yield "分母", bottom_mistake
    if top is None or bottom is None:
        return
    if bottom == 0:
        yield "分母", f"“{rate.denominator}”是 0，算不出比率"
    elif top > bottom:
        numerator = resolve(groups, group, str(rate.numerator))
        if isinstance(numerator, Count) and numerator.whole == rate.denominator:
            return  # said once, where the part is entered
        yield (
            "分子",
            f"“{rate.numerator}”{_plain(top)} 大于“{rate.denominator}”{_plain(bottom)}，比率会超过100%；请核对这两个数",
        )
    else:
        share = top / bottom
        rounded = _round(share * 100, rate.decimals)
        if (rounded == 100 and share < 1) or (rounded == 0 and share > 0):
            yield (
                "小数",
                f"{_plain(top)}÷{_plain(bottom)} 保留{rate.decimals}位小数成了 {_plain(rounded)}%，与两个数不符；请把小数位数改大",
            )


def _change_mistakes(
    groups: Mapping[str, Mapping[str, Figure]], group: str, change: Change
) -> Iterator[tuple[str, str]]:
    _, now_mistake = _exact(groups, group, change.now)
    before, before_mistake = _exact(groups, group, change.before)
    if now_mistake:
        yield "本期", now_mistake
    if before_mistake:
        yield "上期", before_mistake
    if before == 0:
        yield "上期", f"“{change.before}”是 0，算不出增减的比率"


def _count(groups: Mapping[str, Mapping[str, Figure]], group: str, name: str | Open) -> tuple[Count | None, str]:
    """The count of that name, or what is wrong with the name; neither where nobody has filled it in."""
    if isinstance(name, Open):
        return None, ""
    found = resolve(groups, group, name)
    if isinstance(found, Count):
        return found, ""
    if found is not None:
        return None, f"“{name}”是比率或目标，这里要写一个数的名称"
    known = [*groups.get(group, {}), *(f"{other}.{own}" for other, figures in groups.items() for own in figures)]
    near = get_close_matches(name, known, 1, 0.4)
    return None, f"没有“{name}”这个数" + (f"，是不是“{near[0]}”" if near else "；请写本组里一个数的名称")


def _exact(groups: Mapping[str, Mapping[str, Figure]], group: str, name: str | Open) -> tuple[Fraction | None, str]:
    count, sentence = _count(groups, group, name)
    if count is not None and count.about:
        return None, f"“{name}”是概数（{count.shown}），算不出准确的比率；请填准数，或直接写“比率”和“来源”"
    return (count.exact if count is not None else None), sentence


def computed(groups: Mapping[str, Mapping[str, Figure]], group: str, name: str) -> str | Open:
    """What stands in the report for a figure."""
    figure = groups[group][name]
    if isinstance(figure, Rate):
        top, bottom = _exact(groups, group, figure.numerator)[0], _exact(groups, group, figure.denominator)[0]
        if top is None or not bottom:
            return Open(f"{group}.{name}")
        return percentage(top / bottom, figure.decimals)
    if isinstance(figure, Change):
        now, before = _exact(groups, group, figure.now)[0], _exact(groups, group, figure.before)[0]
        if now is None or not before:
            return Open(f"{group}.{name}")
        if now == before:
            return "持平"
        word = "增长" if now > before else "下降"
        return word + percentage(abs(now - before) / before, figure.decimals)
    value = (
        figure.number if isinstance(figure, Count) else figure.rate if isinstance(figure, StatedRate) else figure.goal
    )
    return Open(f"{group}.{name}") if isinstance(value, Open) else figure.shown


def percentage(share: Fraction, decimals: int) -> str:
    """Rounded half up, with all its decimals; without any where nothing had to be rounded."""
    rounded = _round(share * 100, decimals)
    return f"{_plain(rounded)}%" if rounded == share * 100 else f"{_decimal(rounded, decimals)}%"


def _round(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    return Fraction((value * scale * 2 + 1) // 2, scale)


def _decimal(value: Fraction, decimals: int) -> str:
    whole, rest = divmod(value * 10**decimals, 10**decimals)
    return f"{int(whole)}.{int(rest):0{decimals}d}" if decimals else str(int(whole))


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return _decimal(_round(value, 4), 4).rstrip("0").rstrip(".")
