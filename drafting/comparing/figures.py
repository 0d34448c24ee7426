"""Figures that count the same thing in two years' reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from drafting.comparing.reported import Reported, unit_stems
from drafting.figures import Quantity
from drafting.figures.quantities import Sentence
from drafting.figures.repetitions import FLOWS, GENERIC, LEVELS, Statement, StatementKind, stated, year_in
from drafting.text.patterns import Pattern

LAST_YEAR = r"(?:上年|去年|上一年|20[0-9]{2}年)度?(?:全年)?(?:同期)?"
AGAINST = rf"(?:(?:比|较|同|与){LAST_YEAR}(?:相比)?，?|同比)"
_UP_OR_DOWN = "(?:增加|增长|上升|提高|提升|下降|减少|降低|增|升|降|减)"
_TIME_AND_WHOLE = Pattern(
    "20[0-9]{2}年度?|截[至止][^，。；]{0,8}[底末日]|全年|今年(?:以来)?|本年度?|一年来|年内|全(?:镇|乡|街道|县|区|市)|[我本](?:镇|乡|街道|县|区|市)|总?共|累计|合计|已|先后|现|，|、|\\s"
)
USUAL_JUMP = Fraction(5)
_EVERY_KIND = Pattern("各[类种]")
_SAID_OF_CHANGE = Pattern(rf"[，、（(](?:{AGAINST})[^，。；（）()]*[）)]?(?=[，；])")
_UP_TO = Pattern("截[至止][^，。；]{0,8}?(?P<month>[0-9]{1,2})月")
_RISEN_TO = Pattern(rf"^[^，。；0-9]{{0,4}}{_UP_OR_DOWN}[到至](?:了|今年的?)?$")
_FROM_LAST = Pattern(rf"[由从]{LAST_YEAR}的?$")
_SHORT = Pattern(rf"^(?P<lead>[^，。；：]*?)(?P<verb>{FLOWS})(?P<noun>[\u4e00-\u9fff]{{2}})$")
_RATE = Pattern("(?P<name>[\u4e00-\u9fff“”]{4,20}率)(?:达到?|为|保持在|均?达)*$")
"""满意度 apart, a shorter name, as 办结率, goes with whatever was spoken of before."""


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """One thing, counted in both years."""

    last: Quantity
    this: Quantity
    thing: str
    """With its verb: 受理矛盾纠纷."""
    sure: bool
    """Both say that they are of the whole year, and of nobody else."""
    sentence: Sentence
    """Of this year's."""

    @property
    def factor(self) -> Fraction | None:
        """How many times the smaller one goes into the larger; None where one of them is nought."""
        low, high = sorted((self.last.value, self.this.value))
        return high / low if low > 0 else None


@dataclass(frozen=True, slots=True)
class _Thing:
    """All that two figures have to agree in to count the same."""

    name: str
    unit: str
    level: str
    verb: str
    lead: str
    is_rate: bool
    up_to: str
    """The month with which the count ended, if before December."""


def alike(last: Reported, this: Reported) -> list[Alike]:
    """Only what is named by the same words, once in each report or always with the same value."""
    before, now = _stated(last), _stated(this)
    found = []
    for thing, ours in now.items():
        theirs = before.get(thing)
        if theirs is None or not (_one_value(ours) and _one_value(theirs)):
            continue
        (old, old_sentence), (new, new_sentence) = theirs[0], ours[0]
        sure = bool(old.kind.year and new.kind.year) and _led(old_sentence, old) == _led(new_sentence, new)
        found.append(Alike(old.quantity, new.quantity, new.kind.verb + new.noun, sure, new_sentence))
    return sorted(found, key=lambda each: each.this.index)


def _stated(report: Reported) -> dict[_Thing, list[tuple[Statement, Sentence]]]:
    year = report.time.year
    stems = unit_stems(report)
    found: dict[_Thing, list[tuple[Statement, Sentence]]] = {}
    for sentence in report.sentences:
        for quantity in () if sentence.planned else sentence.quantities:
            statement = _statement(sentence, quantity, stems)
            if statement is None or statement.kind.year not in ("", "全年", str(year)):
                continue
            kind = statement.kind
            lead = _bare(statement.lead, stems)
            ended = _UP_TO.search(sentence.lead(quantity))
            up_to = ended["month"] if ended is not None and int(ended["month"]) < 12 else ""
            unit = quantity.unit + ("次" if written_apart(sentence, quantity) else "")
            thing = _Thing(statement.noun, unit, kind.level, kind.verb, lead, kind.is_rate, up_to)
            found.setdefault(thing, []).append((statement, sentence))
    return found


def _statement(sentence: Sentence, quantity: Quantity, stems: Iterable[str]) -> Statement | None:
    """As within one report, and what only two years' reports say: what was said of the change is left out."""
    if not quantity.is_exact or quantity.depth:
        return None
    base = risen_from(sentence, quantity)
    named = base if base is not None else quantity
    before = named.before.removesuffix(named.number.prefix)
    start = max(sentence.start, sentence.text.rfind("；", 0, named.start) + 1)
    stretch = sentence.text[start : named.start]
    if base is not None:
        before, stretch = (_FROM_LAST.sub("", text) for text in (before, stretch))
    before, stretch = (_EVERY_KIND.sub("", text) for text in (before, _SAID_OF_CHANGE.sub("", stretch)))
    return stated(quantity, stretch, before) or _in_short(quantity, stretch, before, stems)


def _in_short(quantity: Quantity, stretch: str, before: str, stems: Iterable[str]) -> Statement | None:
    """审查合同 at the head of a sentence; 矛盾纠纷化解率, whose name tells all."""
    if quantity.is_rate:
        rate = _RATE.search(before)
        if rate is None or _bare(before[: rate.start()], stems):
            return None
        kind = StatementKind("", year_in(stretch), "", total=True, is_rate=True)
        return Statement(quantity, _bare(rate["name"], stems), kind, "")
    spoken = _SHORT.search(before)
    if spoken is None or not quantity.is_count or GENERIC.search(spoken["noun"]):
        return None
    if _bare(stretch[: len(stretch) - len(spoken["verb"] + spoken["noun"])], stems):
        return None
    kind = StatementKind("", year_in(stretch), spoken["verb"], total=True, is_rate=False)
    return Statement(quantity, spoken["noun"], kind, "")


def risen_from(sentence: Sentence, quantity: Quantity) -> Quantity | None:
    """由去年的95件下降到72件: the 95."""
    earlier = [other for other in sentence.quantities if other.end <= quantity.start]
    base = earlier[-1] if earlier else None
    if base is None or base.unit != quantity.unit or base.number.kind is not quantity.number.kind:
        return None
    risen = _RISEN_TO.search(sentence.between(base, quantity)) and _FROM_LAST.search(base.before)
    return base if risen and base.is_exact else None


def written_apart(sentence: Sentence, quantity: Quantity) -> bool:
    """20场（次）."""
    return sentence.text.startswith(("（次）", "(次)"), quantity.end)


def _bare(lead: str, stems: Iterable[str]) -> str:
    """Whose it is, if anybody's but the unit's own."""
    lead = _TIME_AND_WHOLE.sub("", lead)
    for stem in stems:
        for kind in ("镇", "乡", "街道", ""):
            lead = lead.removeprefix(stem + kind)
    return lead


def _led(sentence: Sentence, statement: Statement) -> frozenset[str]:
    """Organs named in the sentence before: the count may be theirs."""
    return frozenset(LEVELS.findall(sentence.lead(statement.quantity)))


def _one_value(found: list[tuple[Statement, Sentence]]) -> bool:
    return len({statement.quantity.value for statement, _ in found}) == 1
