"""Hostile, broken and odd files, with what has to be said of each. To add one: a line in the list of its kind.

`refused` are words of the sentence that tells it; `reads` words that have to be on the page of a check, of the text or of what was
noted. A file that is refused costs two seconds and 300 MB above an innocent one at most, through whichever door it comes.
"""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import word
from tests.hostile.doors import FORM, TEMPLATE, WORKBOOK
from tests.hostile.packages import Member, changed, member, members, packed, parts, repacked, swelling
from tests.ole import compound
from tests.word import docx, p, r

Content = bytes | Mapping[str, bytes]
"""Of a file; of the files of a folder."""


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    suffix: str
    make: Callable[[], Content]
    doors: tuple[str, ...]
    refused: str = ""
    reads: str = ""


TITLE = "青禾乡2024年度法治政府建设情况报告"
SENTENCE = "全年受理矛盾纠纷52件，办结50件。"

# ---- Word ----

_READING = ("check", "figures", "compare", "last-year", "collect", "new", "page check", "page county", "page last")
_CHANGING = ("fix", "annotate", "base", "page base")
WORD_DOORS = (*_READING, *_CHANGING)
_FEW = ("check", "fix", "annotate", "collect")
_READ = ("html", "figures", "fix", "annotate", "collect", "new", "page check")
_MAIN = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>'.encode()
_TAIL = b"</w:body></w:document>"
_WORKSHEET = "xl/worksheets/sheet1.xml"


def plain(*more: str) -> bytes:
    return docx(p(r(TITLE)), p(r("一、主要举措和成效")), p(r(SENTENCE)), *more)


def _with(*others: Member) -> bytes:
    return repacked(plain(), *others)


def _body(inner: bytes) -> bytes:
    return _with(member(_MAIN, _HEAD + inner + _TAIL))


def _swollen(unit: bytes, times: int, head: bytes = b"", tail: bytes = b"", declared: int | None = None) -> bytes:
    return _with(swelling(_MAIN, _HEAD + head, unit, times, tail + _TAIL, declared=declared))


def _declared(encoding: str, written: str) -> bytes:
    xml = _HEAD.decode().replace("UTF-8", encoding, 1) + p(r(SENTENCE)) + _TAIL.decode()
    return _with(member(_MAIN, xml.encode(written)))


def _doctype(declaration: str, inner: str, encoding: str = "utf-8") -> bytes:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    return _with(member(_MAIN, xml.encode(encoding)))


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return _doctype(f'<!DOCTYPE w [<!ENTITY a0 "哈">{levels}]>', p("<w:r><w:t>&a9;</w:t></w:r>"))


def _nested_tables(depth: int) -> bytes:
    head = b"<w:tbl><w:tr><w:tc>" * depth
    return _body(p(r(TITLE)).encode() + head + p(r("最里面")).encode() + b"<w:p/></w:tc></w:tr></w:tbl>" * depth)


def _wrong_checksum() -> bytes:
    found = parts(plain())
    main = member(_MAIN, found[_MAIN])
    return repacked(plain(), Member(main.name, main.packed, main.size, main.checksum ^ 1))


def _many_members(number: int, count: int | None = None) -> bytes:
    empty = (Member(f"word/m{n}.xml".encode(), b"", 0, 0, 0) for n in range(number))
    return packed([*members(parts(plain())), *empty], count=count)


def _outside_names() -> bytes:
    bad = [member(name, b"x") for name in ("../../evil.txt", "/etc/evil", "C:\\evil.exe", "word/../../evil")]
    return _with(*bad)


def _pointing_outside() -> bytes:
    return changed(plain(), "_rels/.rels", b"word/document.xml", b"../../../../etc/passwd")


def _styles(inner: bytes) -> bytes:
    return repacked(
        docx(p(r(TITLE)), p(r(SENTENCE), style="a1"), styles=word.style("a1", "a1")),
        member(
            "word/styles.xml", b'<?xml version="1.0"?><w:styles xmlns:w="%s">' % _W.encode() + inner + b"</w:styles>"
        ),
    )


def _numbered(number_format: str, start: int) -> bytes:
    numbering = word.abstract_num(1, [word.level(number_format, "%1、", start)]) + word.num(1, 1)
    return docx(p(r(TITLE)), *[p(r(SENTENCE), num=(1, 0))] * 50, numbering=numbering)


def _linked_relationships(number: int) -> bytes:
    links = {f"rIdx{n}": f"http://example.invalid/{n}" for n in range(number)}
    return docx(p(r(TITLE)), p(r(SENTENCE)), links=links)


def _looping_compound() -> bytes:
    """Whose directory goes on in itself."""
    data = bytearray(compound(Other=b""))
    struct.pack_into("<I", data, 512 + 4, 1)
    struct.pack_into("<I", data, 48, 1)
    return bytes(data)


_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'

_BOMBS = (
    Case("1 GB of spaces", ".docx", lambda: _swollen(b" ", 10**9), WORD_DOORS, "过大"),
    Case("1 GB of paragraphs", ".docx", lambda: _swollen(p(r("字")).encode(), 10**9 // 60), WORD_DOORS, "过大"),
    Case("1 GB that says it is 1 KB", ".docx", lambda: _swollen(b" ", 10**9, declared=1000), WORD_DOORS, "损坏"),
    Case("1 GB picture", ".docx", lambda: _with(swelling("word/media/image1.png", b"", b"x", 10**9, b"")), WORD_DOORS, "过大"),
    Case("9 million empty paragraphs", ".docx", lambda: _swollen(b"<w:p/>", 9_000_000), WORD_DOORS, "过大"),
    Case("6 million empty paragraphs", ".docx", lambda: _swollen(b"<w:p/>", 6_000_000), WORD_DOORS, "过多"),
    Case("2 million empty paragraphs", ".docx", lambda: _swollen(b"<w:p/>", 2_000_000), _FEW, "过多"),
    Case("2 million attributes", ".docx", lambda: _swollen(b'<w:p w:a=""/>', 2_000_000), WORD_DOORS, "过多"),
    Case("a million attributes of one element", ".docx", lambda: _body(b"<w:p " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"), _FEW, "过多"),
    Case("a million namespaces", ".docx", lambda: _body(b"<w:p " + b" ".join(b'xmlns:a%d="b"' % n for n in range(1_000_000)) + b"/>"), _FEW, "过多"),
    Case("400,000 short paragraphs", ".docx", lambda: _swollen(b"<w:p><w:r><w:t>\xe5\xad\x97</w:t></w:r></w:p>", 400_000), WORD_DOORS, "过多"),
    Case("20 million letters in a paragraph", ".docx", lambda: _swollen(b"a", 20_000_000, b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>"), (*_READING, "fix", "annotate", "page base"), "超过"),
    Case("5 million characters in a paragraph", ".docx", lambda: _swollen("字".encode(), 5_000_000, b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>"), (*_READING, "fix", "annotate", "page base"), "超过"),
    Case("5 million characters in a paragraph of a base", ".docx", lambda: _swollen("字".encode(), 5_000_000, b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>"), ("base",), "底版文件用不了"),
    Case("20 million characters in a paragraph", ".docx", lambda: _swollen("字".encode(), 20_000_000, b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>"), WORD_DOORS, "过大"),
    Case("20 million spaces in a paragraph", ".docx", lambda: _swollen(b" ", 20_000_000, b'<w:p><w:r><w:t xml:space="preserve">', b"x</w:t></w:r></w:p>"), _FEW, "超过"),
    Case("a paragraph of 110,000 runs", ".docx", lambda: _swollen(r("字").encode(), 110_000, b"<w:p>", b"</w:p>"), WORD_DOORS, "一段超过"),
    Case("4 million characters in 4000 paragraphs", ".docx", lambda: _swollen(p(r("安排部署工作。" * 150)).encode(), 4000), WORD_DOORS, "万字"),
    Case("a comment of 60 MB", ".docx", lambda: _swollen(b"-", 0, b"<!--" + b"x" * 60_000_000 + b"-->"), _FEW, "过大"),
    Case("many styles begun and none ended", ".docx", lambda: _styles(b"<w:style " * 800_000), _FEW, reads="办结50件"),
    Case("styles without an end", ".docx", lambda: _styles(b'<w:style w:styleId="a">' * 400_000), _FEW, "损坏"),
    Case("defaults without an end", ".docx", lambda: _styles(b"<w:docDefaults>" * 800_000), _FEW, reads="办结50件"),
    Case("a million relationships", ".docx", lambda: _with(member("word/_rels/document.xml.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + b'<Relationship Id="a" Type="b" Target="c"/>' * 1_000_000 + b"</Relationships>")), _FEW, "没有读取"),
)  # fmt: skip

_MALFORMED = (
    Case("billion laughs", ".docx", _laughs, WORD_DOORS, "异常"),
    Case("entity of a file", ".docx", lambda: _doctype('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', p("<w:r><w:t>&x;</w:t></w:r>")), WORD_DOORS, "异常"),
    Case("entities in UTF-16", ".docx", lambda: _doctype('<!DOCTYPE w [<!ENTITY x "y">]>', p("<w:r><w:t>&x;</w:t></w:r>"), "utf-16"), _FEW, "异常"),
    Case("DTD in the relationships", ".docx", lambda: changed(plain(), "_rels/.rels", b"<Relationships", b"<!DOCTYPE a SYSTEM 'http://example.invalid/a.dtd'><Relationships"), WORD_DOORS, "异常"),
    Case("50,000 nested tables", ".docx", lambda: _nested_tables(50_000), WORD_DOORS, "过深"),
    Case("50,000 nested drawings", ".docx", lambda: _body(b"<w:p><w:r><w:pict>" + b"<w:g>" * 50_000 + b"</w:g>" * 50_000 + b"</w:pict></w:r></w:p>"), _FEW, "过深"),
    Case("nested where nobody looks", ".docx", lambda: _with(member("word/_rels/document.xml.rels", b"<a>" * 300_000 + b"</a>" * 300_000)), ("check", "collect"), reads="青禾乡"),
    Case("empty", ".docx", lambda: b"", WORD_DOORS, "空的"),
    Case("cut off", ".docx", lambda: plain()[:-200], WORD_DOORS, "损坏"),
    Case("cut in the middle", ".docx", lambda: plain()[:700], WORD_DOORS, "损坏"),
    Case("noise behind a zip's first bytes", ".docx", lambda: b"PK\x03\x04" + bytes(range(256)) * 40, WORD_DOORS, "损坏"),
    Case("wrong checksum", ".docx", _wrong_checksum, WORD_DOORS, "损坏"),
    Case("no document.xml", ".docx", lambda: packed(members({n: d for n, d in parts(plain()).items() if n != _MAIN})), WORD_DOORS, "损坏"),
    Case("no content types", ".docx", lambda: packed(members({n: d for n, d in parts(plain()).items() if n[0] != "["})), ("annotate",), "损坏"),
    Case("no members", ".docx", lambda: packed([]), WORD_DOORS, "损坏"),
    Case("two document.xml", ".docx", lambda: packed([*members(parts(plain())), member(_MAIN, b"<a/>")]), WORD_DOORS, "异常"),
    Case("two document.xml by case", ".docx", lambda: packed([*members(parts(plain())), member("WORD/Document.XML", b"<a/>")]), WORD_DOORS, "异常"),
    Case("members with a password", ".docx", lambda: _with(member(_MAIN, b"x" * 40, flags=0x801)), WORD_DOORS, "密码"),
    Case("a compression that Word has not", ".docx", lambda: _with(Member(_MAIN.encode(), b"x" * 40, 40, 0, 14)), WORD_DOORS, "损坏"),
    Case("100,000 members", ".docx", lambda: _many_members(100_000), WORD_DOORS, "过大"),
    Case("100,000 members that say they are 5", ".docx", lambda: _many_members(100_000, 5), WORD_DOORS, "过大"),
    Case("declared GBK, written UTF-8", ".docx", lambda: _declared("GBK", "utf-8"), WORD_DOORS, "编码"),
    Case("declared UTF-8, written GBK", ".docx", lambda: _declared("UTF-8", "gbk"), WORD_DOORS, "损坏"),
    Case("declared UTF-16, written UTF-8", ".docx", lambda: _declared("UTF-16", "utf-8"), WORD_DOORS, "损坏"),
    Case("an encoding that nobody knows", ".docx", lambda: _declared("x-nothing", "utf-8"), WORD_DOORS, "损坏"),
    Case("a control character", ".docx", lambda: _body(b"<w:p><w:r><w:t>\x01</w:t></w:r></w:p>"), WORD_DOORS, "损坏"),
    Case("not closed", ".docx", lambda: _with(member(_MAIN, _HEAD + b"<w:p>")), WORD_DOORS, "损坏"),
    Case("main part outside the package", ".docx", _pointing_outside, WORD_DOORS, "损坏"),
    Case("locked by OLE", ".docx", lambda: compound(EncryptionInfo=b"", EncryptedPackage=bytes(64)), (*_READING, "fix", "annotate", "base", "page base"), "密码"),
    Case("a workbook of old", ".docx", lambda: compound(Workbook=b""), (*_READING,), "Excel"),
    Case("OLE without a document", ".doc", lambda: compound(Other=b""), (*_READING,), "另存为 .docx"),
    Case("OLE whose directory loops", ".doc", _looping_compound, (*_READING,), "另存为 .docx"),
    Case("OLE of noise", ".doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, (*_READING,), "另存为 .docx"),
    Case("a workbook", ".docx", WORKBOOK.read_bytes, ("check", "fix", "annotate", "base", "collect"), "不是 Word 文档"),
)  # fmt: skip

_LEGAL = (
    Case("names that point outside", ".docx", _outside_names, _READ, reads="办结50件"),
    Case("80 nested tables", ".docx", lambda: _nested_tables(60), _READ, reads="最里面"),
    Case("altChunk", ".docx", lambda: docx(p(r(TITLE)), p(r(SENTENCE)), word.alt_chunk("rIdX"), alt_chunks={"rIdX": "<p>外</p>"}), _READ, reads="插入的外部内容1处"),
    Case("10,000 fields left open", ".docx", lambda: _swollen(_FIELD.encode() + r("字").encode(), 10_000, p(r(TITLE)).encode() + b"<w:p>", b"</w:p>" + p(r(SENTENCE)).encode()), _READ, reads="办结50件"),
    Case("zip64", ".docx", lambda: packed(members(parts(plain())), zip64=True), _READ, reads="办结50件"),
    Case("bytes before and behind the zip", ".docx", lambda: packed(members(parts(plain())), comment=b"x" * 3000), _READ, reads="办结50件"),
    Case("roman numbers up to two milliards", ".docx", lambda: _numbered("upperRoman", 2_000_000_000), _READ, reads="办结50件"),
    Case("letters up to two milliards", ".docx", lambda: _numbered("lowerLetter", 2_000_000_000), _READ, reads="办结50件"),
    Case("numbers in words up to two milliards", ".docx", lambda: _numbered("chineseCountingThousand", 2_000_000_000), _READ, reads="办结50件"),
    Case("10,000 links", ".docx", lambda: _linked_relationships(10_000), _READ, reads="办结50件"),
)  # fmt: skip

# ---- Excel ----

_FORM_DOORS = ("draft", "new", "page form")
_SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_BASICS = "xl/worksheets/sheet2.xml"
_STRINGS = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _book(*others: Member) -> bytes:
    return repacked(WORKBOOK.read_bytes(), *others)


def _cells(unit: bytes, times: int, head: bytes = b"<sheetData>", tail: bytes = b"</sheetData></worksheet>") -> bytes:
    return _book(swelling(_WORKSHEET, _SHEET + head, unit, times, tail))


def _strings(unit: bytes, times: int) -> bytes:
    pointing = changed(
        WORKBOOK.read_bytes(),
        "xl/_rels/workbook.xml.rels",
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        b' Target="/xl/sharedStrings.xml"/></Relationships>',
    )
    return repacked(pointing, swelling("xl/sharedStrings.xml", _STRINGS, unit, times, b"</sst>"))


def _typed(cell: bytes) -> bytes:
    """The workbook with another cell for the unit's place, B7 of 基本情况."""
    sheet = parts(WORKBOOK.read_bytes())[_BASICS]
    start = sheet.index(b'<c r="B7"')
    return _book(member(_BASICS, sheet[:start] + cell + sheet[sheet.index(b"</c>", start) + 4 :]))


_SHEETS = (
    Case("a sheet of 1 GB", ".xlsx", lambda: _cells(b"<row><c><v>1</v></c></row>", 40_000_000), (*_FORM_DOORS, "roster", "page roster"), "过大"),
    Case("2 million cells", ".xlsx", lambda: _cells(b"<row><c><v>1</v></c></row>", 1_000_000), (*_FORM_DOORS, "roster", "page roster"), "过多"),
    Case("9 million empty cells in a row", ".xlsx", lambda: _cells(b"<c/>", 9_000_000, b"<sheetData><row>", b"</row></sheetData></worksheet>"), _FORM_DOORS, "过多"),
    Case("a million merged ranges", ".xlsx", lambda: _cells(b'<mergeCell ref="A1:XFD1048576"/>', 1_000_000), _FORM_DOORS, "过多"),
    Case("2 million shared strings", ".xlsx", lambda: _strings(b"<si><t>a</t></si>", 2_000_000), _FORM_DOORS, "过多"),
    Case("a shared string of 50 MB", ".xlsx", lambda: _strings(b"<si><t>" + b"a" * 50_000_000 + b"</t></si>", 1), _FORM_DOORS, "没有读取"),
    Case("a cell of 50 MB", ".xlsx", lambda: _typed(b'<c r="B7" t="inlineStr"><is><t>' + b"a" * 50_000_000 + b"</t></is></c>"), _FORM_DOORS, "没有读取"),
    Case("a short string in 50,000 cells", ".xlsx", lambda: repacked(_strings(b"<si><t>" + b"a" * 30_000 + b"</t></si>", 1), member(_WORKSHEET, _SHEET + b"<sheetData>" + b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(50_000)) + b"</sheetData></worksheet>")), ("draft",), reads="已起草"),
    Case("a dimension over the whole sheet, a cell in its corner", ".xlsx", lambda: _book(member(_WORKSHEET, _SHEET + b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')), ("draft",), reads="已起草"),
    Case("rows and columns beyond the sheet", ".xlsx", lambda: _typed(b'<c r="ZZZ9999999"><v>1</v></c>'), _FORM_DOORS, "没有对应的列名"),
    Case("a formula with its result", ".xlsx", lambda: _typed('<c r="B7" t="str"><f>A1&amp;""</f><v>云岭县</v></c>'.encode()), ("draft",), reads="已起草"),
    Case("a formula without a result", ".xlsx", lambda: _typed(b'<c r="B7"><f>WEBSERVICE("http://example.invalid")</f></c>'), _FORM_DOORS, "没有它算出的结果"),
    Case("a number of a million digits", ".xlsx", lambda: _typed(b'<c r="B7"><v>' + b"9" * 1_000_000 + b"</v></c>"), _FORM_DOORS, "过长"),
    Case("1e308 with a percentage", ".xlsx", lambda: _typed(b'<c r="B7"><v>1e308</v></c>'), ("draft",), reads="已起草"),
    Case("entities in a sheet", ".xlsx", lambda: _book(member(_BASICS, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')), _FORM_DOORS, "异常"),
    Case("a sheet 100,000 deep", ".xlsx", lambda: _book(member(_BASICS, _SHEET + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</worksheet>")), _FORM_DOORS, "列名"),
    Case("locked by OLE", ".xlsx", lambda: compound(EncryptionInfo=b"", EncryptedPackage=bytes(64)), (*_FORM_DOORS, "roster", "page roster"), "密码"),
    Case("an old workbook", ".xls", lambda: compound(Workbook=b""), (*_FORM_DOORS, "roster", "page roster"), "旧版 Excel"),
    Case("cut off", ".xlsx", lambda: WORKBOOK.read_bytes()[:-300], (*_FORM_DOORS, "roster", "page roster"), "损坏"),
    Case("100,000 members", ".xlsx", lambda: _book(*(Member(f"xl/m{n}.xml".encode(), b"", 0, 0, 0) for n in range(100_000))), (*_FORM_DOORS, "roster", "page roster"), "过大"),
)  # fmt: skip

# ---- YAML and JSON ----

_YAML = FORM.read_text(encoding="utf-8")


def _form(more: str) -> bytes:
    return (_YAML + "\n" + more).encode()


def _aliases() -> bytes:
    lines = ["a0: &a0 [哈, 哈]"] + [f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]" for n in range(20)]
    return _form("\n".join(lines))


def _stairs(depth: int, step: str = "{}- a:") -> bytes:
    return _form("其他:\n" + "\n".join(step.format("  " * level) for level in range(1, depth)))


_FORMS = (
    Case("aliases that multiply", ".yaml", _aliases, _FORM_DOORS, "a0"),
    Case("an anchor that holds itself", ".yaml", lambda: _form("a: &a [*a]"), _FORM_DOORS, "“a”"),
    Case("merge keys", ".yaml", lambda: _form("<<: {表单版本: 1}"), _FORM_DOORS, "<<"),
    Case("tags of Python", ".yaml", lambda: _form("其他: !!python/object/apply:os.system [id]"), _FORM_DOORS, "其他"),
    Case("brackets 40,000 deep", ".yaml", lambda: _form("其他: " + "[" * 40_000), _FORM_DOORS, "其他"),
    Case("braces 20,000 deep", ".yaml", lambda: _form("其他: " + "{a: " * 20_000), _FORM_DOORS, "过深"),
    Case("steps 600 deep", ".yaml", lambda: _stairs(600), _FORM_DOORS, "过深"),
    Case("dashes 40,000 deep", ".yaml", lambda: _form("其他:\n  " + "- " * 40_000 + "x"), _FORM_DOORS, "过深"),
    Case("200,000 lines of dashes", ".yaml", lambda: _form("其他:\n" + "  - 项\n" * 160_000), _FORM_DOORS, "过多"),
    Case("200,000 lines without a colon", ".yaml", ("内容\n" * 200_000).encode, _FORM_DOORS, "过多"),
    Case("19,000 lines without a colon", ".yaml", ("内容\n" * 19_000).encode, _FORM_DOORS, "看不出"),
    Case("19,000 names", ".yaml", lambda: "".join(f"名{n}: {n}\n" for n in range(19_000)).encode(), _FORM_DOORS, "过多"),
    Case("200,000 names", ".yaml", lambda: "".join(f"名{n}: {n}\n" for n in range(200_000)).encode(), _FORM_DOORS, "太大"),
    Case("19,000 lines of nothing", ".yaml", lambda: _form("\n" * 19_000), ("draft",), reads="已起草"),
    Case("100,000 lines of nothing", ".yaml", lambda: _form("\n" * 100_000), _FORM_DOORS, "过多"),
    Case("a line of 1.9 million characters", ".yaml", lambda: _form("其他: " + "字" * 900_000), _FORM_DOORS, "过长"),
    Case("a line of 1.9 million quotation marks", ".yaml", lambda: _form("其他: " + "'" * 900_000), _FORM_DOORS, "过长"),
    Case("a line of 1.9 million colons", ".yaml", lambda: _form("其他: " + "甲: " * 30_000), _FORM_DOORS, "其他"),
    Case("a figure of 100,000 digits", ".yaml", lambda: _YAML.replace("42件", "9" * 90_000 + "件").encode(), _FORM_DOORS, "化解"),
    Case("a figure with a huge power", ".yaml", lambda: _YAML.replace("42件", "1e999999999件").encode(), _FORM_DOORS, "化解"),
    Case("16 MB", ".yaml", lambda: _form("# " + "x" * 17_000_000), _FORM_DOORS, "太大"),
    Case("not UTF-8, not GBK", ".yaml", lambda: b"\x80\x81\xff" * 1000, _FORM_DOORS, "看不出"),
    Case("a control character", ".yaml", lambda: _form("其他: \x00"), _FORM_DOORS, "控制字符"),
    Case("brackets 100,000 deep", ".json", lambda: b"[" * 100_000 + b"]" * 100_000, _FORM_DOORS, "过深"),
    Case("objects 100,000 deep", ".json", lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, _FORM_DOORS, "过深"),
    Case("a number of 100,000 digits", ".json", lambda: b'{"a": ' + b"9" * 100_000 + b"}", _FORM_DOORS, "过长"),
    Case("a million numbers", ".json", lambda: json.dumps({"其他": [0] * 300_000}).encode(), _FORM_DOORS, "过多"),
    Case("names that are there twice", ".json", lambda: b'{"a": 1, "a": 2}', _FORM_DOORS, "写了两次"),
    Case("half of a character", ".json", lambda: b'{"a": "\\ud800"}', _FORM_DOORS, "a"),
    Case("not closed", ".json", lambda: b'{"a": "x', _FORM_DOORS, "引号"),
    Case("infinity", ".json", '{"年度": NaN}'.encode, _FORM_DOORS, "看不懂"),
)  # fmt: skip

# ---- text, pages and others ----

_TEXT_DOORS = (*_READING, "fix")
_LINE = f"{SENTENCE}\n"


def _html(inner: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{inner}</body></html>".encode()


_TEXTS = (
    Case("70 MB", ".txt", lambda: b"x" * 70_000_000, (*(door for door in _TEXT_DOORS if not door.startswith("page")), "page last", "roster"), "太大"),
    Case("a line of 20 million characters", ".txt", ("字" * 20_000_000).encode, _TEXT_DOORS, "万字"),
    Case("a line of 2 million characters", ".md", ("字" * 2_000_000).encode, _TEXT_DOORS, "一段超过"),
    Case("20 million spaces", ".txt", (TITLE + " " * 2_900_000 + "x").encode, _TEXT_DOORS, "一段超过"),
    Case("60 MB of lines", ".txt", (_LINE * 1_200_000).encode, _TEXT_DOORS, "万字"),
    Case("10 million empty lines", ".txt", lambda: b"x" + b"\n" * 2_900_000 + b"x", _TEXT_DOORS, "万行"),
    Case("a million tabs in a line", ".txt", lambda: b"a\t" * 1_000_000, _TEXT_DOORS, "一段超过"),
    Case("a million stars in a line", ".md", lambda: b"**a" * 1_000_000, _TEXT_DOORS, "一段超过"),
    Case("90,000 open brackets in a line", ".md", lambda: b"[" * 90_000, ("check", "fix"), reads="看了"),
    Case("60,000 stars in a line", ".md", lambda: "**甲".encode() * 30_000, ("check",), reads="看了"),
    Case("zero bytes", ".txt", lambda: b"\x00" * 1_000_000, _TEXT_DOORS, "编码"),
    Case("noise", ".txt", lambda: bytes(range(256)) * 4000, _TEXT_DOORS, "编码"),
    Case("UTF-32 of nothing", ".txt", lambda: b"\xff\xfe\x00\x00" * 3, _TEXT_DOORS, "没有"),
    Case("a page 50,000 deep", ".html", lambda: _html("<div>" * 50_000 + SENTENCE), ("html", "collect", "new", "page check"), reads="办结50件"),
    Case("9 million tags", ".html", lambda: _html("<p>" * 9_000_000), _READING, "过多"),
    Case("a page of 60 MB", ".html", lambda: _html(f"<p>{SENTENCE}" * 1_000_000), _READING, "过多"),
    Case("a page of 9 MB of words", ".html", lambda: _html(f"<p>{SENTENCE * 10}" * 20_000), _READING, "万字"),
    Case("tags without an end", ".html", lambda: _html("<p " * 3_000_000), _READING, "过多"),
    Case("a tag of a million attributes", ".html", lambda: _html("<p " + "a=b " * 1_000_000 + f">{SENTENCE}"), ("html", "collect", "new"), reads="办结50件"),
    Case("ends of scripts without an end", ".html", lambda: _html("<script>" + "</script x" * 300_000), _READING, "没有"),
    Case("a line of 3 million characters", ".html", lambda: _html("字" * 2_900_000), _READING, "一段超过"),
    Case("a picture", ".docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(5000), WORD_DOORS, ""),
    Case("PDF of noise", ".pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, _READING, "PDF"),
    Case("OFD", ".ofd", lambda: packed([member("OFD.xml", b"<a/>")]), _READING, "OFD"),
    Case("a list of names of 60 MB", ".txt", lambda: "青禾乡\n".encode() * 6_000_000, ("roster", "page roster"), "万字"),
    Case("200,000 names", ".txt", lambda: "青禾乡\n".encode() * 200_000, ("roster", "page roster"), "过多"),
    Case("names in a line of 20 MB", ".txt", lambda: "青禾乡".encode() * 900_000, ("roster", "page roster"), "没有名称"),
    Case("a list of names that are none", ".txt", lambda: b"\x00\xff" * 3000, ("roster", "page roster"), "没有名称"),
)  # fmt: skip

_SETTINGS = (
    Case("brackets 100,000 deep", ".toml", lambda: b"a = " + b"[\n" * 100_000, ("settings",), "过深"),
    Case("tables 100,000 deep", ".toml", lambda: b"[" + b"a." * 100_000 + b"a]", ("settings",), "过深"),
    Case("tables 2,400 deep", ".toml", lambda: b"\n".join(b"[" + b"%d." % n + b"a." * 2_400 + b"a]" for n in range(50)), ("settings",), "过深"),
    Case("60 MB", ".toml", lambda: b"# x\n" * 15_000_000, ("settings",), "太大"),
    Case("2 million lines", ".toml", lambda: b"".join(b"a%d=1\n" % n for n in range(2_000_000)), ("settings",), "太大"),
    Case("a number of 100,000 digits", ".toml", lambda: b"a = " + b"9" * 100_000, ("settings",), "太长的数"),
    Case("not UTF-8", ".toml", lambda: b"\xff\xfe\x80", ("settings",), "UTF-8"),
    Case("zero bytes", ".toml", lambda: bytes(1000), ("settings",), "写法有误"),
)  # fmt: skip

# ---- templates ----

_TEMPLATE_DOORS = ("template", "templates")


def _template(head: str, **others: str) -> Mapping[str, bytes]:
    files = {path.name: path.read_bytes() for path in Path(TEMPLATE).iterdir()}
    own = files["报告.jinja"].decode().replace("{% from", head + "\n{% from", 1)
    return {**files, "报告.jinja": own.encode()} | {name: text.encode() for name, text in others.items()}


_SOURCES = {
    "a loop in a loop in a loop": "{% for a in [1] * 1000 %}{% for b in [1] * 1000 %}{% for c in [1] * 1000 %}{% endfor %}{% endfor %}{% endfor %}",
    "a loop of a milliard turns": "{% for a in [1] * 1000000000 %}{% endfor %}",
    "what is no name here": "{% for a in range(1000000000) %}{% endfor %}",
    "a word a milliard times": "{{ '甲' * 1000000000 }}",
    "words doubled": "{% set a = '甲' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "a list doubled": "{% set a = [1] %}" + "{% set a = a + a %}" * 60,
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a product of large numbers": "{% set a = 10 %}" + "{% set a = a * a %}" * 60 + "{{ a }}",
    "a macro that calls itself": "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
    "a macro that calls itself twice": "{% macro 甲(n) %}{% if n %}{{ 甲(n - 1) }}{{ 甲(n - 1) }}{% endif %}{% endmacro %}{{ 甲(60) }}",
    "a filter that widens": "{{ '甲' | center(1000000000) }}",
    "a format that widens": "{{ '%1000000000d' | format(1) }}",
    "replaced by more": "{% set a = '甲' %}" + "{% set a = a | replace('甲', '甲甲甲甲') %}" * 60 + "{{ a }}",
    "a file that includes itself": "{% include '报告.jinja' %}",
    "the way to the interpreter": "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "the way to the interpreter by a filter": "{{ ''|attr('__class__') }}",
    "a file elsewhere": "{% include '../../../../etc/passwd' %}",
    "brackets 10,000 deep": "{{ " + "(" * 10_000 + ")" * 10_000 + " }}",
    "conditions 5,000 deep": "{% if 1 %}" * 5_000 + "{% endif %}" * 5_000,
    "not closed": "{% for a in [1] %}",
    "a number of 100,000 digits": "{{ " + "9" * 100_000 + " }}",
}
_TEMPLATES = (
    *(Case(name, "", lambda head=head: _template(head), _TEMPLATE_DOORS, "报告.jinja") for name, head in _SOURCES.items()),  # type: ignore[misc]
    Case("two files that include each other", "", lambda: _template("{% include '乙.jinja' %}", **{"乙.jinja": "{% include '报告.jinja' %}"}), _TEMPLATE_DOORS, "jinja"),
    Case("a template of 60 MB", "", lambda: _template("{# " + "x" * 60_000_000 + " #}"), _TEMPLATE_DOORS, "太大"),
    Case("settings 100,000 deep", "", lambda: {**_template(""), "设置.toml": b"a = " + b"[" * 100_000}, _TEMPLATE_DOORS, "设置.toml"),
)  # fmt: skip

HOSTILE = (*_BOMBS, *_MALFORMED, *_LEGAL, *_SHEETS, *_FORMS, *_TEXTS, *_SETTINGS, *_TEMPLATES)
