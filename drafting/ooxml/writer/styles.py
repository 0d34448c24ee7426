"""The named styles, each written out in full: in a county's own document there is no telling what Normal brings along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from drafting.document.draft import LEVELS, Kind
from drafting.document.layout import Dress, Layout
from drafting.ooxml.writer.markup import DECLARATION, NAMESPACES, element, escape
from drafting.ooxml.writer.measures import DEFAULT_SIZE, Measures

RUN_IN = tuple(f"run-in-{kind.level}" for kind in LEVELS)
"""The words of a heading whose text goes on in the same paragraph: a character style a level."""
PAGE_NUMBER = "page-number"
TABLE = "table"

# Word knows the built-in styles by their English names and shows them in the language of its menus.
_NAMES: Mapping[Kind, tuple[str, str]] = {
    Kind.TITLE: ("Title", "Title"),
    Kind.ADDRESSEE: ("FazhiAddressee", "主送机关"),
    Kind.LEVEL_1: ("Heading1", "heading 1"),
    Kind.LEVEL_2: ("Heading2", "heading 2"),
    Kind.LEVEL_3: ("Heading3", "heading 3"),
    Kind.LEVEL_4: ("Heading4", "heading 4"),
    Kind.BODY: ("FazhiBody", "公文正文"),
    Kind.CAPTION: ("FazhiCaption", "表题"),
    Kind.HEAD_CELL: ("FazhiHeadCell", "表头文字"),
    Kind.CELL: ("FazhiCell", "表内文字"),
    Kind.ATTACHMENT_NOTE: ("FazhiAttachmentNote", "附件说明"),
    Kind.SIGN_OFF: ("FazhiSignOff", "发文机关署名"),
    Kind.DATE: ("FazhiDate", "成文日期"),
    Kind.ANNEX_MARK: ("FazhiAnnexMark", "附件序号"),
    Kind.ANNEX_TITLE: ("FazhiAnnexTitle", "附件标题"),
}
_RUN_IN_NAMES = ("段内一级标题", "段内二级标题", "段内三级标题", "段内四级标题")
_KEPT = frozenset({Kind.TITLE, *LEVELS, Kind.CAPTION, Kind.HEAD_CELL, Kind.ANNEX_MARK, Kind.ANNEX_TITLE})
_CELLS = frozenset({Kind.CELL, Kind.HEAD_CELL})
_CELL_LINE = 288
"""1.2 times the face's own height: the grid keeps lines apart elsewhere, and is off in tables."""
_JUSTIFIED = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_USUAL_ALIGN = {Kind.SIGN_OFF: "right", Kind.DATE: "right", Kind.HEAD_CELL: "center"}


@dataclass(frozen=True, slots=True)
class NamedStyle:
    key: str
    """A kind of paragraph, or one of the other keys above."""
    style_id: str
    name: str
    type: str
    content: str
    next_key: str = ""
    built_in: bool = False

    def renamed(self, name: str) -> "NamedStyle":
        return replace(self, name=name)

    def xml(self, ids: Mapping[str, str]) -> str:
        custom = "" if self.built_in else ' w:customStyle="1"'
        following = f'<w:next w:val="{escape(ids[self.next_key])}"/>' if self.next_key in ids else ""
        return (
            f'<w:style w:type="{self.type}"{custom} w:styleId="{escape(ids[self.key])}">'
            f'<w:name w:val="{escape(self.name)}"/>{following}<w:qFormat/>{self.content}</w:style>'
        )


def named_styles(layout: Layout, measures: Measures) -> list[NamedStyle]:
    body = dress_of(layout, Kind.BODY)
    styles = [
        NamedStyle(
            kind,
            style_id,
            name,
            "paragraph",
            _paragraph_properties(kind, dress_of(layout, kind), measures) + _face(dress_of(layout, kind), measures),
            Kind.BODY if kind.level else "",
            built_in=style_id == name or bool(kind.level),
        )
        for kind, (style_id, name) in _NAMES.items()
    ]
    for kind, key, name in zip(LEVELS, RUN_IN, _RUN_IN_NAMES, strict=True):
        styles.append(
            NamedStyle(key, f"FazhiRunIn{kind.level}", name, "character", _face(dress_of(layout, kind), measures))
        )
    styles.append(_table_style())
    number = layout.page_number
    number_dress = Dress(faces=(number.face,), size=number.size, bold=body.bold)
    content = (
        '<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(number.size * 20)}" w:lineRule="exact"/></w:pPr>'
    )
    styles.append(
        NamedStyle(PAGE_NUMBER, "Footer", "footer", "paragraph", content + _face(number_dress, measures), built_in=True)
    )
    return styles


def dress_of(layout: Layout, kind: Kind) -> Dress:
    """As it is written: what a profile leaves open is as in the body."""
    dress, body = layout.dress(kind), layout.dress(Kind.BODY)
    return Dress(
        faces=dress.faces or body.faces or ("仿宋_GB2312",),
        size=dress.size or dress.usual_size or body.size or DEFAULT_SIZE,
        bold=dress.bold,
        align=dress.align,
        first_line=dress.first_line,
        right=dress.right,
    )


def size_of(layout: Layout, kind: Kind) -> float:
    return dress_of(layout, kind).size or DEFAULT_SIZE


def indent(
    measures: Measures,
    size: float,
    *,
    first_line: float | None = None,
    left: float | None = None,
    right: float | None = None,
) -> str:
    """Indents in characters. Word goes by the characters, which follow the type's size; others by the length beside them."""
    attributes: dict[str, int] = {}
    for name, count in (("left", left), ("right", right), ("firstLine", first_line)):
        if count is not None and (count or name != "firstLine"):
            attributes[name + "Chars"] = round(count * 100)
            attributes[name] = round(count * measures.advance(size))
    return element("ind", attributes)


def _paragraph_properties(kind: Kind, dress: Dress, measures: Measures) -> str:
    size = dress.size or DEFAULT_SIZE
    in_cell = kind in _CELLS
    exact = not in_cell and (size > measures.body_size or not measures.has_grid)
    spacing: dict[str, str | int] = {
        "before": 0,
        "after": 0,
        "line": _CELL_LINE if in_cell else 240,
        "lineRule": "auto",
    }
    if exact:
        # Large type would take two lines of the grid in some faces and one in others: its lines are given, in whole ones.
        lines = -(-round(size * 22) // measures.line_pitch)
        spacing |= {"line": lines * measures.line_pitch, "lineRule": "exact"}
    align = _JUSTIFIED[dress.align] if dress.align else _USUAL_ALIGN.get(kind, "both")
    level = f'<w:outlineLvl w:val="{kind.level - 1}"/>' if kind.level else ""
    return "".join(
        (
            "<w:pPr>",
            "<w:keepNext/>" if kind in _KEPT else "",
            "<w:pageBreakBefore/>" if kind is Kind.ANNEX_MARK else "",
            # A line more or less at the foot of a page, and the page has no longer the prescribed lines.
            '<w:widowControl w:val="0"/>',
            # No gaps beside digits: a digit is half a character, and a line has a whole number of them.
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            '<w:snapToGrid w:val="0"/>' if in_cell or exact else "",
            element("spacing", spacing),
            indent(measures, size, first_line=dress.first_line, right=dress.right),
            f'<w:jc w:val="{align}"/>',
            level,
            "</w:pPr>",
        )
    )


def _face(dress: Dress, measures: Measures) -> str:
    """All four faces are the Chinese one: digits, quotation marks and dashes are to come from it too."""
    size = dress.size or DEFAULT_SIZE
    face = dress.face
    bold = "" if dress.bold is None else "<w:b/><w:bCs/>" if dress.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    spacing = measures.spacing(size)
    return (
        f"<w:rPr>{element('rFonts', {'ascii': face, 'eastAsia': face, 'hAnsi': face, 'cs': face})}{bold}"
        f'<w:spacing w:val="{spacing}"/><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'
    )


def _table_style() -> NamedStyle:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        f'<w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:bottom w:w="{CELL_MARGIN // 2}" w:type="dxa"/>'
        f'<w:right w:w="{CELL_MARGIN}" w:type="dxa"/>'
    )
    return NamedStyle(
        TABLE,
        "FazhiTable",
        "公文表格",
        "table",
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblCellMar><w:top w:w="{CELL_MARGIN // 2}" w:type="dxa"/>{margins}</w:tblCellMar></w:tblPr>',
    )


CELL_MARGIN = 85
"""1.5 mm left and right of a cell's text."""


def own_ids(styles: list[NamedStyle]) -> dict[str, str]:
    return {style.key: style.style_id for style in styles}


def style_sheet(layout: Layout, measures: Measures, styles: list[NamedStyle]) -> str:
    ids = own_ids(styles)
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{''.join(_defaults(layout, measures))}"
        f"{''.join(style.xml(ids) for style in styles)}</w:styles>"
    )


def _defaults(layout: Layout, measures: Measures) -> Iterator[str]:
    body = dress_of(layout, Kind.BODY)
    face = _face(body, measures)
    # Latin words stay English: where Chinese is their language too, LibreOffice breaks a line inside 1200.
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    yield f"<w:docDefaults><w:rPrDefault>{face.replace('</w:rPr>', language + '</w:rPr>')}</w:rPrDefault>"
    yield "<w:pPrDefault/></w:docDefaults>"
    # What is not defined here does not come up in the list of styles that a clerk is shown.
    yield (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f"{face}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
