"""Where a file stops being a template, and why, in the words of people who write templates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from drafting.templating.sources import Broken, SourceFile
from drafting.text.patterns import Pattern

_ENDS: Mapping[str, str] = {
    "if": "endif", "for": "endfor", "macro": "endmacro", "call": "endcall", "filter": "endfilter", "set": "endset",
    "with": "endwith", "block": "endblock", "raw": "endraw", "autoescape": "endautoescape",
}  # fmt: skip
_TAGS = (*_ENDS, *_ENDS.values(), "elif", "else", "include", "import", "from", "extends", "print")
_TAG = Pattern(r"\{%[-+]?\s*(?P<word>\w+)(?P<rest>[^%]*?)[-+]?%\}")
_WIDE: Mapping[str, str] = {
    "（": "(", "）": ")", "，": ",", "｜": "|", "．": ".", "。": ".", "“": "'", "”": "'", "‘": "'", "’": "'",
    "：": ":", "＝": "=", "＋": "+", "－": "-", "［": "[", "］": "]", "【": "[", "】": "]", "～": "~", "！": "!",
    "＜": "<", "＞": ">", "、": ",", "＂": '"', "＇": "'", "；": ",", "·": ".", "／": "/", "＊": "*",
}  # fmt: skip
_LONGEST_QUOTE = 40
_BRACES: Mapping[str, str] = {"｛": "{", "｝": "}", "％": "%"}


@dataclass(frozen=True, slots=True)
class Break:
    line: int
    quote: str
    message: str
    suggestion: str | None = None
    hint: str | None = None
    is_brace: bool = False
    """Braces that were typed otherwise than Jinja wants them."""


def explain(file: SourceFile, broken: Broken) -> Break:
    said = broken.said
    if said == "too large":
        return Break(1, "", "文件太大，不像是模板。", hint="模板一般只有几十行；请检查是否放错了文件。")
    if said == "too deep":
        return Break(broken.line, "", "这里一层套一层，套得太深，读不下去。", hint="请拆成几个宏，或分几步来写。")
    if said.startswith("模板“"):
        return Break(1, "", said + "。" if not said.endswith("。") else said)
    return _in_blocks(file, broken) or _in_line(file, broken)


def _in_blocks(file: SourceFile, broken: Broken) -> Break | None:
    """A block without its end, or an end without its block."""
    if broken.said.startswith("Missing end of comment"):
        line = _last_before(file, "{#", "#}") or broken.line
        return Break(line, "{#", "注释 {# 没有写完，后面少了 #}。", hint="请在注释末尾加上 #}。")
    if broken.said.startswith("Missing end of raw"):
        line = next((n for n, text in enumerate(file.lines, start=1) if re.search(r"\{%[-+]?\s*raw", text)), 1)
        return Break(line, _quoted(file, line, "raw"), "{% raw %} 没有写完，后面少了 {% endraw %}。")
    unknown = re.match(r"Encountered unknown tag '(.*?)'", broken.said)
    open_tags = _open_tags(file, broken.line if unknown else len(file.lines), unknown[1] if unknown else None)
    if broken.said.startswith("Unexpected end of template"):
        if not open_tags:
            return None
        line, word, quote = open_tags[-1]
        return _without_end(line, word, quote)
    if unknown is None:
        return None
    word = unknown[1]
    quote = _quoted(file, broken.line, word)
    if word in _ENDS.values() and any(_ENDS[tag] == word for _, tag, _ in open_tags):
        return _without_end(*open_tags[-1])
    if word in _ENDS.values():
        start = next(tag for tag, end in _ENDS.items() if end == word)
        return Break(
            broken.line,
            quote,
            f"这个 {{% {word} %}} 前面没有对应的 {{% {start} … %}}。",
            hint="请核对是多写了，还是前面漏了。",
        )
    if word in ("else", "elif"):
        return Break(
            broken.line, quote, f"这个 {{% {word} %}} 不在 {{% if %}} 里面。", hint="请核对前面的 if 和 endif。"
        )
    if word in ("do", "break", "continue", "trans"):
        return Break(
            broken.line, quote, f"“{{% {word} %}}”这种写法在这里不能用。", hint="模板里只能取值、判断、循环和调用宏。"
        )
    right = next(iter(get_close_matches(word, _TAGS, 1, 0.5)), None)
    perhaps = f"，是不是“{right}”" if right else ""
    return Break(broken.line, word, f"没有“{word}”这种写法{perhaps}。", suggestion=right)


def _without_end(line: int, word: str, quote: str) -> Break:
    end = _ENDS[word]
    return Break(line, quote, f"“{quote}”没有结束，少了 {{% {end} %}}。", hint=f"请在这一段末尾加上 {{% {end} %}}。")


def _open_tags(file: SourceFile, last: int, until: str | None) -> list[tuple[int, str, str]]:
    """Blocks that are open where Jinja gave up."""
    open_tags: list[tuple[int, str, str]] = []
    text = re.sub(r"(?s)\{#.*?#\}", lambda comment: re.sub(r"[^\n]", " ", comment[0]), file.text)
    for number, line in enumerate(text.split("\n")[:last], start=1):
        for tag in _TAG.finditer(line):
            word = tag["word"]
            if number == last and word == until and word in _ENDS.values():
                closes = bool(open_tags) and _ENDS[open_tags[-1][1]] == word
                if not closes:
                    return open_tags
            if word in _ENDS and not (word == "set" and re.search(r"(?<![=!<>])=(?!=)", tag["rest"])):
                open_tags.append((number, word, tag[0]))
            elif word in _ENDS.values() and open_tags and _ENDS[open_tags[-1][1]] == word:
                open_tags.pop()
    return open_tags


def _last_before(file: SourceFile, start: str, end: str) -> int:
    """The line of the last opening mark that has no closing one behind it."""
    place = file.text.rfind(start)
    while place >= 0:
        before = file.text.rfind(start, 0, place)
        if before < 0 or end in file.text[before:place]:
            return file.text.count("\n", 0, place) + 1
        place = before
    return 0


def _quoted(file: SourceFile, line: int, word: str) -> str:
    text = file.line(line)
    return next((tag[0] for tag in _TAG.finditer(text) if tag["word"] == word), word if word in text else "")


def _in_line(file: SourceFile, broken: Broken) -> Break:
    line = _where(file, broken.line)
    text = file.line(line)
    triple = re.search(r"\{\{\{+.*?\}\}+|\{\{.*?\}\}\}+", text)
    if triple:
        right = "{{ " + triple[0].strip("{} ") + " }}"
        return Break(
            line, triple[0], f"“{triple[0]}”的花括号写多了，应是两对：{right}。", suggestion=right, is_brace=True
        )
    wide = re.search(r"unexpected char '(.)'", broken.said)
    if (wide and wide[1] in _BRACES) or (set(_BRACES) & set(text) and line != broken.line):
        return _wide_brace(line, text)
    if wide and wide[1] in _WIDE:
        return Break(
            line, wide[1], f"“{wide[1]}”是全角符号，花括号里面要用半角的“{_WIDE[wide[1]]}”。", suggestion=_WIDE[wide[1]],
        )  # fmt: skip
    if wide:
        quote = wide[1] if wide[1] in text else ""
        what = "引号没有成对" if wide[1] in "'\"" else f"“{wide[1]}”不能写在这里"
        return Break(line, quote, f"{what}。", hint="请核对这一行花括号里面的写法。")
    for start, end in (("{{", "}}"), ("{%", "%}")):
        if text.count(start) > text.count(end):
            quote, whole = _left_open(text, start, end)
            return Break(
                line, quote, f"“{quote}”没有写完，后面少了“{end}”。", suggestion=whole, hint=f"请用半角的“{end}”结尾。"
            )
    return Break(line, _piece(text, broken.said), _reason(broken.said), hint="请核对这一行花括号里面的写法。")


def _left_open(text: str, start: str, end: str) -> tuple[str, str | None]:
    """The piece that lacks its end, and what it should be where half of the end is there."""
    places = [match.start() for match in re.finditer(re.escape(start), text)]
    place = next(
        (at for at, following in zip(places, [*places[1:], len(text)], strict=True) if end not in text[at:following]),
        places[-1],
    )
    rest = text[place:]
    half = re.match(r"\{[{%][^{}%]*?\s*[}%]", rest)
    return (half[0], f"{half[0][:-1].rstrip()} {end}") if half else (rest.strip()[:_LONGEST_QUOTE], None)


def _wide_brace(line: int, text: str) -> Break:
    pieces = re.findall(r"[｛｝{}％%]*[｛｝％][｛｝{}％%]*", text)
    right = "".join(_BRACES.get(character, character) for character in pieces[0])
    return Break(
        line, pieces[0], f"“{pieces[0]}”里有全角的符号，应写成半角的“{right}”。", suggestion=right, is_brace=True
    )


def _where(file: SourceFile, line: int) -> int:
    """The line on which an expression was left open, where Jinja noticed it only further down."""
    before = "\n".join(file.lines[: line - 1])
    start = max(before.rfind("{{"), before.rfind("{%"))
    if start < 0:
        return line
    end = "}}" if before.startswith("{{", start) else "%}"
    if end in before[start:]:
        return line
    # An expression over several lines closes before the next one opens; one that was left open does not.
    rest = file.text[start + 2 :]
    closing = rest.find(end)
    opening = min((place for place in (rest.find("{{"), rest.find("{%")) if place >= 0), default=len(rest))
    if 0 <= closing < opening:
        return line
    return before.count("\n", 0, start) + 1


_REASONS = (
    (r"Expected an expression, got '(?:end of|\})", "这里缺少内容：该写名称或条件的地方是空的。"),
    (r"expected token 'in'", "for 的写法不全，应是 {% for 项 in 一列 %}。"),
    (r"expected name or number", "“.”后面缺少名称。"),
    (r"expected token 'name', got 'end of", "“|”后面缺少过滤器的名称。"),
    (r"expected token 'end of statement block', got '='", "判断相等要用“==”，这里只写了一个“=”。"),
    (r"unexpected '([)\]}])'(?:, expected '([)\]}])')?", "括号没有成对。"),
    (r"expected token ',', got", "括号没有成对，或少了逗号。"),
    (r"unexpected end of template", "这里没有写完，少了结尾的花括号。"),
    (r"expected token 'end of (?:print statement|statement block)', got '(.*)'", "“{0}”前面少了符号，或多写了词。"),
    (r"unexpected 'end of", "这里没有写完，后面缺少内容。"),
    (r"names starting with an underline", "以下划线开头的名称不能导入。"),
    (r"tag name expected", "{% 后面缺少 if、for 这样的词。"),
    (r"non-default argument follows default", "有默认值的参数要写在没有默认值的后面。"),
    (r"can't assign to", "这里不能赋值，“=”左边要是一个名称。"),
    (r"expected call", "{% call %} 后面要写宏和括号。"),
    (r"You cannot chain multiple tests", "一个 is 后面只能写一种判断。"),
    (r"expected subscript expression|Expected an expression", "这里的写法读不懂。"),
)


def _reason(said: str) -> str:
    for pattern, reason in _REASONS:
        found = re.match(pattern, said)
        if found:
            return reason.replace("{0}", found[1]) if "{0}" in reason else reason
    return "这里的写法读不懂。"


_INSIDE = Pattern(r"\{\{.*?\}\}|\{%.*?%\}")


def _piece(text: str, said: str) -> str:
    got = re.search(r"(?:got|unexpected) '([^']+)'", said)
    pieces = [match[0] for match in _INSIDE.finditer(text)]
    fitting = [piece for piece in pieces if got and got[1] in piece[2:-2]]
    if len(pieces) == 1:
        return pieces[0]
    return fitting[0] if len(fitting) == 1 else ""
