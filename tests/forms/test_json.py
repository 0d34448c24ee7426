"""JSON that a form may hold and Python's own reader takes as it is."""

import json

from drafting.forms.json import read_json


def test_half_a_character_is_none() -> None:
    assert read_json(json.dumps({"引言": "甲\ud800", "标题": "😀"})).data == {"引言": "甲\ufffd", "标题": "😀"}
