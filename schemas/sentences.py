"""What pydantic says of a settings table, in Chinese."""

from typing import Any


def sentence(mistake: Any) -> str:
    place = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in mistake["loc"]) or "整节"
    kind = mistake["type"]
    if kind == "missing":
        return f"缺少 {place}"
    if kind == "extra_forbidden":
        return f"不认识 {place}"
    if kind == "value_error":
        return f"{place}：{mistake['ctx']['error']}"
    return f"{place} 的值不合要求"
