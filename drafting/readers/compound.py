"""What an OLE file (.doc, .wps, .xls, a locked .docx) holds, told by the names of its streams."""

import struct
from collections.abc import Iterator

from drafting.readers import ReadError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE_IN_DATA = "EncryptedPackage".encode("utf-16-le")
_FREE = 0xFFFFFFF0
"""From here on, numbers of sectors mean that there is none."""
_ENTRY = 128
_MOST_SECTORS = 4096
_STREAM = 2
_LOCKED_WORD = 0x0100


def streams(data: bytes) -> dict[str, bytes]:
    """Names of all streams, each with the beginning of what it holds; nothing where the file is broken."""
    if len(data) < 512:
        return {}
    (shift,) = struct.unpack_from("<H", data, 30)
    size = 1 << shift
    if size not in (512, 4096):
        return {}
    table = _table(data, size)
    (first,) = struct.unpack_from("<I", data, 48)
    found: dict[str, bytes] = {}
    for sector in _chain(table, first):
        content = _sector(data, size, sector)
        for at in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            if kind == _STREAM and 2 <= length <= 64:
                name = content[at : at + length - 2].decode("utf-16-le", "replace")
                (start,) = struct.unpack_from("<I", content, at + 116)
                found.setdefault(name, _sector(data, size, start))
    return found


def refuse_locked(data: bytes) -> None:
    """A ReadError for what can be opened with a password only."""
    if _is_locked(data):
        raise ReadError("文件设有打开密码，读不了；请在 Word 或 WPS 中取消密码后另存为 .docx 再试。")


def _is_locked(data: bytes) -> bool:
    if not data.startswith(SIGNATURE):
        return False
    found = streams(data)
    if "EncryptedPackage" in found or _PACKAGE_IN_DATA in data:
        return True
    head = found.get("WordDocument", b"")
    # The information block at the head of every Word document says so.
    return len(head) >= 12 and bool(struct.unpack_from("<H", head, 10)[0] & _LOCKED_WORD)


def refuse_as_workbook(data: bytes) -> None:
    """What is no workbook of today; anything that is no OLE file at all is somebody else's to judge."""
    if data.startswith(SIGNATURE):
        if _is_locked(data):
            raise ReadError("文件设有打开密码，读不了；请在 Excel 或 WPS 中取消密码后另存为 .xlsx 再试。")
        raise ReadError("这是旧版 Excel 文件（.xls）；请用 Excel 或 WPS 另存为 .xlsx 再试。")


def _sector(data: bytes, size: int, number: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size] if number < _FREE else b""


def _table(data: bytes, size: int) -> list[int]:
    """Of each sector, the one that follows."""
    numbers = [number for number in struct.unpack_from("<109I", data, 76) if number < _FREE]
    table: list[int] = []
    for number in numbers:
        content = _sector(data, size, number)
        table += struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
    return table


def _chain(table: list[int], first: int) -> Iterator[int]:
    for _ in range(_MOST_SECTORS):
        if first >= _FREE:
            return
        yield first
        if first >= len(table):
            return
        first = table[first]
