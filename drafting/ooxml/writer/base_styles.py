"""The styles of a county's own document: which of them are its own, and which are only what its program came with."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from html import unescape
from typing import Any

from drafting.document.draft import Kind
from drafting.document.layout import Dress, Layout
from drafting.ooxml.writer.markup import NAMESPACES
from drafting.ooxml.writer.styles import PAGE_NUMBER, NamedStyle

_MOST_ANCESTORS = 20
_SONG = ("宋体", "simsun", "nsimsun", "新宋体", "华文宋体", "stsong")
"""No profile's face, but what many a county sets a title in."""
# What Chinese versions of Word and WPS give Title and the headings, by East Asian and Latin face. Nobody chooses Arial for 公文.
_PROGRAMS = frozenset(
    (face, latin)
    for face in ("宋体", "simsun", "黑体", "simhei")
    for latin in ("arial", "cambria", "calibri light", "等线 light")
)
_PLAIN_COLOURS = ("text1", "dark1")
_STORY = re.compile(r"/word/(?:document|header|footer|footnotes|endnotes|comments|numbering)\w*\.xml$")
_PARAGRAPH_STYLE = re.compile(rb"""<w:pStyle\s+w:val=["']([^"']*)["']""")


def put_styles(document: Any, styles: list[NamedStyle], layout: Layout) -> dict[str, str]:
    """Their ids in this document: its own styles of these names, and ours where it has none of its own."""
    sheet = _Sheet(document, layout)
    taken = set(sheet.ids)
    ids: dict[str, str] = {}
    added: list[NamedStyle] = []
    for each in styles:
        # The number's looks are not for whatever else stands in the county's footers.
        style = (
            replace(each, style_id="FazhiPageNumber", name="公文页码", built_in=False)
            if each.key == PAGE_NUMBER
            else each
        )
        kind, style_id = sheet.there.get(style.name.lower(), ("", ""))
        if kind == style.type and style_id and not (style.built_in and sheet.is_the_programs(style_id)):
            ids[style.key] = style_id
            continue
        ids[style.key] = _free(style.style_id, taken)
        if kind == style.type and style_id:
            kind = ""
            if sheet.make_way(style_id):
                # Styles that say they are based on it, and are not used either, go on with ours.
                ids[style.key] = style_id
        taken.add(ids[style.key])
        # The same name for another type of style: Word allows a name once.
        added.append(style if not kind else style.renamed(f"{style.name}（报告）"))
    for style in added:
        sheet.add(style.xml(ids))
    return ids


class _Sheet:
    def __init__(self, document: Any, layout: Layout) -> None:
        from docx.oxml.ns import qn

        self._qn = qn
        self._document = document
        self._root = document.styles.element
        self._faces = _faces(layout)
        self._by_id: dict[str, Any] = {}
        self.ids: set[str] = set()
        self.there: dict[str, tuple[str, str]] = {}
        """Type and id by name."""
        for style in self._root.iterchildren(qn("w:style")):
            style_id = style.get(qn("w:styleId"), "")
            self.ids.add(style_id)
            self._by_id[style_id] = style
            name = self._value(style, "w:name")
            if name is not None:
                self.there[name.lower()] = (style.get(qn("w:type"), "paragraph"), style_id)

    def add(self, xml: str) -> None:
        from docx.oxml import parse_xml

        self._root.append(parse_xml(xml.replace("<w:style ", f"<w:style {NAMESPACES} ", 1)))

    def is_the_programs(self, style_id: str) -> bool:
        """Whether nobody has given it a face for Chinese, or what it has is the program's."""
        face = latin = colour = None
        for style in self._chain(style_id):
            properties = style.find(self._qn("w:rPr"))
            if properties is None:
                continue
            fonts = properties.find(self._qn("w:rFonts"))
            if fonts is not None and face is None:
                # Word goes by the theme's face where both are named.
                if fonts.get(self._qn("w:eastAsiaTheme")) is not None:
                    return True
                face = fonts.get(self._qn("w:eastAsia"))
            if fonts is not None and latin is None:
                latin = fonts.get(self._qn("w:ascii"))
            if colour is None:
                colour = properties.find(self._qn("w:color"))
        if face is None or (face.lower(), (latin or "").lower()) in _PROGRAMS:
            return True
        if colour is not None and colour.get(self._qn("w:themeColor"), "text1") not in _PLAIN_COLOURS:
            return True
        return face.lower() not in _SONG and not any(
            dress.accepts(face) or dress.tolerates(face) for dress in self._faces
        )

    def _chain(self, style_id: str | None) -> Iterator[Any]:
        """Without the style that all text has: what it says, it says of no title."""
        for _ in range(_MOST_ANCESTORS):
            style = self._by_id.get(style_id or "")
            if style is None or style.get(self._qn("w:default")) in ("1", "true", "on"):
                return
            yield style
            style_id = self._value(style, "w:basedOn")

    def make_way(self, style_id: str) -> bool:
        """Ours takes the name. Whether the program's is gone: where something is set in it, it stays under another name."""
        style = self._by_id[style_id]
        name, link = style.find(self._qn("w:name")), self._value(style, "w:link")
        # A linked pair has to name each other.
        for one in (style, self._by_id.get(link or "", style)):
            for old in one.findall(self._qn("w:link")):
                one.remove(old)
        if not self._is_used(style_id):
            self._root.remove(style)
            return True
        name.set(self._qn("w:val"), f"{name.get(self._qn('w:val'))}（底版）")
        style.set(self._qn("w:customStyle"), "1")
        return False

    def _is_used(self, style_id: str) -> bool:
        """By text or a list anywhere in the file, or by a style based on it that is."""
        waiting, seen = [style_id], set[str]()
        while waiting:
            one = waiting.pop()
            if one in self._in_use:
                return True
            seen.add(one)
            waiting += [
                each
                for each, style in self._by_id.items()
                if self._value(style, "w:basedOn") == one and each not in seen
            ]
        return False

    @cached_property
    def _in_use(self) -> frozenset[str]:
        return frozenset(
            unescape(match.decode("utf-8", "replace"))
            for part in self._document.part.package.iter_parts()
            if _STORY.match(part.partname)
            for match in _PARAGRAPH_STYLE.findall(part.blob)
        )

    def _value(self, parent: Any, name: str) -> str | None:
        found = parent.find(self._qn(name))
        value: str | None = None if found is None else found.get(self._qn("w:val"))
        return value


def _faces(layout: Layout) -> list[Dress]:
    """What the profile asks for; that tables may have any face says nothing."""
    return [dress for kind in Kind if "*" not in (dress := layout.dress(kind)).faces and dress.faces]


def _free(style_id: str, taken: set[str]) -> str:
    wanted, number = style_id, 1
    while wanted in taken:
        number += 1
        wanted = f"{style_id}{number}"
    return wanted
