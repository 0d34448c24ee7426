"""A draft as a .docx: A4, 22 lines of 28 characters, every role in a style of its own, by a layout profile.

Our own package is written part by part, without python-docx: its styles have to come from the profile anyway, since a county
may have a profile of its own, and a template made in advance would be a second source of the same values. A county's own
document is opened and kept by python-docx (base.py), which is imported then and not before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from drafting.document.draft import Draft
from drafting.document.layout import Layout
from drafting.ooxml.writer import parts
from drafting.ooxml.writer.body import Body
from drafting.ooxml.writer.measures import Measures, measure
from drafting.ooxml.writer.styles import named_styles, own_ids, style_sheet


def write(draft: Draft, layout: Layout, base: bytes | None = None) -> bytes:
    """`base`: a .docx whose page, letterhead, headers, footers and styles are kept. A ReadError says why it cannot be used."""
    if base is not None:
        from drafting.ooxml.writer.base import write_on

        return write_on(base, draft, layout)
    page = _page(layout)
    body = Body(draft, layout, page.measures, page.ids).xml()
    members = (
        ("[Content_Types].xml", parts.CONTENT_TYPES),
        ("_rels/.rels", parts.RELATIONSHIPS),
        ("word/document.xml", parts.document(body, page.measures)),
        ("word/_rels/document.xml.rels", parts.DOCUMENT_RELATIONSHIPS),
        *page.members,
        ("docProps/core.xml", parts.core_properties(draft)),
    )
    return parts.packed((name, text.encode()) for name, text in members)


@dataclass(frozen=True, slots=True)
class _Page:
    """What all drafts of one layout have in common."""

    measures: Measures
    ids: Mapping[str, str]
    members: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def _page(layout: Layout) -> _Page:
    measures = measure(layout)
    styles = named_styles(layout, measures)
    ids = own_ids(styles)
    return _Page(
        measures,
        ids,
        (
            ("word/styles.xml", style_sheet(layout, measures, styles)),
            ("word/settings.xml", parts.SETTINGS),
            ("word/fontTable.xml", parts.font_table(layout)),
            ("word/footer1.xml", parts.footer(layout, ids, odd=True)),
            ("word/footer2.xml", parts.footer(layout, ids, odd=False)),
            ("word/theme.xml", parts.theme(layout)),
        ),
    )
