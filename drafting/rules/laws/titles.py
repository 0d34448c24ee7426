"""The tables of titles, and the titles that a text cites."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from drafting.document import Block, Span
from drafting.rules.context import Context
from drafting.rules.tables import rows
from drafting.text.patterns import Pattern

STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Law:
    title: str
    since: date | None
    adopted: date | None
    revised: date | None
    until: date | None
    successor: str
    certain: bool
    note: str

    @property
    def has_state_name(self) -> bool:
        return self.title.startswith(STATE)

    @property
    def short(self) -> str:
        return self.title.removeprefix(STATE)


@dataclass(frozen=True, slots=True)
class WrongTitle:
    wrong: str
    right: tuple[str, ...]
    since: date | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Citation:
    block: Block
    span: Span
    """Brackets included."""
    title: str
    """As cited, brackets and spaces left out."""
    bracketed: bool


@cache
def laws() -> dict[str, Law]:
    """By every name the law goes under, 中华人民共和国 left out."""
    found: dict[str, Law] = {}
    for row in rows("laws/titles.csv"):
        law = Law(
            row["title"],
            _day(row["since"]),
            _day(row["adopted"]),
            _day(row["revised"]),
            _day(row["until"]),
            row["successor"],
            row["certain"] == "yes",
            row["note"],
        )
        for name in {law.short, *filter(None, row["short"].split("|"))}:
            found[name] = law
    return found


@cache
def wrong_titles() -> dict[str, WrongTitle]:
    return {
        _plain(row["wrong"]): WrongTitle(
            row["wrong"], tuple(row["right"].split("|")), _day(row["from"]), row["certain"] == "yes"
        )
        for row in rows("laws/wrong_titles.csv")
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_BRACKETED = Pattern(r"《([^《》\n]{2,80}(?:〈[^〈〉]*〉[^《》\n]{0,40})?)》")
# Without brackets only what follows the state's name is a title, and only where a word ends behind it.
_NAMED = Pattern(rf"(?<!《){STATE}(?P<name>[\u4e00-\u9fff]{{1,24}}?(?:法典|法|条例|通则|总则))(?P<next>.?)")
_DASH = Pattern(r"[－–―~～\-]")
_GOES_ON = Pattern(r"[律规治制定院官庭学典人医援条总通则]")


def citations(context: Context) -> Iterator[Citation]:
    for block in context.texts:
        text = block.text
        if "《" in text:
            for match in _BRACKETED.finditer(text):
                yield Citation(block, Span(block.index, match.start(), match.end()), _plain(match[1]), True)
        if STATE in text:
            for match in _NAMED.finditer(text):
                if not _GOES_ON.match(match["next"]):
                    yield Citation(
                        block, Span(block.index, match.start(), match.end("name")), STATE + match["name"], False
                    )


def _plain(title: str) -> str:
    title = "".join(title.split())
    return _DASH.sub("—", title).replace("——", "—").replace("(", "（").replace(")", "）")


def law_of(citation: Citation) -> Law | None:
    return laws().get(citation.title.removeprefix(STATE))


_SHORTEST_SLIPPED = 5


def slip_of(citation: Citation) -> Law | None:
    """The law whose title was meant where one character is wrong, missing or too many. Only the state makes laws of the People's Republic,
    so that no local title can be taken for a slip; short titles differ by one character rightly (国旗法, 国徽法)."""
    short = citation.title.removeprefix(STATE)
    if short == citation.title or len(short) < _SHORTEST_SLIPPED or short in laws():
        return None
    near = {law.title: law for name, law in laws().items() if law.has_state_name and _differ_by_one(name, short)}
    return next(iter(near.values())) if len(near) == 1 else None


def _differ_by_one(title: str, other: str) -> bool:
    if len(title) == len(other):
        return sum(a != b for a, b in zip(title, other, strict=True)) == 1
    longer, shorter = (title, other) if len(title) > len(other) else (other, title)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


_PAST = Pattern(
    r"(?:原|旧|原有的|当时施行的|当时的|历史上的|(?:19[0-9]{2}|20[01][0-9])年|已(?:经)?(?:被)?废止的|旧版|老)\s*[“（]?$|(?:代替|取代|替代|废止|废除|清理)了?原?[^。；]{0,20}$"
)
_ENDED = Pattern(
    r"^[^。；]{0,30}(?:同时废止|已(?:经)?(?:被|由|为)?[^。；]{0,14}(?:废止|取代|替代|失效)|(?:被|由)[^。；]{0,24}(?:取代|替代|废止)|(?:的)?废止|即行废止|失效|不再(?:适用|施行|执行)|修订(?:为|成)|改为|上升为|(?:等)?(?:旧法|九部|单行法|旧规))"
)


def told_as_past(citation: Citation) -> bool:
    """The sentence itself says that the title is no longer in force."""
    text = citation.block.text
    before = text[max(0, citation.span.start - 60) : citation.span.start]
    before = before_row(before)[-30:]
    return (
        _PAST.search(before) is not None or _ENDED.search(text[citation.span.end : citation.span.end + 60]) is not None
    )


_ROW = Pattern(r"(?:《[^《》]*》[、和及与]?)+$")


def before_row(words: str) -> str:
    """What stands before a row of titles: 原《A》《B》 and 落实《A》《B》 say it of all of them."""
    return _ROW.sub("", words)


def sentence_around(citation: Citation) -> tuple[str, str]:
    """The words of the sentence before and behind the citation."""
    text = citation.block.text
    start = max(text.rfind(stop, 0, citation.span.start) for stop in "。；\n") + 1
    ends = [place for stop in "。；" if (place := text.find(stop, citation.span.end)) >= 0]
    return text[start : citation.span.start], text[citation.span.end : min(ends, default=len(text))]
