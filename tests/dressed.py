"""A text as a Word file that is dressed by a layout profile, but for what a Look says.

Which line is what is read from the text itself, as a check would; how a kind of paragraph looks comes from the profile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from drafting.document import Document
from drafting.document.draft import Kind
from drafting.document.kinds import Stretch, stretches
from drafting.document.layout import Layout, shipped_layout
from drafting.readers.text import from_text
from drafting.rules.looks import Look
from tests.word import docx, field, p, r, style

_TWIPS = 1440 / 25.4
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both", "distribute": "distribute"}
_RIGHT = {Kind.SIGN_OFF: 2.0, Kind.DATE: 4.0}
_SINGLE_LINE = 240

STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
) + style("a", "Normal", default=True, ppr='<w:jc w:val="both"/>', rpr='<w:sz w:val="21"/>')
"""What WPS begins a new file with."""


def dressed(text: str, look: Look | None = None, layout: Layout | None = None) -> bytes:
    look, layout = look or Look(), layout or shipped_layout()
    document = from_text(text)
    by_block: dict[int, list[Stretch]] = {}
    for stretch in stretches(document):
        by_block.setdefault(stretch.block, []).append(stretch)
    body = [_paragraph(document, index, found, look, layout) for index, found in sorted(by_block.items())]
    return docx(*body, styles=STYLES, section=_section(look, layout), footer=_footer(look, layout))


def _section(look: Look, layout: Layout) -> str:
    page = {**asdict(layout.page), "pitch": 28.95, **look.page}
    lengths = {name: round(page[name] * _TWIPS) for name in ("width", "height", "top", "bottom", "left", "right")}
    grid = f'<w:docGrid w:type="lines" w:linePitch="{round(page["pitch"] * 20)}"/>' if page["pitch"] else ""
    return (
        f'<w:pgSz w:w="{lengths["width"]}" w:h="{lengths["height"]}"/>'
        f'<w:pgMar w:top="{lengths["top"]}" w:right="{lengths["right"]}" w:bottom="{lengths["bottom"]}"'
        f' w:left="{lengths["left"]}" w:header="851" w:footer="1587" w:gutter="0"/>{grid}'
    )


def _footer(look: Look, layout: Layout) -> str:
    if look.number is None:
        return ""
    number = {"side": "outside", **asdict(layout.page_number), **look.number}
    before, after = number["text"].split("{}")
    rpr = f'<w:rFonts w:ascii="{number["face"]}" w:hAnsi="{number["face"]}"/>' + _size(number["size"])
    side = number["side"]
    place = (
        f'<w:jc w:val="{side}"/>' if side in _ALIGN else f'<w:framePr w:hAnchor="margin" w:xAlign="{side}" w:y="1"/>'
    )
    return p(r(before, rpr), *_with(rpr, field("PAGE", r("1", rpr))), r(after, rpr), ppr=place)


def _with(rpr: str, *runs: str) -> Iterator[str]:
    """A field whose borders and code look as its number does, as Word writes it."""
    for run in runs:
        yield run.replace("<w:r><w:fldChar", f"<w:r><w:rPr>{rpr}</w:rPr><w:fldChar").replace(
            "<w:r><w:instrText", f"<w:r><w:rPr>{rpr}</w:rPr><w:instrText"
        )


def _paragraph(document: Document, index: int, found: list[Stretch], look: Look, layout: Layout) -> str:
    said = _said(found[0].kind, look, layout)
    text = document.blocks[index].text
    runs = [r(str(said.get("typed", "")))] if said.get("typed") else []
    for stretch in found:
        of_kind = _said(stretch.kind, look, layout)
        for start, end, words in _pieces(text, stretch, look):
            runs.append(r(text[start:end], _run_format({**of_kind, **words})))
    return p() * int(said.get("blank", 0)) + p(*runs, ppr=_paragraph_format(said))


def _said(kind: Kind, look: Look, layout: Layout) -> dict[str, Any]:
    dress = layout.dress(kind)
    align = "right" if kind in (Kind.SIGN_OFF, Kind.DATE) else dress.align or "justify"
    prescribed = {
        "face": dress.face,
        "size": dress.size,
        "bold": dress.bold,
        "align": align,
        "first_line": dress.first_line,
        "right": dress.right or _RIGHT.get(kind),
    }
    return {**prescribed, **look.kinds.get(kind, {})}


def _pieces(text: str, stretch: Stretch, look: Look) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    start = stretch.start
    for words, said in look.words.items():
        at = text.find(words, start, stretch.end)
        if at >= 0:
            yield start, at, {}
            yield at, at + len(words), said
            start = at + len(words)
    yield start, stretch.end, {}


def _run_format(said: Mapping[str, Any]) -> str:
    face = said["face"]
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:eastAsia="{face}" w:hAnsi="Times New Roman"/>'
        + ("<w:b/>" if said.get("bold") else "")
        + (f'<w:color w:val="{said["color"]}"/>' if "color" in said else "")
        + (f'<w:spacing w:val="{round(said["spacing"] * 20)}"/>' if "spacing" in said else "")
        + _size(said["size"])
    )


def _size(points: float | None) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/>' if points else ""


def _paragraph_format(said: Mapping[str, Any]) -> str:
    spacing = ""
    if "exact" in said:
        spacing = f' w:line="{round(said["exact"] * 20)}" w:lineRule="exact"'
    elif "line" in said:
        spacing = f' w:line="{round(said["line"] * _SINGLE_LINE)}" w:lineRule="auto"'
    spacing = "".join(f' w:{side}="{round(said[side] * 20)}"' for side in ("before", "after") if side in said) + spacing
    indents = "".join(
        f' w:{name}Chars="{round(said[key] * 100)}" w:{name}="{round(said[key] * said["size"] * 20)}"'
        for key, name in (("left", "left"), ("right", "right"), ("first_line", "firstLine"))
        if said.get(key)
    )
    spaced = f"<w:spacing{spacing}/>" if spacing else ""
    return f'{spaced}{f"<w:ind{indents}/>" if indents else ""}<w:jc w:val="{_ALIGN[said["align"]]}"/>'
