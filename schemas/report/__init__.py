"""The form of a yearly report: what a clerk fills in, consistent by construction."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from schemas.report.figures import Figures
from schemas.report.form import Form, Listed, several
from schemas.report.parts import (
    Attachment,
    Leaders,
    Plan,
    Promise,
    Section,
    Shortcomings,
    SignOff,
    Unit,
)
from schemas.report.parts import (
    Level as Level,
)
from schemas.report.values import Line, Open, Text, Year, is_blank, is_incomplete, mistake, whole_number, without_number

VERSION = 1


def _read_version(value: object, info: ValidationInfo) -> int:
    if is_blank(value) and is_incomplete(info):
        return VERSION
    version = whole_number(value, "表单版本")
    if version > VERSION:
        raise mistake(f"这份表单是第{version}版，本程序只认到第{VERSION}版；请升级程序")
    if version < 1:
        raise mistake(f"没有第{version}版表单；请写 {VERSION}")
    return version


def _meant(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(without_number(name), known, 1, 0.6)
    return f"，是不是“{near[0]}”" if near else "；请照抄那一项的标题"


class Report(Form, title="法治政府建设年度报告表单"):
    form_version: Annotated[int, PlainValidator(_read_version), WithJsonSchema({"const": VERSION})] = Field(
        alias="表单版本", description=f"写 {VERSION}"
    )
    unit: Unit = Field(alias="单位", description="哪个单位的报告")
    year: Year = Field(alias="年度", description="报告说的那一年，如 2025")
    title: Line | None = Field(default=None, alias="标题", description="不写则为：单位名称＋年度＋法治政府建设年度报告")
    addressees: Annotated[tuple[Line, ...], Listed] = Field(
        default=(), alias="主送", description="主送机关；公开的报告可不写"
    )
    introduction: Text | None = Field(default=None, alias="引言", description="开头的话；“现将……报告如下”由模板写")
    figures: Figures = Field(default={}, alias="数据", description="报告里的数，分组填写，处处引用")
    achievements: Section = Field(alias="主要举措和成效", description="上一年度推进法治政府建设的主要举措和成效")
    shortcomings: Shortcomings = Field(alias="存在的不足和原因", description="上一年度推进法治政府建设存在的不足和原因")
    leaders: Leaders = Field(
        alias="党政主要负责人履职",
        description="上一年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
    )
    plan: Plan = Field(alias="下一年度安排", description="下一年度推进法治政府建设的主要安排")
    other: Text | None = Field(default=None, alias="其他需要报告的情况", description="没有则不写")
    promises: Annotated[tuple[Promise, ...], Listed] = Field(
        default=(),
        alias="上年安排",
        description="上一年报告的安排，逐项写明由本年哪项举措落实；不写进报告",
    )
    attachments: Annotated[tuple[Attachment, ...], Listed] = Field(default=(), alias="附件", description="没有则不写")
    sign_off: SignOff = Field(alias="落款", description="署名和日期")

    @field_validator("title")
    @classmethod
    def _title_is_whole(cls, title: str | Open | None, info: ValidationInfo) -> str | Open | None:
        year = info.data.get("year")
        if isinstance(title, str):
            if "报告" not in title:
                raise mistake(f"“{title}”没有写明文种；标题里应有“报告”二字")
            if isinstance(year, int) and str(year) not in title:
                raise mistake(f"“{title}”里没有报告年度 {year}")
        return title

    @field_validator("addressees")
    @classmethod
    def _names_only(cls, addressees: tuple[str | Open, ...]) -> tuple[str | Open, ...]:
        """The comma between organs and the colon behind them are the template's."""
        return tuple(
            re.sub(r"\s*[，,；;]\s*", "、", organ.rstrip("：:，,；;。 ")) if isinstance(organ, str) else organ
            for organ in addressees
        )

    @field_validator("plan")
    @classmethod
    def _plan_is_for_the_next_year(cls, plan: Plan, info: ValidationInfo) -> Plan:
        year = info.data.get("year")
        if isinstance(year, int) and isinstance(plan.year, int) and plan.year != year + 1:
            raise several([(("年度",), f"{plan.year} 应为 {year + 1}：报告说的是 {year} 年，安排的是下一年")])
        return plan

    @field_validator("sign_off")
    @classmethod
    def _signed_after_the_year(cls, sign_off: SignOff, info: ValidationInfo) -> SignOff:
        year, day = info.data.get("year"), sign_off.day
        if isinstance(year, int) and isinstance(day, date) and not date(year, 12, 1) <= day <= date(year + 1, 12, 31):
            told = f"{day.year}年{day.month}月{day.day}日 不对：{year} 年度的报告应在 {year} 年底至 {year + 1} 年写成"
            raise several([(("日期",), f"{told}；也请看“年度”是不是写错了")])
        return sign_off

    @field_validator("promises")
    @classmethod
    def _answers_are_there(cls, promises: tuple[Promise, ...], info: ValidationInfo) -> tuple[Promise, ...]:
        achievements = info.data.get("achievements")
        if achievements is None:
            return promises
        known = [item.heading for item in achievements.items if isinstance(item.heading, str)]
        wrong = [
            (
                (number, "对应举措"),
                f"“主要举措和成效”里没有“{promise.answered_by}”这一项{_meant(promise.answered_by, known)}",
            )
            for number, promise in enumerate(promises)
            if promise.answered_by and promise.answered_by not in known
        ]
        if wrong:
            raise several(wrong)
        return promises

    @property
    def unanswered(self) -> list[Promise]:
        """What last year's report planned and no measure answers yet."""
        return [promise for promise in self.promises if not promise.answered_by]
