"""What holds of any Word file that is read in order to be changed: nothing of what a check sees of it may differ."""

import io
import zipfile
from collections.abc import Iterator

from drafting.document import Document, Span
from drafting.ooxml.editing import Manuscript
from drafting.readers import read_bytes
from drafting.text.characters import INVISIBLE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}


def is_strict(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"purl.oclc.org" in package.read("word/document.xml").replace(b"\x00", b"")


def assert_traced(data: bytes, document: Document) -> None:
    """Every character is found in the file, and cutting there changes nothing that is read."""
    manuscript = Manuscript(data)
    assert manuscript.document == document
    assert manuscript.save() is data
    for block in document.blocks:
        origins = manuscript.origins(block.index)
        assert len(origins) == len(block.text)
        for character, origin in zip(block.text, origins, strict=True):
            if origin is None:
                continue
            name = origin.node.tag.removeprefix(_W)
            if name == "t":
                assert character in (origin.node.text[origin.offset], " ")
            elif name in _SHOWN:
                assert character == _SHOWN[name]
            else:
                assert name in ("sym", "fldChar") or name.endswith("}oMath")
    _cut_everywhere(manuscript)
    assert read_bytes(manuscript.save()) == document


def _cut_everywhere(manuscript: Manuscript) -> None:
    for block in manuscript.document.blocks:
        for span in _spans(block.index, len(block.text)):
            passage = manuscript.passage(span)
            if passage.is_exact:
                assert _words(passage.units) == manuscript.document.quote(span).replace("\n", "")


def _spans(block: int, length: int) -> Iterator[Span]:
    for size in (1, 3, 7):
        for start in range(0, length, size * 2 + 1):
            yield Span(block, start, min(length, start + size))
    yield Span(block, 0, length)


def _words(units: tuple[object, ...]) -> str:
    words = ""
    for unit in units:
        assert unit.tag == _W + "r"  # type: ignore[attr-defined]
        for node in unit:  # type: ignore[attr-defined]
            name = node.tag.removeprefix(_W)
            if name == "sym":
                code = int(node.get(_W + "char"), 16)
                words += "□" if 0xE000 <= code <= 0xF8FF else chr(code)
            words += node.text if name == "t" else _SHOWN.get(name, "")
    return "".join(" " if c in "\n\t\r" else c for c in words if c not in INVISIBLE)
