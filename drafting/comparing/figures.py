"""Figures that count the same thing in two years' reports, and what this year's claims of last year's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from drafting.comparing.reported import Reported, unit_stems
from drafting.figures import Quantity
from drafting.figures.arithmetic import interval
from drafting.figures.change_values import Claim, claims
from drafting.figures.changes import judged
from drafting.figures.quantities import Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.repetitions import LEVELS, Statement, statement_of
from drafting.text.patterns import Pattern

_TIME_AND_WHOLE = Pattern(
    "20[0-9]{2}年度?|截至[^，。；]{0,8}[底末日]|全年|今年(?:以来)?|本年度?|一年来|年内|全(?:镇|乡|街道|县|区|市)|[我本](?:镇|乡|街道|县|区|市)|总?共|累计|合计|已|先后|现|，|、|\\s"
)
_LAST_YEAR = r"(?:上年|去年|上一年|(?P<year>20[0-9]{2})年)度?(?:全年)?(?:同期)?"
_GROWN = Pattern(
    rf"^[，、（(]?(?:(?:比|较|同|与){_LAST_YEAR}(?:相比)?，?|同比)的?(?:也|均|又)?(?:净)?"
    r"(?:增长|增加|上升|上涨|提高|提升|增幅|下降|减少|降低|降幅)(?:了|率|幅度?|为|达|约|近|超过?)*$"
)
_MULTIPLE = Pattern(rf"^[，、（(]?是{_LAST_YEAR}的$")
_BASE = Pattern(rf"^[，、（(]?(?:比|较|同|与|由)?{_LAST_YEAR}[的为是]?(?:约|近)?$")
_OTHER_COUNTING = Pattern("口径|可比|剔除|不含|调整后|修正|核减|合并")
USUAL_JUMP = Fraction(5)
_MOST_OTHERS = 200
_FEWEST = 20
"""Below, numbers multiply easily."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Contradiction:
    """What this year's report says of last year's figure, and what last year's report says."""

    alike: Alike
    stated: Quantity
    working: str
    sure: bool
    doubtful: bool
    """Another figure of last year's may have been meant, or things are counted otherwise now."""


def alike(last: Reported, this: Reported) -> list[Alike]:
    """Only what is named by the same words, once in each report or always with the same value."""
    before, now = _stated(last), _stated(this)
    found = []
    for kind, ours in now.items():
        theirs = before.get(kind)
        if theirs is None or not (_one_value(ours) and _one_value(theirs)):
            continue
        (old, old_sentence), (new, new_sentence) = theirs[0], ours[0]
        sure = bool(old.kind.year and new.kind.year) and _led(old_sentence, old) == _led(new_sentence, new)
        found.append(Alike(old.quantity, new.quantity, new.kind.verb + new.noun, sure, new_sentence))
    return sorted(found, key=lambda each: each.this.index)


_Key = tuple[str, str, str, str, str, bool]


def _stated(report: Reported) -> dict[_Key, list[tuple[Statement, Sentence]]]:
    year = report.time.year
    stems = unit_stems(report)
    found: dict[_Key, list[tuple[Statement, Sentence]]] = {}
    for sentence in report.sentences:
        for quantity in () if sentence.planned else sentence.quantities:
            statement = statement_of(sentence, quantity)
            if statement is None or statement.kind.year not in ("", "全年", str(year)):
                continue
            kind = statement.kind
            lead = _bare(statement.lead, stems)
            key = (statement.noun, quantity.unit, kind.level, kind.verb, lead, kind.is_rate)
            found.setdefault(key, []).append((statement, sentence))
    return found


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


def contradictions(last: Reported, this: Reported, pairs: Iterable[Alike]) -> Iterator[Contradiction]:
    by_unit = _by_unit(last)
    for pair in pairs:
        others = _others(pair, by_unit)
        for claim, relation in _claimed(pair, last.time.year):
            if not relation.holds and relation.weight is not Weight.DOUBTFUL:
                meant = others is None or any(_holds(pair, claim, other) for other in others)
                meant = meant or _holds_by_itself(this, claim)
                yield _contradiction(pair, relation.stated, relation.working, relation.weight, other_holds=meant)
        for base in _bases(pair, last.time.year):
            low, high = interval(base, pair.last)
            there_low, there_high = interval(pair.last, base)
            if low > there_high or there_low > high:
                meant = others is None or any(other.value == base.value for other in others)
                working = f"文中说上年是{base.text}，去年的报告写的是{pair.last.text}"
                yield _contradiction(pair, base, working, Weight.SURE, other_holds=meant)


def _by_unit(report: Reported) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for sentence in report.sentences:
        for quantity in sentence.quantities:
            if quantity.is_exact and not quantity.number.idiom:
                found.setdefault(quantity.unit, []).append(quantity)
    return found


def _others(pair: Alike, by_unit: Mapping[str, list[Quantity]]) -> list[Quantity] | None:
    """What else of last year's may be meant, named by the same last words; None: so many that nobody can say."""
    alike_counted = by_unit.get(pair.last.unit, [])
    if len(alike_counted) > _MOST_OTHERS:
        return None
    name = pair.thing[-2:]
    return [other for other in alike_counted if other.span != pair.last.span and name in other.words]


def _holds_by_itself(this: Reported, claim: Claim) -> bool:
    """Whether this year's report gives a base of its own, against which the claim is right."""
    return any(
        relation.holds and relation.tie is Tie.CHANGE and relation.stated.span == claim.quantity.span
        for relation in this.ledger.relations
    )


def _holds(pair: Alike, claim: Claim, old: Quantity) -> bool:
    relation = judged(pair.sentence, claim, old, pair.this)
    return relation is not None and relation.holds


def _contradiction(pair: Alike, stated: Quantity, working: str, weight: Weight, *, other_holds: bool) -> Contradiction:
    text = pair.sentence.text[pair.sentence.start : pair.sentence.end]
    doubtful = other_holds or bool(_OTHER_COUNTING.search(text))
    return Contradiction(pair, stated, working, pair.sure and weight is Weight.SURE, doubtful)


def _claimed(pair: Alike, year: int | None) -> Iterator[tuple[Claim, Relation]]:
    for claim in claims(pair.sentence):
        relation = _against_last(pair, year, claim)
        if relation is not None:
            yield claim, relation


def _against_last(pair: Alike, year: int | None, claim: Claim) -> Relation | None:
    """A claim that stands right behind the figure, and says that it is against last year."""
    stated = claim.quantity
    if stated.start <= pair.this.end or claim.annual:
        return None
    between = pair.sentence.text[pair.this.end : stated.start]
    found = (_MULTIPLE if claim.absolute else _GROWN).search(between)
    if found is None or found.groupdict().get("year") not in (None, str(year)):
        return None
    return judged(pair.sentence, claim, pair.last, pair.this)


def _bases(pair: Alike, year: int | None) -> Iterator[Quantity]:
    """较上年的80件: what this year's report says last year's figure was."""
    for quantity in pair.sentence.quantities:
        if quantity.start <= pair.this.end or quantity.unit != pair.this.unit or not quantity.is_exact:
            continue
        if quantity.number.kind is not pair.this.number.kind:
            continue
        found = _BASE.search(pair.sentence.text[pair.this.end : quantity.start])
        if found is not None and found["year"] in (None, str(year)):
            yield quantity


def jumps(pairs: Iterable[Alike], last_year: int | None, factor: Fraction) -> Iterator[Alike]:
    """Counts that became so many times as large or small, and nothing beside them says so."""
    for pair in pairs:
        grown = pair.factor
        if pair.this.is_rate or grown is None or grown < factor or max(pair.last.value, pair.this.value) < _FEWEST:
            continue
        claimed = any(relation.weight is not Weight.DOUBTFUL for _, relation in _claimed(pair, last_year))
        if claimed or any(True for _ in _bases(pair, last_year)):
            continue  # The report speaks of the change itself, rightly or not.
        yield pair
