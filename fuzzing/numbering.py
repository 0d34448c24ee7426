"""Automatic numbers: the definitions and styles of a file, and paragraphs that ask for a list and a level, one a line."""

import re
import xml.etree.ElementTree as ET

from drafting.ooxml.numbering import Numbering
from drafting.ooxml.package import parse
from drafting.ooxml.styles import StyleSheet
from drafting.readers import ReadError
from fuzzing.doors import Door, joined, pieces_of, same_twice
from fuzzing.markup import mended
from tests.word import abstract_num, level, num, style

_ROOT = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_DECLARED = re.compile(r"</?(?!/?w:|/?mc:)[^<>]*>|\s(?!w:|mc:)[\w:.-]+=\"[^\"]*\"")
_NUMBER = re.compile(r"-?[0-9]{1,12}$")
_MOST_PARAGRAPHS = 60
_LONGEST_NUMBER = 400
"""Characters of one count as a label shows it; Word itself stops at some dozens."""


def _read(data: bytes) -> None:
    numbering, styles, asked = pieces_of(data, 3)
    numbers = f"<w:numbering {_ROOT}>{_known(numbering)}</w:numbering>".encode()
    sheet = f"<w:styles {_ROOT}>{_known(styles)}</w:styles>".encode()
    root = parse(numbers)
    same_twice(lambda: _labels(root, sheet, asked.split("\n")[:_MOST_PARAGRAPHS]))


def _known(text: str) -> str:
    """Without what has another prefix than this file declares."""
    return mended(_DECLARED.sub("", text))


def _labels(root: ET.Element, sheet: bytes, asked: list[str]) -> list[str]:
    numbering = Numbering(StyleSheet(sheet), lambda: root)
    given = []
    for line in asked:
        words = [*line.split(" "), "", "", ""]
        listed = numbering.of_paragraph(_number(words[0]), _number(words[1]), words[2] or None)
        if listed is None:
            given.append("")
            continue
        label = numbering.label(*listed)
        assert len(label) <= _longest(root)
        numbering.indents(*listed)
        given.append(label)
    return given


def _longest(root: ET.Element) -> int:
    texts = [len(value) for element in root.iter() for value in element.attrib.values()]
    return _LONGEST_NUMBER * (max(texts, default=0) + 1)


def _number(word: str) -> int | None:
    return int(word) if _NUMBER.match(word) else None


def _seeds() -> list[bytes]:
    ladder = abstract_num(
        0,
        [
            level("chineseCounting", "%1、"),
            level("chineseCounting", "（%2）"),
            level("decimal", "%3."),
            level("decimal", "%1.%4"),
        ],
    )
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="列表"/></w:abstractNum>'
    defining = '<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="列表"/><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="a2"/><w:isLgl/><w:lvlRestart w:val="0"/><w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum>'  # fmt: skip
    override = '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'  # fmt: skip
    styles = style("a1", "标题") + style("a2", "列表项", based_on="a1", ppr='<w:numPr><w:numId w:val="2"/></w:numPr>')
    listing = style("列表", "列表", ppr='<w:numPr><w:numId w:val="4"/></w:numPr>')
    return [
        joined(ladder + num(1, 0), "", "1 0\n1 1\n1 1\n1 0\n1 1\n1 2\n1 3\n1 0"),
        joined(ladder + num(1, 0) + override, styles, "1 0\n3 1\n3 1\n1 1\n1 0\n3 2"),
        joined(ladder + linked + defining + num(2, 7) + num(4, 8), styles + listing, "2 0\n2  a2\n  a2\n4 0\n2 5"),
    ]


_FORMATS = [
    "decimal",
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "decimalZero",
    "decimalEnclosedCircle",
    "decimalEnclosedParen",
    "decimalFullWidth",
    "bullet",
    "none",
    "custom",
    "ideographTraditional",
    "ideographZodiac",
    "hex",
    "chicago",
    "taiwaneseCounting",
]
DOOR = Door(
    _read,
    (ReadError,),
    _seeds,
    (*(f'<w:numFmt w:val="{name}"/>' for name in _FORMATS), '<w:lvl w:ilvl="1">', "</w:lvl>", '<w:start w:val="2147483647"/>',
     '<w:start w:val="-5"/>', '<w:lvlText w:val="%1.%2.%9"/>', '<w:lvlRestart w:val="1"/>', "<w:isLgl/>", '<w:suff w:val="nothing"/>',
     '<w:numStyleLink w:val="a2"/>', '<w:styleLink w:val="a2"/>', '<w:pStyle w:val="a2"/>', "<w:lvlOverride>", "</w:lvlOverride>",
     '<w:startOverride w:val="9"/>', '<w:num w:numId="9">', '<w:abstractNumId w:val="9"/>', '<w:abstractNum w:abstractNumId="9">',
     "</w:abstractNum>", '<w:style w:styleId="a9">', '<w:basedOn w:val="a9"/>', "</w:style>", '<w:numId w:val="9"/>', "\x1e", "\n1 0", "\n1 8",
     '<w:ilvl w:val="-1"/>', "<mc:AlternateContent>", "<mc:Choice>", "<w:rPr><w:vanish/></w:rPr>", 'w:val="0"', 'w:val="1000000000"'),
)  # fmt: skip
