"""The shipped layout profile is what the schema says; a wrong one is told in Chinese."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from drafting.document.draft import Kind
from drafting.document.layout import STANDARD, freeze, shipped_layout
from schemas.layout import LayoutError, validate


@pytest.fixture
def shipped() -> dict[str, Any]:
    source = files("drafting.document") / "layouts" / f"{STANDARD}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def test_shipped_layout_is_valid_and_frozen_unchanged(shipped: dict[str, Any]) -> None:
    assert freeze(validate(shipped)) == shipped_layout()


def test_every_kind_of_paragraph_has_a_format() -> None:
    assert set(shipped_layout().dresses) == set(Kind)


def test_page_leaves_the_prescribed_text_area() -> None:
    page = shipped_layout().page

    assert page.width - page.left - page.right == 156
    assert page.height - page.top - page.bottom == 225


def test_faces_are_patterns_whatever_the_case() -> None:
    body = shipped_layout().dress(Kind.BODY)

    assert all(body.accepts(face) for face in ("仿宋_GB2312", "fangsong", "方正仿宋_GBK"))
    assert not body.accepts("宋体")


def test_unknown_kind_is_named(shipped: dict[str, Any]) -> None:
    shipped["formats"]["脚注"] = {"faces": ["宋体"]}

    with pytest.raises(LayoutError, match="脚注"):
        validate(shipped)


def test_drafts_are_written_in_the_first_face_so_it_is_no_pattern(shipped: dict[str, Any]) -> None:
    shipped["formats"]["title"]["faces"] = ["*小标宋*", "方正小标宋简体"]

    with pytest.raises(LayoutError, match=r"formats\.title\.faces.*\*小标宋\*.*完整的名称"):
        validate(shipped)


def test_body_says_face_and_size_for_whatever_says_none(shipped: dict[str, Any]) -> None:
    del shipped["formats"]["body"]["size"]

    with pytest.raises(LayoutError, match=r"正文（body）的字体和字号应当写明"):
        validate(shipped)
