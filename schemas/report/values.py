"""Single values of a form, read from whatever YAML, JSON or Excel holds: text, numbers typed as text, days, yes and no."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError


def mistake(sentence: str) -> PydanticCustomError:
    """What is wrong and what would be right; the place is added by who knows it."""
    return PydanticCustomError("mistake", "{sentence}", {"sentence": sentence})


@dataclass(frozen=True, slots=True)
class Open:
    """A place that nobody has filled in yet. Only an incomplete draft has any."""

    name: str

    def __str__(self) -> str:
        return f"【待填：{self.name}】"


_NOTHING = " \t\r\n\u3000?？…·.。-—_＿/"
"""What people put into a field that they leave open."""


def is_blank(value: object) -> bool:
    return value is None or (
        isinstance(value, str) and (not value.strip(_NOTHING) or value.strip() in ("待填", "【待填】"))
    )


def is_empty(cell: object) -> bool:
    """A cell with nothing in it; a dash or a stroke in a table says that there is nothing to say."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_incomplete(info: ValidationInfo) -> bool:
    return bool(info.context and info.context.get("incomplete"))


def open_place(info: ValidationInfo, name: str) -> Open:
    """The open place of a blank value, or the mistake that it is where the form has to be complete."""
    if is_incomplete(info):
        return Open(name)
    raise PydanticCustomError("open", "{sentence}", {"sentence": "还没有填写"})


_SPACE = re.compile(r"[ \t\u3000\xa0]+")


def words(value: object) -> str:
    """What a value says, without what no reader sees."""
    return control_free(_said(value))


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, (dt.datetime, dt.date)):
        return f"{value.year}年{value.month}月{value.day}日"
    raise mistake("这里应当是文字，却写成了下一级的几项；请写成一段文字")


def control_free(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))


def _line(value: object) -> str:
    text = words(value)
    lines = [line for line in (_SPACE.sub(" ", raw).strip() for raw in text.splitlines()) if line]
    if len(lines) > 1:
        raise mistake(f"应当写成一行，却写了{len(lines)}行")
    return lines[0] if lines else ""


def _paragraphs(value: object) -> str:
    if isinstance(value, list):
        value = "\n".join(words(entry) for entry in value if not is_blank(entry))
    text = words(value)
    return "\n".join(line for line in (_SPACE.sub(" ", raw).strip() for raw in text.splitlines()) if line)


def _read_line(value: object, info: ValidationInfo) -> str | Open:
    text = "" if is_blank(value) else _line(value)
    return text or open_place(info, info.field_name or "文字")


def _read_text(value: object, info: ValidationInfo) -> str | Open:
    text = "" if is_blank(value) else _paragraphs(value)
    return text or open_place(info, info.field_name or "文字")


_TYPED_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9])|第[一二三四五六七八九十]+部分|[一二三四五六七八九十]是|第[一二三四五六七八九十]，|[①-⑳])"
)


def without_number(heading: str) -> str:
    """A heading without a number that somebody typed in front of it."""
    typed = _TYPED_NUMBER.match(heading)
    return heading[typed.end() :].strip() if typed else heading


def _read_heading(value: object, info: ValidationInfo) -> str | Open:
    text = "" if is_blank(value) else _line(value).rstrip("。：:；;，, ")
    if not text:
        return open_place(info, info.field_name or "标题")
    typed = _TYPED_NUMBER.match(text)
    if typed:
        raise mistake(f"标题前面不用写序号“{typed[0]}”，序号由程序编排；应写成“{text[typed.end() :].strip()}”")
    if "。" in text:
        raise mistake("标题里不能有句号；标题后面的话请写在“正文”里")
    return text


def digits(text: str) -> str:
    """Full-width digits and signs as plain ones."""
    return unicodedata.normalize("NFKC", text)


_LOOKS_LIKE_DIGIT = str.maketrans({"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "｜": "1"})


def strange_digits(text: str) -> str | None:
    """What the text would be if letters that look like digits were digits; None where nothing would change."""
    fixed = text.translate(_LOOKS_LIKE_DIGIT)
    return fixed if fixed != text and any(c.isdigit() for c in text) else None


def whole_number(value: object, what: str) -> int:
    if isinstance(value, bool):
        raise mistake(f"应当是{what}，写成了“{'是' if value else '否'}”")
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = _line(value)
    plain = digits(text).replace(",", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{1,15}", plain):
        return int(plain)
    fixed = strange_digits(plain)
    if fixed and re.fullmatch(r"[0-9]{1,15}", fixed):
        raise mistake(f"“{text}”里有字母或汉字混在数字中，应写成“{fixed}”")
    raise mistake(f"“{text}”不是{what}；请只写阿拉伯数字")


def _read_year(value: object, info: ValidationInfo) -> int | Open:
    if is_blank(value):
        return open_place(info, info.field_name or "年度")
    if isinstance(value, str):
        value = re.sub(r"\s*年度?$", "", value.strip())
    year = whole_number(value, "年份")
    if not 2000 <= year <= 2099:
        hint = f"，应写成四位数，如 {2000 + year}" if 0 <= year < 100 else "，应是报告说的那一年，如 2025"
        raise mistake(f"“{year}”不是年份{hint}")
    return year


_DAY = re.compile(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?(?:[ T]0?0:00(?::00)?)?")
_LATIN = re.compile(r"[A-Za-z]")


def _read_day(value: object, info: ValidationInfo) -> dt.date | Open:
    if is_blank(value):
        return open_place(info, info.field_name or "日期")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = words(value).strip()
    plain = digits(text).replace("〇", "0")
    found = _DAY.fullmatch(plain)
    if found is None:
        fixed = strange_digits(plain) if _LATIN.search(plain) else None
        if fixed and _DAY.fullmatch(fixed):
            raise mistake(f"“{text}”里有字母混在数字中，应写成“{fixed}”")
        raise mistake(f"“{text}”不是日期；请写成 2026-01-20 或 2026年1月20日")
    year, month, day = map(int, found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12:
            raise mistake(f"“{text}”不存在：没有{month}月") from None
        raise mistake(f"“{text}”不存在：{year}年{month}月没有{day}日") from None


_YES = frozenset(("是", "有", "对", "yes", "true", "y", "√", "1", "on"))
_NO = frozenset(("否", "无", "不", "没有", "no", "false", "n", "×", "0", "off"))


def _read_yes(value: object, info: ValidationInfo) -> bool:
    if isinstance(value, bool):
        return value
    text = digits(words(value)).strip().lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise mistake(f"“{words(value)}”看不出是“是”还是“否”；请写“是”或“否”")


_STRING = {"type": "string"}
Line = Annotated[str | Open, PlainValidator(_read_line), WithJsonSchema({**_STRING, "pattern": r"^[^\n]*$"})]
"""One line of words."""
Word = Annotated[
    str,
    PlainValidator(lambda value: "" if is_blank(value) else _line(value)),
    WithJsonSchema({**_STRING, "pattern": r"^[^\n]*$"}),
]
"""One line of words, or nothing."""
Heading = Annotated[str | Open, PlainValidator(_read_heading), WithJsonSchema({**_STRING, "pattern": r"^[^\n。]*$"})]
"""A heading without its number."""
Text = Annotated[str | Open, PlainValidator(_read_text), WithJsonSchema(_STRING)]
"""Paragraphs, one a line."""
Year = Annotated[
    int | Open, PlainValidator(_read_year), WithJsonSchema({"type": "integer", "minimum": 2000, "maximum": 2099})
]
Day = Annotated[
    dt.date | Open,
    PlainValidator(_read_day),
    WithJsonSchema({"type": "string", "format": "date"}),
]
YesNo = Annotated[
    bool,
    PlainValidator(_read_yes),
    PlainSerializer(lambda yes: "是" if yes else "否", return_type=str),
    WithJsonSchema({"enum": ["是", "否", True, False]}),
]
