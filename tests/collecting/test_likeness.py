"""Who wrote the same as whom: what is no copy first, then copies that hide behind names, figures and small edits."""

import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import combinations
from random import Random

import pytest

from benchmarks.county import county, lines_of
from drafting.collecting.fingerprints import PIECE, Prints, compared, prints
from drafting.collecting.likeness import Listed, keep, pairs, prepare
from drafting.collecting.summary import Pair
from drafting.readers.text import from_text

FRAME = """云岭县{unit}2024年法治政府建设年度报告
云岭县人民政府：
现将{unit}2024年度法治政府建设情况报告如下：
一、2024年推进法治政府建设的主要举措和成效
{text}
二、2024年推进法治政府建设存在的不足和原因
{unit}人民政府
2025年1月15日"""

WELL = (
    "柳湾村的老井台边有一间调解室，里面坐着三位退休教师和一名卫生员。谁家为排水沟、晒场、牲口起了争执，先到井台边把话说完，"
    "由卫生员记下双方各退一步的地方，再请村民小组长量好尺寸、钉上木桩。全年记了46本调解簿，翻悔的只有2户，"
    "乡里把这种办法写成一页纸，让其他村照着试。"
)
BOATS = (
    "渡口渔政码头离集镇十六公里，禁捕期内执法船每天凌晨四点出航，船上装有定位和录像，回港后当天归档。对首次用地笼的老渔民，"
    "先收缴工具、讲清禁渔期起止，再帮助联系水产合作社务工；对屡教不改的3人依法立案，罚款一律扫码缴入国库，"
    "没有一笔现金经过执法人员的手。"
)


def document(unit: str, text: str) -> Prints:
    return prints(from_text(FRAME.format(unit=unit, text=text)), [unit, "云岭县"])


@contextmanager
def store(reports: Sequence[tuple[str, Prints]]) -> Iterator[tuple[sqlite3.Connection, list[Listed]]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare(connection)
        for path, kept in reports:
            keep(connection, path, kept.packed())
        yield connection, [Listed(path, path) for path, _ in reports]


def found(*texts: str) -> list[Pair]:
    units = ["青禾乡", "白石镇", "柳溪镇", "渡头街道", "清河镇", "枫林乡", "竹山镇", "兰桥镇", "荷塘乡", "松岭镇"]
    kept = [(f"{unit}.txt", document(unit, text)) for unit, text in zip(units, texts, strict=False)]
    with store(kept) as (connection, listed):
        return list(pairs(connection, listed))


HARMLESS = {
    "the same campaign in other words": (
        (
            "按照县里“清障护路”行动的要求，本乡对通村公路两侧的堆物、搭建逐段登记，能当场清走的当场清走，需要拆除的先送达限期改正通知书，"
            "到期仍不改的才组织拆除，前后清理堆物61处、拆除搭建7处。"
        ),
        (
            "县里开展“清障护路”行动以后，我镇把沿路各户请到村部，算清事故账和赔偿账，多数人自己动手把柴垛和砖石搬走；"
            "剩下几处违规搭建，依法履行告知、催告程序之后予以拆除，没有引起一起信访。"
        ),
    ),
    "set phrases": (
        (
            "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，全面贯彻落实党的二十大和二十届二中、三中全会精神，"
            "在县委、县政府的坚强领导下，紧紧围绕法治政府建设目标任务，把公众参与、专家论证、风险评估、合法性审查和集体讨论决定作为"
            "重大行政决策的必经程序，坚持和发展新时代“枫桥经验”，把矛盾纠纷化解在基层、化解在萌芽状态，"
            "落实“谁执法谁普法”普法责任制，不断增强人民群众的获得感、幸福感、安全感。"
        ),
    )
    * 2,
    "lists of laws": (
        (
            "组织学习《中华人民共和国民法典》《中华人民共和国行政处罚法》《中华人民共和国乡村振兴促进法》《中华人民共和国农村土地承包法》"
            "《中华人民共和国反家庭暴力法》《中华人民共和国未成年人保护法》《信访工作条例》《保障农民工工资支付条例》，人人撰写心得。"
        ),
        (
            "在圩日摆摊讲解《中华人民共和国民法典》《中华人民共和国行政处罚法》《中华人民共和国乡村振兴促进法》"
            "《中华人民共和国农村土地承包法》《中华人民共和国反家庭暴力法》《中华人民共和国未成年人保护法》《信访工作条例》"
            "《保障农民工工资支付条例》，赶圩的人边听边问。"
        ),
    ),
    "one sentence": (
        "全年记了46本调解簿，翻悔的只有2户，乡里把这种办法写成一页纸，让其他村照着试。",
        "调解员多是老人。全年记了39本调解簿，翻悔的只有5户，乡里把这种办法写成一页纸，让其他村照着试。村里议事也有了规矩。",
    ),
    "the same form filled in otherwise": (
        "司法所为留守老人解答赡养方面的疑问12次；派出所对废品收购站检查8次；农技站向种粮大户发放农资维权手册。",
        "便民中心为货车司机解答运费方面的疑问9次；市监所对熟食摊点检查15次；妇联向在外务工妇女发放婚姻权益手册。",
    ),
    "nothing at all": ("", ""),
}


@pytest.mark.parametrize("texts", HARMLESS.values(), ids=HARMLESS)
def test_no_pair(texts: tuple[str, ...]) -> None:
    assert found(*texts) == []


def test_what_the_county_handed_out_is_nobodys_copy() -> None:
    made = county(20, 3)
    planted = {unit for copy in made.copies for unit in copy.units}
    own = ["\n".join(lines_of(report)[4:8]) for report in made.reports if report.unit not in planted][:9]
    assert found(*(f"{WELL}\n{text}" for text in own)) == []
    assert len(found(WELL, *own[:8], WELL)) == 1


def test_what_one_county_handed_out_is_common_there_and_a_copy_elsewhere() -> None:
    units = ["青禾乡", "白石镇", "柳溪镇", "渡头街道"]
    kept = [(unit, document(unit, WELL)) for unit in units]
    others = [
        (f"别县{report.unit}", document(report.unit, "\n".join(lines_of(report)[4:12])))
        for report in county(20, 5).reports
    ]
    with store(kept + others) as (connection, _):
        counties = dict.fromkeys(units, "云岭县") | {path: "平岚县" for path, _ in others}
        one = [Listed(path, path, counties[path]) for path, _ in kept + others]
        assert not [pair for pair in pairs(connection, one) if {pair.first, pair.second} <= set(units)]
        apart = [Listed(path, path, f"{path}县" if path in units else "平岚县") for path, _ in kept + others]
        assert len([pair for pair in pairs(connection, apart) if {pair.first, pair.second} <= set(units)]) == 6


def test_that_some_do_not_name_their_county_makes_no_county_of_those_that_do() -> None:
    others = [
        (report.unit, document(report.unit, "\n".join(lines_of(report)[4:8]))) for report in county(30, 5).reports
    ]
    copied = [(unit, document(unit, WELL)) for unit in ("青禾乡", "白石镇", "柳溪镇")]
    with store(copied + others) as (connection, _):
        listed = [Listed(path, path, "云岭县") for path, _ in copied] + [Listed(path, path) for path, _ in others]
        told = [{pair.first, pair.second} for pair in pairs(connection, listed)]
    assert all(set(pair) in told for pair in combinations(["青禾乡", "白石镇", "柳溪镇"], 2))


COPIES = {
    "word for word": WELL,
    "other names and figures": WELL.replace("柳湾", "桑园")
    .replace("46", "31")
    .replace("2户", "3户")
    .replace("乡里", "镇里"),
    "a word here and there": WELL.replace("争执", "纠纷")
    .replace("先到", "要先到")
    .replace("翻悔", "反悔")
    .replace("照着试", "学着做"),
    "other punctuation": WELL.replace("，", "；").replace("、", "和"),
    "in two paragraphs": WELL.replace("全年记了", "\n全年记了"),
    "in the middle of another paragraph": f"辖区里水路多。{WELL}我们还要看两年。",
    "below a heading of its own": f"（三）调解。{WELL}",
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy(copy: str) -> None:
    (pair,) = found(f"{WELL}\n{BOATS}", copy)
    assert (pair.first, pair.second) == ("白石镇.txt", "青禾乡.txt")
    assert pair.share > 0.75
    assert "里面坐着三位退休教师和一名卫生员" in pair.passages[0].first_words
    assert "里面坐着三位退休教师和一名卫生员" in pair.passages[0].second_words


def test_only_the_names_differ() -> None:
    (pair,) = found(WELL.replace("柳湾", "青禾乡柳湾"), WELL.replace("柳湾", "白石镇桑园").replace("乡里", "白石"))
    assert pair.share > 0.9


def test_words_are_shown_as_they_are_written() -> None:
    (pair,) = found(f"{BOATS}\n{WELL}", f"{WELL.replace('46', '31')}")
    (alike,) = pair.passages
    assert alike.first == "白石镇.txt"
    assert alike.first_words == WELL.replace("46", "31")
    assert alike.second_words == WELL
    assert alike.first_place == "一、2024年推进法治政府建设的主要举措和成效 › 第1段"
    assert alike.second_place == "一、2024年推进法治政府建设的主要举措和成效 › 第2段"


def test_share_is_of_the_shorter_one() -> None:
    (pair,) = found(f"{WELL}\n{BOATS}", WELL)
    assert pair.share == 1.0
    (pair,) = found(f"{WELL}\n{BOATS}", f"{WELL}\n{BOATS[::-1]}")
    assert 0.4 < pair.share < 0.6


def test_longest_passage_first() -> None:
    (pair,) = found(f"{WELL[:80]}\n宣传。\n{BOATS}", f"{BOATS}\n调研。\n{WELL[:80]}")
    assert ["渡口" in passage.first_words for passage in pair.passages] == [True, False]


def test_a_repeated_passage_is_told_once() -> None:
    (pair,) = found(f"{WELL}\n{BOATS}\n{WELL}", WELL)
    assert len(pair.passages) == 1
    assert pair.share == 1.0


def _kept(count: int, seed: int) -> list[tuple[str, Prints]]:
    made = county(count, seed)
    return [(report.unit, prints(from_text("\n".join(lines_of(report))), [report.unit])) for report in made.reports]


def test_same_pairs_in_any_order() -> None:
    kept = _kept(60, 2)
    with store(kept) as (connection, listed):
        first = pickle.dumps([repr(pair) for pair in pairs(connection, listed)])
    Random(1).shuffle(kept)
    with store(kept) as (connection, listed):
        assert pickle.dumps([repr(pair) for pair in pairs(connection, listed)]) == first


@pytest.mark.parametrize("seed", [1, 7])
def test_all_planted_copies_and_none_else(seed: int) -> None:
    made = county(150, seed)
    kept = [(report.unit, prints(from_text("\n".join(lines_of(report))), [report.unit])) for report in made.reports]
    groups = [set(group.units) for group in made.copies]
    with store(kept) as (connection, listed):
        told = [{pair.first, pair.second} for pair in pairs(connection, listed)]
    assert [pair for pair in told if not any(pair <= group for group in groups)] == []
    for group in groups:
        reached = {min(group)}
        while grown := {unit for pair in told if pair & reached for unit in pair if pair <= group} - reached:
            reached |= grown
        assert reached == group


def test_a_passage_of_a_large_group_makes_few_pairs() -> None:
    made = county(120, 4)
    kept = []
    for number, report in enumerate(made.reports):
        lines = lines_of(report)
        kept.append((report.unit, document(report.unit, "\n".join([*lines[4:8], *([WELL] if number < 30 else [])]))))
    copiers = {unit for unit, _ in kept[:30]}
    with store(kept) as (connection, listed):
        told = [pair for pair in pairs(connection, listed) if "退休教师" in pair.passages[0].first_words]
    assert {unit for pair in told for unit in (pair.first, pair.second)} == copiers
    assert len(told) < 90


def test_reports_that_are_not_listed_do_not_count() -> None:
    with store([("旧.txt", document("青禾乡", WELL)), ("新.txt", document("青禾乡", WELL))]) as (connection, listed):
        assert len(list(pairs(connection, listed))) == 1
        assert list(pairs(connection, listed[1:])) == []
        assert list(pairs(connection, [])) == []
        assert list(pairs(connection, [*listed[1:], Listed("没有", "没有.txt")])) == []


def test_prints_are_small_and_come_back() -> None:
    made = county(3, 1).reports[0]
    kept = prints(from_text("\n".join(lines_of(made))), [made.unit])
    assert Prints.unpacked(kept.packed()) == kept
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert len(kept.packed()) < 9000


def test_prints_are_the_same_on_every_machine() -> None:
    # Kept in a store: another number here asks for another VERSION.
    kept = document("青禾乡", WELL)
    assert kept.hashes[:16].hex() == HASHES
    assert int.from_bytes(kept.positions[4:8], "little") == 11


HASHES = "3bc51d7ed2cf6a25f72fd22623bc7a20"


def test_names_years_figures_and_law_titles_are_not_compared() -> None:
    kept = document("青禾乡", "2024年，青禾乡、青禾司法所依照《中华人民共和国民法典》办理三百二十件、15件。")
    assert compared(kept.passages, kept.names).text == "年司法所依照办理件件"


def test_title_headings_and_signature_are_not_compared() -> None:
    kept = document("青禾乡", "（一）化解纠纷\n井台调解。")
    assert compared(kept.passages, kept.names).text == "井台调解"
    assert [role for role, _ in kept.frame] == ["title", "paragraph", "heading", "heading", "heading", "sign-off"]


@pytest.mark.parametrize("piece", ["井台", "村民小组长量好尺寸", WELL])
def test_hostile_repetition_ends(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    pair = found(text, text + BOATS)
    assert len(pair) <= 1
    assert all(len(alike.first_words) < 700 for one in pair for alike in one.passages)


def test_a_piece_is_longer_than_names() -> None:
    assert PIECE > 10


def test_a_passage_is_shown_from_clause_to_clause_with_what_differs() -> None:
    before = "果园的围栏去年就旧了，"
    first = f"{before}木匠修过三回。\n为此，{BOATS}\n另一件事：桥头的路灯坏了四盏。"
    second = f"井水变浑以后，村里化验了两次。\n为此，{BOATS.replace('十六公里', '九公里').replace('水产合作社', '苗圃')}\n校门口添了斑马线。"

    [pair] = found(first, second)
    [passage] = pair.passages

    for words, differs, marked in (
        (passage.first_words, passage.first_differs, ["九", "苗圃"]),
        (passage.second_words, passage.second_differs, ["十六", "水产合作社"]),
    ):
        assert words.startswith(("为此，渡口", "渡口"))
        assert words.endswith("执法人员的手。")
        assert [words[start:end] for start, end in differs] == marked
    assert passage.first_place.endswith("第2段")
    assert passage.first_at[0] < passage.first_at[1]
