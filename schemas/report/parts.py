"""What the four mandated parts, tables, attachments and the sign-off hold."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from schemas.report.form import Filled, Form, Listed, Place, at_least_one, open_places, several
from schemas.report.values import (
    Day,
    Heading,
    Line,
    Open,
    Text,
    Word,
    Year,
    YesNo,
    digits,
    is_blank,
    is_empty,
    is_incomplete,
    mistake,
    open_place,
    words,
)


class Level(StrEnum):
    TOWNSHIP = "乡镇"
    STREET = "街道"
    COUNTY = "县区"
    DEPARTMENT = "部门"


def _read_level(value: object, info: ValidationInfo) -> Level | Open:
    if is_blank(value):
        return open_place(info, "级别")
    word = str(value).strip()
    for level in Level:
        if word in (level.value, level.name.lower()):
            return level
    raise mistake(f"“{word}”不是级别；请写{'、'.join(Level)}之一")


class Unit(Form, title="单位"):
    name: Line = Field(alias="名称", description="单位全称，如 青禾乡人民政府")
    short_name: Word = Field(default="", alias="简称", description="正文里的自称，如 青禾乡；不写则从全称得出")
    level: Annotated[
        Level | Open,
        PlainValidator(_read_level),
        WithJsonSchema({"enum": [*Level, *(level.name.lower() for level in Level)]}),
    ] = Field(alias="级别", description="乡镇、街道、县区或部门")
    county: Word = Field(default="", alias="所属", description="上一级地方，如 云岭县；部门写本级，如 云岭县")

    @model_validator(mode="after")
    def _name_is_whole(self) -> Self:
        whole = {"乡": "人民政府", "镇": "人民政府", "街道": "办事处", "县": "人民政府", "区": "人民政府"}
        end = next((end for end in whole if str(self.name).endswith(end)), "")
        if isinstance(self.name, str) and end and self.level is not Level.DEPARTMENT:
            raise several([(("名称",), f"“{self.name}”不是全称；应写成“{self.name}{whole[end]}”")])
        return self


def _is_number(cell: str) -> bool:
    return digits(cell).replace(",", "").replace(".", "", 1).isdigit()


def _is_open(cell: str) -> bool:
    """【待填：…】 stands for the number that will be there; a check of the finished report finds it."""
    return cell.startswith("【待") and cell.endswith("】")


def _cells(row: object) -> tuple[str, ...]:
    """The cells of a row; none where all of them are blank."""
    if is_blank(row):
        return ()
    if not isinstance(row, (list, tuple)):
        raise mistake("表的一行应当写成 [甲, 乙, 丙] 这样的一列单元格")
    cells = tuple("" if is_empty(cell) else " ".join(words(cell).split()) for cell in row)
    return cells if any(cells) else ()


def _read_rows(rows: object, info: ValidationInfo) -> object:
    read = [_cells(row) for row in at_least_one(rows, info)]
    columns = len(info.data.get("columns", ()))
    wrong = [
        ((number,), f"这一行有{len(row)}格，表头有{columns}列；每行应当有{columns}格")
        for number, row in enumerate(read)
        if row and columns and len(row) != columns
    ]
    if wrong:
        raise several(wrong)
    if not any(read):
        open_place(info, "")
        return [()]
    return [row for row in read if row]


_TABLE_NUMBER = re.compile(r"表\s*[0-9一二三四五六七八九十]+(?:[、.．：:\s]|(?=[\u4e00-\u9fff]))\s*")
_TOTALS = ("合计", "总计", "共计")


class Table(Form, title="表格"):
    title: Line = Field(alias="标题", description="表的名称，不写“表1”")
    columns: Annotated[tuple[Line, ...], Filled] = Field(alias="列", description="各列的名称")
    rows: Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_read_rows)] = Field(
        alias="行", description="每行一列单元格，个数与“列”相同"
    )
    with_total: YesNo = Field(default=False, alias="合计", description="是否在末尾加一行合计，由程序相加")

    @field_validator("title")
    @classmethod
    def _has_no_number(cls, title: str | Open) -> str | Open:
        typed = _TABLE_NUMBER.match(title) if isinstance(title, str) else None
        if typed:
            raise mistake(f"表名前面不用写“{typed[0].strip()}”，由程序编号")
        return title

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not self.with_total:
            return self
        typed = next((number for number, row in enumerate(self.rows) if row and row[0] in _TOTALS), None)
        if typed is not None:
            told = f"表里已经有“{self.rows[typed][0]}”一行，又选了由程序加合计；请删去这一行，或者把“合计”改为“否”"
            raise several([(("行", typed), told)])
        if not self._numeric_columns():
            cell = next((cell for row in self.rows for cell in row[1:] if cell and not _is_number(cell)), "")
            which = f"（如“{cell}”不是准数；单位请写在表头里，如 调解（件））" if cell else ""
            raise several([(("合计",), f"没有一列能相加{which}；请改正，或者把“合计”改为“否”")])
        return self

    def _numeric_columns(self) -> list[int]:
        """Columns of numbers; a cell that is left blank adds nothing."""
        columns = range(1, len(self.columns))
        cells = {column: [row[column] for row in self.rows if len(row) == len(self.columns)] for column in columns}
        return [
            column
            for column in columns
            if any(cells[column]) and all(not cell or _is_number(cell) or _is_open(cell) for cell in cells[column])
        ]

    def all_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows, and the computed one below them."""
        if not self.with_total:
            return self.rows
        total = ["合计", *("" for _ in self.columns[1:])]
        for column in self._numeric_columns():
            cells = [row[column] for row in self.rows if row[column]]
            known = not any(map(_is_open, cells))
            total[column] = str(
                sum(Decimal(digits(cell).replace(",", "")) for cell in cells) if known else Open("合计")
            )
        return (*self.rows, tuple(total))


class SmallItem(Form, title="四级小项"):
    """Level 4."""

    heading: Heading = Field(alias="标题", description="小标题，不写序号")
    text: Text = Field(alias="正文", description="一行一段；可写 {{ 组名.数名 }}")


class _Titled(Form):
    heading: Heading = Field(alias="标题", description="标题，不写序号，如 加强组织领导，压实工作责任")
    text: Text | None = Field(default=None, alias="正文", description="一行一段；可写 {{ 组名.数名 }}")

    @model_validator(mode="after")
    def _says_something(self, info: ValidationInfo) -> Self:
        if self.text is None and not any(getattr(self, name) for name in ("items", "tables") if hasattr(self, name)):
            if not is_incomplete(info):
                raise open_places([("正文",)])
            object.__setattr__(self, "text", Open("正文"))
        return self


class SubItem(_Titled, title="三级小项"):
    """Level 3."""

    items: Annotated[tuple[SmallItem, ...], Listed] = Field(default=(), alias="小项", description="下一级")


class Item(_Titled, title="二级项目"):
    """Level 2."""

    items: Annotated[tuple[SubItem, ...], Listed] = Field(default=(), alias="小项", description="下一级")
    tables: Annotated[tuple[Table, ...], Listed] = Field(default=(), alias="表格", description="放在本项末尾的表")


class _Part(Form):
    introduction: Text | None = Field(default=None, alias="引言", description="一级标题下面的导语，可不写")


class Section(_Part, title="举措"):
    items: Annotated[tuple[Item, ...], Filled] = Field(alias="项目", description="各项，每项有标题和正文")


class Shortcoming(Form, title="一条不足"):
    heading: Heading = Field(alias="不足", description="一句话说清是什么不足，不写序号")
    text: Text | None = Field(default=None, alias="表现", description="具体表现，可不写")
    cause: Text = Field(alias="原因", description="造成这一不足的原因；规定要求报告“不足和原因”")

    @field_validator("cause")
    @classmethod
    def _is_a_cause(cls, cause: str | Open) -> str | Open:
        if isinstance(cause, str) and cause.rstrip("。") in ("无", "暂无", "没有", "略", "同上"):
            raise mistake(f"“{cause}”不是原因；请写明为什么会有这一不足，规定要求报告“不足和原因”")
        return cause


class Shortcomings(_Part, title="不足和原因"):
    items: Annotated[tuple[Shortcoming, ...], Filled] = Field(alias="项目", description="各条不足，每条都要写原因")


class Duty(Form, title="一位负责人"):
    post: Line = Field(alias="职务", description="如 乡党委书记、乡长；不写姓名")

    text: Text = Field(alias="履职", description="履行推进法治建设第一责任人职责的情况")


_PARTY = re.compile("党政|党委|党工委|党组|书记")
_GOVERNMENT = re.compile("党政|政府|[乡镇县区市州]长|局长|主任|行政(?:主要|正职)")


class Leaders(Form, title="履职"):
    """The two sides one by one, or together where a text speaks of both."""

    introduction: Text | None = Field(
        default=None, alias="引言", description="党政主要负责人共同履职的情况；写明是党政主要负责人的，下面两项可不写"
    )
    party: Duty | None = Field(default=None, alias="党委主要负责人", description="党委（党工委、党组）主要负责人")
    government: Duty | None = Field(default=None, alias="政府主要负责人", description="政府（办事处、部门）主要负责人")
    items: Annotated[tuple[Item, ...], Listed] = Field(default=(), alias="项目", description="另外分项写的，可不写")

    @model_validator(mode="after")
    def _both_sides_are_there(self, info: ValidationInfo) -> Self:
        together = " ".join(
            [str(self.introduction or ""), *(f"{item.heading}{item.text or ''}" for item in self.items)]
        )
        sides = (("party", "党委主要负责人", _PARTY), ("government", "政府主要负责人", _GOVERNMENT))
        missing = [
            (name, chinese)
            for name, chinese, words in sides
            if getattr(self, name) is None and not words.search(together)
        ]
        if missing and not is_incomplete(info):
            raise open_places([(chinese,) for _, chinese in missing])
        for name, _ in missing:
            object.__setattr__(self, name, Duty.model_validate({}, context={"incomplete": True}))
        return self

    @model_validator(mode="after")
    def _posts_are_those_of_their_side(self) -> Self:
        party = "书记" if self.party is None or isinstance(self.party.post, Open) else str(self.party.post)
        government = "" if self.government is None else str(self.government.post)
        wrong: list[tuple[Place, str]] = []
        if "书记" not in party and "党" not in party:
            wrong.append((("党委主要负责人", "职务"), f"“{party}”不是党委（党工委、党组）的职务；如 乡党委书记"))
        if government.endswith("书记"):
            wrong.append(
                (("政府主要负责人", "职务"), f"“{government}”不是政府（办事处、部门）的职务；如 乡长、主任、局长")
            )
        if wrong:
            raise several(wrong)
        return self


class Plan(_Part, title="安排"):
    year: Year | None = Field(default=None, alias="年度", description="报告年度的下一年；不写则由程序得出")
    items: Annotated[tuple[Item, ...], Filled] = Field(alias="项目", description="各项安排，每项有标题和正文")


class Promise(Form, title="上年的一项安排"):
    """Something that last year's report planned, and the measure that answers it."""

    matter: Text = Field(alias="事项", description="上一年报告里的安排")
    answered_by: Word = Field(
        default="", alias="对应举措", description="本年“主要举措和成效”里哪一项（写它的标题）落实了它"
    )


class Attachment(Form, title="一个附件"):
    name: Line = Field(alias="名称", description="附件的名称，不加书名号和序号")

    @field_validator("name")
    @classmethod
    def _is_a_bare_name(cls, name: str | Open) -> str | Open:
        bare = re.sub(
            r"^(?:附件\s*[0-9一二三四五六七八九十]*\s*[：:.．、]?|[0-9]{1,2}[.．、])\s*", "", str(name)
        ).strip("《》")
        if isinstance(name, str) and bare != name:
            raise mistake(f"“{name}”只写名称就行，“附件”、序号和书名号由程序安排；应写成“{bare}”")
        return name

    text: Text | None = Field(default=None, alias="正文", description="附件的内容；另附的不写")
    tables: Annotated[tuple[Table, ...], Listed] = Field(default=(), alias="表格", description="附件里的表")


class SignOff(Form, title="落款"):
    organs: Annotated[tuple[Line, ...], Listed] = Field(
        default=(), alias="署名", description="不写则用单位名称；联合署名的写成一列"
    )
    day: Day = Field(alias="日期", description="成文日期，如 2026-01-20")
    sealed: YesNo = Field(default=True, alias="盖章", description="是否加盖印章；决定署名和日期的位置")
