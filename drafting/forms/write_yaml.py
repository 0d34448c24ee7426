"""A form as YAML that a clerk fills in: what belongs where is said above each field, in the schema's own words.

No "# yaml-language-server" line: the editors that know it fetch a schema from the network or from a file that would
have to travel with every form, and the clerk's editor is Notepad.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drafting.forms.blank import example_figures
from drafting.forms.source import Path
from drafting.text.patterns import Pattern
from schemas.report import Report
from schemas.report.names import FIGURES, Model, field_of, holds_text, model_in, names_of

_FIGURES_FIELD = "数据"
_HEAD = """\
# 法治政府建设年度报告表单。以“#”开头的行是说明，不会写进报告。
# 填写：在半角冒号后面空一格写内容；“|”或“|-”的内容写在下一行起，一行一段，前面比名称多空两格。
# 要再加一项：照样子复制以“- ”开头的那几行；用不着的项可以空着。
"""
_EXAMPLE = (
    "下面是一组数的例子，每种数各一个。要用时去掉行首的“# ”，改成自己的名称；",
    "正文里写 {{ 组名.数名 }}，如 {{ 纠纷.受理 }}，数只在这里填一次。",
)


def yaml_bytes(data: Mapping[str, Any], notes: Mapping[Path, str] | None = None) -> bytes:
    """As a file for Windows. Notepad before 2018 shows a text without CRLF as one line, takes UTF-8 without a mark for
    GBK now and then, and saves in what it took it for.
    """
    return write_yaml(data, notes).replace("\n", "\r\n").encode("utf-8-sig")


def write_yaml(data: Mapping[str, Any], notes: Mapping[Path, str] | None = None) -> str:
    """Notes stand above their fields: what the figure was last year.

    Words, lists and mappings come back from the reader as they are; numbers, days and booleans as words, as it has
    everything.
    """
    return _HEAD + "\n" + "".join(f"{line}\n" for line in _Writer(notes or {}).mapping(data, (), Report, 0))


class _Writer:
    def __init__(self, notes: Mapping[Path, str]) -> None:
        self._notes = notes
        self._told: set[tuple[Model, str]] = set()

    def mapping(self, data: Mapping[str, Any], path: Path, model: Model | None, indent: int) -> Iterator[str]:
        for name, value in data.items():
            here = (*path, name)
            for line in self._comments(here, model):
                yield " " * indent + f"# {line}"
            field = field_of(model, name) if model else None
            below = model_in(field.annotation) if field else None
            is_figures = model is Report and field is not None and field.alias == _FIGURES_FIELD
            text = field is not None and holds_text(field)
            yield from self._field(_scalar(name) + ":", value, here, below, indent, text=text, is_figures=is_figures)
            if is_figures and not value:
                yield from self._example(indent + 2)

    def _field(
        self,
        head: str,
        value: Any,
        path: Path,
        model: Model | None,
        indent: int,
        *,
        text: bool = False,
        is_figures: bool = False,
    ) -> Iterator[str]:
        start = " " * indent + head
        if isinstance(value, Mapping) and value:
            yield start
            if is_figures:
                yield from self._groups(value, path, indent + 2)
            else:
                yield from self.mapping(value, path, model, indent + 2)
        elif isinstance(value, (list, tuple)) and value:
            yield start
            yield from self._sequence(value, path, model, indent + 2)
        else:
            yield from _plain(start, value, indent + 2, text=text)

    def _sequence(self, values: Iterable[Any], path: Path, model: Model | None, indent: int) -> Iterator[str]:
        for number, value in enumerate(values):
            here = (*path, number)
            if isinstance(value, Mapping) and value:
                lines = list(self.mapping(value, here, model, indent + 2))
                first = next(place for place, line in enumerate(lines) if not line.lstrip().startswith("#"))
                # What is said of the first field stands above the dash.
                yield from (line[2:] for line in lines[:first])
                yield " " * indent + "- " + lines[first][indent + 2 :]
                yield from lines[first + 1 :]
            elif isinstance(value, (list, tuple)) and value:
                if all(_is_flat(cell) for cell in value):
                    yield " " * indent + f"- [{', '.join(_in_flow(cell) for cell in value)}]"
                else:
                    yield " " * indent + "-"
                    yield from self._sequence(value, here, None, indent + 2)
            else:
                yield from _plain(" " * indent + "-", value, indent + 2, text=False)

    def _groups(self, groups: Mapping[str, Any], path: Path, indent: int) -> Iterator[str]:
        for group, figures in groups.items():
            start = _scalar(group) + ":"
            if not isinstance(figures, Mapping) or not figures:
                yield from self._field(start, figures, (*path, group), None, indent)
                continue
            yield " " * indent + start
            for name, figure in figures.items():
                here = (*path, group, name)
                if here in self._notes:
                    yield " " * (indent + 2) + f"# {_one_line(self._notes[here])}"
                yield from self._field(_scalar(name) + ":", figure, here, _kind_of(figure), indent + 2)

    def _example(self, indent: int) -> Iterator[str]:
        yield from (" " * indent + f"# {line}" for line in _EXAMPLE)
        for line in self._groups(example_figures(), (_FIGURES_FIELD,), indent):
            yield " " * indent + f"# {line[indent:]}"

    def _comments(self, path: Path, model: Model | None) -> Iterator[str]:
        field = field_of(model, str(path[-1])) if model else None
        if model is not None and field is not None and (model, field.alias or "") not in self._told:
            self._told.add((model, field.alias or ""))
            if field.description:
                must = "（必填）" if field.is_required() and model not in FIGURES else ""
                yield _one_line(field.description) + must
        if path in self._notes:
            yield _one_line(self._notes[path])


def _kind_of(figure: Any) -> Model | None:
    if not isinstance(figure, Mapping):
        return None
    return next((kind for kind in FIGURES if set(figure) <= set(names_of(kind)) | set(kind.model_fields)), None)


def _is_flat(value: Any) -> bool:
    return not isinstance(value, (Mapping, list, tuple))


def _plain(start: str, value: Any, indent: int, *, text: bool) -> Iterator[str]:
    """The value that ends a line, or a block of lines below it."""
    if value is None:
        yield start
        return
    if not _is_flat(value):
        yield f"{start} {'{}' if isinstance(value, Mapping) else '[]'}"
        return
    words = _words(value)
    if text and not words:
        yield f"{start} |"
    elif (text or "\n" in words) and _may_be_block(words) and "#" not in start:
        yield f"{start} |-"
        yield from (" " * indent + line if line else "" for line in words.split("\n"))
    else:
        yield f"{start} {_entry(words) if start.endswith('-') else _scalar(words)}"


_STRANGE = Pattern(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not take as it is, or takes for the end of a line."""
_EDGE_SPACE = Pattern(r"(?m)^\s|^$\Z|^\n|\n\Z")


def _may_be_block(words: str) -> bool:
    """Leading space would count as indentation; the reader mends typed tabs and full-width spaces there."""
    return bool(words) and not _STRANGE.search(words) and not _EDGE_SPACE.search(words)


_SIGNS = "-?:,[]{}#&*!|>'\"%@`="
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _scalar(value: Any) -> str:
    words = _words(value)
    return words if _is_safe(words) else _quoted(words)


def _entry(words: str) -> str:
    """Behind a dash 名称：甲 would be read as a field typed with a full-width colon."""
    return words if _is_safe(words) and not re.search("[:：]", words) else _quoted(words)


def _in_flow(value: Any) -> str:
    if value is None:
        return "~"
    words = _words(value)
    return words if _is_safe(words) and not re.search(r"[\[\]{},:：#?]", words) else _quoted(words)


def _is_safe(words: str) -> bool:
    return not (
        words in _NOTHING
        or words[0] in _SIGNS
        or words != words.strip()
        or words.startswith(("---", "..."))
        or words.endswith(":")
        or ": " in words
        or " #" in words
        or "\n" in words
        or _STRANGE.search(words)
    )


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _quoted(words: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign) or _escaped(sign) for sign in words) + '"'


def _escaped(sign: str) -> str:
    if not _STRANGE.match(sign):
        return sign
    return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}"


def _one_line(words: str) -> str:
    return " ".join(_STRANGE.sub(" ", words).split())
