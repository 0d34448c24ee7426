"""Forms made from the schema. Every word of one stands in no other field, so that a field which no report shows can be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Protocol

from schemas.report import VERSION, Report
from schemas.report.form import alias
from schemas.report.names import Model, model_in
from schemas.report.parts import Duty, Item, Leaders, Level, Plan, Promise, SignOff, SubItem, Table, Unit

Form = dict[str, Any]
FieldPath = tuple[str, ...]
YEAR = 2025
_ORGANS = {
    Level.TOWNSHIP: ("青禾乡人民政府", "乡党委书记", "乡长"),
    Level.STREET: ("临川街道办事处", "街道党工委书记", "办事处主任"),
    Level.COUNTY: ("云岭县人民政府", "县委书记", "县长"),
    Level.DEPARTMENT: ("云岭县司法局", "局党组书记", "局长"),
}
_PARTY_ORGANS = {
    Level.TOWNSHIP: "中共青禾乡委员会",
    Level.STREET: "中共云岭县委临川街道工作委员会",
    Level.COUNTY: "中共云岭县委员会",
    Level.DEPARTMENT: "中共云岭县司法局党组",
}
_ADDRESSEES = ("中共云岭县委", "云岭县人大常委会")
_NEEDED = frozenset(
    [
        *((Item, "text"), (SubItem, "text"), (Leaders, "party"), (Leaders, "government")),
        *((Table, name) for name in Table.model_fields),
    ]
)
"""Fields that the schema asks for where nothing stands in for them."""
PARAGRAPHS = frozenset(("正文", "引言", "表现", "履职", "其他需要报告的情况"))
"""Fields that may hold several paragraphs."""


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word of a form stands: the field, and its paragraph in it."""

    field: FieldPath
    paragraph: int = 0
    entries: tuple[int, ...] = ()
    """Which entry of each list on the way, from 0."""


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    form: Form
    words: Mapping[str, Word]
    """Words of the form that stand nowhere else in it."""


class Choices(Protocol):
    """What the schema leaves open."""

    def fills(self, path: FieldPath) -> bool:
        """Whether an optional field is filled in."""

    def entries(self, path: FieldPath) -> int:
        """How many entries a list has."""

    def paragraphs(self, path: FieldPath) -> int:
        """How many paragraphs a text has."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same everywhere."""

    count: int = 1
    optional: bool = True

    def fills(self, path: FieldPath) -> bool:
        return self.optional

    def entries(self, path: FieldPath) -> int:
        # Many entries of a list have one of each inside.
        return 1 if self.count > 2 and len(path) > 2 else self.count

    def paragraphs(self, path: FieldPath) -> int:
        return min(self.count, 2)


def made(name: str, level: Level, choices: Choices, first_word: int = 0) -> Input:
    """Forms that give each other their fields need words of their own."""
    maker = _Maker(level, choices, first_word)
    form = maker.model(Report, ())
    return Input(name, form, maker.words)


class _Maker:
    def __init__(self, level: Level, choices: Choices, first_word: int) -> None:
        self._level, self._choices = level, choices
        stock = product("东西南北上下前后", "坡坝塘岭湾沟坪垭", "头尾里外中边口背阴阳", "村寨屯")
        self._stock = ("".join(word) for word in islice(stock, first_word, None))
        self.words: dict[str, Word] = {}
        self._entries: tuple[int, ...] = ()

    def model(self, model: Model, path: FieldPath) -> Form:
        found: Form = {}
        for name, field in model.model_fields.items():
            here = (*path, alias(name, field))
            if field.is_required() or (model, name) in _NEEDED or (name != "figures" and self._choices.fills(here)):
                value = self._value(model, name, field, here)
                if value is not None:
                    found[here[-1]] = value
        return found

    def _value(self, model: Model, name: str, field: Any, path: FieldPath) -> Any:
        fixed = self._fixed(model, name, path)
        if fixed is not _OPEN:
            self._note(model, name, fixed, path)
            return fixed
        below = model_in(field.annotation)
        if below is None:
            return self._text(path)
        if "tuple" not in str(field.annotation):
            return self.model(below, path)
        count = max(self._choices.entries(path), 1 if field.is_required() else 0)
        return [self._entry(below, path, number) for number in range(count)]

    def _entry(self, model: Model, path: FieldPath, number: int) -> Form:
        outer, self._entries = self._entries, (*self._entries, number)
        form = self.model(model, path)
        self._entries = outer
        return form

    def _fixed(self, model: Model, name: str, path: FieldPath) -> Any:
        organ, party, government = _ORGANS[self._level]
        post = party if "党委主要负责人" in path else government
        values: dict[tuple[Model, str], Any] = {
            (Report, "form_version"): VERSION,
            (Report, "year"): YEAR,
            (Report, "title"): f"{organ}关于{YEAR}年度推进法治政府建设情况的报告",
            (Report, "addressees"): list(_ADDRESSEES),
            (Report, "figures"): None,
            (Unit, "name"): organ,
            (Unit, "short_name"): None,
            (Unit, "level"): self._level.value,
            (Unit, "county"): "云岭县",
            (Plan, "year"): YEAR + 1,
            (Duty, "post"): post,
            (Promise, "answered_by"): None,
            (SignOff, "day"): f"{YEAR + 1}-01-20",
            (SignOff, "sealed"): "是",
            (SignOff, "organs"): [organ, _PARTY_ORGANS[self._level]],
            (Table, "with_total"): "是",
        }
        if (model, name) == (Table, "columns"):
            return ["村", f"{self._word(path)}调解（件）", f"{self._word(path, 1)}情况"]
        if (model, name) == (Table, "rows"):
            return [[self._word(path, row), str(7 + row), f"{self._word(path, 2 + row)}已建档"] for row in range(2)]
        return values.get((model, name), _OPEN)

    def _note(self, model: Model, name: str, value: Any, path: FieldPath) -> None:
        """Values that make sense in one form only, and that are words of their own."""
        if (model, name) == (Report, "title"):
            self.words[value] = Word(path)
        elif (model, name) == (Report, "addressees"):
            for number, addressee in enumerate(value):
                self.words[addressee] = Word(path, entries=(number,))
        elif (model, name) == (SignOff, "organs"):
            # The first is in the title as well.
            self.words[value[1]] = Word(path, entries=(1,))
        elif (model, name) == (SignOff, "day"):
            self.words[f"{YEAR + 1}年1月20日"] = Word(path)

    def _text(self, path: FieldPath) -> str:
        if path[-1] in PARAGRAPHS:
            count = max(1, self._choices.paragraphs(path))
            return "\n".join(self._paragraph(path, number) for number in range(count))
        word = self._word(path)
        return {
            "标题": f"抓好{word}的重点任务",
            "不足": f"{word}的工作力量不够强",
            "原因": f"{word}人手少、任务重，业务培训跟不上",
            "名称": f"{word}有关情况统计表",
            "事项": f"继续抓好{word}的普法宣传",
        }.get(path[-1], f"{word}的任务分解到人，完成情况按季度公布。")

    def _paragraph(self, path: FieldPath, number: int) -> str:
        word = self._word(path, number)
        if path[-2:] == ("党政主要负责人履职", "引言") and number == 0:
            return f"党政主要负责人共同研究{word}的法治建设任务。"
        return f"{word}的任务分解到人，完成情况按季度公布。"

    def _word(self, path: FieldPath, number: int = 0) -> str:
        word = next(self._stock)
        self.words[word] = Word(path, number, self._entries)
        return word


_OPEN = object()
