"""A package whose parts are parsed with lxml, changed in place and saved; every other member stays as it is."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from drafting.ooxml.package import BROKEN, Package, guarded
from drafting.readers import ReadError

Element = Any
"""lxml ships no types."""

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TOO_MUCH = "文件的内容嵌套过深或者过长，查得了，但不能在里面做标记；请在 Word 或 WPS 中简化后另存再试。"
_CONTENT_TYPES = "[Content_Types].xml"


class EditablePackage(Package):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._data = data
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self._added: dict[str, str] = {}
        """Names as they are to be written, by names as they are compared."""

    def xml(self, name: str) -> Any:
        """The same tree whenever a part is asked for, so that what one changes is what the other sees."""
        key = _key(name)
        if key not in self._trees:
            data = self.read(name)
            if data is None:
                return None
            self._trees[key] = _parse(data)
        return self._trees[key]

    def touch(self, name: str) -> None:
        """Says that a part was changed."""
        self._changed.add(_key(name))

    def touch_part_of(self, element: Element) -> None:
        root = element.getroottree().getroot()
        self._changed.update(key for key, tree in self._trees.items() if tree is root)

    def add(self, source: str, name: str, kind: str, content_type: str, root: Element) -> str:
        """A new part that another one points to, and the name that was free for it."""
        name = self._free(name)
        self._trees[_key(name)] = root
        self._added[_key(name)] = name
        self.touch(name)
        # A pointer to a part that is not there is mended, not doubled.
        if not any(
            known.kind == kind and not known.external and _key(known.target) == _key(name)
            for known in self.relationships(source).values()
        ):
            self._point(source, name, kind)
        self.declare(name, content_type)
        return name

    def declare(self, name: str, content_type: str) -> None:
        types = self.xml(_CONTENT_TYPES)
        if types is None:
            raise ReadError(BROKEN)
        part = "/" + name
        if any(_key(known.get("PartName", "")) == _key(part) for known in types.iterfind(_TYPES + "Override")):
            return
        types.append(types.makeelement(_TYPES + "Override", {"PartName": part, "ContentType": content_type}))
        self.touch(_CONTENT_TYPES)

    def save(self) -> bytes:
        if not self._changed:
            return self._data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as target:
            for member in self._zip.infolist():
                entry = zipfile.ZipInfo(member.filename, member.date_time)
                entry.compress_type = _compression(member)
                entry.create_system = member.create_system
                entry.external_attr = member.external_attr
                entry.comment = member.comment
                target.writestr(entry, self._content(_key(member.filename)))
            for key, name in self._added.items():
                # Without a clock: what was written, not when.
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                target.writestr(entry, self._content(key))
        return buffer.getvalue()

    def _content(self, key: str) -> bytes:
        if key in self._changed:
            written: bytes = etree.tostring(self._trees[key], encoding="UTF-8", xml_declaration=False)
            return _DECLARATION + written
        data = self.read(key)
        assert data is not None
        return data

    def _free(self, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        found, number = name, 0
        while _key(found) in self._members or _key(found) in self._added:
            number += 1
            found = f"{stem}{number}{dot}{suffix}"
        return found

    def _point(self, source: str, name: str, kind: str) -> None:
        folder, file = posixpath.split(source)
        part = posixpath.join(folder, "_rels", file + ".rels")
        root = self.xml(part)
        if root is None:
            root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
            self._trees[_key(part)] = root
            self._added[_key(part)] = part
        known = {relationship.get("Id") for relationship in root}
        number = 1
        while f"rId{number}" in known:
            number += 1
        attributes = {
            "Id": f"rId{number}",
            "Type": _OFFICE + kind,
            "Target": posixpath.relpath(name, folder or "."),
        }
        root.append(root.makeelement(f"{{{_RELATIONSHIPS}}}Relationship", attributes))
        self.touch(part)


def serialized(element: Element) -> bytes:
    written: bytes = etree.tostring(element, with_tail=False)
    return written


def new_root(tag: str, namespaces: dict[str, str]) -> Element:
    return etree.Element(tag, nsmap=namespaces)


def _parse(data: bytes) -> Element:
    """XML comments are left out, as the reader leaves them out: they would cut a text in two."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(guarded(data), parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        # This parser stops where the reader's goes on: at some depth of elements, at ten million characters in one.
        raise ReadError(_TOO_MUCH if "XML_PARSE_HUGE" in str(error) else BROKEN) from None


def _compression(member: zipfile.ZipInfo) -> int:
    # Word opens no others.
    return zipfile.ZIP_STORED if member.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED


def _key(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")
