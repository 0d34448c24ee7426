"""JSON, with the line of every value; the standard library tells lines of mistakes only."""

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined] # there since 2.6, and in no stub
from typing import Any

from drafting.forms.source import FormError, Mistake, Path, Source

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}
_DEEPEST = 30
_MOST_VALUES = 8_000
_LONGEST_NUMBER = 100


def read_json(text: str) -> Source:
    reader = _Reader(text)
    data = reader.whole()
    order = {f"第{line}行": line for line in range(1, text.count("\n") + 2)}
    return Source(data, reader.places, tuple(reader.mistakes), order)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._values = 0
        self._line, self._counted = 1, 0
        self.places: dict[Path, str] = {}
        self.mistakes: list[Mistake] = []

    def whole(self) -> Any:
        data = self._value(())
        if self._next():
            raise self._wrong("后面多了内容；一个文件只能有一份表单")
        return data

    def _here(self) -> str:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return f"第{self._line}行"

    def _wrong(self, sentence: str) -> FormError:
        return FormError((*self.mistakes, Mistake(self._here(), "", sentence)))

    def _next(self) -> str:
        """The next character that is no space, not taken yet."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _value(self, path: Path) -> Any:
        if len(path) > _DEEPEST:
            raise self._wrong("层次过深，不像是一份表单")
        self._values += 1
        if self._values > _MOST_VALUES:
            raise self._wrong("内容过多，不像是一份表单")
        sign = self._next()
        self.places.setdefault(path, self._here())
        if sign == "{":
            return self._object(path)
        if sign == "[":
            return self._array(path)
        if sign == '"':
            return self._string()
        for word, value in _WORDS.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        number = _NUMBER.match(self._text, self._at)
        if number is None:
            hint = '；引号要用半角的 "' if sign in "“”'" and sign else ""
            raise self._wrong(f"看不懂“{self._text[self._at : self._at + 12].strip() or '文件末尾'}”{hint}")
        if len(number[0]) > _LONGEST_NUMBER:
            raise self._wrong("数字过长")
        self._at = number.end()
        # As typed, so that 95.50 stays 95.50 and a long number is no float.
        return number[0] if re.search(r"[.eE]", number[0]) else int(number[0])

    def _object(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        self._at += 1
        if self._next() == "}":
            self._at += 1
            return values
        while True:
            if self._next() != '"':
                raise self._wrong("名称要用半角双引号括起来；最后一项后面不能有逗号")
            line = self._here()
            name = self._string().strip()
            if self._next() != ":":
                raise self._wrong(f"“{name}”后面要有半角冒号")
            self._at += 1
            if name in values:
                self.mistakes.append(Mistake(line, name, f"“{name}”写了两次；请删去一处"))
                self._value((*path, f"{name}（重复）"))
            else:
                self.places[(*path, name)] = line
                values[name] = self._value((*path, name))
            if not self._goes_on("}"):
                return values

    def _array(self, path: Path) -> list[Any]:
        values: list[Any] = []
        self._at += 1
        if self._next() == "]":
            self._at += 1
            return values
        while True:
            values.append(self._value((*path, len(values))))
            if not self._goes_on("]"):
                return values

    def _goes_on(self, end: str) -> bool:
        sign = self._next()
        if sign not in (",", end) or not sign:
            raise self._wrong(f"这里应当是半角逗号或“{end}”")
        self._at += 1
        return sign == ","

    def _string(self) -> str:
        try:
            text: str
            text, self._at = scanstring(self._text, self._at + 1, False)
        except JSONDecodeError as error:
            self._at = error.pos
            raise self._wrong("引号没有成对，或者反斜杠后面写错了") from None
        # \ud800 by itself is half a character, which nothing behind this can write.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
