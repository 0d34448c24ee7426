"""What holds for every document, whatever it was read from."""

from itertools import pairwise

from drafting.document import Document


def assert_sound(document: Document) -> None:
    for index, block in enumerate(document.blocks):
        length = len(block.text)
        assert block.index == index
        assert 0 <= block.heading_end <= length
        assert (block.level >= 1) == block.is_heading
        if block.label is not None:
            assert block.text[block.label.start : block.label.end] == block.label.text
        above = document.trail(index)
        assert all(heading.is_heading and heading.index < index for heading in above)
        assert all(upper.level < lower.level for upper, lower in pairwise(above))
    for remark in document.remarks:
        assert 0 <= remark.span.start <= remark.span.end <= len(document.blocks[remark.span.block].text)
    _assert_formats_fit(document)


def _assert_formats_fit(document: Document) -> None:
    if document.formatting is None:
        return
    for block, found in zip(document.blocks, document.formatting.blocks, strict=True):
        end = 0
        for span in found.spans if found is not None else ():
            assert end <= span.start < span.end <= len(block.text)
            end = span.end
    for section in document.formatting.sections:
        assert 0 <= section.first <= section.end <= len(document.blocks)
