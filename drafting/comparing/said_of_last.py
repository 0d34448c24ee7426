"""What this year's report says of last year's figures, and what last year's report says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from drafting.comparing.figures import AGAINST, LAST_YEAR, Alike, risen_from
from drafting.comparing.reported import Reported
from drafting.figures import Quantity
from drafting.figures.arithmetic import decimals, interval, is_close
from drafting.figures.change_values import Claim, claims
from drafting.figures.changes import judged
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind

_UP = "增长|增加|上升|上涨|提高|提升|增幅|升高"
_DOWN = "下降|减少|降低|降幅"
_YEAR = Pattern("(20[0-9]{2})年")
_BEGUN = r"^(?:[（(]次[)）])?[，、（(]?"
_GROWN = Pattern(rf"{_BEGUN}{AGAINST}的?(?:也|均|又)?(?:净)?(?:{_UP}|{_DOWN})(?:了|率|幅度?|为|达|约|近|超过?)*$")
_EACH_GROWN = Pattern(
    rf"{_BEGUN}{AGAINST}的?(?:也|均|又)?分别(?:净)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|超过?)*$"
)
_MULTIPLE = Pattern(rf"{_BEGUN}是{LAST_YEAR}的$")
_DOUBLED = Pattern(rf"{_BEGUN}{AGAINST}$")
_LEVEL = Pattern(rf"{_BEGUN}(?:与|同|和){LAST_YEAR}(?:相比)?(?:基本|大体|大致)?持平(?=[，。；）)]|$)")
_COMPARED = Pattern(rf"{_BEGUN}(?:比|较|同|与){LAST_YEAR}的?(?:约|近)?$")
_NAMED = Pattern(rf"{_BEGUN}(?:{LAST_YEAR}的?(?:为|是|[：:])|(?:上年|去年|上一年|20[0-9]{{2}}年)度?同期)\s?(?:约|近)?$")
_BESIDE = Pattern(rf"{_BEGUN}{LAST_YEAR}(?:约|近)?$")
_STOPS = Pattern("^(?:左右|上下)?(?:[，。；！,;（(）)]|、(?![0-9])|$)")
"""Behind a growth: 同比增长20%的村, 增长12%至18% and 增长5%的目标 speak of something else."""
_CHANGES = Pattern(
    rf"^的?(?:相比|比)?，?(?:也|又|均|都|共|净|有所|略有|略|明显|大幅|再)*(?:{_UP}|{_DOWN}|增|升|涨|多|少|降|减|翻|持平|回落)"
)
_LISTED = Pattern("^(?:、|和|及|与)$")
_OTHER_COUNTING = Pattern(
    "口径|可比|剔除|不含|调整后|修正|更正|核实|核减|合并|并入|划入|划出|划归|新划|区划|撤并|统计范围|含新"
)
_OTHER_PLACE = Pattern("区划调整|(?:并入|划入|划归)[我本](?:镇|乡|街道)|村(?:组|级建制)?撤并|合村并[镇居组]|撤[乡镇]设")
_MOST_OTHERS = 200
_FEWEST = 20
"""Below, numbers multiply easily."""


@dataclass(frozen=True, slots=True, eq=False)
class Contradiction:
    alike: Alike
    stated: Quantity
    """This year's own figure where the report only says that it is as last year's."""
    working: str
    sure: bool
    doubtful: bool
    """Another figure of last year's may have been meant, or things are counted otherwise now."""


@dataclass(frozen=True, slots=True)
class _Base:
    quantity: Quantity
    sure: bool


def contradictions(last: Reported, this: Reported, pairs: Iterable[Alike]) -> Iterator[Contradiction]:
    by_unit = _by_unit(last)
    elsewhere = any(_OTHER_PLACE.search(block.text) for block in this.document.body())
    for pair in pairs:
        others = _others(pair, by_unit)
        for claim, relation in _claimed(pair, last.time.year):
            if not relation.holds and relation.weight is not Weight.DOUBTFUL:
                meant = others is None or any(_holds(pair, claim, other) for other in others)
                meant = meant or elsewhere or _holds_by_itself(this, claim)
                sure = relation.weight is Weight.SURE
                yield _contradiction(pair, relation.stated, relation.working, sure=sure, other_holds=meant)
        for base in _bases(pair, last.time.year):
            stated = base.quantity
            low, high = interval(stated, pair.last)
            there_low, there_high = interval(pair.last, stated)
            if low > there_high or there_low > high:
                meant = elsewhere or others is None or any(other.value == stated.value for other in others)
                # 上年4件 beside 92件 may be four that were left over.
                meant = meant or not (base.sure or is_close(stated.value, pair.last.value))
                working = f"文中说上年是{stated.text}，去年的报告写的是{pair.last.text}"
                yield _contradiction(pair, stated, working, sure=True, other_holds=meant)
        if _is_level(pair, last.time.year) and not is_close(pair.last.value, pair.this.value):
            working = f"文中说与上年持平，去年的报告写的是{pair.last.text}"
            yield _contradiction(pair, pair.this, working, sure=False, other_holds=elsewhere)


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


def _contradiction(pair: Alike, stated: Quantity, working: str, *, sure: bool, other_holds: bool) -> Contradiction:
    return Contradiction(pair, stated, working, pair.sure and sure, other_holds or _is_counted_otherwise(pair))


def _is_counted_otherwise(pair: Alike) -> bool:
    sentence = pair.sentence
    return _OTHER_COUNTING.search(sentence.text, sentence.start, sentence.end) is not None


def _claimed(pair: Alike, year: int | None) -> Iterator[tuple[Claim, Relation]]:
    found = [claim for claim in claims(pair.sentence) if _is_against_last(pair, year, claim)]
    for claim in [*found, *_listed_claim(pair, year)]:
        if pair.this.is_rate and claim.kind is not Kind.POINTS:
            continue  # 由95%提高到98%，提高3%: points or percent, which is not for two reports to tell
        relation = judged(pair.sentence, claim, pair.last, pair.this, max(1, decimals(claim.quantity.number)))
        if relation is not None:
            yield claim, relation


def _is_against_last(pair: Alike, year: int | None, claim: Claim) -> bool:
    """Right behind the figure, with nothing behind it that it may belong to, and against last year."""
    stated = claim.quantity
    if stated.start <= pair.this.end or claim.annual or not _STOPS.search(pair.sentence.tail(stated)):
        return False
    between = pair.sentence.text[pair.this.end : stated.start]
    pattern = _DOUBLED if claim.kind is Kind.DOUBLINGS else _MULTIPLE if claim.absolute else _GROWN
    return pattern.search(between) is not None and _is_of(between, year)


def _is_of(words: str, year: int | None) -> bool:
    """No other year than the one before is named."""
    return all(int(named) == year for named in _YEAR.findall(words))


def _listed_claim(pair: Alike, year: int | None) -> Iterator[Claim]:
    """受理矛盾纠纷92件、办理信访事项60件，同比分别增长15%、20%: each growth with the figure in its place."""
    sentence = pair.sentence
    start = max(sentence.start, sentence.text.rfind("；", 0, pair.this.start) + 1)
    figures = [q for q in sentence.quantities if q.start >= start and not q.number.idiom]
    for count in range(2, len(figures) // 2 + 1):
        between = sentence.between(figures[count - 1], figures[count])
        found = _EACH_GROWN.search(between)
        grown = figures[count : 2 * count]
        if found is None or not _is_of(between, year) or pair.this not in figures[:count]:
            continue
        gaps = [sentence.between(one, other) for one, other in pairwise(grown)]
        kinds = {figure.number.kind for figure in grown}
        if len(kinds) == 1 and all(_LISTED.search(gap) for gap in gaps) and _STOPS.search(sentence.tail(grown[-1])):
            stated = grown[figures.index(pair.this)]
            yield Claim(stated, "", down=found["down"] is not None, absolute=False, annual=False)
        return


def _bases(pair: Alike, year: int | None) -> Iterator[_Base]:
    """较上年的80件: what this year's report says last year's figure was."""
    from_last = risen_from(pair.sentence, pair.this)
    if from_last is not None and _is_of(from_last.before, year):
        yield _Base(from_last, sure=True)
    for quantity in pair.sentence.quantities:
        if quantity.start <= pair.this.end or quantity.unit != pair.this.unit or not quantity.is_exact:
            continue
        between = pair.sentence.text[pair.this.end : quantity.start]
        if quantity.number.kind is not pair.this.number.kind or not _is_of(between, year):
            continue
        behind = pair.sentence.tail(quantity)
        if _COMPARED.search(between):
            if _CHANGES.search(behind):
                yield _Base(quantity, sure=True)
        elif _STOPS.search(behind) and (_NAMED.search(between) or _BESIDE.search(between)):
            yield _Base(quantity, sure=_NAMED.search(between) is not None)


def _is_level(pair: Alike, year: int | None) -> bool:
    found = _LEVEL.search(pair.sentence.tail(pair.this))
    return found is not None and _is_of(found[0], year)


def jumps(pairs: Iterable[Alike], last_year: int | None, factor: Fraction) -> Iterator[Alike]:
    """Counts that became so many times as large or small, and nothing beside them says so."""
    for pair in pairs:
        grown = pair.factor
        if pair.this.is_rate or grown is None or grown < factor or max(pair.last.value, pair.this.value) < _FEWEST:
            continue
        if _is_counted_otherwise(pair):
            continue
        claimed = any(relation.weight is not Weight.DOUBTFUL for _, relation in _claimed(pair, last_year))
        if claimed or _is_level(pair, last_year) or any(True for _ in _bases(pair, last_year)):
            continue  # The report speaks of the change itself, rightly or not.
        yield pair
