"""Numbers as clerks write them, and what only looks like one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.quantities import Bound, Kind, Number, read


def only(text: str) -> Number:
    numbers = list(read(text))
    assert len(numbers) == 1, [text[n.start : n.end] for n in numbers]
    return numbers[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("调处纠纷44件", 44, "件"),
        ("调处纠纷４４件", 44, "件"),
        ("发放资料12,345份", 12345, "份"),
        ("发放资料1,234,567份", 1234567, "份"),
        ("发放资料1.2万份", 12000, "份"),
        ("投入1.2亿元", 120000000, "元"),
        ("投入30余万元", 300000, "元"),
        ("发放资料5千余份", 5000, "份"),
        ("聘请五十六名", 56, "名"),
        ("办结一百八十六件", 186, "件"),
        ("办结一千零二件", 1002, "件"),
        ("受众两万余人", 20000, "人"),
        ("受众两万三千六百人", 23600, "人"),
        ("受众两万三人", 23000, "人"),
        ("发放三百五份", 350, "份"),
        ("办结十二件", 12, "件"),
        ("参与3.04万名", 30400, "名"),
        ("开展百余场", 100, "场"),
        ("受众2153余人次", 2153, "人次"),
        ("出动 44 件", 44, "件"),
    ],
)
def test_count(text: str, value: int, unit: str) -> None:
    number = only(text)
    assert (number.value, number.unit, number.kind) == (Fraction(value), unit, Kind.COUNT)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("办结率95.45%", "0.9545", "0.0001"),
        ("办结率95％", "0.95", "0.01"),
        ("办结率９５．５％", "0.955", "0.001"),
        ("办结率百分之九十五点四五", "0.9545", "0.0001"),
        ("办结率百分之百", "1", "0.01"),
        ("办结率百分之95", "0.95", "0.01"),
        ("差错率千分之三", "0.003", "0.001"),
        ("差错率3‰", "0.003", "0.001"),
        ("满意率九成五以上", "0.95", "0.01"),
        ("满意率近九成。", "0.9", "0.1"),
    ],
)
def test_rate(text: str, value: str, step: str) -> None:
    number = only(text)
    assert (number.kind, number.value, number.step) == (Kind.RATE, Fraction(value), Fraction(step))


def test_fraction_is_rough() -> None:
    assert only("三分之二的村民").value == Fraction(2, 3)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("提高5个百分点", Kind.POINTS, Fraction(1, 20)),
        ("提高1.05百分点", Kind.POINTS, Fraction(105, 10000)),
        ("增长2倍", Kind.TIMES, 2),
        ("是上年的1.5倍", Kind.TIMES, Fraction(3, 2)),
        ("翻一番", Kind.DOUBLINGS, 1),
        ("翻了两番", Kind.DOUBLINGS, 2),
        ("实现翻番", Kind.DOUBLINGS, 1),
    ],
)
def test_change(text: str, kind: Kind, value: Fraction) -> None:
    number = only(text)
    assert (number.kind, number.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("开展20余场", Bound.OVER),
        ("开展20多场", Bound.OVER),
        ("开展近20场", Bound.UNDER),
        ("开展约20场", Bound.ABOUT),
        ("开展20场左右", Bound.ABOUT),
        ("开展20场以上", Bound.OVER),
        ("开展超过20场", Bound.OVER),
        ("开展不少于20场", Bound.OVER),
        ("签约12户", Bound.EXACT),
        ("附近3家", Bound.EXACT),
        ("条约3项", Bound.EXACT),
        ("达20场", Bound.EXACT),
        ("历时3个多月", Bound.OVER),
    ],
)
def test_bound(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "“3·15”消费者权益日",
        "“12.4”国家宪法日",
        "6.5世界环保日",
        "“25·7”洪水",
        "平府发〔2025〕5号",
        "平府发20255号文件",
        "《民法典》第1043条",
        "党的二十届三中全会",
        "第五次全国经济普查",
        "十一届十一次全会",
        "12345政务服务便民热线",
        "12348、12309",
        "“1+1+3”工作法",
        "“1235577”工作思路",
        "三重一大",
        "四议两公开",
        "“八五”普法",
        "App3.2版本",
        "PM2.5",
        "5A级景区",
        "比例为1:2.5",
        "65岁以上",
        "2021—2025年",
        "20212025年规划",
        "2024年12月",
        "上午9:30",
        "第3批",
        "前10名",
        "第一责任人",
        "位列第3位",
        "超过87%的乡镇",
        "三四次",
        "几十次",
        "一户一策",
        "一案双查",
        "三季度",
        "5%—5.5%",
        "电话0571-87654321",
        "编号1234567890123456789",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert not [text[n.start : n.end] for n in read(text) if not n.idiom]


def test_list_without_measure_words() -> None:
    assert [number.value for number in read("分别为12、15和9件")] == [12, 15, 9]


@given(st.text(alphabet="0123456789０９一二十百千万亿零点两.,%％件人余多约近分之成倍番第至—（）“”", max_size=40))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for number in read(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end


@given(st.integers(min_value=0, max_value=10**9))
def test_arabic_numbers_keep_their_value(value: int) -> None:
    assert only(f"办结{value}件").value == value
    assert only(f"办结{value:,}件").value == value
