"""Figures that contradict each other; most are the wrong half of a claim."""

from collections.abc import Sequence
from random import Random

from benchmarks.accuracy.claims import CLAIMS, Claim, Writer
from benchmarks.accuracy.faults.declared import Plant, fault, put
from benchmarks.accuracy.paper import Paper


def _of(key: str, claim: Claim) -> Plant:
    def plant(paper: Paper, random: Random) -> Sequence[str] | None:
        sentence, mark = claim.wrong(Writer(random, paper.habits))
        if key in paper.claims:
            para, right = paper.claims[key]
            if para.taken or right not in para.text:
                return None
            para.text = para.text.replace(right, sentence)
            para.taken = True
            return [mark]
        return [mark] if put(paper, random, sentence) else None

    return plant


for _key, _claim in CLAIMS.items():
    fault(_claim.code, _claim.name, also=_claim.also, group=_key)(_of(_key, _claim))


def _two(paper: Paper, random: Random, first: str, second: str, part: str) -> Sequence[str] | None:
    if not put(paper, random, first):
        return None
    return [first, second] if put(paper, random, second, part) else []


@fault("FIG04", "成效和履职里的同一个数不一样")
def lectures(paper: Paper, random: Random) -> Sequence[str] | None:
    count = random.randint(12, 60)
    return _two(
        paper,
        random,
        f"{paper.year}年全{paper.place.word}共举办法治讲座{count}场。",
        f"{paper.year}年全{paper.place.word}共举办法治讲座{count + random.randint(2, 9)}场。",
        "履职",
    )


@fault("FIG04", "两处写的行政村数不同")
def villages(paper: Paper, random: Random) -> Sequence[str] | None:
    count = random.randint(21, 40)
    return _two(
        paper,
        random,
        f"全{paper.place.word}现有村级调解组织{count}个。",
        f"全{paper.place.word}现有村级调解组织{count + random.choice((-2, 1, 3))}个，运转正常。",
        "成效",
    )


@fault("FIG04", "同一件事换了说法，数也不同")
def helped(paper: Paper, random: Random) -> Sequence[str] | None:
    count = random.randint(40, 90)
    return _two(
        paper,
        random,
        f"全年为群众代写法律文书{count}份。",
        f"全年代写法律文书{count + random.randint(3, 11)}份，群众反映良好。",
        "成效",
    )


@fault("FIG04", "聘请的法律顾问前后人数不同")
def lawyers(paper: Paper, random: Random) -> Sequence[str] | None:
    count = random.randint(3, 9)
    return _two(
        paper,
        random,
        f"全{paper.place.word}共聘请法律顾问{count}名。",
        f"全{paper.place.word}共聘请法律顾问{count + 1}名，实现了重大事项事前咨询。",
        random.choice(("成效", "履职")),
    )


@fault("FIG04", "全年受理的件数前后不同")
def taken_in(paper: Paper, random: Random) -> Sequence[str] | None:
    count = random.randint(40, 190)
    return _two(
        paper,
        random,
        f"全年共受理行政争议咨询{count}件。",
        f"全年共受理行政争议咨询{count + random.choice((-9, 9, 18))}件，没有一件引发诉讼。",
        "成效",
    )


@fault("FIG02", "表格的合计与各行相加不等", group="table")
def table_total(paper: Paper, random: Random) -> Sequence[str] | None:
    cells = [para for para in paper.paras if para.cell]
    total = next((place for place, para in enumerate(cells) if para.text == "合计"), None)
    if total is None:
        return None
    cell = cells[total + random.choice((1, 2))]
    cell.text = str(int(cell.text) + random.choice((-10, 1, 9, 20)))
    return [f"={cell.text}"]


@fault("FIG03", "表格里办结多于收到", group="table", also=("FIG02",), elsewhere=("FIG02",))
def table_outcome(paper: Paper, random: Random) -> Sequence[str] | None:
    cells = [para for para in paper.paras if para.cell]
    if len(cells) < 9:
        return None
    got, done = cells[4], cells[5]
    total = cells[-1]
    total.text = str(int(total.text) - int(done.text) + int(got.text) + 7)
    done.text = str(int(got.text) + 7)
    return [f"={done.text}", f"={got.text}"]


@fault("FIG08", "全文用％，这里用了%（或反过来）", group="sign")
def other_sign(paper: Paper, random: Random) -> Sequence[str] | None:
    signs = "".join(para.whole for para in paper.paras)
    sign = paper.habits.percent
    if signs.count(sign) < 2:
        return None
    other = "%" if sign == "％" else "％"
    mark = f"{random.randint(81, 97)}{other}"
    return [mark, sign] if put(paper, random, f"村级公共法律服务点便民设施完好率{mark}。") else None


@fault("FIG08", "夹着全角数字")
def wide_digits(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = str(random.randint(21, 98)).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return [mark] if put(paper, random, f"慰问困难调解员{mark}人。") else None


@fault("FIG08", "一处写万，一处写全部数字")
def tens_of_thousands(paper: Paper, random: Random) -> Sequence[str] | None:
    first = f"全年投入普法资金{random.randint(2, 9)}万元。"
    second = f"另投入维修资金{random.randint(2, 9)}0000元。"
    return _two(paper, random, first, second, "成效")
