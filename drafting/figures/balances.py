"""上年结转 + 新收 = 办结 + 结转下年."""

from collections.abc import Iterator, Sequence
from enum import Enum

from drafting.figures.arithmetic import is_close, reach, total
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.text.patterns import Pattern


class Side(Enum):
    OPENING = "opening"
    INTAKE = "intake"
    DONE = "done"
    CLOSING = "closing"


_OPENING = Pattern(
    "(?:上年|上年度|去年|往年|上一年|上一年度|20[0-9]{2}年)[^，。；]{0,10}(?:结转|转入|未|遗留|结余)|年初(?!预算|计划|安排|确定|部署)|期初|往年|原有|(?:去年|上年)(?:年?底|末)|(?<!历史)遗留|结转的$",
    sign="年|期初|原有|遗留|结转的",
)
_CLOSING = Pattern(
    "结转(?:至|到|入|为)?(?:下|次|20)|转入?(?:至|到|入)?(?:下|次年|20)|下年|下一年|跨年|年末|期末|年底|剩余|其余|余下|结余|尚未|尚有|仍有|在办|未(?:办|审|化|结|整)|现有|目前有效|现行有效"
)
_DONE = Pattern(
    "办结|审结|结案|化解|完成|解除|期满|办理完毕|办毕|支出|整改|办复|审查|使用|息访|销号|出列|答复|办复|回复|退出|废止|注销|调离|解聘|减少|核减"
)
_INTAKE = Pattern("新|受理|收|接|拨付|拨入|划入|筹集|增|立案|检查|发现|排查|登记|本年|安排|列入")
_TOTAL = Pattern("(?:共|合计|总计|应办[^，。；]{0,6})(?:有)?$")
_TOGETHER = Pattern("^(?:总?共|合计|[共总]计|累计)")
_SETTLED = Pattern("^[^，。；]{0,4}(?:全部|均|都|悉数)")
_CONTAINED = Pattern("其中|含|包括")
_REGISTER = Pattern("在册|帮教|矫正|现有|在管|在岗|在编|会员|党员")


def is_balance(sentence: Sentence) -> bool:
    return any(_OPENING.search(count.words) for count in sentence.counts())


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    known = sentence.counts()
    if not is_balance(sentence):
        if before is None or not is_balance(before):
            return
        known = before.counts() + known
    sides = _sides(known)
    if len(sides) < len(Side) or sides[Side.CLOSING][0] not in sentence.quantities:
        return
    counts = [count for side in Side for count in sides[side]]
    if _is_settled(sides[Side.OPENING][0]):
        return
    if len({count.unit for count in counts}) > 1 or not all(count.is_exact for count in counts):
        return
    if any(len(sides[side]) > 1 for side in (Side.OPENING, Side.CLOSING)):
        return
    came, went = total(sides[Side.OPENING] + sides[Side.INTAKE]), total(sides[Side.DONE] + sides[Side.CLOSING])
    stated = sides[Side.CLOSING][0]
    within = total(sides[Side.INTAKE])
    text = sentence.text[sentence.start : sentence.end]
    # 去年遗留的8件今年全部化解。今年新受理61件，办结57件，还有4件: the old ones are settled already.
    if within == went and stated.start > sentence.start > sides[Side.OPENING][0].start:
        return
    holds = came == went or (within == went and bool(_CONTAINED.search(text)))
    weight = Weight.LIKELY if _REGISTER.search(text) else Weight.SURE
    unit = counts[0].unit
    others = [
        c for c in known if c.unit == unit and c not in counts and sides[Side.OPENING][0].start < c.start < stated.start
    ]
    if abs(came - went) <= reach(counts) or any(not _TOTAL.search(other.before) for other in others):
        weight = Weight.DOUBTFUL
        if not holds and not is_close(came, went):
            return
    left = " + ".join(count.text for count in sides[Side.OPENING] + sides[Side.INTAKE])
    right = " + ".join(count.text for count in sides[Side.DONE] + sides[Side.CLOSING])
    working = f"{left} {'=' if holds else '≠'} {right}"
    yield Relation(Tie.BALANCE, stated, tuple(c for c in counts if c is not stated), holds, working, weight)


def _is_settled(opening: Quantity) -> bool:
    """办结上年结转案件8件; 上年结转5件全部办结."""
    found = _OPENING.search(opening.before)
    done = found is not None and _DONE.search(opening.before[: found.start()])
    return bool(done or _SETTLED.search(opening.after))


def _sides(counts: Sequence[Quantity]) -> dict[Side, list[Quantity]]:
    sides: dict[Side, list[Quantity]] = {}
    unit = next((count.unit for count in counts if _OPENING.search(count.words)), None)
    for count in counts:
        if count.unit != unit or count.depth or (_TOTAL.search(count.before) and not _CLOSING.search(count.before)):
            continue
        words = count.before + "，" + count.after
        side = None
        if _OPENING.search(count.before) or _OPENING.search(count.after):
            side = Side.OPENING
        elif _CLOSING.search(words):
            side = Side.CLOSING
        elif _DONE.search(count.before):
            side = Side.DONE
        elif _INTAKE.search(count.before):
            side = Side.INTAKE
        if side in sides and _TOGETHER.search(count.before):
            continue  # 办结28件，另有上年结转5件，共办结33件
        if side is not None:
            sides.setdefault(side, []).append(count)
    return sides
