"""The zip package and its XML parts, behind one guarded door."""

import io
import posixpath
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafting.readers import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_LARGEST = 64 * 1024 * 1024
_LARGEST_XML = 40 * 1024 * 1024
"""Of one part; document.xml of six hundred pages, cut to pieces by Word, has 19 MB."""
_HEAVIEST = 280 * 1024 * 1024
_ELEMENT, _ATTRIBUTE = 110, 240
"""Bytes that they take once parsed; those six hundred pages come to three quarters of the heaviest."""
_LONGEST_TAG = 65_536
_MOST_PARAGRAPHS = 100_000
"""Those six hundred pages have some ten thousand."""
_LIGHT = 500_000
"""A part of so few bytes has neither so many paragraphs nor such weight, whatever it holds."""
_MOST_MEMBERS = 2000
_MOST_ENTRIES = 20_000
"""In a whole file, entries of packages within the package included."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Office programs write no others; what the others unpack to is bounded by nobody."""

# ISO Strict files use other names for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
)  # fmt: skip

BROKEN = "文件已损坏或不完整，读不了；请用 Word、Excel 或 WPS 打开并另存为新文件再试，打不开的请重新获取文件。"
_SUSPECT = "文件结构异常，为安全起见没有读取；请用 Word、Excel 或 WPS 打开并另存为新文件再试。"
_TOO_LARGE = "文件解开后过大，为安全起见没有读取；请删去其中的大图片或附件，另存后再试。"
TOO_MUCH = "文件里的内容过多（如成千上万个空段落、空行），为安全起见没有读取；请删去多余的内容，另存后再试。"
_OTHER_ENCODING = "文件里写明的编码和实际的内容不一致，读不了；请用 Word、Excel 或 WPS 打开并另存为新文件再试。"
_OTHER = "这不是 Word 文档（可能是表格、演示文稿或压缩包）；请改用 .docx 或 .txt 格式的报告。"


_OFD = "这是 OFD 版式文件，读不了；请改用原来的 .docx，或用数科、福昕、WPS 等 OFD 阅读器转换为 Word 后再试。"


@dataclass(frozen=True, slots=True)
class Relationship:
    kind: str
    target: str
    external: bool


class Package:
    def __init__(self, data: bytes) -> None:
        _refuse_many_members(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError, struct.error):
            raise ReadError(BROKEN) from None
        members = self._zip.infolist()
        names = [member.filename.replace("\\", "/").lower().lstrip("/") for member in members]
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST:
            raise ReadError(_TOO_LARGE)
        if len(names) != len(set(names)):
            raise ReadError(_SUSPECT)
        if any(member.flag_bits & 1 for member in members):
            raise ReadError("文件设有密码，读不了；请取消密码后另存再试。")
        if any(member.compress_type not in _METHODS for member in members):
            raise ReadError(BROKEN)
        # OPC names are compared without regard to case.
        self._members = dict(zip(names, members, strict=True))

    def names(self) -> list[str]:
        """Of all members, in lower case."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        member = self._members.get(name.lower().lstrip("/"))
        if member is None:
            return None
        try:
            with self._zip.open(member) as stream:
                data = stream.read(_LARGEST + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
            OverflowError,  # zip64 has room for places that no file has
        ):
            raise ReadError(BROKEN) from None
        if len(data) > _LARGEST:
            raise ReadError(_TOO_LARGE)
        return data

    def xml(self, name: str) -> ET.Element | None:
        data = self.read(name)
        return None if data is None else parse(data)

    def elements(self, name: str) -> Iterator[ET.Element]:
        """Each element as it ends, for parts that are too large to be kept; what was seen may be cleared."""
        data = self.read(name)
        try:
            for _, element in ET.iterparse(io.BytesIO(guarded(data or b""))):
                yield element
        except (ET.ParseError, LookupError, ValueError):
            raise ReadError(BROKEN) from None

    @cached_property
    def main_part(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and not relationship.external:
                if self._members.get(relationship.target.lower()) is None:
                    raise ReadError(BROKEN)
                return relationship.target
        if "word/document.xml" in self._members:
            return "word/document.xml"
        if "ofd.xml" in self._members:
            raise ReadError(_OFD)
        raise ReadError(_OTHER if self._members else BROKEN)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """By id; targets are names of parts, resolved against the part that points to them."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found = {}
        for element in root if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, target, external)
        return found


def parse(data: bytes) -> ET.Element:
    data = guarded(data)
    try:
        return ET.fromstring(data)
    except (ET.ParseError, LookupError, ValueError):
        raise ReadError(BROKEN) from None


def guarded(data: bytes) -> bytes:
    """Neither too large nor with declarations of entities, in an encoding that the parser knows, under the usual names."""
    if len(data) > _LARGEST_XML:
        raise ReadError(_TOO_LARGE)
    declarations = _DECLARATIONS if b"\0" in data else _DECLARATIONS[:2]
    if any(declaration in data for declaration in declarations):
        raise ReadError(_SUSPECT)
    data = _as_utf8(data)
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    if len(data) <= _LIGHT:
        return data
    paragraphs = sum(map(data.count, _PARAGRAPHS))
    weight = _weight(data)
    if paragraphs > _MOST_PARAGRAPHS or weight > _HEAVIEST or (weight > _HEAVIEST // 2 and _VAST_TAG.search(data)):
        raise ReadError(TOO_MUCH)
    return data


_DECLARATIONS = tuple(
    declaration.encode(encoding)
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
    for declaration in ("<!DOCTYPE", "<!ENTITY")
)
"""The first two; the others only stand in text of two bytes a character, where there are null bytes."""
_PARAGRAPHS = (b"<w:p>", b"<w:p ", b"<w:p/")
_VAST_TAG = re.compile(rb"<[^<>]{%d}" % _LONGEST_TAG)


def _weight(data: bytes) -> int:
    """What it takes once parsed, told by its signs: counting them costs a hundredth of parsing."""
    return (data.count(b"<") - data.count(b"</")) * _ELEMENT + data.count(b"=") * _ATTRIBUTE


_DECLARED = re.compile(rb"^<\?xml[^>]*?encoding=[\"']([A-Za-z0-9_-]+)[\"'][^>]*\?>")


def _as_utf8(data: bytes) -> bytes:
    """UTF-16 by its mark, Chinese encodings by what is declared: the parser itself knows only the first."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, head = "utf-16", 0
    else:
        declared = _DECLARED.match(data[:200])
        if declared is None or declared[1].lower() not in (b"gb2312", b"gbk", b"gb18030"):
            return data
        encoding, head = "gb18030", declared.end()
        if _is_chinese_utf8(data):
            raise ReadError(_OTHER_ENCODING)
    try:
        text = data[head:].decode(encoding)
    except UnicodeDecodeError:
        raise ReadError(_OTHER_ENCODING) from None
    return re.sub(r"^<\?xml[^>]*\?>", "", text).encode()


def _is_chinese_utf8(data: bytes) -> bool:
    """GBK hardly ever is UTF-8 by chance, and never the UTF-8 of Chinese."""
    try:
        return any("\u4e00" <= character <= "\u9fff" for character in data.decode())
    except UnicodeDecodeError:
        return False


def _refuse_many_members(data: bytes) -> None:
    """The end record says how many members there are; zipfile reads all of them before anybody can ask."""
    # It may say what it likes: zipfile goes by the entries.
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise ReadError(_TOO_LARGE)
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if end < 0 or len(data) < end + 22:
        raise ReadError(BROKEN)
    (count,) = struct.unpack_from("<H", data, end + 10)
    # 0xFFFF refers to the zip64 record; such a file has its members counted once they are read.
    if count > _MOST_MEMBERS and count != 0xFFFF:
        raise ReadError(_TOO_LARGE)
    if count == 0xFFFF:
        record = data.rfind(b"PK\x06\x06", 0, end)
        if record >= 0 and len(data) >= record + 40 and struct.unpack_from("<Q", data, record + 32)[0] > _MOST_MEMBERS:
            raise ReadError(_TOO_LARGE)
