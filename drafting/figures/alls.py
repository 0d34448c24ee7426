"""全部 and 均 against counts that say otherwise: 受理58件，已全部办结，其余2件正在办理."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafting.document import Span
from drafting.figures.arithmetic import total
from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.relations import Relation, Tie, Weight
from drafting.figures.wording import TAKEN_IN
from drafting.text.patterns import Pattern

_ALL = Pattern(
    "(?P<subject>[^，。；：、]{0,16}?)(?:(?:已|现已|均已|做到|实现)?(?:全部|悉数|全数|均已|均(?=[^衡等匀])|都已|件件|个个|户户|人人|百分之百|全员)(?P<what>[^，。；]{1,12}?)|(?P<cover>全覆盖))(?=[，。；]|$)",
    sign="全部|悉数|全数|均|都已|件件|个个|户户|人人|百分之百|全员|全覆盖",
)
_LEFT = Pattern(
    "其余|剩余|余下|尚有|还有|仍有|未(?:办结|化解|完成|整改|签|答复|到)|请假|缺席|正在(?:办理|调处|审理|整改)|在办|^[^，。；]{0,6}(?:正在|仍在|尚未|因[^，。；]{0,4}(?:请假|未到))"
)
_OTHER = Pattern("上年|上一年|去年|往年|遗留|其他|另|历史|结转")
_NOT_ALL_OF = Pattern("重大|较大|一般|其中|其余|剩余|重点|到期|应办|符合|上级|级|类|此|该|对此|新增|年度|前|后")
_FORMS = (
    "办结|办理完|办毕|结案|审结|化解|完成|解决",
    "审查|审核",
    "整改|销号|整治|完成|清零",
    "答复|办复|回复|反馈",
    "化解|调处|调解|成功|办结",
    "建成|建立|设立|完成",
    "受理|接收",
    "履行|兑现|完成",
    "到场|到会|实到|参加|出席",
    "聘请|配备|签约|覆盖|建成|安装|设立",
    "体检|完成",
    "合格|通过|及格",
    "公示|公开",
    "备案|报备",
    "走访|入户|完成",
    "签订|签",
)
_ALSO_TAKEN = ("完成", "整治", "受理", "建成", "调解", "调处", "参加", "签")
_OVERDUE = Pattern("超期|逾期|超时")
_ON_TIME = Pattern("按期|按时|及时|准时|期限内")
_STILL = Pattern("^[，,](?:尚|还|仍)有$")
_THROUGH = Pattern("^(?:建成|完工|竣工|办结|完成|整改到位|整改完毕)$")
_UNDER_WAY = Pattern("^(?:正在(?:建|施工|装修|办理|整改)|仍?在建|(?:尚?未|没有)(?:建成|完工|竣工|办结|完成|整改))")
"""Of the same step: what is built and not yet in use contradicts nothing."""
_SOME = Pattern("其中|其余|剩余|余下|重点|到期|应办|符合|新增|首批|[一二三四]期|第[一二三四]批")
_FEW = 8


def find(sentence: Sentence, before: Sentence | None, behind: Sentence | None) -> Iterator[Relation]:
    text = sentence.text
    for match in _ALL.finditer(text, sentence.start, sentence.end):
        if sentence.planned:
            continue
        yield from _against_left(sentence, match)
        if _is_part(sentence, match["subject"], match.start()):
            continue
        stretch = text.rfind("；", sentence.start, match.start()) + 1
        span = Span(sentence.block, match.start(), match.end())
        ahead = [
            q for q in sentence.counts() if max(stretch, sentence.start) <= q.start < match.start() and not q.depth
        ]
        earlier = ahead[-_FEW:]
        if len(earlier) < 2 and before is not None:
            earlier = [q for q in before.counts() if not q.depth][-4:] + earlier
        inside = any(match.start() <= q.start < match.end() and q.is_count for q in sentence.quantities)
        if inside or not earlier:
            continue
        yield from _against_done(sentence, span, match["what"] or match["cover"], earlier)
        yield from _against_rest(sentence, span, earlier, match.end())
    yield from _on_time(sentence)


def _is_part(sentence: Sentence, subject: str, place: int) -> bool:
    """重点案件全部办结 is said of some of them only."""
    subject = subject.removesuffix("已").removesuffix("的")
    for word in ("做到", "实现", "现已", "目前", "均", "已", "并", "截至目前", "收到的", "所有", "各"):
        subject = subject.removeprefix(word)
    if _NOT_ALL_OF.search(subject):
        return not subject.startswith("年度任务")
    if len(subject) < 2:
        return False
    said = sentence.text[max(0, sentence.start - 60) : place]
    return subject[-2:] not in said


def _against_done(sentence: Sentence, span: Span, what: str, counts: Sequence[Quantity]) -> Iterator[Relation]:
    done = counts[-1]
    if not done.is_exact or done.number.unit == "":
        return
    forms = _forms(what)
    if not any(form in done.words for form in forms):
        return
    alike = [q for q in counts[:-1] if q.unit == done.unit and q.is_exact]
    if not alike or any(word in done.words for word in ("其中", "未", "重点")):
        return
    sums = [tuple(alike[-1:]), *([pair] if (pair := tuple(alike[-2:])) and len(pair) == 2 else [])]
    if any(total(some) == done.value for some in sums):
        yield _relation(sentence, span, sums[0], done, holds=True)
        return
    whole = next((some for some in sums if total(some) > done.value), None)
    if whole is None or (
        forms
        and "应" not in whole[-1].before
        and not TAKEN_IN.search(whole[-1].before)
        and any(form in whole[-1].before for form in forms if form not in _ALSO_TAKEN)
    ):
        return
    weight = Weight.SURE if len(alike) == 1 or len(whole) == 2 or "共" in alike[-1].before else Weight.DOUBTFUL
    yield _relation(sentence, span, whole, done, holds=False, weight=weight)


def _forms(what: str) -> list[str]:
    found: list[str] = []
    for group in _FORMS:
        words = group.split("|")
        if any(word in what for word in words) or (what == "全覆盖" and "覆盖" in words):
            found += words
    return found


def _against_rest(sentence: Sentence, span: Span, counts: Sequence[Quantity], end: int) -> Iterator[Relation]:
    whole = counts[-1]
    tail = sentence.text.find("；", end, sentence.end)
    behind = [q for q in sentence.counts() if end <= q.start < (tail if tail >= 0 else sentence.end)]
    if not behind or not whole.is_exact or sum(q.unit == whole.unit for q in counts) > 1:
        return
    rest = behind[0]
    if rest.unit != whole.unit or not rest.value or not rest.value < whole.value:
        return
    lead = sentence.text[end : rest.start]
    if "；" in lead or _OTHER.search(lead) or _OTHER.search(rest.after):
        return
    if _LEFT.search(lead.rpartition("，")[2]) or (len(lead) <= 2 and _LEFT.search(rest.after)):
        working = f"{whole.text}中还有{rest.text}没有完成"
        yield Relation(Tie.ALL, rest, (whole,), False, working, words=Span(span.block, span.start, rest.end))


def _against_left(sentence: Sentence, match: re.Match[str]) -> Iterator[Relation]:
    """规划的13个调解室已全部建成，尚有2个正在建设: of the very ones that all are said to be done of."""
    start, end = match.span("subject")
    own = [q for q in sentence.counts() if start <= q.start < end and not q.depth]
    behind = [q for q in sentence.counts() if q.start >= match.end()]
    if len(own) != 1 or not behind or _SOME.search(match["subject"]) or not _THROUGH.search(match["what"] or ""):
        return
    whole, rest = own[0], behind[0]
    lead = sentence.text[match.end() : rest.start]
    if (
        rest.unit == whole.unit
        and 0 < rest.value < whole.value
        and _UNDER_WAY.match(rest.after)
        and _STILL.search(lead)
    ):
        working = f"{whole.text}中还有{rest.text}没有完成"
        words = Span(sentence.block, match.start(), rest.end)
        yield Relation(Tie.ALL, rest, (whole,), False, working, words=words)


def _relation(
    sentence: Sentence,
    span: Span,
    whole: Sequence[Quantity],
    done: Quantity,
    *,
    holds: bool,
    weight: Weight = Weight.SURE,
) -> Relation:
    taken = " + ".join(q.text for q in whole)
    working = f"{taken}中完成{done.text}" + ("" if holds else "，不是全部")
    shown = Span(span.block, min(done.start, span.start), max(done.end, span.end))
    return Relation(Tie.ALL, done, tuple(whole), holds, working, weight, words=shown)


def _on_time(sentence: Sentence) -> Iterator[Relation]:
    """超期办结3件，按期办结率100%."""
    if not (sentence.says("超") or sentence.says("逾期")):
        return
    for first, rate in pairwise(sentence.quantities):
        on_time = rate.is_rate and rate.value == 1 and rate.is_exact and _ON_TIME.search(rate.before)
        overdue = first.is_count and first.value and _OVERDUE.search(first.before) and "无" not in first.before
        if on_time and overdue:
            yield Relation(Tie.ALL, rate, (first,), False, f"另有{first.text}超期，{rate.before}不是{rate.text}")
