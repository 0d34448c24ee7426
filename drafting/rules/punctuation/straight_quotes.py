import re
from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.characters import is_foreign, is_han
from drafting.text.patterns import Pattern
from drafting.text.residue import FIELD

_QUOTED = Pattern(r"[\"＂]([^\"＂\n]{1,60})[\"＂]|(?<![A-Za-z0-9])'([^'\n]{1,40})'(?![A-Za-z0-9])")
_LONELY = Pattern(r"[\"＂]")


@rule(
    code="PUN06",
    slug="straight-quotes",
    name="直引号",
    severity=Severity.WARNING,
    basis="《标点符号用法》（GB/T 15834-2011）",
    good=("培养“法律明白人”20名。",),
    bad=(Bad('培养"法律明白人"20名。', marks='"法律明白人"'),),
)
def straight_quotes(context: Context) -> Iterator[Flaw]:
    """中文引号用“”，不用直引号。"""
    for block in context.texts:
        text = block.text
        if not any(mark in text for mark in "\"＂'"):
            continue
        # Where one of them has no partner, nobody can tell which two belong together.
        pairs = sum(text.count(mark) for mark in '"＂') % 2 == 0
        fields = [match.span() for match in FIELD.finditer(text)]
        covered: list[tuple[int, int]] = []
        for match in _QUOTED.finditer(text):
            covered.append(match.span())
            if any(low <= match.start() < high for low, high in fields):
                continue
            inner = match[1] or match[2]
            around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            if not any(is_han(character) for character in inner) and not all(
                is_han(c) or c in "，。；、（）" for c in around
            ):
                continue
            if any(is_foreign(c) for c in inner) or (" " in inner and not any(is_han(c) for c in inner)):
                continue
            opening, closing = "“”" if match[1] else "‘’"
            right = f"{opening}{inner}{closing}"
            span = Span(block.index, match.start(), match.end())
            # Inside “ and ” a quotation takes ‘ and ’, or it is a partner of theirs.
            inside = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
            yield Flaw(
                span,
                f"{match[0]} 用了直引号，应为{right}。",
                suggestion=right,
                edits=replace(span, right) if pairs and not inside and _is_plain(text, match) else (),
            )
        for match in _LONELY.finditer(text):
            if any(low <= match.start() < high for low, high in [*covered, *fields]):
                continue
            near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            if near and all(is_han(c) or c in "“”，。；" for c in near):
                yield Flaw(
                    Span(block.index, match.start(), match.end()),
                    f"“{text[max(0, match.start() - 6) : match.end() + 6]}”里有直引号。",
                    hint="请改为中文引号“”。",
                )


_CODE = frozenset("(;){}[]=<>")


def _is_plain(text: str, match: re.Match[str]) -> bool:
    """No inches, minutes or code, and no other straight mark within: two that surely belong together."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    inner = match[1] or match[2]
    return not (before.isdigit() or _CODE & {before, after} or set(inner) & set("\"＂';{}=<>") or "“" in inner)
