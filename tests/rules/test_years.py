"""A report beside last year's: whole small pairs, written before the rules."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.document import Document
from drafting.document.mandate import shipped_mandate
from drafting.findings import Confidence, Finding, Severity
from drafting.readers.text import from_text

_TEXTS = Path(__file__).parents[1] / "texts" / "years.toml"
_PAIRS: list[dict[str, Any]] = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))["pair"]
_YOY = Settings(select=frozenset({"YOY"}))

_OWN = {
    2023: {
        "lead": "2023年，松坪乡把法治建设摆上重要位置。现将2023年度法治政府建设情况报告如下：",
        "measures": "组织干部旁听庭审1次，帮助4户村民办了遗产继承。",
        "shortcomings": "一是执法记录仪数量不够。原因是采购计划没有获批。",
        "leaders": "乡党委书记把法治课讲到了村部，乡长牵头清理了历年合同。",
        "plan": "（一）继续加强普法宣传。利用赶集日开展宣传，提高群众法治意识。",
    },
    2024: {
        "lead": "一年来，松坪乡在依法治理上下了不少功夫。现将2024年度法治政府建设情况报告如下：",
        "measures": "赶集日摆摊普法，接受咨询的群众多了。镇村两级各办所按月报送台账。",
        "shortcomings": "一是年轻干部办案经验少。原因是轮岗频繁，师傅带徒弟没有坚持。",
        "leaders": "乡党委书记约谈了两名村支书，乡长出庭应诉1次。",
        "plan": "（一）办好“板凳课堂”。请老支书讲过去的纠纷是怎样平息的。",
    },
}


def pair_report(year: int, given: dict[str, str]) -> Document:
    said = _OWN[year] | {name: text.strip() for name, text in given.items()}
    return from_text(
        f"""白鹭县松坪乡{year}年度法治政府建设年度报告
{said["lead"]}
一、{year}年度推进法治政府建设的主要举措和成效
{said["measures"]}
二、存在的不足和原因
{said["shortcomings"]}
三、党政主要负责人履行推进法治建设第一责任人职责情况
{said["leaders"]}
四、{year + 1}年度推进法治政府建设的主要安排
{said["plan"]}
白鹭县松坪乡人民政府
{year + 1}年1月20日"""
    )


def _found(pair: dict[str, Any]) -> tuple[Document, tuple[Finding, ...]]:
    this = pair_report(2024, pair.get("this", {}))
    return this, check_document(this, _YOY, last=pair_report(2023, pair.get("last", {}))).findings


def _told(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.code} {f.severity.word} {f.location.quote}：{f.message}" for f in findings]


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: str(pair["why"]))
def test_pair(pair: dict[str, Any]) -> None:
    this, findings = _found(pair)
    warned = {f.code for f in findings if f.severity >= Severity.WARNING}
    errors = {f.code for f in findings if f.severity is Severity.ERROR}
    infos = {f.code for f in findings if f.severity is Severity.INFO}
    expected = set(pair.get("expect", [])) | set(pair.get("errors", []))
    assert expected == warned, _told(findings)
    assert set(pair.get("errors", [])) == errors, _told(findings)
    assert set(pair.get("infos", [])) <= infos, _told(findings)
    assert not {f.code for f in findings} & set(pair.get("silent", [])), _told(findings)
    assert pair.get("says", "") in "".join(_told(findings))
    if marks := pair.get("marks"):
        wanted = expected | set(pair.get("infos", []))
        texts = [this.blocks[f.location.span.block].text for f in findings if f.code in wanted]
        spans = [f.location.span for f in findings if f.code in wanted]
        places = [(text.find(marks), span) for text, span in zip(texts, spans, strict=True) if marks in text]
        assert any(span.start < at + len(marks) and at < span.end for at, span in places), _told(findings)


def test_there_are_enough_of_both_kinds() -> None:
    faults = [pair for pair in _PAIRS if {"expect", "errors", "infos"} & set(pair)]
    assert len(faults) >= 25
    assert len(_PAIRS) - len(faults) >= 25


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: str(pair["why"]))
def test_what_is_told_of_last_year_stands_there(pair: dict[str, Any]) -> None:
    last = pair_report(2023, pair.get("last", {}))
    for finding in _found(pair)[1]:
        assert finding.last_year
        assert all(at.quote and at.quote == last.quote(at.span) for at in finding.last_year)
        assert finding.confidence is Confidence.CERTAIN or finding.severity is Severity.INFO


def _missed(plan: str, measures: str) -> Finding:
    this = pair_report(2024, {"measures": measures})
    last = pair_report(2023, {"plan": plan})
    (finding,) = (f for f in check_document(this, _YOY, last=last).findings if f.code == "YOY02")
    return finding


def test_the_nearest_passage_is_shown_beside_an_item_without_an_answer() -> None:
    finding = _missed(
        "（一）整治烟花爆竹违规储存。联合派出所检查集镇零售点，取缔无证摊点。",
        "村民自发清理了河道。\n集镇的无证餐饮摊点搬进了便民市场。",
    )

    assert finding.message.endswith("，最接近的是“集镇的无证餐饮摊点搬进了便民市场。”。")
    assert [at.quote for at in finding.related] == ["集镇的无证餐饮摊点搬进了便民市场。"]


def test_each_of_the_numbered_points_is_looked_for() -> None:
    finding = _missed(
        "一是修缮风雨廊桥，请老木匠带徒弟；二是整治烟花爆竹违规储存；三是办好板凳课堂。",
        "风雨廊桥修好了，老木匠带出2个徒弟。板凳课堂办了9回。",
    )

    assert [at.quote for at in finding.last_year] == ["二是整治烟花爆竹违规储存；"]


def test_a_mandate_of_ones_own_is_compared_by_its_own_parts() -> None:
    """What the plan and the shortcomings are, the mandate says: by its year and by its elements."""
    mandate = shipped_mandate()
    parts = tuple(replace(part, key=f"own-{part.key}") for part in mandate.parts)
    settings = replace(_YOY, mandate=replace(mandate, parts=parts))
    same = "一是村级调解员年龄普遍偏大，整理卷宗困难，调解协议书制作不规范。原因是报酬低。"
    this = pair_report(2024, {"shortcomings": same})
    last = pair_report(2023, {"shortcomings": same, "plan": "（一）整治烟花爆竹违规储存。取缔无证摊点。"})

    assert {f.code for f in check_document(this, settings, last=last).findings} == {"YOY02", "YOY04"}
