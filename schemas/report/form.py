"""What every part of a form has in common: Chinese names, English ones that load too, open places."""

from collections.abc import Sequence
from typing import Any, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from schemas.report.values import Open, is_blank, is_incomplete, mistake, open_place

Place = tuple[str | int, ...]


class Form(BaseModel):
    """Fields have an English name, which code uses, and a Chinese alias, which forms and templates use."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        arbitrary_types_allowed=True,
        field_title_generator=lambda name, field: field.alias or name,
    )

    @model_validator(mode="before")
    @classmethod
    def _shape(cls, data: Any, info: ValidationInfo) -> Any:
        if is_blank(data):
            if not is_incomplete(info):
                raise PydanticCustomError("open", "{sentence}", {"sentence": "还没有填写"})
            data = {}
        if isinstance(data, list) and "items" in cls.model_fields:
            raise mistake("这里少了“项目:”一层；先写“项目:”，下面再一项一项写")
        if not isinstance(data, dict):
            fields = "、".join(alias(name, field) for name, field in cls.model_fields.items())
            raise mistake(f"这一项下面应当分项填写（{fields}），却只写了一个值")
        if is_incomplete(info):
            missing = {
                alias(name, field): None
                for name, field in cls.model_fields.items()
                if field.is_required() and name not in data and field.alias not in data
            }
            data = {**data, **missing}
        # What is optional and left blank is not there.
        return {key: value for key, value in data.items() if not cls._is_left_out(key, value)}

    @classmethod
    def _is_left_out(cls, key: str, value: object) -> bool:
        field = next((field for name, field in cls.model_fields.items() if key in (name, field.alias)), None)
        if field is None or field.is_required():
            return False
        return is_blank(value) or (isinstance(value, dict) and _is_empty(value) and _takes_fields(field))

    @model_validator(mode="after")
    def _name_open_places(self) -> Self:
        for name, field in type(self).model_fields.items():
            if isinstance(getattr(self, name), Open):
                object.__setattr__(self, name, Open(alias(name, field)))
        return self


def _takes_fields(field: FieldInfo) -> bool:
    """A part with fields of its own, as an empty form shows it."""
    kinds = (field.annotation, *get_args(field.annotation))
    return any(isinstance(kind, type) and issubclass(kind, Form) for kind in kinds)


def alias(name: str, field: FieldInfo) -> str:
    return field.alias or name


def several(mistakes: Sequence[tuple[Place, str]]) -> ValidationError:
    """Mistakes at several places, raised as one."""
    return ValidationError.from_exception_data(
        "form",
        [InitErrorDetails(type=mistake(sentence), loc=place, input=None) for place, sentence in mistakes],
    )


def open_places(places: Sequence[Place]) -> ValidationError:
    """Places that are not filled in, raised as one."""
    told = PydanticCustomError("open", "{sentence}", {"sentence": "还没有填写"})
    return ValidationError.from_exception_data(
        "form", [InitErrorDetails(type=told, loc=place, input=None) for place in places]
    )


def known_error(error: Any) -> InitErrorDetails:
    """A mistake that a validator told, to be raised once more at an outer place."""
    kind = error["type"]
    if kind in ("mistake", "open"):
        kind = PydanticCustomError(kind, "{sentence}", {"sentence": error["ctx"]["sentence"]})
    details = InitErrorDetails(type=kind, loc=error["loc"], input=error["input"])
    if "ctx" in error and not isinstance(kind, PydanticCustomError):
        details["ctx"] = error["ctx"]
    return details


def _as_list(value: object) -> list[Any]:
    """A list; a lone entry where a list belongs is one, as forms are often filled in."""
    if isinstance(value, (str, dict)):
        return [value]
    if isinstance(value, (list, tuple)):
        return list(value)
    raise mistake("应当是一列，每项前面写“- ”")


def at_least_one(value: object, info: ValidationInfo) -> list[Any]:
    """A list; of one open place where nothing is filled in."""
    if not is_blank(value) and value not in ([], ()):
        return _as_list(value)
    open_place(info, "")
    return [None]


def _none_or_more(value: object) -> list[Any]:
    entries = [] if is_blank(value) else _as_list(value)
    # An empty form has an empty entry to show what goes there. Only from the end, so that the others keep their places.
    while entries and _is_empty(entries[-1]):
        entries.pop()
    return entries


def _is_empty(entry: object) -> bool:
    if isinstance(entry, dict):
        return all(_is_empty(value) for value in entry.values())
    if isinstance(entry, (list, tuple)):
        return all(_is_empty(value) for value in entry)
    return is_blank(entry)


Filled = BeforeValidator(at_least_one)
Listed = BeforeValidator(_none_or_more)
