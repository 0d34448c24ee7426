"""Word files made from raw XML for tests: the second opinion on the product's reader, so it shares no code with it.

Block helpers (p, table, alt_chunk, sdt) go into docx(); run helpers (r, tab, ins, field, textbox ...) each return
complete children of a paragraph and go into p(). Where Word wants a unique id, id="auto" becomes one in docx().
"""

import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = (
    f'<Relationship Id="r_core" Type="{_PACKAGE}relationships/metadata/core-properties" Target="docProps/core.xml"/>'
)
_WHO = 'w:author="张三" w:date="2025-01-06T09:00:00Z"'
# What XML 1.0 cannot hold even escaped; a file with it would be no test of anything but the parser.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/>'
)


def docx(
    *body: str,
    numbering: str = "",
    styles: str = "",
    footnotes: Mapping[int, str] = {},
    endnotes: Mapping[int, str] = {},
    comments: Mapping[int, str] = {},
    header: str = "",
    footer: str = "",
    other_footers: Mapping[str, str] = {},
    settings: str = "",
    theme: str = "",
    section: str = A4,
    links: Mapping[str, str] = {},
    alt_chunks: Mapping[str, str] = {},
    core_author: str | None = None,
    last_modified_by: str | None = None,
    extra_parts: Mapping[str, bytes] = {},
) -> bytes:
    """A package with the parts that are asked for; the same arguments give the same bytes.

    `other_footers` are those of "first" and "even" pages; `theme` is what theme() gives.
    `footnotes`, `endnotes` and `comments` map ids to blocks; `links` maps relationship ids to addresses and
    `alt_chunks` to HTML. `extra_parts` come last: a name that exists already is replaced, to break a file on purpose.
    """
    relationships = [_relationship(rid, "hyperlink", url, external=True) for rid, url in links.items()]
    types = {"word/document.xml": f"{_WORD_TYPE}document.main+xml"}
    parts: dict[str, str] = {}
    for kind, root, inner in (
        ("styles", "styles", styles),
        ("numbering", "numbering", numbering),
        ("settings", "settings", settings),
        ("footnotes", "footnotes", _notes("footnote", footnotes)),
        ("endnotes", "endnotes", _notes("endnote", endnotes)),
        ("comments", "comments", _each("comment", _WHO, comments)),
        ("header", "hdr", header),
        ("footer", "ftr", footer),
    ):
        if inner:
            parts[f"word/{kind}.xml"] = _part(root, inner)
            types[f"word/{kind}.xml"] = f"{_WORD_TYPE}{kind}+xml"
            relationships.append(_relationship(f"r_{kind}", kind, f"{kind}.xml"))
    for kind, blocks in other_footers.items():
        parts[f"word/footer_{kind}.xml"] = _part("ftr", blocks)
        types[f"word/footer_{kind}.xml"] = f"{_WORD_TYPE}footer+xml"
        relationships.append(_relationship(f"r_footer_{kind}", "footer", f"footer_{kind}.xml"))
    if theme:
        parts["word/theme/theme1.xml"] = _DECLARATION + theme
        types["word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
        relationships.append(_relationship("r_theme", "theme", "theme/theme1.xml"))
    for rid, html in alt_chunks.items():
        parts[f"word/{rid}.htm"] = html
        types[f"word/{rid}.htm"] = "text/html"
        relationships.append(_relationship(rid, "aFChunk", f"{rid}.htm"))
    top = [_relationship("r_document", "officeDocument", "word/document.xml")]
    if core_author is not None or last_modified_by is not None:
        parts["docProps/core.xml"] = _core(core_author, last_modified_by)
        types["docProps/core.xml"] = _CORE_TYPE
        top.append(_CORE_RELATIONSHIP)
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="r_{kind}"/>'
        for kind, blocks in (("header", header), ("footer", footer))
        if blocks
    ) + "".join(f'<w:footerReference w:type="{kind}" r:id="r_footer_{kind}"/>' for kind in other_footers)
    main = f"<w:body>{_xml(body)}<w:sectPr>{references}{section}</w:sectPr></w:body>"
    everything = {
        "[Content_Types].xml": _content_types(types, extra_parts),
        "_rels/.rels": _relationships(top),
        "word/document.xml": _part("document", main),
        "word/_rels/document.xml.rels": _relationships(relationships),
        **parts,
    }
    return _zip({name: xml.encode() for name, xml in everything.items()} | dict(extra_parts))


def _part(root: str, inner: str) -> str:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    xml = f'{_DECLARATION}<w:{root} {declared} mc:Ignorable="w14">{inner}</w:{root}>'
    numbers = itertools.count(100)
    return re.sub(r'\bid="auto"', lambda _: f'id="{next(numbers)}"', xml)


def _each(element: str, attributes: str, content: Mapping[int, str]) -> str:
    return "".join(
        f'<w:{element} w:id="{number}" {attributes}>{_xml([blocks])}</w:{element}>'
        for number, blocks in content.items()
    )


def _notes(element: str, content: Mapping[int, str]) -> str:
    """With the two notes that Word always writes and never shows as notes: its separator lines."""
    if not content:
        return ""
    separators = "".join(
        f'<w:{element} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:{element}>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return separators + _each(element, "", content)


def _core(author: str | None, last_modified_by: str | None) -> str:
    creator = "" if author is None else f"<dc:creator>{_text(author)}</dc:creator>"
    modifier = "" if last_modified_by is None else f"<cp:lastModifiedBy>{_text(last_modified_by)}</cp:lastModifiedBy>"
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{creator}{modifier}</cp:coreProperties>'
    )


def _content_types(types: Mapping[str, str], extra_parts: Mapping[str, bytes]) -> str:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for name in extra_parts:
        defaults.setdefault(name.rpartition(".")[2].lower(), "application/octet-stream")
    inner = "".join(f"<Default Extension={quoteattr(e)} ContentType={quoteattr(t)}/>" for e, t in defaults.items())
    inner += "".join(f"<Override PartName={quoteattr('/' + n)} ContentType={quoteattr(t)}/>" for n, t in types.items())
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}content-types">{inner}</Types>'


def _relationship(rid: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id={quoteattr(rid)} Type="{_OFFICE}{kind}" Target={quoteattr(target)}{mode}/>'


def _relationships(relationships: Sequence[str]) -> str:
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{"".join(relationships)}</Relationships>'


def _zip(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, whatever the clock says
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # or the bytes would differ between Windows and the rest
            package.writestr(entry, data)
    return buffer.getvalue()


def _text(text: str) -> str:
    if bad := _NOT_XML.search(text):
        message = f"{bad.group()!r} cannot stand in XML"
        raise ValueError(message)
    return escape(text)


def _attribute(value: str) -> str:
    return _text(value).replace('"', "&quot;")


def _element(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>" if inner else ""


def _val(name: str, value: str | int | None) -> str:
    return "" if value is None else f'<{name} w:val="{_attribute(str(value))}"/>'


def _xml(children: Sequence[str]) -> str:
    """Joined; bare text is refused, because Word would silently ignore it between elements."""
    for child in children:
        if child and not child.lstrip().startswith("<"):
            message = f"expected XML, such as r({child[:20]!r})"
            raise ValueError(message)
    return "".join(children)


def p(
    *runs: str,
    style: str | None = None,
    num: tuple[int, int] | None = None,
    outline: int | None = None,
    hidden_mark: bool = False,
    ppr: str = "",
    mark: str = "",
) -> str:
    """A paragraph; `ppr` goes between numbering and outline level, `mark` into the run properties of its mark."""
    mark += "<w:vanish/>" if hidden_mark else ""
    properties = (
        _val("w:pStyle", style)
        + ("" if num is None else _num_pr(*num))
        + ppr
        + _val("w:outlineLvl", outline)
        + _element("w:rPr", mark)
    )
    return f"<w:p>{_element('w:pPr', properties)}{_xml(runs)}</w:p>"


def _num_pr(num_id: int | None, ilvl: int | None) -> str:
    """Either may be missing: a style often gives one and the style below it the other."""
    return _element("w:numPr", _val("w:ilvl", ilvl) + _val("w:numId", num_id))


def r(text: str, rpr: str = "", *, hidden: bool = False) -> str:
    return _run(f'<w:t xml:space="preserve">{_text(text)}</w:t>', rpr + ("<w:vanish/>" if hidden else ""))


def _run(content: str, rpr: str = "") -> str:
    return f"<w:r>{_element('w:rPr', rpr)}{content}</w:r>"


def tab() -> str:
    return _run("<w:tab/>")


def br(kind: str | None = None) -> str:
    """A line break, or a "page" or "column" one."""
    return _run("<w:br/>" if kind is None else f'<w:br w:type="{kind}"/>')


def no_break_hyphen() -> str:
    return _run("<w:noBreakHyphen/>")


def soft_hyphen() -> str:
    return _run("<w:softHyphen/>")


def sym(font: str, char: str) -> str:
    """`char` in hexadecimal as Word writes it: F0FE for a ticked box in Wingdings."""
    return _run(f'<w:sym w:font="{_attribute(font)}" w:char="{_attribute(char)}"/>')


def ruby(base: str, rt: str) -> str:
    return _run(f"<w:ruby><w:rubyPr/><w:rt>{r(rt)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby>")


def omath(text: str) -> str:
    return f"<m:oMath><m:r><m:t>{_text(text)}</m:t></m:r></m:oMath>"


def footnote_ref(number: int) -> str:
    return _run(f'<w:footnoteReference w:id="{number}"/>', '<w:vertAlign w:val="superscript"/>')


def endnote_ref(number: int) -> str:
    return _run(f'<w:endnoteReference w:id="{number}"/>', '<w:vertAlign w:val="superscript"/>')


def note_mark(kind: str = "footnote") -> str:
    """The note's own number, with which Word begins a footnote's or endnote's text."""
    return _run(f"<w:{kind}Ref/>", '<w:vertAlign w:val="superscript"/>')


def ins(*runs: str) -> str:
    return f'<w:ins w:id="auto" {_WHO}>{_xml(runs)}</w:ins>'


def deleted(*runs: str) -> str:
    """Deleted text is in w:delText and w:delInstrText, so a reader that only looks for w:t never sees it."""
    return f'<w:del w:id="auto" {_WHO}>{re.sub(r"(</?w:)(t|instrText)(?=[ >])", _del_name, _xml(runs))}</w:del>'


def _del_name(tag: re.Match[str]) -> str:
    return tag[1] + {"t": "delText", "instrText": "delInstrText"}[tag[2]]


def deleted_mark() -> str:
    """For p(mark=...): the paragraph will be joined with the next one."""
    return f'<w:del w:id="auto" {_WHO}/>'


def inserted_mark() -> str:
    return f'<w:ins w:id="auto" {_WHO}/>'


def move_from(*runs: str, name: str = "move1") -> str:
    """Word keeps plain w:t in text that was moved away."""
    return _moved("From", name, runs)


def move_to(*runs: str, name: str = "move1") -> str:
    return _moved("To", name, runs)


def _moved(direction: str, name: str, runs: Sequence[str]) -> str:
    number = _id_of(direction + name)
    return (
        f'<w:move{direction}RangeStart w:id="{number}" w:name="{_attribute(name)}" {_WHO}/>'
        f'<w:move{direction} w:id="auto" {_WHO}>{_xml(runs)}</w:move{direction}>'
        f'<w:move{direction}RangeEnd w:id="{number}"/>'
    )


def _id_of(name: str) -> int:
    """A number that start and end can both work out, well above those of id="auto"."""
    return 100_000 + zlib.crc32(name.encode()) % 1_000_000_000


def hyperlink(*runs: str, rid: str | None = None, anchor: str | None = None) -> str:
    target = f"r:id={quoteattr(rid)}" if rid else f"w:anchor={quoteattr(anchor or '')}"
    return f'<w:hyperlink {target} w:history="1">{_xml(runs)}</w:hyperlink>'


def field_simple(instr: str, *runs: str) -> str:
    return f'<w:fldSimple w:instr="{_attribute(instr)}">{_xml(runs)}</w:fldSimple>'


def field(instr: str, *result: str) -> str:
    """A complex field: begin, instruction, separator, the result last worked out, end."""
    return (
        _run('<w:fldChar w:fldCharType="begin"/>')
        + _run(f'<w:instrText xml:space="preserve">{_text(instr)}</w:instrText>')
        + _run('<w:fldChar w:fldCharType="separate"/>')
        + _xml(result)
        + _run('<w:fldChar w:fldCharType="end"/>')
    )


def sdt(*content: str, tag: str = "", placeholder: bool = False) -> str:
    """A content control around blocks or around runs; a placeholder is the grey 单击此处输入 that nobody filled in."""
    properties = _val("w:tag", tag or None) + ("<w:showingPlcHdr/>" if placeholder else "")
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{_xml(content)}</w:sdtContent></w:sdt>"


def smart_tag(*runs: str) -> str:
    attributes = 'w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"'
    return f"<w:smartTag {attributes}>{_xml(runs)}</w:smartTag>"


def bookmark(name: str, *runs: str) -> str:
    number = _id_of(name)
    return f'<w:bookmarkStart w:id="{number}" w:name="{_attribute(name)}"/>{_xml(runs)}<w:bookmarkEnd w:id="{number}"/>'


def comment_range(number: int, *runs: str) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>{_xml(runs)}<w:commentRangeEnd w:id="{number}"/>' + _run(
        f'<w:commentReference w:id="{number}"/>'
    )


def textbox(*blocks: str) -> str:
    """The same text twice, as Word writes it: a drawing for itself and VML for Word 2007. A reader must take one."""
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="600000"/><wp:wrapNone/><wp:docPr id="auto" name="文本框"/>'
        f'<a:graphic><a:graphicData uri="{_NAMESPACES["wps"]}">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{_txbx(blocks)}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    return _run(
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{_vml(blocks)}</mc:Fallback></mc:AlternateContent>"
    )


def vml_textbox(*blocks: str) -> str:
    """As old Word and many converters write it, without the drawing."""
    return _run(_vml(blocks))


def _vml(blocks: Sequence[str]) -> str:
    return f'<w:pict><v:shape style="width:160pt;height:48pt"><v:textbox>{_txbx(blocks)}</v:textbox></v:shape></w:pict>'


def _txbx(blocks: Sequence[str]) -> str:
    return f"<w:txbxContent>{_xml(blocks)}</w:txbxContent>"


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[str, ...]
    span: int
    vmerge: str | None

    def xml(self) -> str:
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        merge = {None: "", "continue": "<w:vMerge/>"}.get(self.vmerge, f'<w:vMerge w:val="{self.vmerge}"/>')
        width = f'<w:tcW w:w="{1000 * self.span}" w:type="dxa"/>'
        # A cell ends with a paragraph, also after a table: Word calls the file corrupt otherwise.
        last = "" if self.blocks and self.blocks[-1].endswith("</w:p>") else p()
        return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{_xml(self.blocks)}{last}</w:tc>"


def cell(*blocks: str, span: int = 1, vmerge: str | None = None) -> Cell:
    """`vmerge` is "restart" in the first of the merged cells and "continue" in those below."""
    return Cell(blocks, span, vmerge)


def table(rows: Sequence[Sequence[Cell | str]]) -> str:
    """Rows of cells, or of blocks that each make a cell; a table inside a cell is a block like any other."""
    cells = [[item if isinstance(item, Cell) else cell(item) for item in row] for row in rows]
    columns = max((sum(item.span for item in row) for row in cells), default=0)
    grid = '<w:gridCol w:w="1000"/>' * columns
    body = "".join(f"<w:tr>{''.join(item.xml() for item in row)}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def alt_chunk(rid: str) -> str:
    return f"<w:altChunk r:id={quoteattr(rid)}/>"


_HERE = 'w:ilvl="here"'


def defaults(rpr: str = "", ppr: str = "") -> str:
    """What the styles part says of all text, before its first style."""
    text, paragraph = _element("w:rPr", rpr), _element("w:pPr", ppr)
    return f"<w:docDefaults><w:rPrDefault>{text}</w:rPrDefault><w:pPrDefault>{paragraph}</w:pPrDefault></w:docDefaults>"


def theme(*, major: str = "", minor: str = "", hans: str = "", latin: str = "Calibri") -> str:
    """East Asian faces of the theme, and the one that it has for simplified Chinese."""
    script = f'<a:font script="Hans" typeface="{hans}"/>' if hans else ""
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{face}"/><a:cs typeface=""/>'
        f'<a:font script="Jpan" typeface="ＭＳ 明朝"/>{script}</a:{kind}Font>'
        for kind, face in (("major", major), ("minor", minor))
    )
    return (
        f'<a:theme xmlns:a="{_NAMESPACES["a"]}" name="Office"><a:themeElements>'
        f'<a:fontScheme name="Office">{fonts}</a:fontScheme></a:themeElements></a:theme>'
    )


def strict(data: bytes) -> bytes:
    """The same file with the names of ISO Strict."""
    names = {
        _NAMESPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        _NAMESPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        _NAMESPACES["a"]: "http://purl.oclc.org/ooxml/drawingml/main",
    }
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for usual, other in names.items():
        parts = {name: part.replace(f'"{usual}'.encode(), f'"{other}'.encode()) for name, part in parts.items()}
    return _zip(parts)


def style(
    style_id: str,
    name: str,
    *,
    based_on: str | None = None,
    ppr: str = "",
    rpr: str = "",
    default: bool = False,
    kind: str = "paragraph",
) -> str:
    attributes = f'w:type="{kind}" w:styleId="{_attribute(style_id)}"' + (' w:default="1"' if default else "")
    inner = _val("w:name", name) + _val("w:basedOn", based_on) + _element("w:pPr", ppr) + _element("w:rPr", rpr)
    return f"<w:style {attributes}>{inner}</w:style>"


def style_with_numbering(
    style_id: str, name: str, num_id: int | None, ilvl: int | None, based_on: str | None = None
) -> str:
    return style(style_id, name, based_on=based_on, ppr=_num_pr(num_id, ilvl))


def level(
    fmt: str,
    text: str,
    start: int | None = 1,
    restart: int | None = None,
    suff: str | None = None,
    *,
    is_lgl: bool = False,
    style: str | None = None,
) -> str:
    """A w:lvl, which learns its number from abstract_num() or num()."""
    inner = (
        _val("w:start", start)
        + _val("w:numFmt", fmt)
        + _val("w:lvlRestart", restart)
        + _val("w:pStyle", style)
        + ("<w:isLgl/>" if is_lgl else "")
        + _val("w:suff", suff)
        + _val("w:lvlText", text)
        + _val("w:lvlJc", "left")
    )
    return f"<w:lvl {_HERE}>{inner}</w:lvl>"


def abstract_num(
    number: int, levels: Sequence[str], *, style_link: str | None = None, num_style_link: str | None = None
) -> str:
    """A list definition; these stand before every num() in the numbering part."""
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    inner = _val("w:multiLevelType", kind) + _val("w:styleLink", style_link) + _val("w:numStyleLink", num_style_link)
    inner += "".join(_at(ilvl, xml) for ilvl, xml in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def num(number: int, abstract_id: int, overrides: Mapping[int, int | str] = {}) -> str:
    """A list; `overrides` gives a level another start, or another level()."""
    inner = "".join(
        f'<w:lvlOverride w:ilvl="{ilvl}">'
        + (f'<w:startOverride w:val="{other}"/>' if isinstance(other, int) else _at(ilvl, other))
        + "</w:lvlOverride>"
        for ilvl, other in overrides.items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_id}"/>{inner}</w:num>'


def _at(ilvl: int, xml: str) -> str:
    return xml.replace(_HERE, f'w:ilvl="{ilvl}"', 1)


def _under_100(value: int) -> str:
    digits = " 一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")


_COUNTING = {_under_100(value): value for value in range(1, 100)}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# No point before a digit: 1.5亿元 and 1.1 are no numbers of an item.
_TYPED_NUMBER = re.compile(
    r"(?P<before>[（(])?(?P<number>[一二三四五六七八九十]{1,3}|[1-9]\d{0,2}|[１-９][０-９]{0,2}|[①-⑳])"
    r"(?P<after>(?(before)[）)]|(?:[、）)]|[．.](?!\d)|(?<=[①-⑳]))))\s*"
)


@dataclass(frozen=True, slots=True)
class _Typed:
    number_format: str
    level_text: str
    value: int
    rest: str


def report_docx(lines: Sequence[str], automatic: bool) -> bytes:
    """One paragraph a line; `automatic` turns each number typed at the very beginning into the same number by w:numPr.

    Anything before the number, spaces too, keeps it typed. Lists go the way a clerk's do: one definition a kind of
    number, and another w:num with w:startOverride wherever the next number is not the one that Word would give.
    """
    abstract_ids: dict[tuple[str, str], int] = {}
    running: dict[int, tuple[int, int]] = {}
    nums: list[str] = []
    body = []
    for line in lines:
        typed = _typed_number(line) if automatic else None
        if typed is None:
            body.append(p(r(line)) if line else p())
            continue
        abstract_id = abstract_ids.setdefault((typed.number_format, typed.level_text), len(abstract_ids))
        num_id, expected = running.get(abstract_id, (0, 1))
        if not num_id or typed.value != expected:
            num_id = len(nums) + 1
            nums.append(num(num_id, abstract_id, {} if typed.value == expected else {0: typed.value}))
        running[abstract_id] = (num_id, typed.value + 1)
        body.append(p(r(typed.rest), num=(num_id, 0)))
    definitions = [
        abstract_num(number, [level(number_format, text, suff="nothing")])
        for (number_format, text), number in abstract_ids.items()
    ]
    return docx(*body, numbering="".join(definitions + nums))


def _typed_number(line: str) -> _Typed | None:
    found = _TYPED_NUMBER.match(line)
    if found is None:
        return None
    number = found["number"]
    if number in _CIRCLED:
        number_format, value = "decimalEnclosedCircle", _CIRCLED.index(number) + 1
    elif number.isdigit():
        number_format, value = "decimal" if number.isascii() else "decimalFullWidth", int(number)
    elif number in _COUNTING:
        number_format, value = "chineseCounting", _COUNTING[number]
    else:
        return None
    return _Typed(number_format, f"{found['before'] or ''}%1{found['after']}", value, line[found.end() :])
