"""The JSON Schema takes what the program takes, and marks what an editor should mark."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from schemas.report.export import json_schema
from tests.forms.test_loading import ENGLISH, FORM

FORMS = sorted(Path("examples/forms").glob("*.yaml"))
CHINESE = Draft202012Validator(json_schema())


class TextLoader(yaml.SafeLoader):
    """As editors load YAML 1.2: a day is text."""


TextLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def form() -> Any:
    return yaml.load(FORM, TextLoader)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_examples_are_right_by_the_schema(path: Any) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), TextLoader)

    assert [error.message for error in CHINESE.iter_errors(data)] == []


def test_english_names_have_a_schema_of_their_own() -> None:
    Draft202012Validator(json_schema(chinese=False)).validate(ENGLISH)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("单位", "级别"), "镇"),
        (("年度",), 25),
        (("数据", "纠纷", "化解率", "小数"), 9),
        (("落款", "盖章"), "也许"),
        (("主要举措和成效", "项目", 0, "标题"), "两行\n标题"),
        (("单位", "全称"), "青禾乡"),
    ],
)
def test_what_is_wrong_is_marked(path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(form())
    assert not list(CHINESE.iter_errors(data))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert list(CHINESE.iter_errors(data))


def test_every_field_speaks_chinese() -> None:
    schema = json_schema()
    for model in (schema, *schema["$defs"].values()):
        for name, field in model.get("properties", {}).items():
            assert field["title"] == name
            assert field["description"]
