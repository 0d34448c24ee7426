"""Pieces of WordprocessingML as strings. Children stand in the order that the schema asks for; Word refuses some that do not."""

import re
from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

# XML 1.0 cannot hold these even escaped, and one of them makes the whole file unreadable.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = str.maketrans("\t\n\r", "   ")


def escape(text: str) -> str:
    text = _NOT_XML.sub("", text).translate(_BLANKS)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, attributes: Mapping[str, str | int] | None = None) -> str:
    """An empty element; nothing at all where attributes are asked for and there are none."""
    if attributes is None:
        return f"<w:{name}/>"
    written = "".join(f' w:{key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<w:{name}{written}/>" if written else ""


def run(text: str, style_id: str = "") -> str:
    # Quotation marks, dashes and dots are in Latin and in Chinese faces; the hint says which one is meant.
    style = f'<w:rStyle w:val="{style_id}"/>' if style_id else ""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f'<w:r><w:rPr>{style}<w:rFonts w:hint="eastAsia"/></w:rPr>{words}</w:r>' if words else ""


def paragraph(style_id: str, content: str = "", *, keep_next: bool = False, indent: str = "", align: str = "") -> str:
    kept = "<w:keepNext/>" if keep_next else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{kept}{indent}{aligned}</w:pPr>{content}</w:p>'
