"""A Word file by its parts: body, numbering, styles, a footnote, a comment, header, settings."""

from drafting.document import Document
from drafting.ooxml.package import Package
from drafting.ooxml.reader import read_package
from drafting.readers import ReadError
from fuzzing.documents import assert_sound
from fuzzing.doors import Door, joined, pieces_of, same_twice
from fuzzing.markup import inner, mended
from tests.hostile.packages import parts
from tests.hostile.seeds import seeds
from tests.word import docx

_ROOTS = {"numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes", "comments": "w:comments",
          "header": "w:hdr", "settings": "w:settings"}  # fmt: skip


def file_of(data: bytes) -> bytes:
    body, numbering, styles, note, comment, header, settings = (mended(piece) for piece in pieces_of(data, 7))
    return docx(
        f"<w:sdt>{body}</w:sdt>" if body[:1] not in ("<", "") else body,
        numbering=numbering,
        styles=styles,
        footnotes={1: f"<w:p>{note}</w:p>"} if note else {},
        comments={0: f"<w:p>{comment}</w:p>"} if comment else {},
        header=header,
        settings=settings,
    )


def _read(data: bytes) -> None:
    file = file_of(data)
    assert Package(file).main_part == "word/document.xml"
    assert_sound(same_twice(lambda: _document(file)))


def _document(file: bytes) -> Document:
    return read_package(file)


def _seeds() -> list[bytes]:
    found = parts(seeds()[-1])
    said = {name: inner(found.get(f"word/{name}.xml", b""), root) for name, root in _ROOTS.items()}
    body = inner(found["word/document.xml"], "w:body")
    paragraphs = [
        piece for piece in body.replace("<w:p>", "\n<w:p>").replace("<w:tbl>", "\n<w:tbl>").split("\n") if piece
    ]
    note, comment = "<w:r><w:t>公报</w:t></w:r>", "<w:r><w:t>核对</w:t></w:r>"
    rest = (said["numbering"], said["styles"], note, comment, said["header"], said["settings"])
    few = [joined("".join(paragraphs[at : at + 2]), *rest) for at in range(0, len(paragraphs), 2)]
    return [joined(body, *rest), *few]


_ELEMENTS = [
    "p",
    "r",
    "t",
    "tab",
    "br",
    "cr",
    "sym",
    "fldChar",
    "instrText",
    "ins",
    "del",
    "moveTo",
    "moveFrom",
    "hyperlink",
    "fldSimple",
    "sdt",
    "sdtContent",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "gridSpan",
    "vMerge",
    "trPr",
    "cellDel",
    "hidden",
    "vanish",
    "pPr",
    "rPr",
    "numPr",
    "numId",
    "ilvl",
    "pStyle",
    "rStyle",
    "outlineLvl",
    "framePr",
    "sectPr",
    "pgSz",
    "pgMar",
    "cols",
    "docGrid",
    "titlePg",
    "footnoteReference",
    "commentReference",
    "bookmarkStart",
    "ruby",
    "rubyBase",
    "drawing",
    "pict",
    "object",
    "txbxContent",
    "style",
    "basedOn",
    "docDefaults",
    "rPrDefault",
    "pPrDefault",
    "rFonts",
    "sz",
    "b",
    "i",
    "color",
    "highlight",
    "spacing",
    "ind",
    "jc",
    "pageBreakBefore",
    "lastRenderedPageBreak",
    "noBreakHyphen",
    "pPrChange",
    "rPrChange",
    "altChunk",
    "customXml",
    "smartTag",
    "headerReference",
    "pgNumType",
    "lvl",
    "abstractNum",
    "num",
    "lvlText",
    "numFmt",
    "start",
]
_VALUES = ('w:val="0"', 'w:val="1"', 'w:val="-1"', 'w:val="99999999999"', 'w:val=""', 'w:val="1.5"', 'w:val="on"', 'w:val="a1"',
           'w:fldCharType="begin"', 'w:fldCharType="separate"', 'w:fldCharType="end"', " PAGE ", " TOC ", " EQ \\o(甲,乙)",
           'w:dropCap="drop"', 'xml:space="preserve"', 'w:id="1"', 'w:char="F0FE"', 'w:firstLineChars="200"', 'w:w="300"',
           'w:lineRule="exact"', 'w:line="560"', 'r:id="r_header"', "一、", "（一）", "1.", "2025年1月10日", "\x1e", "　")  # fmt: skip

DOOR = Door(
    _read,
    (ReadError,),
    _seeds,
    tuple(f"<w:{name}{end}>" for name in _ELEMENTS for end in ("", "/"))
    + tuple(f"</w:{name}>" for name in ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "ins", "del", "sdt"))
    + _VALUES
    + ("<mc:AlternateContent>", '<mc:Choice Requires="wps">', "<mc:Fallback>", "<m:oMath>", "<m:t>", "<v:textbox>"),
    6000,
)
