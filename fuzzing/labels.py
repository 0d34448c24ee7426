"""Typed numbers: each line's own label, then all of them together as headings of one report."""

from pathlib import Path

from drafting.document import Line
from drafting.document.ladder import Entry, climb
from drafting.document.outline import build
from drafting.readers import ReadError
from drafting.text.labels import read_label
from fuzzing.documents import assert_sound
from fuzzing.doors import Door, same_twice, text_of

_REPORT = Path(__file__).parents[1] / "examples" / "reports" / "白石镇2024年度报告（有错）.txt"
_MOST_LINES = 24


def _read(data: bytes) -> None:
    lines = text_of(data).splitlines()[:_MOST_LINES]
    entries = []
    for place, line in enumerate(lines):
        label = read_label(line)
        if label is None:
            continue
        assert line[label.start : label.end] == label.text
        assert label.text
        assert label.value >= 1
        assert 0 <= label.space_after <= len(line) - label.end
        assert read_label(label.style.write(label.value) + "学法") is not None
        entries.append(Entry(label, place % 2 == 0))
    rungs = climb(entries)
    assert len(rungs) == len(entries)
    assert {rung.level for rung in rungs} == set(range(1, len({rung.level for rung in rungs}) + 1))
    assert_sound(same_twice(lambda: build([Line(line) for line in lines if line.strip()])))


def _seeds() -> list[bytes]:
    report = [line[:24] for line in _REPORT.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        "岭上乡年度报告\n一、成效\n（一）学法。按月学。\n1.甲\n（1）乙\n①丙\n二、不足\n岭上乡人民政府\n2025年1月8日".encode(),
        "第一部分 成效\n一、二级响应\n（二）至（三）项\nIV. 丁\nⅢ、戊\n⒈己\n㈠庚\n附件：1.清单\n壹、辛".encode(),
        *("\n".join(report[at : at + 8]).encode() for at in range(0, len(report), 8)),
    ]


DOOR = Door(
    _read,
    (ReadError,),
    _seeds,
    (
        "一、", "（一）", "1.", "（1）", "①", "㈠", "⑴", "⒈", "第一部分", "第二章", "壹、", "Ⅳ、", "IV.", "a)",
        "（a）", "十、", "百", "〇", "零", "二十、", "〔一〕", "【一】", "[bookmark:x]", "）、", "．", "\n", "\u3000",
        " ", "：", "。", "附件", "附件：", "人民政府", "2025年1月8日", "报告", "目录", "……3", "级", "至（三）", "年",
        "各科室：",
    ),
    700,
)  # fmt: skip
