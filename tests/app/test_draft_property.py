"""Whatever a valid form says in clean words, its draft is faultless, and reads back as what was meant."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from drafting.app import check_document
from drafting.compose import compose
from drafting.compose.templates import find
from drafting.compose.view import figures_of
from drafting.config import Settings
from drafting.document import Role
from drafting.document.draft import LEVELS, Kind
from drafting.document.mandate import shipped_mandate
from drafting.document.parts import find_parts
from drafting.findings import Severity
from drafting.ooxml.writer import write
from drafting.readers import read_bytes
from schemas.report.reading import read
from tests.app.clean_forms import forms


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms())
def test_draft_of_a_valid_form_is_faultless_and_reads_back(form: dict[str, Any]) -> None:
    report = read(form)
    draft = compose(report, find(None, str(report.unit.level)))
    document = read_bytes(write(draft, Settings().layout))
    result = check_document(document, Settings())
    faults = [f"{f.code} {f.message}" for f in result.findings if f.severity > Severity.INFO]
    written = [block for block in draft.blocks if block.text]
    body = [block for block in document.blocks if block.story == "body"]

    assert not faults, "\n".join([*faults, draft.text])
    assert [block.text for block in body] == [block.text for block in written]
    assert [(b.level, b.heading_end) for b in body if b.role is Role.HEADING] == [
        (b.kind.level, b.heading_end) for b in written if b.kind in LEVELS
    ]
    parts = find_parts(document, shipped_mandate())
    assert [section.parts for section in parts.sections][:4] == [
        ("achievements",), ("shortcomings",), ("leaders",), ("plan",),
    ]  # fmt: skip
    assert "".join(b.text for b in body if b.role is Role.TITLE) == draft.title
    assert {b.kind for b in written} >= {Kind.TITLE, Kind.DATE, Kind.SIGN_OFF}
    for group, figures in figures_of(report).items():
        for name, figure in figures.items():
            assert f"{group}.{name}" in ("政务.变化", "政务.上年", "政务.本年") or figure in draft.text
