"""The faces that a theme stands for."""

import xml.etree.ElementTree as ET
from functools import cached_property

from drafting.ooxml.package import Package, Relationship, W, guarded, parse

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ROOT = b'<a:fonts xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">%s</a:fonts>'
_SCRIPTS = {
    "zh-cn": "Hans",
    "zh-sg": "Hans",
    "zh-tw": "Hant",
    "zh-hk": "Hant",
    "zh-mo": "Hant",
    "ja-jp": "Jpan",
    "ko-kr": "Hang",
}


class Theme:
    def __init__(self, package: Package, relationships: dict[str, Relationship], settings: ET.Element | None) -> None:
        self._package = package
        self._part = next((r.target for r in relationships.values() if r.kind == "theme" and not r.external), None)
        language = settings.find(W + "themeFontLang") if settings is not None else None
        self._script = _SCRIPTS.get((language.get(W + "eastAsia") or "").lower()) if language is not None else None
        self._groups: dict[str, ET.Element | None] = {}
        self._known: dict[str, str | None] = {}

    def face(self, name: str) -> str | None:
        """What minorEastAsia, majorHAnsi and so on stand for; None where the theme leaves it open."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    @cached_property
    def _data(self) -> bytes:
        """Read only where a style names a face of the theme."""
        return guarded((self._package.read(self._part) if self._part is not None else None) or b"")

    def _fonts(self, group: str) -> ET.Element | None:
        """Of minor or major. The rest of a theme is colours and effects, ten times as long."""
        if group not in self._groups:
            opening, closing = f"<a:{group}Font>".encode(), f"</a:{group}Font>".encode()
            start = self._data.find(opening)
            end = self._data.find(closing, start)
            if 0 <= start < end:
                self._groups[group] = parse(_ROOT % self._data[start : end + len(closing)])[0]
            else:
                # Another prefix, or none of these.
                self._groups[group] = parse(self._data).find(f".//{_A}{group}Font") if self._data else None
        return self._groups[group]

    def _look_up(self, name: str) -> str | None:
        fonts = self._fonts(name[:5])
        if fonts is None:
            return None
        if not name.endswith("EastAsia"):
            return _typeface(fonts.find(_A + "latin"))
        by_script = {font.get("script"): font for font in fonts.findall(_A + "font")}
        # The face of the document's own language comes first; a file that names no language is read as Chinese.
        named = by_script.get(self._script) if self._script else None
        return _typeface(named) or _typeface(fonts.find(_A + "ea")) or self._of_no_language(by_script)

    def _of_no_language(self, by_script: dict[str | None, ET.Element]) -> str | None:
        return None if self._script else _typeface(by_script.get("Hans"))


def _typeface(element: ET.Element | None) -> str | None:
    return (element.get("typeface") or "").strip() or None if element is not None else None
