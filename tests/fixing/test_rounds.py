"""Check, fix, check again: what comes out has none of the fixed faults, none that is new, and stays as it is."""

from collections import Counter
from dataclasses import replace

import pytest

from drafting.config import Settings
from drafting.document import Document
from drafting.engine import run
from drafting.findings import Finding
from drafting.fixing import Fixed, fix_document
from drafting.fixing.choice import chosen
from drafting.readers.text import from_text
from drafting.rules.catalogue import ALL
from tests.fixing.faulty import FRAMED, HARMLESS, MANY, MANY_FIXED
from tests.framed import framed


def _check(document: Document) -> tuple[Finding, ...]:
    return run(document, ALL, Settings()).findings


def _fixed(text: str, *codes: str) -> Fixed:
    return fix_document(from_text(text), _check, lambda finding: not codes or finding.code in codes)


def _everything(finding: Finding) -> bool:
    return True


def _text(fixed: Fixed) -> list[str]:
    return [block.text for block in fixed.revision.document.blocks]


@pytest.mark.parametrize("text", [*FRAMED, MANY], ids=lambda text: text.splitlines()[-9][:20])
def test_nothing_new_nothing_left_and_nothing_more_to_do(text: str) -> None:
    fixed = _fixed(text)
    before, after = _check(from_text(text)), _check(fixed.revision.document)
    assert not Counter(f.code for f in after) - Counter(f.code for f in before)
    assert not [finding.message for finding in chosen(after)]
    again = fix_document(fixed.revision.document, _check, _everything)
    assert not again.edits
    assert len(again.left) == len(after)


def test_harmless_sentences_stay_as_they_are() -> None:
    changed = [text for text in HARMLESS if _fixed(text).edits]
    assert not changed


def test_edits_lead_from_the_report_to_what_comes_out() -> None:
    document = from_text(MANY)
    fixed = fix_document(document, _check, _everything)
    texts = {block.index: block.text for block in document.blocks}
    for edit in reversed(fixed.edits):
        text = texts[edit.span.block]
        texts[edit.span.block] = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert [text for text in texts.values() if text] == _text(fixed)


def test_a_whole_report() -> None:
    fixed = _fixed(MANY)
    assert _text(fixed)[2:] == MANY_FIXED
    assert [finding.message for finding in fixed.references] == [
        "标题的序号改过了（如“三、”改为“二、”），这里提到的“第三部分”要跟着核对。",
        "标题的序号改过了（如“4.”改为“3.”），这里提到的“上述第（三）项”要跟着核对。",
    ]


def test_only_what_was_asked_for() -> None:
    fixed = _fixed(MANY, "PUN04")
    assert {finding.code for finding in fixed.made} == {"PUN04"}
    assert not fixed.left
    assert len(fixed.edits) == 2


def test_a_renumbering_is_made_as_a_whole_or_not_at_all() -> None:
    whole = framed("（一）学法。全年4次。\n（二）普法。全年8次。\n（二）调解。全年6次。\n（三）执法。全年9次。")
    assert [e.replacement for e in _fixed(whole).edits] == ["三", "四"]
    again = framed("（一）学法。全年4次。\n（二）普法。全年8次。\n（一）调解。全年6次。\n（二）执法。全年9次。")
    assert not _fixed(again).edits, "another list begins, or a paper was put in: only a person can tell"


def test_a_number_of_which_nobody_knows_the_level_moves_no_other() -> None:
    text = framed("（一）学法。全年4次。\n（2）普法。全年8次。\n（四）调解。全年6次。")
    codes = {finding.code for finding in _check(from_text(text))}
    assert codes & {"NUM01", "NUM02"}
    before = [b.level for b in from_text(text).headings()]
    assert [b.level for b in _fixed(text).revision.document.headings()] == before


def test_names_are_not_run_together() -> None:
    assert not _fixed(framed("成立专班，组长：张三 李四 王五，统筹推进普法。")).edits


def test_quotation_marks_without_a_partner_are_left_to_a_person() -> None:
    assert not _fixed(framed('培养"法律明白人"20名，"板凳法庭开庭8次。')).edits


def test_a_sentence_behind_the_code_of_a_link_stays() -> None:
    text = framed('全年普法8次。HYPERLINK "http://example.cn" 群众反映良好。')
    assert "群众反映良好。" in "".join(_text(_fixed(text)))
    assert any(finding.code == "RES03" for finding in _fixed(text).left)


def test_signs_of_a_web_page_become_what_they_stood_for() -> None:
    fixed = _fixed(framed("培养&ldquo;法律明白人&rdquo;20名。"))
    assert "培养“法律明白人”20名。" in _text(fixed)


def test_a_change_that_would_bring_a_new_finding_is_not_made() -> None:

    def check(document: Document) -> tuple[Finding, ...]:
        found = list(_check(document))
        for block in document.blocks:
            if "，提升" in block.text:
                found.append(_renamed(first, block.index))
        return tuple(found)

    first = next(f for f in _check(from_text(MANY)) if f.code == "PUN01")
    fixed = fix_document(from_text(MANY), check, _everything)
    assert "（一）加强学习,提升素养。全年学法4次。培养“法律明白人”20名，见第三部分。" in _text(fixed)
    assert first in fixed.left
    assert {"NUM01", "NUM02", "PUN04", "DAT04"} <= {finding.code for finding in fixed.made}


def _renamed(finding: Finding, block: int) -> Finding:
    location = replace(finding.location, span=replace(finding.location.span, block=block))
    return replace(finding, code="STR99", edits=(), location=location)
