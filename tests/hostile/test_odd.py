"""What is legal and odd in a Word file: read rightly, commented in the right place, and still there after a fix."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from drafting.app import annotate, fix
from drafting.config import Settings
from drafting.readers import ReadError, read_bytes
from tests import word
from tests.commented import comments, members
from tests.hostile.packages import changed, member, packed, parts, repacked
from tests.hostile.packages import members as as_members
from tests.word import docx, p, r

TITLE = "青禾乡2024年度法治政府建设情况报告"
PUN = Settings(select=frozenset({"PUN01"}))
_MAIN, _RELATIONSHIPS = "word/document.xml", "word/_rels/document.xml.rels"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@dataclass(frozen=True, slots=True)
class Odd:
    make: Callable[[], bytes]
    text: str = "全年开展普法宣传8次,成效明显。"
    """Of the paragraph; PUN01 finds its comma."""
    note: str = ""
    keeps: Sequence[bytes] = ()
    """Elements that are in the text as often after a fix as before."""
    parts: Sequence[str] = ()
    """Members that nobody touches."""
    anchor: str = ","
    """What the comment covers: Word has no comments in boxes and in what is there twice, so it stands around them."""
    is_fixed: bool = True
    """Nobody changes what a program writes, or what is there for one program and otherwise for another."""
    refused: str = ""
    """It is checked, but not changed."""


def _text(*runs: str, **more: object) -> Callable[[], bytes]:
    return lambda: docx(p(r(TITLE)), p(*runs), p(r("各项工作有序推进。")), **more)  # type: ignore[arg-type]


def _pointing(kind: bytes, target: bytes) -> bytes:
    relationship = b'<Relationship Id="rIdOut" Type="%s%s" Target="%s" TargetMode="External"/>' % (
        _OFFICE,
        kind,
        target,
    )
    data = _text(r("全年开展普法宣传8次,成效明显。"))()
    return changed(data, _RELATIONSHIPS, b"</Relationships>", relationship + b"</Relationships>")


def _attached() -> bytes:
    data = _text(r("全年开展普法宣传8次,成效明显。"), settings='<w:attachedTemplate r:id="rIdT"/>')()
    relationships = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdT" '
        b'Type="%sattachedTemplate" Target="http://example.invalid/a.dotm" TargetMode="External"/></Relationships>'
        % _OFFICE
    )
    return repacked(data, member("word/_rels/settings.xml.rels", relationships))


def _with_macros() -> bytes:
    data = _text(r("全年开展普法宣传8次,成效明显。"))()
    relationship = b'<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    data = changed(data, _RELATIONSHIPS, b"</Relationships>", relationship + b"</Relationships>")
    document = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(data, "[Content_Types].xml", document, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    return repacked(data, member("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros"))


def _alternate(choice: str, fallback: str, requires: str = "wps") -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


_NESTED = _alternate(_alternate(r("普法宣传8次,"), r("旧一")), r("旧二"))
_NESTED_OLD = _alternate(r("新"), _alternate(r("普法宣传8次,"), r("旧")), requires="unknown")
_FIELD_IN_FIELD = word.field(f" IF {'甲'} ", word.field(" REF a ", r("普法宣传8次,")))
_UNFINISHED = _FIELD_ENDS.format("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + _FIELD_ENDS.format("end")

ODD = {
    "link to elsewhere": Odd(_text(r("全年开展"), word.hyperlink(r("普法宣传8次,"), rid="rL"), r("成效明显。"), links={"rL": "http://example.invalid/"}), keeps=[b"<w:hyperlink "], parts=[_RELATIONSHIPS]),
    "attached template": Odd(_attached, note="引用文件之外的内容（模板、图片等）1处", parts=["word/_rels/settings.xml.rels"]),
    "picture from elsewhere": Odd(lambda: _pointing(b"image", b"http://example.invalid/a.png"), note="引用文件之外的内容（模板、图片等）1处"),
    "macros": Odd(_with_macros, note="带有宏，没有运行", refused="带宏的 Word 文件"),
    "absolute names": Odd(lambda: repacked(_text(r("全年开展普法宣传8次,成效明显。"))(), member("/etc/evil", b"x"), member("..\\evil", b"y")), parts=["/etc/evil"]),
    "zip64": Odd(lambda: packed(as_members(parts(_text(r("全年开展普法宣传8次,成效明显。"))())), zip64=True)),
    "alternatives in alternatives": Odd(_text(r("全年开展"), _NESTED, r("成效明显。")), keeps=[b"<mc:AlternateContent>", b"<mc:Fallback>"], anchor="普法宣传8次,旧一旧二", is_fixed=False),
    "alternatives in a fallback": Odd(_text(r("全年开展"), _NESTED_OLD, r("成效明显。")), keeps=[b"<mc:AlternateContent>", b"<mc:Choice "], anchor="新普法宣传8次,旧", is_fixed=False),
    "text box": Odd(_text(r("方框"), word.textbox(p(r("全年开展普法宣传8次,成效明显。")))), keeps=[b"<w:txbxContent>", b"<w:pict>"], anchor="方框" + 2 * "全年开展普法宣传8次,成效明显。"),
    "old text box": Odd(_text(r("方框"), word.vml_textbox(p(r("全年开展普法宣传8次,成效明显。")))), keeps=[b"<w:txbxContent>", b"<w:pict>"], anchor="方框全年开展普法宣传8次,成效明显。"),
    "control": Odd(_text(r("全年开展"), word.sdt(word.sdt(r("普法宣传8次,"), tag="b"), tag="a"), r("成效明显。")), keeps=[b"<w:sdt>", b"<w:tag "]),
    "smart tag": Odd(_text(r("全年开展"), word.smart_tag(word.smart_tag(r("普法宣传8次,"))), r("成效明显。")), keeps=[b"<w:smartTag "]),
    "moved away": Odd(_text(r("全年开展"), word.move_from(r("执法检查,")), r("普法宣传8次,成效明显。")), keeps=[b"<w:moveFrom "]),
    "moved here": Odd(_text(r("全年开展"), word.move_to(r("普法宣传8次,")), r("成效明显。")), keeps=[b"<w:moveTo "]),
    "ruby": Odd(_text(r("全年开展"), word.ruby("普", "pǔ"), r("法宣传8次,成效明显。")), note="注音1处", keeps=[b"<w:ruby>", b"<w:rt>"]),
    "symbol": Odd(_text(r("全年开展"), word.sym("Wingdings", "F0FE"), r("普法宣传8次,成效明显。")), text="全年开展□普法宣传8次,成效明显。", keeps=[b"<w:sym "]),
    "symbol that is a character": Odd(_text(word.sym("宋体", "5168"), r("年开展普法宣传8次,成效明显。")), keeps=[b"<w:sym "]),
    "hyphen": Odd(_text(r("全年开展A"), word.no_break_hyphen(), r("B类普法宣传8次,成效明显。")), text="全年开展A-B类普法宣传8次,成效明显。", keeps=[b"<w:noBreakHyphen/>"]),
    "soft hyphen": Odd(_text(r("全年开展"), word.soft_hyphen(), r("普法宣传8次,成效明显。")), keeps=[b"<w:softHyphen/>"]),
    "field": Odd(_text(r("全年开展"), word.field(" REF a ", r("普法宣传8次")), r(",成效明显。")), keeps=[b"<w:fldChar ", b"<w:instrText "]),
    "field in a field": Odd(_text(r("全年开展"), _FIELD_IN_FIELD, r("成效明显。")), keeps=[b"<w:fldChar ", b"<w:instrText "], is_fixed=False),
    "simple field": Odd(_text(r("全年开展"), word.field_simple(" REF a ", r("普法宣传8次")), r(",成效明显。")), keeps=[b"<w:fldSimple "]),
    "field without a result": Odd(_text(r("全年开展"), _UNFINISHED, r("普法宣传8次,成效明显。")), keeps=[b"<w:fldChar "]),
    "alt chunk": Odd(lambda: docx(p(r(TITLE)), p(r("全年开展普法宣传8次,成效明显。")), word.alt_chunk("rIdX"), alt_chunks={"rIdX": "<p>外</p>"}), note="插入的外部内容1处", keeps=[b"<w:altChunk "], parts=["word/rIdX.htm"]),
    "tables in tables": Odd(lambda: docx(p(r(TITLE)), word.table([[p(r("甲")), word.cell(word.table([[p(r("全年开展普法宣传8次,成效明显。")), p(r("乙"))]]))]])), keeps=[b"<w:tbl>", b"<w:tc>"]),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_it_is_read_and_told(odd: Odd) -> None:
    document = read_bytes(odd.make())

    assert odd.text in [block.text for block in document.blocks]
    assert not any("旧" in block.text or "新" in block.text for block in document.blocks)
    assert any(odd.note in sentence for sentence in document.skipped) == bool(odd.note)
    assert bool(document.skipped) == bool(odd.note)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_its_comments_stand_on_the_words(odd: Odd) -> None:
    data = odd.make()
    if odd.refused:
        with pytest.raises(ReadError, match=odd.refused):
            annotate(data, PUN)
        return
    annotated = annotate(data, PUN).data
    (finding,) = [found for found in annotate(data, PUN).result.findings if found.code == "PUN01"]

    assert [told.words for told in comments(annotated)[1:]] == [odd.anchor]
    assert finding.location.quote == ","
    _unharmed(odd, data, annotated)


@pytest.mark.parametrize("plain", [False, True], ids=["tracked", "plain"])
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_fix_leaves_it_there(odd: Odd, plain: bool, tmp_path: Path) -> None:
    data = odd.make()
    file = tmp_path / "报告.docx"
    file.write_bytes(data)
    if odd.refused:
        with pytest.raises(ReadError, match=odd.refused):
            fix(file)
        return
    made = fix(file, select=frozenset({"PUN01"}), plain=plain).data

    assert odd.text.replace(",", "，" if odd.is_fixed else ",") in [block.text for block in read_bytes(made).blocks]
    _unharmed(odd, data, made)


def _unharmed(odd: Odd, before: bytes, after: bytes) -> None:
    old, new = members(before), members(after)
    for element in odd.keeps:
        assert old[_MAIN].count(element) == new[_MAIN].count(element) > 0
    for name in odd.parts:
        assert _without_ours(new[name]) == old[name]


def _without_ours(part: bytes) -> bytes:
    """Of relationships: the one to our comments is new, and how they are written may change."""
    ours = re.compile(rb"<Relationship [^>]*relationships/comments[^>]*/>")
    return ours.sub(b"", part).replace(b"encoding='UTF-8'", b'encoding="UTF-8"')
