"""What is printed above every document of an office: its name in red, the document number, who signs."""

from drafting.document.blocks import Block, Document, Role
from drafting.document.outline import ORGAN_LINE
from drafting.text.patterns import Pattern

_NUMBER = Pattern(
    r"^[\u4e00-\u9fff]{1,12}\s?[〔\[（(【](?:20[0-9]{2}|\s*|[×xX*＊_]+)[〕\]）)】]\s?第?(?:[0-9]{1,4}|\s*|[×xX*＊_]+)号(?:\s|$)"
)
"""The year and the number are left blank in a template."""
_LONGEST_FIELD = 20


def letterhead_end(document: Document) -> int:
    """Behind the last document number: what stands above it is the letterhead, whatever it looks like."""
    return max((block.index + 1 for block in document.blocks if _NUMBER.match(block.text)), default=0)


def is_letterhead(document: Document, block: Block) -> bool:
    """Printed in red, as no title is."""
    if block.text.rstrip().endswith("文件"):
        return True
    look = document.formatting.blocks[block.index] if document.formatting is not None else None
    return look is not None and bool(look.spans) and all(_is_red(span.format.color) for span in look.spans)


def beyond_letterhead(document: Document) -> list[Block]:
    """Of a file that should hold nothing but a letterhead: the text in it, a table by its first cell."""
    found: list[Block] = []
    numbered = next((block.index + 1 for block in document.body() if _NUMBER.match(block.text)), 0)
    for block in document.body():
        if not block.text.strip() or block.role is Role.RESIDUE or block.index < numbered:
            continue
        if not found and _is_of_letterhead(document, block):
            continue
        last = found[-1].cell if found else None
        if block.cell is None or last is None or last.table != block.cell.table:
            found.append(block)
    return found


def _is_of_letterhead(document: Document, block: Block) -> bool:
    if block.role is Role.FRONT or ORGAN_LINE.match(block.text) or is_letterhead(document, block):
        return True
    return block.cell is not None and len(block.text) <= _LONGEST_FIELD and "。" not in block.text


def _is_red(color: str | None) -> bool:
    return color is not None and int(color[:2], 16) > 0xB0 and max(int(color[2:4], 16), int(color[4:], 16)) < 0x50
