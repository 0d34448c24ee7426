"""YAML, read without YAML's own ideas of what a word means: every plain scalar stays the text that was typed.

否, 2026-01-20, 012 and 1:30 become something else in the hands of a YAML loader. Here the schema decides.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from drafting.forms.source import FormError, Mistake, Path, Source
from drafting.text.patterns import Pattern

_DEEPEST = 30
_LARGEST = 2_000_000
_FULL_WIDTH_COLON = Pattern(r"^(?P<indent> *(?:- +)?)(?P<name>[^\s：:\"'#|>{}\[\]，。；！？]{1,20})：(?P<rest>.*)$")
_TIGHT_COLON = Pattern(r"^(?P<indent> *(?:- +)?)(?P<name>[^\s：:\"'#|>{}\[\]，。；！？]{1,20}):(?P<rest>[^\s:/].*)$")
_BLOCK_SCALAR = Pattern(r"^(?P<indent> *(?:- +(?=[^#]*:\s))?)[^#]*?(?::|-)\s+[|>][0-9+-]*\s*(?:#.*)?$")
_FOLDED_SPACE = Pattern(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—]) +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—])"
)


def read_yaml(text: str, known: frozenset[str]) -> Source:
    """The values of a text, with the line of each; raises FormError where the text cannot be taken apart."""
    if len(text) > _LARGEST:
        raise FormError((Mistake("", "", "文件过大，不像是一份表单"),))
    mended, mistakes = _mended(text.replace("\r\n", "\n").replace("\r", "\n"), known)
    try:
        events = yaml.parse(mended, Loader=yaml.SafeLoader)
        builder = _Builder(events)
        data = builder.document()
    except yaml.MarkedYAMLError as error:
        raise FormError((*mistakes, _told(error, mended))) from None
    except yaml.YAMLError:
        raise FormError((*mistakes, Mistake("", "", "有看不见的控制字符，读不了；请删去后重新输入"))) from None
    order = {f"第{line}行": line for line in range(1, mended.count("\n") + 2)}
    return Source(data, builder.places, (*mistakes, *builder.mistakes), order)


def _mended(text: str, known: frozenset[str]) -> tuple[str, list[Mistake]]:
    """What typing in Chinese does to YAML, told and set right, so that the rest of the form is read as well."""
    lines: list[str] = []
    mistakes: list[Mistake] = []
    inside: int | None = None
    for number, typed in enumerate(text.split("\n"), start=1):
        line = typed
        lead = line[: len(line) - len(line.lstrip())]
        if inside is not None and (not line.strip() or len(lead.replace("\t", "  ")) > inside):
            # Words below a | are the clerk's own.
            lines.append(lead.replace("\t", "  ").replace("\u3000", "  ") + line[len(lead) :])
            continue
        inside = None
        if line.strip():
            for sentence, mended in _slips(line, lead, known):
                mistakes.append(Mistake(f"第{number}行", "", sentence))
                line = mended
        block = _BLOCK_SCALAR.match(line)
        if block:
            inside = len(block["indent"])
        lines.append(line)
    return "\n".join(lines), mistakes


def _slips(line: str, lead: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a line and how it should read; each slip is mended on top of the one before."""
    if "\t" in lead or "\u3000" in lead:
        what = "制表符（Tab）" if "\t" in lead else "全角空格"
        line = lead.replace("\t", "  ").replace("\u3000", "  ") + line.lstrip()
        yield f"行首的缩进用了{what}；请改用半角空格", line
    found = _FULL_WIDTH_COLON.match(line)
    if found and (found["name"] in known or not found["rest"].strip()):
        right = f"{found['name']}: {found['rest'].strip()}".strip()
        yield f"“{found['name']}”后面用了全角冒号；应写成半角冒号加一个空格：“{right}”", found["indent"] + right
        return
    found = _TIGHT_COLON.match(line)
    if found and found["name"] in known:
        right = f"{found['name']}: {found['rest'].strip()}"
        yield f"“{found['name']}:”后面少了一个空格；应写成“{right}”", found["indent"] + right


class _Builder:
    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self.places: dict[Path, str] = {}
        self.mistakes: list[Mistake] = []

    def document(self) -> Any:
        data = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if data is not None:
                    line = _line(event)
                    self.mistakes.append(Mistake(f"第{line}行", "", "“---”把文件分成了两份表单；请删去这一行"))
                    return data
                data = self._node(next(self._events), ())
        return data

    def _node(self, event: Any, path: Path) -> Any:
        if len(path) > _DEEPEST:
            raise FormError((Mistake(f"第{_line(event)}行", "", "层次过深，不像是一份表单"),))
        self.places.setdefault(path, f"第{_line(event)}行")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = _line(event)
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            sentence = f"行里以“{sign}”开头的内容有特殊含义，表单里不能用；文字以它开头时请加引号"
            raise FormError((Mistake(f"第{line}行", "", sentence),))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                sentence = "名称应当是一个词；文字里有“{”“[”时请加引号"
                raise FormError((Mistake(f"第{line}行", "", sentence),))
            name = event.value.strip()
            if name in first:
                self.mistakes.append(
                    Mistake(f"第{line}行", name, f"“{name}”写了两次，第{first[name]}行已经写过；请删去一处")
                )
                self._node(next(self._events), (*path, f"{name}（重复）"))
                continue
            first[name] = line
            self.places[(*path, name)] = f"第{line}行"
            values[name] = self._node(next(self._events), (*path, name))
        return values

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._node(event, (*path, len(values))))
        return values


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> str | None:
    text: str = event.value
    if event.style is None and text in ("", "~", "null", "Null", "NULL"):
        return None
    if event.style != "|" and event.start_mark.line != event.end_mark.line:
        # Lines that YAML joins get a space between them, which Chinese has not.
        text = _FOLDED_SPACE.sub("", text)
    return text


_PROBLEMS = (
    ("mapping values are not allowed", "一行里有两个冒号加空格，分不清名称和内容；文字里有冒号时请用引号括起来，或改用“|”另起一行写"),
    ("found character '\\t'", "用了制表符（Tab）；请改用半角空格"),
    ("found character '@'", "内容不能以“@”开头；请用引号括起来"),
    ("found character '`'", "内容不能以“`”开头；请用引号括起来"),
    ("found character '%'", "内容不能以“%”开头；请用引号括起来"),
    ("while scanning a quoted scalar", "引号没有成对；请补上另一个引号"),
    ("found unexpected end of stream", "引号没有成对；请补上另一个引号"),
    ("could not find expected ':'", "这一行没有写成“名称: 内容”；请检查冒号和缩进"),
    ("expected <block end>", "缩进与上面的行没有对齐；同一级的名称要对齐，每级多缩进两个空格"),
    ("expected ',' or", "方括号或花括号没有成对，或少了逗号；以“{{”开头的内容请用引号括起来"),
    ("found unhashable", "以“{{”开头的内容请用引号括起来"),
    ("did not find expected", "缩进或符号有误；请对照空表单检查"),
)  # fmt: skip


def _told(error: yaml.MarkedYAMLError, text: str) -> Mistake:
    said = f"{error.context or ''} {error.problem or ''}"
    # A quotation mark without its pair is noticed at the end of the file only.
    mark = error.context_mark if "quoted scalar" in said else error.problem_mark or error.context_mark
    line = text.split("\n")[mark.line : mark.line + 1] if mark is not None else []
    words = " ".join("".join(line).split())[:30]
    shown = f"“{words}”" if words else ""
    sentence = next((told for part, told in _PROBLEMS if part in said), "写法有误；请检查冒号、缩进和引号")
    return Mistake(f"第{mark.line + 1}行" if mark is not None else "", "", shown + sentence)
