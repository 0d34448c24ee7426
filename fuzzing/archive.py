"""Any bytes as a package: the directory of the zip, then each of its parts as XML."""

from drafting.document import Document
from drafting.ooxml.package import Package
from drafting.ooxml.reader import read_package
from drafting.readers import ReadError
from fuzzing.documents import assert_sound
from fuzzing.doors import Door, same_twice
from tests.hostile.packages import member, packed
from tests.word import docx, p, r

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def _read(data: bytes) -> None:
    package = Package(data)
    for name in package.names():
        try:
            package.relationships(name)
            package.xml(name)
        except ReadError:
            pass
    assert_sound(same_twice(lambda: _document(data)))


def _document(data: bytes) -> Document:
    return read_package(data)


def _seeds() -> list[bytes]:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{_TYPE}officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode()
    main = _MAIN.format(p(r("岭上乡年度报告"), r("一、"))).encode()
    declared = f'<?xml version="1.0" encoding="GBK"?>{_MAIN.format(p(r("岭上乡")))}'.encode("gbk")
    wide = _MAIN.format(p(r("岭上乡"))).encode("utf-16")
    stored = [member("_rels/.rels", rels, stored=True)]
    return [
        packed([*stored, member("word/document.xml", main, stored=True)]),
        packed([*stored, member("word/document.xml", main, stored=True)], zip64=True, comment=b"x" * 20),
        packed([*stored, member("word/document.xml", declared, stored=True)]),
        packed([*stored, member("word/document.xml", wide, stored=True)]),
        packed([member("word/document.xml", main)]),
        docx(p(r("岭上乡")), header=p(r("内部"))),
    ]


DOOR = Door(
    _read,
    (ReadError,),
    _seeds,
    ("PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "word/document.xml", "_rels/.rels", "<!DOCTYPE",
     "../", "\\", 'encoding="utf-16"', 'encoding="gb18030"', "purl.oclc.org", "ofd.xml", "Target=", 'TargetMode="External"',
     "<w:p>", "<w:t>", "</w:t>", "<!ENTITY", "<![CDATA[", "]]>", "xmlns:w="),
    6000,
)  # fmt: skip
