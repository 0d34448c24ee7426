"""What reports of one county say against each other."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.accuracy.faults.declared import prose, put
from benchmarks.accuracy.paper import Paper, Para
from drafting.document.draft import Kind

PlantInSet = Callable[[Paper, Paper, Random], Sequence[str] | None]
"""The paper that is spoiled, and another one of the county that it was copied from."""


@dataclass(frozen=True)
class FaultOfSets:
    code: str
    name: str
    plant: PlantInSet


FAULTS: list[FaultOfSets] = []


def _fault(code: str, name: str) -> Callable[[PlantInSet], PlantInSet]:
    def declare(plant: PlantInSet) -> PlantInSet:
        FAULTS.append(FaultOfSets(code, name, plant))
        return plant

    return declare


def _copied(target: Paper, source: Paper, random: Random, change: Callable[[str], str]) -> Sequence[str] | None:
    there = [para.text[para.head :] for para in prose(source, shortest=150)]
    places = prose(target)
    if not there or not places:
        return None
    text = random.choice(there).replace(source.place.unit, target.place.unit)
    for theirs, ours in zip(source.place.villages, target.place.villages, strict=False):
        text = text.replace(theirs, ours)
    text = change(text)
    target.behind(random.choice(places), Para(Kind.BODY, text, part="成效", taken=True))
    return [text]


@_fault("SET01", "抄来一段，只换了村名")
def village_changed(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    return _copied(target, source, random, lambda text: text)


@_fault("SET01", "抄来一段，换了村名和数字")
def figures_changed(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    return _copied(
        target,
        source,
        random,
        lambda text: re.sub(r"(?<![\d.—])\d{1,3}(?=[件次个条人名份处场])", lambda m: str(int(m[0]) + 3), text),
    )


@_fault("SET01", "抄来一段，加了几个字、换了几个词")
def reworded(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    def change(text: str) -> str:
        commas = [match.end() for match in re.finditer("，", text)]
        for place in sorted(random.sample(commas, min(3, len(commas))), reverse=True):
            text = text[:place] + random.choice(("同时", "及时", "进一步")) + text[place:]
        return text.replace("专人", "专职人员").replace("围绕", "聚焦").replace("办理", "处理")

    return _copied(target, source, random, change)


@_fault("SET02", "段落里留着别的乡镇的名称")
def other_name(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    sentence = f"{source.place.unit}班子成员带队，把法治宣讲送到每一个自然村。"
    return [sentence] if put(target, random, sentence) else None


@_fault("SET02", "自称的“我镇”“我乡”与本单位不符")
def other_self(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    own = target.place.kind
    other = "我乡" if own == "镇" else "我镇"
    return [other] if put(target, random, f"{other}干部包片到户，把政策讲到群众心坎上。") else None


@_fault("SET02", "落款是别的乡镇")
def other_signature(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    para = target.first(Kind.SIGN_OFF)
    if para is None:
        return None
    para.text = source.place.organ
    return [para.text]


@_fault("SET02", "不足或安排里写着别的乡镇")
def other_plan(target: Paper, source: Paper, random: Random) -> Sequence[str] | None:
    sentence = f"力争到年底，{source.place.unit}群众满意度排名前移。"
    return [sentence] if put(target, random, sentence, random.choice(("不足", "安排"))) else None
