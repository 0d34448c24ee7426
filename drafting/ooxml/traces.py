"""What the reader notes as it goes, so that formats can be worked out later without a second walk."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any

Run = tuple[int, ET.Element | None, ET.Element | None]
"""Where a run's text begins, its w:rPr, and the w:pPr it stands under."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a character of a line comes from, for who wants to change it."""

    node: Any
    """An element of lxml: w:t, or what stands for text: w:tab, w:sym, m:oMath, the end of a field that shows what its code says."""
    offset: int
    """In the node's own text."""
    field: str
    """The code of the field whose result it is; empty in ordinary text."""


@dataclass(slots=True)
class Trace:
    """Of one line."""

    runs: list[Run]
    shift: int
    """Characters that tidying took away at the head; runs count them."""
    typed: str
    label: int
    """Characters of an automatic number in front of the first run."""
    properties: ET.Element | None
    listed: tuple[int, int] | None
    """List and level of the paragraph."""
    table_style: str | None
    is_continued: bool
    typed_behind: str = ""
    blank_before: int = 0
    """Empty paragraphs right above."""


@dataclass(slots=True)
class Break:
    """The end of a section: its properties and how many lines were read before it."""

    properties: ET.Element
    end: int
