"""OLE files, as old Office wrote them and as a password makes of new ones, made of the names of their streams."""

import struct


def compound(**streams: bytes) -> bytes:
    """An OLE file with nothing but these streams, each in one sector."""
    names = list(streams)
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        62,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        *[0xFFFFFFFE, 0, 0xFFFFFFFE, 0][:4],
    )
    head = head + struct.pack("<109I", 0, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, *([0xFFFFFFFE] * 127))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00")
        + struct.pack("<HB", 2 * len(name) + 2, 2)
        + bytes(49)
        + struct.pack("<IQ", 2 + place, 512)
        for place, name in enumerate(names)
    )
    contents = b"".join(content.ljust(512, b"\x00") for content in streams.values())
    return head[:512].ljust(512, b"\x00") + table + directory.ljust(512, b"\x00") + contents
