"""Rates and changes computed from counts, rates that somebody else computed, goals: all kinds of figures."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from schemas.report.counts import RATE, Count
from schemas.report.form import Form
from schemas.report.values import Line, Open, digits, is_blank, mistake, open_place

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
    if RATE.fullmatch(text) is None:
        raise mistake(f"“{value}”不是比率；请写成 95.45%、99%以上 这样")
    return text.replace(" ", "")


class StatedRate(Form, title="现成的比率"):
    """A rate whose counts are not at hand: where it comes from has to be said."""

    rate: Annotated[
        str | Open, PlainValidator(_read_stated), WithJsonSchema({"type": "string", "pattern": r"^[^\n]*$"})
    ] = Field(alias="比率", description="不知道两个数时直接写比率，如 99%以上")
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

Groups = Mapping[str, Mapping[str, Figure]]
"""Groups of figures by name, and the figures of each by theirs."""
