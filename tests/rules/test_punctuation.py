"""What a rule on punctuation leaves to a person, which its examples do not tell."""

import pytest

from drafting.app import check_document
from drafting.config import Settings
from drafting.findings import Severity
from drafting.readers.text import from_text

_PUN01 = Settings(select=frozenset({"PUN01"}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新录用的干部跟班办件.满三个月后独立办件。", ["."]),
        ("法律明白人买买提.艾力入户走访。", ["."]),
        ("一.加强学习。", []),
        ("【待填：普法宣传.活动次数】；“党建.法治”微网格。", []),
        ("资料见www.example.cn网站，附件.docx一并报送。", []),
    ],
    ids=["a full stop", "a name", "a label", "names", "addresses"],
)
def test_a_dot_between_words_is_a_question(text: str, found: list[str]) -> None:
    document = from_text(f"青禾乡2024年度法治政府建设情况报告\n{text}")
    findings = check_document(document, _PUN01).findings

    assert [finding.location.quote for finding in findings] == found
    assert all(finding.severity is Severity.INFO and not finding.edits for finding in findings)
