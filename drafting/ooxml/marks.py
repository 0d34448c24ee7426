"""By what a file of ours is known again."""

import xml.etree.ElementTree as ET

from drafting.ooxml.package import W

OUR_NAME = "法治报告检查"
"""The author of the comments and changes that this program makes."""

TEXT_BOOKMARK = "_fazhi_text_"
"""Bookmarks that drafts have around text that begins like a heading: Word hides names with an underscore before them, and keeps
a bookmark with its text while people edit."""


def is_ours(element: ET.Element) -> bool:
    return element.get(W + "author") == OUR_NAME
