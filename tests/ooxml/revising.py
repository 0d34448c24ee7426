"""Accept all and reject all, as Word does it, on the XML: a second opinion that shares no code with the product."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHANGES = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange")
_RANGES = tuple(f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))


def accepted(data: bytes) -> bytes:
    return _each_part(data, lambda root: _settle(root, keep=("ins", "moveTo"), drop=("del", "moveFrom"), new=True))


def rejected(data: bytes) -> bytes:
    return _each_part(data, lambda root: _settle(root, keep=("del", "moveFrom"), drop=("ins", "moveTo"), new=False))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> str:
    """The main part without our comments, and with runs of one look joined, so that a cut run is no difference."""
    package = parts(data)
    root = ET.fromstring(package["word/document.xml"])
    comments = ET.fromstring(package.get("word/comments.xml", b"<none/>"))
    ours = {comment.get(W + "id") for comment in comments if comment.get(W + "author") == "法治报告检查"}
    _drop_comments(root, ours)
    for element in list(root.iter()):
        for properties in [child for child in element if child.tag in (W + "rPr", W + "pPr") and not len(child)]:
            element.remove(properties)
    for element in root.iter():
        _join_runs(element)
    return ET.tostring(root, encoding="unicode")


def _drop_comments(parent: ET.Element, numbers: set[str | None]) -> None:
    for child in list(parent):
        _drop_comments(child, numbers)
        reference = child.find(W + "commentReference") if child.tag == W + "r" else None
        marks = (W + "commentRangeStart", W + "commentRangeEnd")
        if (child.tag in marks and child.get(W + "id") in numbers) or (
            reference is not None and reference.get(W + "id") in numbers
        ):
            parent.remove(child)


def _each_part(data: bytes, settle: Callable[[ET.Element], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts(data).items():
            made = content
            if name.startswith("word/") and name.endswith(".xml") and b"wordprocessingml" in content:
                root = ET.fromstring(content)
                settle(root)
                made = ET.tostring(root, encoding="utf-8", xml_declaration=True)
            target.writestr(name, made)
    return buffer.getvalue()


def _settle(root: ET.Element, *, keep: tuple[str, ...], drop: tuple[str, ...], new: bool) -> None:
    _properties(root, new=new)
    gone = _marks(root, drop)
    _runs(root, {W + name for name in keep}, {W + name for name in drop})
    _join_paragraphs(root, gone)


def _properties(root: ET.Element, *, new: bool) -> None:
    for element in list(root.iter()):
        for name in _CHANGES:
            change = element.find(W + name)
            if change is None:
                continue
            element.remove(change)
            if not new:
                old = change.find(element.tag)
                kept = [
                    child for child in element if child.tag in (W + "rPr", W + "sectPr") and element.tag == W + "pPr"
                ]
                if element.tag == W + "sectPr":
                    kept = [child for child in element if child.tag.endswith("Reference")]
                for child in list(element):
                    element.remove(child)
                element.extend(
                    [*(kept if element.tag == W + "sectPr" else []), *(list(old) if old is not None else [])]
                )
                if element.tag == W + "pPr":
                    element.extend(kept)


def _marks(root: ET.Element, drop: tuple[str, ...]) -> list[ET.Element]:
    """Paragraphs whose mark goes; the notes on all marks are taken out."""
    gone = []
    for paragraph in root.iter(W + "p"):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            continue
        if any(mark.find(W + name) is not None for name in drop):
            gone.append(paragraph)
        for name in ("ins", "del", "moveFrom", "moveTo"):
            for note in mark.findall(W + name):
                mark.remove(note)
        properties = paragraph.find(W + "pPr")
        assert properties is not None
        if not len(mark):
            properties.remove(mark)
    for paragraph in root.iter(W + "p"):
        properties = paragraph.find(W + "pPr")
        if properties is not None and not len(properties):
            paragraph.remove(properties)
    return gone


def _runs(parent: ET.Element, keep: set[str], drop: set[str]) -> None:
    children: list[ET.Element] = []
    for child in list(parent):
        _runs(child, keep, drop)
        if child.tag in drop or child.tag in {W + name for name in _RANGES}:
            continue
        children += list(child) if child.tag in keep else [child]
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)
    for child in parent:
        if child.tag == W + "delText":
            child.tag = W + "t"


def _join_paragraphs(root: ET.Element, gone: list[ET.Element]) -> None:
    for parent in root.iter():
        children = list(parent)
        for place, child in enumerate(children):
            if any(child is paragraph for paragraph in gone):
                following = children[place + 1]
                assert following.tag == W + "p", "Word has no paragraph here that the words could go into"
                at = 1 if following.find(W + "pPr") is not None else 0
                for moved in [content for content in child if content.tag != W + "pPr"]:
                    following.insert(at, moved)
                    at += 1
                parent.remove(child)


def _join_runs(parent: ET.Element) -> None:
    """A run for each thing, and one for all words of one look that stand together."""
    last: ET.Element | None = None
    children: list[ET.Element] = []
    for child in parent:
        if child.tag != W + "r":
            children.append(child)
            last = None
            continue
        for thing in [thing for thing in child if thing.tag != W + "rPr"]:
            words = _words(thing)
            if words is not None and last is not None and _looks(last) == _looks(child):
                last[-1].text = (last[-1].text or "") + words
                continue
            run = ET.Element(child.tag, child.attrib)
            run.extend([*child.findall(W + "rPr"), thing])
            if words is not None:
                thing.text = words
                thing.set(_SPACE, "preserve")
            children.append(run)
            last = None if words is None else run
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def _words(thing: ET.Element) -> str | None:
    if thing.tag != W + "t":
        return None
    text = thing.text or ""
    return text if thing.get(_SPACE) == "preserve" else text.strip()


def _looks(run: ET.Element) -> str:
    properties = run.find(W + "rPr")
    return "" if properties is None or not len(properties) else ET.tostring(properties, encoding="unicode").strip()
