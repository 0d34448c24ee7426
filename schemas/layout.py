"""The source and validator of every layout profile: page, faces, sizes and indents by kind of paragraph."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from schemas.sentences import sentence


class LayoutError(ValueError):
    """In Chinese, one sentence a mistake."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(_Strict):
    width: float = Field(gt=0, description="纸宽，毫米")
    height: float = Field(gt=0, description="纸高，毫米")
    top: float = Field(ge=0, description="天头，毫米")
    bottom: float = Field(ge=0, description="地脚，毫米")
    left: float = Field(ge=0, description="订口，毫米")
    right: float = Field(ge=0, description="切口，毫米")
    tolerance: float = Field(default=1, ge=0, description="允许误差，毫米")
    lines: int = Field(gt=0, description="每面行数")
    characters: int = Field(gt=0, description="每行字数")
    line_spacing: tuple[float, float] = Field(description="行距设固定值时可用的范围，磅")
    clause: str = Field(default="", description="条文")


class PageNumber(_Strict):
    text: str = Field(pattern=r"\{\}", description="页码写法，{} 处是数字")
    face: str = Field(description="字体")
    size: float = Field(gt=0, description="字号，磅")
    indent: float = Field(ge=0, description="距外侧几个字")
    below: float = Field(ge=0, description="在版心下几毫米")
    clause: str = Field(default="", description="条文")


class Dress(_Strict):
    faces: list[str] = Field(min_length=1, description="可用的字体，* 代表任意；起草时用第一个")
    tolerated: list[str] = Field(default=[], description="接近的字体，只作提示")
    size: float | None = Field(default=None, gt=0, description="字号，磅")
    usual_size: float | None = Field(default=None, gt=0, description="不规定字号时起草所用的字号，磅；不据此检查")
    bold: bool | None = Field(default=None, description="是否加粗")
    align: Literal["left", "center", "right", "justify"] | None = Field(
        default=None, description="对齐方式，left、center、right 或 justify"
    )
    first_line: float | None = Field(default=None, description="首行缩进几个字")
    right: float | None = Field(default=None, description="右空几个字")
    clause: str = Field(default="", description="条文")

    @field_validator("faces")
    @classmethod
    def _first_is_a_name(cls, faces: list[str]) -> list[str]:
        if any(mark in faces[0] for mark in "*?["):
            raise ValueError(f"第一个字体“{faces[0]}”应为完整的名称，起草时用它")
        return faces


Kind = Literal[
    "title", "addressee", "level-1", "level-2", "level-3", "level-4", "body", "caption", "head-cell", "cell",
    "attachment-note", "sign-off", "date", "annex-mark", "annex-title",
]  # fmt: skip


class Layout(_Strict):
    name: str = Field(description="名称")
    basis: str = Field(description="依据")
    page: Page
    page_number: PageNumber
    formats: dict[Kind, Dress] = Field(description="各种段落的格式")

    @field_validator("formats")
    @classmethod
    def _body_is_complete(cls, formats: dict[Kind, Dress]) -> dict[Kind, Dress]:
        if "body" not in formats or formats["body"].size is None:
            raise ValueError("正文（body）的字体和字号应当写明，没有另作规定的段落照此起草")
        return formats


def validate(data: Mapping[str, Any]) -> dict[str, Any]:
    """The table with all defaults filled in."""
    try:
        return Layout.model_validate(data).model_dump()
    except ValidationError as error:
        raise LayoutError("；".join(_sentence(mistake) for mistake in error.errors())) from error


def _sentence(mistake: Any) -> str:
    """What is wrong, and what can be written there."""
    steps = [str(step) for step in mistake["loc"] if step != "[key]"]
    told = sentence({**mistake, "loc": steps})
    if mistake["type"] == "extra_forbidden":
        return f"{told}，可以写的有：{'、'.join(_model(steps[:-1]).model_fields)}"
    if len(steps) == 2 and steps[0] == "formats":
        return (
            f"不认识 {'.'.join(steps)}，可以写的有：{'、'.join(get_args(Kind))}" if "[key]" in mistake["loc"] else told
        )
    field = _model(steps[:-1]).model_fields.get(steps[-1])
    return f"{told}（{field.description}）" if field is not None and field.description else told


def _model(steps: list[str]) -> type[BaseModel]:
    models: dict[str, type[BaseModel]] = {"page": Page, "page_number": PageNumber, "formats": Dress}
    return models.get(steps[0], Layout) if steps else Layout
