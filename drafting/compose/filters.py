"""What templates and sentences may do with a value: {{ 主送 | 顿号 }}."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from drafting.compose.references import Figure
from drafting.text.numerals import to_chinese
from drafting.text.patterns import Pattern
from schemas.report.arithmetic import percentage

_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_SAYS_CAUSE = Pattern(r"^(?:[^，。；【]{0,12}原因|由于|(?:主要|这|主要也)?是?(?:因为|由于)|归根|究其)")
_ANNOUNCES = Pattern(r"(?:报告|汇报|总结|说明|如实报告|报送)如下|现将[^。；]{0,60}如下|如下[：:]?\s*$")


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _with_measure(figure: Any) -> Any:
    return figure.with_measure if isinstance(figure, Figure) else figure


def _joined(values: Iterable[Any]) -> str:
    return "、".join(map(str, values))


def _listed(values: Iterable[Any]) -> str:
    """甲、乙和丙."""
    words = [str(value) for value in values]
    return words[0] if len(words) == 1 else "、".join(words[:-1]) + "和" + words[-1] if words else ""


def _sentence(text: str) -> str:
    """With a stop at the end where the clerk left none."""
    words = text.rstrip("，、,; ")
    return words + "。" if words and (words[-1].isalnum() or words[-1] in "”’）》%‰") else words


def _sentences(text: Any) -> str:
    return "\n".join(_sentence(line) for line in str(text).splitlines())


def _cause(text: Any) -> str:
    """A cause that says it is one."""
    words = _sentences(text)
    if _SAYS_CAUSE.match(words):
        return words
    if words.startswith(("一是", "一方面", "第一，")):
        return "主要原因：" + words
    return "主要原因" + (
        words.removeprefix("主要") if words.startswith(("主要是", "主要在于")) else "是" + words.removeprefix("因")
    )


def _announces(text: Any) -> bool:
    """Whether a text says itself that the report follows."""
    return _ANNOUNCES.search(str(text)) is not None


def _chinese_number(value: Any) -> str:
    number = re.fullmatch(r"[0-9]{1,2}", str(value))
    return to_chinese(int(number[0])) if number else str(value)


def _share(part: Any, whole: Any, decimals: int = 2) -> str:
    """What share of the whole a part is, as a percentage."""
    values = [re.fullmatch(r"([0-9.]+)([万亿]?)", str(figure)) for figure in (part, whole)]
    if values[0] is None or values[1] is None:
        raise ValueError(f"“{part}”和“{whole}”要都是准数，才能算占比")
    top, bottom = (Fraction(value[1]) * _SCALES[value[2]] for value in values if value is not None)
    return percentage(top / bottom, decimals)


def _paragraphs(text: Any) -> list[str]:
    return str(text).splitlines()


def _table(table: Mapping[str, Any]) -> str:
    """A table of the form as marked text; its cells are escaped already."""
    rows = [table["列"], *table["行"]]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + "---|" * len(table["列"])
    return "\n".join([f"@表题 {table['标题']}", lines[0], rule, *lines[1:]])


FILTERS: Mapping[str, Callable[..., Any]] = {
    "带量词": _with_measure,
    "顿号": _joined,
    "并列": _listed,
    "成句": _sentences,
    "原因": _cause,
    "已引出": _announces,
    "汉字": _chinese_number,
    "日期": lambda day: chinese_day(day) if isinstance(day, date) else str(day),
    "占": _share,
    "段落": _paragraphs,
    "表格": _table,
}

IN_SENTENCES: Mapping[str, Callable[..., Any]] = {name: FILTERS[name] for name in ("带量词", "汉字")}
"""What makes sense behind a figure in a clerk's sentence."""
