"""The shipped mandates are what the schema says; a wrong one is told in Chinese."""

import re
import tomllib
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest

from drafting.document.mandate import SHIPPED, freeze, shipped_mandate
from schemas.mandate import MandateError, validate

SOURCES = sorted(
    (entry for entry in (files("drafting.document") / "mandates").iterdir() if entry.name.endswith(".toml")),
    key=lambda entry: entry.name,
)


def shipped_data() -> dict[str, Any]:
    source = files("drafting.document") / "mandates" / f"{SHIPPED}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def small() -> dict[str, Any]:
    """The least that is a mandate."""
    return {
        "name": "政府信息公开年度报告",
        "subject": ["政府信息公开"],
        "genre": ["报告"],
        "basis": "《政府信息公开条例》",
        "submit_by": {"month": 1, "day": 31, "what": "报送主管部门"},
        "publish_by": {"month": 1, "day": 31, "what": "向社会公布"},
        "parts": [{"key": "overview", "name": "总体情况", "wording": "总体情况", "heading": ["总体情况"]}],
    }


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_shipped_mandate_is_valid_and_frozen_unchanged(source: Any) -> None:
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    name = source.name.removesuffix(".toml")

    assert data["name"] == name
    assert freeze(validate(data)) == shipped_mandate(name)


def test_shipped_mandate_has_the_four_parts_in_the_prescribed_order() -> None:
    required = [part.key for part in shipped_mandate().parts if part.required]

    assert required == ["achievements", "shortcomings", "leaders", "plan"]


def test_defaults_of_the_schema_are_those_of_the_frozen_mandate() -> None:
    assert freeze(validate(small())) == freeze(small())


def test_another_kind_of_report_is_another_mandate() -> None:
    mandate = freeze(validate(small()))

    assert mandate.part("overview").names("一、总体情况")
    assert str(mandate.submit_by.falls(2024)) == "2025-01-31"


def wrong(**changes: Any) -> dict[str, Any]:
    data = small() | changes
    return {key: value for key, value in data.items() if value is not None}


def with_part(**changes: Any) -> dict[str, Any]:
    data = deepcopy(small())
    data["parts"][0] |= changes
    return data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(wrong(basis=None), "缺少 basis", id="missing"),
        pytest.param(wrong(deadline=1), "不认识 deadline", id="unknown"),
        pytest.param(wrong(parts=[]), "parts 的值不合要求", id="no parts"),
        pytest.param(wrong(name=7), "name 的值不合要求", id="wrong type"),
        pytest.param(
            wrong(submit_by={"month": 13, "day": 1, "what": "报送"}), "submit_by.month 的值不合要求", id="no month"
        ),
        pytest.param(wrong(parts=small()["parts"] * 2), "各部分的 key 不能重复", id="same key twice"),
        pytest.param(with_part(heading=["成效("]), "“成效(”不是正确的正则表达式", id="pattern"),
        pytest.param(with_part(heading=[""]), "parts.1.heading.1 的值不合要求", id="empty pattern"),
        pytest.param(
            with_part(elements=[{"key": "a", "name": "原因"}]), "缺少 parts.1.elements.1.any_of", id="counted from 1"
        ),
    ],
)
def test_a_wrong_mandate_is_told_in_chinese(data: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MandateError, match=re.escape(sentence)):
        validate(data)


def test_each_mistake_is_told() -> None:
    with pytest.raises(MandateError) as told:
        validate(wrong(basis=None, genre=None))

    assert str(told.value) == "缺少 genre；缺少 basis"
    assert "Error" not in str(told.value)
