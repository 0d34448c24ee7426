"""The form as JSON Schema, for editors that complete and mark YAML."""

from typing import Any

from schemas.report import Report


def json_schema(*, chinese: bool = True) -> dict[str, Any]:
    """With Chinese names of fields, or the English ones that load too."""
    schema = Report.model_json_schema(by_alias=chinese)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    schema["title"] = "法治政府建设年度报告表单"
    # 44, "44件" and {数: 44} are the same count.
    count = schema["$defs"]["Count"]
    schema["$defs"]["Count"] = {
        "title": count.pop("title"),
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}, {"type": "null"}, count],
    }
    return schema
