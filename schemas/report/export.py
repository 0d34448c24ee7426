"""The form as JSON Schema, for editors that complete and mark YAML."""

from typing import Any

from schemas.report import Report

_CELL = {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]}


def json_schema(*, chinese: bool = True) -> dict[str, Any]:
    """With Chinese names of fields, or the English ones that load too."""
    schema = Report.model_json_schema(by_alias=chinese)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    for model in (schema, *schema["$defs"].values()):
        # A model's docstring speaks to engineers; its title and the descriptions of its fields speak to clerks.
        model.pop("description", None)
        for name, field in model.get("properties", {}).items():
            field.setdefault("title", name)
            _as_forms_are_filled_in(field)
    rows = schema["$defs"]["Table"]["properties"]["行" if chinese else "rows"]
    rows["anyOf"][0]["items"] = {"type": "array", "items": _CELL}
    # 44, "44件" and {数: 44} are the same count.
    count = schema["$defs"]["Count"]
    schema["$defs"]["Count"] = {
        "title": count.pop("title"),
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}, {"type": "null"}, count],
    }
    return schema


def _as_forms_are_filled_in(field: dict[str, Any]) -> None:
    """A lone entry may stand where a list belongs."""
    if field.get("type") == "array":
        whole = {key: field.pop(key) for key in ("type", "items", "minItems") if key in field}
        field["anyOf"] = [whole, whole["items"]]
