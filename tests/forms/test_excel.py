"""The Excel form: what is written comes back, and what clerks and their programs do to it is read or told."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from drafting.forms.excel import read_workbook, write_workbook
from drafting.forms.excel.formulas import no_day
from drafting.forms.excel.layout import BASIC_FIELDS
from drafting.forms.loading import load, read_bytes, validated
from drafting.forms.source import FormError, Source
from drafting.readers import ReadError
from schemas.report.figures import computed
from schemas.report.parts import Level
from schemas.report.reading import read
from tests.word import docx, p, r

FORM: dict[str, Any] = {
    "表单版本": 1,
    "单位": {"名称": "青禾乡人民政府", "级别": "乡镇", "所属": "云岭县"},
    "年度": 2025,
    "主送": ["云岭县人民政府", "中共云岭县委全面依法治县委员会办公室"],
    "引言": "2025年，青禾乡依法行政。\n成效如下。",
    "数据": {
        "纠纷": {
            "受理": "44件",
            "成功": {"数": "42件", "属于": "受理"},
            "成功率": {"分子": "成功", "分母": "受理"},
            "去年": 40,
            "增减": {"本期": "受理", "上期": "去年", "小数": 1},
            "邻里": 30,
            "土地": 14,
            "合计": {"数": 44, "分项": ["邻里", "土地"]},
        },
        "普法": {
            "活动": "10余场次",
            "受众": "2.15万人次",
            "满意度": {"比率": "98%以上", "来源": "县司法局调查"},
            "明年": {"目标": "20场次"},
            "占比": {"分子": "纠纷.土地", "分母": "受众", "小数": 4},
        },
    },
    "主要举措和成效": {
        "引言": "一年来做了三件事。",
        "项目": [
            {
                "标题": "加强组织领导",
                "正文": "=1+1 开头的话\n第二段",
                "小项": [{"标题": "压实责任", "小项": [{"标题": "分工到人", "正文": "每项工作有人管。"}]}],
            },
            {
                "标题": "加强普法",
                "正文": "举办活动{{ 普法.活动 }}场次。",
                "表格": [
                    {"标题": "情况表", "列": ["类别", "件数"], "行": [["邻里", 30], ["土地", "14"]], "合计": "是"}
                ],
            },
        ],
    },
    "存在的不足和原因": {"引言": "也有不足。", "项目": [{"不足": "力量不足", "表现": "人少\n事多", "原因": "编制紧"}]},
    "党政主要负责人履职": {
        "党委主要负责人": {"职务": "乡党委书记", "履职": "主持会议。\n听取汇报。"},
        "政府主要负责人": {"职务": "乡长", "履职": "部署工作。"},
        "项目": [{"标题": "共同推进", "正文": "联席会议。"}],
    },
    "下一年度安排": {"年度": 2026, "项目": [{"标题": "做实基层", "正文": "配齐人员。"}]},
    "其他需要报告的情况": "无其他情况。",
    "上年安排": [{"事项": "建调解站", "对应举措": "加强普法"}, {"事项": "办培训班"}],
    "附件": [{"名称": "清单", "表格": [{"标题": "事项表", "列": ["甲", "乙", "丙"], "行": [["1", "", "3"]]}]}],
    "落款": {"署名": ["青禾乡人民政府"], "日期": "2026-01-20", "盖章": "否"},
}


@cache
def written() -> bytes:
    return write_workbook(FORM)


def edited(change: Callable[[Workbook], None]) -> bytes:
    """The form after somebody has worked on it."""
    book = load_workbook(io.BytesIO(written()))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        assert member in old.namelist()
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return stream.getvalue()


SHEETS = (
    "填写说明",
    "基本情况",
    "数据",
    "数据示例",
    "主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履职",
    "下一年度安排",
    "其他",
    "上年安排",
    "表格",
)


def changed(sheet: str, cells: dict[str, Any]) -> Source:
    """The form with other contents in some cells; a text that begins with < is the XML of the content."""

    def change(xml: bytes) -> bytes:
        for place, value in cells.items():
            xml = with_cell(xml, place, value)
        return xml

    return read_workbook(patched(written(), f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml", change))


def with_cell(xml: bytes, place: str, value: Any) -> bytes:
    kind, content = "n", f"<v>{value}</v>"
    if value is None:
        content = ""
    elif isinstance(value, bool):
        kind, content = "b", f"<v>{value:d}</v>"
    elif isinstance(value, str):
        kind, content = "inlineStr", f"<is><t>{value}</t></is>"
        if value.startswith("<"):
            kind, content = "e" if "#" in value else "n", value
    found = re.search(rf'<c r="{place}"( s="[0-9]+")?[^>]*?(?:/>|>.*?</c>)'.encode(), xml, re.DOTALL)
    style = found[1].decode() if found and found[1] else ""
    cell = f'<c r="{place}"{style} t="{kind}">{content}</c>'.encode()
    if found:
        return xml.replace(found[0], cell)
    row = re.sub("[A-Z]", "", place).encode()
    with_row = re.sub(
        rb'(<row r="%s"[^>]*>.*?)(</row>)' % row, lambda match: match[1] + cell + match[2], xml, flags=re.DOTALL
    )
    return (
        with_row if with_row != xml else xml.replace(b"</sheetData>", b'<row r="%s">%s</row></sheetData>' % (row, cell))
    )


def told(source: Source, *, incomplete: bool = False) -> list[str]:
    with pytest.raises(FormError) as error:
        validated(source, incomplete=incomplete)
    return [str(mistake) for mistake in error.value.mistakes]


# There and back


def test_a_whole_form_comes_back() -> None:
    source = read_workbook(written())

    assert source.mistakes == ()
    assert validated(source) == read(FORM)


def test_english_names_are_written_as_well() -> None:
    english = {**FORM, "year": 2025, "sign_off": {"day": "2026-01-20", "sealed": False}}
    del english["年度"], english["落款"]

    assert validated(read_workbook(write_workbook(english))) == read(english)


WORDS = st.text("青禾乡云岭县法治建设依行政调解纠纷培训会议0123456789ab（）《》、，“”", min_size=1, max_size=12)
LINES = st.builds(
    lambda first, rest: "甲" + first + rest, st.sampled_from(["", "=", "+1", "-", "@", "_x0041_", "'", "\x07"]), WORDS
)
PARAGRAPHS = st.one_of(
    st.builds(lambda sign, lines: sign + "\n".join(lines), st.sampled_from(["", "=", "-", "+", "@", "'", " "]), st.lists(LINES, min_size=1, max_size=3)),
    st.lists(LINES, min_size=1, max_size=2),
)  # fmt: skip
NAMES = st.text("受理成功去年邻里甲乙丙丁", min_size=1, max_size=4)
ABOUT = st.sampled_from(["余", "以上", "约", "近", "左右"])


def optional(name: str, strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(st.just({}), strategy.map(lambda value: {name: value}))


def merged(*strategies: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*strategies).map(lambda parts: {key: value for part in parts for key, value in part.items()})


def fields(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(strategies)


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    for group in draw(st.lists(NAMES, max_size=3, unique=True)):
        names = draw(st.lists(NAMES, min_size=6, max_size=9, unique=True))
        whole, part, rest, total, *more = names
        small, large = sorted(draw(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6))))
        groups[group] = {
            whole: draw(st.sampled_from([large, str(large), f"{large}件", {"数": large, "量词": "件"}, float(large)])),
            part: {"数": small, "属于": draw(st.sampled_from([whole, f"{group}.{whole}"]))},
            rest: draw(st.sampled_from([f"{small}", f"{small}.50", f"{small}.5万", f"{small:,}", "007"])),
            total: {"数": small + large, "分项": [whole, part]},
            **{
                name: draw(
                    st.one_of(
                        merged(fields(分子=st.just(part), 分母=st.just(whole)), st.just({"小数": 4})),
                        merged(fields(本期=st.just(part), 上期=st.just(whole)), optional("小数", st.integers(0, 4))),
                        fields(比率=st.sampled_from(["98%以上", "95.50%"]), 来源=LINES),
                        fields(目标=LINES),
                        st.builds(lambda number, about: {"数": number, "概数": about}, st.integers(0, 999), ABOUT),
                        st.sampled_from(["10余场次", "约20人", "3.20亿元", "50以上"]),
                    )
                )
                for name in more
            },
        }
    return groups


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    width = draw(st.integers(1, 10))
    cell = st.one_of(st.just(""), LINES, st.integers(0, 10**6), st.sampled_from(["=1", "95%", "1.50", "2025-1-1"]))
    rows = st.lists(st.lists(cell, min_size=width, max_size=width).filter(any), min_size=1, max_size=3)
    table = merged(
        fields(标题=LINES, 列=st.lists(LINES, min_size=width, max_size=width), 行=rows), optional("合计", st.just("否"))
    )
    return draw(st.lists(table, max_size=2))


SMALL_ITEMS = fields(标题=LINES, 正文=PARAGRAPHS)
SUB_ITEMS = st.one_of(
    merged(SMALL_ITEMS, optional("小项", st.lists(SMALL_ITEMS, max_size=2))),
    fields(标题=LINES, 小项=st.lists(SMALL_ITEMS, min_size=1, max_size=2)),
)
ITEMS = st.lists(
    merged(SMALL_ITEMS, optional("小项", st.lists(SUB_ITEMS, max_size=2)), optional("表格", tables())),
    min_size=1,
    max_size=3,
)
PARTY, GOVERNMENT = (
    fields(职务=st.sampled_from(posts), 履职=PARAGRAPHS) for posts in (("乡党委书记", "党组书记"), ("乡长", "局长"))
)
INTRODUCTION = optional("引言", PARAGRAPHS)
SHORTCOMINGS = st.lists(
    merged(fields(不足=LINES, 原因=PARAGRAPHS), optional("表现", PARAGRAPHS)), min_size=1, max_size=3
)
FORMS = merged(
    fields(
        表单版本=st.sampled_from([1, "1"]),
        单位=merged(
            fields(名称=st.sampled_from(["青禾乡人民政府", "云岭县司法局"]), 级别=st.sampled_from(list(Level)).map(str)), optional("简称", LINES), optional("所属", LINES)
        ),
        年度=st.sampled_from([2025, "2025", "2025年度"]),
        数据=figures(),
        主要举措和成效=merged(INTRODUCTION, fields(项目=ITEMS)),
        存在的不足和原因=merged(INTRODUCTION, fields(项目=SHORTCOMINGS)),
        党政主要负责人履职=merged(INTRODUCTION, fields(党委主要负责人=PARTY, 政府主要负责人=GOVERNMENT), optional("项目", ITEMS)),
        下一年度安排=merged(INTRODUCTION, optional("年度", st.just(2026)), fields(项目=ITEMS)),
        落款=merged(
            fields(日期=st.sampled_from(["2026-01-20", "2026年1月20日", date(2026, 1, 20)])),
            optional("署名", st.lists(LINES, min_size=1, max_size=2)),
            optional("盖章", st.sampled_from([True, False, "是", "否"])),
        ),
    ),
    optional("标题", st.just("青禾乡2025年法治政府建设年度报告")),
    optional("主送", st.one_of(LINES, st.lists(LINES, max_size=3))),
    INTRODUCTION,
    optional("其他需要报告的情况", PARAGRAPHS),
    optional("上年安排", st.lists(fields(事项=PARAGRAPHS), max_size=2)),
    optional("附件", st.lists(merged(fields(名称=st.sampled_from(["统计表", "清单"])), optional("正文", PARAGRAPHS), optional("表格", tables())), max_size=2)),
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(FORMS)
def test_every_form_comes_back(form: dict[str, Any]) -> None:
    source = read_workbook(write_workbook(form))

    assert source.mistakes == ()
    assert validated(source) == read(form)


def test_an_empty_form_has_the_open_places_of_an_empty_one() -> None:
    empty: dict[str, Any] = {
        "表单版本": 1, "单位": {"名称": "", "级别": ""}, "年度": "", "落款": {"日期": ""},
        "主要举措和成效": {"项目": []}, "存在的不足和原因": {"项目": []}, "下一年度安排": {"项目": []},
        "党政主要负责人履职": {name: {"职务": "", "履职": ""} for name in ("党委主要负责人", "政府主要负责人")},
    }  # fmt: skip
    source = read_workbook(write_workbook({}))

    with pytest.raises(FormError) as filled:
        validated(source)
    with pytest.raises(FormError) as plain:
        validated(Source(empty))
    assert {mistake.field for mistake in filled.value.mistakes} == {mistake.field for mistake in plain.value.mistakes}
    assert all(mistake.is_open and mistake.place for mistake in filled.value.mistakes)
    assert validated(source, incomplete=True) == read({}, incomplete=True)


def test_half_filled_items_come_back() -> None:
    form = {
        "主要举措和成效": {"项目": [{"标题": "甲", "正文": "一"}, {"标题": "", "正文": "二"}]},
        "存在的不足和原因": {"项目": [{"不足": None, "表现": "人少"}]},
        "数据": {"纠纷": {"受理": "", "成功率": {"分子": "", "分母": "受理"}}, "普法": None},
        "附件": [{"名称": "", "正文": "三"}],
    }

    assert validated(read_workbook(write_workbook(form)), incomplete=True) == read(form, incomplete=True)


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row() -> None:
    text = "\n".join(["青禾乡依法行政" * 1000] * 12)
    form = {
        **FORM,
        "引言": text,
        "主要举措和成效": {"引言": text, "项目": [{"标题": "加强普法", "正文": text}]},
        "存在的不足和原因": {"引言": text, "项目": [{"不足": "人少", "表现": "短", "原因": text}]},
    }

    assert validated(read_workbook(write_workbook(form))) == read(form)


def test_a_paragraph_longer_than_a_cell_is_told() -> None:
    with pytest.raises(FormError, match="Excel 的一格放不下"):
        write_workbook({"引言": "法" * 40_000})


def test_wrong_figures_are_written_for_the_clerk_to_see() -> None:
    form = {
        "数据": {
            "纠纷": {
                "受理": 44,
                "成功": {"数": 50, "属于": "受理"},
                "其他": "许多",
                "次数": {"数": "3件", "量词": "次"},
            }
        }
    }

    lines = told(read_workbook(write_workbook(form)), incomplete=True)

    assert any("D6" in line and "50 大于受理数 44" in line for line in lines)
    assert any("D7" in line and "“许多”不是数" in line for line in lines)
    assert any("“数”里写的是“件”，“量词”里写的是“次”" in line for line in lines)


PROGRAM = """
import hashlib, json, sys
from drafting.forms.excel import read_workbook, write_workbook
data = write_workbook(json.loads(sys.stdin.read()))
print(hashlib.sha256(data).hexdigest())
"""


def test_what_a_figure_was_last_year_stands_beside_it() -> None:
    notes: dict[tuple[str | int, ...], str] = {
        ("数据", "纠纷", "受理"): "上年：126件",
        ("数据", "普法", "满意度"): "上年：99%",
        ("数据", "普法", "满意度", "来源"): "上年：=县里2024年调查",
    }
    data = write_workbook(FORM, notes)
    assert validated(read_workbook(data)) == read(FORM)

    sheet = load_workbook(io.BytesIO(data))["数据"]
    rows = {row[1].value: row for row in sheet.iter_rows(4)}
    assert [cell.value for cell in rows["名称"]][2:5] == ["显示为", "上年", "数"]
    assert rows["受理"][3].value == "126件"
    assert (rows["满意度"][3].value, rows["满意度"][3].data_type) == ("99%；来源：=县里2024年调查", "s")
    assert rows["受理"][3].protection.locked
    assert not rows["受理"][4].protection.locked
    assert "上年" not in [cell.value for cell in load_workbook(io.BytesIO(written()))["数据"][4]]


def test_same_form_same_bytes() -> None:
    import json

    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM], input=json.dumps(FORM), capture_output=True, text=True, encoding="utf-8",
            check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONUTF8": "1", "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    ]  # fmt: skip

    assert runs[0] == runs[1]


def test_nobody_and_no_day_is_named_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        core = package.read("docProps/core.xml").decode()
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert set(re.findall(r"20\d\d-\d\d-\d\d", core)) == {"2000-01-01"}
    assert "fazhi" in core


def test_words_that_begin_like_a_formula_are_words() -> None:
    form = {"引言": "=HYPERLINK(1)", "其他需要报告的情况": "@SUM(1)", "单位": {"名称": "=1+1"}}
    book = load_workbook(io.BytesIO(write_workbook(form)))

    cells = [book["基本情况"]["B4"], book["基本情况"]["B11"], book["其他"]["C5"]]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=1+1", "s", True),
        ("=HYPERLINK(1)", "s", True),
        ("@SUM(1)", "s", True),
    ]


def test_every_choice_of_level_is_offered() -> None:
    assert [field.choices for field in BASIC_FIELDS if field.label == "级别"] == [tuple(Level)]


def test_a_form_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "表单.yaml"
    path.write_bytes(written())

    report, source = load(path)

    assert report == read(FORM)
    assert source.places["数据", "纠纷", "成功"] == "工作表“数据”D6"
    assert source.places["数据", "纠纷", "成功率", "分母"] == "工作表“数据”J7"
    assert source.places["主要举措和成效", "项目", 0, "小项", 0, "小项", 0, "正文"] == "工作表“主要举措和成效”C8"
    assert source.places["主要举措和成效", "项目", 1, "表格", 0, "行", 1] == "工作表“表格”B10"


# What clerks do


@pytest.mark.parametrize(
    ("cell", "value", "read_as"),
    [
        ("D5", "４４", "44"),
        ("D5", " 44 ", "44"),
        ("D5", 44.0, "44"),
        ("D5", "44件", "44"),
        ("D5", 44.1 + 0.2, "44.3"),
        ("D5", "１,０４４", "1044"),
    ],
)
def test_numbers_as_they_are_typed(cell: str, value: Any, read_as: str) -> None:
    # 亩 may be parted, 件 may not.
    measure = {"E5": "亩", "E6": "亩"} if "." in read_as else {}
    report = validated(changed("数据", {cell: value, **measure}))

    assert computed(report.figures, "纠纷", "受理") == read_as


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (-3, "“-3”不是数"),
        ("95%", "“95%”是比率"),
        ("四十四", "“四十四”不是数"),
        (True, "“是”不是数"),
        ("<v>#REF!</v>", "这一格显示“#REF!”"),
    ],
)
def test_what_is_no_number_is_told(value: Any, sentence: str) -> None:
    assert any("工作表“数据”D5" in line and sentence in line for line in told(changed("数据", {"D5": value})))


def test_percentages_and_days_in_cells_that_show_them_so() -> None:
    def change(book: Workbook) -> None:
        book["数据"]["N15"], book["数据"]["D5"], book["基本情况"]["B13"] = 0.9545, 44.0, datetime(2026, 1, 20, 9, 30)
        book["数据"]["N15"].number_format, book["数据"]["D5"].number_format = "0.0%", "0.00"
        book["表格"]["B9"], book["表格"]["B10"] = date(2025, 3, 5), 0.5
        book["表格"]["B9"].number_format, book["表格"]["B10"].number_format = 'm"月"d"日"', "0%"

    report = validated(read_workbook(edited(change)))

    assert computed(report.figures, "普法", "满意度") == "95.5%"
    assert computed(report.figures, "纠纷", "受理") == "44"
    assert report.sign_off.day == date(2026, 1, 20)
    assert report.achievements.items[1].tables[0].rows == (("3月5日", "30"), ("50%", "14"))


@pytest.mark.parametrize("day", [46042, "2026年1月20日", "2026.1.20", "２０２６-1-20"])
def test_days_as_they_are_typed(day: Any) -> None:
    assert validated(changed("基本情况", {"B13": day})).sign_off.day == date(2026, 1, 20)


def test_a_day_that_is_none_is_told_with_its_cell() -> None:
    assert any(
        "工作表“基本情况”B13" in line and "不是日期" in line for line in told(changed("基本情况", {"B13": "明年初"}))
    )
    assert any("B13" in line and "1899年12月30日 不对" in line for line in told(changed("基本情况", {"B13": 0.4})))


def test_yes_and_no_as_they_are_typed() -> None:
    assert validated(changed("基本情况", {"B14": True})).sign_off.sealed is True
    assert validated(changed("基本情况", {"B14": "无"})).sign_off.sealed is False


@pytest.mark.parametrize("place", ["D5", "B13"])
def test_a_clerks_formula_counts_as_what_it_shows(place: str) -> None:
    sheet, result = {"D5": ("数据", 44), "B13": ("基本情况", 46042)}[place]

    assert validated(changed(sheet, {place: f"<f>{result}-0</f><v>{result}</v>"})) == read(FORM)


@pytest.mark.parametrize(
    ("sheet", "place"), [("数据", "D5"), ("基本情况", "B4"), ("主要举措和成效", "C6"), ("表格", "C9")]
)
def test_a_formula_without_its_result_is_told(sheet: str, place: str) -> None:
    lines = told(changed(sheet, {place: "<f>40+4</f>"}))

    assert any(f"工作表“{sheet}”{place}" in line and "请直接写内容" in line for line in lines), lines


def test_our_own_columns_are_not_read() -> None:
    cells = {
        f"{column}{row}": value
        for row in range(5, 20)
        for column, value in {"C": "<v>#REF!</v>", "Q": "乱写的"}.items()
    }

    assert validated(changed("数据", cells)) == read(FORM)


def test_rows_and_columns_that_were_put_in_and_moved() -> None:
    def change(book: Workbook) -> None:
        figures = book["数据"]
        figures.insert_rows(7, 3)
        figures.insert_cols(4, 2)
        rows = [[cell.value for cell in row] for row in figures.iter_rows(5, 20)]
        for row, values in zip(figures.iter_rows(5, 20), reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value
        book["主要举措和成效"].insert_rows(6)
        book["主要举措和成效"].insert_cols(1)
        book["表格"].insert_rows(1, 2)
        book["表格"].insert_cols(1)
        book["基本情况"].insert_rows(5, 2)
        book.move_sheet("数据", -1)
        book.create_sheet("我的底稿")["A1"] = "随便写"
        figures.row_dimensions[6].hidden = True
        for name in ("填写说明", "数据示例"):
            del book[name]

    source = read_workbook(edited(change))

    assert source.mistakes == ()
    assert validated(source) == read(FORM)


def test_optional_sheets_may_be_deleted() -> None:
    def change(book: Workbook) -> None:
        for name in ("数据", "其他", "上年安排", "表格"):
            del book[name]

    report = validated(read_workbook(edited(change)))

    assert (report.figures, report.other, report.promises, report.attachments) == ({}, None, (), ())


def test_a_needed_sheet_that_is_gone_is_told_even_for_a_draft() -> None:
    source = read_workbook(edited(lambda book: book.remove(book["下一年度安排"])))

    assert any("没有工作表“下一年度安排”" in line for line in told(source, incomplete=True))


def test_a_sheet_that_was_renamed_is_told() -> None:
    def change(book: Workbook) -> None:
        book["数据"].title = "数据 (2)"

    assert any("工作表“数据 (2)”" in line and "改回“数据”" in line for line in told(read_workbook(edited(change))))


def test_a_column_that_was_renamed_is_told() -> None:
    lines = told(changed("数据", {"D4": "数目"}))

    assert any("工作表“数据”D4：没有“数目”这一列，是不是“数”" in line for line in lines)


def test_a_column_of_ones_own_is_told_once() -> None:
    lines = told(changed("数据", {"W4": "备注", "W5": "待核", "W6": "待核", "Y7": "旁注", "Y8": "旁注"}))

    assert lines == [
        "工作表“数据”W4：没有“备注”这一列，下面的内容不会写进报告；请删去这一列",
        "工作表“数据”Y7：这里的内容没有对应的列名，不会写进报告；请移到有列名的格里，或者删去",
    ]


def test_lost_column_names_are_told() -> None:
    lines = told(changed("主要举措和成效", {"A4": None, "B4": None, "C4": None}))

    assert any("找不到列名“层次”、“标题”" in line for line in lines)


def test_groups_may_be_merged_but_not_left_out() -> None:
    def merge(book: Workbook) -> None:
        book["数据"].merge_cells("A5:A12")

    assert validated(read_workbook(edited(merge))) == read(FORM)
    assert told(changed("数据", {"A6": None}))[0] == "工作表“数据”A6：没有填“组”；每一行都要填，如上面的“纠纷”"
    assert any("没有填“名称”" in line for line in told(changed("数据", {"B5": None})))


def test_a_figure_that_is_there_twice_is_told() -> None:
    assert any("“纠纷”里的“受理”第5行已经填过" in line for line in told(changed("数据", {"B6": "受理"})))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"M5": 2}, "工作表“数据”M5：“小数”要和“分子”、“分母”、“本期”、“上期”一起填，这一行填的是“数”"),
        ({"P5": "100%"}, "只能是下列之一"),
        ({"J7": None}, "工作表“数据”J7 数据.纠纷.成功率.分母：还没有填写"),
        ({"J7": "受力"}, "工作表“数据”J7 数据.纠纷.成功率.分母：没有“受力”这个数，是不是“受理”"),
        ({"O15": None}, "工作表“数据”O15 数据.普法.满意度.来源：还没有填写"),
        ({"D6": 45}, "工作表“数据”D6 数据.纠纷.成功：45 大于受理数 44"),
        ({"D10": 31}, "工作表“数据”H12 数据.纠纷.合计.分项：分项相加与合计数 44 不符"),
        ({"A16": "普 法"}, "不能作组名"),
    ],
)
def test_mistakes_in_figures_name_their_cell(cells: dict[str, Any], sentence: str) -> None:
    lines = told(changed("数据", cells))

    assert any(sentence in line for line in lines), lines


def test_mistakes_are_told_from_the_first_sheet_to_the_last() -> None:
    def change(book: Workbook) -> None:
        book["数据"]["D20"] = "无名"
        book["上年安排"]["B5"] = "没有的举措"
        book["基本情况"]["B8"] = "二〇二五"
        book["数据"]["D5"] = "许多"

    sheets = [line.split("”")[0] for line in told(read_workbook(edited(change)))]

    assert sheets == sorted(sheets, key=["工作表“基本情况", "工作表“数据", "工作表“上年安排"].index)
    assert len(set(sheets)) == 3


def test_paragraphs_in_one_cell_and_in_several_rows_are_the_same() -> None:
    def change(book: Workbook) -> None:
        sheet = book["主要举措和成效"]
        sheet["C6"] = "第一段\n\n  第二段  "
        sheet.insert_rows(7, 2)
        sheet["C7"], sheet["C8"] = "第三段", "第四段"
        shortcomings = book["存在的不足和原因"]
        shortcomings["B7"], shortcomings["C7"] = "还有表现", "还有原因"
        leaders = book["党政主要负责人履职"]
        leaders.insert_rows(8)
        leaders["C8"] = "又一段"
        basics = book["基本情况"]
        basics.insert_rows(11)
        basics["B11"] = "云岭县司法局"

    report = validated(read_workbook(edited(change)))

    assert report.achievements.items[0].text == "第一段\n第二段\n第三段\n第四段"
    assert report.shortcomings.items[0].text == "人少\n事多\n还有表现"
    assert report.shortcomings.items[0].cause == "编制紧\n还有原因"
    assert report.leaders.government is not None
    assert report.leaders.government.text == "部署工作。\n又一段"
    assert report.addressees[-1] == "云岭县司法局"


def test_levels_may_be_left_out_where_all_are_the_same() -> None:
    assert validated(changed("下一年度安排", {"A5": None, "A6": None})) == read(FORM)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"A6": None}, "工作表“主要举措和成效”A6：没有填“层次”；请选二级、三级、四级之一"),
        ({"A6": "五级"}, "工作表“主要举措和成效”A6：“五级”不能写在这里"),
        ({"A7": None, "B7": None}, "工作表“主要举措和成效”B8：四级前面要先有三级"),
        ({"B5": "一年来"}, "工作表“主要举措和成效”B5：“引言”没有标题"),
        ({"B6": "一、加强组织领导"}, "工作表“主要举措和成效”B6 主要举措和成效.项目.第1项.标题：标题前面不用写序号"),
        ({"B6": None}, "工作表“主要举措和成效”B6 主要举措和成效.项目.第1项.标题：还没有填写"),
    ],
)
def test_mistakes_in_items_name_their_cell(cells: dict[str, Any], sentence: str) -> None:
    lines = told(changed("主要举措和成效", cells))

    assert any(sentence in line for line in lines), lines


@pytest.mark.parametrize("level", ["2", "二", " 二级 ", "（一）", "2级", 2])
def test_level_two_under_other_names(level: Any) -> None:
    assert validated(changed("主要举措和成效", {"A6": level})) == read(FORM)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"B5": "加强普发"}, "工作表“表格”B5：“主要举措和成效”里没有“加强普发”这一项，是不是“加强普法”"),
        ({"B5": None}, "工作表“表格”B5：没有写这张表放在哪一项"),
        ({"B4": None, "B5": None}, "工作表“表格”B4：没有写这张表放在哪里"),
        ({"B4": "开头"}, "工作表“表格”B4：“开头”不是放表格的部分"),
        ({"C6": "多余"}, "工作表“表格”C6：“表的名称”只填一格"),
        ({"D9": "多一格"}, "工作表“表格”B9 主要举措和成效.项目.第2项.表格.第1项.行.第1项：这一行有3格，表头有2列"),
        ({"C9": "三十"}, "工作表“表格”B7 主要举措和成效.项目.第2项.表格.第1项.合计：没有一列能相加（如“三十”不是准数"),
        ({"B6": None}, "工作表“表格”B6 主要举措和成效.项目.第2项.表格.第1项.标题：还没有填写"),
    ],
)
def test_mistakes_in_tables_name_their_cell(cells: dict[str, Any], sentence: str) -> None:
    lines = told(changed("表格", cells))

    assert any(sentence in line for line in lines), lines


def test_a_table_of_nowhere_is_no_annex() -> None:
    """Even where there is only one place it could go to."""
    form = {
        **FORM,
        "附件": [{"名称": "清单", "正文": "见清单。"}],
        "主要举措和成效": {"项目": [{"标题": "抓学习", "正文": "学了。"}]},
        "下一年度安排": {"项目": [{"标题": "抓学习", "正文": "再学。"}]},
    }
    form["党政主要负责人履职"] = {
        side: FORM["党政主要负责人履职"][side] for side in ("党委主要负责人", "政府主要负责人")
    }
    form["附件"][0]["表格"] = [{"标题": "事项", "列": ["甲", "乙"], "行": [["子", "丑"]]}]
    book = load_workbook(io.BytesIO(write_workbook(form)))
    book["表格"]["B4"] = book["表格"]["B5"] = None
    stream = io.BytesIO()
    book.save(stream)

    assert any("工作表“表格”B4：没有写这张表放在哪里" in line for line in told(read_workbook(stream.getvalue())))


def test_a_typed_number_in_a_heading_is_told_once() -> None:
    typed = "（二）加强普法"
    data = patched(written(), "xl/worksheets/sheet5.xml", lambda xml: with_cell(xml, "B9", typed))
    data = patched(data, "xl/worksheets/sheet11.xml", lambda xml: with_cell(xml, "B5", typed))

    lines = told(read_workbook(data))
    assert len([line for line in lines if "加强普法" in line]) == 1, lines
    assert "应写成“加强普法”" in lines[0]


@pytest.mark.parametrize(
    ("sheet", "cells", "sentence"),
    [
        ("主要举措和成效", {"C8": None}, "工作表“主要举措和成效”C8 "),
        ("数据", {"B6": "成功-1"}, "工作表“数据”B6 "),
        ("党政主要负责人履职", {"A6": None, "B6": None, "C6": None}, "工作表“党政主要负责人履职”A"),
    ],
)
def test_what_is_missing_is_told_where_it_goes(sheet: str, cells: dict[str, Any], sentence: str) -> None:
    lines = told(changed(sheet, cells))

    assert any(line.startswith(sentence) for line in lines), lines
    assert not any(line.startswith(f"工作表“{sheet}”A4") for line in lines), lines


def test_a_table_finds_its_item_by_title_alone_or_by_number() -> None:
    assert validated(changed("表格", {"B4": None})) == read(FORM)
    assert validated(changed("表格", {"B5": "第2项"})) == read(FORM)
    assert validated(changed("表格", {"B5": " 加强 普法。"})) == read(FORM)


# What is no form, or a dangerous one


def test_another_workbook_is_no_form() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "考勤表"
    stream = io.BytesIO()
    book.save(stream)

    with pytest.raises(ReadError, match="不是本程序的表单"):
        read_bytes(stream.getvalue())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (docx(p(r("x"))), "这是 Word 文档，不是表单"),
        (b"PK\x03\x04" + b"\x00" * 50, "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧版 Excel 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence):
        read_bytes(data)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused(member: str) -> None:
    def change(xml: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml

    with pytest.raises(ReadError, match="为安全起见"):
        read_bytes(patched(written(), member, change))


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    data = patched(written(), "docProps/app.xml", lambda xml: xml + b" " * 70_000_000)

    with pytest.raises(ReadError, match="过大"):
        read_bytes(data)


def test_more_cells_than_any_form_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.ooxml.sheets._MOST_CELLS", 2000)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1000, 4000))
    data = patched(
        written(), "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )

    with pytest.raises(ReadError, match="内容过多"):
        read_bytes(data)


def test_rows_that_are_only_formatted_do_not_count() -> None:
    rows = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(1000, 60_000)
    )
    data = patched(
        write_workbook(FORM),
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
    )

    assert validated(read_bytes(data)) == read(FORM)


def test_reading_a_form_loads_no_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "表单.xlsx"
    path.write_bytes(written())
    program = "import sys; from pathlib import Path; from drafting.forms.loading import load; load(Path(sys.argv[1])); print(*sys.modules)"

    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, encoding="utf-8", check=True
    )

    assert not {"openpyxl", "lxml"} & set(run.stdout.split())


# LibreOffice


def _saved_by_libreoffice(data: bytes, folder: Path) -> Path:
    path = folder / "表单.xlsx"
    path.write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(path)],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    saved = folder / "out" / "表单.xlsx"
    if not saved.exists():
        pytest.skip("LibreOffice has no Calc")
    return saved


_NUMBER_TYPED = {
    "121件": "121", "2.15万人次": "2.15万", "1.5": "1.5", "10余场次": "10余场次", "500人次以上": "500人次以上", "约44件": "约44件",
    "四十四": "【只填数字，量词、概数填在后面】", "95%": "【只填数字，量词、概数填在后面】", "12-15件": "【只填数字，量词、概数填在后面】",
}  # fmt: skip
"""What is typed into 数, and what is shown for it."""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_the_program_takes_is_no_alarm_in_the_sheet(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["数据"]
        for number, typed in enumerate(_NUMBER_TYPED):
            row = 30 + 2 * number
            sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"D{row}"] = "试", f"数{number}", typed
            sheet[f"A{row + 1}"], sheet[f"B{row + 1}"] = "试", f"率{number}"
            sheet[f"I{row + 1}"], sheet[f"J{row + 1}"] = f"数{number}", f"数{number}"
        for row, rate in ((60, "百分之九十五"), (61, "95.5％"), (62, "98%以上")):
            sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"N{row}"], sheet[f"O{row}"] = "比", f"率{row}", rate, "调查"

    sheet = load_workbook(_saved_by_libreoffice(edited(change), tmp_path), data_only=True)["数据"]

    shown = {typed: str(sheet[f"C{30 + 2 * number}"].value) for number, typed in enumerate(_NUMBER_TYPED)}
    assert shown == _NUMBER_TYPED
    rates = {typed: sheet[f"C{31 + 2 * number}"].value for number, typed in enumerate(_NUMBER_TYPED)}
    assert [typed for typed, rate in rates.items() if rate == "100%"] == ["121件", "2.15万人次", "1.5"]
    assert rates["10余场次"] == "【“数3”不是准数】"
    assert [sheet[f"C{row}"].value for row in (60, 61, 62)] == ["【要写百分号，如 95%】", "95.5％", "98%以上"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_day_that_is_none_is_red(tmp_path: Path) -> None:
    """The condition of the red, computed in cells of its own."""
    days = {
        "2026.1.32": True,
        "2026-01-20": False,
        "2026年2月30日": True,
        "2026年1月20日": False,
        "2026/13/1": True,
        "明年": True,
        "": False,
    }

    def change(book: Workbook) -> None:
        sheet = book["填写说明"]
        for row, day in enumerate(days, start=50):
            sheet[f"A{row}"].number_format = "@"
            sheet[f"A{row}"], sheet[f"B{row}"] = day or None, f"={no_day(f'A{row}')}"

    sheet = load_workbook(_saved_by_libreoffice(edited(change), tmp_path), data_only=True)["填写说明"]

    assert [bool(sheet[f"B{row}"].value) for row, _ in enumerate(days, start=50)] == list(days.values())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_figures_and_saves_what_can_be_read(tmp_path: Path) -> None:
    more: dict[str, Any] = {
        f"率{number}": {"分子": f"子{number}", "分母": f"母{number}", "小数": number % 5}
        for number in range(40)
    }  # fmt: skip
    more |= {f"变{number}": {"本期": f"子{number}", "上期": f"母{number}", "小数": number % 5} for number in range(40)}
    for number in range(40):
        more[f"母{number}"] = (number + 1) * 37 % 160 + 160
        more[f"子{number}"] = (number * 53 + 1) % 160 + 1
    form = {**FORM, "数据": {**FORM["数据"], "多": more}}
    saved = _saved_by_libreoffice(write_workbook(form), tmp_path)

    report, source = load(saved)
    assert source.mistakes == ()
    assert report == read(form)
    sheet = load_workbook(saved, data_only=True)["数据"]
    shown = {(row[0].value, row[1].value): row[2].value for row in sheet.iter_rows(5) if row[1].value}
    expected = {(g, n): str(computed(report.figures, g, n)) for g, names in report.figures.items() for n in names}
    assert {key: str(value) for key, value in shown.items()} == expected
