"""What is set right in typed YAML, and what is left alone because it is the clerk's own words."""

from drafting.forms.yaml import read_yaml

_KNOWN = frozenset({"事项", "对应举措", "正文", "标题"})


def test_field_below_a_text_that_opens_an_entry_is_mended_too() -> None:
    source = read_yaml("上年安排:\n  - 事项: |\n      标题：甲\n    对应举措：乙\n", _KNOWN)

    assert source.data == {"上年安排": [{"事项": "标题：甲\n", "对应举措": "乙"}]}
    assert [mistake.place for mistake in source.mistakes] == ["第4行"]


def test_words_of_a_text_that_is_an_entry_itself_stay() -> None:
    source = read_yaml("甲:\n  - |\n    标题：乙\n", _KNOWN)

    assert source.data == {"甲": ["标题：乙\n"]}
    assert source.mistakes == ()
