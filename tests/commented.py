"""The comments of a Word file, read from its XML alone: the second opinion on what the product puts in."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = "法治报告检查"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True)
class Found:
    number: str
    author: str
    paragraphs: tuple[str, ...]
    words: str
    """What it covers, without automatic numbers; deleted text is not among it."""
    date: str | None


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def replaced(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    return packed({**members(data), **parts})


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def comments(data: bytes, author: str | None = OURS) -> list[Found]:
    """In the order of comments.xml; every one has its three marks, each once."""
    parts = members(data)
    root = ET.fromstring(parts.get("word/comments.xml", b"<none/>"))
    texts = {c.get(W + "id", ""): tuple(_text(p) for p in c.iter(W + "p")) for c in root}
    covered = _covered(ET.fromstring(parts["word/document.xml"]))
    assert set(texts) == set(covered)
    assert len(texts) == len(root)
    return [
        Found(number, c.get(W + "author", ""), texts[number], covered[number], c.get(W + "date"))
        for c in root
        if (number := c.get(W + "id", "")) and author in (None, c.get(W + "author"))
    ]


def _covered(root: ET.Element) -> dict[str, str]:
    running: dict[str, str] = {}
    ended: dict[str, str] = {}
    referred: list[str] = []
    for element in root.iter():
        number = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            assert number not in running
            assert number not in ended
            running[number] = ""
        elif element.tag == W + "commentRangeEnd":
            ended[number] = running.pop(number)
        elif element.tag == W + "commentReference":
            assert number in ended, "the reference stands behind the words"
            referred.append(number)
        elif element.tag in (W + "t", W + "noBreakHyphen", W + "tab"):
            words = {W + "noBreakHyphen": "-", W + "tab": " "}.get(element.tag, element.text or "")
            running = {known: text + words for known, text in running.items()}
    assert not running
    assert sorted(referred) == sorted(ended)
    return ended


def _text(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def skeleton(
    data: bytes, ours: AbstractSet[str] | None = None
) -> tuple[list[tuple[str, tuple[tuple[str, str], ...]]], str]:
    """Everything in a document's text part but our marks and how runs are cut."""
    if ours is None:
        ours = {found.number for found in comments(data)}
    root = ET.fromstring(members(data)["word/document.xml"])
    kept: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    words = ""
    looks = {id(child) for run in root.iter(W + "rPr") for child in run.iter()}
    for element in root.iter():
        name = element.tag.removeprefix(W)
        words += element.text or "" if name in ("t", "delText", "instrText") else ""
        if name in ("r", "t") or id(element) in looks or (name in MARKS and element.get(W + "id") in ours):
            continue
        kept.append((element.tag, tuple(sorted(element.items()))))
    return kept, words


def looks(data: bytes) -> list[tuple[str, str]]:
    """Every character with the properties of its run."""
    root = ET.fromstring(members(data)["word/document.xml"])
    found = []
    for run in root.iter(W + "r"):
        properties = run.find(W + "rPr")
        # A tracked change has a number of its own in each of the runs that it is cut into.
        for mark in run.iter(W + "rPrChange"):
            mark.set(W + "id", "")
        look = "" if properties is None else ET.tostring(properties, encoding="unicode")
        found += [(character, look) for text in run.findall(W + "t") for character in text.text or ""]
    return found
