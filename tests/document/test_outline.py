"""What a line is, told by its wording and place; which level a number belongs to."""

import pytest

from drafting.document import Role
from drafting.document.blocks import Line
from drafting.document.mandate import shipped_mandate
from drafting.document.outline import build
from drafting.document.parts import Told, find_parts
from drafting.readers.text import from_text


def levels(*labels: str) -> list[int]:
    return [block.level for block in from_text("\n".join(f"{label}工作" for label in labels)).blocks]


def roles(*lines: str) -> list[Role]:
    return [block.role for block in from_text("\n".join(lines)).blocks]


def test_a_number_in_the_wrong_clothes_keeps_its_level() -> None:
    assert levels("一、", "（一）", "（2）", "（三）", "二、") == [1, 2, 2, 2, 1]
    assert levels("1、", "（一）", "（二）", "二、", "三、") == [1, 2, 2, 1, 1]
    assert levels("一、", "（一）", "二、", "（三）", "二、", "三、") == [1, 2, 2, 2, 1, 1]


def test_two_levels_are_no_ladder_with_a_hole() -> None:
    assert levels("一、", "1.", "2.", "二、", "1.") == [1, 2, 2, 1, 2]


def test_a_skipped_level_stays_where_others_have_it() -> None:
    assert levels("一、", "（一）", "1.", "二、", "1.", "2.") == [1, 2, 3, 1, 3, 3]


def test_lists_start_again_under_each_heading() -> None:
    document = from_text("一、甲\n（一）子\n1.孙\n2.孙\n（二）子\n1.孙\n二、乙\n（一）子")
    assert all(block.label and block.rung and block.label.value == block.rung.expected for block in document.blocks)


@pytest.mark.parametrize(
    "addressee", ["县委全面依法治县委员会办公室：", "中共云岭县委、云岭县人民政府：", "县委依法治县办："]
)
def test_an_office_is_written_to_as_a_government_is(addressee: str) -> None:
    assert roles("青禾乡2024年法治政府建设年度报告", addressee, "现将情况报告如下：")[1] is Role.ADDRESSEE


def test_head_and_tail_of_a_report() -> None:
    assert roles(
        "青政发〔2025〕3号",
        "平岚县青禾乡人民政府",
        "关于2024年法治政府建设情况的",
        "报告",
        "县人民政府：",
        "现将2024年情况报告如下：",
        "一、主要举措",
        "全年学法4次。",
        "附件：1.统计表",
        "2.名单",
        "青禾乡人民政府",
        "2025年1月8日",
        "- 4 -",
    ) == [
        Role.FRONT, Role.TITLE, Role.TITLE, Role.TITLE, Role.ADDRESSEE, Role.PARAGRAPH, Role.HEADING, Role.PARAGRAPH,
        Role.ATTACHMENT, Role.ATTACHMENT, Role.SIGN_OFF, Role.DATE, Role.RESIDUE,
    ]  # fmt: skip


def titles(*lines: Line | str) -> list[str]:
    return [block.text for block in build(as_line(line) for line in lines).title_blocks()]


def as_line(line: Line | str) -> Line:
    return line if isinstance(line, Line) else Line(line)


REPORT_TITLE = "青禾乡2024年法治政府建设年度报告"
TEXT = "一、主要举措\n全年学法4次，开展宣传12次，化解矛盾纠纷30件，行政执法人员全部持证上岗。".splitlines()


@pytest.mark.parametrize(
    "above",
    [
        ["青禾乡人民政府文件", "青政发〔2025〕3号"],
        ["青禾乡人民政府文件", "青政发〔2025〕3号", "上一份文件的正文，忘了删。", "抄送：县司法局"],
        ["青禾乡2023年工作总结", "青政发〔2025〕3号"],
        ["青禾乡人民政府文件"],
        ["（正文）"],
    ],
)
def test_what_the_file_calls_a_title_wins(above: list[str]) -> None:
    assert titles(*above, Line(REPORT_TITLE, title=True), *TEXT) == [REPORT_TITLE]


def test_a_titles_first_line_may_be_in_another_style() -> None:
    lines: list[Line | str] = [
        "青政发〔2025〕3号",
        "青禾乡人民政府",
        Line("关于2024年法治政府建设情况的报告", title=True),
        *TEXT,
    ]
    assert titles(*lines) == ["青禾乡人民政府", "关于2024年法治政府建设情况的报告"]


@pytest.mark.parametrize(
    "lines",
    [
        [REPORT_TITLE, *TEXT, Line("行政执法案件统计表", title=True), "共30件。"],
        [REPORT_TITLE, TEXT[1], "附件", Line("行政执法案件统计表", title=True), "共30件。"],
        [REPORT_TITLE, "县人民政府：", *TEXT],
    ],
    ids=["annex", "annex to a text without headings", "no style"],
)
def test_the_title_of_an_annex_is_not_the_reports(lines: list[Line | str]) -> None:
    assert titles(*lines) == [REPORT_TITLE]


def test_a_run_in_heading_ends_at_its_first_stop() -> None:
    (block,) = from_text("（一）压实责任。全年研究4次。").blocks
    assert block.is_run_in
    assert block.heading == "（一）压实责任。"


def test_parts_are_told_by_wording_then_by_content() -> None:
    document = from_text("一、全力推动普法\n全年开展宣传12次。\n二、存在的不足及2025年工作打算\n宣传不够。")
    parts = find_parts(document, shipped_mandate())
    assert [(section.parts, section.told) for section in parts.sections] == [
        (("achievements",), Told.CONTENT),
        (("shortcomings", "plan"), Told.HEADING),
    ]


def test_another_kind_of_report_is_another_mandate_as_data() -> None:
    from drafting.document.mandate import freeze
    from schemas.mandate import validate

    table = {
        "name": "政府信息公开工作年度报告",
        "subject": ["政府信息公开"],
        "genre": ["报告"],
        "basis": "《中华人民共和国政府信息公开条例》",
        "parts": [
            {"key": "overview", "name": "总体情况", "wording": "总体情况", "heading": ["总体情况"]},
            {
                "key": "requests",
                "name": "收到和处理政府信息公开申请情况",
                "wording": "收到和处理政府信息公开申请情况",
                "heading": ["申请情况"],
            },
        ],
        "submit_by": {"month": 1, "day": 31, "what": "报送"},
        "publish_by": {"month": 3, "day": 31, "what": "公开"},
    }
    from drafting.app import check_document
    from drafting.config import Settings

    document = from_text(
        "青禾乡2024年政府信息公开工作年度报告\n一、总体情况\n全年公开信息120条。\n青禾乡人民政府\n2025年1月8日"
    )
    findings = check_document(document, Settings(mandate=freeze(validate(table)))).findings
    assert [finding.message for finding in findings if finding.code == "STR01"] == [
        "报告没有“收到和处理政府信息公开申请情况”这一部分。"
    ]


_TITLE = "云溪镇2024年法治政府建设年度报告"
_REPORT = (
    "一、主要举措和成效",
    "（一）强化组织领导",
    "全年学法4次。",
    "（二）规范行政执法。开展检查5次。",
    "二、存在的不足",
    "普法形式单一。",
)


@pytest.mark.parametrize("gap", ["\t", "……", "…", " . . . . ", "　", "____", "----", "\t（", " - "])
@pytest.mark.parametrize("head", [(_TITLE, "目录"), ("目　录",), (_TITLE,), ()])
def test_typed_contents_are_no_headings(gap: str, head: tuple[str, ...]) -> None:
    end = {"\t（": "）", " - ": " -"}.get(gap, "")
    words = ("一、\t主要举措和成效", "（一）强化组织领导", "（二）规范行政执法", "二、存在的不足和原因")
    entries = [f"{each}{gap}{page}{end}" for page, each in enumerate(words, start=1)]
    found = build(Line(text) for text in (*head, *entries, _TITLE, *_REPORT))

    assert [block.role for block in found.blocks[len(head) :][:4]] == [Role.FRONT] * 4
    assert [block.level for block in found.blocks if block.is_heading] == [1, 2, 2, 1]
    assert found.title == _TITLE


@pytest.mark.parametrize(
    "entries",
    [
        ("一、主要举措和成效 1", "二、存在的不足 4"),
        ("一、普法宣传 12", "二、执法检查 5", "三、纠纷调解 31"),
        ("一、主要举措和成效2", "（一）强化组织领导2", "二、存在的不足3"),
    ],
    ids=["two are no table", "not the report's words", "no gap before the number"],
)
def test_what_only_resembles_contents_is_text(entries: tuple[str, ...]) -> None:
    found = build(Line(text) for text in (_TITLE, *entries, *_REPORT))
    assert [block.role for block in found.blocks[1 : 1 + len(entries)]] == [Role.HEADING] * len(entries)


def test_a_list_in_the_text_is_no_table_of_contents() -> None:
    numbers = ("（一）强化组织领导 1", "（二）规范行政执法 2", "二、存在的不足 3")
    found = build(Line(text) for text in (_TITLE, "现将情况报告如下。", *numbers, *_REPORT))
    assert Role.FRONT not in [block.role for block in found.blocks]
