"""Content that a file holds twice: for new programs and for old ones."""

import xml.etree.ElementTree as ET

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Namespaces of Word's own extensions, whose content is read like that of older files.
_UNDERSTOOD = frozenset(
    [
        "wps",
        "wpg",
        "wpc",
        "wpi",
        "wp14",
        "w14",
        "w15",
        "w16",
        "w16se",
        "w16cid",
        "w16cex",
        "w16sdtdh",
        "a14",
        "v",
        "o",
        "m",
        "pic",
        "c",
        "cx",
        "am3d",
    ]
)


def alternative(element: ET.Element) -> ET.Element | None:
    """The first choice that Word takes; the fallback holds the same content once more."""
    for choice in element.findall(MC + "Choice"):
        if set(choice.get("Requires", "").split()) <= _UNDERSTOOD:
            return choice
    return element.find(MC + "Fallback")
