"""A .docx as a document: body, headers and footers, properties, and what was left out."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeVar

from drafting.document import Document, Properties, Story
from drafting.document.formats import Formats, Formatting
from drafting.document.outline import build
from drafting.ooxml.lines import TOO_DEEP, LineReader
from drafting.ooxml.numbering import Numbering
from drafting.ooxml.package import Package, Relationship, W
from drafting.ooxml.styles import StyleSheet
from drafting.ooxml.traces import Break
from drafting.readers import ReadError

_SKIPPED = {
    "picture": "图片{}处，图中的文字没有检查。",
    "chart": "图表或图形{}处，其中的文字没有检查。",
    "object": "嵌入的对象（如表格、公式）{}处，其中的内容没有检查。",
    "chunk": "插入的外部内容{}处，没有检查；请在 Word 或 WPS 中打开并另存后再查。",
    "ruby": "注音{}处，没有检查。",
}
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_AnyReader = TypeVar("_AnyReader", bound=LineReader)


def read_package(data: bytes) -> Document:
    return read_with(LineReader, Package(data))[0]


def read_with(kind: type[_AnyReader], package: Package) -> tuple[Document, _AnyReader]:
    """The document, and the reader that went through the file."""
    try:
        return _read(kind, package)
    except RecursionError:
        raise ReadError(TOO_DEEP) from None


def _read(kind: type[_AnyReader], package: Package) -> tuple[Document, _AnyReader]:
    main = package.main_part
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        raise ReadError("这不是 Word 文档（可能是表格、演示文稿或压缩包）；请改用 .docx 或 .txt 格式的报告。")
    relationships = package.relationships(main)
    parts = {r.kind: r.target for r in relationships.values() if not r.external}
    styles = StyleSheet(package.read(parts["styles"]) if "styles" in parts else None)
    numbering = Numbering(styles, partial(package.xml, parts["numbering"]) if "numbering" in parts else None)
    reader = kind(package, relationships, styles, numbering)
    reader.blocks(body, Story.BODY)
    last = body.find(W + "sectPr")
    if last is not None:
        reader.breaks.append(Break(last, len(reader.lines)))
    reader.headers_and_footers(root)
    skipped = [_SKIPPED[kind].format(count) for kind, count in reader.skipped.items()]
    skipped += _outside(package, relationships, parts.get("settings", ""))
    skipped += [f"自动编号的格式“{name}”不认识，按阿拉伯数字读。" for name in sorted(numbering.unknown_formats)]
    document = build(
        reader.lines,
        remarks=reader.remarks,
        properties=_properties(package),
        skipped=skipped,
        formatting=Formatting(partial(_formats, reader)),
    )
    return document, reader


def _outside(package: Package, relationships: Mapping[str, Relationship], settings: str) -> Iterator[str]:
    """What a program would run or fetch that opens the file to be seen; links are only followed by people."""
    if any(relationship.kind == "vbaProject" for relationship in relationships.values()):
        yield "文件带有宏，没有运行，也没有检查。"
    known = [*relationships.values(), *(package.relationships(settings).values() if settings else ())]
    fetched = sum(relationship.external and relationship.kind != "hyperlink" for relationship in known)
    if fetched:
        yield f"引用文件之外的内容（模板、图片等）{fetched}处，没有读取。"


def _formats(reader: LineReader) -> Formats:
    # Only the layout rules ask; a check without them does not even load it.
    from drafting.ooxml.formats import work_out

    lengths = [len(line.text) for line in reader.lines]
    return work_out(
        reader.package,
        reader.relationships,
        reader.settings,
        reader.styles,
        reader.numbering,
        reader.traces,
        lengths,
        reader.breaks,
    )


def _properties(package: Package) -> Properties:
    for relationship in package.relationships("").values():
        if relationship.kind == "core-properties" and not relationship.external:
            root = package.xml(relationship.target)
            if root is not None:
                names = (_DC + "creator", _CORE + "lastModifiedBy", _CORE + "category")
                return Properties(*((root.findtext(name) or "").strip() for name in names))
    return Properties()
