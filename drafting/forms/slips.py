"""What typing Chinese does to YAML: told where it is a slip, mended where it can only mean one thing, so that the rest is read as well."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting.forms.source import Mistake
from drafting.text.patterns import Pattern

_NAME = r"(?P<name>[^\s：:\"'#|>{}\[\]，。；！？]{1,20})"
_FULL_WIDTH_COLON = Pattern(rf"^(?P<indent> *(?:- +)?){_NAME}：(?P<rest>.*)$")
_TIGHT_COLON = Pattern(rf"^(?P<indent> *(?:- +)?){_NAME}:(?P<rest>[^\s:/].*)$")
_TIGHT_DASH = Pattern(rf"^(?P<indent> *)(?:[-－—–](?=[^\s－—–-])|[－—–]\s*){_NAME}(?P<colon>[：:].*)$")
_FIELD = Pattern(rf"^(?P<lead> *(?:- +)?{_NAME}: +)(?P<value>\S.*)$")
# What is taken is not given back: of a line of spaces every other way to take them would be tried.
_BLOCK_SCALAR = Pattern(r"^(?P<indent> *+(?:- ++(?=[^#]*:\s))?)[^#]*?(?::|-)\s++[|>][0-9+-]*\s*(?:#.*)?$")
_BEGINS_LIKE_A_FIGURE = Pattern(r"^\s*(?:[0-9０-９]|约|近|超|逾|不少于|至少|\{)")
_FLOW = Pattern(r"(?<=[：:]) *\{[^{}]*\}\s*$")
_SIGNS = Pattern(r"\"[^\"]*\"|'[^']*'|：|，")
_HALF_WIDTH = {"：": ": ", "，": ", "}
_COMMENT = Pattern(r"\s#(?=\s|$)")
_INNER_COLON = Pattern(r"([^\s：:，。；]{1,20}): ")


@dataclass(slots=True)
class Mended:
    lines: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    is_readable: bool = True
    """Indents of tabs say nothing about what belongs to what."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def mend(text: str, known: frozenset[str]) -> Mended:
    """`known` are the names of fields: only before them is a colon sure to be meant as one."""
    mended = Mended()
    typed = text.split("\n")
    following = _following(typed)
    inside: int | None = None
    for number, line in enumerate(typed, start=1):
        lead = line[: len(line) - len(line.lstrip())]
        if inside is not None and (not line.strip() or len(lead.replace("\t", "  ")) > inside):
            # Words below a | are the clerk's own.
            mended.lines.append(lead.replace("\t", "  ").replace("\u3000", "  ") + line[len(lead) :])
            continue
        inside = None
        if "\t" in lead and line.strip():
            mended.is_readable = False
        for sentence, right in _slips(line, lead, known) if line.strip() else ():
            mended.mistakes.append(Mistake(f"第{number}行", "", sentence))
            line = right  # noqa: PLW2901 - each slip is mended on top of the one before
        block = _BLOCK_SCALAR.match(line)
        if block:
            inside = len(block["indent"])
        elif not _goes_on(following[number - 1], len(lead)):
            line = _as_words(line, known)  # noqa: PLW2901
        mended.lines.append(line)
    return mended


def _slips(line: str, lead: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a line and how it should read."""
    if "\t" in lead or "\u3000" in lead:
        what = "制表符（Tab）" if "\t" in lead else "全角空格"
        line = lead.replace("\t", "  ").replace("\u3000", "  ") + line.lstrip()
        yield f"行首的缩进用了{what}；请改用半角空格", line
    found = _TIGHT_DASH.match(line)
    if found and found["name"] in known:
        line = f"{found['indent']}- {found['name']}{found['colon']}"
        yield f"“{found['name']}”前面的短横没有写成半角“-”加一个空格；应写成“{line.strip()}”", line
    found = _FULL_WIDTH_COLON.match(line)
    if found and (found["name"] in known or not found["rest"].strip() or _BEGINS_LIKE_A_FIGURE.match(found["rest"])):
        right = f"{found['name']}: {found['rest'].strip()}".strip()
        yield f"“{found['name']}”后面用了全角冒号；应写成半角冒号加一个空格：“{right}”", found["indent"] + right
        return
    found = _FLOW.search(line)
    right = _SIGNS.sub(lambda sign: _HALF_WIDTH.get(sign[0], sign[0]), found[0]) if found else ""
    if found and right != found[0]:
        line = line.replace(found[0], right)
        yield f"花括号里用了全角的冒号或逗号；应写成“{right.strip()}”", line
    found = _TIGHT_COLON.match(line)
    if found and (found["name"] in known or _BEGINS_LIKE_A_FIGURE.match(found["rest"])):
        right = f"{found['name']}: {found['rest'].strip()}"
        yield f"“{found['name']}:”后面少了一个空格；应写成“{right}”", found["indent"] + right


def _following(lines: list[str]) -> list[str]:
    """Behind each line the next one that says something."""
    found, last = [], ""
    for line in reversed(lines):
        found.append(last)
        last = line if line.strip() else last
    return found[::-1]


def _goes_on(following: str, indent: int) -> bool:
    """The next line belongs to this one: a value over several lines, or fields below."""
    return len(following) - len(following.lstrip()) > indent and not following.lstrip().startswith("- ")


def _as_words(line: str, known: frozenset[str]) -> str:
    """In quotation marks where the words begin or go on in a way that YAML takes for its own."""
    found = _FIELD.match(line)
    if found is None:
        return line
    value = found["value"].rstrip()
    if value[0] not in "\"'[{":
        comment = _COMMENT.search(value)
        value = value[: comment.start()].rstrip() if comment else value
    return found["lead"] + "'" + value.replace("'", "''") + "'" if value and _is_misread(value, known) else line


def _is_misread(value: str, known: frozenset[str]) -> bool:
    first = value[0]
    if first in "\"'":
        return value.count(first) > 1 and not value.endswith(first) and _COMMENT.search(value) is None
    if first == "[":
        return "]" not in value or (value[-1] != "]" and _COMMENT.search(value) is None)
    if first == "{":
        return value.startswith("{{")
    inner = _INNER_COLON.search(value)
    return first in "*&!@%`" or " #" in value or (inner is not None and inner[1] not in known)
