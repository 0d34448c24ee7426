"""A carried form goes the whole way to a draft; as long as one text is not revised, its check finds it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafting.app import check, draft
from drafting.app.drafting import DraftError
from drafting.document.mandate import shipped_mandate
from drafting.forms.carry import MARK, from_last
from drafting.forms.loading import load, read
from drafting.forms.write_yaml import yaml_bytes
from tests.forms.filling import filled, repeated, texts

_FORMS = sorted((Path(__file__).parents[2] / "examples" / "forms").glob("*.yaml"))
_EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))


def _file(folder: Path, form: Any) -> Path:
    path = folder / "今年.yaml"
    path.write_bytes(yaml_bytes(form))
    return path


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.stem)
def test_every_mark_is_an_error_of_the_draft(path: Path, tmp_path: Path) -> None:
    carried = from_last(path, shipped_mandate())

    drafted = draft(_file(tmp_path, carried.form), incomplete=True)

    found = [finding.location.quote for finding in drafted.result.findings if finding.code == "RES01"]
    marks = sum(text.count(MARK) for text in texts(carried.form))
    assert marks
    assert found.count(MARK) >= marks
    assert drafted.draft.text.count(MARK) == found.count(MARK)


def _marked(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for below in value.values():
            yield from _marked(below)
    elif isinstance(value, list):
        for below in value:
            yield from _marked(below)
    elif isinstance(value, str) and MARK in value:
        yield from (line for line in value.split("\n") if MARK in line)


def _of_a_year() -> dict[str, Any]:
    form = dict(read(_FORMS[0]).data)
    item = form["主要举措和成效"]["项目"][0]
    item["标题"] = "完成2025年复议任务"
    item["表格"][0] |= {"标题": "2025年受理情况", "列": ["领域", "2025年受理", "审结"]}
    form["附件"][0]["表格"][0]["标题"] = "2025年法治督察情况"
    return form


@pytest.mark.parametrize("as_report", [False, True])
def test_every_name_that_holds_a_year_is_found_in_the_draft(as_report: bool, tmp_path: Path) -> None:
    last = _file(tmp_path, _of_a_year())
    if as_report:
        word = tmp_path / "上年.docx"
        word.write_bytes(draft(last).data)
        last = word

    carried = from_last(last, shipped_mandate())
    drafted = draft(_file(tmp_path, carried.form), incomplete=True)

    marks = list(_marked(carried.form))
    for name in (
        "完成2025年复议任务",
        "2025年受理情况",
        "2025年受理",
        "2025年法治督察情况",
        "2025年度法治督察情况统计表",
    ):
        assert MARK + name in marks
    found = {finding.location.quote for finding in drafted.result.findings if finding.code == "RES01"}
    assert MARK in found
    blocks = [block.text for block in drafted.draft.blocks]
    assert all(any(line.partition("{{")[0].partition("【待填")[0] in text for text in blocks) for line in marks)
    found_at = sum(finding.location.quote == MARK for finding in drafted.result.findings if finding.code == "RES01")
    assert found_at == sum(text.count(MARK) for text in blocks)


def test_form_that_is_not_filled_in_makes_no_draft(tmp_path: Path) -> None:
    carried = from_last(_EXAMPLES[0], shipped_mandate())

    with pytest.raises(DraftError) as caught:
        draft(_file(tmp_path, carried.form))

    assert caught.value.only_open


def test_one_text_left_unrevised_is_found(tmp_path: Path) -> None:
    carried = from_last(_EXAMPLES[0], shipped_mandate())
    form = filled(carried)
    assert not any(finding.code == "RES01" for finding in draft(_file(tmp_path, form)).result.findings)

    form["引言"] = carried.form["引言"]
    word = tmp_path / "今年.docx"
    word.write_bytes(draft(_file(tmp_path, form)).data)

    assert [finding.location.quote for finding in check(word).findings if finding.code == "RES01"] == [MARK]


@pytest.mark.parametrize("path", _FORMS, ids=lambda path: path.stem)
def test_draft_of_ours_comes_back_as_the_form_it_was_made_of(path: Path, tmp_path: Path) -> None:
    report, _ = load(path)
    first = draft(path)
    word = tmp_path / "上年.docx"
    word.write_bytes(first.data)

    carried = from_last(word, shipped_mandate())
    form = repeated(carried, str(report.year))
    form["落款"] |= {"日期": str(report.sign_off.day), "盖章": "是" if report.sign_off.sealed else "否"}
    form["标题"], form["单位"]["简称"] = report.title, report.unit.short_name
    form["下一年度安排"]["引言"] = report.plan.introduction
    for item, planned in zip(form["下一年度安排"]["项目"], form["上年安排"], strict=True):
        item["正文"] = planned["事项"].partition("\n")[2]

    second = draft(_file(tmp_path, form))
    assert [(block.kind, block.text) for block in second.draft.blocks] == [
        (block.kind, block.text) for block in first.draft.blocks
    ]
