"""What came out against what went in: 受理306件，办结398件."""

from collections.abc import Iterator
from itertools import pairwise

from drafting.figures.quantities import Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern

_TAKEN = Pattern("受理|接收|收到|接到|承办|排查|摸排|应[到考训参]|参加|全[镇乡县]|现有|共有")
_THROUGH = Pattern(
    "^(?:已|共|全部|实际)?(?:办结|化解|调解成功|成功化解|成功调解|结案|答复|办复|整改|实[到考训参]|参训|参考|参加|合格|完成)$"
)
_MORE = Pattern("跨年|积案|20[0-9]{2}年[^，。；]{0,6}(?:接|受理|结转)|上年|去年|往年|结转|遗留|累计|含|包括|连同")


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    """More came out than went in, and nothing is said of last year's."""
    counts = sentence.counts()
    start, end = (before or sentence).start, (behind or sentence).end
    if len(counts) < 2 or _MORE.search(sentence.text, start, end):
        return
    for at, (taken, through) in enumerate(pairwise(counts)):
        if not (_TAKEN.search(taken.before) and _THROUGH.search(through.before)):
            continue
        if sentence.between(taken, through) != f"，{through.before}" or taken.unit != through.unit:
            continue
        alone = all(count.unit != taken.unit for count in counts[:at])
        if alone and taken.is_exact and through.is_exact and through.value > taken.value:
            working = f"{through.before}{through.text}，多于{taken.before[-6:]}{taken.text}，文中没有提到上年结转"
            yield Relation(Tie.PART, through, (taken,), False, working, Weight.LIKELY)
