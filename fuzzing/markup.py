"""Mutated XML made well-formed again: a parser that gives up at the first stray bracket would see nothing but the first bracket."""

import re
from html import unescape
from xml.sax.saxutils import escape, quoteattr

_TOKEN = re.compile(r'<(/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<>]*")*)[^<>]*?(/?)>|([^<]+)|<')
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"<>]*)"')
_NAME = re.compile(r"(?:(w|r|m|mc|wp|wps|w14|a|v|o|xml):)?([A-Za-z_][A-Za-z0-9_.-]*)$")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def mended(text: str) -> str:
    """The tags that are whole, those left open closed at the end, and all else as words."""
    written: list[str] = []
    open_tags: list[str] = []
    for closing, name, attributes, alone, words in _TOKEN.findall(_NOT_XML.sub("", text)):
        if words:
            written.append(escape(unescape(words)))
        elif not _NAME.match(name):
            continue
        elif closing:
            if name in open_tags:
                while open_tags:
                    last = open_tags.pop()
                    written.append(f"</{last}>")
                    if last == name:
                        break
        else:
            given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes) if _NAME.match(key)}
            inner = "".join(f" {key}={quoteattr(_NOT_XML.sub('', value))}" for key, value in given.items())
            written.append(f"<{name}{inner}{alone}>")
            if not alone:
                open_tags.append(name)
    written += [f"</{name}>" for name in reversed(open_tags)]
    return "".join(written)


def inner(part: bytes, root: str) -> str:
    """What stands within the root element of a part."""
    text = part.decode()
    found = re.search(rf"<{root}\b[^>]*>(.*)</{root}>", text, re.DOTALL)
    return found[1] if found else ""
