"""YAML, read without YAML's own ideas of what a word means: every plain scalar stays the text that was typed.

否, 2026-01-20, 012 and 1:30 become something else in the hands of a YAML loader. Here the schema decides.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from drafting.forms.slips import mend
from drafting.forms.source import FormError, Mistake, Path, Source
from drafting.text.patterns import Pattern

_DEEPEST = 30
_MOST_VALUES = 8_000
_MOST_LINES = 20_000
_LONGEST_LINE = 100_000
_FARTHEST = 1000
"""Spaces before a line."""
_FOLDED_SPACE = Pattern(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—]) +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—])"
)


def read_yaml(text: str, known: frozenset[str]) -> Source:
    """The values of a text, with the line of each; raises FormError where the text cannot be taken apart."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_endless(text.split("\n"))
    mended = mend(text, known)
    if not mended.is_readable:
        raise FormError(tuple(mended.mistakes))
    try:
        builder = _Builder(yaml.parse(mended.text, Loader=yaml.SafeLoader))
        data = builder.document()
    except yaml.MarkedYAMLError as error:
        raise FormError((*mended.mistakes, _told(error, mended.lines))) from None
    except yaml.YAMLError:
        raise FormError((*mended.mistakes, Mistake("", "", "有看不见的控制字符，读不了；请删去后重新输入"))) from None
    order = {f"第{line}行": line for line in range(1, len(mended.lines) + 1)}
    return Source(data, builder.places, (*mended.mistakes, *builder.mistakes), order)


def _refuse_endless(lines: list[str]) -> None:
    if len(lines) > _MOST_LINES:
        raise FormError((Mistake("", "", f"文件超过{_MOST_LINES // 10_000}万行，内容过多，不像是一份表单"),))
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise FormError((Mistake(f"第{number}行", "", "这一行过长，不像是一份表单"),))
        if len(line) - len(line.lstrip()) > _FARTHEST and line.strip():
            raise FormError((Mistake(f"第{number}行", "", "缩进过多，层次过深，不像是一份表单"),))


class _Builder:
    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._values = 0
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
        self._values += 1
        if self._values > _MOST_VALUES:
            raise FormError((Mistake(f"第{_line(event)}行", "", "内容过多，不像是一份表单"),))
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
    ("quoted scalar", "引号没有成对；请补上另一个引号，或改用“|”另起一行写"),
    ("could not find expected ':'", "这一行没有写成“名称: 内容”；请检查冒号和缩进，接着上一行写的要多缩进两个空格"),
    ("expected <block end>", "缩进与上面的行没有对齐；同一级的名称要对齐，每级多缩进两个空格"),
    ("expected ',' or", "方括号或花括号没有成对，或少了半角逗号"),
)  # fmt: skip


def _told(error: yaml.MarkedYAMLError, lines: list[str]) -> Mistake:
    said = f"{error.context or ''} {error.problem or ''}"
    # What is not closed or not continued is noticed further down only.
    is_late = "quoted scalar" in said or "simple key" in said
    mark = (error.context_mark if is_late else error.problem_mark) or error.problem_mark or error.context_mark
    if mark is None:
        return Mistake("", "", "写法有误；请检查冒号、缩进和引号")
    at = min(mark.line, len(lines) - 1)
    sentence = next((told for part, told in _PROBLEMS if part in said), "写法有误；请检查冒号、缩进和引号")
    if "mapping values" in said and lines[at].count(": ") + lines[at].rstrip().endswith(":") < 2:
        above = next((above for above in range(at - 1, -1, -1) if lines[above].strip()), at)
        if _is_whole(lines[above]):
            sentence = f"前面的空格多了；应与上面的“{' '.join(lines[above].split())[:12]}…”对齐"
        else:
            at, sentence = above, "这一行没有写成“名称: 内容”的样子；冒号要用半角，后面要有空格"
    words = " ".join(lines[at].split())[:30]
    return Mistake(f"第{at + 1}行", "", f"“{words}”{sentence}" if words else sentence)


def _is_whole(line: str) -> bool:
    """名称: 内容 on one line: what stands below it cannot be below it."""
    name, colon, value = line.strip().removeprefix("- ").partition(": ")
    return bool(name and colon and value.strip())
