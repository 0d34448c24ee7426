"""The parts of our own package around the text, and the package as bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from drafting.document.draft import Draft, Kind
from drafting.document.layout import Layout
from drafting.ooxml.writer.markup import DECLARATION, NAMESPACES, element, escape, run
from drafting.ooxml.writer.measures import Measures
from drafting.ooxml.writer.styles import PAGE_NUMBER

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

# Name, content type, kind of relationship from the document.
_PARTS = (
    ("styles", f"{_WORD}styles+xml", "styles"),
    ("settings", f"{_WORD}settings+xml", "settings"),
    ("fontTable", f"{_WORD}fontTable+xml", "fontTable"),
    ("footer1", f"{_WORD}footer+xml", "footer"),
    ("footer2", f"{_WORD}footer+xml", "footer"),
    ("theme", "application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
)
_ODD, _EVEN = "rId4", "rId5"

CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{content_type}"/>' for name, content_type, _ in _PARTS
    )
    + f'<Override PartName="/docProps/core.xml" ContentType="{CORE_TYPE}"/></Types>'
)
RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}{kind}" Target="{name}.xml"/>'
        for number, (name, _, kind) in enumerate(_PARTS, 1)
    )
    + "</Relationships>"
)
# As Word has it for a Chinese document of its present kind; without the mode it opens as one of Word 2007.
SETTINGS = (
    f"{DECLARATION}<w:settings {NAMESPACES}>"
    '<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
    "<w:doNotExpandShiftReturn/><w:useFELayout/>"
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    "</w:settings>"
)


def core_properties(draft: Draft) -> str:
    organ = escape(draft.organ)
    category = f"<cp:category>{escape(draft.category)}</cp:category>" if draft.category else ""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(draft.title)}</dc:title><dc:creator>{organ}</dc:creator>"
        f"<cp:lastModifiedBy>{organ}</cp:lastModifiedBy><dc:language>zh-CN</dc:language>{category}</cp:coreProperties>"
    )


def document(body: str, measures: Measures) -> str:
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{_section(measures)}</w:body></w:document>"


def _section(measures: Measures) -> str:
    edges = {
        "top": measures.top,
        "right": measures.right,
        "bottom": measures.bottom,
        "left": measures.left,
        "header": 851,
        "footer": measures.footer,
        "gutter": 0,
    }
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{_ODD}"/><w:footerReference w:type="even" r:id="{_EVEN}"/>'
        f"{element('pgSz', {'w': measures.page_width, 'h': measures.page_height})}{element('pgMar', edges)}"
        f"{element('docGrid', {'type': 'lines', 'linePitch': measures.line_pitch})}</w:sectPr>"
    )


def footer(layout: Layout, ids: Mapping[str, str], *, odd: bool) -> str:
    """Odd pages have their number on the right, even ones on the left: always on the outer side."""
    style = f'<w:pStyle w:val="{ids[PAGE_NUMBER]}"/>'
    content = f"<w:p><w:pPr>{style}{outer_side(layout, odd=odd)}</w:pPr>{page_number(layout, odd=odd)}</w:p>"
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{content}</w:ftr>"


def outer_side(layout: Layout, *, odd: bool) -> str:
    number = layout.page_number
    side = "right" if odd else "left"
    edge = {f"{side}Chars": round(number.indent * 100), side: round(number.indent * number.size * 20)}
    return f'{element("ind", edge)}<w:jc w:val="{side}"/>'


def page_number(layout: Layout, *, odd: bool = True) -> str:
    before, _, after = layout.page_number.text.partition("{}")
    return f'{run(before)}<w:fldSimple w:instr=" PAGE ">{run("1" if odd else "2")}</w:fldSimple>{run(after)}'


def font_table(layout: Layout) -> str:
    """Where a face is missing, Word and WPS look for its other names: 仿宋_GB2312 has not come with Windows for long."""
    faces: dict[str, tuple[str, ...]] = {layout.page_number.face: ()}
    for kind in Kind:
        names = [face for face in layout.dress(kind).faces if "*" not in face]
        if names and names[0] not in faces:
            faces[names[0]] = tuple(names[1:2])
    fonts = "".join(
        f'<w:font w:name="{escape(face)}">'
        + "".join(f'<w:altName w:val="{escape(other)}"/>' for other in others)
        + '<w:charset w:val="86"/></w:font>'
        for face, others in faces.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def theme(layout: Layout) -> str:
    """What Word offers for charts and the like. No style refers to its faces; they are the text's own all the same."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "EEEEEE")),
            *((f"accent{number}", f"{number * 24:02X}{number * 24:02X}{number * 24:02X}") for number in range(1, 7)),
            *(("hlink", "000000"), ("folHlink", "000000")),
        )
    )
    face = escape(layout.dress(Kind.BODY).face)
    faces = f'<a:latin typeface="{face}"/><a:ea typeface="{face}"/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{plain}</a:ln>' for width in (6350, 12700, 19050))
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip without clocks: what was written, not when."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # else it tells the system that it was made on
            package.writestr(member, data)
    return buffer.getvalue()
