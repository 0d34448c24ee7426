"""The source and validator of every mandate: which parts a yearly report has, by which words they are known, when it is due."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas.sentences import sentence


class MandateError(ValueError):
    """In Chinese, one sentence a mistake."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"“{pattern}”不是正确的正则表达式（{error}）") from error
    return pattern


Pattern = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Element(_Strict):
    key: str = Field(description="代号")
    name: str = Field(description="要素名称，如“原因”")
    any_of: list[Pattern] = Field(min_length=1, description="正文里出现任一写法即算具备")
    count_in_heading: bool = Field(default=False, description="只写在标题里是否也算")


class Part(_Strict):
    key: str = Field(description="代号")
    name: str = Field(description="部分的简称")
    wording: str = Field(description="规定中的完整表述")
    heading: list[Pattern] = Field(min_length=1, description="标题里出现任一写法即认作本部分")
    heading_not: list[Pattern] = Field(default=[], description="标题里出现任一写法则不是本部分")
    heading_sure: list[Pattern] = Field(
        default=[], description="与别的部分合写时也认得出本部分的写法，不受 heading_not 限制"
    )
    distinct: bool = Field(default=False, description="有专门用语；正文里一个也没有就不会是本部分")
    nested: list[Pattern] = Field(default=[], description="二级标题须另外符合的写法，才认作本部分")
    content: list[Pattern] = Field(default=[], description="标题不明时，凭正文里的这些写法辨认")
    year_offset: int = Field(default=0, ge=0, le=1, description="0 说报告年度的事，1 说下一年度的事")
    required: bool = Field(default=True, description="是否必备")
    elements: list[Element] = Field(default=[], description="本部分必须写到的要素")


class Deadline(_Strict):
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    what: str = Field(description="到期要做的事")


class Mandate(_Strict):
    name: str = Field(description="报告种类")
    subject: list[Pattern] = Field(min_length=1, description="标题凭哪些写法可知是这种报告")
    genre: list[Pattern] = Field(min_length=1, description="标题里的文种")
    other_genres: list[Pattern] = Field(default=[], description="主题相同而文种不同的文件")
    basis: str = Field(description="依据的文件")
    parts: list[Part] = Field(min_length=1, description="各部分，按规定的次序")
    submit_by: Deadline
    publish_by: Deadline
    separate_headings: bool = Field(default=False, description="是否规定每一部分单列一级标题")

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        keys = [part.key for part in self.parts]
        if len(keys) != len(set(keys)):
            raise ValueError("各部分的 key 不能重复")
        return self


def validate(data: Mapping[str, Any]) -> dict[str, Any]:
    """The table with all defaults filled in."""
    try:
        return Mandate.model_validate(data).model_dump()
    except ValidationError as error:
        raise MandateError("；".join(sentence(mistake) for mistake in error.errors())) from error
