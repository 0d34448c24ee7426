"""A form as YAML or JSON: taken apart, judged, and written out again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import drafting.forms.json
import drafting.forms.slips
import drafting.forms.yaml
from drafting.forms.loading import read_bytes, validated
from drafting.forms.source import FormError, Source
from drafting.forms.write_yaml import yaml_bytes
from drafting.readers import ReadError
from fuzzing.doors import Door, same_twice

assert drafting.forms.json
assert drafting.forms.slips
assert drafting.forms.yaml
_FORMS = Path(__file__).parents[1] / "examples" / "forms"


def _read(data: bytes) -> None:
    assert_loads_alike(same_twice(lambda: read_bytes(data)))


def assert_loads_alike(source: Source) -> None:
    """What can be used is used the same once it was written out; what cannot has its places in the file."""
    for mistake in source.mistakes:
        assert str(mistake)
    report = same_twice(lambda: validated(source, incomplete=True))
    assert isinstance(source.data, Mapping)
    again = read_bytes(yaml_bytes(source.data), ".yaml")
    assert validated(again, incomplete=True) == report


def _seeds() -> list[bytes]:
    whole = (_FORMS / "青禾乡2025（简短）.yaml").read_bytes()
    small = """表单版本: 1
单位: {名称: 岭上乡人民政府, 级别: 乡镇}
年度: 2025
数据:
  纠纷: {受理: 44件, 成功: 42件, 率: {分子: 成功, 分母: 受理}}
主要举措和成效:
  项目:
    - 标题: 学法
      正文: |
        按月学{{ 纠纷.受理 }}件。
落款: {日期: 2026-01-20, 盖章: 是}
"""
    json = '{"表单版本": 1, "单位": {"名称": "岭上乡人民政府", "级别": "乡镇"}, "年度": 2025, "主送": ["县里", null], "数据": {"甲": {"乙": "1.5万元"}}}'
    english = "version: 1\nunit:\n  name: 岭上乡人民政府\nyear: 2025\n"
    return [small.encode(), json.encode(), english.encode(), whole, small.encode("gbk"), small.encode("utf-16")]


def known_words() -> list[str]:
    from schemas.report.names import all_names

    found: Any = all_names()
    return sorted(found)


DOOR = Door(
    _read,
    (ReadError, FormError),
    _seeds,
    (*(f"{name}:" for name in known_words()), *(f'"{name}":' for name in known_words()[:40]),
     "\n- ", "\n  ", "\n    ", "|\n", ">-\n", "# ", "---\n", "...", "!!binary ", "!!python/object:x ", "<<: ", "&a ", "*a", "? ", "{{ 纠纷.受理 }}", "{{",
     "{", "}", "[", "]", '"', "'", "：", "，", "null", "true", "2026-02-30", "1e999", "44件", "约40余件", "95.5%", "是", "否", "\t", "\r\n", "\u2028", "\x85",
     "\ufeff", "\\ud800", "乡镇", "街道", "县区", "部门", "9" * 20, "-0", "0x1f", "1_000", "１２"),
)  # fmt: skip
