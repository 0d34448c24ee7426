"""Zip packages with what no zip program writes: lies about sizes, names that are there twice, a gigabyte in a few thousand bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
_BLOCK = MEGABYTE


@dataclass(frozen=True, slots=True)
class Member:
    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0x800
    declared: int | None = None
    """What the directory says of its size, where that is a lie."""


def member(
    name: str | bytes, data: bytes, *, stored: bool = False, flags: int = 0x800, declared: int | None = None
) -> Member:
    raw = name.encode() if isinstance(name, str) else name
    packed = data if stored else _deflated([data])
    return Member(raw, packed, len(data), zlib.crc32(data), 0 if stored else 8, flags, declared)


def swelling(name: str, head: bytes, unit: bytes, times: int, tail: bytes, *, declared: int | None = None) -> Member:
    """`head`, `unit` so many times, `tail`, without ever having it all in memory or compressing the same twice."""
    block = unit * max(1, _BLOCK // len(unit))
    blocks, rest = divmod(times, len(block) // len(unit))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    # Behind a full flush nothing refers to what was before: the same block is the same bytes each time.
    middle = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(unit * rest + tail) + packer.flush()
    checksum = zlib.crc32(head)
    for _ in range(blocks):
        checksum = zlib.crc32(block, checksum)
    checksum = zlib.crc32(unit * rest + tail, checksum)
    size = len(head) + times * len(unit) + len(tail)
    return Member(name.encode(), first + middle * blocks + last, size, checksum, declared=declared)


def _deflated(pieces: Iterable[bytes]) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return b"".join([*(packer.compress(piece) for piece in pieces), packer.flush()])


def packed(members: Iterable[Member], *, zip64: bool = False, count: int | None = None, comment: bytes = b"") -> bytes:
    """`count` is what the end record says of the number of members, where that is a lie."""
    content, directory, number = io.BytesIO(), io.BytesIO(), 0
    for number, one in enumerate(members, start=1):  # noqa: B007 - how many there are is asked behind
        at = content.tell()
        size = one.size if one.declared is None else one.declared
        extra = struct.pack("<HHQQ", 1, 16, size, len(one.packed)) if zip64 else b""
        sizes = (0xFFFFFFFF, 0xFFFFFFFF) if zip64 else (len(one.packed), size)
        common = struct.pack(
            "<HHHHHIIIHH",
            45 if zip64 else 20,
            one.flags,
            one.method,
            0,
            0x21,
            one.checksum,
            *sizes,
            len(one.name),
            len(extra),
        )
        content.write(b"PK\x03\x04" + common + one.name + extra + one.packed)
        directory.write(b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, at))
        directory.write(one.name + extra)
    number = number if count is None else count
    start, length = content.tell(), directory.tell()
    end = b""
    if zip64:
        end += b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, number, number, length, start)
        end += b"PK\x06\x07" + struct.pack("<IQI", 0, start + length, 1)
    told = (
        (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF) if zip64 else (min(number, 0xFFFF), min(number, 0xFFFF), length, start)
    )
    end += b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, *told, len(comment)) + comment
    return content.getvalue() + directory.getvalue() + end


def parts(data: bytes) -> dict[str, bytes]:
    """Of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def members(found: Mapping[str, bytes], *others: Member) -> Iterator[Member]:
    """Parts as members; one of `others` takes the place of the part with its name."""
    named = {other.name for other in others}
    for name, data in found.items():
        if name.encode() not in named:
            yield member(name, data)
    yield from others


def repacked(data: bytes, *others: Member) -> bytes:
    """A package with some members in the place of its own or beside them."""
    return packed(members(parts(data), *others))


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with other words in one part; they have to be there."""
    found = parts(data)
    assert old in found[name], (old, name)
    return repacked(data, member(name, found[name].replace(old, new)))
