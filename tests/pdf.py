"""A PDF writer small enough to be read: Chinese text at places, lines, no embedded font.

Its font is named and not embedded, and a ToUnicode map says what the codes mean, so that no fixture carries anybody's typeface.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.3, 841.9
LEFT, RIGHT, TOP, BOTTOM = 79.4, 521.6, 105.0, 742.7
SIZE, PITCH = 16.0, 28.95


@dataclass(slots=True)
class Sheet:
    """One page: text by its left end and base line from above, and lines to be drawn."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    has_picture: bool = False

    def write(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.texts.append((x, y, size, text))


def width(text: str, size: float = SIZE) -> float:
    return sum(size / 2 if " " <= character <= "~" else size for character in text)


def typeset(
    paragraphs: Sequence[str], *, title: int = 1, running_head: str = "", number: str = "— {} —", indent: float = 2
) -> list[Sheet]:
    """Paragraphs as an office sets them: first lines indented, lines filled, the page numbered; the first `title` ones centred."""
    sheets: list[Sheet] = []
    y = BOTTOM + 1

    def next_line(step: float = PITCH) -> Sheet:
        nonlocal y
        y += step
        if y > BOTTOM:
            sheets.append(Sheet())
            if number:
                text = number.format(len(sheets))
                sheets[-1].write((WIDTH - width(text, 14)) / 2, BOTTOM + 30, text, 14)
            if running_head:
                sheets[-1].write(LEFT, 60, running_head, 9)
            y = TOP + SIZE
        return sheets[-1]

    for place, paragraph in enumerate(paragraphs):
        if place < title:
            next_line(2 * PITCH).write((WIDTH - width(paragraph, 22)) / 2, y, paragraph, 22)
            continue
        x, line = LEFT + indent * SIZE, ""
        for character in paragraph:
            if x + width(line + character) > RIGHT + 0.1 and character not in "，。、；：！？”》）":
                next_line().write(x, y, line)
                x, line = LEFT, ""
            line += character
        next_line().write(x, y, line)
    return sheets


def pdf(sheets: Sequence[Sheet], *, encoding: str = "", trailer: str = "") -> bytes:
    """`encoding` names one of the encodings that readers have to know, instead of the map."""
    codec = {"": "utf-16-be", "UniGB-UCS2-H": "utf-16-be", "GBK-EUC-H": "gbk"}[encoding]
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        _font(encoding),
        _descendant(encoding),
        _DESCRIPTOR,
        _stream(_MAP),
        _PICTURE,
    ]
    kids = []
    for sheet in sheets:
        objects.append(_stream(_content(sheet, codec)))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>/XObject<</I 7 0 R>>>>>>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer.encode(), len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def _content(sheet: Sheet, codec: str) -> bytes:
    parts = [
        b"BT /F1 %f Tf %f %f Td <%s> Tj ET" % (size, x, HEIGHT - y, text.encode(codec).hex().encode())
        for x, y, size, text in sheet.texts
    ]
    parts += [b"%f %f m %f %f l S" % (x0, HEIGHT - y0, x1, HEIGHT - y1) for x0, y0, x1, y1 in sheet.lines]
    parts += [b"q 500 0 0 700 40 40 cm /I Do Q"] if sheet.has_picture else []
    return b"\n".join(parts)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def _font(encoding: str) -> bytes:
    how = b"/Identity-H/ToUnicode 6 0 R" if not encoding else b"/" + encoding.encode()
    return b"<</Type/Font/Subtype/Type0/BaseFont/Nobody/Encoding%s/DescendantFonts[4 0 R]>>" % how


def _descendant(encoding: str) -> bytes:
    # Adobe-GB1 has its narrow letters and digits in two places; without it, codes are what the map says.
    narrow = b"1 95 500 814 939 500" if encoding else b"32 126 500"
    return (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nobody/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/DW 1000/W[%s]/FontDescriptor 5 0 R>>" % narrow
    )


_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/Nobody/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
    b"/CapHeight 700/StemV 80>>"
)
_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + b"".join(b"1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange\n" % (high, high, high) for high in range(256))
    + b"endcmap CMapName currentdict /CMap defineresource pop end end"
)
_PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream"
