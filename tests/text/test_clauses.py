"""Where words are cut."""

import pytest

from drafting.text.clauses import clipped


@pytest.mark.parametrize(
    ("words", "longest", "shown"),
    [
        ("短的不剪。", 10, "短的不剪。"),
        ("逐户走访，当面算清旧账，再由村里公示三日", 14, "逐户走访，当面算清旧账…"),
        ("全年受理矛盾纠纷1,234件全部办结", 11, "全年受理矛盾纠纷…"),
        ("依据《中华人民共和国行政复议法》办理案件四件", 12, "依据《中华人民共和国行政复议法》…"),
        ("他说“先理账、后理人”大家都记住了也照着做", 8, "他说“先理账、后理人”…"),
        ("没有停顿的一句话写得很长很长很长很长", 8, "没有停顿的一句…"),
    ],
)
def test_cut(words: str, longest: int, shown: str) -> None:
    assert clipped(words, longest) == shown
