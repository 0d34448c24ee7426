"""Figures in words: one by one as they are read, then all of a text with what they claim of each other."""

from pathlib import Path

from drafting.document import Document, Line
from drafting.document.outline import build
from drafting.figures.ledger import Ledger, read_ledger
from drafting.text.quantities import read
from fuzzing.documents import assert_sound
from fuzzing.doors import Door, same_twice, text_of

_REPORTS = Path(__file__).parents[1] / "examples" / "reports"


def _read(data: bytes) -> None:
    text = text_of(data)
    end = 0
    for number in read(text):
        assert end <= number.start < number.end <= len(text)
        assert number.step > 0
        assert number.value >= 0
        assert text[: number.start].translate(_WIDE).endswith(number.prefix)
        # 九成五 has its digits on both sides of 成.
        assert set(number.digits) <= set(text[number.start : number.end].translate(_WIDE))
        end = number.end
    document = build([Line(line) for line in text.splitlines() if line.strip()])
    assert_sound(document)
    same_twice(lambda: _shown(document))


_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def _shown(document: Document) -> list[str]:
    """The ledger in words, since its figures are equal to none but themselves."""
    ledger = read_ledger(document)
    _assert_in_place(ledger, document)
    return [repr(quantity) for quantity in ledger.quantities] + [repr(relation) for relation in ledger.relations]


def _assert_in_place(ledger: Ledger, document: Document) -> None:
    last = (-1, 0)
    for index, quantity in enumerate(ledger.quantities):
        assert quantity.index == index
        assert document.quote(quantity.span) == quantity.text
        assert quantity.with_prefix.start >= 0
        assert (quantity.block, quantity.start) >= last
        last = (quantity.block, quantity.end)
    known = {id(quantity) for quantity in ledger.quantities}
    for relation in ledger.relations:
        assert {id(relation.stated), *map(id, relation.others)} <= known
        assert 0 <= relation.span.start < relation.span.end <= len(document.blocks[relation.span.block].text)
        assert relation.working
    assert ledger.consistent <= ledger.checkable <= len(ledger.relations)


def _seeds() -> list[bytes]:
    sentences = [
        line
        for path in sorted(_REPORTS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if any(character.isdigit() for character in line)
    ]
    own = (
        "全年受理纠纷52件，办结50件，办结率96.15%，其中婚姻12件、邻里40件。",
        "比上年增长5.5个百分点，由40件增加到46件，同比上升15%，翻了两番。",
        "开展宣讲12场，每场约30人，共计360余人次；上年结转3件，新收20件，办结21件，结转2件。",
        "受理四十四件，占总数的百分之九十五点四五，三分之二以上群众满意，超九成。",
        "调解30件，全部成功29件，其余1件。发放１，２００份，平均每村100.5份。",
    )
    return [line[:300].encode() for line in (*own, *sentences)]


DOOR = Door(
    _read,
    (),
    _seeds,
    (
        "件", "起", "人次", "万元", "%", "‰", "％", "个百分点", "倍", "翻一番", "百分之", "三分之二", "九成五", "万",
        "亿", "万亿", "余", "多", "来", "约", "近", "超过", "不足", "以上", "左右", "其中", "分别为", "和", "、", "，",
        "。", "；", "共", "合计", "占", "率", "办结率", "成功率", "受理", "办结", "化解", "未", "其余", "全部", "均",
        "比上年", "增长", "下降", "减少", "由", "增加到", "上升", "同比", "每", "平均", "结转", "新收", "第", "号",
        "〔2025〕", "年", "季度", "（", "）", "：", "1,200", "52", "50", "96.15", "零", "两", "千", "点", "一", "十二",
        "１２", "．", "户", "村", "同期", "上年", "\n", " ",
    ),
    600,
)  # fmt: skip
