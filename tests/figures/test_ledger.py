"""What the ledger holds: relations with their working, and how many figures were read and checked."""

import re
from pathlib import Path

import pytest

from drafting.figures import Ledger, Tie, Weight, read_ledger, subject_of
from drafting.readers.text import from_text

_TITLE = "平岚县青禾乡2024年度法治政府建设年度报告\n"


def ledger(text: str, *, markdown: bool = False) -> Ledger:
    return read_ledger(from_text(_TITLE + "\n" + text, markdown=markdown))


def workings(text: str, *, markdown: bool = False) -> list[tuple[str, bool, str]]:
    return [(r.tie.name, r.holds, r.working) for r in ledger(text, markdown=markdown).relations]


@pytest.mark.parametrize(
    ("text", "working"),
    [
        (
            "村级调委会调解邻里纠纷44件，成功42件，调解成功率95.45%。",
            "42件 ÷ 44件 = 95.4545…%，四舍五入为95.45%，文中为95.45%",
        ),
        (
            "受理来件107件，其中部级5件，省级23件，热线4件，网上信箱25件，市级2件，来信19件，县级28件，派出所1件，所受理的107件中办结105件。",
            "5件 + 23件 + 4件 + 25件 + 2件 + 19件 + 28件 + 1件 = 107件",
        ),
        ("受理投诉107件，办结105件，2件尚在处理。", "107件 - 105件 = 2件，文中为2件"),
        ("组建小分队7支，每支8人，共56人。", "7支 × 8人 = 56人，文中为56人"),
        ("全年开展普法宣传96场次，平均每月8场次。", "96场次 ÷ 12个月 = 8场次，文中为8场次"),
        ("上年结转2件，新收10件，办结10件，结转下年2件。", "2件 + 10件 = 10件 + 2件"),
        ("纠纷由80件增加到92件，增长15%。", "（92件 - 80件）÷ 80件 = 15%，文中为增长15%"),
        ("满意率由上年的91.2%提高到95.7%，提高4.5个百分点。", "95.7% - 91.2% = 4.5个百分点，文中为上升4.5个百分点"),
        ("落实经费12.1万元，其中县级8.5万元、镇级3.6万元。", "8.5万元 + 3.6万元 = 12.1万元"),
        ("受理信访事项21件，其中网上信访9件。", "9件，不大于21件"),
    ],
)
def test_relation_that_holds_shows_its_working(text: str, working: str) -> None:
    assert working in [told for _, holds, told in workings(text) if holds]


@pytest.mark.parametrize(
    ("text", "working"),
    [
        (
            "村级调委会调解邻里纠纷44件，成功42件，调解成功率94.55%。",
            "42件 ÷ 44件 = 95.4545…%，四舍五入为95.45%，文中为94.55%",
        ),
        ("落实经费12万元，其中县级8.5万元、镇级4.6万元。", "8.5万元 + 4.6万元 = 13.1万元，文中为12万元"),
        ("落实经费12万元，其中县级8.5万元、镇级3.6万元。", "8.5万元 + 3.6万元 = 12.1万元，文中为12万元"),
        ("调解纠纷60件，人民调解员每人每月……共18件。", ""),
    ],
)
def test_relation_that_fails_shows_what_is_right(text: str, working: str) -> None:
    assert not working or working in [told for _, holds, told in workings(text) if not holds]


def test_expected_value_is_written_as_the_stated_one() -> None:
    texts = {
        "应参加考试63人，实际参加61人，参考率99.0%。": "96.8%",
        "应参加考试63人，实际参加61人，参考率百分之九十九。": "96.83%",
        "印发折页1,200份、手册850份，共计2,150份。": "2,050份",
        "投入经费8.5万元、3.6万元，共计13万元。": "12万元",
    }
    for text, expected in texts.items():
        assert [r.expected for r in ledger(text).relations if not r.holds] == [expected], text


def test_truncated_rate_holds_and_is_told() -> None:
    (relation,) = ledger("受理纠纷66件，化解58件，化解率87.87%。").relations
    assert (relation.holds, relation.truncated) == (True, True)


def test_counts_of_the_ledger() -> None:
    found = ledger("调解邻里纠纷44件，成功42件，调解成功率94.55%。受理信访事项21件，其中网上信访9件。聘请一名顾问。")
    assert (len(found.figures), found.checkable, found.consistent, found.inconsistent) == (5, 2, 1, 1)


def test_doubtful_failure_proves_nothing() -> None:
    found = ledger("新购装备36台，包括执法记录仪20台、对讲机9台、无人机2台、打印机6台。")
    assert [relation.weight for relation in found.relations] == [Weight.DOUBTFUL]
    assert found.checkable == 0


def test_plan_is_not_judged_by_its_rates() -> None:
    document = from_text(_TITLE + "\n受理纠纷44件，化解42件，化解率达到99%。")
    assert not read_ledger(document, frozenset({1})).relations


def test_table_with_a_rate_column() -> None:
    table = """| 渠道 | 受理（件） | 办结（件） | 办结率 |
| --- | --- | --- | --- |
| 热线 | 240 | 228 | 95.0% |
| 网上 | 36 | 33 | 97.1% |
"""
    found = ledger(table, markdown=True).relations
    assert [(r.tie, r.holds, r.expected) for r in found] == [(Tie.RATE, True, None), (Tie.RATE, False, "91.7%")]


@pytest.mark.parametrize(
    ("rows", "note", "found"),
    [
        ("| 许可 | 120 | 118 |\n| 确认 | 56 | 65 |\n| 给付 | 31 | 31 |", "", ["65"]),
        ("| 许可 | 120 | 118 |\n| 确认 | 56 | 56 |\n| 给付 | 31 | 31 |", "", []),
        ("| 许可 | 120 | 118 |\n| 确认 | 56 | 65 |\n| 给付 | 31 | 31 |", "注：办结数含上年结转。", []),
        ("| 许可 | 120 | 128 |\n| 确认 | 56 | 65 |\n| 给付 | 31 | 31 |", "", []),
    ],
    ids=["one row", "none", "a note", "most rows"],
)
def test_table_in_which_more_is_done_than_came_in(rows: str, note: str, found: list[str]) -> None:
    table = f"| 事项 | 收到（件） | 办结（件） |\n| --- | --- | --- |\n{rows}\n\n{note}\n"
    relations = [relation for relation in ledger(table, markdown=True).relations if relation.tie is Tie.PART]

    assert [relation.stated.text for relation in relations] == found
    assert all(relation.weight is Weight.LIKELY for relation in relations)


@pytest.mark.parametrize("parts", ["男性15名、女性18名", "其中男15名、女18名", "其中，男同志15名，女同志18名"])
def test_men_and_women_are_everybody(parts: str) -> None:
    failed = [relation for relation in ledger(f"推荐人民陪审员候选人36名，{parts}。").relations if not relation.holds]
    held = [relation for relation in ledger(f"推荐人民陪审员候选人33名，{parts}。").relations if not relation.holds]

    assert [(relation.tie, relation.weight) for relation in failed] == [(Tie.BREAKDOWN, Weight.LIKELY)]
    assert not held


@pytest.mark.parametrize(
    "parts",
    [
        "男性15名、女性18名、儿童2名",
        "其中男性18名、女性18名、退休干部4名",
        "女性15名、党员18名",
        "其中男党员15名、女党员18名",
    ],
)
def test_other_parts_beside_them_may_be_of_more_or_fewer(parts: str) -> None:
    relations = ledger(f"慰问困难群众36名，{parts}。").relations

    assert not [relation for relation in relations if not relation.holds and relation.weight > Weight.DOUBTFUL]


def test_table_with_subtotals_is_left_alone() -> None:
    table = "| 类别 | 件数 |\n| --- | --- |\n| 民事 | 12 |\n| 小计 | 12 |\n| 行政 | 5 |\n| 合计 | 17 |\n"
    assert not [r for r in ledger(table, markdown=True).relations if not r.holds and r.weight > Weight.DOUBTFUL]


@pytest.mark.parametrize(
    ("text", "verb", "thing", "period"),
    [
        ("全年累计开展法治宣传活动20场次。", "开展", "法治宣传活动", "累计"),
        ("2024年受理信访事项52件。", "受理", "信访事项", "2024年"),
        ("现场接访7件。", "", "现场接访", ""),
        ("全镇聘请的5名法律顾问。", "聘请", "法律顾问", ""),
        ("调处成功率95%。", "", "调处成功率", ""),
        ("办结率、满意率分别为98%、95%。", "", "满意率", ""),
    ],
)
def test_what_a_figure_counts(text: str, verb: str, thing: str, period: str) -> None:
    document = from_text(_TITLE + "\n" + text)
    subject = subject_of(document, read_ledger(document).figures[-1])
    assert (subject.verb, subject.thing, subject.period) == (verb, thing, period)


def _documented() -> list[tuple[str, str]]:
    """Sentence and working of each row of the table of relations."""
    page = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
    return re.findall(r"^\| [^|]+（FIG\d\d） \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)


@pytest.mark.parametrize(("text", "working"), _documented())
def test_page_shows_what_the_ledger_says(text: str, working: str) -> None:
    assert working in [told for _, holds, told in workings(text) if not holds]


def test_page_has_its_table() -> None:
    assert len(_documented()) >= 17
